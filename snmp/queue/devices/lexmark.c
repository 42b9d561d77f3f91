/* Lexmark, and its machines sold by Toshiba (e-STUDIO CS). */
#include "snmp/queue/devices/devices.h"

#define SCANS MFP_ENTERPRISES, 641, 6, 4, 3, 1, 1

static const struct mfp_object counts[] = {
    {.oid = MFP_OID(SCANS, 2), .meaning = MFP_MEANING_COUNT_TYPE},
    {.oid = MFP_OID(SCANS, 5), .meaning = MFP_MEANING_TYPED_COUNT},
    {.meaning = MFP_MEANING_NONE},
};

/* Scans to e-mail from the feeder, the glass, and the feeder with both sides. */
static const struct mfp_count_type types[] = {
    {.number = 3, .count = MFP_COUNT_EMAILED},
    {.number = 259, .count = MFP_COUNT_EMAILED},
    {.number = 771, .count = MFP_COUNT_EMAILED},
    {.count = MFP_COUNTS},
};

static const struct mfp_table tables[] = {
    {.kind = MFP_TABLE_COUNTS, .columns = counts, .rows = 64, .types = types},
    {.kind = MFP_TABLE_NONE},
};

const struct mfp_profile mfp_profile_lexmark = {
    .name = "lexmark",
    .vendor = "Lexmark",
    .prefixes = {MFP_OID(MFP_ENTERPRISES, 641)},
    .words = (const char *const[]){"lexmark", NULL},
    .brands = (const struct mfp_brand[]){{.word = "toshiba", .shown = "Toshiba"},
                                         {.word = "dell", .shown = "Dell"},
                                         {.word = NULL}},
    .model_after = "",
    .tier = MFP_TIER_C,
    .proven = MFP_TIER_NONE,
    .tables = tables,
    .limits = "counts sheets that were scanned to e-mail, not messages that were sent",
    .source = "LEXMARK-MPS-MIB",
};
