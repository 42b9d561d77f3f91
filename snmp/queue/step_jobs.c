/* Tier A: a table of jobs with states. */
#include "core/text.h"
#include "snmp/queue/step.h"

#include <string.h>

enum { STOPPED_POLLS = 2, JOBS_FOR_DURATION = 30, DURATION_FACTOR = 3 };

static bool is_ours(const struct mfp_job *job)
{
    return job->class != MFP_JOB_OTHER;
}

static bool has_ended(const struct mfp_job *job)
{
    return job->state >= MFP_JOB_CANCELED;
}

/* Held jobs wait by somebody's wish, and of those of an unknown state nothing can be said. */
static bool counts(const struct mfp_job *job)
{
    return is_ours(job) && (job->state == MFP_JOB_PENDING || job->state == MFP_JOB_PROCESSING ||
                            job->state == MFP_JOB_STOPPED);
}

static bool is_same(const struct mfp_job *a, const struct mfp_job *b)
{
    return a->state == b->state && a->marks == b->marks;
}

static const struct mfp_job *job_of(const struct mfp_queue_sample *sample, uint64_t key)
{
    for (size_t i = 0; i < sample->job_count; i++)
        if (sample->jobs[i].key == key)
            return &sample->jobs[i];
    return NULL;
}

static const struct mfp_job_watch *watch_of(const struct mfp_queue_memory *memory, uint64_t key)
{
    for (size_t i = 0; i < memory->job_count; i++)
        if (memory->jobs[i].job.key == key)
            return &memory->jobs[i];
    return NULL;
}

/* The first of the remembered jobs that moved, ended or went: the queue moved up to it, and those
 * that wait behind it did not wait in vain. */
static const struct mfp_job_watch *find_front(const struct mfp_step *step)
{
    const struct mfp_queue_memory *memory = step->memory;
    for (size_t i = 0; i < memory->job_count; i++) {
        const struct mfp_job *before = &memory->jobs[i].job;
        if (!counts(before))
            continue;
        const struct mfp_job *now = job_of(step->sample, before->key);
        if (!now || !is_same(before, now))
            return &memory->jobs[i];
    }
    return NULL;
}

static bool has_progress(const struct mfp_job_watch *before, const struct mfp_job *job,
                         const struct mfp_job_watch *front)
{
    if (!is_same(&before->job, job))
        return true;
    return job->state == MFP_JOB_PENDING && front && before > front;
}

static void count_duration(struct mfp_queue_memory *memory, int64_t seconds)
{
    unsigned n = 0;
    while (n < MFP_QUEUE_DURATIONS - 1 && seconds >= INT64_C(1) << n)
        n++;
    if (memory->durations[n] < UINT32_MAX)
        memory->durations[n]++;
}

static void on_end(struct mfp_step *step, const struct mfp_job *job, int64_t seen)
{
    if (job->state == MFP_JOB_ABORTED) {
        step->verdict->dropped++;
        mfp_step_event(&step->memory->dropped, 1, job);
    } else if (job->state == MFP_JOB_CANCELED) {
        step->verdict->canceled++;
    } else {
        step->verdict->completed++;
        if (job->caution)
            mfp_step_event(&step->memory->cautioned, 1, job);
        if (seen > 0)
            count_duration(step->memory, seen);
    }
}

/* A job that is in its end the first time it is seen ended since the last poll; unless nobody
 * looked before, or not all that was there had room. */
static bool is_news(const struct mfp_step *step, const struct mfp_job_watch *before)
{
    if (before)
        return !has_ended(&before->job);
    return step->memory->jobs_known && !step->memory->jobs_cut && !step->sample->cut;
}

/* What kind of job it is, is asked of those under way: an ended one is what it was then. */
static void take_kind(struct mfp_job *job, const struct mfp_job_watch *before)
{
    if (!before || job->class != MFP_JOB_ANY)
        return;
    job->class = before->job.class;
    memcpy(job->via, before->job.via, sizeof(job->via));
}

static void take_age(struct mfp_step *step, struct mfp_job_watch *next,
                     const struct mfp_job_watch *before, const struct mfp_job_watch *front)
{
    next->seen = before->seen;
    mfp_step_age_by(&next->seen, step->elapsed);
    if (has_progress(before, &next->job, front))
        return;
    next->still = before->still;
    next->polls = before->polls < UINT32_MAX ? before->polls + 1 : before->polls;
    mfp_step_age_by(&next->still, step->elapsed);
}

static void watch(struct mfp_step *step, struct mfp_job_watch *next, const struct mfp_job *job,
                  const struct mfp_job_watch *front)
{
    const struct mfp_job_watch *before = watch_of(step->memory, job->key);
    if (before && has_ended(&before->job) && !has_ended(job))
        before = NULL; /* its number is another's now */
    *next = (struct mfp_job_watch){.job = *job, .polls = 1};
    take_kind(&next->job, before);
    if (is_ours(&next->job) && has_ended(job) && is_news(step, before))
        on_end(step, &next->job, before ? before->seen : 0);
    if (before)
        take_age(step, next, before, front);
    if (job->state == MFP_JOB_STOPPED)
        next->stopped = before && before->stopped < UINT32_MAX ? before->stopped + 1 : 1;
}

/* RFC 2707 promises that an ended job stays for a while: one that was gone sooner was dropped. In
 * any other case it is not known how it ended. */
static bool is_dropped(const struct mfp_step *step, const struct mfp_job *job)
{
    for (size_t i = 0; i < step->sample->set_count; i++) {
        const struct mfp_queue_set *set = &step->sample->sets[i];
        if (set->number == job->set && set->persistence > 0)
            return step->elapsed > 0 && step->elapsed < set->persistence / 2;
    }
    return false;
}

static void count_vanished(struct mfp_step *step)
{
    const struct mfp_queue_memory *memory = step->memory;
    for (size_t i = 0; i < memory->job_count && !step->sample->cut; i++) {
        const struct mfp_job *job = &memory->jobs[i].job;
        if (!counts(job) || job_of(step->sample, job->key))
            continue;
        if (is_dropped(step, job)) {
            step->verdict->dropped++;
            mfp_step_event(&step->memory->dropped, 1, job);
        } else {
            step->verdict->vanished++;
        }
    }
}

static void remember(struct mfp_step *step)
{
    struct mfp_job_watch next[MFP_SAMPLE_JOBS];
    struct mfp_queue_memory *memory = step->memory;
    const struct mfp_job_watch *front = find_front(step);
    count_vanished(step);
    for (size_t i = 0; i < step->sample->job_count; i++)
        watch(step, &next[i], &step->sample->jobs[i], front);
    memcpy(memory->jobs, next, step->sample->job_count * sizeof(*next));
    memory->job_count = step->sample->job_count;
    memory->jobs_known = true;
    memory->set_count = 0; /* of a time when they were all there was */
    memory->jobs_cut = step->sample->cut;
}

/* Three times what nineteen of twenty jobs of this device take, where that is longer. */
static void raise_threshold(struct mfp_step *step)
{
    const uint32_t *durations = step->memory->durations;
    uint64_t all = 0, sum = 0;
    for (unsigned n = 0; n < MFP_QUEUE_DURATIONS; n++)
        all += durations[n];
    if (all < JOBS_FOR_DURATION)
        return;
    unsigned n = 0;
    while ((sum += durations[n]) * 20 < all * 19)
        n++;
    int64_t seconds = DURATION_FACTOR * (INT64_C(1) << n);
    if (seconds > step->threshold)
        step->threshold = seconds;
}

static bool is_stuck(const struct mfp_step *step, const struct mfp_job_watch *watch)
{
    if (!counts(&watch->job))
        return false;
    return watch->stopped >= STOPPED_POLLS ||
           (watch->still >= step->threshold && watch->polls >= step->limits->stuck_polls);
}

static const char *what_it_does(enum mfp_job_state state)
{
    switch (state) {
    case MFP_JOB_PENDING:
        return "waiting";
    case MFP_JOB_PROCESSING:
        return "processing";
    case MFP_JOB_STOPPED:
        return "stopped by the device";
    case MFP_JOB_UNKNOWN:
    case MFP_JOB_HELD:
    case MFP_JOB_CANCELED:
    case MFP_JOB_ABORTED:
    case MFP_JOB_COMPLETED:
        break;
    }
    return "in an unknown state";
}

static void say_stuck(struct mfp_step *step, const struct mfp_job_watch *watch)
{
    char age[MFP_AGE_SIZE];
    const struct mfp_job *job = &watch->job;
    const char *to = job->via[0] ? " to " : job->class == MFP_JOB_ANY ? " of unknown kind" : "";
    mfp_step_say(step, "job %s%s%s, %s since %s, no progress in %u polls", job->label, to, job->via,
                 what_it_does(job->state), mfp_step_age(watch->still, age), watch->polls);
}

/* What is found in a walk over the jobs. */
struct finding {
    const struct mfp_job_watch *worst; /* of the stuck ones: one that is surely a send job first */
    const struct mfp_job_watch *head;  /* the stuck one that others wait behind */
    int64_t depth;
};

static bool is_worse(const struct mfp_job_watch *a, const struct mfp_job_watch *b)
{
    if (!b || a->job.class != b->job.class)
        return !b || a->job.class == MFP_JOB_SEND;
    return a->still > b->still;
}

static void look_at(struct mfp_step *step, struct finding *found, const struct mfp_job_watch *watch)
{
    if (!counts(&watch->job))
        return;
    found->depth++;
    if (watch->seen > step->verdict->oldest_age)
        step->verdict->oldest_age = watch->seen;
    if (!is_stuck(step, watch))
        return;
    step->verdict->stuck++;
    if (found->depth == 1 || watch->job.first)
        found->head = watch;
    if (is_worse(watch, found->worst))
        found->worst = watch;
}

static void judge(struct mfp_step *step)
{
    struct mfp_queue_verdict *verdict = step->verdict;
    struct finding found = {0};
    for (size_t i = 0; i < step->memory->job_count; i++)
        look_at(step, &found, &step->memory->jobs[i]);
    verdict->depth =
        found.depth > step->sample->send_total ? found.depth : step->sample->send_total;
    if (!found.worst)
        return;
    verdict->head_of_line = found.head && verdict->depth > 1;
    verdict->unsure = found.worst->job.class == MFP_JOB_ANY;
    say_stuck(step, verdict->head_of_line ? found.head : found.worst);
    if (verdict->stuck > 1)
        mfp_step_say(step, "%u jobs are stuck", verdict->stuck);
    if (verdict->head_of_line)
        mfp_step_say(step, "%lld wait behind it", (long long)verdict->depth - 1);
}

static bool any_readable(const struct mfp_queue_sample *sample)
{
    for (size_t i = 0; i < sample->job_count; i++)
        if (sample->jobs[i].state != MFP_JOB_UNKNOWN)
            return true;
    return sample->job_count == 0;
}

static enum mfp_queue_state state_of(struct mfp_step *step)
{
    const struct mfp_queue_verdict *verdict = step->verdict;
    if (verdict->stuck > 0)
        return MFP_QUEUE_STUCK;
    if (!any_readable(step->sample)) {
        mfp_step_say(step, "%u job%s in states that are not known", step->sample->job_total,
                     mfp_plural(step->sample->job_total));
        return MFP_QUEUE_UNKNOWN;
    }
    if (verdict->depth > 0 || verdict->completed > 0 || verdict->vanished > 0)
        return MFP_QUEUE_FLOWING;
    return MFP_QUEUE_IDLE;
}

void mfp_step_jobs(struct mfp_step *step)
{
    struct mfp_queue_verdict *verdict = step->verdict;
    verdict->baseline |= !step->memory->jobs_known;
    verdict->oldest_age = 0;
    remember(step);
    raise_threshold(step);
    judge(step);
    step->backlog = mfp_step_rise(step, &step->memory->rise, verdict->depth);
    verdict->state = state_of(step);
    if (verdict->vanished > 0)
        mfp_step_say(step, "%u job%s gone, and nobody saw how", verdict->vanished,
                     mfp_plural(verdict->vanished));
}
