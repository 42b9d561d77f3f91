/* Results and history. */
#include "store/statement.h"

#include <errno.h>
#include <string.h>

enum { PRUNE_ROWS = 4 };

int mfp_store_device(struct mfp_store *store, const char *name, int64_t *id,
                     struct mfp_error *error)
{
    sqlite3_stmt *stmt = mfp_store_statement(store, MFP_SQL_PUT_DEVICE);
    int at = 0;
    if (!stmt)
        return mfp_store_fail(store, sqlite3_extended_errcode(store->db), error);
    mfp_put_text(stmt, &at, name);
    int code = sqlite3_step(stmt);
    if (code == SQLITE_ROW)
        *id = sqlite3_column_int64(stmt, 0);
    sqlite3_reset(stmt);
    return code == SQLITE_ROW ? 0 : mfp_store_fail(store, code, error);
}

static void read_last(sqlite3_stmt *stmt, struct mfp_result *result, struct mfp_streak *streak)
{
    int at = 0;
    *result = (struct mfp_result){0};
    mfp_get_text(stmt, &at, result->device, sizeof(result->device));
    mfp_get_text(stmt, &at, result->sender, sizeof(result->sender));
    mfp_get_text(stmt, &at, result->account, sizeof(result->account));
    mfp_get_text(stmt, &at, result->server, sizeof(result->server));
    result->at = mfp_get_number(stmt, &at);
    result->state = (enum mfp_state)mfp_get_number(stmt, &at);
    result->category = (enum mfp_category)mfp_get_number(stmt, &at);
    result->cause = (unsigned)mfp_get_number(stmt, &at);
    result->stage = (enum mfp_stage)mfp_get_number(stmt, &at);
    result->fault = (enum mfp_fault_kind)mfp_get_number(stmt, &at);
    result->code = (int)mfp_get_number(stmt, &at);
    mfp_get_text(stmt, &at, result->enhanced, sizeof(result->enhanced));
    mfp_get_text(stmt, &at, result->reply, sizeof(result->reply));
    result->retryable = (enum mfp_retryable)mfp_get_number(stmt, &at);
    result->confidence = (enum mfp_confidence)mfp_get_number(stmt, &at);
    result->depth = (enum mfp_depth)mfp_get_number(stmt, &at);
    mfp_get_octets(stmt, &at, result->stage_us, sizeof(result->stage_us));
    result->cert_not_after = mfp_get_number(stmt, &at);
    result->size_limit = mfp_get_number(stmt, &at);
    result->message_octets = mfp_get_number(stmt, &at);
    mfp_get_text(stmt, &at, result->tls_version, sizeof(result->tls_version));
    mfp_get_text(stmt, &at, result->tls_cipher, sizeof(result->tls_cipher));
    result->tls_verified = mfp_get_number(stmt, &at) != 0;
    mfp_get_text(stmt, &at, result->mechanisms, sizeof(result->mechanisms));
    mfp_get_text(stmt, &at, result->mechanism, sizeof(result->mechanism));
    result->plan = (uint64_t)mfp_get_number(stmt, &at);
    result->transcript = (uint64_t)mfp_get_number(stmt, &at);
    streak->since = mfp_get_number(stmt, &at);
    streak->last_success = mfp_get_number(stmt, &at);
    streak->failures = (unsigned)mfp_get_number(stmt, &at);
    mfp_get_text(stmt, &at, result->token, sizeof(result->token));
    mfp_get_text(stmt, &at, result->provider, sizeof(result->provider));
}

static int put_last(struct mfp_store *store, int64_t device, const struct mfp_result *result,
                    const struct mfp_streak *streak, struct mfp_error *error)
{
    sqlite3_stmt *stmt = mfp_store_statement(store, MFP_SQL_PUT_LAST);
    int at = 0;
    if (!stmt)
        return mfp_store_fail(store, sqlite3_extended_errcode(store->db), error);
    mfp_put_number(stmt, &at, device);
    mfp_put_text(stmt, &at, result->sender);
    mfp_put_text(stmt, &at, result->account);
    mfp_put_text(stmt, &at, result->server);
    mfp_put_number(stmt, &at, result->at);
    mfp_put_number(stmt, &at, result->state);
    mfp_put_number(stmt, &at, result->category);
    mfp_put_number(stmt, &at, result->cause);
    mfp_put_number(stmt, &at, result->stage);
    mfp_put_number(stmt, &at, result->fault);
    mfp_put_number(stmt, &at, result->code);
    mfp_put_text(stmt, &at, result->enhanced);
    mfp_put_text(stmt, &at, result->reply);
    mfp_put_number(stmt, &at, result->retryable);
    mfp_put_number(stmt, &at, result->confidence);
    mfp_put_number(stmt, &at, result->depth);
    mfp_put_octets(stmt, &at, result->stage_us, sizeof(result->stage_us));
    mfp_put_number(stmt, &at, result->cert_not_after);
    mfp_put_number(stmt, &at, result->size_limit);
    mfp_put_number(stmt, &at, result->message_octets);
    mfp_put_text(stmt, &at, result->tls_version);
    mfp_put_text(stmt, &at, result->tls_cipher);
    mfp_put_number(stmt, &at, result->tls_verified);
    mfp_put_text(stmt, &at, result->mechanisms);
    mfp_put_text(stmt, &at, result->mechanism);
    mfp_put_number(stmt, &at, (int64_t)result->plan);
    mfp_put_number(stmt, &at, (int64_t)result->transcript);
    mfp_put_number(stmt, &at, streak->since);
    mfp_put_number(stmt, &at, streak->last_success);
    mfp_put_number(stmt, &at, streak->failures);
    mfp_put_text(stmt, &at, result->token);
    mfp_put_text(stmt, &at, result->provider);
    return mfp_store_run(store, MFP_SQL_PUT_LAST, error);
}

static int64_t total_us(const struct mfp_result *result)
{
    int64_t total = 0;
    for (int stage = 0; stage < MFP_STAGE_COUNT; stage++)
        if (result->stage_us[stage] > 0 && stage != MFP_STAGE_QUIT)
            total += result->stage_us[stage];
    return total;
}

static int put_history(struct mfp_store *store, int64_t device, const struct mfp_result *result,
                       struct mfp_error *error)
{
    sqlite3_stmt *stmt = mfp_store_statement(store, MFP_SQL_PUT_HISTORY);
    int at = 0;
    if (!stmt)
        return mfp_store_fail(store, sqlite3_extended_errcode(store->db), error);
    mfp_put_number(stmt, &at, device);
    mfp_put_number(stmt, &at, result->at);
    mfp_put_number(stmt, &at, result->state);
    mfp_put_number(stmt, &at, result->category);
    mfp_put_number(stmt, &at, result->cause);
    mfp_put_number(stmt, &at, result->code);
    mfp_put_number(stmt, &at, total_us(result));
    mfp_put_octets(stmt, &at, result->stage_us, sizeof(result->stage_us));
    return mfp_store_run(store, MFP_SQL_PUT_HISTORY, error);
}

/* The message's token, by which it is known again when it arrives or bounces. A device that shares
 * a send names the same message, which is kept once. */
static int put_message(struct mfp_store *store, int64_t device, const struct mfp_result *result,
                       struct mfp_error *error)
{
    if (!result->token[0])
        return 0;
    sqlite3_stmt *stmt = mfp_store_statement(store, MFP_SQL_PUT_MESSAGE);
    int at = 0;
    if (!stmt)
        return mfp_store_fail(store, sqlite3_extended_errcode(store->db), error);
    mfp_put_text(stmt, &at, result->token);
    mfp_put_number(stmt, &at, device);
    mfp_put_number(stmt, &at, result->at);
    return mfp_store_run(store, MFP_SQL_PUT_MESSAGE, error);
}

static int prune_rows(struct mfp_store *store, enum mfp_sql which, const int64_t *device,
                      int64_t before, struct mfp_error *error)
{
    sqlite3_stmt *stmt = mfp_store_statement(store, which);
    int at = 0;
    if (!stmt)
        return mfp_store_fail(store, sqlite3_extended_errcode(store->db), error);
    if (device)
        mfp_put_number(stmt, &at, *device);
    mfp_put_number(stmt, &at, before);
    mfp_put_number(stmt, &at, PRUNE_ROWS);
    return mfp_store_run(store, which, error);
}

/* A few of the oldest rows with each new one: nobody waits long, and a clock that is far ahead for
 * a moment costs no more than these. */
static int prune_some(struct mfp_store *store, int64_t device, int64_t now, struct mfp_error *error)
{
    if (!store->keep_s)
        return 0;
    int64_t before = now - store->keep_s;
    int done = prune_rows(store, MFP_SQL_PRUNE_SOME, &device, before, error);
    return done < 0 ? done : prune_rows(store, MFP_SQL_DROP_MESSAGES, NULL, before, error);
}

void mfp_store_keep(struct mfp_store *store, int64_t seconds)
{
    store->keep_s = seconds;
}

/* -ENODATA, without a text, if there is none. */
static int get_last(struct mfp_store *store, const char *device, struct mfp_result *result,
                    struct mfp_streak *streak, struct mfp_error *error)
{
    sqlite3_stmt *stmt;
    int done = mfp_store_find(store, MFP_SQL_GET_LAST, device, &stmt, error);
    if (done < 0)
        return done;
    read_last(stmt, result, streak);
    sqlite3_reset(stmt);
    return 0;
}

int mfp_store_add(struct mfp_store *store, const struct mfp_result *result,
                  struct mfp_streak *streak, struct mfp_error *error)
{
    struct mfp_result before;
    struct mfp_streak sum = {0};
    int64_t device = 0;
    int done = mfp_store_begin(store, error);
    if (done < 0)
        return done;
    done = get_last(store, result->device, &before, &sum, error);
    if (done == -ENODATA)
        done = 0;
    mfp_streak_add(&sum, result);
    if (done == 0)
        done = mfp_store_device(store, result->device, &device, error);
    if (done == 0)
        done = put_last(store, device, result, &sum, error);
    if (done == 0)
        done = put_history(store, device, result, error);
    if (done == 0)
        done = put_message(store, device, result, error);
    if (done == 0)
        done = mfp_store_put_mechanisms(store, device, result, error);
    if (done == 0)
        done = prune_some(store, device, result->at, error);
    done = mfp_store_end(store, done, error);
    if (done == 0 && streak)
        *streak = sum;
    return done;
}

int mfp_store_last(struct mfp_store *store, const char *device, struct mfp_result *result,
                   struct mfp_streak *streak, struct mfp_error *error)
{
    struct mfp_streak unwanted = {0};
    int done = get_last(store, device, result, streak ? streak : &unwanted, error);
    return done == -ENODATA
               ? mfp_error_set(error, done, "store %s: nothing is recorded of '%.64s' yet",
                               store->path, device)
               : done;
}

int mfp_store_shared(struct mfp_store *store, uint64_t plan, const char *device, int64_t after,
                     int64_t now, struct mfp_result *result, struct mfp_error *error)
{
    sqlite3_stmt *stmt = mfp_store_statement(store, MFP_SQL_GET_SHARED);
    struct mfp_streak unwanted = {0};
    int at = 0;
    if (!stmt)
        return mfp_store_fail(store, sqlite3_extended_errcode(store->db), error);
    mfp_put_number(stmt, &at, (int64_t)plan);
    mfp_put_number(stmt, &at, after);
    mfp_put_number(stmt, &at, now);
    mfp_put_text(stmt, &at, device);
    int code = sqlite3_step(stmt);
    if (code == SQLITE_ROW)
        read_last(stmt, result, &unwanted);
    sqlite3_reset(stmt);
    if (code == SQLITE_DONE)
        return -ENODATA;
    return code == SQLITE_ROW ? 0 : mfp_store_fail(store, code, error);
}

int mfp_store_each(struct mfp_store *store, mfp_store_tell *tell, void *context,
                   struct mfp_error *error)
{
    struct mfp_result result;
    struct mfp_streak streak = {0};
    sqlite3_stmt *stmt = mfp_store_statement(store, MFP_SQL_EACH_LAST);
    int code = stmt ? sqlite3_step(stmt) : sqlite3_extended_errcode(store->db);
    for (; code == SQLITE_ROW; code = sqlite3_step(stmt)) {
        read_last(stmt, &result, &streak);
        if (!tell(context, &result, &streak)) {
            code = SQLITE_DONE;
            break;
        }
    }
    sqlite3_reset(stmt);
    return code == SQLITE_DONE ? 0 : mfp_store_fail(store, code, error);
}

/* The device after *device by its number; 0 at the end, else 1. */
static int next_device(struct mfp_store *store, int64_t *device, struct mfp_error *error)
{
    sqlite3_stmt *stmt = mfp_store_statement(store, MFP_SQL_NEXT_DEVICE);
    int at = 0;
    if (!stmt)
        return mfp_store_fail(store, sqlite3_extended_errcode(store->db), error);
    mfp_put_number(stmt, &at, *device);
    int code = sqlite3_step(stmt);
    if (code == SQLITE_ROW)
        *device = sqlite3_column_int64(stmt, 0);
    sqlite3_reset(stmt);
    if (code == SQLITE_DONE)
        return 0;
    return code == SQLITE_ROW ? 1 : mfp_store_fail(store, code, error);
}

int64_t mfp_store_prune(struct mfp_store *store, int64_t before, struct mfp_error *error)
{
    int64_t rows = 0, device = 0;
    int result = 0;
    while ((result = next_device(store, &device, error)) == 1) {
        sqlite3_stmt *stmt = mfp_store_statement(store, MFP_SQL_PRUNE);
        int at = 0;
        if (!stmt)
            return mfp_store_fail(store, sqlite3_extended_errcode(store->db), error);
        mfp_put_number(stmt, &at, device);
        mfp_put_number(stmt, &at, before);
        if ((result = mfp_store_run(store, MFP_SQL_PRUNE, error)) < 0)
            return result;
        rows += sqlite3_changes64(store->db);
    }
    return result < 0 ? result : rows;
}
