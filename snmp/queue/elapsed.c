/* Time that counts, in a world where clocks are set. */
#include "snmp/queue/step.h"

enum { TICKS = 100 }; /* of an uptime, a second */

void mfp_step_age_by(int64_t *age, int64_t seconds)
{
    if (__builtin_add_overflow(*age, seconds, age))
        *age = INT64_MAX;
}

/* Seconds from a reading of a clock to a later one; 0 where the clock went back. */
static int64_t between(int64_t before, int64_t after)
{
    int64_t seconds = 0;
    if (__builtin_sub_overflow(after, before, &seconds))
        return after > before ? INT64_MAX : 0;
    return seconds > 0 ? seconds : 0;
}

/* Seconds that the device itself counted; 0 if it does not say, or began anew. */
static int64_t counted(const struct mfp_queue_memory *memory, const struct mfp_queue_sample *sample)
{
    if (!sample || memory->silent > 0)
        return 0;
    if (sample->host_uptime > memory->host_uptime && memory->host_uptime >= 0)
        return (sample->host_uptime - memory->host_uptime) / TICKS;
    if (sample->agent_uptime > memory->agent_uptime && memory->agent_uptime >= 0)
        return (sample->agent_uptime - memory->agent_uptime) / TICKS;
    return 0;
}

static int64_t smaller(int64_t a, int64_t b)
{
    return a < b ? a : b;
}

/* What both clocks and the device agree on. A steady clock that went back is that of a host that
 * was restarted: the time of day has to do then, and after it the device. */
static int64_t agreed(const struct mfp_queue_memory *memory, const struct mfp_queue_sample *sample,
                      const struct mfp_queue_time *now)
{
    int64_t seconds = between(memory->time.steady, now->steady);
    int64_t device = counted(memory, sample);
    if (seconds == 0)
        seconds = between(memory->time.wall, now->wall);
    if (seconds == 0)
        return device;
    return device > 0 ? smaller(seconds, device + device / 10 + 5) : seconds;
}

/* Without an interval to go by, so much that three polls can be enough, and no less. */
static int64_t most(const struct mfp_queue_memory *memory, const struct mfp_queue_limits *limits)
{
    int64_t steps = limits->stuck_polls > 1 ? (int64_t)limits->stuck_polls - 1 : 1;
    if (memory->usual > 0)
        return memory->usual < INT64_MAX / 2 ? memory->usual * 2 : INT64_MAX;
    return limits->stuck_age / steps;
}

int64_t mfp_step_elapsed(struct mfp_queue_memory *memory, const struct mfp_queue_limits *limits,
                         const struct mfp_queue_sample *sample, const struct mfp_queue_time *now)
{
    int64_t seconds = 0;
    if (memory->begun) {
        seconds = smaller(agreed(memory, sample, now), most(memory, limits));
        if (seconds > 0)
            memory->usual = seconds > memory->usual / 2 ? seconds : memory->usual / 2;
    }
    memory->begun = true;
    memory->time = *now;
    return seconds;
}
