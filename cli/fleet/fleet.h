/*
 * Commands over the whole inventory: what they share.
 */
#pragma once

#include "cli/command.h"
#include "inventory/inventory.h"
#include "store/store.h"

#include <stdbool.h>

struct mfp_fleet {
    const char *inventory_path, *store_path; /* NULL: the default ones */
    const char *name;                        /* the argument, where one is taken */
    bool json;
    struct mfp_inventory inventory;
};

/* -f, --store, --json; and NAME, for commands that take one. */
extern const struct mfp_option mfp_fleet_options[];
extern const struct mfp_option mfp_fleet_named_options[];

mfp_option_take mfp_fleet_take;

/* 0, or a negative errno with its error. */
int mfp_fleet_read(struct mfp_fleet *fleet, struct mfp_error *error);
int mfp_fleet_store(const struct mfp_fleet *fleet, enum mfp_store_mode mode,
                    struct mfp_store **store, struct mfp_error *error);
void mfp_fleet_done(struct mfp_fleet *fleet);

extern const struct mfp_command mfp_command_list;
extern const struct mfp_command mfp_command_release;
extern const struct mfp_command mfp_command_status;
extern const struct mfp_command mfp_command_validate;
