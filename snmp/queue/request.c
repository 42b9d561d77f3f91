#include "snmp/queue/request.h"

#include "snmp/queue/identity.h"

enum {
    ROUND_IDENTITY,
    ROUND_NAMES,
    ROUND_FIRST_COLUMNS,
    ROUNDS = ROUND_FIRST_COLUMNS + 3,
    /* A table that was not there is asked for again after so many polls: an hour of minutes. */
    ASK_AGAIN = 60,
};

void mfp_survey_begin(struct mfp_survey *survey)
{
    survey->round = ROUND_IDENTITY;
    survey->present = 0;
    survey->has_sets = false;
    survey->job_count = 0;
    if (survey->polls++ % ASK_AGAIN == 0)
        survey->absent = 0;
}

static void ask_names(struct mfp_request *request, const struct mfp_object *objects)
{
    for (; objects && objects->meaning != MFP_MEANING_NONE; objects++)
        if (request->get_count < MFP_REQUEST_GETS)
            request->gets[request->get_count++] = objects->oid;
}

static void ask_column(struct mfp_request *request, const struct mfp_table *table,
                       const struct mfp_object *column)
{
    if (request->tree_count < MFP_REQUEST_TREES)
        request->trees[request->tree_count++] =
            (struct mfp_subtree){.root = column->oid, .rows = table->rows};
}

/* RFC 2707: attributes of single jobs. */
static void ask_jobs(struct mfp_request *request, const struct mfp_survey *survey,
                     const struct mfp_object *column)
{
    for (size_t i = 0; i < survey->job_count && request->get_count < MFP_REQUEST_GETS; i++) {
        struct mfp_oid *name = &request->gets[request->get_count++];
        *name = column->oid;
        mfp_oid_append(name, survey->jobs[i].ids, survey->jobs[i].length);
        mfp_oid_append(name, column->suffix, column->suffix_length);
    }
}

/* What has jobs is asked each time: an empty queue is not an absent one. */
static bool is_asked(const struct mfp_survey *survey, const struct mfp_table *table, uint32_t bit)
{
    if (table->kind == MFP_TABLE_JOBS || table->kind == MFP_TABLE_HISTORY)
        return true;
    return (survey->absent & bit) == 0;
}

/* Its first column, and a round later the others, if there are rows. A table that needs sets has
 * its turn when it is known whether there are any. */
static void ask_table(struct mfp_request *request, const struct mfp_survey *survey,
                      const struct mfp_table *table, uint32_t bit)
{
    const struct mfp_object *column = table->columns;
    unsigned first = table->needs_sets ? ROUND_FIRST_COLUMNS + 1 : ROUND_FIRST_COLUMNS;
    if (survey->round == first) {
        if (table->needs_sets ? survey->has_sets : is_asked(survey, table, bit))
            ask_column(request, table, column);
        return;
    }
    if (survey->round != first + 1 || (survey->present & bit) == 0)
        return;
    for (column++; column->meaning != MFP_MEANING_NONE; column++) {
        if (column->suffix_length > 0)
            ask_jobs(request, survey, column);
        else
            ask_column(request, table, column);
    }
}

static void ask_tables(struct mfp_request *request, const struct mfp_survey *survey)
{
    const struct mfp_profile *chain[MFP_CHAIN_MAX];
    size_t profiles = mfp_profile_chain(survey->profile, chain), n = 0;
    for (size_t i = 0; i < profiles && !survey->fragile; i++) {
        const struct mfp_table *table = chain[i]->tables;
        for (; table && table->kind != MFP_TABLE_NONE && n < MFP_SURVEY_TABLES; table++)
            ask_table(request, survey, table, UINT32_C(1) << n++);
    }
}

bool mfp_survey_next(struct mfp_survey *survey, struct mfp_request *request)
{
    const struct mfp_profile *chain[MFP_CHAIN_MAX];
    request->get_count = request->tree_count = 0;
    for (; survey->round < ROUNDS; survey->round++) {
        if (survey->round == ROUND_IDENTITY)
            ask_names(request, mfp_identity_objects);
        else if (survey->round > ROUND_NAMES)
            ask_tables(request, survey);
        else
            for (size_t i = 0, n = mfp_profile_chain(survey->profile, chain); i < n; i++)
                ask_names(request, chain[i]->objects);
        if (request->get_count + request->tree_count > 0)
            return true;
    }
    return false;
}

/* Whether it matters what kind of job it is: it is under way or failed, as its state says. */
static bool matters(const struct mfp_profile *profile, const struct mfp_varbind *varbind)
{
    const struct mfp_job_number *row = profile->states;
    for (; row && !row->ends; row++)
        if (varbind->type == MFP_VARBIND_INTEGER && row->number == varbind->number)
            return row->state < MFP_JOB_CANCELED || row->state == MFP_JOB_ABORTED;
    return false;
}

static void hear_job(struct mfp_survey *survey, const struct mfp_object *column,
                     const struct mfp_varbind *varbind)
{
    if (survey->job_count == MFP_SURVEY_JOBS)
        return;
    struct mfp_oid *index = &survey->jobs[survey->job_count++];
    index->length = 0;
    mfp_oid_append(index, varbind->name.ids + column->oid.length,
                   varbind->name.length - column->oid.length);
}

static bool is_asked_by_job(const struct mfp_table *table)
{
    for (const struct mfp_object *column = table->columns; column->meaning; column++)
        if (column->suffix_length > 0)
            return true;
    return false;
}

static void hear_table(struct mfp_survey *survey, const struct mfp_profile *profile,
                       const struct mfp_table *table, uint32_t bit,
                       const struct mfp_varbind *varbinds, size_t count)
{
    const struct mfp_object *first = table->columns;
    bool by_job = is_asked_by_job(table) && (survey->present & bit) == 0;
    for (size_t i = 0; i < count; i++) {
        if (varbinds[i].type == MFP_VARBIND_NONE || !mfp_oid_below(&varbinds[i].name, &first->oid))
            continue;
        survey->present |= bit;
        survey->has_sets |= table->kind == MFP_TABLE_SETS;
        if (by_job && matters(profile, &varbinds[i]))
            hear_job(survey, first, &varbinds[i]);
    }
}

static void hear_tables(struct mfp_survey *survey, const struct mfp_varbind *varbinds, size_t count)
{
    const struct mfp_profile *chain[MFP_CHAIN_MAX];
    size_t profiles = mfp_profile_chain(survey->profile, chain), n = 0;
    for (size_t i = 0; i < profiles; i++) {
        const struct mfp_table *table = chain[i]->tables;
        for (; table && table->kind != MFP_TABLE_NONE && n < MFP_SURVEY_TABLES; table++)
            hear_table(survey, chain[i], table, UINT32_C(1) << n++, varbinds, count);
    }
}

void mfp_survey_hear(struct mfp_survey *survey, const struct mfp_varbind *varbinds, size_t count)
{
    if (survey->round == ROUND_IDENTITY) {
        struct mfp_identity identity;
        mfp_identity_read(&identity, varbinds, count);
        if (identity.profile != survey->profile)
            survey->absent = 0; /* another device answers at this address */
        survey->profile = identity.profile;
        survey->fragile = mfp_profile_is_fragile(identity.profile, identity.model);
    } else if (survey->round >= ROUND_FIRST_COLUMNS) {
        hear_tables(survey, varbinds, count);
    }
    if (survey->round == ROUND_FIRST_COLUMNS)
        survey->absent = ~survey->present;
    survey->round++;
}
