#include "checks/common/states.h"
#include "unit.h"

#include <errno.h>
#include <stdio.h>

static const struct mfp_cause causes[] = {
    {.number = 1, .name = "wrong-password", .category = MFP_CATEGORY_AUTH},
    {.number = 2, .name = "server-silent", .category = MFP_CATEGORY_SERVICE},
};
static const struct mfp_knowledge knowledge = {.causes = causes, .cause_count = COUNT_OF(causes)};

static const struct mfp_verdict ok = {.category = MFP_CATEGORY_OK, .code = 250};
static const struct mfp_verdict wrong_password = {
    .category = MFP_CATEGORY_AUTH, .cause = &causes[0], .code = 535, .retryable = MFP_RETRYABLE_NO};
static const struct mfp_verdict silent = {.category = MFP_CATEGORY_SERVICE,
                                          .cause = &causes[1],
                                          .fault = MFP_FAULT_TIMEOUT,
                                          .retryable = MFP_RETRYABLE_YES};
static const struct mfp_verdict refused = {
    .category = MFP_CATEGORY_SERVICE, .fault = MFP_FAULT_REFUSED, .retryable = MFP_RETRYABLE_YES};
static const struct mfp_verdict greylisted = {
    .category = MFP_CATEGORY_TEMPORARY, .code = 450, .retryable = MFP_RETRYABLE_YES};
static const struct mfp_verdict setup = {.category = MFP_CATEGORY_SETUP, .fault = MFP_FAULT_LOCAL};
static const struct mfp_verdict odd = {.category = MFP_CATEGORY_PROTOCOL, .code = 250};

static void check_state(const char *row, const struct mfp_states *states,
                        const struct mfp_verdict *verdict, enum mfp_state wanted)
{
    enum mfp_state got = mfp_states_of(states, verdict);
    check_string(row, mfp_word_name(mfp_state_words, (int)got),
                 mfp_word_name(mfp_state_words, (int)wanted));
}

static void without_rows_the_rule_holds(void **state)
{
    (void)state;
    static const struct mfp_states none = {0};
    check_state("ok", &none, &ok, MFP_STATE_OK);
    check_state("5xx", &none, &wrong_password, MFP_STATE_CRITICAL);
    check_state("4xx", &none, &greylisted, MFP_STATE_WARNING);
    check_state("timeout", &none, &silent, MFP_STATE_CRITICAL);
    check_state("refused", &none, &refused, MFP_STATE_CRITICAL);
    check_state("setup", &none, &setup, MFP_STATE_UNKNOWN);
    check_state("2xx that is no yes", &none, &odd, MFP_STATE_CRITICAL);
}

static void the_most_specific_row_wins(void **state)
{
    (void)state;
    static const struct {
        const char *rows;
        const struct mfp_verdict *verdict;
        enum mfp_state wanted;
    } rows[] = {
        {"wrong-password=ok,auth=warning", &wrong_password, MFP_STATE_OK},
        {"auth=warning,wrong-password=ok", &wrong_password, MFP_STATE_OK},
        {"auth=warning", &wrong_password, MFP_STATE_WARNING},
        {"auth=warning", &silent, MFP_STATE_CRITICAL},
        {"retryable=ok", &wrong_password, MFP_STATE_CRITICAL},
        {"retryable=ok", &greylisted, MFP_STATE_OK},
        {"retryable=ok,temporary=critical", &greylisted, MFP_STATE_CRITICAL},
        {"timeout=unknown", &silent, MFP_STATE_UNKNOWN},
        {"timeout=unknown", &refused, MFP_STATE_CRITICAL},
        {"timeout=unknown,service=warning", &silent, MFP_STATE_UNKNOWN},
        {"timeout=unknown,service=warning", &refused, MFP_STATE_WARNING},
        {"timeout=unknown,server-silent=ok", &silent, MFP_STATE_OK},
        {"service=warning,retryable=ok", &silent, MFP_STATE_WARNING},
        {"setup=critical", &setup, MFP_STATE_CRITICAL},
        {"ok=warning", &ok, MFP_STATE_WARNING},
        {"retryable=critical", &ok, MFP_STATE_OK},
        {"auth=warning,auth=ok", &wrong_password, MFP_STATE_OK}, /* the last one counts */
        {"auth=WARNING", &wrong_password, MFP_STATE_WARNING},
    };
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        struct mfp_states states = {0};
        struct mfp_error error = {0};
        if (mfp_states_add(&states, rows[i].rows, &error) < 0 ||
            mfp_states_check(&states, &knowledge, NULL, &error) < 0)
            fail_msg("[%s] %s", rows[i].rows, error.text);
        check_state(rows[i].rows, &states, rows[i].verdict, rows[i].wanted);
    }
}

static void several_options_add_up(void **state)
{
    (void)state;
    struct mfp_states states = {0};
    assert_int_equal(mfp_states_add(&states, "auth=warning", NULL), 0);
    assert_int_equal(mfp_states_add(&states, "timeout=unknown,auth=ok", NULL), 0);
    assert_int_equal(states.count, 3);
    check_state("first and third", &states, &wrong_password, MFP_STATE_OK);
    check_state("second", &states, &silent, MFP_STATE_UNKNOWN);
}

/* What is taken for known has an effect: a name in another case is refused, or it counts. */
static void no_row_is_taken_and_then_ignored(void **state)
{
    (void)state;
    struct mfp_states states = {0};
    assert_int_equal(mfp_states_add(&states, "AUTH=ok", NULL), 0);
    if (mfp_states_check(&states, &knowledge, NULL, NULL) < 0)
        return;
    check_state("AUTH=ok", &states, &wrong_password, MFP_STATE_OK);
}

static void mistakes_are_named(void **state)
{
    (void)state;
    static const struct {
        const char *text, *wanted;
    } rows[] = {
        {"", "'' is not NAME=STATE, right would be timeout=unknown"},
        {"auth", "'auth' is not NAME=STATE, right would be timeout=unknown"},
        {"=ok", "'=ok' is not NAME=STATE, right would be timeout=unknown"},
        {"auth=ok,", "'' is not NAME=STATE, right would be timeout=unknown"},
        {"auth=ok,,size=ok", "'' is not NAME=STATE, right would be timeout=unknown"},
        {"auth=warn", "'warn' is not known, allowed: ok, warning, critical, unknown"},
        {"auth=warnin",
         "'warnin' is not known, did you mean 'warning', allowed: ok, warning, critical, unknown"},
        {"auth=", "'' is not known, allowed: ok, warning, critical, unknown"},
        {"auth=ok=ok", "'ok=ok' is not known"},
    };
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        struct mfp_states states = {0};
        struct mfp_error error = {0};
        check_number(rows[i].text, mfp_states_add(&states, rows[i].text, &error), -EINVAL);
        check_contains(rows[i].text, error.text, rows[i].wanted);
    }
}

static void unknown_names_are_refused_with_what_is_allowed(void **state)
{
    (void)state;
    static const char *const names[] = {"quantum=ok", " auth=ok", "timeouts=ok",
                                        "wrong-passwor=ok"};
    for (size_t i = 0; i < COUNT_OF(names); i++) {
        struct mfp_states states = {0};
        struct mfp_error error = {0};
        check_number(names[i], mfp_states_add(&states, names[i], &error), 0);
        check_number(names[i], mfp_states_check(&states, &knowledge, NULL, &error), -EINVAL);
        check_contains(names[i], error.text, "is not known, allowed: timeout, retryable, a cause");
        check_contains(names[i], error.text, "mailbox_full");
    }
}

static void rows_are_bounded(void **state)
{
    (void)state;
    struct mfp_states states = {0};
    struct mfp_error error = {0};
    for (int i = 0; i < MFP_STATES_MAX; i++)
        assert_int_equal(mfp_states_add(&states, "auth=ok", &error), 0);
    assert_int_equal(mfp_states_add(&states, "auth=ok", &error), -EINVAL);
    assert_int_equal(states.count, MFP_STATES_MAX);
}

static void too_many_rows_are_called_that(void **state)
{
    (void)state;
    struct mfp_states states = {.count = MFP_STATES_MAX};
    struct mfp_error error = {0};
    assert_int_equal(mfp_states_add(&states, "auth=ok", &error), -EINVAL);
    check_lacks("error", error.text, "is not NAME=STATE");
}

static void a_check_may_have_a_name_of_its_own(void **state)
{
    (void)state;
    struct mfp_states states = {0};
    struct mfp_error error = {0};
    assert_int_equal(mfp_states_named(&states, "partly", MFP_STATE_WARNING), MFP_STATE_WARNING);
    assert_int_equal(mfp_states_add(&states, "Partly=critical", &error), 0);
    assert_int_equal(mfp_states_named(&states, "partly", MFP_STATE_WARNING), MFP_STATE_CRITICAL);
    assert_int_equal(mfp_states_check(&states, &knowledge, "partly", &error), 0);
    assert_int_equal(mfp_states_check(&states, &knowledge, NULL, &error), -EINVAL);
    assert_int_equal(mfp_states_check(&states, &knowledge, "wholly", &error), -EINVAL);
    check_contains("own", error.text, "allowed: wholly, timeout, retryable");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(without_rows_the_rule_holds),
        cmocka_unit_test(the_most_specific_row_wins),
        cmocka_unit_test(several_options_add_up),
        cmocka_unit_test(no_row_is_taken_and_then_ignored),
        cmocka_unit_test(mistakes_are_named),
        cmocka_unit_test(unknown_names_are_refused_with_what_is_allowed),
        cmocka_unit_test(rows_are_bounded),
        cmocka_unit_test(a_check_may_have_a_name_of_its_own),
        cmocka_unit_test(too_many_rows_are_called_that),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
