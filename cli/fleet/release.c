/* mfpmail release: an account whose password was rejected may be tried again. */
#include "cli/fleet/fleet.h"

#include <errno.h>
#include <stdio.h>
#include <unistd.h>

static int run(void *settings, struct mfp_error *error)
{
    struct mfp_fleet *fleet = settings;
    struct mfp_store *store = NULL;
    int result = 0;
    if (!fleet->name)
        return mfp_error_set(error, -EINVAL, "which account? 'mfpmail status' shows what is held");
    /* With --store there need be no inventory. */
    if (!fleet->store_path)
        result = mfp_fleet_read(fleet, error);
    if (result == 0)
        result = mfp_fleet_store(fleet, MFP_STORE_WRITE, &store, error);
    if (result == 0)
        result = mfp_store_release(store, fleet->name, error);
    mfp_store_close(store);
    mfp_fleet_done(fleet);
    if (result < 0)
        return result;
    if (fleet->json)
        puts("{\"released\": true}");
    else
        printf("%s is released: the next check of a device with it logs in again\n", fleet->name);
    return MFP_EXIT_DONE;
}

const struct mfp_command mfp_command_release = {
    .name = "release",
    .purpose = "lets an account be tried again whose password was rejected",
    .usage = "mfpmail release [OPTIONS] ACCOUNT",
    .text = "After a rejected password no check tries the account again for an hour and more,\n"
            "so that it is not locked. A changed password ends that by itself; this command\n"
            "does so by hand.",
    .options = mfp_fleet_named_options,
    .settings_size = sizeof(struct mfp_fleet),
    .take = mfp_fleet_take,
    .run = run,
};
