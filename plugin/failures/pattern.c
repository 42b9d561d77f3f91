#define PCRE2_CODE_UNIT_WIDTH 8

#include "failures/pattern.h"

#include <errno.h>
#include <pcre2.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

enum {
    /* A reply is 2 kB at most; an honest pattern needs a few steps an octet. */
    MATCH_LIMIT = 100000,
    DEPTH_LIMIT = 10000,
    HEAP_LIMIT_KIB = 1024,
    /* Machine code costs as much as some tens of interpreted searches. */
    USES_BEFORE_JIT = 20,
    /* No PCRE2_UTF: a reply may hold any octets, and invalid UTF-8 would end the search. */
    OPTIONS = PCRE2_CASELESS | PCRE2_DOTALL | PCRE2_NO_AUTO_CAPTURE,
};

struct slot {
    pcre2_code *code;
    unsigned uses;
    bool broken, fast; /* fast: there is machine code */
};

struct mfp_patterns {
    pcre2_match_context *limits;
    pcre2_match_data *match; /* one pair: where the match stands */
    size_t count;
    struct slot slots[];
};

struct mfp_patterns *mfp_patterns_new(size_t count)
{
    struct mfp_patterns *patterns =
        calloc(1, sizeof(*patterns) + (count + 1) * sizeof(struct slot));
    if (!patterns)
        return NULL;
    patterns->count = count;
    patterns->limits = pcre2_match_context_create(NULL);
    patterns->match = pcre2_match_data_create(1, NULL);
    if (!patterns->limits || !patterns->match)
        return mfp_patterns_free(patterns);
    pcre2_set_match_limit(patterns->limits, MATCH_LIMIT);
    pcre2_set_depth_limit(patterns->limits, DEPTH_LIMIT);
    pcre2_set_heap_limit(patterns->limits, HEAP_LIMIT_KIB);
    return patterns;
}

struct mfp_patterns *mfp_patterns_free(struct mfp_patterns *patterns)
{
    if (!patterns)
        return NULL;
    for (size_t i = 0; i <= patterns->count; i++)
        pcre2_code_free(patterns->slots[i].code);
    pcre2_match_data_free(patterns->match);
    pcre2_match_context_free(patterns->limits);
    free(patterns);
    return NULL;
}

static pcre2_code *compile(const char *text, int *error, PCRE2_SIZE *offset)
{
    return pcre2_compile((PCRE2_SPTR)text, PCRE2_ZERO_TERMINATED, OPTIONS, error, offset, NULL);
}

static const struct slot *compiled(struct mfp_patterns *patterns, const struct mfp_pattern *pattern)
{
    int error;
    PCRE2_SIZE offset;
    if (!pattern->id || pattern->id > patterns->count)
        return &patterns->slots[0];
    struct slot *slot = &patterns->slots[pattern->id];
    if (!slot->code && !slot->broken) {
        slot->code = compile(pattern->text, &error, &offset);
        slot->broken = !slot->code;
    }
    if (slot->code && ++slot->uses == USES_BEFORE_JIT)
        slot->fast = pcre2_jit_compile(slot->code, PCRE2_JIT_COMPLETE) == 0;
    return slot;
}

bool mfp_patterns_search(struct mfp_patterns *patterns, const struct mfp_pattern *pattern,
                         const char *text, size_t length)
{
    const struct slot *slot = compiled(patterns, pattern);
    if (slot->fast)
        return pcre2_jit_match(slot->code, (PCRE2_SPTR)text, length, 0, 0, patterns->match,
                               patterns->limits) >= 0;
    return slot->code && pcre2_match(slot->code, (PCRE2_SPTR)text, length, 0, 0, patterns->match,
                                     patterns->limits) >= 0;
}

bool mfp_patterns_match(struct mfp_patterns *patterns, const struct mfp_pattern *pattern,
                        const char *text, size_t length)
{
    const struct slot *slot = compiled(patterns, pattern);
    return slot->code &&
           pcre2_match(slot->code, (PCRE2_SPTR)text, length, 0, PCRE2_ANCHORED | PCRE2_ENDANCHORED,
                       patterns->match, patterns->limits) >= 0;
}

int mfp_pattern_check(const char *text, struct mfp_error *reason)
{
    int error;
    PCRE2_SIZE offset;
    unsigned char words[128] = "";
    pcre2_code *code = compile(text, &error, &offset);
    if (code) {
        pcre2_code_free(code);
        return 0;
    }
    pcre2_get_error_message(error, words, sizeof(words));
    return mfp_error_set(reason, -EINVAL, "is no pattern: %s at character %zu", (char *)words,
                         offset + 1);
}
