#include "checks/common/keep.h"

#include "core/value.h"

#include <errno.h>
#include <unistd.h>

static const char default_store[] = MFPMAIL_STATE_DIR "/store.db";

enum { STORE_WAIT_MS = 5000 };

int mfp_keep_take(struct mfp_keep *keep, const struct mfp_option *option, const char *value,
                  struct mfp_error *error)
{
    switch (option->id) {
    case MFP_KEEP_RECORDED:
        keep->recorded = true;
        return 0;
    case MFP_KEEP_MAX_AGE:
        return mfp_value_duration(value, &keep->max_age_ms, error);
    case MFP_KEEP_STORE:
        keep->store = value;
        return 0;
    case MFP_KEEP_NONE:
        keep->none = true;
        return 0;
    }
    return 1;
}

int64_t mfp_keep_max_age(const struct mfp_keep *keep, int64_t interval_ms)
{
    return (keep->max_age_ms ? keep->max_age_ms : 2 * interval_ms) / 1000;
}

static const char *path_of(const struct mfp_keep *keep, const struct mfp_plan *plan)
{
    if (keep->none)
        return NULL;
    if (keep->store)
        return keep->store;
    if (plan->store)
        return plan->store;
    /* Without its folder nobody has asked for a store. */
    bool wanted = keep->recorded || keep->required;
    return wanted || access(MFPMAIL_STATE_DIR, F_OK) == 0 ? default_store : NULL;
}

int mfp_keep_open(const struct mfp_keep *keep, const struct mfp_plan *plan, struct mfp_kept *kept,
                  struct mfp_error *error)
{
    const char *path = path_of(keep, plan);
    enum mfp_store_mode mode = keep->recorded ? MFP_STORE_READ : MFP_STORE_WRITE;
    int64_t wait_ms = plan->timeout_ms < STORE_WAIT_MS ? plan->timeout_ms : STORE_WAIT_MS;
    *kept = (struct mfp_kept){0};
    if (!path && (keep->recorded || keep->required))
        return mfp_error_set(error, -EINVAL, "%s and --no-store exclude each other",
                             keep->recorded ? "--recorded" : "--require-store");
    if (!path)
        return 0;
    int result = mfp_store_open(&kept->store, path, mode, wait_ms, &kept->why);
    /* Whom it holds, and what was recorded, a store can still say. */
    if ((result == -ENOSPC || result == -EROFS) && !keep->required)
        kept->frozen = mfp_store_open(&kept->store, path, MFP_STORE_FROZEN, 0, NULL) == 0;
    if (result == 0)
        mfp_store_keep(kept->store, plan->history_ms / 1000);
    if (result == 0 || kept->frozen || !(keep->recorded || keep->required))
        return 0;
    return mfp_error_set(error, result, "%.900s", kept->why.text);
}
