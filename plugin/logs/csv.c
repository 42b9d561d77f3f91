#include "logs/csv.h"

/* Copies one field to the end of TEXT. Returns how much of LINE it took, without the comma. */
static size_t take_field(struct mfp_csv *row, struct mfp_span line, size_t *used)
{
    bool quoted = mfp_span_begins(line, "\"");
    size_t at = quoted ? 1 : 0, begin = *used;
    for (; at < line.length; at++) {
        char c = line.at[at];
        if (!quoted && c == ',')
            break;
        if (c == '"' && quoted) {
            if (!mfp_span_begins(mfp_span_skip(line, at + 1), "\"")) {
                quoted = false; /* what may follow up to the comma is taken as it is */
                continue;
            }
            at++;
        }
        if (*used < MFP_CSV_TEXT)
            row->text[(*used)++] = c;
    }
    row->fields[row->count++] = mfp_span(row->text + begin, *used - begin);
    return at;
}

void mfp_csv_split(struct mfp_csv *row, struct mfp_span line)
{
    size_t used = 0;
    row->count = 0;
    while (row->count < MFP_CSV_FIELDS) {
        line = mfp_span_skip(line, take_field(row, line, &used));
        if (!mfp_span_begins(line, ","))
            break;
        line = mfp_span_skip(line, 1);
    }
}

struct mfp_span mfp_csv_field(const struct mfp_csv *row, size_t place)
{
    return place < row->count ? row->fields[place] : mfp_span_of("");
}
