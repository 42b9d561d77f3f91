/*
 * Which state a failure gives: the rule, and what --state NAME=STATE changes.
 */
#pragma once

#include "core/error.h"
#include "core/verdict.h"
#include "core/words.h"

#include <stddef.h>
#include <stdint.h>

enum { MFP_STATES_MAX = 32 };

struct mfp_states {
    struct {
        char name[48];
        enum mfp_state state;
    } rows[MFP_STATES_MAX];
    size_t count;
};

/* "timeout=unknown" or "auth=warning,temporary=ok". Names are checked by mfp_states_check. */
int mfp_states_add(struct mfp_states *states, const char *text, struct mfp_error *error);

/* Every name must be a category, a cause, "timeout", "retryable" or OWN, a name that the check has
 * for itself (NULL: none). */
int mfp_states_check(const struct mfp_states *states, const struct mfp_knowledge *knowledge,
                     const char *own, struct mfp_error *error);

/* The state given for NAME, else OTHERWISE. */
enum mfp_state mfp_states_named(const struct mfp_states *states, const char *name,
                                enum mfp_state otherwise);

/* How long failures that may pass by themselves are no more than a warning. Zeroed: not used. */
struct mfp_tolerance {
    unsigned times;  /* in a row; 0: any number */
    int64_t seconds; /* since the first of them; 0: any time */
};

/* "2", "30m" or "2,30m": what is passed first ends it. */
int mfp_tolerance_parse(const char *text, struct mfp_tolerance *tolerance, struct mfp_error *error);

/* STATE of a failure, which failed FAILURES times in a row since SINCE: WARNING while a retryable
 * one is tolerated, CRITICAL after that. Others are what they are. */
enum mfp_state mfp_tolerance_state(const struct mfp_tolerance *tolerance,
                                   const struct mfp_verdict *verdict, enum mfp_state state,
                                   unsigned failures, int64_t since, int64_t now);

/* The most specific row wins: cause, timeout, category, retryable. Without one: ok is OK, our
 * own configuration UNKNOWN, a reply of class 4 WARNING, everything else CRITICAL. */
enum mfp_state mfp_states_of(const struct mfp_states *states, const struct mfp_verdict *verdict);
