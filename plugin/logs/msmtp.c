/* msmtp's log: one line a message, NAME=VALUE, texts in quotes. */
#include "logs/format.h"
#include "logs/head.h"
#include "logs/reason.h"

struct msmtp {
    struct mfp_finding finding;
};

/* Texts may hold quotes of their own, so a text ends where the next name begins. */
static struct mfp_span text_of(struct mfp_span line, const char *name)
{
    static const char *const next[] = {"' errormsg=", "' exitcode="};
    struct mfp_span text = mfp_span_after(line, name);
    for (size_t i = 0; i < sizeof(next) / sizeof(next[0]); i++)
        text = mfp_span_before(text, next[i]);
    return text;
}

static enum mfp_stage stage_of(struct mfp_span words)
{
    static const struct {
        const char *words;
        enum mfp_stage stage;
    } places[] = {
        {.words = "cannot locate host", .stage = MFP_STAGE_RESOLVE},
        {.words = "cannot connect to", .stage = MFP_STAGE_CONNECT},
        {.words = "initial OK message", .stage = MFP_STAGE_GREETING},
        {.words = "EHLO or HELO", .stage = MFP_STAGE_EHLO},
        {.words = "STARTTLS", .stage = MFP_STAGE_STARTTLS},
        {.words = "TLS", .stage = MFP_STAGE_TLS},
        {.words = "authentication", .stage = MFP_STAGE_AUTH},
        {.words = "envelope from address", .stage = MFP_STAGE_MAIL},
        {.words = "recipient address", .stage = MFP_STAGE_RCPT},
        {.words = "does not accept mail data", .stage = MFP_STAGE_DATA},
        {.words = "did not accept the mail", .stage = MFP_STAGE_BODY},
    };
    for (size_t i = 0; i < sizeof(places) / sizeof(places[0]); i++)
        if (mfp_span_has(words, places[i].words))
            return places[i].stage;
    return MFP_STAGE_UNKNOWN;
}

static bool read_line(const struct mfp_teller *teller, void *state,
                      const struct mfp_log_input *input)
{
    struct msmtp *msmtp = state;
    struct mfp_finding *finding = &msmtp->finding;
    struct mfp_span line = input->text;
    struct mfp_span status = mfp_span_after(line, " exitcode=EX_");
    size_t at = mfp_span_find(line, "host=");
    if (!status.length || at == line.length)
        return false;
    if (mfp_span_begins(status, "OK"))
        return true;
    struct mfp_span reply = text_of(line, " smtpmsg='");
    struct mfp_span words = text_of(line, " errormsg='");
    mfp_finding_begin(finding, input->number, mfp_span_first(line, mfp_when_length(line)));
    mfp_finding_name(finding->host, mfp_span_between(line, "host=", " "));
    mfp_finding_name(finding->sender, mfp_span_between(line, " from=", " "));
    mfp_finding_name(finding->recipient, mfp_span_between(line, " recipients=", " "));
    if (!mfp_reply_refusal(reply))
        finding->fault = mfp_reason_fault(words, MFP_REASON_CLIENT, &finding->stage);
    if (finding->stage == MFP_STAGE_UNKNOWN)
        finding->stage = stage_of(words);
    mfp_finding_reply(finding, mfp_reply_refusal(reply) ? reply : words);
    mfp_tell(teller, finding);
    return true;
}

static const struct mfp_log_reader reader = {.state_size = sizeof(struct msmtp), .line = read_line};

const struct mfp_log_format mfp_log_msmtp = {
    .name = "msmtp",
    .title = "msmtp",
    .reads = "the log line of a message whose exit code is not EX_OK",
    .example =
        "Nov 25 10:00:00 host=smtp.example.com tls=on auth=on user=scan from=scan@example.com "
        "recipients=bob@example.net smtpstatus=550 smtpmsg='550 5.1.1 User unknown' "
        "errormsg='recipient address bob@example.net not accepted by the server' "
        "exitcode=EX_DATAERR",
    .reader = &reader,
};
