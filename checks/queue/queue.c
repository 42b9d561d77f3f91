#include "checks/queue/queue.h"

#include "checks/common/keep.h"
#include "checks/queue/describe.h"
#include "checks/queue/poll.h"
#include "checks/queue/record.h"
#include "checks/queue/settings.h"
#include "core/clock.h"
#include "inventory/secret.h"

#include <errno.h>
#include <limits.h>
#include <stdlib.h>
#include <time.h>

enum {
    WATCH_POLLS = 6, /* in the time of --watch */
    WATCH_PAUSE_MIN_MS = 1000,
    WATCH_PAUSE_MAX_MS = 30000,
    SAMPLE_EVERY_S = 900,
};

/* Everything that run() owns, freed in one place. On the heap: a memory is 40 KiB. */
struct queue {
    struct mfp_inventory inventory;
    struct mfp_secret secret;
    struct mfp_kept kept;
    struct mfp_queue_poll poll;
    struct mfp_queue_memory memory;
    struct mfp_queue_sample sample;
    struct mfp_queue_record record;
    /* borrowed and plain */
    const struct mfp_queue_settings *settings;
    struct mfp_queue_plan plan;
    struct mfp_queue_limits limits;
    int verbose;
};

static void queue_free(struct queue *queue)
{
    mfp_queue_poll_done(&queue->poll);
    queue->kept.store = mfp_store_close(queue->kept.store);
    mfp_secret_done(&queue->secret);
    mfp_inventory_done(&queue->inventory);
    free(queue);
}

static void set_limits(struct queue *queue)
{
    const struct mfp_queue_plan *plan = &queue->plan;
    int64_t watch_s = queue->settings->watch_ms / 1000;
    mfp_queue_limits_init(&queue->limits);
    queue->limits.stuck_age = plan->stuck_ms / 1000;
    queue->limits.depth = plan->depth == UINT_MAX ? 0 : plan->depth;
    queue->limits.off_after = plan->off_after_ms / 1000;
    /* Who watches for a minute wants to know what stands still in that minute. */
    if (watch_s && watch_s * 2 / 3 < queue->limits.stuck_age)
        queue->limits.stuck_age = watch_s * 2 / 3;
}

static int make_plan(struct queue *queue, struct mfp_error *error)
{
    const struct mfp_queue_settings *settings = queue->settings;
    int result = 0;
    if (settings->device || settings->inventory)
        result = mfp_inventory_read(&queue->inventory, settings->inventory, error);
    if (result == 0)
        result = mfp_inventory_queue_plan(&queue->inventory, settings->device, &settings->options,
                                          &queue->plan, error);
    if (result == 0)
        set_limits(queue);
    return result;
}

static int prepare(struct queue *queue, const struct mfp_run *how, struct mfp_error *error)
{
    const struct mfp_queue_settings *settings = queue->settings;
    int result = make_plan(queue, error);
    if (result < 0)
        return result;
    const struct mfp_plan plan = {.store = queue->plan.store,
                                  .timeout_ms = queue->plan.timeout_ms,
                                  .history_ms = queue->plan.history_ms};
    how->deadline(queue->plan.timeout_ms + settings->watch_ms);
    return mfp_keep_open(&settings->keep, &plan, &queue->kept, error);
}

/* What was known before. What cannot be read makes this poll a first look. */
static void remember(struct queue *queue)
{
    struct mfp_text memory = {0}, record = {0};
    int64_t at;
    if (queue->kept.store && mfp_store_queue_get(queue->kept.store, queue->plan.device, &at,
                                                 &memory, &record, &queue->kept.why) == 0) {
        mfp_queue_memory_decode(&queue->memory, (const unsigned char *)mfp_text_string(&memory),
                                memory.length, NULL);
        mfp_queue_record_read(&queue->record, &record, NULL);
    }
    mfp_text_done(&memory);
    mfp_text_done(&record);
}

static void keep(struct queue *queue)
{
    struct mfp_text memory = {0}, record = {0};
    struct mfp_error *why = &queue->kept.why;
    unsigned char *octets = malloc(MFP_MEMORY_OCTETS);
    if (!octets || !queue->kept.store || queue->kept.frozen) {
        free(octets);
        return;
    }
    size_t length = mfp_queue_memory_encode(&queue->memory, octets);
    mfp_text_add(&memory, (const char *)octets, length);
    if (mfp_queue_record_write(&queue->record, &record, why) == 0)
        mfp_store_queue_put(queue->kept.store, queue->plan.device, queue->record.at, &memory,
                            &record, SAMPLE_EVERY_S, why);
    mfp_text_done(&memory);
    mfp_text_done(&record);
    free(octets);
}

/* One poll, judged. */
static int step(struct queue *queue, struct mfp_error *error)
{
    struct mfp_queue_verdict verdict;
    int64_t wall = time(NULL);
    const struct mfp_queue_time now = {.steady = wall, .wall = wall};
    int answered =
        mfp_queue_poll_ask(&queue->poll, &now, queue->plan.timeout_ms, &queue->sample, error);
    if (answered < 0)
        return answered;
    const struct mfp_queue_sample *sample = answered ? &queue->sample : NULL;
    mfp_queue_step(&queue->memory, &queue->limits, sample, &now, &verdict);
    mfp_queue_record_note(&queue->record, &queue->plan, sample, &verdict, wall);
    return 0;
}

static void pause_ms(int64_t milliseconds)
{
    const struct timespec pause = {.tv_sec = milliseconds / 1000,
                                   .tv_nsec = milliseconds % 1000 * 1000000};
    nanosleep(&pause, NULL);
}

/* Once, or as often as --watch wants. */
static int watch(struct queue *queue, struct mfp_error *error)
{
    int64_t watch_ms = queue->settings->watch_ms, until_ms = mfp_clock_ms() + watch_ms;
    int64_t gap_ms = watch_ms / WATCH_POLLS;
    if (gap_ms < WATCH_PAUSE_MIN_MS)
        gap_ms = WATCH_PAUSE_MIN_MS;
    if (gap_ms > WATCH_PAUSE_MAX_MS)
        gap_ms = WATCH_PAUSE_MAX_MS;
    int result = step(queue, error);
    while (result == 0 && mfp_clock_ms() + gap_ms <= until_ms) {
        pause_ms(gap_ms);
        result = step(queue, error);
    }
    return result;
}

static int ask(struct queue *queue, struct mfp_error *error)
{
    int result = 0;
    remember(queue);
    if (queue->plan.secret)
        result = mfp_secret_read(queue->plan.secret, queue->plan.timeout_ms, &queue->secret, error);
    if (result == 0)
        result = mfp_queue_poll_begin(&queue->poll, &queue->plan, &queue->secret, error);
    if (result == 0)
        result = watch(queue, error);
    if (result == 0)
        keep(queue);
    return result;
}

static int answer_recorded(struct queue *queue, struct mfp_error *error)
{
    struct mfp_text record = {0};
    int64_t at;
    int result =
        mfp_store_queue_get(queue->kept.store, queue->plan.device, &at, NULL, &record, error);
    if (result == -ENODATA)
        mfp_error_set(error, result, "'%.64s' was not polled yet", queue->plan.device);
    if (result == 0)
        result = mfp_queue_record_read(&queue->record, &record, error);
    mfp_text_done(&record);
    return result;
}

static void describe(struct queue *queue, struct mfp_report *report)
{
    const struct mfp_queue_settings *settings = queue->settings;
    struct mfp_result send;
    bool known = queue->kept.store &&
                 mfp_store_last(queue->kept.store, queue->plan.device, &send, NULL, NULL) == 0;
    const struct mfp_queue_outcome outcome = {
        .plan = &queue->plan,
        .record = &queue->record,
        .settings = settings,
        .send = known ? &send : NULL,
        .note = queue->kept.why.text[0] ? queue->kept.why.text : NULL,
        .recorded = settings->keep.recorded,
        .max_age_s = mfp_keep_max_age(&settings->keep, queue->plan.interval_ms),
        .now = time(NULL),
        .verbose = queue->verbose,
    };
    mfp_queue_describe(&outcome, report);
}

static int run(void *context, const struct mfp_run *how, struct mfp_report *report,
               struct mfp_error *error)
{
    struct queue *queue = calloc(1, sizeof(*queue));
    if (!queue)
        return mfp_error_set(error, -ENOMEM, "out of memory");
    queue->settings = context;
    queue->verbose = how->verbose;
    int result = prepare(queue, how, error);
    if (result == 0)
        result = queue->settings->keep.recorded ? answer_recorded(queue, error) : ask(queue, error);
    if (result == 0)
        describe(queue, report);
    queue_free(queue);
    return result;
}

static void done(void *context)
{
    struct mfp_queue_settings *settings = context;
    mfp_section_done(&settings->options);
}

const struct mfp_check mfp_check_queue = {
    .program = "check_mfp_queue",
    .service = "MFP QUEUE",
    .purpose =
        "Asks a device by SNMP what its send queue does: whether scans wait, stand still or\n"
        "are dropped.",
    .synopsis = "-D DEVICE",
    .examples = "  check_mfp_queue -D xerox-3f\n"
                "  check_mfp_queue -H 192.0.2.7 --community file:/etc/mfpmail/secrets/snmp \\\n"
                "      --watch 60s\n",
    .options = mfp_queue_options,
    .settings_size = sizeof(struct mfp_queue_settings),
    .take = mfp_queue_take,
    .run = run,
    .done = done,
};
