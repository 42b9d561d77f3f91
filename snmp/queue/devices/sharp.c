/* Sharp MX and BP. */
#include "snmp/queue/devices/devices.h"

#define COUNTS MFP_ENTERPRISES, 2385, 1, 1, 19, 2, 1

static const struct mfp_object counts[] = {
    {.oid = MFP_OID(COUNTS, 4), .meaning = MFP_MEANING_COUNT_TYPE},
    {.oid = MFP_OID(COUNTS, 3), .meaning = MFP_MEANING_TYPED_COUNT},
    {.meaning = MFP_MEANING_NONE},
};

/* A counter is told by its name: the same function stands at different places on different models.
 */
static const struct mfp_count_type types[] = {
    {.number = -1, .word = "mail", .count = MFP_COUNT_EMAILED},
    {.count = MFP_COUNTS},
};

static const struct mfp_table tables[] = {
    {.kind = MFP_TABLE_COUNTS, .columns = counts, .rows = 96, .types = types},
    {.kind = MFP_TABLE_NONE},
};

const struct mfp_profile mfp_profile_sharp = {
    .name = "sharp",
    .vendor = "Sharp",
    .prefixes = {MFP_OID(MFP_ENTERPRISES, 2385)},
    .words = (const char *const[]){"sharp", NULL},
    .model_after = "",
    .tier = MFP_TIER_C,
    .proven = MFP_TIER_C,
    .tables = tables,
    .limits = "one counter for scans to e-mail and to FTP; its name may be in another language",
    .source = "a recording of a MX-3570N",
};
