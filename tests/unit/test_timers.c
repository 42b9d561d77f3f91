#include "snmp/poll/timers.h"
#include "unit.h"

#include <stdlib.h>

enum { COUNT = 500 };

/* Numbers without a pattern, the same in every run. */
static uint32_t next_number(uint32_t *seed)
{
    *seed = *seed * 1664525 + 1013904223;
    return *seed >> 8;
}

static int64_t earliest(const struct mfp_timer *timers)
{
    int64_t due = INT64_MAX;
    for (size_t i = 0; i < COUNT; i++)
        if (timers[i].place && timers[i].due_ms < due)
            due = timers[i].due_ms;
    return due;
}

static void the_first_is_the_earliest_whatever_is_set_and_cleared(void **state)
{
    (void)state;
    struct mfp_timer timers[COUNT] = {0};
    struct mfp_timers heap = {0};
    uint32_t seed = 1;
    for (size_t step = 0; step < 20000; step++) {
        struct mfp_timer *timer = &timers[next_number(&seed) % COUNT];
        if (next_number(&seed) % 3 == 0)
            mfp_timers_clear(&heap, timer);
        else
            assert_int_equal(mfp_timers_set(&heap, timer, next_number(&seed) % 1000), 0);
        const struct mfp_timer *first = mfp_timers_first(&heap);
        check_number("first", first ? first->due_ms : INT64_MAX, earliest(timers));
    }
    int64_t before = 0;
    for (struct mfp_timer *first; (first = mfp_timers_first(&heap));) {
        check_true("in order", first->due_ms >= before);
        before = first->due_ms;
        mfp_timers_clear(&heap, first);
        check_number("cleared", first->place, 0);
    }
    check_number("empty", heap.count, 0);
    mfp_timers_done(&heap);
}

static void what_is_not_set_is_cleared_without_harm(void **state)
{
    (void)state;
    struct mfp_timer timer = {0};
    struct mfp_timers heap = {0};
    assert_null(mfp_timers_first(&heap));
    mfp_timers_clear(&heap, &timer);
    assert_null(mfp_timers_first(&heap));
    mfp_timers_done(&heap);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_first_is_the_earliest_whatever_is_set_and_cleared),
        cmocka_unit_test(what_is_not_set_is_cleared_without_harm),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
