/*
 * What a synthetic device is asked, in which order, and how little.
 */
#include "agent.h"
#include "unit.h"

static bool was_asked(const struct mfp_request *request, const char *oid)
{
    struct mfp_oid wanted = agent_oid(oid);
    for (size_t i = 0; i < request->get_count; i++)
        if (mfp_oid_equal(&request->gets[i], &wanted))
            return true;
    for (size_t i = 0; i < request->tree_count; i++)
        if (mfp_oid_equal(&request->trees[i].root, &wanted))
            return true;
    return false;
}

static struct mfp_varbind number(const char *oid, int64_t value)
{
    return (struct mfp_varbind){
        .name = agent_oid(oid), .type = MFP_VARBIND_INTEGER, .number = value};
}

#define SET "1.3.6.1.4.1.2699.1.1.1.1.1.1."
#define JOB "1.3.6.1.4.1.2699.1.1.1.3.1.1."

/* Its jobs are asked for where it has queues, and their kind job by job. */
static void rfc2707_is_probed_first(void **state)
{
    (void)state;
    static struct mfp_request request;
    struct mfp_survey survey = {0};
    mfp_survey_begin(&survey);
    assert_true(mfp_survey_next(&survey, &request));
    assert_true(was_asked(&request, "1.3.6.1.2.1.1.2.0"));
    assert_int_equal(request.tree_count, 0);
    assert_true(request.get_count <= MFP_GET_MAX);
    mfp_survey_hear(&survey, NULL, 0);

    assert_true(mfp_survey_next(&survey, &request));
    assert_int_equal(request.tree_count, 0);
    mfp_survey_hear(&survey, NULL, 0);

    assert_true(mfp_survey_next(&survey, &request));
    assert_true(was_asked(&request, "1.3.6.1.4.1.2699.1.1.1.1.1.1.2"));
    assert_false(was_asked(&request, "1.3.6.1.4.1.2699.1.1.1.3.1.1.2"));
    struct mfp_varbind sets[] = {number(SET "2.7", 2)};
    mfp_survey_hear(&survey, sets, 1);

    assert_true(mfp_survey_next(&survey, &request));
    assert_true(was_asked(&request, "1.3.6.1.4.1.2699.1.1.1.1.1.1.3"));
    assert_true(was_asked(&request, "1.3.6.1.4.1.2699.1.1.1.3.1.1.2"));
    struct mfp_varbind jobs[] = {number(JOB "2.7.100", 9), number(JOB "2.7.101", 5),
                                 number(JOB "2.7.102", 8), number(JOB "2.7.103", 77)};
    mfp_survey_hear(&survey, jobs, COUNT_OF(jobs));

    assert_true(mfp_survey_next(&survey, &request));
    assert_true(was_asked(&request, "1.3.6.1.4.1.2699.1.1.1.3.1.1.3"));
    assert_true(was_asked(&request, "1.3.6.1.4.1.2699.1.1.1.4.1.1.3.7.101.24.1"));
    assert_true(was_asked(&request, "1.3.6.1.4.1.2699.1.1.1.4.1.1.3.7.102.24.1"));
    assert_int_equal(request.get_count, 2);
    mfp_survey_hear(&survey, NULL, 0);
    assert_false(mfp_survey_next(&survey, &request));
}

static void what_is_not_there_is_not_asked_for_each_time(void **state)
{
    (void)state;
    static struct mfp_queue_sample sample;
    struct agent agent = {0};
    struct mfp_survey survey = {0};
    struct mfp_queue_time now = {0};
    agent_set_oid(&agent, "1.3.6.1.2.1.1.2.0", "1.3.6.1.4.1.367.1.1");
    agent_set_number(&agent, "1.3.6.1.2.1.25.3.2.1.5.1", 2);
    agent_poll(&agent, &survey, &now, &sample);
    unsigned first = agent.requests;
    agent_poll(&agent, &survey, &now, &sample);
    unsigned second = agent.requests;
    assert_true(second < first);
    assert_true(second <= 6);
    for (int i = 2; i < 60; i++) {
        agent_poll(&agent, &survey, &now, &sample);
        assert_int_equal(agent.requests, second);
    }
    agent_poll(&agent, &survey, &now, &sample);
    assert_int_equal(agent.requests, first);
    agent_done(&agent);
}

/* A queue that is empty now is asked for again. */
static void jobs_are_asked_for_each_time(void **state)
{
    (void)state;
    static struct mfp_queue_sample sample;
    struct agent agent = {0};
    struct mfp_survey survey = {0};
    struct mfp_queue_time now = {0};
    agent_set_oid(&agent, "1.3.6.1.2.1.1.2.0", "1.3.6.1.4.1.253.8.62.1");
    agent_poll(&agent, &survey, &now, &sample);
    agent_poll(&agent, &survey, &now, &sample);
    assert_int_equal(sample.tier, MFP_TIER_NONE);
    agent_set_number(&agent, "1.3.6.1.4.1.253.8.59.6.1.1.9.101.5", 7);
    agent_poll(&agent, &survey, &now, &sample);
    assert_int_equal(sample.tier, MFP_TIER_A);
    agent_done(&agent);
}

static void another_device_is_asked_anew(void **state)
{
    (void)state;
    static struct mfp_queue_sample sample;
    struct agent agent = {0};
    struct mfp_survey survey = {0};
    struct mfp_queue_time now = {0};
    agent_set_oid(&agent, "1.3.6.1.2.1.1.2.0", "1.3.6.1.4.1.367.1.1");
    agent_poll(&agent, &survey, &now, &sample);
    assert_string_equal(sample.vendor, "Ricoh");
    agent_set_oid(&agent, "1.3.6.1.2.1.1.2.0", "1.3.6.1.4.1.2385.3.1");
    agent_set_string(&agent, "1.3.6.1.4.1.2385.1.1.19.2.1.4.7.4.50", "Scan to E-mail/FTP");
    agent_set_counter(&agent, "1.3.6.1.4.1.2385.1.1.19.2.1.3.7.4.50", 13534);
    agent_poll(&agent, &survey, &now, &sample);
    assert_string_equal(sample.vendor, "Sharp");
    assert_int_equal(sample.counters[MFP_COUNT_EMAILED].value, 13534);
    agent_done(&agent);
}

/* What does not scan is asked who it is and nothing more. */
static void label_printers_are_left_alone(void **state)
{
    (void)state;
    static struct mfp_queue_sample sample;
    struct agent agent = {0};
    struct mfp_survey survey = {0};
    struct mfp_queue_time now = {0};
    agent_set_oid(&agent, "1.3.6.1.2.1.1.2.0", "1.3.6.1.4.1.10642.1.1");
    agent_set_number(&agent, "1.3.6.1.2.1.25.3.2.1.5.1", 2);
    agent_poll(&agent, &survey, &now, &sample);
    assert_int_equal(agent.requests, 1);
    assert_int_equal(sample.tier, MFP_TIER_NONE);
    agent_done(&agent);
}

static void fragile_models_are_asked_by_name_only(void **state)
{
    (void)state;
    static struct mfp_queue_sample sample;
    struct agent agent = {0};
    struct mfp_survey survey = {0};
    struct mfp_queue_time now = {0};
    agent_set_oid(&agent, "1.3.6.1.2.1.1.2.0", "1.3.6.1.4.1.2435.2.3.9.1");
    agent_set_string(&agent, "1.3.6.1.2.1.25.3.2.1.3.1", "Brother MFC-8660DN");
    agent_set_number(&agent, "1.3.6.1.2.1.25.3.2.1.5.1", 2);
    agent_poll(&agent, &survey, &now, &sample);
    assert_int_equal(agent.requests, 2);
    agent_set_string(&agent, "1.3.6.1.2.1.25.3.2.1.3.1", "Brother MFC-8670DN");
    agent_poll(&agent, &survey, &now, &sample);
    assert_true(agent.requests > 2);
    agent_done(&agent);
}

/* However many jobs there are, a poll ends. */
static void a_poll_is_bounded(void **state)
{
    (void)state;
    static struct mfp_request request;
    struct mfp_survey survey = {0};
    struct mfp_varbind varbinds[64];
    size_t rows = 0, rounds = 0;
    mfp_survey_begin(&survey);
    while (mfp_survey_next(&survey, &request)) {
        for (size_t i = 0; i < request.tree_count; i++) {
            rows += request.trees[i].rows;
            varbinds[i % COUNT_OF(varbinds)] =
                (struct mfp_varbind){.name = request.trees[i].root, .type = MFP_VARBIND_INTEGER};
            mfp_oid_append(&varbinds[i % COUNT_OF(varbinds)].name, (uint32_t[]){1, 1}, 2);
        }
        mfp_survey_hear(&survey, varbinds, request.tree_count);
        rounds++;
    }
    assert_int_equal(rounds, 5);
    assert_true(rows < 4000);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(rfc2707_is_probed_first),
        cmocka_unit_test(what_is_not_there_is_not_asked_for_each_time),
        cmocka_unit_test(jobs_are_asked_for_each_time),
        cmocka_unit_test(another_device_is_asked_anew),
        cmocka_unit_test(label_printers_are_left_alone),
        cmocka_unit_test(fragile_models_are_asked_by_name_only),
        cmocka_unit_test(a_poll_is_bounded),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
