/*
 * All SQL of mfpmail. Internal to store/: sql.c has the words, store.c binds and reads.
 */
#pragma once

/* migrations[n] makes a store of version n one of version n + 1. A published one never changes. */
extern const char *const mfp_sql_migrations[];
enum { MFP_SQL_VERSION = 3 };

enum mfp_sql {
    MFP_SQL_BEGIN,
    MFP_SQL_COMMIT,
    MFP_SQL_ROLLBACK,
    MFP_SQL_PUT_DEVICE,
    MFP_SQL_PUT_LAST,
    MFP_SQL_PUT_HISTORY,
    MFP_SQL_GET_LAST,
    MFP_SQL_GET_SHARED,
    MFP_SQL_EACH_LAST,
    MFP_SQL_GET_SAMPLES,
    MFP_SQL_NEXT_DEVICE,
    MFP_SQL_PRUNE,
    MFP_SQL_GET_KEY,
    MFP_SQL_PUT_KEY,
    MFP_SQL_GET_HOLD,
    MFP_SQL_PUT_HOLD,
    MFP_SQL_DROP_HOLD,
    MFP_SQL_EACH_HOLD,
    MFP_SQL_GET_LEASE,
    MFP_SQL_PUT_LEASE,
    MFP_SQL_DROP_LEASE,
    MFP_SQL_PRUNE_SOME,
    MFP_SQL_GET_SPENT,
    MFP_SQL_PUT_SPEND,
    MFP_SQL_DROP_SPEND,
    MFP_SQL_PUT_WAITING,
    MFP_SQL_DROP_WAITING,
    MFP_SQL_COUNT_WAITING,
    MFP_SQL_GET_BACKOFF,
    MFP_SQL_PUT_BACKOFF,
    MFP_SQL_DROP_BACKOFF,
    MFP_SQL_EACH_BACKOFF,
    MFP_SQL_PUT_MESSAGE,
    MFP_SQL_DROP_MESSAGES,
    MFP_SQL_PUT_MECHANISM,
    MFP_SQL_EACH_MECHANISM,
    MFP_SQL_PUT_LOOK,
    MFP_SQL_GET_LOOK,
    MFP_SQL_PUT_QUEUE,
    MFP_SQL_GET_QUEUE,
    MFP_SQL_PUT_SAMPLE,
    MFP_SQL_DROP_SAMPLES,
    MFP_SQL_COUNT,
};

extern const char *const mfp_sql_statements[MFP_SQL_COUNT];

/* The columns of a last result, in the order in which store.c binds and reads them. */
#define MFP_SQL_LAST_COLUMNS                                                                       \
    "sender, account, server, at, state, category, cause, stage, fault, code, enhanced, reply, "   \
    "retryable, confidence, depth, stage_us, cert_not_after, size_limit, message_octets, "         \
    "tls_version, tls_cipher, tls_verified, mechanisms, mechanism, plan, transcript, since, "      \
    "last_success, failures, token, provider"
