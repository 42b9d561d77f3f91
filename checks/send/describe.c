#include "checks/send/describe.h"

#include "checks/send/early.h"
#include "core/clock.h"
#include "core/report_verdict.h"
#include "core/spans.h"

#include <string.h>

/* Whole days until the first certificate of the chain expires. */
static bool certificate_days(const struct mfp_send_outcome *outcome, int64_t *days)
{
    if (!outcome->result->cert_not_after)
        return false;
    *days = mfp_days_until(outcome->result->cert_not_after, outcome->now);
    return true;
}

static const char *done_words(enum mfp_depth depth)
{
    switch (depth) {
    case MFP_DEPTH_CONNECT:
        return "answers";
    case MFP_DEPTH_TLS:
        return "speaks TLS";
    case MFP_DEPTH_AUTH:
        return "takes the login";
    case MFP_DEPTH_ENVELOPE:
        return "takes sender and recipient";
    case MFP_DEPTH_MESSAGE:
        break;
    }
    return "took the message";
}

static void summarize_ok(const struct mfp_send_outcome *outcome, struct mfp_report *report)
{
    const struct mfp_plan *plan = outcome->plan;
    double seconds = mfp_span_total(outcome->result->stage_us);
    const char *slow = report->state == MFP_STATE_OK ? "" : ", slower than it should";
    if (strcmp(plan->device, plan->host) == 0)
        mfp_format(report->summary, sizeof(report->summary), "%s:%u %s in %.2f s%s", plan->host,
                   (unsigned)plan->port, done_words(plan->depth), seconds, slow);
    else
        mfp_format(report->summary, sizeof(report->summary), "%s: %s %s in %.2f s%s", plan->device,
                   plan->host, done_words(plan->depth), seconds, slow);
}

/* "...; certificate expires in 12 days" */
static void warn_early(const struct mfp_send_outcome *outcome, struct mfp_report *report)
{
    char words[256];
    size_t used = strlen(report->summary);
    enum mfp_state state = mfp_send_early_state(outcome->early, words, sizeof(words));
    report->state = mfp_state_worse(report->state, state);
    if (words[0])
        mfp_format(report->summary + used, sizeof(report->summary) - used, "; %s", words);
}

/* "xerox-3f: auth 535 5.7.139 at AUTH, basic authentication is off for this mailbox" */
static void summarize_failure(const struct mfp_send_outcome *outcome, struct mfp_report *report)
{
    const struct mfp_verdict *verdict = outcome->verdict;
    char code[24] = "";
    char says[128];
    const char *words = mfp_verdict_says(verdict, says, sizeof(says));
    if (verdict->category == MFP_CATEGORY_SETUP && verdict->reply[0])
        words = verdict->reply; /* our own mistake: no cause is as exact as the library's words */
    if (verdict->code)
        mfp_format(code, sizeof(code), " %d%s%s", verdict->code, verdict->enhanced[0] ? " " : "",
                   verdict->enhanced);
    mfp_format(report->summary, sizeof(report->summary), "%s: %s%s at %s, %s",
               outcome->plan->device, mfp_word_name(mfp_category_words, (int)verdict->category),
               code, mfp_word_shown(mfp_stage_words, (int)verdict->stage), words);
}

/* "Steps: resolve ok 2 ms, connect ok 14 ms, tls ok TLSv1.2 31 ms, auth failed 210 ms" */
static void describe_steps(const struct mfp_send_outcome *outcome, struct mfp_report *report)
{
    const struct mfp_result *result = outcome->result;
    struct mfp_text line = {0};
    for (size_t i = 0; i < MFP_SPANS; i++) {
        double seconds = mfp_span_seconds(result->stage_us, mfp_spans[i].stages);
        bool failed = outcome->verdict->category != MFP_CATEGORY_OK &&
                      (mfp_spans[i].stages & MFP_AT(outcome->verdict->stage));
        bool tls = strcmp(mfp_spans[i].name, "tls") == 0 && result->tls_version[0];
        if (seconds < 0 && !failed)
            continue;
        mfp_text_printf(&line, "%s%s %s%s%s", line.length ? ", " : "", mfp_spans[i].name,
                        failed ? "failed" : "ok", tls ? " " : "", tls ? result->tls_version : "");
        if (seconds >= 0.001)
            mfp_text_printf(&line, " %.0f ms", seconds * 1e3);
        else
            mfp_text_puts(&line, " <1 ms");
    }
    if (line.length)
        mfp_report_line(report, "Steps: %s", mfp_text_string(&line));
    mfp_text_done(&line);
}

static void describe_path(const struct mfp_send_outcome *outcome, struct mfp_report *report)
{
    const struct mfp_plan *plan = outcome->plan;
    const char *mechanism = outcome->result->mechanism;
    bool blind = plan->tls != MFP_TLS_NONE && !plan->tls_verify;
    bool login = plan->user && plan->depth >= MFP_DEPTH_AUTH;
    mfp_report_line(report, "Tried: %s%s%s port %u, %s%s%s%s", plan->user ? plan->user : "",
                    plan->user ? " at " : "", plan->host, (unsigned)plan->port,
                    mfp_word_shown(mfp_tls_mode_words, (int)plan->tls),
                    mechanism[0] ? ", AUTH "
                    : login      ? ""
                                 : ", no login",
                    mechanism, blind ? ", certificate not checked (tls_verify = no)" : "");
}

static int64_t age_of(const struct mfp_send_outcome *outcome)
{
    return mfp_age(outcome->result->at, outcome->now);
}

static bool is_stale(const struct mfp_send_outcome *outcome)
{
    /* Who must not send cannot be fresh; only a limit that somebody asked for still counts. */
    bool excused = outcome->hold || (outcome->pace && !outcome->settings->keep.max_age_ms);
    return outcome->recorded && !excused && age_of(outcome) > outcome->max_age_s;
}

/* "Since 2026-11-21 08:15, 12 times in a row, last success 2026-11-20 23:45." */
static void describe_streak(const struct mfp_send_outcome *outcome, struct mfp_report *report)
{
    const struct mfp_streak *streak = outcome->streak;
    char since[32], success[32];
    if (!streak || !streak->since)
        return;
    mfp_time_words(streak->since, since, sizeof(since));
    mfp_time_words(streak->last_success, success, sizeof(success));
    if (streak->failures)
        mfp_report_line(report, "Failing since %s, %u in a row, last success %s", since,
                        streak->failures, streak->last_success ? success : "never recorded");
    else
        mfp_report_line(report, "Working since %s", since);
}

/* "minute", "hour", "day"; else "58 min" */
static const char *window_words(int64_t seconds, char *buffer, size_t size)
{
    switch (seconds) {
    case 60:
        return "minute";
    case 3600:
        return "hour";
    case 86400:
        return "day";
    default:
        return mfp_span_words(seconds, buffer, size);
    }
}

const char *mfp_pace_words(const struct mfp_pace *pace, char *buffer, size_t size)
{
    char until[32], window[32];
    mfp_time_words(pace->until, until, sizeof(until));
    switch (pace->reason) {
    case MFP_PACE_BUDGET:
        return mfp_format(buffer, size, "%.120s has had its %u test%s per %s, the next from %s",
                          pace->bucket, pace->window.sends, pace->window.sends == 1 ? "" : "s",
                          window_words(pace->window.seconds, window, sizeof(window)), until);
    case MFP_PACE_TURN:
        return mfp_format(buffer, size, "%.120s: other devices have waited longer", pace->bucket);
    case MFP_PACE_BACKOFF:
        break;
    }
    return mfp_format(buffer, size,
                      "%.120s is left alone until %s, the server asked for patience (%u in a row)",
                      pace->bucket, until, pace->tries);
}

static void describe_memory(const struct mfp_send_outcome *outcome, struct mfp_report *report)
{
    char at[32], age[32], until[32], words[200];
    const struct mfp_hold *hold = outcome->hold;
    mfp_time_words(outcome->result->at, at, sizeof(at));
    const char *sender = outcome->result->sender;
    bool other = sender[0] && strcmp(sender, outcome->result->device) != 0;
    if (outcome->recorded)
        mfp_report_line(report, "Recorded: %s ago, %s%s%s%s",
                        mfp_span_words(age_of(outcome), age, sizeof(age)), at,
                        other ? ", sent as " : "", other ? sender : "",
                        other ? ", which is set up alike" : "");
    if (hold) {
        mfp_time_words(hold->since, at, sizeof(at));
        mfp_time_words(hold->until, until, sizeof(until));
        mfp_report_line(report,
                        "Held: account %s is not tried before %s, its password was rejected at %s "
                        "(%s, %u in a row). Change it, or: mfpmail release '%s'",
                        hold->account, until, at, hold->device, hold->tries, hold->account);
    }
    if (outcome->pace)
        mfp_report_line(report, "Not sent: %s",
                        mfp_pace_words(outcome->pace, words, sizeof(words)));
    describe_streak(outcome, report);
    if (outcome->note)
        mfp_report_line(report, "Not recorded: %s", outcome->note);
}

static void describe_detail(const struct mfp_send_outcome *outcome, struct mfp_report *report)
{
    const struct mfp_verdict *verdict = outcome->verdict;
    if (verdict->category != MFP_CATEGORY_OK && verdict->cause)
        mfp_report_line(report, "Owner: %s. Fix: %s",
                        mfp_word_shown(mfp_owner_words, (int)verdict->cause->owner),
                        verdict->cause->fix);
    if (verdict->category != MFP_CATEGORY_OK && verdict->reply[0])
        mfp_report_line(report, "%s: %s", verdict->code ? "Server said" : "Seen", verdict->reply);
    mfp_send_early_lines(outcome, report);
    describe_memory(outcome, report);
    describe_path(outcome, report);
    describe_steps(outcome, report);
    if (outcome->verbose >= 1 && verdict->category != MFP_CATEGORY_OK)
        mfp_report_line(report, "Judged: cause %s, confidence %s, by %s",
                        verdict->cause ? verdict->cause->name : "none",
                        mfp_word_name(mfp_confidence_words, (int)verdict->confidence),
                        verdict->inner   ? "a reply quoted inside the reply"
                        : verdict->fault ? mfp_fault_name(verdict->fault)
                                         : "the reply");
    if (outcome->verbose >= 2 && outcome->transcript) {
        mfp_report_line(report, "Transcript:");
        mfp_transcript_print(outcome->transcript, &report->lines, outcome->verbose >= 3);
    }
}

static void measure(const struct mfp_send_outcome *outcome, struct mfp_report *report)
{
    const struct mfp_verdict *verdict = outcome->verdict;
    struct mfp_perf *perf =
        mfp_report_perf(report, "time", mfp_span_total(outcome->result->stage_us), "s");
    perf->warning = &outcome->settings->warning;
    perf->critical = &outcome->settings->critical;
    perf->minimum = 0;
    for (size_t i = 0; i < MFP_SPANS; i++) {
        double seconds = mfp_span_seconds(outcome->result->stage_us, mfp_spans[i].stages);
        if (seconds >= 0)
            mfp_report_perf(report, mfp_spans[i].name, seconds, "s")->minimum = 0;
    }
    if (verdict->code)
        mfp_report_perf(report, "code", verdict->code, "");
    mfp_send_early_measure(outcome, report);
    if (outcome->result->size_limit > 0)
        mfp_report_perf(report, "size_limit", (double)outcome->result->size_limit, "B");
    if (outcome->streak)
        mfp_report_perf(report, "failures", outcome->streak->failures, "")->minimum = 0;
    if (outcome->recorded)
        mfp_report_perf(report, "age", (double)age_of(outcome), "s")->minimum = 0;
}

static void field_text(struct mfp_report *report, const char *name, const char *value)
{
    mfp_report_string(report, name, value && value[0] ? value : NULL);
}

static void list_times(const struct mfp_send_outcome *outcome, struct mfp_report *report)
{
    char name[40];
    mfp_report_real(report, "times.total", mfp_span_total(outcome->result->stage_us));
    for (size_t i = 0; i < MFP_SPANS; i++) {
        double seconds = mfp_span_seconds(outcome->result->stage_us, mfp_spans[i].stages);
        mfp_format(name, sizeof(name), "times.%s", mfp_spans[i].name);
        if (seconds >= 0)
            mfp_report_real(report, name, seconds);
        else
            mfp_report_null(report, name);
    }
}

static void list_path(const struct mfp_send_outcome *outcome, struct mfp_report *report)
{
    const struct mfp_plan *plan = outcome->plan;
    const struct mfp_result *result = outcome->result;
    int64_t days;
    field_text(report, "account", plan->account ? plan->account : plan->user);
    field_text(report, "host", plan->host);
    mfp_report_integer(report, "port", plan->port);
    field_text(report, "depth", mfp_word_name(mfp_depth_words, (int)plan->depth));
    field_text(report, "tls_version", result->tls_version);
    field_text(report, "tls_cipher", result->tls_cipher);
    if (result->tls_version[0])
        mfp_report_bool(report, "tls_verified", result->tls_verified);
    else
        mfp_report_null(report, "tls_verified");
    if (certificate_days(outcome, &days))
        mfp_report_integer(report, "cert_days", days);
    else
        mfp_report_null(report, "cert_days");
    if (result->size_limit > 0)
        mfp_report_integer(report, "size_limit", result->size_limit);
    else
        mfp_report_null(report, "size_limit");
    mfp_report_integer(report, "message_size", result->message_octets);
}

static void list_time(struct mfp_report *report, const char *name, int64_t at)
{
    if (at)
        mfp_report_integer(report, name, at);
    else
        mfp_report_null(report, name);
}

static void list_memory(const struct mfp_send_outcome *outcome, struct mfp_report *report)
{
    const struct mfp_streak none = {0};
    const struct mfp_streak *streak = outcome->streak ? outcome->streak : &none;
    mfp_report_bool(report, "recorded", outcome->recorded);
    field_text(report, "sent_as", outcome->result->sender);
    list_time(report, "at", outcome->result->at);
    mfp_report_integer(report, "age", age_of(outcome));
    list_time(report, "since", streak->since);
    list_time(report, "last_success", streak->last_success);
    if (outcome->streak)
        mfp_report_integer(report, "failures", streak->failures);
    else
        mfp_report_null(report, "failures");
    list_time(report, "hold_until", outcome->hold ? outcome->hold->until : 0);
    list_time(report, "paced_until", outcome->pace ? outcome->pace->until : 0);
    field_text(report, "token", outcome->result->token);
}

void mfp_send_describe(const struct mfp_send_outcome *outcome, struct mfp_report *report)
{
    const struct mfp_send_settings *settings = outcome->settings;
    const struct mfp_streak *streak = outcome->streak;
    report->state = mfp_states_of(&settings->states, outcome->verdict);
    if (streak)
        report->state = mfp_tolerance_state(&settings->tolerance, outcome->verdict, report->state,
                                            streak->failures, streak->since, outcome->now);
    if (outcome->verdict->category == MFP_CATEGORY_OK) {
        enum mfp_state slow = mfp_range_state(&settings->warning, &settings->critical,
                                              mfp_span_total(outcome->result->stage_us));
        report->state = mfp_state_worse(report->state, slow);
        summarize_ok(outcome, report);
        warn_early(outcome, report);
    } else {
        summarize_failure(outcome, report);
    }
    if (is_stale(outcome)) {
        char words[1024], age[32];
        mfp_format(words, sizeof(words), "%s", report->summary);
        mfp_format(report->summary, sizeof(report->summary), "%s old, too old: %.900s",
                   mfp_span_words(age_of(outcome), age, sizeof(age)), words);
        report->state = MFP_STATE_UNKNOWN;
    }
    describe_detail(outcome, report);
    measure(outcome, report);
    mfp_report_string(report, "device", outcome->plan->device);
    mfp_report_string(report, "state", mfp_word_shown(mfp_state_words, (int)report->state));
    mfp_report_verdict(report, outcome->verdict);
    list_times(outcome, report);
    list_path(outcome, report);
    list_memory(outcome, report);
    mfp_send_early_fields(outcome, report);
}
