/*
 * The vendors' profiles, for the registry; and what two vendors share.
 */
#pragma once

#include "snmp/queue/profile.h"

extern const struct mfp_profile mfp_profile_brother, mfp_profile_canon, mfp_profile_dell,
    mfp_profile_epson, mfp_profile_fujifilm, mfp_profile_hp, mfp_profile_konica,
    mfp_profile_kyocera, mfp_profile_lexmark, mfp_profile_oki, mfp_profile_ricoh,
    mfp_profile_samsung, mfp_profile_sharp, mfp_profile_toshiba, mfp_profile_toshiba_labels,
    mfp_profile_tsc, mfp_profile_xerox, mfp_profile_zebra;

/* XCMI, Xerox's common management interface: Fuji Xerox and FUJIFILM devices have it too. */
#define MFP_XCMI MFP_ENTERPRISES, 253, 8

extern const struct mfp_object mfp_xcmi_objects[];
extern const struct mfp_table mfp_xcmi_tables[];
extern const struct mfp_job_number mfp_xcmi_states[];
extern const struct mfp_job_service mfp_xcmi_services[];
