#include "snmp/poll/secret_text.h"

#include "core/text.h"

#include <errno.h>
#include <stdbool.h>
#include <string.h>

enum { PASSWORD_MIN = 8 };

static const char *const auth_names[] = {
    [MFP_SNMP_AUTH_MD5] = "md5",       [MFP_SNMP_AUTH_SHA] = "sha",
    [MFP_SNMP_AUTH_SHA224] = "sha224", [MFP_SNMP_AUTH_SHA256] = "sha256",
    [MFP_SNMP_AUTH_SHA384] = "sha384", [MFP_SNMP_AUTH_SHA512] = "sha512",
};
static const char *const priv_names[] = {
    [MFP_SNMP_PRIV_DES] = "des",
    [MFP_SNMP_PRIV_AES128] = "aes",
    [MFP_SNMP_PRIV_AES192] = "aes192",
    [MFP_SNMP_PRIV_AES256] = "aes256",
};
static const char *const level_names[] = {
    [MFP_SNMP_NO_AUTH_NO_PRIV] = "noAuthNoPriv",
    [MFP_SNMP_AUTH_NO_PRIV] = "authNoPriv",
    [MFP_SNMP_AUTH_PRIV] = "authPriv",
};

#define COUNT(names) (sizeof(names) / sizeof((names)[0]))

/* What the words fill. */
struct reading {
    struct mfp_snmp_credential *credential;
    struct mfp_snmp_password *auth, *priv;
    unsigned given; /* a bit a key */
    struct mfp_error *error;
};

static bool is(const char *text, size_t length, const char *name)
{
    return strlen(name) == length && memcmp(text, name, length) == 0;
}

/* 0: it is none of them. */
static size_t find(const char *text, size_t length, const char *const *names, size_t count)
{
    for (size_t i = 1; i < count; i++)
        if (names[i] && is(text, length, names[i]))
            return i;
    return 0;
}

/* The value at AT without its quotes; returns what follows, NULL if a quote is not closed. */
static const char *unquote(const char *at, const char *end, struct mfp_snmp_password *value)
{
    bool quoted = false;
    for (; at < end && (quoted || *at != ' '); at++) {
        if (*at == '"') {
            quoted = !quoted;
            continue;
        }
        if (quoted && *at == '\\' && at + 1 < end && (at[1] == '"' || at[1] == '\\'))
            at++;
        value->octets[value->length++] = *at;
    }
    return quoted ? NULL : at;
}

static int take_name(struct reading *reading, const char *key, char *name,
                     const struct mfp_snmp_password *value)
{
    if (value->length == 0 || value->length > MFP_SNMP_NAME_MAX ||
        memchr(value->octets, '\0', value->length))
        return mfp_error_set(reading->error, -EINVAL, "SNMPv3 secret: %s= wants 1 to %d octets",
                             key, MFP_SNMP_NAME_MAX);
    memcpy(name, value->octets, value->length);
    name[value->length] = '\0';
    return 0;
}

/* PROTOCOL:PASSWORD. */
static int take_password(struct reading *reading, const char *key, const char *const *names,
                         size_t count, const char *allowed, struct mfp_snmp_password *password,
                         const struct mfp_snmp_password *value)
{
    const char *colon = memchr(value->octets, ':', value->length);
    size_t length = colon ? (size_t)(colon - value->octets) : 0;
    size_t protocol = find(value->octets, length, names, count);
    if (length > 0 && protocol == 0 && names == priv_names && is(value->octets, length, "aes128"))
        protocol = MFP_SNMP_PRIV_AES128;
    if (!colon || protocol == 0)
        return mfp_error_set(reading->error, -EINVAL,
                             "SNMPv3 secret: %s= wants PROTOCOL:PASSWORD with one of %s", key,
                             allowed);
    password->length = value->length - length - 1;
    if (password->length < PASSWORD_MIN)
        return mfp_error_set(reading->error, -EINVAL,
                             "SNMPv3 secret: the password of %s= has less than %d octets", key,
                             PASSWORD_MIN);
    memcpy(password->octets, colon + 1, password->length);
    return (int)protocol;
}

static int take_level(struct reading *reading, const struct mfp_snmp_password *value)
{
    size_t level = find(value->octets, value->length, level_names, COUNT(level_names));
    if (level == 0)
        return mfp_error_set(reading->error, -EINVAL,
                             "SNMPv3 secret: level= is one of noAuthNoPriv, authNoPriv, authPriv");
    reading->credential->level = (enum mfp_snmp_level)level;
    return 0;
}

enum { USER, AUTH, PRIV, LEVEL, CONTEXT, KEYS };

static int take_value(struct reading *reading, int key, const struct mfp_snmp_password *value)
{
    struct mfp_snmp_credential *credential = reading->credential;
    int protocol = 0;
    switch (key) {
    case USER:
        return take_name(reading, "user", credential->user, value);
    case CONTEXT:
        return take_name(reading, "context", credential->context, value);
    case AUTH:
        protocol = take_password(reading, "auth", auth_names, COUNT(auth_names),
                                 "md5, sha, sha224, sha256, sha384, sha512", reading->auth, value);
        credential->auth = protocol > 0 ? (enum mfp_snmp_auth)protocol : MFP_SNMP_AUTH_NONE;
        break;
    case PRIV:
        protocol = take_password(reading, "priv", priv_names, COUNT(priv_names),
                                 "des, aes, aes192, aes256", reading->priv, value);
        credential->priv = protocol > 0 ? (enum mfp_snmp_priv)protocol : MFP_SNMP_PRIV_NONE;
        break;
    case LEVEL:
        return take_level(reading, value);
    }
    return protocol < 0 ? protocol : 0;
}

/* One word at AT; returns what follows, NULL after an error. It shows no more of the word than a
 * key that we know: anything else may be a password. */
static const char *take_word(struct reading *reading, const char *at, const char *end,
                             struct mfp_snmp_password *value)
{
    static const char *const keys[KEYS] = {"user", "auth", "priv", "level", "context"};
    const char *equals = memchr(at, '=', (size_t)(end - at));
    int key = 0;
    while (equals && key < KEYS && !is(at, (size_t)(equals - at), keys[key]))
        key++;
    if (!equals || key == KEYS) {
        mfp_error_set(reading->error, -EINVAL,
                      "SNMPv3 secret: it is words KEY=VALUE with the keys user, auth, priv, level, "
                      "context");
        return NULL;
    }
    if (reading->given >> key & 1) {
        mfp_error_set(reading->error, -EINVAL, "SNMPv3 secret: %s= stands there twice", keys[key]);
        return NULL;
    }
    reading->given |= 1U << key;
    value->length = 0;
    at = unquote(equals + 1, end, value);
    if (!at)
        mfp_error_set(reading->error, -EINVAL, "SNMPv3 secret: the quote of %s= is not closed",
                      keys[key]);
    return at && take_value(reading, key, value) == 0 ? at : NULL;
}

static int check_level(struct reading *reading)
{
    struct mfp_snmp_credential *credential = reading->credential;
    enum mfp_snmp_level highest = MFP_SNMP_NO_AUTH_NO_PRIV;
    if (credential->auth != MFP_SNMP_AUTH_NONE)
        highest =
            credential->priv != MFP_SNMP_PRIV_NONE ? MFP_SNMP_AUTH_PRIV : MFP_SNMP_AUTH_NO_PRIV;
    if (!credential->user[0])
        return mfp_error_set(reading->error, -EINVAL, "SNMPv3 secret: user= is missing");
    if (credential->priv != MFP_SNMP_PRIV_NONE && credential->auth == MFP_SNMP_AUTH_NONE)
        return mfp_error_set(reading->error, -EINVAL, "SNMPv3 secret: priv= wants auth= too");
    if (!(reading->given >> LEVEL & 1))
        credential->level = highest;
    if (credential->level > highest)
        return mfp_error_set(reading->error, -EINVAL, "SNMPv3 secret: level=%s wants %s",
                             level_names[credential->level],
                             highest == MFP_SNMP_AUTH_NO_PRIV ? "priv= too" : "auth= too");
    return 0;
}

int mfp_snmp_secret_read(struct mfp_snmp_credential *credential, const struct mfp_secret *secret,
                         struct mfp_snmp_password *auth, struct mfp_snmp_password *priv,
                         struct mfp_error *error)
{
    struct reading reading = {.credential = credential, .auth = auth, .priv = priv, .error = error};
    struct mfp_snmp_password value;
    const char *at = secret->value, *end = at + secret->length;
    if (secret->length > sizeof(value.octets))
        return mfp_error_set(error, -EINVAL, "SNMPv3 secret: it is too long");
    auth->length = priv->length = 0;
    while (at && at < end) {
        if (*at == ' ')
            at++;
        else
            at = take_word(&reading, at, end, &value);
    }
    mfp_wipe(&value, sizeof(value));
    return at ? check_level(&reading) : -EINVAL;
}
