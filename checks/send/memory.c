#include "checks/send/memory.h"

#include <errno.h>
#include <libgen.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

static const char default_store[] = MFPMAIL_STATE_DIR "/store.db";

enum {
    STORE_WAIT_MS = 5000,
    POLL_NS = 50000000,
    LEASE_SPARE_S = 5, /* past the deadline of the check that has it */
};

static const char *path_of(const struct mfp_send_settings *settings, const struct mfp_plan *plan)
{
    if (settings->no_store)
        return NULL;
    if (settings->store)
        return settings->store;
    if (plan->store)
        return plan->store;
    /* Without its folder nobody has asked for a store. */
    bool wanted = settings->recorded || settings->require_store;
    return wanted || access(MFPMAIL_STATE_DIR, F_OK) == 0 ? default_store : NULL;
}

int mfp_memory_open(struct mfp_memory *memory, const struct mfp_send_settings *settings,
                    const struct mfp_plan *plan, struct mfp_error *error)
{
    const char *path = path_of(settings, plan);
    enum mfp_store_mode mode = settings->recorded ? MFP_STORE_READ : MFP_STORE_WRITE;
    int64_t wait_ms = plan->timeout_ms < STORE_WAIT_MS ? plan->timeout_ms : STORE_WAIT_MS;
    *memory = (struct mfp_memory){0};
    if (!path && (settings->recorded || settings->require_store))
        return mfp_error_set(error, -EINVAL, "%s and --no-store exclude each other",
                             settings->recorded ? "--recorded" : "--require-store");
    if (!path)
        return 0;
    int result = mfp_store_open(&memory->store, path, mode, wait_ms, &memory->why);
    if (result == 0 || !(settings->recorded || settings->require_store))
        return 0;
    return mfp_error_set(error, result, "%.900s", memory->why.text);
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

/* The account's name, or what it is without an inventory. */
static void name_account(struct mfp_memory *memory, const struct mfp_plan *plan)
{
    if (plan->account)
        mfp_format(memory->account, sizeof(memory->account), "%s", plan->account);
    else
        mfp_format(memory->account, sizeof(memory->account), "%.120s@%.120s", plan->user,
                   plan->host);
}

static int64_t now_ms(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

/* 0 go on, 1 held, or a negative errno. */
static int ask(struct mfp_memory *memory, const struct mfp_plan *plan, int64_t deadline_ms,
               struct mfp_error *error)
{
    const struct timespec pause = {.tv_nsec = POLL_NS};
    int64_t lease_s = plan->timeout_ms / 1000 + LEASE_SPARE_S;
    int result;
    while ((result = mfp_store_login_begin(memory->store, memory->account, memory->fingerprint,
                                           time(NULL), lease_s, &memory->hold, error)) == -EAGAIN &&
           now_ms() < deadline_ms)
        nanosleep(&pause, NULL);
    return result;
}

/* What is known of a held account: by this device, else by the one that met the rejection, and then
 * it is this device's result too. */
static int recall(struct mfp_memory *memory, const struct mfp_plan *plan, struct mfp_result *result,
                  struct mfp_error *error)
{
    int found = mfp_memory_last(memory, plan, result, error);
    if (found == 0 && result->category == MFP_CATEGORY_AUTH)
        return 1;
    if (mfp_store_last(memory->store, memory->hold.device, result, NULL, error) < 0)
        return found < 0 ? found : 1;
    mfp_format(result->device, sizeof(result->device), "%s", plan->device);
    mfp_store_add(memory->store, result, &memory->streak, &memory->why);
    return 1;
}

int mfp_memory_may_login(struct mfp_memory *memory, const struct mfp_plan *plan,
                         const struct mfp_probe_module *module, const struct mfp_secret *secret,
                         int64_t deadline_ms, struct mfp_result *result, struct mfp_error *error)
{
    unsigned char key[MFP_STORE_KEY_SIZE];
    if (!memory->store || !secret->value)
        return 0;
    name_account(memory, plan);
    int done = mfp_store_key(memory->store, key, &memory->why);
    if (done == 0)
        done = module->fingerprint(key, sizeof(key), secret, memory->fingerprint, &memory->why);
    mfp_wipe(key, sizeof(key));
    if (done == 0)
        done = ask(memory, plan, deadline_ms, &memory->why);
    if (done == 1)
        return recall(memory, plan, result, error);
    memory->asked = done == 0;
    if (done == -EAGAIN)
        return mfp_error_set(error, done, "%.900s, and took longer than the deadline of this one",
                             memory->why.text);
    return 0; /* a store that fails here is noted, and the send is made */
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

void mfp_memory_add(struct mfp_memory *memory, const struct mfp_result *result)
{
    struct mfp_hold hold;
    if (!memory->store)
        return;
    /* The result first: whoever is held then finds it. */
    int done = mfp_store_add(memory->store, result, &memory->streak, &memory->why);
    if (done == 0)
        memory->why.text[0] = '\0';
    else
        memory->streak = (struct mfp_streak){0};
    if (memory->asked)
        mfp_store_login_end(memory->store, memory->account, memory->fingerprint, result->device,
                            login_of(result), time(NULL), &hold, done == 0 ? &memory->why : NULL);
}
