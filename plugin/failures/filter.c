#include "failures/filter.h"

#include <stdbool.h>
#include <string.h>

struct count {
    uint8_t hits[MFP_FILTER_CLAUSES_MAX];
    uint64_t seen[MFP_FILTER_GROUPS_MAX / 64];
};

static bool is_new(struct count *count, unsigned group)
{
    uint64_t bit = (uint64_t)1 << (group % 64);
    if (count->seen[group / 64] & bit)
        return false;
    count->seen[group / 64] |= bit;
    return true;
}

static void meet(const struct mfp_filter *filter, struct count *count, unsigned group,
                 uint64_t *candidates)
{
    for (unsigned i = filter->members[group]; i < filter->members[group + 1]; i++) {
        unsigned clause = filter->clauses[i];
        if (++count->hits[clause] == filter->needs[clause])
            candidates[filter->rows[clause] / 64] |= (uint64_t)1 << (filter->rows[clause] % 64);
    }
}

void mfp_filter_run(const struct mfp_filter *filter, const char *text, size_t length,
                    uint64_t *candidates)
{
    struct count count;
    unsigned state = 0;
    memset(count.hits, 0, filter->clause_count);
    memset(count.seen, 0, sizeof(count.seen));
    for (size_t i = 0; i < (filter->row_count + 63) / 64; i++)
        candidates[i] |= filter->always[i];
    for (size_t i = 0; i < length; i++) {
        state = filter->next[state * filter->class_count + filter->classes[(unsigned char)text[i]]];
        for (unsigned j = filter->ends[state]; j < filter->ends[state + 1]; j++)
            if (is_new(&count, filter->ended[j]))
                meet(filter, &count, filter->ended[j], candidates);
    }
}
