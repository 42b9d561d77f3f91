/*
 * The knowledge about failures: the tables of this room, searched with PCRE2.
 *
 *     struct mfp_failures *failures = NULL;
 *     if (mfp_failures_new(&failures, &error) == 0)
 *         mfp_classify(mfp_failures_knowledge(failures), transcript, &verdict);
 *
 * A handle keeps the patterns it has compiled so far, so one thread at a time may use it;
 * the tables behind it are constant and shared.
 */
#pragma once

#include "core/cause.h"
#include "core/error.h"

struct mfp_failures;

/* Returns 0 and sets *out, which the caller frees; or -ENOMEM. */
int mfp_failures_new(struct mfp_failures **out, struct mfp_error *error);

/* Takes NULL, returns NULL. */
struct mfp_failures *mfp_failures_free(struct mfp_failures *failures);

/* Borrowed: lives as long as FAILURES. */
const struct mfp_knowledge *mfp_failures_knowledge(struct mfp_failures *failures);
