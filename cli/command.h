/*
 * A command of mfpmail: an option table and a run().
 */
#pragma once

#include "checks/check.h"
#include "core/error.h"
#include "core/options.h"

#include <stddef.h>

/* Exit codes of all commands. */
enum {
    MFP_EXIT_DONE = 0,
    MFP_EXIT_PARTLY = 1, /* done, but for what was complained about */
    MFP_EXIT_FAILED = 2, /* not done: usage, files */
};

struct mfp_command {
    const char *name;    /* "classify" */
    const char *purpose; /* one line for mfpmail --help */
    const char *usage;   /* lines for its own --help, after "Usage: " */
    const char *text;    /* what it does, and examples */
    const struct mfp_option *options;
    const struct mfp_check *more; /* a check whose options it takes too; NULL: none */
    size_t settings_size;         /* of what take() fills; zeroed */

    mfp_option_take *take;
    /* An exit code, or a negative errno with its error. */
    int (*run)(void *settings, struct mfp_error *error);
    void (*done)(void *settings); /* whether it ran or not; NULL: nothing to do */
};

extern const struct mfp_command mfp_command_classify;
extern const struct mfp_command mfp_command_discover;
extern const struct mfp_command mfp_command_queue;
extern const struct mfp_command mfp_command_test;
