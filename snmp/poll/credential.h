/*
 * As whom a device is asked: a version of SNMP, and what its secret (inventory/secret.h) says.
 *
 * For v1 and v2c the secret is the community, octet for octet. For v3 it is one line of words:
 *
 *   user=scan auth=sha256:PASSWORD priv=aes:PASSWORD level=authPriv context=Jetdirect
 *
 * user must be there. auth is one of md5, sha, sha224, sha256, sha384, sha512; priv one of des,
 * aes (which is aes128), aes192, aes256, and wants auth. level (noAuthNoPriv, authNoPriv,
 * authPriv) is the highest that auth and priv allow unless it is given; context is empty unless it
 * is given. A value with blanks stands in double quotes, in which \" is a quote and \\ a
 * backslash: priv=aes:"two words". Passwords have 8 octets at least (RFC 3414, 11.2).
 */
#pragma once

#include "core/error.h"
#include "core/secret.h"

enum mfp_snmp_version { MFP_SNMP_V1 = 1, MFP_SNMP_V2C = 2, MFP_SNMP_V3 = 3 };

enum mfp_snmp_level {
    MFP_SNMP_NO_AUTH_NO_PRIV = 1,
    MFP_SNMP_AUTH_NO_PRIV = 2,
    MFP_SNMP_AUTH_PRIV = 3,
};

enum mfp_snmp_auth {
    MFP_SNMP_AUTH_NONE,
    MFP_SNMP_AUTH_MD5,
    MFP_SNMP_AUTH_SHA,
    MFP_SNMP_AUTH_SHA224,
    MFP_SNMP_AUTH_SHA256,
    MFP_SNMP_AUTH_SHA384,
    MFP_SNMP_AUTH_SHA512,
};

enum mfp_snmp_priv {
    MFP_SNMP_PRIV_NONE,
    MFP_SNMP_PRIV_DES,
    MFP_SNMP_PRIV_AES128,
    MFP_SNMP_PRIV_AES192,
    MFP_SNMP_PRIV_AES256,
};

enum { MFP_SNMP_COMMUNITY_MAX = 255, MFP_SNMP_NAME_MAX = 32, MFP_SNMP_KEY_MAX = 64 };

/* A master key (RFC 3414, A.2: Ku), of which the engine's own is made. */
struct mfp_snmp_key {
    unsigned char octets[MFP_SNMP_KEY_MAX];
    size_t length;
};

/* Caller-owned; wiped by _done. May serve any number of devices. */
struct mfp_snmp_credential {
    enum mfp_snmp_version version;
    char community[MFP_SNMP_COMMUNITY_MAX + 1];
    size_t community_length;
    char user[MFP_SNMP_NAME_MAX + 1];
    char context[MFP_SNMP_NAME_MAX + 1];
    enum mfp_snmp_level level;
    enum mfp_snmp_auth auth;
    enum mfp_snmp_priv priv;
    struct mfp_snmp_key auth_key, priv_key;
};

/* Reads the secret and derives the master keys: 10 ms a password, once a credential.
 * Errors: -EINVAL; -ENOTSUP for what this build of Net-SNMP has not. They never show the secret. */
int mfp_snmp_credential_init(struct mfp_snmp_credential *credential, enum mfp_snmp_version version,
                             const struct mfp_secret *secret, struct mfp_error *error);
void mfp_snmp_credential_done(struct mfp_snmp_credential *credential);
