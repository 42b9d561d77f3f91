/*
 * From a poll to a report. For the files of this folder.
 */
#pragma once

#include "checks/queue/poll.h"
#include "checks/queue/settings.h"
#include "core/report.h"
#include "core/result.h"

struct mfp_queue_outcome {
    const struct mfp_queue_plan *plan;
    const struct mfp_queue_record *record;
    const struct mfp_queue_settings *settings;
    const struct mfp_result *send; /* the device's last test send; NULL: none is known */
    const char *note;              /* about the store; NULL: none */
    bool recorded;                 /* read back, not made now */
    int64_t max_age_s;             /* of a recorded poll */
    int64_t now;                   /* seconds since the epoch */
    int verbose;
};

void mfp_queue_describe(const struct mfp_queue_outcome *outcome, struct mfp_report *report);

/* What a verdict gives: the rule, and what --state and --off change. */
enum mfp_state mfp_queue_report_state(const struct mfp_states *states,
                                      const struct mfp_queue_verdict *verdict);
