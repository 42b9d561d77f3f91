/*
 * The test message: an RFC 5322 text that says what it is, with a PDF attachment of an asked
 * size, made while it is read and never held in memory.
 */
#pragma once

#include "core/error.h"
#include "core/text.h"
#include "core/transcript.h"

#include <stddef.h>
#include <stdint.h>

enum { MFP_PDF_MINIMUM = 1024 }; /* octets; a smaller page does not fit its own frame */

/* Strings are copied. */
struct mfp_message_plan {
    const char *device, *from, *recipient;
    const char *token;  /* in Message-ID and X-Mfpmail-Token */
    int64_t date;       /* seconds since the epoch */
    int64_t attachment; /* octets of the PDF, 0 for none, else at least MFP_PDF_MINIMUM */
};

/* Zeroed, then mfp_message_init. */
struct mfp_message {
    struct mfp_text head; /* header, text part, header of the attachment */
    struct mfp_text pdf_head, pdf_tail;
    struct mfp_text tail; /* closing boundary */
    int64_t pdf_octets;
    int64_t octets; /* of the whole message */
    int64_t at;     /* read so far */
    int64_t pdf_at; /* octets of the PDF encoded so far */
    uint64_t noise; /* state of the filling */
    char line[80];  /* one encoded line */
    size_t line_at, line_length;
};

/* Fills TOKEN (MFP_TOKEN_SIZE) with random digits. Returns 0 or -errno. */
int mfp_token_make(char *token, struct mfp_error *error);

int mfp_message_init(struct mfp_message *message, const struct mfp_message_plan *plan,
                     struct mfp_error *error);
void mfp_message_done(struct mfp_message *message);

/* The next octets, at most SIZE; 0 at the end. Lines end with CRLF and are at most 78 octets;
 * dots at their beginning are not doubled (RFC 5321 4.5.2 is the transport's part). */
size_t mfp_message_read(struct mfp_message *message, char *buffer, size_t size);
