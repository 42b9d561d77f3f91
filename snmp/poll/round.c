#include <net-snmp/net-snmp-config.h>
#include <net-snmp/net-snmp-includes.h>

#include "snmp/poll/poller.h"

#include "core/clock.h"

#include <errno.h>
#include <stdlib.h>
#include <sys/epoll.h>

enum { PATIENCE_MS = 100 }; /* so long a device counts for the window: most answer in 50 */

static void set_fresh(struct mfp_poller *poller, struct mfp_visit *visit, bool fresh)
{
    poller->fresh += fresh && !visit->fresh;
    poller->fresh -= !fresh && visit->fresh;
    visit->fresh = fresh;
}

/* The library keeps the time of a try too, and in microseconds: one more is always past it. */
static int64_t expiry_of(const struct mfp_visit *visit)
{
    return visit->sent_ms + visit->device->timeout_ms + 1;
}

static int await(struct mfp_poller *poller, struct mfp_visit *visit, int64_t now_ms)
{
    int64_t due = expiry_of(visit);
    if (visit->fresh && visit->sent_ms + PATIENCE_MS < due)
        due = visit->sent_ms + PATIENCE_MS;
    return mfp_timers_set(&poller->timers, &visit->timer, due > now_ms ? due : now_ms + 1);
}

/* ---- from one request to the next ------------------------------------------------------------ */

static void open_session(struct mfp_poller *poller, struct mfp_visit *visit)
{
    struct epoll_event wanted = {.events = EPOLLIN, .data.ptr = visit};
    mfp_visit_open(visit);
    if (visit->event == MFP_VISIT_NOTHING &&
        epoll_ctl(poller->epoll, EPOLL_CTL_ADD, visit->fd, &wanted) < 0) {
        visit->event = MFP_VISIT_FAILED;
        visit->outcome = MFP_SNMP_LOCAL;
    }
}

static void answer(struct mfp_poller *poller, struct mfp_visit *visit, int64_t now_ms)
{
    const struct mfp_ask *ask = &visit->ask;
    const struct mfp_snmp_answer answer = {
        .outcome = ask->outcome,
        .rows = ask->rows.rows,
        .count = ask->rows.count,
        .cut = ask->cut,
        .took_ms = now_ms - visit->begun_ms,
    };
    poller->counts.answers++;
    poller->caller->took(poller->caller->context, visit->index, &answer);
    mfp_ask_done(&visit->ask);
}

/* False if there is none. */
static bool next_request(struct mfp_poller *poller, struct mfp_visit *visit, int64_t now_ms)
{
    struct mfp_snmp_request request = {0};
    bool bulk = visit->device->credential->version != MFP_SNMP_V1;
    visit->begun_ms = now_ms;
    while (poller->caller->next(poller->caller->context, visit->index, &request)) {
        if (mfp_ask_init(&visit->ask, &request, bulk) == 0)
            return true;
        mfp_ask_fail(&visit->ask, MFP_SNMP_LOCAL);
        answer(poller, visit, now_ms);
    }
    return false;
}

static void close_session(struct mfp_poller *poller, struct mfp_visit *visit, int64_t now_ms)
{
    mfp_engines_leave(poller, visit, now_ms);
    mfp_visit_close(visit);
}

static void end(struct mfp_poller *poller, struct mfp_visit *visit, int64_t now_ms)
{
    poller->counts.pdus += visit->sent;
    set_fresh(poller, visit, false);
    mfp_timers_clear(&poller->timers, &visit->timer);
    close_session(poller, visit, now_ms);
    poller->open--;
    free(visit);
}

/* A device that does not answer any more is left alone until the next round, and its engine is to
 * be found out again: another device may have its address by then. */
static void give_up(struct mfp_poller *poller, struct mfp_visit *visit, int64_t now_ms)
{
    struct mfp_device *device = visit->device;
    mfp_ask_fail(&visit->ask, visit->outcome);
    answer(poller, visit, now_ms);
    end(poller, visit, now_ms);
    device->engine.length = 0;
}

/* A new session: the library does not let go of what is in flight in the old one. */
static void discover_again(struct mfp_poller *poller, struct mfp_visit *visit, int64_t now_ms)
{
    close_session(poller, visit, now_ms);
    visit->device->engine.length = 0;
    open_session(poller, visit);
    if (visit->event == MFP_VISIT_NOTHING)
        mfp_visit_discover(visit, now_ms);
}

/* Whatever follows from the event, until there is something to wait for. */
static void step(struct mfp_poller *poller, struct mfp_visit *visit, int64_t now_ms)
{
    for (;;) {
        switch (visit->event) {
        case MFP_VISIT_NOTHING:
            if (await(poller, visit, now_ms) == 0)
                return;
            visit->event = MFP_VISIT_FAILED;
            visit->outcome = MFP_SNMP_LOCAL;
            break;
        case MFP_VISIT_TOOK:
            set_fresh(poller, visit, true);
            if (visit->ask.over) {
                answer(poller, visit, now_ms);
                if (!next_request(poller, visit, now_ms)) {
                    end(poller, visit, now_ms);
                    return;
                }
            }
            mfp_visit_send(visit, now_ms);
            break;
        case MFP_VISIT_DISCOVERED:
            set_fresh(poller, visit, true);
            visit->discovered = true;
            visit->device->engine_ms = now_ms;
            mfp_engines_take(poller, visit, now_ms);
            set_fresh(poller, visit, !visit->queued);
            break;
        case MFP_VISIT_RESYNCED:
            mfp_visit_send(visit, now_ms);
            break;
        case MFP_VISIT_DISCOVER:
            discover_again(poller, visit, now_ms);
            break;
        case MFP_VISIT_FAILED:
            give_up(poller, visit, now_ms);
            return;
        }
    }
}

/* ---- what comes from outside ----------------------------------------------------------------- */

static void send_first(struct mfp_poller *poller, struct mfp_visit *visit, int64_t now_ms)
{
    const struct mfp_device *device = visit->device;
    if (device->credential->version != MFP_SNMP_V3)
        mfp_visit_send(visit, now_ms);
    else if (device->engine.length == 0)
        mfp_visit_discover(visit, now_ms);
    else
        mfp_engines_take(poller, visit, now_ms);
    set_fresh(poller, visit, !visit->queued);
}

void mfp_round_begin(struct mfp_poller *poller, size_t device)
{
    struct mfp_visit wanted = {.device = &poller->devices[device], .index = device, .fd = -1};
    int64_t now_ms = mfp_clock_ms();
    if (!next_request(poller, &wanted, now_ms))
        return;
    struct mfp_visit *visit = malloc(sizeof(*visit));
    if (!visit) {
        mfp_ask_fail(&wanted.ask, MFP_SNMP_LOCAL);
        answer(poller, &wanted, now_ms);
        return;
    }
    *visit = wanted;
    poller->open++;
    open_session(poller, visit);
    if (visit->event == MFP_VISIT_NOTHING)
        send_first(poller, visit, now_ms);
    step(poller, visit, now_ms);
}

void mfp_round_ready(struct mfp_poller *poller, struct mfp_visit *visit, uint32_t events)
{
    if (events & EPOLLERR)
        mfp_visit_fault(visit);
    if (visit->event == MFP_VISIT_NOTHING)
        mfp_visit_read(visit, &poller->set);
    step(poller, visit, mfp_clock_ms());
}

static void expire(struct mfp_poller *poller, struct mfp_visit *visit, int64_t now_ms)
{
    if (visit->queued)
        mfp_engines_take(poller, visit, now_ms);
    else if (now_ms >= expiry_of(visit))
        mfp_visit_expire(visit, now_ms);
    set_fresh(poller, visit, false);
    step(poller, visit, now_ms);
}

void mfp_round_expire(struct mfp_poller *poller, int64_t now_ms)
{
    struct mfp_timer *first;
    while ((first = mfp_timers_first(&poller->timers)) && first->due_ms <= now_ms)
        expire(poller, (struct mfp_visit *)(void *)first, now_ms);
}

void mfp_round_end(struct mfp_poller *poller)
{
    struct mfp_timer *first;
    int64_t now_ms = mfp_clock_ms();
    while ((first = mfp_timers_first(&poller->timers))) {
        struct mfp_visit *visit = (struct mfp_visit *)(void *)first;
        visit->event = MFP_VISIT_FAILED;
        visit->outcome = MFP_SNMP_DEADLINE;
        step(poller, visit, now_ms);
    }
}
