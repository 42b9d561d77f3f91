/*
 * A device that was found: what is known of it, what makes it one, and how it is called in an
 * inventory. Plain data and functions of it.
 */
#pragma once

#include "cli/discover/credentials.h"
#include "cli/discover/targets.h"
#include "core/text.h"
#include "snmp/queue/identity.h"

enum { MFP_FIND_NAME_SIZE = 65 }; /* what the inventory allows a section, terminated */

struct mfp_find {
    char address[MFP_TARGET_SIZE]; /* the number of its address */
    char target[MFP_TARGET_SIZE];  /* for the inventory: the name that it was asked for by */
    char name[MFP_FIND_NAME_SIZE]; /* its section's: mfp_finds_name() */
    char host_name[128];           /* sysName, clean */
    struct mfp_identity identity;
    bool surveyed; /* only then are tier and unproven known */
    enum mfp_tier tier;
    bool unproven;
    size_t host;       /* its number among them */
    size_t credential; /* that it let in, by its number */
};

/* The one request that every host is asked first: it fits into one PDU. */
extern const struct mfp_oid mfp_find_oids[];
extern const size_t mfp_find_oid_count;

/* Reads the answer to it. False where nothing looks like a printer or MFP. */
bool mfp_find_read(struct mfp_find *find, const struct mfp_varbind *varbinds, size_t count);

/* Names them all: after sysName, else model, else address; letters, digits, '.', '_' and '-' alone;
 * no two alike. -ENOMEM. */
int mfp_finds_name(struct mfp_find *finds, size_t count, struct mfp_error *error);

struct mfp_stub_notes {
    unsigned port; /* that was asked */
    const struct mfp_search_credential *credentials;
    const char *community_file; /* NULL: none */
};

/* Adds them as sections of an inventory, each without its account. */
void mfp_finds_stubs(const struct mfp_find *finds, size_t count, const struct mfp_stub_notes *notes,
                     struct mfp_text *out);
