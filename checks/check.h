/*
 * A check: an option table and a run() that makes a report. A face (nagios/) drives it.
 */
#pragma once

#include "core/error.h"
#include "core/options.h"
#include "core/report.h"

#include <stddef.h>
#include <stdint.h>

/* How the face wants it run. */
struct mfp_run {
    int verbose; /* 0 to 3 */
    /* Called by run() as soon as it knows its own deadline, in milliseconds from its start: the
     * face ends the program if it is overrun. */
    void (*deadline)(int64_t milliseconds);
};

struct mfp_check {
    const char *program;  /* "check_mfp_send" */
    const char *service;  /* "MFP SEND", first in the status line */
    const char *purpose;  /* one sentence for help */
    const char *synopsis; /* what must be given: "-D DEVICE" */
    const char *examples; /* for help, lines */
    const struct mfp_option *options;
    size_t settings_size; /* of what take() fills; zeroed by the face */

    mfp_option_take *take;
    /* 0: the report is made. A negative errno: we could not look, and ERROR says why. */
    int (*run)(void *settings, const struct mfp_run *how, struct mfp_report *report,
               struct mfp_error *error);
    void (*done)(void *settings);
};
