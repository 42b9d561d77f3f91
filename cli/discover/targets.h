/*
 * Which addresses to look at: "192.0.2.0/24", "192.0.2.10-20", "192.0.2.10-192.0.2.40",
 * "2001:db8::10", "2001:db8::/120", a name; several in one word with commas between.
 */
#pragma once

#include "core/error.h"

#include <stddef.h>
#include <stdint.h>

enum {
    MFP_TARGETS_MAX = 65536, /* addresses in all: a /16 */
    MFP_TARGET_SIZE = 256,   /* of an address or a name, terminated */
};

struct mfp_target_range {
    int family;              /* AF_INET, AF_INET6; 0: a name */
    unsigned char first[16]; /* network order; 4 octets of IPv4 */
    uint64_t count;
    char *name; /* owned */
};

/* Zeroed is empty. */
struct mfp_targets {
    struct mfp_target_range *ranges; /* owned */
    size_t range_count;
    size_t count; /* of addresses and names */
};

void mfp_targets_done(struct mfp_targets *targets);

/* Adds what TEXT says. A prefix of IPv4 leaves out the network's own and the broadcast address.
 * -EINVAL with what would be right; -E2BIG past MFP_TARGETS_MAX; -ENOMEM. */
int mfp_targets_add(struct mfp_targets *targets, const char *text, struct mfp_error *error);

/* The address, or name, at INDEX below count, as text. Returns BUFFER (MFP_TARGET_SIZE). */
char *mfp_targets_at(const struct mfp_targets *targets, size_t index, char *buffer);
