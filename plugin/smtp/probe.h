/*
 * The probe: one test send as one device's account, over libcurl, recorded as a transcript.
 */
#pragma once

#include "core/error.h"
#include "core/plan.h"
#include "core/secret.h"
#include "core/transcript.h"

/* libcurl's set-up for the process; call once before the first probe, before any thread. */
int mfp_probe_library(struct mfp_error *error);

/*
 * Runs one probe and blocks until it is over, at most PLAN's timeout_ms and the second that the
 * server gets for its reply to QUIT. SECRET may be NULL if the plan has no user. TRANSCRIPT is
 * initialized here and owned by the caller, also after a failure.
 *
 * Returns 0 when the probe took place, however it went: what happened stands in the transcript.
 * A negative errno means that it could not begin: a value that libcurl refuses, no memory.
 *
 * One probe makes one connection that can send; a second one, without login and recipient, may ask
 * why the first got no answer. It never goes on without login after a
 * login failed or was not offered, and ends with QUIT wherever the server still listens.
 */
int mfp_probe_run(const struct mfp_plan *plan, const struct mfp_secret *secret,
                  struct mfp_transcript *transcript, struct mfp_error *error);
