/* Printers of labels: they are found where MFPs are looked for, and do not scan. */
#include "snmp/queue/devices/devices.h"

#define NO_SCANNER "it does not scan"

const struct mfp_profile mfp_profile_zebra = {
    .name = "zebra",
    .vendor = "Zebra",
    .prefixes = {MFP_OID(MFP_ENTERPRISES, 10642)},
    .words = (const char *const[]){"zebra", NULL},
    .model_after = "",
    .tier = MFP_TIER_NONE,
    .proven = MFP_TIER_NONE,
    .limits = NO_SCANNER,
    .source = "recordings",
};

const struct mfp_profile mfp_profile_tsc = {
    .name = "tsc",
    .vendor = "TSC",
    .prefixes = {MFP_OID(MFP_ENTERPRISES, 51966)},
    .words = (const char *const[]){" EZD", NULL},
    .model_after = "",
    .tier = MFP_TIER_NONE,
    .proven = MFP_TIER_NONE,
    .limits = NO_SCANNER,
    .source = "recordings",
};

const struct mfp_profile mfp_profile_toshiba_labels = {
    .name = "toshiba-labels",
    .vendor = "Toshiba TEC",
    .prefixes = {MFP_OID(MFP_ENTERPRISES, 1129, 1, 2)},
    .words = (const char *const[]){"toshiba tec b-", NULL},
    .model_after = "",
    .tier = MFP_TIER_NONE,
    .proven = MFP_TIER_NONE,
    .limits = NO_SCANNER,
    .source = "recordings",
};
