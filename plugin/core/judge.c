/*
 * From a whole transcript to the one reply or fault that decides, and from that to a verdict.
 */
#include "core/verdict.h"

#include <string.h>

/* What the dialogue came to, read in one pass. */
struct course {
    bool ehlo, login, rcpt, accepted; /* a yes at that point */
    bool failed;
    enum mfp_stage stage; /* of the reply that failed */
    struct mfp_reply reply;
};

/* The reply that a stage wants on success; anything else, even a 2xx, is a no. */
static bool is_yes(enum mfp_stage stage, int code)
{
    switch (stage) {
    case MFP_STAGE_AUTH:
        return code == 235 || code == 334;
    case MFP_STAGE_DATA:
        return code / 100 == 3;
    case MFP_STAGE_UNKNOWN:
    case MFP_STAGE_RESOLVE:
    case MFP_STAGE_CONNECT:
    case MFP_STAGE_GREETING:
    case MFP_STAGE_EHLO:
    case MFP_STAGE_STARTTLS:
    case MFP_STAGE_TLS:
    case MFP_STAGE_MAIL:
    case MFP_STAGE_RCPT:
    case MFP_STAGE_BODY:
    case MFP_STAGE_QUIT:
    case MFP_STAGE_DELIVERY:
        break;
    }
    return code / 100 == 2;
}

static void note_yes(struct course *course, enum mfp_stage stage, int code)
{
    if (stage == MFP_STAGE_EHLO) {
        course->ehlo = true;
        /* EHLO was refused and HELO taken: the refusal has no consequence. */
        if (course->failed && course->stage == MFP_STAGE_EHLO)
            course->failed = false;
    }
    /* A mechanism was cancelled or refused, and another taken. */
    if (stage == MFP_STAGE_AUTH && code == 235 && course->failed && course->stage == MFP_STAGE_AUTH)
        course->failed = false;
    course->login = course->login || (stage == MFP_STAGE_AUTH && code == 235);
    course->rcpt = course->rcpt || stage == MFP_STAGE_RCPT;
    course->accepted = course->accepted || stage == MFP_STAGE_BODY;
}

/* "500 command unknown" to EHLO says nothing about why HELO was refused after it. */
static bool replaceable(const struct course *course, enum mfp_stage stage)
{
    int code = course->reply.code;
    return course->stage == MFP_STAGE_EHLO && stage == MFP_STAGE_EHLO && code >= 500 && code <= 504;
}

static void note_reply(struct course *course, enum mfp_stage stage, const struct mfp_reply *reply)
{
    if (is_yes(stage, reply->code)) {
        note_yes(course, stage, reply->code);
        return;
    }
    if (stage == MFP_STAGE_QUIT || (course->failed && !replaceable(course, stage)))
        return;
    course->failed = true;
    course->stage = stage;
    course->reply = *reply;
}

static void read_course(const struct mfp_transcript *transcript, struct course *course)
{
    struct mfp_reply reply;
    mfp_reply_init(&reply);
    *course = (struct course){0};
    for (size_t i = 0; i < transcript->count; i++) {
        const struct mfp_event *event = &transcript->events[i];
        if (event->kind == MFP_EVENT_COMMAND || event->kind == MFP_EVENT_CONNECT)
            mfp_reply_init(&reply);
        if (event->kind != MFP_EVENT_REPLY || !event->text)
            continue;
        if (mfp_reply_add(&reply, event->text, strlen(event->text))) {
            note_reply(course, event->stage, &reply);
            mfp_reply_init(&reply);
        }
    }
    /* "421-..." and then silence or the end: what was said is still the reason. */
    if (!course->failed && reply.code >= 400)
        note_reply(course, transcript->count ? transcript->stage : MFP_STAGE_UNKNOWN, &reply);
}

static bool reached(const struct mfp_transcript *transcript, const struct course *course)
{
    bool login = course->login || !transcript->login;
    bool tls = transcript->tls_facts.done || transcript->tls == MFP_TLS_NONE;
    switch (transcript->depth) {
    case MFP_DEPTH_CONNECT:
        return course->ehlo;
    case MFP_DEPTH_TLS:
        return course->ehlo && tls;
    case MFP_DEPTH_AUTH:
        return course->ehlo && tls && login;
    case MFP_DEPTH_ENVELOPE:
        return course->rcpt && tls && login;
    case MFP_DEPTH_MESSAGE:
        return course->accepted && tls && login;
    }
    return false;
}

static enum mfp_stage last_stage(enum mfp_depth depth)
{
    switch (depth) {
    case MFP_DEPTH_CONNECT:
        return MFP_STAGE_EHLO;
    case MFP_DEPTH_TLS:
        return MFP_STAGE_TLS;
    case MFP_DEPTH_AUTH:
        return MFP_STAGE_AUTH;
    case MFP_DEPTH_ENVELOPE:
        return MFP_STAGE_RCPT;
    case MFP_DEPTH_MESSAGE:
        return MFP_STAGE_BODY;
    }
    return MFP_STAGE_UNKNOWN;
}

/* The reply that said yes, for the report. */
static void describe_ok(const struct mfp_transcript *transcript, struct mfp_verdict *verdict)
{
    enum mfp_stage stage = last_stage(transcript->depth);
    struct mfp_reply reply;
    mfp_reply_init(&reply);
    for (size_t i = 0; i < transcript->count; i++) {
        const struct mfp_event *event = &transcript->events[i];
        if (event->kind != MFP_EVENT_REPLY || event->stage != stage || !event->text)
            continue;
        if (reply.complete)
            mfp_reply_init(&reply);
        mfp_reply_add(&reply, event->text, strlen(event->text));
    }
    if (!reply.code)
        return;
    verdict->code = reply.code;
    if (reply.class)
        mfp_format(verdict->enhanced, sizeof(verdict->enhanced), "%d.%d.%d", reply.class,
                   reply.subject, reply.detail);
    mfp_text_clean(verdict->reply, sizeof(verdict->reply), reply.raw, strlen(reply.raw));
}

void mfp_classify(const struct mfp_knowledge *knowledge, const struct mfp_transcript *transcript,
                  const char *provider, struct mfp_verdict *verdict)
{
    struct course course;
    struct mfp_offer offer;
    read_course(transcript, &course);
    if (course.failed) {
        mfp_transcript_offer(transcript, &offer);
        const struct mfp_circumstances circumstances = {
            .stage = course.stage,
            .login_missing = offer.auth && !course.login,
            .provider = provider,
        };
        mfp_classify_reply_in(knowledge, &circumstances, &course.reply, verdict);
    } else if (reached(transcript, &course)) {
        *verdict = (struct mfp_verdict){
            .category = MFP_CATEGORY_OK,
            .stage = last_stage(transcript->depth),
            .confidence = MFP_CONFIDENCE_HIGH,
        };
        describe_ok(transcript, verdict);
    } else {
        mfp_classify_fault(knowledge, &transcript->fault, verdict);
    }
}
