/*
 * The head of a syslog line: time, host, program.
 */
#pragma once

#include "logs/span.h"

/* "Nov 25 10:00:00 mail postfix/smtpd[123]: text", the same with an RFC 3339 time, and RFC 5424.
 * A priority "<34>" and what docker writes in front ("mail  | ") are passed over. */
struct mfp_head {
    struct mfp_span when, host;
    struct mfp_span program; /* "postfix/smtpd"; empty if the text follows the host at once */
    struct mfp_span pid;     /* "123", or empty */
    struct mfp_span text;
};

/* True if LINE begins with such a head. Writes *head then, and only then. */
bool mfp_head_parse(struct mfp_span line, struct mfp_head *head);

/* The length of a time at the beginning of LINE: "Nov 25 10:00:00", "2026-11-25T10:00:00.1+01:00",
 * or with a blank in the place of the T; 0 if there is none. */
size_t mfp_when_length(struct mfp_span line);
