/* mfpmail status: the fleet as a table, by what was recorded. */
#include "cli/fleet/fleet.h"

#include "checks/queue/record.h"
#include "cli/terminal.h"
#include "core/clock.h"
#include "core/text.h"
#include "failures/failures.h"

#include <errno.h>
#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <time.h>
#include <unistd.h>

enum { DEVICE_WIDTH = 18, ACCOUNT_WIDTH = 12, TIME_WIDTH = 11, STATE_WIDTH = 8, WIDTH = 80 };

struct status {
    const struct mfp_fleet *fleet;
    struct mfp_failures *failures;
    struct mfp_store *store;
    json_t *all; /* NULL: a table */
    json_t *held, *left_alone;
    int verdict_width;
    size_t states[4], unknown;
};

static const char *time_words(int64_t at, char *buffer, size_t size)
{
    struct tm local;
    time_t seconds = (time_t)at;
    if (!at || !localtime_r(&seconds, &local) || !strftime(buffer, size, "%m-%d %H:%M", &local))
        mfp_format(buffer, size, "-");
    return buffer;
}

static void put_row(const struct status *status, const char *device, const char *account, int state,
                    const char *verdict, const char *since, const char *success)
{
    const char *shown = state < 0 ? "-" : mfp_word_shown(mfp_state_words, state);
    printf("%-*.*s %-*.*s %s%-*s%s %-*.*s %-*s %s\n", DEVICE_WIDTH, DEVICE_WIDTH, device,
           ACCOUNT_WIDTH, ACCOUNT_WIDTH, account,
           state < 0 ? "" : mfp_colour_of((enum mfp_state)state), STATE_WIDTH, shown,
           state < 0 ? "" : mfp_colour_end(), status->verdict_width, status->verdict_width, verdict,
           TIME_WIDTH, since, success);
}

static json_t *json_of(const char *device, const struct mfp_result *result,
                       const struct mfp_streak *streak, const struct mfp_cause *cause)
{
    if (!result)
        return json_pack("{s:s, s:n}", "device", device, "state");
    return json_pack(
        "{s:s, s:s, s:s, s:s, s:s, s:s, s:I, s:I, s:I, s:I}", "device", device, "account",
        result->account, "state", mfp_word_shown(mfp_state_words, (int)result->state), "category",
        mfp_word_name(mfp_category_words, (int)result->category), "cause", cause ? cause->name : "",
        "reply", result->reply, "at", (json_int_t)result->at, "since", (json_int_t)streak->since,
        "last_success", (json_int_t)streak->last_success, "failures", (json_int_t)streak->failures);
}

/* What the last poll of the device's queue came to; false if there was none. */
static bool get_queue(const struct status *status, const char *device,
                      struct mfp_queue_record *record)
{
    struct mfp_text octets = {0};
    int64_t at;
    bool known = mfp_store_queue_get(status->store, device, &at, NULL, &octets, NULL) == 0 &&
                 mfp_queue_record_read(record, &octets, NULL) == 0;
    mfp_text_done(&octets);
    return known;
}

static void put_json(const struct status *status, const char *device,
                     const struct mfp_result *result, const struct mfp_streak *streak,
                     const struct mfp_cause *cause)
{
    struct mfp_queue_record record;
    json_t *object = json_of(device, result, streak, cause);
    json_object_set_new(
        object, "queue",
        get_queue(status, device, &record)
            ? json_string(mfp_word_name(mfp_queue_state_words, (int)record.verdict.state))
            : json_null());
    json_array_append_new(status->all, object);
}

/* A queue that wants somebody has a line of its own: the table has no room for why. */
static void show_queue(const struct status *status, const char *device)
{
    struct mfp_queue_record record;
    char age[32];
    if (status->all || !get_queue(status, device, &record))
        return;
    enum mfp_queue_state state = record.verdict.state;
    if (state == MFP_QUEUE_STUCK || state == MFP_QUEUE_DROPPING || state == MFP_QUEUE_BACKLOG)
        printf("queue: %s is %s, %s (%s ago)\n", device,
               mfp_word_shown(mfp_queue_state_words, (int)state), record.verdict.evidence,
               mfp_span_words(mfp_age(record.at, time(NULL)), age, sizeof(age)));
}

static int show_device(struct status *status, const struct mfp_section *section,
                       struct mfp_error *error)
{
    struct mfp_result result;
    struct mfp_streak streak = {0};
    char verdict[64], since[32], success[32];
    const char *account = mfp_section_get(section, "account");
    int done = mfp_store_last(status->store, section->name, &result, &streak, error);
    if (done < 0 && done != -ENODATA)
        return done;
    if (done == -ENODATA) {
        status->unknown++;
        if (status->all)
            put_json(status, section->name, NULL, NULL, NULL);
        else
            put_row(status, section->name, account ? account : "-", -1, "not checked yet", "-",
                    "-");
        return 0;
    }
    const struct mfp_cause *cause =
        result.cause ? mfp_cause_number(mfp_failures_knowledge(status->failures), result.cause)
                     : NULL;
    status->states[result.state]++;
    mfp_format(verdict, sizeof(verdict), "%s%s%s",
               mfp_word_name(mfp_category_words, (int)result.category), cause ? "/" : "",
               cause ? cause->name : "");
    if (status->all)
        put_json(status, section->name, &result, &streak, cause);
    else
        put_row(status, section->name, result.account[0] ? result.account : "-", (int)result.state,
                verdict, time_words(streak.since, since, sizeof(since)),
                time_words(streak.last_success, success, sizeof(success)));
    return 0;
}

static bool show_hold(void *context, const struct mfp_hold *hold)
{
    const struct status *status = context;
    char until[32];
    if (status->all)
        json_array_append_new(
            status->held, json_pack("{s:s, s:I, s:I, s:i, s:s}", "account", hold->account, "since",
                                    (json_int_t)hold->since, "until", (json_int_t)hold->until,
                                    "rejected", (int)hold->tries, "device", hold->device));
    else
        printf("held: %s until %s, %u rejected; mfpmail release '%s'\n", hold->account,
               time_words(hold->until, until, sizeof(until)), hold->tries, hold->account);
    return true;
}

static bool show_backoff(void *context, const struct mfp_pace *pace)
{
    const struct status *status = context;
    char until[32];
    if (status->all)
        json_array_append_new(status->left_alone,
                              json_pack("{s:s, s:I, s:I, s:i, s:s}", "what", pace->bucket, "since",
                                        (json_int_t)pace->since, "until", (json_int_t)pace->until,
                                        "times", (int)pace->tries, "device", pace->device));
    else
        printf("left alone: %s until %s, asked for patience %u in a row (%s)\n", pace->bucket,
               time_words(pace->until, until, sizeof(until)), pace->tries, pace->device);
    return true;
}

/* The verdict gets what the other columns leave. */
static int verdict_width(void)
{
    struct winsize window = {0};
    int others = DEVICE_WIDTH + ACCOUNT_WIDTH + STATE_WIDTH + 2 * TIME_WIDTH + 5;
    int width = WIDTH;
    if (isatty(STDOUT_FILENO) && ioctl(STDOUT_FILENO, TIOCGWINSZ, &window) == 0 &&
        window.ws_col > WIDTH)
        width = window.ws_col;
    return width - others < 48 ? width - others : 48;
}

static int show_all(struct status *status, struct mfp_error *error)
{
    const struct mfp_inventory *inventory = &status->fleet->inventory;
    int result = 0;
    if (!status->all)
        printf("%-*s %-*s %-*s %-*s %-*s %s\n", DEVICE_WIDTH, "DEVICE", ACCOUNT_WIDTH, "ACCOUNT",
               STATE_WIDTH, "STATE", status->verdict_width, "VERDICT", TIME_WIDTH, "SINCE",
               "LAST OK");
    for (size_t i = 0; result == 0 && i < inventory->count; i++)
        if (inventory->sections[i].kind == MFP_SECTION_DEVICE)
            result = show_device(status, &inventory->sections[i], error);
    for (size_t i = 0; result == 0 && i < inventory->count; i++)
        if (inventory->sections[i].kind == MFP_SECTION_DEVICE)
            show_queue(status, inventory->sections[i].name);
    if (result == 0)
        result = mfp_store_holds(status->store, time(NULL), show_hold, status, error);
    if (result == 0)
        result = mfp_store_backoffs(status->store, time(NULL), show_backoff, status, error);
    if (result < 0)
        return result;
    if (status->all) {
        json_t *root = json_pack("{s:O, s:O, s:O}", "devices", status->all, "held", status->held,
                                 "left_alone", status->left_alone);
        json_dumpf(root, stdout, JSON_INDENT(2));
        json_decref(root);
        putchar('\n');
    } else {
        printf("%zu OK, %zu WARNING, %zu CRITICAL, %zu UNKNOWN, %zu not checked yet\n",
               status->states[MFP_STATE_OK], status->states[MFP_STATE_WARNING],
               status->states[MFP_STATE_CRITICAL], status->states[MFP_STATE_UNKNOWN],
               status->unknown);
    }
    return MFP_EXIT_DONE;
}

static int run(void *settings, struct mfp_error *error)
{
    struct mfp_fleet *fleet = settings;
    struct status status = {
        .fleet = fleet,
        .all = fleet->json ? json_array() : NULL,
        .held = json_array(),
        .left_alone = json_array(),
        .verdict_width = verdict_width(),
    };
    int result = mfp_fleet_read(fleet, error);
    if (result == 0)
        result = mfp_failures_new(&status.failures, NULL, error);
    if (result == 0)
        result = mfp_fleet_store(fleet, MFP_STORE_READ, &status.store, error);
    if (result == 0)
        result = show_all(&status, error);
    mfp_store_close(status.store);
    mfp_failures_free(status.failures);
    json_decref(status.all);
    json_decref(status.held);
    json_decref(status.left_alone);
    mfp_fleet_done(fleet);
    return result;
}

const struct mfp_command mfp_command_status = {
    .name = "status",
    .purpose = "shows the fleet by what was recorded",
    .usage = "mfpmail status [OPTIONS]",
    .text = "A line a device of the inventory: state, verdict, since when, last success; then\n"
            "queues that do not move, the accounts that are held, and who is left alone for a\n"
            "while. Nothing is sent.",
    .options = mfp_fleet_options,
    .settings_size = sizeof(struct mfp_fleet),
    .take = mfp_fleet_take,
    .run = run,
};
