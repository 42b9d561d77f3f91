/* mfpmail validate: is the inventory right, and can every device be checked with it? */
#include "cli/fleet/fleet.h"

#include <jansson.h>
#include <stdio.h>

/* Every device must come to a plan. What is wrong with one does not hide what is wrong with the
 * next. Returns how many do not. */
static size_t check_devices(struct mfp_fleet *fleet, json_t *mistakes, size_t *devices)
{
    size_t wrong = 0;
    *devices = 0;
    for (size_t i = 0; i < fleet->inventory.count; i++) {
        const struct mfp_section *section = &fleet->inventory.sections[i];
        struct mfp_plan plan;
        struct mfp_error error = {0};
        if (section->kind != MFP_SECTION_DEVICE)
            continue;
        ++*devices;
        if (mfp_inventory_plan(&fleet->inventory, section->name, NULL, &plan, &error) == 0)
            continue;
        wrong++;
        if (fleet->json)
            json_array_append_new(mistakes, json_sprintf("%s:%d: [device %s]: %s", section->file,
                                                         section->line, section->name, error.text));
        else
            fprintf(stderr, "%s:%d: [device %s]: %s\n", section->file, section->line, section->name,
                    error.text);
    }
    return wrong;
}

static int run(void *settings, struct mfp_error *error)
{
    struct mfp_fleet *fleet = settings;
    size_t devices;
    int result = mfp_fleet_read(fleet, error);
    if (result < 0)
        return result;
    json_t *mistakes = json_array();
    size_t wrong = check_devices(fleet, mistakes, &devices);
    if (fleet->json) {
        json_t *root = json_pack("{s:I, s:I, s:O}", "devices", (json_int_t)devices, "files",
                                 (json_int_t)fleet->inventory.file_count, "mistakes", mistakes);
        json_dumpf(root, stdout, JSON_INDENT(2));
        putchar('\n');
        json_decref(root);
    } else if (wrong == 0) {
        printf("%zu devices in %zu files: fine\n", devices, fleet->inventory.file_count);
    }
    json_decref(mistakes);
    mfp_fleet_done(fleet);
    return wrong ? MFP_EXIT_PARTLY : MFP_EXIT_DONE;
}

const struct mfp_command mfp_command_validate = {
    .name = "validate",
    .purpose = "checks the inventory, and that every device comes to a plan",
    .usage = "mfpmail validate [OPTIONS]",
    .text = "Reads the inventory and its includes as a check would. Nothing is sent.",
    .options = mfp_fleet_options,
    .settings_size = sizeof(struct mfp_fleet),
    .take = mfp_fleet_take,
    .run = run,
};
