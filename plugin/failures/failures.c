#include "failures/failures.h"

#include "failures/pattern.h"
#include "failures/tables.h"

#include <errno.h>
#include <stdlib.h>

struct mfp_failures {
    struct mfp_knowledge knowledge;
    struct mfp_patterns *patterns;
};

/* Where two rows tell equally much, the earlier table wins: first the categories that name a
 * reason, last those that only name a symptom. */
static const struct mfp_cause *const tables[] = {
    mfp_causes_setup,     mfp_causes_tls,
    mfp_causes_auth,      mfp_causes_throttle,
    mfp_causes_sender,    mfp_causes_mailbox_full,
    mfp_causes_size,      mfp_causes_relay,
    mfp_causes_recipient, mfp_causes_policy,
    mfp_causes_service,   mfp_causes_protocol,
    mfp_causes_temporary, NULL,
};

int mfp_failures_new(struct mfp_failures **out, struct mfp_error *error)
{
    struct mfp_failures *failures = calloc(1, sizeof(*failures));
    if (!failures)
        return mfp_error_set(error, -ENOMEM, "failures: out of memory");
    failures->patterns = mfp_patterns_new();
    if (!failures->patterns) {
        free(failures);
        return mfp_error_set(error, -ENOMEM, "failures: out of memory");
    }
    failures->knowledge = (struct mfp_knowledge){
        .tables = tables,
        .search = mfp_patterns_search,
        .context = failures->patterns,
    };
    *out = failures;
    return 0;
}

struct mfp_failures *mfp_failures_free(struct mfp_failures *failures)
{
    if (!failures)
        return NULL;
    mfp_patterns_free(failures->patterns);
    free(failures);
    return NULL;
}

const struct mfp_knowledge *mfp_failures_knowledge(struct mfp_failures *failures)
{
    return &failures->knowledge;
}
