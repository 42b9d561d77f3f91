/* Canon: imageRUNNER, imagePRESS, i-SENSYS, MF. Some have the job table of RFC 2707. */
#include "snmp/queue/devices/devices.h"

#define CANON MFP_ENTERPRISES, 1602

static const struct mfp_object objects[] = {
    {.oid = MFP_OID(CANON, 1, 1, 1, 1, 0), .meaning = MFP_MEANING_MODEL},
    {
        .oid = MFP_OID(CANON, 1, 11, 1, 3, 1, 4, 501),
        .meaning = MFP_MEANING_COUNT,
        .count = MFP_COUNT_SCANNED,
    },
    {.meaning = MFP_MEANING_NONE},
};

const struct mfp_profile mfp_profile_canon = {
    .name = "canon",
    .vendor = "Canon",
    .prefixes = {MFP_OID(CANON)},
    .words = (const char *const[]){"canon", NULL},
    .model_after = "",
    .tier = MFP_TIER_C,
    .proven = MFP_TIER_D,
    .objects = objects,
    .limits = "where RFC 2707 is there, job numbers are shared by queues and not consecutive, and "
              "only print, scan and getFile are documented as services",
    .source = "manuals of imagePRESS and PRISMAsync; templates and inventory code for the counter",
};
