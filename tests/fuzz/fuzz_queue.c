/*
 * Answers of a hostile device: any value for any object of any profile, over several polls, with
 * clocks that jump; and octets of the store that are anything.
 *
 * An input is octets that are taken one by one: which profile, then what comes: a value, the end of
 * a poll, silence, a restart of the device.
 */
#include "fuzz.h"
#include "snmp/queue/identity.h"
#include "snmp/queue/request.h"
#include "snmp/queue/state.h"

#include <string.h>

enum { VARBINDS_MAX = 256, OBJECTS_MAX = 96, OCTETS_MAX = 24 };

struct input {
    const uint8_t *octets;
    size_t length;
};

struct fuzzed {
    struct input input;
    const struct mfp_object *objects[OBJECTS_MAX];
    size_t object_count;
    struct mfp_varbind varbinds[VARBINDS_MAX];
    size_t count;
    struct mfp_queue_time now;
    struct mfp_queue_sample sample;
    struct mfp_queue_memory memory;
    struct mfp_survey survey;
};

static uint8_t take(struct input *input)
{
    if (input->length == 0)
        return 0;
    input->length--;
    return *input->octets++;
}

/* Small numbers mostly, and those at the ends. */
static int64_t take_number(struct input *input)
{
    static const int64_t ends[] = {INT64_MIN,  -2,        -1,         INT32_MAX, UINT32_MAX,
                                   4294967296, INT64_MAX, 4294967290, 0x10000,   0x200000};
    uint8_t octet = take(input);
    if (octet < 128)
        return octet;
    if (octet < 128 + sizeof(ends) / sizeof(*ends))
        return ends[octet - 128];
    return ((int64_t)(octet & 0x3f) << 16) | (take(input) << 8) | take(input);
}

static void list_objects(struct fuzzed *fuzzed, const struct mfp_object *objects)
{
    for (; objects && objects->meaning != MFP_MEANING_NONE; objects++)
        if (fuzzed->object_count < OBJECTS_MAX)
            fuzzed->objects[fuzzed->object_count++] = objects;
}

static void list_profile(struct fuzzed *fuzzed, const struct mfp_profile *profile)
{
    const struct mfp_profile *chain[MFP_CHAIN_MAX];
    size_t count = mfp_profile_chain(profile, chain);
    list_objects(fuzzed, mfp_identity_objects);
    for (size_t i = 0; i < count; i++) {
        const struct mfp_table *table = chain[i]->tables;
        list_objects(fuzzed, chain[i]->objects);
        for (; table && table->kind != MFP_TABLE_NONE; table++)
            list_objects(fuzzed, table->columns);
    }
}

static void take_value(struct input *input, struct mfp_varbind *varbind)
{
    static const struct mfp_oid prefix = MFP_OID(MFP_ENTERPRISES);
    uint8_t type = take(input);
    varbind->type = (enum mfp_varbind_type)(type % 5);
    if (varbind->type == MFP_VARBIND_INTEGER || varbind->type == MFP_VARBIND_COUNTER) {
        varbind->number = take_number(input);
    } else if (varbind->type == MFP_VARBIND_OCTETS) {
        varbind->octets = input->octets;
        varbind->length = input->length < OCTETS_MAX ? input->length : OCTETS_MAX;
        input->octets += varbind->length;
        input->length -= varbind->length;
    } else if (varbind->type == MFP_VARBIND_OID) {
        varbind->value = prefix;
        for (uint8_t n = type / 5 % 8; n > 0; n--)
            mfp_oid_append(&varbind->value, &(uint32_t){(uint32_t)take_number(input)}, 1);
    }
}

static void take_varbind(struct fuzzed *fuzzed)
{
    uint8_t which = take(&fuzzed->input);
    if (fuzzed->count == VARBINDS_MAX || fuzzed->object_count == 0)
        return;
    struct mfp_varbind *varbind = &fuzzed->varbinds[fuzzed->count];
    const struct mfp_object *object = fuzzed->objects[which % fuzzed->object_count];
    *varbind = (struct mfp_varbind){.name = object->oid};
    for (uint8_t n = take(&fuzzed->input) % 8; n > 0; n--)
        mfp_oid_append(&varbind->name, &(uint32_t){take(&fuzzed->input)}, 1);
    mfp_oid_append(&varbind->name, object->suffix, object->suffix_length);
    take_value(&fuzzed->input, varbind);
    fuzzed->count++;
}

static void check_sample(const struct mfp_queue_sample *sample)
{
    mfp_fuzz_require(sample->job_count <= MFP_SAMPLE_JOBS && sample->set_count <= MFP_SAMPLE_SETS);
    mfp_fuzz_printable(sample->vendor, sizeof(sample->vendor));
    mfp_fuzz_printable(sample->model, sizeof(sample->model));
    mfp_fuzz_printable(sample->serial, sizeof(sample->serial));
    mfp_fuzz_printable(sample->object_id, sizeof(sample->object_id));
    mfp_fuzz_printable(sample->notes.text, sizeof(sample->notes.text));
    mfp_fuzz_printable(sample->notes.console, sizeof(sample->notes.console));
}

/* What is written is read again, and is the same. */
static void through_octets(struct fuzzed *fuzzed)
{
    static unsigned char octets[MFP_MEMORY_OCTETS], again[MFP_MEMORY_OCTETS];
    size_t length = mfp_sample_encode(&fuzzed->sample, octets);
    mfp_fuzz_require(mfp_sample_decode(&fuzzed->sample, octets, length, NULL) == 0);
    mfp_fuzz_require(mfp_sample_encode(&fuzzed->sample, again) == length);
    mfp_fuzz_require(memcmp(octets, again, length) == 0);
    length = mfp_queue_memory_encode(&fuzzed->memory, octets);
    mfp_fuzz_require(mfp_queue_memory_decode(&fuzzed->memory, octets, length, NULL) == 0);
    mfp_fuzz_require(mfp_queue_memory_encode(&fuzzed->memory, again) == length);
    mfp_fuzz_require(memcmp(octets, again, length) == 0);
}

static void step(struct fuzzed *fuzzed, const struct mfp_queue_sample *sample)
{
    struct mfp_queue_limits limits;
    struct mfp_queue_verdict verdict;
    mfp_queue_limits_init(&limits);
    mfp_queue_step(&fuzzed->memory, &limits, sample, &fuzzed->now, &verdict);
    mfp_fuzz_printable(verdict.evidence, sizeof(verdict.evidence));
    mfp_fuzz_require(verdict.state >= MFP_QUEUE_IDLE && verdict.state <= MFP_QUEUE_UNSUPPORTED);
    mfp_fuzz_require(verdict.stuck == 0 || verdict.state == MFP_QUEUE_STUCK);
    /* Counters, alerts and silence stop no queue. */
    mfp_fuzz_require(verdict.state != MFP_QUEUE_STUCK || verdict.tier == MFP_TIER_A ||
                     verdict.tier == MFP_TIER_B);
    through_octets(fuzzed);
    fuzzed->now.steady += take_number(&fuzzed->input) % INT32_MAX;
    fuzzed->now.wall += take_number(&fuzzed->input) % INT32_MAX;
}

static void end_poll(struct fuzzed *fuzzed)
{
    static struct mfp_request request;
    mfp_survey_begin(&fuzzed->survey);
    while (mfp_survey_next(&fuzzed->survey, &request))
        mfp_survey_hear(&fuzzed->survey, fuzzed->varbinds, fuzzed->count);
    mfp_sample_read(&fuzzed->sample, fuzzed->varbinds, fuzzed->count, &fuzzed->now, NULL);
    check_sample(&fuzzed->sample);
    step(fuzzed, &fuzzed->sample);
}

static void decode(const uint8_t *octets, size_t length)
{
    static struct mfp_queue_sample sample;
    static struct fuzzed fuzzed;
    if (mfp_sample_decode(&sample, octets, length, NULL) == 0)
        check_sample(&sample);
    memset(&fuzzed, 0, sizeof(fuzzed));
    mfp_queue_memory_decode(&fuzzed.memory, octets, length, NULL);
    step(&fuzzed, NULL);
    step(&fuzzed, &fuzzed.sample);
}

int LLVMFuzzerTestOneInput(const uint8_t *octets, size_t length)
{
    static struct fuzzed fuzzed;
    size_t profiles = 1;
    while (mfp_profiles[profiles])
        profiles++;
    decode(octets, length);
    memset(&fuzzed, 0, sizeof(fuzzed));
    fuzzed.input = (struct input){.octets = octets, .length = length};
    list_profile(&fuzzed, mfp_profiles[take(&fuzzed.input) % profiles]);
    while (fuzzed.input.length > 0) {
        uint8_t what = take(&fuzzed.input);
        if (what % 8 == 0)
            end_poll(&fuzzed);
        else if (what % 8 == 1)
            step(&fuzzed, NULL);
        else if (what % 8 == 2)
            fuzzed.count = 0;
        else
            take_varbind(&fuzzed);
    }
    end_poll(&fuzzed);
    return 0;
}
