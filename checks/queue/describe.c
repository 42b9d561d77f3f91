#include "checks/queue/describe.h"

#include "core/clock.h"

#include <string.h>
#include <strings.h>

static enum mfp_state state_by_rule(const struct mfp_queue_verdict *verdict)
{
    switch (verdict->state) {
    case MFP_QUEUE_IDLE:
    case MFP_QUEUE_FLOWING:
        return verdict->suspect ? MFP_STATE_WARNING : MFP_STATE_OK;
    case MFP_QUEUE_BACKLOG:
        return MFP_STATE_WARNING;
    case MFP_QUEUE_STUCK:
    case MFP_QUEUE_DROPPING:
        return verdict->suspect || verdict->unsure || verdict->tier == MFP_TIER_D
                   ? MFP_STATE_WARNING
                   : MFP_STATE_CRITICAL;
    case MFP_QUEUE_OFF:
        return verdict->overdue || verdict->suspect ? MFP_STATE_WARNING : MFP_STATE_OK;
    case MFP_QUEUE_UNKNOWN:
    case MFP_QUEUE_UNSUPPORTED:
        break;
    }
    return MFP_STATE_UNKNOWN;
}

enum mfp_state mfp_queue_report_state(const struct mfp_states *states,
                                      const struct mfp_queue_verdict *verdict)
{
    return mfp_states_named(states, mfp_word_name(mfp_queue_state_words, (int)verdict->state),
                            state_by_rule(verdict));
}

static int64_t age_of(const struct mfp_queue_outcome *outcome)
{
    return mfp_age(outcome->record->at, outcome->now);
}

static bool is_stale(const struct mfp_queue_outcome *outcome)
{
    return outcome->recorded && age_of(outcome) > outcome->max_age_s;
}

static void summarize(const struct mfp_queue_outcome *outcome, struct mfp_report *report)
{
    const struct mfp_queue_verdict *verdict = &outcome->record->verdict;
    char words[1024], age[32], since[48] = "";
    if (verdict->state == MFP_QUEUE_OFF)
        mfp_format(since, sizeof(since), " since %s",
                   mfp_time_words(outcome->record->at - verdict->off_for, age, sizeof(age)));
    mfp_format(report->summary, sizeof(report->summary), "%s: %s%s%s%s", outcome->plan->device,
               mfp_word_shown(mfp_queue_state_words, (int)verdict->state), since,
               verdict->evidence[0] ? ", " : "", verdict->evidence);
    if (!is_stale(outcome))
        return;
    mfp_format(words, sizeof(words), "%s", report->summary);
    mfp_format(report->summary, sizeof(report->summary), "%s old, too old: %.900s",
               mfp_span_words(age_of(outcome), age, sizeof(age)), words);
}

static bool is_trouble(const struct mfp_queue_verdict *verdict)
{
    return verdict->state == MFP_QUEUE_STUCK || verdict->state == MFP_QUEUE_DROPPING ||
           verdict->state == MFP_QUEUE_BACKLOG;
}

/* Queue and test send together say more than either: which of the two ends is to be looked at. */
static void cross_check(const struct mfp_queue_outcome *outcome, struct mfp_report *report)
{
    const struct mfp_queue_verdict *verdict = &outcome->record->verdict;
    const struct mfp_result *send = outcome->send;
    char age[32];
    if (!send)
        return;
    mfp_span_words(mfp_age(send->at, outcome->now), age, sizeof(age));
    if (send->category == MFP_CATEGORY_OK) {
        if (is_trouble(verdict))
            mfp_report_line(
                report, "Account: it can send, as a test %s ago showed: look at the device", age);
        return;
    }
    const char *category = mfp_word_name(mfp_category_words, (int)send->category);
    if (verdict->depth > 0)
        mfp_report_line(report, "Account: failing (%s), and %lld job%s waiting: mend the account",
                        category, (long long)verdict->depth, verdict->depth == 1 ? "" : "s");
    else if (verdict->state == MFP_QUEUE_IDLE)
        mfp_report_line(report, "Account: failing (%s); nobody has scanned yet", category);
}

static void describe_device(const struct mfp_queue_outcome *outcome, struct mfp_report *report)
{
    const struct mfp_queue_record *record = outcome->record;
    const struct mfp_queue_verdict *verdict = &record->verdict;
    const struct mfp_profile *profile = mfp_profile_find(record->profile);
    const char *maker = record->brand[0] ? record->brand : record->vendor;
    /* Many models begin with their maker's name. */
    bool named = strncasecmp(record->model, maker, strlen(maker)) == 0;
    if (maker[0] || record->model[0])
        mfp_report_line(report, "Device: %s%s%s%s%s", named ? "" : maker,
                        named || !record->model[0] ? "" : " ", record->model,
                        record->serial[0] ? ", serial number " : "", record->serial);
    if (verdict->tier != MFP_TIER_NONE)
        mfp_report_line(report, "Told: tier %s%s%s%s", mfp_tier_name(verdict->tier),
                        record->profile[0] ? ", profile " : "", record->profile,
                        verdict->unproven ? ", which rests on documents alone" : "");
    if (record->trouble[0])
        mfp_report_line(report, "Alert: %s", record->trouble);
    if (record->console[0] && outcome->verbose >= 1)
        mfp_report_line(report, "Display: %s", record->console);
    if (profile && profile->caveat && is_trouble(verdict))
        mfp_report_line(report, "Caution: %s", profile->caveat);
}

static void describe_owner(const struct mfp_queue_outcome *outcome, struct mfp_report *report)
{
    const struct mfp_queue_verdict *verdict = &outcome->record->verdict;
    bool account = outcome->send && outcome->send->category != MFP_CATEGORY_OK;
    if (!is_trouble(verdict) || account)
        return;
    mfp_report_line(report,
                    "Owner: %s. Fix: Look at the job in the device's own list of jobs, delete it "
                    "or send it again, and see its log for the server's reply.",
                    mfp_word_shown(mfp_owner_words, MFP_OWNER_DEVICE_ADMIN));
}

static void describe_memory(const struct mfp_queue_outcome *outcome, struct mfp_report *report)
{
    const struct mfp_queue_verdict *verdict = &outcome->record->verdict;
    char age[32], at[32];
    if (verdict->swapped)
        mfp_report_line(report, "Another device answers at this address: what was known is void");
    if (outcome->recorded)
        mfp_report_line(report, "Recorded: %s ago, %s",
                        mfp_span_words(age_of(outcome), age, sizeof(age)),
                        mfp_time_words(outcome->record->at, at, sizeof(at)));
    if (outcome->note)
        mfp_report_line(report, "Not recorded: %s", outcome->note);
}

static void measure_one(struct mfp_report *report, const char *label, int64_t value,
                        const char *unit)
{
    struct mfp_perf *perf = value >= 0 ? mfp_report_perf(report, label, (double)value, unit) : NULL;
    if (perf)
        perf->minimum = 0;
}

static void measure(const struct mfp_queue_outcome *outcome, struct mfp_report *report)
{
    const struct mfp_queue_verdict *verdict = &outcome->record->verdict;
    bool told = verdict->tier == MFP_TIER_A || verdict->tier == MFP_TIER_B;
    measure_one(report, "queue", verdict->depth, "");
    if (report->perf_count) {
        report->perf[0].warning = &outcome->settings->warning;
        report->perf[0].critical = &outcome->settings->critical;
    }
    measure_one(report, "queue_age", verdict->oldest_age, "s");
    measure_one(report, "stuck", told ? (int64_t)verdict->stuck : -1, "");
    measure_one(report, "dropped", told || verdict->dropped ? (int64_t)verdict->dropped : -1, "");
    measure_one(report, "sent", verdict->sent, "");
    measure_one(report, "scanned", verdict->scanned, "");
    if (outcome->recorded)
        measure_one(report, "age", age_of(outcome), "s");
}

static void field_text(struct mfp_report *report, const char *name, const char *value)
{
    mfp_report_string(report, name, value[0] ? value : NULL);
}

static void field_number(struct mfp_report *report, const char *name, int64_t value)
{
    if (value >= 0)
        mfp_report_integer(report, name, value);
    else
        mfp_report_null(report, name);
}

static void list_device(const struct mfp_queue_record *record, struct mfp_report *report)
{
    field_text(report, "address", record->address);
    field_text(report, "vendor", record->vendor);
    field_text(report, "brand", record->brand);
    field_text(report, "model", record->model);
    field_text(report, "serial", record->serial);
    field_text(report, "profile", record->profile);
    field_text(report, "alert", record->trouble);
    field_text(report, "display", record->console);
}

static void list_queue(const struct mfp_queue_verdict *verdict, struct mfp_report *report)
{
    field_text(report, "queue_state", mfp_word_name(mfp_queue_state_words, (int)verdict->state));
    field_text(report, "evidence", verdict->evidence);
    field_text(report, "tier", mfp_tier_name(verdict->tier));
    mfp_report_bool(report, "unproven", verdict->unproven);
    field_number(report, "queue", verdict->depth);
    field_number(report, "queue_age", verdict->oldest_age);
    field_number(report, "stuck", verdict->stuck);
    field_number(report, "dropped", verdict->dropped);
    field_number(report, "canceled", verdict->canceled);
    field_number(report, "completed", verdict->completed);
    field_number(report, "vanished", verdict->vanished);
    field_number(report, "lost", verdict->lost);
    field_number(report, "scanned", verdict->scanned);
    field_number(report, "sent", verdict->sent);
    field_number(report, "off_for", verdict->off_for);
    mfp_report_bool(report, "suspect", verdict->suspect);
    mfp_report_bool(report, "unsure", verdict->unsure);
    mfp_report_bool(report, "head_of_line", verdict->head_of_line);
    mfp_report_bool(report, "baseline", verdict->baseline);
    mfp_report_bool(report, "rebooted", verdict->rebooted);
    mfp_report_bool(report, "swapped", verdict->swapped);
}

void mfp_queue_describe(const struct mfp_queue_outcome *outcome, struct mfp_report *report)
{
    const struct mfp_queue_settings *settings = outcome->settings;
    const struct mfp_queue_verdict *verdict = &outcome->record->verdict;
    report->state = mfp_queue_report_state(&settings->states, verdict);
    if (verdict->depth >= 0)
        report->state =
            mfp_state_worse(report->state, mfp_range_state(&settings->warning, &settings->critical,
                                                           (double)verdict->depth));
    if (is_stale(outcome))
        report->state = MFP_STATE_UNKNOWN;
    summarize(outcome, report);
    describe_owner(outcome, report);
    cross_check(outcome, report);
    describe_device(outcome, report);
    describe_memory(outcome, report);
    measure(outcome, report);
    mfp_report_string(report, "device", outcome->plan->device);
    mfp_report_string(report, "state", mfp_word_shown(mfp_state_words, (int)report->state));
    list_queue(verdict, report);
    list_device(outcome->record, report);
    mfp_report_string(
        report, "account_category",
        outcome->send ? mfp_word_name(mfp_category_words, (int)outcome->send->category) : NULL);
    mfp_report_bool(report, "recorded", outcome->recorded);
    mfp_report_integer(report, "at", outcome->record->at);
    mfp_report_integer(report, "age", age_of(outcome));
}
