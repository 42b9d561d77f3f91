#include "core/report_verdict.h"

static void text(struct mfp_report *report, const char *name, const char *value)
{
    mfp_report_string(report, name, value && value[0] ? value : NULL);
}

void mfp_report_verdict(struct mfp_report *report, const struct mfp_verdict *verdict)
{
    bool failed = verdict->category != MFP_CATEGORY_OK;
    const struct mfp_cause *cause = failed ? verdict->cause : NULL;
    text(report, "category", mfp_word_name(mfp_category_words, (int)verdict->category));
    text(report, "cause", cause ? cause->name : NULL);
    text(report, "cause_text", cause ? cause->says : NULL);
    text(report, "stage", mfp_word_name(mfp_stage_words, (int)verdict->stage));
    if (verdict->code)
        mfp_report_integer(report, "code", verdict->code);
    else
        mfp_report_null(report, "code");
    text(report, "enhanced", verdict->enhanced);
    text(report, "reply", verdict->reply);
    text(report, "fault", verdict->fault ? mfp_fault_name(verdict->fault) : NULL);
    text(report, "owner", cause ? mfp_word_shown(mfp_owner_words, (int)cause->owner) : NULL);
    text(report, "fix", cause ? cause->fix : NULL);
    text(report, "next", cause ? cause->next : NULL);
    if (verdict->retryable == MFP_RETRYABLE_UNKNOWN)
        mfp_report_null(report, "retryable");
    else
        mfp_report_bool(report, "retryable", verdict->retryable == MFP_RETRYABLE_YES);
    text(report, "confidence", mfp_word_name(mfp_confidence_words, (int)verdict->confidence));
}
