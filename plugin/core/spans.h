/*
 * Spans: the times of a send that people ask for, each of one or more stages.
 */
#pragma once

#include "core/cause.h"
#include "core/words.h"

#include <stddef.h>
#include <stdint.h>

struct mfp_span {
    const char *name; /* "tls" */
    unsigned stages;  /* mask of MFP_AT(stage) */
};

enum { MFP_SPANS = 7 };

extern const struct mfp_span mfp_spans[MFP_SPANS];

/* Seconds spent in STAGES, of times as a result has them (microseconds, -1 not reached); -1 if none
 * of them was reached. */
double mfp_span_seconds(const int64_t stage_us[MFP_STAGE_COUNT], unsigned stages);

/* All of a send until the server's last word that mattered; saying goodbye does not count. */
double mfp_span_total(const int64_t stage_us[MFP_STAGE_COUNT]);
