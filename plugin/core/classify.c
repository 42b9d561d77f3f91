/*
 * From evidence to a verdict on one reply or one fault. The order of evidence is the design's;
 * the evidence itself stands in failures/.
 */
#include "core/verdict.h"

#include "core/text.h"

#include <ctype.h>
#include <stdio.h>
#include <string.h>

enum rank {
    RANK_FAULT,
    RANK_PHRASE,
    RANK_ENHANCED,
    RANK_GENERIC,
    RANK_STAGE_CODE,
    RANK_CODE,
    RANK_NONE,
};

/* What is judged: a fault, or a reply at a stage. */
struct subject {
    const struct mfp_knowledge *knowledge;
    enum mfp_stage stage;
    bool login_missing;
    enum mfp_fault_kind fault;
    const struct mfp_reply *reply;
};

struct finding {
    const struct mfp_cause *cause;
    const struct mfp_evidence *evidence;
};

static enum rank rank_of(const struct mfp_evidence *evidence)
{
    if (evidence->fault)
        return RANK_FAULT;
    if (evidence->phrase)
        return RANK_PHRASE;
    if (evidence->generic)
        return RANK_GENERIC;
    if (evidence->enhanced)
        return RANK_ENHANCED;
    if (evidence->code)
        return evidence->stages ? RANK_STAGE_CODE : RANK_CODE;
    return RANK_NONE;
}

/* One word of a list of codes against a number: "5xx" or "550". */
static bool code_word(const char *word, size_t length, int code)
{
    char digits[12];
    mfp_format(digits, sizeof(digits), "%03d", code);
    if (length != strlen(digits))
        return false;
    for (size_t i = 0; i < length; i++)
        if (word[i] != 'x' && word[i] != digits[i])
            return false;
    return true;
}

static bool code_listed(const char *list, int code)
{
    for (const char *at = list; *at;) {
        size_t length = strcspn(at, " ");
        if (code_word(at, length, code))
            return true;
        at += length;
        at += strspn(at, " ");
    }
    return false;
}

static bool number_or_x(const char **at, int number)
{
    if (**at == 'x') {
        (*at)++;
        return true;
    }
    int value = 0;
    const char *start = *at;
    while (isdigit((unsigned char)**at))
        value = value * 10 + (*(*at)++ - '0');
    return *at != start && value == number;
}

/* One word of a list of enhanced codes: "5.7.60", "x.7.60", "5.7.x". */
static bool enhanced_word(const char *word, const struct mfp_reply *reply)
{
    const int wanted[] = {reply->class, reply->subject, reply->detail};
    for (int i = 0; i < 3; i++) {
        if (!number_or_x(&word, wanted[i]))
            return false;
        if (i < 2 && *word++ != '.')
            return false;
    }
    return *word == '\0' || *word == ' ';
}

static bool enhanced_listed(const char *list, const struct mfp_reply *reply)
{
    if (!reply->class)
        return false;
    for (const char *at = list; *at;) {
        if (enhanced_word(at, reply))
            return true;
        at += strcspn(at, " ");
        at += strspn(at, " ");
    }
    return false;
}

static bool found(const struct subject *subject, const char *pattern)
{
    const struct mfp_knowledge *knowledge = subject->knowledge;
    const char *text = subject->reply->text;
    return knowledge->search(knowledge->context, pattern, text, strlen(text));
}

static bool holds(const struct subject *subject, const struct mfp_evidence *evidence)
{
    if (evidence->fault && evidence->fault != subject->fault)
        return false;
    if (evidence->stages && !(evidence->stages & MFP_AT(subject->stage)))
        return false;
    if (evidence->login_missing && !subject->login_missing)
        return false;
    if (!subject->reply)
        return evidence->fault != MFP_FAULT_NONE;
    if (evidence->code && !code_listed(evidence->code, subject->reply->code))
        return false;
    if (evidence->enhanced && !enhanced_listed(evidence->enhanced, subject->reply))
        return false;
    if (evidence->phrase && !found(subject, evidence->phrase))
        return false;
    if (evidence->generic && !found(subject, evidence->generic))
        return false;
    return !(evidence->unless && found(subject, evidence->unless));
}

static bool is_end(const struct mfp_evidence *evidence)
{
    return rank_of(evidence) == RANK_NONE;
}

/* The best evidence of one rank: the highest weight, then the first in the tables. A row with a
 * stage is looked at before its equal without, since a fault that names its stage says more. */
static struct finding search_rank(const struct subject *subject, enum rank rank)
{
    struct finding best = {0};
    int best_weight = 0;
    for (const struct mfp_cause *const *table = subject->knowledge->tables; *table; table++) {
        for (const struct mfp_cause *cause = *table; cause->number; cause++) {
            if (cause->never & MFP_AT(subject->stage))
                continue;
            for (const struct mfp_evidence *e = cause->evidence; e && !is_end(e); e++) {
                int weight = e->weight * 2 + (rank == RANK_FAULT && e->stages ? 1 : 0);
                if (rank_of(e) != rank || (best.cause && weight <= best_weight))
                    continue;
                if (!holds(subject, e))
                    continue;
                best = (struct finding){.cause = cause, .evidence = e};
                best_weight = weight;
            }
        }
    }
    return best;
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
        if ((i && isalnum((unsigned char)text[i - 1])) ||
            !mfp_reply_line(text + i, length - i, &code, &last) || code < 400)
            continue;
        if (!mfp_enhanced_parse(text + i + 4, length - i - 4, &class, &subject, &detail))
            continue;
        mfp_reply_parse(inner, text + i, length - i);
        return inner->code != 0;
    }
    return false;
}

static enum mfp_confidence confidence_of(enum rank rank)
{
    switch (rank) {
    case RANK_FAULT:
    case RANK_PHRASE:
    case RANK_ENHANCED:
        return MFP_CONFIDENCE_HIGH;
    case RANK_GENERIC:
    case RANK_STAGE_CODE:
        return MFP_CONFIDENCE_MEDIUM;
    case RANK_CODE:
    case RANK_NONE:
        break;
    }
    return MFP_CONFIDENCE_LOW;
}

static bool settle(struct mfp_verdict *verdict, struct finding finding)
{
    if (!finding.cause)
        return false;
    verdict->cause = finding.cause;
    verdict->category = finding.cause->category;
    verdict->evidence = finding.evidence;
    verdict->confidence = confidence_of(rank_of(finding.evidence));
    return true;
}

static bool settle_inner(const struct subject *outer, struct mfp_verdict *verdict)
{
    struct mfp_reply inner;
    struct subject subject = *outer;
    if (!inner_reply(outer->reply, &inner))
        return false;
    subject.reply = &inner;
    verdict->inner = settle(verdict, search_rank(&subject, RANK_PHRASE)) ||
                     settle(verdict, search_rank(&subject, RANK_ENHANCED)) ||
                     settle(verdict, search_rank(&subject, RANK_GENERIC));
    return verdict->inner;
}

static void judge_reply(const struct subject *subject, struct mfp_verdict *verdict)
{
    if (settle(verdict, search_rank(subject, RANK_PHRASE)) || settle_inner(subject, verdict))
        return;
    for (enum rank rank = RANK_ENHANCED; rank < RANK_NONE; rank++)
        if (settle(verdict, search_rank(subject, rank)))
            return;
    /* No row at all, as with empty tables in a test: the class of the code must do. */
    verdict->confidence = MFP_CONFIDENCE_LOW;
    verdict->category =
        subject->reply->code / 100 == 4 ? MFP_CATEGORY_TEMPORARY : MFP_CATEGORY_PROTOCOL;
}

static void describe_reply(const struct mfp_reply *reply, struct mfp_verdict *verdict)
{
    char line[MFP_REPLY_TEXT_SIZE + 32];
    verdict->code = reply->code;
    if (reply->class)
        mfp_format(verdict->enhanced, sizeof(verdict->enhanced), "%d.%d.%d", reply->class,
                   reply->subject, reply->detail);
    mfp_format(line, sizeof(line), "%d%s%s%s%s", reply->code, reply->class ? " " : "",
               verdict->enhanced, reply->text[0] ? " " : "", reply->text);
    mfp_text_clean(verdict->reply, sizeof(verdict->reply), line, strlen(line));
}

void mfp_classify_reply_in(const struct mfp_knowledge *knowledge,
                           const struct mfp_circumstances *circumstances,
                           const struct mfp_reply *reply, struct mfp_verdict *verdict)
{
    const struct subject subject = {
        .knowledge = knowledge,
        .stage = circumstances->stage,
        .login_missing = circumstances->login_missing,
        .reply = reply,
    };
    *verdict = (struct mfp_verdict){.stage = circumstances->stage};
    describe_reply(reply, verdict);
    judge_reply(&subject, verdict);
    if (reply->code >= 400)
        verdict->retryable = reply->code < 500 ? MFP_RETRYABLE_YES : MFP_RETRYABLE_NO;
}

void mfp_classify_reply(const struct mfp_knowledge *knowledge, enum mfp_stage stage,
                        const struct mfp_reply *reply, struct mfp_verdict *verdict)
{
    const struct mfp_circumstances circumstances = {.stage = stage};
    mfp_classify_reply_in(knowledge, &circumstances, reply, verdict);
}

/* May the same send succeed later though nobody changed anything? */
static enum mfp_retryable fault_retryable(enum mfp_fault_kind kind)
{
    switch (kind) {
    case MFP_FAULT_RESOLVER_FAILED:
    case MFP_FAULT_REFUSED:
    case MFP_FAULT_UNREACHABLE:
    case MFP_FAULT_RESET:
    case MFP_FAULT_CLOSED:
    case MFP_FAULT_TIMEOUT:
    case MFP_FAULT_TLS_CLOSED:
        return MFP_RETRYABLE_YES;
    case MFP_FAULT_NONE:
    case MFP_FAULT_LOCAL:
    case MFP_FAULT_COUNT:
        return MFP_RETRYABLE_UNKNOWN;
    case MFP_FAULT_HOST_NOT_FOUND:
    case MFP_FAULT_NO_ADDRESS:
    case MFP_FAULT_NOT_SMTP:
    case MFP_FAULT_FLOOD:
    case MFP_FAULT_TLS_EXPECTED:
    case MFP_FAULT_TLS_CLEARTEXT:
    case MFP_FAULT_TLS_VERSION:
    case MFP_FAULT_TLS_CIPHER:
    case MFP_FAULT_TLS_HANDSHAKE:
    case MFP_FAULT_TLS_WEAK:
    case MFP_FAULT_TLS_CLIENT_CERT:
    case MFP_FAULT_CERT_EXPIRED:
    case MFP_FAULT_CERT_NOT_YET_VALID:
    case MFP_FAULT_CERT_SELF_SIGNED:
    case MFP_FAULT_CERT_UNKNOWN_CA:
    case MFP_FAULT_CERT_NAME:
    case MFP_FAULT_CERT_REVOKED:
    case MFP_FAULT_CERT_INVALID:
    case MFP_FAULT_STARTTLS_NOT_OFFERED:
    case MFP_FAULT_AUTH_NOT_OFFERED:
    case MFP_FAULT_AUTH_NEEDS_TLS:
    case MFP_FAULT_AUTH_MECHANISM_NOT_OFFERED:
    case MFP_FAULT_AUTH_BROKEN:
        break;
    }
    return MFP_RETRYABLE_NO;
}

void mfp_classify_fault(const struct mfp_knowledge *knowledge, const struct mfp_fault *fault,
                        struct mfp_verdict *verdict)
{
    const struct subject subject = {
        .knowledge = knowledge, .stage = fault->stage, .fault = fault->kind};
    *verdict = (struct mfp_verdict){
        .stage = fault->stage,
        .fault = fault->kind,
        .retryable = fault_retryable(fault->kind),
    };
    mfp_text_clean(verdict->reply, sizeof(verdict->reply), fault->detail, strlen(fault->detail));
    if (settle(verdict, search_rank(&subject, RANK_FAULT)))
        return;
    verdict->category = MFP_CATEGORY_SETUP;
    verdict->confidence = MFP_CONFIDENCE_LOW;
}
