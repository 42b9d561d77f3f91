/*
 * Name lookup with a deadline. getaddrinfo keeps its own time, so it runs beside us
 * (getaddrinfo_a) and is left behind when the deadline strikes.
 */
#pragma once

#include "core/plan.h"
#include "core/text.h"
#include "core/transcript.h"

#include <stdint.h>

/* Looks up PLAN's host, unless the plan names an address. Adds to ADDRESSES "a,b,[c]" in the order
 * of RFC 6724, ready for CURLOPT_RESOLVE; leaves it empty for a host that is an address already,
 * and for localhost, which is no question for a resolver (RFC 6761 6.3; libcurl knows it). Returns
 * 0, or 1 when the look-up failed: then the fault is in TRANSCRIPT. CLOCK gives microseconds since
 * the probe began. */
int mfp_resolve(const struct mfp_plan *plan, int64_t (*clock)(void *), void *context,
                struct mfp_text *addresses, struct mfp_transcript *transcript);

/* The literal address without brackets, or NULL if HOST is a name. */
bool mfp_is_address(const char *host);
