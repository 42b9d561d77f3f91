/* What was seen of a device before: times, and login mechanisms. */
#include "store/statement.h"

#include "core/text.h"

#include <string.h>

int mfp_store_samples(struct mfp_store *store, const char *device, int64_t before,
                      int64_t (*samples)[MFP_STAGE_COUNT], int count, struct mfp_error *error)
{
    sqlite3_stmt *stmt = mfp_store_statement(store, MFP_SQL_GET_SAMPLES);
    int at = 0, found = 0, code = SQLITE_DONE;
    if (!stmt)
        return mfp_store_fail(store, sqlite3_extended_errcode(store->db), error);
    mfp_put_text(stmt, &at, device);
    mfp_put_number(stmt, &at, MFP_CATEGORY_OK);
    mfp_put_number(stmt, &at, before);
    mfp_put_number(stmt, &at, count);
    while (found < count && (code = sqlite3_step(stmt)) == SQLITE_ROW) {
        at = 0;
        memset(samples[found], 0xff, sizeof(samples[found])); /* not reached */
        mfp_get_octets(stmt, &at, samples[found++], sizeof(samples[0]));
    }
    sqlite3_reset(stmt);
    return code == SQLITE_ROW || code == SQLITE_DONE ? found : mfp_store_fail(store, code, error);
}

static int put_mechanism(struct mfp_store *store, int64_t device, const char *name, int64_t seen,
                         struct mfp_error *error)
{
    sqlite3_stmt *stmt = mfp_store_statement(store, MFP_SQL_PUT_MECHANISM);
    int at = 0;
    if (!stmt)
        return mfp_store_fail(store, sqlite3_extended_errcode(store->db), error);
    mfp_put_number(stmt, &at, device);
    mfp_put_text(stmt, &at, name);
    mfp_put_number(stmt, &at, seen);
    return mfp_store_run(store, MFP_SQL_PUT_MECHANISM, error);
}

/* Only those that a device can be set to: a server can make up names without end. Some have two
 * words, which are one row. */
int mfp_store_put_mechanisms(struct mfp_store *store, int64_t device,
                             const struct mfp_result *result, struct mfp_error *error)
{
    int done = 0;
    for (const struct mfp_word *word = mfp_auth_words; done == 0 && word->name; word++)
        if (mfp_text_has_word(result->mechanisms, word->shown, strlen(word->shown)))
            done = put_mechanism(store, device, word->shown, result->at, error);
    return done;
}

int mfp_store_mechanisms(struct mfp_store *store, const char *device, struct mfp_seen *seen,
                         int count, struct mfp_error *error)
{
    sqlite3_stmt *stmt = mfp_store_statement(store, MFP_SQL_EACH_MECHANISM);
    int at = 0, found = 0, code = SQLITE_DONE;
    if (!stmt)
        return mfp_store_fail(store, sqlite3_extended_errcode(store->db), error);
    mfp_put_text(stmt, &at, device);
    mfp_put_number(stmt, &at, count);
    while (found < count && (code = sqlite3_step(stmt)) == SQLITE_ROW) {
        at = 0;
        mfp_get_text(stmt, &at, seen[found].name, sizeof(seen[found].name));
        seen[found++].at = mfp_get_number(stmt, &at);
    }
    sqlite3_reset(stmt);
    return code == SQLITE_ROW || code == SQLITE_DONE ? found : mfp_store_fail(store, code, error);
}
