/*
 * What check_mfp_send remembers: results, accounts that are not to be tried, and what was sent of
 * what may be sent. For the files of
 * this folder. Everything here does without a store where none can be had, and says so in 'note'.
 */
#pragma once

#include "checks/send/settings.h"
#include "core/budget.h"
#include "core/plan.h"
#include "core/provider.h"
#include "core/result.h"
#include "core/secret.h"
#include "smtp/module.h"
#include "store/store.h"

struct mfp_memory {
    struct mfp_store *store; /* NULL: none is used */
    struct mfp_error why;    /* "": none is wanted, or it works */
    struct mfp_streak streak;
    struct mfp_hold hold;
    struct mfp_pace pace;
    struct mfp_budget budgets[MFP_BUDGETS];
    size_t budget_count;
    bool frozen; /* the store can be read, and not be written */
    bool asked;  /* the right to log in was asked for and given */
    char account[MFP_NAME_SIZE];
    unsigned char fingerprint[MFP_FINGERPRINT_SIZE];
};

/* Opens the store. 0, also where it cannot be used and need not be; else a negative errno. */
int mfp_memory_open(struct mfp_memory *memory, const struct mfp_send_settings *settings,
                    const struct mfp_plan *plan, struct mfp_error *error);
void mfp_memory_done(struct mfp_memory *memory);

/* The recorded result of the plan's device, and memory's streak. */
int mfp_memory_last(struct mfp_memory *memory, const struct mfp_plan *plan,
                    struct mfp_result *result, struct mfp_error *error);

enum mfp_may {
    MFP_MAY_SEND,
    MFP_MAY_SHARE, /* a device with an equal plan has just been tested: *result is its own too */
    MFP_MAY_NOT,   /* the account is held: *result is what was recorded */
    MFP_MAY_LATER, /* a budget or a back-off says to wait: the same */
};

/* What a check may send at a server of PROVIDER (NULL: not known). */
void mfp_memory_budget(struct mfp_memory *memory, const struct mfp_plan *plan,
                       const struct mfp_provider *provider);

/*
 * Before a send: enum mfp_may, or a negative errno. Waits for another process that tries the same
 * account, or the same plan where there is no login, until DEADLINE_MS (CLOCK_MONOTONIC).
 */
int mfp_memory_may_send(struct mfp_memory *memory, const struct mfp_send_settings *settings,
                        const struct mfp_plan *plan, const struct mfp_probe_module *module,
                        const struct mfp_secret *secret, int64_t deadline_ms,
                        struct mfp_result *result, struct mfp_error *error);

/* Records the result, what the login came to, and whether the server asked for patience. */
void mfp_memory_add(struct mfp_memory *memory, const struct mfp_result *result);
