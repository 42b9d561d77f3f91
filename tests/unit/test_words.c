#include "core/fault.h"
#include "core/text.h"
#include "core/verdict.h"
#include "core/words.h"
#include "unit.h"

#include <ctype.h>
#include <errno.h>
#include <strings.h>

static const struct {
    const char *name;
    const struct mfp_word *words;
    size_t count; /* a word that went missing is a break of promise */
} lists[] = {
    {"states", mfp_state_words, 4},
    {"categories", mfp_category_words, 14},
    {"stages", mfp_stage_words, 14},
    {"owners", mfp_owner_words, 9},
    {"depths", mfp_depth_words, 5},
    {"TLS modes", mfp_tls_mode_words, 3},
    {"TLS versions", mfp_tls_version_words, 4},
    {"AUTH", mfp_auth_words, 10},
    {"confidence", mfp_confidence_words, 3},
};

static void every_list_has_its_words(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT_OF(lists); i++) {
        size_t count = 0;
        while (lists[i].words[count].name)
            count++;
        check_number(lists[i].name, count, lists[i].count);
    }
}

static void names_and_numbers_are_unique(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT_OF(lists); i++) {
        for (const struct mfp_word *a = lists[i].words; a->name; a++) {
            for (const struct mfp_word *b = a + 1; b->name; b++) {
                check_true(a->name, strcasecmp(a->name, b->name) != 0);
                check_true(a->name, a->number != b->number);
            }
        }
    }
}

static void names_are_lower_case_without_blanks(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT_OF(lists); i++) {
        for (const struct mfp_word *word = lists[i].words; word->name; word++) {
            check_true(word->name, word->name[0] && word->shown && word->shown[0]);
            for (const char *c = word->name; *c; c++)
                check_true(word->name, islower((unsigned char)*c) || isdigit((unsigned char)*c) ||
                                           strchr("-_.", *c));
        }
    }
}

static void words_are_found_by_name_in_any_case(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT_OF(lists); i++) {
        for (const struct mfp_word *word = lists[i].words; word->name; word++) {
            char upper[32];
            int number = -77;
            mfp_format(upper, sizeof(upper), "%s", word->name);
            for (char *c = upper; *c; c++)
                *c = (char)toupper((unsigned char)*c);
            check_number(word->name, mfp_word_find(lists[i].words, word->name, &number), 0);
            check_number(word->name, number, word->number);
            number = -77;
            check_number(word->name, mfp_word_find(lists[i].words, upper, &number), 0);
            check_number(word->name, number, word->number);
            check_string(word->name, mfp_word_name(lists[i].words, number), word->name);
            check_string(word->name, mfp_word_shown(lists[i].words, number), word->shown);
        }
    }
}

static void unknown_words_are_refused(void **state)
{
    (void)state;
    int number = 42;
    assert_int_equal(mfp_word_find(mfp_state_words, "", &number), -ENOENT);
    assert_int_equal(mfp_word_find(mfp_state_words, "o", &number), -ENOENT);
    assert_int_equal(mfp_word_find(mfp_state_words, "okay", &number), -ENOENT);
    assert_int_equal(number, 42);
    assert_string_equal(mfp_word_name(mfp_state_words, 99), "?");
    assert_string_equal(mfp_word_shown(mfp_state_words, -1), "?");
}

static void lists_are_written_and_cut_at_the_end(void **state)
{
    (void)state;
    char buffer[64];
    assert_string_equal(mfp_word_list(mfp_state_words, buffer, sizeof(buffer)),
                        "ok, warning, critical, unknown");
    for (size_t size = 1; size < 40; size++) {
        memset(buffer, 'X', sizeof(buffer));
        mfp_word_list(mfp_state_words, buffer, size);
        assert_true(strlen(buffer) < size);
        assert_int_equal(strncmp(buffer, "ok, warning, critical, unknown", strlen(buffer)), 0);
        assert_int_equal(buffer[size], 'X');
    }
}

/* The numbers stand in the MIB, in Zabbix and in stores: they never change. */
static void numbers_that_leave_the_program_stay(void **state)
{
    (void)state;
    static const struct {
        const struct mfp_word *words;
        const char *name;
        int number;
    } rows[] = {
        {mfp_state_words, "ok", 0},
        {mfp_state_words, "warning", 1},
        {mfp_state_words, "critical", 2},
        {mfp_state_words, "unknown", 3},
        {mfp_category_words, "ok", 1},
        {mfp_category_words, "setup", 2},
        {mfp_category_words, "service", 3},
        {mfp_category_words, "auth", 4},
        {mfp_category_words, "recipient", 5},
        {mfp_category_words, "size", 6},
        {mfp_category_words, "sender", 7},
        {mfp_category_words, "policy", 8},
        {mfp_category_words, "tls", 9},
        {mfp_category_words, "relay", 10},
        {mfp_category_words, "throttle", 11},
        {mfp_category_words, "mailbox_full", 12},
        {mfp_category_words, "temporary", 13},
        {mfp_category_words, "protocol", 14},
        {mfp_stage_words, "resolve", 1},
        {mfp_stage_words, "body", 11},
        {mfp_stage_words, "delivery", 13},
        {mfp_owner_words, "nobody", 1},
        {mfp_owner_words, "monitoring-admin", 9},
        {mfp_depth_words, "connect", 1},
        {mfp_depth_words, "message", 5},
    };
    for (size_t i = 0; i < COUNT_OF(rows); i++)
        check_string(rows[i].name, mfp_word_name(rows[i].words, rows[i].number), rows[i].name);
}

static void categories_are_shown_as_people_know_them(void **state)
{
    (void)state;
    static const struct {
        enum mfp_category category;
        const char *shown;
    } rows[] = {
        {MFP_CATEGORY_SERVICE, "421"},   {MFP_CATEGORY_AUTH, "535"},
        {MFP_CATEGORY_RECIPIENT, "550"}, {MFP_CATEGORY_SIZE, "552"},
        {MFP_CATEGORY_SENDER, "553"},    {MFP_CATEGORY_POLICY, "554"},
        {MFP_CATEGORY_TLS, "TLS"},       {MFP_CATEGORY_RELAY, "relay"},
        {MFP_CATEGORY_THROTTLE, "rate"}, {MFP_CATEGORY_MAILBOX_FULL, "full"},
        {MFP_CATEGORY_TEMPORARY, "4xx"}, {MFP_CATEGORY_PROTOCOL, "proto"},
    };
    for (size_t i = 0; i < COUNT_OF(rows); i++)
        check_string(rows[i].shown, mfp_word_shown(mfp_category_words, (int)rows[i].category),
                     rows[i].shown);
}

static void twelve_categories_roll_up_to_seven(void **state)
{
    (void)state;
    static const struct {
        enum mfp_category category, wanted;
    } rows[] = {
        {MFP_CATEGORY_OK, MFP_CATEGORY_OK},
        {MFP_CATEGORY_SETUP, MFP_CATEGORY_SETUP},
        {MFP_CATEGORY_SERVICE, MFP_CATEGORY_SERVICE},
        {MFP_CATEGORY_AUTH, MFP_CATEGORY_AUTH},
        {MFP_CATEGORY_RECIPIENT, MFP_CATEGORY_RECIPIENT},
        {MFP_CATEGORY_SIZE, MFP_CATEGORY_SIZE},
        {MFP_CATEGORY_SENDER, MFP_CATEGORY_SENDER},
        {MFP_CATEGORY_POLICY, MFP_CATEGORY_POLICY},
        {MFP_CATEGORY_TLS, MFP_CATEGORY_TLS},
        {MFP_CATEGORY_RELAY, MFP_CATEGORY_SENDER},
        {MFP_CATEGORY_THROTTLE, MFP_CATEGORY_SERVICE},
        {MFP_CATEGORY_MAILBOX_FULL, MFP_CATEGORY_RECIPIENT},
        {MFP_CATEGORY_TEMPORARY, MFP_CATEGORY_SERVICE},
        {MFP_CATEGORY_PROTOCOL, MFP_CATEGORY_POLICY},
    };
    for (const struct mfp_word *word = mfp_category_words; word->name; word++) {
        bool seen = false;
        for (size_t i = 0; i < COUNT_OF(rows); i++) {
            if ((int)rows[i].category != word->number)
                continue;
            seen = true;
            check_number(word->name, mfp_category_rollup(rows[i].category), rows[i].wanted);
        }
        check_true(word->name, seen);
    }
}

static void worse_state_wins(void **state)
{
    (void)state;
    static const enum mfp_state order[] = {MFP_STATE_OK, MFP_STATE_WARNING, MFP_STATE_UNKNOWN,
                                           MFP_STATE_CRITICAL};
    for (size_t a = 0; a < COUNT_OF(order); a++)
        for (size_t b = 0; b < COUNT_OF(order); b++)
            assert_int_equal(mfp_state_worse(order[a], order[b]), order[a > b ? a : b]);
}

static void faults_are_found_by_their_names(void **state)
{
    (void)state;
    enum mfp_fault_kind found = MFP_FAULT_COUNT;
    for (int i = 0; i < MFP_FAULT_COUNT; i++) {
        const char *name = mfp_fault_name((enum mfp_fault_kind)i);
        assert_non_null(name);
        check_number(name, mfp_fault_find(name, &found), 0);
        check_number(name, found, i);
    }
    found = MFP_FAULT_LOCAL;
    assert_int_equal(mfp_fault_find("no-such-fault", &found), -ENOENT);
    assert_int_equal(mfp_fault_find("", &found), -ENOENT);
    assert_int_equal(found, MFP_FAULT_LOCAL);
    assert_string_equal(mfp_fault_name(MFP_FAULT_COUNT), "?");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_list_has_its_words),
        cmocka_unit_test(names_and_numbers_are_unique),
        cmocka_unit_test(names_are_lower_case_without_blanks),
        cmocka_unit_test(words_are_found_by_name_in_any_case),
        cmocka_unit_test(unknown_words_are_refused),
        cmocka_unit_test(lists_are_written_and_cut_at_the_end),
        cmocka_unit_test(numbers_that_leave_the_program_stay),
        cmocka_unit_test(categories_are_shown_as_people_know_them),
        cmocka_unit_test(twelve_categories_roll_up_to_seven),
        cmocka_unit_test(worse_state_wins),
        cmocka_unit_test(faults_are_found_by_their_names),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
