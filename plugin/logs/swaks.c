/*
 * Transcripts of swaks: "<- " and " -> " in clear, "<~ " and " ~> " in TLS, "<** " and "<~* " for
 * what swaks did not expect, "*** " and "=== " for its own words.
 */
#include "core/reply.h"
#include "logs/reason.h"
#include "logs/talk.h"

struct swaks {
    struct mfp_talk talk;
    bool connecting; /* it could not connect; the next line says why: */
    struct mfp_finding failed;
};

static const struct mfp_span nowhen = {.at = "", .length = 0};

/* "*** Error connecting 0.0.0.0 to smtp.example.com:587:" and then "*** <tab>...: reason". */
static void on_connect_error(struct swaks *swaks, struct mfp_span note, size_t line)
{
    mfp_finding_begin(&swaks->failed, line, nowhen);
    swaks->failed.stage = MFP_STAGE_CONNECT;
    struct mfp_span to = mfp_span_after(note, " to ");
    if (mfp_span_ends(to, ":"))
        to.length--;
    mfp_finding_name(swaks->failed.host, to);
    mfp_finding_reply(&swaks->failed, note);
    swaks->connecting = true;
}

static void finish_connect(const struct mfp_teller *teller, struct swaks *swaks,
                           struct mfp_span reason)
{
    struct mfp_finding *failed = &swaks->failed;
    enum mfp_stage stage = MFP_STAGE_UNKNOWN;
    if (!swaks->connecting)
        return;
    swaks->connecting = false;
    failed->fault = mfp_reason_fault(reason, MFP_REASON_CLIENT, &stage);
    if (stage == MFP_STAGE_RESOLVE)
        failed->stage = stage;
    if (reason.length)
        mfp_finding_reply(failed, reason);
    mfp_tell(teller, failed);
}

/* Its own words; what failed follows from the words, and where from the dialogue. */
static void on_note(const struct mfp_teller *teller, struct swaks *swaks, struct mfp_span note,
                    const struct mfp_where *where)
{
    static const char *const errors[] = {
        "TLS startup failed",
        "Host did not advertise",
        "STARTTLS attempted but failed",
        "Auth not attempted",
        "Auth advertised but",
        "No authentication type succeeded",
        "Remote host closed connection",
        "Socket closed connection",
        "Child process closed connection",
    };
    enum mfp_stage stage = MFP_STAGE_UNKNOWN;
    for (size_t i = 0; i < sizeof(errors) / sizeof(errors[0]); i++) {
        if (!mfp_span_begins(note, errors[i]))
            continue;
        enum mfp_fault_kind fault = mfp_reason_fault(note, MFP_REASON_CLIENT, &stage);
        if (mfp_span_begins(note, "TLS startup failed") && !fault)
            fault = MFP_FAULT_TLS_HANDSHAKE;
        if (mfp_span_begins(note, "TLS startup failed"))
            stage = MFP_STAGE_TLS;
        mfp_talk_fault(teller, &swaks->talk, stage, fault, note, where);
        return;
    }
}

static void on_error(const struct mfp_teller *teller, struct swaks *swaks, struct mfp_span note,
                     const struct mfp_where *where)
{
    bool reason = mfp_span_begins(note, "\t");
    if (swaks->connecting) {
        finish_connect(teller, swaks, reason ? mfp_span_trim(note) : mfp_span_of(""));
    } else if (mfp_span_begins(note, "Error connecting")) {
        mfp_talk_end(teller, &swaks->talk);
        on_connect_error(swaks, note, where->line);
    } else {
        on_note(teller, swaks, note, where);
    }
}

/* What came from the server and was not what swaks waited for. */
static void on_unexpected(const struct mfp_teller *teller, struct swaks *swaks,
                          struct mfp_span line, const struct mfp_where *where)
{
    int code;
    bool last;
    if (mfp_reply_line(line.at, line.length, &code, &last))
        mfp_talk_reply(teller, &swaks->talk, line, where);
    else if (mfp_span_begins(line, "Timeout (") && mfp_span_has(line, "waiting for"))
        mfp_talk_fault(teller, &swaks->talk, MFP_STAGE_UNKNOWN, MFP_FAULT_TIMEOUT, line, where);
    else if (swaks->talk.stage == MFP_STAGE_GREETING && !swaks->talk.reading)
        mfp_talk_fault(teller, &swaks->talk, MFP_STAGE_GREETING, MFP_FAULT_NOT_SMTP, line, where);
}

/* "=== Trying smtp.example.com:587..." begins a transcript. */
static void on_info(const struct mfp_teller *teller, struct swaks *swaks, struct mfp_span info)
{
    if (mfp_span_begins(info, "Trying "))
        mfp_talk_begin(teller, &swaks->talk, mfp_span_between(info, "Trying ", "..."));
    else if (mfp_span_begins(info, "TLS started"))
        swaks->talk.stage = swaks->talk.due_count ? MFP_STAGE_GREETING : MFP_STAGE_TLS;
    else if (mfp_span_begins(info, "Connection closed with"))
        mfp_talk_end(teller, &swaks->talk);
}

/* What the line begins with: '>' sent, '<' received, '!' received and not expected, '*' an error,
 * '=' a note, and 0 for a line of something else. */
static char take_mark(struct mfp_span *line)
{
    static const struct {
        const char *mark;
        char kind;
    } marks[] = {
        {.mark = " -> ", .kind = '>'}, {.mark = " ~> ", .kind = '>'}, {.mark = "**> ", .kind = '>'},
        {.mark = "*~> ", .kind = '>'}, {.mark = "<- ", .kind = '<'},  {.mark = "<~ ", .kind = '<'},
        {.mark = "<** ", .kind = '!'}, {.mark = "<~* ", .kind = '!'}, {.mark = "*** ", .kind = '*'},
        {.mark = "=== ", .kind = '='},
    };
    for (size_t i = 0; i < sizeof(marks) / sizeof(marks[0]); i++) {
        if (!mfp_span_begins(*line, marks[i].mark))
            continue;
        *line = mfp_span_skip(*line, strlen(marks[i].mark));
        return marks[i].kind;
    }
    return '\0';
}

static bool read_line(const struct mfp_teller *teller, void *state,
                      const struct mfp_log_input *input)
{
    struct swaks *swaks = state;
    struct mfp_where where = {.line = input->number, .when = nowhen};
    struct mfp_span rest = input->text;
    char mark = take_mark(&rest);
    if (mark != '*')
        finish_connect(teller, swaks, mfp_span_of(""));
    if (mark == '*')
        on_error(teller, swaks, rest, &where);
    else if (mark == '=')
        on_info(teller, swaks, rest);
    else if (mark == '>')
        mfp_talk_command(teller, &swaks->talk, rest);
    else if (mark == '<')
        mfp_talk_reply(teller, &swaks->talk, mfp_span_trim(rest), &where);
    else if (mark == '!')
        on_unexpected(teller, swaks, rest, &where);
    return mark != '\0';
}

static void end(const struct mfp_teller *teller, void *state)
{
    struct swaks *swaks = state;
    finish_connect(teller, swaks, mfp_span_of(""));
    mfp_talk_end(teller, &swaks->talk);
}

static const struct mfp_log_reader reader = {
    .state_size = sizeof(struct swaks), .line = read_line, .end = end};

const struct mfp_log_format mfp_log_swaks = {
    .name = "swaks",
    .title = "swaks",
    .reads = "its transcripts, one after the other: what the server refused, and where the "
             "connection, TLS or the login came to nothing",
    .example = "<** 535 5.7.8 Error: authentication failed",
    .reader = &reader,
};
