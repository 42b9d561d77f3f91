/*
 * A variable binding as an SNMP agent gave it (RFC 3416, section 3): a name and a value. Plain
 * data, so that what reads devices' answers needs no SNMP library.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { MFP_OID_MAX = 64 }; /* sub-identifiers; what is longer is cut by whoever received it */

struct mfp_oid {
    uint32_t ids[MFP_OID_MAX];
    size_t length;
};

enum mfp_varbind_type {
    MFP_VARBIND_NONE,    /* noSuchObject, noSuchInstance, endOfMibView, NULL */
    MFP_VARBIND_INTEGER, /* INTEGER, Gauge32, TimeTicks: in number */
    MFP_VARBIND_COUNTER, /* Counter32, Counter64: in number */
    MFP_VARBIND_OCTETS,  /* OCTET STRING, IpAddress, Opaque: in octets */
    MFP_VARBIND_OID,     /* in value */
};

struct mfp_varbind {
    struct mfp_oid name;
    enum mfp_varbind_type type;
    int64_t number;
    const unsigned char *octets; /* borrowed; not terminated */
    size_t length;
    struct mfp_oid value;
};
