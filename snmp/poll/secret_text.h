/*
 * The words of a v3 secret: credential.h says their form. Pure. Inside of this room only.
 */
#pragma once

#include "snmp/poll/credential.h"

/* A word's value with quotes and escapes taken off. Wiped by the reader's caller. */
struct mfp_snmp_password {
    char octets[MFP_SECRET_MAX];
    size_t length;
};

/* Fills all of CREDENTIAL but its keys, and the two passwords; length 0: none was given. */
int mfp_snmp_secret_read(struct mfp_snmp_credential *credential, const struct mfp_secret *secret,
                         struct mfp_snmp_password *auth, struct mfp_snmp_password *priv,
                         struct mfp_error *error);
