/*
 * Our own configuration. Most of these are raised by name, not by a reply, so only here a
 * cause may stand without evidence.
 */
#include "failures/tables.h"

const struct mfp_cause mfp_causes_setup[] = {
    {
        .number = 201,
        .name = "local-failure",
        .category = MFP_CATEGORY_SETUP,
        .says = "mfpmail itself could not send (memory, files, address)",
        .owner = MFP_OWNER_MONITORING_ADMIN,
        .fix = "Read the detail line, then check memory, open files and the configured source "
               "address on the monitoring host.",
        .evidence = (const struct mfp_evidence[]){{.fault = MFP_FAULT_LOCAL}, {0}},
    },
    {
        .number = 202,
        .name = "secret-unreadable",
        .category = MFP_CATEGORY_SETUP,
        .says = "the password of this account cannot be read",
        .owner = MFP_OWNER_MONITORING_ADMIN,
        .fix = "Check the 'secret' key of the account: the file must exist, be readable by "
               "the monitoring user and by nobody else (chmod 600).",
    },
    {
        .number = 203,
        .name = "inventory-invalid",
        .category = MFP_CATEGORY_SETUP,
        .says = "the inventory has an error",
        .owner = MFP_OWNER_MONITORING_ADMIN,
        .fix = "Run 'mfpmail validate' and mend the line that it names.",
    },
    {
        .number = 204,
        .name = "account-on-hold",
        .category = MFP_CATEGORY_SETUP,
        .says = "login held back after a rejected password",
        .owner = MFP_OWNER_MONITORING_ADMIN,
        .fix = "Correct the secret of the account, then run 'mfpmail release ACCOUNT'; "
               "without that the hold runs out by itself.",
    },
    {
        .number = 205,
        .name = "budget-spent",
        .category = MFP_CATEGORY_SETUP,
        .says = "the budget of test sends is spent for now",
        .owner = MFP_OWNER_MONITORING_ADMIN,
        .fix = "Schedule the checks less often, or use '--recorded' so that they read the "
               "last result instead of sending.",
    },
    {
        .number = 206,
        .name = "result-stale",
        .category = MFP_CATEGORY_SETUP,
        .says = "no recent result is on record",
        .owner = MFP_OWNER_MONITORING_ADMIN,
        .fix = "Check that mfpmaild runs (systemctl status mfpmaild) and that the device is "
               "in its inventory.",
    },
    {
        .number = 207,
        .name = "store-failure",
        .category = MFP_CATEGORY_SETUP,
        .says = "the store of results cannot be used",
        .owner = MFP_OWNER_MONITORING_ADMIN,
        .fix = "Check the path, the owner and the free space of the store file, and that its "
               "schema is not newer than this program.",
    },
    {0},
};
