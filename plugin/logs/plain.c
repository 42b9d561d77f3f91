/* Any other log: lines that begin with a reply code, at once or behind a syslog head. */
#include "core/reply.h"
#include "logs/format.h"
#include "logs/head.h"

struct plain {
    bool reading; /* a reply whose last line has not come: */
    int code;
    uint64_t source;
    struct mfp_finding finding;
};

static void finish(const struct mfp_teller *teller, void *state)
{
    struct plain *plain = state;
    if (plain->reading)
        mfp_tell(teller, &plain->finding);
    plain->reading = false;
}

/* Numbers begin other lines too: SMTP has no codes but those of RFC 5321 section 4.2.1 (the second
 * digit up to 5) and a few 57x, and 404 is a web server's. */
static bool is_refusal(struct mfp_span line, int *code, bool *last)
{
    if (!mfp_reply_line(line.at, line.length, code, last) || *code < 400 || *code == 404)
        return false;
    int subject = *code / 10 % 10;
    return (subject < 6 || subject == 7) && mfp_span_trim(mfp_span_skip(line, 3)).length > 0;
}

/* Takes time, host and program off LINE. Returns who wrote it, 0 if it does not say. */
static uint64_t take_head(struct mfp_span *line, struct mfp_span *when)
{
    struct mfp_head head;
    *when = mfp_span_first(*line, mfp_when_length(*line));
    if (!mfp_head_parse(*line, &head)) {
        *line = mfp_span_trim(mfp_span_skip(*line, when->length));
        return 0;
    }
    /* "2026-11-25 10:00:00 550 ...": what looks like a host is the code. */
    struct mfp_span rest = mfp_span_trim(mfp_span_skip(*line, when->length));
    *when = head.when;
    *line = mfp_reply_refusal(rest) ? rest : mfp_span_trim(head.text);
    return mfp_span_hash(head.pid, mfp_span_hash(head.program, mfp_span_hash(head.host, 0)));
}

static bool read_line(const struct mfp_teller *teller, void *state,
                      const struct mfp_log_input *input)
{
    struct plain *plain = state;
    struct mfp_span line = input->text, when;
    int code;
    bool last;
    uint64_t source = take_head(&line, &when);
    bool refusal = is_refusal(line, &code, &last);
    if (!refusal || plain->code != code || plain->source != source)
        finish(teller, plain);
    if (!refusal)
        return false;
    if (!plain->reading)
        mfp_finding_begin(&plain->finding, input->number, when);
    plain->reading = true;
    plain->code = code;
    plain->source = source;
    mfp_finding_add_line(&plain->finding, line);
    if (last)
        finish(teller, plain);
    return true;
}

static const struct mfp_log_reader reader = {
    .state_size = sizeof(struct plain), .line = read_line, .interrupted = finish, .end = finish};

const struct mfp_log_format mfp_log_plain = {
    .name = "plain",
    .title = "Replies",
    .reads = "lines that begin with a reply code 4xx or 5xx, at once or behind time, host and "
             "program; lines of one reply (550-, 550) are put together",
    .example = "550 5.1.1 <bob@example.net>: Recipient address rejected: User unknown",
    .reader = &reader,
};
