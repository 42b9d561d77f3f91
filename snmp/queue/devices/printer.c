/*
 * Any device with the Printer-MIB and the Host-Resources-MIB: what its alerts, its console and the
 * status of its parts say. They are about printing; what is about scanning and mail is picked out.
 */
#include "snmp/queue/profile.h"

static const struct mfp_object objects[] = {
    {.oid = MFP_OID(MFP_MIB_2, 25, 3, 5, 1, 2, 1), .meaning = MFP_MEANING_ERROR_STATE},
    {
        .oid = MFP_OID(MFP_MIB_2, 43, 5, 1, 1, 18, 1),
        .meaning = MFP_MEANING_COUNT,
        .count = MFP_COUNT_ALERTS,
    },
    {.meaning = MFP_MEANING_NONE},
};

/* Every part, and not the printer alone: some have a network scanner with a status of its own. */
static const struct mfp_object devices[] = {
    {.oid = MFP_OID(MFP_MIB_2, 25, 3, 2, 1, 5), .meaning = MFP_MEANING_DEVICE_STATUS},
    {.oid = MFP_OID(MFP_MIB_2, 25, 3, 2, 1, 3), .meaning = MFP_MEANING_DEVICE_NAME},
    {.meaning = MFP_MEANING_NONE},
};

static const struct mfp_object alerts[] = {
    {.oid = MFP_OID(MFP_MIB_2, 43, 18, 1, 1, 2), .meaning = MFP_MEANING_ALERT_SEVERITY},
    {.oid = MFP_OID(MFP_MIB_2, 43, 18, 1, 1, 8), .meaning = MFP_MEANING_ALERT_TEXT},
    {.meaning = MFP_MEANING_NONE},
};

static const struct mfp_object console[] = {
    {.oid = MFP_OID(MFP_MIB_2, 43, 16, 5, 1, 2), .meaning = MFP_MEANING_CONSOLE},
    {.meaning = MFP_MEANING_NONE},
};

static const struct mfp_table tables[] = {
    {.kind = MFP_TABLE_DEVICES, .columns = devices, .rows = 20},
    {.kind = MFP_TABLE_ALERTS, .columns = alerts, .rows = 20},
    {.kind = MFP_TABLE_CONSOLE, .columns = console, .rows = 10},
    {.kind = MFP_TABLE_NONE},
};

const struct mfp_profile mfp_profile_printer = {
    .name = "printer",
    .vendor = "",
    .tier = MFP_TIER_D,
    .proven = MFP_TIER_D,
    .objects = objects,
    .tables = tables,
    .limits = "texts are in the language of the panel; the status of a device is often the same "
              "whether it scans or not",
    .source = "RFC 3805, RFC 2790",
};
