/* Brother: DCP, MFC, HL, ADS. */
#include "snmp/queue/devices/devices.h"

#define BROTHER MFP_ENTERPRISES, 2435, 2, 3, 9, 4, 2, 1, 5

static const struct mfp_object objects[] = {
    {.oid = MFP_OID(BROTHER, 5, 1, 0), .meaning = MFP_MEANING_SERIAL},
    {.oid = MFP_OID(BROTHER, 4, 5, 2, 0), .meaning = MFP_MEANING_CONSOLE},
    {.meaning = MFP_MEANING_NONE},
};

/* By where the page was fed from; all of them are scans. */
static const struct mfp_object counts[] = {
    {
        .oid = MFP_OID(BROTHER, 5, 54, 2, 2, 1, 3),
        .meaning = MFP_MEANING_COUNT,
        .count = MFP_COUNT_SCANNED,
    },
    {.meaning = MFP_MEANING_NONE},
};

static const struct mfp_table tables[] = {
    {.kind = MFP_TABLE_COUNTS, .columns = counts, .rows = 16},
    {.kind = MFP_TABLE_NONE},
};

const struct mfp_profile mfp_profile_brother = {
    .name = "brother",
    .vendor = "Brother",
    .prefixes = {MFP_OID(MFP_ENTERPRISES, 2435)},
    .words = (const char *const[]){"brother", NULL},
    .tier = MFP_TIER_C,
    .proven = MFP_TIER_D,
    .objects = objects,
    .tables = tables,
    .fragile = (const char *const[]){"MFC-8660DN", NULL},
    .limits = "no counter tells a scan to e-mail from another; its status is the same idle, "
              "scanning and without paper; the panel speaks the user's language",
    .source = "BROTHER-MIB; recordings for the panel, model and serial number; reports of a "
              "model that restarts",
};
