/*
 * The store that a check keeps things in, as options and inventory want it. A check does without
 * one where none can be had and none is needed.
 */
#pragma once

#include "core/error.h"
#include "core/plan.h"
#include "store/store.h"

#include <stdbool.h>

struct mfp_keep {
    const char *store; /* path; NULL: the inventory's, or the default one */
    bool none;         /* --no-store */
    bool recorded;     /* --recorded: only read */
    bool required;     /* --require-store */
};

/* What there is then. Zeroed is nothing; mfp_store_close(store) ends it. */
struct mfp_kept {
    struct mfp_store *store; /* NULL: none is used */
    bool frozen;             /* the store can be read, and not be written */
    struct mfp_error why;    /* "": none is wanted, or it works */
};

/* 0, also where it cannot be used and need not be; else a negative errno. */
int mfp_keep_open(const struct mfp_keep *keep, const struct mfp_plan *plan, struct mfp_kept *kept,
                  struct mfp_error *error);
