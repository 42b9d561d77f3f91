/*
 * What a format is made of, and what all formats share: the line as they get it, a failure under
 * way, and the telling of it.
 */
#pragma once

#include "logs/logs.h"
#include "logs/span.h"

/* A line as a format gets it: cut at MFP_LOG_LINE_MAX, no CR at its end. */
struct mfp_log_input {
    struct mfp_span text;
    size_t number;
};

/* A failure under way: what mfp_log_failure borrows, owned. Zeroed is nothing. */
struct mfp_finding {
    size_t line;
    enum mfp_stage stage;
    enum mfp_fault_kind fault;
    bool login_missing;
    char when[64];
    char host[MFP_LOG_NAME_SIZE], sender[MFP_LOG_NAME_SIZE], recipient[MFP_LOG_NAME_SIZE];
    char reply[MFP_LOG_REPLY_SIZE];
};

/* Who listens, and to which format. */
struct mfp_teller {
    mfp_log_callback *callback;
    void *context;
    const char *format;
};

/* The working side of a format. STATE is its own: zeroed at first, STATE_SIZE octets, plain. */
struct mfp_log_reader {
    size_t state_size;
    /* true: the line is of this format, whether it tells a failure or not. */
    bool (*line)(const struct mfp_teller *teller, void *state, const struct mfp_log_input *input);
    /* Another line came between: for a format whose lines belong together. May be NULL. */
    void (*interrupted)(const struct mfp_teller *teller, void *state);
    /* The log has ended. May be NULL. */
    void (*end)(const struct mfp_teller *teller, void *state);
};

/* One a format; logs.c lists them. */
extern const struct mfp_log_format mfp_log_curl, mfp_log_exchange, mfp_log_exim, mfp_log_msmtp,
    mfp_log_plain, mfp_log_postfix, mfp_log_ricoh, mfp_log_swaks;

void mfp_finding_begin(struct mfp_finding *finding, size_t line, struct mfp_span when);

/* Sets the reply, or the log's own words. Lines may stand apart by LF, by the two characters "\n",
 * or by a blank, as in "550-one 550 two". Control characters become '?'. */
void mfp_finding_reply(struct mfp_finding *finding, struct mfp_span text);

/* Adds a line to the reply. */
void mfp_finding_add_line(struct mfp_finding *finding, struct mfp_span line);

/* Copies a name without the "<>" around it. */
void mfp_finding_name(char name[MFP_LOG_NAME_SIZE], struct mfp_span text);

/* What ends a word of a reply in which something may have to be blanked. */
#define MFP_WORD_ENDS " \n:<>[](){},;'\""

/* True for a word in base64 as AUTH carries it. */
bool mfp_looks_encoded(struct mfp_span word);

/* The basic code at the beginning of TEXT that says no (4xx, 5xx), or 0. */
int mfp_reply_refusal(struct mfp_span text);

/* Words in base64 are blanked unless the stage is known not to be AUTH. */
void mfp_tell(const struct mfp_teller *teller, const struct mfp_finding *finding);
