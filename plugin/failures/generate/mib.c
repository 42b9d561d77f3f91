/* Enumerations as SMIv2 textual conventions (RFC 2579), for MFPMAIL-MIB. */
#include "failures/generate/emit.h"

#include <ctype.h>
#include <string.h>

/* A label has letters and digits only (RFC 2578 section 7.1.1): mailbox_full is mailboxFull. */
static void put_label(FILE *out, const char *name)
{
    bool upper = false;
    for (; *name; name++) {
        if (!isalnum((unsigned char)*name)) {
            upper = true;
            continue;
        }
        fputc(upper ? toupper((unsigned char)*name) : *name, out);
        upper = false;
    }
}

static void begin(FILE *out, const char *name, const char *description)
{
    fprintf(out,
            "\n%s ::= TEXTUAL-CONVENTION\n"
            "    STATUS      current\n"
            "    DESCRIPTION \"%s\"\n"
            "    SYNTAX      INTEGER {",
            name, description);
}

static void put_item(FILE *out, bool first, const char *name, unsigned number)
{
    fputs(first ? "\n        " : ",\n        ", out);
    put_label(out, name);
    fprintf(out, "(%u)", number);
}

static void put_words(FILE *out, const char *name, const char *description,
                      const struct mfp_word *words)
{
    begin(out, name, description);
    for (const struct mfp_word *word = words; word->name; word++)
        put_item(out, word == words, word->name, (unsigned)word->number);
    fputs("\n    }\n", out);
}

void mfp_emit_mib(const struct mfp_book *book, FILE *out)
{
    fputs("-- Made by mfp_generate of the files in plugin/. Numbers are permanent.\n", out);
    put_words(out, "MfpState", "The state of a monitoring plugin, its exit code.", mfp_state_words);
    put_words(out, "MfpCategory", "Which kind of failure a send met, or ok.", mfp_category_words);
    put_words(out, "MfpStage", "Where in the dialogue with the server.", mfp_stage_words);
    put_words(out, "MfpOwner", "Who must act.", mfp_owner_words);
    begin(out, "MfpCause", "The cause inside a category; none(0) where nothing failed.");
    put_item(out, true, "none", 0);
    for (const struct mfp_word *word = mfp_category_words; word->name; word++)
        for (const struct mfp_cause *cause =
                 mfp_emit_next(book, (enum mfp_category)word->number, 0);
             cause; cause = mfp_emit_next(book, (enum mfp_category)word->number, cause->number))
            put_item(out, false, cause->name, cause->number);
    fputs("\n    }\n", out);
}
