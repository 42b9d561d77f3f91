/*
 * The profiles as data: that each is whole, and that devices are told apart.
 */
#include "snmp/queue/identity.h"
#include "snmp/queue/request.h"
#include "unit.h"

#include <stdio.h>

static void check_objects(const char *name, const struct mfp_object *objects, size_t most)
{
    size_t count = 0;
    for (; objects && objects->meaning != MFP_MEANING_NONE; objects++, count++) {
        check_true(name, objects->oid.length > 5 && objects->oid.length < MFP_OID_MAX);
        check_true(name, objects->oid.ids[0] == 1 && objects->oid.ids[1] == 3);
        check_true(name, objects->suffix_length <= COUNT_OF(objects->suffix));
    }
    check_true(name, count <= most);
}

static void check_states(const char *name, const struct mfp_job_number *rows)
{
    for (const struct mfp_job_number *row = rows; row && !row->ends; row++)
        for (const struct mfp_job_number *other = rows; other < row; other++)
            check_true(name, other->number != row->number);
}

static void check_tables(const struct mfp_profile *profile)
{
    const struct mfp_table *table = profile->tables;
    for (; table && table->kind != MFP_TABLE_NONE; table++) {
        check_objects(profile->name, table->columns, 8);
        check_true(profile->name, table->columns && table->columns->meaning != MFP_MEANING_NONE);
        check_true(profile->name, table->rows > 0 && table->rows <= 512);
        if (table->kind == MFP_TABLE_JOBS) {
            check_number(profile->name, table->columns->meaning, MFP_MEANING_JOB_STATE);
            check_true(profile->name, profile->states && !profile->states->ends);
            check_number(profile->name, profile->tier, MFP_TIER_A);
        }
        if (table->kind == MFP_TABLE_HISTORY)
            check_true(profile->name, profile->results && !profile->results->ends);
    }
}

static void every_profile_is_whole(void **state)
{
    (void)state;
    for (size_t i = 0; mfp_profiles[i]; i++) {
        const struct mfp_profile *profile = mfp_profiles[i];
        assert_non_null(profile->name);
        check_true(profile->name, strlen(profile->name) < 24);
        check_true(profile->name, strlen(profile->vendor) < 32);
        check_true(profile->name, profile->limits && profile->limits[0]);
        check_true(profile->name, profile->source && profile->source[0]);
        check_true(profile->name, mfp_profile_find(profile->name) == profile);
        check_true(profile->name, profile->vendor[0] == '\0' || profile->prefixes[0].length > 0);
        check_objects(profile->name, profile->objects, MFP_GET_MAX);
        check_tables(profile);
        check_states(profile->name, profile->states);
        check_states(profile->name, profile->results);
    }
    assert_null(mfp_profile_find("nobody"));
}

/* No profile of a queue rests on a recording yet: each says so, until one does. */
static void profiles_do_not_claim_what_no_recording_shows(void **state)
{
    (void)state;
    for (size_t i = 0; mfp_profiles[i]; i++) {
        check_true(mfp_profiles[i]->name, mfp_profiles[i]->proven != MFP_TIER_A);
        check_true(mfp_profiles[i]->name, mfp_profiles[i]->proven != MFP_TIER_B);
    }
}

static void a_request_never_asks_for_too_much(void **state)
{
    (void)state;
    check_objects("identity", mfp_identity_objects, MFP_GET_MAX);
    for (size_t i = 0; mfp_profiles[i]; i++) {
        const struct mfp_profile *chain[MFP_CHAIN_MAX];
        size_t names = 0, columns = 0, tables = 0, n = mfp_profile_chain(mfp_profiles[i], chain);
        for (size_t j = 0; j < n; j++) {
            const struct mfp_object *object = chain[j]->objects;
            const struct mfp_table *table = chain[j]->tables;
            for (; object && object->meaning != MFP_MEANING_NONE; object++)
                names++;
            for (; table && table->kind != MFP_TABLE_NONE; table++, tables++)
                for (object = table->columns; object->meaning != MFP_MEANING_NONE; object++)
                    columns++;
        }
        check_true(mfp_profiles[i]->name, names <= MFP_REQUEST_GETS);
        check_true(mfp_profiles[i]->name, columns <= MFP_REQUEST_TREES);
        check_true(mfp_profiles[i]->name, tables <= MFP_SURVEY_TABLES);
    }
}

static const struct recognised {
    const char *descr, *device_id, *profile, *vendor, *brand, *model;
    struct mfp_oid object_id;
} devices[] = {
    {
        .object_id = MFP_OID(MFP_ENTERPRISES, 1347, 41),
        .descr = "HP ETHERNET MULTI-ENVIRONMENT,ROM J.sp.00,JETDIRECT EX",
        .profile = "kyocera",
        .vendor = "Kyocera",
        .brand = "Kyocera",
        .model = "",
    },
    {
        .object_id = MFP_OID(MFP_ENTERPRISES, 11, 2, 3, 9, 1),
        .descr = "HP ETHERNET MULTI-ENVIRONMENT,SN:X,PID:HP Color LaserJet Flow MFP M880",
        .profile = "hp",
        .vendor = "HP",
        .brand = "HP",
        .model = "HP Color LaserJet Flow MFP M880",
    },
    {
        .object_id = MFP_OID(MFP_ENTERPRISES, 367, 1, 1),
        .descr = "SAVIN MP C4503 1.18 / SAVIN Network Printer C model",
        .profile = "ricoh",
        .vendor = "Ricoh",
        .brand = "Savin",
        .model = "SAVIN MP C4503",
    },
    {
        .object_id = MFP_OID(MFP_ENTERPRISES, 1129, 1, 2, 1),
        .descr = "TOSHIBA TEC B-EV4",
        .profile = "toshiba-labels",
        .vendor = "Toshiba TEC",
        .brand = "Toshiba TEC",
        .model = "TOSHIBA TEC B-EV4",
    },
    {
        .object_id = MFP_OID(MFP_ENTERPRISES, 641, 2, 71107164),
        .descr = "TOSHIBA e-STUDIO305CS version NH63.GM.N639 kernel 3.0.0 All-N-1",
        .profile = "lexmark",
        .vendor = "Lexmark",
        .brand = "Toshiba",
        .model = "TOSHIBA e-STUDIO305CS",
    },
    {
        .descr = "FUJI XEROX DocuPrint CM305 df; Net 16.41",
        .profile = "fujifilm",
        .vendor = "FUJIFILM",
        .brand = "Fuji Xerox",
        .model = "FUJI XEROX DocuPrint CM305 df",
    },
    {
        .device_id = "MFG:Brother;CMD:PJL,HBP;MDL:DCP-1618W;CLS:PRINTER;",
        .profile = "brother",
        .vendor = "Brother",
        .brand = "Brother",
        .model = "DCP-1618W",
    },
    {
        .device_id = "MFG:Hewlett-Packard;MDL:HP LaserJet 4;",
        .profile = "hp",
        .vendor = "HP",
        .brand = "HP",
        .model = "HP LaserJet 4",
    },
    {
        .object_id = MFP_OID(MFP_ENTERPRISES, 8072, 3, 2, 10),
        .descr = "Linux nas 5.10.0",
        .profile = NULL,
        .vendor = "",
        .brand = "",
        .model = "",
    },
    {
        .descr = "\x1b[2J\xff|\r\nEPSON\t\tWF",
        .profile = "epson",
        .vendor = "Epson",
        .brand = "Epson",
        .model = "",
    },
    {.profile = NULL, .vendor = "", .brand = "", .model = ""},
};

static void octets(struct mfp_varbind *varbind, enum mfp_meaning meaning, const char *text)
{
    const struct mfp_object *object = mfp_identity_objects;
    while (object->meaning != meaning)
        object++;
    *varbind = (struct mfp_varbind){.name = object->oid};
    if (text) {
        varbind->type = MFP_VARBIND_OCTETS;
        varbind->octets = (const unsigned char *)text;
        varbind->length = strlen(text);
    }
}

static void devices_are_recognised(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT_OF(devices); i++) {
        char row[32];
        struct mfp_identity identity;
        struct mfp_varbind varbinds[3];
        snprintf(row, sizeof(row), "device %zu", i);
        octets(&varbinds[0], MFP_MEANING_DESCR, devices[i].descr);
        octets(&varbinds[1], MFP_MEANING_DEVICE_ID, devices[i].device_id);
        octets(&varbinds[2], MFP_MEANING_OBJECT_ID, NULL);
        varbinds[2].type = devices[i].object_id.length ? MFP_VARBIND_OID : MFP_VARBIND_NONE;
        varbinds[2].value = devices[i].object_id;
        mfp_identity_read(&identity, varbinds, COUNT_OF(varbinds));
        check_string(row, identity.profile ? identity.profile->name : "",
                     devices[i].profile ? devices[i].profile : "");
        check_string(row, identity.vendor, devices[i].vendor);
        check_string(row, identity.brand, devices[i].brand);
        check_string(row, identity.model, devices[i].model);
    }
}

static void oids_are_compared_and_shown(void **state)
{
    (void)state;
    struct mfp_oid a = MFP_OID(1, 3, 6, 1), b = MFP_OID(1, 3, 6, 1, 4), none = {.length = 0};
    char text[MFP_OID_TEXT_SIZE];
    assert_true(mfp_oid_below(&b, &a) && mfp_oid_below(&a, &a));
    assert_false(mfp_oid_below(&a, &b) || mfp_oid_below(&a, &none));
    assert_false(mfp_oid_equal(&a, &b));
    assert_string_equal(mfp_oid_text(&b, text), "1.3.6.1.4");
    assert_string_equal(mfp_oid_text(&none, text), "");
    for (int i = 0; i < 100; i++)
        mfp_oid_append(&a, &(uint32_t){UINT32_MAX}, 1);
    assert_int_equal(a.length, MFP_OID_MAX);
    assert_true(strlen(mfp_oid_text(&a, text)) < sizeof(text));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_profile_is_whole),
        cmocka_unit_test(profiles_do_not_claim_what_no_recording_shows),
        cmocka_unit_test(a_request_never_asks_for_too_much),
        cmocka_unit_test(devices_are_recognised),
        cmocka_unit_test(oids_are_compared_and_shown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
