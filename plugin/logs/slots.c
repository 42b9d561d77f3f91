#include "logs/slots.h"

size_t mfp_slot_find(struct mfp_slots *slots, uint64_t key)
{
    for (size_t i = 0; i < MFP_LOG_SESSIONS; i++) {
        if (slots->used[i] && slots->keys[i] == key) {
            slots->used[i] = ++slots->clock;
            return i;
        }
    }
    return MFP_LOG_SESSIONS;
}

size_t mfp_slot_oldest(const struct mfp_slots *slots)
{
    size_t oldest = 0;
    for (size_t i = 1; i < MFP_LOG_SESSIONS; i++)
        if (slots->used[i] < slots->used[oldest])
            oldest = i;
    return oldest;
}

void mfp_slot_take(struct mfp_slots *slots, size_t slot, uint64_t key)
{
    slots->keys[slot] = key;
    slots->used[slot] = ++slots->clock;
}

void mfp_slot_leave(struct mfp_slots *slots, size_t slot)
{
    slots->used[slot] = 0;
}
