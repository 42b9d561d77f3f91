/*
 * Which of MFP_LOG_SESSIONS places belongs to whom: keys, and the order of their last use.
 */
#pragma once

#include "logs/logs.h"

#include <stdint.h>

/* Zeroed is empty. */
struct mfp_slots {
    uint64_t clock;
    uint64_t keys[MFP_LOG_SESSIONS];
    uint64_t used[MFP_LOG_SESSIONS]; /* 0: free */
};

/* The place of KEY, used now; MFP_LOG_SESSIONS if it has none. */
size_t mfp_slot_find(struct mfp_slots *slots, uint64_t key);

/* A free place, or the one that was used longest ago: whoever has it must be sent away. */
size_t mfp_slot_oldest(const struct mfp_slots *slots);

void mfp_slot_take(struct mfp_slots *slots, size_t slot, uint64_t key);
void mfp_slot_leave(struct mfp_slots *slots, size_t slot);
