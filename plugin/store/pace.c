/* Budgets, and accounts and servers that asked for patience. */
#include "store/statement.h"

#include <errno.h>
#include <sys/random.h>

enum {
    DAY_S = 86400,
    WAITING_S = 7200, /* who has not come since then does not wait any more */
    BACKOFF_MIN_S = 300,
    BACKOFF_MAX_S = 14400,
    BACKOFF_END_S = 28800, /* what ends later than that was begun by another clock */
    /* A process may have looked at its clock before it waited for another. */
    SKEW_S = 300,
};

static void read_backoff(sqlite3_stmt *stmt, struct mfp_pace *pace)
{
    int at = 0;
    *pace = (struct mfp_pace){.reason = MFP_PACE_BACKOFF};
    mfp_get_text(stmt, &at, pace->bucket, sizeof(pace->bucket));
    pace->since = mfp_get_number(stmt, &at);
    pace->until = mfp_get_number(stmt, &at);
    pace->tries = (unsigned)mfp_get_number(stmt, &at);
    mfp_get_text(stmt, &at, pace->device, sizeof(pace->device));
}

/* 1 if there is a row, else 0. */
static int get_backoff(struct mfp_store *store, const char *bucket, struct mfp_pace *pace,
                       struct mfp_error *error)
{
    sqlite3_stmt *stmt;
    int result = mfp_store_find(store, MFP_SQL_GET_BACKOFF, bucket, &stmt, error);
    if (result < 0)
        return result == -ENODATA ? 0 : result;
    read_backoff(stmt, pace);
    sqlite3_reset(stmt);
    return 1;
}

/* It ends where it says, and where the clock says that it cannot have begun. */
static bool backs_off(const struct mfp_pace *pace, int64_t now)
{
    return pace->until > now && pace->since <= now + SKEW_S && pace->until <= now + BACKOFF_END_S;
}

int mfp_store_backing_off(struct mfp_store *store, const struct mfp_budget *budgets, size_t count,
                          int64_t now, struct mfp_pace *pace, struct mfp_error *error)
{
    for (size_t i = 0; i < count; i++) {
        int found = get_backoff(store, budgets[i].bucket, pace, error);
        if (found < 0)
            return found;
        if (found == 1 && backs_off(pace, now))
            return 1;
    }
    return 0;
}

/* How many sends of BUCKET fall into the SECONDS up to now, and when the first of them was. */
static int get_spent(struct mfp_store *store, const char *bucket, int64_t after, unsigned *sends,
                     int64_t *first, struct mfp_error *error)
{
    sqlite3_stmt *stmt = mfp_store_statement(store, MFP_SQL_GET_SPENT);
    int at = 0;
    if (!stmt)
        return mfp_store_fail(store, sqlite3_extended_errcode(store->db), error);
    mfp_put_text(stmt, &at, bucket);
    mfp_put_number(stmt, &at, after);
    int code = sqlite3_step(stmt);
    if (code == SQLITE_ROW) {
        *sends = (unsigned)sqlite3_column_int64(stmt, 0);
        *first = sqlite3_column_int64(stmt, 1);
    }
    sqlite3_reset(stmt);
    return code == SQLITE_ROW ? 0 : mfp_store_fail(store, code, error);
}

/* How many devices waited for BUCKET before this one did. */
static int count_waiting(struct mfp_store *store, const char *bucket, const char *device,
                         int64_t now, unsigned *waiting, struct mfp_error *error)
{
    sqlite3_stmt *stmt = mfp_store_statement(store, MFP_SQL_COUNT_WAITING);
    int at = 0;
    if (!stmt)
        return mfp_store_fail(store, sqlite3_extended_errcode(store->db), error);
    mfp_put_text(stmt, &at, bucket);
    mfp_put_text(stmt, &at, device);
    mfp_put_number(stmt, &at, now - WAITING_S);
    mfp_put_number(stmt, &at, now);
    int code = sqlite3_step(stmt);
    if (code == SQLITE_ROW)
        *waiting = (unsigned)sqlite3_column_int64(stmt, 0);
    sqlite3_reset(stmt);
    return code == SQLITE_ROW ? 0 : mfp_store_fail(store, code, error);
}

/* Forgets what no window reaches back to, and what lies ahead of the clock. */
static int drop_spent(struct mfp_store *store, const char *bucket, int64_t now,
                      struct mfp_error *error)
{
    sqlite3_stmt *stmt = mfp_store_statement(store, MFP_SQL_DROP_SPEND);
    int at = 0;
    if (!stmt)
        return mfp_store_fail(store, sqlite3_extended_errcode(store->db), error);
    mfp_put_text(stmt, &at, bucket);
    mfp_put_number(stmt, &at, now - DAY_S);
    mfp_put_number(stmt, &at, now + SKEW_S);
    return mfp_store_run(store, MFP_SQL_DROP_SPEND, error);
}

/* 1 if a window of the budget is full, or what it has left belongs to those who waited longer. */
static int is_used_up(struct mfp_store *store, const struct mfp_budget *budget, const char *device,
                      int64_t now, struct mfp_pace *pace, struct mfp_error *error)
{
    unsigned waiting = 0;
    int result = count_waiting(store, budget->bucket, device, now, &waiting, error);
    for (size_t i = 0; result == 0 && i < budget->count; i++) {
        const struct mfp_budget_window *window = &budget->windows[i];
        unsigned sends = 0;
        int64_t first = 0;
        result = get_spent(store, budget->bucket, now - window->seconds, &sends, &first, error);
        if (result < 0 || sends + waiting < window->sends)
            continue;
        *pace = (struct mfp_pace){
            .reason = sends < window->sends ? MFP_PACE_TURN : MFP_PACE_BUDGET,
            .until = sends ? first + window->seconds : now,
            .window = *window,
        };
        mfp_format(pace->bucket, sizeof(pace->bucket), "%s", budget->bucket);
        return 1;
    }
    return result;
}

static int put_waiting(struct mfp_store *store, const char *bucket, const char *device, int64_t now,
                       struct mfp_error *error)
{
    sqlite3_stmt *stmt = mfp_store_statement(store, MFP_SQL_PUT_WAITING);
    int at = 0;
    if (!stmt)
        return mfp_store_fail(store, sqlite3_extended_errcode(store->db), error);
    mfp_put_text(stmt, &at, bucket);
    mfp_put_text(stmt, &at, device);
    mfp_put_number(stmt, &at, now);
    return mfp_store_run(store, MFP_SQL_PUT_WAITING, error);
}

static int put_spend(struct mfp_store *store, const char *bucket, const char *device, int64_t now,
                     struct mfp_error *error)
{
    sqlite3_stmt *stmt = mfp_store_statement(store, MFP_SQL_PUT_SPEND);
    int at = 0;
    if (!stmt)
        return mfp_store_fail(store, sqlite3_extended_errcode(store->db), error);
    mfp_put_text(stmt, &at, bucket);
    mfp_put_number(stmt, &at, now);
    int result = mfp_store_run(store, MFP_SQL_PUT_SPEND, error);
    if (result < 0)
        return result;
    stmt = mfp_store_statement(store, MFP_SQL_DROP_WAITING);
    at = 0;
    if (!stmt)
        return mfp_store_fail(store, sqlite3_extended_errcode(store->db), error);
    mfp_put_text(stmt, &at, bucket);
    mfp_put_text(stmt, &at, device);
    return mfp_store_run(store, MFP_SQL_DROP_WAITING, error);
}

static int spend_all(struct mfp_store *store, const struct mfp_budget *budgets, size_t count,
                     const char *device, int64_t now, struct mfp_error *error)
{
    int result = 0;
    for (size_t i = 0; result == 0 && i < count; i++)
        if (budgets[i].count)
            result = put_spend(store, budgets[i].bucket, device, now, error);
    return result;
}

/* 1 with *pace where the send has to wait. */
static int ask_all(struct mfp_store *store, const struct mfp_budget *budgets, size_t count,
                   const char *device, int64_t now, struct mfp_pace *pace, struct mfp_error *error)
{
    int result = mfp_store_backing_off(store, budgets, count, now, pace, error);
    for (size_t i = 0; result == 0 && i < count; i++) {
        if (!budgets[i].count)
            continue;
        result = drop_spent(store, budgets[i].bucket, now, error);
        if (result == 0)
            result = is_used_up(store, &budgets[i], device, now, pace, error);
        if (result == 1) {
            int put = put_waiting(store, budgets[i].bucket, device, now, error);
            result = put < 0 ? put : 1;
        }
    }
    return result;
}

int mfp_store_spend(struct mfp_store *store, const struct mfp_budget *budgets, size_t count,
                    const char *device, int64_t now, bool anyway, struct mfp_pace *pace,
                    struct mfp_error *error)
{
    int result = mfp_store_begin(store, error);
    if (result < 0)
        return result;
    if (!anyway)
        result = ask_all(store, budgets, count, device, now, pace, error);
    if (result == 0)
        result = spend_all(store, budgets, count, device, now, error);
    return mfp_store_end(store, result, error);
}

/* 5, 10, 20 minutes ... 4 hours, a quarter more or less. */
static int64_t backoff_seconds(unsigned tries)
{
    int64_t seconds = BACKOFF_MIN_S;
    unsigned char random = 128;
    for (; tries > 1 && seconds < BACKOFF_MAX_S; tries--)
        seconds *= 2;
    if (seconds > BACKOFF_MAX_S)
        seconds = BACKOFF_MAX_S;
    if (getrandom(&random, sizeof(random), 0) != sizeof(random))
        random = 128; /* without chance all come back together, which is no reason to fail */
    return seconds * 3 / 4 + seconds * random / 510;
}

static int put_backoff(struct mfp_store *store, const struct mfp_pace *pace,
                       struct mfp_error *error)
{
    sqlite3_stmt *stmt = mfp_store_statement(store, MFP_SQL_PUT_BACKOFF);
    int at = 0;
    if (!stmt)
        return mfp_store_fail(store, sqlite3_extended_errcode(store->db), error);
    mfp_put_text(stmt, &at, pace->bucket);
    mfp_put_number(stmt, &at, pace->since);
    mfp_put_number(stmt, &at, pace->until);
    mfp_put_number(stmt, &at, pace->tries);
    mfp_put_text(stmt, &at, pace->device);
    return mfp_store_run(store, MFP_SQL_PUT_BACKOFF, error);
}

int mfp_store_back_off(struct mfp_store *store, const char *bucket, const char *device, int64_t now,
                       struct mfp_pace *pace, struct mfp_error *error)
{
    int result = mfp_store_begin(store, error);
    if (result < 0)
        return result;
    result = get_backoff(store, bucket, pace, error);
    unsigned before = result == 1 ? pace->tries : 0;
    *pace = (struct mfp_pace){
        .reason = MFP_PACE_BACKOFF,
        .since = now,
        .until = now + backoff_seconds(before + 1),
        .tries = before + 1,
    };
    mfp_format(pace->bucket, sizeof(pace->bucket), "%s", bucket);
    mfp_format(pace->device, sizeof(pace->device), "%s", device);
    if (result >= 0)
        result = put_backoff(store, pace, error);
    return mfp_store_end(store, result, error);
}

/* Asked after every send, so it does not lock others out to delete nothing. */
int mfp_store_go_on(struct mfp_store *store, const char *bucket, struct mfp_error *error)
{
    struct mfp_pace pace;
    int found = get_backoff(store, bucket, &pace, error);
    if (found != 1)
        return found;
    int result = mfp_store_run_text(store, MFP_SQL_DROP_BACKOFF, bucket, error);
    return result < 0 ? result : 1;
}

int mfp_store_backoffs(struct mfp_store *store, int64_t now, mfp_store_tell_pace *tell,
                       void *context, struct mfp_error *error)
{
    struct mfp_pace pace;
    sqlite3_stmt *stmt = mfp_store_statement(store, MFP_SQL_EACH_BACKOFF);
    int at = 0;
    if (!stmt)
        return mfp_store_fail(store, sqlite3_extended_errcode(store->db), error);
    mfp_put_number(stmt, &at, now);
    int code = sqlite3_step(stmt);
    for (; code == SQLITE_ROW; code = sqlite3_step(stmt)) {
        read_backoff(stmt, &pace);
        if (!tell(context, &pace)) {
            code = SQLITE_DONE;
            break;
        }
    }
    sqlite3_reset(stmt);
    return code == SQLITE_DONE ? 0 : mfp_store_fail(store, code, error);
}
