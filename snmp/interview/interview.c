#include "snmp/interview/interview.h"

#include <stdlib.h>
#include <string.h>

enum { VARBINDS_MAX = 65536 }; /* of one device, whatever its tables hold */

/* The octets of one answer: varbinds point into it, so it stays where it is. */
struct mfp_octet_block {
    struct mfp_octet_block *next;
    unsigned char octets[];
};

void mfp_interview_done(struct mfp_interview *interview)
{
    while (interview->blocks) {
        struct mfp_octet_block *next = interview->blocks->next;
        free(interview->blocks);
        interview->blocks = next;
    }
    free(interview->varbinds);
    free(interview->request);
    *interview = (struct mfp_interview){0};
}

static void end(struct mfp_interview *interview)
{
    free(interview->request);
    interview->request = NULL;
}

/* The next request of the survey; false when it has no more. */
static bool load(struct mfp_interview *interview)
{
    *interview->request = (struct mfp_request){0};
    interview->asked = false;
    interview->tree = 0;
    interview->heard = interview->count;
    if (mfp_survey_next(&interview->survey, interview->request))
        return true;
    end(interview);
    return false;
}

static bool begin(struct mfp_interview *interview)
{
    interview->request = calloc(1, sizeof(*interview->request));
    if (!interview->request) {
        interview->outcome = MFP_SNMP_LOCAL;
        return false;
    }
    mfp_survey_begin(&interview->survey);
    return load(interview);
}

static bool ask_names(struct mfp_interview *interview, struct mfp_snmp_request *request)
{
    const struct mfp_request *wanted = interview->request;
    if (interview->asked || !wanted->get_count)
        return false;
    interview->asked = true;
    *request = (struct mfp_snmp_request){
        .read = MFP_SNMP_GET, .oids = wanted->gets, .count = wanted->get_count};
    return true;
}

static bool ask_tree(struct mfp_interview *interview, struct mfp_snmp_request *request)
{
    const struct mfp_request *wanted = interview->request;
    if (interview->tree == wanted->tree_count)
        return false;
    const struct mfp_subtree *tree = &wanted->trees[interview->tree++];
    *request = (struct mfp_snmp_request){
        .read = MFP_SNMP_SUBTREE, .oids = &tree->root, .count = 1, .rows_max = tree->rows};
    return true;
}

static bool next(void *context, size_t device, struct mfp_snmp_request *request)
{
    struct mfp_interview *interview = (struct mfp_interview *)context + device;
    if (!interview->request && (interview->answered || !begin(interview)))
        return false;
    while (!ask_names(interview, request) && !ask_tree(interview, request)) {
        mfp_survey_hear(&interview->survey, interview->varbinds + interview->heard,
                        interview->count - interview->heard);
        if (!load(interview))
            return false;
    }
    return true;
}

static struct mfp_octet_block *new_block(struct mfp_interview *interview,
                                         const struct mfp_snmp_answer *answer)
{
    size_t octets = 0;
    for (size_t i = 0; i < answer->count; i++)
        octets += answer->rows[i].length;
    struct mfp_octet_block *block = malloc(sizeof(*block) + octets);
    if (!block)
        return NULL;
    block->next = interview->blocks;
    interview->blocks = block;
    return block;
}

static bool make_room(struct mfp_interview *interview, size_t more)
{
    size_t wanted = interview->count + more;
    if (wanted <= interview->room)
        return true;
    if (wanted > VARBINDS_MAX)
        return false;
    size_t room = 2 * wanted;
    struct mfp_varbind *varbinds = reallocarray(interview->varbinds, room, sizeof(*varbinds));
    if (!varbinds)
        return false;
    interview->varbinds = varbinds;
    interview->room = room;
    return true;
}

static void keep(struct mfp_interview *interview, const struct mfp_snmp_answer *answer)
{
    struct mfp_octet_block *block =
        make_room(interview, answer->count) ? new_block(interview, answer) : NULL;
    size_t used = 0;
    if (!block) {
        interview->outcome = MFP_SNMP_LOCAL;
        return;
    }
    for (size_t i = 0; i < answer->count; i++) {
        struct mfp_varbind *kept = &interview->varbinds[interview->count++];
        *kept = answer->rows[i];
        if (!kept->length)
            continue;
        memcpy(block->octets + used, kept->octets, kept->length);
        kept->octets = block->octets + used;
        used += kept->length;
    }
}

/* Of a GET that failed there is a row a name too, with nothing in it. */
static bool says_something(const struct mfp_snmp_answer *answer)
{
    for (size_t i = 0; i < answer->count; i++)
        if (answer->rows[i].type != MFP_VARBIND_NONE)
            return true;
    return answer->outcome == MFP_SNMP_OK;
}

static void took(void *context, size_t device, const struct mfp_snmp_answer *answer)
{
    struct mfp_interview *interview = (struct mfp_interview *)context + device;
    if (answer->outcome != MFP_SNMP_OK && interview->outcome == MFP_SNMP_OK)
        interview->outcome = answer->outcome;
    interview->answered |= says_something(answer);
    if (answer->count)
        keep(interview, answer);
}

int mfp_interviews_run(struct mfp_poller *poller, struct mfp_interview *interviews,
                       int64_t deadline_ms, struct mfp_error *error)
{
    const struct mfp_snmp_caller caller = {.next = next, .took = took, .context = interviews};
    return mfp_poller_run(poller, &caller, deadline_ms, error);
}
