#include "failures/failures.h"

#include "core/reply.h"
#include "failures/mask.h"
#include "failures/pattern.h"
#include "failures/tables.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

struct mfp_failures {
    struct mfp_knowledge knowledge;
    struct mfp_patterns *patterns;
    /* The text searched last and what is left of it: hundreds of patterns in a row want it. */
    size_t length;
    char text[MFP_REPLY_TEXT_SIZE];
    char masked[MFP_REPLY_TEXT_SIZE];
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

static void remember(struct mfp_failures *failures, const char *text, size_t length)
{
    if (length == failures->length && memcmp(text, failures->text, length) == 0)
        return;
    memcpy(failures->text, text, length);
    memcpy(failures->masked, text, length);
    failures->length = length;
    mfp_mask_names(failures->masked, length);
}

static bool search(void *context, const char *pattern, const char *text, size_t length)
{
    struct mfp_failures *failures = context;
    if (length > sizeof(failures->text))
        return mfp_patterns_search(failures->patterns, pattern, text, length);
    remember(failures, text, length);
    return mfp_patterns_search(failures->patterns, pattern, failures->masked, length);
}

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
        .search = search,
        .context = failures,
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
