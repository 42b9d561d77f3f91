#include "core/result.h"

#include <string.h>

uint64_t mfp_digest(uint64_t digest, const char *octets, size_t length)
{
    if (!digest)
        digest = 14695981039346656037U;
    for (size_t i = 0; i < length; i++)
        digest = (digest ^ (unsigned char)octets[i]) * 1099511628211U;
    return digest;
}

static uint64_t digest_text(uint64_t digest, const char *text)
{
    /* With its NUL: "ab" and "c" are not "a" and "bc". */
    return mfp_digest(digest, text ? text : "", text ? strlen(text) + 1 : 1);
}

static uint64_t digest_number(uint64_t digest, int64_t number)
{
    char octets[sizeof(number)];
    memcpy(octets, &number, sizeof(number));
    return mfp_digest(digest, octets, sizeof(octets));
}

uint64_t mfp_plan_digest(const struct mfp_plan *plan)
{
    const char *const texts[] = {plan->host,      plan->ciphers, plan->ca_file,
                                 plan->user,      plan->secret,  plan->from,
                                 plan->recipient, plan->helo,    plan->source};
    const int64_t numbers[] = {plan->port,    plan->tls,        plan->tls_min,
                               plan->tls_max, plan->tls_verify, plan->auth,
                               plan->ip,      plan->size,       plan->depth};
    uint64_t digest = 0;
    for (size_t i = 0; i < sizeof(texts) / sizeof(texts[0]); i++)
        digest = digest_text(digest, texts[i]);
    for (size_t i = 0; i < sizeof(numbers) / sizeof(numbers[0]); i++)
        digest = digest_number(digest, numbers[i]);
    return digest;
}

static bool failed(const struct mfp_result *result)
{
    return result->category != MFP_CATEGORY_OK;
}

void mfp_streak_add(struct mfp_streak *streak, const struct mfp_result *result)
{
    bool began = !streak->since || failed(result) != (streak->failures > 0);
    if (began || streak->since > result->at) /* the clock went back */
        streak->since = result->at;
    streak->failures = failed(result) ? streak->failures + 1 : 0;
    if (!failed(result))
        streak->last_success = result->at;
}

static void copy(char *target, size_t size, const char *text)
{
    mfp_format(target, size, "%s", text ? text : "");
}

static uint64_t digest_transcript(const struct mfp_transcript *transcript)
{
    uint64_t digest = 0;
    for (size_t i = 0; i < transcript->count; i++) {
        digest = digest_number(digest, transcript->events[i].kind);
        digest = digest_text(digest, transcript->events[i].text);
    }
    return digest;
}

/* "PLAIN" out of "AUTH PLAIN ***": what was spoken, not what was allowed. */
static void find_mechanism(const struct mfp_transcript *transcript, char *target, size_t size)
{
    for (size_t i = 0; i < transcript->count; i++) {
        const struct mfp_event *event = &transcript->events[i];
        if (event->kind != MFP_EVENT_COMMAND || !event->text ||
            strncmp(event->text, "AUTH ", 5) != 0)
            continue;
        mfp_format(target, size, "%.*s", (int)strcspn(event->text + 5, " "), event->text + 5);
        return;
    }
}

void mfp_result_of(struct mfp_result *result, const struct mfp_plan *plan,
                   const struct mfp_transcript *transcript, const struct mfp_verdict *verdict,
                   enum mfp_state state, int64_t at)
{
    struct mfp_offer offer;
    const struct mfp_tls_facts *facts = &transcript->tls_facts;
    mfp_transcript_offer(transcript, &offer);
    *result = (struct mfp_result){
        .at = at,
        .state = state,
        .category = verdict->category,
        .cause = verdict->cause ? verdict->cause->number : 0,
        .stage = verdict->stage,
        .fault = verdict->fault,
        .code = verdict->code,
        .retryable = verdict->retryable,
        .confidence = verdict->confidence,
        .depth = plan->depth,
        .cert_not_after = facts->chain_not_after,
        .size_limit = offer.size > 0 ? offer.size : 0,
        .message_octets = transcript->message_octets,
        .tls_verified = facts->verified,
        .plan = mfp_plan_digest(plan),
        .transcript = digest_transcript(transcript),
    };
    memcpy(result->stage_us, transcript->stage_us, sizeof(result->stage_us));
    copy(result->device, sizeof(result->device), plan->device ? plan->device : plan->host);
    copy(result->sender, sizeof(result->sender), result->device);
    copy(result->account, sizeof(result->account), plan->account ? plan->account : plan->user);
    copy(result->server, sizeof(result->server), plan->server ? plan->server : plan->host);
    copy(result->enhanced, sizeof(result->enhanced), verdict->enhanced);
    copy(result->reply, sizeof(result->reply), verdict->reply);
    copy(result->tls_version, sizeof(result->tls_version), facts->version);
    copy(result->tls_cipher, sizeof(result->tls_cipher), facts->cipher);
    /* In the clear it may offer others: those are not the device's to choose from. */
    if (facts->done || plan->tls == MFP_TLS_NONE)
        copy(result->mechanisms, sizeof(result->mechanisms), offer.mechanisms);
    copy(result->token, sizeof(result->token), transcript->message_octets ? transcript->token : "");
    find_mechanism(transcript, result->mechanism, sizeof(result->mechanism));
}

void mfp_result_verdict(const struct mfp_result *result, const struct mfp_knowledge *knowledge,
                        struct mfp_verdict *verdict)
{
    *verdict = (struct mfp_verdict){
        .category = result->category,
        .cause = result->cause ? mfp_cause_number(knowledge, result->cause) : NULL,
        .stage = result->stage,
        .code = result->code,
        .retryable = result->retryable,
        .confidence = result->confidence,
        .fault = result->fault,
    };
    copy(verdict->enhanced, sizeof(verdict->enhanced), result->enhanced);
    copy(verdict->reply, sizeof(verdict->reply), result->reply);
}
