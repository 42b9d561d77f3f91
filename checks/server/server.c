#include "checks/server/server.h"

#include "checks/common/keep.h"
#include "checks/server/describe.h"
#include "checks/server/record.h"
#include "checks/server/settings.h"
#include "core/clock.h"
#include "failures/failures.h"
#include "smtp/module.h"

#include <errno.h>
#include <stdlib.h>
#include <strings.h>
#include <time.h>

/* Everything that run() owns, freed in one place. On the heap: a look is 100 KiB. */
struct server {
    struct mfp_inventory inventory;
    struct mfp_failures *failures;
    struct mfp_kept kept;
    struct mfp_look look;
    struct mfp_talks talks;
    /* borrowed and plain */
    const struct mfp_server_settings *settings;
    struct mfp_plan plan;
    char key[320];                         /* under which the look is kept */
    const struct mfp_probe_module *module; /* NULL: nothing was sent, the look is a recorded one */
    int64_t begun;                         /* milliseconds, monotonic */
    int verbose;
};

static void server_free(struct server *server)
{
    if (server->module)
        server->module->look_done(&server->talks);
    server->kept.store = mfp_store_close(server->kept.store);
    mfp_failures_free(server->failures);
    mfp_inventory_done(&server->inventory);
    free(server);
}

static int make_plan(struct server *server, struct mfp_error *error)
{
    const struct mfp_server_settings *settings = server->settings;
    struct mfp_plan *plan = &server->plan;
    int result = 0;
    if (settings->server || settings->inventory)
        result = mfp_inventory_read(&server->inventory, settings->inventory, error);
    if (result == 0)
        result = mfp_inventory_server_plan(&server->inventory, settings->server, &settings->options,
                                           plan, error);
    if (result < 0)
        return result;
    if (plan->server)
        mfp_format(server->key, sizeof(server->key), "%s", plan->server);
    else
        mfp_format(server->key, sizeof(server->key), "%s:%u", plan->host, (unsigned)plan->port);
    return 0;
}

static int prepare(struct server *server, const struct mfp_run *how, struct mfp_error *error)
{
    const struct mfp_server_settings *settings = server->settings;
    int result = mfp_failures_new(&server->failures, settings->rules, error);
    if (result < 0 ||
        (result = mfp_states_check(&settings->states, mfp_failures_knowledge(server->failures),
                                   MFP_SERVER_PARTLY, error)) < 0 ||
        (result = make_plan(server, error)) < 0)
        return result;
    how->deadline(server->plan.timeout_ms);
    return mfp_keep_open(&settings->keep, &server->plan, &server->kept, error);
}

/* Whose server it is, by its name or by what it says first. */
static const struct mfp_provider *provider_of(struct server *server)
{
    const char *greeting = NULL;
    for (size_t i = 0; i < server->look.count && !greeting; i++)
        if (server->look.addresses[i].greeting[0])
            greeting = server->look.addresses[i].greeting;
    return mfp_failures_provider(server->failures, server->look.host, greeting);
}

static void describe(struct server *server, struct mfp_report *report)
{
    const struct mfp_server_settings *settings = server->settings;
    const struct mfp_server_outcome outcome = {
        .name = server->plan.server,
        .look = &server->look,
        .talks = server->module ? server->talks.addresses : NULL,
        .knowledge = mfp_failures_knowledge(server->failures),
        .provider = provider_of(server),
        .settings = settings,
        .note = server->kept.why.text[0] ? server->kept.why.text : NULL,
        .recorded = !server->module,
        .max_age_s = mfp_keep_max_age(&settings->keep, server->plan.interval_ms),
        .now = time(NULL),
        .verbose = server->verbose,
    };
    mfp_server_describe(&outcome, report);
}

/* A look at what the inventory called so before says nothing about what it calls so now. */
static int check_recorded(const struct server *server, struct mfp_error *error)
{
    const struct mfp_look *look = &server->look;
    const struct mfp_plan *plan = &server->plan;
    if (strcasecmp(look->host, plan->host) == 0 && look->port == plan->port &&
        look->tls == plan->tls)
        return 0;
    return mfp_error_set(error, -ENODATA,
                         "the last look at '%.64s' was one at %.128s port %u, %s: look again",
                         server->key, look->host, (unsigned)look->port,
                         mfp_word_shown(mfp_tls_mode_words, (int)look->tls));
}

static int recall(struct server *server, struct mfp_error *error)
{
    struct mfp_text octets = {0};
    int result = mfp_store_look_get(server->kept.store, server->key, &octets, error);
    if (result == 0)
        result = mfp_look_read(&server->look, mfp_text_string(&octets), octets.length, error);
    mfp_text_done(&octets);
    return result < 0 ? result : check_recorded(server, error);
}

static void judge_one(struct server *server, const struct mfp_transcript *transcript,
                      const char *provider, struct mfp_look_verdict *kept)
{
    struct mfp_verdict verdict;
    mfp_classify(mfp_failures_knowledge(server->failures), transcript, provider, &verdict);
    mfp_look_verdict_of(kept, &verdict);
}

static void judge(struct server *server)
{
    struct mfp_look *look = &server->look;
    const struct mfp_provider *provider = provider_of(server);
    look->verdict = (struct mfp_look_verdict){.category = MFP_CATEGORY_OK};
    if (!look->count)
        judge_one(server, &server->talks.resolve, NULL, &look->verdict);
    for (size_t i = 0; i < look->count; i++)
        if (!look->addresses[i].skipped)
            judge_one(server, &server->talks.addresses[i], provider ? provider->name : NULL,
                      &look->addresses[i].verdict);
}

static void keep(struct server *server)
{
    struct mfp_text octets = {0};
    if (!server->kept.store || server->kept.frozen)
        return;
    if (mfp_look_write(&server->look, &octets, &server->kept.why) == 0)
        mfp_store_look_put(server->kept.store, server->key, server->look.at,
                           mfp_text_string(&octets), octets.length, &server->kept.why);
    mfp_text_done(&octets);
}

static int look(struct server *server, struct mfp_error *error)
{
    struct mfp_plan plan = server->plan;
    int result = mfp_probe_load(&server->module, error);
    if (result < 0 || (result = server->module->library(error)) < 0)
        return result;
    /* What was slow before has used its part of the one deadline. */
    plan.timeout_ms -= mfp_clock_ms() - server->begun;
    if (plan.timeout_ms < 1)
        plan.timeout_ms = 1;
    result = server->module->look(&plan, &server->look, &server->talks, error);
    if (result < 0)
        return result;
    judge(server);
    keep(server);
    return 0;
}

static int answer(struct server *server, const struct mfp_run *how, struct mfp_report *report,
                  struct mfp_error *error)
{
    int result = prepare(server, how, error);
    if (result == 0)
        result = server->settings->keep.recorded ? recall(server, error) : look(server, error);
    if (result == 0)
        describe(server, report);
    return result;
}

static int run(void *context, const struct mfp_run *how, struct mfp_report *report,
               struct mfp_error *error)
{
    struct server *server = calloc(1, sizeof(*server));
    if (!server)
        return mfp_error_set(error, -ENOMEM, "out of memory");
    struct mfp_server_settings *settings = context;
    mfp_early_limits_default(&settings->early);
    server->settings = settings;
    server->verbose = how->verbose;
    server->begun = mfp_clock_ms();
    int result = answer(server, how, report, error);
    server_free(server);
    return result;
}

static void done(void *context)
{
    struct mfp_server_settings *settings = context;
    mfp_section_done(&settings->options);
}

const struct mfp_check mfp_check_server = {
    .program = "check_mfp_server",
    .service = "MFP SERVER",
    .purpose = "Looks at a mail server without an account: every address behind its name, what\n"
               "it offers, which TLS versions it accepts, and its certificates.",
    .synopsis = "-H HOST",
    .examples = "  check_mfp_server --server m365\n"
                "  check_mfp_server -H smtp.example.com -p 465 --tls-oldest 1.2 --cert-days 30,7\n",
    .options = mfp_server_options,
    .settings_size = sizeof(struct mfp_server_settings),
    .take = mfp_server_take,
    .run = run,
    .done = done,
};
