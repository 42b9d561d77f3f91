/*
 * What the options of check_mfp_queue come to. For the files of this folder.
 */
#pragma once

#include "checks/common/keep.h"
#include "checks/common/states.h"
#include "core/options.h"
#include "core/range.h"
#include "inventory/inventory.h"

struct mfp_queue_settings {
    const char *inventory; /* path; NULL: the default one, if a device is named */
    const char *device;
    struct mfp_section options;         /* keys given on the command line */
    struct mfp_range warning, critical; /* of jobs that wait */
    struct mfp_states states;
    struct mfp_keep keep; /* what is kept, and where */
    int64_t watch_ms;     /* poll so long; 0: once */
};

extern const struct mfp_option mfp_queue_options[];

mfp_option_take mfp_queue_take;
