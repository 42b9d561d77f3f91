/*
 * Deadlines in the order in which they come: a binary heap. Pure. Inside of this room only.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Part of what waits. Zeroed is not set. */
struct mfp_timer {
    int64_t due_ms;
    size_t place; /* in the heap, from 1; 0 not set */
};

/* Zeroed is empty. */
struct mfp_timers {
    struct mfp_timer **heap;
    size_t count, room;
};

void mfp_timers_done(struct mfp_timers *timers);

/* Sets TIMER, or moves it. -ENOMEM, and only if it was not set. */
int mfp_timers_set(struct mfp_timers *timers, struct mfp_timer *timer, int64_t due_ms);
void mfp_timers_clear(struct mfp_timers *timers, struct mfp_timer *timer);

/* The one that comes first; NULL if none is set. */
struct mfp_timer *mfp_timers_first(const struct mfp_timers *timers);
