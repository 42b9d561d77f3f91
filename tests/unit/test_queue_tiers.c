/*
 * Synthetic devices that tell less than a table of jobs: counts of active jobs, counters, alerts;
 * and clocks that are set.
 */
#include "agent.h"
#include "snmp/queue/state.h"
#include "unit.h"

#include <stdio.h>
#include <stdlib.h>

enum { INTERVAL_S = 60 };

static const int64_t year = INT64_C(365) * 86400;

struct device {
    struct agent agent;
    struct mfp_survey survey;
    struct mfp_queue_memory memory;
    struct mfp_queue_sample sample;
    struct mfp_queue_verdict verdict;
    struct mfp_queue_time now;
};

static struct device *device_new(const char *object_id)
{
    struct device *device = calloc(1, sizeof(*device));
    assert_non_null(device);
    device->now = (struct mfp_queue_time){.steady = 5000, .wall = 1795000000};
    agent_set_oid(&device->agent, "1.3.6.1.2.1.1.2.0", object_id);
    return device;
}

static void device_free(struct device *device)
{
    agent_done(&device->agent);
    free(device);
}

static void poll(struct device *device)
{
    struct mfp_queue_limits limits;
    mfp_queue_limits_init(&limits);
    agent_poll(&device->agent, &device->survey, &device->now, &device->sample);
    mfp_queue_step(&device->memory, &limits, &device->sample, &device->now, &device->verdict);
    device->now.steady += INTERVAL_S;
    device->now.wall += INTERVAL_S;
}

static void poll_for(struct device *device, int polls)
{
    while (polls-- > 0)
        poll(device);
}

static void silence(struct device *device, int polls)
{
    struct mfp_queue_limits limits;
    mfp_queue_limits_init(&limits);
    for (; polls > 0; polls--) {
        mfp_queue_step(&device->memory, &limits, NULL, &device->now, &device->verdict);
        device->now.steady += INTERVAL_S;
        device->now.wall += INTERVAL_S;
    }
}

#define KONICA "1.3.6.1.4.1.18334.1.1.1.2.1.181.2.4"
#define KONICA_SET "1.3.6.1.4.1.18334.1.1.4.1.2.1.1."

static void set_set(struct device *device, int active, int oldest, int newest)
{
    agent_set_number(&device->agent, KONICA_SET "2.1", active);
    agent_set_number(&device->agent, KONICA_SET "3.1", oldest);
    agent_set_number(&device->agent, KONICA_SET "4.1", newest);
}

static void a_queue_is_judged_by_its_oldest_and_newest(void **state)
{
    (void)state;
    struct device *device = device_new(KONICA);
    set_set(device, 3, 10, 12);
    poll(device);
    assert_int_equal(device->verdict.tier, MFP_TIER_B);
    assert_int_equal(device->verdict.state, MFP_QUEUE_FLOWING);
    assert_int_equal(device->verdict.depth, 3);
    assert_true(device->verdict.baseline);
    for (int i = 0; i < 20; i++) { /* the oldest goes, newer ones come */
        set_set(device, 3, 11 + i, 13 + i);
        poll(device);
        assert_int_equal(device->verdict.state, MFP_QUEUE_FLOWING);
    }
    for (int i = 0; i < 12; i++) { /* the oldest stays, newer ones come and go */
        set_set(device, 3, 50, 52 + i);
        poll(device);
    }
    assert_int_equal(device->verdict.state, MFP_QUEUE_STUCK);
    assert_true(device->verdict.head_of_line);
    assert_true(device->verdict.unsure);
    assert_string_equal(device->verdict.evidence,
                        "job 50 is the oldest since 11 min, newer ones come, 2 wait; "
                        "unproven profile 'konica-minolta'");
    device_free(device);
}

/* Nothing moves, and it may be a print that waits for paper: a suspicion. */
static void a_queue_that_stands_still_is_suspect(void **state)
{
    (void)state;
    struct device *device = device_new(KONICA);
    set_set(device, 2, 10, 11);
    poll_for(device, 10);
    assert_int_equal(device->verdict.state, MFP_QUEUE_FLOWING);
    assert_false(device->verdict.suspect);
    poll_for(device, 2);
    assert_int_equal(device->verdict.state, MFP_QUEUE_BACKLOG);
    assert_true(device->verdict.suspect);
    device_free(device);
}

static void a_count_that_only_grows_is_a_backlog(void **state)
{
    (void)state;
    struct device *device = device_new(KONICA);
    for (int i = 0; i < 14; i++) {
        set_set(device, 1 + i, 10 + i, 11 + 2 * i);
        poll(device);
    }
    assert_int_equal(device->verdict.state, MFP_QUEUE_BACKLOG);
    assert_false(device->verdict.suspect);
    set_set(device, 0, 0, 0);
    poll(device);
    assert_int_equal(device->verdict.state, MFP_QUEUE_IDLE);
    device_free(device);
}

#define SHARP "1.3.6.1.4.1.2385.3.1.112.1.2"
#define SHARP_COUNT "1.3.6.1.4.1.2385.1.1.19.2.1.3.7.4.50"
#define SHARP_NAME "1.3.6.1.4.1.2385.1.1.19.2.1.4.7.4.50"

static void counters_wrap_and_restart(void **state)
{
    (void)state;
    static const struct {
        const char *name;
        int64_t before, after, scanned;
    } rows[] = {
        {"grows", 100, 117, 17},
        {"stands", 100, 100, 0},
        {"wraps", UINT32_MAX - 10, 5, 16},
        {"was reset", 100000, 3, -1},
        {"is 4 GiB", INT64_C(1) << 32, (INT64_C(1) << 32) + 7, 7},
        {"is the greatest there is", INT64_MAX, 12, -1},
        {"reaches the greatest there is", 12, INT64_MAX, INT64_MAX - 12},
    };
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        struct device *device = device_new(SHARP);
        agent_set_string(&device->agent, SHARP_NAME, "Scan to E-mail/FTP");
        agent_set_counter(&device->agent, SHARP_COUNT, rows[i].before);
        poll(device);
        check_number(rows[i].name, device->verdict.scanned, -1);
        check_true(rows[i].name, device->verdict.baseline);
        agent_set_counter(&device->agent, SHARP_COUNT, rows[i].after);
        poll(device);
        check_number(rows[i].name, device->verdict.tier, MFP_TIER_C);
        check_number(rows[i].name, device->verdict.scanned, rows[i].scanned);
        check_number(rows[i].name, device->verdict.state,
                     rows[i].scanned > 0 ? MFP_QUEUE_FLOWING : MFP_QUEUE_IDLE);
        device_free(device);
    }
}

/* A restart in between: what the counter lost is not a wrap. */
static void a_restart_is_a_new_baseline(void **state)
{
    (void)state;
    struct device *device = device_new(SHARP);
    agent_set_string(&device->agent, SHARP_NAME, "Scan to E-mail/FTP");
    agent_set_counter(&device->agent, SHARP_COUNT, UINT32_MAX - 10);
    agent_set_number(&device->agent, "1.3.6.1.2.1.25.1.1.0", 5000000);
    poll(device);
    agent_set_counter(&device->agent, SHARP_COUNT, 5);
    agent_set_number(&device->agent, "1.3.6.1.2.1.25.1.1.0", 3000);
    poll(device);
    assert_true(device->verdict.rebooted);
    assert_int_equal(device->verdict.scanned, -1);
    device_free(device);
}

/* 497 days: the uptime begins anew, and the device did not. */
static void an_uptime_that_wraps_is_no_restart(void **state)
{
    (void)state;
    static const struct {
        const char *name, *oid;
        int64_t before, after;
        bool rebooted;
    } rows[] = {
        {"wraps", "1.3.6.1.2.1.25.1.1.0", INT64_C(4294967290), 5990, false},
        {"restarts at its end", "1.3.6.1.2.1.25.1.1.0", INT64_C(4192945381), 1000, true},
        {"restarts", "1.3.6.1.2.1.25.1.1.0", 500000, 1000, true},
        {"goes on", "1.3.6.1.2.1.25.1.1.0", 500000, 506000, false},
        {"the agent wraps", "1.3.6.1.2.1.1.3.0", INT64_C(4294967290), 5990, false},
        {"the agent restarts", "1.3.6.1.2.1.1.3.0", 500000, 1000, true},
    };
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        struct device *device = device_new(KONICA);
        set_set(device, 0, 0, 0);
        agent_set_number(&device->agent, rows[i].oid, rows[i].before);
        poll(device);
        agent_set_number(&device->agent, rows[i].oid, rows[i].after);
        poll(device);
        check_number(rows[i].name, device->verdict.rebooted, rows[i].rebooted);
        device_free(device);
    }
}

/* sysUpTime fell, hrSystemUptime did not: the agent alone. */
static void an_agent_that_restarts_is_no_device_that_does(void **state)
{
    (void)state;
    struct device *device = device_new(KONICA);
    set_set(device, 1, 10, 10);
    for (int i = 0; i < 15; i++) {
        agent_set_number(&device->agent, "1.3.6.1.2.1.25.1.1.0", 500000 + i * 6000);
        agent_set_number(&device->agent, "1.3.6.1.2.1.1.3.0", (i % 5) * 6000);
        poll(device);
        assert_false(device->verdict.rebooted);
    }
    assert_int_equal(device->verdict.state, MFP_QUEUE_BACKLOG);
    device_free(device);
}

#define PWG "1.3.6.1.4.1.2699.1.3.1."

static void services_count_what_they_send(void **state)
{
    (void)state;
    struct device *device = device_new("1.3.6.1.4.1.99999.1");
    struct agent *agent = &device->agent;
    agent_set_number(agent, PWG "2.1.1.2.3", 6);  /* key 3 is emailOut */
    agent_set_number(agent, PWG "2.1.1.2.4", 11); /* key 4 is print */
    agent_set_number(agent, PWG "6.1.1.6.3.3", 5);
    agent_set_number(agent, PWG "6.1.1.6.3.4", 1);
    agent_set_number(agent, PWG "6.1.1.6.4.3", 900);
    agent_set_number(agent, PWG "6.1.1.8.3.3", 40);
    agent_set_number(agent, PWG "11.1.1.7.3.3.3", 2147483640);
    poll(device);
    assert_int_equal(device->verdict.tier, MFP_TIER_C);
    assert_true(device->verdict.unproven);
    assert_int_equal(device->sample.counters[MFP_COUNT_ABORTED].value, 5);
    agent_set_number(agent, PWG "6.1.1.6.4.3", 950); /* failed prints */
    agent_set_number(agent, PWG "11.1.1.7.3.3.3", 4);
    poll(device);
    assert_int_equal(device->verdict.state, MFP_QUEUE_FLOWING);
    assert_int_equal(device->verdict.sent, 12);
    agent_set_number(agent, PWG "6.1.1.6.3.3", 7);
    poll(device);
    assert_int_equal(device->verdict.state, MFP_QUEUE_DROPPING);
    assert_int_equal(device->verdict.dropped, 2);
    assert_non_null(strstr(device->verdict.evidence, "2 send jobs failed on the device"));
    poll_for(device, 40);
    assert_int_equal(device->verdict.state, MFP_QUEUE_IDLE);
    device_free(device);
}

#define XCMI_JOBS "1.3.6.1.4.1.253.8.83.1.1.2.1."

/* Jobs are created and none finished; a suspicion, and not for ever. */
static void what_goes_in_and_does_not_come_out_is_suspect(void **state)
{
    (void)state;
    struct device *device = device_new("1.3.6.1.4.1.253.8.62.1.35");
    agent_set_counter(&device->agent, XCMI_JOBS "3.1", 100);
    agent_set_counter(&device->agent, XCMI_JOBS "4.1", 100);
    poll_for(device, 3);
    assert_int_equal(device->verdict.tier, MFP_TIER_C);
    agent_set_counter(&device->agent, XCMI_JOBS "3.1", 102);
    poll_for(device, 10);
    assert_false(device->verdict.suspect);
    poll_for(device, 2);
    assert_true(device->verdict.suspect);
    assert_int_not_equal(device->verdict.state, MFP_QUEUE_STUCK);
    assert_non_null(strstr(device->verdict.evidence, "2 went in and nothing came out"));
    agent_set_counter(&device->agent, XCMI_JOBS "4.1", 101);
    poll(device);
    assert_false(device->verdict.suspect);
    agent_set_counter(&device->agent, XCMI_JOBS "3.1", 103);
    poll_for(device, 120);
    assert_false(device->verdict.suspect);
    device_free(device);
}

/* The queue of PWG's mail service is the one of RFC 2707 that counts. */
static void a_service_names_its_queue(void **state)
{
    (void)state;
    struct device *device = device_new("1.3.6.1.4.1.99999.1");
    struct agent *agent = &device->agent;
    agent_set_number(agent, PWG "3.1.1.5.6.1", 2);
    agent_set_number(agent, PWG "3.1.1.6.6.1", 4);
    agent_set_number(agent, "1.3.6.1.4.1.2699.1.1.1.1.1.1.2.1", 1);
    agent_set_number(agent, "1.3.6.1.4.1.2699.1.1.1.1.1.1.2.2", 0);
    agent_set_number(agent, "1.3.6.1.4.1.2699.1.1.1.3.1.1.2.1.77", 6);
    poll_for(device, 20);
    assert_int_equal(device->verdict.tier, MFP_TIER_A);
    assert_int_equal(device->verdict.state, MFP_QUEUE_IDLE);
    agent_set_number(agent, "1.3.6.1.4.1.2699.1.1.1.3.1.1.2.2.78", 6);
    poll_for(device, 2);
    assert_int_equal(device->verdict.state, MFP_QUEUE_STUCK);
    assert_false(device->verdict.unsure);
    device_free(device);
}

static void alerts_and_status_are_never_more_than_suspect(void **state)
{
    (void)state;
    static const struct {
        const char *name, *alert, *console, *part;
        int severity, status, service;
        bool suspect;
    } rows[] = {
        {.name = "nothing"},
        {.name = "ready", .alert = "Ready", .severity = 3},
        {.name = "paper", .alert = "Load paper in tray 1", .severity = 3},
        {.name = "mail", .alert = "E-mail send failed", .severity = 3, .suspect = true},
        {.name = "a mere warning", .alert = "E-mail send failed", .severity = 4},
        {.name = "panel ready", .console = "Ready to scan"},
        {.name = "panel", .console = "Scan to E-mail: server error", .suspect = true},
        {.name = "Panel", .console = "Fehler beim Versand", .suspect = true},
        {.name = "printer down", .part = "Laser Printer", .status = 5},
        {.name = "scanner down", .part = "Network Scanner", .status = 5, .suspect = true},
        {.name = "service", .service = 5, .suspect = true},
        {.name = "service idle", .service = 3},
        {.name = "control characters",
         .alert = "\x1b[31mmail|\n\xff\xfe",
         .severity = 3,
         .suspect = true},
    };
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        struct device *device = device_new("1.3.6.1.4.1.11.2.3.9.1");
        struct agent *agent = &device->agent;
        agent_set_number(agent, "1.3.6.1.2.1.25.3.2.1.5.1", 2);
        if (rows[i].alert) {
            agent_set_number(agent, "1.3.6.1.2.1.43.18.1.1.2.1.1", rows[i].severity);
            agent_set_string(agent, "1.3.6.1.2.1.43.18.1.1.8.1.1", rows[i].alert);
        }
        if (rows[i].console)
            agent_set_string(agent, "1.3.6.1.2.1.43.16.5.1.2.1.1", rows[i].console);
        if (rows[i].part) {
            agent_set_string(agent, "1.3.6.1.2.1.25.3.2.1.3.7", rows[i].part);
            agent_set_number(agent, "1.3.6.1.2.1.25.3.2.1.5.7", rows[i].status);
        }
        if (rows[i].service)
            agent_set_number(agent, PWG "3.1.1.6.6.1", rows[i].service);
        poll_for(device, 30);
        check_number(rows[i].name, device->verdict.tier, MFP_TIER_D);
        check_number(rows[i].name, device->verdict.state, MFP_QUEUE_UNSUPPORTED);
        check_true(rows[i].name, device->verdict.suspect == rows[i].suspect);
        for (const char *c = device->verdict.evidence; *c; c++)
            check_true(rows[i].name, (unsigned char)*c >= ' ' && *c != '|' && *c != 0x7f);
        device_free(device);
    }
}

/* Alerts that came and went between two polls were counted. */
static void alerts_between_polls_are_told(void **state)
{
    (void)state;
    struct device *device = device_new("1.3.6.1.4.1.11.2.3.9.1");
    agent_set_counter(&device->agent, "1.3.6.1.2.1.43.5.1.1.18.1", 7);
    poll(device);
    assert_null(strstr(device->verdict.evidence, "since the last poll"));
    agent_set_counter(&device->agent, "1.3.6.1.2.1.43.5.1.1.18.1", 9);
    poll(device);
    assert_non_null(strstr(device->verdict.evidence, "2 critical alerts since the last poll"));
    assert_int_equal(device->verdict.state, MFP_QUEUE_UNSUPPORTED);
    device_free(device);
}

static void silence_is_off_and_then_overdue(void **state)
{
    (void)state;
    struct device *device = device_new(KONICA);
    set_set(device, 0, 0, 0);
    poll_for(device, 2);
    silence(device, 3 * 24 * 60 - 1);
    assert_int_equal(device->verdict.state, MFP_QUEUE_OFF);
    assert_false(device->verdict.overdue);
    silence(device, 1);
    assert_true(device->verdict.overdue);
    assert_non_null(strstr(device->verdict.evidence, "since 3 days"));
    poll(device);
    assert_int_equal(device->verdict.state, MFP_QUEUE_IDLE);
    assert_int_equal(device->verdict.off_for, 0);
    device_free(device);
}

/* Whichever clock is set, and to whatever: what was young stays young, and what is off comes to be
 * overdue in its time. */
static const struct clock_row {
    const char *name;
    int64_t steady, wall;
} clocks[] = {
    {"the time of day forward", 0, INT64_C(365) * 86400},
    {"the time of day back", 0, -INT64_C(365) * 86400},
    {"both forward", INT64_C(365) * 86400, INT64_C(365) * 86400},
    {"both back", -INT64_C(365) * 86400, -INT64_C(365) * 86400},
    {"the host restarted", -5000, 0},
    {"both an hour forward", 3600, 3600},
    {"both an hour back", -3600, -3600},
};

static void set_clocks(struct device *device, const struct clock_row *row)
{
    device->now.steady += row->steady;
    device->now.wall += row->wall;
}

static void a_clock_that_is_set_makes_no_job_stuck(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT_OF(clocks); i++) {
        for (int when = 1; when < 8; when++) {
            struct device *device = device_new(KONICA);
            set_set(device, 1, 10, 10);
            agent_set_number(&device->agent, "1.3.6.1.4.1.18334.1.1.4.1.3.1.1.4.1.10", 21);
            for (int n = 0; n < 8; n++) {
                agent_set_number(&device->agent, "1.3.6.1.2.1.25.1.1.0", 500000 + n * 6000);
                if (n == when)
                    set_clocks(device, &clocks[i]);
                poll(device);
                check_number(clocks[i].name, device->verdict.state, MFP_QUEUE_FLOWING);
                check_true(clocks[i].name, device->verdict.oldest_age < 600);
            }
            for (int n = 8; n < 14; n++) {
                agent_set_number(&device->agent, "1.3.6.1.2.1.25.1.1.0", 500000 + n * 6000);
                poll(device);
            }
            check_number(clocks[i].name, device->verdict.state, MFP_QUEUE_STUCK);
            device_free(device);
        }
    }
}

static void a_clock_that_is_set_makes_no_device_off_for_long(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT_OF(clocks); i++) {
        struct device *device = device_new(KONICA);
        set_set(device, 0, 0, 0);
        poll_for(device, 3);
        silence(device, 10);
        set_clocks(device, &clocks[i]);
        silence(device, 10);
        check_number(clocks[i].name, device->verdict.state, MFP_QUEUE_OFF);
        check_true(clocks[i].name, device->verdict.off_for >= 18 * INTERVAL_S);
        check_true(clocks[i].name, device->verdict.off_for <= 22 * INTERVAL_S);
        silence(device, 3 * 24 * 60);
        check_true(clocks[i].name, device->verdict.overdue);
        poll(device);
        check_number(clocks[i].name, device->verdict.state, MFP_QUEUE_IDLE);
        device_free(device);
    }
}

/* A check that runs every ten minutes, and one that runs by hand in between. */
static void polls_need_not_be_regular(void **state)
{
    (void)state;
    struct device *device = device_new(KONICA);
    agent_set_number(&device->agent, "1.3.6.1.4.1.18334.1.1.4.1.3.1.1.4.1.10", 21);
    static const int gaps[] = {600, 1, 599, 600};
    for (size_t i = 0; i < COUNT_OF(gaps); i++) {
        poll(device);
        device->now.steady += gaps[i] - INTERVAL_S;
        device->now.wall += gaps[i] - INTERVAL_S;
    }
    poll(device);
    assert_int_equal(device->verdict.state, MFP_QUEUE_STUCK);
    device->now.steady += year; /* nobody polled for a year, and it is another job */
    agent_forget(&device->agent, "1.3.6.1.4.1.18334.1.1.4");
    agent_set_number(&device->agent, "1.3.6.1.4.1.18334.1.1.4.1.3.1.1.4.1.11", 21);
    poll(device);
    assert_int_equal(device->verdict.state, MFP_QUEUE_FLOWING);
    device_free(device);
}

/* A steady clock begins anew with its host, each time; the time of day goes on. */
static void a_host_that_restarts_each_time_finds_it_too(void **state)
{
    (void)state;
    struct device *device = device_new(KONICA);
    agent_set_number(&device->agent, "1.3.6.1.4.1.18334.1.1.4.1.3.1.1.4.1.10", 21);
    for (int i = 0; i < 13; i++) {
        poll(device);
        device->now.steady = 100 - i;
    }
    assert_int_equal(device->verdict.state, MFP_QUEUE_STUCK);
    device_free(device);
}

/* Agents that answer what they knew a while ago, and simulators, have an uptime that stands. */
static void an_uptime_that_stands_still_hides_nothing(void **state)
{
    (void)state;
    struct device *device = device_new(KONICA);
    agent_set_number(&device->agent, "1.3.6.1.2.1.25.1.1.0", 500000);
    agent_set_number(&device->agent, "1.3.6.1.4.1.18334.1.1.4.1.3.1.1.4.1.10", 21);
    for (int i = 0; i < 4; i++) {
        poll(device);
        assert_false(device->verdict.rebooted);
        device->now.steady += 300 - INTERVAL_S;
        device->now.wall += 300 - INTERVAL_S;
    }
    assert_int_equal(device->verdict.state, MFP_QUEUE_STUCK);
    device_free(device);
}

/* Off for an hour, and up for longer than before, but not for an hour. */
static void a_restart_in_a_silence_is_found(void **state)
{
    (void)state;
    static const struct {
        const char *name;
        int64_t uptime;
        bool rebooted;
    } rows[] = {{"slept", 12000 + 3600 * 100, false}, {"restarted", 12000 + 300 * 100, true}};
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        struct device *device = device_new(KONICA);
        set_set(device, 1, 10, 10);
        for (int n = 0; n < 3; n++) {
            agent_set_number(&device->agent, "1.3.6.1.2.1.25.1.1.0", n * 6000);
            poll(device);
        }
        silence(device, 60);
        agent_set_number(&device->agent, "1.3.6.1.2.1.25.1.1.0", rows[i].uptime);
        poll(device);
        check_number(rows[i].name, device->verdict.rebooted, rows[i].rebooted);
        device_free(device);
    }
}

static void answers_that_make_no_sense_are_unknown(void **state)
{
    (void)state;
    struct device *device = device_new(KONICA);
    agent_set_string(&device->agent, KONICA_SET "2.1", "many");
    agent_set_number(&device->agent, KONICA_SET "3.1", -5);
    poll_for(device, 20);
    assert_int_equal(device->verdict.state, MFP_QUEUE_UNKNOWN);
    assert_non_null(strstr(device->verdict.evidence, "2 answers make no sense"));
    device_free(device);
}

/* Two queues: one of prints by its name, which stands, and one that moves. */
static void queues_are_judged_one_by_one(void **state)
{
    (void)state;
    static const struct {
        const char *name;
        enum mfp_queue_state wanted;
    } rows[] = {{"Print Queue", MFP_QUEUE_FLOWING}, {"Queue 1", MFP_QUEUE_STUCK}};
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        struct device *device = device_new("1.3.6.1.4.1.1602.4.7");
        for (int n = 0; n < 15; n++) {
            static const char *const set = "1.3.6.1.4.1.2699.1.1.1.1.1.1";
            agent_set_cell(&device->agent, set, "2.1", 3);
            agent_set_cell(&device->agent, set, "3.1", 7);
            agent_set_cell(&device->agent, set, "4.1", 9 + n);
            agent_set_string(&device->agent, "1.3.6.1.4.1.2699.1.1.1.1.1.1.7.1", rows[i].name);
            agent_set_cell(&device->agent, set, "2.2", 2);
            agent_set_cell(&device->agent, set, "3.2", 8 + n);
            agent_set_cell(&device->agent, set, "4.2", 9 + n);
            poll(device);
        }
        check_number(rows[i].name, device->verdict.tier, MFP_TIER_B);
        check_number(rows[i].name, device->verdict.state, rows[i].wanted);
        device_free(device);
    }
}

/* Of a table of finished jobs that is longer than what is read of it, the active ones are beyond.
 */
static void jobs_beyond_what_is_read_are_judged_by_their_count(void **state)
{
    (void)state;
    struct device *device = device_new(KONICA);
    set_set(device, 2, 1001, 1002);
    for (int job = 1; job <= 300; job++) {
        char index[16];
        snprintf(index, sizeof(index), "1.%d", job);
        agent_set_cell(&device->agent, "1.3.6.1.4.1.18334.1.1.4.1.3.1.1.4", index, 34);
    }
    poll_for(device, 13);
    assert_int_equal(device->verdict.tier, MFP_TIER_B);
    assert_int_equal(device->verdict.state, MFP_QUEUE_BACKLOG);
    assert_int_equal(device->verdict.depth, 2);
    assert_non_null(strstr(device->verdict.evidence, "longer than what is read"));
    device_free(device);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_queue_is_judged_by_its_oldest_and_newest),
        cmocka_unit_test(a_queue_that_stands_still_is_suspect),
        cmocka_unit_test(a_count_that_only_grows_is_a_backlog),
        cmocka_unit_test(counters_wrap_and_restart),
        cmocka_unit_test(a_restart_is_a_new_baseline),
        cmocka_unit_test(an_uptime_that_wraps_is_no_restart),
        cmocka_unit_test(an_agent_that_restarts_is_no_device_that_does),
        cmocka_unit_test(services_count_what_they_send),
        cmocka_unit_test(what_goes_in_and_does_not_come_out_is_suspect),
        cmocka_unit_test(a_service_names_its_queue),
        cmocka_unit_test(alerts_and_status_are_never_more_than_suspect),
        cmocka_unit_test(alerts_between_polls_are_told),
        cmocka_unit_test(silence_is_off_and_then_overdue),
        cmocka_unit_test(a_clock_that_is_set_makes_no_job_stuck),
        cmocka_unit_test(a_clock_that_is_set_makes_no_device_off_for_long),
        cmocka_unit_test(polls_need_not_be_regular),
        cmocka_unit_test(a_host_that_restarts_each_time_finds_it_too),
        cmocka_unit_test(an_uptime_that_stands_still_hides_nothing),
        cmocka_unit_test(a_restart_in_a_silence_is_found),
        cmocka_unit_test(answers_that_make_no_sense_are_unknown),
        cmocka_unit_test(queues_are_judged_one_by_one),
        cmocka_unit_test(jobs_beyond_what_is_read_are_judged_by_their_count),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
