/*
 * What a device gave, with octets of its own: the values of many PDUs kept together.
 */
#pragma once

#include "snmp/varbind.h"

struct mfp_varbinds_octets;

/* Zeroed is empty. */
struct mfp_varbinds {
    struct mfp_varbind *rows;
    size_t count, room;
    size_t octets; /* of all values */
    struct mfp_varbinds_octets *kept;
};

void mfp_varbinds_done(struct mfp_varbinds *rows);

/* Appends a copy. -ENOMEM. */
int mfp_varbinds_add(struct mfp_varbinds *rows, const struct mfp_varbind *varbind);

/* Puts a copy into a row that is there. -ENOMEM. */
int mfp_varbinds_set(struct mfp_varbinds *rows, size_t row, const struct mfp_varbind *varbind);
