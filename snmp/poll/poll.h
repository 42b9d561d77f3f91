/*
 * The poller: many devices asked at once by SNMP, in one thread of one process, over Net-SNMP.
 *
 * A round (mfp_poller_run) holds one conversation with every device that its caller wants one
 * with. The caller is asked for one request after the other and is handed every answer. Devices
 * are treated with care: one PDU in flight a device, ten names or ten repetitions a PDU, no walk
 * of a whole tree, and a conversation ends with the first request that the device does not answer.
 *
 * v3: the engine of a device is found out without waiting for others and remembered from round to
 * round, the clock is corrected once a conversation, and devices that have the same engine ID
 * (clones) are asked one after the other.
 *
 * Net-SNMP is not safe to use from several threads: one thread of a process has all of its pollers,
 * and its AgentX side if it has one. The library is started with the first credential or poller,
 * reads and writes no file and logs nothing; a program that starts it itself, for its agent, does
 * so before and keeps its own settings.
 */
#pragma once

#include "core/error.h"
#include "snmp/poll/credential.h"
#include "snmp/poll/request.h"

/* What a device is asked as. The strings are copied; the credential is the caller's and must
 * outlive the poller. */
struct mfp_snmp_device {
    const char *address; /* an IPv4 or IPv6 address: names are resolved by the caller */
    unsigned port;       /* 0: 161 */
    const struct mfp_snmp_credential *credential;
    int64_t timeout_ms; /* of one try; 0: 1000 */
    int retries;        /* after the first try */
};

/* The caller's side of all conversations. DEVICE is its number: see mfp_poller_add. */
struct mfp_snmp_caller {
    /* The next request; false ends the conversation, and with no first one nothing is sent. */
    bool (*next)(void *context, size_t device, struct mfp_snmp_request *request);
    /* The answer to the request that NEXT gave last. Is called once for each. */
    void (*took)(void *context, size_t device, const struct mfp_snmp_answer *answer);
    void *context;
};

/* Over the life of a poller. */
struct mfp_poller_counts {
    size_t pdus;    /* sent: first and again, discovery too */
    size_t answers; /* requests that were answered or given up */
};

struct mfp_poller;

enum { MFP_POLLER_WINDOW = 128 };

/* WINDOW (0: MFP_POLLER_WINDOW) devices at most are asked at a time. One that keeps silent for a
 * while does not count any more and only has a socket: so silent ones do not hold up others. Raises
 * RLIMIT_NOFILE to its hard limit, which limits the sockets. -ENOMEM, -EMFILE and others. */
int mfp_poller_new(struct mfp_poller **poller, size_t window, struct mfp_error *error);
/* Begins no more than PER_SECOND conversations a second, one after the other and not in bursts;
 * 0: as many as the window lets in. For looking at addresses of which most are nobody's. */
void mfp_poller_pace(struct mfp_poller *poller, unsigned per_second);
/* Returns NULL. */
struct mfp_poller *mfp_poller_free(struct mfp_poller *poller);

/* The first device has the number 0, and so on. Not in a round. -EINVAL, -ENOMEM. */
int mfp_poller_add(struct mfp_poller *poller, const struct mfp_snmp_device *device,
                   struct mfp_error *error);

/* One round over all devices in the order of their numbers. Ends DEADLINE_MS from now at the latest
 * (0: when all is over): requests in flight are then answered by MFP_SNMP_DEADLINE, and the number
 * of devices that were not asked to the end is returned. */
int mfp_poller_run(struct mfp_poller *poller, const struct mfp_snmp_caller *caller,
                   int64_t deadline_ms, struct mfp_error *error);

struct mfp_poller_counts mfp_poller_counted(const struct mfp_poller *poller);
