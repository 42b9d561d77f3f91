/* A memory as octets. The first is the version: what another wrote is not read, and the next poll
 * is a first look. */
#include "snmp/queue/octets.h"
#include "snmp/queue/state.h"

#include <errno.h>
#include <string.h>

enum { VERSION = 1 };

static void put_watch(struct mfp_octets_out *out, const struct mfp_job_watch *watch)
{
    const struct mfp_job *job = &watch->job;
    mfp_put_u64(out, job->key);
    mfp_put_string(out, job->label);
    mfp_put_string(out, job->via);
    mfp_put_u64(out, job->state);
    mfp_put_u64(out, job->class);
    mfp_put_u64(out, job->set);
    mfp_put_u64(out, job->marks);
    mfp_put_i64(out, watch->seen);
    mfp_put_i64(out, watch->still);
    mfp_put_u64(out, watch->polls);
    mfp_put_u64(out, watch->stopped);
}

static void put_rise(struct mfp_octets_out *out, const struct mfp_queue_rise *rise)
{
    mfp_put_i64(out, rise->depth);
    mfp_put_u64(out, rise->rises);
    mfp_put_i64(out, rise->span);
    mfp_put_i64(out, rise->since);
}

static void put_set(struct mfp_octets_out *out, const struct mfp_set_watch *watch)
{
    mfp_put_u64(out, watch->set.number);
    mfp_put_i64(out, watch->set.oldest);
    mfp_put_i64(out, watch->set.newest);
    mfp_put_i64(out, watch->still);
    mfp_put_u64(out, watch->polls);
    mfp_put_u64(out, watch->moved);
    put_rise(out, &watch->rise);
}

static void put_event(struct mfp_octets_out *out, const struct mfp_queue_event *event)
{
    mfp_put_u64(out, event->count);
    mfp_put_i64(out, event->ago);
    mfp_put_u64(out, event->sure);
    mfp_put_string(out, event->label);
    mfp_put_string(out, event->via);
}

static void put_device(struct mfp_octets_out *out, const struct mfp_queue_memory *memory)
{
    mfp_put_u64(out, memory->begun);
    mfp_put_i64(out, memory->time.steady);
    mfp_put_i64(out, memory->time.wall);
    mfp_put_i64(out, memory->usual);
    mfp_put_i64(out, memory->unheard);
    mfp_put_i64(out, memory->off_for);
    mfp_put_u64(out, memory->silent);
    mfp_put_string(out, memory->serial);
    mfp_put_string(out, memory->object_id);
    mfp_put_string(out, memory->source);
    mfp_put_u64(out, memory->tier);
    mfp_put_i64(out, memory->lost_for);
    mfp_put_i64(out, memory->host_uptime);
    mfp_put_i64(out, memory->agent_uptime);
}

static void put_counts(struct mfp_octets_out *out, const struct mfp_queue_memory *memory)
{
    for (size_t i = 0; i < MFP_COUNTS; i++) {
        mfp_put_u64(out, memory->counters[i].given);
        mfp_put_i64(out, memory->counters[i].value);
        mfp_put_i64(out, memory->counters[i].modulus);
    }
    mfp_put_i64(out, memory->unanswered);
    mfp_put_i64(out, memory->unanswered_for);
    for (size_t i = 0; i < MFP_QUEUE_DURATIONS; i++)
        mfp_put_u64(out, memory->durations[i]);
}

size_t mfp_queue_memory_encode(const struct mfp_queue_memory *memory,
                               unsigned char octets[MFP_MEMORY_OCTETS])
{
    struct mfp_octets_out out = {.octets = octets, .room = MFP_MEMORY_OCTETS};
    mfp_put_u64(&out, VERSION);
    put_device(&out, memory);
    mfp_put_u64(&out, memory->jobs_known);
    mfp_put_u64(&out, memory->jobs_cut);
    mfp_put_u64(&out, memory->job_count);
    for (size_t i = 0; i < memory->job_count; i++)
        put_watch(&out, &memory->jobs[i]);
    mfp_put_u64(&out, memory->set_count);
    for (size_t i = 0; i < memory->set_count; i++)
        put_set(&out, &memory->sets[i]);
    put_rise(&out, &memory->rise);
    put_counts(&out, memory);
    put_event(&out, &memory->dropped);
    put_event(&out, &memory->cautioned);
    return out.length;
}

/* An age is never negative. */
static int64_t get_age(struct mfp_octets_in *in)
{
    int64_t age = mfp_get_i64(in);
    in->bad |= age < 0;
    return age;
}

static void get_watch(struct mfp_octets_in *in, struct mfp_job_watch *watch)
{
    struct mfp_job *job = &watch->job;
    job->key = mfp_get_u64(in);
    mfp_get_string(in, job->label, sizeof(job->label));
    mfp_get_string(in, job->via, sizeof(job->via));
    job->state = (enum mfp_job_state)mfp_get_up_to(in, MFP_JOB_COMPLETED);
    job->class = (enum mfp_job_class)mfp_get_up_to(in, MFP_JOB_OTHER);
    job->set = (uint32_t)mfp_get_up_to(in, UINT32_MAX);
    job->marks = mfp_get_u64(in);
    watch->seen = get_age(in);
    watch->still = get_age(in);
    watch->polls = (uint32_t)mfp_get_up_to(in, UINT32_MAX);
    watch->stopped = (uint32_t)mfp_get_up_to(in, UINT32_MAX);
}

static void get_rise(struct mfp_octets_in *in, struct mfp_queue_rise *rise)
{
    rise->depth = get_age(in);
    rise->rises = (uint32_t)mfp_get_up_to(in, UINT32_MAX);
    rise->span = get_age(in);
    rise->since = get_age(in);
}

static void get_set(struct mfp_octets_in *in, struct mfp_set_watch *watch)
{
    watch->set.number = (uint32_t)mfp_get_up_to(in, UINT32_MAX);
    watch->set.oldest = mfp_get_i64(in);
    watch->set.newest = mfp_get_i64(in);
    watch->still = get_age(in);
    watch->polls = (uint32_t)mfp_get_up_to(in, UINT32_MAX);
    watch->moved = mfp_get_bool(in);
    get_rise(in, &watch->rise);
}

static void get_event(struct mfp_octets_in *in, struct mfp_queue_event *event)
{
    event->count = (uint32_t)mfp_get_up_to(in, UINT32_MAX);
    event->ago = get_age(in);
    event->sure = mfp_get_bool(in);
    mfp_get_string(in, event->label, sizeof(event->label));
    mfp_get_string(in, event->via, sizeof(event->via));
}

static int64_t get_uptime(struct mfp_octets_in *in)
{
    int64_t uptime = mfp_get_i64(in);
    in->bad |= uptime < -1 || uptime > UINT32_MAX;
    return uptime;
}

static void get_device(struct mfp_octets_in *in, struct mfp_queue_memory *memory)
{
    memory->begun = mfp_get_bool(in);
    memory->time.steady = mfp_get_i64(in);
    memory->time.wall = mfp_get_i64(in);
    memory->usual = get_age(in);
    memory->unheard = get_age(in);
    memory->off_for = get_age(in);
    memory->silent = (uint32_t)mfp_get_up_to(in, UINT32_MAX);
    mfp_get_string(in, memory->serial, sizeof(memory->serial));
    mfp_get_string(in, memory->object_id, sizeof(memory->object_id));
    mfp_get_string(in, memory->source, sizeof(memory->source));
    memory->tier = (enum mfp_tier)mfp_get_up_to(in, MFP_TIER_D);
    memory->lost_for = get_age(in);
    memory->host_uptime = get_uptime(in);
    memory->agent_uptime = get_uptime(in);
}

static void get_counts(struct mfp_octets_in *in, struct mfp_queue_memory *memory)
{
    for (size_t i = 0; i < MFP_COUNTS; i++) {
        memory->counters[i].given = mfp_get_bool(in);
        memory->counters[i].value = get_age(in);
        memory->counters[i].modulus = get_age(in);
    }
    memory->unanswered = get_age(in);
    memory->unanswered_for = get_age(in);
    for (size_t i = 0; i < MFP_QUEUE_DURATIONS; i++)
        memory->durations[i] = (uint32_t)mfp_get_up_to(in, UINT32_MAX);
}

static void get_memory(struct mfp_octets_in *in, struct mfp_queue_memory *memory)
{
    get_device(in, memory);
    memory->jobs_known = mfp_get_bool(in);
    memory->jobs_cut = mfp_get_bool(in);
    memory->job_count = (size_t)mfp_get_up_to(in, MFP_SAMPLE_JOBS);
    for (size_t i = 0; i < memory->job_count && !in->bad; i++)
        get_watch(in, &memory->jobs[i]);
    memory->set_count = (size_t)mfp_get_up_to(in, MFP_SAMPLE_SETS);
    for (size_t i = 0; i < memory->set_count; i++)
        get_set(in, &memory->sets[i]);
    get_rise(in, &memory->rise);
    get_counts(in, memory);
    get_event(in, &memory->dropped);
    get_event(in, &memory->cautioned);
}

int mfp_queue_memory_decode(struct mfp_queue_memory *memory, const unsigned char *octets,
                            size_t length, struct mfp_error *error)
{
    struct mfp_octets_in in = {.octets = octets, .length = length};
    memset(memory, 0, sizeof(*memory));
    if (mfp_get_u64(&in) != VERSION)
        in.bad = true;
    get_memory(&in, memory);
    if (!in.bad && in.length == 0)
        return 0;
    memset(memory, 0, sizeof(*memory));
    return mfp_error_set(error, -EILSEQ, "%zu octets are no memory of a queue of version %d",
                         length, VERSION);
}
