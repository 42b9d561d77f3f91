/*
 * A secret in memory. Where it comes from is inventory/secret.h's business.
 */
#pragma once

#include <stddef.h>

enum { MFP_SECRET_MAX = 4096 };

/* Owned octets, terminated; never printed, logged or copied. */
struct mfp_secret {
    char *value;
    size_t length;
};

/* Overwrites and frees. */
void mfp_secret_done(struct mfp_secret *secret);
