/*
 * Reading values as people write them, in the inventory and on the command line alike.
 * Each returns 0, or -EINVAL with an error that names the value and what would be right.
 */
#pragma once

#include "core/error.h"
#include "core/words.h"

#include <stdbool.h>
#include <stdint.h>

int mfp_value_port(const char *text, uint16_t *port, struct mfp_error *error);

/* "4711", "512K", "8M", "1G": octets, K = 1024. */
int mfp_value_size(const char *text, int64_t *octets, struct mfp_error *error);

/* "30", "1.5", "250ms", "30s", "5m", "2h", "90d": milliseconds, at least one; a bare number is
 * seconds. */
int mfp_value_duration(const char *text, int64_t *milliseconds, struct mfp_error *error);

/* "2027-03-31": the end of that day in UTC, seconds since the epoch. */
int mfp_value_date(const char *text, int64_t *at, struct mfp_error *error);

/* "25", 1 to a million; "none" is UINT_MAX. */
int mfp_value_count(const char *text, unsigned *count, struct mfp_error *error);

int mfp_value_bool(const char *text, bool *value, struct mfp_error *error);

/* A word of a list; the error names the nearest one and all that are allowed. */
int mfp_value_word(const char *text, const struct mfp_word *words, int *number,
                   struct mfp_error *error);

/* An address for MAIL and RCPT (RFC 5321 4.1.2): one '@', no blanks, no angle brackets, no
 * control characters, so that no second command can hide in it; at most 254 octets. */
int mfp_value_address(const char *text, struct mfp_error *error);

/* The same for a sender, which a misconfigured device may give without a domain: "scanner". */
int mfp_value_sender(const char *text, struct mfp_error *error);

/* A host name or an address, at most 253 octets; an EHLO name may also be "[192.0.2.1]". */
int mfp_value_host(const char *text, struct mfp_error *error);
int mfp_value_helo(const char *text, struct mfp_error *error);
