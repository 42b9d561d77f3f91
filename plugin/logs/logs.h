/*
 * Failed sends found in mail logs: lines come in, failures come out. Pure: no file, no clock.
 *
 * The one who reads the log owns it; a struct mfp_log holds only what a failure needs that is told
 * in several lines (a session, a multi-line reply), and no more than MFP_LOG_SESSIONS of them a
 * format. Client commands, user names and AUTH payloads are read for what they say about the
 * stage and never kept.
 */
#pragma once

#include "core/fault.h"
#include "core/words.h"

#include <stdbool.h>
#include <stddef.h>

enum {
    MFP_LOG_SESSIONS = 64,        /* kept open in one format; the oldest is given up */
    MFP_LOG_LINE_MAX = 32 * 1024, /* octets of a line that are looked at */
    MFP_LOG_REPLY_SIZE = 2048,    /* of a reply, its end included; what follows is cut */
    MFP_LOG_NAME_SIZE = 256,      /* of a host or an address, its end included */
};

/* One failed send that a log tells of. Pointers are borrowed and valid in the callback only. No
 * string has control characters, but for the '\n' in reply; UTF-8 is passed on as it came. */
struct mfp_log_failure {
    size_t line;               /* number of the line that told it, from 1 */
    const char *format;        /* the descriptor's name: "postfix" */
    enum mfp_stage stage;      /* MFP_STAGE_UNKNOWN where the log does not tell */
    enum mfp_fault_kind fault; /* a failure that is no reply, when surely recognised; else NONE */
    const char *reply; /* the server's reply, lines joined by '\n'; or the log's own words */
    const char *when, *host, *sender, *recipient; /* as logged, "" where not told */
    bool login_missing; /* the session shows that a login was offered and none was made */
};

/* Failures of one session come in their order. A failure that only a later line makes sure (a
 * refused EHLO after which HELO might work) comes with the number of its own line, then. */
typedef void mfp_log_callback(void *context, const struct mfp_log_failure *failure);

struct mfp_log_reader; /* logs/format.h */

/* One kind of log. One file each; the list is what the manual and the options are made from. */
struct mfp_log_format {
    const char *name;    /* in options and output: "postfix" */
    const char *title;   /* "Postfix" */
    const char *reads;   /* which lines it reads, for the manual */
    const char *example; /* one line of a failure, no line end */
    const struct mfp_log_reader *reader;
};

/* Every format in the order in which they are asked for a line; ends with NULL. */
extern const struct mfp_log_format *const mfp_log_formats[];

/* By name, ignoring case; NULL if there is none. */
const struct mfp_log_format *mfp_log_format_find(const char *name);

struct mfp_log;

/* ONLY: the format to read; NULL recognises it line by line. NULL if out of memory. */
struct mfp_log *mfp_log_new(const struct mfp_log_format *only, mfp_log_callback *callback,
                            void *context);

/* Reads one line, without its LF; any octets, any length. A line that no format knows gives
 * nothing, and so do those that tell of success. */
void mfp_log_line(struct mfp_log *log, const char *line, size_t length);

/* The log has ended: what was still open is told. Lines after it begin anew, numbers go on. */
void mfp_log_end(struct mfp_log *log);

/* Does not tell what is open. Takes NULL, returns NULL. */
struct mfp_log *mfp_log_free(struct mfp_log *log);
