/* What will break, while sends still work. */
#include "core/early_judge.h"

#include "core/clock.h"
#include "core/text.h"

#include <stdlib.h>
#include <string.h>
#include <time.h>

enum {
    MIME_LINE = 76, /* octets of an encoded line, without its CRLF (RFC 2045, 6.8) */
    HEADER_OCTETS = 2048,
};

const char *mfp_early_day(int64_t at, char *buffer, size_t size)
{
    struct tm day;
    time_t seconds = (time_t)at;
    if (!gmtime_r(&seconds, &day) || !strftime(buffer, size, "%Y-%m-%d", &day))
        mfp_format(buffer, size, "?");
    return buffer;
}

const char *mfp_early_when(int64_t days, char *buffer, size_t size)
{
    if (days == 0)
        return "today";
    if (days > 0)
        return mfp_format(buffer, size, "in %lld day%s", (long long)days, days == 1 ? "" : "s");
    return mfp_format(buffer, size, "%lld day%s ago", (long long)-days, days == -1 ? "" : "s");
}

void mfp_early_unknown(struct mfp_early *early, const char *why)
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
        mfp_early_unknown(early, "no certificate was seen");
        return;
    }
    int64_t days = mfp_days_until(at, facts->now);
    early->known = true;
    early->value = (double)days;
    early->harmless = !facts->plan->tls_verify;
    early->owner = MFP_OWNER_MAIL_ADMIN;
    mfp_format(early->text, sizeof(early->text), "certificate expire%s %s%s", days < 0 ? "d" : "s",
               mfp_early_when(days, when, sizeof(when)),
               early->harmless ? ", which the device does not check" : "");
    mfp_format(early->fix, sizeof(early->fix),
               "Renew it%s%s, all certificates of its chain, and restart what serves it.",
               days < 0 ? "" : " before ", days < 0 ? "" : mfp_early_day(at, day, sizeof(day)));
}

static void judge_secret(const struct mfp_early_limit *limit, const struct mfp_early_facts *facts,
                         struct mfp_early *early)
{
    const struct mfp_plan *plan = facts->plan;
    char when[32];
    (void)limit;
    if (!plan->user || !plan->secret_expires) {
        mfp_early_unknown(early, plan->user ? "the inventory has no secret_expires"
                                            : "the device does not log in");
        return;
    }
    int64_t days = mfp_days_until(plan->secret_expires, facts->now);
    early->known = true;
    early->value = (double)days;
    early->owner = MFP_OWNER_ACCOUNT_OWNER;
    mfp_format(early->text, sizeof(early->text), "password %s %s",
               days < 0 ? "was to expire" : "expires", mfp_early_when(days, when, sizeof(when)));
    mfp_format(early->fix, sizeof(early->fix),
               "Set a new one, enter it in every device with account %.64s and where mfpmail reads "
               "it, then change secret_expires.",
               plan->account ? plan->account : plan->user);
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
        mfp_early_unknown(early,
                          scan ? "the server names no limit" : "the inventory has no typical_scan");
        return;
    }
    /* Rounded up: what is a little too large is refused, too. */
    int64_t sent = encoded_octets(scan), percent = 100 * sent / most + (100 * sent % most > 0);
    double mib = 1 << 20;
    early->known = true;
    early->value = (double)percent;
    early->owner = MFP_OWNER_DEVICE_ADMIN;
    if (percent > 100)
        mfp_format(early->text, sizeof(early->text),
                   "an ordinary scan is %.1f MiB on the wire, the server takes %.1f",
                   (double)sent / mib, (double)most / mib);
    else
        mfp_format(early->text, sizeof(early->text),
                   "an ordinary scan is %lld %% of what the server takes", (long long)percent);
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
        mfp_early_unknown(early, "no TLS session was made");
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

static mfp_early_judge_kind *const judges[MFP_EARLY_COUNT] = {
    [MFP_EARLY_CERTIFICATE] = judge_certificate,
    [MFP_EARLY_ANNOUNCEMENT] = mfp_early_judge_announcement,
    [MFP_EARLY_SECRET] = judge_secret,
    [MFP_EARLY_SCAN] = judge_scan,
    [MFP_EARLY_TLS] = judge_tls,
    [MFP_EARLY_AUTH] = mfp_early_judge_auth,
    [MFP_EARLY_SLOW] = mfp_early_judge_slow,
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
            mfp_early_unknown(&early[kind], "switched off");
        if (early[kind].known && !early[kind].harmless)
            early[kind].state =
                mfp_range_state(&limit->warning, &limit->critical, early[kind].value);
    }
}
