#include <net-snmp/net-snmp-config.h>
#include <net-snmp/net-snmp-includes.h>

#include <net-snmp/library/large_fd_set.h>
#include <net-snmp/library/lcd_time.h>

#include "snmp/poll/poll.h"

#include "core/clock.h"
#include "core/text.h"
#include "snmp/poll/library.h"
#include "snmp/poll/poller.h"

#include <errno.h>
#include <netdb.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/resource.h>
#include <unistd.h>

enum {
    PORT = 161,
    TIMEOUT_MS = 1000,
    TIMEOUT_MAX_MS = 600000,
    RETRIES_MAX = 100,
    DESCRIPTORS_SPARED = 64, /* for all that is not a device */
    EVENTS = 256,
};

/* ---- a poller and its devices ---------------------------------------------------------------- */

/* What may be open at once. */
static rlim_t raise_limit(void)
{
    struct rlimit limit;
    if (getrlimit(RLIMIT_NOFILE, &limit) < 0)
        return FD_SETSIZE;
    limit.rlim_cur = limit.rlim_max;
    if (setrlimit(RLIMIT_NOFILE, &limit) < 0)
        getrlimit(RLIMIT_NOFILE, &limit);
    return limit.rlim_cur;
}

int mfp_poller_new(struct mfp_poller **poller, size_t window, struct mfp_error *error)
{
    enum { SOCKETS_ENOUGH = 1 << 16 };
    rlim_t descriptors = raise_limit();
    if (descriptors > SOCKETS_ENOUGH)
        descriptors = SOCKETS_ENOUGH;
    if (descriptors <= DESCRIPTORS_SPARED)
        return mfp_error_set(error, -EMFILE, "%ju open files are too few to poll with",
                             (uintmax_t)descriptors);
    struct mfp_poller *made = calloc(1, sizeof(*made));
    if (!made)
        return mfp_error_set(error, -ENOMEM, "out of memory");
    mfp_snmp_library();
    made->epoll = epoll_create1(EPOLL_CLOEXEC);
    if (made->epoll < 0) {
        int result = -errno;
        free(made);
        return mfp_error_set(error, result, "epoll: %s", strerror(-result));
    }
    made->window = window ? window : MFP_POLLER_WINDOW;
    made->sockets_max = (size_t)descriptors - DESCRIPTORS_SPARED;
    netsnmp_large_fd_set_init(&made->set, (int)descriptors + 1);
    *poller = made;
    return 0;
}

void mfp_poller_pace(struct mfp_poller *poller, unsigned per_second)
{
    poller->per_second = per_second;
}

struct mfp_poller *mfp_poller_free(struct mfp_poller *poller)
{
    if (!poller)
        return NULL;
    close(poller->epoll);
    netsnmp_large_fd_set_cleanup(&poller->set);
    mfp_timers_done(&poller->timers);
    free(poller->devices);
    free(poller);
    return NULL;
}

static int take_address(struct mfp_device *made, const struct mfp_snmp_device *device,
                        struct mfp_error *error)
{
    const struct addrinfo hints = {.ai_flags = AI_NUMERICHOST | AI_NUMERICSERV,
                                   .ai_socktype = SOCK_DGRAM};
    struct addrinfo *found;
    char port[16];
    unsigned number = device->port ? device->port : PORT;
    mfp_format(port, sizeof(port), "%u", number);
    if (number > UINT16_MAX || getaddrinfo(device->address, port, &hints, &found) != 0)
        return mfp_error_set(error, -EINVAL, "%s, port %u: this is no IP address and port",
                             device->address, number);
    memcpy(&made->address, found->ai_addr, found->ai_addrlen);
    made->address_length = found->ai_addrlen;
    bool is_v6 = found->ai_family == AF_INET6;
    mfp_format(made->peer, sizeof(made->peer), "%s%s%s:%s",
               is_v6 ? "udp6:[" : "udp:", device->address, is_v6 ? "]" : "", port);
    freeaddrinfo(found);
    return 0;
}

int mfp_poller_add(struct mfp_poller *poller, const struct mfp_snmp_device *device,
                   struct mfp_error *error)
{
    struct mfp_device made = {
        .credential = device->credential,
        .timeout_ms = device->timeout_ms ? device->timeout_ms : TIMEOUT_MS,
        .retries = device->retries,
    };
    if (made.timeout_ms < 1 || made.timeout_ms > TIMEOUT_MAX_MS || made.retries < 0 ||
        made.retries > RETRIES_MAX)
        return mfp_error_set(error, -EINVAL,
                             "a time-out is 1 to %d ms, and there are 0 to %d retries",
                             TIMEOUT_MAX_MS, RETRIES_MAX);
    int result = take_address(&made, device, error);
    if (result < 0)
        return result;
    if (poller->count == poller->room) {
        size_t room = poller->room ? poller->room * 2 : 16;
        struct mfp_device *grown = realloc(poller->devices, room * sizeof(*grown));
        if (!grown)
            return mfp_error_set(error, -ENOMEM, "out of memory");
        poller->devices = grown;
        poller->room = room;
    }
    poller->devices[poller->count++] = made;
    return 0;
}

struct mfp_poller_counts mfp_poller_counted(const struct mfp_poller *poller)
{
    return poller->counts;
}

/* ---- a round --------------------------------------------------------------------------------- */

/* When the next device has its turn by the pace. */
static int64_t turn_of(const struct mfp_poller *poller)
{
    if (!poller->per_second)
        return poller->started_ms;
    return poller->started_ms + (int64_t)poller->next * 1000 / poller->per_second;
}

static bool has_room(const struct mfp_poller *poller)
{
    return poller->next < poller->count && poller->fresh < poller->window &&
           poller->open < poller->sockets_max;
}

static void admit(struct mfp_poller *poller)
{
    while (has_room(poller) && turn_of(poller) <= mfp_clock_ms())
        mfp_round_begin(poller, poller->next++);
}

static int64_t earlier(int64_t due, int64_t other)
{
    return other && (!due || other < due) ? other : due;
}

/* Milliseconds until there is something to do by the clock; -1 never. */
static int wait_of(const struct mfp_poller *poller, int64_t end_ms)
{
    const struct mfp_timer *first = mfp_timers_first(&poller->timers);
    int64_t due = earlier(first ? first->due_ms : 0, end_ms);
    if (has_room(poller))
        due = earlier(due, turn_of(poller));
    if (!due)
        return -1;
    int64_t left = due - mfp_clock_ms();
    return left < 0 ? 0 : (int)(left < TIMEOUT_MAX_MS ? left : TIMEOUT_MAX_MS);
}

static int turn(struct mfp_poller *poller, int64_t end_ms)
{
    struct epoll_event events[EVENTS];
    int count = epoll_wait(poller->epoll, events, EVENTS, wait_of(poller, end_ms));
    if (count < 0 && errno != EINTR)
        return -errno;
    for (int i = 0; i < count; i++)
        mfp_round_ready(poller, events[i].data.ptr, events[i].events);
    mfp_round_expire(poller, mfp_clock_ms());
    return 0;
}

int mfp_poller_run(struct mfp_poller *poller, const struct mfp_snmp_caller *caller,
                   int64_t deadline_ms, struct mfp_error *error)
{
    int64_t end_ms = deadline_ms > 0 ? mfp_clock_ms() + deadline_ms : 0;
    int result = 0;
    poller->caller = caller;
    poller->next = 0;
    poller->started_ms = mfp_clock_ms();
    /* What the library knows of engines is forgotten: the clocks stand with the devices, and those
     * of devices that invent engine IDs would fill the memory. */
    free_etimelist();
    admit(poller);
    while (result == 0 && (poller->open > 0 || has_room(poller)) &&
           (end_ms == 0 || mfp_clock_ms() < end_ms)) {
        result = turn(poller, end_ms);
        admit(poller);
    }
    int left = (int)(poller->open + poller->count - poller->next);
    mfp_round_end(poller);
    if (result < 0)
        return mfp_error_set(error, result, "epoll: %s", strerror(-result));
    return left;
}
