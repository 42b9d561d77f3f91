/*
 * Prepared statements: what the parts of store/ share. Internal to it.
 */
#pragma once

#include "store/sql.h"
#include "store/store.h"

#include <sqlite3.h>

struct mfp_store {
    sqlite3 *db;
    sqlite3_stmt *statements[MFP_SQL_COUNT];
    char path[1024];
    int64_t keep_s; /* 0: for ever */
};

/* The negative errno of an SQLite code, with its words for people. */
int mfp_store_fail(const struct mfp_store *store, int code, struct mfp_error *error);

/* A statement ready for its values, prepared at its first use; NULL if it cannot be had. */
sqlite3_stmt *mfp_store_statement(struct mfp_store *store, enum mfp_sql which);

/* One step of a statement without rows, whose values are bound. */
int mfp_store_run(struct mfp_store *store, enum mfp_sql which, struct mfp_error *error);

/* The number of a device, which is made for a new one. */
int mfp_store_device(struct mfp_store *store, const char *name, int64_t *id,
                     struct mfp_error *error);

/* The row of a statement that asks for one text. 0: *stmt has its columns, and is the caller's to
 * reset; -ENODATA, without an error's text, if there is none; else another negative errno. */
int mfp_store_find(struct mfp_store *store, enum mfp_sql which, const char *text,
                   sqlite3_stmt **stmt, struct mfp_error *error);

/* Notes which login mechanisms a result was offered. */
int mfp_store_put_mechanisms(struct mfp_store *store, int64_t device,
                             const struct mfp_result *result, struct mfp_error *error);

/* A transaction; it ends as RESULT says: below 0 nothing of it is kept. Returns RESULT, or why it
 * could not be committed. */
int mfp_store_begin(struct mfp_store *store, struct mfp_error *error);
int mfp_store_end(struct mfp_store *store, int result, struct mfp_error *error);

/* A statement with these values and no rows. */
int mfp_store_run_text(struct mfp_store *store, enum mfp_sql which, const char *text,
                       struct mfp_error *error);

/* Values in their order: AT is the number of those before, and is counted on. */
void mfp_put_text(sqlite3_stmt *stmt, int *at, const char *text);
void mfp_put_number(sqlite3_stmt *stmt, int *at, int64_t number);
void mfp_put_octets(sqlite3_stmt *stmt, int *at, const void *octets, size_t size);
void mfp_get_text(sqlite3_stmt *stmt, int *at, char *target, size_t size);
int64_t mfp_get_number(sqlite3_stmt *stmt, int *at);
/* The octets of a column, whatever their number, added to OCTETS. */
void mfp_store_column(sqlite3_stmt *stmt, int column, struct mfp_text *octets);
void mfp_get_octets(sqlite3_stmt *stmt, int *at, void *target, size_t size);
