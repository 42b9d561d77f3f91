/* Exim delivers: '==' is a deferral, '**' a failure, '=>' a success; a host that failed before
 * another one was tried has a line of its own. */
#include "logs/exim.h"

#include "core/reply.h"
#include "logs/reason.h"

/* What answered speaks no SMTP; the text is its own. */
static bool find_malformed(struct mfp_finding *finding, struct mfp_span words)
{
    struct mfp_span place = mfp_span_after(words, "Malformed SMTP reply in response to ");
    struct mfp_span text = mfp_span_after(place, ": ");
    int number;
    if (!text.length)
        return false;
    finding->stage = mfp_exim_stage(place);
    if (finding->stage == MFP_STAGE_GREETING && mfp_span_number(text, &number) != 3)
        finding->fault = MFP_FAULT_NOT_SMTP;
    mfp_finding_reply(finding, text);
    return true;
}

/* "RCPT TO:<bob@example.net>: 550 ...": the command holds colons itself. Older versions write
 * "host H [IP]: " in front of the reply. */
static struct mfp_span reply_behind(struct mfp_span command)
{
    struct mfp_span ehlo = mfp_span_after(command, "(EHLO response was: ");
    if (mfp_reply_refusal(ehlo))
        return mfp_span_ends(ehlo, ")") ? mfp_span_first(ehlo, ehlo.length - 1) : ehlo;
    for (struct mfp_span rest = command; (rest = mfp_span_after(rest, ": ")).length;)
        if (mfp_reply_refusal(rest))
            return rest;
    return mfp_span_of("");
}

/* " after RCPT TO:<...>", " in response to EHLO ...": a command is read for its verb only. */
static struct mfp_span command_behind(struct mfp_span words)
{
    static const char *const joints[] = {" after ", " in response to "};
    for (size_t i = 0; i < sizeof(joints) / sizeof(joints[0]); i++)
        if (mfp_span_begins(words, joints[i]))
            return mfp_span_skip(words, strlen(joints[i]));
    return mfp_span_of("");
}

/* What a host did, behind any "H=name [IP]: ". */
static void find(struct mfp_finding *finding, struct mfp_span words)
{
    static const struct {
        const char *words;
        enum mfp_fault_kind fault;
    } forms[] = {
        {.words = "SMTP error from remote mail server", .fault = MFP_FAULT_NONE},
        {.words = "Remote host closed connection", .fault = MFP_FAULT_CLOSED},
        {.words = "SMTP timeout", .fault = MFP_FAULT_TIMEOUT},
    };
    if (find_malformed(finding, words))
        return;
    for (size_t i = 0; i < sizeof(forms) / sizeof(forms[0]); i++) {
        if (!mfp_span_has(words, forms[i].words))
            continue;
        struct mfp_span command = command_behind(mfp_span_after(words, forms[i].words));
        struct mfp_span reply = reply_behind(command);
        struct mfp_span host = mfp_span_after(command, ": host ");
        size_t end = mfp_span_find(host, "]: ");
        if (!finding->host[0] && end < host.length)
            mfp_finding_name(finding->host, mfp_span_first(host, end + 1));
        finding->stage = mfp_exim_stage(command);
        finding->fault = reply.length ? MFP_FAULT_NONE : forms[i].fault;
        mfp_finding_reply(finding, reply.length ? reply : mfp_span_of(forms[i].words));
        return;
    }
    if (mfp_span_has(words, "TLS"))
        finding->stage = MFP_STAGE_TLS;
    finding->fault = mfp_reason_fault(words, MFP_REASON_CLIENT, &finding->stage);
    if (finding->fault == MFP_FAULT_STARTTLS_NOT_OFFERED)
        finding->stage = MFP_STAGE_EHLO;
    else if (!finding->fault && mfp_span_begins(words, "TLS session"))
        finding->fault = MFP_FAULT_TLS_HANDSHAKE;
    mfp_finding_reply(finding, words);
}

/* "H=mx.example.net [192.0.2.25]", without what may follow. */
static void find_host(struct mfp_finding *finding, struct mfp_span text)
{
    struct mfp_span host = mfp_span_after(text, " H=");
    if (mfp_span_begins(text, "H="))
        host = mfp_span_skip(text, 2);
    size_t end = mfp_span_find(host, "]");
    if (end < host.length)
        mfp_finding_name(finding->host, mfp_span_first(host, end + 1));
}

/* The login failed, and without it the message was refused: the login is the failure. */
static bool tell_login(const struct mfp_teller *teller, struct mfp_exim *exim,
                       struct mfp_session *message)
{
    if (!message || !message->holding || message->held.stage != MFP_STAGE_AUTH)
        return false;
    memcpy(message->held.recipient, exim->finding.recipient, sizeof(exim->finding.recipient));
    mfp_session_tell(teller, message, &message->held);
    return true;
}

/* "bob@example.net <alias@example.com> R=... T=... defer (-44) H=...: words" */
static void on_outcome(const struct mfp_teller *teller, struct mfp_exim *exim,
                       const struct mfp_exim_line *line)
{
    struct mfp_finding *finding = &exim->finding;
    struct mfp_session *message = mfp_session_find(&exim->messages, mfp_span_hash(line->id, 0));
    struct mfp_span words = mfp_span_after(line->text, ": ");
    if (mfp_span_begins(words, "retry time not reached"))
        return; /* nothing was tried */
    struct mfp_span rest = mfp_span_skip(line->text, 3);
    mfp_finding_begin(finding, line->number, line->when);
    struct mfp_span address = mfp_span_word(&rest);
    if (mfp_span_ends(address, ":"))
        address.length--;
    mfp_finding_name(finding->recipient, address);
    mfp_finding_name(finding->sender, mfp_span_between(line->text, " F=<", ">"));
    find_host(finding, line->text);
    find(finding, words);
    if (!tell_login(teller, exim, message))
        mfp_tell(teller, finding);
    if (message)
        message->holding = false;
}

/* "550-..." as the last line of a reply. */
static bool is_unfinished(const struct mfp_finding *finding)
{
    int code;
    bool last = true;
    struct mfp_span reply = mfp_span_of(finding->reply);
    size_t at = mfp_span_find_last(reply, "\n");
    struct mfp_span line = mfp_span_skip(reply, at < reply.length ? at + 1 : 0);
    return mfp_reply_line(line.at, line.length, &code, &last) && !last;
}

/* One host failed; the next one may take the message. */
static void on_attempt(const struct mfp_teller *teller, struct mfp_exim *exim,
                       const struct mfp_exim_line *line)
{
    struct mfp_finding *finding = &exim->finding;
    struct mfp_span login = mfp_span_after(line->text, " authenticator failed H=");
    struct mfp_span words = mfp_span_trim(mfp_span_after(line->text, "]"));
    mfp_finding_begin(finding, line->number, line->when);
    find_host(finding, line->text);
    if (mfp_span_begins(words, ":"))
        words = mfp_span_trim(mfp_span_skip(words, 1));
    find(finding, words);
    if (login.length)
        finding->stage = MFP_STAGE_AUTH;
    if (finding->stage == MFP_STAGE_UNKNOWN && !finding->fault)
        return;
    struct mfp_session *message =
        mfp_session_open(teller, &exim->messages, mfp_span_hash(line->id, 0));
    if (message->holding && message->held.stage == MFP_STAGE_AUTH)
        return;
    message->held = *finding;
    message->holding = true;
    if (is_unfinished(finding))
        exim->unfinished = mfp_span_hash(line->id, 0);
}

bool mfp_exim_delivery(const struct mfp_teller *teller, struct mfp_exim *exim,
                       const struct mfp_exim_line *line)
{
    static const char *const successes[] = {"=> ", "-> ", "*> ", ">> "};
    if (!line->id.length)
        return false;
    if (mfp_span_begins(line->text, "== ") || mfp_span_begins(line->text, "** ")) {
        on_outcome(teller, exim, line);
        return true;
    }
    for (size_t i = 0; i < sizeof(successes) / sizeof(successes[0]); i++) {
        struct mfp_session *message = mfp_session_find(&exim->messages, mfp_span_hash(line->id, 0));
        if (message && mfp_span_begins(line->text, successes[i]))
            message->holding = false;
    }
    bool host = mfp_span_begins(line->text, "H=") && !mfp_span_has(line->text, "rejected ") &&
                !mfp_span_has(line->text, " F=<");
    if (!host && !mfp_span_has(line->text, " authenticator failed H="))
        return false;
    on_attempt(teller, exim, line);
    return true;
}
