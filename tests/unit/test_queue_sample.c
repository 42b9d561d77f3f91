/*
 * Answers of synthetic devices that are broken, hostile or merely odd, and samples as octets.
 */
#include "agent.h"
#include "snmp/queue/state.h"
#include "unit.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

static const struct mfp_queue_time now = {.steady = 100, .wall = 1795000000};

#define KONICA_JOB "1.3.6.1.4.1.18334.1.1.4.1.3.1.1."

static void check_text(const char *row, const char *text, size_t size)
{
    check_true(row, memchr(text, '\0', size) != NULL);
    for (; *text; text++)
        check_true(row, (unsigned char)*text >= ' ' && *text != 0x7f && *text != '|');
}

static void check_sample(const char *row, const struct mfp_queue_sample *sample)
{
    check_text(row, sample->vendor, sizeof(sample->vendor));
    check_text(row, sample->brand, sizeof(sample->brand));
    check_text(row, sample->model, sizeof(sample->model));
    check_text(row, sample->serial, sizeof(sample->serial));
    check_text(row, sample->object_id, sizeof(sample->object_id));
    check_text(row, sample->notes.text, sizeof(sample->notes.text));
    check_text(row, sample->notes.console, sizeof(sample->notes.console));
    check_true(row, sample->job_count <= MFP_SAMPLE_JOBS && sample->set_count <= MFP_SAMPLE_SETS);
    for (size_t i = 0; i < sample->job_count; i++)
        check_text(row, sample->jobs[i].label, sizeof(sample->jobs[i].label));
}

/* Every object of every profile, with a value that it cannot have. */
static void wrong_types_and_values_are_a_clear_state(void **state)
{
    (void)state;
    static const struct {
        const char *name;
        struct mfp_varbind value;
    } rows[] = {
        {"octets",
         {.type = MFP_VARBIND_OCTETS,
          .octets = (const unsigned char *)"\x1b|\xff\0x",
          .length = 5}},
        {"no octets",
         {.type = MFP_VARBIND_OCTETS, .octets = (const unsigned char *)"", .length = 0}},
        {"an identifier", {.type = MFP_VARBIND_OID, .value = MFP_OID(0, 0)}},
        {"minus one", {.type = MFP_VARBIND_INTEGER, .number = -1}},
        {"the least", {.type = MFP_VARBIND_INTEGER, .number = INT64_MIN}},
        {"the greatest", {.type = MFP_VARBIND_COUNTER, .number = INT64_MAX}},
        {"4 GiB", {.type = MFP_VARBIND_COUNTER, .number = INT64_C(1) << 32}},
        {"nothing", {.type = MFP_VARBIND_NONE}},
    };
    static struct mfp_queue_sample sample;
    static struct mfp_queue_memory memory;
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        for (size_t n = 0; mfp_profiles[n]; n++) {
            struct mfp_varbind varbinds[64];
            struct mfp_queue_limits limits;
            struct mfp_queue_verdict verdict;
            size_t count = 0;
            varbinds[count++] = (struct mfp_varbind){.name = agent_oid("1.3.6.1.2.1.1.2.0"),
                                                     .type = MFP_VARBIND_OID,
                                                     .value = mfp_profiles[n]->prefixes[0]};
            const struct mfp_object *object = mfp_profiles[n]->objects;
            const struct mfp_table *table = mfp_profiles[n]->tables;
            for (; object && object->meaning; object++) {
                varbinds[count] = rows[i].value;
                varbinds[count++].name = object->oid;
            }
            for (; table && table->kind; table++) {
                for (object = table->columns; object->meaning; object++) {
                    varbinds[count] = rows[i].value;
                    varbinds[count].name = object->oid;
                    mfp_oid_append(&varbinds[count].name, (uint32_t[]){6, 1}, 2);
                    mfp_oid_append(&varbinds[count++].name, object->suffix, object->suffix_length);
                }
            }
            assert_int_equal(mfp_sample_read(&sample, varbinds, count, &now, NULL), 0);
            check_sample(rows[i].name, &sample);
            memset(&memory, 0, sizeof(memory));
            mfp_queue_limits_init(&limits);
            for (int poll = 0; poll < 30; poll++) {
                struct mfp_queue_time then = {.steady = poll * 60, .wall = poll * 60};
                mfp_queue_step(&memory, &limits, &sample, &then, &verdict);
                check_true(rows[i].name, verdict.state != MFP_QUEUE_STUCK);
                check_true(rows[i].name, verdict.state != MFP_QUEUE_DROPPING);
                check_text(rows[i].name, verdict.evidence, sizeof(verdict.evidence));
            }
        }
    }
}

static double seconds_since(const struct timespec *start)
{
    struct timespec end;
    clock_gettime(CLOCK_MONOTONIC, &end);
    return (double)(end.tv_sec - start->tv_sec) + 1e-9 * (double)(end.tv_nsec - start->tv_nsec);
}

/* 50,000 jobs of three columns, most of them done. The oldest send jobs under way are kept. */
static void a_table_of_fifty_thousand_jobs_is_bounded(void **state)
{
    (void)state;
    enum { JOBS = 50000, COLUMNS = 3 };
    static struct mfp_queue_sample sample;
    struct mfp_varbind *varbinds = calloc(JOBS * COLUMNS + 1, sizeof(*varbinds));
    struct timespec start;
    size_t count = 0;
    assert_non_null(varbinds);
    varbinds[count++] = (struct mfp_varbind){.name = agent_oid("1.3.6.1.2.1.1.2.0"),
                                             .type = MFP_VARBIND_OID,
                                             .value = agent_oid("1.3.6.1.4.1.18334.1.1")};
    static const char *const columns[] = {KONICA_JOB "4.1", KONICA_JOB "11.1", KONICA_JOB "3.1"};
    for (size_t column = 0; column < COLUMNS; column++) {
        struct mfp_oid root = agent_oid(columns[column]);
        for (uint32_t job = 0; job < JOBS; job++) {
            int64_t values[] = {job % 100 == 7 ? 21 : 34, job % 200 == 7 ? 11 : 20, 4};
            varbinds[count] = (struct mfp_varbind){
                .name = root, .type = MFP_VARBIND_INTEGER, .number = values[column]};
            mfp_oid_append(&varbinds[count++].name, &job, 1);
        }
    }
    clock_gettime(CLOCK_MONOTONIC, &start);
    assert_int_equal(mfp_sample_read(&sample, varbinds, count, &now, NULL), 0);
    assert_true(seconds_since(&start) < 5);
    assert_int_equal(sample.tier, MFP_TIER_A);
    assert_int_equal(sample.job_total, JOBS);
    assert_int_equal(sample.send_total, JOBS / 200);
    assert_int_equal(sample.job_count, MFP_SAMPLE_JOBS);
    assert_true(sample.cut);
    for (size_t i = 0, job = 7; i < sample.job_count; i++) {
        char label[16];
        if (sample.jobs[i].class != MFP_JOB_SEND || sample.jobs[i].state != MFP_JOB_PROCESSING)
            continue;
        snprintf(label, sizeof(label), "%zu", job);
        check_string("oldest", sample.jobs[i].label, label);
        job += 200;
    }
    free(varbinds);
}

/* A table that is as long as it is read at most goes on beyond what was read: old failures that
 * come into view are no news, and jobs that go out of view did not vanish. */
static void what_was_not_read_is_not_guessed(void **state)
{
    (void)state;
    static struct mfp_queue_sample sample;
    static struct mfp_queue_memory memory;
    struct mfp_queue_limits limits;
    struct mfp_queue_verdict verdict;
    mfp_queue_limits_init(&limits);
    for (int poll = 0; poll < 5; poll++) {
        struct agent agent = {0};
        struct mfp_survey survey = {0};
        struct mfp_queue_time then = {.steady = poll * 60, .wall = poll * 60};
        agent_set_oid(&agent, "1.3.6.1.2.1.1.2.0", "1.3.6.1.4.1.18334.1.1");
        for (int job = poll * 20; job < 400; job++) {
            char index[16];
            snprintf(index, sizeof(index), "1.%d", job);
            agent_set_cell(&agent, KONICA_JOB "4", index, job == 300 ? 32 : 34);
            agent_set_cell(&agent, KONICA_JOB "11", index, 11);
        }
        agent_poll(&agent, &survey, &then, &sample);
        assert_true(sample.cut);
        mfp_queue_step(&memory, &limits, &sample, &then, &verdict);
        assert_int_equal(verdict.state, MFP_QUEUE_IDLE);
        assert_int_equal(verdict.dropped + verdict.vanished, 0);
        agent_done(&agent);
    }
}

/* XCMI: the index of a job is a string, whose length comes first, after a device. */
static void jobs_are_called_what_the_device_calls_them(void **state)
{
    (void)state;
    static const struct {
        const char *index, *label;
    } rows[] = {
        {"101.4711", "4711"},
        {"101.4.52.55.49.49", "4711"},
        {"101.3.7.8.9", "9"},
        {"101.5.65.124.66.27.67", "67"},
        {"101.4294967295", "4294967295"},
    };
    static struct mfp_queue_sample sample;
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        struct agent agent = {0};
        struct mfp_survey survey = {0};
        agent_set_oid(&agent, "1.3.6.1.2.1.1.2.0", "1.3.6.1.4.1.253.8.62.1");
        agent_set_cell(&agent, "1.3.6.1.4.1.253.8.59.6.1.1.9", rows[i].index, 7);
        agent_poll(&agent, &survey, &now, &sample);
        check_number(rows[i].index, sample.job_count, 1);
        check_string(rows[i].index, sample.jobs[0].label, rows[i].label);
        agent_done(&agent);
    }
}

/* XCMI: 101 is the device of active jobs, 151 that of ended ones. */
static void a_job_that_moves_to_the_history_is_the_same(void **state)
{
    (void)state;
    static struct mfp_queue_sample sample;
    struct agent agent = {0};
    struct mfp_survey survey = {0};
    agent_set_oid(&agent, "1.3.6.1.2.1.1.2.0", "1.3.6.1.4.1.253.8.62.1");
    agent_set_cell(&agent, "1.3.6.1.4.1.253.8.59.6.1.1.9", "101.5", 7);
    agent_poll(&agent, &survey, &now, &sample);
    uint64_t key = sample.jobs[0].key;
    agent_set_cell(&agent, "1.3.6.1.4.1.253.8.59.6.1.1.9", "151.5", 17);
    agent_poll(&agent, &survey, &now, &sample);
    assert_int_equal(sample.job_count, 1);
    assert_true(sample.jobs[0].key == key);
    assert_int_equal(sample.jobs[0].state, MFP_JOB_COMPLETED);
    agent_done(&agent);
}

/* hrPrinterDetectedErrorState has no octet, one or two. */
static void error_states_of_any_length_are_taken(void **state)
{
    (void)state;
    static struct mfp_queue_sample sample;
    for (size_t length = 0; length <= 2; length++) {
        struct agent agent = {0};
        struct mfp_survey survey = {0};
        agent_set_oid(&agent, "1.3.6.1.2.1.1.2.0", "1.3.6.1.4.1.1248.1");
        agent_set_octets(&agent, "1.3.6.1.2.1.25.3.5.1.2.1", "\x01\x00", length);
        agent_poll(&agent, &survey, &now, &sample);
        assert_int_equal(sample.tier, MFP_TIER_D);
        assert_int_equal(sample.unreadable, 0);
        agent_done(&agent);
    }
}

static void fill(struct mfp_queue_sample *sample)
{
    struct agent agent = {0};
    struct mfp_survey survey = {0};
    agent_set_oid(&agent, "1.3.6.1.2.1.1.2.0", "1.3.6.1.4.1.18334.1.1");
    agent_set_string(&agent, "1.3.6.1.2.1.1.1.0", "KONICA MINOLTA bizhub C250i");
    for (int job = 1; job <= 30; job++) {
        char index[16];
        snprintf(index, sizeof(index), "1.%d", job);
        agent_set_cell(&agent, KONICA_JOB "4", index, 10 + job % 25);
        agent_set_cell(&agent, KONICA_JOB "11", index, 11);
    }
    agent_poll(&agent, &survey, &now, sample);
    agent_done(&agent);
}

/* Cut anywhere, longer, or with an octet changed: it is refused, or it is a sample in range. */
static void octets_that_are_no_sample_are_refused(void **state)
{
    (void)state;
    static struct mfp_queue_sample sample, back;
    static unsigned char octets[MFP_SAMPLE_OCTETS];
    struct mfp_error error = {0};
    fill(&sample);
    size_t length = mfp_sample_encode(&sample, octets);
    assert_true(length < 2000);
    assert_int_equal(mfp_sample_decode(&back, octets, length, &error), 0);
    assert_memory_equal(back.jobs, sample.jobs, sizeof(sample.jobs));
    for (size_t i = 0; i < length; i++)
        assert_int_equal(mfp_sample_decode(&back, octets, i, &error), -EILSEQ);
    assert_int_equal(mfp_sample_decode(&back, octets, length + 1, &error), -EILSEQ);
    assert_non_null(strstr(error.text, "no queue sample of version 1"));
    for (size_t i = 0; i < length; i++) {
        unsigned char kept = octets[i];
        octets[i] = (unsigned char)~kept;
        if (mfp_sample_decode(&back, octets, length, NULL) == 0)
            check_sample("changed", &back);
        octets[i] = kept;
    }
    octets[0] = 2; /* a later version */
    assert_int_equal(mfp_sample_decode(&back, octets, length, &error), -EILSEQ);
}

static void octets_that_are_no_memory_are_refused(void **state)
{
    (void)state;
    static struct mfp_queue_sample sample;
    static struct mfp_queue_memory memory;
    static unsigned char octets[MFP_MEMORY_OCTETS];
    struct mfp_queue_limits limits;
    struct mfp_queue_verdict verdict;
    fill(&sample);
    mfp_queue_limits_init(&limits);
    mfp_queue_step(&memory, &limits, &sample, &now, &verdict);
    size_t length = mfp_queue_memory_encode(&memory, octets);
    for (size_t i = 0; i < length; i++) {
        assert_int_equal(mfp_queue_memory_decode(&memory, octets, i, NULL), -EILSEQ);
        assert_false(memory.begun);
    }
    for (size_t i = 0; i < length; i++) {
        unsigned char kept = octets[i];
        octets[i] = (unsigned char)~kept;
        mfp_queue_memory_decode(&memory, octets, length, NULL);
        mfp_queue_step(&memory, &limits, &sample, &now, &verdict);
        check_text("changed", verdict.evidence, sizeof(verdict.evidence));
        octets[i] = kept;
    }
}

/* The largest there can be have room. */
static void the_largest_are_encoded_whole(void **state)
{
    (void)state;
    static struct mfp_queue_sample sample;
    static struct mfp_queue_memory memory;
    static unsigned char octets[MFP_MEMORY_OCTETS];
    for (size_t i = 0; i < MFP_SAMPLE_JOBS; i++) {
        struct mfp_job *job = &sample.jobs[i];
        *job = (struct mfp_job){.key = UINT64_MAX - i, .marks = UINT64_MAX, .set = UINT32_MAX};
        memset(job->label, 'x', sizeof(job->label) - 1);
        memset(job->via, 'x', sizeof(job->via) - 1);
        memory.jobs[i] = (struct mfp_job_watch){.job = *job,
                                                .seen = INT64_MAX,
                                                .still = INT64_MAX,
                                                .polls = UINT32_MAX,
                                                .stopped = UINT32_MAX};
    }
    sample.job_count = memory.job_count = MFP_SAMPLE_JOBS;
    size_t length = mfp_sample_encode(&sample, octets);
    assert_true(length < MFP_SAMPLE_OCTETS);
    assert_int_equal(mfp_sample_decode(&sample, octets, length, NULL), 0);
    length = mfp_queue_memory_encode(&memory, octets);
    assert_true(length < MFP_MEMORY_OCTETS);
    assert_int_equal(mfp_queue_memory_decode(&memory, octets, length, NULL), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(wrong_types_and_values_are_a_clear_state),
        cmocka_unit_test(a_table_of_fifty_thousand_jobs_is_bounded),
        cmocka_unit_test(what_was_not_read_is_not_guessed),
        cmocka_unit_test(jobs_are_called_what_the_device_calls_them),
        cmocka_unit_test(a_job_that_moves_to_the_history_is_the_same),
        cmocka_unit_test(error_states_of_any_length_are_taken),
        cmocka_unit_test(octets_that_are_no_sample_are_refused),
        cmocka_unit_test(octets_that_are_no_memory_are_refused),
        cmocka_unit_test(the_largest_are_encoded_whole),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
