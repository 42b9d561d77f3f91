/* Opening, migrating, and what every statement needs. */
#include "store/statement.h"

#include "core/clock.h"
#include "core/text.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum {
    STORE_MODE = 0660, /* owner and group: the monitoring users share one */
    BUSY_PAUSE_MS = 10,
};

/* SQLite names what it was doing, such as making room for its index; why it could not, the system
 * and the file say. */
static int errno_of(sqlite3 *db, int code)
{
    int kind = code & 0xff;
    int system =
        db && (kind == SQLITE_IOERR || kind == SQLITE_CANTOPEN) ? sqlite3_system_errno(db) : 0;
    if (system == ENOSPC || system == EDQUOT)
        return -ENOSPC;
    if (db && kind == SQLITE_CANTOPEN && sqlite3_db_readonly(db, "main") == 1)
        return -EROFS;
    switch (kind) {
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
        return -EBUSY;
    case SQLITE_FULL:
        return -ENOSPC;
    case SQLITE_READONLY:
        return -EROFS;
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
        return -EILSEQ;
    case SQLITE_CANTOPEN:
    case SQLITE_PERM:
    case SQLITE_AUTH:
        return -EACCES;
    case SQLITE_NOMEM:
        return -ENOMEM;
    default:
        return -EIO;
    }
}

static const char *words_of(int result)
{
    switch (result) {
    case -EBUSY:
        return "another process has it locked for too long";
    case -ENOSPC:
        return "the disk is full";
    case -EROFS:
        return "it cannot be written";
    case -EILSEQ:
        return "it is damaged, or no store; move it away and keep it, a new one is made then";
    default:
        return NULL;
    }
}

int mfp_store_fail(const struct mfp_store *store, int code, struct mfp_error *error)
{
    int result = errno_of(store->db, code);
    const char *words = words_of(result);
    if (!words && (code & 0xff) == SQLITE_IOERR)
        words = "input or output error";
    return mfp_error_set(error, result, "store %s: %s", store->path,
                         words ? words : sqlite3_errmsg(store->db));
}

/* A statement ready for its values; NULL if it cannot be had. */
sqlite3_stmt *mfp_store_statement(struct mfp_store *store, enum mfp_sql which)
{
    sqlite3_stmt **slot = &store->statements[which];
    if (!*slot)
        sqlite3_prepare_v3(store->db, mfp_sql_statements[which], -1, SQLITE_PREPARE_PERSISTENT,
                           slot, NULL);
    else
        sqlite3_reset(*slot);
    return *slot;
}

/* One step of a statement without rows. */
int mfp_store_run(struct mfp_store *store, enum mfp_sql which, struct mfp_error *error)
{
    sqlite3_stmt *stmt =
        store->statements[which] ? store->statements[which] : mfp_store_statement(store, which);
    int code = stmt ? sqlite3_step(stmt) : sqlite3_extended_errcode(store->db);
    if (stmt)
        sqlite3_reset(stmt);
    return code == SQLITE_DONE || code == SQLITE_ROW ? 0 : mfp_store_fail(store, code, error);
}

int mfp_store_run_text(struct mfp_store *store, enum mfp_sql which, const char *text,
                       struct mfp_error *error)
{
    sqlite3_stmt *stmt = mfp_store_statement(store, which);
    int at = 0;
    if (!stmt)
        return mfp_store_fail(store, sqlite3_extended_errcode(store->db), error);
    mfp_put_text(stmt, &at, text);
    return mfp_store_run(store, which, error);
}

int mfp_store_find(struct mfp_store *store, enum mfp_sql which, const char *text,
                   sqlite3_stmt **stmt, struct mfp_error *error)
{
    int at = 0;
    *stmt = mfp_store_statement(store, which);
    if (!*stmt)
        return mfp_store_fail(store, sqlite3_extended_errcode(store->db), error);
    mfp_put_text(*stmt, &at, text);
    int code = sqlite3_step(*stmt);
    if (code == SQLITE_ROW)
        return 0;
    sqlite3_reset(*stmt);
    return code == SQLITE_DONE ? -ENODATA : mfp_store_fail(store, code, error);
}

int mfp_store_begin(struct mfp_store *store, struct mfp_error *error)
{
    return mfp_store_run(store, MFP_SQL_BEGIN, error);
}

/* Ends the transaction as RESULT says; a failure to commit is one. */
int mfp_store_end(struct mfp_store *store, int result, struct mfp_error *error)
{
    int committed = result >= 0 ? mfp_store_run(store, MFP_SQL_COMMIT, error) : -EIO;
    if (committed < 0 && !sqlite3_get_autocommit(store->db))
        mfp_store_run(store, MFP_SQL_ROLLBACK, NULL);
    return result >= 0 && committed < 0 ? committed : result;
}

static int execute(struct mfp_store *store, const char *sql, struct mfp_error *error)
{
    int code = sqlite3_exec(store->db, sql, NULL, NULL, NULL);
    return code == SQLITE_OK ? 0
                             : mfp_store_fail(store, sqlite3_extended_errcode(store->db), error);
}

static int version_of(struct mfp_store *store, int *version, struct mfp_error *error)
{
    sqlite3_stmt *stmt = NULL;
    int code = sqlite3_prepare_v2(store->db, "PRAGMA user_version", -1, &stmt, NULL);
    if (code == SQLITE_OK && (code = sqlite3_step(stmt)) == SQLITE_ROW)
        *version = sqlite3_column_int(stmt, 0);
    sqlite3_finalize(stmt);
    return code == SQLITE_ROW ? 0
                              : mfp_store_fail(store, sqlite3_extended_errcode(store->db), error);
}

/* From VERSION to ours, each step whole or not at all. */
static int migrate(struct mfp_store *store, struct mfp_error *error)
{
    char pragma[48];
    int version = 0;
    int result = mfp_store_begin(store, error);
    if (result < 0)
        return result;
    result = version_of(store, &version, error); /* another process may have been first */
    for (; result == 0 && version < MFP_SQL_VERSION; version++)
        result = execute(store, mfp_sql_migrations[version], error);
    mfp_format(pragma, sizeof(pragma), "PRAGMA user_version = %d", version);
    if (result == 0)
        result = execute(store, pragma, error);
    return mfp_store_end(store, result, error);
}

static int check_version(struct mfp_store *store, enum mfp_store_mode mode, struct mfp_error *error)
{
    int version = 0;
    int result = version_of(store, &version, error);
    if (result < 0)
        return result;
    if (version > MFP_SQL_VERSION)
        return mfp_error_set(error, -EPROTO,
                             "store %s: a newer mfpmail made it (version %d, this one knows %d)",
                             store->path, version, MFP_SQL_VERSION);
    if (version == MFP_SQL_VERSION)
        return 0;
    if (mode == MFP_STORE_WRITE)
        return migrate(store, error);
    return version == 0
               ? mfp_error_set(error, -ENOENT, "store %s: nothing has been recorded in it yet",
                               store->path)
               : mfp_error_set(error, -ESTALE,
                               "store %s: an older mfpmail made it, the next check that sends "
                               "brings it up to date",
                               store->path);
}

/* Others must not read what is kept of accounts. The file is made here, with its mode, so that
 * there is no moment at which they can. */
static int check_file(const char *path, enum mfp_store_mode mode, struct mfp_error *error)
{
    struct stat status;
    if (mode == MFP_STORE_WRITE) {
        int fd = open(path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0600);
        if (fd < 0 && errno != EEXIST && errno != EACCES && errno != EROFS)
            return mfp_error_set(error, -errno, "store %s: %s", path, strerror(errno));
        if (fd >= 0) {
            fchmod(fd, STORE_MODE); /* whatever the umask: the group is for sharing */
            close(fd);
        }
    }
    if (stat(path, &status) < 0)
        return mfp_error_set(error, -errno, "store %s: %s", path, strerror(errno));
    if (!S_ISREG(status.st_mode))
        return mfp_error_set(error, -EINVAL, "store %s: is no regular file", path);
    if (status.st_mode & 07)
        return mfp_error_set(error, -EACCES,
                             "store %s: others can read or write it, mend it with: chmod 0660",
                             path);
    return 0;
}

/* Without a lock and an index beside the file: nobody else can write it either. */
static int open_frozen(struct mfp_store *store, int flags)
{
    struct mfp_text uri = {0};
    mfp_text_puts(&uri, "file:");
    for (const char *at = store->path; *at; at++)
        mfp_text_printf(&uri, strchr("%?#", *at) ? "%%%02x" : "%c", (unsigned)*at);
    mfp_text_puts(&uri, "?immutable=1");
    int code = sqlite3_open_v2(mfp_text_string(&uri), &store->db, flags | SQLITE_OPEN_URI, NULL);
    mfp_text_done(&uri);
    return code;
}

/* SQLite does not wait for others that make the same store at this moment; we do. */
static int set_log(struct mfp_store *store, int64_t wait_ms, struct mfp_error *error)
{
    static const char pragmas[] = "PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL";
    int64_t until = mfp_clock_ms() + wait_ms;
    int result;
    /* A power cut may cost the last results, a killed process costs none. */
    while ((result = execute(store, pragmas, error)) == -EBUSY && mfp_clock_ms() < until)
        sqlite3_sleep(BUSY_PAUSE_MS);
    if (result == 0 && error)
        error->text[0] = '\0';
    return result;
}

static int set_up(struct mfp_store *store, enum mfp_store_mode mode, int64_t wait_ms,
                  struct mfp_error *error)
{
    int flags = (mode == MFP_STORE_WRITE ? SQLITE_OPEN_READWRITE : SQLITE_OPEN_READONLY) |
                SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE;
    int code = mode == MFP_STORE_FROZEN ? open_frozen(store, flags)
                                        : sqlite3_open_v2(store->path, &store->db, flags, NULL);
    if (code != SQLITE_OK)
        return mfp_store_fail(store, code, error);
    sqlite3_busy_timeout(store->db, (int)(wait_ms < 100000 ? wait_ms : 100000));
    int result = mode == MFP_STORE_WRITE ? set_log(store, wait_ms, error) : 0;
    return result < 0 ? result : check_version(store, mode, error);
}

int mfp_store_open(struct mfp_store **out, const char *path, enum mfp_store_mode mode,
                   int64_t wait_ms, struct mfp_error *error)
{
    int result = check_file(path, mode, error);
    if (result < 0)
        return result;
    struct mfp_store *store = calloc(1, sizeof(*store));
    if (!store)
        return mfp_error_set(error, -ENOMEM, "out of memory");
    mfp_format(store->path, sizeof(store->path), "%s", path);
    result = set_up(store, mode, wait_ms, error);
    if (result < 0)
        store = mfp_store_close(store);
    *out = store;
    return result;
}

struct mfp_store *mfp_store_close(struct mfp_store *store)
{
    if (!store)
        return NULL;
    for (size_t i = 0; i < MFP_SQL_COUNT; i++)
        sqlite3_finalize(store->statements[i]);
    sqlite3_close(store->db);
    free(store);
    return NULL;
}

void mfp_put_text(sqlite3_stmt *stmt, int *at, const char *text)
{
    sqlite3_bind_text(stmt, ++*at, text, -1, SQLITE_STATIC);
}

void mfp_put_number(sqlite3_stmt *stmt, int *at, int64_t number)
{
    sqlite3_bind_int64(stmt, ++*at, number);
}

void mfp_put_octets(sqlite3_stmt *stmt, int *at, const void *octets, size_t size)
{
    sqlite3_bind_blob(stmt, ++*at, octets, (int)size, SQLITE_STATIC);
}

void mfp_get_text(sqlite3_stmt *stmt, int *at, char *target, size_t size)
{
    const char *text = (const char *)sqlite3_column_text(stmt, (*at)++);
    mfp_format(target, size, "%s", text ? text : "");
}

int64_t mfp_get_number(sqlite3_stmt *stmt, int *at)
{
    return sqlite3_column_int64(stmt, (*at)++);
}

/* What has another size was written by another version, and is left out. */
void mfp_get_octets(sqlite3_stmt *stmt, int *at, void *target, size_t size)
{
    const void *octets = sqlite3_column_blob(stmt, *at);
    if (octets && sqlite3_column_bytes(stmt, *at) == (int)size)
        memcpy(target, octets, size);
    (*at)++;
}

void mfp_store_column(sqlite3_stmt *stmt, int column, struct mfp_text *octets)
{
    const char *blob = sqlite3_column_blob(stmt, column);
    if (blob)
        mfp_text_add(octets, blob, (size_t)sqlite3_column_bytes(stmt, column));
}
