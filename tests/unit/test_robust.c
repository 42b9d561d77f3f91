#include "core/robust.h"
#include "unit.h"

#include <math.h>

static void check_near(const char *row, double got, double wanted)
{
    if (!(fabs(got - wanted) < 1e-9))
        fail_msg("[%s] is %g, expected %g", row, got, wanted);
}

static void the_middle_is_not_moved_by_the_wild(void **state)
{
    (void)state;
    double odd[] = {3, 1, 2}, even[] = {4, 1, 3, 2}, one[] = {7}, wild[] = {1, 1e9, 2, 3, 2};
    check_near("odd", mfp_median(odd, 3), 2);
    check_near("even", mfp_median(even, 4), 2.5);
    check_near("one", mfp_median(one, 1), 7);
    check_near("wild", mfp_median(wild, 5), 2);
}

static void the_spread_is_that_of_most(void **state)
{
    (void)state;
    double same[] = {5, 5, 5, 5}, some[] = {1, 2, 3, 4, 5}, wild[] = {1, 2, 3, 4, 1e9};
    check_near("same", mfp_mad(same, 4, 5), 0);
    check_near("some", mfp_mad(some, 5, 3), 1.4826);
    check_near("wild", mfp_mad(wild, 5, 3), 1.4826);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_middle_is_not_moved_by_the_wild),
        cmocka_unit_test(the_spread_is_that_of_most),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
