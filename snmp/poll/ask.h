/*
 * A request on its way: which names go into the next PDU, and what follows from a reply. Pure: no
 * socket and no SNMP library. Inside of this room only.
 */
#pragma once

#include "snmp/poll/request.h"
#include "snmp/poll/varbinds.h"

enum {
    MFP_ASK_OIDS = 10,        /* names in one PDU */
    MFP_ASK_REPETITIONS = 10, /* of GETBULK; what old printers stand */
};

/* RFC 3416, 3: error-status. */
enum mfp_ask_status {
    MFP_ASK_NO_ERROR = 0,
    MFP_ASK_TOO_BIG = 1,
    MFP_ASK_NO_SUCH_NAME = 2,
    MFP_ASK_NO_ACCESS = 6,
    MFP_ASK_AUTHORIZATION_ERROR = 16,
};

enum mfp_ask_kind { MFP_ASK_GET, MFP_ASK_GETNEXT, MFP_ASK_GETBULK };

struct mfp_ask_pdu {
    enum mfp_ask_kind kind;
    const struct mfp_oid *oids[MFP_ASK_OIDS]; /* point into the request and the struct mfp_ask */
    size_t count;
    int repetitions;
};

struct mfp_ask_reply {
    long status, index;
    const struct mfp_varbind *varbinds; /* borrowed */
    size_t count;
    bool cut; /* after COUNT came something that we cannot hold */
};

struct mfp_ask {
    struct mfp_snmp_request request;
    bool bulk; /* the agent knows GETBULK */
    bool over;
    bool cut;
    enum mfp_snmp_outcome outcome;
    struct mfp_varbinds rows;
    /* A GET: the names from FROM on, at most SPAN; those that the agent choked on are dropped. */
    size_t from, span;
    size_t fits; /* names that a range may begin with */
    uint32_t dropped;
    bool answered;
    enum mfp_snmp_outcome reason; /* why the last one was dropped */
    /* A subtree. */
    struct mfp_oid last;
    int repetitions;
};

/* -EINVAL if no such request may be made, -ENOMEM. In both cases ASK is to be done with. */
int mfp_ask_init(struct mfp_ask *ask, const struct mfp_snmp_request *request, bool bulk);
void mfp_ask_done(struct mfp_ask *ask);

/* What to send; not to be called when it is over. */
void mfp_ask_next(const struct mfp_ask *ask, struct mfp_ask_pdu *pdu);

/* Takes a reply to what mfp_ask_next said. */
void mfp_ask_take(struct mfp_ask *ask, const struct mfp_ask_reply *reply);

/* Ends it from outside. */
void mfp_ask_fail(struct mfp_ask *ask, enum mfp_snmp_outcome outcome);
