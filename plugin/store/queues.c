/* Queues of devices: what the last poll came to, and samples of what was before. */
#include "store/statement.h"

enum { PRUNE_ROWS = 4 };

static int put_queue(struct mfp_store *store, int64_t device, int64_t when,
                     const struct mfp_text *memory, const struct mfp_text *record,
                     struct mfp_error *error)
{
    sqlite3_stmt *stmt = mfp_store_statement(store, MFP_SQL_PUT_QUEUE);
    int at = 0;
    if (!stmt)
        return mfp_store_fail(store, sqlite3_extended_errcode(store->db), error);
    mfp_put_number(stmt, &at, device);
    mfp_put_number(stmt, &at, when);
    mfp_put_octets(stmt, &at, mfp_text_string(memory), memory->length);
    mfp_put_octets(stmt, &at, mfp_text_string(record), record->length);
    return mfp_store_run(store, MFP_SQL_PUT_QUEUE, error);
}

static int put_sample(struct mfp_store *store, int64_t device, int64_t when,
                      const struct mfp_text *record, int64_t every_s, struct mfp_error *error)
{
    sqlite3_stmt *stmt = mfp_store_statement(store, MFP_SQL_PUT_SAMPLE);
    int at = 0;
    if (!stmt)
        return mfp_store_fail(store, sqlite3_extended_errcode(store->db), error);
    mfp_put_number(stmt, &at, device);
    mfp_put_number(stmt, &at, when);
    mfp_put_octets(stmt, &at, mfp_text_string(record), record->length);
    mfp_put_number(stmt, &at, when - every_s);
    return mfp_store_run(store, MFP_SQL_PUT_SAMPLE, error);
}

static int drop_samples(struct mfp_store *store, int64_t device, int64_t when,
                        struct mfp_error *error)
{
    sqlite3_stmt *stmt = mfp_store_statement(store, MFP_SQL_DROP_SAMPLES);
    int at = 0;
    if (!stmt)
        return mfp_store_fail(store, sqlite3_extended_errcode(store->db), error);
    mfp_put_number(stmt, &at, device);
    mfp_put_number(stmt, &at, when - store->keep_s);
    mfp_put_number(stmt, &at, PRUNE_ROWS);
    return mfp_store_run(store, MFP_SQL_DROP_SAMPLES, error);
}

int mfp_store_queue_put(struct mfp_store *store, const char *device, int64_t at,
                        const struct mfp_text *memory, const struct mfp_text *record,
                        int64_t every_s, struct mfp_error *error)
{
    int64_t id = 0;
    int result = mfp_store_begin(store, error);
    if (result < 0)
        return result;
    result = mfp_store_device(store, device, &id, error);
    if (result == 0)
        result = put_queue(store, id, at, memory, record, error);
    if (result == 0)
        result = put_sample(store, id, at, record, every_s, error);
    if (result == 0 && store->keep_s)
        result = drop_samples(store, id, at, error);
    return mfp_store_end(store, result, error);
}

int mfp_store_queue_get(struct mfp_store *store, const char *device, int64_t *when,
                        struct mfp_text *memory, struct mfp_text *record, struct mfp_error *error)
{
    sqlite3_stmt *stmt;
    int result = mfp_store_find(store, MFP_SQL_GET_QUEUE, device, &stmt, error);
    if (result < 0)
        return result;
    *when = sqlite3_column_int64(stmt, 0);
    if (memory)
        mfp_store_column(stmt, 1, memory);
    if (record)
        mfp_store_column(stmt, 2, record);
    sqlite3_reset(stmt);
    return 0;
}
