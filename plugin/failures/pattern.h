/*
 * PCRE2 patterns, each compiled at its first use. Internal to failures/.
 *
 * A check classifies one reply and exits: compiling all patterns up front would cost it more
 * than everything else that it does. A pattern that is used often is compiled to machine code.
 */
#pragma once

#include "core/cause.h"
#include "core/error.h"

#include <stdbool.h>
#include <stddef.h>

struct mfp_patterns;

/* For patterns with ids 1 to COUNT. Compiles nothing. */
struct mfp_patterns *mfp_patterns_new(size_t count);
struct mfp_patterns *mfp_patterns_free(struct mfp_patterns *patterns);

/* A pattern that meets a match limit is not found. WHOLE: it must take all of the text. */
bool mfp_patterns_search(struct mfp_patterns *patterns, const struct mfp_pattern *pattern,
                         const char *text, size_t length);
bool mfp_patterns_match(struct mfp_patterns *patterns, const struct mfp_pattern *pattern,
                        const char *text, size_t length);

/* 0 if TEXT compiles, or -EINVAL with PCRE2's reason and the place in it. */
int mfp_pattern_check(const char *text, struct mfp_error *reason);
