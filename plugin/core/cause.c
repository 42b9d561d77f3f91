#include "core/cause.h"

#include <string.h>

const struct mfp_word mfp_retryable_words[] = {
    {.number = MFP_RETRYABLE_NO, .name = "no", .shown = "no"},
    {.number = MFP_RETRYABLE_YES, .name = "yes", .shown = "yes"},
    {0},
};

const struct mfp_word mfp_rank_words[] = {
    {.number = MFP_RANK_FAULT, .name = "fault", .shown = "a failure that is no reply"},
    {.number = MFP_RANK_PHRASE, .name = "phrase", .shown = "distinctive text"},
    {.number = MFP_RANK_ENHANCED, .name = "enhanced", .shown = "the enhanced code"},
    {.number = MFP_RANK_TEXT, .name = "text", .shown = "text that many servers use"},
    {.number = MFP_RANK_STAGE_CODE, .name = "stage-code", .shown = "the code at its stage"},
    {.number = MFP_RANK_CODE, .name = "code", .shown = "the bare code"},
    {0},
};

const struct mfp_cause *mfp_cause_find(const struct mfp_knowledge *knowledge, const char *name)
{
    for (size_t i = 0; i < knowledge->cause_count; i++)
        if (strcmp(knowledge->causes[i].name, name) == 0)
            return &knowledge->causes[i];
    return NULL;
}

const struct mfp_cause *mfp_cause_number(const struct mfp_knowledge *knowledge, unsigned number)
{
    for (size_t i = 0; i < knowledge->cause_count; i++)
        if (knowledge->causes[i].number == number)
            return &knowledge->causes[i];
    return NULL;
}

enum mfp_rank mfp_evidence_rank(const struct mfp_evidence *evidence)
{
    if (evidence->fault)
        return MFP_RANK_FAULT;
    if (evidence->phrase.text)
        return MFP_RANK_PHRASE;
    if (evidence->text.text || (evidence->anyway && (evidence->enhanced || evidence->code)))
        return MFP_RANK_TEXT;
    if (evidence->enhanced)
        return MFP_RANK_ENHANCED;
    if (evidence->code)
        return evidence->stages ? MFP_RANK_STAGE_CODE : MFP_RANK_CODE;
    return (enum mfp_rank)0;
}

const char *mfp_evidence_shown(const struct mfp_evidence *evidence)
{
    if (!evidence->anyway)
        return mfp_word_shown(mfp_rank_words, (int)evidence->rank);
    if (evidence->enhanced)
        return "an enhanced code that several causes share";
    return mfp_word_shown(mfp_rank_words, evidence->stages ? MFP_RANK_STAGE_CODE : MFP_RANK_CODE);
}

/* A fault that names its stage says more than one that does not. */
static int fault_at_stage(const struct mfp_evidence *evidence)
{
    return evidence->rank == MFP_RANK_FAULT && evidence->stages;
}

int mfp_evidence_compare(const struct mfp_evidence *a, const struct mfp_evidence *b)
{
    if (a->rank != b->rank)
        return a->rank < b->rank ? -1 : 1;
    if (a->weight != b->weight)
        return a->weight > b->weight ? -1 : 1;
    return fault_at_stage(b) - fault_at_stage(a);
}
