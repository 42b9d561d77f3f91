/*
 * From evidence to a verdict on one reply or one fault. The order of evidence is the design's;
 * the evidence itself stands in failures/.
 */
#include "core/evidence.h"
#include "core/text.h"
#include "core/verdict.h"

#include <ctype.h>
#include <string.h>

/* How much more a row of the provider weighs whose server it is. */
enum { PROVIDER_BONUS = 30 };

enum { WORDS = MFP_EVIDENCE_MAX / 64 };

struct finding {
    const struct mfp_evidence *evidence;
    bool inner; /* in a reply quoted inside the reply */
};

/* Ranks FIRST to LAST. */
struct span {
    enum mfp_rank first, last;
};

static const struct span phrases = {MFP_RANK_PHRASE, MFP_RANK_PHRASE};
static const struct span weaker = {MFP_RANK_ENHANCED, MFP_RANK_CODE};
/* What a quoted reply may be judged by: its bare code says less than the outer reply's words. */
static const struct span words = {MFP_RANK_PHRASE, MFP_RANK_TEXT};
static const struct span all = {MFP_RANK_FAULT, MFP_RANK_CODE};

static bool is_candidate(const uint64_t *candidates, size_t i)
{
    return !candidates || (candidates[i / 64] >> (i % 64) & 1);
}

/* The next row from START on in a span of ranks that holds; NULL if there is none. Rows stand in
 * order of rank, so the first that holds is the strongest. */
static const struct mfp_evidence *next_row(const struct mfp_subject *subject,
                                           const struct mfp_evidence_list *list,
                                           const uint64_t *candidates, struct span span,
                                           size_t start)
{
    for (size_t i = start; i < list->count; i++) {
        const struct mfp_evidence *row = &list->rows[i];
        if (candidates && !(candidates[i / 64] >> (i % 64))) {
            i |= 63; /* nothing left in this word */
            continue;
        }
        if (!is_candidate(candidates, i) || row->rank < span.first)
            continue;
        if (row->rank > span.last)
            break;
        if (mfp_evidence_holds(subject, row))
            return row;
    }
    return NULL;
}

static bool is_own(const struct mfp_subject *subject, const struct mfp_evidence *row)
{
    return subject->provider && row->provider && strcmp(row->provider, subject->provider) == 0;
}

/* Where the provider is known, its own row is preferred to a slightly heavier one. */
static const struct mfp_evidence *prefer_own(const struct mfp_subject *subject,
                                             const struct mfp_evidence_list *list,
                                             const uint64_t *candidates,
                                             const struct mfp_evidence *best)
{
    const struct mfp_evidence *row = best;
    const struct span rank = {best->rank, best->rank};
    if (!subject->provider)
        return best;
    while (row && row->weight + PROVIDER_BONUS >= best->weight) {
        if (is_own(subject, row))
            return row;
        row = next_row(subject, list, candidates, rank, (size_t)(row - list->rows) + 1);
    }
    return best;
}

static const struct mfp_evidence *strongest_of(const struct mfp_subject *subject,
                                               const struct mfp_evidence_list *list,
                                               const uint64_t *candidates, struct span span)
{
    const struct mfp_evidence *row = next_row(subject, list, candidates, span, 0);
    return row ? prefer_own(subject, list, candidates, row) : NULL;
}

static const struct mfp_evidence *strongest_built_in(const struct mfp_subject *subject,
                                                     struct span span)
{
    return strongest_of(subject, &subject->knowledge->built_in, subject->candidates, span);
}

static const struct mfp_evidence *strongest_local(const struct mfp_subject *subject)
{
    return strongest_of(subject, &subject->knowledge->local, NULL, all);
}

/* Makes the reply of SUBJECT the one that is searched. CANDIDATES has room for all rows. */
static void open_reply(struct mfp_subject *subject, uint64_t *candidates)
{
    const struct mfp_knowledge *knowledge = subject->knowledge;
    const char *text = subject->reply->text;
    size_t octets = (knowledge->built_in.count + 63) / 64 * sizeof(*candidates);
    memset(candidates, 0, octets);
    knowledge->open(knowledge->context, text, strlen(text), candidates);
    /* Bounces often have lost the basic code: the enhanced one has its first digit. */
    subject->digits =
        mfp_code_digits(subject->reply->code ? subject->reply->code : subject->reply->class * 100);
    subject->candidates = candidates;
}

/* A reply quoted inside this one, "Error: 535 5.7.139 Authentication unsuccessful". It must
 * carry its enhanced code: three digits alone are a year, a port or an amount. */
static bool inner_reply(const struct mfp_reply *reply, struct mfp_reply *inner)
{
    const char *text = reply->text;
    size_t length = strlen(text);
    for (size_t i = 0; i + 9 <= length; i++) {
        int code, class, subject, detail;
        bool last;
        if ((text[i] != '4' && text[i] != '5') || (i && isalnum((unsigned char)text[i - 1])) ||
            !mfp_reply_line(text + i, length - i, &code, &last))
            continue;
        if (!mfp_enhanced_parse(text + i + 4, length - i - 4, &class, &subject, &detail))
            continue;
        mfp_reply_parse(inner, text + i, length - i);
        return inner->code != 0;
    }
    return false;
}

static struct finding find_inner(struct mfp_subject *outer, uint64_t *candidates)
{
    struct mfp_reply inner;
    struct mfp_subject subject = *outer;
    struct finding finding = {.inner = true};
    if (!inner_reply(outer->reply, &inner))
        return finding;
    subject.reply = &inner;
    open_reply(&subject, candidates);
    finding.evidence = strongest_built_in(&subject, words);
    open_reply(outer, candidates);
    return finding;
}

static struct finding find(struct mfp_subject *subject, uint64_t *candidates)
{
    struct finding finding = {0};
    open_reply(subject, candidates);
    if ((finding.evidence = strongest_local(subject)) ||
        (finding.evidence = strongest_built_in(subject, phrases)))
        return finding;
    finding = find_inner(subject, candidates);
    if (!finding.evidence)
        finding = (struct finding){.evidence = strongest_built_in(subject, weaker)};
    return finding;
}

static enum mfp_confidence confidence_of(const struct mfp_evidence *evidence)
{
    if (evidence->anyway && !evidence->enhanced && !evidence->stages)
        return MFP_CONFIDENCE_LOW;
    switch (evidence->rank) {
    case MFP_RANK_FAULT:
    case MFP_RANK_PHRASE:
    case MFP_RANK_ENHANCED:
        return MFP_CONFIDENCE_HIGH;
    case MFP_RANK_TEXT:
    case MFP_RANK_STAGE_CODE:
        return MFP_CONFIDENCE_MEDIUM;
    case MFP_RANK_CODE:
        break;
    }
    return MFP_CONFIDENCE_LOW;
}

static const struct mfp_cause *cause_of(const struct mfp_knowledge *knowledge,
                                        const struct mfp_evidence *evidence)
{
    return &knowledge->causes[evidence->cause];
}

static bool settle(const struct mfp_knowledge *knowledge, struct finding finding,
                   struct mfp_verdict *verdict)
{
    if (!finding.evidence)
        return false;
    verdict->cause = cause_of(knowledge, finding.evidence);
    verdict->category = verdict->cause->category;
    verdict->evidence = finding.evidence;
    verdict->inner = finding.inner;
    verdict->confidence = confidence_of(finding.evidence);
    return true;
}

/* "550 5.7.60 " and the text, cleaned. */
static void describe_reply(const struct mfp_reply *reply, struct mfp_verdict *verdict)
{
    size_t used = 0;
    if (reply->class)
        mfp_format(verdict->enhanced, sizeof(verdict->enhanced), "%d.%d.%d", reply->class,
                   reply->subject, reply->detail);
    if (reply->code) {
        mfp_format(verdict->reply, sizeof(verdict->reply), "%d%s%s%s", reply->code,
                   reply->class ? " " : "", verdict->enhanced, reply->text[0] ? " " : "");
        used = strlen(verdict->reply);
    }
    used += mfp_text_clean(verdict->reply + used, sizeof(verdict->reply) - used, reply->text,
                           strlen(reply->text));
    if (used && verdict->reply[used - 1] == ' ')
        verdict->reply[used - 1] = '\0';
}

/* The first digit tells whether the server wants it to be tried again; without one, the cause. */
static enum mfp_retryable retryable_of(const struct mfp_verdict *verdict)
{
    if (verdict->code >= 400)
        return verdict->code < 500 ? MFP_RETRYABLE_YES : MFP_RETRYABLE_NO;
    return verdict->cause && !verdict->code ? verdict->cause->retryable : MFP_RETRYABLE_UNKNOWN;
}

static struct mfp_subject subject_of(const struct mfp_knowledge *knowledge,
                                     const struct mfp_circumstances *circumstances,
                                     const struct mfp_reply *reply)
{
    return (struct mfp_subject){
        .knowledge = knowledge,
        .stage = circumstances->stage,
        .login_missing = circumstances->login_missing,
        .provider = circumstances->provider,
        .reply = reply,
    };
}

void mfp_classify_reply_only(const struct mfp_knowledge *knowledge,
                             const struct mfp_circumstances *circumstances,
                             const struct mfp_reply *reply, struct mfp_verdict *verdict)
{
    uint64_t candidates[WORDS];
    struct mfp_subject subject = subject_of(knowledge, circumstances, reply);
    *verdict = (struct mfp_verdict){.stage = circumstances->stage, .code = reply->code};
    if (!settle(knowledge, find(&subject, candidates), verdict)) {
        /* No row at all, as with empty tables in a test: the class of the code must do. */
        verdict->confidence = MFP_CONFIDENCE_LOW;
        verdict->category = reply->code / 100 == 4 ? MFP_CATEGORY_TEMPORARY : MFP_CATEGORY_PROTOCOL;
    }
    verdict->retryable = retryable_of(verdict);
}

void mfp_classify_reply_in(const struct mfp_knowledge *knowledge,
                           const struct mfp_circumstances *circumstances,
                           const struct mfp_reply *reply, struct mfp_verdict *verdict)
{
    mfp_classify_reply_only(knowledge, circumstances, reply, verdict);
    describe_reply(reply, verdict);
}

void mfp_classify_reply(const struct mfp_knowledge *knowledge, enum mfp_stage stage,
                        const struct mfp_reply *reply, struct mfp_verdict *verdict)
{
    const struct mfp_circumstances circumstances = {.stage = stage};
    mfp_classify_reply_in(knowledge, &circumstances, reply, verdict);
}

struct listener {
    mfp_classify_tell *tell;
    void *context;
};

static void tell_span(const struct mfp_subject *subject, const struct mfp_evidence_list *list,
                      const uint64_t *candidates, struct span span, bool inner,
                      const struct listener *listener)
{
    const struct mfp_evidence *row;
    for (size_t i = 0; (row = next_row(subject, list, candidates, span, i)) != NULL;
         i = (size_t)(row - list->rows) + 1)
        listener->tell(listener->context, row, cause_of(subject->knowledge, row), inner);
}

void mfp_classify_consider(const struct mfp_knowledge *knowledge,
                           const struct mfp_circumstances *circumstances,
                           const struct mfp_reply *reply, mfp_classify_tell *tell, void *context)
{
    uint64_t candidates[WORDS];
    struct mfp_reply inner;
    struct mfp_subject subject = subject_of(knowledge, circumstances, reply);
    const struct listener listener = {.tell = tell, .context = context};
    const struct mfp_evidence_list *built_in = &knowledge->built_in;
    open_reply(&subject, candidates);
    tell_span(&subject, &knowledge->local, NULL, all, false, &listener);
    tell_span(&subject, built_in, candidates, phrases, false, &listener);
    if (inner_reply(reply, &inner)) {
        struct mfp_subject quoted = subject;
        quoted.reply = &inner;
        open_reply(&quoted, candidates);
        tell_span(&quoted, built_in, candidates, words, true, &listener);
        open_reply(&subject, candidates);
    }
    tell_span(&subject, built_in, candidates, weaker, false, &listener);
}

void mfp_classify_fault(const struct mfp_knowledge *knowledge, const struct mfp_fault *fault,
                        struct mfp_verdict *verdict)
{
    const struct mfp_subject subject = {
        .knowledge = knowledge, .stage = fault->stage, .fault = fault->kind};
    struct finding finding = {.evidence = strongest_local(&subject)};
    *verdict = (struct mfp_verdict){.stage = fault->stage, .fault = fault->kind};
    mfp_text_clean(verdict->reply, sizeof(verdict->reply), fault->detail, strlen(fault->detail));
    if (!finding.evidence && fault->kind)
        finding.evidence =
            strongest_built_in(&subject, (struct span){MFP_RANK_FAULT, MFP_RANK_FAULT});
    if (!settle(knowledge, finding, verdict)) {
        verdict->category = MFP_CATEGORY_SETUP;
        verdict->confidence = MFP_CONFIDENCE_LOW;
    }
    verdict->retryable = retryable_of(verdict);
}

const char *mfp_verdict_says(const struct mfp_verdict *verdict, char *buffer, size_t size)
{
    const char *says = verdict->cause ? verdict->cause->says : "not known";
    bool bare = verdict->confidence == MFP_CONFIDENCE_LOW && verdict->cause;
    return mfp_format(buffer, size, "%s%s", bare ? "probably " : "", says);
}
