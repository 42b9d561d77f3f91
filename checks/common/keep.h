/*
 * The store that a check keeps things in, as options and inventory want it. A check does without
 * one where none can be had and none is needed.
 */
#pragma once

#include "core/error.h"
#include "core/options.h"
#include "core/plan.h"
#include "store/store.h"

#include <stdbool.h>

struct mfp_keep {
    const char *store;  /* path; NULL: the inventory's, or the default one */
    int64_t max_age_ms; /* of what was recorded; 0: twice the interval */
    bool none;          /* --no-store */
    bool recorded;      /* --recorded: only read */
    bool required;      /* --require-store */
};

enum mfp_keep_option {
    MFP_KEEP_RECORDED = 500,
    MFP_KEEP_MAX_AGE,
    MFP_KEEP_STORE,
    MFP_KEEP_NONE,
};

/* The rows for it in a check's table of options. WHAT is kept: "look". */
#define MFP_KEEP_OPTIONS(what)                                                                     \
    {.name = "recorded",                                                                           \
     .id = MFP_KEEP_RECORDED,                                                                      \
     .help = "answer from the store, and connect nowhere"},                                        \
        {.name = "max-age",                                                                        \
         .value = "TIME",                                                                          \
         .id = MFP_KEEP_MAX_AGE,                                                                   \
         .help = "a recorded " what " that is older is stale; default twice the interval"},        \
        {.name = "store",                                                                          \
         .value = "FILE",                                                                          \
         .id = MFP_KEEP_STORE,                                                                     \
         .help = "where it is kept, default /var/lib/mfpmail/store.db"},                           \
    {                                                                                              \
        .name = "no-store", .id = MFP_KEEP_NONE, .help = "keep nothing"                            \
    }

/* Takes one of them. 1 if OPTION is none; 0, or a negative errno. */
int mfp_keep_take(struct mfp_keep *keep, const struct mfp_option *option, const char *value,
                  struct mfp_error *error);

/* How old what was recorded may be, in seconds, for a device that is checked every INTERVAL_MS. */
int64_t mfp_keep_max_age(const struct mfp_keep *keep, int64_t interval_ms);

/* What there is then. Zeroed is nothing; mfp_store_close(store) ends it. */
struct mfp_kept {
    struct mfp_store *store; /* NULL: none is used */
    bool frozen;             /* the store can be read, and not be written */
    struct mfp_error why;    /* "": none is wanted, or it works */
};

/* 0, also where it cannot be used and need not be; else a negative errno. */
int mfp_keep_open(const struct mfp_keep *keep, const struct mfp_plan *plan, struct mfp_kept *kept,
                  struct mfp_error *error);
