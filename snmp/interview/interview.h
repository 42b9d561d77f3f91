/*
 * An interview: what the survey wants to know of one (snmp/queue) is asked by the poller
 * (snmp/poll), of many at once.
 */
#pragma once

#include "snmp/poll/poll.h"
#include "snmp/queue/request.h"

/* One device in one round. Zeroed, then the survey set: what is known of it from earlier. */
struct mfp_interview {
    struct mfp_survey survey;
    /* what came of it */
    enum mfp_snmp_outcome outcome; /* of the first request that was not answered well */
    bool answered;                 /* something came, whatever it was */
    struct mfp_varbind *varbinds;  /* all of it; owned */
    size_t count;
    /* while it is read */
    size_t room, heard, tree;
    bool asked; /* the names of the request */
    struct mfp_request *request;
    struct mfp_octet_block *blocks; /* what the varbinds point to */
};

void mfp_interview_done(struct mfp_interview *interview);

/* Holds them with all devices of POLLER into INTERVIEWS, by their numbers, until DEADLINE_MS from
 * now (0: until all is over). Returns how many were not read to their end, or a negative errno. */
int mfp_interviews_run(struct mfp_poller *poller, struct mfp_interview *interviews,
                       int64_t deadline_ms, struct mfp_error *error);
