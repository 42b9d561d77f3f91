#include "checks/send/early.h"

#include "core/text.h"
#include "failures/failures.h"

enum { ANNOUNCEMENTS = 16 };

void mfp_send_early(const struct mfp_early_limits *limits, const struct mfp_plan *plan,
                    const struct mfp_result *result, struct mfp_store *store, int64_t now,
                    struct mfp_early early[MFP_EARLY_COUNT])
{
    int64_t samples[MFP_EARLY_SAMPLES][MFP_STAGE_COUNT];
    struct mfp_seen seen[MFP_EARLY_MECHANISMS];
    const struct mfp_announcement *announcements[ANNOUNCEMENTS];
    int sample_count = 0, seen_count = 0;
    /* A store that fails here has said so elsewhere, or does at the next result. */
    if (store && result->category == MFP_CATEGORY_OK)
        sample_count =
            mfp_store_samples(store, result->device, result->at, samples, MFP_EARLY_SAMPLES, NULL);
    if (store && result->mechanisms[0])
        seen_count = mfp_store_mechanisms(store, result->device, seen, MFP_EARLY_MECHANISMS, NULL);
    const struct mfp_early_facts facts = {
        .plan = plan,
        .result = result,
        .announcements = announcements,
        .announcement_count =
            mfp_failures_announcements(result->provider, announcements, ANNOUNCEMENTS),
        .seen = seen,
        .seen_count = seen_count > 0 ? (size_t)seen_count : 0,
        .samples = samples,
        .sample_count = sample_count > 0 ? (size_t)sample_count : 0,
        .now = now,
    };
    mfp_early_judge(limits, &facts, early);
}

enum mfp_state mfp_send_early_state(const struct mfp_early early[MFP_EARLY_COUNT], char *words,
                                    size_t size)
{
    const struct mfp_early *worst = NULL;
    unsigned others = 0;
    words[0] = '\0';
    for (int kind = 0; kind < MFP_EARLY_COUNT; kind++) {
        if (early[kind].state == MFP_STATE_OK)
            continue;
        others += worst != NULL;
        if (!worst || early[kind].state > worst->state)
            worst = &early[kind];
    }
    if (!worst)
        return MFP_STATE_OK;
    if (others)
        mfp_format(words, size, "%s, and %u more", worst->text, others);
    else
        mfp_format(words, size, "%s", worst->text);
    return worst->state;
}

void mfp_send_early_lines(const struct mfp_send_outcome *outcome, struct mfp_report *report)
{
    for (int kind = 0; kind < MFP_EARLY_COUNT; kind++) {
        const struct mfp_early *early = &outcome->early[kind];
        if (early->state != MFP_STATE_OK)
            mfp_report_line(report, "Early warning: %s. Owner: %s. Fix: %s", early->text,
                            mfp_word_shown(mfp_owner_words, (int)early->owner), early->fix);
        else if (outcome->verbose >= 1)
            mfp_report_line(report, "Early, %s: %s", mfp_word_shown(mfp_early_words, kind),
                            early->text);
    }
}

/* The certificate's days are a value of their own. */
static const struct {
    const char *label, *unit;
} values[MFP_EARLY_COUNT] = {
    [MFP_EARLY_CERTIFICATE] = {.label = "cert_days", .unit = ""},
    [MFP_EARLY_ANNOUNCEMENT] = {.label = "announced_days", .unit = ""},
    [MFP_EARLY_SECRET] = {.label = "secret_days", .unit = ""},
    [MFP_EARLY_SCAN] = {.label = "scan_size", .unit = "%"},
    [MFP_EARLY_TLS] = {.label = "tls_version", .unit = ""},
    [MFP_EARLY_AUTH] = {.label = "auth_lost", .unit = ""},
    [MFP_EARLY_SLOW] = {.label = "slow", .unit = ""},
};

void mfp_send_early_measure(const struct mfp_send_outcome *outcome, struct mfp_report *report)
{
    for (int kind = 0; kind < MFP_EARLY_COUNT; kind++) {
        const struct mfp_early *early = &outcome->early[kind];
        const struct mfp_early_limit *limit = &outcome->settings->early.of[kind];
        if (!early->known)
            continue;
        struct mfp_perf *perf =
            mfp_report_perf(report, values[kind].label, early->value, values[kind].unit);
        if (!perf)
            return;
        if (early->harmless)
            continue; /* a limit that is passed and does not alert would mislead */
        perf->warning = &limit->warning;
        perf->critical = &limit->critical;
    }
}

void mfp_send_early_fields(const struct mfp_send_outcome *outcome, struct mfp_report *report)
{
    char name[40], words[256];
    for (int kind = 0; kind < MFP_EARLY_COUNT; kind++) {
        const struct mfp_early *early = &outcome->early[kind];
        mfp_format(name, sizeof(name), "early.%s", mfp_word_name(mfp_early_words, kind));
        mfp_report_string(report, name,
                          early->known ? mfp_word_name(mfp_state_words, (int)early->state) : NULL);
    }
    mfp_send_early_state(outcome->early, words, sizeof(words));
    mfp_report_string(report, "early.text", words[0] ? words : NULL);
}
