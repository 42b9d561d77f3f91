/*
 * A transcript: everything a probe saw, in order, with times. Secrets are gone before a line
 * gets here (smtp/record.h). Pure: no socket, no clock of its own.
 *
 * The same text form is a record printed by -vv, a test case, and the script of the test
 * server: tests/transcripts/README.md.
 */
#pragma once

#include "core/error.h"
#include "core/fault.h"
#include "core/plan.h"
#include "core/text.h"
#include "core/words.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum mfp_event_kind {
    MFP_EVENT_CONNECT, /* connected; text: address and port */
    MFP_EVENT_COMMAND, /* a line we sent, redacted */
    MFP_EVENT_REPLY,   /* a line the server sent */
    MFP_EVENT_BODY,    /* octets of the message went out; octets counts them */
    MFP_EVENT_TLS,     /* a TLS session began; text: version and cipher */
    MFP_EVENT_NOTE,    /* worth knowing: certificate facts, a second address tried */
    MFP_EVENT_FAULT,   /* the fault below, at its place in time */
};

struct mfp_event {
    enum mfp_event_kind kind;
    enum mfp_stage stage;
    int64_t at_us; /* since the probe began, monotonic; -1 where unknown */
    int64_t octets;
    char *text; /* owned; at most MFP_EVENT_TEXT_MAX octets, NUL bytes shown as '?' */
};

enum {
    MFP_EVENT_TEXT_MAX = 1024,
    MFP_EVENTS_MAX = 512, /* further ones are counted, not kept */
    MFP_TOKEN_SIZE = 33,  /* 128 random bits in hexadecimal, terminated */
};

/* What TLS told us; zeroed means nothing. Times are seconds since the epoch. */
struct mfp_tls_facts {
    bool begun; /* a ClientHello was sent */
    bool done;  /* a session exists */
    char version[16];
    char cipher[64];
    bool verified;    /* chain and host name were checked and good */
    char reason[160]; /* why verification failed, "" if it did not */
    char subject[256], issuer[256], names[512];
    int64_t not_before, not_after; /* of the server's own certificate; 0 unknown */
    int64_t chain_not_after;       /* the earliest expiry in the chain it sent */
};

struct mfp_fault {
    enum mfp_fault_kind kind;
    enum mfp_stage stage;
    int code;         /* errno, EAI_*, X509_V_ERR_*, OpenSSL reason; 0 where none fits */
    char detail[192]; /* the library's words, cleaned */
};

struct mfp_transcript {
    /* what was asked for: without it success cannot be told */
    enum mfp_depth depth;
    enum mfp_tls_mode tls;
    bool login;      /* credentials were to be used */
    bool tls_verify; /* verification was asked for */
    /* what happened */
    struct mfp_event *events; /* owned */
    size_t count, room, dropped;
    struct mfp_tls_facts tls_facts;
    struct mfp_fault fault;
    int64_t stage_us[MFP_STAGE_COUNT]; /* time spent in each stage; -1 not reached */
    int64_t total_us;
    int64_t message_octets;     /* of the message as sent, 0 if none was */
    char token[MFP_TOKEN_SIZE]; /* that the message carries; "" if none was made */
    /* bookkeeping of mfp_transcript_add */
    enum mfp_stage stage;
    enum mfp_stage stage_before_quit; /* a fault found while saying goodbye happened there */
    bool in_auth;
    int64_t last_us;
};

void mfp_transcript_init(struct mfp_transcript *transcript);
void mfp_transcript_done(struct mfp_transcript *transcript);

/* Adds an event and derives its stage from the dialogue so far: a command opens the stage its
 * verb names, a reply belongs to the stage of the command before it, and the time since the
 * previous event is charged to that stage. Out of memory counts as dropped. */
void mfp_transcript_add(struct mfp_transcript *transcript, enum mfp_event_kind kind, int64_t at_us,
                        const char *text, size_t length);

/* Moves to a stage that no command opens (resolve, connect, greeting, tls). */
void mfp_transcript_enter(struct mfp_transcript *transcript, enum mfp_stage stage, int64_t at_us);

/* Counts octets of the message; consecutive ones become one event. */
void mfp_transcript_body(struct mfp_transcript *transcript, int64_t at_us, int64_t octets);

/* Records the fault, once: the first one is kept. */
void mfp_transcript_fault(struct mfp_transcript *transcript, int64_t at_us,
                          enum mfp_fault_kind kind, int code, const char *detail);

/* The last line that the server sent, with its text; NULL if it sent none. */
const struct mfp_event *mfp_transcript_last_reply(const struct mfp_transcript *transcript);

/* The server's greeting, its first line; NULL if it sent none. */
const char *mfp_transcript_greeting(const struct mfp_transcript *transcript);

/* What the server offered in its last EHLO reply (RFC 5321, 1870, 4954). */
struct mfp_offer {
    bool seen; /* an EHLO reply with code 250 exists */
    bool starttls, auth, pipelining, smtputf8;
    int64_t size; /* octets; 0 no limit given, -1 SIZE not offered */
    char mechanisms[256];
    char extensions[512]; /* every line as the server wrote it, ", " between them */
};

void mfp_transcript_offer(const struct mfp_transcript *transcript, struct mfp_offer *offer);

/* The same of its last EHLO reply before the TLS session began (UNDER_TLS false: the whole dialogue
 * where there was none), or under it. */
void mfp_transcript_offer_in(const struct mfp_transcript *transcript, bool under_tls,
                             struct mfp_offer *offer);

/* Prints in the form of tests/transcripts/README.md. TLS_DETAIL adds certificate facts. */
void mfp_transcript_print(const struct mfp_transcript *transcript, struct mfp_text *out,
                          bool tls_detail);
