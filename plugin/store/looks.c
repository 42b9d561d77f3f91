/* The last look at each server. */
#include "store/statement.h"

#include <errno.h>

int mfp_store_look_put(struct mfp_store *store, const char *server, int64_t at, const char *octets,
                       size_t length, struct mfp_error *error)
{
    sqlite3_stmt *stmt = mfp_store_statement(store, MFP_SQL_PUT_LOOK);
    int place = 0;
    if (!stmt)
        return mfp_store_fail(store, sqlite3_extended_errcode(store->db), error);
    mfp_put_text(stmt, &place, server);
    mfp_put_number(stmt, &place, at);
    mfp_put_octets(stmt, &place, octets, length);
    return mfp_store_run(store, MFP_SQL_PUT_LOOK, error);
}

int mfp_store_look_get(struct mfp_store *store, const char *server, struct mfp_text *octets,
                       struct mfp_error *error)
{
    sqlite3_stmt *stmt;
    int result = mfp_store_find(store, MFP_SQL_GET_LOOK, server, &stmt, error);
    if (result == -ENODATA)
        return mfp_error_set(error, result, "store %s: no look at '%.64s' is recorded yet",
                             store->path, server);
    if (result < 0)
        return result;
    mfp_store_column(stmt, 0, octets);
    sqlite3_reset(stmt);
    return 0;
}
