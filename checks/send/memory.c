#include "checks/send/memory.h"

#include "checks/common/keep.h"
#include "checks/send/describe.h"
#include "core/clock.h"

#include <errno.h>
#include <string.h>
#include <time.h>

enum {
    POLL_NS = 50000000,
    LEASE_SPARE_S = 5, /* past the deadline of the check that has it */
};

int mfp_memory_open(struct mfp_memory *memory, const struct mfp_send_settings *settings,
                    const struct mfp_plan *plan, struct mfp_error *error)
{
    struct mfp_kept kept;
    int result = mfp_keep_open(&settings->keep, plan, &kept, error);
    *memory = (struct mfp_memory){.store = kept.store, .why = kept.why, .frozen = kept.frozen};
    return result;
}

void mfp_memory_done(struct mfp_memory *memory)
{
    memory->store = mfp_store_close(memory->store);
}

int mfp_memory_last(struct mfp_memory *memory, const struct mfp_plan *plan,
                    struct mfp_result *result, struct mfp_error *error)
{
    return mfp_store_last(memory->store, plan->device, result, &memory->streak, error);
}

void mfp_memory_budget(struct mfp_memory *memory, const struct mfp_plan *plan,
                       const struct mfp_provider *provider)
{
    memory->budget_count = mfp_budgets_of(plan, provider, memory->budgets);
}

/* What one process at a time may try: the account, or without a login the plan. */
static void name_account(struct mfp_memory *memory, const struct mfp_plan *plan, bool login)
{
    if (login)
        mfp_account_name(plan, memory->account, sizeof(memory->account));
    else
        mfp_format(memory->account, sizeof(memory->account), "plan %016llx",
                   (unsigned long long)mfp_plan_digest(plan));
}

/* What a device with an equal plan came to within the interval is this device's result too. Not a
 * rejected login: the plan has the place of the secret, and what stands there may be another one
 * now; as long as it is not, the account is held. */
static bool is_shared(struct mfp_memory *memory, const struct mfp_send_settings *settings,
                      const struct mfp_plan *plan, struct mfp_result *result)
{
    int64_t now = time(NULL);
    if (settings->alone ||
        mfp_store_shared(memory->store, mfp_plan_digest(plan), plan->device,
                         now - plan->interval_ms / 1000, now, result, &memory->why) != 0 ||
        result->category == MFP_CATEGORY_AUTH)
        return false;
    mfp_format(result->device, sizeof(result->device), "%s", plan->device);
    return mfp_store_add(memory->store, result, &memory->streak, &memory->why) == 0;
}

static int spend(struct mfp_memory *memory, const struct mfp_send_settings *settings,
                 const struct mfp_plan *plan)
{
    int done = mfp_store_spend(memory->store, memory->budgets, memory->budget_count, plan->device,
                               time(NULL), settings->now, &memory->pace, &memory->why);
    if (done < 0)
        return done;
    return done == 1 ? MFP_MAY_LATER : MFP_MAY_SEND;
}

static int ask(struct mfp_memory *memory, const struct mfp_send_settings *settings,
               const struct mfp_plan *plan, int64_t deadline_ms, struct mfp_result *result)
{
    const struct timespec pause = {.tv_nsec = POLL_NS};
    int64_t lease_s = plan->timeout_ms / 1000 + LEASE_SPARE_S;
    int done;
    while ((done = mfp_store_login_begin(memory->store, memory->account, memory->fingerprint,
                                         time(NULL), lease_s, &memory->hold, &memory->why)) ==
               -EAGAIN &&
           mfp_clock_ms() < deadline_ms)
        nanosleep(&pause, NULL);
    if (done >= 0)
        memory->why.text[0] = '\0'; /* whoever was waited for is done */
    if (done != 0)
        return done == 1 ? MFP_MAY_NOT : done;
    /* With the right to send: nobody else comes in between. */
    int may =
        is_shared(memory, settings, plan, result) ? MFP_MAY_SHARE : spend(memory, settings, plan);
    if (may != MFP_MAY_SEND)
        mfp_store_login_end(memory->store, memory->account, memory->fingerprint, plan->device,
                            MFP_LOGIN_UNTRIED, time(NULL), &memory->hold, NULL);
    return may;
}

/* The same of a store that cannot be written: others are not kept away and nothing is counted, but
 * who is held or asked for patience is left alone. */
static int ask_frozen(struct mfp_memory *memory, const struct mfp_send_settings *settings)
{
    int64_t now = time(NULL);
    if (mfp_store_held(memory->store, memory->account, memory->fingerprint, now, &memory->hold,
                       NULL) == 1)
        return MFP_MAY_NOT;
    return !settings->now &&
                   mfp_store_backing_off(memory->store, memory->budgets, memory->budget_count, now,
                                         &memory->pace, NULL) == 1
               ? MFP_MAY_LATER
               : MFP_MAY_SEND;
}

/* What is known of a held account: by this device, else by the one that met the rejection, and then
 * it is this device's result too. */
static int recall(struct mfp_memory *memory, const struct mfp_plan *plan, struct mfp_result *result,
                  struct mfp_error *error)
{
    int found = mfp_memory_last(memory, plan, result, error);
    if (found == 0 && result->category == MFP_CATEGORY_AUTH)
        return MFP_MAY_NOT;
    if (mfp_store_last(memory->store, memory->hold.device, result, NULL, error) < 0)
        return found < 0 ? found : MFP_MAY_NOT;
    mfp_format(result->device, sizeof(result->device), "%s", plan->device);
    if (!memory->frozen)
        mfp_store_add(memory->store, result, &memory->streak, &memory->why);
    return MFP_MAY_NOT;
}

/* What was recorded of a device whose send has to wait. */
static int recall_later(struct mfp_memory *memory, const struct mfp_plan *plan,
                        struct mfp_result *result, struct mfp_error *error)
{
    char words[200];
    int found = mfp_memory_last(memory, plan, result, error);
    if (found != -ENODATA)
        return found < 0 ? found : MFP_MAY_LATER;
    return mfp_error_set(error, -EAGAIN, "%.64s: not tested yet: %s", plan->device,
                         mfp_pace_words(&memory->pace, words, sizeof(words)));
}

/* The secret's fingerprint under the key of this installation. */
static int take_fingerprint(struct mfp_memory *memory, const struct mfp_probe_module *module,
                            const struct mfp_secret *secret)
{
    unsigned char key[MFP_STORE_KEY_SIZE];
    int done = mfp_store_key(memory->store, key, &memory->why);
    if (done == 0)
        done = module->fingerprint(key, sizeof(key), secret, memory->fingerprint, &memory->why);
    mfp_wipe(key, sizeof(key));
    return done;
}

int mfp_memory_may_send(struct mfp_memory *memory, const struct mfp_send_settings *settings,
                        const struct mfp_plan *plan, const struct mfp_probe_module *module,
                        const struct mfp_secret *secret, int64_t deadline_ms,
                        struct mfp_result *result, struct mfp_error *error)
{
    int done = 0;
    if (!memory->store)
        return MFP_MAY_SEND;
    name_account(memory, plan, secret->value != NULL);
    if (secret->value)
        done = take_fingerprint(memory, module, secret);
    if (done == 0)
        done = memory->frozen ? ask_frozen(memory, settings)
                              : ask(memory, settings, plan, deadline_ms, result);
    if (done == MFP_MAY_LATER)
        return recall_later(memory, plan, result, error);
    memory->asked = done == MFP_MAY_SEND && !memory->frozen;
    if (done == MFP_MAY_NOT)
        return recall(memory, plan, result, error);
    if (done == -EAGAIN)
        return mfp_error_set(error, done, "%.900s, and took longer than the deadline of this one",
                             memory->why.text);
    if (done < 0 && settings->keep.required)
        return mfp_error_set(error, done, "%.900s", memory->why.text);
    return done < 0 ? MFP_MAY_SEND : done; /* a store that fails here is noted, the send is made */
}

/* What a result says about the credentials. A 4xx says nothing about them, nor does what went wrong
 * before. */
static enum mfp_login login_of(const struct mfp_result *result)
{
    bool refused = result->category == MFP_CATEGORY_AUTH && result->stage == MFP_STAGE_AUTH &&
                   result->code / 100 == 5;
    if (refused)
        return MFP_LOGIN_REJECTED;
    return result->category == MFP_CATEGORY_OK || result->stage > MFP_STAGE_AUTH
               ? MFP_LOGIN_ACCEPTED
               : MFP_LOGIN_UNTRIED;
}

/* A server that has too much to do, or says that this client asks too much of it: 421, 4.7.x, or in
 * words. It is left alone for a while, and once it answers again, all is well. */
static bool wants_patience(const struct mfp_result *result)
{
    return result->category == MFP_CATEGORY_THROTTLE || result->code == 421 ||
           (result->code / 100 == 4 && strncmp(result->enhanced, "4.7.", 4) == 0);
}

/* Whose patience: of the account once it has begun to log in, before that of all at the server. */
static const struct mfp_budget *who_waits(const struct mfp_memory *memory,
                                          const struct mfp_result *result)
{
    bool account = memory->budget_count > 1 && result->stage >= MFP_STAGE_AUTH;
    return &memory->budgets[account ? 0 : memory->budget_count - 1];
}

static int note_patience(struct mfp_memory *memory, const struct mfp_result *result)
{
    struct mfp_pace pace;
    int done = 0;
    if (!memory->budget_count)
        return 0;
    if (wants_patience(result))
        return mfp_store_back_off(memory->store, who_waits(memory, result)->bucket, result->device,
                                  time(NULL), &pace, &memory->why);
    for (size_t i = 0; done >= 0 && i < memory->budget_count && !result->fault; i++)
        done = mfp_store_go_on(memory->store, memory->budgets[i].bucket, &memory->why);
    return done < 0 ? done : 0;
}

void mfp_memory_add(struct mfp_memory *memory, const struct mfp_result *result)
{
    struct mfp_hold hold;
    if (!memory->store || memory->frozen)
        return;
    /* The result first: whoever is held then finds it. */
    int done = mfp_store_add(memory->store, result, &memory->streak, &memory->why);
    if (done == 0)
        done = note_patience(memory, result);
    else
        memory->streak = (struct mfp_streak){0};
    if (done == 0)
        memory->why.text[0] = '\0';
    if (memory->asked)
        mfp_store_login_end(memory->store, memory->account, memory->fingerprint, result->device,
                            login_of(result), time(NULL), &hold, done == 0 ? &memory->why : NULL);
}
