/* Postfix: which program wrote a line, and to which side it belongs. */
#include "logs/postfix.h"

static bool is_any(struct mfp_span word, const char *const *words)
{
    for (; *words; words++)
        if (mfp_span_is(word, *words))
            return true;
    return false;
}

static bool delivers(struct mfp_span daemon)
{
    static const char *const daemons[] = {"smtp",  "lmtp", "local", "virtual", "pipe", "error",
                                          "retry", "qmgr", "nqmgr", "oqmgr",   NULL};
    return is_any(daemon, daemons);
}

static bool serves(struct mfp_span daemon)
{
    static const char *const daemons[] = {"smtpd", "postscreen", "cleanup", "tlsproxy", NULL};
    return is_any(daemon, daemons);
}

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

/* "4F1A2B3C4D: ", "4Zk1Bz2Xw3z9: ", "NOQUEUE: ". An id has digits: "reject: " is none. */
static struct mfp_span without_queue_id(struct mfp_span text)
{
    size_t length = 0, digits = 0;
    for (; length < text.length; length++) {
        char c = text.at[length];
        if (!is_digit(c) && !(c >= 'A' && c <= 'Z') && !(c >= 'a' && c <= 'z'))
            break;
        digits += is_digit(c) ? 1 : 0;
    }
    struct mfp_span rest = mfp_span_skip(text, length);
    bool is_id = (digits && length > 4) || mfp_span_is(mfp_span_first(text, length), "NOQUEUE");
    return is_id && mfp_span_begins(rest, ": ") ? mfp_span_skip(rest, 2) : text;
}

static struct mfp_span without_level(struct mfp_span text)
{
    static const char *const levels[] = {"info: ", "warning: ", "error: ", "fatal: "};
    for (size_t i = 0; i < sizeof(levels) / sizeof(levels[0]); i++)
        if (mfp_span_begins(text, levels[i]))
            return mfp_span_skip(text, strlen(levels[i]));
    return text;
}

static bool split(const struct mfp_log_input *input, struct mfp_postfix_line *line)
{
    if (!mfp_head_parse(input->text, &line->head))
        return false;
    size_t slash = mfp_span_find_last(line->head.program, "/");
    if (slash == line->head.program.length)
        return false;
    line->daemon = mfp_span_skip(line->head.program, slash + 1);
    line->text = without_queue_id(without_level(without_queue_id(line->head.text)));
    line->number = input->number;
    line->process = mfp_span_hash(line->head.pid, mfp_span_hash(line->head.host, 0));
    return true;
}

static bool read_line(const struct mfp_teller *teller, void *state,
                      const struct mfp_log_input *input)
{
    struct mfp_postfix_line line;
    if (!split(input, &line))
        return false;
    if (delivers(line.daemon))
        mfp_postfix_delivery(teller, state, &line);
    else if (serves(line.daemon))
        mfp_postfix_server(teller, state, &line);
    else
        return mfp_span_has(line.head.program, "postfix");
    return true;
}

static void end(const struct mfp_teller *teller, void *state)
{
    struct mfp_postfix *postfix = state;
    mfp_sessions_end(teller, &postfix->processes);
}

static const struct mfp_log_reader reader = {
    .state_size = sizeof(struct mfp_postfix), .line = read_line, .end = end};

const struct mfp_log_format mfp_log_postfix = {
    .name = "postfix",
    .title = "Postfix",
    .reads = "deliveries that were deferred, bounced or expired; what smtpd, postscreen, cleanup "
             "and milters rejected; failed logins and TLS handshakes; connections that were lost",
    .example = "Nov 25 10:00:00 mail postfix/smtp[812]: 4F1A2B3C4D: to=<bob@example.net>, "
               "relay=mx.example.net[192.0.2.25]:25, delay=0.5, delays=0.1/0/0.2/0.2, dsn=5.1.1, "
               "status=bounced (host mx.example.net[192.0.2.25] said: 550 5.1.1 User unknown (in "
               "reply to RCPT TO command))",
    .reader = &reader,
};
