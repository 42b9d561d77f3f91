/* Samsung, whose printers are HP's now: CLX, SCX, MultiXpress. */
#include "snmp/queue/devices/devices.h"

#define COUNTS MFP_ENTERPRISES, 236, 11, 5, 11, 53, 11, 2, 1

static const struct mfp_object counts[] = {
    {.oid = MFP_OID(COUNTS, 2), .meaning = MFP_MEANING_COUNT_TYPE},
    {.oid = MFP_OID(COUNTS, 7), .meaning = MFP_MEANING_TYPED_COUNT},
    {.meaning = MFP_MEANING_NONE},
};

/* 11 is digitalSend. */
static const struct mfp_count_type types[] = {
    {.number = 5, .count = MFP_COUNT_SCANNED},
    {.number = 11, .count = MFP_COUNT_EMAILED},
    {.count = MFP_COUNTS},
};

static const struct mfp_table tables[] = {
    {.kind = MFP_TABLE_COUNTS, .columns = counts, .rows = 96, .types = types},
    {.kind = MFP_TABLE_NONE},
};

const struct mfp_profile mfp_profile_samsung = {
    .name = "samsung",
    .vendor = "Samsung",
    .prefixes = {MFP_OID(MFP_ENTERPRISES, 236)},
    .words = (const char *const[]){"samsung", NULL},
    .model_after = "",
    .tier = MFP_TIER_C,
    .proven = MFP_TIER_NONE,
    .tables = tables,
    .limits = "counts what was sent digitally, to folders too",
    .source = "SAMSUNG-HOST-RESOURCES-EXT-MIB",
};
