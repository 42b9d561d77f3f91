/* HP: LaserJet, OfficeJet, PageWide, and whatever stands behind a JetDirect. */
#include "snmp/queue/devices/devices.h"

const struct mfp_profile mfp_profile_hp = {
    .name = "hp",
    .vendor = "HP",
    .prefixes = {MFP_OID(MFP_ENTERPRISES, 11), MFP_OID(MFP_ENTERPRISES, 29999),
                 MFP_OID(MFP_ENTERPRISES, 26696)},
    .words = (const char *const[]){"hewlett-packard", "hp ethernet", "jetdirect", "hp laserjet",
                                   "hp officejet", NULL},
    .model_after = "PID:",
    .tier = MFP_TIER_D,
    .proven = MFP_TIER_D,
    .fragile = (const char *const[]){"LaserJet 9040", NULL},
    .limits = "its job tables are of prints; with SNMPv3 some answer only in the context Jetdirect",
    .source = "HP-LASERJET-COMMON-MIB; recordings; reports of a crash (49.FF04)",
};
