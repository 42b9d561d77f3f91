/* Toshiba TEC: e-STUDIO. Those with CS in their name are Lexmark's and found as such. */
#include "snmp/queue/devices/devices.h"

const struct mfp_profile mfp_profile_toshiba = {
    .name = "toshiba",
    .vendor = "Toshiba TEC",
    .prefixes = {MFP_OID(MFP_ENTERPRISES, 1129)},
    .words = (const char *const[]){"toshiba", "e-studio", NULL},
    .model_after = "",
    .tier = MFP_TIER_D,
    .proven = MFP_TIER_NONE,
    .limits = "its job log is had from its administrator's pages only, not by SNMP",
    .source = "recordings",
};
