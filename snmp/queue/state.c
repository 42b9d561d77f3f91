#include "snmp/queue/state.h"

#include "core/text.h"
#include "snmp/queue/step.h"

#include <stdio.h>
#include <string.h>

enum {
    MINUTE_S = 60,
    HOUR_S = 3600,
    DAY_S = 24 * HOUR_S,
    RISES = 3, /* of a queue that grows */
};

const struct mfp_word mfp_queue_state_words[] = {
    {.number = MFP_QUEUE_IDLE, .name = "idle", .shown = "idle"},
    {.number = MFP_QUEUE_FLOWING, .name = "flowing", .shown = "flowing"},
    {.number = MFP_QUEUE_BACKLOG, .name = "backlog", .shown = "backlog"},
    {.number = MFP_QUEUE_STUCK, .name = "stuck", .shown = "stuck"},
    {.number = MFP_QUEUE_DROPPING, .name = "dropping", .shown = "dropping"},
    {.number = MFP_QUEUE_OFF, .name = "off", .shown = "off or asleep"},
    {.number = MFP_QUEUE_UNKNOWN, .name = "unknown", .shown = "unknown"},
    {.number = MFP_QUEUE_UNSUPPORTED, .name = "unsupported", .shown = "not supported"},
    {0},
};

void mfp_queue_limits_init(struct mfp_queue_limits *limits)
{
    *limits = (struct mfp_queue_limits){
        .stuck_age = (int64_t)10 * MINUTE_S,
        .stuck_polls = 3,
        .age = HOUR_S,
        .depth = 20,
        .drop_for = (int64_t)30 * MINUTE_S,
        .off_after = (int64_t)3 * DAY_S,
    };
}

void mfp_step_say(struct mfp_step *step, const char *format, ...)
{
    char words[MFP_QUEUE_EVIDENCE_SIZE] = "; ", *evidence = step->verdict->evidence;
    size_t used = strlen(evidence);
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(words + 2, sizeof(words) - 2, format, arguments);
    va_end(arguments);
    const char *from = used > 0 ? words : words + 2;
    mfp_text_clean(evidence + used, MFP_QUEUE_EVIDENCE_SIZE - used, from, strlen(from));
}

const char *mfp_step_age(int64_t seconds, char text[MFP_AGE_SIZE])
{
    if (seconds < 2 * (int64_t)MINUTE_S)
        return mfp_format(text, MFP_AGE_SIZE, "%lld s", (long long)seconds);
    if (seconds < 2 * (int64_t)HOUR_S)
        return mfp_format(text, MFP_AGE_SIZE, "%lld min", (long long)(seconds / MINUTE_S));
    if (seconds < 2 * (int64_t)DAY_S)
        return mfp_format(text, MFP_AGE_SIZE, "%lld h", (long long)(seconds / HOUR_S));
    return mfp_format(text, MFP_AGE_SIZE, "%lld days", (long long)(seconds / DAY_S));
}

bool mfp_step_rise(struct mfp_step *step, struct mfp_queue_rise *rise, int64_t depth)
{
    mfp_step_age_by(&rise->since, step->elapsed);
    if (depth < rise->depth || rise->since >= step->threshold)
        *rise = (struct mfp_queue_rise){.depth = depth};
    if (depth > rise->depth) {
        if (rise->rises > 0)
            mfp_step_age_by(&rise->span, rise->since);
        rise->rises += rise->rises < UINT32_MAX ? 1 : 0;
        rise->since = 0;
        rise->depth = depth;
    }
    return rise->rises >= RISES && rise->span >= step->threshold;
}

void mfp_step_event(struct mfp_queue_event *event, uint32_t count, const struct mfp_job *job)
{
    event->count = count < UINT32_MAX - event->count ? event->count + count : UINT32_MAX;
    event->ago = 0;
    event->sure |= !job || (job->class == MFP_JOB_SEND && !job->doubted);
    mfp_format(event->label, sizeof(event->label), "%s", job ? job->label : "");
    mfp_format(event->via, sizeof(event->via), "%s", job ? job->via : "");
}

/* An event grows old, and is over after DROP_FOR. */
static void age_event(struct mfp_step *step, struct mfp_queue_event *event)
{
    if (event->count == 0)
        return;
    mfp_step_age_by(&event->ago, step->elapsed > 0 ? step->elapsed : 1);
    if (event->ago > step->limits->drop_for)
        *event = (struct mfp_queue_event){0};
}

static void say_event(struct mfp_step *step, const struct mfp_queue_event *event, const char *what)
{
    char age[MFP_AGE_SIZE];
    mfp_step_age(event->ago, age);
    if (event->label[0] == '\0')
        mfp_step_say(step, "%u send job%s %s, %s ago", event->count, mfp_plural(event->count), what,
                     age);
    else if (event->count > 1)
        mfp_step_say(step, "%u jobs %s, the last job %s, %s ago", event->count, what, event->label,
                     age);
    else
        mfp_step_say(step, "job %s%s%s %s, %s ago", event->label, event->via[0] ? " to " : "",
                     event->via, what, age);
}

static void judge_events(struct mfp_step *step)
{
    struct mfp_queue_verdict *verdict = step->verdict;
    if (step->memory->cautioned.count > 0) {
        verdict->suspect = true;
        say_event(step, &step->memory->cautioned, "ended with a caution");
    }
    if (step->memory->dropped.count == 0)
        return;
    say_event(step, &step->memory->dropped, "failed on the device");
    if (verdict->state == MFP_QUEUE_STUCK)
        return;
    verdict->state = MFP_QUEUE_DROPPING;
    verdict->unsure = !step->memory->dropped.sure;
}

static void judge_backlog(struct mfp_step *step)
{
    struct mfp_queue_verdict *verdict = step->verdict;
    const struct mfp_queue_limits *limits = step->limits;
    char age[MFP_AGE_SIZE];
    bool deep = limits->depth > 0 && verdict->depth >= limits->depth;
    bool old = limits->age > 0 && verdict->oldest_age >= limits->age;
    if (verdict->state != MFP_QUEUE_FLOWING || !(deep || old || step->backlog))
        return;
    verdict->state = MFP_QUEUE_BACKLOG;
    mfp_step_say(step, "%lld job%s wait%s, the oldest since %s%s", (long long)verdict->depth,
                 mfp_plural(verdict->depth), verdict->depth == 1 ? "s" : "",
                 mfp_step_age(verdict->oldest_age, age),
                 step->backlog && !deep && !old && !verdict->suspect ? ", more and more" : "");
}

static void judge_notes(struct mfp_step *step)
{
    const struct mfp_device_notes *notes = &step->sample->notes;
    if (notes->trouble) {
        step->verdict->suspect = true;
        mfp_step_say(step, "%s", notes->text);
    } else if (notes->critical > 0) {
        mfp_step_say(step, "%u critical alerts%s%s", notes->critical, notes->text[0] ? ", " : "",
                     notes->text);
    }
    if (step->tier == MFP_TIER_D && notes->console[0])
        mfp_step_say(step, "panel says '%s'", notes->console);
}

static bool tells_of_empty_queues(const char *name)
{
    const struct mfp_profile *profile = mfp_profile_find(name);
    const struct mfp_object *object = profile ? profile->objects : NULL;
    const struct mfp_table *table = profile ? profile->tables : NULL;
    for (; object && object->meaning != MFP_MEANING_NONE; object++)
        if (object->meaning == MFP_MEANING_SET_ACTIVE)
            return true;
    for (; table && table->kind != MFP_TABLE_NONE; table++)
        if (table->kind == MFP_TABLE_SETS)
            return true;
    return false;
}

/* A device that told of its queue and no longer does: its agent is not ready yet, or its access was
 * changed. After a day that is what it is now. On those that do not tell an empty table from none
 * at all, the queue is empty. Returns whether its queue is lost to us. */
static bool is_lost(struct mfp_step *step)
{
    struct mfp_queue_memory *memory = step->memory;
    bool had = memory->tier == MFP_TIER_A || memory->tier == MFP_TIER_B;
    bool has = step->tier == MFP_TIER_A || step->tier == MFP_TIER_B;
    if (!had || has) {
        memory->lost_for = 0;
        return false;
    }
    if (!tells_of_empty_queues(memory->source)) {
        step->tier = memory->tier;
        return false;
    }
    mfp_step_age_by(&memory->lost_for, step->elapsed > 0 ? step->elapsed : 1);
    return memory->lost_for < DAY_S;
}

static void judge_tier(struct mfp_step *step)
{
    switch (step->tier) {
    case MFP_TIER_A:
        mfp_step_jobs(step);
        break;
    case MFP_TIER_B:
        mfp_step_sets(step);
        break;
    case MFP_TIER_C:
    case MFP_TIER_D:
    case MFP_TIER_NONE:
        step->verdict->state = MFP_QUEUE_UNSUPPORTED;
        break;
    }
    if (step->tier == MFP_TIER_NONE && step->sample->unreadable > 0) {
        step->verdict->state = MFP_QUEUE_UNKNOWN;
        mfp_step_say(step, "%u answer%s no sense", step->sample->unreadable,
                     step->sample->unreadable == 1 ? " makes" : "s make");
    }
    mfp_step_counts(step);
}

static void say_kind(struct mfp_step *step)
{
    static const char *const shown[] = {
        [MFP_TIER_NONE] = "it tells nothing of a queue",
        [MFP_TIER_A] = "no jobs",
        [MFP_TIER_B] = "no jobs",
        [MFP_TIER_C] = "its queue is not to be seen, its counters stand still",
        [MFP_TIER_D] = "its queue is not to be seen, its alerts and status are",
    };
    const struct mfp_queue_verdict *verdict = step->verdict;
    const struct mfp_profile *source = mfp_profile_find(step->sample->source);
    if (verdict->state == MFP_QUEUE_FLOWING && verdict->depth > 0)
        mfp_step_say(step, "%lld job%s under way", (long long)verdict->depth,
                     mfp_plural(verdict->depth));
    else if (verdict->state == MFP_QUEUE_FLOWING && step->tier == MFP_TIER_C)
        mfp_step_say(step, "its queue is not to be seen, its counters move");
    else if (verdict->state == MFP_QUEUE_FLOWING)
        mfp_step_say(step, "jobs come and go");
    else if (verdict->state == MFP_QUEUE_IDLE || verdict->state == MFP_QUEUE_UNSUPPORTED)
        mfp_step_say(step, "%s", shown[step->tier]);
    if (step->sample->cut)
        mfp_step_say(step, "its table of jobs is longer than what is read of it");
    if (source && source->caveat && (step->tier == MFP_TIER_A || step->tier == MFP_TIER_B))
        mfp_step_say(step, "%s", source->caveat);
    if (verdict->unproven)
        mfp_step_say(step, "unproven profile '%s'", step->sample->source);
}

static void judge_answer(struct mfp_step *step)
{
    struct mfp_queue_verdict *verdict = step->verdict;
    struct mfp_queue_memory *memory = step->memory;
    age_event(step, &memory->dropped);
    age_event(step, &memory->cautioned);
    mfp_step_baseline(step);
    if (is_lost(step)) {
        char age[MFP_AGE_SIZE];
        verdict->state = MFP_QUEUE_UNKNOWN;
        verdict->tier = step->tier;
        mfp_step_say(step, "it told of its queue before, and does not since %s",
                     mfp_step_age(memory->lost_for, age));
        return;
    }
    if (step->tier == step->sample->tier)
        mfp_format(memory->source, sizeof(memory->source), "%s", step->sample->source);
    memory->tier = verdict->tier = step->tier;
    judge_tier(step);
    judge_backlog(step);
    judge_events(step);
    judge_notes(step);
    say_kind(step);
}

static void judge_silence(struct mfp_step *step)
{
    struct mfp_queue_memory *memory = step->memory;
    struct mfp_queue_verdict *verdict = step->verdict;
    char age[MFP_AGE_SIZE];
    memory->silent += memory->silent < UINT32_MAX ? 1 : 0;
    mfp_step_age_by(&memory->off_for, step->elapsed);
    verdict->state = MFP_QUEUE_OFF;
    verdict->off_for = memory->off_for;
    verdict->tier = memory->tier;
    verdict->overdue = step->limits->off_after > 0 && memory->off_for >= step->limits->off_after;
    mfp_step_say(step, "no answer in %u poll%s, since %s", memory->silent,
                 mfp_plural(memory->silent), mfp_step_age(memory->off_for, age));
}

void mfp_queue_step(struct mfp_queue_memory *memory, const struct mfp_queue_limits *limits,
                    const struct mfp_queue_sample *sample, const struct mfp_queue_time *now,
                    struct mfp_queue_verdict *verdict)
{
    struct mfp_step step = {
        .memory = memory,
        .limits = limits,
        .sample = sample,
        .verdict = verdict,
        .tier = sample ? sample->tier : MFP_TIER_NONE,
        .threshold = limits->stuck_age,
    };
    *verdict = (struct mfp_queue_verdict){.depth = -1,
                                          .oldest_age = -1,
                                          .scanned = -1,
                                          .sent = -1,
                                          .unproven = sample && sample->unproven};
    if (!memory->begun)
        memory->host_uptime = memory->agent_uptime = -1;
    step.elapsed = mfp_step_elapsed(memory, limits, sample, now);
    mfp_step_age_by(&memory->unheard, step.elapsed);
    if (!sample) {
        judge_silence(&step);
        return;
    }
    judge_answer(&step);
    memory->off_for = 0;
    memory->silent = 0;
}
