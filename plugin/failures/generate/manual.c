/* mfpmail-failures(7) in mdoc. */
#include "failures/book_keys.h"
#include "failures/generate/emit.h"

#include <string.h>

/* Text on lines of its own: no macro at the beginning, no escape inside, a sentence on a new line.
 */
static void put_text(FILE *out, const char *text)
{
    size_t column = 0;
    for (const char *at = text; *at;) {
        size_t length = strcspn(at, " ");
        bool sentence = at > text && column > 3 && strchr(".!?:", at[-2]) != NULL;
        if (column && (sentence || column + length > 76)) {
            fputc('\n', out);
            column = 0;
        } else if (column) {
            fputc(' ', out);
        }
        if (!column && (*at == '.' || *at == '\''))
            fputs("\\&", out);
        for (size_t i = 0; i < length; i++)
            fputs(at[i] == '\\' ? "\\e" : (char[2]){at[i]}, out);
        column += length + 1;
        at += length + strspn(at + length, " ");
    }
    fputc('\n', out);
}

/* One argument, whatever words are in it. */
static void put_head(FILE *out, const char *text)
{
    fputs(".It Sy \"\\&", out);
    for (; *text; text++)
        fputs(*text == '"' ? "\"\"" : *text == '\\' ? "\\e" : (char[2]){*text}, out);
    fputs("\"\n", out);
}

static void put_labelled(FILE *out, const char *label, const char *text)
{
    if (!text)
        return;
    fprintf(out, ".br\n.Em %s :\n", label);
    put_text(out, text);
}

static void put_cause(FILE *out, const struct mfp_cause *cause)
{
    fprintf(out, ".It Ic %s Pq %u\n", cause->name, cause->number);
    put_text(out, cause->says);
    put_labelled(out, "Owner", mfp_word_shown(mfp_owner_words, (int)cause->owner));
    put_labelled(out, "Fix", cause->fix);
    put_labelled(out, "If not", cause->next);
    put_labelled(out, "Waiting",
                 cause->retryable == MFP_RETRYABLE_YES ? "may help" : "does not help");
    put_labelled(out, "See", cause->see);
}

static void put_causes(FILE *out, const struct mfp_book *book)
{
    for (const struct mfp_word *word = mfp_category_words; word->name; word++) {
        enum mfp_category category = (enum mfp_category)word->number;
        const struct mfp_cause *cause = mfp_emit_next(book, category, 0);
        if (!cause)
            continue;
        fprintf(out, ".Ss %s\n.Bl -tag -width Ds\n", word->name);
        for (; cause; cause = mfp_emit_next(book, category, cause->number))
            put_cause(out, cause);
        fputs(".El\n", out);
    }
}

static void put_limit(FILE *out, const char *what, unsigned number)
{
    if (number)
        fprintf(out, ".br\n%u %s\n", number, what);
}

static void put_provider(FILE *out, const struct mfp_provider *provider)
{
    fprintf(out, ".It Ic %s Pq %u\n", provider->name, provider->number);
    put_text(out, provider->title);
    if (provider->smtp)
        fprintf(out, ".br\n.Em Server : %s port %u, %s\n", provider->smtp, provider->port,
                provider->tls ? mfp_word_shown(mfp_tls_mode_words, (int)provider->tls)
                              : "mode not documented");
    if (provider->password)
        put_labelled(out, "Password", mfp_word_shown(mfp_password_words, (int)provider->password));
    if (provider->from)
        put_labelled(out, "From", mfp_word_shown(mfp_from_words, (int)provider->from));
    put_limit(out, "messages a minute", provider->messages_per_minute);
    put_limit(out, "messages an hour", provider->messages_per_hour);
    put_limit(out, "messages a day", provider->messages_per_day);
    put_limit(out, "recipients a message", provider->recipients_per_message);
    put_limit(out, "recipients a day", provider->recipients_per_day);
    put_limit(out, "connections at once", provider->connections);
    if (provider->size)
        fprintf(out, ".br\n%lld octets a message\n", (long long)provider->size);
    put_labelled(out, "Devices", provider->advice);
}

static void put_providers(FILE *out, const struct mfp_book *book)
{
    fputs(".Sh PROVIDERS\nWhat providers and server programs document; what is not said "
          "here was\nnot found.\n.Bl -tag -width Ds\n",
          out);
    for (unsigned number = 1; number <= 9999; number++)
        for (size_t i = 0; i < book->provider_count; i++)
            if (book->providers[i].number == number)
                put_provider(out, &book->providers[i]);
    fputs(".El\n.Ss Announcements\n.Bl -tag -width Ds\n", out);
    for (size_t i = 0; i < book->announcement_count; i++) {
        const struct mfp_announcement *a = &book->announcements[i];
        fprintf(out, ".It %s%s%s %s\n", a->date, a->until ? " to " : "", a->until ? a->until : "",
                a->provider);
        put_text(out, a->says);
        put_labelled(out, "Concerns", mfp_word_shown(mfp_concern_words, (int)a->concerns));
        put_labelled(out, "Fix", a->fix);
    }
    fputs(".El\n", out);
}

static void put_devices(FILE *out, const struct mfp_book *book)
{
    fputs(".Sh DEVICES\nWhat devices show when a send fails, for\n.Nm mfpmail Cm classify Fl "
          "-device .\n",
          out);
    for (size_t v = 0; v < book->vendor_count; v++) {
        fprintf(out, ".Ss %s\n.Bl -tag -width Ds\n", book->vendors[v].title);
        for (size_t i = 0; i < book->code_count; i++) {
            const struct mfp_panel_code *code = &book->codes[i];
            if (strcmp(code->vendor, book->vendors[v].name) != 0)
                continue;
            put_head(out, code->shown);
            put_text(out, code->says);
            if (code->digits)
                put_labelled(out, "Means", "the server's reply code");
            else
                put_labelled(out, "Cause", book->causes[code->cause].name);
            put_labelled(out, "Note", code->note);
        }
        fputs(".El\n", out);
    }
}

static void put_keys(FILE *out, enum mfp_book_section section)
{
    fputs(".Bl -tag -width \"retryable\" -compact\n", out);
    for (const struct mfp_book_key *key = mfp_book_keys; key->name; key++) {
        if (key->section != section || !key->says)
            continue;
        fprintf(out, ".It Ic %s\n", key->name);
        put_text(out, key->says);
    }
    fputs(".El\n", out);
}

static void put_rules(FILE *out)
{
    fputs(".Sh LOCAL RULES\n"
          "Files\n.Pa /etc/mfpmail/failures.d/*.conf\n"
          "are read at start, if there are any, in the order of their names.\n"
          "They have the format of the built-in knowledge: INI, lines of at most 198\n"
          "characters, a value goes on in indented lines.\n"
          "Evidence in them is asked before all built-in evidence.\n"
          "A\n.Ic [cause NAME]\n"
          "of a built-in name changes what its keys name and leaves the rest.\n.Pp\n"
          ".Ic [words]\nholds parts of patterns, for use as\n.Ql {NAME} .\n"
          ".Ss [cause NAME]\n",
          out);
    put_keys(out, MFP_BOOK_CAUSE);
    fputs(".Ss [evidence], [evidence NAME]\nLeads to the cause above, or to the one that it "
          "names.\nAll keys that are there must hold.\nWhat carries a row gives its rank: a fault, "
          "a phrase, an enhanced\ncode, a text, a code at a stage, a code.\n",
          out);
    put_keys(out, MFP_BOOK_EVIDENCE);
    fputs(".Ss Example\n.Bd -literal\n"
          "[cause site-mail-gateway]\n"
          "number   = 10001\n"
          "category = policy\n"
          "says     = our gateway wants scans without a password\n"
          "owner    = device-admin\n"
          "fix      = Switch PDF encryption off in the device's scan profile.\n"
          "\n"
          "[evidence]\n"
          "phrase   = encrypted attachment \\e(rule 17\\e)\n"
          "code     = 554\n"
          ".Ed\n",
          out);
}

void mfp_emit_manual(const struct mfp_book *book, FILE *out)
{
    fputs(".\\\" Made by mfp_generate of the files in plugin/. Do not edit: cmake --build ... "
          "--target mfp_documents\n"
          ".Dd November 25, 2026\n.Dt MFPMAIL-FAILURES 7\n.Os\n"
          ".Sh NAME\n.Nm mfpmail-failures\n.Nd causes of failed mail from devices\n"
          ".Sh DESCRIPTION\n"
          "A verdict of mfpmail has a category, which is one of twelve, and a cause inside\nit.\n"
          "The number of a cause is permanent.\n"
          "The bare reply code decides only where nothing else speaks; the status line then\n"
          "says\n.Ql probably .\n"
          ".Sh CAUSES\n",
          out);
    put_causes(out, book);
    put_providers(out, book);
    put_devices(out, book);
    put_rules(out);
    fputs(".Sh SEE ALSO\n.Xr mfpmail 1 ,\n.Xr mfpmail.conf 5 ,\n.Xr check_mfp_send 8\n", out);
}
