#include <net-snmp/net-snmp-config.h>
#include <net-snmp/net-snmp-includes.h>

#include "snmp/poll/poller.h"

#include "core/clock.h"

#include <errno.h>
#include <stdlib.h>
#include <sys/epoll.h>

enum { PATIENCE_MS = 100 }; /* so long a device counts for the window: most answer in 50 */

static void set_fresh(struct mfp_poller *poller, struct mfp_talk *talk, bool fresh)
{
    poller->fresh += fresh && !talk->fresh;
    poller->fresh -= !fresh && talk->fresh;
    talk->fresh = fresh;
}

/* The library keeps the time of a try too, and in microseconds: one more is always past it. */
static int64_t expiry_of(const struct mfp_talk *talk)
{
    return talk->sent_ms + talk->device->timeout_ms + 1;
}

static int await(struct mfp_poller *poller, struct mfp_talk *talk, int64_t now_ms)
{
    int64_t due = expiry_of(talk);
    if (talk->fresh && talk->sent_ms + PATIENCE_MS < due)
        due = talk->sent_ms + PATIENCE_MS;
    return mfp_timers_set(&poller->timers, &talk->timer, due > now_ms ? due : now_ms + 1);
}

/* ---- from one request to the next ------------------------------------------------------------ */

static void open_session(struct mfp_poller *poller, struct mfp_talk *talk)
{
    struct epoll_event wanted = {.events = EPOLLIN, .data.ptr = talk};
    mfp_talk_open(talk);
    if (talk->event == MFP_TALK_NOTHING &&
        epoll_ctl(poller->epoll, EPOLL_CTL_ADD, talk->fd, &wanted) < 0) {
        talk->event = MFP_TALK_FAILED;
        talk->outcome = MFP_SNMP_LOCAL;
    }
}

static void answer(struct mfp_poller *poller, struct mfp_talk *talk, int64_t now_ms)
{
    const struct mfp_ask *ask = &talk->ask;
    const struct mfp_snmp_answer answer = {
        .outcome = ask->outcome,
        .rows = ask->rows.rows,
        .count = ask->rows.count,
        .cut = ask->cut,
        .took_ms = now_ms - talk->begun_ms,
    };
    poller->counts.answers++;
    poller->caller->took(poller->caller->context, talk->index, &answer);
    mfp_ask_done(&talk->ask);
}

/* False if there is none. */
static bool next_request(struct mfp_poller *poller, struct mfp_talk *talk, int64_t now_ms)
{
    struct mfp_snmp_request request = {0};
    bool bulk = talk->device->credential->version != MFP_SNMP_V1;
    talk->begun_ms = now_ms;
    while (poller->caller->next(poller->caller->context, talk->index, &request)) {
        if (mfp_ask_init(&talk->ask, &request, bulk) == 0)
            return true;
        mfp_ask_fail(&talk->ask, MFP_SNMP_LOCAL);
        answer(poller, talk, now_ms);
    }
    return false;
}

static void close_session(struct mfp_poller *poller, struct mfp_talk *talk, int64_t now_ms)
{
    mfp_engines_leave(poller, talk, now_ms);
    mfp_talk_close(talk);
}

static void end(struct mfp_poller *poller, struct mfp_talk *talk, int64_t now_ms)
{
    poller->counts.pdus += talk->sent;
    set_fresh(poller, talk, false);
    mfp_timers_clear(&poller->timers, &talk->timer);
    close_session(poller, talk, now_ms);
    poller->open--;
    free(talk);
}

/* A device that does not answer any more is left alone until the next round, and its engine is to
 * be found out again: another device may have its address by then. */
static void give_up(struct mfp_poller *poller, struct mfp_talk *talk, int64_t now_ms)
{
    struct mfp_device *device = talk->device;
    mfp_ask_fail(&talk->ask, talk->outcome);
    answer(poller, talk, now_ms);
    end(poller, talk, now_ms);
    device->engine.length = 0;
}

/* A new session: the library does not let go of what is in flight in the old one. */
static void discover_again(struct mfp_poller *poller, struct mfp_talk *talk, int64_t now_ms)
{
    close_session(poller, talk, now_ms);
    talk->device->engine.length = 0;
    open_session(poller, talk);
    if (talk->event == MFP_TALK_NOTHING)
        mfp_talk_discover(talk, now_ms);
}

/* Whatever follows from the event, until there is something to wait for. */
static void step(struct mfp_poller *poller, struct mfp_talk *talk, int64_t now_ms)
{
    for (;;) {
        switch (talk->event) {
        case MFP_TALK_NOTHING:
            if (await(poller, talk, now_ms) == 0)
                return;
            talk->event = MFP_TALK_FAILED;
            talk->outcome = MFP_SNMP_LOCAL;
            break;
        case MFP_TALK_TOOK:
            set_fresh(poller, talk, true);
            if (talk->ask.over) {
                answer(poller, talk, now_ms);
                if (!next_request(poller, talk, now_ms)) {
                    end(poller, talk, now_ms);
                    return;
                }
            }
            mfp_talk_send(talk, now_ms);
            break;
        case MFP_TALK_DISCOVERED:
            set_fresh(poller, talk, true);
            talk->discovered = true;
            talk->device->engine_ms = now_ms;
            mfp_engines_take(poller, talk, now_ms);
            set_fresh(poller, talk, !talk->queued);
            break;
        case MFP_TALK_RESYNCED:
            mfp_talk_send(talk, now_ms);
            break;
        case MFP_TALK_DISCOVER:
            discover_again(poller, talk, now_ms);
            break;
        case MFP_TALK_FAILED:
            give_up(poller, talk, now_ms);
            return;
        }
    }
}

/* ---- what comes from outside ----------------------------------------------------------------- */

static void send_first(struct mfp_poller *poller, struct mfp_talk *talk, int64_t now_ms)
{
    const struct mfp_device *device = talk->device;
    if (device->credential->version != MFP_SNMP_V3)
        mfp_talk_send(talk, now_ms);
    else if (device->engine.length == 0)
        mfp_talk_discover(talk, now_ms);
    else
        mfp_engines_take(poller, talk, now_ms);
    set_fresh(poller, talk, !talk->queued);
}

void mfp_round_begin(struct mfp_poller *poller, size_t device)
{
    struct mfp_talk wanted = {.device = &poller->devices[device], .index = device, .fd = -1};
    int64_t now_ms = mfp_clock_ms();
    if (!next_request(poller, &wanted, now_ms))
        return;
    struct mfp_talk *talk = malloc(sizeof(*talk));
    if (!talk) {
        mfp_ask_fail(&wanted.ask, MFP_SNMP_LOCAL);
        answer(poller, &wanted, now_ms);
        return;
    }
    *talk = wanted;
    poller->open++;
    open_session(poller, talk);
    if (talk->event == MFP_TALK_NOTHING)
        send_first(poller, talk, now_ms);
    step(poller, talk, now_ms);
}

void mfp_round_ready(struct mfp_poller *poller, struct mfp_talk *talk, uint32_t events)
{
    if (events & EPOLLERR)
        mfp_talk_fault(talk);
    if (talk->event == MFP_TALK_NOTHING)
        mfp_talk_read(talk, &poller->set);
    step(poller, talk, mfp_clock_ms());
}

static void expire(struct mfp_poller *poller, struct mfp_talk *talk, int64_t now_ms)
{
    if (talk->queued)
        mfp_engines_take(poller, talk, now_ms);
    else if (now_ms >= expiry_of(talk))
        mfp_talk_expire(talk, now_ms);
    set_fresh(poller, talk, false);
    step(poller, talk, now_ms);
}

void mfp_round_expire(struct mfp_poller *poller, int64_t now_ms)
{
    struct mfp_timer *first;
    while ((first = mfp_timers_first(&poller->timers)) && first->due_ms <= now_ms)
        expire(poller, (struct mfp_talk *)(void *)first, now_ms);
}

void mfp_round_end(struct mfp_poller *poller)
{
    struct mfp_timer *first;
    int64_t now_ms = mfp_clock_ms();
    while ((first = mfp_timers_first(&poller->timers))) {
        struct mfp_talk *talk = (struct mfp_talk *)(void *)first;
        talk->event = MFP_TALK_FAILED;
        talk->outcome = MFP_SNMP_DEADLINE;
        step(poller, talk, now_ms);
    }
}
