/* The arcs of a device that matter to send queues: the groups and tables around what is asked. */
#include "cli/queue/offer.h"

enum {
    TRY_MS = 2000,
    RETRIES = 1,
    DEADLINE_MS = 5 * 60000,
    ROWS = 1024,
    ARCS_MAX = 64,
};

/* By name, for the whole group would be a tree. */
static const struct mfp_oid system_names[] = {
    MFP_OID(MFP_MIB_2, 1, 1, 0),     MFP_OID(MFP_MIB_2, 1, 2, 0), MFP_OID(MFP_MIB_2, 1, 3, 0),
    MFP_OID(MFP_MIB_2, 1, 4, 0),     MFP_OID(MFP_MIB_2, 1, 5, 0), MFP_OID(MFP_MIB_2, 1, 6, 0),
    MFP_OID(MFP_MIB_2, 25, 1, 1, 0),
};

static const struct mfp_oid general = MFP_OID(MFP_MIB_2, 43, 5, 1, 1);

struct walk {
    struct mfp_recording *recording;
    struct mfp_error *error;
    struct mfp_oid arcs[ARCS_MAX];
    size_t count, next;
    bool begun;
    int result;
};

/* Each once, and none below another. */
static void add_arc(struct walk *walk, const struct mfp_oid *arc)
{
    if (arc->length < MFP_SNMP_ROOT_MIN || walk->count == ARCS_MAX)
        return;
    for (size_t i = 0; i < walk->count; i++)
        if (mfp_oid_below(arc, &walk->arcs[i]))
            return;
    size_t kept = 0;
    for (size_t i = 0; i < walk->count; i++)
        if (!mfp_oid_below(&walk->arcs[i], arc))
            walk->arcs[kept++] = walk->arcs[i];
    walk->arcs[kept++] = *arc;
    walk->count = kept;
}

static void add_above(struct walk *walk, const struct mfp_oid *oid, size_t levels)
{
    struct mfp_oid arc = *oid;
    arc.length -= levels < arc.length ? levels : arc.length;
    add_arc(walk, &arc);
}

/* A column with a suffix is one of a table with dozens of rows a job. */
static void add_profile(struct walk *walk, const struct mfp_profile *profile)
{
    const struct mfp_object *object = profile->objects;
    const struct mfp_table *table = profile->tables;
    for (; object && object->meaning != MFP_MEANING_NONE; object++)
        add_above(walk, &object->oid, 2);
    for (; table && table->kind != MFP_TABLE_NONE; table++)
        for (object = table->columns; object->meaning != MFP_MEANING_NONE; object++)
            if (!object->suffix_length)
                add_above(walk, &object->oid, 1);
}

static bool next(void *context, size_t device, struct mfp_snmp_request *request)
{
    struct walk *walk = context;
    (void)device;
    if (walk->result < 0)
        return false;
    if (!walk->begun) {
        walk->begun = true;
        *request = (struct mfp_snmp_request){.read = MFP_SNMP_GET,
                                             .oids = system_names,
                                             .count = sizeof(system_names) / sizeof(*system_names)};
        return true;
    }
    if (walk->next == walk->count)
        return false;
    *request = (struct mfp_snmp_request){
        .read = MFP_SNMP_SUBTREE, .oids = &walk->arcs[walk->next++], .count = 1, .rows_max = ROWS};
    return true;
}

static void took(void *context, size_t device, const struct mfp_snmp_answer *answer)
{
    struct walk *walk = context;
    (void)device;
    walk->recording->cut |= answer->cut;
    if (walk->result == 0)
        walk->result = mfp_recording_add(walk->recording, answer->rows, answer->count, walk->error);
}

static int run(struct walk *walk, const struct mfp_asking *asking)
{
    const struct mfp_snmp_caller caller = {.next = next, .took = took, .context = walk};
    const struct mfp_snmp_device device = {
        .address = asking->address,
        .port = asking->port,
        .credential = asking->credential,
        .timeout_ms = TRY_MS,
        .retries = RETRIES,
    };
    struct mfp_poller *poller;
    int result = asking->snmp->poller_new(&poller, 1, walk->error);
    if (result < 0)
        return result;
    result = asking->snmp->poller_add(poller, &device, walk->error);
    if (result == 0)
        result = asking->snmp->poller_run(poller, &caller, DEADLINE_MS, walk->error);
    asking->snmp->poller_free(poller);
    return result < 0 ? result : walk->result;
}

int mfp_arcs_record(const struct mfp_asking *asking, const struct mfp_offer *offer,
                    struct mfp_recording *recording, struct mfp_error *error)
{
    struct walk walk = {.recording = recording, .error = error};
    add_arc(&walk, &general);
    for (size_t i = 0; i < offer->profiles; i++)
        add_profile(&walk, offer->chain[i]);
    mfp_recording_hide(recording, offer->identity.serial, '0');
    mfp_recording_learn(recording, offer->interview.varbinds, offer->interview.count);
    int result = run(&walk, asking);
    /* What was asked by name, and may stand outside of all arcs. */
    if (result == 0)
        result =
            mfp_recording_add(recording, offer->interview.varbinds, offer->interview.count, error);
    return result;
}
