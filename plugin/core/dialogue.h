/*
 * Dialogue files: a transcript as text, with the directions for the scripted server and the
 * verdict expected of it. Format: tests/transcripts/README.md.
 */
#pragma once

#include "core/error.h"
#include "core/transcript.h"

#include <stddef.h>
#include <stdint.h>

enum mfp_line_kind {
    MFP_LINE_COMMAND, /* "> EHLO x": the probe sends; the server matches the verb */
    MFP_LINE_REPLY,   /* "< 250 x": the server sends this line and CRLF */
    MFP_LINE_BODY,    /* "= 1234": the message, up to its final dot */
    MFP_LINE_TLS,     /* "* tls ...": a TLS handshake takes place here */
    MFP_LINE_CONNECT, /* "* connect ..." */
    MFP_LINE_NOTE,    /* "* ..." anything else */
    MFP_LINE_FAULT,   /* "! NAME detail": a failure that is no reply (core/fault.h) */
    MFP_LINE_SERVER,  /* "% verb ...": a direction for the server alone: stall, close, ... */
};

struct mfp_line {
    enum mfp_line_kind kind;
    int number;    /* line in the file, from 1 */
    int64_t at_us; /* -1: none given */
    char *text;    /* owned; after the mark and one blank */
};

/* "@ expect category=auth cause=..." and "@ device tls=starttls auth=login ..." */
struct mfp_setting {
    char *group; /* "expect", "device", ... */
    char *name, *value;
};

struct mfp_dialogue {
    char *path;
    struct mfp_line *lines;
    size_t count;
    struct mfp_setting *settings;
    size_t setting_count;
};

/* Reads a file; errors name file and line. On failure nothing is left to free. */
int mfp_dialogue_read(struct mfp_dialogue *dialogue, const char *path, struct mfp_error *error);
void mfp_dialogue_done(struct mfp_dialogue *dialogue);

/* The value of a setting, or NULL. */
const char *mfp_dialogue_get(const struct mfp_dialogue *dialogue, const char *group,
                             const char *name);

/* Plays the dialogue into a transcript, as a probe would have recorded it. */
void mfp_dialogue_transcript(const struct mfp_dialogue *dialogue,
                             struct mfp_transcript *transcript);
