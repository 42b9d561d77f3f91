#include "cli/discover/targets.h"
#include "unit.h"

#include <errno.h>
#include <stdio.h>

static void addresses_are_counted_out(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        size_t count;
        const char *first, *last;
    } rows[] = {
        {"192.0.2.7", 1, "192.0.2.7", "192.0.2.7"},
        {"192.0.2.0/24", 254, "192.0.2.1", "192.0.2.254"},
        {"192.0.2.99/24", 254, "192.0.2.1", "192.0.2.254"},
        {"192.0.2.0/30", 2, "192.0.2.1", "192.0.2.2"},
        {"192.0.2.0/31", 2, "192.0.2.0", "192.0.2.1"},
        {"192.0.2.9/32", 1, "192.0.2.9", "192.0.2.9"},
        {"10.0.0.0/16", 65534, "10.0.0.1", "10.0.255.254"},
        {"192.0.2.10-20", 11, "192.0.2.10", "192.0.2.20"},
        {"192.0.2.250-192.0.3.5", 12, "192.0.2.250", "192.0.3.5"},
        {"255.255.255.255", 1, "255.255.255.255", "255.255.255.255"},
        {"2001:db8::10", 1, "2001:db8::10", "2001:db8::10"},
        {"2001:db8::/120", 256, "2001:db8::", "2001:db8::ff"},
        {"2001:db8::fffe-2001:db8::1:1", 4, "2001:db8::fffe", "2001:db8::1:1"},
        {"::1", 1, "::1", "::1"},
        {"printer-3.example.com", 1, "printer-3.example.com", "printer-3.example.com"},
        {"192.0.2.1,192.0.2.5-6,mfp", 4, "192.0.2.1", "mfp"},
    };
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        struct mfp_targets targets = {0};
        struct mfp_error error = {0};
        char buffer[MFP_TARGET_SIZE];
        if (mfp_targets_add(&targets, rows[i].text, &error) < 0)
            fail_msg("[%s] %s", rows[i].text, error.text);
        check_number(rows[i].text, targets.count, rows[i].count);
        check_string(rows[i].text, mfp_targets_at(&targets, 0, buffer), rows[i].first);
        check_string(rows[i].text, mfp_targets_at(&targets, targets.count - 1, buffer),
                     rows[i].last);
        mfp_targets_done(&targets);
    }
}

static void what_is_none_is_refused(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        int result;
        const char *error;
    } rows[] = {
        {"", -EINVAL, "is no address"},
        {"192.0.2", -EINVAL, "is no address"},
        {"192.0.2.256", -EINVAL, "is no address"},
        {"192.0.2.0/33", -EINVAL, "longer prefix"},
        {"192.0.2.0/", -EINVAL, "is no address with a prefix"},
        {"192.0.2.0/-1", -EINVAL, "is no address with a prefix"},
        {"192.0.2.0/x", -EINVAL, "is no address with a prefix"},
        {"mfp/24", -EINVAL, "is no address with a prefix"},
        {"10.0.0.0/8", -E2BIG, "more than 65536 addresses"},
        {"2001:db8::/64", -E2BIG, "more than 65536 addresses"},
        {"::/0", -E2BIG, "more than 65536 addresses"},
        {"192.0.2.20-10", -EINVAL, "ends before it begins"},
        {"192.0.2.20-256", -EINVAL, "does not end with an address or its last number"},
        {"192.0.2.20-", -EINVAL, "does not end with"},
        {"192.0.2.1-2001:db8::1", -EINVAL, "ends in another network"},
        {"2001:db8::1-2001:db9::1", -EINVAL, "ends in another network"},
        {"192.0.2.1,,192.0.2.2", -EINVAL, "is no address"},
        {"mfp name", -EINVAL, "is no address and no name"},
        {"10.0.0.0/16,192.0.2.0/24", -E2BIG, "more than 65536 addresses at once"},
    };
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        struct mfp_targets targets = {0};
        struct mfp_error error = {0};
        check_number(rows[i].text, mfp_targets_add(&targets, rows[i].text, &error), rows[i].result);
        check_contains(rows[i].text, error.text, rows[i].error);
        mfp_targets_done(&targets);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(addresses_are_counted_out),
        cmocka_unit_test(what_is_none_is_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
