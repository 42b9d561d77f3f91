#include "core/clock.h"
#include "unit.h"

enum { DAY = 86400, NOW = 1764000000 };

static void spans_have_the_unit_that_fits(void **state)
{
    (void)state;
    static const struct {
        int64_t seconds;
        const char *wanted;
    } rows[] = {
        {0, "0 s"},    {119, "119 s"},   {120, "2 min"},      {7199, "119 min"},
        {7200, "2 h"}, {172799, "47 h"}, {2 * DAY, "2 days"}, {40 * DAY, "40 days"},
    };
    char words[32];
    for (size_t i = 0; i < COUNT_OF(rows); i++)
        check_string(rows[i].wanted, mfp_span_words(rows[i].seconds, words, sizeof(words)),
                     rows[i].wanted);
}

static void days_are_whole_and_rounded_down(void **state)
{
    (void)state;
    static const struct {
        int64_t left, days;
    } rows[] = {{0, 0},   {1, 0},     {DAY - 1, 0},  {DAY, 1}, {63 * DAY + 5, 63},
                {-1, -1}, {-DAY, -1}, {-DAY - 1, -2}};
    for (size_t i = 0; i < COUNT_OF(rows); i++)
        assert_int_equal(mfp_days_until(NOW + rows[i].left, NOW), rows[i].days);
}

static void a_clock_set_back_gives_no_negative_age(void **state)
{
    (void)state;
    assert_int_equal(mfp_age(NOW - 5, NOW), 5);
    assert_int_equal(mfp_age(NOW, NOW), 0);
    assert_int_equal(mfp_age(NOW + 3600, NOW), 0);
}

static void times_are_those_of_this_machine(void **state)
{
    (void)state;
    char words[32], small[4];
    assert_int_equal(strlen(mfp_time_words(NOW, words, sizeof(words))), strlen("2026-11-21 08:15"));
    assert_string_equal(mfp_time_words(NOW, small, sizeof(small)), "?");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(spans_have_the_unit_that_fits),
        cmocka_unit_test(days_are_whole_and_rounded_down),
        cmocka_unit_test(a_clock_set_back_gives_no_negative_age),
        cmocka_unit_test(times_are_those_of_this_machine),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
