#include <net-snmp/net-snmp-config.h>
#include <net-snmp/net-snmp-includes.h>

#include "snmp/poll/poller.h"

#include <string.h>

static bool is_same(const struct mfp_visit *a, const struct mfp_visit *b)
{
    const struct mfp_engine *x = &a->device->engine, *y = &b->device->engine;
    return x->length == y->length && memcmp(x->id, y->id, x->length) == 0;
}

static bool is_taken(const struct mfp_poller *poller, const struct mfp_visit *visit)
{
    for (const struct mfp_visit *other = poller->engines; other; other = other->engine_next)
        if (other != visit && !other->queued && is_same(other, visit))
            return true;
    return false;
}

static void join(struct mfp_poller *poller, struct mfp_visit *visit)
{
    visit->engine_next = poller->engines;
    poller->engines = visit;
    visit->with_engine = true;
}

void mfp_engines_take(struct mfp_poller *poller, struct mfp_visit *visit, int64_t now_ms)
{
    if (!visit->with_engine)
        join(poller, visit);
    visit->queued = is_taken(poller, visit);
    if (visit->queued) {
        visit->event = MFP_VISIT_NOTHING;
        visit->sent_ms = now_ms;
    } else if (mfp_usm_begin(visit, now_ms) == 0) {
        mfp_visit_send(visit, now_ms);
    } else {
        visit->event = MFP_VISIT_FAILED;
        visit->outcome = MFP_SNMP_LOCAL;
    }
}

/* The one that has waited longest goes on by its timer: this moment may be in the middle of events
 * of which one is its own. */
static void wake_next(struct mfp_poller *poller, const struct mfp_visit *visit, int64_t now_ms)
{
    struct mfp_visit *waiter = NULL;
    for (struct mfp_visit *other = poller->engines; other; other = other->engine_next)
        if (other->queued && is_same(other, visit))
            waiter = other;
    if (waiter)
        mfp_timers_set(&poller->timers, &waiter->timer, now_ms);
}

void mfp_engines_leave(struct mfp_poller *poller, struct mfp_visit *visit, int64_t now_ms)
{
    struct mfp_visit **link = &poller->engines;
    if (!visit->with_engine)
        return;
    while (*link != visit)
        link = &(*link)->engine_next;
    *link = visit->engine_next;
    visit->with_engine = false;
    if (visit->queued)
        return;
    mfp_usm_end(visit, now_ms);
    wake_next(poller, visit, now_ms);
}
