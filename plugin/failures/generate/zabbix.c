/* Value maps in Zabbix's export format 6.0, for the templates. */
#include "failures/generate/emit.h"

#include <inttypes.h>
#include <stdint.h>

/* Zabbix wants a version 4 UUID that stays the same: one made of the map's name. */
static void put_uuid(FILE *out, const char *name)
{
    uint64_t high = 14695981039346656037U, low;
    for (const char *at = name; *at; at++)
        high = (high ^ (unsigned char)*at) * 1099511628211U;
    low = (high ^ 0x9e3779b97f4a7c15U) * 1099511628211U;
    high = (high & ~(uint64_t)0xf000) | 0x4000;
    low = (low & ~((uint64_t)3 << 62)) | (uint64_t)1 << 63;
    fprintf(out, "%016" PRIx64 "%016" PRIx64, high, low);
}

static void begin(FILE *out, const char *name)
{
    fputs("  -\n    uuid: ", out);
    put_uuid(out, name);
    fprintf(out, "\n    name: '%s'\n    mappings:\n", name);
}

static void put_mapping(FILE *out, unsigned value, const char *text)
{
    fprintf(out, "      -\n        value: '%u'\n        newvalue: '", value);
    for (; *text; text++)
        fputs(*text == '\'' ? "''" : (char[2]){*text}, out);
    fputs("'\n", out);
}

static void put_words(FILE *out, const char *name, const struct mfp_word *words, bool shown)
{
    begin(out, name);
    for (; words->name; words++)
        put_mapping(out, (unsigned)words->number, shown ? words->shown : words->name);
}

void mfp_emit_zabbix(const struct mfp_book *book, FILE *out)
{
    fputs("# Made by mfp_generate of the files in plugin/. Numbers are permanent.\nvaluemaps:\n",
          out);
    put_words(out, "MFP mail state", mfp_state_words, true);
    put_words(out, "MFP mail category", mfp_category_words, false);
    put_words(out, "MFP mail stage", mfp_stage_words, true);
    put_words(out, "MFP mail owner", mfp_owner_words, true);
    begin(out, "MFP mail cause");
    put_mapping(out, 0, "none");
    for (const struct mfp_word *word = mfp_category_words; word->name; word++)
        for (const struct mfp_cause *cause =
                 mfp_emit_next(book, (enum mfp_category)word->number, 0);
             cause; cause = mfp_emit_next(book, (enum mfp_category)word->number, cause->number))
            put_mapping(out, cause->number, cause->says);
}
