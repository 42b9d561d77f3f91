/*
 * A step in the making. For the files of this room.
 */
#pragma once

#include "snmp/queue/state.h"

struct mfp_step {
    struct mfp_queue_memory *memory;
    const struct mfp_queue_limits *limits;
    const struct mfp_queue_sample *sample;
    struct mfp_queue_verdict *verdict;
    enum mfp_tier tier; /* by which it is judged */
    int64_t elapsed;    /* seconds since the last poll that count */
    int64_t threshold;  /* seconds without progress that are too many */
    bool backlog;       /* found on the way */
};

/* "s" where it is not one. */
static inline const char *mfp_plural(int64_t count)
{
    return count == 1 ? "" : "s";
}

/* Adds to the evidence, after "; ". Texts must be clean. */
void mfp_step_say(struct mfp_step *step, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

/* "45 s", "12 min", "3 h", "4 days" */
enum { MFP_AGE_SIZE = 32 };
const char *mfp_step_age(int64_t seconds, char text[MFP_AGE_SIZE]);

/* Seconds from the last poll to NOW that count (state.h), and takes NOW into MEMORY. */
int64_t mfp_step_elapsed(struct mfp_queue_memory *memory, const struct mfp_queue_limits *limits,
                         const struct mfp_queue_sample *sample, const struct mfp_queue_time *now);

/* Adds seconds; they stay at the greatest there are. */
void mfp_step_age_by(int64_t *age, int64_t seconds);

/* Forgets what does not hold any more: another device, or a restart. */
void mfp_step_baseline(struct mfp_step *step);

/* Takes in a depth. Returns whether it grew over the threshold's time without ever falling. */
bool mfp_step_rise(struct mfp_step *step, struct mfp_queue_rise *rise, int64_t depth);

void mfp_step_event(struct mfp_queue_event *event, uint32_t count, const struct mfp_job *job);

/* The tiers. Each fills in its part of the verdict and its state. */
void mfp_step_jobs(struct mfp_step *step);   /* A */
void mfp_step_sets(struct mfp_step *step);   /* B */
void mfp_step_counts(struct mfp_step *step); /* C; in the others, its counters only */
