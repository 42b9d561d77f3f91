/* Epson: WorkForce, EcoTank, and network scanners. */
#include "snmp/queue/devices/devices.h"

#define EPSON MFP_ENTERPRISES, 1248, 1, 2, 2, 1, 1, 1

static const struct mfp_object objects[] = {
    {.oid = MFP_OID(EPSON, 2, 1), .meaning = MFP_MEANING_MODEL},
    {.oid = MFP_OID(EPSON, 5, 1), .meaning = MFP_MEANING_SERIAL},
    {.meaning = MFP_MEANING_NONE},
};

const struct mfp_profile mfp_profile_epson = {
    .name = "epson",
    .vendor = "Epson",
    .prefixes = {MFP_OID(MFP_ENTERPRISES, 1248)},
    .words = (const char *const[]){"epson", NULL},
    .tier = MFP_TIER_D,
    .proven = MFP_TIER_D,
    .objects = objects,
    .limits = "nothing of its scans or sends is known to stand in its MIB",
    .source = "inventory code for model and serial number; a recording of a scan server",
};
