#include "core/options.h"
#include "unit.h"

#include <errno.h>
#include <stdio.h>

static const struct mfp_option first_table[] = {
    {.letter = 'H', .name = "hostname", .value = "HOST", .key = "host", .help = "the server"},
    {.letter = 'p', .name = "port", .value = "PORT", .key = "port", .help = "its port"},
    {.name = "secret", .value = "REFERENCE", .key = "secret", .help = "where the password is"},
    {.letter = '4', .name = "ipv4", .id = 4, .help = "IPv4 only"},
    {0},
};

static const struct mfp_option second_table[] = {
    {.letter = 'v', .name = "verbose", .id = 1, .help = "more words"},
    {.letter = 'h', .name = "help", .id = 2, .help = "this text"},
    {.name = "hidden", .id = 3},
    {0},
};

static const struct mfp_option *const tables[] = {first_table, second_table, NULL};

/* What was taken, as "hostname=x verbose " */
struct taken {
    char text[256];
    const char *refuse;
};

static int take(void *context, const struct mfp_option *option, const char *value,
                struct mfp_error *error)
{
    struct taken *taken = context;
    size_t used = strlen(taken->text);
    if (taken->refuse && strcmp(option->name, taken->refuse) == 0)
        return mfp_error_set(error, -ERANGE, "refused");
    snprintf(taken->text + used, sizeof(taken->text) - used, "%s%s%s ", option->name,
             value ? "=" : "", value ? value : "");
    return 0;
}

enum { WORDS = 8 };

static int parse(const char *const *words, struct taken *taken, struct mfp_error *error)
{
    char copies[WORDS + 1][64];
    char *argv[WORDS + 2] = {copies[0]};
    int argc = 1;
    snprintf(copies[0], sizeof(copies[0]), "--program");
    for (; words[argc - 1]; argc++) {
        snprintf(copies[argc], sizeof(copies[argc]), "%s", words[argc - 1]);
        argv[argc] = copies[argc];
    }
    return mfp_options_parse(tables, argc, argv, take, taken, error);
}

static void options_are_taken_in_order(void **state)
{
    (void)state;
    static const struct {
        const char *words[WORDS];
        const char *wanted;
    } rows[] = {
        {{NULL}, ""},
        {{"--hostname", "x", "-p", "25"}, "hostname=x port=25 "},
        {{"--hostname=x", "-p25"}, "hostname=x port=25 "},
        {{"-H", "x", "-H", "y"}, "hostname=x hostname=y "},
        {{"-v", "-vv"}, "verbose verbose verbose "},
        {{"-v4v"}, "verbose ipv4 verbose "},
        {{"-vp25"}, "verbose port=25 "},
        {{"-v4p", "25"}, "verbose ipv4 port=25 "},
        {{"-pv"}, "port=v "},
        {{"-p=25"}, "port==25 "},
        {{"--hostname="}, "hostname= "},
        {{"--hostname=a=b"}, "hostname=a=b "},
        {{"-H", ""}, "hostname= "},
        {{"-H", "-v"}, "hostname=-v "},
        {{"--hostname", "--port"}, "hostname=--port "},
        {{"--hidden", "--help"}, "hidden help "},
    };
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        const char *name = rows[i].words[0] ? rows[i].words[0] : "nothing";
        struct taken taken = {0};
        struct mfp_error error = {0};
        if (parse(rows[i].words, &taken, &error) < 0)
            fail_msg("[%s] %s", name, error.text);
        check_string(name, taken.text, rows[i].wanted);
    }
}

static const struct {
    const char *words[WORDS];
    const char *error;
} mistakes[] = {
    {{"--hostnam", "hunter2"}, "unknown option --hostnam, did you mean --hostname, see --help"},
    {{"--hostnam=hunter2"}, "unknown option --hostnam, did you mean --hostname, see --help"},
    {{"--sercet=hunter2"}, "unknown option --sercet, did you mean --secret, see --help"},
    {{"--quantum=hunter2"}, "unknown option --quantum, see --help"},
    {{"--=hunter2"}, "unknown option --, see --help"},
    {{"-x"}, "unknown option -x, see --help"},
    {{"-vx"}, "unknown option -x, see --help"},
    {{"-\x1b"}, "unknown option -?, see --help"},
    {{"--hostname"}, "--hostname needs a value: HOST"},
    {{"-v", "-p"}, "--port needs a value: PORT"},
    {{"-4p"}, "--port needs a value: PORT"},
    {{"--verbose=hunter2"}, "--verbose takes no value"},
    {{"hunter2"}, "argument 1 belongs to no option, see --help"},
    {{"-v", "hunter2"}, "argument 2 belongs to no option, see --help"},
    {{"-v", "-"}, "argument 2 belongs to no option, see --help"},
    {{"--"}, "argument 1 belongs to no option, see --help"},
    {{""}, "argument 1 belongs to no option, see --help"},
    {{"--password", "hunter2"},
     "--password: a password does not stand on a command line, where everybody can read it, use "
     "--secret file:PATH"},
    {{"--password=hunter2"},
     "--password: a password does not stand on a command line, where everybody can read it, use "
     "--secret file:PATH"},
    {{"--pass=hunter2"},
     "--pass: a password does not stand on a command line, where everybody can read it, use "
     "--secret file:PATH"},
    {{"--pw", "hunter2"},
     "--pw: a password does not stand on a command line, where everybody can read it, use "
     "--secret file:PATH"},
};

static void mistakes_are_named(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT_OF(mistakes); i++) {
        struct taken taken = {0};
        struct mfp_error error = {0};
        check_number(mistakes[i].error, parse(mistakes[i].words, &taken, &error), -EINVAL);
        check_string(mistakes[i].error, error.text, mistakes[i].error);
    }
}

static void values_are_never_shown(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT_OF(mistakes); i++) {
        struct taken taken = {0};
        struct mfp_error error = {0};
        assert_true(parse(mistakes[i].words, &taken, &error) < 0);
        check_lacks(mistakes[i].error, error.text, "hunter2");
    }
}

static void the_first_refusal_ends_it(void **state)
{
    (void)state;
    static const char *const words[] = {"-v", "-p", "25", "-H", "x", NULL};
    struct taken taken = {.refuse = "port"};
    struct mfp_error error = {0};
    assert_int_equal(parse(words, &taken, &error), -ERANGE);
    assert_string_equal(error.text, "refused");
    assert_string_equal(taken.text, "verbose ");
}

static void long_unknown_options_are_bounded(void **state)
{
    (void)state;
    char word[64];
    const char *const words[] = {word, NULL};
    struct taken taken = {0};
    struct mfp_error error = {0};
    memset(word, 'x', sizeof(word) - 1);
    memcpy(word, "--", 2);
    word[sizeof(word) - 1] = '\0';
    assert_int_equal(parse(words, &taken, &error), -EINVAL);
    check_contains("error", error.text, "unknown option --xxxx");
    check_lacks("error", error.text, "did you mean");
    assert_true(strlen(error.text) < 80);
}

static void help_shows_every_option_in_80_columns(void **state)
{
    (void)state;
    static const struct mfp_option table[] = {
        {.letter = 'a', .name = "short", .help = "brief"},
        {.name = "without-letter", .value = "X", .help = "brief"},
        {.name = "an-option-with-a-very-long-name", .value = "REFERENCE", .help = "next line"},
        {.letter = 'w',
         .name = "words",
         .value = "N",
         .help = "a long text that goes on and on so that it has to be wrapped, because no line of "
                 "help is wider than a terminal of eighty columns, which is what people have"},
        {.name = "hidden"},
        {0},
    };
    struct mfp_text out = {0};
    mfp_options_help(table, &out);
    const char *text = mfp_text_string(&out);
    check_contains("help", text, " -a, --short              brief\n");
    check_contains("help", text, "     --without-letter X   brief\n");
    check_contains("help", text,
                   "--an-option-with-a-very-long-name REFERENCE\n"
                   "                          next line\n");
    check_lacks("help", text, "hidden");
    for (const char *line = text; *line;) {
        size_t length = strcspn(line, "\n");
        check_true(line, length <= 80);
        line += length + 1;
    }
    /* Nothing is lost in wrapping. */
    check_contains("help", text, "\n                          ");
    check_contains("help", text, "have\n");
    mfp_text_done(&out);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(options_are_taken_in_order),
        cmocka_unit_test(mistakes_are_named),
        cmocka_unit_test(values_are_never_shown),
        cmocka_unit_test(the_first_refusal_ends_it),
        cmocka_unit_test(long_unknown_options_are_bounded),
        cmocka_unit_test(help_shows_every_option_in_80_columns),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
