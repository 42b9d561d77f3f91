/*
 * The hosts that are looked at: targets with their names resolved, in the order of their addresses,
 * each once.
 */
#pragma once

#include "cli/discover/targets.h"
#include "core/text.h"
#include "snmp/poll/request.h"

struct mfp_host {
    int family;
    unsigned char octets[16]; /* network order; 4 octets of IPv4 */
    char *name;               /* by which it was asked for; owned; NULL: by its address */
    /* what came of it */
    size_t asked; /* so many times */
    bool answered;
    enum mfp_snmp_outcome outcome; /* where it did not: of the last time that was not silence */
};

/* Zeroed is empty. */
struct mfp_hosts {
    struct mfp_host *list; /* owned */
    size_t count;
};

void mfp_hosts_done(struct mfp_hosts *hosts);

/* Names that lead nowhere are left out and added to COMPLAINTS, a line each. */
int mfp_hosts_resolve(struct mfp_hosts *hosts, const struct mfp_targets *targets,
                      struct mfp_text *complaints, struct mfp_error *error);

/* Its address as text. Returns BUFFER. */
char *mfp_host_address(const struct mfp_host *host, char buffer[MFP_TARGET_SIZE]);
