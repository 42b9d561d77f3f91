#include "nagios/plugin.h"

#include "nagios/extra_opts.h"
#include "report/render.h"

#include <errno.h>
#include <inttypes.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/time.h>
#include <unistd.h>

enum common_id { OPTION_FORMAT = 1000, OPTION_EXTRA, OPTION_VERBOSE, OPTION_VERSION, OPTION_HELP };

enum {
    DEFAULT_DEADLINE_MS = 30000,
    GRACE_MS = 1500, /* past the deadline, for the last words */
    OUTPUT_MAX = 256 * 1024,
};

static const struct mfp_option common_options[] = {
    {.name = "output-format", .value = "FORMAT", .id = OPTION_FORMAT, .help = "text or json"},
    {.name = "extra-opts",
     .value = "SECTION@FILE",
     .id = OPTION_EXTRA,
     .help = "more options from an INI file"},
    {.letter = 'v',
     .name = "verbose",
     .id = OPTION_VERBOSE,
     .help = "-v how it was judged, -vv transcript, -vvv TLS detail"},
    {.letter = 'V', .name = "version", .id = OPTION_VERSION, .help = "version, exit code 3"},
    {.letter = 'h', .name = "help", .id = OPTION_HELP, .help = "this text, exit code 3"},
    {0},
};

struct plugin {
    const struct mfp_check *check;
    void *settings;
    const struct mfp_output_format *format;
    int verbose;
    bool help, version;
};

static int take(void *context, const struct mfp_option *option, const char *value,
                struct mfp_error *error)
{
    struct plugin *plugin = context;
    char list[64];
    if (option->key || option->id < OPTION_FORMAT)
        return plugin->check->take(plugin->settings, option, value, error);
    switch ((enum common_id)option->id) {
    case OPTION_FORMAT:
        if (!mfp_output_find(value))
            return mfp_error_set(error, -EINVAL,
                                 "--output-format: '%.32s' is not known, allowed: %s", value,
                                 mfp_output_list(list, sizeof(list)));
        break;
    case OPTION_EXTRA: /* taken out by mfp_extra_opts */
        break;
    case OPTION_VERBOSE:
        plugin->verbose++;
        break;
    case OPTION_VERSION:
        plugin->version = true;
        break;
    case OPTION_HELP:
        plugin->help = true;
        break;
    }
    return 0;
}

static void show_help(const struct mfp_check *check, struct mfp_text *out)
{
    mfp_text_printf(out, "%s\n\n%s\n\nUsage: %s %s [OPTIONS]\n\n", MFPMAIL_VERSION_LINE,
                    check->purpose, check->program, check->synopsis);
    mfp_options_help(check->options, out);
    mfp_options_help(common_options, out);
    mfp_text_printf(out,
                    "\nExample:\n%s"
                    "\nExit codes: 0 OK, 1 WARNING, 2 CRITICAL, 3 UNKNOWN. See %s(8).\n",
                    check->examples, check->program);
}

/* We could not look: UNKNOWN, and the reason in the same form as any other report. */
static void report_setup(struct mfp_report *report, const struct mfp_error *error)
{
    static const char *const unknown[] = {"device", "cause", "stage",     "code",      "enhanced",
                                          "reply",  "fix",   "retryable", "confidence"};
    char clean[MFP_ERROR_SIZE];
    mfp_text_clean(clean, sizeof(clean), error->text, strlen(error->text));
    report->state = MFP_STATE_UNKNOWN;
    mfp_format(report->summary, sizeof(report->summary), "%s", clean);
    mfp_report_string(report, "state", "UNKNOWN");
    mfp_report_string(report, "category", "setup");
    for (size_t i = 0; i < sizeof(unknown) / sizeof(unknown[0]); i++)
        mfp_report_null(report, unknown[i]);
    mfp_report_string(report, "owner", mfp_word_shown(mfp_owner_words, MFP_OWNER_MONITORING_ADMIN));
    mfp_report_string(report, "error", clean);
}

/* The last resort, should a library hold us past the deadline. Only async-signal-safe calls. */
static char late_line[160];

static void on_alarm(int signal)
{
    (void)signal;
    ssize_t ignored = write(STDOUT_FILENO, late_line, strlen(late_line));
    (void)ignored;
    _exit(MFP_STATE_CRITICAL);
}

static void arm(int64_t milliseconds)
{
    int64_t limit = milliseconds + GRACE_MS;
    struct itimerval timer = {.it_value = {.tv_sec = limit / 1000, .tv_usec = limit % 1000 * 1000}};
    setitimer(ITIMER_REAL, &timer, NULL);
}

static void guard(const struct mfp_check *check)
{
    mfp_format(late_line, sizeof(late_line), "%s CRITICAL - no verdict within the deadline\n",
               check->service);
    signal(SIGALRM, on_alarm);
    arm(DEFAULT_DEADLINE_MS);
}

static int finish(const struct plugin *plugin, const struct mfp_report *report)
{
    struct mfp_text out = {.maximum = OUTPUT_MAX};
    plugin->format->render(report, &out);
    fwrite(mfp_text_string(&out), 1, out.length, stdout);
    mfp_text_done(&out);
    return (int)report->state;
}

static int show(const struct plugin *plugin)
{
    struct mfp_text out = {0};
    if (plugin->help)
        show_help(plugin->check, &out);
    else
        mfp_text_printf(&out, "%s %s\n", plugin->check->program, MFPMAIL_VERSION_LINE);
    fwrite(mfp_text_string(&out), 1, out.length, stdout);
    mfp_text_done(&out);
    return MFP_STATE_UNKNOWN;
}

/* "--output-format json" or "--output-format=json" at ARGV[i]: the format, else NULL. */
static const struct mfp_output_format *format_at(int argc, char **argv, int i)
{
    static const char name[] = "--output-format";
    const char *rest = argv[i] + sizeof(name) - 1;
    if (strncmp(argv[i], name, sizeof(name) - 1) != 0)
        return NULL;
    if (*rest == '=')
        return mfp_output_find(rest + 1);
    return !*rest && i + 1 < argc ? mfp_output_find(argv[i + 1]) : NULL;
}

/* The format counts for complaints about the other options too, wherever it stands. */
static void find_format(struct plugin *plugin, int argc, char **argv)
{
    for (int i = 1; i < argc; i++) {
        const struct mfp_output_format *format = format_at(argc, argv, i);
        plugin->format = format ? format : plugin->format;
    }
}

/* From the command line to a report, or to the reason why there is none. */
static int inspect(struct plugin *plugin, int argc, char **argv, struct mfp_report *report,
                   struct mfp_error *error)
{
    const struct mfp_check *check = plugin->check;
    const struct mfp_option *const tables[] = {check->options, common_options, NULL};
    find_format(plugin, argc, argv);
    int result = mfp_options_parse(tables, argc, argv, take, plugin, error);
    if (result < 0 || plugin->help || plugin->version)
        return result;
    guard(check);
    const struct mfp_run how = {.verbose = plugin->verbose, .deadline = arm};
    return check->run(plugin->settings, &how, report, error);
}

int mfp_plugin_main(const struct mfp_check *check, int argc, char **argv)
{
    struct plugin plugin = {
        .check = check,
        .settings = calloc(1, check->settings_size),
        .format = mfp_output_find("text"),
    };
    struct mfp_report report;
    struct mfp_error error = {0};
    char **words = NULL;
    int count = 0;

    signal(SIGPIPE, SIG_IGN);
    mfp_report_init(&report, check->service);
    int result = plugin.settings ? 0 : mfp_error_set(&error, -ENOMEM, "out of memory");
    if (result == 0)
        result = mfp_extra_opts(check->program, argc, argv, &words, &count, &error);
    if (result == 0)
        result = inspect(&plugin, count, words, &report, &error);
    if (result < 0)
        report_setup(&report, &error);
    bool shown = result == 0 && (plugin.help || plugin.version);
    int state = shown ? show(&plugin) : finish(&plugin, &report);
    if (plugin.settings)
        check->done(plugin.settings);
    free(plugin.settings);
    mfp_extra_opts_free(words);
    mfp_report_done(&report);
    return state;
}

int mfp_plugin_end(int state)
{
    fflush(stdout);
#ifndef MFPMAIL_SANITIZE
    _exit(state);
#endif
    return state;
}
