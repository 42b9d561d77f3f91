/* Exim's main log: time, message id, and what happened. */
#include "logs/exim.h"

#include "core/reply.h"

enum mfp_stage mfp_exim_stage(struct mfp_span words)
{
    static const struct {
        const char *words;
        enum mfp_stage stage;
    } places[] = {
        {.words = "initial connection", .stage = MFP_STAGE_GREETING},
        {.words = "connection", .stage = MFP_STAGE_GREETING},
        {.words = "EHLO", .stage = MFP_STAGE_EHLO},
        {.words = "HELO", .stage = MFP_STAGE_EHLO},
        {.words = "LHLO", .stage = MFP_STAGE_EHLO},
        {.words = "STARTTLS", .stage = MFP_STAGE_STARTTLS},
        {.words = "AUTH", .stage = MFP_STAGE_AUTH},
        {.words = "MAIL", .stage = MFP_STAGE_MAIL},
        {.words = "RCPT", .stage = MFP_STAGE_RCPT},
        {.words = "DATA", .stage = MFP_STAGE_DATA},
        {.words = "BDAT", .stage = MFP_STAGE_BODY},
        {.words = "end of data", .stage = MFP_STAGE_BODY},
        {.words = "sending data block", .stage = MFP_STAGE_BODY},
        {.words = "after DATA", .stage = MFP_STAGE_BODY},
        {.words = "by local_scan", .stage = MFP_STAGE_BODY},
        {.words = "from <", .stage = MFP_STAGE_BODY}, /* "message too big" and its like */
        {.words = "QUIT", .stage = MFP_STAGE_QUIT},
    };
    if (mfp_span_begins(words, "*"))
        return MFP_STAGE_AUTH; /* what Exim does not show is a secret */
    if (mfp_span_begins(words, "pipelined "))
        words = mfp_span_skip(words, strlen("pipelined "));
    for (size_t i = 0; i < sizeof(places) / sizeof(places[0]); i++)
        if (mfp_span_begins_caseless(words, places[i].words))
            return places[i].stage;
    return MFP_STAGE_UNKNOWN;
}

/* "1tABCD-0000ab-2x", since 4.97 "1tABCD-00000000abc-2x3y" */
static size_t id_length(struct mfp_span text)
{
    size_t part[3] = {0}, parts = 0, length = 0;
    for (; length < text.length && parts < 3; length++) {
        char c = text.at[length];
        if (c == '-')
            parts++;
        else if ((c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z'))
            part[parts < 3 ? parts : 2]++;
        else
            break;
    }
    bool old = part[0] == 6 && part[1] == 6 && part[2] == 2;
    bool new = part[0] == 6 && part[1] == 11 && part[2] == 4;
    return parts == 2 && (old || new) ? length : 0;
}

/* Behind the time there may be a zone and the number of the process: log_selector. */
static struct mfp_span pass_extras(struct mfp_span text)
{
    int number;
    text = mfp_span_trim(text);
    if ((mfp_span_begins(text, "+") || mfp_span_begins(text, "-")) &&
        mfp_span_number(mfp_span_skip(text, 1), &number) == 4)
        text = mfp_span_trim(mfp_span_skip(text, 5));
    if (mfp_span_begins(text, "[") && mfp_span_number(mfp_span_skip(text, 1), &number))
        text = mfp_span_trim(mfp_span_after(text, "]"));
    return text;
}

/* Written to a file, or by syslog with a head in front and its own time or without. */
static bool split(const struct mfp_log_input *input, struct mfp_exim_line *line)
{
    struct mfp_head head;
    struct mfp_span text = input->text;
    bool by_syslog = mfp_head_parse(text, &head) && mfp_span_begins(head.program, "exim");
    if (by_syslog)
        text = head.text;
    size_t length = mfp_when_length(text);
    if (!by_syslog && (length < 19 || text.at[10] != ' '))
        return false;
    line->when = length ? mfp_span_first(text, length) : head.when;
    text = pass_extras(mfp_span_skip(text, length));
    line->id = mfp_span_first(text, id_length(text));
    line->text = mfp_span_trim(mfp_span_skip(text, line->id.length));
    line->number = input->number;
    return true;
}

/* Exim writes the lines of a refused login as they came: all but the first stand without time. */
static bool continues(struct mfp_exim *exim, struct mfp_span text)
{
    int code;
    bool last;
    struct mfp_session *message = mfp_session_find(&exim->messages, exim->unfinished);
    if (!exim->unfinished || !message || !message->holding ||
        !mfp_reply_line(text.at, text.length, &code, &last))
        return false;
    mfp_finding_add_line(&message->held, text);
    return true;
}

static bool read_line(const struct mfp_teller *teller, void *state,
                      const struct mfp_log_input *input)
{
    struct mfp_exim *exim = state;
    struct mfp_exim_line line;
    if (continues(exim, input->text))
        return true;
    exim->unfinished = 0;
    if (!split(input, &line))
        return false;
    if (mfp_exim_delivery(teller, state, &line) || mfp_exim_server(teller, state, &line))
        return true;
    return line.id.length > 0; /* other programs write the same kind of time */
}

static void end(const struct mfp_teller *teller, void *state)
{
    struct mfp_exim *exim = state;
    mfp_sessions_end(teller, &exim->messages);
}

static const struct mfp_log_reader reader = {
    .state_size = sizeof(struct mfp_exim), .line = read_line, .end = end};

const struct mfp_log_format mfp_log_exim = {
    .name = "exim",
    .title = "Exim",
    .reads = "the main log: deliveries that were deferred (==) or failed (**); what was rejected "
             "at MAIL, RCPT or after DATA; failed logins and TLS handshakes; time-outs",
    .example = "2026-11-25 10:00:00 1tFq2x-0003ab-2C ** bob@example.net R=dnslookup T=remote_smtp "
               "H=mx.example.net [192.0.2.25]: SMTP error from remote mail server after RCPT "
               "TO:<bob@example.net>: 550 5.1.1 User unknown",
    .reader = &reader,
};
