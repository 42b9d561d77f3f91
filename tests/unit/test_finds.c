#include "cli/discover/find.h"
#include "folder.h"
#include "inventory/inventory.h"
#include "snmp/poll/ask.h"
#include "unit.h"

#include <stdio.h>
#include <stdlib.h>

#define SYS_DESCR MFP_OID(MFP_MIB_2, 1, 1, 0)
#define SYS_OBJECT_ID MFP_OID(MFP_MIB_2, 1, 2, 0)
#define SYS_NAME MFP_OID(MFP_MIB_2, 1, 5, 0)
#define DEVICE_TYPE MFP_OID(MFP_MIB_2, 25, 3, 2, 1, 2, 1)
#define PRINTER_SERIAL MFP_OID(MFP_MIB_2, 43, 5, 1, 1, 17, 1)

static struct mfp_varbind text_of(struct mfp_oid name, const char *text)
{
    return (struct mfp_varbind){.name = name,
                                .type = MFP_VARBIND_OCTETS,
                                .octets = (const unsigned char *)text,
                                .length = strlen(text)};
}

static struct mfp_varbind oid_of(struct mfp_oid name, struct mfp_oid value)
{
    return (struct mfp_varbind){.name = name, .type = MFP_VARBIND_OID, .value = value};
}

static void printers_are_told_from_others(void **state)
{
    (void)state;
    static const struct {
        const char *row;
        struct mfp_oid object_id;
        const char *descr;
        const char *serial; /* NULL: not answered */
        bool printer_type;
        bool is_one;
    } rows[] = {
        {"Ricoh by its identifier", MFP_OID(MFP_ENTERPRISES, 367, 1, 1), "x", NULL, false, true},
        {"JetDirect", MFP_OID(MFP_ENTERPRISES, 11, 2, 3, 9, 1), "HP ETHERNET", NULL, false, true},
        {"a switch of HP", MFP_OID(MFP_ENTERPRISES, 11, 2, 3, 7, 11, 1), "ProCurve", NULL, false,
         false},
        {"Linux whose name has a maker in it", MFP_OID(MFP_ENTERPRISES, 8072, 3, 2, 10),
         "Linux ricoh-queue 6.1", NULL, false, false},
        {"Windows with a queue", MFP_OID(MFP_ENTERPRISES, 311, 1, 1, 3), "Hardware: Intel64", NULL,
         true, false},
        {"a printer with Net-SNMP's agent", MFP_OID(MFP_ENTERPRISES, 8072, 3, 2, 10), "Linux 4.4",
         "4711", false, true},
        {"nobody's, with a printer for its first part", MFP_OID(MFP_ENTERPRISES, 99999, 1), "box",
         NULL, true, true},
        {"nobody's, with a serial number of a printer", MFP_OID(MFP_ENTERPRISES, 99999, 1), "box",
         "1", false, true},
        {"nobody's", MFP_OID(MFP_ENTERPRISES, 99999, 1), "box", NULL, false, false},
    };
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        struct mfp_varbind varbinds[5];
        size_t count = 0;
        struct mfp_find find;
        varbinds[count++] = text_of((struct mfp_oid)SYS_DESCR, rows[i].descr);
        varbinds[count++] = oid_of((struct mfp_oid)SYS_OBJECT_ID, rows[i].object_id);
        varbinds[count++] = text_of((struct mfp_oid)SYS_NAME, "na\x1bme");
        if (rows[i].serial)
            varbinds[count++] = text_of((struct mfp_oid)PRINTER_SERIAL, rows[i].serial);
        if (rows[i].printer_type)
            varbinds[count++] = oid_of((struct mfp_oid)DEVICE_TYPE,
                                       (struct mfp_oid)MFP_OID(MFP_MIB_2, 25, 3, 1, 5));
        check_number(rows[i].row, mfp_find_read(&find, varbinds, count), rows[i].is_one);
        check_string(rows[i].row, find.host_name, "na me");
    }
}

static void one_pdu_holds_the_first_request(void **state)
{
    (void)state;
    check_true("names", mfp_find_oid_count <= MFP_ASK_OIDS);
}

struct named {
    const char *host_name, *brand, *model, *address, *name;
};

static void fill(struct mfp_find *find, const struct named *from)
{
    *find = (struct mfp_find){0};
    mfp_format(find->host_name, sizeof(find->host_name), "%s", from->host_name);
    mfp_format(find->identity.brand, sizeof(find->identity.brand), "%s", from->brand);
    mfp_format(find->identity.model, sizeof(find->identity.model), "%s", from->model);
    mfp_format(find->address, sizeof(find->address), "%s", from->address);
    mfp_format(find->target, sizeof(find->target), "%s", from->address);
}

static const struct named names[] = {
    {"mfp-3f.example.com", "Ricoh", "MP C3004", "192.0.2.1", "mfp-3f"},
    {"mfp-3f", "Ricoh", "MP C3004", "192.0.2.2", "mfp-3f-192.0.2.2"},
    {"mfp-3f.elsewhere", "Ricoh", "MP C3004", "192.0.2.3", "mfp-3f-192.0.2.3"},
    {"mfp-3f-192.0.2.5", "Ricoh", "MP C3004", "192.0.2.4", "mfp-3f-192"},
    {"mfp-3f-192", "Ricoh", "MP C3004", "192.0.2.5", "mfp-3f-192-192.0.2.5"},
    {"", "Ricoh", "MP C3004", "192.0.2.6", "Ricoh-MP-C3004"},
    {"", "HP", "HP LaserJet M130", "192.0.2.7", "HP-LaserJet-M130"},
    {"", "", "", "2001:db8::17", "2001-db8-17"},
    {"192.0.2.8", "", "", "192.0.2.8", "192.0.2.8"},
    {"] evil = yes\n[defaults", "", "", "192.0.2.9", "evil-yes-defaults"},
    {"Büro EG", "", "", "192.0.2.10", "B-ro-EG"},
    {"...", "Canon", ";#=[]", "192.0.2.11", "Canon"},
    {"0123456789012345678901234567890123456789012345678901234567890123456789", "", "",
     "2001:db8:1111:2222:3333:4444:5555:6666",
     "0123456789012345678901234567890123456789012345678901234567890123"},
    {"0123456789012345678901234567890123456789012345678901234567890123456789", "", "",
     "2001:db8:1111:2222:3333:4444:5555:7777",
     "0123456789012345678901234-2001-db8-1111-2222-3333-4444-5555-7777"},
};

static void names_are_tidy_and_no_two_alike(void **state)
{
    (void)state;
    struct mfp_find finds[COUNT_OF(names)];
    struct mfp_error error = {0};
    for (size_t i = 0; i < COUNT_OF(names); i++)
        fill(&finds[i], &names[i]);
    check_number("names", mfp_finds_name(finds, COUNT_OF(finds), &error), 0);
    for (size_t i = 0; i < COUNT_OF(names); i++)
        check_string(names[i].host_name, finds[i].name, names[i].name);
}

static void many_of_the_same_name_are_told_apart(void **state)
{
    (void)state;
    enum { MANY = 300 };
    struct mfp_find *finds = calloc(MANY, sizeof(*finds));
    const struct named same = {"printer", "", "", "192.0.2.1", ""};
    struct mfp_error error = {0};
    for (size_t i = 0; i < MANY; i++)
        fill(&finds[i], &same);
    check_number("names", mfp_finds_name(finds, MANY, &error), 0);
    for (size_t i = 0; i < MANY; i++)
        for (size_t j = 0; j < i; j++)
            check_true(finds[i].name, strcmp(finds[i].name, finds[j].name) != 0);
    free(finds);
}

static struct mfp_search_credential credentials[] = {
    {.credential = {.version = MFP_SNMP_V2C}, .is_default = true},
    {.credential = {.version = MFP_SNMP_V1, .community = "Krokus"}, .line = 3},
    {.credential = {.version = MFP_SNMP_V3, .user = "scan"}, .reference = "file:/etc/mfpmail/v3"},
};

static const struct mfp_stub_notes notes = {
    .port = 1161, .credentials = credentials, .community_file = "communities"};

/* What stands in [device NAME] after the real reader has read it; "" for what does not. */
static const char *value_in(const struct mfp_inventory *inventory, const char *name,
                            const char *key)
{
    const struct mfp_section *section = mfp_inventory_find(inventory, MFP_SECTION_DEVICE, name);
    check_true(name, section != NULL);
    const char *value = mfp_section_get(section, key);
    return value ? value : "";
}

static void stubs_are_an_inventory(void **state)
{
    (void)state;
    struct mfp_find finds[COUNT_OF(names)];
    struct mfp_text text = {0};
    struct mfp_inventory inventory;
    struct mfp_error error = {0};
    for (size_t i = 0; i < COUNT_OF(names); i++)
        fill(&finds[i], &names[i]);
    check_number("names", mfp_finds_name(finds, COUNT_OF(finds), &error), 0);
    finds[0].surveyed = finds[0].unproven = true;
    finds[0].tier = MFP_TIER_A;
    finds[0].identity.profile = mfp_profile_find("ricoh");
    finds[1].credential = 1;
    finds[2].credential = 2;
    mfp_format(finds[3].identity.model, sizeof(finds[3].identity.model), "MP ; 3 # \"4\" [x]");
    mfp_finds_stubs(finds, COUNT_OF(finds), &notes, &text);
    folder_write("stubs.conf", 0644, mfp_text_string(&text), text.length);
    if (mfp_inventory_read(&inventory, folder_path_of("stubs.conf"), &error) < 0)
        fail_msg("%s", error.text);
    check_number("sections", inventory.count, COUNT_OF(names));
    for (size_t i = 0; i < COUNT_OF(names); i++) {
        check_string(names[i].name, value_in(&inventory, names[i].name, "address"),
                     names[i].address);
        check_string(names[i].name, value_in(&inventory, names[i].name, "snmp_port"), "1161");
    }
    check_string("model", value_in(&inventory, names[0].name, "model"), "MP C3004");
    check_string("model", value_in(&inventory, names[3].name, "model"), "MP , 3 # \"4\" [x]");
    check_string("version", value_in(&inventory, names[0].name, "snmp_version"), "");
    check_string("version", value_in(&inventory, names[1].name, "snmp_version"), "1");
    check_string("version", value_in(&inventory, names[2].name, "snmp_version"), "3");
    check_string("snmp", value_in(&inventory, names[1].name, "snmp"), "");
    check_string("snmp", value_in(&inventory, names[2].name, "snmp"), "file:/etc/mfpmail/v3");
    const char *written = mfp_text_string(&text);
    check_contains("notes", written, "# vendor: Ricoh\n");
    check_contains("notes", written,
                   "# profile: ricoh\n# tier: A, after documents and not proven\n");
    check_contains("notes", written, "line 3 of communities");
    check_lacks("no secret", written, "Krokus");
    mfp_inventory_done(&inventory);
    mfp_text_done(&text);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(printers_are_told_from_others),
        cmocka_unit_test(one_pdu_holds_the_first_request),
        cmocka_unit_test(names_are_tidy_and_no_two_alike),
        cmocka_unit_test(many_of_the_same_name_are_told_apart),
        cmocka_unit_test(stubs_are_an_inventory),
    };
    return cmocka_run_group_tests(tests, folder_make, folder_remove);
}
