/*
 * From a verdict to a report: status line, detail, performance data, fields. For the files of
 * this folder.
 */
#pragma once

#include "checks/send/settings.h"
#include "core/early.h"
#include "core/plan.h"
#include "core/report.h"
#include "core/result.h"
#include "core/verdict.h"
#include "store/store.h"

#include <stdint.h>

struct mfp_send_outcome {
    const struct mfp_plan *plan;
    const struct mfp_result *result;
    const struct mfp_transcript *transcript; /* NULL for a recorded result */
    const struct mfp_verdict *verdict;
    const struct mfp_send_settings *settings;
    const struct mfp_streak *streak; /* NULL without a store */
    const struct mfp_hold *hold;     /* why nothing was tried; NULL: it was */
    const struct mfp_pace *pace;     /* why a send has to wait; NULL: none has */
    const struct mfp_early *early;   /* MFP_EARLY_COUNT of them */
    const char *note;                /* about the store; NULL: none */
    bool recorded;                   /* read back, not made now */
    int64_t max_age_s;               /* of a recorded result */
    int64_t now;                     /* seconds since the epoch */
    int verbose;
};

/* "account scans has had its 25 tests a day, the next from 2026-11-25 09:15". Returns BUFFER. */
const char *mfp_pace_words(const struct mfp_pace *pace, char *buffer, size_t size);

void mfp_send_describe(const struct mfp_send_outcome *outcome, struct mfp_report *report);
