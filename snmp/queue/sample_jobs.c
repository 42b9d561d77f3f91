/* The jobs of a sample: rows put together, found again, and the ones that matter kept. */
#include "snmp/queue/reading.h"

#include "core/text.h"

#include <ctype.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>

struct entry {
    struct mfp_job job;
    uint32_t order;
    bool kept;
};

struct entries {
    struct entry *entries;
    size_t count;
};

static const struct mfp_job_number *number_row(const struct mfp_job_number *rows, int64_t number)
{
    for (; rows && !rows->ends; rows++)
        if (rows->number == number)
            return rows;
    return NULL;
}

/* A service is a number, or an object identifier below the profile's root. */
static bool service_number(const struct mfp_profile *profile, const struct mfp_varbind *varbind,
                           int64_t *number)
{
    const struct mfp_oid *root = &profile->service_root;
    if (varbind->type != MFP_VARBIND_OID)
        return mfp_varbind_number(varbind, number);
    if (!mfp_oid_below(&varbind->value, root) || varbind->value.length != root->length + 1)
        return false;
    *number = varbind->value.ids[root->length];
    return true;
}

static bool fits(const struct mfp_job_service *row, enum mfp_meaning column, int64_t number)
{
    if (row->column != column)
        return false;
    if (row->bits)
        return (number & row->number) != 0;
    return number >= row->number && number <= (row->to ? row->to : row->number);
}

/* The row of the profile's services that comes first, of those for any cell of the job. */
static const struct mfp_job_service *service_row(const struct mfp_profile *profile,
                                                 const struct mfp_cell *cells, size_t count)
{
    const struct mfp_job_service *row = profile->services;
    for (; row && row->column != MFP_MEANING_NONE; row++) {
        for (size_t i = 0; i < count; i++) {
            int64_t number = 0;
            if (service_number(profile, cells[i].varbind, &number) &&
                fits(row, cells[i].column->meaning, number))
                return row;
        }
    }
    return NULL;
}

static bool is_text(const uint32_t *ids, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (ids[i] > 126 || !isgraph((int)ids[i]))
            return false;
    return count > 0 && count < MFP_JOB_LABEL_SIZE;
}

/* The number of the job, or where the index is a string (its length comes first), the string. */
static void set_label(struct mfp_job *job, const uint32_t *ids, size_t count)
{
    char text[MFP_JOB_LABEL_SIZE] = "";
    if (count > 1 && ids[0] == count - 1 && is_text(ids + 1, count - 1)) {
        for (size_t i = 1; i < count; i++)
            text[i - 1] = (char)ids[i];
        mfp_text_clean(job->label, sizeof(job->label), text, count - 1);
    } else {
        mfp_format(job->label, sizeof(job->label), "%u", count > 0 ? ids[count - 1] : 0);
    }
}

static void set_key(struct mfp_job *job, const struct mfp_cell *cell)
{
    size_t skip = cell->table->skip < cell->index_length ? cell->table->skip : 0;
    const uint32_t *ids = cell->index + skip;
    size_t count = cell->index_length - skip;
    job->key = mfp_oid_hash(ids, count);
    job->set = cell->table->needs_sets && count > 1 ? ids[0] : 0;
    set_label(job, ids, count);
}

static void set_id(struct mfp_job *job, int64_t id)
{
    const uint32_t ids[] = {(uint32_t)((uint64_t)id >> 32), (uint32_t)((uint64_t)id & UINT32_MAX)};
    job->key = mfp_oid_hash(ids, 2);
    mfp_format(job->label, sizeof(job->label), "%lld", (long long)id);
}

static void mark(struct mfp_job *job, enum mfp_meaning meaning, int64_t number)
{
    const uint32_t ids[] = {(uint32_t)meaning, (uint32_t)((uint64_t)number >> 32),
                            (uint32_t)((uint64_t)number & UINT32_MAX)};
    job->marks = job->marks * 31 + mfp_oid_hash(ids, 3);
}

static void set_state(struct mfp_job *job, const struct mfp_job_number *row)
{
    job->state = row ? row->state : MFP_JOB_UNKNOWN;
    job->caution = row && row->caution;
}

/* Returns whether the cell says what state the job is in. */
static bool read_cell(struct mfp_reading *reading, struct mfp_job *job, const struct mfp_cell *cell,
                      int64_t *reasons)
{
    enum mfp_meaning meaning = cell->column->meaning;
    int64_t number = 0;
    bool readable = mfp_varbind_number(cell->varbind, &number);
    if (meaning == MFP_MEANING_JOB_SERVICE || meaning == MFP_MEANING_JOB_FUNCTION)
        return false; /* service_row() reads it */
    if (!readable) {
        reading->sample->unreadable++;
        return false;
    }
    if (meaning == MFP_MEANING_JOB_ID) {
        set_id(job, number);
        return false;
    }
    mark(job, meaning, number);
    if (meaning == MFP_MEANING_JOB_REASONS)
        *reasons = number;
    if (meaning == MFP_MEANING_JOB_POSITION)
        job->first = number == 0;
    if (meaning == MFP_MEANING_JOB_STATE)
        set_state(job, number_row(reading->source->states, number));
    if (meaning == MFP_MEANING_JOB_RESULT)
        set_state(job, number_row(reading->source->results, number));
    return meaning == MFP_MEANING_JOB_STATE || meaning == MFP_MEANING_JOB_RESULT;
}

/* What the reasons add to the state. */
static void apply_reasons(struct mfp_job *job, const struct mfp_profile *profile, int64_t reasons)
{
    if (job->state == MFP_JOB_PENDING && (reasons & profile->held_reasons))
        job->state = MFP_JOB_HELD;
    if (job->state == MFP_JOB_COMPLETED && (reasons & profile->aborted_reasons)) {
        job->state = MFP_JOB_ABORTED;
        job->doubted = profile->reasons_doubted;
    }
}

static void set_class(const struct mfp_reading *reading, struct mfp_job *job,
                      const struct mfp_job_service *service)
{
    const struct mfp_queue_sample *sample = reading->sample;
    job->class = service ? service->class : MFP_JOB_ANY;
    if (service && service->via)
        mfp_format(job->via, sizeof(job->via), "%s", service->via);
    for (size_t i = 0; i < sample->set_count && job->class == MFP_JOB_ANY; i++)
        if (sample->sets[i].number == job->set)
            job->class = sample->sets[i].class;
}

/* False for a row that has no state: a job that is not there any more, or an answer cut off. */
static bool read_job(struct mfp_reading *reading, struct entry *entry, const struct mfp_cell *cells,
                     size_t count)
{
    struct mfp_job *job = &entry->job;
    int64_t reasons = 0;
    bool stated = false;
    *entry = (struct entry){.order = cells[0].order};
    set_key(job, &cells[0]);
    for (size_t i = 0; i < count; i++)
        stated |= read_cell(reading, job, &cells[i], &reasons);
    apply_reasons(job, reading->source, reasons);
    set_class(reading, job, service_row(reading->source, cells, count));
    return stated;
}

/* A table that has as many rows as are read of it at most may have more. */
static bool is_full(const struct mfp_table *table, size_t rows)
{
    return rows >= table->rows;
}

static void read_jobs(struct mfp_reading *reading, struct entries *jobs)
{
    const struct mfp_cells *cells = &reading->cells;
    const struct mfp_table *table = NULL;
    size_t rows = 0;
    for (size_t at = 0, n; at < cells->count; at += n) {
        const struct mfp_cell *row = &cells->cells[at];
        n = mfp_cells_row(cells, at);
        if (reading->chain[row->profile] != reading->source ||
            (row->table->kind != MFP_TABLE_JOBS && row->table->kind != MFP_TABLE_HISTORY))
            continue;
        rows = row->table == table ? rows + 1 : 1;
        table = row->table;
        reading->sample->cut |= is_full(table, rows);
        if (read_job(reading, &jobs->entries[jobs->count], row, n))
            jobs->count++;
    }
}

static bool has_ended(const struct mfp_job *job)
{
    return job->state >= MFP_JOB_CANCELED;
}

/* It is neither held nor in a state that says nothing. */
static bool moves(const struct mfp_job *job)
{
    return job->state == MFP_JOB_PENDING || job->state == MFP_JOB_PROCESSING ||
           job->state == MFP_JOB_STOPPED;
}

/* Those of a key together, the ended one first. */
static int by_key(const void *left, const void *right)
{
    const struct entry *a = left, *b = right;
    if (a->job.key != b->job.key)
        return a->job.key < b->job.key ? -1 : 1;
    if (has_ended(&a->job) != has_ended(&b->job))
        return has_ended(&a->job) ? -1 : 1;
    return a->order < b->order ? -1 : a->order > b->order;
}

static int by_order(const void *left, const void *right)
{
    const struct entry *a = left, *b = right;
    return a->order < b->order ? -1 : a->order > b->order;
}

/* A job may stand in a table of active jobs and in the history for a moment. */
static void drop_doubles(struct entries *jobs)
{
    size_t kept = 0;
    qsort(jobs->entries, jobs->count, sizeof(*jobs->entries), by_key);
    for (size_t i = 0; i < jobs->count; i++)
        if (kept == 0 || jobs->entries[kept - 1].job.key != jobs->entries[i].job.key)
            jobs->entries[kept++] = jobs->entries[i];
    jobs->count = kept;
    qsort(jobs->entries, jobs->count, sizeof(*jobs->entries), by_order);
}

/* What matters most is 0: send jobs under way, then those that failed, then the rest. */
static unsigned rank(const struct mfp_job *job)
{
    if (job->class == MFP_JOB_OTHER)
        return 2;
    if (!has_ended(job))
        return 0;
    return job->state == MFP_JOB_ABORTED || job->caution ? 1 : 2;
}

static void keep(struct mfp_queue_sample *sample, struct entries *jobs)
{
    size_t room = MFP_SAMPLE_JOBS;
    for (unsigned wanted = 0; wanted <= 2; wanted++) {
        for (size_t i = 0; i < jobs->count && room > 0; i++) {
            struct entry *entry = &jobs->entries[i];
            if (rank(&entry->job) == wanted) {
                entry->kept = true;
                room--;
            }
        }
    }
    for (size_t i = 0; i < jobs->count; i++)
        if (jobs->entries[i].kept)
            sample->jobs[sample->job_count++] = jobs->entries[i].job;
}

int mfp_reading_jobs(struct mfp_reading *reading, struct mfp_error *error)
{
    struct mfp_queue_sample *sample = reading->sample;
    struct entries jobs = {0};
    if (!reading->source || reading->cells.count == 0)
        return 0;
    jobs.entries = calloc(reading->cells.count, sizeof(*jobs.entries));
    if (!jobs.entries)
        return mfp_error_set(error, -ENOMEM, "no memory for %zu jobs", reading->cells.count);
    read_jobs(reading, &jobs);
    drop_doubles(&jobs);
    sample->job_total = (uint32_t)jobs.count;
    for (size_t i = 0; i < jobs.count; i++) {
        const struct mfp_job *job = &jobs.entries[i].job;
        sample->send_total += rank(job) == 0 && moves(job);
        reading->active_total += !has_ended(job);
    }
    sample->cut |= jobs.count > MFP_SAMPLE_JOBS;
    keep(sample, &jobs);
    free(jobs.entries);
    return 0;
}
