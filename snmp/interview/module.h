/*
 * The SNMP side as a module that is loaded when a device is to be asked: Net-SNMP brings OpenSSL
 * along, which costs more than all that a recorded answer does itself.
 */
#pragma once

#include "snmp/interview/interview.h"

/* snmp/poll and snmp/interview by pointers. */
struct mfp_snmp_module {
    int (*credential_init)(struct mfp_snmp_credential *credential, enum mfp_snmp_version version,
                           const struct mfp_secret *secret, struct mfp_error *error);
    void (*credential_done)(struct mfp_snmp_credential *credential);
    int (*poller_new)(struct mfp_poller **poller, size_t window, struct mfp_error *error);
    void (*poller_pace)(struct mfp_poller *poller, unsigned per_second);
    struct mfp_poller *(*poller_free)(struct mfp_poller *poller);
    int (*poller_add)(struct mfp_poller *poller, const struct mfp_snmp_device *device,
                      struct mfp_error *error);
    int (*poller_run)(struct mfp_poller *poller, const struct mfp_snmp_caller *caller,
                      int64_t deadline_ms, struct mfp_error *error);
    int (*interviews_run)(struct mfp_poller *poller, struct mfp_interview *interviews,
                          int64_t deadline_ms, struct mfp_error *error);
    void (*interview_done)(struct mfp_interview *interview);
};

#define MFP_SNMP_MODULE_FILE "mfpmail-snmp.so"
#define MFP_SNMP_MODULE_SYMBOL "mfp_snmp_module"

/* As mfp_load (core/load.h). */
int mfp_snmp_load(const struct mfp_snmp_module **module, struct mfp_error *error);
