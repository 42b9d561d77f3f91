/*
 * The rows of a device's tables, put together from single values.
 */
#pragma once

#include "core/error.h"
#include "snmp/queue/profile.h"

/* A value in a row. */
struct mfp_cell {
    uint32_t profile; /* number in the chain */
    uint32_t order;   /* in which it came */
    const struct mfp_table *table;
    const struct mfp_object *column;
    const struct mfp_varbind *varbind;
    const uint32_t *index; /* of the row, in the varbind's name */
    size_t index_length;
    uint64_t row; /* a hash of the index: the same in a row */
};

struct mfp_cells {
    struct mfp_cell *cells; /* owned: mfp_cells_done() */
    size_t count;
};

/* Sorted by profile, table and row; those of a row in their order. Takes n log n time. Returns 0 or
 * -ENOMEM. */
int mfp_cells_read(struct mfp_cells *cells, const struct mfp_profile *const *chain, size_t profiles,
                   const struct mfp_varbind *varbinds, size_t count, struct mfp_error *error);

void mfp_cells_done(struct mfp_cells *cells);

/* How many cells the row has that begins at AT. */
size_t mfp_cells_row(const struct mfp_cells *cells, size_t at);

/* The number in a varbind: true, or false for a type that holds none. */
bool mfp_varbind_number(const struct mfp_varbind *varbind, int64_t *number);
