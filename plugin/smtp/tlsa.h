/*
 * TLSA records of a server (RFC 6698), as the resolver of this machine has them. libresolv keeps
 * its own time, so it works in a thread beside us and is left behind when the deadline strikes.
 */
#pragma once

#include "core/look.h"

#include <stddef.h>
#include <stdint.h>

struct mfp_tlsa_job;

/* Asks for "_PORT._tcp.HOST", TIMEOUT_MS at most. NULL if that cannot be: mfp_tlsa_end takes it. */
struct mfp_tlsa_job *mfp_tlsa_begin(const char *host, uint16_t port, int64_t timeout_ms);

/* Waits until UNTIL_MS (CLOCK_MONOTONIC) and notes the answer, or that there was none. */
void mfp_tlsa_end(struct mfp_tlsa_job *job, int64_t until_ms, struct mfp_look *look);

/* The records of a resolver's answer of LENGTH octets (RFC 1035 section 4). */
void mfp_tlsa_parse(const unsigned char *answer, size_t length, struct mfp_look *look);
