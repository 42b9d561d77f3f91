/* The values of a look, for programs: performance data and fields. */
#include "checks/server/describe.h"
#include "core/clock.h"
#include "core/report_verdict.h"

#include <string.h>

/* Of the hundreds of words that a server could make up. */
enum { LIST_MAX = 32 };

static void measure_certificate(const struct mfp_server_outcome *outcome,
                                const struct mfp_server_facts *facts, struct mfp_report *report)
{
    const struct mfp_early_limit *limit = &outcome->settings->early.of[MFP_EARLY_CERTIFICATE];
    int64_t days = mfp_days_until(facts->certificate->chain_not_after, outcome->now);
    struct mfp_perf *perf = mfp_report_perf(report, "cert_days", (double)days, "");
    perf->warning = &limit->warning;
    perf->critical = &limit->critical;
}

static void measure(const struct mfp_server_outcome *outcome, const struct mfp_server_facts *facts,
                    struct mfp_report *report)
{
    struct mfp_perf *time = mfp_report_perf(report, "time", facts->seconds, "s");
    time->warning = &outcome->settings->warning;
    time->critical = &outcome->settings->critical;
    time->minimum = 0;
    mfp_report_perf(report, "addresses", (double)facts->tried, "");
    mfp_report_perf(report, "broken", (double)facts->broken, "")->minimum = 0;
    if (facts->certificate)
        measure_certificate(outcome, facts, report);
    if (facts->size_limit)
        mfp_report_perf(report, "size_limit", (double)facts->size_limit, "B");
    if (facts->oldest) {
        mfp_report_perf(report, "tls_min", (double)facts->oldest / 10, "");
        mfp_report_perf(report, "tls_max", (double)facts->newest / 10, "");
    }
    if (outcome->recorded)
        mfp_report_perf(report, "age", (double)mfp_age(outcome->look->at, outcome->now), "s")
            ->minimum = 0;
}

/* The fields of one object: their names begin with PREFIX. */
struct place {
    struct mfp_report *report;
    const char *prefix;
};

static const char *name_at(const struct place *place, const char *name, char buffer[40])
{
    return mfp_format(buffer, 40, "%s%s", place->prefix, name);
}

/* "" is null. */
static void text(const struct place *place, const char *name, const char *value)
{
    char full[40];
    mfp_report_string(place->report, name_at(place, name, full), value && value[0] ? value : NULL);
}

static void number(const struct place *place, const char *name, bool known, int64_t value)
{
    char full[40];
    if (known)
        mfp_report_integer(place->report, name_at(place, name, full), value);
    else
        mfp_report_null(place->report, name_at(place, name, full));
}

static void yes_no(const struct place *place, const char *name, bool known, bool value)
{
    char full[40];
    if (known)
        mfp_report_bool(place->report, name_at(place, name, full), value);
    else
        mfp_report_null(place->report, name_at(place, name, full));
}

/* An array of the texts that ITEMS has with SEPARATOR between them; null if they are not known. */
static void list(const struct place *place, const char *name, bool known, const char *items,
                 char separator)
{
    char full[40], item[256];
    if (!known) {
        mfp_report_null(place->report, name_at(place, name, full));
        return;
    }
    mfp_report_list(place->report, name_at(place, name, full));
    const char stops[] = {separator, '\0'};
    for (int i = 0; *items && i < LIST_MAX; i++) {
        size_t length = strcspn(items, stops);
        mfp_format(item, sizeof(item), "%.*s", (int)length, items);
        mfp_format(full, sizeof(full), "%s%s.%d", place->prefix, name, i);
        mfp_report_string(place->report, full, item);
        items += length;
        items += strspn(items, ", ");
    }
}

static void list_versions(const struct place *place, const char *name,
                          const enum mfp_accepts accepts[MFP_LOOK_VERSIONS], enum mfp_accepts what)
{
    char full[40];
    int count = 0;
    mfp_report_list(place->report, name_at(place, name, full));
    for (int i = 0; i < MFP_LOOK_VERSIONS; i++) {
        if (accepts[i] != what)
            continue;
        mfp_format(full, sizeof(full), "%s%s.%d", place->prefix, name, count++);
        mfp_report_string(place->report, full,
                          mfp_word_name(mfp_tls_version_words, MFP_TLS_VERSION_1_0 + i));
    }
}

static void list_offer(const struct place *place, const struct mfp_look_address *address)
{
    enum mfp_accepts accepts[MFP_LOOK_VERSIONS];
    bool seen = address->clear || address->secure;
    mfp_address_accepts(address, accepts);
    text(place, "greeting", address->greeting);
    yes_no(place, "starttls", address->clear, address->starttls);
    number(place, "size_limit", seen && address->size_limit > 0, address->size_limit);
    list(place, "extensions", seen, address->extensions, ',');
    list(place, "auth_before_tls", address->clear, address->auth_clear, ' ');
    list(place, "auth_after_tls", address->secure, address->auth_secure, ' ');
    list_versions(place, "tls_accepts", accepts, MFP_ACCEPTS_YES);
    list_versions(place, "tls_refuses", accepts, MFP_ACCEPTS_NO);
}

static void list_session(const struct place *place, const struct mfp_look_address *address)
{
    bool seen = address->not_after != 0;
    text(place, "tls_version", address->tls_version);
    text(place, "tls_cipher", address->tls_cipher);
    yes_no(place, "tls_verified", seen, address->verified);
    text(place, "cert_reason", address->reason);
    text(place, "cert_subject", address->subject);
    text(place, "cert_issuer", address->issuer);
    text(place, "cert_names", address->names);
    number(place, "cert_until", seen, address->not_after);
    number(place, "chain_until", seen, address->chain_not_after);
}

static void list_verdict(const struct place *place, const struct mfp_look_address *address,
                         const struct mfp_knowledge *knowledge)
{
    struct mfp_verdict verdict;
    mfp_look_verdict_read(&address->verdict, knowledge, &verdict);
    bool failed = verdict.category != MFP_CATEGORY_OK;
    text(place, "category", mfp_word_name(mfp_category_words, (int)verdict.category));
    text(place, "cause", failed && verdict.cause ? verdict.cause->name : NULL);
    text(place, "stage", mfp_word_name(mfp_stage_words, (int)verdict.stage));
    number(place, "code", verdict.code != 0, verdict.code);
    text(place, "enhanced", verdict.enhanced);
    text(place, "reply", verdict.reply);
    text(place, "fault", verdict.fault ? mfp_fault_name(verdict.fault) : NULL);
}

static void list_address(const struct mfp_server_outcome *outcome, size_t index,
                         struct mfp_report *report)
{
    const struct mfp_look_address *address = &outcome->look->addresses[index];
    char prefix[24], full[40];
    const struct place place = {
        .report = report, .prefix = mfp_format(prefix, sizeof(prefix), "addresses.%zu.", index)};
    text(&place, "address", address->address);
    yes_no(&place, "works", !address->skipped, mfp_look_works(address));
    yes_no(&place, "skipped", true, address->skipped);
    if (address->skipped)
        return;
    mfp_report_real(report, name_at(&place, "time", full), (double)mfp_look_us(address) / 1e6);
    list_verdict(&place, address, outcome->knowledge);
    list_offer(&place, address);
    list_session(&place, address);
}

static const char *tlsa_word(enum mfp_tlsa tlsa)
{
    switch (tlsa) {
    case MFP_TLSA_UNTRIED:
        break;
    case MFP_TLSA_NONE:
        return "none";
    case MFP_TLSA_FOUND:
        return "found";
    case MFP_TLSA_UNKNOWN:
        return "unknown";
    }
    return NULL;
}

static void list_tlsa(const struct place *place, const struct mfp_look *look)
{
    char full[40];
    text(place, "tlsa", tlsa_word(look->tlsa));
    yes_no(place, "tlsa_validated", look->tlsa == MFP_TLSA_FOUND, look->tlsa_validated);
    mfp_report_list(place->report, "tlsa_records");
    for (size_t i = 0; i < look->tlsa_count; i++) {
        mfp_format(full, sizeof(full), "tlsa_records.%zu", i);
        mfp_report_string(place->report, full, look->tlsa_records[i]);
    }
}

static void list_facts(const struct place *place, const struct mfp_server_outcome *outcome,
                       const struct mfp_server_facts *facts)
{
    bool seen = facts->certificate != NULL;
    mfp_report_real(place->report, "time", facts->seconds);
    number(place, "address_count", true, (int64_t)(outcome->look->count + outcome->look->more));
    number(place, "working", true, (int64_t)facts->working);
    number(place, "broken", true, (int64_t)facts->broken);
    number(place, "skipped", true, (int64_t)facts->skipped);
    number(place, "cert_days", seen,
           seen ? mfp_days_until(facts->certificate->chain_not_after, outcome->now) : 0);
    number(place, "size_limit", facts->size_limit > 0, facts->size_limit);
    list_versions(place, "tls_accepts", facts->accepts, MFP_ACCEPTS_YES);
    list_versions(place, "tls_refuses", facts->accepts, MFP_ACCEPTS_NO);
}

void mfp_server_fields(const struct mfp_server_outcome *outcome,
                       const struct mfp_server_summary *summary, struct mfp_report *report)
{
    const struct mfp_look *look = outcome->look;
    const struct place top = {.report = report, .prefix = ""};
    measure(outcome, &summary->facts, report);
    text(&top, "server", outcome->name);
    text(&top, "host", look->host);
    number(&top, "port", true, look->port);
    text(&top, "tls", mfp_word_name(mfp_tls_mode_words, (int)look->tls));
    text(&top, "state", mfp_word_shown(mfp_state_words, (int)report->state));
    mfp_report_verdict(report, &summary->verdict);
    text(&top, "worst", summary->worst ? summary->worst->address : NULL);
    list_facts(&top, outcome, &summary->facts);
    text(&top, "differences", summary->differences);
    text(&top, "provider", outcome->provider ? outcome->provider->name : NULL);
    yes_no(&top, "documented", outcome->provider && outcome->provider->smtp,
           !mfp_server_undocumented(outcome));
    list_tlsa(&top, look);
    yes_no(&top, "recorded", true, outcome->recorded);
    number(&top, "at", true, look->at);
    number(&top, "age", true, mfp_age(look->at, outcome->now));
    mfp_report_list(report, "addresses");
    for (size_t i = 0; i < look->count; i++)
        list_address(outcome, i, report);
}
