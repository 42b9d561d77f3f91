#include "checks/server/describe.h"

#include "core/clock.h"

#include <string.h>

static enum mfp_state state_of_address(const struct mfp_server_outcome *outcome,
                                       const struct mfp_look_address *address,
                                       struct mfp_verdict *verdict)
{
    mfp_look_verdict_read(&address->verdict, outcome->knowledge, verdict);
    return mfp_states_of(&outcome->settings->states, verdict);
}

/* The state of the broken address that is worst off, which is noted. */
static enum mfp_state find_worst(const struct mfp_server_outcome *outcome,
                                 struct mfp_server_summary *summary)
{
    enum mfp_state worst = MFP_STATE_OK;
    struct mfp_verdict verdict;
    for (size_t i = 0; i < outcome->look->count; i++) {
        const struct mfp_look_address *address = &outcome->look->addresses[i];
        if (address->skipped || mfp_look_works(address))
            continue;
        enum mfp_state state = state_of_address(outcome, address, &verdict);
        if (summary->worst && mfp_state_worse(worst, state) == worst)
            continue;
        worst = state;
        summary->worst = address;
        summary->verdict = verdict;
    }
    return worst;
}

static void replace_cause(struct mfp_server_summary *summary, const char *says, const char *fix)
{
    summary->cause = *summary->verdict.cause;
    summary->cause.owner = MFP_OWNER_MAIL_ADMIN;
    summary->cause.says = says;
    summary->cause.fix = fix;
    summary->verdict.cause = &summary->cause;
}

/* Causes speak of a device and its settings; what was seen here is plainly the server's part. */
static void blame_server(struct mfp_server_summary *summary)
{
    const struct mfp_verdict *verdict = &summary->verdict;
    if (!verdict->cause)
        return;
    if (verdict->stage == MFP_STAGE_CONNECT && summary->facts.working)
        replace_cause(summary, verdict->cause->says,
                      "Start the mail service at that address, open the way to it, or take the "
                      "address out of DNS: clients that meet it fail or wait.");
    if (verdict->fault == MFP_FAULT_TLS_VERSION && summary->facts.newest &&
        summary->facts.newest < MFP_TLS_VERSION_1_2)
        replace_cause(summary, "the server speaks old TLS versions alone",
                      "Update the server's TLS. For devices that are as old, set 'tls_min = 1.0' "
                      "for it in the inventory.");
}

static enum mfp_state judge(const struct mfp_server_outcome *outcome,
                            struct mfp_server_summary *summary)
{
    const struct mfp_states *states = &outcome->settings->states;
    mfp_look_verdict_read(&outcome->look->verdict, outcome->knowledge, &summary->verdict);
    if (!outcome->look->count)
        return mfp_states_of(states, &summary->verdict);
    enum mfp_state worst = find_worst(outcome, summary);
    if (!summary->worst && summary->facts.shown)
        mfp_look_verdict_read(&summary->facts.shown->verdict, outcome->knowledge,
                              &summary->verdict);
    blame_server(summary);
    if (!summary->facts.working || worst == MFP_STATE_OK)
        return worst;
    /* Clients meet the broken one now and then. */
    return mfp_states_named(states, MFP_SERVER_PARTLY, MFP_STATE_WARNING);
}

static enum mfp_state judge_certificate(const struct mfp_server_outcome *outcome,
                                        const struct mfp_server_facts *facts,
                                        struct mfp_text *concerns)
{
    const struct mfp_early_limit *limit = &outcome->settings->early.of[MFP_EARLY_CERTIFICATE];
    if (!facts->certificate)
        return MFP_STATE_OK;
    int64_t days = mfp_days_until(facts->certificate->chain_not_after, outcome->now);
    enum mfp_state state = mfp_range_state(&limit->warning, &limit->critical, (double)days);
    if (state == MFP_STATE_OK)
        return state;
    if (days < 0)
        mfp_text_puts(concerns, ", certificate expired");
    else
        mfp_text_printf(concerns, ", certificate expires in %lld days", (long long)days);
    return state;
}

static enum mfp_state judge_versions(const struct mfp_server_outcome *outcome,
                                     const struct mfp_server_facts *facts,
                                     struct mfp_text *concerns)
{
    enum mfp_tls_version oldest = outcome->settings->tls_oldest;
    if (!oldest || !facts->oldest || facts->oldest >= oldest)
        return MFP_STATE_OK;
    mfp_text_printf(concerns, ", accepts TLS %s",
                    mfp_word_name(mfp_tls_version_words, (int)facts->oldest));
    return MFP_STATE_WARNING;
}

static enum mfp_state judge_time(const struct mfp_server_outcome *outcome,
                                 const struct mfp_server_facts *facts, struct mfp_text *concerns)
{
    const struct mfp_server_settings *settings = outcome->settings;
    enum mfp_state state = mfp_range_state(&settings->warning, &settings->critical, facts->seconds);
    if (state != MFP_STATE_OK)
        mfp_text_printf(concerns, ", slower than it should: %.2f s", facts->seconds);
    return state;
}

const char *mfp_server_code(const struct mfp_verdict *verdict, char *buffer, size_t size)
{
    buffer[0] = '\0';
    if (verdict->code)
        mfp_format(buffer, size, "%d %s%s", verdict->code, verdict->enhanced,
                   verdict->enhanced[0] ? " " : "");
    return buffer;
}

/* "service at connect, nothing listens on that port of the server" */
static void say_verdict(const struct mfp_verdict *verdict, struct mfp_text *text)
{
    char says[128], code[32];
    const char *words = mfp_verdict_says(verdict, says, sizeof(says));
    if (verdict->category == MFP_CATEGORY_SETUP && verdict->reply[0])
        words = verdict->reply; /* our own mistake: no cause is as exact as the library's words */
    mfp_text_printf(text, "%s %sat %s, %s",
                    mfp_word_name(mfp_category_words, (int)verdict->category),
                    mfp_server_code(verdict, code, sizeof(code)),
                    mfp_word_shown(mfp_stage_words, (int)verdict->stage), words);
}

/* "2 of 3 addresses work; 192.0.2.7: service at connect, ..." */
static void say_broken(const struct mfp_server_summary *summary, struct mfp_text *text)
{
    const struct mfp_server_facts *facts = &summary->facts;
    if (facts->working)
        mfp_text_printf(text, " %zu of %zu addresses work; %s: ", facts->working, facts->tried,
                        summary->worst->address);
    else if (facts->tried > 1)
        mfp_text_printf(text, " none of %zu addresses works; ", facts->tried);
    else
        mfp_text_puts(text, ": ");
    say_verdict(&summary->verdict, text);
}

static void say_working(const struct mfp_server_facts *facts, struct mfp_text *text)
{
    if (facts->working == 1)
        mfp_text_puts(text, " works");
    else
        mfp_text_printf(text, " %zu addresses work", facts->working);
}

/* "TLS 1.2 and 1.3, certificate 63 days" */
static void say_offer(const struct mfp_server_outcome *outcome,
                      const struct mfp_server_facts *facts, struct mfp_text *text)
{
    char versions[64];
    mfp_versions_text(facts->accepts, MFP_ACCEPTS_YES, versions, sizeof(versions));
    if (versions[0])
        mfp_text_printf(text, ", TLS %s", versions);
    else
        mfp_text_puts(text, ", no TLS");
    if (facts->certificate)
        mfp_text_printf(
            text, ", certificate %lld days",
            (long long)mfp_days_until(facts->certificate->chain_not_after, outcome->now));
}

static void summarize(const struct mfp_server_outcome *outcome,
                      const struct mfp_server_summary *summary, const struct mfp_text *concerns,
                      struct mfp_report *report)
{
    const struct mfp_look *look = outcome->look;
    struct mfp_text text = {.maximum = sizeof(report->summary) - 1};
    mfp_text_printf(&text, "%s:%u", look->host, (unsigned)look->port);
    if (summary->verdict.category != MFP_CATEGORY_OK)
        say_broken(summary, &text);
    else
        say_working(&summary->facts, &text);
    if (concerns->length)
        mfp_text_puts(&text, mfp_text_string(concerns));
    else if (summary->verdict.category == MFP_CATEGORY_OK)
        say_offer(outcome, &summary->facts, &text);
    mfp_format(report->summary, sizeof(report->summary), "%s", mfp_text_string(&text));
    mfp_text_done(&text);
}

static void mark_stale(const struct mfp_server_outcome *outcome, struct mfp_report *report)
{
    char words[sizeof(report->summary)], span[32];
    int64_t age = mfp_age(outcome->look->at, outcome->now);
    if (!outcome->recorded || age <= outcome->max_age_s)
        return;
    mfp_format(words, sizeof(words), "%s", report->summary);
    mfp_format(report->summary, sizeof(report->summary), "%s old, too old: %.900s",
               mfp_span_words(age, span, sizeof(span)), words);
    report->state = MFP_STATE_UNKNOWN;
}

void mfp_server_describe(const struct mfp_server_outcome *outcome, struct mfp_report *report)
{
    struct mfp_server_summary summary = {.worst = NULL};
    struct mfp_text concerns = {0}, differences = {0};
    const struct mfp_server_facts *facts = &summary.facts;
    mfp_server_facts(outcome->look, &summary.facts);
    report->state = judge(outcome, &summary);
    if (facts->working) { /* of a server that does not work, that is all to be said */
        report->state =
            mfp_state_worse(report->state, judge_certificate(outcome, facts, &concerns));
        report->state = mfp_state_worse(report->state, judge_versions(outcome, facts, &concerns));
        report->state = mfp_state_worse(report->state, judge_time(outcome, facts, &concerns));
    }
    mfp_server_differences(outcome->look, &differences);
    mfp_text_clean(summary.differences, sizeof(summary.differences), mfp_text_string(&differences),
                   differences.length);
    summarize(outcome, &summary, &concerns, report);
    mark_stale(outcome, report);
    mfp_server_lines(outcome, &summary, report);
    mfp_server_fields(outcome, &summary, report);
    mfp_text_done(&differences);
    mfp_text_done(&concerns);
}
