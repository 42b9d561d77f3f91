/* One device is asked what a check of its queue would ask it. */
#include "cli/queue/offer.h"

#include "core/clock.h"

#include <errno.h>
#include <stdlib.h>
#include <time.h>

enum { TRY_MS = 2000, RETRIES = 1 };

static int poll_device(struct mfp_offer *offer, const struct mfp_asking *asking,
                       struct mfp_error *error)
{
    const struct mfp_snmp_device device = {
        .address = asking->address,
        .port = asking->port,
        .credential = asking->credential,
        .timeout_ms = TRY_MS,
        .retries = RETRIES,
    };
    struct mfp_poller *poller;
    int result = asking->snmp->poller_new(&poller, 1, error);
    if (result < 0)
        return result;
    result = asking->snmp->poller_add(poller, &device, error);
    if (result == 0)
        result =
            asking->snmp->interviews_run(poller, &offer->interview, offer->plan->timeout_ms, error);
    asking->snmp->poller_free(poller);
    if (result < 0 || offer->interview.answered)
        return result < 0 ? result : 0;
    return mfp_error_set(error, -ETIMEDOUT, "%s port %u: %s", offer->address, asking->port,
                         mfp_snmp_outcome_name(offer->interview.outcome));
}

static int compare_rows(const void *a, const void *b, void *context)
{
    const struct mfp_cell *cells = context;
    const struct mfp_cell *one = &cells[((const struct mfp_row *)a)->at];
    const struct mfp_cell *other = &cells[((const struct mfp_row *)b)->at];
    if (one->profile != other->profile)
        return one->profile < other->profile ? -1 : 1;
    if (one->table != other->table)
        return one->table < other->table ? -1 : 1;
    return (one->order > other->order) - (one->order < other->order);
}

/* Cells are sorted by a hash; people want the rows in the order of the device. */
static int order_rows(struct mfp_offer *offer, struct mfp_error *error)
{
    struct mfp_cells *cells = &offer->cells;
    offer->rows = calloc(cells->count + 1, sizeof(*offer->rows));
    if (!offer->rows)
        return mfp_error_set(error, -ENOMEM, "out of memory");
    for (size_t at = 0; at < cells->count; at += offer->rows[offer->row_count++].count)
        offer->rows[offer->row_count] =
            (struct mfp_row){.at = at, .count = mfp_cells_row(cells, at)};
    qsort_r(offer->rows, offer->row_count, sizeof(*offer->rows), compare_rows, cells->cells);
    return 0;
}

/* The verdict of a device that was never seen before. */
static int judge(struct mfp_offer *offer, const struct mfp_queue_time *now, struct mfp_error *error)
{
    struct mfp_queue_limits limits;
    struct mfp_queue_memory *memory = calloc(1, sizeof(*memory));
    if (!memory)
        return mfp_error_set(error, -ENOMEM, "out of memory");
    mfp_queue_limits_init(&limits);
    limits.stuck_age = offer->plan->stuck_ms / 1000;
    limits.depth = offer->plan->depth;
    mfp_queue_step(memory, &limits, &offer->sample, now, &offer->verdict);
    free(memory);
    return 0;
}

int mfp_offer_ask(struct mfp_offer *offer, const struct mfp_asking *asking, struct mfp_error *error)
{
    const struct mfp_interview *interview = &offer->interview;
    int result = poll_device(offer, asking, error);
    const struct mfp_queue_time now = {.steady = mfp_clock_ms() / 1000, .wall = time(NULL)};
    if (result < 0)
        return result;
    mfp_identity_read(&offer->identity, interview->varbinds, interview->count);
    offer->profiles = mfp_profile_chain(offer->identity.profile, offer->chain);
    result = mfp_cells_read(&offer->cells, offer->chain, offer->profiles, interview->varbinds,
                            interview->count, error);
    if (result == 0)
        result = order_rows(offer, error);
    if (result == 0)
        result =
            mfp_sample_read(&offer->sample, interview->varbinds, interview->count, &now, error);
    if (result == 0)
        result = judge(offer, &now, error);
    return result;
}

void mfp_offer_done(struct mfp_offer *offer, const struct mfp_asking *asking)
{
    if (asking->snmp)
        asking->snmp->interview_done(&offer->interview);
    mfp_cells_done(&offer->cells);
    free(offer->rows);
    offer->rows = NULL;
}

const struct mfp_varbind *mfp_offer_value(const struct mfp_offer *offer, const struct mfp_oid *name)
{
    for (size_t i = 0; i < offer->interview.count; i++)
        if (mfp_oid_equal(&offer->interview.varbinds[i].name, name))
            return &offer->interview.varbinds[i];
    return NULL;
}

bool mfp_offer_repeats(const struct mfp_cell *cells, size_t number)
{
    for (size_t i = 0; i < number; i++)
        if (mfp_oid_equal(&cells[i].varbind->name, &cells[number].varbind->name))
            return true;
    return false;
}

static bool stands_before(const struct mfp_object *objects, const struct mfp_object *object)
{
    for (; objects && objects->meaning != MFP_MEANING_NONE && objects != object; objects++)
        if (mfp_oid_equal(&objects->oid, &object->oid))
            return true;
    return false;
}

const struct mfp_object *mfp_offer_object(const struct mfp_offer *offer, size_t number)
{
    for (size_t i = 0; i <= offer->profiles; i++) {
        const struct mfp_object *object = i ? offer->chain[i - 1]->objects : mfp_identity_objects;
        for (; object && object->meaning != MFP_MEANING_NONE; object++) {
            bool again = i > 0 && stands_before(mfp_identity_objects, object);
            for (size_t j = 1; !again && j < i; j++)
                again = stands_before(offer->chain[j - 1]->objects, object);
            if (!again && number-- == 0)
                return object;
        }
    }
    return NULL;
}
