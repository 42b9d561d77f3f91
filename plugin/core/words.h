/*
 * The words of the product: states, categories, stages, owners, depths, TLS modes.
 *
 * Every list that a user, a file, the MIB or Zabbix sees comes from the tables behind these
 * functions. The numbers leave the program: they are permanent and mean nothing. A retired
 * word keeps its number.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>

/* Monitoring Plugins guidelines: the exit code of a plugin. */
enum mfp_state {
    MFP_STATE_OK = 0,
    MFP_STATE_WARNING = 1,
    MFP_STATE_CRITICAL = 2,
    MFP_STATE_UNKNOWN = 3,
};

enum mfp_category {
    MFP_CATEGORY_OK = 1,
    MFP_CATEGORY_SETUP = 2, /* our own configuration is at fault */
    MFP_CATEGORY_SERVICE = 3,
    MFP_CATEGORY_AUTH = 4,
    MFP_CATEGORY_RECIPIENT = 5,
    MFP_CATEGORY_SIZE = 6,
    MFP_CATEGORY_SENDER = 7,
    MFP_CATEGORY_POLICY = 8,
    MFP_CATEGORY_TLS = 9,
    MFP_CATEGORY_RELAY = 10,
    MFP_CATEGORY_THROTTLE = 11,
    MFP_CATEGORY_MAILBOX_FULL = 12,
    MFP_CATEGORY_TEMPORARY = 13,
    MFP_CATEGORY_PROTOCOL = 14,
};

/* Where in the dialogue (RFC 5321, RFC 3207, RFC 4954). */
enum mfp_stage {
    MFP_STAGE_UNKNOWN = 0, /* a reply without its dialogue */
    MFP_STAGE_RESOLVE = 1,
    MFP_STAGE_CONNECT = 2,
    MFP_STAGE_GREETING = 3,
    MFP_STAGE_EHLO = 4,
    MFP_STAGE_STARTTLS = 5,
    MFP_STAGE_TLS = 6,
    MFP_STAGE_AUTH = 7,
    MFP_STAGE_MAIL = 8,
    MFP_STAGE_RCPT = 9,
    MFP_STAGE_DATA = 10,
    MFP_STAGE_BODY = 11, /* the message itself, up to the reply to its final dot */
    MFP_STAGE_QUIT = 12,
    MFP_STAGE_DELIVERY = 13,
};

enum { MFP_STAGE_COUNT = MFP_STAGE_DELIVERY + 1 };

/* Who must act. */
enum mfp_owner {
    MFP_OWNER_NOBODY = 1, /* wait */
    MFP_OWNER_DEVICE_ADMIN = 2,
    MFP_OWNER_ACCOUNT_OWNER = 3,
    MFP_OWNER_MAIL_ADMIN = 4,
    MFP_OWNER_DNS_ADMIN = 5,
    MFP_OWNER_NETWORK_ADMIN = 6,
    MFP_OWNER_RECIPIENT = 7,
    MFP_OWNER_PROVIDER = 8,
    MFP_OWNER_MONITORING_ADMIN = 9, /* for category setup: whoever runs mfpmail */
};

/* How far a probe goes. Each depth includes those before it. */
enum mfp_depth {
    MFP_DEPTH_CONNECT = 1,  /* greeting and EHLO */
    MFP_DEPTH_TLS = 2,      /* and the TLS session */
    MFP_DEPTH_AUTH = 3,     /* and the login */
    MFP_DEPTH_ENVELOPE = 4, /* and MAIL, RCPT, then RSET */
    MFP_DEPTH_MESSAGE = 5,  /* and a message, accepted by the server */
};

enum mfp_tls_mode {
    MFP_TLS_NONE = 1,
    MFP_TLS_STARTTLS = 2, /* RFC 3207 */
    MFP_TLS_IMPLICIT = 3, /* RFC 8314 */
};

enum mfp_tls_version {
    MFP_TLS_VERSION_ANY = 0,
    MFP_TLS_VERSION_1_0 = 10,
    MFP_TLS_VERSION_1_1 = 11,
    MFP_TLS_VERSION_1_2 = 12,
    MFP_TLS_VERSION_1_3 = 13,
};

/* RFC 4954 mechanisms, as devices speak them. */
enum mfp_auth {
    MFP_AUTH_AUTO = 1,  /* CRAM-MD5, PLAIN or LOGIN, what the server offers first in this order */
    MFP_AUTH_PLAIN = 2, /* AUTH PLAIN with its initial response */
    MFP_AUTH_PLAIN_STEP = 3,    /* AUTH PLAIN, the response after the server's 334 */
    MFP_AUTH_LOGIN = 4,         /* AUTH LOGIN, user name after the server's 334 */
    MFP_AUTH_LOGIN_INITIAL = 5, /* AUTH LOGIN with the user name as initial response */
    MFP_AUTH_CRAM_MD5 = 6,
    MFP_AUTH_NTLM = 7,
    MFP_AUTH_SCRAM_SHA_1 = 8,
    MFP_AUTH_SCRAM_SHA_256 = 9,
    MFP_AUTH_NONE = 10, /* the device sends without login */
};

/* One row of a word list. Lists end with a row whose name is NULL. */
struct mfp_word {
    int number;
    const char *name;  /* in options, files, JSON: lower case, no spaces */
    const char *shown; /* in text for people */
};

extern const struct mfp_word mfp_state_words[];
extern const struct mfp_word mfp_category_words[];
extern const struct mfp_word mfp_stage_words[];
extern const struct mfp_word mfp_owner_words[];
extern const struct mfp_word mfp_depth_words[];
extern const struct mfp_word mfp_tls_mode_words[];
extern const struct mfp_word mfp_tls_version_words[];
extern const struct mfp_word mfp_auth_words[];

/* The name or the shown text of a number; "?" for a number that the list does not have. */
const char *mfp_word_name(const struct mfp_word *words, int number);
const char *mfp_word_shown(const struct mfp_word *words, int number);

/* Finds NAME, ignoring case. Returns 0 and sets *number, or -ENOENT and leaves it alone. */
int mfp_word_find(const struct mfp_word *words, const char *name, int *number);

/* Writes "a, b, c" into buffer (always terminated, cut at its end). Returns buffer. */
const char *mfp_word_list(const struct mfp_word *words, char *buffer, size_t size);

/* The category that reports with seven categories show: one of service, auth, recipient,
 * size, sender, policy, tls; ok and setup stay what they are. */
enum mfp_category mfp_category_rollup(enum mfp_category category);

/* The worse of two states for a report: OK < WARNING < UNKNOWN < CRITICAL. */
enum mfp_state mfp_state_worse(enum mfp_state a, enum mfp_state b);
