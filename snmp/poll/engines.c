#include <net-snmp/net-snmp-config.h>
#include <net-snmp/net-snmp-includes.h>

#include "snmp/poll/poller.h"

#include <string.h>

static bool is_same(const struct mfp_talk *a, const struct mfp_talk *b)
{
    const struct mfp_engine *x = &a->device->engine, *y = &b->device->engine;
    return x->length == y->length && memcmp(x->id, y->id, x->length) == 0;
}

static bool is_taken(const struct mfp_poller *poller, const struct mfp_talk *talk)
{
    for (const struct mfp_talk *other = poller->engines; other; other = other->engine_next)
        if (other != talk && !other->queued && is_same(other, talk))
            return true;
    return false;
}

static void join(struct mfp_poller *poller, struct mfp_talk *talk)
{
    talk->engine_next = poller->engines;
    poller->engines = talk;
    talk->with_engine = true;
}

void mfp_engines_take(struct mfp_poller *poller, struct mfp_talk *talk, int64_t now_ms)
{
    if (!talk->with_engine)
        join(poller, talk);
    talk->queued = is_taken(poller, talk);
    if (talk->queued) {
        talk->event = MFP_TALK_NOTHING;
        talk->sent_ms = now_ms;
    } else if (mfp_usm_begin(talk, now_ms) == 0) {
        mfp_talk_send(talk, now_ms);
    } else {
        talk->event = MFP_TALK_FAILED;
        talk->outcome = MFP_SNMP_LOCAL;
    }
}

/* The one that has waited longest goes on by its timer: this moment may be in the middle of events
 * of which one is its own. */
static void wake_next(struct mfp_poller *poller, const struct mfp_talk *talk, int64_t now_ms)
{
    struct mfp_talk *waiter = NULL;
    for (struct mfp_talk *other = poller->engines; other; other = other->engine_next)
        if (other->queued && is_same(other, talk))
            waiter = other;
    if (waiter)
        mfp_timers_set(&poller->timers, &waiter->timer, now_ms);
}

void mfp_engines_leave(struct mfp_poller *poller, struct mfp_talk *talk, int64_t now_ms)
{
    struct mfp_talk **link = &poller->engines;
    if (!talk->with_engine)
        return;
    while (*link != talk)
        link = &(*link)->engine_next;
    *link = talk->engine_next;
    talk->with_engine = false;
    if (talk->queued)
        return;
    mfp_usm_end(talk, now_ms);
    wake_next(poller, talk, now_ms);
}
