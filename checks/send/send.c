#include "checks/send/send.h"

#include "checks/send/describe.h"
#include "checks/send/settings.h"
#include "core/verdict.h"
#include "failures/failures.h"
#include "inventory/secret.h"
#include "smtp/probe.h"

#include <time.h>

static const char default_inventory[] = MFPMAIL_CONFIG_DIR "/mfpmail.conf";
static const char default_rules[] = MFPMAIL_CONFIG_DIR "/failures.d";

/* Everything that run() owns, freed in one place. */
struct send {
    struct mfp_inventory inventory;
    struct mfp_failures *failures;
    struct mfp_secret secret;
    struct mfp_transcript transcript;
};

static void send_done(struct send *send)
{
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
        result = mfp_inventory_read(
            &send->inventory, settings->inventory ? settings->inventory : default_inventory, error);
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

static int64_t now_ms(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

static int probe(struct send *send, const struct mfp_send_settings *settings,
                 const struct mfp_run *how, struct mfp_report *report, struct mfp_error *error)
{
    struct mfp_plan plan;
    struct mfp_verdict verdict;
    int64_t begun = now_ms();
    int result =
        mfp_failures_new(&send->failures, settings->rules ? settings->rules : default_rules, error);
    if (result < 0)
        return result;
    const struct mfp_knowledge *knowledge = mfp_failures_knowledge(send->failures);
    if ((result = mfp_states_check(&settings->states, knowledge, error)) < 0 ||
        (result = make_plan(send, settings, &plan, error)) < 0)
        return result;
    how->deadline(plan.timeout_ms);
    if ((result = read_secret(send, &plan, error)) < 0 || (result = mfp_probe_library(error)) < 0)
        return result;
    /* A slow password program has used its part of the one deadline. */
    plan.timeout_ms -= now_ms() - begun;
    if (plan.timeout_ms < 1)
        plan.timeout_ms = 1;
    result = mfp_probe_run(&plan, &send->secret, &send->transcript, error);
    if (result < 0)
        return result;
    const struct mfp_provider *provider = mfp_failures_provider(
        send->failures, plan.host, mfp_transcript_greeting(&send->transcript));
    mfp_classify(knowledge, &send->transcript, provider ? provider->name : NULL, &verdict);
    struct mfp_result kept;
    mfp_result_of(&kept, &plan, &send->transcript, &verdict,
                  mfp_states_of(&settings->states, &verdict), time(NULL));
    const struct mfp_send_outcome outcome = {
        .plan = &plan,
        .result = &kept,
        .transcript = &send->transcript,
        .verdict = &verdict,
        .settings = settings,
        .now = time(NULL),
        .verbose = how->verbose,
    };
    mfp_send_describe(&outcome, report);
    return 0;
}

static int run(void *context, const struct mfp_run *how, struct mfp_report *report,
               struct mfp_error *error)
{
    struct send send = {0};
    int result = probe(&send, context, how, report, error);
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
    .examples = "  check_mfp_send -D xerox-3f\n"
                "  check_mfp_send -H smtp.example.com --user scans@example.com \\\n"
                "      --secret file:/etc/mfpmail/secrets/scans --until auth\n",
    .options = mfp_send_options,
    .settings_size = sizeof(struct mfp_send_settings),
    .take = mfp_send_take,
    .run = run,
    .done = done,
};
