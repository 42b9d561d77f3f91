/* A sample as octets. The first is the version: a later one is not read by an older program. */
#include "snmp/queue/octets.h"
#include "snmp/queue/sample.h"

#include <errno.h>
#include <string.h>

enum { VERSION = 1 };

static void put_set(struct mfp_octets_out *out, const struct mfp_queue_set *set)
{
    mfp_put_u64(out, set->number);
    mfp_put_u64(out, set->class);
    mfp_put_i64(out, set->active);
    mfp_put_i64(out, set->oldest);
    mfp_put_i64(out, set->newest);
    mfp_put_i64(out, set->persistence);
}

static void put_job(struct mfp_octets_out *out, const struct mfp_job *job)
{
    mfp_put_u64(out, job->key);
    mfp_put_string(out, job->label);
    mfp_put_string(out, job->via);
    mfp_put_u64(out, job->state);
    mfp_put_u64(out, job->class);
    mfp_put_u64(out, job->caution);
    mfp_put_u64(out, job->doubted);
    mfp_put_u64(out, job->first);
    mfp_put_u64(out, job->set);
    mfp_put_u64(out, job->marks);
}

static void put_counter(struct mfp_octets_out *out, const struct mfp_counter *counter)
{
    mfp_put_u64(out, counter->given);
    if (counter->given) {
        mfp_put_i64(out, counter->value);
        mfp_put_i64(out, counter->modulus);
    }
}

static void put_notes(struct mfp_octets_out *out, const struct mfp_device_notes *notes)
{
    mfp_put_u64(out, notes->trouble);
    mfp_put_u64(out, notes->critical);
    mfp_put_string(out, notes->text);
    mfp_put_string(out, notes->console);
}

static void put_identity(struct mfp_octets_out *out, const struct mfp_queue_sample *sample)
{
    mfp_put_i64(out, sample->time.steady);
    mfp_put_i64(out, sample->time.wall);
    mfp_put_string(out, sample->profile);
    mfp_put_string(out, sample->source);
    mfp_put_string(out, sample->vendor);
    mfp_put_string(out, sample->brand);
    mfp_put_string(out, sample->model);
    mfp_put_string(out, sample->serial);
    mfp_put_string(out, sample->object_id);
}

size_t mfp_sample_encode(const struct mfp_queue_sample *sample,
                         unsigned char octets[MFP_SAMPLE_OCTETS])
{
    struct mfp_octets_out out = {.octets = octets, .room = MFP_SAMPLE_OCTETS};
    mfp_put_u64(&out, VERSION);
    put_identity(&out, sample);
    mfp_put_u64(&out, sample->tier);
    mfp_put_u64(&out, sample->unproven);
    mfp_put_i64(&out, sample->host_uptime);
    mfp_put_i64(&out, sample->agent_uptime);
    mfp_put_u64(&out, sample->set_count);
    for (size_t i = 0; i < sample->set_count; i++)
        put_set(&out, &sample->sets[i]);
    mfp_put_u64(&out, sample->job_count);
    for (size_t i = 0; i < sample->job_count; i++)
        put_job(&out, &sample->jobs[i]);
    mfp_put_u64(&out, sample->job_total);
    mfp_put_u64(&out, sample->send_total);
    mfp_put_u64(&out, sample->cut);
    for (size_t i = 0; i < MFP_COUNTS; i++)
        put_counter(&out, &sample->counters[i]);
    put_notes(&out, &sample->notes);
    mfp_put_u64(&out, sample->unreadable);
    return out.length;
}

static void get_set(struct mfp_octets_in *in, struct mfp_queue_set *set)
{
    set->number = (uint32_t)mfp_get_up_to(in, UINT32_MAX);
    set->class = (enum mfp_job_class)mfp_get_up_to(in, MFP_JOB_OTHER);
    set->active = mfp_get_i64(in);
    set->oldest = mfp_get_i64(in);
    set->newest = mfp_get_i64(in);
    set->persistence = mfp_get_i64(in);
}

static void get_job(struct mfp_octets_in *in, struct mfp_job *job)
{
    job->key = mfp_get_u64(in);
    mfp_get_string(in, job->label, sizeof(job->label));
    mfp_get_string(in, job->via, sizeof(job->via));
    job->state = (enum mfp_job_state)mfp_get_up_to(in, MFP_JOB_COMPLETED);
    job->class = (enum mfp_job_class)mfp_get_up_to(in, MFP_JOB_OTHER);
    job->caution = mfp_get_bool(in);
    job->doubted = mfp_get_bool(in);
    job->first = mfp_get_bool(in);
    job->set = (uint32_t)mfp_get_up_to(in, UINT32_MAX);
    job->marks = mfp_get_u64(in);
}

static void get_counter(struct mfp_octets_in *in, struct mfp_counter *counter)
{
    counter->given = mfp_get_bool(in);
    if (counter->given) {
        counter->value = mfp_get_i64(in);
        counter->modulus = mfp_get_i64(in);
    }
    in->bad |= counter->value < 0 || counter->modulus < 0;
}

static void get_notes(struct mfp_octets_in *in, struct mfp_device_notes *notes)
{
    notes->trouble = mfp_get_bool(in);
    notes->critical = (unsigned)mfp_get_up_to(in, UINT32_MAX);
    mfp_get_string(in, notes->text, sizeof(notes->text));
    mfp_get_string(in, notes->console, sizeof(notes->console));
}

static void get_identity(struct mfp_octets_in *in, struct mfp_queue_sample *sample)
{
    sample->time.steady = mfp_get_i64(in);
    sample->time.wall = mfp_get_i64(in);
    mfp_get_string(in, sample->profile, sizeof(sample->profile));
    mfp_get_string(in, sample->source, sizeof(sample->source));
    mfp_get_string(in, sample->vendor, sizeof(sample->vendor));
    mfp_get_string(in, sample->brand, sizeof(sample->brand));
    mfp_get_string(in, sample->model, sizeof(sample->model));
    mfp_get_string(in, sample->serial, sizeof(sample->serial));
    mfp_get_string(in, sample->object_id, sizeof(sample->object_id));
}

static void get_sample(struct mfp_octets_in *in, struct mfp_queue_sample *sample)
{
    get_identity(in, sample);
    sample->tier = (enum mfp_tier)mfp_get_up_to(in, MFP_TIER_D);
    sample->unproven = mfp_get_bool(in);
    sample->host_uptime = mfp_get_i64(in);
    sample->agent_uptime = mfp_get_i64(in);
    in->bad |= sample->host_uptime > UINT32_MAX || sample->host_uptime < -1;
    in->bad |= sample->agent_uptime > UINT32_MAX || sample->agent_uptime < -1;
    sample->set_count = (size_t)mfp_get_up_to(in, MFP_SAMPLE_SETS);
    for (size_t i = 0; i < sample->set_count; i++)
        get_set(in, &sample->sets[i]);
    sample->job_count = (size_t)mfp_get_up_to(in, MFP_SAMPLE_JOBS);
    for (size_t i = 0; i < sample->job_count && !in->bad; i++)
        get_job(in, &sample->jobs[i]);
    sample->job_total = (uint32_t)mfp_get_up_to(in, UINT32_MAX);
    sample->send_total = (uint32_t)mfp_get_up_to(in, UINT32_MAX);
    sample->cut = mfp_get_bool(in);
    for (size_t i = 0; i < MFP_COUNTS; i++)
        get_counter(in, &sample->counters[i]);
    get_notes(in, &sample->notes);
    sample->unreadable = (uint32_t)mfp_get_up_to(in, UINT32_MAX);
}

int mfp_sample_decode(struct mfp_queue_sample *sample, const unsigned char *octets, size_t length,
                      struct mfp_error *error)
{
    struct mfp_octets_in in = {.octets = octets, .length = length};
    memset(sample, 0, sizeof(*sample));
    if (mfp_get_u64(&in) != VERSION)
        in.bad = true;
    get_sample(&in, sample);
    if (!in.bad && in.length == 0)
        return 0;
    memset(sample, 0, sizeof(*sample));
    return mfp_error_set(error, -EILSEQ, "%zu octets are no queue sample of version %d", length,
                         VERSION);
}
