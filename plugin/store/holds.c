/* Accounts whose credentials were rejected, and who may try them. */
#include "store/statement.h"

#include <errno.h>
#include <signal.h>
#include <string.h>
#include <sys/random.h>
#include <unistd.h>

enum {
    HOUR_S = 3600,
    HOLD_MAX_S = 24 * HOUR_S,
    /* A process may have looked at its clock before it waited for the one that wrote the hold. */
    SKEW_S = 300,
};

static int get_key(struct mfp_store *store, unsigned char *key, struct mfp_error *error)
{
    sqlite3_stmt *stmt = mfp_store_statement(store, MFP_SQL_GET_KEY);
    int code = stmt ? sqlite3_step(stmt) : sqlite3_extended_errcode(store->db);
    int at = 0;
    if (code == SQLITE_ROW)
        mfp_get_octets(stmt, &at, key, MFP_STORE_KEY_SIZE);
    sqlite3_reset(stmt);
    if (code == SQLITE_DONE)
        return -ENODATA;
    return code == SQLITE_ROW ? 0 : mfp_store_fail(store, code, error);
}

static int make_key(struct mfp_store *store, unsigned char *key, struct mfp_error *error)
{
    int at = 0;
    if (getrandom(key, MFP_STORE_KEY_SIZE, 0) != MFP_STORE_KEY_SIZE)
        return mfp_error_set(error, -EIO, "no random numbers: %s", strerror(errno));
    sqlite3_stmt *stmt = mfp_store_statement(store, MFP_SQL_PUT_KEY);
    if (!stmt)
        return mfp_store_fail(store, sqlite3_extended_errcode(store->db), error);
    mfp_put_octets(stmt, &at, key, MFP_STORE_KEY_SIZE);
    return mfp_store_run(store, MFP_SQL_PUT_KEY, error);
}

int mfp_store_key(struct mfp_store *store, unsigned char key[MFP_STORE_KEY_SIZE],
                  struct mfp_error *error)
{
    int result = get_key(store, key, error);
    if (result != -ENODATA)
        return result;
    if ((result = mfp_store_begin(store, error)) < 0)
        return result;
    result = get_key(store, key, error); /* another process may have been first */
    if (result == -ENODATA)
        result = make_key(store, key, error);
    return mfp_store_end(store, result, error);
}

static void read_hold(sqlite3_stmt *stmt, struct mfp_hold *hold)
{
    int at = 0;
    *hold = (struct mfp_hold){0};
    mfp_get_text(stmt, &at, hold->account, sizeof(hold->account));
    mfp_get_octets(stmt, &at, hold->fingerprint, sizeof(hold->fingerprint));
    hold->since = mfp_get_number(stmt, &at);
    hold->until = mfp_get_number(stmt, &at);
    hold->tries = (unsigned)mfp_get_number(stmt, &at);
    mfp_get_text(stmt, &at, hold->device, sizeof(hold->device));
}

static int get_hold(struct mfp_store *store, const char *account, struct mfp_hold *hold,
                    struct mfp_error *error)
{
    sqlite3_stmt *stmt;
    int result = mfp_store_find(store, MFP_SQL_GET_HOLD, account, &stmt, error);
    if (result < 0)
        return result;
    read_hold(stmt, hold);
    sqlite3_reset(stmt);
    return 0;
}

/* A process that was killed leaves its lease behind. One of another user is there all the same. */
static bool is_gone(int64_t pid)
{
    return kill((pid_t)pid, 0) < 0 && errno == ESRCH;
}

/* 1 if a process tries the login at this moment, else 0. A lease that ends later than any lease of
 * now could was given by another clock. */
static int is_leased(struct mfp_store *store, const char *account, int64_t now, int64_t lease_s,
                     struct mfp_error *error)
{
    sqlite3_stmt *stmt;
    int result = mfp_store_find(store, MFP_SQL_GET_LEASE, account, &stmt, error);
    if (result < 0)
        return result == -ENODATA ? 0 : result;
    int64_t until = sqlite3_column_int64(stmt, 0), pid = sqlite3_column_int64(stmt, 1);
    sqlite3_reset(stmt);
    return until > now && until <= now + 2 * lease_s && !is_gone(pid);
}

static int put_lease(struct mfp_store *store, const char *account, int64_t until,
                     struct mfp_error *error)
{
    sqlite3_stmt *stmt = mfp_store_statement(store, MFP_SQL_PUT_LEASE);
    int at = 0;
    if (!stmt)
        return mfp_store_fail(store, sqlite3_extended_errcode(store->db), error);
    mfp_put_text(stmt, &at, account);
    mfp_put_number(stmt, &at, until);
    mfp_put_number(stmt, &at, getpid());
    return mfp_store_run(store, MFP_SQL_PUT_LEASE, error);
}

/* A hold ends where it says, and where the clock says that it cannot have begun. */
static bool holds(const struct mfp_hold *hold, const unsigned char *fingerprint, int64_t now)
{
    return hold->until > now && hold->since <= now + SKEW_S &&
           hold->until <= now + HOLD_MAX_S + SKEW_S &&
           memcmp(hold->fingerprint, fingerprint, MFP_FINGERPRINT_SIZE) == 0;
}

int mfp_store_held(struct mfp_store *store, const char *account,
                   const unsigned char fingerprint[MFP_FINGERPRINT_SIZE], int64_t now,
                   struct mfp_hold *hold, struct mfp_error *error)
{
    int result = get_hold(store, account, hold, error);
    if (result < 0)
        return result == -ENODATA ? 0 : result;
    return holds(hold, fingerprint, now) ? 1 : 0;
}

static int decide(struct mfp_store *store, const char *account, const unsigned char *fingerprint,
                  int64_t now, int64_t lease_s, struct mfp_hold *hold, struct mfp_error *error)
{
    int result = mfp_store_held(store, account, fingerprint, now, hold, error);
    if (result != 0)
        return result;
    result = is_leased(store, account, now, lease_s, error);
    if (result == 0)
        return put_lease(store, account, now + lease_s, error);
    return result < 0
               ? result
               : mfp_error_set(error, -EAGAIN, "account %.64s: another check logs in now", account);
}

int mfp_store_login_begin(struct mfp_store *store, const char *account,
                          const unsigned char fingerprint[MFP_FINGERPRINT_SIZE], int64_t now,
                          int64_t lease_s, struct mfp_hold *hold, struct mfp_error *error)
{
    int result = mfp_store_begin(store, error);
    if (result < 0)
        return result;
    result = decide(store, account, fingerprint, now, lease_s, hold, error);
    return mfp_store_end(store, result, error);
}

static int put_hold(struct mfp_store *store, const struct mfp_hold *hold, struct mfp_error *error)
{
    sqlite3_stmt *stmt = mfp_store_statement(store, MFP_SQL_PUT_HOLD);
    int at = 0;
    if (!stmt)
        return mfp_store_fail(store, sqlite3_extended_errcode(store->db), error);
    mfp_put_text(stmt, &at, hold->account);
    mfp_put_octets(stmt, &at, hold->fingerprint, sizeof(hold->fingerprint));
    mfp_put_number(stmt, &at, hold->since);
    mfp_put_number(stmt, &at, hold->until);
    mfp_put_number(stmt, &at, hold->tries);
    mfp_put_text(stmt, &at, hold->device);
    return mfp_store_run(store, MFP_SQL_PUT_HOLD, error);
}

/* 1 h, 2 h, 4 h ... 24 h for one secret. */
static int64_t hold_seconds(unsigned tries)
{
    int64_t seconds = HOUR_S;
    for (; tries > 1 && seconds < HOLD_MAX_S; tries--)
        seconds *= 2;
    return seconds < HOLD_MAX_S ? seconds : HOLD_MAX_S;
}

static int reject(struct mfp_store *store, const char *account, const unsigned char *fingerprint,
                  const char *device, int64_t now, struct mfp_hold *hold, struct mfp_error *error)
{
    int result = get_hold(store, account, hold, error);
    if (result < 0 && result != -ENODATA)
        return result;
    bool same = result == 0 && memcmp(hold->fingerprint, fingerprint, MFP_FINGERPRINT_SIZE) == 0;
    hold->tries = same ? hold->tries + 1 : 1;
    hold->since = now;
    hold->until = now + hold_seconds(hold->tries);
    mfp_format(hold->account, sizeof(hold->account), "%s", account);
    mfp_format(hold->device, sizeof(hold->device), "%s", device);
    memcpy(hold->fingerprint, fingerprint, MFP_FINGERPRINT_SIZE);
    return put_hold(store, hold, error);
}

int mfp_store_login_end(struct mfp_store *store, const char *account,
                        const unsigned char fingerprint[MFP_FINGERPRINT_SIZE], const char *device,
                        enum mfp_login outcome, int64_t now, struct mfp_hold *hold,
                        struct mfp_error *error)
{
    int result = mfp_store_begin(store, error);
    if (result < 0)
        return result;
    switch (outcome) {
    case MFP_LOGIN_UNTRIED:
        break;
    case MFP_LOGIN_ACCEPTED:
        result = mfp_store_run_text(store, MFP_SQL_DROP_HOLD, account, error);
        break;
    case MFP_LOGIN_REJECTED:
        result = reject(store, account, fingerprint, device, now, hold, error);
        break;
    }
    if (result == 0)
        result = mfp_store_run_text(store, MFP_SQL_DROP_LEASE, account, error);
    return mfp_store_end(store, result, error);
}

int mfp_store_release(struct mfp_store *store, const char *account, struct mfp_error *error)
{
    char bucket[MFP_BUCKET_SIZE];
    int result = mfp_store_run_text(store, MFP_SQL_DROP_HOLD, account, error);
    bool held = result == 0 && sqlite3_changes(store->db) > 0;
    mfp_format(bucket, sizeof(bucket), "account %.255s", account);
    if (result == 0)
        result = mfp_store_go_on(store, bucket, error);
    if (result < 0)
        return result;
    return held || result == 1
               ? 0
               : mfp_error_set(error, -ENODATA, "account '%.64s' is not held", account);
}

int mfp_store_holds(struct mfp_store *store, int64_t now, mfp_store_tell_hold *tell, void *context,
                    struct mfp_error *error)
{
    struct mfp_hold hold;
    sqlite3_stmt *stmt = mfp_store_statement(store, MFP_SQL_EACH_HOLD);
    int at = 0;
    if (!stmt)
        return mfp_store_fail(store, sqlite3_extended_errcode(store->db), error);
    mfp_put_number(stmt, &at, now);
    int code = sqlite3_step(stmt);
    for (; code == SQLITE_ROW; code = sqlite3_step(stmt)) {
        read_hold(stmt, &hold);
        if (!tell(context, &hold)) {
            code = SQLITE_DONE;
            break;
        }
    }
    sqlite3_reset(stmt);
    return code == SQLITE_DONE ? 0 : mfp_store_fail(store, code, error);
}
