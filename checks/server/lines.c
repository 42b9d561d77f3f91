/* The detail of a look, for people. */
#include "checks/server/describe.h"
#include "core/clock.h"

#include <string.h>

/* Times that people ask for, made of one or more stages. */
static const struct {
    const char *name;
    unsigned stages;
} spans[] = {
    {.name = "connect", .stages = MFP_AT(MFP_STAGE_CONNECT)},
    {.name = "greeting", .stages = MFP_AT(MFP_STAGE_GREETING)},
    {.name = "ehlo", .stages = MFP_AT(MFP_STAGE_EHLO)},
    {.name = "tls", .stages = MFP_AT(MFP_STAGE_STARTTLS) | MFP_AT(MFP_STAGE_TLS)},
};

static void say_steps(const struct mfp_look_address *address, struct mfp_text *line)
{
    for (size_t i = 0; i < sizeof(spans) / sizeof(spans[0]); i++) {
        int64_t sum = -1;
        for (int stage = 0; stage < MFP_STAGE_COUNT; stage++)
            if ((spans[i].stages & MFP_AT(stage)) && address->stage_us[stage] >= 0)
                sum = (sum < 0 ? 0 : sum) + address->stage_us[stage];
        if (sum >= 0)
            mfp_text_printf(line, ", %s %.1f ms", spans[i].name, (double)sum / 1e3);
    }
}

/* "192.0.2.1: works in 0.02 s, TLSv1.3 TLS_AES_256_GCM_SHA384, certificate 63 days" */
static void describe_address(const struct mfp_server_outcome *outcome,
                             const struct mfp_look_address *address, struct mfp_report *report)
{
    struct mfp_text line = {0};
    struct mfp_verdict verdict;
    char says[128], code[32];
    mfp_look_verdict_read(&address->verdict, outcome->knowledge, &verdict);
    mfp_text_printf(&line, "%s: ", address->address);
    if (address->skipped)
        mfp_text_puts(&line, "not tried, this machine has no route to it");
    else if (mfp_look_works(address))
        mfp_text_printf(&line, "works in %.2f s%s%s%s%s", (double)mfp_look_us(address) / 1e6,
                        address->tls_version[0] ? ", " : "", address->tls_version,
                        address->tls_cipher[0] ? " " : "", address->tls_cipher);
    else
        mfp_text_printf(&line, "%s %sat %s, %s",
                        mfp_word_name(mfp_category_words, (int)verdict.category),
                        mfp_server_code(&verdict, code, sizeof(code)),
                        mfp_word_shown(mfp_stage_words, (int)verdict.stage),
                        mfp_verdict_says(&verdict, says, sizeof(says)));
    if (address->chain_not_after)
        mfp_text_printf(&line, ", certificate %lld days",
                        (long long)mfp_days_until(address->chain_not_after, outcome->now));
    if (outcome->verbose >= 1 && !address->skipped)
        say_steps(address, &line);
    mfp_report_line(report, "%s", mfp_text_string(&line));
    mfp_text_done(&line);
}

static void describe_failure(const struct mfp_server_outcome *outcome,
                             const struct mfp_server_summary *summary, struct mfp_report *report)
{
    const struct mfp_verdict *verdict = &summary->verdict;
    if (verdict->category == MFP_CATEGORY_OK)
        return;
    if (verdict->cause)
        mfp_report_line(report, "Owner: %s. Fix: %s",
                        mfp_word_shown(mfp_owner_words, (int)verdict->cause->owner),
                        verdict->cause->fix);
    if (verdict->reply[0])
        mfp_report_line(report, "%s: %s", verdict->code ? "Server said" : "Seen", verdict->reply);
    if (outcome->verbose >= 1)
        mfp_report_line(report, "Judged: cause %s, confidence %s, by %s",
                        verdict->cause ? verdict->cause->name : "none",
                        mfp_word_name(mfp_confidence_words, (int)verdict->confidence),
                        verdict->fault ? mfp_fault_name(verdict->fault) : "the reply");
}

static const char *or_none(const char *text)
{
    return text[0] ? text : "none";
}

static void describe_auth(const struct mfp_look_address *shown, struct mfp_report *report)
{
    if (shown->clear && shown->secure)
        mfp_report_line(report, "AUTH: before TLS %s; after TLS %s", or_none(shown->auth_clear),
                        or_none(shown->auth_secure));
    else if (shown->clear)
        mfp_report_line(report, "AUTH: without TLS %s", or_none(shown->auth_clear));
    else if (shown->secure)
        mfp_report_line(report, "AUTH: under TLS %s", or_none(shown->auth_secure));
}

static void describe_offer(const struct mfp_server_summary *summary, struct mfp_report *report)
{
    const struct mfp_look_address *shown = summary->facts.shown;
    if (!shown)
        return;
    if (shown->greeting[0])
        mfp_report_line(report, "Greeting: %s", shown->greeting);
    if (shown->clear || shown->secure)
        mfp_report_line(report, "Offers: %s%s%s",
                        shown->starttls && shown->secure ? "STARTTLS" : "",
                        shown->starttls && shown->secure && shown->extensions[0] ? ", " : "",
                        shown->extensions[0] || shown->starttls ? shown->extensions : "nothing");
    describe_auth(shown, report);
}

/* "TLS: accepts 1.2 and 1.3, refuses 1.0 and 1.1" */
static void describe_versions(const struct mfp_server_facts *facts, struct mfp_report *report)
{
    static const struct {
        enum mfp_accepts accepts;
        const char *words;
    } parts[] = {
        {.accepts = MFP_ACCEPTS_YES, .words = "accepts"},
        {.accepts = MFP_ACCEPTS_NO, .words = "refuses"},
        {.accepts = MFP_ACCEPTS_UNKNOWN, .words = "unclear about"},
        {.accepts = MFP_ACCEPTS_UNTRIED, .words = "not tried"},
    };
    struct mfp_text line = {0};
    bool tried = false;
    for (size_t i = 0; i < sizeof(parts) / sizeof(parts[0]); i++) {
        char versions[64];
        mfp_versions_text(facts->accepts, parts[i].accepts, versions, sizeof(versions));
        if (versions[0])
            mfp_text_printf(&line, "%s%s %s", line.length ? ", " : "", parts[i].words, versions);
        tried = tried || (versions[0] && parts[i].accepts != MFP_ACCEPTS_UNTRIED);
    }
    if (tried)
        mfp_report_line(report, "TLS: %s", mfp_text_string(&line));
    mfp_text_done(&line);
}

static void describe_certificate(const struct mfp_server_outcome *outcome,
                                 const struct mfp_server_facts *facts, struct mfp_report *report)
{
    const struct mfp_look_address *address = facts->certificate;
    char until[32];
    if (!address)
        return;
    mfp_report_line(report, "Certificate: %s, from %s, until %s%s%s%s", address->subject,
                    address->issuer, mfp_time_words(address->not_after, until, sizeof(until)),
                    address->reason[0] ? "; not good: " : "", address->reason,
                    outcome->look->tls_verify ? "" : "; not checked (tls_verify = no)");
    mfp_report_line(report, "Names: %s", or_none(address->names));
    if (address->chain_not_after != address->not_after)
        mfp_report_line(report, "Chain: a certificate above it ends already at %s",
                        mfp_time_words(address->chain_not_after, until, sizeof(until)));
}

static void describe_tlsa(const struct mfp_look *look, struct mfp_report *report)
{
    switch (look->tlsa) {
    case MFP_TLSA_UNTRIED:
        break;
    case MFP_TLSA_NONE:
        mfp_report_line(report, "TLSA: none");
        break;
    case MFP_TLSA_UNKNOWN:
        mfp_report_line(report, "TLSA: the name servers did not say");
        break;
    case MFP_TLSA_FOUND:
        for (size_t i = 0; i < look->tlsa_count; i++)
            mfp_report_line(report, "TLSA: %s (%s)", look->tlsa_records[i],
                            look->tlsa_validated ? "validated" : "not validated by the resolver");
        break;
    }
}

/* "587 starttls" among "25 starttls, 587 starttls" */
static bool is_listed(const char *list, const char *pair)
{
    size_t length = strlen(pair);
    for (; list && *list; list += strspn(list, ", ")) {
        size_t other = strcspn(list, ",");
        if (other == length && strncmp(list, pair, length) == 0)
            return true;
        list += other;
    }
    return false;
}

bool mfp_server_undocumented(const struct mfp_server_outcome *outcome)
{
    const struct mfp_provider *provider = outcome->provider;
    const struct mfp_look *look = outcome->look;
    char pair[32];
    if (!provider || !provider->smtp || !provider->port ||
        (provider->port == look->port && provider->tls == look->tls))
        return false;
    mfp_format(pair, sizeof(pair), "%u %s", (unsigned)look->port,
               mfp_word_name(mfp_tls_mode_words, (int)look->tls));
    return !is_listed(provider->other, pair);
}

static void describe_provider(const struct mfp_server_outcome *outcome, struct mfp_report *report)
{
    const struct mfp_provider *provider = outcome->provider;
    if (!provider)
        return;
    if (mfp_server_undocumented(outcome))
        mfp_report_line(report, "Provider: %s, which documents %s port %u, %s%s%s", provider->title,
                        provider->smtp, provider->port,
                        mfp_word_shown(mfp_tls_mode_words, (int)provider->tls),
                        provider->other ? "; also " : "", provider->other ? provider->other : "");
    else
        mfp_report_line(report, "Provider: %s", provider->title);
}

static void describe_memory(const struct mfp_server_outcome *outcome, struct mfp_report *report)
{
    char at[32], age[32];
    const struct mfp_look *look = outcome->look;
    if (outcome->recorded)
        mfp_report_line(report, "Recorded: %s ago, %s",
                        mfp_span_words(mfp_age(look->at, outcome->now), age, sizeof(age)),
                        mfp_time_words(look->at, at, sizeof(at)));
    if (outcome->note)
        mfp_report_line(report, "Not recorded: %s", outcome->note);
}

static void describe_talks(const struct mfp_server_outcome *outcome, struct mfp_report *report)
{
    for (size_t i = 0; outcome->talks && i < outcome->look->count; i++) {
        if (outcome->look->addresses[i].skipped)
            continue;
        mfp_report_line(report, "Transcript of %s:", outcome->look->addresses[i].address);
        mfp_transcript_print(&outcome->talks[i], &report->lines, outcome->verbose >= 3);
    }
}

void mfp_server_lines(const struct mfp_server_outcome *outcome,
                      const struct mfp_server_summary *summary, struct mfp_report *report)
{
    const struct mfp_look *look = outcome->look;
    describe_failure(outcome, summary, report);
    for (size_t i = 0; i < look->count; i++)
        describe_address(outcome, &look->addresses[i], report);
    if (look->more)
        mfp_report_line(report, "%zu more addresses were not looked at", look->more);
    if (summary->differences[0])
        mfp_report_line(report, "Differs: %s", summary->differences);
    describe_offer(summary, report);
    describe_versions(&summary->facts, report);
    describe_certificate(outcome, &summary->facts, report);
    describe_tlsa(look, report);
    describe_provider(outcome, report);
    describe_memory(outcome, report);
    if (outcome->verbose >= 2)
        describe_talks(outcome, report);
}
