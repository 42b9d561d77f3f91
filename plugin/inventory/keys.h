/*
 * The keys of the inventory in one table: which sections may hold them, and what they mean.
 */
#pragma once

#include "core/error.h"
#include "core/words.h"
#include "inventory/inventory.h"

enum mfp_key_type {
    MFP_KEY_TEXT,
    MFP_KEY_HOST,
    MFP_KEY_HELO,
    MFP_KEY_PORT,
    MFP_KEY_ADDRESS,
    MFP_KEY_SENDER,
    MFP_KEY_SIZE,
    MFP_KEY_DURATION,
    MFP_KEY_DATE,
    MFP_KEY_COUNT,
    MFP_KEY_BOOL,
    MFP_KEY_WORD,
    MFP_KEY_SECRET,
    MFP_KEY_PATH,
    MFP_KEY_REFERENCE, /* the name of another section */
};

struct mfp_key {
    const char *name; /* NULL ends the table */
    enum mfp_key_type type;
    unsigned sections;            /* mask of 1 << enum mfp_section_kind */
    const struct mfp_word *words; /* MFP_KEY_WORD */
    enum mfp_section_kind target; /* MFP_KEY_REFERENCE */
    const char *says;             /* one line for the manual */
};

extern const struct mfp_key mfp_keys[];
extern const struct mfp_word mfp_section_words[];
extern const struct mfp_word mfp_snmp_version_words[];

const struct mfp_key *mfp_key_find(const char *name);

/* 0, or -EINVAL with the reason, without the place. */
int mfp_key_check(const struct mfp_key *key, const char *value, struct mfp_error *error);
