/* What the device's own past says: logins that it was offered, times that it took. */
#include "core/early_judge.h"

#include "core/robust.h"
#include "core/spans.h"
#include "core/text.h"

#include <string.h>
#include <strings.h>

enum { SAMPLES_MIN = 20 };

static const double slow_at_least_s = 0.25; /* milliseconds more are noise, however unusual */

static bool is_offered(const char *list, const char *name)
{
    return mfp_text_has_word(list, name, strlen(name));
}

/* The device would speak it: the one that it is set to, or what 'auto' tries. */
static bool is_needed(const struct mfp_plan *plan, const char *name)
{
    if (plan->auth == MFP_AUTH_AUTO)
        return is_offered("CRAM-MD5 PLAIN LOGIN", name);
    return strcasecmp(mfp_word_shown(mfp_auth_words, (int)plan->auth), name) == 0;
}

/* Seen so lately that it is missed, and not by a clock that was ahead. */
static bool is_lost(const struct mfp_early_facts *facts, const struct mfp_seen *seen,
                    int64_t oldest)
{
    const struct mfp_result *result = facts->result;
    return seen->at > oldest && seen->at <= result->at && is_needed(facts->plan, seen->name) &&
           !is_offered(result->mechanisms, seen->name);
}

/* Their number; their names into NAMES, and when the last of them was seen. */
static unsigned find_lost(const struct mfp_early_facts *facts, int64_t oldest, char *names,
                          size_t size, int64_t *last)
{
    unsigned count = 0;
    for (size_t i = 0; i < facts->seen_count; i++) {
        const struct mfp_seen *seen = &facts->seen[i];
        size_t used = strlen(names);
        if (!is_lost(facts, seen, oldest))
            continue;
        mfp_format(names + used, size - used, "%s%s", used ? ", " : "", seen->name);
        *last = seen->at > *last ? seen->at : *last;
        count++;
    }
    return count;
}

void mfp_early_judge_auth(const struct mfp_early_limit *limit, const struct mfp_early_facts *facts,
                          struct mfp_early *early)
{
    const struct mfp_result *result = facts->result;
    int64_t last = 0;
    char lost[96] = "", day[16];
    if (!facts->plan->user) {
        mfp_early_unknown(early, "the device does not log in");
        return;
    }
    if (!result->mechanisms[0]) {
        mfp_early_unknown(early, "no login was offered");
        return;
    }
    unsigned count =
        find_lost(facts, result->at - (int64_t)limit->parameter, lost, sizeof(lost), &last);
    early->known = true;
    early->value = count;
    early->owner = MFP_OWNER_MAIL_ADMIN;
    if (!count) {
        mfp_format(early->text, sizeof(early->text), "nothing that was offered is missing");
        return;
    }
    mfp_format(early->text, sizeof(early->text), "login by %s is no longer offered", lost);
    mfp_format(
        early->fix, sizeof(early->fix),
        "Last offered on %s; now: %.160s. Have it switched on again, or set the devices that "
        "are set to it to another.",
        mfp_early_day(last, day, sizeof(day)), result->mechanisms);
}

/* How far a span is above what it used to be, in deviations; 0 where it is not slow. */
static double slowness(const struct mfp_early_facts *facts, const struct mfp_span *span,
                       double *usual)
{
    double values[MFP_EARLY_SAMPLES];
    size_t count = 0;
    double now = mfp_span_seconds(facts->result->stage_us, span->stages);
    for (size_t i = 0; i < facts->sample_count && count < MFP_EARLY_SAMPLES; i++) {
        double seconds = mfp_span_seconds(facts->samples[i], span->stages);
        if (seconds >= 0)
            values[count++] = seconds;
    }
    if (now < 0 || count < SAMPLES_MIN)
        return 0;
    double median = mfp_median(values, count), deviation = mfp_mad(values, count, median);
    *usual = median;
    if (now <= median + slow_at_least_s || now <= 2 * median)
        return 0;
    /* Times that never change have no deviation: a millisecond then. */
    return (now - median) / (deviation > 0.001 ? deviation : 0.001);
}

/* Where to look, and who does. */
static void advise_slow(const struct mfp_span *span, struct mfp_early *early)
{
    const char *where = "the server, its load and what it asks in turn";
    early->owner = MFP_OWNER_MAIL_ADMIN;
    if (span->stages & MFP_AT(MFP_STAGE_RESOLVE)) {
        early->owner = MFP_OWNER_DNS_ADMIN;
        where = "the name servers";
    } else if (span->stages & MFP_AT(MFP_STAGE_CONNECT)) {
        early->owner = MFP_OWNER_NETWORK_ADMIN;
        where = "the way to the server";
    }
    mfp_format(early->fix, sizeof(early->fix),
               "Nothing is broken yet: look at %s before it gets slower than devices wait.", where);
}

static void find_slow(const struct mfp_early_limit *limit, const struct mfp_early_facts *facts,
                      struct mfp_early *early)
{
    double worst = 0;
    for (size_t i = 0; i < MFP_SPANS; i++) {
        double usual = 0, deviations = slowness(facts, &mfp_spans[i], &usual);
        if (deviations <= limit->parameter)
            continue;
        early->value++;
        if (deviations <= worst)
            continue;
        worst = deviations;
        mfp_format(early->text, sizeof(early->text), "%s took %.2f s, usually %.2f s",
                   mfp_spans[i].name,
                   mfp_span_seconds(facts->result->stage_us, mfp_spans[i].stages), usual);
        advise_slow(&mfp_spans[i], early);
    }
}

void mfp_early_judge_slow(const struct mfp_early_limit *limit, const struct mfp_early_facts *facts,
                          struct mfp_early *early)
{
    if (facts->result->category != MFP_CATEGORY_OK) {
        mfp_early_unknown(early, "only sends that work are timed");
        return;
    }
    if (facts->sample_count < SAMPLES_MIN) {
        mfp_format(early->text, sizeof(early->text), "%zu of %d earlier sends to compare with",
                   facts->sample_count, SAMPLES_MIN);
        return;
    }
    early->known = true;
    mfp_format(early->text, sizeof(early->text), "every step takes as long as usual");
    find_slow(limit, facts, early);
}
