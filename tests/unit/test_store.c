/* The store, by itself and with many processes at once. */
#include "store/store.h"

#include "folder.h"
#include "store/sql.h"
#include "unit.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum { WAIT_MS = 20000, NOW = 1764000000, HOUR = 3600 };

static const unsigned char secret_a[MFP_FINGERPRINT_SIZE] = {1};
static const unsigned char secret_b[MFP_FINGERPRINT_SIZE] = {2};

static void forget(void)
{
    unlink(folder_path_of("s.db"));
    unlink(folder_path_of("s.db-wal"));
    unlink(folder_path_of("s.db-shm"));
}

static struct mfp_store *must_open(enum mfp_store_mode mode)
{
    struct mfp_store *store = NULL;
    struct mfp_error error = {0};
    if (mfp_store_open(&store, folder_path_of("s.db"), mode, WAIT_MS, &error) < 0)
        fail_msg("%s", error.text);
    return store;
}

static struct mfp_result result_of(const char *device, int64_t at, enum mfp_category category)
{
    struct mfp_result result = {
        .at = at,
        .state = category == MFP_CATEGORY_OK ? MFP_STATE_OK : MFP_STATE_CRITICAL,
        .category = category,
        .cause = category == MFP_CATEGORY_OK ? 0 : 401,
        .stage = MFP_STAGE_AUTH,
        .code = 535,
        .enhanced = "5.7.8",
        .reply = "535 5.7.8 no",
        .plan = 0xfedcba9876543210U,
        .transcript = 7,
        .provider = "m365",
        .cert_not_after = NOW + 90 * 24 * HOUR,
        .tls_verified = true,
    };
    mfp_format(result.device, sizeof(result.device), "%s", device);
    mfp_format(result.account, sizeof(result.account), "scans");
    for (int stage = 0; stage < MFP_STAGE_COUNT; stage++)
        result.stage_us[stage] = stage == MFP_STAGE_DELIVERY ? -1 : 1000 * stage;
    return result;
}

static void must_add(struct mfp_store *store, const struct mfp_result *result)
{
    struct mfp_error error = {0};
    if (mfp_store_add(store, result, NULL, &error) < 0)
        fail_msg("%s", error.text);
}

static void the_last_look_at_a_server_is_kept(void **state)
{
    (void)state;
    struct mfp_error error = {0};
    struct mfp_text octets = {0};
    forget();
    struct mfp_store *store = must_open(MFP_STORE_WRITE);
    assert_int_equal(mfp_store_look_get(store, "m365", &octets, &error), -ENODATA);
    check_contains("none yet", error.text, "no look at 'm365' is recorded yet");
    assert_int_equal(mfp_store_look_put(store, "m365", NOW, OCTETS("{\"a\":1}"), &error), 0);
    assert_int_equal(mfp_store_look_put(store, "m365", NOW + 1, OCTETS("{\"b\":22}"), &error), 0);
    assert_int_equal(mfp_store_look_put(store, "other", NOW, OCTETS("x"), &error), 0);
    mfp_store_close(store);
    store = must_open(MFP_STORE_READ);
    assert_int_equal(mfp_store_look_get(store, "m365", &octets, &error), 0);
    assert_string_equal(mfp_text_string(&octets), "{\"b\":22}");
    mfp_text_done(&octets);
    assert_null(mfp_store_close(store));
}

static void a_result_is_read_back_as_it_was_written(void **state)
{
    (void)state;
    struct mfp_result written = result_of("xerox-3f", NOW, MFP_CATEGORY_AUTH), read;
    struct mfp_streak streak;
    struct mfp_error error = {0};
    struct mfp_store *store = must_open(MFP_STORE_WRITE);
    must_add(store, &written);
    mfp_store_close(store);
    store = must_open(MFP_STORE_READ);
    assert_int_equal(mfp_store_last(store, "xerox-3f", &read, &streak, &error), 0);
    assert_memory_equal(&read, &written, sizeof(read));
    assert_int_equal(streak.failures, 1);
    assert_int_equal(mfp_store_last(store, "xerox-4f", &read, &streak, &error), -ENODATA);
    check_contains("text", error.text, "nothing is recorded of 'xerox-4f' yet");
    mfp_store_close(store);
    forget();
}

static void results_add_up(void **state)
{
    (void)state;
    static const struct {
        int64_t at;
        enum mfp_category category;
        struct mfp_streak streak;
    } rows[] = {
        {100, MFP_CATEGORY_OK, {.since = 100, .last_success = 100, .failures = 0}},
        {200, MFP_CATEGORY_OK, {.since = 100, .last_success = 200, .failures = 0}},
        {300, MFP_CATEGORY_AUTH, {.since = 300, .last_success = 200, .failures = 1}},
        {400, MFP_CATEGORY_SIZE, {.since = 300, .last_success = 200, .failures = 2}},
        {500, MFP_CATEGORY_OK, {.since = 500, .last_success = 500, .failures = 0}},
        {50, MFP_CATEGORY_OK, {.since = 50, .last_success = 50, .failures = 0}}, /* clock */
    };
    struct mfp_store *store = must_open(MFP_STORE_WRITE);
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        struct mfp_result result = result_of("d", rows[i].at, rows[i].category);
        struct mfp_streak streak;
        assert_int_equal(mfp_store_add(store, &result, &streak, NULL), 0);
        assert_int_equal(streak.since, rows[i].streak.since);
        assert_int_equal(streak.last_success, rows[i].streak.last_success);
        assert_int_equal(streak.failures, rows[i].streak.failures);
    }
    mfp_store_close(store);
    forget();
}

static bool count_results(void *context, const struct mfp_result *result,
                          const struct mfp_streak *streak)
{
    (void)result;
    (void)streak;
    ++*(int *)context;
    return true;
}

static int count_samples(struct mfp_store *store)
{
    int64_t samples[64][MFP_STAGE_COUNT];
    return mfp_store_samples(store, "a", INT64_MAX, samples, 64, NULL);
}

static void history_is_pruned_and_last_results_stay(void **state)
{
    (void)state;
    struct mfp_store *store = must_open(MFP_STORE_WRITE);
    int devices = 0;
    for (int i = 0; i < 10; i++) {
        struct mfp_result a = result_of("a", NOW + i / 2, MFP_CATEGORY_OK);
        struct mfp_result b = result_of("b", NOW + i, MFP_CATEGORY_OK);
        must_add(store, &a); /* two in every second */
        must_add(store, &b);
    }
    check_number("all", count_samples(store), 10);
    assert_int_equal(mfp_store_prune(store, NOW + 3, NULL), 6 + 3);
    check_number("pruned", count_samples(store), 4);
    assert_int_equal(mfp_store_prune(store, NOW + 1000, NULL), 4 + 7);
    assert_int_equal(mfp_store_each(store, count_results, &devices, NULL), 0);
    assert_int_equal(devices, 2);
    mfp_store_close(store);
    forget();
}

static void history_is_dropped_as_it_grows(void **state)
{
    (void)state;
    struct mfp_store *store = must_open(MFP_STORE_WRITE);
    for (int i = 0; i < 20; i++) {
        struct mfp_result result = result_of("a", NOW + i * HOUR, MFP_CATEGORY_OK);
        must_add(store, &result);
    }
    check_number("kept", count_samples(store), 20);
    mfp_store_keep(store, (int64_t)10 * HOUR);
    struct mfp_result result = result_of("a", NOW + 20 * HOUR, MFP_CATEGORY_OK);
    must_add(store, &result);
    check_number("kept", count_samples(store), 21 - 4);
    /* A clock that is a year ahead for one result takes no more than a few rows with it. */
    result = result_of("a", NOW + 365 * 24 * HOUR, MFP_CATEGORY_OK);
    must_add(store, &result);
    check_number("kept", count_samples(store), 21 - 4 + 1 - 4);
    mfp_store_close(store);
    forget();
}

static void times_of_earlier_successes_are_samples(void **state)
{
    (void)state;
    int64_t samples[4][MFP_STAGE_COUNT];
    struct mfp_store *store = must_open(MFP_STORE_WRITE);
    for (int i = 0; i < 6; i++) {
        struct mfp_result result =
            result_of("a", NOW + i, i == 3 ? MFP_CATEGORY_AUTH : MFP_CATEGORY_OK);
        result.stage_us[MFP_STAGE_AUTH] = i;
        must_add(store, &result);
    }
    check_number("before", mfp_store_samples(store, "a", NOW + 5, samples, 4, NULL), 4);
    check_number("newest", samples[0][MFP_STAGE_AUTH], 4);
    check_number("no failure", samples[1][MFP_STAGE_AUTH], 2);
    check_number("not reached", samples[0][MFP_STAGE_DELIVERY], -1);
    check_number("at most", mfp_store_samples(store, "a", NOW + 5, samples, 2, NULL), 2);
    check_number("nobody", mfp_store_samples(store, "x", NOW + 5, samples, 4, NULL), 0);
    mfp_store_close(store);
    forget();
}

static void mechanisms_are_remembered(void **state)
{
    (void)state;
    static const char *const offers[] = {"CRAM-MD5 PLAIN LOGIN", "PLAIN LOGIN", "", "PLAIN"};
    struct mfp_seen seen[8];
    struct mfp_store *store = must_open(MFP_STORE_WRITE);
    for (int i = 0; i < 4; i++) {
        struct mfp_result result = result_of("a", NOW + i, MFP_CATEGORY_OK);
        mfp_format(result.mechanisms, sizeof(result.mechanisms), "%s", offers[i]);
        must_add(store, &result);
    }
    check_number("count", mfp_store_mechanisms(store, "a", seen, 8, NULL), 3);
    check_string("newest", seen[0].name, "PLAIN");
    check_number("newest", seen[0].at, NOW + 3);
    check_string("oldest", seen[2].name, "CRAM-MD5");
    check_number("oldest", seen[2].at, NOW);
    check_number("at most", mfp_store_mechanisms(store, "a", seen, 1, NULL), 1);
    check_number("nobody", mfp_store_mechanisms(store, "x", seen, 8, NULL), 0);
    mfp_store_close(store);
    forget();
}

/* A server that makes up names, in any case, does not fill the store. */
static void mechanisms_are_those_that_devices_speak(void **state)
{
    (void)state;
    struct mfp_seen seen[16];
    struct mfp_store *store = must_open(MFP_STORE_WRITE);
    for (int i = 0; i < 100; i++) {
        struct mfp_result result = result_of("a", NOW + i, MFP_CATEGORY_OK);
        mfp_format(result.mechanisms, sizeof(result.mechanisms), "X-%d Plain lOgIn PLAIN-%d %d-", i,
                   i, i);
        must_add(store, &result);
    }
    check_number("count", mfp_store_mechanisms(store, "a", seen, 16, NULL), 2);
    for (int i = 0; i < 2; i++) {
        check_true(seen[i].name,
                   strcmp(seen[i].name, "PLAIN") == 0 || strcmp(seen[i].name, "LOGIN") == 0);
        check_number(seen[i].name, seen[i].at, NOW + 99);
    }
    mfp_store_close(store);
    forget();
}

static int begin_login(struct mfp_store *store, const unsigned char *secret, int64_t now,
                       struct mfp_hold *hold)
{
    return mfp_store_login_begin(store, "scans", secret, now, 30, hold, NULL);
}

static void end_login(struct mfp_store *store, const unsigned char *secret, enum mfp_login outcome,
                      int64_t now, struct mfp_hold *hold)
{
    assert_int_equal(mfp_store_login_end(store, "scans", secret, "d", outcome, now, hold, NULL), 0);
}

static void a_rejected_secret_is_held(void **state)
{
    (void)state;
    struct mfp_hold hold;
    struct mfp_store *store = must_open(MFP_STORE_WRITE);
    int64_t now = NOW;
    for (unsigned tries = 1; tries <= 7; tries++) {
        static const int64_t hours[] = {0, 1, 2, 4, 8, 16, 24, 24};
        assert_int_equal(begin_login(store, secret_a, now, &hold), 0);
        end_login(store, secret_a, MFP_LOGIN_REJECTED, now, &hold);
        assert_int_equal(hold.until, now + hours[tries] * HOUR);
        assert_int_equal(begin_login(store, secret_a, now + 60, &hold), 1);
        assert_int_equal(hold.tries, tries);
        assert_string_equal(hold.device, "d");
        now = hold.until; /* it has run out: one try more */
    }
    /* an unreachable server says nothing about the secret */
    assert_int_equal(begin_login(store, secret_a, now, &hold), 0);
    end_login(store, secret_a, MFP_LOGIN_UNTRIED, now, &hold);
    assert_int_equal(begin_login(store, secret_a, now, &hold), 0);
    end_login(store, secret_a, MFP_LOGIN_REJECTED, now, &hold);
    assert_int_equal(hold.tries, 8);
    mfp_store_close(store);
    forget();
}

static void a_hold_ends_with_another_secret_and_by_hand(void **state)
{
    (void)state;
    struct mfp_hold hold;
    struct mfp_error error = {0};
    struct mfp_store *store = must_open(MFP_STORE_WRITE);
    assert_int_equal(begin_login(store, secret_a, NOW, &hold), 0);
    end_login(store, secret_a, MFP_LOGIN_REJECTED, NOW, &hold);
    assert_int_equal(begin_login(store, secret_b, NOW + 1, &hold), 0);
    end_login(store, secret_b, MFP_LOGIN_REJECTED, NOW + 1, &hold);
    assert_int_equal(hold.tries, 1);
    assert_int_equal(mfp_store_release(store, "scans", &error), 0);
    assert_int_equal(mfp_store_release(store, "scans", &error), -ENODATA);
    check_contains("text", error.text, "account 'scans' is not held");
    assert_int_equal(begin_login(store, secret_b, NOW + 2, &hold), 0);
    end_login(store, secret_b, MFP_LOGIN_ACCEPTED, NOW + 2, &hold);
    mfp_store_close(store);
    forget();
}

/* A clock that was set back by a year or forward by a day: no endless hold. */
static void a_clock_that_jumps_holds_nobody_for_ever(void **state)
{
    (void)state;
    struct mfp_hold hold;
    struct mfp_store *store = must_open(MFP_STORE_WRITE);
    assert_int_equal(begin_login(store, secret_a, NOW, &hold), 0);
    end_login(store, secret_a, MFP_LOGIN_REJECTED, NOW, &hold);
    assert_int_equal(begin_login(store, secret_a, NOW - 365 * 24 * HOUR, &hold), 0);
    end_login(store, secret_a, MFP_LOGIN_UNTRIED, NOW - 365 * 24 * HOUR, &hold);
    assert_int_equal(begin_login(store, secret_a, NOW + 24 * HOUR, &hold), 0);
    /* nor does a lease that another clock gave */
    assert_int_equal(begin_login(store, secret_a, NOW - 24 * HOUR, &hold), 0);
    mfp_store_close(store);
    forget();
}

/* ... but a clock that was looked at a moment before the hold began is no jump. */
static void a_moment_earlier_is_held_too(void **state)
{
    (void)state;
    struct mfp_hold hold;
    struct mfp_store *store = must_open(MFP_STORE_WRITE);
    assert_int_equal(begin_login(store, secret_a, NOW, &hold), 0);
    end_login(store, secret_a, MFP_LOGIN_REJECTED, NOW, &hold);
    assert_int_equal(begin_login(store, secret_a, NOW - 1, &hold), 1);
    mfp_store_close(store);
    forget();
}

static void one_process_at_a_time_tries_a_login(void **state)
{
    (void)state;
    struct mfp_hold hold;
    struct mfp_store *store = must_open(MFP_STORE_WRITE), *other = must_open(MFP_STORE_WRITE);
    assert_int_equal(begin_login(store, secret_a, NOW, &hold), 0);
    assert_int_equal(begin_login(other, secret_a, NOW, &hold), -EAGAIN);
    assert_int_equal(begin_login(other, secret_a, NOW + 31, &hold), 0); /* the first one died */
    mfp_store_close(store);
    mfp_store_close(other);
    forget();
}

static void a_killed_process_bars_nobody(void **state)
{
    (void)state;
    struct mfp_hold hold;
    struct mfp_store *store = must_open(MFP_STORE_WRITE);
    pid_t child = fork();
    assert_true(child >= 0);
    if (child == 0) {
        struct mfp_store *own = NULL;
        bool opened =
            mfp_store_open(&own, folder_path_of("s.db"), MFP_STORE_WRITE, WAIT_MS, NULL) == 0;
        _exit(opened && begin_login(own, secret_a, NOW, &hold) == 0 ? 0 : 1);
    }
    int status = 1;
    assert_int_equal(waitpid(child, &status, 0), child);
    assert_int_equal(status, 0);
    assert_int_equal(begin_login(store, secret_a, NOW, &hold), 0);
    mfp_store_close(store);
    forget();
}

static void the_key_stays(void **state)
{
    (void)state;
    unsigned char first[MFP_STORE_KEY_SIZE], second[MFP_STORE_KEY_SIZE];
    unsigned char none[MFP_STORE_KEY_SIZE] = {0};
    struct mfp_store *store = must_open(MFP_STORE_WRITE);
    assert_int_equal(mfp_store_key(store, first, NULL), 0);
    mfp_store_close(store);
    store = must_open(MFP_STORE_WRITE);
    assert_int_equal(mfp_store_key(store, second, NULL), 0);
    mfp_store_close(store);
    assert_memory_equal(first, second, sizeof(first));
    assert_memory_not_equal(first, none, sizeof(first));
    forget();
}

/* ---- stores that cannot be used ---- */

static void check_open(enum mfp_store_mode mode, int result, const char *words)
{
    struct mfp_store *store = NULL;
    struct mfp_error error = {0};
    check_number(words, mfp_store_open(&store, folder_path_of("s.db"), mode, 100, &error), result);
    check_true(words, store == NULL);
    check_contains(words, error.text, folder_path_of("s.db"));
    check_contains(words, error.text, words);
}

static void sql(const char *words)
{
    sqlite3 *db = NULL;
    assert_int_equal(sqlite3_open(folder_path_of("s.db"), &db), SQLITE_OK);
    assert_int_equal(sqlite3_exec(db, words, NULL, NULL, NULL), SQLITE_OK);
    sqlite3_close(db);
}

static void a_missing_store_is_told(void **state)
{
    (void)state;
    struct mfp_store *store = NULL;
    struct mfp_error error = {0};
    check_open(MFP_STORE_READ, -ENOENT, "No such file or directory");
    assert_int_equal(mfp_store_open(&store, "/nowhere/s.db", MFP_STORE_WRITE, 1, &error), -ENOENT);
    folder_write("s.db", 0660, "", 0);
    check_open(MFP_STORE_READ, -ENOENT, "nothing has been recorded in it yet");
    forget();
}

static void a_store_for_everybody_is_refused(void **state)
{
    (void)state;
    struct stat status;
    mfp_store_close(must_open(MFP_STORE_WRITE));
    assert_int_equal(stat(folder_path_of("s.db"), &status), 0);
    assert_int_equal(status.st_mode & 07, 0);
    assert_int_equal(chmod(folder_path_of("s.db"), 0664), 0);
    check_open(MFP_STORE_WRITE, -EACCES, "others can read or write it, mend it with: chmod 0660");
    check_open(MFP_STORE_READ, -EACCES, "mend it with: chmod 0660");
    forget();
}

static void a_newer_store_is_left_alone(void **state)
{
    (void)state;
    mfp_store_close(must_open(MFP_STORE_WRITE));
    sql("PRAGMA user_version = 99");
    check_open(MFP_STORE_WRITE, -EPROTO, "a newer mfpmail made it (version 99, this one knows 3)");
    check_open(MFP_STORE_READ, -EPROTO, "a newer mfpmail made it");
    forget();
}

/* Every version there was becomes the one of today, with what was in it. */
static void an_older_store_is_brought_up_to_date(void **state)
{
    (void)state;
    struct mfp_result read;
    struct mfp_streak streak;
    for (int version = 1; version < MFP_SQL_VERSION; version++) {
        char pragma[48];
        folder_write("s.db", 0660, "", 0);
        for (int i = 0; i < version; i++)
            sql(mfp_sql_migrations[i]);
        sql("INSERT INTO device VALUES (7, 'old'); INSERT INTO last (device, at, reply, failures) "
            "VALUES (7, 4711, '550 no', 3)");
        sql(mfp_format(pragma, sizeof(pragma), "PRAGMA user_version = %d", version));
        check_open(MFP_STORE_READ, -ESTALE, "an older mfpmail made it");
        struct mfp_store *store = must_open(MFP_STORE_WRITE);
        assert_int_equal(mfp_store_last(store, "old", &read, &streak, NULL), 0);
        check_number("at", read.at, 4711);
        check_string("reply", read.reply, "550 no");
        check_number("failures", streak.failures, 3);
        must_add(store, &(struct mfp_result){.device = "old", .at = 4712, .token = "t"});
        mfp_store_close(store);
        mfp_store_close(must_open(MFP_STORE_READ));
        forget();
    }
}

static void a_damaged_store_is_left_alone(void **state)
{
    (void)state;
    char octets[64] = "this is no database, but somebody's letter", after[64] = "";
    folder_write("s.db", 0660, octets, sizeof(octets));
    check_open(MFP_STORE_WRITE, -EILSEQ, "it is damaged, or no store");
    check_open(MFP_STORE_READ, -EILSEQ, "it is damaged, or no store");
    int fd = open(folder_path_of("s.db"), O_RDONLY | O_CLOEXEC);
    assert_int_equal(read(fd, after, sizeof(after)), sizeof(after));
    close(fd);
    assert_memory_equal(octets, after, sizeof(octets));
    forget();
}

static void a_locked_store_is_waited_for_and_told(void **state)
{
    (void)state;
    sqlite3 *db = NULL;
    struct mfp_store *store = NULL;
    struct mfp_error error = {0};
    struct mfp_result result = result_of("d", NOW, MFP_CATEGORY_OK);
    mfp_store_close(must_open(MFP_STORE_WRITE));
    assert_int_equal(sqlite3_open(folder_path_of("s.db"), &db), SQLITE_OK);
    assert_int_equal(sqlite3_exec(db, "BEGIN IMMEDIATE", NULL, NULL, NULL), SQLITE_OK);
    assert_int_equal(mfp_store_open(&store, folder_path_of("s.db"), MFP_STORE_WRITE, 50, &error),
                     0);
    assert_int_equal(mfp_store_add(store, &result, NULL, &error), -EBUSY);
    check_contains("text", error.text, "another process has it locked for too long");
    struct mfp_store *reader = must_open(MFP_STORE_READ); /* readers do not wait */
    assert_int_equal(mfp_store_last(reader, "d", &result, NULL, &error), -ENODATA);
    mfp_store_close(reader);
    sqlite3_exec(db, "ROLLBACK", NULL, NULL, NULL);
    sqlite3_close(db);
    assert_int_equal(mfp_store_add(store, &result, NULL, &error), 0);
    mfp_store_close(store);
    forget();
}

/* ---- many processes ---- */

static void check_whole(int64_t rows)
{
    sqlite3 *db = NULL;
    sqlite3_stmt *stmt = NULL;
    assert_int_equal(sqlite3_open(folder_path_of("s.db"), &db), SQLITE_OK);
    assert_int_equal(sqlite3_prepare_v2(db, "PRAGMA integrity_check", -1, &stmt, NULL), SQLITE_OK);
    assert_int_equal(sqlite3_step(stmt), SQLITE_ROW);
    assert_string_equal((const char *)sqlite3_column_text(stmt, 0), "ok");
    sqlite3_finalize(stmt);
    assert_int_equal(sqlite3_prepare_v2(db, "SELECT count(*) FROM history", -1, &stmt, NULL),
                     SQLITE_OK);
    assert_int_equal(sqlite3_step(stmt), SQLITE_ROW);
    assert_true(sqlite3_column_int64(stmt, 0) >= rows);
    sqlite3_finalize(stmt);
    sqlite3_close(db);
}

/* A child's exit code: 0 if all that it wrote was recorded. */
static int write_some(int child, int count)
{
    struct mfp_store *store = NULL;
    struct mfp_error error = {0};
    char device[32];
    snprintf(device, sizeof(device), "device-%d", child);
    if (mfp_store_open(&store, folder_path_of("s.db"), MFP_STORE_WRITE, WAIT_MS, &error) < 0)
        return 1;
    for (int i = 0; i < count; i++) {
        struct mfp_result result = result_of(device, NOW + i, MFP_CATEGORY_OK);
        if (mfp_store_add(store, &result, NULL, &error) < 0)
            return 2;
    }
    mfp_store_close(store);
    return 0;
}

static void a_hundred_processes_lose_nothing(void **state)
{
    (void)state;
    enum { CHILDREN = 100, EACH = 5 };
    pid_t children[CHILDREN];
    int failed = 0;
    for (int i = 0; i < CHILDREN; i++) {
        children[i] = fork();
        if (children[i] == 0)
            _exit(write_some(i, EACH));
        assert_true(children[i] > 0);
    }
    for (int i = 0; i < CHILDREN; i++) {
        int status = 0;
        assert_int_equal(waitpid(children[i], &status, 0), children[i]);
        failed += status != 0;
    }
    assert_int_equal(failed, 0);
    check_whole(CHILDREN * EACH);
    forget();
}

/* Writes for ever, and tells through FD what has been recorded. */
static void write_and_tell(int child, int fd)
{
    struct mfp_store *store = NULL;
    char device[32];
    snprintf(device, sizeof(device), "device-%d", child);
    if (mfp_store_open(&store, folder_path_of("s.db"), MFP_STORE_WRITE, WAIT_MS, NULL) < 0)
        _exit(1);
    for (int i = 0;; i++) {
        struct mfp_result result = result_of(device, NOW + i, MFP_CATEGORY_OK);
        if (mfp_store_add(store, &result, NULL, NULL) < 0 || write(fd, &i, sizeof(i)) < 0)
            _exit(2);
    }
}

static void what_was_recorded_survives_a_kill(void **state)
{
    (void)state;
    enum { ROUNDS = 40 };
    int64_t recorded = 0;
    mfp_store_close(must_open(MFP_STORE_WRITE));
    for (int round = 0; round < ROUNDS; round++) {
        int ends[2], last = -1;
        assert_int_equal(pipe(ends), 0);
        pid_t child = fork();
        assert_true(child >= 0);
        if (child == 0)
            write_and_tell(round, ends[1]);
        close(ends[1]);
        const struct timespec pause = {.tv_nsec = (1 + round * 7 % 20) * 1000000L};
        nanosleep(&pause, NULL);
        kill(child, SIGKILL);
        waitpid(child, NULL, 0);
        for (int i; read(ends[0], &i, sizeof(i)) == sizeof(i);)
            last = i;
        close(ends[0]);
        recorded += last + 1;
    }
    assert_true(recorded > 0);
    check_whole(recorded);
    forget();
}

/* Twenty at once with a bad password: one login. */
static int try_login(int fd)
{
    struct mfp_store *store = NULL;
    struct mfp_hold hold;
    int result = -EAGAIN;
    if (mfp_store_open(&store, folder_path_of("s.db"), MFP_STORE_WRITE, WAIT_MS, NULL) < 0)
        return 1;
    while (result == -EAGAIN) {
        const struct timespec pause = {.tv_nsec = 2000000};
        result = begin_login(store, secret_a, NOW, &hold);
        nanosleep(&pause, NULL);
    }
    if (result == 0 && write(fd, "x", 1) == 1)
        result = mfp_store_login_end(store, "scans", secret_a, "d", MFP_LOGIN_REJECTED, NOW, &hold,
                                     NULL);
    mfp_store_close(store);
    return result < 0;
}

static void twenty_with_a_bad_password_log_in_once(void **state)
{
    (void)state;
    enum { CHILDREN = 20 };
    int ends[2], failed = 0, logins = 0;
    char octet;
    assert_int_equal(pipe(ends), 0);
    mfp_store_close(must_open(MFP_STORE_WRITE));
    for (int i = 0; i < CHILDREN; i++) {
        pid_t child = fork();
        assert_true(child >= 0);
        if (child == 0)
            _exit(try_login(ends[1]));
    }
    close(ends[1]);
    for (int i = 0; i < CHILDREN; i++) {
        int status = 0;
        assert_true(wait(&status) > 0);
        failed += status != 0;
    }
    while (read(ends[0], &octet, 1) == 1)
        logins++;
    close(ends[0]);
    assert_int_equal(failed, 0);
    assert_int_equal(logins, 1);
    forget();
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_last_look_at_a_server_is_kept),
        cmocka_unit_test(a_result_is_read_back_as_it_was_written),
        cmocka_unit_test(results_add_up),
        cmocka_unit_test(history_is_pruned_and_last_results_stay),
        cmocka_unit_test(history_is_dropped_as_it_grows),
        cmocka_unit_test(times_of_earlier_successes_are_samples),
        cmocka_unit_test(mechanisms_are_remembered),
        cmocka_unit_test(mechanisms_are_those_that_devices_speak),
        cmocka_unit_test(a_rejected_secret_is_held),
        cmocka_unit_test(a_hold_ends_with_another_secret_and_by_hand),
        cmocka_unit_test(a_clock_that_jumps_holds_nobody_for_ever),
        cmocka_unit_test(a_moment_earlier_is_held_too),
        cmocka_unit_test(one_process_at_a_time_tries_a_login),
        cmocka_unit_test(a_killed_process_bars_nobody),
        cmocka_unit_test(the_key_stays),
        cmocka_unit_test(a_missing_store_is_told),
        cmocka_unit_test(a_store_for_everybody_is_refused),
        cmocka_unit_test(a_newer_store_is_left_alone),
        cmocka_unit_test(an_older_store_is_brought_up_to_date),
        cmocka_unit_test(a_damaged_store_is_left_alone),
        cmocka_unit_test(a_locked_store_is_waited_for_and_told),
        cmocka_unit_test(a_hundred_processes_lose_nothing),
        cmocka_unit_test(what_was_recorded_survives_a_kill),
        cmocka_unit_test(twenty_with_a_bad_password_log_in_once),
    };
    return cmocka_run_group_tests(tests, folder_make, folder_remove);
}
