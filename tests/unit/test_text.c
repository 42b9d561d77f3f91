#include "core/error.h"
#include "core/text.h"
#include "unit.h"

#include <errno.h>
#include <stdlib.h>

static void grows_to_what_is_added(void **state)
{
    (void)state;
    struct mfp_text text = {0};
    assert_string_equal(mfp_text_string(&text), "");
    for (int i = 0; i < 1000; i++)
        mfp_text_printf(&text, "%03d,", i);
    assert_int_equal(text.length, 4000);
    assert_int_equal(strlen(mfp_text_string(&text)), 4000);
    assert_memory_equal(text.data + 3996, "999,", 5);
    assert_false(text.cut);
    mfp_text_done(&text);
    assert_null(text.data);
    assert_int_equal(text.length, 0);
}

static void keeps_nul_octets_that_are_added_by_length(void **state)
{
    (void)state;
    struct mfp_text text = {0};
    mfp_text_add(&text, OCTETS("a\0b"));
    mfp_text_puts(&text, "c");
    assert_int_equal(text.length, 4);
    assert_memory_equal(text.data, "a\0bc", 5);
    mfp_text_done(&text);
}

static void stops_at_its_maximum_and_says_so(void **state)
{
    (void)state;
    static const struct {
        size_t maximum, wanted;
    } rows[] = {{1, 1}, {7, 7}, {255, 255}, {256, 256}, {257, 257}, {0, MFP_TEXT_MAXIMUM}};
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        struct mfp_text text = {.maximum = rows[i].maximum};
        for (size_t n = 0; n < rows[i].wanted; n++)
            mfp_text_puts(&text, "x");
        assert_int_equal(text.length, rows[i].wanted);
        assert_false(text.cut); /* exactly full is not cut */
        mfp_text_puts(&text, "yy");
        assert_true(text.cut);
        assert_int_equal(text.length, rows[i].wanted);
        assert_int_equal(strlen(text.data), rows[i].wanted);
        assert_null(strchr(text.data, 'y'));
        mfp_text_done(&text);
    }
}

static void keeps_the_beginning_of_what_is_too_long(void **state)
{
    (void)state;
    struct mfp_text text = {.maximum = 5};
    mfp_text_puts(&text, "abc");
    mfp_text_puts(&text, "defg");
    assert_string_equal(mfp_text_string(&text), "abcde");
    mfp_text_puts(&text, "");
    mfp_text_puts(&text, "h"); /* nothing comes behind a gap */
    assert_string_equal(mfp_text_string(&text), "abcde");
    mfp_text_done(&text);
}

struct clean_row {
    const char *name;
    const char *source;
    size_t length;
    const char *wanted;
};

static const struct clean_row clean_rows[] = {
    {"plain", OCTETS("550 5.7.1 no"), "550 5.7.1 no"},
    {"empty", OCTETS(""), ""},
    {"two octets", OCTETS("M\xc3\xbcller"), "M\xc3\xbcller"},
    {"three octets", OCTETS("\xe2\x82\xac 5"), "\xe2\x82\xac 5"},
    {"four octets", OCTETS("\xf0\x9f\x96\xa8"), "\xf0\x9f\x96\xa8"},
    {"last code point", OCTETS("\xf4\x8f\xbf\xbf"), "\xf4\x8f\xbf\xbf"},
    {"beyond the last code point", OCTETS("\xf4\x90\x80\x80"), "????"},
    {"lead octet f5", OCTETS("\xf5\x80\x80\x80"), "????"},
    {"octets fe and ff", OCTETS("\xfe\xff"), "??"},
    {"latin 1", OCTETS("M\xfcller"), "M?ller"},
    {"bare continuation", OCTETS("a\x80z"), "a?z"},
    {"overlong slash in two", OCTETS("\xc0\xaf"), "??"},
    {"overlong in two, c1", OCTETS("\xc1\xbf"), "??"},
    {"overlong in three", OCTETS("\xe0\x80\xaf"), "???"},
    {"overlong in four", OCTETS("\xf0\x80\x80\xaf"), "????"},
    {"high surrogate", OCTETS("\xed\xa0\x80"), "???"},
    {"low surrogate", OCTETS("\xed\xbf\xbf"), "???"},
    {"just below the surrogates", OCTETS("\xed\x9f\xbf"), "\xed\x9f\xbf"},
    {"cut off in the middle", OCTETS("a\xe2\x82"), "a??"},
    {"cut off, then ASCII", OCTETS("\xe2\x82 x"), "?? x"},
    {"pipe", OCTETS("a|b||c"), "a/b//c"},
    {"line break", OCTETS("a\r\nb"), "a b"},
    {"tab, form feed, bell", OCTETS("a\tb\fc\ad"), "a b c d"},
    {"escape sequence", OCTETS("\x1b[31mred"), "[31mred"},
    {"escape inside", OCTETS("a\x1b[31mred"), "a [31mred"},
    {"delete",
     OCTETS("a\x7f"
            "b"),
     "a b"},
    {"NUL", OCTETS("a\0b"), "a b"},
    {"C1 control CSI",
     OCTETS("a\xc2\x9b"
            "31m"),
     "a 31m"},
    {"C1 control NEL",
     OCTETS("a\xc2\x85"
            "b"),
     "a b"},
    {"first and last C1",
     OCTETS("a\xc2\x80\xc2\x9f"
            "b"),
     "a b"},
    {"no-break space is no C1",
     OCTETS("a\xc2\xa0"
            "b"),
     "a\xc2\xa0"
     "b"},
    {"runs of blanks", OCTETS("a  \t\r\n  b"), "a b"},
    {"blanks at the ends", OCTETS(" \t a \r\n"), "a"},
    {"nothing but blanks", OCTETS(" \t\r\n"), ""},
};

static void cleans_what_servers_say(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT_OF(clean_rows); i++) {
        const struct clean_row *row = &clean_rows[i];
        char target[64];
        memset(target, 'X', sizeof(target));
        size_t length = mfp_text_clean(target, sizeof(target), row->source, row->length);
        check_string(row->name, target, row->wanted);
        check_number(row->name, length, strlen(row->wanted));
    }
}

static void cuts_between_characters_with_dots(void **state)
{
    (void)state;
    static const struct {
        size_t size;
        const char *source, *wanted;
    } rows[] = {
        {1, "abc", ""},
        {1, "", ""},
        {2, "a", "a"},
        {3, "ab", "ab"},
        {4, "abc", "abc"},
        {4, "abcd", "..."},
        {5, "abcd", "abcd"},
        {5, "abcde", "a..."},
        {8, "abcdefgh", "abcd..."},
        {8, "abcdefg", "abcdefg"},
        {8, "abcdefg   ", "abcdefg"}, /* blanks behind the end are no loss */
        {8, "abc\xc3\xbc" /* u umlaut at 3 and 4 */ "fgh", "abc..."},
        {9,
         "abc\xc3\xbc"
         "fgh",
         "abc\xc3\xbc"
         "fgh"},
        {8, "abcd\xf0\x9f\x96\xa8", "abcd..."},
        {6, "\xf0\x9f\x96\xa8\xf0\x9f\x96\xa8", "..."},
        {8, "\xf0\x9f\x96\xa8\xf0\x9f\x96\xa8", "\xf0\x9f\x96\xa8..."},
        {6, "\xff\xff\xff\xff\xff\xff", "??..."},
    };
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        char target[16];
        memset(target, 'X', sizeof(target));
        size_t length =
            mfp_text_clean(target, rows[i].size, rows[i].source, strlen(rows[i].source));
        check_string(rows[i].source, target, rows[i].wanted);
        check_number(rows[i].source, length, strlen(rows[i].wanted));
        for (size_t n = rows[i].size; n < sizeof(target); n++)
            check_number(rows[i].source, target[n], 'X'); /* nothing past SIZE */
    }
}

static void small_targets_are_terminated_and_not_overrun(void **state)
{
    (void)state;
    for (size_t size = 0; size <= 4; size++) {
        char target[8] = "XXXXXXX";
        size_t length = mfp_text_clean(target, size, "abcdefg", 7);
        if (size == 0) {
            assert_int_equal(length, 0);
            assert_string_equal(target, "XXXXXXX");
            continue;
        }
        assert_true(length <= size - 1);
        assert_int_equal(strlen(target), length);
        assert_int_equal(target[size], 'X');
    }
}

/* Every prefix of every size: never invalid, never longer than allowed. */
static void cleaned_text_is_clean_already(void **state)
{
    (void)state;
    static const char source[] =
        "a \xc3\xbc|\xe2\x82\xac\xf0\x9f\x96\xa8\xff\xed\xa0\x80 \r\n\x1bz";
    for (size_t size = 1; size < sizeof(source) + 4; size++) {
        char once[64], twice[64];
        size_t length = mfp_text_clean(once, size, source, sizeof(source) - 1);
        assert_true(length < size);
        assert_int_equal(mfp_text_clean(twice, sizeof(twice), once, length), length);
        assert_string_equal(once, twice);
    }
}

static void distance_counts_edits(void **state)
{
    (void)state;
    static const struct {
        const char *a, *b;
        size_t wanted;
    } rows[] = {
        {"", "", 0},         {"", "abc", 3},      {"abc", "", 3},     {"auth", "auth", 0},
        {"AUTH", "auth", 0}, {"auht", "auth", 2}, {"user", "usr", 1}, {"kitten", "sitting", 3},
        {"host", "port", 2}, {"a", "bcdefgh", 7},
    };
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        check_number(rows[i].a, mfp_text_distance(rows[i].a, rows[i].b), rows[i].wanted);
        check_number(rows[i].b, mfp_text_distance(rows[i].b, rows[i].a), rows[i].wanted);
    }
}

static void nearest_names_what_was_meant_or_nothing(void **state)
{
    (void)state;
    static const char *const names[] = {"account", "server", "secret", "user", "port", "ip", NULL};
    static const char *const none[] = {NULL};
    static const struct {
        const char *word, *wanted;
    } rows[] = {
        {"acount", "account"}, {"ACCOUNT", "account"}, {"secert", "secret"},  {"usr", "user"},
        {"prot", "port"},      {"secrets", "secret"},  {"servers", "server"}, {"hovercraft", NULL},
        {"xyz", NULL},         {"zzzzzzzzzzzz", NULL},
    };
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        const char *got = mfp_text_nearest(rows[i].word, names);
        check_string(rows[i].word, got ? got : "(none)",
                     rows[i].wanted ? rows[i].wanted : "(none)");
    }
    assert_null(mfp_text_nearest("account", none));
}

static void nothing_is_near_to_a_very_long_word(void **state)
{
    (void)state;
    static const char *const names[] = {"auth", "from", "size", NULL};
    char word[513];
    for (size_t length = 40; length < sizeof(word); length += 59) {
        memset(word, 'x', length);
        word[length] = '\0';
        const char *got = mfp_text_nearest(word, names);
        check_string(word, got ? got : "(none)", "(none)");
    }
}

static void format_always_terminates(void **state)
{
    (void)state;
    char target[8] = "XXXXXXX";
    assert_ptr_equal(mfp_format(target, 4, "%s", "abcdef"), target);
    assert_string_equal(target, "abc");
    assert_int_equal(target[4], 'X');
    mfp_format(target, 1, "%s", "abcdef");
    assert_string_equal(target, "");
}

static void wipe_leaves_nothing(void **state)
{
    (void)state;
    char secret[] = "hunter2";
    static const char zero[sizeof(secret)];
    mfp_wipe(secret, sizeof(secret));
    assert_memory_equal(secret, zero, sizeof(secret));
    mfp_wipe(NULL, 7);
}

static void error_is_one_bounded_line(void **state)
{
    (void)state;
    struct mfp_error error;
    char longer[MFP_ERROR_SIZE + 100];
    memset(longer, 'x', sizeof(longer) - 1);
    longer[sizeof(longer) - 1] = '\0';
    assert_int_equal(mfp_error_set(&error, -EINVAL, "%s:%d: %s", "f", 3, longer), -EINVAL);
    assert_int_equal(strlen(error.text), MFP_ERROR_SIZE - 1);
    assert_memory_equal(error.text, "f:3: xxx", 8);
    assert_int_equal(mfp_error_set(&error, -ENOENT, "a\r\nb\x1b%s", "\x7f"), -ENOENT);
    assert_string_equal(error.text, "a  b  ");
    assert_int_equal(mfp_error_set(NULL, -EIO, "%d", 1), -EIO);
}

static void words_of_a_list_are_found_whole(void **state)
{
    (void)state;
    static const struct {
        const char *list, *word;
        bool wanted;
    } rows[] = {
        {"PLAIN LOGIN", "PLAIN", true}, {"PLAIN LOGIN", "login", true},
        {"PLAIN LOGIN", "LOG", false},  {"PLAIN LOGIN", "LOGINX", false},
        {"PLAIN", "", false},           {"", "PLAIN", false},
        {"  PLAIN  ", "PLAIN", true},
    };
    for (size_t i = 0; i < COUNT_OF(rows); i++)
        check_number(rows[i].word,
                     mfp_text_has_word(rows[i].list, rows[i].word, strlen(rows[i].word)),
                     rows[i].wanted);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(grows_to_what_is_added),
        cmocka_unit_test(keeps_nul_octets_that_are_added_by_length),
        cmocka_unit_test(stops_at_its_maximum_and_says_so),
        cmocka_unit_test(keeps_the_beginning_of_what_is_too_long),
        cmocka_unit_test(cleans_what_servers_say),
        cmocka_unit_test(cuts_between_characters_with_dots),
        cmocka_unit_test(small_targets_are_terminated_and_not_overrun),
        cmocka_unit_test(cleaned_text_is_clean_already),
        cmocka_unit_test(distance_counts_edits),
        cmocka_unit_test(nearest_names_what_was_meant_or_nothing),
        cmocka_unit_test(nothing_is_near_to_a_very_long_word),
        cmocka_unit_test(format_always_terminates),
        cmocka_unit_test(wipe_leaves_nothing),
        cmocka_unit_test(error_is_one_bounded_line),
        cmocka_unit_test(words_of_a_list_are_found_whole),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
