/* checks/server: what a look adds up to, how it is judged and told, and how it is kept. */
#include "checks/server/describe.h"
#include "checks/server/record.h"
#include "unit.h"

#include <errno.h>

enum { DAY = 86400, NOW = 1764000000 };

static const struct mfp_cause causes[] = {
    {.number = 7,
     .name = "refused",
     .category = MFP_CATEGORY_SERVICE,
     .says = "nothing listens there",
     .owner = MFP_OWNER_DEVICE_ADMIN,
     .fix = "Check the port."},
};
static const struct mfp_knowledge knowledge = {.causes = causes, .cause_count = COUNT_OF(causes)};
static const struct mfp_provider provider = {.name = "p",
                                             .title = "P Mail",
                                             .smtp = "smtp.p.example",
                                             .port = 587,
                                             .tls = MFP_TLS_STARTTLS,
                                             .other = "25 starttls, 465 implicit"};

static struct mfp_look look; /* too large for the stack of every test */

/* An address that works, with TLS 1.2 and 1.3. */
static struct mfp_look_address *add_address(const char *text)
{
    struct mfp_look_address *address = &look.addresses[look.count++];
    *address = (struct mfp_look_address){
        .verdict = {.category = MFP_CATEGORY_OK},
        .greeting = "220 mx",
        .extensions = "SIZE 1000, AUTH PLAIN LOGIN",
        .size_limit = 1000,
        .starttls = true,
        .clear = true,
        .secure = true,
        .auth_secure = "PLAIN LOGIN",
        .accepts = {MFP_ACCEPTS_NO, MFP_ACCEPTS_BROKEN, MFP_ACCEPTS_YES, MFP_ACCEPTS_YES},
        .tls_version = "TLSv1.3",
        .tls_cipher = "TLS_AES",
        .subject = "CN = mx",
        .issuer = "CN = ca",
        .not_after = NOW + 63 * DAY + 5,
        .chain_not_after = NOW + 63 * DAY + 5,
        .verified = true,
    };
    mfp_format(address->address, sizeof(address->address), "%s", text);
    address->stage_us[MFP_STAGE_CONNECT] = 200000;
    return address;
}

static void break_address(struct mfp_look_address *address)
{
    struct mfp_look_address broken = {
        .verdict = {.category = MFP_CATEGORY_SERVICE,
                    .cause = 7,
                    .stage = MFP_STAGE_CONNECT,
                    .fault = MFP_FAULT_REFUSED,
                    .reply = "Connection refused",
                    .retryable = MFP_RETRYABLE_YES,
                    .confidence = MFP_CONFIDENCE_HIGH},
        .size_limit = -1,
    };
    mfp_format(broken.address, sizeof(broken.address), "%s", address->address);
    *address = broken;
}

static void begin(void)
{
    look = (struct mfp_look){.host = "smtp.example.com",
                             .port = 587,
                             .tls = MFP_TLS_STARTTLS,
                             .tls_verify = true,
                             .at = NOW - 240,
                             .resolve_us = 10000,
                             .verdict = {.category = MFP_CATEGORY_OK}};
}

/* ROW: what the status line must hold. Frees nothing: the report is the caller's. */
static void describe(const struct mfp_server_settings *settings, struct mfp_report *report)
{
    const struct mfp_server_outcome outcome = {
        .look = &look, .knowledge = &knowledge, .settings = settings, .now = NOW};
    mfp_report_init(report, "MFP SERVER");
    mfp_server_describe(&outcome, report);
}

static void check_state(const char *states, const char *cert_days, enum mfp_tls_version oldest,
                        const char *summary, enum mfp_state wanted)
{
    struct mfp_server_settings settings = {.tls_oldest = oldest};
    struct mfp_report report;
    if (states)
        assert_int_equal(mfp_states_add(&settings.states, states, NULL), 0);
    if (cert_days)
        assert_int_equal(
            mfp_early_limit_parse(&settings.early, MFP_EARLY_CERTIFICATE, cert_days, NULL), 0);
    mfp_early_limits_default(&settings.early);
    describe(&settings, &report);
    check_string(summary, report.summary, summary);
    check_number(summary, report.state, wanted);
    mfp_report_done(&report);
}

static void all_addresses_work(void **state)
{
    (void)state;
    begin();
    add_address("192.0.2.1");
    check_state(NULL, NULL, 0, "smtp.example.com:587 works, TLS 1.2 and 1.3, certificate 63 days",
                MFP_STATE_OK);
    add_address("192.0.2.2")->size_limit = 900;
    check_state(NULL, NULL, 0,
                "smtp.example.com:587 2 addresses work, TLS 1.2 and 1.3, certificate 63 days",
                MFP_STATE_OK);
}

static void one_of_several_is_broken(void **state)
{
    (void)state;
    static const char wanted[] =
        "smtp.example.com:587 1 of 2 addresses work; 192.0.2.2: service at "
        "connect, nothing listens there";
    begin();
    add_address("192.0.2.1");
    break_address(add_address("192.0.2.2"));
    add_address("2001:db8::1")->skipped = true;
    check_state(NULL, NULL, 0, wanted, MFP_STATE_WARNING);
    check_state("partly=critical", NULL, 0, wanted, MFP_STATE_CRITICAL);
    check_state("service=unknown", NULL, 0, wanted, MFP_STATE_WARNING);
    check_state("service=ok,partly=critical", NULL, 0, wanted, MFP_STATE_OK);
}

static void none_works(void **state)
{
    (void)state;
    static const char wanted[] = "smtp.example.com:587: service at connect, nothing listens there";
    begin();
    break_address(add_address("192.0.2.1"));
    check_state(NULL, NULL, 0, wanted, MFP_STATE_CRITICAL);
    check_state("partly=ok", NULL, 0, wanted, MFP_STATE_CRITICAL);
    check_state("service=unknown", NULL, 0, wanted, MFP_STATE_UNKNOWN);
    break_address(add_address("192.0.2.2"));
    look.addresses[1].verdict.code = 421;
    mfp_format(look.addresses[1].verdict.enhanced, 16, "4.7.0");
    check_state(NULL, NULL, 0,
                "smtp.example.com:587 none of 2 addresses works; service at connect, nothing "
                "listens there",
                MFP_STATE_CRITICAL); /* not the 4xx, which is the lesser */
}

static void the_name_is_not_found(void **state)
{
    (void)state;
    begin();
    look.verdict = (struct mfp_look_verdict){.category = MFP_CATEGORY_SERVICE,
                                             .cause = 7,
                                             .stage = MFP_STAGE_RESOLVE,
                                             .fault = MFP_FAULT_HOST_NOT_FOUND,
                                             .confidence = MFP_CONFIDENCE_HIGH};
    check_state(NULL, NULL, 0,
                "smtp.example.com:587: service at name lookup, nothing listens there",
                MFP_STATE_CRITICAL);
}

static void certificates_end_soon(void **state)
{
    (void)state;
    begin();
    add_address("192.0.2.1");
    add_address("192.0.2.2")->chain_not_after = NOW + 12 * DAY;
    static const char wanted[] =
        "smtp.example.com:587 2 addresses work, certificate expires in 12 days";
    check_state(NULL, NULL, 0, wanted, MFP_STATE_WARNING);
    check_state(NULL, "30,12", 0, wanted, MFP_STATE_WARNING);
    check_state(NULL, "30,13", 0, wanted, MFP_STATE_CRITICAL);
    check_state(NULL, "12", 0,
                "smtp.example.com:587 2 addresses work, TLS 1.2 and 1.3, certificate 12 days",
                MFP_STATE_OK);
    check_state(NULL, "off", 0,
                "smtp.example.com:587 2 addresses work, TLS 1.2 and 1.3, certificate 12 days",
                MFP_STATE_OK);
    look.addresses[0].chain_not_after = NOW - 1;
    check_state(NULL, NULL, MFP_TLS_VERSION_1_3,
                "smtp.example.com:587 2 addresses work, certificate expired, accepts TLS 1.2",
                MFP_STATE_WARNING);
}

static void versions_are_told_shortly(void **state)
{
    (void)state;
    const enum mfp_accepts no = MFP_ACCEPTS_NO, yes = MFP_ACCEPTS_YES;
    const struct {
        enum mfp_accepts accepts[MFP_LOOK_VERSIONS];
        const char *wanted;
    } rows[] = {
        {{no, no, no, no}, ""},
        {{no, no, no, yes}, "1.3"},
        {{no, no, yes, yes}, "1.2 and 1.3"},
        {{yes, no, no, yes}, "1.0 and 1.3"},
        {{yes, yes, yes, no}, "1.0 to 1.2"},
        {{yes, yes, yes, yes}, "1.0 to 1.3"},
        {{yes, no, yes, yes}, "1.0, 1.2 and 1.3"},
    };
    char text[64];
    for (size_t i = 0; i < COUNT_OF(rows); i++)
        check_string(rows[i].wanted, mfp_versions_text(rows[i].accepts, yes, text, sizeof(text)),
                     rows[i].wanted);
}

static void facts_are_those_of_all_addresses(void **state)
{
    (void)state;
    struct mfp_server_facts facts;
    begin();
    break_address(add_address("192.0.2.1"));
    look.addresses[0].stage_us[MFP_STAGE_CONNECT] = 30000000;
    struct mfp_look_address *second = add_address("192.0.2.2");
    struct mfp_look_address *third = add_address("192.0.2.3");
    second->stage_us[MFP_STAGE_TLS] = 700000;
    second->accepts[0] = MFP_ACCEPTS_YES;
    third->size_limit = 0;
    third->chain_not_after -= 10;
    add_address("2001:db8::1")->skipped = true;
    mfp_server_facts(&look, &facts);
    assert_int_equal(facts.tried, 3);
    assert_int_equal(facts.working, 2);
    assert_int_equal(facts.broken, 1);
    assert_int_equal(facts.skipped, 1);
    assert_true(facts.seconds > 0.909 && facts.seconds < 0.911);
    assert_int_equal(facts.size_limit, 1000);
    assert_ptr_equal(facts.shown, second);
    assert_ptr_equal(facts.certificate, third);
    assert_int_equal(facts.oldest, MFP_TLS_VERSION_1_0);
    assert_int_equal(facts.newest, MFP_TLS_VERSION_1_3);
    assert_int_equal(facts.accepts[1], MFP_ACCEPTS_NO);
}

static void check_differences(const char *wanted)
{
    struct mfp_text text = {0};
    mfp_server_differences(&look, &text);
    check_string(wanted, mfp_text_string(&text), wanted);
    mfp_text_done(&text);
}

static void differences_that_matter_are_told(void **state)
{
    (void)state;
    begin();
    add_address("a");
    struct mfp_look_address *other = add_address("b");
    check_differences("");
    mfp_format(other->auth_secure, sizeof(other->auth_secure), "LOGIN PLAIN"); /* only the order */
    other->not_after += DAY;                                                   /* not by more */
    check_differences("");
    other->size_limit = 2000;
    check_differences("SIZE: a 1000, b 2000");
    other->size_limit = 1000;
    mfp_format(other->auth_secure, sizeof(other->auth_secure), "PLAIN");
    other->accepts[0] = MFP_ACCEPTS_YES;
    check_differences("AUTH after TLS: a LOGIN PLAIN, b PLAIN; TLS: a 1.2 and 1.3, b 1.0, 1.2 and "
                      "1.3");
    other->accepts[1] = MFP_ACCEPTS_UNKNOWN; /* then nothing can be said about them */
    check_differences("AUTH after TLS: a LOGIN PLAIN, b PLAIN");
    other->secure = other->clear = false; /* nothing seen is no difference */
    check_differences("");
}

static void many_differences_are_cut(void **state)
{
    (void)state;
    begin();
    add_address("a");
    for (int i = 0; i < 7; i++)
        add_address("b")->size_limit = i + 1;
    check_differences("SIZE: a 1000, b 1, b 2, b 3, b 4 and 3 more");
}

static void settings_are_compared_with_documented_ones(void **state)
{
    (void)state;
    static const struct {
        uint16_t port;
        enum mfp_tls_mode tls;
        bool undocumented;
    } rows[] = {
        {587, MFP_TLS_STARTTLS, false}, {25, MFP_TLS_STARTTLS, false},
        {465, MFP_TLS_IMPLICIT, false}, {465, MFP_TLS_STARTTLS, true},
        {25, MFP_TLS_NONE, true},       {2525, MFP_TLS_STARTTLS, true},
    };
    struct mfp_server_outcome outcome = {.look = &look, .provider = &provider};
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        begin();
        look.port = rows[i].port;
        look.tls = rows[i].tls;
        check_number("documented", mfp_server_undocumented(&outcome), rows[i].undocumented);
    }
    outcome.provider = NULL;
    assert_false(mfp_server_undocumented(&outcome));
}

static void a_stale_look_is_unknown(void **state)
{
    (void)state;
    const struct mfp_server_settings settings = {0};
    struct mfp_server_outcome outcome = {.look = &look,
                                         .knowledge = &knowledge,
                                         .settings = &settings,
                                         .recorded = true,
                                         .max_age_s = 240,
                                         .now = NOW};
    struct mfp_report report;
    begin();
    add_address("192.0.2.1");
    mfp_report_init(&report, "X");
    mfp_server_describe(&outcome, &report);
    assert_int_equal(report.state, MFP_STATE_OK);
    check_contains("age", mfp_text_string(&report.lines), "Recorded: 4 min ago, ");
    mfp_report_done(&report);
    outcome.max_age_s = 239;
    mfp_report_init(&report, "X");
    mfp_server_describe(&outcome, &report);
    assert_int_equal(report.state, MFP_STATE_UNKNOWN);
    check_contains("stale", report.summary, "4 min old, too old: smtp.example.com:587 works");
    mfp_report_done(&report);
    outcome.now = NOW - DAY; /* the clock was set back */
    mfp_report_init(&report, "X");
    mfp_server_describe(&outcome, &report);
    assert_int_equal(report.state, MFP_STATE_OK);
    check_contains("clock", mfp_text_string(&report.lines), "Recorded: 0 s ago, ");
    mfp_report_done(&report);
}

static void a_look_is_read_back_as_it_was_written(void **state)
{
    (void)state;
    static struct mfp_look again;
    struct mfp_text octets = {0};
    begin();
    add_address("192.0.2.1");
    break_address(add_address("2001:db8::1"));
    look.more = 3;
    look.tlsa = MFP_TLSA_FOUND;
    look.tlsa_validated = true;
    look.tlsa_count = 1;
    mfp_format(look.tlsa_records[0], sizeof(look.tlsa_records[0]), "3 1 1 ab");
    for (int i = 0; i < MFP_STAGE_COUNT; i++)
        look.addresses[1].stage_us[i] = -1;
    assert_int_equal(mfp_look_write(&look, &octets, NULL), 0);
    assert_int_equal(mfp_look_read(&again, mfp_text_string(&octets), octets.length, NULL), 0);
    mfp_text_done(&octets);
    assert_memory_equal(&again, &look, sizeof(look));
}

static void looks_of_other_versions_are_read_as_far_as_they_go(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        int result;
    } rows[] = {
        {"", -EILSEQ},
        {"{", -EILSEQ},
        {"[]", -EILSEQ},
        {"{}", -EILSEQ},
        {"{\"host\":\"x\"}", -EILSEQ},
        {"{\"host\":\"x\",\"at\":5}", 0},
        {"{\"host\":\"x\",\"at\":5,\"new\":{\"a\":[1]},\"addresses\":[{\"new\":1}]}", 0},
        {"{\"host\":\"x\",\"at\":5,\"port\":\"y\",\"addresses\":{},\"verdict\":[]}", 0},
        {"{\"host\":\"x\",\"at\":5,\"addresses\":[7,null,{\"accepts\":[99,\"x\"]}]}", 0},
    };
    const struct mfp_server_settings settings = {0};
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        struct mfp_report report;
        check_number(rows[i].text, mfp_look_read(&look, rows[i].text, strlen(rows[i].text), NULL),
                     rows[i].result);
        if (rows[i].result < 0)
            continue;
        describe(&settings, &report);
        mfp_report_done(&report);
    }
}

static void more_addresses_than_there_is_room_for_do_no_harm(void **state)
{
    (void)state;
    struct mfp_text octets = {0};
    mfp_text_puts(&octets, "{\"host\":\"x\",\"at\":5,\"addresses\":[{}");
    for (int i = 0; i < 100; i++)
        mfp_text_puts(&octets, ",{\"address\":\"a\"}");
    mfp_text_puts(&octets, "],\"tlsa_records\":[1,2,3,4,5,6,7,8,9,10]}");
    assert_int_equal(mfp_look_read(&look, mfp_text_string(&octets), octets.length, NULL), 0);
    assert_int_equal(look.count, MFP_LOOK_ADDRESSES);
    assert_int_equal(look.tlsa_count, MFP_LOOK_TLSA);
    mfp_text_done(&octets);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(all_addresses_work),
        cmocka_unit_test(one_of_several_is_broken),
        cmocka_unit_test(none_works),
        cmocka_unit_test(the_name_is_not_found),
        cmocka_unit_test(certificates_end_soon),
        cmocka_unit_test(versions_are_told_shortly),
        cmocka_unit_test(facts_are_those_of_all_addresses),
        cmocka_unit_test(differences_that_matter_are_told),
        cmocka_unit_test(many_differences_are_cut),
        cmocka_unit_test(settings_are_compared_with_documented_ones),
        cmocka_unit_test(a_stale_look_is_unknown),
        cmocka_unit_test(a_look_is_read_back_as_it_was_written),
        cmocka_unit_test(looks_of_other_versions_are_read_as_far_as_they_go),
        cmocka_unit_test(more_addresses_than_there_is_room_for_do_no_harm),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
