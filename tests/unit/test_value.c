#include "core/value.h"
#include "unit.h"

#include <errno.h>
#include <limits.h>

enum { REFUSED = -1 };

struct row {
    const char *text;
    int64_t wanted; /* REFUSED, or the value */
};

static void ports_are_1_to_65535(void **state)
{
    (void)state;
    static const struct row rows[] = {
        {"1", 1},           {"25", 25},        {"587", 587},
        {"65535", 65535},   {"0", REFUSED},    {"65536", REFUSED},
        {"70000", REFUSED}, {"-1", REFUSED},   {"+25", REFUSED},
        {" 25", REFUSED},   {"25 ", REFUSED},  {"", REFUSED},
        {"smtp", REFUSED},  {"25x", REFUSED},  {"2 5", REFUSED},
        {"25.0", REFUSED},  {"0x19", REFUSED}, {"99999999999999999999", REFUSED},
    };
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        uint16_t port = 4711;
        struct mfp_error error = {0};
        int result = mfp_value_port(rows[i].text, &port, &error);
        check_number(rows[i].text, result, rows[i].wanted == REFUSED ? -EINVAL : 0);
        check_number(rows[i].text, port, rows[i].wanted == REFUSED ? 4711 : rows[i].wanted);
        if (result < 0)
            check_contains(rows[i].text, error.text, "is no port, allowed: 1 to 65535");
    }
}

static void check_size(const struct row *row)
{
    int64_t octets = 4711;
    struct mfp_error error = {0};
    int result = mfp_value_size(row->text, &octets, &error);
    check_number(row->text, result, row->wanted == REFUSED ? -EINVAL : 0);
    check_number(row->text, octets, row->wanted == REFUSED ? 4711 : row->wanted);
    if (result < 0)
        check_contains(row->text, error.text, "is no size, allowed: octets or a number with K, M");
}

static void sizes_have_binary_units(void **state)
{
    (void)state;
    static const struct row rows[] = {
        {"0", 0},           {"4711", 4711},          {"512K", 524288},  {"512k", 524288},
        {"8M", 8388608},    {"8MB", 8388608},        {"8MiB", 8388608}, {"1.5M", 1572864},
        {"1G", 1073741824}, {"2G", 2147483648},      {"100B", 100},     {"2.1G", REFUSED},
        {"3G", REFUSED},    {"2147483649", REFUSED}, {"1T", REFUSED},   {"-1", REFUSED},
        {"M", REFUSED},     {"", REFUSED},           {"8 M", REFUSED},  {"8Mx", REFUSED},
        {"big", REFUSED},   {"inf", REFUSED},        {"nan", REFUSED},  {"1e999", REFUSED},
        {" 8M", REFUSED},
    };
    for (size_t i = 0; i < COUNT_OF(rows); i++)
        check_size(&rows[i]);
}

static void dates_are_days_that_exist(void **state)
{
    (void)state;
    static const struct row rows[] = {
        {"1970-01-01", 86399},
        {"2027-03-31", 1806537599},
        {"2028-02-29", 1835481599},
        {"2027-02-29", REFUSED},
        {"2027-04-31", REFUSED},
        {"2027-13-01", REFUSED},
        {"2027-3-31", REFUSED},
        {"31.03.2027", REFUSED},
        {"2027-03-31 ", REFUSED},
        {"2027-03-31T12", REFUSED},
        {"", REFUSED},
        {"soon", REFUSED},
    };
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        int64_t at = 4711;
        struct mfp_error error = {0};
        int result = mfp_value_date(rows[i].text, &at, &error);
        check_number(rows[i].text, result, rows[i].wanted == REFUSED ? -EINVAL : 0);
        check_number(rows[i].text, at, rows[i].wanted == REFUSED ? 4711 : rows[i].wanted);
        if (result < 0)
            check_contains(rows[i].text, error.text, "is no date, right would be 2027-03-31");
    }
}

static void counts_may_be_none(void **state)
{
    (void)state;
    static const struct row rows[] = {
        {"1", 1},        {"25", 25},      {"1000000", 1000000},   {"none", UINT_MAX},
        {"0", REFUSED},  {"-1", REFUSED}, {"1000001", REFUSED},   {"25x", REFUSED},
        {" 1", REFUSED}, {"", REFUSED},   {"unlimited", REFUSED}, {"1.5", REFUSED},
    };
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        unsigned count = 4711;
        struct mfp_error error = {0};
        int result = mfp_value_count(rows[i].text, &count, &error);
        check_number(rows[i].text, result, rows[i].wanted == REFUSED ? -EINVAL : 0);
        check_number(rows[i].text, count, rows[i].wanted == REFUSED ? 4711 : rows[i].wanted);
        if (result < 0)
            check_contains(rows[i].text, error.text, "is no count: 1 to 1000000, or none");
    }
}

static void check_duration(const struct row *row)
{
    int64_t milliseconds = 4711;
    struct mfp_error error = {0};
    int result = mfp_value_duration(row->text, &milliseconds, &error);
    check_number(row->text, result, row->wanted == REFUSED ? -EINVAL : 0);
    check_number(row->text, milliseconds, row->wanted == REFUSED ? 4711 : row->wanted);
    if (result < 0)
        check_contains(row->text, error.text, "is no duration, allowed: seconds, or a number");
}

static void durations_are_seconds_unless_they_say_otherwise(void **state)
{
    (void)state;
    static const struct row rows[] = {
        {"30", 30000},       {"1.5", 1500},      {"250ms", 250},   {"30s", 30000},
        {"30S", 30000},      {"5m", 300000},     {"5min", 300000}, {"2h", 7200000},
        {"90d", 7776000000}, {"0.25", 250},      {"1ms", 1},       {"0", REFUSED},
        {"0.0001", REFUSED}, {"0.4ms", REFUSED}, {"-5", REFUSED},  {"", REFUSED},
        {"s", REFUSED},      {"5 m", REFUSED},   {"5y", REFUSED},  {"soon", REFUSED},
        {"99999d", REFUSED}, {"1e99", REFUSED},  {"inf", REFUSED}, {"nan", REFUSED},
    };
    for (size_t i = 0; i < COUNT_OF(rows); i++)
        check_duration(&rows[i]);
}

/* Nobody writes sizes in hexadecimal; who writes "0x10" has mistyped something. */
static void numbers_are_plain_decimals(void **state)
{
    (void)state;
    static const struct row rows[] = {{"0x10", REFUSED}, {"0x1p4", REFUSED}, {"1e3", REFUSED}};
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        check_size(&rows[i]);
        check_duration(&rows[i]);
    }
}

static void switches_have_the_usual_words(void **state)
{
    (void)state;
    static const struct row rows[] = {
        {"yes", 1},     {"no", 0},         {"true", 1},        {"false", 0},   {"on", 1},
        {"off", 0},     {"YES", 1},        {"Off", 0},         {"1", REFUSED}, {"", REFUSED},
        {"y", REFUSED}, {"yess", REFUSED}, {"maybe", REFUSED},
    };
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        for (int before = 0; before < 2; before++) {
            bool value = before;
            struct mfp_error error = {0};
            int result = mfp_value_bool(rows[i].text, &value, &error);
            check_number(rows[i].text, result, rows[i].wanted == REFUSED ? -EINVAL : 0);
            check_number(rows[i].text, value, rows[i].wanted == REFUSED ? before : rows[i].wanted);
            if (result < 0)
                check_contains(rows[i].text, error.text, "allowed: yes, no");
        }
    }
}

static void words_suggest_the_nearest_and_list_all(void **state)
{
    (void)state;
    int number = 77;
    struct mfp_error error = {0};
    assert_int_equal(mfp_value_word("Implicit", mfp_tls_mode_words, &number, &error), 0);
    assert_int_equal(number, MFP_TLS_IMPLICIT);
    number = 77;
    assert_int_equal(mfp_value_word("startls", mfp_tls_mode_words, &number, &error), -EINVAL);
    assert_int_equal(number, 77);
    assert_string_equal(error.text, "'startls' is not known, did you mean 'starttls', allowed: "
                                    "none, starttls, implicit");
    assert_int_equal(mfp_value_word("quantum", mfp_tls_mode_words, &number, &error), -EINVAL);
    assert_string_equal(error.text, "'quantum' is not known, allowed: none, starttls, implicit");
}

static void errors_show_values_bounded_and_clean(void **state)
{
    (void)state;
    char text[400];
    uint16_t port;
    struct mfp_error error = {0};
    memset(text, 'x', sizeof(text) - 1);
    text[sizeof(text) - 1] = '\0';
    assert_int_equal(mfp_value_port(text, &port, &error), -EINVAL);
    assert_true(strlen(error.text) < 120);
    assert_int_equal(mfp_value_port("2\n5|\x1b[31m", &port, &error), -EINVAL);
    assert_string_equal(error.text, "'2 5/ [31m' is no port, allowed: 1 to 65535");
}

static void addresses_hide_no_second_command(void **state)
{
    (void)state;
    static const char *const good[] = {
        "scans@example.com",
        "a@b",
        "first.last+tag@sub.example.com",
        "o'brien@example.com",
        "a=b/c@example.com",
        "#!$%&*@example.com",
    };
    static const char *const bad[] = {
        "",
        "@",
        "scans",
        "scans@",
        "@example.com",
        "a@b@example.com",
        "a b@example.com",
        "a@example.com ",
        " a@example.com",
        "a@exam\tple.com",
        "a@example.com\r\nRCPT TO:<evil@example.net>",
        "a@example.com\n",
        "\ra@example.com",
        "a@example.com\x7f",
        "<a@example.com>",
        "a@example.com>",
        "Scans <a@example.com>",
        "a@example.com,b@example.com",
        "a@example.com;b",
        "\"a\"@example.com",
        "a\\b@example.com",
        "a@[192.0.2.1]",
        "a(comment)@example.com",
    };
    struct mfp_error error = {0};
    for (size_t i = 0; i < COUNT_OF(good); i++)
        check_number(good[i], mfp_value_address(good[i], &error), 0);
    for (size_t i = 0; i < COUNT_OF(bad); i++) {
        check_number(bad[i], mfp_value_address(bad[i], &error), -EINVAL);
        check_contains(bad[i], error.text, "right would be name@example.com");
    }
}

static void addresses_have_at_most_254_octets(void **state)
{
    (void)state;
    char address[300];
    memset(address, 'x', sizeof(address));
    address[60] = '@';
    address[254] = '\0';
    assert_int_equal(mfp_value_address(address, NULL), 0);
    address[254] = 'x';
    address[255] = '\0';
    assert_int_equal(mfp_value_address(address, NULL), -EINVAL);
}

static void hosts_are_names_or_addresses(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        bool host, helo;
    } rows[] = {
        {"smtp.example.com", true, true},
        {"localhost", true, true},
        {"192.0.2.1", true, true},
        {"2001:db8::1", true, true},
        {"m\xc3\xbcller.example", true, true},
        {"[192.0.2.1]", false, true},
        {"[IPv6:2001:db8::1]", false, true},
        {"", false, false},
        {"smtp example.com", false, false},
        {"smtp.example.com\r\nMAIL", false, false},
        {"smtp.example.com\n", false, false},
        {"smtp://example.com", false, false},
        {"user@example.com", false, false},
        {"example.com/path", false, false},
        {"example.com?x", false, false},
        {"example.com#x", false, false},
        {"a,b", false, false},
        {"a;b", false, false},
        {"<a>", false, false},
        {"a\x7f", false, false},
    };
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        struct mfp_error error = {0};
        check_number(rows[i].text, mfp_value_host(rows[i].text, &error),
                     rows[i].host ? 0 : -EINVAL);
        if (!rows[i].host)
            check_contains(rows[i].text, error.text, "is no host name, right would be");
        check_number(rows[i].text, mfp_value_helo(rows[i].text, &error),
                     rows[i].helo ? 0 : -EINVAL);
    }
}

static void a_host_brings_no_port(void **state)
{
    (void)state;
    assert_int_equal(mfp_value_host("smtp.example.com:587", NULL), -EINVAL);
    assert_int_equal(mfp_value_host("192.0.2.1:25", NULL), -EINVAL);
}

static void hosts_have_at_most_253_octets(void **state)
{
    (void)state;
    char host[300];
    memset(host, 'x', sizeof(host));
    host[253] = '\0';
    assert_int_equal(mfp_value_host(host, NULL), 0);
    assert_int_equal(mfp_value_helo(host, NULL), 0);
    host[253] = 'x';
    host[254] = '\0';
    assert_int_equal(mfp_value_host(host, NULL), -EINVAL);
    assert_int_equal(mfp_value_helo(host, NULL), -EINVAL);
}

static void a_sender_may_lack_its_domain(void **state)
{
    struct mfp_error error;
    (void)state;
    assert_int_equal(mfp_value_sender("scanner", &error), 0);
    assert_int_equal(mfp_value_sender("scanner@example.com", &error), 0);
    assert_int_equal(mfp_value_sender("", &error), -EINVAL);
    assert_int_equal(mfp_value_sender("scan ner", &error), -EINVAL);
    assert_int_equal(mfp_value_sender("a> SIZE=1", &error), -EINVAL);
    assert_int_equal(mfp_value_sender("a@b@c", &error), -EINVAL);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_sender_may_lack_its_domain),
        cmocka_unit_test(ports_are_1_to_65535),
        cmocka_unit_test(sizes_have_binary_units),
        cmocka_unit_test(dates_are_days_that_exist),
        cmocka_unit_test(counts_may_be_none),
        cmocka_unit_test(durations_are_seconds_unless_they_say_otherwise),
        cmocka_unit_test(numbers_are_plain_decimals),
        cmocka_unit_test(switches_have_the_usual_words),
        cmocka_unit_test(words_suggest_the_nearest_and_list_all),
        cmocka_unit_test(errors_show_values_bounded_and_clean),
        cmocka_unit_test(addresses_hide_no_second_command),
        cmocka_unit_test(addresses_have_at_most_254_octets),
        cmocka_unit_test(hosts_are_names_or_addresses),
        cmocka_unit_test(a_host_brings_no_port),
        cmocka_unit_test(hosts_have_at_most_253_octets),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
