/*
 * A poller from inside: its devices, and the round that is going on. Inside of this room only;
 * wants the headers of Net-SNMP before itself.
 */
#pragma once

#include "snmp/poll/poll.h"
#include "snmp/poll/visit.h"

struct mfp_poller {
    struct mfp_device *devices;
    size_t count, room;
    size_t window, sockets_max;
    unsigned per_second; /* 0: any number */
    int epoll;
    netsnmp_large_fd_set set;
    struct mfp_poller_counts counts;
    /* The round. */
    const struct mfp_snmp_caller *caller;
    struct mfp_timers timers;
    struct mfp_visit *engines; /* those who hold or want an engine, newest first */
    size_t next, fresh, open;
    int64_t started_ms;
};

/* round.c: the conversations of a round. Each has its timer set as long as it goes on. */

/* Begins the one with a device, if the caller wants it. */
void mfp_round_begin(struct mfp_poller *poller, size_t device);
/* The socket of a conversation has something: EVENTS of epoll. */
void mfp_round_ready(struct mfp_poller *poller, struct mfp_visit *visit, uint32_t events);
/* Everything that is due. */
void mfp_round_expire(struct mfp_poller *poller, int64_t now_ms);
/* Ends what is still open, for there is no more time. */
void mfp_round_end(struct mfp_poller *poller);

/* engines.c: the library knows an engine by its ID alone, so conversations with devices of the same
 * ID take turns. */

/* Gives VISIT its device's engine and sends its PDU, or queues it. */
void mfp_engines_take(struct mfp_poller *poller, struct mfp_visit *visit, int64_t now_ms);
/* Takes VISIT out, and sets the timer of who is next. */
void mfp_engines_leave(struct mfp_poller *poller, struct mfp_visit *visit, int64_t now_ms);
