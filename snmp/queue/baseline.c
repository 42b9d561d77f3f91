/* When what was remembered does not hold any more. */
#include "core/text.h"
#include "snmp/queue/step.h"

#include <string.h>

/* TimeTicks: 497 days. */
static const int64_t ticks_end = INT64_C(1) << 32;

static bool differ(const char *before, const char *after)
{
    return before[0] != '\0' && after[0] != '\0' && strcmp(before, after) != 0;
}

/* An uptime that passed its end: it must be where it would be by now, else the device restarted. */
static bool has_wrapped(int64_t before, int64_t after, int64_t unheard)
{
    int64_t grown = (after + ticks_end - before) / 100;
    return before > ticks_end - ticks_end / 20 && grown / 2 <= unheard + 600;
}

/* An uptime that fell; or that grew, over a silence, by less than half of it. One that stands still
 * is none: some agents answer what they knew a while ago. */
static bool has_restarted(const struct mfp_queue_memory *memory, int64_t before, int64_t after)
{
    if (before < 0 || after < 0)
        return false;
    if (after < before)
        return !has_wrapped(before, after, memory->unheard);
    return memory->silent > 0 && after > before &&
           (after - before) / 100 + 60 < memory->unheard / 2;
}

/* The uptime of the host tells; that of the agent alone may be that of an agent that was restarted,
 * or, where there is no other, of a device. */
static bool is_reboot(const struct mfp_queue_memory *memory, const struct mfp_queue_sample *sample)
{
    if (memory->host_uptime >= 0 && sample->host_uptime >= 0)
        return has_restarted(memory, memory->host_uptime, sample->host_uptime);
    return has_restarted(memory, memory->agent_uptime, sample->agent_uptime);
}

static void forget(struct mfp_queue_memory *memory)
{
    memory->jobs_known = memory->jobs_cut = false;
    memory->job_count = memory->set_count = 0;
    memory->rise = (struct mfp_queue_rise){0};
    memory->unanswered = memory->unanswered_for = 0;
    memset(memory->counters, 0, sizeof(memory->counters));
}

static uint32_t under_way(const struct mfp_queue_memory *memory)
{
    uint32_t count = 0;
    for (size_t i = 0; i < memory->job_count; i++) {
        const struct mfp_job *job = &memory->jobs[i].job;
        count += job->class != MFP_JOB_OTHER && job->state < MFP_JOB_CANCELED;
    }
    return count;
}

static void swap(struct mfp_step *step)
{
    struct mfp_queue_memory *memory = step->memory;
    struct mfp_queue_memory fresh = {.begun = true,
                                     .time = memory->time,
                                     .usual = memory->usual,
                                     .host_uptime = -1,
                                     .agent_uptime = -1};
    step->verdict->swapped = step->verdict->baseline = true;
    if (differ(memory->serial, step->sample->serial))
        mfp_step_say(step, "another device: serial number %s, was %s", step->sample->serial,
                     memory->serial);
    else
        mfp_step_say(step, "another device: %s",
                     step->sample->model[0] ? step->sample->model : step->sample->object_id);
    *memory = fresh;
}

static void restart(struct mfp_step *step)
{
    step->verdict->rebooted = step->verdict->baseline = true;
    step->verdict->lost = under_way(step->memory);
    if (step->verdict->lost > 0)
        mfp_step_say(step, "restarted, what became of %u job%s under way is not known",
                     step->verdict->lost, mfp_plural(step->verdict->lost));
    else
        mfp_step_say(step, "restarted");
    forget(step->memory);
}

void mfp_step_baseline(struct mfp_step *step)
{
    struct mfp_queue_memory *memory = step->memory;
    const struct mfp_queue_sample *sample = step->sample;
    if (differ(memory->serial, sample->serial) || differ(memory->object_id, sample->object_id))
        swap(step);
    else if (is_reboot(memory, sample))
        restart(step);
    if (sample->serial[0])
        mfp_format(memory->serial, sizeof(memory->serial), "%s", sample->serial);
    if (sample->object_id[0])
        mfp_format(memory->object_id, sizeof(memory->object_id), "%s", sample->object_id);
    memory->host_uptime = sample->host_uptime;
    memory->agent_uptime = sample->agent_uptime;
    memory->unheard = 0;
}
