/* OKI: MC, ES, behind an OkiLAN print server. */
#include "snmp/queue/devices/devices.h"

const struct mfp_profile mfp_profile_oki = {
    .name = "oki",
    .vendor = "OKI",
    .prefixes = {MFP_OID(MFP_ENTERPRISES, 2001)},
    .words = (const char *const[]){"okilan", "okidata", "oki data", NULL},
    .model_after = "Attached to ",
    .tier = MFP_TIER_D,
    .proven = MFP_TIER_D,
    .limits = "its job log is the print server's and holds prints only: it is not asked for",
    .source = "OKIDATA-MIB; recordings",
};
