/* Devices that were found, as sections of an inventory. */
#include "cli/discover/find.h"

#include <string.h>

enum { DEFAULT_PORT = 161 };

static const char head[] =
    "# Devices as they answered to SNMP. Each needs its account: the one that is set up in it,\n"
    "# which stands in a section [account NAME]; and so does its server: mfpmail.conf(5).\n";

/* In an inventory " ;" begins a comment. */
static void put_value(struct mfp_text *out, const char *before, const char *value)
{
    if (!value[0])
        return;
    mfp_text_puts(out, before);
    for (; *value; value++)
        mfp_text_add(out, *value == ';' ? "," : value, 1);
    mfp_text_puts(out, "\n");
}

/* A secret itself never stands in an inventory, and a reference takes the first line of a file. */
static void put_snmp(struct mfp_text *out, const struct mfp_find *find,
                     const struct mfp_stub_notes *notes)
{
    static const char *const versions[] = {"", "1", "2c", "3"};
    const struct mfp_search_credential *used = &notes->credentials[find->credential];
    if (used->reference)
        put_value(out, "snmp = ", used->reference);
    else if (!used->is_default)
        mfp_text_printf(out,
                        "# snmp = file:PATH: its community is line %zu of %.80s,\n"
                        "# which has to stand in a file of its own\n",
                        used->line, notes->community_file);
    if (used->credential.version != MFP_SNMP_V2C)
        put_value(out, "snmp_version = ", versions[used->credential.version]);
    if (notes->port != DEFAULT_PORT)
        mfp_text_printf(out, "snmp_port = %u\n", notes->port);
}

static void put_stub(struct mfp_text *out, const struct mfp_find *find,
                     const struct mfp_stub_notes *notes)
{
    const struct mfp_identity *identity = &find->identity;
    mfp_text_printf(out, "\n[device %s]\n# account = NAME\n", find->name);
    put_value(out, "address = ", find->target);
    put_value(out, "model = ", identity->model);
    put_value(out, "# vendor: ", identity->brand);
    put_value(out, "# serial: ", identity->serial);
    put_value(out, "# profile: ", identity->profile ? identity->profile->name : "");
    if (find->surveyed)
        mfp_text_printf(out, "# tier: %s%s\n", mfp_tier_name(find->tier),
                        find->unproven ? ", after documents and not proven" : "");
    put_snmp(out, find, notes);
}

void mfp_finds_stubs(const struct mfp_find *finds, size_t count, const struct mfp_stub_notes *notes,
                     struct mfp_text *out)
{
    mfp_text_puts(out, head);
    for (size_t i = 0; i < count; i++)
        put_stub(out, &finds[i], notes);
}
