/*
 * The two sides of Postfix: deliveries to others, and what its own server and filters refuse.
 */
#pragma once

#include "logs/head.h"
#include "logs/session.h"

/* A line of a Postfix program. */
struct mfp_postfix_line {
    struct mfp_head head;
    struct mfp_span daemon; /* "smtpd" of "postfix/submission/smtpd" */
    struct mfp_span text;   /* without queue id and "warning: " */
    size_t number;
    uint64_t process; /* key of the process that wrote it */
};

struct mfp_postfix {
    struct mfp_sessions processes;
    struct mfp_finding finding; /* the one being made: too large for the stack of every call */
};

/* smtp, lmtp, local, virtual, pipe, error, qmgr: status=... */
void mfp_postfix_delivery(const struct mfp_teller *teller, struct mfp_postfix *postfix,
                          const struct mfp_postfix_line *line);

/* smtpd, postscreen, cleanup, tlsproxy */
void mfp_postfix_server(const struct mfp_teller *teller, struct mfp_postfix *postfix,
                        const struct mfp_postfix_line *line);
