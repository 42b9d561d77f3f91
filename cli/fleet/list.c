/* mfpmail list: the devices, and what each would be checked with. */
#include "cli/fleet/fleet.h"

#include <jansson.h>
#include <stdio.h>

static json_t *text_or_null(const char *text)
{
    return text ? json_string(text) : json_null();
}

static void list_one(const struct mfp_section *section, const struct mfp_plan *plan, json_t *all)
{
    const char *site = mfp_section_get(section, "site");
    if (!all) {
        printf("%-20s %-16s %-32s %5u %-8s %s\n", section->name,
               plan->account ? plan->account : "-", plan->host, (unsigned)plan->port,
               mfp_word_name(mfp_tls_mode_words, (int)plan->tls), plan->from);
        return;
    }
    json_array_append_new(
        all, json_pack("{s:s, s:o, s:o, s:s, s:i, s:s, s:o, s:o, s:o, s:I}", "device",
                       section->name, "account", text_or_null(plan->account), "server",
                       text_or_null(plan->server), "host", plan->host, "port", (int)plan->port,
                       "tls", mfp_word_name(mfp_tls_mode_words, (int)plan->tls), "from",
                       text_or_null(plan->from), "recipient", text_or_null(plan->recipient), "site",
                       text_or_null(site), "interval", (json_int_t)(plan->interval_ms / 1000)));
}

static int run(void *settings, struct mfp_error *error)
{
    struct mfp_fleet *fleet = settings;
    int result = mfp_fleet_read(fleet, error);
    json_t *all = fleet->json ? json_array() : NULL;
    for (size_t i = 0; result == 0 && i < fleet->inventory.count; i++) {
        const struct mfp_section *section = &fleet->inventory.sections[i];
        struct mfp_plan plan;
        if (section->kind != MFP_SECTION_DEVICE)
            continue;
        result = mfp_inventory_plan(&fleet->inventory, section->name, NULL, &plan, error);
        if (result == 0)
            list_one(section, &plan, all);
    }
    if (result == 0 && all) {
        json_dumpf(all, stdout, JSON_INDENT(2));
        putchar('\n');
    }
    json_decref(all);
    mfp_fleet_done(fleet);
    return result;
}

const struct mfp_command mfp_command_list = {
    .name = "list",
    .purpose = "lists the devices, and what each is checked with",
    .usage = "mfpmail list [OPTIONS]",
    .text = "A line a device: name, account, server, port, TLS mode, From.",
    .options = mfp_fleet_options,
    .settings_size = sizeof(struct mfp_fleet),
    .take = mfp_fleet_take,
    .run = run,
};
