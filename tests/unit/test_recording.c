#include "cli/queue/recording.h"
#include "unit.h"

static const struct mfp_oid sys_name = MFP_OID(MFP_MIB_2, 1, 5, 0);

static struct mfp_varbind text_of(struct mfp_oid name, const char *text, size_t length)
{
    return (struct mfp_varbind){.name = name,
                                .type = MFP_VARBIND_OCTETS,
                                .octets = (const unsigned char *)text,
                                .length = length};
}

static struct mfp_varbind number_of(struct mfp_oid name, enum mfp_varbind_type type, int64_t number)
{
    return (struct mfp_varbind){.name = name, .type = type, .number = number};
}

/* A recording of a Konica Minolta whose serial number and host name are known. */
static void begin(struct mfp_recording *recording, struct mfp_identity *identity,
                  const struct mfp_profile *chain[MFP_CHAIN_MAX])
{
    *identity = (struct mfp_identity){.profile = mfp_profile_find("konica-minolta"),
                                      .brand = "Konica Minolta",
                                      .model = "bizhub C250i",
                                      .serial = "AA2M0211"};
    *recording = (struct mfp_recording){.chain = chain, .identity = identity};
    recording->profiles = mfp_profile_chain(identity->profile, chain);
    mfp_recording_hide(recording, identity->serial, '0');
    mfp_recording_hide(recording, "geheimname", 'x');
    mfp_recording_hide(recording, "Konica Minolta", 'x'); /* the brand */
    mfp_recording_hide(recording, "abc", 'x');            /* too short */
}

#define KONICA MFP_ENTERPRISES, 18334, 1, 1

static void texts_are_replaced_unless_they_are_harmless(void **state)
{
    (void)state;
    static const struct {
        struct mfp_oid name;
        const char *before, *after;
        unsigned redacted;
    } rows[] = {
        {MFP_OID(MFP_MIB_2, 1, 1, 0), "KONICA MINOLTA bizhub abc", "KONICA MINOLTA bizhub abc", 0},
        {MFP_OID(MFP_MIB_2, 1, 1, 0), "bizhub GeheimName AA2M0211", "bizhub xxxxxxxxxx 00000000",
         MFP_REDACTED_TEXT},
        {MFP_OID(MFP_MIB_2, 1, 1, 0), "HP ETHERNET,SN:VNB-3K,FN:1,PID:HP X",
         "HP ETHERNET,SN:000-00,FN:0,PID:HP X", MFP_REDACTED_SERIAL},
        {MFP_OID(MFP_MIB_2, 1, 1, 0), "Serial number 12", "Serial number 00", MFP_REDACTED_SERIAL},
        {MFP_OID(MFP_MIB_2, 1, 1, 0), "dsn:12", "dsn:12", 0},
        {MFP_OID(MFP_MIB_2, 1, 4, 0), "root@example.com", "xxxxxxxxxxxxxxxx", MFP_REDACTED_TEXT},
        {MFP_OID(MFP_MIB_2, 1, 5, 0), "mfp", "xxx", MFP_REDACTED_TEXT},
        {MFP_OID(MFP_MIB_2, 1, 6, 0), "", "", 0},
        {MFP_OID(MFP_MIB_2, 25, 3, 2, 1, 3, 1), "KONICA MINOLTA C250i", "KONICA MINOLTA C250i", 0},
        {MFP_OID(MFP_MIB_2, 25, 3, 2, 1, 3, 4), "Buchhaltung", "xxxxxxxxxxx", MFP_REDACTED_TEXT},
        {MFP_OID(MFP_MIB_2, 25, 3, 5, 1, 2, 1), "\x01", "\x01", 0},
        {MFP_OID(MFP_MIB_2, 43, 5, 1, 1, 16, 1), "Chefin", "xxxxxx", MFP_REDACTED_TEXT},
        {MFP_OID(MFP_MIB_2, 43, 5, 1, 1, 17, 1), "AA-1 b", "00-0 0", MFP_REDACTED_SERIAL},
        {MFP_OID(MFP_MIB_2, 43, 5, 1, 1, 17, 2), "AA-1", "xxxx", MFP_REDACTED_TEXT},
        {MFP_OID(MFP_MIB_2, 43, 18, 1, 1, 8, 1, 1), "to bob: full", "xxxxxxxxxxxx",
         MFP_REDACTED_TEXT},
        {MFP_OID(MFP_MIB_2, 43, 16, 5, 1, 2, 1, 1), "Hallo", "xxxxx", MFP_REDACTED_TEXT},
        /* Columns of the profile, and beside them. */
        {MFP_OID(KONICA, 4, 1, 3, 1, 1, 4, 7), "state", "xxxxx", MFP_REDACTED_TEXT},
        {MFP_OID(KONICA, 4, 1, 3, 1, 1, 7, 7), "bob@example.com", "xxxxxxxxxxxxxxx",
         MFP_REDACTED_TEXT},
        {MFP_OID(MFP_PWG, 1, 2, 1, 2, 1, 1, 3, 1), "MFG:KM;MDL:C250i;SN:47;DES:Flur;CLS:PRINTER",
         "MFG:KM;MDL:C250i;SN:xx;DES:xxxx;CLS:PRINTER", MFP_REDACTED_TEXT},
        {MFP_OID(MFP_PWG, 1, 2, 1, 2, 1, 1, 3, 1), "MFG:KM; MDL:C250i;bob", "MFG:KM; MDL:C250i;xxx",
         MFP_REDACTED_TEXT},
    };
    struct mfp_recording recording;
    struct mfp_identity identity;
    const struct mfp_profile *chain[MFP_CHAIN_MAX];
    begin(&recording, &identity, chain);
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        char octets[64] = {0};
        memcpy(octets, rows[i].before, strlen(rows[i].before));
        check_number(
            rows[i].before,
            mfp_recording_redact(&recording, &rows[i].name, octets, strlen(rows[i].before)),
            rows[i].redacted);
        check_string(rows[i].before, octets, rows[i].after);
    }
    mfp_recording_done(&recording);
}

static void what_is_written_is_a_walk(void **state)
{
    (void)state;
    const struct mfp_varbind varbinds[] = {
        number_of((struct mfp_oid)MFP_OID(KONICA, 4, 1, 3, 1, 1, 4, 10), MFP_VARBIND_INTEGER, -3),
        number_of((struct mfp_oid)MFP_OID(KONICA, 4, 1, 3, 1, 1, 4, 9), MFP_VARBIND_COUNTER,
                  4294967295),
        number_of((struct mfp_oid)MFP_OID(KONICA, 4, 1, 3, 1, 1, 4, 11), MFP_VARBIND_COUNTER,
                  4294967296),
        number_of((struct mfp_oid)MFP_OID(KONICA, 4, 1, 3, 1, 1, 4, 12), MFP_VARBIND_INTEGER,
                  4294967295),
        number_of((struct mfp_oid)MFP_OID(MFP_MIB_2, 25, 1, 1, 0), MFP_VARBIND_INTEGER, 5),
        number_of((struct mfp_oid)MFP_OID(MFP_MIB_2, 1, 3, 0), MFP_VARBIND_NONE, 5),
        text_of((struct mfp_oid)MFP_OID(MFP_MIB_2, 1, 1, 0), OCTETS("bizhub|flur-mfp Chefin")),
        text_of((struct mfp_oid)MFP_OID(MFP_MIB_2, 43, 5, 1, 1, 16, 1), OCTETS("Chefin")),
        text_of(sys_name, OCTETS("flur-mfp.de")),
        text_of(sys_name, OCTETS("flur-mfp.de")),
        {.name = MFP_OID(MFP_MIB_2, 1, 2, 0),
         .type = MFP_VARBIND_OID,
         .value = MFP_OID(MFP_ENTERPRISES, 18334)},
        /* An index and a value that spell "bob@" */
        number_of((struct mfp_oid)MFP_OID(KONICA, 4, 1, 3, 1, 1, 4, 4, 98, 111, 98, 64),
                  MFP_VARBIND_INTEGER, 1),
        {.name = MFP_OID(MFP_MIB_2, 1, 9, 1, 2, 1),
         .type = MFP_VARBIND_OID,
         .value = MFP_OID(1, 3, 98, 111, 98, 64)},
    };
    struct mfp_recording recording;
    struct mfp_identity identity;
    const struct mfp_profile *chain[MFP_CHAIN_MAX];
    struct mfp_text text = {0};
    struct mfp_error error = {0};
    begin(&recording, &identity, chain);
    check_number("add", mfp_recording_add(&recording, varbinds, COUNT_OF(varbinds), &error), 0);
    mfp_recording_write(&recording, &text);
    check_string("walk", mfp_text_string(&text),
                 "1.3.6.1.2.1.1.1.0|4x|62697a6875627c787878787878787820787878787878\n"
                 "1.3.6.1.2.1.1.2.0|6|1.3.6.1.4.1.18334\n"
                 "1.3.6.1.2.1.1.5.0|4|xxxxxxxxxxx\n"
                 "1.3.6.1.2.1.25.1.1.0|67|5\n"
                 "1.3.6.1.2.1.43.5.1.1.16.1|4|xxxxxx\n"
                 "1.3.6.1.4.1.18334.1.1.4.1.3.1.1.4.9|65|4294967295\n"
                 "1.3.6.1.4.1.18334.1.1.4.1.3.1.1.4.10|2|-3\n"
                 "1.3.6.1.4.1.18334.1.1.4.1.3.1.1.4.11|70|4294967296\n"
                 "1.3.6.1.4.1.18334.1.1.4.1.3.1.1.4.12|66|4294967295\n");
    check_number("written", recording.written, 9);
    check_number("texts", recording.texts, 3);
    check_number("left out", recording.left_out, 2);
    mfp_text_done(&text);
    mfp_recording_done(&recording);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(texts_are_replaced_unless_they_are_harmless),
        cmocka_unit_test(what_is_written_is_a_walk),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
