/*
 * A sample in the making. For the files of this room.
 */
#pragma once

#include "snmp/queue/cells.h"
#include "snmp/queue/sample.h"

struct mfp_reading {
    struct mfp_queue_sample *sample;
    const struct mfp_profile *chain[MFP_CHAIN_MAX];
    size_t profiles;
    struct mfp_cells cells;
    const struct mfp_profile *source; /* whose queue is read: the first that has one */
    const struct mfp_profile *counted_by[MFP_COUNTS];
    uint32_t mail_set;    /* the set that a service said to be mail's; 0: none */
    int64_t active_total; /* jobs of any kind under way */
    bool noted;           /* alerts, console or status answered */
};

/* Claims the queue for PROFILE: false if it is another's. */
bool mfp_reading_claim(struct mfp_reading *reading, const struct mfp_profile *profile);

/* The jobs of the source into the sample. Returns 0 or -ENOMEM. */
int mfp_reading_jobs(struct mfp_reading *reading, struct mfp_error *error);

/* A row of a table of sets, or an object about the only one (number 0). */
void mfp_reading_set(struct mfp_reading *reading, const struct mfp_profile *profile,
                     uint32_t number, enum mfp_meaning meaning, const struct mfp_varbind *varbind);

/* A counter, or what a row of counters holds: CELLS has COUNT of them. */
void mfp_reading_count(struct mfp_reading *reading, const struct mfp_profile *profile,
                       enum mfp_count count, const struct mfp_varbind *varbind);
void mfp_reading_count_row(struct mfp_reading *reading, const struct mfp_profile *profile,
                           const struct mfp_cell *cells, size_t count);

/* A row of devices, alerts, services or console lines. */
void mfp_reading_note_row(struct mfp_reading *reading, const struct mfp_cell *cells, size_t count);
void mfp_reading_console(struct mfp_reading *reading, const struct mfp_varbind *varbind);
