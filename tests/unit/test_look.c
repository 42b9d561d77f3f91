#include "core/look.h"
#include "unit.h"

static const struct mfp_cause causes[] = {
    {.number = 7, .name = "refused", .category = MFP_CATEGORY_SERVICE},
};
static const struct mfp_knowledge knowledge = {.causes = causes, .cause_count = COUNT_OF(causes)};

static void add(struct mfp_transcript *transcript, enum mfp_event_kind kind, int64_t at_ms,
                const char *text)
{
    mfp_transcript_add(transcript, kind, at_ms * 1000, text, strlen(text));
}

/* A dialogue with STARTTLS, up to EHLO under TLS. */
static void talk(struct mfp_transcript *transcript)
{
    mfp_transcript_init(transcript);
    transcript->tls = MFP_TLS_STARTTLS;
    add(transcript, MFP_EVENT_CONNECT, 1, "192.0.2.1 port 587");
    add(transcript, MFP_EVENT_REPLY, 11, "220 mx | \x1b[31mred");
    add(transcript, MFP_EVENT_COMMAND, 11, "EHLO x");
    add(transcript, MFP_EVENT_REPLY, 12, "250-mx");
    add(transcript, MFP_EVENT_REPLY, 12, "250-SIZE 1000");
    add(transcript, MFP_EVENT_REPLY, 12, "250 STARTTLS");
    add(transcript, MFP_EVENT_COMMAND, 12, "STARTTLS");
    add(transcript, MFP_EVENT_REPLY, 13, "220 go");
    transcript->tls_facts.begun = true;
    mfp_format(transcript->tls_facts.version, 16, "TLSv1.3");
    mfp_format(transcript->tls_facts.cipher, 64, "TLS_AES");
    transcript->tls_facts.verified = true;
    transcript->tls_facts.not_after = transcript->tls_facts.chain_not_after = 4711;
    add(transcript, MFP_EVENT_TLS, 20, "TLSv1.3 TLS_AES");
    add(transcript, MFP_EVENT_COMMAND, 20, "EHLO x");
    add(transcript, MFP_EVENT_REPLY, 21, "250-mx");
    add(transcript, MFP_EVENT_REPLY, 21, "250-SIZE 2000");
    add(transcript, MFP_EVENT_REPLY, 21, "250-AUTH PLAIN login");
    add(transcript, MFP_EVENT_REPLY, 21, "250 AUTH=PLAIN LOGIN");
    add(transcript, MFP_EVENT_COMMAND, 21, "QUIT");
    add(transcript, MFP_EVENT_REPLY, 500, "221 bye");
}

static void a_dialogue_leaves_what_was_offered(void **state)
{
    (void)state;
    struct mfp_transcript transcript;
    struct mfp_look_address address = {0};
    talk(&transcript);
    mfp_look_note(&address, &transcript);
    assert_string_equal(address.greeting, "220 mx / [31mred");
    assert_true(address.clear && address.secure && address.starttls);
    assert_int_equal(address.size_limit, 2000);
    assert_string_equal(address.auth_clear, "");
    assert_string_equal(address.auth_secure, "PLAIN LOGIN");
    assert_string_equal(address.extensions, "SIZE 2000, AUTH PLAIN login, AUTH=PLAIN LOGIN");
    assert_string_equal(address.tls_version, "TLSv1.3");
    assert_true(address.verified);
    assert_int_equal(address.not_after, 4711);
    assert_int_equal(mfp_look_accepts(&address, MFP_TLS_VERSION_1_3), MFP_ACCEPTS_YES);
    assert_int_equal(mfp_look_accepts(&address, MFP_TLS_VERSION_1_2), MFP_ACCEPTS_UNTRIED);
    assert_int_equal(mfp_look_us(&address), 21000); /* without the goodbye */
    mfp_transcript_done(&transcript);
}

static void a_dialogue_that_was_nothing_leaves_nothing(void **state)
{
    (void)state;
    struct mfp_transcript transcript;
    struct mfp_look_address address = {0};
    mfp_transcript_init(&transcript);
    mfp_look_note(&address, &transcript);
    assert_false(address.clear || address.secure || address.starttls);
    assert_string_equal(address.greeting, "");
    assert_int_equal(address.size_limit, -1);
    assert_int_equal(mfp_look_us(&address), 0);
    mfp_transcript_done(&transcript);
}

/* A handshake with one version that ended so. */
static void note_end(struct mfp_look_address *address, enum mfp_tls_version version, bool begun,
                     enum mfp_stage stage, enum mfp_fault_kind kind)
{
    struct mfp_transcript transcript;
    mfp_transcript_init(&transcript);
    transcript.tls_facts.begun = begun;
    transcript.stage = stage;
    mfp_transcript_fault(&transcript, 1, kind, 0, "x");
    mfp_look_note_version(address, version, &transcript);
    mfp_transcript_done(&transcript);
}

static void a_version_is_refused_only_where_the_handshake_failed_for_it(void **state)
{
    (void)state;
    static const struct {
        bool begun;
        enum mfp_stage stage;
        enum mfp_fault_kind kind;
        enum mfp_accepts alone, beside_another;
    } rows[] = {
        {true, MFP_STAGE_TLS, MFP_FAULT_TLS_VERSION, MFP_ACCEPTS_NO, MFP_ACCEPTS_NO},
        {true, MFP_STAGE_TLS, MFP_FAULT_TLS_CIPHER, MFP_ACCEPTS_NO, MFP_ACCEPTS_NO},
        {true, MFP_STAGE_TLS, MFP_FAULT_TLS_CLIENT_CERT, MFP_ACCEPTS_YES, MFP_ACCEPTS_YES},
        {true, MFP_STAGE_TLS, MFP_FAULT_TLS_CLOSED, MFP_ACCEPTS_UNKNOWN, MFP_ACCEPTS_NO},
        {true, MFP_STAGE_TLS, MFP_FAULT_TLS_HANDSHAKE, MFP_ACCEPTS_UNKNOWN, MFP_ACCEPTS_NO},
        {true, MFP_STAGE_TLS, MFP_FAULT_TIMEOUT, MFP_ACCEPTS_UNKNOWN, MFP_ACCEPTS_UNKNOWN},
        {true, MFP_STAGE_TLS, MFP_FAULT_TLS_WEAK, MFP_ACCEPTS_UNKNOWN, MFP_ACCEPTS_UNKNOWN},
        {false, MFP_STAGE_CONNECT, MFP_FAULT_RESET, MFP_ACCEPTS_UNKNOWN, MFP_ACCEPTS_UNKNOWN},
        {false, MFP_STAGE_GREETING, MFP_FAULT_CLOSED, MFP_ACCEPTS_UNKNOWN, MFP_ACCEPTS_UNKNOWN},
    };
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        const char *row = mfp_fault_name(rows[i].kind);
        struct mfp_look_address address = {0};
        note_end(&address, MFP_TLS_VERSION_1_0, rows[i].begun, rows[i].stage, rows[i].kind);
        check_number(row, mfp_look_accepts(&address, MFP_TLS_VERSION_1_0), rows[i].alone);
        address.accepts[3] = MFP_ACCEPTS_YES;
        check_number(row, mfp_look_accepts(&address, MFP_TLS_VERSION_1_0), rows[i].beside_another);
    }
}

static void what_a_bad_certificate_hid_comes_from_a_later_dialogue(void **state)
{
    (void)state;
    struct mfp_transcript transcript;
    struct mfp_look_address address = {.clear = true, .starttls = true, .size_limit = 1000};
    talk(&transcript);
    mfp_look_note_version(&address, MFP_TLS_VERSION_1_2, &transcript);
    assert_int_equal(address.accepts[2], MFP_ACCEPTS_YES);
    assert_true(address.secure);
    assert_string_equal(address.auth_secure, "PLAIN LOGIN");
    assert_int_equal(address.not_after, 4711);
    assert_false(address.verified);
    assert_string_equal(address.tls_version, ""); /* not that of the first dialogue */
    mfp_transcript_done(&transcript);
}

static void versions_that_nobody_knows_are_passed_over(void **state)
{
    (void)state;
    struct mfp_transcript transcript;
    struct mfp_look_address address = {0};
    talk(&transcript);
    mfp_look_note_version(&address, MFP_TLS_VERSION_ANY, &transcript);
    mfp_format(transcript.tls_facts.version, 16, "SSLv3");
    mfp_look_note(&address, &transcript);
    for (size_t i = 0; i < MFP_LOOK_VERSIONS; i++)
        assert_int_equal(address.accepts[i], MFP_ACCEPTS_UNTRIED);
    mfp_format(transcript.tls_facts.version, 16, "TLSv1"); /* OpenSSL's name of 1.0 */
    mfp_look_note(&address, &transcript);
    assert_int_equal(address.accepts[0], MFP_ACCEPTS_YES);
    mfp_transcript_done(&transcript);
}

static void a_verdict_is_read_back_as_it_was(void **state)
{
    (void)state;
    const struct mfp_verdict verdict = {.category = MFP_CATEGORY_SERVICE,
                                        .cause = &causes[0],
                                        .stage = MFP_STAGE_CONNECT,
                                        .fault = MFP_FAULT_REFUSED,
                                        .code = 421,
                                        .enhanced = "4.7.0",
                                        .reply = "Connection refused",
                                        .retryable = MFP_RETRYABLE_YES,
                                        .confidence = MFP_CONFIDENCE_HIGH};
    struct mfp_look_verdict kept;
    struct mfp_verdict again;
    mfp_look_verdict_of(&kept, &verdict);
    mfp_look_verdict_read(&kept, &knowledge, &again);
    assert_ptr_equal(again.cause, &causes[0]);
    assert_int_equal(again.category, verdict.category);
    assert_int_equal(again.stage, verdict.stage);
    assert_int_equal(again.fault, verdict.fault);
    assert_int_equal(again.code, 421);
    assert_string_equal(again.enhanced, "4.7.0");
    assert_string_equal(again.reply, "Connection refused");
    kept.cause = 9999; /* of a newer version */
    mfp_look_verdict_read(&kept, &knowledge, &again);
    assert_null(again.cause);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_dialogue_leaves_what_was_offered),
        cmocka_unit_test(a_dialogue_that_was_nothing_leaves_nothing),
        cmocka_unit_test(a_version_is_refused_only_where_the_handshake_failed_for_it),
        cmocka_unit_test(what_a_bad_certificate_hid_comes_from_a_later_dialogue),
        cmocka_unit_test(versions_that_nobody_knows_are_passed_over),
        cmocka_unit_test(a_verdict_is_read_back_as_it_was),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
