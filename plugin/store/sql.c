#include "store/sql.h"

#include <stddef.h>

/*
 * device   names get small numbers, since history has millions of rows
 * last     the whole last result of a device, and what its results add up to
 * history  what is worth keeping of every result; a device's rows lie together
 * hold     accounts whose credentials were rejected
 * lease    accounts whose login is being tried
 * key      the installation's random key
 * sample   queue samples, incident, message: for the daemon, the root cause and the mailbox
 */
static const char version_1[] =
    "CREATE TABLE device (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE);"
    "CREATE TABLE last ("
    " device INTEGER PRIMARY KEY REFERENCES device, sender TEXT, account TEXT, server TEXT, at INTEGER NOT NULL,"
    " state INTEGER, category INTEGER, cause INTEGER, stage INTEGER, fault INTEGER, code INTEGER,"
    " enhanced TEXT, reply TEXT, retryable INTEGER, confidence INTEGER, depth INTEGER,"
    " stage_us BLOB, cert_not_after INTEGER, size_limit INTEGER, message_octets INTEGER,"
    " tls_version TEXT, tls_cipher TEXT, tls_verified INTEGER, mechanisms TEXT, mechanism TEXT,"
    " plan INTEGER,"
    " transcript INTEGER, since INTEGER, last_success INTEGER, failures INTEGER);"
    "CREATE INDEX last_plan ON last (plan, at);"
    "CREATE TABLE history ("
    " device INTEGER NOT NULL REFERENCES device, at INTEGER NOT NULL, turn INTEGER NOT NULL,"
    " state INTEGER, category INTEGER, cause INTEGER, code INTEGER, total_us INTEGER,"
    " stage_us BLOB, PRIMARY KEY (device, at, turn)) WITHOUT ROWID;"
    "CREATE TABLE hold ("
    " account TEXT PRIMARY KEY, fingerprint BLOB NOT NULL, since INTEGER NOT NULL,"
    " until INTEGER NOT NULL, tries INTEGER NOT NULL, device TEXT) WITHOUT ROWID;"
    "CREATE TABLE lease ("
    " account TEXT PRIMARY KEY, until INTEGER NOT NULL, pid INTEGER NOT NULL) WITHOUT ROWID;"
    "CREATE TABLE key (id INTEGER PRIMARY KEY CHECK (id = 1), octets BLOB NOT NULL);"
    "CREATE TABLE sample ("
    " device INTEGER NOT NULL REFERENCES device, at INTEGER NOT NULL, octets BLOB,"
    " PRIMARY KEY (device, at)) WITHOUT ROWID;"
    "CREATE TABLE incident ("
    " id INTEGER PRIMARY KEY, scope INTEGER, name TEXT, category INTEGER, cause INTEGER,"
    " since INTEGER NOT NULL, until INTEGER);"
    "CREATE TABLE message ("
    " token TEXT PRIMARY KEY, device INTEGER NOT NULL REFERENCES device, sent INTEGER NOT NULL,"
    " arrived INTEGER) WITHOUT ROWID;";

/*
 * spend     sends that count against a budget, of an account or a server
 * waiting   devices that a budget passed over
 * backoff   accounts and servers that asked for patience
 * mechanism when a device was last offered a login mechanism
 * look      the last look at a server, as check_mfp_server keeps it
 */
static const char version_2[] =
    "CREATE TABLE spend ("
    " bucket TEXT NOT NULL, at INTEGER NOT NULL, turn INTEGER NOT NULL,"
    " PRIMARY KEY (bucket, at, turn)) WITHOUT ROWID;"
    "CREATE TABLE waiting ("
    " bucket TEXT NOT NULL, device TEXT NOT NULL, since INTEGER NOT NULL, seen INTEGER NOT NULL,"
    " PRIMARY KEY (bucket, device)) WITHOUT ROWID;"
    "CREATE TABLE backoff ("
    " bucket TEXT PRIMARY KEY, since INTEGER NOT NULL, until INTEGER NOT NULL,"
    " tries INTEGER NOT NULL, device TEXT) WITHOUT ROWID;"
    "CREATE TABLE mechanism ("
    " device INTEGER NOT NULL REFERENCES device, name TEXT NOT NULL, seen INTEGER NOT NULL,"
    " PRIMARY KEY (device, name)) WITHOUT ROWID;"
    "ALTER TABLE last ADD COLUMN token TEXT;"
    "CREATE INDEX message_sent ON message (sent);"
    "CREATE TABLE look ("
    " server TEXT PRIMARY KEY, at INTEGER NOT NULL, octets BLOB NOT NULL) WITHOUT ROWID;";

/*
 * queue          what the last poll of a device's queue came to, and what the next is judged by
 * last.provider  whose server it was, by its greeting too, which is not kept
 */
static const char version_3[] =
    "CREATE TABLE queue ("
    " device INTEGER PRIMARY KEY REFERENCES device, at INTEGER NOT NULL, memory BLOB NOT NULL,"
    " record BLOB NOT NULL);"
    "ALTER TABLE last ADD COLUMN provider TEXT;";

const char *const mfp_sql_migrations[] = {version_1, version_2, version_3, NULL};

const char *const mfp_sql_statements[MFP_SQL_COUNT] = {
    [MFP_SQL_BEGIN] = "BEGIN IMMEDIATE",
    [MFP_SQL_COMMIT] = "COMMIT",
    [MFP_SQL_ROLLBACK] = "ROLLBACK",
    [MFP_SQL_PUT_DEVICE] = "INSERT INTO device (name) VALUES (?1) "
                           "ON CONFLICT (name) DO UPDATE SET name = name RETURNING id",
    [MFP_SQL_PUT_LAST] =
        "INSERT OR REPLACE INTO last (device, " MFP_SQL_LAST_COLUMNS ") VALUES "
        "(?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16,"
        " ?17, ?18, ?19, ?20, ?21, ?22, ?23, ?24, ?25, ?26, ?27, ?28, ?29, ?30, ?31, ?32)",
    /* Two results of one second are two. */
    [MFP_SQL_PUT_HISTORY] =
        "INSERT INTO history (device, at, turn, state, category, cause, code, total_us, stage_us) "
        "SELECT ?1, ?2, coalesce(max(turn) + 1, 0), ?3, ?4, ?5, ?6, ?7, ?8 FROM history "
        "WHERE device = ?1 AND at = ?2",
    [MFP_SQL_GET_LAST] = "SELECT name, " MFP_SQL_LAST_COLUMNS
                         " FROM device JOIN last ON device.id = last.device WHERE name = ?1",
    [MFP_SQL_GET_SHARED] =
        "SELECT name, " MFP_SQL_LAST_COLUMNS " FROM last JOIN device ON device.id = last.device "
        "WHERE plan = ?1 AND at > ?2 AND at <= ?3 AND name <> ?4 "
        "ORDER BY at DESC LIMIT 1",
    [MFP_SQL_EACH_LAST] = "SELECT name, " MFP_SQL_LAST_COLUMNS
                          " FROM device JOIN last ON device.id = last.device ORDER BY name",
    [MFP_SQL_GET_SAMPLES] = "SELECT stage_us FROM history WHERE device = "
                            "(SELECT id FROM device WHERE name = ?1) AND category = ?2 AND at < ?3 "
                            "ORDER BY at DESC, turn DESC LIMIT ?4",
    [MFP_SQL_NEXT_DEVICE] = "SELECT id FROM device WHERE id > ?1 ORDER BY id LIMIT 1",
    [MFP_SQL_PRUNE] = "DELETE FROM history WHERE device = ?1 AND at < ?2",
    [MFP_SQL_GET_KEY] = "SELECT octets FROM key WHERE id = 1",
    [MFP_SQL_PUT_KEY] = "INSERT INTO key (id, octets) VALUES (1, ?1)",
    [MFP_SQL_GET_HOLD] = "SELECT account, fingerprint, since, until, tries, device FROM hold "
                         "WHERE account = ?1",
    [MFP_SQL_PUT_HOLD] = "INSERT OR REPLACE INTO hold "
                         "(account, fingerprint, since, until, tries, device) "
                         "VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
    [MFP_SQL_DROP_HOLD] = "DELETE FROM hold WHERE account = ?1",
    [MFP_SQL_EACH_HOLD] = "SELECT account, fingerprint, since, until, tries, device FROM hold "
                          "WHERE until > ?1 ORDER BY account",
    [MFP_SQL_GET_LEASE] = "SELECT until, pid FROM lease WHERE account = ?1",
    [MFP_SQL_PUT_LEASE] = "INSERT OR REPLACE INTO lease (account, until, pid) "
                          "VALUES (?1, ?2, ?3)",
    [MFP_SQL_DROP_LEASE] = "DELETE FROM lease WHERE account = ?1",
    [MFP_SQL_PRUNE_SOME] =
        "DELETE FROM history WHERE (device, at, turn) IN (SELECT device, at, turn FROM history "
        "WHERE device = ?1 AND at < ?2 ORDER BY at LIMIT ?3)",
    [MFP_SQL_GET_SPENT] = "SELECT count(*), min(at) FROM spend WHERE bucket = ?1 AND at > ?2",
    [MFP_SQL_PUT_SPEND] = "INSERT INTO spend (bucket, at, turn) "
                          "SELECT ?1, ?2, coalesce(max(turn) + 1, 0) FROM spend "
                          "WHERE bucket = ?1 AND at = ?2",
    [MFP_SQL_DROP_SPEND] = "DELETE FROM spend WHERE bucket = ?1 AND (at <= ?2 OR at > ?3)",
    [MFP_SQL_PUT_WAITING] =
        "INSERT INTO waiting (bucket, device, since, seen) VALUES (?1, ?2, ?3, ?3) "
        "ON CONFLICT (bucket, device) DO UPDATE SET seen = excluded.seen, "
        "since = min(since, excluded.since)",
    [MFP_SQL_DROP_WAITING] = "DELETE FROM waiting WHERE bucket = ?1 AND device = ?2",
    /* Those that waited before this one, and have come lately. */
    [MFP_SQL_COUNT_WAITING] =
        "SELECT count(*) FROM waiting WHERE bucket = ?1 AND device <> ?2 AND seen > ?3 AND since < "
        "coalesce((SELECT since FROM waiting WHERE bucket = ?1 AND device = ?2 AND seen > ?3), ?4)",
    [MFP_SQL_GET_BACKOFF] = "SELECT bucket, since, until, tries, device FROM backoff "
                            "WHERE bucket = ?1",
    [MFP_SQL_PUT_BACKOFF] = "INSERT OR REPLACE INTO backoff (bucket, since, until, tries, device) "
                            "VALUES (?1, ?2, ?3, ?4, ?5)",
    [MFP_SQL_DROP_BACKOFF] = "DELETE FROM backoff WHERE bucket = ?1",
    [MFP_SQL_EACH_BACKOFF] = "SELECT bucket, since, until, tries, device FROM backoff "
                             "WHERE until > ?1 ORDER BY bucket",
    [MFP_SQL_PUT_MECHANISM] = "INSERT OR REPLACE INTO mechanism (device, name, seen) "
                              "VALUES (?1, ?2, ?3)",
    [MFP_SQL_EACH_MECHANISM] =
        "SELECT mechanism.name, seen FROM mechanism WHERE device = "
        "(SELECT id FROM device WHERE name = ?1) ORDER BY seen DESC LIMIT ?2",
    [MFP_SQL_PUT_MESSAGE] = "INSERT OR IGNORE INTO message (token, device, sent) "
                            "VALUES (?1, ?2, ?3)",
    [MFP_SQL_DROP_MESSAGES] = "DELETE FROM message WHERE token IN "
                              "(SELECT token FROM message WHERE sent < ?1 LIMIT ?2)",
    [MFP_SQL_PUT_LOOK] = "INSERT OR REPLACE INTO look (server, at, octets) VALUES (?1, ?2, ?3)",
    [MFP_SQL_GET_LOOK] = "SELECT octets FROM look WHERE server = ?1",
    [MFP_SQL_PUT_QUEUE] = "INSERT OR REPLACE INTO queue (device, at, memory, record) "
                          "VALUES (?1, ?2, ?3, ?4)",
    [MFP_SQL_GET_QUEUE] = "SELECT at, memory, record FROM queue WHERE device = "
                          "(SELECT id FROM device WHERE name = ?1)",
    /* One in so much time is enough to see how a queue went. */
    [MFP_SQL_PUT_SAMPLE] =
        "INSERT OR REPLACE INTO sample (device, at, octets) SELECT ?1, ?2, ?3 WHERE NOT EXISTS "
        "(SELECT 1 FROM sample WHERE device = ?1 AND at > ?4 AND at <= ?2)",
    [MFP_SQL_DROP_SAMPLES] = "DELETE FROM sample WHERE (device, at) IN (SELECT device, at FROM "
                             "sample WHERE device = ?1 AND at < ?2 ORDER BY at LIMIT ?3)",
};
