/* The book as C: every row with the fields that it sets, by the table of keys. */
#include "failures/book_keys.h"
#include "failures/generate/emit.h"

#include <string.h>

static void put_string(FILE *out, const char *text)
{
    fputc('"', out);
    for (; *text; text++) {
        unsigned char c = (unsigned char)*text;
        if (c == '"' || c == '\\' || c == '?') /* "??(" would be a trigraph */
            fprintf(out, "\\%c", c);
        else if (c < ' ' || c >= 0x7f)
            fprintf(out, "\\%03o", c);
        else
            fputc(c, out);
    }
    fputc('"', out);
}

static void put_text(FILE *out, const char *field, const char *text)
{
    if (!text)
        return;
    fprintf(out, ".%s = ", field);
    put_string(out, text);
    fputs(", ", out);
}

static void put_number(FILE *out, const char *field, long long number)
{
    if (number)
        fprintf(out, ".%s = %lld, ", field, number);
}

static void put_pattern(FILE *out, const char *field, const struct mfp_pattern *pattern)
{
    if (!pattern->text)
        return;
    fprintf(out, ".%s = {.id = %u, .text = ", field, pattern->id);
    put_string(out, pattern->text);
    fputs("}, ", out);
}

static void put_codes(FILE *out, const char *field, const struct mfp_code *codes)
{
    if (!codes)
        return;
    fprintf(out, ".%s = (const struct mfp_code[]){", field);
    for (; codes->mask; codes++)
        fprintf(out, "{.value = 0x%x, .mask = 0x%x}, ", (unsigned)codes->value,
                (unsigned)codes->mask);
    fputs("{0}}, ", out);
}

static void put_enhanced(FILE *out, const char *field, const struct mfp_enhanced *codes)
{
    if (!codes)
        return;
    fprintf(out, ".%s = (const struct mfp_enhanced[]){", field);
    for (; codes->class; codes++)
        fprintf(out, "{.class = %d, .subject = %d, .detail = %d}, ", codes->class, codes->subject,
                codes->detail);
    fputs("{0}}, ", out);
}

static void put_field(FILE *out, const struct mfp_book_key *key, const char *row)
{
    const void *field = row + key->offset;
    switch (key->type) {
    case MFP_BOOK_TEXT:
    case MFP_BOOK_DATE:
    case MFP_BOOK_NAME:
    case MFP_BOOK_OUTER:
    case MFP_BOOK_FILE:
        put_text(out, key->field, *(const char *const *)field);
        break;
    case MFP_BOOK_PATTERN:
        put_pattern(out, key->field, field);
        break;
    case MFP_BOOK_NUMBER:
    case MFP_BOOK_STAGES:
    case MFP_BOOK_CAUSE_NAME:
        put_number(out, key->field, *(const unsigned *)field);
        break;
    case MFP_BOOK_SIZE:
        put_number(out, key->field, *(const int64_t *)field);
        break;
    case MFP_BOOK_WORD:
    case MFP_BOOK_FAULT:
    case MFP_BOOK_WEIGHT:
    case MFP_BOOK_LINE:
    case MFP_BOOK_RANK:
        put_number(out, key->field, *(const int *)field);
        break;
    case MFP_BOOK_FLAG:
        put_number(out, key->field, *(const bool *)field);
        break;
    case MFP_BOOK_CODES:
        put_codes(out, key->field, *(const struct mfp_code *const *)field);
        break;
    case MFP_BOOK_ENHANCEDS:
        put_enhanced(out, key->field, *(const struct mfp_enhanced *const *)field);
        break;
    }
}

/* One kind of rows. */
struct table {
    enum mfp_book_section section;
    const char *type, *name, *count;
    const void *rows;
    size_t row_count, row_size;
};

static void put_row(FILE *out, const struct table *table, const char *row)
{
    fputs("    {", out);
    for (const struct mfp_book_key *key = mfp_book_keys; key->name; key++)
        if (key->section == table->section)
            put_field(out, key, row);
    if (table->section == MFP_BOOK_EVIDENCE) /* worked out, not written */
        put_number(out, "allowed", ((const struct mfp_evidence *)(const void *)row)->allowed);
    fputs("},\n", out);
}

static void put_table(FILE *out, const struct table *table)
{
    fprintf(out, "\nstatic const struct %s %s[] = {\n", table->type, table->name);
    for (size_t i = 0; i < table->row_count; i++)
        put_row(out, table, (const char *)table->rows + i * table->row_size);
    fputs("    {0},\n};\n", out);
}

#define TABLE(kind, struct_name, field, number)                                                    \
    {                                                                                              \
        .section = (kind), .type = #struct_name, .name = #field, .count = #number,                 \
        .rows = book->field, .row_count = book->number, .row_size = sizeof(struct struct_name)     \
    }

void mfp_emit_tables(const struct mfp_book *book, FILE *out)
{
    const struct table tables[] = {
        TABLE(MFP_BOOK_CAUSE, mfp_cause, causes, cause_count),
        TABLE(MFP_BOOK_EVIDENCE, mfp_evidence, evidence, evidence_count),
        TABLE(MFP_BOOK_PROVIDER, mfp_provider, providers, provider_count),
        TABLE(MFP_BOOK_ANNOUNCEMENT, mfp_announcement, announcements, announcement_count),
        TABLE(MFP_BOOK_VENDOR, mfp_vendor, vendors, vendor_count),
        TABLE(MFP_BOOK_CODE, mfp_panel_code, codes, code_count),
    };
    enum { TABLES = sizeof(tables) / sizeof(tables[0]) };
    fputs("/* Made by mfp_generate of the files in failures/, providers/ and panels/. */\n"
          "#include \"failures/book.h\"\n",
          out);
    for (size_t i = 0; i < TABLES; i++)
        put_table(out, &tables[i]);
    fputs("\nconst struct mfp_book mfp_book_built_in = {\n", out);
    for (size_t i = 0; i < TABLES; i++)
        fprintf(out, "    .%s = %s, .%s = %zu,\n", tables[i].name, tables[i].name, tables[i].count,
                tables[i].row_count);
    fprintf(out, "    .pattern_count = %u,\n};\n", book->pattern_count);
}
