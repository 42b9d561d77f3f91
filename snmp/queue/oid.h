/*
 * Object identifiers: the names of what an agent is asked for (RFC 2578, section 3.5).
 */
#pragma once

#include "snmp/varbind.h"

/* A constant: MFP_OID(MFP_MIB_2, 1, 1, 0) is sysDescr.0. */
#define MFP_OID(...)                                                                               \
    {                                                                                              \
        .ids = {__VA_ARGS__}, .length = sizeof((uint32_t[]){__VA_ARGS__}) / sizeof(uint32_t)       \
    }
#define MFP_MIB_2 1, 3, 6, 1, 2, 1
#define MFP_ENTERPRISES 1, 3, 6, 1, 4, 1
#define MFP_PWG MFP_ENTERPRISES, 2699

enum { MFP_OID_TEXT_SIZE = 128 };

bool mfp_oid_equal(const struct mfp_oid *a, const struct mfp_oid *b);

/* Whether OID is PREFIX or stands below it. Nothing stands below an empty prefix. */
bool mfp_oid_below(const struct mfp_oid *oid, const struct mfp_oid *prefix);

/* Appends sub-identifiers; what has no room is left out. */
void mfp_oid_append(struct mfp_oid *oid, const uint32_t *ids, size_t count);

/* "1.3.6.1" into TEXT (always terminated, cut between sub-identifiers). Returns TEXT. */
const char *mfp_oid_text(const struct mfp_oid *oid, char text[MFP_OID_TEXT_SIZE]);

/* A hash of sub-identifiers for comparing (FNV-1a, 64 bits). */
uint64_t mfp_oid_hash(const uint32_t *ids, size_t count);
