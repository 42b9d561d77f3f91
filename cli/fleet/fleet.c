#include "cli/fleet/fleet.h"

#include <errno.h>

enum option_id { OPTION_NAME = 1, OPTION_INVENTORY, OPTION_STORE, OPTION_JSON };

enum { WAIT_MS = 10000 };

static const char default_store[] = MFPMAIL_STATE_DIR "/store.db";

#define COMMON_OPTIONS                                                                             \
    {.letter = 'f',                                                                                \
     .name = "inventory",                                                                          \
     .value = "FILE",                                                                              \
     .id = OPTION_INVENTORY,                                                                       \
     .help = "default /etc/mfpmail/mfpmail.conf"},                                                 \
        {.name = "store",                                                                          \
         .value = "FILE",                                                                          \
         .id = OPTION_STORE,                                                                       \
         .help = "where results are kept, default /var/lib/mfpmail/store.db"},                     \
        {.letter = 'j', .name = "json", .id = OPTION_JSON, .help = "JSON"},                        \
    {                                                                                              \
        0                                                                                          \
    }

const struct mfp_option mfp_fleet_options[] = {COMMON_OPTIONS};
const struct mfp_option mfp_fleet_named_options[] = {
    {.name = "", .value = "NAME", .id = OPTION_NAME}, COMMON_OPTIONS};

int mfp_fleet_take(void *context, const struct mfp_option *option, const char *value,
                   struct mfp_error *error)
{
    struct mfp_fleet *fleet = context;
    switch ((enum option_id)option->id) {
    case OPTION_NAME:
        if (fleet->name)
            return mfp_error_set(error, -EINVAL, "one name is enough: '%.64s' is the second",
                                 value);
        fleet->name = value;
        break;
    case OPTION_INVENTORY:
        fleet->inventory_path = value;
        break;
    case OPTION_STORE:
        fleet->store_path = value;
        break;
    case OPTION_JSON:
        fleet->json = true;
        break;
    }
    return 0;
}

int mfp_fleet_read(struct mfp_fleet *fleet, struct mfp_error *error)
{
    return mfp_inventory_read(&fleet->inventory, fleet->inventory_path, error);
}

int mfp_fleet_store(const struct mfp_fleet *fleet, enum mfp_store_mode mode,
                    struct mfp_store **store, struct mfp_error *error)
{
    const struct mfp_section *defaults =
        mfp_inventory_find(&fleet->inventory, MFP_SECTION_DEFAULTS, "");
    const char *path = fleet->store_path;
    if (!path && defaults)
        path = mfp_section_get(defaults, "store");
    return mfp_store_open(store, path ? path : default_store, mode, WAIT_MS, error);
}

void mfp_fleet_done(struct mfp_fleet *fleet)
{
    mfp_inventory_done(&fleet->inventory);
}
