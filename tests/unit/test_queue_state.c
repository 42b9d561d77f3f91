/*
 * Synthetic devices: what their queues do, from poll to poll. No recording of a real device shows a
 * table of jobs; these are made of the objects that the profiles name.
 *
 * A script is polls, a minute apart: "1b 2w*10; 1c 2b". A job is its number and a letter: Waiting,
 * Busy, Stopped, Held, Completed, Aborted, X canceled; an upper-case letter is a print job. "-" is
 * no job, "~" silence, "!" before a poll a restart, "#" another device. "*10" is ten such polls.
 */
#include "agent.h"
#include "snmp/queue/state.h"
#include "unit.h"

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>

enum { INTERVAL_S = 60, TICKS = 100, NOT = -1 };

static const char letters[] = "wbshcax";

struct vendor {
    const char *name, *object_id;
    const char *state, *service, *reasons, *id;      /* columns */
    const char *result, *result_id, *result_service; /* of a history */
    const char *index;                               /* of a row, with the number of the job */
    const char *active;                              /* the object with the number of active jobs */
    const char *suffix;                              /* of services */
    const char *service_oid;                         /* where they are object identifiers */
    int64_t numbers[7];                              /* of the letters; NOT: it has no such state */
    int64_t aborted;                                 /* reasons */
    int64_t mail, print;                             /* services */
    bool sure;                                       /* it tells send jobs from others */
    bool doubted;                                    /* it tells failed ones by reasons alone */
};

static const struct vendor vendors[] = {
    {
        .name = "konica-minolta",
        .object_id = "1.3.6.1.4.1.18334.1.1.1.2.1.181.2.4",
        .state = "1.3.6.1.4.1.18334.1.1.4.1.3.1.1.4",
        .service = "1.3.6.1.4.1.18334.1.1.4.1.3.1.1.11",
        .index = "1.%d",
        .active = "1.3.6.1.4.1.18334.1.1.4.1.2.1.1.2.1",
        .numbers = {10, 21, 25, 11, 34, 32, 33},
        .mail = 11,
        .print = 20,
        .sure = true,
    },
    {
        .name = "xerox",
        .object_id = "1.3.6.1.4.1.253.8.62.1.35.2.3.1.1",
        .state = "1.3.6.1.4.1.253.8.59.6.1.1.9",
        .service = "1.3.6.1.4.1.253.8.59.6.1.1.4",
        .reasons = "1.3.6.1.4.1.253.8.59.6.1.1.10",
        .index = "101.%d",
        .service_oid = "1.3.6.1.4.1.253.8.58.2",
        .numbers = {6, 7, NOT, 12, 17, 17, NOT},
        .aborted = 0x10000,
        .doubted = true,
        .mail = 4,
        .print = 8,
        .sure = true,
    },
    {
        .name = "fujifilm",
        .object_id = "1.3.6.1.4.1.297.1.11.93.1.35.34.7.1",
        .state = "1.3.6.1.4.1.253.8.59.6.1.1.9",
        .service = "1.3.6.1.4.1.253.8.59.6.1.1.4",
        .reasons = "1.3.6.1.4.1.253.8.59.6.1.1.10",
        .index = "101.%d",
        .service_oid = "1.3.6.1.4.1.253.8.58.2",
        .numbers = {6, 7, NOT, 12, 17, 17, NOT},
        .aborted = 0x200000,
        .doubted = true,
        .mail = 4,
        .print = 8,
        .sure = true,
    },
    {
        .name = "kyocera",
        .object_id = "1.3.6.1.4.1.1347.41",
        .state = "1.3.6.1.4.1.1347.47.2.1.1.6",
        .service = "1.3.6.1.4.1.1347.47.2.1.1.4",
        .id = "1.3.6.1.4.1.1347.47.2.1.1.2",
        .result = "1.3.6.1.4.1.1347.47.6.1.1.5",
        .result_id = "1.3.6.1.4.1.1347.47.6.1.1.2",
        .result_service = "1.3.6.1.4.1.1347.47.6.1.1.3",
        .index = "%d",
        .active = "1.3.6.1.4.1.1347.47.1.1.1.2.1",
        .numbers = {5, 1, NOT, 4, 0, 2, 1},
        .mail = 3,
        .print = 1,
    },
    {
        .name = "rfc2707",
        .object_id = "1.3.6.1.4.1.1602.4.7",
        .state = "1.3.6.1.4.1.2699.1.1.1.3.1.1.2",
        .service = "1.3.6.1.4.1.2699.1.1.1.4.1.1.3",
        .index = "1.%d",
        .active = "1.3.6.1.4.1.2699.1.1.1.1.1.1.2.1",
        .suffix = ".24.1",
        .numbers = {3, 5, 6, 4, 9, 8, 7},
        .mail = 0x108,
        .print = 0x4,
        .sure = true,
    },
};

static const struct scenario {
    const char *name, *script;
    const char *states; /* that follow one another */
    unsigned dropped, vanished, lost;
    bool head_of_line;
    const char *evidence; /* of the last poll */
} scenarios[] = {
    {.name = "idle", .script = "-*20", .states = "idle"},
    {
        .name = "flowing",
        .script = "1b; 1c 2b; 1c 2c 3b; 1c 2c 3c*2",
        .states = "flowing idle",
    },
    {.name = "nine minutes are not ten", .script = "1b*10", .states = "flowing"},
    {
        .name = "stuck",
        .script = "1b*13",
        .states = "flowing stuck",
        .evidence = ", processing since 12 min, no progress in 13 polls",
    },
    {
        .name = "stuck and done after all",
        .script = "1b*13; 1c; 1c",
        .states = "flowing stuck flowing idle",
    },
    {
        .name = "head of line",
        .script = "4711b 4712w 4713w*12",
        .states = "flowing stuck",
        .head_of_line = true,
        .evidence = "2 wait behind it",
    },
    {
        .name = "behind a queue that moves",
        .script = "1b 9w*4; 1c 2b 9w*4; 2c 3b 9w*4; 3c 4b 9w*4",
        .states = "flowing",
    },
    {
        .name = "overtaken",
        .script = "1w 2b*4; 1w 2c 3b*4; 1w 3c 4b*4",
        .states = "flowing stuck",
        .head_of_line = true,
        .evidence = "waiting since 11 min",
    },
    {.name = "held", .script = "1h*30", .states = "idle"},
    {.name = "held beside others", .script = "1h 2b; 1h 2c 3b; 1h 3c", .states = "flowing"},
    {
        .name = "aborted",
        .script = "1b*2; 1a*2",
        .states = "flowing dropping",
        .dropped = 1,
        .evidence = "failed on the device",
    },
    {.name = "aborted between two polls",
     .script = "-*2; 1a",
     .states = "idle dropping",
     .dropped = 1},
    {.name = "aborted long ago", .script = "1a*40", .states = "idle"},
    {
        .name = "aborted once, then fine",
        .script = "-; 1a; 1a 2b; 1a 2c*31",
        .states = "idle dropping idle",
        .dropped = 1,
    },
    {.name = "canceled", .script = "1b; 1x*2", .states = "flowing idle"},
    {
        .name = "vanished",
        .script = "1b*2; -*2",
        .states = "flowing idle",
        .vanished = 1,
    },
    {.name = "stopped",
     .script = "1s*2",
     .states = "flowing stuck",
     .evidence = "stopped by the device"},
    {
        .name = "restart",
        .script = "1b*8; !1b*10",
        .states = "flowing",
        .lost = 1,
    },
    {.name = "restart with an old failure", .script = "-; !1a*3", .states = "idle"},
    {.name = "another device", .script = "1b*8; #1b*10", .states = "flowing"},
    {.name = "another device with an old failure", .script = "-; #1a*3", .states = "idle"},
    {.name = "asleep", .script = "1b*5; ~*20; 1b*5", .states = "flowing off flowing"},
    {
        .name = "off, and restarted",
        .script = "1b*9; ~*3; !1b*9",
        .states = "flowing off flowing",
        .lost = 1,
    },
    {.name = "prints are not sends", .script = "1B 2W*20", .states = "idle"},
    {.name = "failed prints are not sends", .script = "1B; 1A*2", .states = "idle"},
    {
        .name = "a backlog of many",
        .script = "1b 2w 3w 4w 5w 6w 7w 8w 9w 10w 11w 12w 13w 14w 15w 16w 17w 18w 19w 20w",
        .states = "backlog",
        .evidence = "20 jobs wait",
    },
    {
        .name = "more and more",
        .script = "1b*3; 1c 2b 3w*3; 2c 3b 4w 5w*4; 3c 4b 5w 6w 7w*4; 4c 5b 6w 7w 8w 9w",
        .states = "flowing backlog",
        .evidence = "more and more",
    },
};

struct device {
    const struct vendor *vendor;
    struct agent agent;
    struct mfp_survey survey;
    struct mfp_queue_memory memory;
    struct mfp_queue_sample sample;
    struct mfp_queue_verdict verdict;
    int64_t now, booted;
    int serial;
    unsigned dropped, vanished, lost;
    char states[128];
};

static void put_service(struct device *device, const char *column, const char *index, bool print)
{
    const struct vendor *vendor = device->vendor;
    char name[256], value[256];
    int64_t number = print ? vendor->print : vendor->mail;
    snprintf(name, sizeof(name), "%s.%s%s", column, index, vendor->suffix ? vendor->suffix : "");
    if (!vendor->service_oid) {
        agent_set_number(&device->agent, name, number);
        return;
    }
    snprintf(value, sizeof(value), "%s.%d", vendor->service_oid, (int)number);
    agent_set_oid(&device->agent, name, value);
}

/* The letter is none of what this vendor has: false. */
static bool put_job(struct device *device, int job, char letter)
{
    const struct vendor *vendor = device->vendor;
    size_t which = (size_t)(strchr(letters, tolower(letter)) - letters);
    bool print = isupper((unsigned char)letter), ended = which >= 4;
    char index[64];
    if (vendor->numbers[which] == NOT)
        return false;
    snprintf(index, sizeof(index),
             vendor->index[0] == '1' && vendor->index[1] == '0' ? "101.%d"
             : vendor->index[0] == '1'                          ? "1.%d"
                                                                : "%d",
             job);
    bool history = ended && vendor->result;
    agent_set_cell(&device->agent, history ? vendor->result : vendor->state, index,
                   vendor->numbers[which]);
    put_service(device, history ? vendor->result_service : vendor->service, index, print);
    if (vendor->id)
        agent_set_cell(&device->agent, history ? vendor->result_id : vendor->id, index, job);
    if (vendor->reasons)
        agent_set_cell(&device->agent, vendor->reasons, index,
                       tolower(letter) == 'a' ? vendor->aborted : 0);
    return true;
}

static void put_identity(struct device *device)
{
    static const char *const serials[] = {"SYNTHETIC1", "SYNTHETIC2"};
    struct agent *agent = &device->agent;
    agent_set_oid(agent, "1.3.6.1.2.1.1.2.0", device->vendor->object_id);
    agent_set_number(agent, "1.3.6.1.2.1.1.3.0", (device->now - device->booted) * TICKS);
    agent_set_number(agent, "1.3.6.1.2.1.25.1.1.0", (device->now - device->booted) * TICKS);
    agent_set_string(agent, "1.3.6.1.2.1.43.5.1.1.17.1", serials[device->serial]);
    agent_set_number(agent, "1.3.6.1.2.1.25.3.2.1.5.1", 2);
}

/* "1b 2w": puts them, and counts how many are active. */
static bool put_jobs(struct device *device, const char *jobs)
{
    int active = 0;
    bool possible = true;
    agent_forget(&device->agent, "1.3");
    put_identity(device);
    if (!device->vendor
             ->active) /* such a device keeps what it had, so that its table is never empty */
        possible &= put_job(device, 9999, 'c');
    for (const char *at = jobs; *at && possible;) {
        char *end;
        int job = (int)strtol(at, &end, 10);
        if (end == at) {
            at++;
            continue;
        }
        possible &= put_job(device, job, *end);
        active += strchr("wbs", tolower(*end)) != NULL;
        at = end + 1;
    }
    if (device->vendor->active)
        agent_set_number(&device->agent, device->vendor->active, active);
    return possible;
}

/* What is kept between two polls goes through octets, as a plugin keeps it. */
static void through_octets(struct device *device)
{
    static unsigned char octets[MFP_MEMORY_OCTETS], again[MFP_MEMORY_OCTETS];
    size_t length = mfp_queue_memory_encode(&device->memory, octets);
    assert_int_equal(mfp_queue_memory_decode(&device->memory, octets, length, NULL), 0);
    assert_int_equal(mfp_queue_memory_encode(&device->memory, again), length);
    assert_memory_equal(octets, again, length);
}

static void sample_through_octets(struct mfp_queue_sample *sample)
{
    static unsigned char octets[MFP_SAMPLE_OCTETS], again[MFP_SAMPLE_OCTETS];
    size_t length = mfp_sample_encode(sample, octets);
    assert_int_equal(mfp_sample_decode(sample, octets, length, NULL), 0);
    assert_int_equal(mfp_sample_encode(sample, again), length);
    assert_memory_equal(octets, again, length);
}

static void note_state(struct device *device)
{
    const char *name = mfp_word_name(mfp_queue_state_words, (int)device->verdict.state);
    const char *last = strrchr(device->states, ' ');
    if (strcmp(last ? last + 1 : device->states, name) == 0)
        return;
    if (device->states[0])
        strncat(device->states, " ", sizeof(device->states) - strlen(device->states) - 1);
    strncat(device->states, name, sizeof(device->states) - strlen(device->states) - 1);
}

static void poll(struct device *device, bool silent)
{
    struct mfp_queue_time now = {.steady = device->now, .wall = 1795000000 + device->now};
    struct mfp_queue_limits limits;
    mfp_queue_limits_init(&limits);
    if (!silent) {
        agent_poll(&device->agent, &device->survey, &now, &device->sample);
        sample_through_octets(&device->sample);
    }
    mfp_queue_step(&device->memory, &limits, silent ? NULL : &device->sample, &now,
                   &device->verdict);
    through_octets(device);
    note_state(device);
    device->dropped += device->verdict.dropped;
    device->vanished += device->verdict.vanished;
    device->lost += device->verdict.lost;
}

/* Runs "!1b 2w*10": false if the vendor has no such states. */
static bool run_polls(struct device *device, const char *text)
{
    char jobs[256];
    const char *star = strchr(text, '*');
    long times = star ? strtol(star + 1, NULL, 10) : 1;
    snprintf(jobs, sizeof(jobs), "%.*s", star ? (int)(star - text) : (int)strlen(text), text);
    if (strchr(jobs, '!'))
        device->booted = device->now - 1;
    if (strchr(jobs, '#'))
        device->serial = 1;
    for (; times > 0; times--, device->now += INTERVAL_S) {
        if (!put_jobs(device, jobs))
            return false;
        poll(device, strchr(jobs, '~') != NULL);
    }
    return true;
}

static bool run_script(struct device *device, const char *script)
{
    char text[512];
    char *rest = text, *polls;
    snprintf(text, sizeof(text), "%s", script);
    while ((polls = strsep(&rest, ";")))
        if (!run_polls(device, polls))
            return false;
    return true;
}

static struct device *device_new(const struct vendor *vendor)
{
    struct device *device = calloc(1, sizeof(*device));
    assert_non_null(device);
    device->vendor = vendor;
    device->now = 100000;
    return device;
}

static void device_free(struct device *device)
{
    agent_done(&device->agent);
    free(device);
}

static void check_end(const struct device *device, const struct scenario *scenario)
{
    char row[128];
    const struct mfp_queue_verdict *verdict = &device->verdict;
    snprintf(row, sizeof(row), "%s, %s", device->vendor->name, scenario->name);
    check_string(row, device->states, scenario->states);
    check_number(row, device->dropped, scenario->dropped);
    check_number(row, device->vanished, scenario->vanished);
    check_number(row, device->lost, scenario->lost);
    check_true(row, verdict->head_of_line == scenario->head_of_line);
    check_number(row, verdict->tier, MFP_TIER_A);
    check_contains(row, verdict->evidence, scenario->evidence ? scenario->evidence : "");
    check_contains(row, verdict->evidence, "unproven profile");
    check_true(row, !verdict->suspect);
    if (verdict->state == MFP_QUEUE_STUCK)
        check_true(row, verdict->unsure == !device->vendor->sure);
    if (verdict->state == MFP_QUEUE_DROPPING)
        check_true(row, verdict->unsure == (!device->vendor->sure || device->vendor->doubted));
}

static void every_profile_with_jobs_is_judged_alike(void **state)
{
    (void)state;
    unsigned run = 0;
    for (size_t i = 0; i < COUNT_OF(vendors); i++) {
        for (size_t n = 0; n < COUNT_OF(scenarios); n++) {
            struct device *device = device_new(&vendors[i]);
            if (run_script(device, scenarios[n].script)) {
                check_end(device, &scenarios[n]);
                run++;
            }
            device_free(device);
        }
    }
    assert_true(run > 4 * COUNT_OF(scenarios));
}

static void the_evidence_is_in_words(void **state)
{
    (void)state;
    struct device *device = device_new(&vendors[0]);
    assert_true(run_script(device, "4711b 4712w*13"));
    assert_string_equal(device->verdict.evidence,
                        "job 4711 to e-mail, processing since 12 min, no progress in 13 polls; "
                        "2 jobs are stuck; 1 wait behind it; unproven profile 'konica-minolta'");
    device_free(device);
}

/* A job that moves octets is not stuck, however long it takes. */
static void progress_in_octets_is_progress(void **state)
{
    (void)state;
    struct device *device = device_new(&vendors[4]);
    for (int i = 0; i < 60; i++, device->now += INTERVAL_S) {
        assert_true(put_jobs(device, "1b"));
        agent_set_number(&device->agent, "1.3.6.1.4.1.2699.1.1.1.3.1.1.6.1.1", i * 100);
        poll(device, false);
        check_number("octets", device->verdict.state, MFP_QUEUE_FLOWING);
    }
    device_free(device);
}

/* RFC 2707 promises how long an ended job is shown; who polls twice as often sees every end. */
static void a_job_gone_before_its_time_was_dropped(void **state)
{
    (void)state;
    static const struct {
        int64_t persistence;
        unsigned dropped, vanished;
    } rows[] = {{.persistence = 300, .dropped = 1}, {.persistence = 60, .vanished = 1}};
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        struct device *device = device_new(&vendors[4]);
        for (int n = 0; n < 4; n++, device->now += INTERVAL_S) {
            assert_true(put_jobs(device, n < 2 ? "1b 2w" : "2b"));
            agent_set_number(&device->agent, "1.3.6.1.4.1.2699.1.1.1.1.1.1.5.1",
                             rows[i].persistence);
            poll(device, false);
        }
        assert_int_equal(device->dropped, rows[i].dropped);
        assert_int_equal(device->vanished, rows[i].vanished);
        device_free(device);
    }
}

/* A device whose jobs are quick is judged by the limit, one whose jobs are slow by its own pace. */
static void slow_devices_get_their_time(void **state)
{
    (void)state;
    struct device *device = device_new(&vendors[0]);
    for (int job = 1; job <= 40; job++) {
        char script[64];
        snprintf(script, sizeof(script), "%db*9; %dc", job, job);
        assert_true(run_script(device, script));
    }
    device->states[0] = '\0';
    assert_true(run_script(device, "100b*30"));
    assert_string_equal(device->states, "flowing stuck");
    device->states[0] = '\0';
    device_free(device);

    device = device_new(&vendors[0]);
    for (int job = 1; job <= 40; job++) {
        char script[64];
        snprintf(script, sizeof(script), "%db*9; %dc", job, job);
        assert_true(run_script(device, script));
    }
    device->states[0] = '\0';
    assert_true(run_script(device, "100b*20"));
    assert_string_equal(device->states, "flowing");
    device_free(device);
}

/* A state that the profile does not know is no state at all. */
static void unknown_numbers_give_unknown(void **state)
{
    (void)state;
    struct device *device = device_new(&vendors[0]);
    for (int i = 0; i < 20; i++, device->now += INTERVAL_S) {
        assert_true(put_jobs(device, "1b"));
        agent_set_number(&device->agent, "1.3.6.1.4.1.18334.1.1.4.1.3.1.1.4.1.1", 77);
        poll(device, false);
    }
    assert_string_equal(device->states, "unknown");
    device_free(device);
}

/* Beside others, they are not counted: XCMI has rows of the state unknown. */
static void jobs_of_unknown_state_do_not_count(void **state)
{
    (void)state;
    struct device *device = device_new(&vendors[1]);
    for (int i = 0; i < 20; i++, device->now += INTERVAL_S) {
        assert_true(put_jobs(device, "1b"));
        agent_set_number(&device->agent, "1.3.6.1.4.1.253.8.59.6.1.1.9.101.1", 2);
        poll(device, false);
        assert_int_equal(device->verdict.depth, 0);
    }
    assert_string_equal(device->states, "idle");
    device_free(device);
}

/* One that may be a print is older than one that is surely none. */
static void a_send_job_is_surer_than_another(void **state)
{
    (void)state;
    struct device *device = device_new(&vendors[4]);
    for (int i = 0; i < 16; i++, device->now += INTERVAL_S) {
        assert_true(put_jobs(device, i < 3 ? "1b" : "1b 2b"));
        agent_forget(&device->agent, "1.3.6.1.4.1.2699.1.1.1.4.1.1.3.1.1");
        poll(device, false);
        if (i == 12) {
            assert_int_equal(device->verdict.stuck, 1);
            assert_true(device->verdict.unsure);
            assert_non_null(strstr(device->verdict.evidence, "job 1 of unknown kind"));
        }
    }
    assert_int_equal(device->verdict.stuck, 2);
    assert_false(device->verdict.unsure);
    device_free(device);
}

/* An agent that is not ready yet answers that there is no such object. */
static void a_queue_no_longer_told_is_unknown_for_a_day(void **state)
{
    (void)state;
    struct device *device = device_new(&vendors[0]);
    assert_true(run_script(device, "1b*3"));
    for (int i = 0; i < 25 * 60; i++, device->now += INTERVAL_S) {
        agent_forget(&device->agent, "1.3");
        put_identity(device);
        poll(device, false);
        check_number("lost", device->verdict.state,
                     i < 24 * 60 - 1 ? MFP_QUEUE_UNKNOWN : MFP_QUEUE_UNSUPPORTED);
    }
    assert_true(run_script(device, "1b*3"));
    assert_string_equal(device->states, "flowing unknown unsupported flowing");
    device_free(device);
}

#define RFC_JOB "1.3.6.1.4.1.2699.1.1.1.3.1.1."

/* Its kind is asked of a job under way; of an ended one it may not be told any more. */
static void an_ended_job_is_of_the_kind_it_was(void **state)
{
    (void)state;
    struct device *device = device_new(&vendors[4]);
    assert_true(run_script(device, "1B*2"));
    assert_true(put_jobs(device, "1a"));
    agent_forget(&device->agent, "1.3.6.1.4.1.2699.1.1.1.4");
    poll(device, false);
    assert_string_equal(device->states, "idle");
    assert_int_equal(device->dropped, 0);
    device_free(device);
}

/* RFC 2707: reasons of a job that waits until somebody wants it. */
static void reasons_hold_a_job_too(void **state)
{
    (void)state;
    struct device *device = device_new(&vendors[4]);
    for (int i = 0; i < 20; i++, device->now += INTERVAL_S) {
        assert_true(put_jobs(device, "1w"));
        agent_set_number(&device->agent, RFC_JOB "3.1.1", 0x20);
        poll(device, false);
    }
    assert_string_equal(device->states, "idle");
    device_free(device);
}

/* The first in the table need not be the first in the queue. */
static void the_device_says_which_job_is_first(void **state)
{
    (void)state;
    struct device *device = device_new(&vendors[4]);
    for (int i = 0; i < 14; i++, device->now += INTERVAL_S) {
        assert_true(put_jobs(device, "1w 2b 3w"));
        agent_set_number(&device->agent, RFC_JOB "4.1.1", 1 + i % 2); /* it moves */
        agent_set_number(&device->agent, RFC_JOB "4.1.2", 0);
        poll(device, false);
    }
    assert_int_equal(device->verdict.state, MFP_QUEUE_STUCK);
    assert_true(device->verdict.head_of_line);
    assert_non_null(strstr(device->verdict.evidence, "job 2 to e-mail, processing since 13 min"));
    device_free(device);
}

static void a_caution_is_worth_a_warning(void **state)
{
    (void)state;
    struct device *device = device_new(&vendors[0]);
    assert_true(run_script(device, "1b*2"));
    assert_true(put_jobs(device, "1c"));
    agent_set_number(&device->agent, "1.3.6.1.4.1.18334.1.1.4.1.3.1.1.4.1.1", 31);
    poll(device, false);
    assert_true(device->verdict.suspect);
    assert_int_equal(device->verdict.dropped, 0);
    assert_non_null(strstr(device->verdict.evidence, "job 1 to e-mail ended with a caution"));
    device_free(device);
}

/* A device that has two tables of its jobs is believed in its vendor's. */
static void two_tables_are_not_two_queues(void **state)
{
    (void)state;
    struct device *device = device_new(&vendors[0]);
    for (int i = 0; i < 20; i++, device->now += INTERVAL_S) {
        assert_true(put_jobs(device, "1h"));
        agent_set_number(&device->agent, "1.3.6.1.4.1.2699.1.1.1.1.1.1.2.1", 1);
        agent_set_number(&device->agent, RFC_JOB "2.1.1", 6);
        poll(device, false);
    }
    assert_string_equal(device->states, "idle");
    assert_string_equal(device->sample.source, "konica-minolta");
    assert_int_equal(device->sample.set_count, 1);
    device_free(device);
}

/* It moves, and it does not come to its end. */
static void a_job_of_an_hour_is_a_backlog(void **state)
{
    (void)state;
    struct device *device = device_new(&vendors[4]);
    for (int i = 0; i < 62; i++, device->now += INTERVAL_S) {
        assert_true(put_jobs(device, "1b"));
        agent_set_number(&device->agent, RFC_JOB "6.1.1", i);
        poll(device, false);
    }
    assert_string_equal(device->states, "flowing backlog");
    device_free(device);
}

/* However long: not before so many polls. */
static void few_polls_are_not_enough(void **state)
{
    (void)state;
    struct device *device = device_new(&vendors[0]);
    struct mfp_queue_limits limits;
    mfp_queue_limits_init(&limits);
    limits.stuck_polls = 30;
    assert_true(put_jobs(device, "1b"));
    for (uint32_t i = 1; i <= limits.stuck_polls; i++, device->now += INTERVAL_S) {
        struct mfp_queue_time now = {.steady = device->now, .wall = device->now};
        agent_poll(&device->agent, &device->survey, &now, &device->sample);
        mfp_queue_step(&device->memory, &limits, &device->sample, &now, &device->verdict);
        check_number("polls", device->verdict.state,
                     i < limits.stuck_polls ? MFP_QUEUE_FLOWING : MFP_QUEUE_STUCK);
    }
    device_free(device);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_profile_with_jobs_is_judged_alike),
        cmocka_unit_test(the_evidence_is_in_words),
        cmocka_unit_test(progress_in_octets_is_progress),
        cmocka_unit_test(a_job_gone_before_its_time_was_dropped),
        cmocka_unit_test(slow_devices_get_their_time),
        cmocka_unit_test(unknown_numbers_give_unknown),
        cmocka_unit_test(jobs_of_unknown_state_do_not_count),
        cmocka_unit_test(a_send_job_is_surer_than_another),
        cmocka_unit_test(a_queue_no_longer_told_is_unknown_for_a_day),
        cmocka_unit_test(an_ended_job_is_of_the_kind_it_was),
        cmocka_unit_test(reasons_hold_a_job_too),
        cmocka_unit_test(the_device_says_which_job_is_first),
        cmocka_unit_test(a_caution_is_worth_a_warning),
        cmocka_unit_test(two_tables_are_not_two_queues),
        cmocka_unit_test(a_job_of_an_hour_is_a_backlog),
        cmocka_unit_test(few_polls_are_not_enough),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
