/*
 * A look at a network: every host is asked one request, and what looks like a printer or MFP is
 * then asked what it tells of its send queue.
 */
#pragma once

#include "cli/discover/credentials.h"
#include "cli/discover/find.h"
#include "cli/discover/hosts.h"

struct mfp_search {
    /* to be set */
    const struct mfp_snmp_module *snmp;
    const struct mfp_credentials *credentials;
    struct mfp_hosts *hosts;
    unsigned port;
    unsigned per_second;
    int64_t timeout_ms; /* of a try */
    /* what came of it */
    struct mfp_find *finds; /* owned; in the order of the hosts */
    size_t find_count, find_room;
    size_t others;              /* answered, and are no printers */
    struct mfp_text complaints; /* a line each */
};

void mfp_search_done(struct mfp_search *search);

/* Both show their progress. -ENOMEM and what the poller says. */
int mfp_search_find(struct mfp_search *search, struct mfp_error *error);
int mfp_search_survey(struct mfp_search *search, struct mfp_error *error);

/* On a terminal no wider than that. */
void mfp_search_table(const struct mfp_search *search, struct mfp_text *out);
void mfp_search_json(const struct mfp_search *search, struct mfp_text *out);
