/* mfpmail test: check_mfp_send for people. */
#include "cli/command.h"
#include "cli/terminal.h"

#include "checks/send/send.h"
#include "core/report.h"
#include "report/render.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { WIDTH = 79 };

enum option_id { OPTION_NAME = 2000, OPTION_JSON, OPTION_VERBOSE };

struct test {
    void *settings; /* of the check; made with its first option */
    const char *name;
    int verbose;
    bool json;
};

static const struct mfp_option options[] = {
    {.name = "", .value = "DEVICE", .id = OPTION_NAME},
    {.letter = 'j', .name = "json", .id = OPTION_JSON, .help = "JSON"},
    {.letter = 'v',
     .name = "verbose",
     .id = OPTION_VERBOSE,
     .help = "-v how it was judged, -vv transcript, -vvv TLS detail"},
    {0},
};

static int set_up(struct test *test, struct mfp_error *error)
{
    if (!test->settings)
        test->settings = calloc(1, mfp_check_send.settings_size);
    return test->settings ? 0 : mfp_error_set(error, -ENOMEM, "out of memory");
}

/* Sets an option of the check by its name. */
static int set(struct test *test, const char *name, const char *value, struct mfp_error *error)
{
    const struct mfp_option *option = mfp_check_send.options;
    while (strcmp(option->name, name) != 0)
        option++;
    return mfp_check_send.take(test->settings, option, value, error);
}

static int take_name(struct test *test, const char *value, struct mfp_error *error)
{
    if (test->name)
        return mfp_error_set(error, -EINVAL, "one device is enough: '%.64s' is the second", value);
    test->name = value;
    return set(test, "device", value, error);
}

static int take(void *context, const struct mfp_option *option, const char *value,
                struct mfp_error *error)
{
    struct test *test = context;
    int result = set_up(test, error);
    if (result < 0)
        return result;
    switch (option->id) {
    case OPTION_NAME:
        return take_name(test, value, error);
    case OPTION_JSON:
        test->json = true;
        return 0;
    case OPTION_VERBOSE:
        test->verbose++;
        return 0;
    }
    return mfp_check_send.take(test->settings, option, value, error);
}

/* A terminal breaks lines between words, with two blanks in front; a transcript stays as it is. */
static void add_lines(const struct test *test, const struct mfp_report *report,
                      struct mfp_text *out)
{
    char line[1024];
    bool wrap = isatty(STDOUT_FILENO) && test->verbose < 2;
    for (const char *at = mfp_text_string(&report->lines); *at;) {
        size_t length = strcspn(at, "\n");
        mfp_format(line, sizeof(line), "%.*s", (int)length, at);
        if (wrap) {
            mfp_text_puts(out, "  ");
            mfp_text_wrap(out, line, 2, WIDTH);
        } else {
            mfp_text_printf(out, "%s\n", line);
        }
        at += length + (at[length] ? 1 : 0);
    }
}

static void show(const struct test *test, const struct mfp_report *report)
{
    struct mfp_text out = {0};
    if (test->json) {
        mfp_render_json(report, &out);
    } else {
        mfp_text_printf(&out, "%s%s%s  %s\n", mfp_colour_of(report->state),
                        mfp_word_shown(mfp_state_words, (int)report->state), mfp_colour_end(),
                        report->summary);
        add_lines(test, report, &out);
    }
    fwrite(mfp_text_string(&out), 1, out.length, stdout);
    mfp_text_done(&out);
}

static int run(void *context, struct mfp_error *error)
{
    struct test *test = context;
    const struct mfp_run how = {.verbose = test->verbose, .deadline = mfp_progress_limit};
    struct mfp_report report;
    if (!test->settings)
        return mfp_error_set(error, -EINVAL, "which device? 'mfpmail list' has them; or -H HOST");
    /* Somebody stands there and wants to know, and what they do counts all the same. */
    int result = set(test, "alone", NULL, error);
    if (result == 0)
        result = set(test, "now", NULL, error);
    if (result < 0)
        return result;
    mfp_report_init(&report, mfp_check_send.service);
    mfp_progress_begin(test->name ? test->name : "testing");
    result = mfp_check_send.run(test->settings, &how, &report, error);
    mfp_progress_end();
    if (result == 0) {
        show(test, &report);
        result = report.state == MFP_STATE_OK ? MFP_EXIT_DONE : MFP_EXIT_PARTLY;
    }
    mfp_report_done(&report);
    return result;
}

static void done(void *context)
{
    struct test *test = context;
    if (test->settings)
        mfp_check_send.done(test->settings);
    free(test->settings);
}

const struct mfp_command mfp_command_test = {
    .name = "test",
    .purpose = "sends a test message as a device and says what comes of it",
    .usage = "mfpmail test [OPTIONS] DEVICE\n"
             "       mfpmail test [OPTIONS] -H HOST",
    .text = "What check_mfp_send does, at once and for people: no other device's test is taken\n"
            "for this one's, and no budget makes it wait. It is recorded like any other, and an\n"
            "account whose password was rejected is not tried again with the same one.",
    .options = options,
    .more = &mfp_check_send,
    .settings_size = sizeof(struct test),
    .take = take,
    .run = run,
    .done = done,
};
