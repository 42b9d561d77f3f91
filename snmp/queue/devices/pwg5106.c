/*
 * Any device with the Imaging System State and Counter MIB (PWG 5106.3). Service 6 is emailOut.
 */
#include "snmp/queue/profile.h"

#define COUNTER_MIB MFP_PWG, 1, 3, 1

static const struct mfp_object services[] = {
    {.oid = MFP_OID(COUNTER_MIB, 3, 1, 1, 6), .meaning = MFP_MEANING_SERVICE_STATE},
    {.oid = MFP_OID(COUNTER_MIB, 3, 1, 1, 5), .meaning = MFP_MEANING_SERVICE_SET},
    {.meaning = MFP_MEANING_NONE},
};

/* Values follow as key.persistence or key.work.persistence, the type as key alone: the key makes
 * the row. Of several values of a row the greatest counts, which is that of the lifetime. */
static const struct mfp_object counts[] = {
    {.oid = MFP_OID(COUNTER_MIB, 2, 1, 1, 2), .meaning = MFP_MEANING_COUNT_TYPE},
    {
        .oid = MFP_OID(COUNTER_MIB, 6, 1, 1, 6),
        .meaning = MFP_MEANING_COUNT,
        .count = MFP_COUNT_ABORTED,
    },
    {
        .oid = MFP_OID(COUNTER_MIB, 6, 1, 1, 7),
        .meaning = MFP_MEANING_COUNT,
        .count = MFP_COUNT_CANCELED,
    },
    {
        .oid = MFP_OID(COUNTER_MIB, 6, 1, 1, 8),
        .meaning = MFP_MEANING_COUNT,
        .count = MFP_COUNT_COMPLETED,
    },
    {
        .oid = MFP_OID(COUNTER_MIB, 11, 1, 1, 7),
        .meaning = MFP_MEANING_COUNT,
        .count = MFP_COUNT_MESSAGES,
    },
    {.meaning = MFP_MEANING_NONE},
};

/* Rows of other services are left out: their counts are not those of mail. */
static const struct mfp_count_type types[] = {
    {.number = 6, .count = MFP_COUNT_MESSAGES},
    {.count = MFP_COUNTS},
};

static const struct mfp_table tables[] = {
    {.kind = MFP_TABLE_SERVICES, .columns = services, .rows = 24},
    {.kind = MFP_TABLE_COUNTS, .columns = counts, .rows = 64, .index = 1, .types = types},
    {.kind = MFP_TABLE_NONE},
};

const struct mfp_profile mfp_profile_pwg5106 = {
    .name = "pwg5106",
    .vendor = "",
    .tier = MFP_TIER_C,
    .proven = MFP_TIER_NONE,
    .tables = tables,
    .limits = "rows of a single service are optional, and no device was seen that has them",
    .source = "PWG 5106.3",
};
