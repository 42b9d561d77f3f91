#include "snmp/reader/reader.h"

#include <stdlib.h>
#include <string.h>

enum { VARBINDS_MAX = 65536 }; /* of one device, whatever its tables hold */

/* The octets of one answer: varbinds point into it, so it stays where it is. */
struct mfp_octet_block {
    struct mfp_octet_block *next;
    unsigned char octets[];
};

void mfp_reading_done(struct mfp_reading *reading)
{
    while (reading->blocks) {
        struct mfp_octet_block *next = reading->blocks->next;
        free(reading->blocks);
        reading->blocks = next;
    }
    free(reading->varbinds);
    free(reading->request);
    *reading = (struct mfp_reading){0};
}

static void end(struct mfp_reading *reading)
{
    free(reading->request);
    reading->request = NULL;
}

/* The next request of the survey; false when it has no more. */
static bool load(struct mfp_reading *reading)
{
    *reading->request = (struct mfp_request){0};
    reading->asked = false;
    reading->tree = 0;
    reading->heard = reading->count;
    if (mfp_survey_next(&reading->survey, reading->request))
        return true;
    end(reading);
    return false;
}

static bool begin(struct mfp_reading *reading)
{
    reading->request = calloc(1, sizeof(*reading->request));
    if (!reading->request) {
        reading->outcome = MFP_SNMP_LOCAL;
        return false;
    }
    mfp_survey_begin(&reading->survey);
    return load(reading);
}

static bool ask_names(struct mfp_reading *reading, struct mfp_snmp_request *request)
{
    const struct mfp_request *wanted = reading->request;
    if (reading->asked || !wanted->get_count)
        return false;
    reading->asked = true;
    *request = (struct mfp_snmp_request){
        .read = MFP_SNMP_GET, .oids = wanted->gets, .count = wanted->get_count};
    return true;
}

static bool ask_tree(struct mfp_reading *reading, struct mfp_snmp_request *request)
{
    const struct mfp_request *wanted = reading->request;
    if (reading->tree == wanted->tree_count)
        return false;
    const struct mfp_subtree *tree = &wanted->trees[reading->tree++];
    *request = (struct mfp_snmp_request){
        .read = MFP_SNMP_SUBTREE, .oids = &tree->root, .count = 1, .rows_max = tree->rows};
    return true;
}

static bool next(void *context, size_t device, struct mfp_snmp_request *request)
{
    struct mfp_reading *reading = (struct mfp_reading *)context + device;
    if (!reading->request && (reading->answered || !begin(reading)))
        return false;
    while (!ask_names(reading, request) && !ask_tree(reading, request)) {
        mfp_survey_hear(&reading->survey, reading->varbinds + reading->heard,
                        reading->count - reading->heard);
        if (!load(reading))
            return false;
    }
    return true;
}

static struct mfp_octet_block *new_block(struct mfp_reading *reading,
                                         const struct mfp_snmp_answer *answer)
{
    size_t octets = 0;
    for (size_t i = 0; i < answer->count; i++)
        octets += answer->rows[i].length;
    struct mfp_octet_block *block = malloc(sizeof(*block) + octets);
    if (!block)
        return NULL;
    block->next = reading->blocks;
    reading->blocks = block;
    return block;
}

static bool make_room(struct mfp_reading *reading, size_t more)
{
    size_t wanted = reading->count + more;
    if (wanted <= reading->room)
        return true;
    if (wanted > VARBINDS_MAX)
        return false;
    size_t room = 2 * wanted;
    struct mfp_varbind *varbinds = reallocarray(reading->varbinds, room, sizeof(*varbinds));
    if (!varbinds)
        return false;
    reading->varbinds = varbinds;
    reading->room = room;
    return true;
}

static void keep(struct mfp_reading *reading, const struct mfp_snmp_answer *answer)
{
    struct mfp_octet_block *block =
        make_room(reading, answer->count) ? new_block(reading, answer) : NULL;
    size_t used = 0;
    if (!block) {
        reading->outcome = MFP_SNMP_LOCAL;
        return;
    }
    for (size_t i = 0; i < answer->count; i++) {
        struct mfp_varbind *kept = &reading->varbinds[reading->count++];
        *kept = answer->rows[i];
        if (!kept->length)
            continue;
        memcpy(block->octets + used, kept->octets, kept->length);
        kept->octets = block->octets + used;
        used += kept->length;
    }
}

static void took(void *context, size_t device, const struct mfp_snmp_answer *answer)
{
    struct mfp_reading *reading = (struct mfp_reading *)context + device;
    if (answer->outcome != MFP_SNMP_OK && reading->outcome == MFP_SNMP_OK)
        reading->outcome = answer->outcome;
    if (answer->count) {
        reading->answered = true;
        keep(reading, answer);
    }
}

int mfp_readings_run(struct mfp_poller *poller, struct mfp_reading *readings, int64_t deadline_ms,
                     struct mfp_error *error)
{
    const struct mfp_snmp_caller caller = {.next = next, .took = took, .context = readings};
    return mfp_poller_run(poller, &caller, deadline_ms, error);
}
