#include "core/clock.h"
#include "folder.h"
#include "inventory/secret.h"
#include "unit.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

enum { TIMEOUT_MS = 300 };

static const char *reference_to(const char *prefix, const char *name)
{
    static char reference[160];
    snprintf(reference, sizeof(reference), "%s%s", prefix, folder_path_of(name));
    return reference;
}

static void check_secret(const char *row, const char *reference, const char *wanted)
{
    struct mfp_secret secret = {0};
    struct mfp_error error = {0};
    if (mfp_secret_read(reference, TIMEOUT_MS, &secret, &error) < 0)
        fail_msg("[%s] %s", row, error.text);
    check_string(row, secret.value, wanted);
    check_number(row, secret.length, strlen(wanted));
    mfp_secret_done(&secret);
    check_true(row, !secret.value && !secret.length);
}

static void check_refused(const char *row, const char *reference, int result, const char *words)
{
    struct mfp_secret secret = {0};
    struct mfp_error error = {0};
    check_number(row, mfp_secret_read(reference, TIMEOUT_MS, &secret, &error), result);
    check_contains(row, error.text, words);
    check_lacks(row, error.text, "hunter2");
    check_true(row, !secret.value);
}

static void modes_that_let_others_in_are_refused(void **state)
{
    (void)state;
    static const struct {
        mode_t mode;
        const char *refused; /* NULL: taken */
    } rows[] = {
        {0600, NULL},
        {0640, NULL},
        {0400, NULL},
        {0440, NULL},
        {0700, NULL},
        {0644, "others can read this secret, mend it with: chmod 0640 '"},
        {0604, "others can read this secret, mend it with: chmod 0600 '"},
        {0660, "its group can write this secret, mend it with: chmod 0640 '"},
        {0620, "its group can write this secret, mend it with: chmod 0600 '"},
        {0666, "others can write this secret, mend it with: chmod 0640 '"},
        {0602, "others can write this secret, mend it with: chmod 0600 '"},
        {0777, "others can write this secret, mend it with: chmod 0640 '"},
    };
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        char row[16];
        snprintf(row, sizeof(row), "%04o", (unsigned)rows[i].mode);
        unlink(folder_path_of("mode"));
        folder_write("mode", rows[i].mode, OCTETS("hunter2\n"));
        if (rows[i].refused)
            check_refused(row, reference_to("file:", "mode"), -EACCES, rows[i].refused);
        else
            check_secret(row, reference_to("file:", "mode"), "hunter2");
    }
}

static void the_first_line_is_the_secret(void **state)
{
    (void)state;
    static const struct {
        const char *octets;
        size_t length;
        const char *wanted;
    } rows[] = {
        {OCTETS("hunter2"), "hunter2"},
        {OCTETS("hunter2\n"), "hunter2"},
        {OCTETS("hunter2\r\n"), "hunter2"},
        {OCTETS("hunter2\nnotes about it\n"), "hunter2"},
        {OCTETS("hunter2\n\0\0"), "hunter2"},
        {OCTETS(" with blanks \n"), " with blanks "},
        {OCTETS("M\xc3\xbcller\n"), "M\xc3\xbcller"},
        {OCTETS("M\xfcller\n"), "M\xfcller"},
        {OCTETS("#;='\"%s\n"), "#;='\"%s"},
    };
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        folder_write("line", 0600, rows[i].octets, rows[i].length);
        check_secret(rows[i].octets, reference_to("file:", "line"), rows[i].wanted);
    }
}

static void files_without_a_secret_are_refused(void **state)
{
    (void)state;
    static const struct {
        const char *octets;
        size_t length;
        const char *words;
    } rows[] = {
        {OCTETS(""), ": the secret is empty"},
        {OCTETS("\n"), ": the secret is empty"},
        {OCTETS("\r\n"), ": the secret is empty"},
        {OCTETS("\nhunter2\n"), ": the secret is empty"},
        {OCTETS("hunter2\0"), ": the secret has a NUL octet"},
        {OCTETS("hun\0ter2\n"), ": the secret has a NUL octet"},
        {OCTETS("\0\n"), ": the secret has a NUL octet"},
    };
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        folder_write("line", 0600, rows[i].octets, rows[i].length);
        check_refused(rows[i].words, reference_to("file:", "line"), -EINVAL, rows[i].words);
        check_refused(rows[i].words, reference_to("file:", "line"), -EINVAL,
                      folder_path_of("line"));
    }
}

static void long_secrets_are_refused_not_cut(void **state)
{
    (void)state;
    static const struct {
        size_t length;
        bool newline, taken;
    } rows[] = {
        {1000, true, true},
        {MFP_SECRET_MAX - 2, true, true},
        {MFP_SECRET_MAX - 2, false, true},
        {MFP_SECRET_MAX - 1, true, false},
        {MFP_SECRET_MAX, false, false},
        {2 * MFP_SECRET_MAX, true, false},
    };
    static char octets[2 * MFP_SECRET_MAX + 2];
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        memset(octets, 'x', sizeof(octets));
        octets[rows[i].length] = '\n';
        folder_write("long", 0600, octets, rows[i].length + rows[i].newline);
        octets[rows[i].length] = '\0';
        if (rows[i].taken)
            check_secret("long", reference_to("file:", "long"), octets);
        else
            check_refused("long", reference_to("file:", "long"), -EINVAL,
                          "the secret is longer than 4094 octets");
    }
}

static void what_is_no_file_is_refused(void **state)
{
    (void)state;
    check_refused("missing", reference_to("file:", "nowhere"), -ENOENT, "nowhere: No such file");
    assert_int_equal(mkdir(folder_path_of("directory"), 0700), 0);
    check_refused("directory", reference_to("file:", "directory"), -EINVAL, "is no regular file");
    assert_int_equal(mkfifo(folder_path_of("fifo"), 0600), 0);
    check_refused("fifo", reference_to("file:", "fifo"), -EINVAL, "is no regular file");
    check_refused("device", "file:/dev/zero", -EINVAL, "is no regular file");
}

static void credentials_of_the_unit_are_read(void **state)
{
    (void)state;
    unsetenv("CREDENTIALS_DIRECTORY");
    check_refused("no directory", "systemd:scans", -ENOENT,
                  "CREDENTIALS_DIRECTORY is not set, the unit needs LoadCredential=scans:PATH");
    assert_int_equal(setenv("CREDENTIALS_DIRECTORY", folder_path(), 1), 0);
    /* systemd's own modes vary with its version; the directory is what protects them. */
    folder_write("scans", 0444, OCTETS("hunter2\n"));
    check_secret("credential", "systemd:scans", "hunter2");
    check_refused("missing", "systemd:others", -ENOENT, "systemd:others: ");
    check_refused("slash", "systemd:../scans", -EINVAL, "is no credential name");
    check_refused("slash inside", "systemd:a/b", -EINVAL, "is no credential name");
    check_refused("dot", "systemd:.scans", -EINVAL, "is no credential name");
    unsetenv("CREDENTIALS_DIRECTORY");
}

/* Also gone from the memory that /proc/PID/environ shows. */
static void variables_are_removed_once_read(void **state)
{
    (void)state;
    assert_int_equal(setenv("MFP_TEST_SECRET", "hunter2", 1), 0);
    const char *place = getenv("MFP_TEST_SECRET");
    assert_non_null(place);
    check_secret("variable", "env:MFP_TEST_SECRET", "hunter2");
    assert_null(getenv("MFP_TEST_SECRET"));
    assert_string_equal(place, "");
    check_refused("second time", "env:MFP_TEST_SECRET", -ENOENT,
                  "env:MFP_TEST_SECRET: the variable is not set");
    assert_int_equal(setenv("MFP_TEST_SECRET", "", 1), 0);
    check_refused("empty", "env:MFP_TEST_SECRET", -EINVAL, "the secret is empty");
}

static void programs_print_the_secret(void **state)
{
    (void)state;
    static const struct {
        const char *reference, *wanted;
    } rows[] = {
        {"command:echo hunter2", "hunter2"},
        {"command:/bin/echo hunter2", "hunter2"},
        {"command:  echo \t hunter2  ", "hunter2"},
        {"command:printf hunter2", "hunter2"},
        {"command:printf '%s\\n%s\\n' hunter2 notes", "hunter2"},
        {"command:printf '%s|' 'a  b' \"c d\" e'f g'h ''", "a  b|c d|ef gh||"},
        {"command:printf %s \"it's\"", "it's"},
        {"command:printf %s '\"'", "\""},
        {"command:printf %s $HOME;id", "$HOME;id"}, /* no shell */
        {"command:printf %s *", "*"},
        {"command:sh -c 'echo hunter2; echo noise >&2'", "hunter2"},
        {"command:sh -c 'cat; echo hunter2'", "hunter2"}, /* standard input is empty */
        {"command:sh -c 'echo hunter2; yes notes | head -n 2000'", "hunter2"},
    };
    for (size_t i = 0; i < COUNT_OF(rows); i++)
        check_secret(rows[i].reference, rows[i].reference, rows[i].wanted);
}

static void programs_that_fail_are_named(void **state)
{
    (void)state;
    static const struct {
        const char *reference;
        int result;
        const char *words;
    } rows[] = {
        {"command:false", -ECHILD, "command:false: ended with an error"},
        {"command:sh -c 'echo hunter2; exit 3'", -ECHILD, "command:sh: ended with an error"},
        {"command:sh -c 'echo hunter2; kill -9 $$'", -ECHILD, "command:sh: ended with an error"},
        {"command:true", -EINVAL, "the secret is empty"},
        {"command:echo", -EINVAL, "the secret is empty"},
        {"command:printf 'hunter2\\0x'", -EINVAL, "the secret has a NUL octet"},
        {"command:/nonexistent/program hunter2", -ENOENT,
         "command:/nonexistent/program: No such file or directory"},
        {"command:printf 'hunter2", -EINVAL, "quotes closed"},
        {"command:printf \"hunter2'", -EINVAL, "quotes closed"},
        {"command:   ", -EINVAL, "is not PROGRAM ARGUMENT"},
        {"command:echo 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2", -EINVAL,
         "at most 32 words"},
        {"command:sh -c 'head -c 5000 /dev/zero | tr \"\\0\" x'", -EINVAL,
         "the secret is longer than 4094 octets"},
    };
    for (size_t i = 0; i < COUNT_OF(rows); i++)
        check_refused(rows[i].reference, rows[i].reference, rows[i].result, rows[i].words);
}

static void errors_of_programs_have_one_colon(void **state)
{
    (void)state;
    struct mfp_secret secret = {0};
    struct mfp_error error = {0};
    assert_int_equal(mfp_secret_read("command:true", TIMEOUT_MS, &secret, &error), -EINVAL);
    check_lacks("error", error.text, "::");
}

/* Neither silence, nor noise without end, nor a child that lingers holds us past the deadline, and
 * none of their processes stays. */
static void programs_that_hang_end_at_the_deadline(void **state)
{
    (void)state;
    /* A duration of our own, to find our processes by. */
    char seconds[16];
    snprintf(seconds, sizeof(seconds), "%d", 100000 + (int)getpid());
    static const char *const commands[] = {
        "sleep @",
        "sh -c 'echo hunter2; exec sleep @'",
        "sh -c 'echo hunter2; sleep @ & wait'",
        "sh -c 'sleep @ & echo hunter2'",
        "sh -c 'exec >&-; sleep @'",
        "sh -c 'trap : TERM INT HUP; while :; do sleep @; done'",
        "yes hunter2",
        "cat /dev/zero",
    };
    for (size_t i = 0; i < COUNT_OF(commands); i++) {
        char reference[128];
        struct mfp_secret secret = {0};
        struct mfp_error error = {0};
        const char *mark = strchr(commands[i], '@');
        snprintf(reference, sizeof(reference), "command:%.*s%s%s",
                 (int)(mark ? (size_t)(mark - commands[i]) : strlen(commands[i])), commands[i],
                 mark ? seconds : "", mark ? mark + 1 : "");
        int64_t begun = mfp_clock_ms();
        int result = mfp_secret_read(reference, TIMEOUT_MS, &secret, &error);
        int64_t took = mfp_clock_ms() - begun;
        check_true(commands[i], result == -ETIMEDOUT || result == -EINVAL);
        check_true(commands[i], took < TIMEOUT_MS + 500);
        check_lacks(commands[i], error.text, "hunter2");
        check_true(commands[i], !secret.value);
        check_true(commands[i], waitpid(-1, NULL, WNOHANG) == -1 && errno == ECHILD);
    }
    char search[64];
    snprintf(search, sizeof(search), "pgrep -f '^sleep %s$' > /dev/null", seconds);
    int status = system(search);
    assert_true(WIFEXITED(status) && WEXITSTATUS(status) == 1); /* pgrep's word for none */
}

static void programs_see_nothing_of_our_environment(void **state)
{
    (void)state;
    assert_int_equal(setenv("MFP_TEST_OTHER", "hunter2", 1), 0);
    check_secret("environment",
                 "command:sh -c 'env | grep -c \"^MFP_\\|^LD_\\|^ASAN_\" | tr -d \"\\n\"; echo x'",
                 "0x");
    unsetenv("MFP_TEST_OTHER");
}

static void references_are_checked_by_their_form(void **state)
{
    (void)state;
    static const char *const good[] = {
        "file:/etc/x", "file:./x", "systemd:scans", "env:X", "command:pass show x",
    };
    static const char *const bad[] = {
        "hunter2", "hunter2:", "FILE:/hunter2", "pass:hunter2", ":hunter2",       "",
        "file:",   "env:",     "systemd:",      "command:",     " file:/hunter2",
    };
    struct mfp_error error = {0};
    for (size_t i = 0; i < COUNT_OF(good); i++)
        check_number(good[i], mfp_secret_check(good[i], &error), 0);
    for (size_t i = 0; i < COUNT_OF(bad); i++) {
        check_number(bad[i], mfp_secret_check(bad[i], &error), -EINVAL);
        check_string(bad[i], error.text,
                     "a secret is named, not written (not shown here), allowed: file:PATH, "
                     "systemd:NAME, env:NAME, command:ARGV");
        check_refused(bad[i], bad[i], -EINVAL, "not shown here");
    }
    check_refused("relative", "file:secrets/x", -EINVAL, "is no full path");
}

static void a_file_is_read_line_by_line(void **state)
{
    (void)state;
    static char long_one[MFP_SECRET_MAX];
    static const struct {
        const char *name;
        mode_t mode;
        const char *octets;
        size_t length;
        int result;
        const char *error;
    } rows[] = {
        {"all", 0600, OCTETS("one\n\ntwo\r\n"), 0, NULL},
        {"group reads", 0640, OCTETS("one\n"), 0, NULL},
        {"longest", 0600, long_one, sizeof(long_one) - 1, 0, NULL},
        {"nothing", 0600, OCTETS(""), 0, NULL},
        {"others", 0644, OCTETS("one\n"), -EACCES, "others can read this secret"},
        {"group writes", 0660, OCTETS("one\n"), -EACCES, "its group can write this secret"},
        {"nul", 0600, OCTETS("one\n\0two"), -EINVAL, "has a NUL octet"},
        {"too long", 0600, long_one, sizeof(long_one), -EINVAL, "longer than 4095 octets"},
    };
    memset(long_one, 'a', sizeof(long_one));
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        struct mfp_secret secret;
        struct mfp_error error = {0};
        folder_write("lines", rows[i].mode, rows[i].octets, rows[i].length);
        check_number(rows[i].name, mfp_secret_read_lines(folder_path_of("lines"), &secret, &error),
                     rows[i].result);
        if (rows[i].error)
            check_contains(rows[i].name, error.text, rows[i].error);
        else
            check_true(rows[i].name, secret.length == rows[i].length &&
                                         memcmp(secret.value, rows[i].octets, rows[i].length) == 0);
        mfp_secret_done(&secret);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_file_is_read_line_by_line),
        cmocka_unit_test(modes_that_let_others_in_are_refused),
        cmocka_unit_test(the_first_line_is_the_secret),
        cmocka_unit_test(files_without_a_secret_are_refused),
        cmocka_unit_test(long_secrets_are_refused_not_cut),
        cmocka_unit_test(what_is_no_file_is_refused),
        cmocka_unit_test(credentials_of_the_unit_are_read),
        cmocka_unit_test(variables_are_removed_once_read),
        cmocka_unit_test(programs_print_the_secret),
        cmocka_unit_test(programs_that_fail_are_named),
        cmocka_unit_test(errors_of_programs_have_one_colon),
        cmocka_unit_test(programs_that_hang_end_at_the_deadline),
        cmocka_unit_test(programs_see_nothing_of_our_environment),
        cmocka_unit_test(references_are_checked_by_their_form),
    };
    return cmocka_run_group_tests(tests, folder_make, folder_remove);
}
