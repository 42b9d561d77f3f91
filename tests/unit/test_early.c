#include "core/early.h"
#include "core/value.h"
#include "unit.h"

#include <errno.h>
#include <stdio.h>

enum { NOW = 1795521600, DAY = 86400 }; /* 2026-11-24 12:00 UTC */

/* A plan and a result of which nothing is to be said; each test changes what it is about. */
static struct mfp_plan plan;
static struct mfp_result result;
static struct mfp_early_limits limits;
static struct mfp_early_facts facts;
static struct mfp_early early[MFP_EARLY_COUNT];

static int set_up(void **state)
{
    (void)state;
    plan = (struct mfp_plan){.user = "u",
                             .secret = "file:/s",
                             .account = "scans",
                             .port = 587,
                             .auth = MFP_AUTH_AUTO,
                             .tls_verify = true,
                             .tls = MFP_TLS_STARTTLS};
    result = (struct mfp_result){.at = NOW, .category = MFP_CATEGORY_OK};
    for (int stage = 0; stage < MFP_STAGE_COUNT; stage++)
        result.stage_us[stage] = -1;
    limits = (struct mfp_early_limits){0};
    facts = (struct mfp_early_facts){.plan = &plan, .result = &result, .now = NOW};
    return 0;
}

static const struct mfp_early *judge(enum mfp_early_kind kind)
{
    mfp_early_limits_default(&limits);
    mfp_early_judge(&limits, &facts, early);
    return &early[kind];
}

static void check(const char *row, enum mfp_early_kind kind, bool known, enum mfp_state state,
                  const char *words)
{
    const struct mfp_early *got = judge(kind);
    check_number(row, got->known, known);
    check_string(row, mfp_word_name(mfp_state_words, (int)got->state),
                 mfp_word_name(mfp_state_words, (int)state));
    check_contains(row, got->text, words);
}

static void nothing_known_warns_of_nothing(void **state)
{
    (void)state;
    plan.user = plan.secret = NULL;
    judge(MFP_EARLY_CERTIFICATE);
    for (int kind = 0; kind < MFP_EARLY_COUNT; kind++) {
        check_number(mfp_word_name(mfp_early_words, kind), early[kind].known, 0);
        check_number(mfp_word_name(mfp_early_words, kind), early[kind].state, MFP_STATE_OK);
    }
}

static void certificates_are_counted_in_days(void **state)
{
    static const struct {
        int64_t left;
        const char *limit;
        enum mfp_state wanted;
        const char *words;
    } rows[] = {
        {90 * DAY, "21", MFP_STATE_OK, "certificate expires in 90 days"},
        {21 * DAY, "21", MFP_STATE_OK, "in 21 days"},
        {21 * DAY - 1, "21", MFP_STATE_WARNING, "in 20 days"},
        {1 * DAY, "21", MFP_STATE_WARNING, "in 1 day"},
        {DAY - 1, "21", MFP_STATE_WARNING, "expires today"},
        {-1, "21", MFP_STATE_WARNING, "certificate expired 1 day ago"},
        {-3 * DAY, "21,7", MFP_STATE_CRITICAL, "expired 3 days ago"},
        {7 * DAY, "21,7", MFP_STATE_WARNING, "in 7 days"},
        {6 * DAY, "21,7", MFP_STATE_CRITICAL, "in 6 days"},
        {6 * DAY, "off", MFP_STATE_OK, "in 6 days"},
    };
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        set_up(state);
        result.cert_not_after = NOW + rows[i].left;
        assert_int_equal(mfp_early_limit_parse(&limits, MFP_EARLY_CERTIFICATE, rows[i].limit, NULL),
                         0);
        check(rows[i].words, MFP_EARLY_CERTIFICATE, true, rows[i].wanted, rows[i].words);
    }
    check_contains("fix", early[MFP_EARLY_CERTIFICATE].fix, "Renew it before 2026-11-30");
    set_up(state);
    result.cert_not_after = NOW - DAY;
    judge(MFP_EARLY_CERTIFICATE);
    check_contains("expired", early[MFP_EARLY_CERTIFICATE].fix, "Renew it, all certificates");
    set_up(state);
    facts.now = 0; /* a clock that was set back */
    result.cert_not_after = NOW;
    check("1970", MFP_EARLY_CERTIFICATE, true, MFP_STATE_OK, "certificate expires in 20781 days");
    set_up(state);
    plan.tls_verify = false;
    result.cert_not_after = NOW - DAY;
    check("not checked", MFP_EARLY_CERTIFICATE, true, MFP_STATE_OK,
          "expired 1 day ago, which the device does not check");
}

static void passwords_are_warned_of_in_time(void **state)
{
    static const struct {
        int64_t left;
        enum mfp_state wanted;
        const char *words;
    } rows[] = {
        {15 * DAY, MFP_STATE_OK, "password expires in 15 days"},
        {14 * DAY, MFP_STATE_OK, "password expires in 14 days"},
        {14 * DAY - 1, MFP_STATE_WARNING, "password expires in 13 days"},
        {13 * DAY, MFP_STATE_WARNING, "password expires in 13 days"},
        {0, MFP_STATE_WARNING, "password expires today"},
        {-1, MFP_STATE_WARNING, "password was to expire 1 day ago"},
        {-2 * DAY, MFP_STATE_WARNING, "password was to expire 2 days ago"},
        {400 * DAY, MFP_STATE_OK, "password expires in 400 days"}, /* a clock set back */
    };
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        set_up(state);
        plan.secret_expires = NOW + rows[i].left;
        check(rows[i].words, MFP_EARLY_SECRET, true, rows[i].wanted, rows[i].words);
    }
    check_contains("fix", early[MFP_EARLY_SECRET].fix, "with account scans");
    check_number("owner", early[MFP_EARLY_SECRET].owner, MFP_OWNER_ACCOUNT_OWNER);
}

static void what_does_not_log_in_has_no_password(void **state)
{
    (void)state;
    plan.user = plan.secret = NULL;
    plan.secret_expires = NOW + DAY;
    check("expires", MFP_EARLY_SECRET, false, MFP_STATE_OK, "the device does not log in");
    static const struct mfp_seen seen = {"LOGIN", NOW - DAY};
    facts.seen = &seen;
    facts.seen_count = 1;
    mfp_format(result.mechanisms, sizeof(result.mechanisms), "PLAIN");
    check("vanished", MFP_EARLY_AUTH, false, MFP_STATE_OK, "the device does not log in");
}

/* To the end of the day that the inventory names, in UTC. */
static void days_are_those_of_the_calendar(void **state)
{
    static const struct {
        const char *now, *expires;
        double days;
    } rows[] = {
        {"2028-02-28", "2028-02-29", 1},  {"2028-02-28", "2028-03-01", 2},
        {"2027-02-28", "2027-03-01", 1},  {"2027-12-31", "2028-12-31", 366},
        {"2028-03-01", "2028-02-29", -1}, {"2027-03-28", "2027-03-28", 0},
    };
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        set_up(state);
        assert_int_equal(mfp_value_date(rows[i].now, &facts.now, NULL), 0);
        assert_int_equal(mfp_value_date(rows[i].expires, &plan.secret_expires, NULL), 0);
        judge(MFP_EARLY_SECRET);
        check_number(rows[i].expires, early[MFP_EARLY_SECRET].value, rows[i].days);
        facts.now -= DAY / 2; /* at noon it is the same day */
        judge(MFP_EARLY_SECRET);
        check_number(rows[i].expires, early[MFP_EARLY_SECRET].value, rows[i].days);
    }
}

static void announcements_concern_some(void **state)
{
    static const struct {
        const char *row;
        struct mfp_announcement announcement;
        enum mfp_tls_version tls_max;
        unsigned port;
        bool login, known;
        enum mfp_state wanted;
        const char *words;
    } rows[] = {
        {"password",
         {.date = "2026-12-31", .concerns = MFP_CONCERN_PASSWORD},
         0,
         587,
         true,
         true,
         MFP_STATE_WARNING,
         "the provider changes password logins in 37 days (2026-12-31)"},
        {"no login",
         {.date = "2026-12-31", .concerns = MFP_CONCERN_PASSWORD},
         0,
         587,
         false,
         false,
         MFP_STATE_OK,
         "nothing is announced"},
        {"far away",
         {.date = "2027-12-31", .concerns = MFP_CONCERN_ALL},
         0,
         587,
         true,
         true,
         MFP_STATE_OK,
         "the provider makes a change in 402 days"},
        {"TLS 1.0",
         {.date = "2027-01-01", .concerns = MFP_CONCERN_TLS_1_0},
         MFP_TLS_VERSION_1_0,
         587,
         true,
         true,
         MFP_STATE_WARNING,
         "the provider drops TLS 1.0"},
        {"TLS 1.1",
         {.date = "2027-01-01", .concerns = MFP_CONCERN_TLS_1_1},
         MFP_TLS_VERSION_1_0,
         587,
         true,
         true,
         MFP_STATE_WARNING,
         "the provider drops TLS 1.1"},
        {"newer",
         {.date = "2027-01-01", .concerns = MFP_CONCERN_TLS_1_1},
         MFP_TLS_VERSION_1_2,
         587,
         true,
         false,
         MFP_STATE_OK,
         "nothing"},
        {"port 25",
         {.date = "2027-01-01", .concerns = MFP_CONCERN_PORT_25},
         0,
         25,
         true,
         true,
         MFP_STATE_WARNING,
         "the provider changes port 25"},
        {"another port",
         {.date = "2027-01-01", .concerns = MFP_CONCERN_PORT_25},
         0,
         587,
         true,
         false,
         MFP_STATE_OK,
         "nothing"},
        {"in effect",
         {.date = "2026-10-01", .concerns = MFP_CONCERN_ALL},
         0,
         587,
         true,
         true,
         MFP_STATE_WARNING,
         "54 days ago"},
        {"180 days",
         {.date = "2027-05-23", .concerns = MFP_CONCERN_ALL},
         0,
         587,
         true,
         true,
         MFP_STATE_OK,
         "the provider makes a change in 180 days"},
        {"179 days",
         {.date = "2027-05-22", .concerns = MFP_CONCERN_ALL},
         0,
         587,
         true,
         true,
         MFP_STATE_WARNING,
         "the provider makes a change in 179 days"},
        {"today",
         {.date = "2026-11-24", .concerns = MFP_CONCERN_TLS_1_0},
         MFP_TLS_VERSION_1_0,
         587,
         true,
         true,
         MFP_STATE_WARNING,
         "the provider drops TLS 1.0 today (2026-11-24)"},
        {"since yesterday",
         {.date = "2026-11-23", .concerns = MFP_CONCERN_PASSWORD},
         0,
         587,
         true,
         true,
         MFP_STATE_WARNING,
         "the provider changed password logins 1 day ago (2026-11-23), it still works"},
        {"long over",
         {.date = "2026-06-01", .concerns = MFP_CONCERN_ALL},
         0,
         587,
         true,
         false,
         MFP_STATE_OK,
         "nothing"},
        {"still going on",
         {.date = "2025-01-01", .until = "2026-12-31", .concerns = MFP_CONCERN_ALL},
         0,
         587,
         true,
         true,
         MFP_STATE_WARNING,
         "days ago"},
        {"no date",
         {.date = "soon", .concerns = MFP_CONCERN_ALL},
         0,
         587,
         true,
         false,
         MFP_STATE_OK,
         "nothing"},
    };
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        struct mfp_announcement announcement = rows[i].announcement;
        const struct mfp_announcement *list[] = {&announcement};
        announcement.says = "It ends.";
        announcement.fix = "Do something.";
        set_up(state);
        facts.announcements = list;
        facts.announcement_count = 1;
        plan.tls_max = rows[i].tls_max;
        plan.port = (uint16_t)rows[i].port;
        if (!rows[i].login)
            plan.user = plan.secret = NULL;
        check(rows[i].row, MFP_EARLY_ANNOUNCEMENT, rows[i].known, rows[i].wanted, rows[i].words);
        check_string(rows[i].row, early[MFP_EARLY_ANNOUNCEMENT].fix,
                     rows[i].known ? "It ends. Do something." : "");
    }
}

static void the_next_announcement_counts(void **state)
{
    (void)state;
    static const struct mfp_announcement later = {
        .date = "2027-07-01", .concerns = MFP_CONCERN_ALL, .says = "Later.", .fix = ""};
    static const struct mfp_announcement sooner = {
        .date = "2026-12-31", .concerns = MFP_CONCERN_ALL, .says = "Sooner.", .fix = ""};
    const struct mfp_announcement *list[] = {&later, &sooner, &later};
    facts.announcements = list;
    facts.announcement_count = 3;
    judge(MFP_EARLY_ANNOUNCEMENT);
    check_contains("sooner", early[MFP_EARLY_ANNOUNCEMENT].fix, "Sooner.");
    assert_int_equal(mfp_early_limit_parse(&limits, MFP_EARLY_ANNOUNCEMENT, "90,40", NULL), 0);
    check("by the second limit", MFP_EARLY_ANNOUNCEMENT, true, MFP_STATE_CRITICAL, "in 37 days");
    assert_int_equal(mfp_early_limit_parse(&limits, MFP_EARLY_ANNOUNCEMENT, "off", NULL), 0);
    check("off", MFP_EARLY_ANNOUNCEMENT, true, MFP_STATE_OK, "in 37 days");
}

/* ... and nobody says so of a send that failed. */
static void what_was_announced_may_have_come(void **state)
{
    (void)state;
    static const struct mfp_announcement past = {
        .date = "2026-11-23", .concerns = MFP_CONCERN_PASSWORD, .says = "", .fix = ""};
    const struct mfp_announcement *list[] = {&past};
    facts.announcements = list;
    facts.announcement_count = 1;
    result.category = MFP_CATEGORY_AUTH;
    check("failed", MFP_EARLY_ANNOUNCEMENT, true, MFP_STATE_WARNING, "1 day ago (2026-11-23)");
    check_lacks("failed", early[MFP_EARLY_ANNOUNCEMENT].text, "works");
}

static void a_scan_is_measured_as_it_is_sent(void **state)
{
    static const struct {
        const char *row;
        int64_t scan, most;
        bool known;
        enum mfp_state wanted;
        double value;
    } rows[] = {
        {"fits", 5 << 20, 35882577, true, MFP_STATE_OK, 21},
        {"to 90 %", 5700000, 8668943, true, MFP_STATE_OK, 90},
        {"above 90 %", 5700000, 8668942, true, MFP_STATE_WARNING, 91},
        {"to the octet", 5700000, 7802048, true, MFP_STATE_WARNING, 100},
        {"an octet more", 5700000, 7802047, true, MFP_STATE_WARNING, 101},
        {"endless, says the server", 5700000, INT64_MAX, true, MFP_STATE_OK, 1},
        {"a third more", 8 << 20, 10 << 20, true, MFP_STATE_WARNING, 110},
        {"nearly", 7 << 20, 10 << 20, true, MFP_STATE_WARNING, 96},
        {"no limit", 7 << 20, 0, false, MFP_STATE_OK, 0},
        {"not known", 0, 10 << 20, false, MFP_STATE_OK, 0},
        {"2 GiB", INT64_C(2) << 30, 10 << 20, true, MFP_STATE_WARNING, 28026},
    };
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        set_up(state);
        plan.typical_scan = rows[i].scan;
        result.size_limit = rows[i].most;
        check(rows[i].row, MFP_EARLY_SCAN, rows[i].known, rows[i].wanted, "");
        check_number(rows[i].row, early[MFP_EARLY_SCAN].value, rows[i].value);
    }
    check_contains("over", early[MFP_EARLY_SCAN].text, "the server takes 10.0");
}

static void what_is_refused_can_be_critical(void **state)
{
    (void)state;
    plan.typical_scan = 5700000;
    assert_int_equal(mfp_early_limit_parse(&limits, MFP_EARLY_SCAN, "90,100", NULL), 0);
    result.size_limit = 7802048;
    check("fits", MFP_EARLY_SCAN, true, MFP_STATE_WARNING, "is 100 % of what the server takes");
    result.size_limit--;
    check("an octet more", MFP_EARLY_SCAN, true, MFP_STATE_CRITICAL, "MiB on the wire");
    assert_int_equal(mfp_early_limit_parse(&limits, MFP_EARLY_SCAN, "off", NULL), 0);
    check("off", MFP_EARLY_SCAN, true, MFP_STATE_OK, "MiB on the wire");
}

static void old_tls_is_told_whose_it_is(void **state)
{
    static const struct {
        const char *version;
        enum mfp_tls_version ceiling;
        const char *limit;
        enum mfp_state wanted;
        const char *words;
    } rows[] = {
        {"TLSv1", MFP_TLS_VERSION_1_0, "1.2", MFP_STATE_WARNING,
         "the device knows nothing newer than TLSv1"},
        {"TLSv1.1", MFP_TLS_VERSION_ANY, "1.2", MFP_STATE_WARNING,
         "the server knows nothing newer than TLSv1.1"},
        {"TLSv1.1", MFP_TLS_VERSION_1_2, "1.2", MFP_STATE_WARNING, "the server knows"},
        {"TLSv1.2", MFP_TLS_VERSION_1_2, "1.2", MFP_STATE_OK, "the device knows"},
        {"TLSv1.2", MFP_TLS_VERSION_1_2, "1.3", MFP_STATE_WARNING, "the device knows"},
        {"TLSv1.3", MFP_TLS_VERSION_ANY, "1.3", MFP_STATE_OK, "TLSv1.3"},
        {"TLSv1", MFP_TLS_VERSION_1_0, "1.2,1.1", MFP_STATE_CRITICAL, "the device knows"},
        {"TLSv1", MFP_TLS_VERSION_1_0, "off", MFP_STATE_OK, "the device knows"},
    };
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        set_up(state);
        plan.tls_max = rows[i].ceiling;
        mfp_format(result.tls_version, sizeof(result.tls_version), "%s", rows[i].version);
        assert_int_equal(mfp_early_limit_parse(&limits, MFP_EARLY_TLS, rows[i].limit, NULL), 0);
        check(rows[i].words, MFP_EARLY_TLS, true, rows[i].wanted, rows[i].words);
    }
}

static void a_login_that_vanished_is_missed_for_a_month(void **state)
{
    static const struct {
        const char *row, *offered;
        struct mfp_seen seen;
        enum mfp_auth auth;
        enum mfp_state wanted;
        const char *words;
    } rows[] = {
        {"still there",
         "PLAIN LOGIN",
         {"LOGIN", NOW - DAY},
         MFP_AUTH_AUTO,
         MFP_STATE_OK,
         "nothing"},
        {"gone",
         "PLAIN",
         {"LOGIN", NOW - DAY},
         MFP_AUTH_AUTO,
         MFP_STATE_WARNING,
         "login by LOGIN is no longer offered"},
        {"its own",
         "PLAIN",
         {"LOGIN", NOW - DAY},
         MFP_AUTH_LOGIN_INITIAL,
         MFP_STATE_WARNING,
         "login by LOGIN"},
        {"another's", "PLAIN", {"LOGIN", NOW - DAY}, MFP_AUTH_PLAIN, MFP_STATE_OK, "nothing"},
        {"not its", "PLAIN", {"GSSAPI", NOW - DAY}, MFP_AUTH_AUTO, MFP_STATE_OK, "nothing"},
        {"a month ago", "PLAIN", {"LOGIN", NOW - 30 * DAY}, MFP_AUTH_AUTO, MFP_STATE_OK, "nothing"},
        {"nearly",
         "PLAIN",
         {"LOGIN", NOW - 30 * DAY + 1},
         MFP_AUTH_AUTO,
         MFP_STATE_WARNING,
         "login by LOGIN"},
        {"in another case",
         "plain login",
         {"LOGIN", NOW - DAY},
         MFP_AUTH_AUTO,
         MFP_STATE_OK,
         "nothing"},
        {"long ago", "PLAIN", {"LOGIN", NOW - 31 * DAY}, MFP_AUTH_AUTO, MFP_STATE_OK, "nothing"},
        {"clock set back", "PLAIN", {"LOGIN", NOW + DAY}, MFP_AUTH_AUTO, MFP_STATE_OK, "nothing"},
        {"part of a word",
         "PLAIN-X",
         {"PLAIN", NOW - DAY},
         MFP_AUTH_AUTO,
         MFP_STATE_WARNING,
         "login by PLAIN"},
    };
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        set_up(state);
        plan.auth = rows[i].auth;
        facts.seen = &rows[i].seen;
        facts.seen_count = 1;
        mfp_format(result.mechanisms, sizeof(result.mechanisms), "%s", rows[i].offered);
        check(rows[i].row, MFP_EARLY_AUTH, true, rows[i].wanted, rows[i].words);
    }
}

static void several_that_vanished_are_one_warning(void **state)
{
    (void)state;
    static const struct mfp_seen seen[] = {{"LOGIN", NOW - DAY}, {"CRAM-MD5", NOW - 2 * DAY}};
    facts.seen = seen;
    facts.seen_count = COUNT_OF(seen);
    mfp_format(result.mechanisms, sizeof(result.mechanisms), "PLAIN");
    check("two", MFP_EARLY_AUTH, true, MFP_STATE_WARNING, "login by LOGIN, CRAM-MD5 is no longer");
    check_number("two", early[MFP_EARLY_AUTH].value, 2);
    check_contains("two", early[MFP_EARLY_AUTH].fix, "Last offered on 2026-11-23; now: PLAIN.");
    assert_int_equal(mfp_early_limit_parse(&limits, MFP_EARLY_AUTH, "36h", NULL), 0);
    check("one", MFP_EARLY_AUTH, true, MFP_STATE_WARNING, "login by LOGIN is no longer");
    assert_int_equal(mfp_early_limit_parse(&limits, MFP_EARLY_AUTH, "off", NULL), 0);
    check("off", MFP_EARLY_AUTH, false, MFP_STATE_OK, "switched off");
}

static int64_t samples[MFP_EARLY_SAMPLES][MFP_STAGE_COUNT];

/* COUNT sends whose login took 200 ms, a few milliseconds more or less. */
static void fill_samples(size_t count)
{
    for (size_t i = 0; i < count; i++) {
        for (int stage = 0; stage < MFP_STAGE_COUNT; stage++)
            samples[i][stage] = -1;
        samples[i][MFP_STAGE_AUTH] = 200000 + (int64_t)(i % 7) * 3000;
    }
    facts.samples = samples;
    facts.sample_count = count;
}

static void slow_is_what_is_slow_for_this_device(void **state)
{
    static const struct {
        const char *row;
        size_t count;
        int64_t now_us;
        bool known;
        enum mfp_state wanted;
        const char *words;
    } rows[] = {
        {"as ever", 20, 205000, true, MFP_STATE_OK, "as long as usual"},
        {"a little", 100, 440000, true, MFP_STATE_OK, "as long as usual"},
        {"a quarter second more", 100, 458000, true, MFP_STATE_OK, "as long as usual"},
        {"above it", 100, 460000, true, MFP_STATE_WARNING, "auth took 0.46 s, usually 0.21 s"},
        {"much", 20, 4100000, true, MFP_STATE_WARNING, "auth took 4.10 s, usually 0.21 s"},
        {"faster", 20, 1000, true, MFP_STATE_OK, "as long as usual"},
        {"too few", 19, 4100000, false, MFP_STATE_OK, "19 of 20 earlier sends"},
    };
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        set_up(state);
        fill_samples(rows[i].count);
        result.stage_us[MFP_STAGE_AUTH] = rows[i].now_us;
        check(rows[i].row, MFP_EARLY_SLOW, rows[i].known, rows[i].wanted, rows[i].words);
    }
    /* A failed send takes as long as it takes. */
    set_up(state);
    fill_samples(50);
    result.category = MFP_CATEGORY_AUTH;
    result.stage_us[MFP_STAGE_AUTH] = 30000000;
    check("failed", MFP_EARLY_SLOW, false, MFP_STATE_OK, "only sends that work");
}

static void a_slow_device_may_be_slow(void **state)
{
    (void)state;
    fill_samples(60);
    for (size_t i = 0; i < 60; i++)
        samples[i][MFP_STAGE_AUTH] = 2000000 + (int64_t)(i % 10) * 200000;
    result.stage_us[MFP_STAGE_AUTH] = 5700000; /* median 2.9 s */
    check("not twice", MFP_EARLY_SLOW, true, MFP_STATE_OK, "as long as usual");
    result.stage_us[MFP_STAGE_AUTH] = 5900000; /* 4.05 deviations */
    check("by few", MFP_EARLY_SLOW, true, MFP_STATE_OK, "as long as usual");
    assert_int_equal(mfp_early_limit_parse(&limits, MFP_EARLY_SLOW, "4", NULL), 0);
    check("by 4", MFP_EARLY_SLOW, true, MFP_STATE_WARNING, "auth took 5.90 s, usually 2.90 s");
    assert_int_equal(mfp_early_limit_parse(&limits, MFP_EARLY_SLOW, "off", NULL), 0);
    check("off", MFP_EARLY_SLOW, false, MFP_STATE_OK, "switched off");
}

/* A third of all sends may have been wild without changing what is usual. */
static void wild_samples_hide_nothing(void **state)
{
    (void)state;
    fill_samples(30);
    for (size_t i = 0; i < 10; i++)
        samples[i][MFP_STAGE_AUTH] = 30000000;
    result.stage_us[MFP_STAGE_AUTH] = 4100000;
    check("wild", MFP_EARLY_SLOW, true, MFP_STATE_WARNING, "auth took 4.10 s, usually 0.21 s");
}

static void slow_steps_are_counted_and_the_worst_is_named(void **state)
{
    (void)state;
    static const struct {
        enum mfp_stage stage;
        enum mfp_owner owner;
        const char *words, *fix;
    } rows[] = {
        {MFP_STAGE_RESOLVE, MFP_OWNER_DNS_ADMIN, "resolve took 9.00 s", "the name servers"},
        {MFP_STAGE_CONNECT, MFP_OWNER_NETWORK_ADMIN, "connect took 9.00 s", "the way to the"},
        {MFP_STAGE_BODY, MFP_OWNER_MAIL_ADMIN, "send took 9.00 s", "the server, its load"},
    };
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        set_up(state);
        fill_samples(20);
        for (size_t j = 0; j < 20; j++)
            samples[j][rows[i].stage] = 100000;
        result.stage_us[MFP_STAGE_AUTH] = 900000;
        result.stage_us[rows[i].stage] = 9000000;
        check(rows[i].words, MFP_EARLY_SLOW, true, MFP_STATE_WARNING, rows[i].words);
        check_number(rows[i].words, early[MFP_EARLY_SLOW].value, 2);
        check_number(rows[i].words, early[MFP_EARLY_SLOW].owner, rows[i].owner);
        check_contains(rows[i].words, early[MFP_EARLY_SLOW].fix, rows[i].fix);
    }
    /* A step that most of the samples lack is not judged by the few. */
    set_up(state);
    fill_samples(40);
    for (size_t j = 0; j < 19; j++)
        samples[j][MFP_STAGE_TLS] = 1000;
    result.stage_us[MFP_STAGE_TLS] = 9000000;
    check("19 of 40", MFP_EARLY_SLOW, true, MFP_STATE_OK, "as long as usual");
}

static void limits_are_numbers_in_their_unit(void **state)
{
    (void)state;
    static const struct {
        enum mfp_early_kind kind;
        const char *text;
        const char *error; /* NULL: good */
    } rows[] = {
        {MFP_EARLY_CERTIFICATE, "30,7", NULL},
        {MFP_EARLY_CERTIFICATE, "0", NULL},
        {MFP_EARLY_CERTIFICATE, "OFF", NULL},
        {MFP_EARLY_CERTIFICATE, "soon", "'soon' is no limit, right would be 21, 21,7 or off: days"},
        {MFP_EARLY_CERTIFICATE, "7,30", "is no limit"},
        {MFP_EARLY_SCAN, "100,90", "is no limit"},
        {MFP_EARLY_CERTIFICATE, "7,7", NULL},
        {MFP_EARLY_CERTIFICATE, "30,", "is no limit"},
        {MFP_EARLY_CERTIFICATE, ",7", "is no limit"},
        {MFP_EARLY_CERTIFICATE, "-1", "is no limit"},
        {MFP_EARLY_CERTIFICATE, "1e9", "is no limit"},
        {MFP_EARLY_CERTIFICATE, "nan", "is no limit"},
        {MFP_EARLY_CERTIFICATE, "0x10", "is no limit"},
        {MFP_EARLY_CERTIFICATE, " 21", "is no limit"},
        {MFP_EARLY_CERTIFICATE, "+21", "is no limit"},
        {MFP_EARLY_CERTIFICATE, "1.2.3", "is no limit"},
        {MFP_EARLY_CERTIFICATE, "100001", "is no limit"},
        {MFP_EARLY_CERTIFICATE, "21.00000000000000000000000000000x", "is no limit"},
        {MFP_EARLY_CERTIFICATE, "21,7,3", "is no limit"},
        {MFP_EARLY_CERTIFICATE, "off,7", "is no limit"},
        {MFP_EARLY_CERTIFICATE, "", "is no limit"},
        {MFP_EARLY_TLS, "1.3", NULL},
        {MFP_EARLY_TLS, "1.4", "right would be 1.2, 1.2,1.1 or off: TLS versions"},
        {MFP_EARLY_AUTH, "2h", NULL},
        {MFP_EARLY_AUTH, "2h,3h", "right would be 30d or off: a time"},
        {MFP_EARLY_SLOW, "3.5", NULL},
        {MFP_EARLY_SLOW, "0.5", "right would be 6 or off"},
        {MFP_EARLY_SLOW, "", "is no limit"},
    };
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        struct mfp_error error = {0};
        int got = mfp_early_limit_parse(&limits, rows[i].kind, rows[i].text, &error);
        check_number(rows[i].text, got, rows[i].error ? -EINVAL : 0);
        check_contains(rows[i].text, error.text, rows[i].error ? rows[i].error : "");
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup(nothing_known_warns_of_nothing, set_up),
        cmocka_unit_test(certificates_are_counted_in_days),
        cmocka_unit_test(passwords_are_warned_of_in_time),
        cmocka_unit_test_setup(what_does_not_log_in_has_no_password, set_up),
        cmocka_unit_test(days_are_those_of_the_calendar),
        cmocka_unit_test(announcements_concern_some),
        cmocka_unit_test_setup(the_next_announcement_counts, set_up),
        cmocka_unit_test_setup(what_was_announced_may_have_come, set_up),
        cmocka_unit_test(a_scan_is_measured_as_it_is_sent),
        cmocka_unit_test_setup(what_is_refused_can_be_critical, set_up),
        cmocka_unit_test(old_tls_is_told_whose_it_is),
        cmocka_unit_test(a_login_that_vanished_is_missed_for_a_month),
        cmocka_unit_test_setup(several_that_vanished_are_one_warning, set_up),
        cmocka_unit_test(slow_is_what_is_slow_for_this_device),
        cmocka_unit_test_setup(a_slow_device_may_be_slow, set_up),
        cmocka_unit_test_setup(wild_samples_hide_nothing, set_up),
        cmocka_unit_test(slow_steps_are_counted_and_the_worst_is_named),
        cmocka_unit_test_setup(limits_are_numbers_in_their_unit, set_up),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
