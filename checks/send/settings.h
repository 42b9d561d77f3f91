/*
 * What the options of check_mfp_send come to. For the files of this folder.
 */
#pragma once

#include "checks/common/keep.h"
#include "checks/common/states.h"
#include "core/early.h"
#include "core/options.h"
#include "core/range.h"
#include "inventory/inventory.h"

struct mfp_send_settings {
    const char *inventory; /* path; NULL: the default one, if a device is named */
    const char *rules;     /* directory of local rules; NULL: the default one */
    const char *device;
    struct mfp_section options; /* keys given on the command line */
    struct mfp_range warning, critical;
    struct mfp_states states;
    struct mfp_tolerance tolerance;
    struct mfp_early_limits early;
    struct mfp_keep keep; /* what is kept, and where */
    bool alone;           /* do not share a send with devices whose plan is the same */
    bool now;             /* send though a budget or a back-off says to wait */
};

extern const struct mfp_option mfp_send_options[];

mfp_option_take mfp_send_take;
