/*
 * Budgets: how many test sends an account makes, and a server gets. Tests share what a provider
 * allows with the scans of people, so they take one part in twenty of it and no more.
 */
#pragma once

#include "core/plan.h"
#include "core/provider.h"

#include <stddef.h>
#include <stdint.h>

enum { MFP_BUCKET_SIZE = 280, MFP_BUDGET_WINDOWS = 3, MFP_BUDGETS = 2 };

struct mfp_budget_window {
    int64_t seconds;
    unsigned sends; /* at most, in any time of that length */
};

/* What is counted together: "account scans", "server m365". */
struct mfp_budget {
    char bucket[MFP_BUCKET_SIZE];
    struct mfp_budget_window windows[MFP_BUDGET_WINDOWS];
    size_t count; /* of windows; 0: no limit is known */
};

/* The name that holds, budgets and back-off know an account by; where the plan has none, it is
 * made of login and host. "" without a login. Returns BUFFER. */
char *mfp_account_name(const struct mfp_plan *plan, char *buffer, size_t size);

/*
 * The budgets of a send by PLAN: of its account, if it logs in, and of its server. Returns how
 * many. What the inventory says counts; else, for the account, what PROVIDER (NULL: not known)
 * allows, a twentieth of it. A day's sends are spread: the 24th part of them in an hour, or one in
 * the time that is its own.
 */
size_t mfp_budgets_of(const struct mfp_plan *plan, const struct mfp_provider *provider,
                      struct mfp_budget budgets[MFP_BUDGETS]);
