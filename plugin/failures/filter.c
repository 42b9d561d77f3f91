#include "failures/filter.h"

#include <stdbool.h>
#include <string.h>

/* The groups that were met, as bits and in their order. */
struct met {
    uint64_t bits[MFP_FILTER_GROUPS_MAX / 64];
    uint16_t groups[MFP_FILTER_GROUPS_MAX];
    size_t count;
};

static bool is_met(const struct met *met, unsigned group)
{
    return met->bits[group / 64] >> (group % 64) & 1;
}

static void meet(struct met *met, unsigned group)
{
    uint64_t bit = (uint64_t)1 << (group % 64);
    met->groups[met->count] = (uint16_t)group;
    met->count += (met->bits[group / 64] & bit) == 0;
    met->bits[group / 64] |= bit;
}

static void meet_all(const struct mfp_filter *filter, const char *text, size_t length,
                     struct met *met)
{
    unsigned state = 0;
    for (size_t i = 0; i < length; i++) {
        unsigned next =
            filter->next[state * MFP_FILTER_CLASSES + filter->classes[(unsigned char)text[i]]];
        state = next & ~(unsigned)MFP_FILTER_ENDS;
        if (state == next)
            continue;
        for (unsigned j = filter->ends[state]; j < filter->ends[state + 1]; j++)
            meet(met, filter->ended[j]);
    }
}

void mfp_filter_run(const struct mfp_filter *filter, const char *text, size_t length,
                    uint64_t *candidates)
{
    struct met met;
    size_t words = (filter->group_count + 63) / 64;
    memset(met.bits, 0, words * sizeof(met.bits[0]));
    met.bits[0] = 1; /* what a clause needs that has no other group */
    met.count = 0;
    for (size_t i = 0; i < (filter->row_count + 63) / 64; i++)
        candidates[i] |= filter->always[i];
    meet_all(filter, text, length, &met);
    for (size_t i = 0; i < met.count; i++) {
        for (unsigned j = filter->members[met.groups[i]]; j < filter->members[met.groups[i] + 1];
             j++) {
            const struct mfp_filter_clause *clause = &filter->clauses[j];
            uint64_t holds = is_met(&met, clause->others[0]) && is_met(&met, clause->others[1]);
            candidates[clause->row / 64] |= holds << (clause->row % 64);
        }
    }
}
