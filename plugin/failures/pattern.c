#define PCRE2_CODE_UNIT_WIDTH 8

#include "failures/pattern.h"

#include <pcre2.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

enum {
    BUCKETS = 1024, /* about twice the number of patterns in the tables */
    /* A reply is 2 kB at most; an honest pattern needs a few steps an octet. */
    MATCH_LIMIT = 100000,
    DEPTH_LIMIT = 10000,
    HEAP_LIMIT_KIB = 1024,
};

struct entry {
    struct entry *next;
    pcre2_code *code; /* NULL: does not compile */
    char text[];
};

struct mfp_patterns {
    pcre2_match_context *limits;
    pcre2_match_data *match; /* one pair: where a match stands interests nobody */
    struct entry *buckets[BUCKETS];
};

struct mfp_patterns *mfp_patterns_new(void)
{
    struct mfp_patterns *patterns = calloc(1, sizeof(*patterns));
    if (!patterns)
        return NULL;
    patterns->limits = pcre2_match_context_create(NULL);
    patterns->match = pcre2_match_data_create(1, NULL);
    if (!patterns->limits || !patterns->match)
        return mfp_patterns_free(patterns);
    pcre2_set_match_limit(patterns->limits, MATCH_LIMIT);
    pcre2_set_depth_limit(patterns->limits, DEPTH_LIMIT);
    pcre2_set_heap_limit(patterns->limits, HEAP_LIMIT_KIB);
    return patterns;
}

static void entries_free(struct entry *entry)
{
    while (entry) {
        struct entry *next = entry->next;
        pcre2_code_free(entry->code);
        free(entry);
        entry = next;
    }
}

struct mfp_patterns *mfp_patterns_free(struct mfp_patterns *patterns)
{
    if (!patterns)
        return NULL;
    for (size_t i = 0; i < BUCKETS; i++)
        entries_free(patterns->buckets[i]);
    pcre2_match_data_free(patterns->match);
    pcre2_match_context_free(patterns->limits);
    free(patterns);
    return NULL;
}

/* FNV-1a */
static size_t bucket_of(const char *text)
{
    uint32_t hash = 2166136261U;
    for (; *text; text++)
        hash = (hash ^ (unsigned char)*text) * 16777619U;
    return hash % BUCKETS;
}

/* No PCRE2_UTF: a reply may hold any octets, and invalid UTF-8 would end the search. */
static struct entry *entry_new(const char *text)
{
    int error;
    PCRE2_SIZE offset;
    size_t size = strlen(text) + 1;
    struct entry *entry = malloc(sizeof(*entry) + size);
    if (!entry)
        return NULL;
    memcpy(entry->text, text, size);
    entry->code =
        pcre2_compile((PCRE2_SPTR)text, PCRE2_ZERO_TERMINATED,
                      PCRE2_CASELESS | PCRE2_DOTALL | PCRE2_NO_AUTO_CAPTURE, &error, &offset, NULL);
    return entry;
}

static pcre2_code *compiled(struct mfp_patterns *patterns, const char *text)
{
    struct entry **bucket = &patterns->buckets[bucket_of(text)];
    for (struct entry *entry = *bucket; entry; entry = entry->next)
        if (strcmp(entry->text, text) == 0)
            return entry->code;
    struct entry *entry = entry_new(text);
    if (!entry)
        return NULL;
    entry->next = *bucket;
    *bucket = entry;
    return entry->code;
}

bool mfp_patterns_search(struct mfp_patterns *patterns, const char *pattern, const char *text,
                         size_t length)
{
    pcre2_code *code = compiled(patterns, pattern);
    return code && pcre2_match(code, (PCRE2_SPTR)text, length, 0, 0, patterns->match,
                               patterns->limits) >= 0;
}

bool mfp_patterns_check(struct mfp_patterns *patterns, const char *pattern)
{
    return compiled(patterns, pattern) != NULL;
}
