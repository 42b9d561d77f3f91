/*
 * From libcurl's result to a fault. What the server said in a reply needs no fault: the judge
 * reads it in the transcript. libcurl's codes are too coarse for the rest (a refused greeting
 * and a lost connection are both 8 or 56), so errno, OpenSSL and the dialogue decide.
 */
#include "smtp/session.h"

#include "core/reply.h"

#include <errno.h>
#include <string.h>

struct finding {
    enum mfp_fault_kind kind;
    int code;
    char detail[256];
};

static void find(struct finding *finding, enum mfp_fault_kind kind, int code, const char *detail)
{
    finding->kind = kind;
    finding->code = code;
    mfp_format(finding->detail, sizeof(finding->detail), "%s", detail);
}

static enum mfp_fault_kind kind_of_errno(int number)
{
    switch (number) {
    case ECONNREFUSED:
        return MFP_FAULT_REFUSED;
    case EHOSTUNREACH:
    case ENETUNREACH:
    case EHOSTDOWN:
    case ENETDOWN:
    case EACCES:
    case EPERM:
        return MFP_FAULT_UNREACHABLE;
    case ETIMEDOUT:
        return MFP_FAULT_TIMEOUT;
    case ECONNRESET:
    case ECONNABORTED:
    case EPIPE:
        return MFP_FAULT_RESET;
    default:
        return MFP_FAULT_LOCAL;
    }
}

static void find_connect(const struct mfp_session *session, struct finding *finding)
{
    long number = 0;
    curl_easy_getinfo(session->easy, CURLINFO_OS_ERRNO, &number);
    if (session->connected)
        find(finding, MFP_FAULT_CLOSED, 0, "the server closed the connection");
    else if (number)
        find(finding, kind_of_errno((int)number), (int)number, strerror((int)number));
    else
        find(finding, MFP_FAULT_UNREACHABLE, 0, session->error);
}

/* The last line of the server, to see whether it spoke SMTP at all. */
static const char *last_reply(const struct mfp_session *session)
{
    const struct mfp_event *reply = mfp_transcript_last_reply(session->transcript);
    return reply ? reply->text : NULL;
}

/* Lines came, none of them was a reply, and we waited for the greeting: SSH, HTTP, a printer. */
static bool speaks_no_smtp(const struct mfp_session *session)
{
    const char *line = last_reply(session);
    int code;
    bool last;
    return line && session->transcript->stage == MFP_STAGE_GREETING &&
           !mfp_reply_line(line, strlen(line), &code, &last);
}

static void find_lost(const struct mfp_session *session, struct finding *finding)
{
    long number = 0;
    curl_easy_getinfo(session->easy, CURLINFO_OS_ERRNO, &number);
    if (speaks_no_smtp(session))
        find(finding, MFP_FAULT_NOT_SMTP, 0, last_reply(session));
    else if (number && kind_of_errno((int)number) == MFP_FAULT_RESET)
        find(finding, MFP_FAULT_RESET, (int)number, strerror((int)number));
    else if (number && kind_of_errno((int)number) != MFP_FAULT_LOCAL)
        find(finding, kind_of_errno((int)number), (int)number, strerror((int)number));
    else
        find(finding, MFP_FAULT_CLOSED, 0, "the server closed the connection");
}

static void find_timeout(const struct mfp_session *session, struct finding *finding)
{
    char detail[128];
    int64_t tenths = (session->plan->timeout_ms + 50) / 100;
    mfp_format(detail, sizeof(detail), "no answer within %g s", (double)tenths / 10);
    if (speaks_no_smtp(session))
        find(finding, MFP_FAULT_NOT_SMTP, 0, last_reply(session));
    else
        find(finding, MFP_FAULT_TIMEOUT, 0, detail);
}

/* In TLS 1.3 a server refuses our certificate after the handshake: it is still its stage. */
static void find_tls(struct mfp_session *session, struct finding *finding)
{
    mfp_transcript_enter(session->transcript, MFP_STAGE_TLS, mfp_session_now(session));
    finding->kind = mfp_tls_watch_fault(&session->watch, finding->detail, sizeof(finding->detail),
                                        &finding->code);
    /* libcurl's own check of the name, should it be stricter than OpenSSL's */
    if (finding->kind == MFP_FAULT_TLS_CLOSED && session->watch.facts->done)
        find(finding, MFP_FAULT_CERT_NAME, 0, session->error);
}

/* libcurl gave up before AUTH, or was stopped before MAIL: what the server offered says why. */
static void find_login(const struct mfp_session *session, struct finding *finding)
{
    struct mfp_offer offer;
    char detail[384];
    const char *line = last_reply(session);
    const char *wanted = mfp_word_shown(mfp_auth_words, (int)session->plan->auth);
    mfp_transcript_offer(session->transcript, &offer);
    if (session->transcript->stage_us[MFP_STAGE_AUTH] >= 0) {
        mfp_format(detail, sizeof(detail), "the login ended with neither yes nor no: %s",
                   line ? line : "");
        find(finding, MFP_FAULT_AUTH_BROKEN, 0, detail);
    } else if (offer.auth) {
        mfp_format(detail, sizeof(detail), "the device speaks %s, the server offers %s", wanted,
                   offer.mechanisms);
        find(finding, MFP_FAULT_AUTH_MECHANISM_NOT_OFFERED, 0, detail);
    } else if (offer.starttls && !session->transcript->tls_facts.done) {
        find(finding, MFP_FAULT_AUTH_NEEDS_TLS, 0,
             "the server offers no login without TLS; it offers STARTTLS");
    } else {
        find(finding, MFP_FAULT_AUTH_NOT_OFFERED, 0, "the server offers no login on this port");
    }
}

static void find_aborted(const struct mfp_session *session, struct finding *finding)
{
    if (session->refused_login)
        find_login(session, finding);
    else if (session->quit_us)
        find(finding, MFP_FAULT_TIMEOUT, 0, "no answer to QUIT");
    else
        find(finding, MFP_FAULT_LOCAL, 0, session->error);
}

static void find_local(const struct mfp_session *session, CURLcode result, struct finding *finding)
{
    const char *words = session->bad_trust  ? session->watch.facts->reason
                        : session->error[0] ? session->error
                                            : curl_easy_strerror(result);
    find(finding, MFP_FAULT_LOCAL, (int)result, words);
}

/* libcurl's numbers are hundreds; those that a send by SMTP never gives are our own fault. */
static void find_fault(struct mfp_session *session, CURLcode result, struct finding *finding)
{
    bool in_tls = session->transcript->stage == MFP_STAGE_TLS || session->watch.alert;
    if (session->record.flooded)
        find(finding, MFP_FAULT_FLOOD, 0, "the server sent more than any mail server has to say");
    else if (result == CURLE_OPERATION_TIMEDOUT)
        find_timeout(session, finding);
    else if (result == CURLE_COULDNT_CONNECT)
        find_connect(session, finding);
    else if (result == CURLE_SSL_CONNECT_ERROR || result == CURLE_PEER_FAILED_VERIFICATION)
        find_tls(session, finding);
    else if (result == CURLE_USE_SSL_FAILED)
        find(finding, MFP_FAULT_STARTTLS_NOT_OFFERED, 0, "the server does not offer STARTTLS");
    else if (result == CURLE_LOGIN_DENIED)
        find_login(session, finding);
    else if (result == CURLE_ABORTED_BY_CALLBACK)
        find_aborted(session, finding);
    else if (result == CURLE_RECV_ERROR || result == CURLE_SEND_ERROR ||
             result == CURLE_GOT_NOTHING || result == CURLE_WEIRD_SERVER_REPLY)
        in_tls ? find_tls(session, finding) : find_lost(session, finding);
    else
        find_local(session, result, finding);
}

/* A refusal is the reason itself; that the connection ended after it is none. */
static bool refused_by_reply(const struct mfp_session *session)
{
    const struct mfp_transcript *transcript = session->transcript;
    for (size_t i = transcript->count; i-- > 0;) {
        const struct mfp_event *event = &transcript->events[i];
        int code;
        bool last;
        if (event->kind == MFP_EVENT_REPLY && event->stage != MFP_STAGE_QUIT && event->text)
            return mfp_reply_line(event->text, strlen(event->text), &code, &last) && last &&
                   code >= 400;
    }
    return false;
}

void mfp_session_fault(struct mfp_session *session, CURLcode result)
{
    struct finding finding = {0};
    if (refused_by_reply(session))
        return;
    find_fault(session, result, &finding);
    mfp_record_fault(&session->record, mfp_session_now(session), finding.kind, finding.code,
                     finding.detail);
}
