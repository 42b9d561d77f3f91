/*
 * The conversation with one device: a session of Net-SNMP's, one PDU in flight, and what came.
 * Inside of this room only; wants the headers of Net-SNMP before itself.
 */
#pragma once

#include "snmp/poll/credential.h"
#include "snmp/poll/datagram.h"
#include "snmp/poll/timers.h"

#include <sys/socket.h>

enum {
    MFP_PEER_SIZE = 80,
    MFP_STRAYS_MAX = 64, /* datagrams that answer nothing, until a request is given up */
};

/* A device as it was set up, and what outlives a run. */
struct mfp_device {
    struct sockaddr_storage address;
    socklen_t address_length;
    char peer[MFP_PEER_SIZE]; /* the address as Net-SNMP writes it */
    const struct mfp_snmp_credential *credential;
    int64_t timeout_ms;
    int retries;
    struct mfp_engine engine; /* as of ENGINE_MS */
    int64_t engine_ms;
};

enum mfp_visit_event {
    MFP_VISIT_NOTHING,
    MFP_VISIT_TOOK,       /* a reply went into the request */
    MFP_VISIT_DISCOVERED, /* the device said which engine it is */
    MFP_VISIT_RESYNCED,   /* it has set our idea of its clock right: send again */
    MFP_VISIT_DISCOVER,   /* it is another one, or at another time, than we thought */
    MFP_VISIT_FAILED,     /* with an outcome */
};

struct mfp_visit {
    struct mfp_timer timer; /* first, so that it is found by it */
    struct mfp_device *device;
    size_t index; /* the device's */
    struct mfp_ask ask;
    int64_t begun_ms, sent_ms;
    enum mfp_visit_event event;
    enum mfp_snmp_outcome outcome; /* of MFP_VISIT_FAILED */
    void *session;
    int fd;
    bool fresh;       /* may be about to answer: counts for the window */
    bool discovering; /* what is in flight asks for the engine */
    bool discovered;  /* in this conversation */
    bool resynced;    /* its clock was corrected once */
    bool answered;    /* to anything but discovery, in this conversation */
    bool closing;
    /* The datagram that is being read. */
    struct mfp_engine seen;
    bool came, repeated;
    bool with_engine; /* among those who hold or want one */
    bool queued;      /* wants one that another holds; nothing is in flight */
    struct mfp_visit *engine_next;
    /* Datagrams since the PDU that were no answer to it. */
    size_t strays, garbled, datagrams;
    enum mfp_snmp_outcome garbled_as;
    int tries;
    long request_id, message_id; /* of what is in flight */
    long answered_id;            /* what repeats this one is no stray */
    size_t sent;                 /* PDUs, for the statistics */
};

/* Opens the session and its socket. What goes wrong is an event, as with all that follows. */
void mfp_visit_open(struct mfp_visit *visit);
void mfp_visit_close(struct mfp_visit *visit);

/* Sends the next PDU of the request, or the question which engine it is. */
void mfp_visit_send(struct mfp_visit *visit, int64_t now_ms);
void mfp_visit_discover(struct mfp_visit *visit, int64_t now_ms);

/* Reads one datagram. SET is room for a descriptor of any number. */
void mfp_visit_read(struct mfp_visit *visit, netsnmp_large_fd_set *set);
/* The socket has an error pending. */
void mfp_visit_fault(struct mfp_visit *visit);
/* Sends again if the time is over, or gives up. */
void mfp_visit_expire(struct mfp_visit *visit, int64_t now_ms);

/* usm.c: the user at an engine is known to the library while a conversation holds the engine. */

/* Makes the engine that was found or is remembered the session's. -ENOMEM or -EINVAL. */
int mfp_usm_begin(struct mfp_visit *visit, int64_t now_ms);
/* Takes the user away, and remembers the engine's clock. */
void mfp_usm_end(struct mfp_visit *visit, int64_t now_ms);
/* Fills a session for the credential's user; what it points to is the credential's. */
void mfp_usm_session(struct mfp_snmp_credential *credential, netsnmp_session *session);
/* What a report says. */
enum mfp_snmp_outcome mfp_usm_report(netsnmp_pdu *pdu);
/* What a code of Net-SNMP's says that a message could not be read by. */
enum mfp_snmp_outcome mfp_usm_fault(int code);
