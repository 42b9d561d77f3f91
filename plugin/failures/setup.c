/* Our own side is at fault: the device and its mail account were not judged. */
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
    {0},
};
