/*
 * What is asked of a device and what comes of it. Plain data.
 */
#pragma once

#include "snmp/varbind.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum {
    MFP_SNMP_OIDS_MAX = 32,    /* names in one request; a PDU asks ten of them at a time */
    MFP_SNMP_ROOT_MIN = 8,     /* sub-identifiers: what is shorter is a whole tree */
    MFP_SNMP_ROWS_MAX = 4096,  /* of one request, whatever it allows itself */
    MFP_SNMP_ROWS = 512,       /* of one request that does not say */
    MFP_SNMP_OCTETS = 1 << 18, /* of all values of a subtree, of a request that does not say */
};

enum mfp_snmp_read {
    MFP_SNMP_GET,     /* the named objects */
    MFP_SNMP_SUBTREE, /* what stands below a root, by GETBULK of ten at most, or GETNEXT in v1 */
};

/* OIDS are borrowed until the answer has been handed over. */
struct mfp_snmp_request {
    enum mfp_snmp_read read;
    const struct mfp_oid *oids; /* the names; of a subtree its root alone */
    size_t count;
    size_t rows_max;   /* of a subtree; 0: MFP_SNMP_ROWS */
    size_t octets_max; /* of a subtree; 0: MFP_SNMP_OCTETS */
};

/* The numbers are not to leave the program: outcomes have names. */
enum mfp_snmp_outcome {
    MFP_SNMP_OK,
    MFP_SNMP_TIMEOUT,        /* silence: off, asleep, filtered, or a wrong community */
    MFP_SNMP_REFUSED,        /* ICMP port unreachable: there is no agent */
    MFP_SNMP_UNREACHABLE,    /* ICMP or our own routes say that there is no way */
    MFP_SNMP_AUTHENTICATION, /* wrong authentication password or protocol (RFC 3414, 3.2) */
    MFP_SNMP_DECRYPTION,     /* wrong privacy password or protocol, says the agent */
    MFP_SNMP_UNANSWERED,     /* said who it is, then silent: the privacy password, or the context */
    MFP_SNMP_UNKNOWN_USER,
    MFP_SNMP_LEVEL,       /* the agent has not this security level for the user */
    MFP_SNMP_TIME_WINDOW, /* its clock differs from what it says itself, twice */
    MFP_SNMP_ENGINE,      /* it does not stand to its engine ID, or has none */
    MFP_SNMP_CONTEXT,     /* no such context (RFC 3413, unknownContexts) */
    MFP_SNMP_DENIED,      /* authorizationError, noAccess: views, or a too low level */
    MFP_SNMP_NO_SUCH_NAME,
    MFP_SNMP_TOO_BIG, /* even a single value does not fit */
    MFP_SNMP_GENERAL, /* genErr, or any other error status */
    MFP_SNMP_MALFORMED,
    MFP_SNMP_STRAY,    /* answers, but none with the request's id */
    MFP_SNMP_LOOP,     /* the agent's names do not increase */
    MFP_SNMP_DEADLINE, /* the run ended first */
    MFP_SNMP_LOCAL,    /* we could not ask: no memory, no socket, or no such request */
    MFP_SNMP_OUTCOMES,
};

/* All that ROWS point to is borrowed and ends when the receiver returns. */
struct mfp_snmp_answer {
    enum mfp_snmp_outcome outcome;
    /* Of a GET: one a name, in the order of the request, MFP_VARBIND_NONE for what the agent has
     * not or does not give. Of a subtree: what was read, also when the outcome is not OK. */
    const struct mfp_varbind *rows;
    size_t count;
    bool cut;        /* a subtree had more than the request allows */
    int64_t took_ms; /* from the first PDU to the last reply */
};

/* "timeout", "wrong digest": for output, in lower case. */
const char *mfp_snmp_outcome_name(enum mfp_snmp_outcome outcome);

/* The order of names in a walk (RFC 3416, 4.2.2): below, equal, above zero as of memcmp. */
int mfp_oid_compare(const struct mfp_oid *a, const struct mfp_oid *b);
bool mfp_oid_is_below(const struct mfp_oid *name, const struct mfp_oid *root);
