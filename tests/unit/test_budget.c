#include "core/budget.h"
#include "unit.h"

#include <limits.h>
#include <stdio.h>

static const struct mfp_provider none = {.name = "none"};
static const struct mfp_provider minutes = {
    .name = "m365", .messages_per_minute = 30, .recipients_per_day = 10000};
static const struct mfp_provider days = {.name = "google", .messages_per_day = 500};
static const struct mfp_provider hours = {.name = "hourly", .messages_per_hour = 100};
static const struct mfp_provider tiny = {.name = "tiny", .messages_per_day = 10};
static const struct mfp_provider both = {
    .name = "both", .messages_per_day = 2000, .recipients_per_day = 1000, .messages_per_hour = 20};

/* "1 in 60 s, 20 in 3600 s" */
static const char *words_of(const struct mfp_budget *budget, char *buffer, size_t size)
{
    size_t used = 0;
    buffer[0] = '\0';
    for (size_t i = 0; i < budget->count; i++)
        used += (size_t)snprintf(buffer + used, size - used, "%s%u in %lld s", i ? ", " : "",
                                 budget->windows[i].sends, (long long)budget->windows[i].seconds);
    return buffer;
}

static void an_account_gets_a_twentieth(void **state)
{
    (void)state;
    static const struct {
        const char *row;
        const struct mfp_provider *provider;
        struct mfp_rate rate;
        const char *wanted;
    } rows[] = {
        {"not known", NULL, {0}, ""},
        {"nothing documented", &none, {0}, ""},
        {"by the minute and day", &minutes, {0}, "1 in 60 s, 20 in 3600 s, 500 in 86400 s"},
        {"few a day are spread", &days, {0}, "1 in 3600 s, 25 in 86400 s"},
        {"fewer than one an hour", &tiny, {0}, "1 in 86400 s, 1 in 86400 s"},
        {"by the hour", &hours, {0}, "5 in 3600 s"},
        {"the narrowest counts", &both, {0}, "1 in 3600 s, 50 in 86400 s"},
        {"the inventory's day", &minutes, {.per_day = 48}, "1 in 60 s, 2 in 3600 s, 48 in 86400 s"},
        {"the inventory's minute",
         &days,
         {.per_minute = 3},
         "3 in 60 s, 1 in 3600 s, 25 in 86400 s"},
        {"the inventory alone", NULL, {.per_day = 12}, "1 in 7200 s, 12 in 86400 s"},
        {"no limit at all", &minutes, {.per_minute = UINT_MAX, .per_day = UINT_MAX}, ""},
        {"no limit by the day", &hours, {.per_day = UINT_MAX}, ""},
    };
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        const struct mfp_plan plan = {
            .account = "scans", .user = "u", .host = "h", .account_rate = rows[i].rate};
        struct mfp_budget budgets[MFP_BUDGETS];
        char words[128];
        check_number(rows[i].row, mfp_budgets_of(&plan, rows[i].provider, budgets), 2);
        check_string(rows[i].row, budgets[0].bucket, "account scans");
        check_string(rows[i].row, words_of(&budgets[0], words, sizeof(words)), rows[i].wanted);
        check_number(rows[i].row, budgets[1].count, 0);
    }
}

static void a_server_gets_what_the_inventory_says(void **state)
{
    (void)state;
    const struct mfp_plan plan = {.server = "m365",
                                  .host = "smtp.example.com",
                                  .port = 587,
                                  .server_rate = {.per_minute = 10, .per_day = 4800}};
    const struct mfp_plan bare = {.host = "smtp.example.com", .port = 25};
    struct mfp_budget budgets[MFP_BUDGETS];
    char words[128];
    /* Without a login there is no account, whatever the provider allows one. */
    check_number("named", mfp_budgets_of(&plan, &minutes, budgets), 1);
    check_string("named", budgets[0].bucket, "server m365");
    check_string("named", words_of(&budgets[0], words, sizeof(words)),
                 "10 in 60 s, 200 in 3600 s, 4800 in 86400 s");
    check_number("bare", mfp_budgets_of(&bare, NULL, budgets), 1);
    check_string("bare", budgets[0].bucket, "server smtp.example.com:25");
}

static void an_account_without_an_inventory_has_a_name(void **state)
{
    (void)state;
    const struct mfp_plan plan = {.user = "scans@example.com", .host = "smtp.example.com"};
    const struct mfp_plan bare = {.host = "smtp.example.com", .account = "scans"};
    char name[MFP_BUCKET_SIZE];
    check_string("login", mfp_account_name(&plan, name, sizeof(name)),
                 "scans@example.com@smtp.example.com");
    check_string("no login", mfp_account_name(&bare, name, sizeof(name)), "");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_account_gets_a_twentieth),
        cmocka_unit_test(a_server_gets_what_the_inventory_says),
        cmocka_unit_test(an_account_without_an_inventory_has_a_name),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
