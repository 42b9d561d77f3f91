#include "core/evidence.h"

#include <string.h>

unsigned mfp_code_digits(int code)
{
    return (unsigned)(code / 100 % 10) << 8 | (unsigned)(code / 10 % 10) << 4 |
           (unsigned)(code % 10);
}

static bool code_listed(const struct mfp_code *list, unsigned digits)
{
    for (; list->mask; list++)
        if ((digits & list->mask) == list->value)
            return true;
    return false;
}

static bool is_number(int wanted, int number)
{
    return wanted < 0 || wanted == number;
}

static bool enhanced_listed(const struct mfp_enhanced *list, const struct mfp_reply *reply)
{
    if (!reply->class)
        return false;
    for (; list->class; list++)
        if (is_number(list->class, reply->class) && is_number(list->subject, reply->subject) &&
            is_number(list->detail, reply->detail))
            return true;
    return false;
}

static bool found(const struct mfp_subject *subject, const struct mfp_pattern *pattern)
{
    return subject->knowledge->search(subject->knowledge->context, pattern);
}

static bool is_of(const struct mfp_evidence *evidence, const char *provider)
{
    return provider && evidence->provider && strcmp(evidence->provider, provider) == 0;
}

/* Words that somebody quoted without their code: text still speaks, a code cannot. */
static bool code_is_lost(const struct mfp_subject *subject, const struct mfp_evidence *evidence)
{
    return !subject->digits && (evidence->phrase.text || evidence->text.text);
}

/* The comparisons of numbers first: most rows end at one, and a search costs a hundred of them. */
bool mfp_evidence_holds(const struct mfp_subject *subject, const struct mfp_evidence *evidence)
{
    if (evidence->fault != subject->fault || !(evidence->allowed & MFP_AT(subject->stage)))
        return false;
    if (evidence->login_missing && !subject->login_missing)
        return false;
    if (evidence->provider_only && !is_of(evidence, subject->provider))
        return false;
    if (!subject->reply)
        return evidence->fault != MFP_FAULT_NONE;
    if (evidence->code && !code_listed(evidence->code, subject->digits) &&
        !code_is_lost(subject, evidence))
        return false;
    if (evidence->enhanced && !enhanced_listed(evidence->enhanced, subject->reply))
        return false;
    if (evidence->phrase.text && !found(subject, &evidence->phrase))
        return false;
    if (evidence->text.text && !found(subject, &evidence->text))
        return false;
    return !(evidence->unless.text && found(subject, &evidence->unless));
}
