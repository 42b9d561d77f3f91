/* An administrator's own rules: what they add, what they change, and how mistakes are told. */
#include "core/early.h"
#include "core/verdict.h"
#include "failures/book.h"
#include "failures/failures.h"

#include "folder.h"
#include "unit.h"

#include <errno.h>
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

#define NEW_CAUSE                                                                                  \
    "[cause site-gateway]\n"                                                                       \
    "number = 10001\n"                                                                             \
    "category = policy\n"                                                                          \
    "says = our gateway wants scans without a password\n"                                          \
    "owner = device-admin\n"                                                                       \
    "fix = Switch PDF encryption off.\n"

static void write_rules(const char *name, const char *text)
{
    folder_write(name, 0644, text, strlen(text));
}

static struct mfp_failures *must_read(void)
{
    struct mfp_failures *failures = NULL;
    struct mfp_error error = {0};
    if (mfp_failures_new(&failures, folder_path(), &error) < 0)
        fail_msg("%s", error.text);
    return failures;
}

static void check_cause(struct mfp_failures *failures, enum mfp_stage stage, const char *text,
                        const char *wanted)
{
    struct mfp_reply reply;
    struct mfp_verdict verdict;
    mfp_reply_parse(&reply, text, strlen(text));
    mfp_classify_reply(mfp_failures_knowledge(failures), stage, &reply, &verdict);
    check_string(text, verdict.cause->name, wanted);
}

static void without_own_rules_there_are_none(void **state)
{
    (void)state;
    struct mfp_failures *failures = NULL;
    assert_int_equal(mfp_failures_new(&failures, "", NULL), 0);
    assert_int_equal(mfp_failures_knowledge(failures)->local.count, 0);
    assert_null(mfp_failures_free(failures));
}

static void own_causes_and_evidence_are_added(void **state)
{
    (void)state;
    write_rules("10-site.conf", "# ours\n"
                                "[words]\n"
                                "RULE = \\(rule \\d+\\)\n" NEW_CAUSE "\n"
                                "[evidence]\n"
                                "phrase = encrypted\n"
                                "         attachment.*{RULE}\n"
                                "code = 55x\n"
                                "at = body data\n"
                                "[evidence user-unknown]\n"
                                "text = mailbox moved on\n");
    struct mfp_failures *failures = must_read();
    check_cause(failures, MFP_STAGE_BODY, "554 5.7.1 spam: encryptedattachment (rule 17)",
                "site-gateway");
    check_cause(failures, MFP_STAGE_RCPT, "554 5.7.1 spam: encryptedattachment (rule 17)",
                "spam-content");
    check_cause(failures, MFP_STAGE_RCPT, "554 5.2.2 quota exceeded: mailbox moved on",
                "user-unknown");
    const struct mfp_knowledge *knowledge = mfp_failures_knowledge(failures);
    assert_int_equal(mfp_cause_number(knowledge, 10001)->owner, MFP_OWNER_DEVICE_ADMIN);
    assert_int_equal(knowledge->local.count, 2);
    mfp_failures_free(failures);
    unlink(folder_path_of("10-site.conf"));
}

static void alternatives_are_rows_of_their_own(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        size_t rows;
    } rows[] = {
        {"left office|moved [|] on|gone (for|since) good", 3},
        {"gone (for|since) good", 1},
        {"left \\| office", 1},
        {"(?:left|quit) office|gone(?! fishing)", 2},
        /* What reaches from one alternative into the next keeps them together. */
        {"(?-i)left office|gone", 1},
        {"(?<who>he|she) left|gone", 1},
        {"\\Qleft|office\\E|gone", 1},
    };
    for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
        char rule[256];
        snprintf(rule, sizeof(rule), NEW_CAUSE "[evidence]\ntext = %s\n", rows[i].text);
        write_rules("a.conf", rule);
        struct mfp_failures *failures = must_read();
        check_number(rows[i].text, mfp_failures_knowledge(failures)->local.count, rows[i].rows);
        mfp_failures_free(failures);
    }
    write_rules("a.conf", NEW_CAUSE "[evidence]\ntext = left office|moved [|] on|gone fishing\n");
    struct mfp_failures *failures = must_read();
    check_cause(failures, MFP_STAGE_RCPT, "550 5.1.1 he left office", "site-gateway");
    check_cause(failures, MFP_STAGE_RCPT, "550 5.1.1 moved | on", "site-gateway");
    check_cause(failures, MFP_STAGE_RCPT, "550 5.1.1 gone fishing", "site-gateway");
    check_cause(failures, MFP_STAGE_RCPT, "550 5.1.1 gone", "user-unknown");
    mfp_failures_free(failures);
    unlink(folder_path_of("a.conf"));
}

static void built_in_causes_are_changed_where_keys_say_so(void **state)
{
    (void)state;
    struct mfp_failures *failures;
    write_rules("a.conf", "[cause bad-credentials]\nfix = Call 4711.\nowner = mail-admin\n");
    failures = must_read();
    const struct mfp_cause *cause =
        mfp_cause_find(mfp_failures_knowledge(failures), "bad-credentials");
    assert_string_equal(cause->fix, "Call 4711.");
    assert_int_equal(cause->owner, MFP_OWNER_MAIL_ADMIN);
    assert_int_equal(cause->number, 401);
    assert_true(strlen(cause->says) > 0);
    check_cause(failures, MFP_STAGE_AUTH, "535 5.7.8 no", "bad-credentials");
    mfp_failures_free(failures);
    unlink(folder_path_of("a.conf"));
}

static void files_are_read_in_the_order_of_their_names(void **state)
{
    (void)state;
    write_rules("20.conf", "[evidence mailbox-full]\ntext = zebra\n");
    write_rules("10.conf", "[evidence user-unknown]\ntext = zebra\n");
    write_rules("30.conf.dpkg-old", "[nonsense\n");
    struct mfp_failures *failures = must_read();
    check_cause(failures, MFP_STAGE_RCPT, "550 zebra", "user-unknown");
    mfp_failures_free(failures);
    unlink(folder_path_of("10.conf"));
    unlink(folder_path_of("20.conf"));
    unlink(folder_path_of("30.conf.dpkg-old"));
}

struct mistake {
    const char *text;
    const char *error; /* behind "FOLDER/x.conf" */
};

static const struct mistake mistakes[] = {
    {"text = x\n", ":1: text: stands in no section; [cause NAME] and [evidence] are some"},
    {"[clause x]\n", ":1: [clause x]: 'clause' is not known, did you mean 'cause', allowed: words, "
                     "cause, evidence, provider, announcement, vendor, code"},
    {"[cause]\n", ":1: [cause]: needs a name"},
    {"[cause Bad Name]\n",
     ":1: [cause Bad Name]: a name has small letters, digits and '-', 48 at most"},
    {"[cause x]\nnumber = 10001\n", ":1: [cause x]: needs the key 'category'"},
    {NEW_CAUSE NEW_CAUSE, "/x.conf:1"},
    {"[cause bad-credentials]\nnumber = 7\n", ":1: a built-in cause keeps its number"},
    {"[evidence]\ntext = x\n",
     ":1: [evidence]: stands under no [cause NAME]; or name it: [evidence NAME]"},
    {"[evidence nothing-such]\ntext = x\n", ":1: there is no [cause nothing-such]"},
    {"[evidence user-unknown]\nat = rcpt\n",
     ":1: [evidence user-unknown]: has no evidence: fault, phrase, text, enhanced or code"},
    {"[evidence user-unknown]\ntext = (x\n",
     ":2: [evidence user-unknown] text: is no pattern: missing closing parenthesis at character 3"},
    {"[evidence user-unknown]\ntext = {NOT_HERE}\n",
     ":2: [evidence user-unknown] text: {NOT_HERE} stands in no [words] above"},
    {"[evidence user-unknown]\ntext = x\ncode = 5y0\n",
     ":3: [evidence user-unknown] code: '5y0' is no reply code; three digits are, 'x' for any"},
    {"[evidence user-unknown]\nenhanced = 5.7\n",
     ":2: [evidence user-unknown] enhanced: '5.7' is no enhanced code; 5.7.60 or 5.7.x are"},
    {"[evidence user-unknown]\ntext = x\nweight = heavy\n",
     ":3: [evidence user-unknown] weight: 'heavy' is no weight; -1000 to 1000 are, or last, vague, "
     "weak, clear, strong, sure"},
    {"[evidence user-unknown]\ntext = x\nat = lunch\n", ":3: [evidence user-unknown] at: 'lunch'"},
    {"[evidence user-unknown]\nfault = broken\n",
     ":2: [evidence user-unknown] fault: 'broken' is no kind of fault"},
    {"[evidence user-unknown]\ntext = x\ntext = y\n",
     ":3: [evidence user-unknown] text: stands twice in this section"},
    {"[evidence user-unknown]\ntexts = x\n",
     ":2: [evidence user-unknown] texts: unknown key, did you mean 'text', allowed: fault"},
    {"[evidence user-unknown]\ntext =\n", ":2: [evidence user-unknown] text: has no value"},
    {"[evidence user-unknown]\nnonsense\n", ":2: is neither [SECTION] nor KEY = VALUE"},
    {"[words]\nlower = x\n", ":2: [words] lower: words have names of capitals and '_'"},
};

static void mistakes_are_told_by_file_and_line(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT_OF(mistakes); i++) {
        struct mfp_failures *failures = NULL;
        struct mfp_error error = {0};
        write_rules("x.conf", mistakes[i].text);
        check_true(mistakes[i].text, mfp_failures_new(&failures, folder_path(), &error) < 0);
        check_true(mistakes[i].text, failures == NULL);
        check_contains(mistakes[i].text, error.text, folder_path_of("x.conf"));
        check_contains(mistakes[i].text, error.text, mistakes[i].error);
    }
    unlink(folder_path_of("x.conf"));
}

static void a_folder_that_cannot_be_read_is_told(void **state)
{
    (void)state;
    struct mfp_failures *failures = NULL;
    struct mfp_error error = {0};
    assert_int_equal(mfp_failures_new(&failures, "/etc/passwd", &error), -ENOTDIR);
    assert_string_equal(error.text, "/etc/passwd: Not a directory");
    assert_int_equal(mfp_failures_new(&failures, "/nowhere/failures.d", &error), -ENOENT);
    assert_string_equal(error.text, "/nowhere/failures.d: No such file or directory");
    assert_int_equal(mkdir(folder_path_of("d.conf"), 0755), 0);
    assert_int_equal(mfp_failures_new(&failures, folder_path(), &error), -EINVAL);
    check_contains("folder", error.text, "is no regular file");
    rmdir(folder_path_of("d.conf"));
}

static void providers_are_known_by_host_and_greeting(void **state)
{
    (void)state;
    static const struct {
        const char *host, *greeting, *provider;
    } rows[] = {
        {"smtp.office365.com", NULL, "m365"},
        {"SMTP.Office365.com.", NULL, "m365"},
        {"example-com.mail.protection.outlook.com", NULL, "m365"},
        {"mail.protection.outlook.com", NULL, NULL},
        {"smtp.gmail.com", NULL, "google"},
        {"smtp-relay.gmail.com", NULL, "google-relay"},
        {"mail.example.com", "220 mail.example.com ESMTP Postfix (Debian/GNU)", "postfix"},
        {"mail.example.com", "220 mail.example.com ESMTP Exim 4.96 Sun, 22 Nov 2026", "exim"},
        {"mail.example.com", "220 mail.example.com ESMTP", NULL},
        {NULL, NULL, NULL},
    };
    struct mfp_failures *failures = NULL;
    assert_int_equal(mfp_failures_new(&failures, "", NULL), 0);
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        const struct mfp_provider *provider =
            mfp_failures_provider(failures, rows[i].host, rows[i].greeting);
        check_string(rows[i].host ? rows[i].host : "-", provider ? provider->name : "-",
                     rows[i].provider ? rows[i].provider : "-");
    }
    mfp_failures_free(failures);
}

static void announcements_are_found_by_provider(void **state)
{
    (void)state;
    const struct mfp_announcement *list[16];
    assert_int_equal(mfp_failures_announcements("m365", list, COUNT_OF(list)), 5);
    for (size_t i = 0; i < 5; i++)
        check_string(list[i]->name, list[i]->provider, "m365");
    assert_int_equal(mfp_failures_announcements("m365", list, 2), 2);
    assert_int_equal(mfp_failures_announcements("postfix", list, COUNT_OF(list)), 0);
    assert_int_equal(mfp_failures_announcements("", list, COUNT_OF(list)), 0);
}

static void the_built_in_book_is_whole(void **state)
{
    (void)state;
    const struct mfp_book *book = &mfp_book_built_in;
    assert_true(book->provider_count >= 20 && book->vendor_count >= 5);
    for (size_t i = 0; i < book->provider_count; i++) {
        const struct mfp_provider *provider = &book->providers[i];
        check_true(provider->name, provider->see != NULL);
        check_true(provider->name, provider->hosts || provider->greeting.text);
        check_true(provider->name, !provider->smtp || provider->port);
        for (size_t j = 0; j < i; j++)
            check_true(provider->name, book->providers[j].number != provider->number);
    }
    for (size_t i = 0; i < book->announcement_count; i++) {
        const struct mfp_announcement *announcement = &book->announcements[i];
        check_true(announcement->name, strlen(announcement->says) + strlen(announcement->fix) + 1 <
                                           sizeof(((struct mfp_early *)0)->fix));
        check_true(announcement->name, mfp_provider_find(book->providers, book->provider_count,
                                                         announcement->provider) != NULL);
        check_true(announcement->name,
                   !announcement->until || strcmp(announcement->until, announcement->date) > 0);
        for (size_t j = 0; j < i; j++)
            check_true(announcement->name, book->announcements[j].number != announcement->number);
    }
    for (size_t i = 0; i < book->code_count; i++)
        check_true(book->codes[i].name,
                   mfp_vendor_find(book->vendors, book->vendor_count, book->codes[i].vendor));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(without_own_rules_there_are_none),
        cmocka_unit_test(own_causes_and_evidence_are_added),
        cmocka_unit_test(alternatives_are_rows_of_their_own),
        cmocka_unit_test(built_in_causes_are_changed_where_keys_say_so),
        cmocka_unit_test(files_are_read_in_the_order_of_their_names),
        cmocka_unit_test(mistakes_are_told_by_file_and_line),
        cmocka_unit_test(a_folder_that_cannot_be_read_is_told),
        cmocka_unit_test(providers_are_known_by_host_and_greeting),
        cmocka_unit_test(announcements_are_found_by_provider),
        cmocka_unit_test(the_built_in_book_is_whole),
    };
    return cmocka_run_group_tests(tests, folder_make, folder_remove);
}
