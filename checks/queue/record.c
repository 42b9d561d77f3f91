#include "checks/queue/record.h"

#include "checks/common/members.h"

#include <errno.h>

static const struct mfp_member record_members[] = {
    MFP_MEMBER(mfp_queue_record, at, MFP_MEMBER_NUMBER),
    MFP_MEMBER(mfp_queue_record, address, MFP_MEMBER_TEXT),
    MFP_MEMBER(mfp_queue_record, vendor, MFP_MEMBER_TEXT),
    MFP_MEMBER(mfp_queue_record, brand, MFP_MEMBER_TEXT),
    MFP_MEMBER(mfp_queue_record, model, MFP_MEMBER_TEXT),
    MFP_MEMBER(mfp_queue_record, serial, MFP_MEMBER_TEXT),
    MFP_MEMBER(mfp_queue_record, profile, MFP_MEMBER_TEXT),
    MFP_MEMBER(mfp_queue_record, trouble, MFP_MEMBER_TEXT),
    MFP_MEMBER(mfp_queue_record, console, MFP_MEMBER_TEXT),
    {0},
};

static const struct mfp_member verdict_members[] = {
    MFP_MEMBER(mfp_queue_verdict, state, MFP_MEMBER_NUMBER),
    MFP_MEMBER(mfp_queue_verdict, tier, MFP_MEMBER_NUMBER),
    MFP_MEMBER(mfp_queue_verdict, unproven, MFP_MEMBER_BOOL),
    MFP_MEMBER(mfp_queue_verdict, suspect, MFP_MEMBER_BOOL),
    MFP_MEMBER(mfp_queue_verdict, unsure, MFP_MEMBER_BOOL),
    MFP_MEMBER(mfp_queue_verdict, baseline, MFP_MEMBER_BOOL),
    MFP_MEMBER(mfp_queue_verdict, rebooted, MFP_MEMBER_BOOL),
    MFP_MEMBER(mfp_queue_verdict, swapped, MFP_MEMBER_BOOL),
    MFP_MEMBER(mfp_queue_verdict, head_of_line, MFP_MEMBER_BOOL),
    MFP_MEMBER(mfp_queue_verdict, overdue, MFP_MEMBER_BOOL),
    MFP_MEMBER(mfp_queue_verdict, depth, MFP_MEMBER_NUMBER),
    MFP_MEMBER(mfp_queue_verdict, oldest_age, MFP_MEMBER_NUMBER),
    MFP_MEMBER(mfp_queue_verdict, stuck, MFP_MEMBER_NUMBER),
    MFP_MEMBER(mfp_queue_verdict, dropped, MFP_MEMBER_NUMBER),
    MFP_MEMBER(mfp_queue_verdict, canceled, MFP_MEMBER_NUMBER),
    MFP_MEMBER(mfp_queue_verdict, completed, MFP_MEMBER_NUMBER),
    MFP_MEMBER(mfp_queue_verdict, vanished, MFP_MEMBER_NUMBER),
    MFP_MEMBER(mfp_queue_verdict, lost, MFP_MEMBER_NUMBER),
    MFP_MEMBER(mfp_queue_verdict, scanned, MFP_MEMBER_NUMBER),
    MFP_MEMBER(mfp_queue_verdict, sent, MFP_MEMBER_NUMBER),
    MFP_MEMBER(mfp_queue_verdict, off_for, MFP_MEMBER_NUMBER),
    MFP_MEMBER(mfp_queue_verdict, evidence, MFP_MEMBER_TEXT),
    {0},
};

int mfp_queue_record_write(const struct mfp_queue_record *record, struct mfp_text *octets,
                           struct mfp_error *error)
{
    json_t *root = mfp_members_write(record_members, record);
    json_object_set_new(root, "verdict", mfp_members_write(verdict_members, &record->verdict));
    return mfp_members_dump(root, octets, error);
}

int mfp_queue_record_read(struct mfp_queue_record *record, const struct mfp_text *octets,
                          struct mfp_error *error)
{
    json_error_t why;
    json_t *root = json_loadb(mfp_text_string(octets), octets->length, 0, &why);
    *record = (struct mfp_queue_record){.verdict = {.depth = -1, .oldest_age = -1}};
    mfp_members_read(record_members, record, root);
    mfp_members_read(verdict_members, &record->verdict, json_object_get(root, "verdict"));
    json_decref(root);
    return record->at && record->verdict.state
               ? 0
               : mfp_error_set(error, -EILSEQ, "the recorded poll is damaged");
}

static void copy(char *target, size_t size, const char *text)
{
    if (text[0])
        mfp_format(target, size, "%s", text);
}

void mfp_queue_record_note(struct mfp_queue_record *record, const struct mfp_queue_plan *plan,
                           const struct mfp_queue_sample *sample,
                           const struct mfp_queue_verdict *verdict, int64_t at)
{
    record->at = at;
    record->verdict = *verdict;
    mfp_format(record->address, sizeof(record->address), "%s", plan->address);
    if (!sample)
        return;
    copy(record->vendor, sizeof(record->vendor), sample->vendor);
    copy(record->brand, sizeof(record->brand), sample->brand);
    copy(record->model, sizeof(record->model), sample->model);
    copy(record->serial, sizeof(record->serial), sample->serial);
    copy(record->profile, sizeof(record->profile), sample->profile);
    mfp_format(record->trouble, sizeof(record->trouble), "%s", sample->notes.text);
    mfp_format(record->console, sizeof(record->console), "%s", sample->notes.console);
}
