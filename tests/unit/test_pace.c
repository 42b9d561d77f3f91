/* Budgets and back-off in the store. */
#include "store/store.h"

#include "folder.h"
#include "unit.h"

#include <errno.h>
#include <sqlite3.h>
#include <sys/wait.h>
#include <unistd.h>

enum { WAIT_MS = 20000, NOW = 1764000000, MINUTE = 60, HOUR = 3600, DAY = 86400 };

static const struct mfp_budget minute = {
    .bucket = "account scans", .windows = {{MINUTE, 1}, {DAY, 3}}, .count = 2};
static const struct mfp_budget free_account = {.bucket = "account free"};

static struct mfp_store *store;
static struct mfp_pace pace;

static int set_up(void **state)
{
    (void)state;
    unlink(folder_path_of("p.db"));
    unlink(folder_path_of("p.db-wal"));
    unlink(folder_path_of("p.db-shm"));
    return mfp_store_open(&store, folder_path_of("p.db"), MFP_STORE_WRITE, WAIT_MS, NULL);
}

static int tear_down(void **state)
{
    (void)state;
    store = mfp_store_close(store);
    return 0;
}

static int spend(const char *device, int64_t now)
{
    return mfp_store_spend(store, &minute, 1, device, now, false, &pace, NULL);
}

static void a_window_that_is_full_says_when_it_is_not(void **state)
{
    (void)state;
    check_number("first", spend("a", NOW), 0);
    check_number("same minute", spend("b", NOW + 10), 1);
    check_number("same minute", pace.reason, MFP_PACE_BUDGET);
    check_number("same minute", pace.until, NOW + MINUTE);
    check_number("same minute", pace.window.seconds, MINUTE);
    check_string("same minute", pace.bucket, "account scans");
    check_number("next minute", spend("b", NOW + MINUTE), 0);
    check_number("third", spend("a", NOW + 2 * MINUTE), 0);
    check_number("the day is full", spend("a", NOW + 4 * MINUTE), 1);
    check_number("the day is full", pace.window.sends, 3);
    check_number("the day is full", pace.until, NOW + DAY);
    check_number("the day is over", spend("a", NOW + DAY), 0);
}

static void who_has_waited_longest_goes_first(void **state)
{
    (void)state;
    check_number("a goes", spend("a", NOW), 0);
    check_number("b waits", spend("b", NOW + 10), 1);
    check_number("a leaves it to b", spend("a", NOW + 70), 1);
    check_number("a leaves it to b", pace.reason, MFP_PACE_TURN);
    check_number("b goes", spend("b", NOW + 80), 0);
    check_number("a is next", spend("b", NOW + 150), 1);
    check_number("a goes", spend("a", NOW + 151), 0);
}

static void who_does_not_come_back_is_not_waited_for(void **state)
{
    (void)state;
    check_number("a goes", spend("a", NOW), 0);
    check_number("b waits", spend("b", NOW + 10), 1);
    check_number("b is gone", spend("a", NOW + 3 * HOUR), 0);
}

static void a_send_that_is_urgent_counts_too(void **state)
{
    (void)state;
    check_number("a goes", spend("a", NOW), 0);
    check_number("urgent", mfp_store_spend(store, &minute, 1, "b", NOW, true, &pace, NULL), 0);
    check_number("third", spend("a", NOW + MINUTE), 0);
    check_number("the day is full", spend("a", NOW + 2 * MINUTE), 1);
}

static void no_limit_counts_nothing(void **state)
{
    (void)state;
    for (int i = 0; i < 100; i++)
        check_number("free", mfp_store_spend(store, &free_account, 1, "a", NOW, false, &pace, NULL),
                     0);
}

static void a_clock_that_jumps_uses_up_nothing(void **state)
{
    (void)state;
    for (int i = 0; i < 3; i++)
        check_number("ahead", spend("a", NOW + DAY + i * MINUTE), 0);
    check_number("and back", spend("a", NOW), 0);
    check_number("counted", spend("a", NOW + 1), 1);
}

static void patience_doubles_to_four_hours(void **state)
{
    (void)state;
    int64_t wanted = 5 * MINUTE;
    for (unsigned tries = 1; tries <= 10; tries++) {
        assert_int_equal(mfp_store_back_off(store, "account scans", "a", NOW, &pace, NULL), 0);
        int64_t seconds = pace.until - NOW;
        check_number("tries", pace.tries, tries);
        check_true("not much earlier", seconds >= wanted * 3 / 4);
        check_true("not much later", seconds <= wanted * 5 / 4);
        wanted = 2 * wanted < 4 * HOUR ? 2 * wanted : 4 * HOUR;
    }
}

static void who_asked_for_patience_is_left_alone(void **state)
{
    (void)state;
    assert_int_equal(mfp_store_back_off(store, "account scans", "a", NOW, &pace, NULL), 0);
    int64_t until = pace.until;
    check_number("within", spend("b", NOW + 10), 1);
    check_number("within", pace.reason, MFP_PACE_BACKOFF);
    check_number("within", pace.until, until);
    check_string("within", pace.device, "a");
    check_number("another account",
                 mfp_store_spend(store, &free_account, 1, "b", NOW, false, &pace, NULL), 0);
    check_number("after", spend("b", until), 0);
    assert_int_equal(mfp_store_back_off(store, "account scans", "a", NOW, &pace, NULL), 0);
    check_number("set back by a year", spend("c", NOW - 365 * DAY), 0);
    assert_int_equal(mfp_store_go_on(store, "account scans", NULL), 1);
    assert_int_equal(mfp_store_go_on(store, "account scans", NULL), 0);
    check_number("answers again", spend("d", until + 2 * HOUR), 0);
}

static bool count_one(void *context, const struct mfp_pace *told)
{
    unsigned *count = context;
    check_string("told", told->bucket, "account scans");
    ++*count;
    return true;
}

static void those_left_alone_are_told(void **state)
{
    (void)state;
    unsigned count = 0;
    assert_int_equal(mfp_store_back_off(store, "account scans", "a", NOW, &pace, NULL), 0);
    assert_int_equal(mfp_store_backoffs(store, NOW + 1, count_one, &count, NULL), 0);
    check_number("now", count, 1);
    assert_int_equal(mfp_store_backoffs(store, NOW + DAY, count_one, &count, NULL), 0);
    check_number("later", count, 1);
    check_number("asked", mfp_store_backing_off(store, &minute, 1, NOW + 1, &pace, NULL), 1);
    check_number("over", mfp_store_backing_off(store, &minute, 1, NOW + DAY, &pace, NULL), 0);
}

/* Many at once get what there is and no more. */
static void twenty_at_once_share_one_minute(void **state)
{
    (void)state;
    int gone = 0;
    pid_t children[20];
    for (size_t i = 0; i < COUNT_OF(children); i++) {
        children[i] = fork();
        assert_true(children[i] >= 0);
        if (children[i] == 0) {
            struct mfp_store *own = NULL;
            char name[8];
            int result =
                mfp_store_open(&own, folder_path_of("p.db"), MFP_STORE_WRITE, WAIT_MS, NULL);
            if (result == 0)
                result = mfp_store_spend(own, &minute, 1, mfp_format(name, sizeof(name), "d%zu", i),
                                         NOW, false, &pace, NULL);
            _exit(result < 0 ? 2 : result);
        }
    }
    for (size_t i = 0; i < COUNT_OF(children); i++) {
        int status = -1;
        assert_int_equal(waitpid(children[i], &status, 0), children[i]);
        assert_true(WIFEXITED(status) && WEXITSTATUS(status) < 2);
        gone += WEXITSTATUS(status) == 0;
    }
    check_number("went", gone, 1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(a_window_that_is_full_says_when_it_is_not, set_up,
                                        tear_down),
        cmocka_unit_test_setup_teardown(who_has_waited_longest_goes_first, set_up, tear_down),
        cmocka_unit_test_setup_teardown(who_does_not_come_back_is_not_waited_for, set_up,
                                        tear_down),
        cmocka_unit_test_setup_teardown(a_send_that_is_urgent_counts_too, set_up, tear_down),
        cmocka_unit_test_setup_teardown(no_limit_counts_nothing, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_clock_that_jumps_uses_up_nothing, set_up, tear_down),
        cmocka_unit_test_setup_teardown(patience_doubles_to_four_hours, set_up, tear_down),
        cmocka_unit_test_setup_teardown(who_asked_for_patience_is_left_alone, set_up, tear_down),
        cmocka_unit_test_setup_teardown(those_left_alone_are_told, set_up, tear_down),
        cmocka_unit_test_setup_teardown(twenty_at_once_share_one_minute, set_up, tear_down),
    };
    return cmocka_run_group_tests(tests, folder_make, folder_remove);
}
