/*
 * What the options of check_mfp_server come to. For the files of this folder.
 */
#pragma once

#include "checks/common/keep.h"
#include "checks/common/states.h"
#include "core/early.h"
#include "core/options.h"
#include "core/range.h"
#include "inventory/inventory.h"

struct mfp_server_settings {
    const char *inventory; /* path; NULL: the default one, if a server is named */
    const char *rules;     /* directory of local rules; NULL: the default one */
    const char *server;
    struct mfp_section options; /* keys given on the command line */
    struct mfp_range warning, critical;
    struct mfp_states states;
    struct mfp_early_limits early;   /* of which it is the certificate's that counts */
    enum mfp_tls_version tls_oldest; /* that the server is to accept; any: no wish */
    struct mfp_keep keep;            /* what is kept, and where */
};

/* The name that --state has for 'some of the addresses work'. */
#define MFP_SERVER_PARTLY "partly"

extern const struct mfp_option mfp_server_options[];

mfp_option_take mfp_server_take;
