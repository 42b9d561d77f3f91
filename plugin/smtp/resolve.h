/*
 * Name lookup with a deadline. getaddrinfo keeps its own time, so it runs beside us
 * (getaddrinfo_a) and is left behind when the deadline strikes.
 */
#pragma once

#include "core/plan.h"
#include "core/text.h"
#include "core/transcript.h"

#include <stdint.h>

enum { MFP_ADDRESSES_MAX = 32, MFP_ADDRESS_SIZE = 64 };

/* Zeroed is empty. */
struct mfp_addresses {
    char text[MFP_ADDRESSES_MAX][MFP_ADDRESS_SIZE]; /* without brackets */
    size_t count, more;                             /* kept, and found beyond them */
};

/* All addresses of PLAN's host, of the families that the plan wants, in the order of RFC 6724; also
 * of an address and of localhost, which is no question for a resolver (RFC 6761 6.3). Returns 0, or
 * 1 when the look-up failed: then the fault is in TRANSCRIPT. CLOCK gives microseconds since the
 * probe began. */
int mfp_resolve_all(const struct mfp_plan *plan, int64_t (*clock)(void *), void *context,
                    struct mfp_addresses *addresses, struct mfp_transcript *transcript);

/* The same for a probe, as "a,b,[c]" added to ADDRESSES, ready for CURLOPT_RESOLVE; the one address
 * that the plan names, if it does. Leaves it empty for an address and for localhost, which libcurl
 * knows. */
int mfp_resolve(const struct mfp_plan *plan, int64_t (*clock)(void *), void *context,
                struct mfp_text *addresses, struct mfp_transcript *transcript);

/* Whether HOST is a literal address, without brackets. */
bool mfp_is_address(const char *host);
