#include "snmp/poll/request.h"

const char *mfp_snmp_outcome_name(enum mfp_snmp_outcome outcome)
{
    static const char *const names[MFP_SNMP_OUTCOMES] = {
        [MFP_SNMP_OK] = "ok",
        [MFP_SNMP_TIMEOUT] = "no answer",
        [MFP_SNMP_REFUSED] = "no agent",
        [MFP_SNMP_UNREACHABLE] = "unreachable",
        [MFP_SNMP_AUTHENTICATION] = "authentication failure",
        [MFP_SNMP_DECRYPTION] = "decryption error",
        [MFP_SNMP_UNANSWERED] = "no answer after discovery",
        [MFP_SNMP_UNKNOWN_USER] = "unknown user",
        [MFP_SNMP_LEVEL] = "unsupported security level",
        [MFP_SNMP_TIME_WINDOW] = "not in time window",
        [MFP_SNMP_ENGINE] = "unknown engine",
        [MFP_SNMP_CONTEXT] = "unknown context",
        [MFP_SNMP_DENIED] = "access denied",
        [MFP_SNMP_NO_SUCH_NAME] = "no such name",
        [MFP_SNMP_TOO_BIG] = "too big",
        [MFP_SNMP_GENERAL] = "general error",
        [MFP_SNMP_MALFORMED] = "malformed answer",
        [MFP_SNMP_STRAY] = "answers to other requests",
        [MFP_SNMP_LOOP] = "names do not increase",
        [MFP_SNMP_DEADLINE] = "out of time",
        [MFP_SNMP_LOCAL] = "not asked",
    };
    return names[outcome];
}

int mfp_oid_compare(const struct mfp_oid *a, const struct mfp_oid *b)
{
    for (size_t i = 0; i < a->length && i < b->length; i++)
        if (a->ids[i] != b->ids[i])
            return a->ids[i] < b->ids[i] ? -1 : 1;
    return (a->length > b->length) - (a->length < b->length);
}

bool mfp_oid_is_below(const struct mfp_oid *name, const struct mfp_oid *root)
{
    if (name->length <= root->length)
        return false;
    for (size_t i = 0; i < root->length; i++)
        if (name->ids[i] != root->ids[i])
            return false;
    return true;
}
