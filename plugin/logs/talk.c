#include "logs/talk.h"

#include "core/reply.h"

static enum mfp_stage stage_of_verb(struct mfp_span verb)
{
    static const struct {
        const char *verb;
        enum mfp_stage stage;
    } verbs[] = {
        {.verb = "EHLO", .stage = MFP_STAGE_EHLO},
        {.verb = "HELO", .stage = MFP_STAGE_EHLO},
        {.verb = "LHLO", .stage = MFP_STAGE_EHLO},
        {.verb = "STARTTLS", .stage = MFP_STAGE_STARTTLS},
        {.verb = "X-ANONYMOUSTLS", .stage = MFP_STAGE_STARTTLS}, /* Exchange among itself */
        {.verb = "AUTH", .stage = MFP_STAGE_AUTH},
        {.verb = "X-EXPS", .stage = MFP_STAGE_AUTH}, /* the same */
        {.verb = "MAIL", .stage = MFP_STAGE_MAIL},
        {.verb = "RCPT", .stage = MFP_STAGE_RCPT},
        {.verb = "DATA", .stage = MFP_STAGE_DATA},
        {.verb = "BDAT", .stage = MFP_STAGE_BODY}, /* RFC 3030 */
        {.verb = "QUIT", .stage = MFP_STAGE_QUIT},
    };
    for (size_t i = 0; i < sizeof(verbs) / sizeof(verbs[0]); i++)
        if (verb.length == strlen(verbs[i].verb) && mfp_span_begins_caseless(verb, verbs[i].verb))
            return verbs[i].stage;
    return MFP_STAGE_UNKNOWN;
}

static void push(struct mfp_talk *talk, enum mfp_stage stage)
{
    if (talk->due_count == MFP_TALK_DUE_MAX)
        talk->due_count--; /* of recipients without end the last is as good as any */
    talk->due[talk->due_count++] = (unsigned char)stage;
}

enum mfp_stage mfp_talk_stage(const struct mfp_talk *talk)
{
    return talk->due_count ? (enum mfp_stage)talk->due[0] : talk->stage;
}

/* The stage of the reply that comes next. One that answers no command stands where the last did. */
static enum mfp_stage pop(struct mfp_talk *talk)
{
    enum mfp_stage stage = mfp_talk_stage(talk);
    if (talk->due_count)
        memmove(talk->due, talk->due + 1, --talk->due_count);
    return stage;
}

static void expect(struct mfp_talk *talk, enum mfp_stage stage)
{
    talk->due_count = 0;
    push(talk, stage);
    talk->stage = stage;
}

static void release(const struct mfp_teller *teller, struct mfp_talk *talk)
{
    if (talk->holding)
        mfp_tell(teller, &talk->held);
    talk->holding = false;
}

static void drop_held(struct mfp_talk *talk)
{
    if (talk->holding)
        talk->failed = false;
    talk->holding = false;
}

static bool is_envelope(enum mfp_stage stage)
{
    return stage == MFP_STAGE_MAIL || stage == MFP_STAGE_RCPT;
}

static bool is_message(enum mfp_stage stage)
{
    return stage == MFP_STAGE_DATA || stage == MFP_STAGE_BODY;
}

/* Fills in what the session knows beside the failure itself. */
static void place(const struct mfp_talk *talk, struct mfp_finding *finding, enum mfp_stage stage)
{
    /* With several recipients under way, which one it is stands in the reply alone. */
    bool one = talk->due_count == 0 || talk->due[0] != MFP_STAGE_RCPT;
    finding->stage = stage;
    bool in_mail = is_envelope(stage) || is_message(stage);
    finding->login_missing = in_mail && talk->offers_login && !talk->tried_login;
    memcpy(finding->host, talk->host, sizeof(finding->host));
    if (in_mail)
        memcpy(finding->sender, talk->sender, sizeof(finding->sender));
    if (stage == MFP_STAGE_RCPT && one)
        memcpy(finding->recipient, talk->recipient, sizeof(finding->recipient));
}

/* Some servers repeat in a refusal what they were sent in AUTH. */
static void blank_payloads(const struct mfp_talk *talk, char *text)
{
    for (char *at = text; *at;) {
        size_t length = strcspn(at, MFP_WORD_ENDS);
        uint64_t hash = mfp_span_hash(mfp_span(at, length), 0);
        for (size_t i = 0; i < talk->payload_count; i++)
            if (talk->payloads[i] == hash)
                memset(at, '*', length);
        at += length + (at[length] ? 1 : 0);
    }
}

static void note_offers(struct mfp_talk *talk)
{
    struct mfp_span reply = mfp_span_of(talk->open.reply);
    talk->offers_login = mfp_span_has_caseless(reply, "-AUTH") ||
                         mfp_span_has_caseless(reply, " AUTH ") ||
                         mfp_span_has_caseless(reply, " AUTH=");
    talk->offers_starttls = mfp_span_has_caseless(reply, "STARTTLS");
}

static void on_yes(struct mfp_talk *talk, enum mfp_stage stage)
{
    if (talk->code == 334)
        expect(talk, MFP_STAGE_AUTH);
    else if (talk->code == 354)
        expect(talk, MFP_STAGE_BODY);
    talk->payload = talk->code == 334 || talk->code == 354;
    if (stage == MFP_STAGE_EHLO)
        note_offers(talk);
    if (stage == MFP_STAGE_EHLO || (stage == MFP_STAGE_AUTH && talk->code < 300))
        drop_held(talk);
    if (stage == MFP_STAGE_STARTTLS)
        talk->stage = MFP_STAGE_TLS;
    if (stage == MFP_STAGE_MAIL)
        talk->in_mail = true;
    if (stage == MFP_STAGE_BODY)
        talk->in_mail = false;
    if (stage == MFP_STAGE_RCPT)
        talk->rcpt_accepted = true;
}

/* A refusal that only repeats an earlier one. */
static bool follows_on(const struct mfp_talk *talk, enum mfp_stage stage)
{
    if (talk->mail_refused && (stage == MFP_STAGE_RCPT || is_message(stage)))
        return true;
    if (talk->rcpt_refused && !talk->rcpt_accepted && is_message(stage))
        return true;
    return stage == MFP_STAGE_QUIT;
}

/* Of several refused mechanisms the first is told, unless it was only not known to the server; of
 * EHLO and HELO the last. */
static bool is_better(const struct mfp_talk *talk, enum mfp_stage stage)
{
    return !talk->holding || stage == MFP_STAGE_EHLO ||
           mfp_span_begins(mfp_span_of(talk->held.reply), "504") ||
           !mfp_reply_refusal(mfp_span_of(talk->held.reply));
}

static void on_no(const struct mfp_teller *teller, struct mfp_talk *talk, enum mfp_stage stage)
{
    talk->payload = false;
    if (follows_on(talk, stage))
        return;
    talk->mail_refused = talk->mail_refused || stage == MFP_STAGE_MAIL;
    talk->rcpt_refused = talk->rcpt_refused || stage == MFP_STAGE_RCPT;
    talk->in_mail = talk->in_mail && !is_message(stage);
    talk->failed = true;
    place(talk, &talk->open, stage);
    if (stage == MFP_STAGE_AUTH)
        blank_payloads(talk, talk->open.reply);
    if (stage != MFP_STAGE_EHLO && stage != MFP_STAGE_AUTH) {
        release(teller, talk);
        mfp_tell(teller, &talk->open);
    } else if (is_better(talk, stage)) {
        talk->held = talk->open;
        talk->holding = true;
    }
}

static void finish_reply(const struct mfp_teller *teller, struct mfp_talk *talk)
{
    if (!talk->reading)
        return;
    talk->reading = false;
    enum mfp_stage stage = pop(talk);
    if (talk->code < 400)
        on_yes(talk, stage);
    else
        on_no(teller, talk, stage);
}

void mfp_talk_begin(const struct mfp_teller *teller, struct mfp_talk *talk, struct mfp_span host)
{
    mfp_talk_end(teller, talk);
    expect(talk, MFP_STAGE_GREETING);
    mfp_finding_name(talk->host, host);
}

static void keep_payload(struct mfp_talk *talk, struct mfp_span word)
{
    if (word.length == 0)
        return;
    if (talk->payload_count == MFP_TALK_PAYLOADS)
        memmove(talk->payloads, talk->payloads + 1,
                sizeof(talk->payloads[0]) * --talk->payload_count);
    talk->payloads[talk->payload_count++] = mfp_span_hash(word, 0);
}

static void on_auth(struct mfp_talk *talk, struct mfp_span arguments)
{
    talk->tried_login = true;
    mfp_span_word(&arguments); /* the mechanism */
    keep_payload(talk, mfp_span_word(&arguments));
}

static void on_envelope(struct mfp_talk *talk, enum mfp_stage stage, struct mfp_span arguments)
{
    struct mfp_span address = mfp_span_between(arguments, "<", ">");
    if (stage == MFP_STAGE_RCPT) {
        mfp_finding_name(talk->recipient, address);
        return;
    }
    mfp_finding_name(talk->sender, address);
    talk->mail_refused = talk->rcpt_refused = talk->rcpt_accepted = talk->in_mail = false;
    talk->failed = talk->holding;
}

void mfp_talk_command(const struct mfp_teller *teller, struct mfp_talk *talk,
                      struct mfp_span command)
{
    finish_reply(teller, talk);
    command = mfp_span_trim(command);
    if (talk->payload) {
        if (talk->stage == MFP_STAGE_AUTH)
            keep_payload(talk, command);
        return;
    }
    struct mfp_span rest = command;
    enum mfp_stage stage = stage_of_verb(mfp_span_word(&rest));
    if (talk->due_count && talk->due[0] == MFP_STAGE_GREETING)
        talk->due_count = 0; /* the greeting is not in the log */
    /* Whoever tries HELO or another mechanism may still succeed; whoever goes on has failed. */
    if (talk->holding && stage != talk->held.stage)
        release(teller, talk);
    talk->stage = stage;
    push(talk, stage);
    if (stage == MFP_STAGE_AUTH)
        on_auth(talk, rest);
    if (stage == MFP_STAGE_MAIL || stage == MFP_STAGE_RCPT)
        on_envelope(talk, stage, rest);
}

void mfp_talk_reply(const struct mfp_teller *teller, struct mfp_talk *talk, struct mfp_span line,
                    const struct mfp_where *where)
{
    int code;
    bool last;
    if (!mfp_reply_line(line.at, line.length, &code, &last))
        return;
    if (!talk->reading)
        mfp_finding_begin(&talk->open, where->line, where->when);
    talk->reading = true;
    talk->code = code;
    mfp_finding_add_line(&talk->open, line);
    if (last)
        finish_reply(teller, talk);
}

void mfp_talk_fault(const struct mfp_teller *teller, struct mfp_talk *talk, enum mfp_stage stage,
                    enum mfp_fault_kind fault, struct mfp_span words, const struct mfp_where *where)
{
    finish_reply(teller, talk);
    release(teller, talk);
    if (stage == MFP_STAGE_UNKNOWN)
        stage = mfp_talk_stage(talk);
    if (talk->failed || stage == MFP_STAGE_QUIT)
        return;
    talk->failed = true;
    if (fault == MFP_FAULT_AUTH_NOT_OFFERED && talk->offers_starttls)
        fault = MFP_FAULT_AUTH_NEEDS_TLS;
    mfp_finding_begin(&talk->open, where->line, where->when);
    place(talk, &talk->open, stage);
    talk->open.fault = fault;
    mfp_finding_reply(&talk->open, words);
    mfp_tell(teller, &talk->open);
}

void mfp_talk_hint(const struct mfp_teller *teller, struct mfp_talk *talk, enum mfp_stage stage,
                   struct mfp_span words, const struct mfp_where *where)
{
    finish_reply(teller, talk);
    if (talk->holding)
        return;
    mfp_finding_begin(&talk->held, where->line, where->when);
    place(talk, &talk->held, stage);
    mfp_finding_reply(&talk->held, words);
    talk->holding = talk->failed = true;
}

void mfp_talk_settle(const struct mfp_teller *teller, struct mfp_talk *talk)
{
    finish_reply(teller, talk);
    release(teller, talk);
}

void mfp_talk_end(const struct mfp_teller *teller, struct mfp_talk *talk)
{
    mfp_talk_settle(teller, talk);
    memset(talk, 0, sizeof(*talk));
}
