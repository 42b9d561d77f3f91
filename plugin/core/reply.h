/*
 * An SMTP reply (RFC 5321 section 4.2, enhanced status codes RFC 3463): parsing, no socket.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>

enum {
    MFP_REPLY_TEXT_SIZE = 2048, /* of the joined text; what follows is cut */
    MFP_REPLY_LINES_MAX = 128,
};

/* Plain values, no ownership; zeroed is "no reply". */
struct mfp_reply {
    int code;                   /* 200..599, or 0: the octets were no SMTP reply */
    int class, subject, detail; /* enhanced code, all 0 where there is none */
    bool complete;              /* a line 'NNN ' or 'NNN' ended it */
    size_t lines;
    char text[MFP_REPLY_TEXT_SIZE]; /* joined by blanks, codes stripped from every line */
    char raw[MFP_REPLY_TEXT_SIZE];  /* as received, lines joined by '\n', cut */
};

void mfp_reply_init(struct mfp_reply *reply);

/* Adds one line without its CRLF. Returns true when this line ended the reply. Lines that are
 * no reply lines are kept as text, so that a banner of another protocol can be judged. */
bool mfp_reply_add(struct mfp_reply *reply, const char *line, size_t length);

/* Parses a whole reply: lines separated by CRLF, LF, or the two characters "\n" as logs and
 * the corpus write them. */
void mfp_reply_parse(struct mfp_reply *reply, const char *text, size_t length);

/* True if TEXT begins with a reply code: three digits 2..5, then '-', blank or the end. */
bool mfp_reply_line(const char *line, size_t length, int *code, bool *last);

/* Reads "5.7.139" at the start of TEXT. Returns its length, or 0. */
size_t mfp_enhanced_parse(const char *text, size_t length, int *class, int *subject, int *detail);
