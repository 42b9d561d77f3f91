/*
 * An SMTP dialogue as a trace or a protocol log shows it, line by line: which stage a reply belongs
 * to, and whether it is the failure of a send.
 *
 * Not every refusal is one: an EHLO refused where HELO works, a mechanism refused where the next
 * one works, a DATA refused because the recipients were, a line lost after all was said.
 */
#pragma once

#include "logs/format.h"

#include <stdint.h>

enum { MFP_TALK_DUE_MAX = 64, MFP_TALK_PAYLOADS = 4 };

/* Zeroed is a dialogue of which nothing is known, not even whether its beginning was seen. */
struct mfp_talk {
    enum mfp_stage stage; /* the one that the last command opened */
    /* Stages of the commands not yet answered: with PIPELINING several. */
    unsigned char due[MFP_TALK_DUE_MAX];
    size_t due_count;
    bool payload;                         /* what the client sends next is no command */
    uint64_t payloads[MFP_TALK_PAYLOADS]; /* hashes of what it sent as such in AUTH */
    size_t payload_count;
    bool offers_login, offers_starttls, tried_login;
    bool mail_refused, rcpt_refused, rcpt_accepted;
    bool in_mail; /* MAIL was accepted and its message has not been */
    bool failed;  /* a failure of this connection was told or is held */
    bool reading; /* a reply whose last line has not come: */
    int code;
    struct mfp_finding open;
    bool holding; /* a failure that the next command may cancel: */
    struct mfp_finding held;
    char host[MFP_LOG_NAME_SIZE], sender[MFP_LOG_NAME_SIZE], recipient[MFP_LOG_NAME_SIZE];
};

/* Where a line stands. */
struct mfp_where {
    size_t line;
    struct mfp_span when;
};

/* A new connection; the one before it has ended. */
void mfp_talk_begin(const struct mfp_teller *teller, struct mfp_talk *talk, struct mfp_span host);

/* A line that the client sent. Nothing of it is kept but sender and recipient. */
void mfp_talk_command(const struct mfp_teller *teller, struct mfp_talk *talk,
                      struct mfp_span command);

/* A line that the server sent. Lines that are no reply are passed over. */
void mfp_talk_reply(const struct mfp_teller *teller, struct mfp_talk *talk, struct mfp_span line,
                    const struct mfp_where *where);

/* The connection or the client failed, in the log's WORDS. STAGE may be MFP_STAGE_UNKNOWN: where
 * the dialogue stands. Told only if nothing failed before it: the first failure is the cause. */
void mfp_talk_fault(const struct mfp_teller *teller, struct mfp_talk *talk, enum mfp_stage stage,
                    enum mfp_fault_kind fault, struct mfp_span words,
                    const struct mfp_where *where);

/* A failure to be told unless the next reply tells it better. */
void mfp_talk_hint(const struct mfp_teller *teller, struct mfp_talk *talk, enum mfp_stage stage,
                   struct mfp_span words, const struct mfp_where *where);

/* Where the dialogue stands: the stage of the reply that is waited for. */
enum mfp_stage mfp_talk_stage(const struct mfp_talk *talk);

/* What is held is told, and so is a reply whose last line is missing. */
void mfp_talk_settle(const struct mfp_teller *teller, struct mfp_talk *talk);

/* The same, and the dialogue is zeroed. */
void mfp_talk_end(const struct mfp_teller *teller, struct mfp_talk *talk);
