/* Fuji Xerox, now FUJIFILM Business Innovation: ApeosPort, DocuCentre, DocuPrint, Apeos. The
 * sysObjectID is of enterprise 297, the objects are XCMI's under 253. */
#include "snmp/queue/devices/devices.h"

const struct mfp_profile mfp_profile_fujifilm = {
    .name = "fujifilm",
    .vendor = "FUJIFILM",
    .prefixes = {MFP_OID(MFP_ENTERPRISES, 297)},
    .words = (const char *const[]){"fuji xerox", "fujifilm", "fujixerox", NULL},
    .brands =
        (const struct mfp_brand[]){{.word = "fuji xerox", .shown = "Fuji Xerox"}, {.word = NULL}},
    .model_after = "",
    .tier = MFP_TIER_A,
    .proven = MFP_TIER_NONE,
    .objects = mfp_xcmi_objects,
    .tables = mfp_xcmi_tables,
    .states = mfp_xcmi_states,
    .services = mfp_xcmi_services,
    .service_root = MFP_OID(MFP_XCMI, 58, 2),
    .aborted_reasons = 0x10000 | 0x200000,
    .reasons_doubted = true,
    .limits = "as those of Xerox",
    .source = "as that of Xerox, with values seen on a Fuji Xerox",
};
