#include "snmp/poll/timers.h"

#include <errno.h>
#include <stdlib.h>

void mfp_timers_done(struct mfp_timers *timers)
{
    free(timers->heap);
    *timers = (struct mfp_timers){0};
}

static void put(struct mfp_timers *timers, size_t place, struct mfp_timer *timer)
{
    timers->heap[place - 1] = timer;
    timer->place = place;
}

static struct mfp_timer *at(const struct mfp_timers *timers, size_t place)
{
    return timers->heap[place - 1];
}

static void rise(struct mfp_timers *timers, struct mfp_timer *timer)
{
    size_t place = timer->place;
    for (; place > 1 && at(timers, place / 2)->due_ms > timer->due_ms; place /= 2)
        put(timers, place, at(timers, place / 2));
    put(timers, place, timer);
}

static void sink(struct mfp_timers *timers, struct mfp_timer *timer)
{
    size_t place = timer->place;
    for (size_t child; (child = place * 2) <= timers->count; place = child) {
        if (child < timers->count && at(timers, child + 1)->due_ms < at(timers, child)->due_ms)
            child++;
        if (at(timers, child)->due_ms >= timer->due_ms)
            break;
        put(timers, place, at(timers, child));
    }
    put(timers, place, timer);
}

int mfp_timers_set(struct mfp_timers *timers, struct mfp_timer *timer, int64_t due_ms)
{
    timer->due_ms = due_ms;
    if (timer->place == 0) {
        if (timers->count == timers->room) {
            size_t room = timers->room ? timers->room * 2 : 64;
            struct mfp_timer **grown = realloc(timers->heap, room * sizeof(struct mfp_timer *));
            if (!grown)
                return -ENOMEM;
            timers->heap = grown;
            timers->room = room;
        }
        put(timers, ++timers->count, timer);
    }
    rise(timers, timer);
    sink(timers, timer);
    return 0;
}

void mfp_timers_clear(struct mfp_timers *timers, struct mfp_timer *timer)
{
    size_t place = timer->place;
    if (place == 0)
        return;
    timer->place = 0;
    struct mfp_timer *last = at(timers, timers->count--);
    if (last == timer)
        return;
    put(timers, place, last);
    rise(timers, last);
    sink(timers, last);
}

struct mfp_timer *mfp_timers_first(const struct mfp_timers *timers)
{
    return timers->count > 0 ? timers->heap[0] : NULL;
}
