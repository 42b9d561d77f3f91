/*
 * Ricoh devices, by syslog: "#[dcs_nas(27)]16/03/01 20:39:28 SMTPC: received error code. [550]
 * (8000)  ERR:". Of the server's reply only the code is in it.
 */
#include "logs/head.h"
#include "logs/reason.h"
#include "logs/session.h"

struct ricoh {
    struct mfp_sessions devices;
    struct mfp_finding finding;
};

/* "#[dcs_nas(27)]16/03/01 20:39:28 SMTPC: " */
static struct mfp_span device_time(struct mfp_span front)
{
    struct mfp_span when = mfp_span_trim(front);
    size_t end = mfp_span_find_last(when, "]");
    if (end < when.length)
        when = mfp_span_skip(when, end + 1);
    return mfp_span_trim(when);
}

static void on_code(const struct mfp_teller *teller, struct ricoh *ricoh,
                    struct mfp_session *device, struct mfp_span words)
{
    struct mfp_span code = mfp_span_between(words, "[", "]");
    if (!mfp_reply_refusal(code))
        return;
    mfp_finding_reply(&ricoh->finding, code);
    mfp_session_tell(teller, device, &ricoh->finding);
}

/* The device closes behind every error code that it received; that is no failure of its own. */
static void on_closed(const struct mfp_teller *teller, struct ricoh *ricoh,
                      struct mfp_session *device, struct mfp_span words)
{
    bool follows = device->told;
    device->told = false;
    if (follows)
        return;
    ricoh->finding.fault = MFP_FAULT_CLOSED;
    mfp_finding_reply(&ricoh->finding, words);
    mfp_tell(teller, &ricoh->finding);
}

/* Further messages are known by their words, where these are plain. */
static void on_other(const struct mfp_teller *teller, struct ricoh *ricoh,
                     struct mfp_session *device, struct mfp_span words)
{
    struct mfp_finding *finding = &ricoh->finding;
    device->told = false;
    if (mfp_span_has_caseless(words, "password"))
        finding->stage = MFP_STAGE_AUTH;
    else if (mfp_span_has_caseless(words, "connect"))
        finding->stage = MFP_STAGE_CONNECT;
    else if (mfp_span_has_caseless(words, "ip-address"))
        finding->stage = MFP_STAGE_RESOLVE;
    finding->fault = mfp_reason_fault(words, MFP_REASON_CLIENT, &finding->stage);
    if (!finding->fault && mfp_span_has_caseless(words, "refused"))
        finding->fault = MFP_FAULT_REFUSED;
    if (!finding->fault && mfp_span_has_caseless(words, "timeout"))
        finding->fault = MFP_FAULT_TIMEOUT;
    mfp_finding_reply(finding, words);
    mfp_session_tell(teller, device, finding);
}

static bool read_line(const struct mfp_teller *teller, void *state,
                      const struct mfp_log_input *input)
{
    static const char mark[] = "SMTPC: ";
    struct ricoh *ricoh = state;
    struct mfp_head head = {.host = mfp_span_of(""), .when = mfp_span_of("")};
    size_t at = mfp_span_find(input->text, mark);
    if (at == input->text.length)
        return false;
    struct mfp_span words = mfp_span_skip(input->text, at + sizeof(mark) - 1);
    struct mfp_span when = device_time(mfp_span_first(input->text, at));
    size_t level = mfp_span_find_last(words, " ERR");
    if (level == words.length)
        return true; /* a notice, not an error */
    bool sent = mfp_head_parse(input->text, &head);
    struct mfp_session *device =
        mfp_session_open(teller, &ricoh->devices, mfp_span_hash(head.host, 0));
    words = mfp_span_trim(mfp_span_first(words, level));
    mfp_finding_begin(&ricoh->finding, input->number, sent ? head.when : when);
    mfp_finding_name(ricoh->finding.host, head.host);
    if (mfp_span_begins(words, "received error code"))
        on_code(teller, ricoh, device, words);
    else if (mfp_span_begins(words, "connection closed"))
        on_closed(teller, ricoh, device, words);
    else
        on_other(teller, ricoh, device, words);
    return true;
}

static const struct mfp_log_reader reader = {.state_size = sizeof(struct ricoh), .line = read_line};

const struct mfp_log_format mfp_log_ricoh = {
    .name = "ricoh",
    .title = "Ricoh syslog",
    .reads = "lines of the SMTP client (SMTPC) with level ERR: the code that the server sent, and "
             "connections that failed; only the code of a reply is in them",
    .example = "#[dcs_nas(27)]26/11/25 10:00:00 SMTPC: received error code. [550] (8000)  ERR:",
    .reader = &reader,
};
