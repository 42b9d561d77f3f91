#include "nagios/extra_opts.h"
#include "unit.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

static char directory[] = "/tmp/mfpmail-extra-XXXXXX";
static char file[64];

static const char options[] = "; for everybody\n"
                              "[check_mfp_send]\n"
                              "hostname = own.example.com\n"
                              "[special]\n"
                              "hostname=smtp.example.com\n"
                              "w = 10\n"
                              "v =\n"
                              "ipv4 =\n"
                              "from = a b=c@example.com\n"
                              "[empty]\n"
                              "[after]\n"
                              "port = 25\n";

static void write_file(const char *path, const char *text)
{
    FILE *stream = fopen(path, "we");
    assert_non_null(stream);
    assert_int_not_equal(fputs(text, stream), EOF);
    assert_int_equal(fclose(stream), 0);
}

static int make_files(void **state)
{
    (void)state;
    unsetenv("NAGIOS_CONFIG_PATH");
    unsetenv("MP_CONFIG_FILE");
    if (!mkdtemp(directory))
        return -1;
    snprintf(file, sizeof(file), "%s/options.ini", directory);
    write_file(file, options);
    return 0;
}

static int remove_files(void **state)
{
    (void)state;
    char command[64];
    snprintf(command, sizeof(command), "rm -rf '%s'", directory);
    return system(command);
}

enum { WORDS = 8 };

/* "%" in a word stands for the file's path. */
static int expand(const char *const *words, char ***out, int *count, struct mfp_error *error)
{
    char copies[WORDS + 1][128];
    char *argv[WORDS + 2] = {copies[0]};
    int argc = 1;
    snprintf(copies[0], sizeof(copies[0]), "/usr/lib/check_mfp_send");
    for (; words[argc - 1]; argc++) {
        const char *word = words[argc - 1];
        const char *percent = strchr(word, '%');
        if (percent)
            snprintf(copies[argc], sizeof(copies[argc]), "%.*s%s", (int)(percent - word), word,
                     file);
        else
            snprintf(copies[argc], sizeof(copies[argc]), "%s", word);
        argv[argc] = copies[argc];
    }
    return mfp_extra_opts("check_mfp_send", argc, argv, out, count, error);
}

static void check_expanded(const char *const *words, const char *wanted)
{
    struct mfp_error error = {0};
    char **out = NULL, joined[512] = "";
    int count = 0;
    if (expand(words, &out, &count, &error) < 0)
        fail_msg("[%s] %s", words[0], error.text);
    assert_string_equal(out[0], "/usr/lib/check_mfp_send");
    assert_null(out[count]);
    for (int i = 1; i < count; i++) {
        size_t used = strlen(joined);
        snprintf(joined + used, sizeof(joined) - used, "%s|", out[i]);
    }
    check_string(words[0] ? words[0] : "nothing", joined, wanted);
    mfp_extra_opts_free(out);
}

#define SPECIAL "--hostname=smtp.example.com|-w10|-v|--ipv4|--from=a b=c@example.com|"

static void sections_become_options_in_front(void **state)
{
    (void)state;
    static const struct {
        const char *words[WORDS];
        const char *wanted;
    } rows[] = {
        {{NULL}, ""},
        {{"-H", "x", ""}, "-H|x||"},
        {{"--extra-opts=special@%"}, SPECIAL},
        {{"--extra-opts", "special@%"}, SPECIAL},
        {{"-H", "x", "--extra-opts=special@%", "-v"}, SPECIAL "-H|x|-v|"},
        {{"--extra-opts=@%"}, "--hostname=own.example.com|"},
        {{"--extra-opts", "@%", "-v"}, "--hostname=own.example.com|-v|"},
        {{"--extra-opts=after@%", "--extra-opts=@%"}, "--port=25|--hostname=own.example.com|"},
        {{"--extra-optsx", "--extra-opt"}, "--extra-optsx|--extra-opt|"},
    };
    for (size_t i = 0; i < COUNT_OF(rows); i++)
        check_expanded(rows[i].words, rows[i].wanted);
}

static void the_usual_files_are_looked_for(void **state)
{
    (void)state;
    static const char *const words[] = {"--extra-opts", "-v", NULL};
    static const char *const section[] = {"--extra-opts=after", NULL};
    char path[300], name[160];
    snprintf(name, sizeof(name), "%s/monitoring-plugins.ini", directory);
    write_file(name, "[check_mfp_send]\nport = 1\n[after]\nport = 2\n");
    snprintf(name, sizeof(name), "%s/d", directory);
    assert_int_equal(mkdir(name, 0755), 0);
    snprintf(name, sizeof(name), "%s/d/plugins.ini", directory);
    write_file(name, "[check_mfp_send]\nport = 3\n");

    /* NAGIOS_CONFIG_PATH is a list of directories, MP_CONFIG_FILE a file that comes before it. */
    assert_int_equal(setenv("NAGIOS_CONFIG_PATH", directory, 1), 0);
    check_expanded(words, "--port=1|-v|");
    check_expanded(section, "--port=2|");
    snprintf(path, sizeof(path), "/nonexistent:%s/d:%s", directory, directory);
    assert_int_equal(setenv("NAGIOS_CONFIG_PATH", path, 1), 0);
    check_expanded(words, "--port=3|-v|");
    assert_int_equal(setenv("MP_CONFIG_FILE", file, 1), 0);
    check_expanded(words, "--hostname=own.example.com|-v|");
    unsetenv("NAGIOS_CONFIG_PATH");
    unsetenv("MP_CONFIG_FILE");
}

static void mistakes_are_named(void **state)
{
    (void)state;
    static const struct {
        const char *words[WORDS];
        int result;
        const char *wanted;
    } rows[] = {
        {{"--extra-opts=nowhere@%"}, -ENOENT, "options.ini has no section [nowhere]"},
        {{"--extra-opts=special@/nonexistent/x.ini"},
         -ENOENT,
         "--extra-opts: /nonexistent/x.ini: No such file or directory"},
        {{"--extra-opts=a@/dev/null"}, -ENOENT, "/dev/null has no section [a]"},
        {{"--extra-opts=xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx@x"},
         -EINVAL,
         "the section's name is too long"},
    };
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        struct mfp_error error = {0};
        char **out = NULL;
        int count = 0;
        check_number(rows[i].wanted, expand(rows[i].words, &out, &count, &error), rows[i].result);
        check_contains(rows[i].words[0], error.text, rows[i].wanted);
        check_true(rows[i].wanted, !out);
    }
}

static void broken_files_are_named_with_the_line(void **state)
{
    (void)state;
    static const char *const words[] = {"--extra-opts=special@%", NULL};
    struct mfp_error error = {0};
    char **out = NULL, wanted[160];
    int count = 0;
    write_file(file, "[special]\nport = 25\nwhat is hunter2\n");
    assert_int_equal(expand(words, &out, &count, &error), -EINVAL);
    snprintf(wanted, sizeof(wanted), "%s:3: is neither [SECTION] nor KEY = VALUE", file);
    assert_string_equal(error.text, wanted);
    write_file(file, options);
}

/* It is there; that it asks for nothing is no mistake. */
static void a_section_without_keys_is_a_section(void **state)
{
    (void)state;
    static const char *const words[] = {"--extra-opts=empty@%", "-v", NULL};
    check_expanded(words, "-v|");
}

/* A file is shared by all plugins: what stands in other sections is not ours to complain of. */
static void long_lines_of_other_plugins_do_no_harm(void **state)
{
    (void)state;
    static const char *const words[] = {"--extra-opts=special@%", NULL};
    char text[600] = "[check_http]\nstring = ";
    memset(text + strlen(text), 'x', 400);
    strcat(text, "\n[special]\nport = 25\n");
    write_file(file, text);
    check_expanded(words, "--port=25|");
    write_file(file, options);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(sections_become_options_in_front),
        cmocka_unit_test(the_usual_files_are_looked_for),
        cmocka_unit_test(mistakes_are_named),
        cmocka_unit_test(broken_files_are_named_with_the_line),
        cmocka_unit_test(a_section_without_keys_is_a_section),
        cmocka_unit_test(long_lines_of_other_plugins_do_no_harm),
    };
    return cmocka_run_group_tests(tests, make_files, remove_files);
}
