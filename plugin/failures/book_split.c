/* Alternatives of a pattern as rows of their own. */
#include "failures/book_reader.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

/* The end of the [class] that begins at AT. */
static const char *skip_class(const char *at)
{
    at++;
    at += *at == '^' ? 1 : 0;
    at += *at == ']' ? 1 : 0;
    for (; *at && *at != ']'; at++)
        if (*at == '\\' && at[1])
            at++;
    return at;
}

/* The length of the first alternative of PATTERN. */
static size_t first_alternative(const char *pattern)
{
    int depth = 0;
    const char *at = pattern;
    for (; *at; at++) {
        if (*at == '|' && depth == 0)
            break;
        if (*at == '\\' && at[1])
            at++;
        else if (*at == '[')
            at = skip_class(at);
        else if (*at == '(')
            depth++;
        else if (*at == ')')
            depth--;
        if (!*at)
            break;
    }
    return (size_t)(at - pattern);
}

/* Whether an alternative means the same alone: an option, a named group, a verb or a quotation may
 * reach from one into the next. */
static bool stands_alone(const char *pattern)
{
    if (strstr(pattern, "(*") || strstr(pattern, "\\Q"))
        return false;
    for (const char *at = pattern; (at = strstr(at, "(?")); at += 2)
        if (!at[2] || !strchr(":=!<>", at[2]) || (at[2] == '<' && (!at[3] || !strchr("=!", at[3]))))
            return false;
    return true;
}

/* The pattern that carries ROW and has alternatives to part; NULL if there is none. */
static struct mfp_pattern *divisible(struct mfp_evidence *row)
{
    struct mfp_pattern *pattern = row->phrase.text ? &row->phrase : &row->text;
    if (!pattern->text || (row->phrase.text && row->text.text) || !stands_alone(pattern->text))
        return NULL;
    return pattern->text[first_alternative(pattern->text)] == '|' ? pattern : NULL;
}

static int split_row(struct mfp_book_reader *reader, const struct mfp_evidence *row,
                     struct mfp_rows *out, struct mfp_error *error)
{
    struct mfp_evidence copy = *row;
    struct mfp_pattern *pattern = divisible(&copy);
    const char *at = pattern ? pattern->text : "";
    for (bool more = true; more;) {
        size_t length = first_alternative(at);
        struct mfp_evidence *added = mfp_rows_add(out);
        more = pattern && at[length] == '|';
        if (!added || (pattern && mfp_book_intern(reader, at, length, pattern, error) < 0))
            return mfp_error_set(error, -ENOMEM, "out of memory");
        *added = copy;
        at += length + (more ? 1 : 0);
    }
    return 0;
}

int mfp_book_split(struct mfp_book_reader *reader, struct mfp_error *error)
{
    struct mfp_rows *rows = &reader->sections[MFP_BOOK_EVIDENCE];
    struct mfp_rows out = {.size = rows->size};
    int result = 0;
    for (size_t i = 0; i < rows->count && result == 0; i++)
        result = split_row(reader, mfp_rows_at(rows, i), &out, error);
    free(rows->rows);
    *rows = out;
    return result;
}
