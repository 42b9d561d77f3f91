/*
 * From what the wire carried to a transcript without secrets. Redaction happens here, before a
 * line is kept anywhere.
 */
#pragma once

#include "core/error.h"
#include "core/secret.h"
#include "core/transcript.h"

#include <stddef.h>
#include <stdint.h>

enum {
    MFP_RECORD_FORMS = 16,            /* shapes of the secret that are looked for */
    MFP_RECORD_REPLY_MAX = 64 * 1024, /* octets of replies in one probe: past it is a flood */
};

/* Zeroed, then mfp_record_init; the transcript outlives it. */
struct mfp_record {
    struct mfp_transcript *transcript;
    char *forms[MFP_RECORD_FORMS]; /* owned and wiped: the secret as it may stand on the wire */
    size_t form_count;
    int64_t reply_octets;
    bool blind; /* out of memory for a form: of replies only the code is kept */
    bool flooded;
};

/* Prepares the forms of USER's secret: itself, in base64, and in SASL PLAIN (RFC 4616). */
int mfp_record_init(struct mfp_record *record, struct mfp_transcript *transcript, const char *user,
                    const struct mfp_secret *secret, struct mfp_error *error);
void mfp_record_done(struct mfp_record *record);

/* A line that we sent: what follows AUTH and its mechanism becomes "***". */
void mfp_record_command(struct mfp_record *record, int64_t at_us, const char *line, size_t length);

/* A line that the server sent, searched for the secret and everything we answered to AUTH. */
void mfp_record_reply(struct mfp_record *record, int64_t at_us, const char *line, size_t length);

/* Words of a library about a fault, searched the same way. */
void mfp_record_fault(struct mfp_record *record, int64_t at_us, enum mfp_fault_kind kind, int code,
                      const char *detail);
