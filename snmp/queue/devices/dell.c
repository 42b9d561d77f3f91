/* Dell: machines of Lexmark, Xerox and Samsung under its own enterprise number. */
#include "snmp/queue/devices/devices.h"

const struct mfp_profile mfp_profile_dell = {
    .name = "dell",
    .vendor = "Dell",
    .prefixes = {MFP_OID(MFP_ENTERPRISES, 674, 10898)},
    .words = (const char *const[]){"dell ", NULL},
    .model_after = "",
    .tier = MFP_TIER_D,
    .proven = MFP_TIER_D,
    .limits = "whether the makers' own objects are in it is not known",
    .source = "recordings",
};
