/*
 * Looking at a server: every address behind its name, each TLS version, and what DNS says of its
 * certificate. No login and no recipient, so nothing can be sent.
 */
#pragma once

#include "core/error.h"
#include "core/look.h"
#include "core/plan.h"
#include "core/transcript.h"

/* What was said meanwhile, for the judge; the caller's, zeroed, then mfp_talks_done. */
struct mfp_talks {
    struct mfp_transcript resolve;                       /* the look-up of the name */
    struct mfp_transcript addresses[MFP_LOOK_ADDRESSES]; /* the first dialogue with each */
};

void mfp_talks_done(struct mfp_talks *talks);

/*
 * Looks at PLAN's host and blocks until it is over, at most the plan's timeout_ms. An address has
 * one connection at a time, up to five in all: one as the plan has it, as deep as its depth, then
 * one a TLS version, newest first. What there was no time for is not tried.
 *
 * LOOK is filled but for the verdicts. Returns 0 when it took place, however it went; a negative
 * errno means that it could not begin. mfp_probe_library must have been called.
 */
int mfp_look_run(const struct mfp_plan *plan, struct mfp_look *look, struct mfp_talks *talks,
                 struct mfp_error *error);
