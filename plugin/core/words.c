#include "core/words.h"

#include "core/verdict.h"

#include <errno.h>
#include <stdio.h>
#include <strings.h>

const struct mfp_word mfp_state_words[] = {
    {.number = MFP_STATE_OK, .name = "ok", .shown = "OK"},
    {.number = MFP_STATE_WARNING, .name = "warning", .shown = "WARNING"},
    {.number = MFP_STATE_CRITICAL, .name = "critical", .shown = "CRITICAL"},
    {.number = MFP_STATE_UNKNOWN, .name = "unknown", .shown = "UNKNOWN"},
    {0},
};

const struct mfp_word mfp_category_words[] = {
    {.number = MFP_CATEGORY_OK, .name = "ok", .shown = "ok"},
    {.number = MFP_CATEGORY_SETUP, .name = "setup", .shown = "setup"},
    {.number = MFP_CATEGORY_SERVICE, .name = "service", .shown = "421"},
    {.number = MFP_CATEGORY_AUTH, .name = "auth", .shown = "535"},
    {.number = MFP_CATEGORY_RECIPIENT, .name = "recipient", .shown = "550"},
    {.number = MFP_CATEGORY_SIZE, .name = "size", .shown = "552"},
    {.number = MFP_CATEGORY_SENDER, .name = "sender", .shown = "553"},
    {.number = MFP_CATEGORY_POLICY, .name = "policy", .shown = "554"},
    {.number = MFP_CATEGORY_TLS, .name = "tls", .shown = "TLS"},
    {.number = MFP_CATEGORY_RELAY, .name = "relay", .shown = "relay"},
    {.number = MFP_CATEGORY_THROTTLE, .name = "throttle", .shown = "rate"},
    {.number = MFP_CATEGORY_MAILBOX_FULL, .name = "mailbox_full", .shown = "full"},
    {.number = MFP_CATEGORY_TEMPORARY, .name = "temporary", .shown = "4xx"},
    {.number = MFP_CATEGORY_PROTOCOL, .name = "protocol", .shown = "proto"},
    {0},
};

const struct mfp_word mfp_stage_words[] = {
    {.number = MFP_STAGE_UNKNOWN, .name = "unknown", .shown = "unknown stage"},
    {.number = MFP_STAGE_RESOLVE, .name = "resolve", .shown = "name lookup"},
    {.number = MFP_STAGE_CONNECT, .name = "connect", .shown = "connect"},
    {.number = MFP_STAGE_GREETING, .name = "greeting", .shown = "greeting"},
    {.number = MFP_STAGE_EHLO, .name = "ehlo", .shown = "EHLO"},
    {.number = MFP_STAGE_STARTTLS, .name = "starttls", .shown = "STARTTLS"},
    {.number = MFP_STAGE_TLS, .name = "tls", .shown = "TLS handshake"},
    {.number = MFP_STAGE_AUTH, .name = "auth", .shown = "AUTH"},
    {.number = MFP_STAGE_MAIL, .name = "mail", .shown = "MAIL FROM"},
    {.number = MFP_STAGE_RCPT, .name = "rcpt", .shown = "RCPT TO"},
    {.number = MFP_STAGE_DATA, .name = "data", .shown = "DATA"},
    {.number = MFP_STAGE_BODY, .name = "body", .shown = "end of data"},
    {.number = MFP_STAGE_QUIT, .name = "quit", .shown = "QUIT"},
    {.number = MFP_STAGE_DELIVERY, .name = "delivery", .shown = "delivery"},
    {0},
};

const struct mfp_word mfp_owner_words[] = {
    {.number = MFP_OWNER_NOBODY, .name = "nobody", .shown = "nobody (wait)"},
    {.number = MFP_OWNER_DEVICE_ADMIN, .name = "device-admin", .shown = "device admin"},
    {.number = MFP_OWNER_ACCOUNT_OWNER, .name = "account-owner", .shown = "account owner"},
    {.number = MFP_OWNER_MAIL_ADMIN, .name = "mail-admin", .shown = "mail admin"},
    {.number = MFP_OWNER_DNS_ADMIN, .name = "dns-admin", .shown = "DNS admin"},
    {.number = MFP_OWNER_NETWORK_ADMIN, .name = "network-admin", .shown = "network admin"},
    {.number = MFP_OWNER_RECIPIENT, .name = "recipient", .shown = "recipient"},
    {.number = MFP_OWNER_PROVIDER, .name = "provider", .shown = "provider"},
    {.number = MFP_OWNER_MONITORING_ADMIN, .name = "monitoring-admin", .shown = "monitoring admin"},
    {0},
};

const struct mfp_word mfp_depth_words[] = {
    {.number = MFP_DEPTH_CONNECT, .name = "connect", .shown = "connection"},
    {.number = MFP_DEPTH_TLS, .name = "tls", .shown = "TLS session"},
    {.number = MFP_DEPTH_AUTH, .name = "auth", .shown = "login"},
    {.number = MFP_DEPTH_ENVELOPE, .name = "envelope", .shown = "sender and recipient"},
    {.number = MFP_DEPTH_MESSAGE, .name = "message", .shown = "message"},
    {0},
};

const struct mfp_word mfp_tls_mode_words[] = {
    {.number = MFP_TLS_NONE, .name = "none", .shown = "no TLS"},
    {.number = MFP_TLS_STARTTLS, .name = "starttls", .shown = "STARTTLS"},
    {.number = MFP_TLS_IMPLICIT, .name = "implicit", .shown = "implicit TLS"},
    {0},
};

const struct mfp_word mfp_tls_version_words[] = {
    {.number = MFP_TLS_VERSION_1_0, .name = "1.0", .shown = "TLSv1.0"},
    {.number = MFP_TLS_VERSION_1_1, .name = "1.1", .shown = "TLSv1.1"},
    {.number = MFP_TLS_VERSION_1_2, .name = "1.2", .shown = "TLSv1.2"},
    {.number = MFP_TLS_VERSION_1_3, .name = "1.3", .shown = "TLSv1.3"},
    {0},
};

const struct mfp_word mfp_auth_words[] = {
    {.number = MFP_AUTH_AUTO, .name = "auto", .shown = "the best of CRAM-MD5, PLAIN, LOGIN"},
    {.number = MFP_AUTH_PLAIN, .name = "plain", .shown = "PLAIN"},
    {.number = MFP_AUTH_PLAIN_STEP, .name = "plain-step", .shown = "PLAIN"},
    {.number = MFP_AUTH_LOGIN, .name = "login", .shown = "LOGIN"},
    {.number = MFP_AUTH_LOGIN_INITIAL, .name = "login-initial", .shown = "LOGIN"},
    {.number = MFP_AUTH_CRAM_MD5, .name = "cram-md5", .shown = "CRAM-MD5"},
    {.number = MFP_AUTH_NTLM, .name = "ntlm", .shown = "NTLM"},
    {.number = MFP_AUTH_SCRAM_SHA_1, .name = "scram-sha-1", .shown = "SCRAM-SHA-1"},
    {.number = MFP_AUTH_SCRAM_SHA_256, .name = "scram-sha-256", .shown = "SCRAM-SHA-256"},
    {.number = MFP_AUTH_NONE, .name = "none", .shown = "no login"},
    {0},
};

const struct mfp_word mfp_confidence_words[] = {
    {.number = MFP_CONFIDENCE_LOW, .name = "low", .shown = "low"},
    {.number = MFP_CONFIDENCE_MEDIUM, .name = "medium", .shown = "medium"},
    {.number = MFP_CONFIDENCE_HIGH, .name = "high", .shown = "high"},
    {0},
};

static const struct mfp_word *word_of(const struct mfp_word *words, int number)
{
    for (; words->name; words++)
        if (words->number == number)
            return words;
    return NULL;
}

const char *mfp_word_name(const struct mfp_word *words, int number)
{
    const struct mfp_word *word = word_of(words, number);
    return word ? word->name : "?";
}

const char *mfp_word_shown(const struct mfp_word *words, int number)
{
    const struct mfp_word *word = word_of(words, number);
    return word ? word->shown : "?";
}

int mfp_word_find(const struct mfp_word *words, const char *name, int *number)
{
    for (; words->name; words++) {
        if (strcasecmp(words->name, name) == 0) {
            *number = words->number;
            return 0;
        }
    }
    return -ENOENT;
}

const char *mfp_word_list(const struct mfp_word *words, char *buffer, size_t size)
{
    size_t used = 0;
    buffer[0] = '\0';
    for (const struct mfp_word *word = words; word->name && used < size; word++) {
        int n = snprintf(buffer + used, size - used, "%s%s", word == words ? "" : ", ", word->name);
        used += n > 0 ? (size_t)n : 0;
    }
    return buffer;
}

enum mfp_category mfp_category_rollup(enum mfp_category category)
{
    switch (category) {
    case MFP_CATEGORY_RELAY:
        return MFP_CATEGORY_SENDER;
    case MFP_CATEGORY_THROTTLE:
    case MFP_CATEGORY_TEMPORARY:
        return MFP_CATEGORY_SERVICE;
    case MFP_CATEGORY_MAILBOX_FULL:
        return MFP_CATEGORY_RECIPIENT;
    case MFP_CATEGORY_PROTOCOL:
        return MFP_CATEGORY_POLICY;
    case MFP_CATEGORY_OK:
    case MFP_CATEGORY_SETUP:
    case MFP_CATEGORY_SERVICE:
    case MFP_CATEGORY_AUTH:
    case MFP_CATEGORY_RECIPIENT:
    case MFP_CATEGORY_SIZE:
    case MFP_CATEGORY_SENDER:
    case MFP_CATEGORY_POLICY:
    case MFP_CATEGORY_TLS:
        break;
    }
    return category;
}

enum mfp_state mfp_state_worse(enum mfp_state a, enum mfp_state b)
{
    static const int rank[] = {
        [MFP_STATE_OK] = 0,
        [MFP_STATE_WARNING] = 1,
        [MFP_STATE_UNKNOWN] = 2,
        [MFP_STATE_CRITICAL] = 3,
    };
    return rank[a] >= rank[b] ? a : b;
}
