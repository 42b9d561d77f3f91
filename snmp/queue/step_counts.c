/* Tier C: counters. They prove that something is done, not that mail arrives. */
#include "snmp/queue/step.h"

/* A suspicion ends after so many thresholds in which nobody scanned. */
enum { SUSPECT_FACTOR = 6 };

static const int64_t not_told = -1;

/* How much a counter grew. One that fell did wrap, if it was within a twentieth of its end; else it
 * was reset, and what it counted meanwhile is not known. */
static int64_t grown(const struct mfp_counter *before, const struct mfp_counter *now)
{
    if (!before->given || !now->given)
        return not_told;
    if (now->value >= before->value)
        return now->value - before->value;
    if (before->modulus == INT64_MAX || before->value > before->modulus ||
        before->value < before->modulus - before->modulus / 20)
        return not_told;
    return before->modulus - before->value + now->value;
}

/* What should come out when this goes in. */
struct pair {
    enum mfp_count in, out;
};

static bool find_pair(const struct mfp_queue_sample *sample, struct pair *pair)
{
    if (sample->counters[MFP_COUNT_MESSAGES].given) {
        pair->in =
            sample->counters[MFP_COUNT_EMAILED].given ? MFP_COUNT_EMAILED : MFP_COUNT_SCANNED;
        pair->out = MFP_COUNT_MESSAGES;
        return true;
    }
    pair->in = MFP_COUNT_CREATED;
    pair->out = MFP_COUNT_FINISHED;
    return sample->counters[MFP_COUNT_FINISHED].given;
}

static void watch_pair(struct mfp_step *step, int64_t in, int64_t out)
{
    struct mfp_queue_memory *memory = step->memory;
    char age[MFP_AGE_SIZE];
    if (memory->unanswered > 0)
        mfp_step_age_by(&memory->unanswered_for, step->elapsed);
    if (in > 0)
        mfp_step_age_by(&memory->unanswered, in);
    if (out > 0 || (in <= 0 && memory->unanswered_for / SUSPECT_FACTOR >= step->threshold))
        memory->unanswered = memory->unanswered_for = 0;
    if (memory->unanswered > 0 && memory->unanswered_for >= step->threshold) {
        step->verdict->suspect = true;
        mfp_step_say(step, "%lld went in and nothing came out since %s",
                     (long long)memory->unanswered, mfp_step_age(memory->unanswered_for, age));
    }
}

static void take_in(struct mfp_step *step)
{
    for (int i = 0; i < MFP_COUNTS; i++)
        if (step->sample->counters[i].given)
            step->memory->counters[i] = step->sample->counters[i];
}

/* Failed send jobs that the device counted. Where it shows its jobs, they are counted there. */
static void count_aborted(struct mfp_step *step, int64_t aborted)
{
    if (aborted <= 0 || step->tier == MFP_TIER_A)
        return;
    uint32_t count = aborted < UINT32_MAX ? (uint32_t)aborted : UINT32_MAX;
    step->verdict->dropped = count;
    mfp_step_event(&step->memory->dropped, count, NULL);
}

static void judge(struct mfp_step *step, const int64_t *by)
{
    struct mfp_queue_verdict *verdict = step->verdict;
    struct pair pair;
    bool moves = false;
    for (int i = 0; i < MFP_COUNTS; i++)
        moves |= by[i] > 0 && i != MFP_COUNT_ALERTS;
    verdict->state = moves ? MFP_QUEUE_FLOWING : MFP_QUEUE_IDLE;
    if (find_pair(step->sample, &pair))
        watch_pair(step, by[pair.in], by[pair.out]);
}

static void first_look(struct mfp_step *step)
{
    bool known = false;
    for (int i = 0; i < MFP_COUNTS; i++)
        known |= step->memory->counters[i].given && i != MFP_COUNT_ALERTS;
    step->verdict->baseline |= !known;
}

void mfp_step_counts(struct mfp_step *step)
{
    struct mfp_queue_verdict *verdict = step->verdict;
    int64_t by[MFP_COUNTS];
    for (int i = 0; i < MFP_COUNTS; i++)
        by[i] = grown(&step->memory->counters[i], &step->sample->counters[i]);
    verdict->scanned = step->sample->counters[MFP_COUNT_EMAILED].given ? by[MFP_COUNT_EMAILED]
                                                                       : by[MFP_COUNT_SCANNED];
    verdict->sent = step->sample->counters[MFP_COUNT_MESSAGES].given ? by[MFP_COUNT_MESSAGES]
                                                                     : by[MFP_COUNT_COMPLETED];
    count_aborted(step, by[MFP_COUNT_ABORTED]);
    if (by[MFP_COUNT_ALERTS] > 0)
        mfp_step_say(step, "%lld critical alerts since the last poll",
                     (long long)by[MFP_COUNT_ALERTS]);
    if (step->tier == MFP_TIER_C) {
        first_look(step);
        judge(step, by);
    }
    take_in(step);
}
