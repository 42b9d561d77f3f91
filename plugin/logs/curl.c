/*
 * What curl says of a transfer to smtp://: with -v ("< ", "> ", "* "), with --trace-ascii, with
 * --trace-time, and its last word ("curl: (67) Login denied").
 */
#include "logs/head.h"
#include "logs/reason.h"
#include "logs/talk.h"

#include <stdlib.h>

enum { ROW_MAX = MFP_LOG_REPLY_SIZE, COLUMNS = 64 };

enum section { SECTION_NONE, SECTION_INFO, SECTION_SENT, SECTION_RECEIVED, SECTION_OTHER };

struct curl {
    struct mfp_talk talk;
    enum section section; /* of --trace-ascii: whose rows follow */
    char row[ROW_MAX];    /* a line that its rows of 64 columns make up */
    size_t row_length, row_line;
    char when[16]; /* of the section */
    bool over;     /* the connection was closed: what comes next is another transfer */
    bool trying;   /* one address failed; another one may do: */
    struct mfp_finding failed;
    bool worded; /* the last word was said */
    bool last;   /* and is told if nothing says more: */
    struct mfp_finding word;
};

/* Lines with "* " that tell of a failure, by their beginning. Others are about what goes well, or
 * say in general what was said in particular. */
static bool tells_failure(struct mfp_span note)
{
    static const char *const beginnings[] = {
        "Could not resolve",
        "Couldn't resolve",
        "Resolving timed out",
        "Connection timed out",
        "Operation timed out",
        "SSL connection timeo",
        "SSL certificate pro",
        "SSL: ",
        "SSL_ERROR",
        "OpenSSL ",
        "TLS connect error",
        "LibreSSL ",
        "GnuTLS",
        "gnutls_handshake",
        "error:",
        "STARTTLS not supported",
        "No known authentication",
        "SASL: no auth mechanism",
        "Recv failure",
        "Send failure",
        "response reading f",
        "Connection died",
    };
    for (size_t i = 0; i < sizeof(beginnings) / sizeof(beginnings[0]); i++)
        if (mfp_span_begins(note, beginnings[i]))
            return true;
    return false;
}

static bool fails_to_connect(struct mfp_span note)
{
    return mfp_span_begins(note, "Failed to connect to ") || mfp_span_begins(note, "connect to ") ||
           (mfp_span_begins(note, "Immediate connect fail") && mfp_span_has(note, " for "));
}

/* The transfer is over: what is known of its failure is told, once. */
static void finish(const struct mfp_teller *teller, struct curl *curl)
{
    mfp_talk_settle(teller, &curl->talk);
    if (curl->last && curl->word.stage == MFP_STAGE_UNKNOWN)
        curl->word.stage = mfp_talk_stage(&curl->talk);
    if (!curl->talk.failed && (curl->trying || curl->last))
        mfp_tell(teller, curl->trying ? &curl->failed : &curl->word);
    curl->trying = curl->last = curl->worded = curl->over = false;
    mfp_talk_end(teller, &curl->talk);
}

/* The trace tells, or is about to tell, what failed. */
static bool is_known(const struct curl *curl)
{
    const struct mfp_talk *talk = &curl->talk;
    return talk->failed || curl->trying || (talk->reading && talk->code >= 400);
}

/* A new transfer. A last word that stands alone before it may be its own: see on_last_word. */
static void begin(const struct mfp_teller *teller, struct curl *curl)
{
    bool early = curl->talk.stage == MFP_STAGE_UNKNOWN || curl->talk.stage == MFP_STAGE_CONNECT;
    if (!curl->last || !early || is_known(curl))
        finish(teller, curl);
}

/* The reason stands with the address, "Failed to connect" without it: the first one is kept. */
static void on_no_connection(struct curl *curl, struct mfp_span note, const struct mfp_where *where)
{
    if (curl->trying && curl->failed.fault)
        return;
    mfp_finding_begin(&curl->failed, where->line, where->when);
    curl->failed.stage = MFP_STAGE_CONNECT;
    curl->failed.fault = mfp_reason_fault(note, MFP_REASON_CLIENT, &curl->failed.stage);
    struct mfp_span rest = mfp_span_after(note, " to ");
    if (mfp_span_begins(note, "Immediate"))
        rest = mfp_span_after(note, " for ");
    mfp_finding_name(curl->failed.host, mfp_span_word(&rest));
    mfp_finding_reply(&curl->failed, note);
    curl->trying = true;
}

static void on_note(const struct mfp_teller *teller, struct curl *curl, struct mfp_span note,
                    const struct mfp_where *where)
{
    enum mfp_stage stage = MFP_STAGE_UNKNOWN;
    note = mfp_span_trim(note);
    bool closing =
        mfp_span_begins(note, "Closing connection") || mfp_span_begins(note, "Connection #");
    bool fails = fails_to_connect(note) || tells_failure(note);
    if (curl->over && fails)
        begin(teller, curl);
    if (closing) {
        curl->over = true;
    } else if (mfp_span_begins(note, "Trying ") && !curl->trying) {
        begin(teller, curl);
        curl->talk.stage = MFP_STAGE_CONNECT;
    } else if (mfp_span_begins(note, "Connected to ")) {
        curl->trying = false;
        begin(teller, curl);
        mfp_talk_begin(teller, &curl->talk, mfp_span_between(note, "Connected to ", " port "));
    } else if (fails_to_connect(note)) {
        on_no_connection(curl, note, where);
    } else if (tells_failure(note)) {
        enum mfp_fault_kind fault = mfp_reason_fault(note, MFP_REASON_CLIENT, &stage);
        if (fault)
            mfp_talk_fault(teller, &curl->talk, stage, fault, note, where);
    }
}

/* "MAIL failed: 550": of a reply that was not shown, the code. */
static struct mfp_span code_in(struct mfp_span words)
{
    struct mfp_span code = mfp_span_after(words, "failed: ");
    if (!code.length)
        code = mfp_span_after(words, "denied: ");
    if (!code.length)
        code = mfp_span_after(words, "denied, code ");
    return mfp_reply_refusal(mfp_span_first(code, 3)) ? mfp_span_first(code, 3) : mfp_span_of("");
}

static enum mfp_stage stage_of_words(struct mfp_span words)
{
    if (mfp_span_begins(words, "MAIL failed"))
        return MFP_STAGE_MAIL;
    if (mfp_span_begins(words, "RCPT failed"))
        return MFP_STAGE_RCPT;
    if (mfp_span_begins(words, "DATA failed"))
        return MFP_STAGE_DATA;
    if (mfp_span_has(words, "STARTTLS denied"))
        return MFP_STAGE_STARTTLS;
    return mfp_span_begins(words, "Login denied") ? MFP_STAGE_AUTH : MFP_STAGE_UNKNOWN;
}

/* "curl: (67) Login denied": told only if the trace does not say more. In a file it may stand
 * before the end of the trace, since it goes another way. */
static void on_last_word(const struct mfp_teller *teller, struct curl *curl, struct mfp_span line,
                         const struct mfp_where *where)
{
    struct mfp_span words = mfp_span_after(line, ") ");
    struct mfp_span code = code_in(words);
    if (curl->worded)
        finish(teller, curl);
    curl->worded = true;
    if (is_known(curl))
        return;
    mfp_finding_begin(&curl->word, where->line, where->when);
    curl->word.stage = stage_of_words(words);
    curl->word.fault = mfp_reason_fault(words, MFP_REASON_CLIENT, &curl->word.stage);
    if (code.length)
        curl->word.fault = MFP_FAULT_NONE;
    mfp_finding_reply(&curl->word, code.length ? code : words);
    curl->last = true;
}

/* Rows of --trace-ascii: a line of more than 64 characters goes on in the next row. */
static void finish_row(const struct mfp_teller *teller, struct curl *curl)
{
    struct mfp_where where = {.line = curl->row_line, .when = mfp_span_of(curl->when)};
    struct mfp_span line = mfp_span(curl->row, curl->row_length);
    if (!curl->row_length)
        return;
    if (curl->section == SECTION_SENT)
        mfp_talk_command(teller, &curl->talk, line);
    else if (curl->section == SECTION_RECEIVED)
        mfp_talk_reply(teller, &curl->talk, line, &where);
    curl->row_length = 0;
}

static void on_row(const struct mfp_teller *teller, struct curl *curl, struct mfp_span columns,
                   size_t line)
{
    size_t room = ROW_MAX - curl->row_length;
    struct mfp_span part = mfp_span_first(columns, room);
    if (!curl->row_length)
        curl->row_line = line;
    memcpy(curl->row + curl->row_length, part.at, part.length);
    curl->row_length += part.length;
    if (columns.length < COLUMNS)
        finish_row(teller, curl);
}

/* "0040: text": four hexadecimal digits. */
static bool is_row(struct mfp_span line)
{
    for (size_t i = 0; i < 4; i++)
        if (i >= line.length || !strchr("0123456789abcdef", line.at[i]) || !line.at[i])
            return false;
    return mfp_span_begins(mfp_span_skip(line, 4), ": ");
}

static bool read_trace(const struct mfp_teller *teller, struct curl *curl, struct mfp_span line,
                       const struct mfp_where *where)
{
    static const struct {
        const char *head;
        enum section section;
    } sections[] = {
        {.head = "== Info: ", .section = SECTION_INFO},
        {.head = "=> Send header", .section = SECTION_SENT},
        {.head = "<= Recv header", .section = SECTION_RECEIVED},
        {.head = "=> Send ", .section = SECTION_OTHER},
        {.head = "<= Recv ", .section = SECTION_OTHER},
    };
    if (curl->section != SECTION_NONE && is_row(line)) {
        on_row(teller, curl, mfp_span_skip(line, 6), where->line);
        return true;
    }
    for (size_t i = 0; i < sizeof(sections) / sizeof(sections[0]); i++) {
        if (!mfp_span_begins(line, sections[i].head))
            continue;
        finish_row(teller, curl);
        curl->section = sections[i].section;
        mfp_span_copy(curl->when, sizeof(curl->when), where->when);
        if (curl->section == SECTION_INFO)
            on_note(teller, curl, mfp_span_skip(line, strlen(sections[i].head)), where);
        return true;
    }
    return false;
}

/* A progress meter shares the terminal: "  0     0 --:--:-- --:--:--     0< 220 ...". */
static struct mfp_span pass_meter(struct mfp_span line)
{
    size_t at = mfp_span_find_last(line, "--:--:--");
    struct mfp_span rest = mfp_span_skip(line, at + strlen("--:--:--"));
    size_t blank = 0;
    if (at == line.length)
        return line;
    while (blank < rest.length && strchr(" 0123456789kMG\r", rest.at[blank]) && rest.at[blank])
        blank++;
    return mfp_span_skip(rest, blank);
}

static bool is_sent_or_received(struct mfp_span line)
{
    int number;
    return (mfp_span_begins(line, "> ") && line.length > 5) ||
           (mfp_span_begins(line, "< ") && mfp_span_number(mfp_span_skip(line, 2), &number) == 3);
}

static bool read_line(const struct mfp_teller *teller, void *state,
                      const struct mfp_log_input *input)
{
    struct curl *curl = state;
    struct mfp_span line = pass_meter(input->text);
    /* --trace-time: "10:00:00.123456 < 220 ..." */
    int number;
    struct mfp_span when = mfp_span_first(line, 15);
    bool timed = line.length > 16 && mfp_span_number(line, &number) == 2 && line.at[2] == ':' &&
                 line.at[8] == '.' && line.at[15] == ' ';
    struct mfp_where where = {.line = input->number, .when = timed ? when : mfp_span_of("")};
    if (timed)
        line = mfp_span_skip(line, 16);
    if (read_trace(teller, curl, line, &where))
        return true;
    if (mfp_span_begins(line, "curl: ("))
        on_last_word(teller, curl, line, &where);
    else if (mfp_span_begins(line, "* "))
        on_note(teller, curl, mfp_span_skip(line, 2), &where);
    else if (is_sent_or_received(line) && line.at[0] == '>')
        mfp_talk_command(teller, &curl->talk, mfp_span_skip(line, 2));
    else if (is_sent_or_received(line))
        mfp_talk_reply(teller, &curl->talk, mfp_span_skip(line, 2), &where);
    else
        return false;
    return true;
}

static void end(const struct mfp_teller *teller, void *state)
{
    struct curl *curl = state;
    finish_row(teller, curl);
    finish(teller, curl);
}

static const struct mfp_log_reader reader = {
    .state_size = sizeof(struct curl), .line = read_line, .end = end};

const struct mfp_log_format mfp_log_curl = {
    .name = "curl",
    .title = "curl",
    .reads = "the output of -v and of --trace-ascii for smtp:// and smtps://, and the last word "
             "of curl where it is alone",
    .example = "< 535 5.7.8 Error: authentication failed",
    .reader = &reader,
};
