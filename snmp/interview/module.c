#include "snmp/interview/module.h"

extern const struct mfp_snmp_module mfp_snmp_module;

__attribute__((visibility("default"))) const struct mfp_snmp_module mfp_snmp_module = {
    .credential_init = mfp_snmp_credential_init,
    .credential_done = mfp_snmp_credential_done,
    .poller_new = mfp_poller_new,
    .poller_pace = mfp_poller_pace,
    .poller_free = mfp_poller_free,
    .poller_add = mfp_poller_add,
    .poller_run = mfp_poller_run,
    .interviews_run = mfp_interviews_run,
    .interview_done = mfp_interview_done,
};
