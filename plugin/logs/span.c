#include "logs/span.h"

#include <strings.h>

struct mfp_span mfp_span_skip(struct mfp_span span, size_t count)
{
    if (count > span.length)
        count = span.length;
    return mfp_span(span.at + count, span.length - count);
}

struct mfp_span mfp_span_first(struct mfp_span span, size_t count)
{
    return mfp_span(span.at, count < span.length ? count : span.length);
}

static bool is_blank(char c)
{
    return c == ' ' || c == '\t';
}

struct mfp_span mfp_span_trim(struct mfp_span span)
{
    while (span.length && is_blank(span.at[0]))
        span = mfp_span_skip(span, 1);
    while (span.length && is_blank(span.at[span.length - 1]))
        span.length--;
    return span;
}

bool mfp_span_begins(struct mfp_span span, const char *words)
{
    size_t length = strlen(words);
    return span.length >= length && memcmp(span.at, words, length) == 0;
}

bool mfp_span_begins_caseless(struct mfp_span span, const char *words)
{
    size_t length = strlen(words);
    return span.length >= length && strncasecmp(span.at, words, length) == 0;
}

bool mfp_span_ends(struct mfp_span span, const char *words)
{
    size_t length = strlen(words);
    return span.length >= length && memcmp(span.at + span.length - length, words, length) == 0;
}

bool mfp_span_is(struct mfp_span span, const char *word)
{
    return span.length == strlen(word) && mfp_span_begins(span, word);
}

size_t mfp_span_find(struct mfp_span span, const char *words)
{
    const char *at = span.length ? memmem(span.at, span.length, words, strlen(words)) : NULL;
    return at ? (size_t)(at - span.at) : span.length;
}

size_t mfp_span_find_last(struct mfp_span span, const char *words)
{
    size_t found = span.length;
    struct mfp_span rest = span;
    for (size_t at; (at = mfp_span_find(rest, words)) < rest.length;) {
        found = (size_t)(rest.at - span.at) + at;
        rest = mfp_span_skip(rest, at + 1);
    }
    return found;
}

bool mfp_span_has(struct mfp_span span, const char *words)
{
    return mfp_span_find(span, words) < span.length;
}

bool mfp_span_has_caseless(struct mfp_span span, const char *words)
{
    for (size_t length = strlen(words); span.length >= length; span = mfp_span_skip(span, 1))
        if (strncasecmp(span.at, words, length) == 0)
            return true;
    return false;
}

struct mfp_span mfp_span_before(struct mfp_span span, const char *words)
{
    return mfp_span_first(span, mfp_span_find(span, words));
}

struct mfp_span mfp_span_after(struct mfp_span span, const char *words)
{
    size_t at = mfp_span_find(span, words);
    return mfp_span_skip(span, at < span.length ? at + strlen(words) : at);
}

struct mfp_span mfp_span_between(struct mfp_span span, const char *left, const char *right)
{
    return mfp_span_before(mfp_span_after(span, left), right);
}

struct mfp_span mfp_span_word(struct mfp_span *rest)
{
    struct mfp_span word = mfp_span_trim(*rest);
    size_t length = 0;
    while (length < word.length && !is_blank(word.at[length]))
        length++;
    *rest = mfp_span_trim(mfp_span_skip(word, length));
    return mfp_span_first(word, length);
}

size_t mfp_span_number(struct mfp_span span, int *number)
{
    size_t digits = 0;
    *number = 0;
    while (digits < span.length && digits < 9 && span.at[digits] >= '0' && span.at[digits] <= '9')
        *number = *number * 10 + (span.at[digits++] - '0');
    return digits;
}

uint64_t mfp_span_hash(struct mfp_span span, uint64_t seed)
{
    uint64_t hash = seed ^ UINT64_C(0xcbf29ce484222325);
    for (size_t i = 0; i < span.length; i++)
        hash = (hash ^ (unsigned char)span.at[i]) * UINT64_C(0x100000001b3);
    return hash;
}

void mfp_span_copy(char *target, size_t size, struct mfp_span span)
{
    size_t length = span.length < size ? span.length : size - 1;
    for (size_t i = 0; i < length; i++) {
        unsigned char c = (unsigned char)span.at[i];
        target[i] = span.at[i];
        if (c < ' ' || c == 0x7f)
            target[i] = c == '\t' ? ' ' : '?';
    }
    target[length] = '\0';
}
