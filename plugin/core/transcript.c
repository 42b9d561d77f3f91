#include "core/transcript.h"

#include "core/reply.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

void mfp_transcript_init(struct mfp_transcript *transcript)
{
    *transcript = (struct mfp_transcript){
        .depth = MFP_DEPTH_MESSAGE,
        .tls = MFP_TLS_NONE,
        .stage = MFP_STAGE_RESOLVE,
    };
    for (int i = 0; i < MFP_STAGE_COUNT; i++)
        transcript->stage_us[i] = -1;
}

void mfp_transcript_done(struct mfp_transcript *transcript)
{
    for (size_t i = 0; i < transcript->count; i++)
        free(transcript->events[i].text);
    free(transcript->events);
    *transcript = (struct mfp_transcript){0};
}

/* Charges the time since the last event to the stage that is now open. */
static void charge(struct mfp_transcript *transcript, int64_t at_us)
{
    int64_t *spent = &transcript->stage_us[transcript->stage];
    if (*spent < 0)
        *spent = 0;
    if (at_us < transcript->last_us)
        return;
    *spent += at_us - transcript->last_us;
    transcript->last_us = at_us;
    transcript->total_us = at_us;
}

void mfp_transcript_enter(struct mfp_transcript *transcript, enum mfp_stage stage, int64_t at_us)
{
    charge(transcript, at_us);
    transcript->stage = stage;
    if (transcript->stage_us[stage] < 0)
        transcript->stage_us[stage] = 0;
}

static bool has_verb(const char *text, size_t length, const char *verb)
{
    size_t n = strlen(verb);
    return length >= n && strncasecmp(text, verb, n) == 0 && (length == n || text[n] == ' ');
}

/* The stage that a command opens. NOOP and RSET belong to the clean end. */
static enum mfp_stage stage_of_command(const struct mfp_transcript *transcript, const char *text,
                                       size_t length)
{
    static const struct {
        const char *verb;
        enum mfp_stage stage;
    } verbs[] = {
        {.verb = "EHLO", .stage = MFP_STAGE_EHLO},
        {.verb = "HELO", .stage = MFP_STAGE_EHLO},
        {.verb = "STARTTLS", .stage = MFP_STAGE_STARTTLS},
        {.verb = "AUTH", .stage = MFP_STAGE_AUTH},
        {.verb = "MAIL", .stage = MFP_STAGE_MAIL},
        {.verb = "RCPT", .stage = MFP_STAGE_RCPT},
        {.verb = "DATA", .stage = MFP_STAGE_DATA},
        {.verb = "NOOP", .stage = MFP_STAGE_QUIT},
        {.verb = "RSET", .stage = MFP_STAGE_QUIT},
        {.verb = "QUIT", .stage = MFP_STAGE_QUIT},
    };
    if (transcript->in_auth)
        return MFP_STAGE_AUTH;
    for (size_t i = 0; i < sizeof(verbs) / sizeof(verbs[0]); i++)
        if (has_verb(text, length, verbs[i].verb))
            return verbs[i].stage;
    return transcript->stage;
}

static bool stage_before_dialogue(enum mfp_stage stage)
{
    return stage == MFP_STAGE_RESOLVE || stage == MFP_STAGE_CONNECT || stage == MFP_STAGE_TLS;
}

static struct mfp_event *new_event(struct mfp_transcript *transcript)
{
    if (transcript->count == MFP_EVENTS_MAX) {
        transcript->dropped++;
        return NULL;
    }
    if (transcript->count == transcript->room) {
        size_t room = transcript->room ? transcript->room * 2 : 32;
        struct mfp_event *events = reallocarray(transcript->events, room, sizeof(*events));
        if (!events) {
            transcript->dropped++;
            return NULL;
        }
        transcript->events = events;
        transcript->room = room;
    }
    return &transcript->events[transcript->count++];
}

static void keep(struct mfp_transcript *transcript, enum mfp_event_kind kind, int64_t at_us,
                 const char *text, size_t length)
{
    struct mfp_event *event = new_event(transcript);
    if (!event)
        return;
    *event = (struct mfp_event){.kind = kind, .stage = transcript->stage, .at_us = at_us};
    if (length > MFP_EVENT_TEXT_MAX)
        length = MFP_EVENT_TEXT_MAX;
    event->text = calloc(1, length + 1);
    for (size_t i = 0; event->text && i < length; i++)
        event->text[i] = text[i] ? text[i] : '?';
}

/* What a reply line changes: the end of AUTH, the beginning of TLS and of the message. */
static void after_reply(struct mfp_transcript *transcript, const char *text, size_t length,
                        int64_t at_us)
{
    int code;
    bool last;
    if (!mfp_reply_line(text, length, &code, &last) || !last)
        return;
    if (transcript->stage == MFP_STAGE_AUTH && code != 334)
        transcript->in_auth = false;
    if (transcript->stage == MFP_STAGE_STARTTLS && code == 220)
        mfp_transcript_enter(transcript, MFP_STAGE_TLS, at_us);
    if (transcript->stage == MFP_STAGE_DATA && code / 100 == 3)
        mfp_transcript_enter(transcript, MFP_STAGE_BODY, at_us);
}

static void open_stage(struct mfp_transcript *transcript, enum mfp_stage stage)
{
    if (stage == MFP_STAGE_QUIT && transcript->stage != MFP_STAGE_QUIT)
        transcript->stage_before_quit = transcript->stage;
    transcript->stage = stage;
}

void mfp_transcript_add(struct mfp_transcript *transcript, enum mfp_event_kind kind, int64_t at_us,
                        const char *text, size_t length)
{
    switch (kind) {
    case MFP_EVENT_CONNECT:
        mfp_transcript_enter(transcript, MFP_STAGE_CONNECT, at_us);
        break;
    case MFP_EVENT_COMMAND:
        open_stage(transcript, stage_of_command(transcript, text, length));
        transcript->in_auth = transcript->stage == MFP_STAGE_AUTH;
        break;
    case MFP_EVENT_REPLY:
        if (stage_before_dialogue(transcript->stage)) /* after STARTTLS, EHLO is due again */
            mfp_transcript_enter(transcript,
                                 transcript->stage_us[MFP_STAGE_EHLO] >= 0 ? MFP_STAGE_EHLO
                                                                           : MFP_STAGE_GREETING,
                                 transcript->last_us);
        break;
    case MFP_EVENT_TLS:
        transcript->stage = MFP_STAGE_TLS;
        break;
    case MFP_EVENT_BODY:
    case MFP_EVENT_NOTE:
    case MFP_EVENT_FAULT:
        break;
    }
    charge(transcript, at_us);
    keep(transcript, kind, at_us, text, length);
    bool tls_first = transcript->tls == MFP_TLS_IMPLICIT;
    if (kind == MFP_EVENT_CONNECT)
        mfp_transcript_enter(transcript, tls_first ? MFP_STAGE_TLS : MFP_STAGE_GREETING, at_us);
    if (kind == MFP_EVENT_TLS && tls_first)
        mfp_transcript_enter(transcript, MFP_STAGE_GREETING, at_us);
    if (kind == MFP_EVENT_REPLY)
        after_reply(transcript, text, length, at_us);
    if (kind == MFP_EVENT_TLS)
        transcript->tls_facts.done = true;
}

static struct mfp_event *last_event(const struct mfp_transcript *transcript)
{
    return transcript->count ? &transcript->events[transcript->count - 1] : NULL;
}

void mfp_transcript_body(struct mfp_transcript *transcript, int64_t at_us, int64_t octets)
{
    struct mfp_event *last = last_event(transcript);
    transcript->stage = MFP_STAGE_BODY;
    charge(transcript, at_us);
    transcript->message_octets += octets;
    if (!last || last->kind != MFP_EVENT_BODY) {
        keep(transcript, MFP_EVENT_BODY, at_us, "", 0);
        last = last_event(transcript);
    }
    if (last && last->kind == MFP_EVENT_BODY)
        last->octets += octets;
}

void mfp_transcript_fault(struct mfp_transcript *transcript, int64_t at_us,
                          enum mfp_fault_kind kind, int code, const char *detail)
{
    struct mfp_fault *fault = &transcript->fault;
    if (fault->kind != MFP_FAULT_NONE)
        return;
    charge(transcript, at_us);
    fault->kind = kind;
    fault->stage =
        transcript->stage == MFP_STAGE_QUIT ? transcript->stage_before_quit : transcript->stage;
    fault->code = code;
    mfp_text_clean(fault->detail, sizeof(fault->detail), detail, strlen(detail));
    keep(transcript, MFP_EVENT_FAULT, at_us, "", 0);
}

const struct mfp_event *mfp_transcript_last_reply(const struct mfp_transcript *transcript)
{
    for (size_t i = transcript->count; i-- > 0;)
        if (transcript->events[i].kind == MFP_EVENT_REPLY && transcript->events[i].text)
            return &transcript->events[i];
    return NULL;
}

const char *mfp_transcript_greeting(const struct mfp_transcript *transcript)
{
    for (size_t i = 0; i < transcript->count; i++)
        if (transcript->events[i].kind == MFP_EVENT_REPLY &&
            transcript->events[i].stage == MFP_STAGE_GREETING)
            return transcript->events[i].text;
    return NULL;
}

static const char *skip_code(const char *text)
{
    return strlen(text) > 4 ? text + 4 : "";
}

static void offer_line(struct mfp_offer *offer, const char *text)
{
    size_t length = strlen(text);
    if (has_verb(text, length, "STARTTLS"))
        offer->starttls = true;
    else if (has_verb(text, length, "PIPELINING"))
        offer->pipelining = true;
    else if (has_verb(text, length, "SMTPUTF8"))
        offer->smtputf8 = true;
    else if (has_verb(text, length, "SIZE"))
        offer->size = length > 5 ? strtoll(text + 5, NULL, 10) : 0;
    else if (has_verb(text, length, "AUTH") || strncasecmp(text, "AUTH=", 5) == 0) {
        size_t used = strlen(offer->mechanisms);
        const char *list = length > 5 ? text + 5 : "";
        offer->auth = offer->auth || *list;
        mfp_format(offer->mechanisms + used, sizeof(offer->mechanisms) - used, "%s%s",
                   used ? " " : "", list);
    }
}

static void offer_extension(struct mfp_offer *offer, const char *text)
{
    size_t used = strlen(offer->extensions);
    mfp_format(offer->extensions + used, sizeof(offer->extensions) - used, "%s%s", used ? ", " : "",
               text);
    offer_line(offer, text);
}

/* The last EHLO reply among the events from FIRST up to, but not with, END. */
static void offer_between(const struct mfp_transcript *transcript, size_t first, size_t end,
                          struct mfp_offer *offer)
{
    bool in_ehlo = false;
    *offer = (struct mfp_offer){.size = -1};
    for (size_t i = first; i < end; i++) {
        const struct mfp_event *event = &transcript->events[i];
        if (!event->text)
            continue;
        if (event->kind == MFP_EVENT_COMMAND) {
            in_ehlo = has_verb(event->text, strlen(event->text), "EHLO");
            if (in_ehlo)
                *offer = (struct mfp_offer){.size = -1};
        } else if (event->kind == MFP_EVENT_REPLY && in_ehlo &&
                   strncmp(event->text, "250", 3) == 0) {
            if (offer->seen) /* the first line only greets */
                offer_extension(offer, skip_code(event->text));
            offer->seen = true;
        }
    }
}

void mfp_transcript_offer(const struct mfp_transcript *transcript, struct mfp_offer *offer)
{
    offer_between(transcript, 0, transcript->count, offer);
}

void mfp_transcript_offer_in(const struct mfp_transcript *transcript, bool under_tls,
                             struct mfp_offer *offer)
{
    size_t tls = 0;
    while (tls < transcript->count && transcript->events[tls].kind != MFP_EVENT_TLS)
        tls++;
    if (under_tls)
        offer_between(transcript, tls, transcript->count, offer);
    else
        offer_between(transcript, 0, tls, offer);
}
