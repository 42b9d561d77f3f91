/* What will break, while sends still work. */
#include "core/early.h"

#include "core/clock.h"
#include "core/robust.h"
#include "core/spans.h"
#include "core/text.h"
#include "core/value.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <time.h>

enum {
    DAY_S = 86400,
    AFTER_DAYS = 90, /* so long after its date an announcement may still be carried out */
    SAMPLES_MIN = 20,
    MIME_LINE = 76, /* octets of an encoded line, without its CRLF (RFC 2045, 6.8) */
    HEADER_OCTETS = 2048,
};

static const double slow_at_least_s = 0.25; /* milliseconds more are noise, however unusual */

/* "2026-12-07", in UTC as certificates and announcements have it */
static const char *day_words(int64_t at, char *buffer, size_t size)
{
    struct tm day;
    time_t seconds = (time_t)at;
    if (!gmtime_r(&seconds, &day) || !strftime(buffer, size, "%Y-%m-%d", &day))
        mfp_format(buffer, size, "?");
    return buffer;
}

/* "in 12 days", "today", "3 days ago" */
static const char *when_words(int64_t days, char *buffer, size_t size)
{
    if (days == 0)
        return "today";
    if (days > 0)
        return mfp_format(buffer, size, "in %lld day%s", (long long)days, days == 1 ? "" : "s");
    return mfp_format(buffer, size, "%lld day%s ago", (long long)-days, days == -1 ? "" : "s");
}

static void unknown(struct mfp_early *early, const char *why)
{
    *early = (struct mfp_early){.state = MFP_STATE_OK};
    mfp_format(early->text, sizeof(early->text), "%s", why);
}

static void judge_certificate(const struct mfp_early_limit *limit,
                              const struct mfp_early_facts *facts, struct mfp_early *early)
{
    int64_t at = facts->result->cert_not_after;
    char day[16], when[32];
    (void)limit;
    if (!at) {
        unknown(early, "no certificate was seen");
        return;
    }
    int64_t days = mfp_days_until(at, facts->now);
    early->known = true;
    early->value = (double)days;
    early->harmless = !facts->plan->tls_verify;
    early->owner = MFP_OWNER_MAIL_ADMIN;
    mfp_format(early->text, sizeof(early->text), "certificate expire%s %s%s", days < 0 ? "d" : "s",
               when_words(days, when, sizeof(when)),
               early->harmless ? ", which the device does not check" : "");
    mfp_format(early->fix, sizeof(early->fix),
               "Renew it before %s, all certificates of its chain, and restart what serves it.",
               day_words(at, day, sizeof(day)));
}

static bool concerns(enum mfp_concern concern, const struct mfp_plan *plan)
{
    switch (concern) {
    case MFP_CONCERN_ALL:
        return true;
    case MFP_CONCERN_PASSWORD:
        return plan->user && plan->secret;
    case MFP_CONCERN_TLS_1_0:
        return plan->tls_max == MFP_TLS_VERSION_1_0;
    case MFP_CONCERN_TLS_1_1:
        return plan->tls_max == MFP_TLS_VERSION_1_0 || plan->tls_max == MFP_TLS_VERSION_1_1;
    case MFP_CONCERN_PORT_25:
        return plan->port == 25;
    }
    return false;
}

static const char *concern_words(enum mfp_concern concern)
{
    switch (concern) {
    case MFP_CONCERN_PASSWORD:
        return "the provider changes password logins";
    case MFP_CONCERN_TLS_1_0:
        return "the provider drops TLS 1.0";
    case MFP_CONCERN_TLS_1_1:
        return "the provider drops TLS 1.1";
    case MFP_CONCERN_PORT_25:
        return "the provider changes port 25";
    case MFP_CONCERN_ALL:
        break;
    }
    return "the provider makes a change";
}

/* Days until it takes effect. False if it is over, or does not concern the device. */
static bool is_due(const struct mfp_announcement *announcement, const struct mfp_early_facts *facts,
                   int64_t *days)
{
    int64_t date = 0, until;
    if (!concerns(announcement->concerns, facts->plan) ||
        mfp_value_date(announcement->date, &date, NULL) < 0)
        return false;
    until = date + (int64_t)AFTER_DAYS * DAY_S;
    if (announcement->until)
        mfp_value_date(announcement->until, &until, NULL);
    *days = mfp_days_until(date, facts->now);
    return facts->now <= until;
}

static void judge_announcement(const struct mfp_early_limit *limit,
                               const struct mfp_early_facts *facts, struct mfp_early *early)
{
    const struct mfp_announcement *next = NULL;
    int64_t days, next_days = 0;
    char when[32];
    (void)limit;
    for (size_t i = 0; i < facts->announcement_count; i++) {
        const struct mfp_announcement *announcement = facts->announcements[i];
        if (!is_due(announcement, facts, &days) || (next && days >= next_days))
            continue;
        next = announcement;
        next_days = days;
    }
    if (!next) {
        unknown(early, "nothing is announced that concerns the device");
        return;
    }
    early->known = true;
    early->value = (double)next_days;
    early->owner = MFP_OWNER_MAIL_ADMIN;
    mfp_format(early->text, sizeof(early->text), "%s %s (%s)", concern_words(next->concerns),
               when_words(next_days, when, sizeof(when)), next->date);
    mfp_format(early->fix, sizeof(early->fix), "%s %s", next->says, next->fix);
}

static void judge_secret(const struct mfp_early_limit *limit, const struct mfp_early_facts *facts,
                         struct mfp_early *early)
{
    const struct mfp_plan *plan = facts->plan;
    char when[32];
    (void)limit;
    if (!plan->secret_expires) {
        unknown(early, "the inventory has no secret_expires");
        return;
    }
    int64_t days = mfp_days_until(plan->secret_expires, facts->now);
    early->known = true;
    early->value = (double)days;
    early->owner = MFP_OWNER_ACCOUNT_OWNER;
    mfp_format(early->text, sizeof(early->text), "password %s %s",
               days < 0 ? "was to expire" : "expires", when_words(days, when, sizeof(when)));
    mfp_format(early->fix, sizeof(early->fix),
               "Set a new one, enter it in every device with account %.64s and where mfpmail reads "
               "it, then change secret_expires.",
               plan->account ? plan->account
               : plan->user  ? plan->user
                             : "?");
}

/* As it goes over the wire: base64 in lines, and the headers (RFC 2045). */
static int64_t encoded_octets(int64_t octets)
{
    int64_t characters = (octets + 2) / 3 * 4;
    return characters + (characters + MIME_LINE - 1) / MIME_LINE * 2 + HEADER_OCTETS;
}

static void judge_scan(const struct mfp_early_limit *limit, const struct mfp_early_facts *facts,
                       struct mfp_early *early)
{
    int64_t scan = facts->plan->typical_scan, most = facts->result->size_limit;
    (void)limit;
    if (!scan || !most) {
        unknown(early, scan ? "the server names no limit" : "the inventory has no typical_scan");
        return;
    }
    double mib = 1 << 20, sent = (double)encoded_octets(scan), percent = 100 * sent / (double)most;
    early->known = true;
    early->value = (double)(int64_t)(percent + 0.5);
    early->owner = MFP_OWNER_DEVICE_ADMIN;
    if (percent > 100)
        mfp_format(early->text, sizeof(early->text),
                   "an ordinary scan is %.1f MiB on the wire, the server takes %.1f", sent / mib,
                   (double)most / mib);
    else
        mfp_format(early->text, sizeof(early->text),
                   "an ordinary scan is %.0f %% of what the server takes", percent);
    mfp_format(early->fix, sizeof(early->fix),
               "Lower resolution or colour depth in the device, let it split scans, or have the "
               "server's limit of %.1f MiB raised; on the wire a scan is a third larger.",
               (double)most / mib);
}

double mfp_tls_number(const char *version)
{
    return strncmp(version, "TLSv1", 5) == 0 ? (version[5] == '.' ? strtod(version + 4, NULL) : 1.0)
                                             : 0;
}

static void judge_tls(const struct mfp_early_limit *limit, const struct mfp_early_facts *facts,
                      struct mfp_early *early)
{
    const char *version = facts->result->tls_version;
    double number = mfp_tls_number(version);
    int ceiling = (int)facts->plan->tls_max;
    bool is_ceiling = ceiling && ceiling <= (int)(number * 10 + 0.5);
    (void)limit;
    if (number <= 0) {
        unknown(early, "no TLS session was made");
        return;
    }
    early->known = true;
    early->value = number;
    if (number > 1.2) {
        mfp_format(early->text, sizeof(early->text), "%s, there is no newer", version);
        return;
    }
    early->owner = is_ceiling ? MFP_OWNER_DEVICE_ADMIN : MFP_OWNER_MAIL_ADMIN;
    mfp_format(early->text, sizeof(early->text), "the %s knows nothing newer than %s",
               is_ceiling ? "device" : "server", version);
    if (is_ceiling)
        mfp_format(early->fix, sizeof(early->fix),
                   "The day the server drops %s nothing goes out any more: update the device's "
                   "firmware, or send through a local relay.",
                   version);
    else
        mfp_format(early->fix, sizeof(early->fix),
                   "Have newer versions switched on at the server, before devices drop %s.",
                   version);
}

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

static void judge_auth(const struct mfp_early_limit *limit, const struct mfp_early_facts *facts,
                       struct mfp_early *early)
{
    const struct mfp_result *result = facts->result;
    int64_t oldest = result->at - (int64_t)limit->parameter, last = 0;
    char lost[96] = "", day[16];
    unsigned count = 0;
    if (!result->mechanisms[0]) {
        unknown(early, "no login was offered");
        return;
    }
    for (size_t i = 0; i < facts->seen_count; i++) {
        const struct mfp_seen *seen = &facts->seen[i];
        size_t used = strlen(lost);
        if (seen->at <= oldest || seen->at > result->at || !is_needed(facts->plan, seen->name) ||
            is_offered(result->mechanisms, seen->name))
            continue;
        mfp_format(lost + used, sizeof(lost) - used, "%s%s", used ? ", " : "", seen->name);
        last = seen->at > last ? seen->at : last;
        count++;
    }
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
        day_words(last, day, sizeof(day)), result->mechanisms);
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
    if (now < median + slow_at_least_s || now < 2 * median)
        return 0;
    /* Times that never change have no deviation: a millisecond then. */
    return (now - median) / (deviation > 0.001 ? deviation : 0.001);
}

static void judge_slow(const struct mfp_early_limit *limit, const struct mfp_early_facts *facts,
                       struct mfp_early *early)
{
    unsigned count = 0;
    double worst = 0;
    if (facts->result->category != MFP_CATEGORY_OK || facts->sample_count < SAMPLES_MIN) {
        unknown(early, "");
        mfp_format(early->text, sizeof(early->text), "%zu of %d earlier sends to compare with",
                   facts->sample_count, SAMPLES_MIN);
        return;
    }
    early->known = true;
    early->owner = MFP_OWNER_NETWORK_ADMIN;
    mfp_format(early->text, sizeof(early->text), "every step takes as long as usual");
    for (size_t i = 0; i < MFP_SPANS; i++) {
        double usual = 0, deviations = slowness(facts, &mfp_spans[i], &usual);
        if (deviations <= limit->parameter)
            continue;
        count++;
        if (deviations <= worst)
            continue;
        worst = deviations;
        mfp_format(early->text, sizeof(early->text), "%s took %.2f s, usually %.2f s",
                   mfp_spans[i].name,
                   mfp_span_seconds(facts->result->stage_us, mfp_spans[i].stages), usual);
    }
    early->value = count;
    mfp_format(early->fix, sizeof(early->fix),
               "Nothing is broken yet: look at name servers, network and the server's load before "
               "it gets slower than devices wait.");
}

typedef void judge_kind(const struct mfp_early_limit *limit, const struct mfp_early_facts *facts,
                        struct mfp_early *early);

static judge_kind *const judges[MFP_EARLY_COUNT] = {
    [MFP_EARLY_CERTIFICATE] = judge_certificate,
    [MFP_EARLY_ANNOUNCEMENT] = judge_announcement,
    [MFP_EARLY_SECRET] = judge_secret,
    [MFP_EARLY_SCAN] = judge_scan,
    [MFP_EARLY_TLS] = judge_tls,
    [MFP_EARLY_AUTH] = judge_auth,
    [MFP_EARLY_SLOW] = judge_slow,
};

/* What is switched off is measured all the same, where that needs no limit. */
static bool is_measured(enum mfp_early_kind kind, const struct mfp_early_limit *limit)
{
    return !limit->off || (kind != MFP_EARLY_AUTH && kind != MFP_EARLY_SLOW);
}

void mfp_early_judge(const struct mfp_early_limits *limits, const struct mfp_early_facts *facts,
                     struct mfp_early early[MFP_EARLY_COUNT])
{
    for (int kind = 0; kind < MFP_EARLY_COUNT; kind++) {
        const struct mfp_early_limit *limit = &limits->of[kind];
        early[kind] = (struct mfp_early){.state = MFP_STATE_OK};
        if (is_measured((enum mfp_early_kind)kind, limit))
            judges[kind](limit, facts, &early[kind]);
        else
            unknown(&early[kind], "switched off");
        if (early[kind].known && !early[kind].harmless)
            early[kind].state =
                mfp_range_state(&limit->warning, &limit->critical, early[kind].value);
    }
}
