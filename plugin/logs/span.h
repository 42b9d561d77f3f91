/*
 * Stretches of octets inside a line: borrowed, with a length, never terminated. The tools that
 * every format takes its lines apart with.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

struct mfp_span {
    const char *at;
    size_t length;
};

static inline struct mfp_span mfp_span(const char *at, size_t length)
{
    return (struct mfp_span){.at = at, .length = length};
}

static inline struct mfp_span mfp_span_of(const char *string)
{
    return mfp_span(string, strlen(string));
}

/* Without the first COUNT octets, or empty. */
struct mfp_span mfp_span_skip(struct mfp_span span, size_t count);

/* At most the first COUNT octets. */
struct mfp_span mfp_span_first(struct mfp_span span, size_t count);

/* Without blanks and tabs at both ends. */
struct mfp_span mfp_span_trim(struct mfp_span span);

bool mfp_span_is(struct mfp_span span, const char *word);
bool mfp_span_begins(struct mfp_span span, const char *words);
bool mfp_span_begins_caseless(struct mfp_span span, const char *words);
bool mfp_span_ends(struct mfp_span span, const char *words);
bool mfp_span_has(struct mfp_span span, const char *words);
bool mfp_span_has_caseless(struct mfp_span span, const char *words);

/* Where WORDS begin, the first or the last time; span.length if nowhere. */
size_t mfp_span_find(struct mfp_span span, const char *words);
size_t mfp_span_find_last(struct mfp_span span, const char *words);

/* What stands before WORDS, all of it if they are nowhere. */
struct mfp_span mfp_span_before(struct mfp_span span, const char *words);

/* What stands behind WORDS, nothing if they are nowhere. */
struct mfp_span mfp_span_after(struct mfp_span span, const char *words);

/* What stands between the first LEFT and the next RIGHT behind it, or the end. */
struct mfp_span mfp_span_between(struct mfp_span span, const char *left, const char *right);

/* Takes the next word, up to a blank or tab, and the blanks around it, off REST. */
struct mfp_span mfp_span_word(struct mfp_span *rest);

/* A run of digits at the beginning, as a number; the count of digits, at most 9, or 0. */
size_t mfp_span_number(struct mfp_span span, int *number);

/* FNV-1a: keys of sessions, and payloads that must not be kept. SEED chains several spans. */
uint64_t mfp_span_hash(struct mfp_span span, uint64_t seed);

/* Copies into TARGET: control characters become '?' (a tab ' '), cut at SIZE - 1, terminated. */
void mfp_span_copy(char *target, size_t size, struct mfp_span span);
