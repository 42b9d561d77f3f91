/*
 * Which device it is: vendor, brand, model, serial number.
 */
#pragma once

#include "snmp/queue/profile.h"

struct mfp_identity {
    const struct mfp_profile *profile; /* NULL: nobody's */
    char vendor[32];                   /* whose objects it has: "Ricoh"; "" if not known */
    char brand[32];                    /* whose name is on it: "Lanier" */
    char model[64];
    char serial[40];
    char object_id[MFP_OID_TEXT_SIZE]; /* sysObjectID */
};

/* The objects of the first request; ends with MFP_MEANING_NONE. */
extern const struct mfp_object mfp_identity_objects[];

/* Reads it from answers of any kind; texts are clean (mfp_text_clean). */
void mfp_identity_read(struct mfp_identity *identity, const struct mfp_varbind *varbinds,
                       size_t count);
