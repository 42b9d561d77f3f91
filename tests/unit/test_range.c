#include "core/range.h"
#include "unit.h"

#include <errno.h>
#include <math.h>

/* The examples of the Monitoring Plugins guidelines, and their borders. */
static void alerts_as_the_guidelines_say(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        double value;
        bool alerts;
    } rows[] = {
        {"10", -1, true},       {"10", 0, false},      {"10", 5, false},     {"10", 10, false},
        {"10", 10.001, true},   {"10:", 9.999, true},  {"10:", 10, false},   {"10:", 1e12, false},
        {"~:10", -1e12, false}, {"~:10", 10, false},   {"~:10", 10.5, true}, {"10:20", 9, true},
        {"10:20", 10, false},   {"10:20", 20, false},  {"10:20", 21, true},  {"@10:20", 9, false},
        {"@10:20", 10, true},   {"@10:20", 15, true},  {"@10:20", 20, true}, {"@10:20", 21, false},
        {"@10", 5, true},       {"@10", 11, false},    {"@10", -1, false},   {":10", 5, false},
        {":10", -1, true},      {"~:", -1e300, false}, {"@~:5", -7, true},   {"0", 0, false},
        {"0", 0.5, true},       {"1.5:2.5", 2, false}, {"1.5:2.5", 1, true}, {"-5:5", -5, false},
        {"-5:5", -6, true},     {"-10:-5", -7, false}, {"-10:-5", 0, true},  {"5:5", 5, false},
        {"5:5", 5.1, true},
    };
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        struct mfp_range range;
        struct mfp_error error = {0};
        check_number(rows[i].text, mfp_range_parse(rows[i].text, &range, &error), 0);
        check_true(rows[i].text, range.given);
        check_string(rows[i].text, range.text, rows[i].text);
        if (mfp_range_alerts(&range, rows[i].value) != rows[i].alerts)
            fail_msg("%s: %g %s", rows[i].text, rows[i].value,
                     rows[i].alerts ? "does not alert" : "alerts");
    }
}

static void non_ranges_are_refused_and_never_alert(void **state)
{
    (void)state;
    static const char *const rows[] = {
        "",
        "@",
        "~",
        "ten",
        "10s",
        "10 ",
        " 10",
        "10 20",
        "20:10",
        "10:20:30",
        "-10",
        "10:x",
        "x:10",
        "inf",
        "nan",
        "~:nan",
        "inf:",
        "0x10",
        "1e3",
        "1.2.3",
        "10,5",
        "@@10",
        "10@",
        "~10",
        "~:~",
        "10:~",
        "--5:5",
        "5:-5",
        "+5",
        "%s",
        "1234567890123456789012345678901234567890",
    };
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        struct mfp_range range;
        struct mfp_error error = {0};
        check_number(rows[i], mfp_range_parse(rows[i], &range, &error), -EINVAL);
        check_contains(rows[i], error.text, "is no range, allowed: [@][START:][END]");
        check_true(rows[i], !range.given);
        check_true(rows[i], !mfp_range_alerts(&range, 1e9));
    }
}

static void a_range_that_was_not_given_never_alerts(void **state)
{
    (void)state;
    const struct mfp_range none = {0};
    assert_false(mfp_range_alerts(&none, 0));
    assert_false(mfp_range_alerts(&none, -1e9));
    assert_false(mfp_range_alerts(&none, INFINITY));
}

static void critical_comes_before_warning(void **state)
{
    (void)state;
    static const struct {
        const char *warning, *critical; /* NULL: not given */
        double value;
        enum mfp_state wanted;
    } rows[] = {
        {"10", "20", 5, MFP_STATE_OK},        {"10", "20", 15, MFP_STATE_WARNING},
        {"10", "20", 25, MFP_STATE_CRITICAL}, {"20", "10", 15, MFP_STATE_CRITICAL},
        {"10", NULL, 25, MFP_STATE_WARNING},  {NULL, "20", 15, MFP_STATE_OK},
        {NULL, "20", 25, MFP_STATE_CRITICAL}, {NULL, NULL, 1e9, MFP_STATE_OK},
        {"@0:5", NULL, 3, MFP_STATE_WARNING},
    };
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        struct mfp_range warning = {0}, critical = {0};
        if (rows[i].warning)
            assert_int_equal(mfp_range_parse(rows[i].warning, &warning, NULL), 0);
        if (rows[i].critical)
            assert_int_equal(mfp_range_parse(rows[i].critical, &critical, NULL), 0);
        assert_int_equal(mfp_range_state(&warning, &critical, rows[i].value), rows[i].wanted);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(alerts_as_the_guidelines_say),
        cmocka_unit_test(non_ranges_are_refused_and_never_alert),
        cmocka_unit_test(a_range_that_was_not_given_never_alerts),
        cmocka_unit_test(critical_comes_before_warning),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
