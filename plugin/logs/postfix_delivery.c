/* Postfix delivers: one line 'status=...' a recipient, and lines about single attempts before it.
 */
#include "logs/postfix.h"

#include "logs/reason.h"

/* Where the client was, as it writes it behind "in reply to" and "while". */
static enum mfp_stage stage_of(struct mfp_span words)
{
    static const struct {
        const char *words;
        enum mfp_stage stage;
    } places[] = {
        {.words = "initial server greeting", .stage = MFP_STAGE_GREETING},
        {.words = "initial protocol handshake", .stage = MFP_STAGE_EHLO},
        {.words = "LO handshake", .stage = MFP_STAGE_EHLO},
        {.words = "LO command", .stage = MFP_STAGE_EHLO},
        {.words = "STARTTLS", .stage = MFP_STAGE_STARTTLS},
        {.words = "AUTH", .stage = MFP_STAGE_AUTH},
        {.words = "MAIL FROM", .stage = MFP_STAGE_MAIL},
        {.words = "RCPT TO", .stage = MFP_STAGE_RCPT},
        {.words = "end of DATA", .stage = MFP_STAGE_BODY},
        {.words = "end of data", .stage = MFP_STAGE_BODY},
        {.words = "message body", .stage = MFP_STAGE_BODY},
        {.words = "DATA", .stage = MFP_STAGE_DATA},
        {.words = "QUIT", .stage = MFP_STAGE_QUIT},
    };
    for (size_t i = 0; i < sizeof(places) / sizeof(places[0]); i++)
        if (mfp_span_has(words, places[i].words))
            return places[i].stage;
    return MFP_STAGE_UNKNOWN;
}

/* Forms in which a reply of the other server is quoted, and the stage that each stands for. */
static bool find_reply(struct mfp_finding *finding, struct mfp_span words)
{
    static const struct {
        const char *before;
        enum mfp_stage stage;
    } forms[] = {
        {.before = " refused to talk to me: ", .stage = MFP_STAGE_GREETING},
        {.before = " refused to start TLS: ", .stage = MFP_STAGE_STARTTLS},
        {.before = " said: ", .stage = MFP_STAGE_UNKNOWN},
    };
    static const char cause[] = " (in reply to ";
    for (size_t i = 0; i < sizeof(forms) / sizeof(forms[0]); i++) {
        if (!mfp_span_has(words, forms[i].before))
            continue;
        struct mfp_span reply = mfp_span_after(words, forms[i].before);
        size_t tail = mfp_span_find_last(reply, cause);
        finding->stage = mfp_span_begins(words, "SASL ") ? MFP_STAGE_AUTH : forms[i].stage;
        if (finding->stage == MFP_STAGE_UNKNOWN)
            finding->stage = stage_of(mfp_span_skip(reply, tail));
        if (finding->stage == MFP_STAGE_GREETING &&
            (mfp_span_has(reply, "EHLO") || mfp_span_has(reply, "HELO")))
            finding->stage = MFP_STAGE_EHLO; /* it writes the same for both */
        mfp_finding_reply(finding, mfp_span_first(reply, tail));
        return true;
    }
    return false;
}

static void find_fault(struct mfp_finding *finding, struct mfp_span words)
{
    struct mfp_span where = mfp_span_after(words, " while ");
    if (where.length)
        finding->stage = stage_of(where);
    else if (mfp_span_begins(words, "connect to "))
        finding->stage = MFP_STAGE_CONNECT;
    else if (mfp_span_begins(words, "SSL_connect"))
        finding->stage = MFP_STAGE_TLS;
    else if (mfp_span_begins(words, "SASL "))
        finding->stage = MFP_STAGE_AUTH;
    else if (mfp_span_begins(words, "message size "))
        finding->stage = MFP_STAGE_MAIL; /* it compares with the server's SIZE */
    finding->fault = mfp_reason_fault(words, MFP_REASON_CLIENT, &finding->stage);
    mfp_finding_reply(finding, words);
}

/* The host of "host H[IP] said", "connect to H[IP]:25", "lost connection with H[IP]". */
static void find_host(struct mfp_finding *finding, struct mfp_span words)
{
    static const char *const before[] = {"connect to ", "with ", "server ", "host "};
    for (size_t i = 0; i < sizeof(before) / sizeof(before[0]) && !finding->host[0]; i++) {
        struct mfp_span host = mfp_span_after(words, before[i]);
        size_t end = mfp_span_find(host, "]");
        if (end < host.length && mfp_span_find(host, " ") > end)
            mfp_finding_name(finding->host, mfp_span_first(host, end + 1));
    }
}

static void find(struct mfp_finding *finding, struct mfp_span words)
{
    static const char suspended[] = "delivery temporarily suspended: ";
    if (mfp_span_begins(words, suspended))
        words = mfp_span_skip(words, sizeof(suspended) - 1);
    find_host(finding, words);
    if (!find_reply(finding, words))
        find_fault(finding, words);
}

/* What a failed handshake was about stands in lines before: the status says only that it failed. */
static void take_tls_reason(struct mfp_finding *finding, const struct mfp_session *process)
{
    bool vague = finding->fault == MFP_FAULT_TLS_HANDSHAKE ||
                 finding->fault == MFP_FAULT_CERT_INVALID ||
                 finding->fault == MFP_FAULT_CERT_UNKNOWN_CA;
    if (!vague || process->held.stage != MFP_STAGE_TLS || !process->held.fault)
        return;
    finding->fault = process->held.fault;
    memcpy(finding->reply, process->held.reply, sizeof(finding->reply));
}

static bool says_failed(struct mfp_span status)
{
    /* Not "undeliverable": that is Postfix asking for an address, and no message. */
    static const char *const failures[] = {"deferred", "bounced", "expired", "softbounce"};
    for (size_t i = 0; i < sizeof(failures) / sizeof(failures[0]); i++)
        if (mfp_span_begins_caseless(status, failures[i]))
            return true;
    return false;
}

/* "bounced (words)", or "expired, returned to sender" */
static struct mfp_span words_of(struct mfp_span status)
{
    struct mfp_span words = mfp_span_after(status, " (");
    if (!words.length)
        return status;
    if (mfp_span_ends(words, ")"))
        words.length--;
    return words;
}

static void on_status(const struct mfp_teller *teller, struct mfp_postfix *postfix,
                      const struct mfp_postfix_line *line, struct mfp_span status)
{
    struct mfp_finding *finding = &postfix->finding;
    struct mfp_session *process = mfp_session_find(&postfix->processes, line->process);
    if (process)
        process->holding = false; /* this line tells what came of it */
    if (!says_failed(status))
        return;
    struct mfp_span relay = mfp_span_between(line->text, "relay=", ",");
    mfp_finding_begin(finding, line->number, line->head.when);
    if (mfp_span_begins(line->text, "from=<"))
        mfp_finding_name(finding->sender, mfp_span_between(line->text, "from=<", ">"));
    mfp_finding_name(finding->recipient, mfp_span_between(line->text, "to=<", ">"));
    if (!mfp_span_is(relay, "none"))
        mfp_finding_name(finding->host, relay);
    find(finding, words_of(status));
    if (process)
        take_tls_reason(finding, process);
    mfp_tell(teller, finding);
}

/* An attempt: another server, or another try, may still succeed. So it is held until the status of
 * the message is known, and told if the log ends before. */
static void on_attempt(const struct mfp_teller *teller, struct mfp_postfix *postfix,
                       const struct mfp_postfix_line *line)
{
    static const char *const beginnings[] = {
        "host ",
        "connect to ",
        "lost connection with ",
        "conversation with ",
        "SASL ",
        "Cannot start TLS",
        "TLS is required",
        "SSL_connect error",
        "TLS library",
        "certificate verification failed",
        "Server certificate ",
        "server certificate verification failed",
    };
    for (size_t i = 0; i < sizeof(beginnings) / sizeof(beginnings[0]); i++) {
        if (!mfp_span_begins(line->text, beginnings[i]))
            continue;
        struct mfp_finding *finding = &postfix->finding;
        struct mfp_session *process = mfp_session_open(teller, &postfix->processes, line->process);
        mfp_finding_begin(finding, line->number, line->head.when);
        find(finding, line->text);
        if (process->holding)
            take_tls_reason(finding, process);
        /* "SASL authentication failure: ..." of the library: its words say little. */
        if (finding->stage == MFP_STAGE_UNKNOWN && !finding->fault)
            return;
        process->held = *finding;
        process->holding = true;
        return;
    }
}

void mfp_postfix_delivery(const struct mfp_teller *teller, struct mfp_postfix *postfix,
                          const struct mfp_postfix_line *line)
{
    size_t at = mfp_span_find(line->text, " status=");
    if (at < line->text.length && mfp_span_has(line->text, "=<"))
        on_status(teller, postfix, line, mfp_span_skip(line->text, at + strlen(" status=")));
    else
        on_attempt(teller, postfix, line);
}
