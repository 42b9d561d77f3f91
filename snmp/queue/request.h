/*
 * What to ask a device next, as data. Whoever polls puts the questions on the wire and hands back
 * what came.
 *
 * A survey takes five rounds at most, each smaller than it could be, since polling has crashed
 * printers: who are you; objects by name; of each table the first column; where that has rows, the
 * others; and for RFC 2707, whose jobs are asked for only where it has queues, once more the same.
 * Names are put into requests of MFP_GET_MAX at most, subtrees are read with GETBULK of
 * MFP_BULK_MAX repetitions at most and end at their rows; one request is in flight at a time, and
 * no tree is walked whole. Models that polling has crashed are asked by name only.
 */
#pragma once

#include "snmp/queue/profile.h"

enum {
    MFP_GET_MAX = 12,
    MFP_BULK_MAX = 10,
    MFP_REQUEST_GETS = 32,
    MFP_REQUEST_TREES = 32,
    MFP_SURVEY_JOBS = 16,
    MFP_SURVEY_TABLES = 32,
};

struct mfp_subtree {
    struct mfp_oid root;
    size_t rows; /* read no more than these */
};

struct mfp_request {
    struct mfp_oid gets[MFP_REQUEST_GETS];
    size_t get_count;
    struct mfp_subtree trees[MFP_REQUEST_TREES];
    size_t tree_count;
};

/* What one device was asked and answered. Zeroed is a device never asked; keep it from poll to
 * poll, and it is not asked again each time for what it did not have. It is no loss to lose it. */
struct mfp_survey {
    const struct mfp_profile *profile; /* NULL: not known yet, or nobody's */
    unsigned round, polls;
    uint32_t present; /* bit n: the n-th table of the chain has rows */
    uint32_t absent;  /* and had none in an earlier poll */
    bool has_sets;
    bool fragile;                         /* polling has crashed such devices */
    struct mfp_oid jobs[MFP_SURVEY_JOBS]; /* indices of those to ask about */
    size_t job_count;
};

/* Begins a poll. */
void mfp_survey_begin(struct mfp_survey *survey);

/* Fills in REQUEST. Returns false when there is nothing more to ask. */
bool mfp_survey_next(struct mfp_survey *survey, struct mfp_request *request);

/* Takes in what came to the last request; all of it goes to mfp_sample_read() in the end. */
void mfp_survey_hear(struct mfp_survey *survey, const struct mfp_varbind *varbinds, size_t count);
