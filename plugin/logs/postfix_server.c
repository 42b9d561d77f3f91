/* Postfix serves: what it refuses to a device, and connections that end before their time. */
#include "logs/postfix.h"

#include "logs/reason.h"

/* The protocol state as smtpd writes it behind "reject:" and "after". */
static enum mfp_stage stage_of(struct mfp_span state)
{
    static const struct {
        const char *state;
        enum mfp_stage stage;
    } states[] = {
        {.state = "CONNECT", .stage = MFP_STAGE_GREETING},
        {.state = "EHLO", .stage = MFP_STAGE_EHLO},
        {.state = "HELO", .stage = MFP_STAGE_EHLO},
        {.state = "STARTTLS", .stage = MFP_STAGE_STARTTLS},
        {.state = "AUTH", .stage = MFP_STAGE_AUTH},
        {.state = "MAIL", .stage = MFP_STAGE_MAIL},
        {.state = "RCPT", .stage = MFP_STAGE_RCPT},
        {.state = "DATA", .stage = MFP_STAGE_DATA},
        {.state = "BDAT", .stage = MFP_STAGE_BODY},
        {.state = "END-OF-MESSAGE", .stage = MFP_STAGE_BODY},
        {.state = "header", .stage = MFP_STAGE_BODY},
        {.state = "body", .stage = MFP_STAGE_BODY},
        {.state = "mime-error", .stage = MFP_STAGE_BODY},
        {.state = "QUIT", .stage = MFP_STAGE_QUIT},
    };
    struct mfp_span word = mfp_span_word(&state);
    for (size_t i = 0; i < sizeof(states) / sizeof(states[0]); i++)
        if (mfp_span_begins(word, states[i].state))
            return states[i].stage;
    return MFP_STAGE_UNKNOWN;
}

/* "unknown[192.0.2.10]", "[192.0.2.10]:50123": up to the bracket, since IPv6 has colons. */
static struct mfp_span client_of(struct mfp_span text)
{
    return mfp_span_first(text, mfp_span_find(text, "]") + 1);
}

/* "; from=<a> to=<b> proto=ESMTP helo=<c>", also with commas. */
static struct mfp_span take_envelope(struct mfp_finding *finding, struct mfp_span text)
{
    static const char *const begins[] = {"; from=<", "; to=<", "; proto="};
    size_t at = text.length;
    for (size_t i = 0; i < sizeof(begins) / sizeof(begins[0]) && at == text.length; i++)
        at = mfp_span_find_last(text, begins[i]);
    struct mfp_span envelope = mfp_span_skip(text, at);
    mfp_finding_name(finding->sender, mfp_span_between(envelope, "from=<", ">"));
    mfp_finding_name(finding->recipient, mfp_span_between(envelope, " to=<", ">"));
    return mfp_span_first(text, at);
}

static void begin(struct mfp_postfix *postfix, const struct mfp_postfix_line *line,
                  enum mfp_stage stage, struct mfp_span client)
{
    mfp_finding_begin(&postfix->finding, line->number, line->head.when);
    postfix->finding.stage = stage;
    mfp_finding_name(postfix->finding.host, client_of(client));
}

static void tell(const struct mfp_teller *teller, struct mfp_postfix *postfix,
                 const struct mfp_postfix_line *line)
{
    struct mfp_session *process = mfp_session_open(teller, &postfix->processes, line->process);
    mfp_session_tell(teller, process, &postfix->finding);
}

/* A client that is refused at CONNECT may go on, and is refused the same way at each command. One
 * that is refused at EHLO may succeed with HELO: its session tells at its end. */
static void tell_reject(const struct mfp_teller *teller, struct mfp_postfix *postfix,
                        const struct mfp_postfix_line *line, bool at_ehlo)
{
    struct mfp_finding *finding = &postfix->finding;
    struct mfp_session *process = mfp_session_open(teller, &postfix->processes, line->process);
    uint64_t hash = mfp_span_hash(mfp_span_of(finding->reply),
                                  mfp_span_hash(mfp_span_of(finding->recipient), 0));
    bool known = process->begun && process->told && process->last == hash;
    process->last = hash;
    if (known)
        return;
    process->held = *finding;
    process->holding = true;
    if (!process->begun || !at_ehlo)
        mfp_session_release(teller, process);
}

/* "header Subject: words from H[IP]; from=<a> to=<b> proto=ESMTP helo=<c>: 5.7.1 reason" */
static bool find_content_reject(struct mfp_postfix *postfix, const struct mfp_postfix_line *line,
                                struct mfp_span text)
{
    struct mfp_span tail = mfp_span_after(mfp_span_after(text, "; from=<"), " helo=<");
    struct mfp_span reason = mfp_span_after(tail, ">: ");
    if (!reason.length || stage_of(text) != MFP_STAGE_BODY)
        return false;
    struct mfp_span front = mfp_span_before(text, "; from=<");
    struct mfp_span client = mfp_span_skip(front, mfp_span_find_last(front, " from "));
    begin(postfix, line, MFP_STAGE_BODY, mfp_span_trim(mfp_span_after(client, " from ")));
    take_envelope(&postfix->finding, mfp_span_before(text, ">: "));
    mfp_finding_reply(&postfix->finding, reason);
    return true;
}

/* "RCPT from H[IP]: 554 5.7.1 <b>: Relay access denied; from=<a> to=<b> proto=ESMTP helo=<c>" */
static void find_reject(struct mfp_postfix *postfix, const struct mfp_postfix_line *line,
                        struct mfp_span text)
{
    if (find_content_reject(postfix, line, text))
        return;
    struct mfp_span client = mfp_span_after(text, " from ");
    bool named = client.length && mfp_span_find(text, " from ") < mfp_span_find(text, ": ");
    struct mfp_span rest = mfp_span_skip(client, client_of(client).length);
    if (!named)
        rest = text;
    begin(postfix, line, stage_of(text), named ? client : mfp_span_of(""));
    rest = take_envelope(&postfix->finding, rest);
    mfp_finding_reply(&postfix->finding, mfp_span_after(rest, ": "));
}

/* The reason is a word of the library; some write a challenge in base64 there, and newer Postfix
 * the user's name behind it. */
static void on_login(const struct mfp_teller *teller, struct mfp_postfix *postfix,
                     const struct mfp_postfix_line *line)
{
    struct mfp_span words = mfp_span_after(line->text, "]: ");
    words = mfp_span_before(words, ", sasl_username=");
    size_t colon = mfp_span_find_last(words, ": ");
    if (mfp_looks_encoded(mfp_span_trim(mfp_span_skip(words, colon + 1))))
        words = mfp_span_first(words, colon);
    struct mfp_session *process = mfp_session_open(teller, &postfix->processes, line->process);
    if (process->begun && process->told)
        return; /* the same device with the next mechanism */
    begin(postfix, line, MFP_STAGE_AUTH, line->text);
    postfix->finding.fault =
        mfp_span_has(words, "aborted") ? MFP_FAULT_AUTH_BROKEN : MFP_FAULT_NONE;
    mfp_finding_reply(&postfix->finding, words);
    mfp_session_tell(teller, process, &postfix->finding);
}

/* "SSL_accept error from H[IP]: -1": why, the library says in the next line. */
static void on_handshake(const struct mfp_teller *teller, struct mfp_postfix *postfix,
                         const struct mfp_postfix_line *line)
{
    struct mfp_session *process = mfp_session_open(teller, &postfix->processes, line->process);
    begin(postfix, line, MFP_STAGE_TLS, mfp_span_after(line->text, " from "));
    postfix->finding.fault = mfp_reason_fault(mfp_span_after(line->text, "]: "), MFP_REASON_SERVER,
                                              &postfix->finding.stage);
    if (!postfix->finding.fault)
        postfix->finding.fault = MFP_FAULT_TLS_HANDSHAKE;
    mfp_finding_reply(&postfix->finding, line->text);
    process->held = postfix->finding;
    process->holding = !process->told;
}

static void on_library(const struct mfp_teller *teller, struct mfp_postfix *postfix,
                       const struct mfp_postfix_line *line)
{
    struct mfp_session *process = mfp_session_open(teller, &postfix->processes, line->process);
    if (process->told && !process->holding)
        return; /* the library has more to say than one reason */
    begin(postfix, line, MFP_STAGE_TLS, mfp_span_of(""));
    postfix->finding.fault =
        mfp_reason_fault(line->text, MFP_REASON_SERVER, &postfix->finding.stage);
    mfp_finding_reply(&postfix->finding, line->text);
    if (process->holding)
        memcpy(postfix->finding.host, process->held.host, sizeof(process->held.host));
    mfp_session_tell(teller, process, &postfix->finding);
}

/* "lost connection after AUTH from H[IP]", "timeout after DATA (812 bytes) from H[IP]": what comes
 * of a failure told before, or else one itself. */
static void on_break(const struct mfp_teller *teller, struct mfp_postfix *postfix,
                     const struct mfp_postfix_line *line, enum mfp_fault_kind fault)
{
    struct mfp_span state = mfp_span_after(line->text, " after ");
    struct mfp_session *process = mfp_session_find(&postfix->processes, line->process);
    enum mfp_stage stage = stage_of(state);
    if (process && (process->told || process->holding)) {
        mfp_session_release(teller, process);
        return;
    }
    /* Monitors and port scanners connect and go; behind END-OF-MESSAGE all is done. */
    if (stage == MFP_STAGE_UNKNOWN || stage == MFP_STAGE_QUIT ||
        mfp_span_begins(state, "END-OF-MESSAGE") ||
        (stage == MFP_STAGE_GREETING && fault != MFP_FAULT_TIMEOUT))
        return;
    if (stage == MFP_STAGE_STARTTLS)
        stage = MFP_STAGE_TLS;
    if (mfp_span_begins(state, "DATA ("))
        stage = MFP_STAGE_BODY;
    begin(postfix, line, stage, mfp_span_after(state, " from "));
    postfix->finding.fault = fault;
    mfp_finding_reply(&postfix->finding, mfp_span_before(line->text, " from "));
    tell(teller, postfix, line);
}

/* A device that begins TLS where a greeting was to be read: the record's head in octal. */
static void on_pipelining(const struct mfp_teller *teller, struct mfp_postfix *postfix,
                          const struct mfp_postfix_line *line)
{
    struct mfp_span client = mfp_span_after(line->text, " from ");
    if (!mfp_span_begins(mfp_span_after(client, "]: "), "\\026\\003"))
        return;
    begin(postfix, line, MFP_STAGE_TLS, client);
    postfix->finding.fault = MFP_FAULT_TLS_CLEARTEXT;
    mfp_finding_reply(&postfix->finding, mfp_span_before(line->text, " from "));
    tell(teller, postfix, line);
}

/* Lines that stand for a refusal without quoting the reply. */
static bool find_refusal(struct mfp_postfix *postfix, const struct mfp_postfix_line *line)
{
    static const struct {
        const char *words;
        enum mfp_stage stage;
    } refusals[] = {
        {.words = "rate limit exceeded: ", .stage = MFP_STAGE_UNKNOWN},
        {.words = "concurrency limit exceeded: ", .stage = MFP_STAGE_GREETING},
        {.words = "queue file size limit exceeded", .stage = MFP_STAGE_BODY},
        {.words = "exceeds message size limit", .stage = MFP_STAGE_BODY},
        {.words = "no SASL authentication mechanisms", .stage = MFP_STAGE_AUTH},
        {.words = "SASL: Connect to ", .stage = MFP_STAGE_AUTH},
        {.words = "Refusing STARTTLS request", .stage = MFP_STAGE_STARTTLS},
        {.words = "Refusing TLS service request", .stage = MFP_STAGE_TLS},
        {.words = "Wrapper-mode request dropped", .stage = MFP_STAGE_TLS},
        {.words = "abort: TLS from ", .stage = MFP_STAGE_TLS},
        {.words = " in MAIL command: ", .stage = MFP_STAGE_MAIL},
        {.words = " in RCPT command: ", .stage = MFP_STAGE_RCPT},
    };
    for (size_t i = 0; i < sizeof(refusals) / sizeof(refusals[0]); i++) {
        if (!mfp_span_has(line->text, refusals[i].words))
            continue;
        begin(postfix, line, refusals[i].stage, mfp_span_after(line->text, " from "));
        if (mfp_span_has(line->text, "No client certificate"))
            postfix->finding.fault = MFP_FAULT_TLS_CLIENT_CERT;
        mfp_finding_reply(&postfix->finding, mfp_span_before(line->text, " command: "));
        return true;
    }
    return false;
}

/* "reject: ", "milter-reject: ", "proxy-reject: "; not "reject_warning: ". */
static struct mfp_span reject_of(struct mfp_span text)
{
    static const char *const verbs[] = {"reject: ", "milter-reject: ", "proxy-reject: "};
    for (size_t i = 0; i < sizeof(verbs) / sizeof(verbs[0]); i++)
        if (mfp_span_begins(text, verbs[i]))
            return mfp_span_skip(text, strlen(verbs[i]));
    return mfp_span_of("");
}

static void on_quiet_refusal(const struct mfp_teller *teller, struct mfp_postfix *postfix,
                             const struct mfp_postfix_line *line)
{
    struct mfp_session *process = mfp_session_find(&postfix->processes, line->process);
    if (!(process && process->told) && find_refusal(postfix, line))
        tell(teller, postfix, line);
}

/* "disconnect from H[IP] ehlo=0/1 helo=1 mail=1 ...": HELO did where EHLO did not. */
static void on_disconnect(const struct mfp_teller *teller, struct mfp_postfix *postfix,
                          const struct mfp_postfix_line *line)
{
    struct mfp_session *process = mfp_session_find(&postfix->processes, line->process);
    if (process && process->held.stage == MFP_STAGE_EHLO && mfp_span_has(line->text, " helo=1"))
        process->holding = false;
    mfp_session_close(teller, &postfix->processes, line->process);
}

void mfp_postfix_server(const struct mfp_teller *teller, struct mfp_postfix *postfix,
                        const struct mfp_postfix_line *line)
{
    struct mfp_span reject = reject_of(line->text);
    if (mfp_span_begins(line->text, "connect from ")) {
        mfp_session_close(teller, &postfix->processes, line->process);
        mfp_session_open(teller, &postfix->processes, line->process)->begun = true;
    } else if (mfp_span_begins(line->text, "disconnect from ")) {
        on_disconnect(teller, postfix, line);
    } else if (reject.length) {
        find_reject(postfix, line, reject);
        tell_reject(teller, postfix, line, mfp_span_begins(reject, "EHLO "));
    } else if (mfp_span_begins(line->text, "SSL_accept error from ")) {
        on_handshake(teller, postfix, line);
    } else if (mfp_span_begins(line->text, "TLS library problem: ")) {
        on_library(teller, postfix, line);
    } else if (mfp_span_begins(line->text, "lost connection after ")) {
        on_break(teller, postfix, line, MFP_FAULT_CLOSED);
    } else if (mfp_span_begins(line->text, "timeout after ")) {
        on_break(teller, postfix, line, MFP_FAULT_TIMEOUT);
    } else if (mfp_span_begins(line->text, "too many errors after ")) {
        on_break(teller, postfix, line, MFP_FAULT_NONE);
    } else if (mfp_span_begins(line->text, "improper command pipelining after ")) {
        on_pipelining(teller, postfix, line);
    } else if (mfp_span_has(line->text, "]: SASL ") &&
               mfp_span_has(line->text, " authentication ")) {
        on_login(teller, postfix, line);
    } else {
        on_quiet_refusal(teller, postfix, line);
    }
}
