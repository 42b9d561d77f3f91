#include "checks/send/send.h"

#include "checks/send/describe.h"
#include "checks/send/early.h"
#include "checks/send/memory.h"
#include "checks/send/settings.h"
#include "core/clock.h"
#include "core/verdict.h"
#include "failures/failures.h"
#include "inventory/secret.h"
#include "smtp/module.h"

#include <time.h>

/* Everything that run() owns, freed in one place. */
struct send {
    struct mfp_inventory inventory;
    struct mfp_failures *failures;
    struct mfp_secret secret;
    struct mfp_transcript transcript;
    struct mfp_memory memory;
    /* borrowed and plain */
    const struct mfp_send_settings *settings;
    struct mfp_plan plan;
    struct mfp_verdict verdict;
    int64_t begun; /* milliseconds, monotonic */
    int verbose;
};

static void send_done(struct send *send)
{
    mfp_memory_done(&send->memory);
    mfp_transcript_done(&send->transcript);
    mfp_secret_done(&send->secret);
    mfp_failures_free(send->failures);
    mfp_inventory_done(&send->inventory);
}

static int make_plan(struct send *send, const struct mfp_send_settings *settings,
                     struct mfp_plan *plan, struct mfp_error *error)
{
    int result = 0;
    if (settings->device || settings->inventory)
        result = mfp_inventory_read(&send->inventory, settings->inventory, error);
    if (result < 0)
        return result;
    return mfp_inventory_plan(&send->inventory, settings->device, &settings->options, plan, error);
}

static int read_secret(struct send *send, const struct mfp_plan *plan, struct mfp_error *error)
{
    if (!plan->secret || plan->depth < MFP_DEPTH_AUTH)
        return 0;
    return mfp_secret_read(plan->secret, plan->timeout_ms, &send->secret, error);
}

/* What a result comes to in a report. */
static void describe(struct send *send, const struct mfp_result *result, bool recorded,
                     enum mfp_may may, struct mfp_report *report)
{
    const struct mfp_plan *plan = &send->plan;
    const struct mfp_send_settings *settings = send->settings;
    struct mfp_early early[MFP_EARLY_COUNT];
    int64_t now = time(NULL);
    mfp_send_early(&settings->early, plan, result, send->memory.store, now, early);
    const struct mfp_send_outcome outcome = {
        .plan = plan,
        .result = result,
        .transcript = recorded ? NULL : &send->transcript,
        .verdict = &send->verdict,
        .settings = settings,
        .streak = send->memory.store && send->memory.streak.since ? &send->memory.streak : NULL,
        .hold = may == MFP_MAY_NOT ? &send->memory.hold : NULL,
        .pace = may == MFP_MAY_LATER ? &send->memory.pace : NULL,
        .note = send->memory.why.text[0] ? send->memory.why.text : NULL,
        .recorded = recorded,
        .max_age_s = mfp_keep_max_age(&settings->keep, plan->interval_ms),
        .early = early,
        .now = now,
        .verbose = send->verbose,
    };
    mfp_send_describe(&outcome, report);
}

static void answer_recorded(struct send *send, const struct mfp_result *result, enum mfp_may may,
                            struct mfp_report *report)
{
    mfp_result_verdict(result, mfp_failures_knowledge(send->failures), &send->verdict);
    describe(send, result, true, may, report);
}

/* The real thing: a test send, judged and recorded. */
static int probe(struct send *send, const struct mfp_probe_module *module,
                 struct mfp_report *report, struct mfp_error *error)
{
    struct mfp_plan plan = send->plan;
    struct mfp_result result;
    int64_t at = time(NULL);
    /* What was slow before has used its part of the one deadline. */
    plan.timeout_ms -= mfp_clock_ms() - send->begun;
    if (plan.timeout_ms < 1)
        plan.timeout_ms = 1;
    int done = module->run(&plan, &send->secret, &send->transcript, error);
    if (done < 0)
        return done;
    const struct mfp_provider *provider = mfp_failures_provider(
        send->failures, plan.host, mfp_transcript_greeting(&send->transcript));
    mfp_classify(mfp_failures_knowledge(send->failures), &send->transcript,
                 provider ? provider->name : NULL, &send->verdict);
    mfp_result_of(&result, &send->plan, &send->transcript, &send->verdict,
                  mfp_states_of(&send->settings->states, &send->verdict), at);
    mfp_format(result.provider, sizeof(result.provider), "%s", provider ? provider->name : "");
    mfp_memory_add(&send->memory, &result);
    describe(send, &result, false, MFP_MAY_SEND, report);
    return 0;
}

static int prepare(struct send *send, const struct mfp_run *how, struct mfp_error *error)
{
    const struct mfp_send_settings *settings = send->settings;
    int result = mfp_failures_new(&send->failures, settings->rules, error);
    if (result < 0 ||
        (result = mfp_states_check(&settings->states, mfp_failures_knowledge(send->failures), NULL,
                                   error)) < 0 ||
        (result = make_plan(send, settings, &send->plan, error)) < 0)
        return result;
    how->deadline(send->plan.timeout_ms);
    return mfp_memory_open(&send->memory, settings, &send->plan, error);
}

static int look(struct send *send, const struct mfp_run *how, struct mfp_report *report,
                struct mfp_error *error)
{
    const struct mfp_probe_module *module;
    struct mfp_result recorded;
    int result = prepare(send, how, error);
    if (result < 0)
        return result;
    if (send->settings->keep.recorded) {
        result = mfp_memory_last(&send->memory, &send->plan, &recorded, error);
        if (result == 0)
            answer_recorded(send, &recorded, MFP_MAY_SEND, report);
        return result;
    }
    if ((result = read_secret(send, &send->plan, error)) < 0 ||
        (result = mfp_probe_load(&module, error)) < 0 || (result = module->library(error)) < 0)
        return result;
    mfp_memory_budget(&send->memory, &send->plan,
                      mfp_failures_provider(send->failures, send->plan.host, NULL));
    result = mfp_memory_may_send(&send->memory, send->settings, &send->plan, module, &send->secret,
                                 send->begun + send->plan.timeout_ms, &recorded, error);
    if (result < 0)
        return result;
    if (result == MFP_MAY_SEND)
        return probe(send, module, report, error);
    answer_recorded(send, &recorded, (enum mfp_may)result, report);
    return 0;
}

static int run(void *context, const struct mfp_run *how, struct mfp_report *report,
               struct mfp_error *error)
{
    struct mfp_send_settings *settings = context;
    mfp_early_limits_default(&settings->early);
    struct send send = {.settings = settings, .verbose = how->verbose, .begun = mfp_clock_ms()};
    int result = look(&send, how, report, error);
    send_done(&send);
    return result;
}

static void done(void *context)
{
    struct mfp_send_settings *settings = context;
    mfp_section_done(&settings->options);
}

const struct mfp_check mfp_check_send = {
    .program = "check_mfp_send",
    .service = "MFP SEND",
    .purpose = "Sends a test message as a device's mail account and says whether it works,\n"
               "and if not, which kind of failure it is, who must act and what to do.",
    .synopsis = "-D DEVICE",
    .examples = "  check_mfp_send -D xerox-3f\n"
                "  check_mfp_send -H smtp.example.com --user scans@example.com \\\n"
                "      --secret file:/etc/mfpmail/secrets/scans --until auth\n",
    .options = mfp_send_options,
    .settings_size = sizeof(struct mfp_send_settings),
    .take = mfp_send_take,
    .run = run,
    .done = done,
};
