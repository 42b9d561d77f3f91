/*
 * What a device gave, with octets of its own: the values of many PDUs kept together.
 */
#pragma once

#include "snmp/varbind.h"

struct mfp_rows_octets;

/* Zeroed is empty. */
struct mfp_rows {
    struct mfp_varbind *rows;
    size_t count, room;
    size_t octets; /* of all values */
    struct mfp_rows_octets *kept;
};

void mfp_rows_done(struct mfp_rows *rows);

/* Appends a copy. -ENOMEM. */
int mfp_rows_add(struct mfp_rows *rows, const struct mfp_varbind *varbind);

/* Puts a copy into a row that is there. -ENOMEM. */
int mfp_rows_set(struct mfp_rows *rows, size_t row, const struct mfp_varbind *varbind);
