/*
 * PCRE2 patterns, each compiled at its first use. Internal to failures/.
 *
 * A check classifies one reply and exits: compiling all patterns up front would cost it more
 * than everything else that it does, and the JIT compiler more still.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>

struct mfp_patterns;

struct mfp_patterns *mfp_patterns_new(void);
struct mfp_patterns *mfp_patterns_free(struct mfp_patterns *patterns);

/* A pattern that does not compile, or that meets a match limit, is not found. */
bool mfp_patterns_search(struct mfp_patterns *patterns, const char *pattern, const char *text,
                         size_t length);

/* True if PATTERN compiles. For the tests, as search hides it. */
bool mfp_patterns_check(struct mfp_patterns *patterns, const char *pattern);
