/*
 * A script: what the server does, step by step, to play its part of a dialogue file
 * (tests/transcripts/README.md). Pure.
 */
#pragma once

#include "core/dialogue.h"
#include "core/error.h"

#include <stdbool.h>
#include <stddef.h>

enum step_kind {
    STEP_EXPECT,    /* a line from the client, its first word as in text */
    STEP_SEND,      /* a line */
    STEP_BODY,      /* read a message up to its final dot */
    STEP_HANDSHAKE, /* TLS, meant to succeed */
    STEP_TRY_TLS,   /* TLS, meant to fail */
    STEP_HANG_UP,   /* wait for the client's first octet, close */
    STEP_CLOSE,
    STEP_RESET,
    STEP_STALL,
    STEP_WAIT,   /* number: seconds */
    STEP_DRIP,   /* number: milliseconds */
    STEP_REPEAT, /* number times text and CRLF */
    STEP_FILL,   /* number times text with its escapes */
    STEP_CLEAR,
};

struct step {
    enum step_kind kind;
    double number;
    const char *text; /* belongs to the dialogue */
};

/* Zeroed is empty. */
struct script {
    struct step *steps; /* owned */
    size_t count;
    bool tls;     /* wants a certificate */
    bool refuses; /* nobody listens: the connection is refused */
    bool deaf;    /* the connection is neither made nor refused */
    bool absent;  /* no server can play this, as when the name does not resolve */
};

/* The dialogue must outlive the script. Errors name file and line. On failure nothing is left
 * to free. */
int script_make(struct script *script, const struct mfp_dialogue *dialogue,
                struct mfp_error *error);
void script_done(struct script *script);
