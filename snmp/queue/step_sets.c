/* Tier B: how many jobs are active, the oldest and the newest of them. Numbers of jobs are compared
 * for being the same and for nothing else: some devices share them between queues. */
#include "snmp/queue/step.h"

#include <string.h>

static const struct mfp_set_watch *watch_of(const struct mfp_queue_memory *memory, uint32_t number)
{
    for (size_t i = 0; i < memory->set_count; i++)
        if (memory->sets[i].set.number == number)
            return &memory->sets[i];
    return NULL;
}

static void watch(struct mfp_step *step, struct mfp_set_watch *watch,
                  const struct mfp_queue_set *set)
{
    bool same = set->active > 0 && set->oldest > 0 && set->oldest == watch->set.oldest;
    if (same) {
        watch->moved |= set->newest != watch->set.newest;
        mfp_step_age_by(&watch->still, step->elapsed);
        watch->polls += watch->polls < UINT32_MAX ? 1 : 0;
    } else {
        watch->still = 0;
        watch->polls = 1;
        watch->moved = false;
    }
    watch->set = *set;
}

static void judge(struct mfp_step *step, const struct mfp_set_watch *watch)
{
    struct mfp_queue_verdict *verdict = step->verdict;
    const struct mfp_queue_set *set = &watch->set;
    char age[MFP_AGE_SIZE];
    if (set->active > 0 && watch->still > verdict->oldest_age)
        verdict->oldest_age = watch->still;
    if (set->active <= 0 || watch->still < step->threshold ||
        watch->polls < step->limits->stuck_polls)
        return;
    if (watch->moved) {
        verdict->stuck++;
        verdict->head_of_line = true;
        verdict->unsure |= set->class == MFP_JOB_ANY;
        mfp_step_say(step, "job %lld is the oldest since %s, newer ones come, %lld wait",
                     (long long)set->oldest, mfp_step_age(watch->still, age),
                     (long long)set->active - 1);
    } else {
        step->backlog = verdict->suspect = true;
        mfp_step_say(step, "job %lld is the oldest of %lld since %s", (long long)set->oldest,
                     (long long)set->active, mfp_step_age(watch->still, age));
    }
}

void mfp_step_sets(struct mfp_step *step)
{
    const struct mfp_queue_sample *sample = step->sample;
    struct mfp_queue_memory *memory = step->memory;
    struct mfp_queue_verdict *verdict = step->verdict;
    struct mfp_set_watch next[MFP_SAMPLE_SETS];
    size_t count = 0;
    verdict->baseline |= memory->set_count == 0;
    memory->jobs_known = false;
    memory->job_count = 0;
    verdict->depth = verdict->oldest_age = 0;
    for (size_t i = 0; i < sample->set_count; i++) {
        const struct mfp_queue_set *set = &sample->sets[i];
        const struct mfp_set_watch *before = watch_of(memory, set->number);
        if (set->class == MFP_JOB_OTHER || set->active < 0)
            continue;
        next[count] = before ? *before : (struct mfp_set_watch){0};
        watch(step, &next[count], set);
        verdict->depth += set->active;
        judge(step, &next[count]);
        step->backlog |= mfp_step_rise(step, &next[count].rise, set->active);
        count++;
    }
    memcpy(memory->sets, next, count * sizeof(*next));
    memory->set_count = count;
    verdict->state = verdict->stuck > 0   ? MFP_QUEUE_STUCK
                     : verdict->depth > 0 ? MFP_QUEUE_FLOWING
                                          : MFP_QUEUE_IDLE;
}
