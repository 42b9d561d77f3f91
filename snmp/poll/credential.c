/* Net-SNMP's own macros come first: its configuration decides what the rest declares. */
#include <net-snmp/net-snmp-config.h>
#include <net-snmp/net-snmp-includes.h>

#include "snmp/poll/credential.h"

#include "core/text.h"
#include "snmp/poll/library.h"
#include "snmp/poll/secret_text.h"

#include <errno.h>
#include <string.h>

static int take_community(struct mfp_snmp_credential *credential, const struct mfp_secret *secret,
                          struct mfp_error *error)
{
    if (secret->length < 1 || secret->length > MFP_SNMP_COMMUNITY_MAX)
        return mfp_error_set(error, -EINVAL, "an SNMP community has 1 to %d octets",
                             MFP_SNMP_COMMUNITY_MAX);
    memcpy(credential->community, secret->value, secret->length);
    credential->community_length = secret->length;
    return 0;
}

/* A privacy key is made by the authentication protocol too (RFC 3414, 2.6). */
static int derive(const struct mfp_snmp_credential *credential,
                  const struct mfp_snmp_password *password, struct mfp_snmp_key *key,
                  struct mfp_error *error)
{
    size_t oid_length = 0;
    const oid *protocol = mfp_snmp_auth_oid(credential->auth, &oid_length);
    key->length = sizeof(key->octets);
    if (!protocol || generate_Ku(protocol, (u_int)oid_length, (const u_char *)password->octets,
                                 password->length, key->octets, &key->length) != SNMPERR_SUCCESS)
        return mfp_error_set(error, -ENOTSUP,
                             "SNMPv3 secret: Net-SNMP here has not the protocol of auth=");
    return 0;
}

static int derive_keys(struct mfp_snmp_credential *credential, const struct mfp_snmp_password *auth,
                       const struct mfp_snmp_password *priv, struct mfp_error *error)
{
    size_t length;
    int result = 0;
    if (credential->priv != MFP_SNMP_PRIV_NONE && !mfp_snmp_priv_oid(credential->priv, &length))
        return mfp_error_set(error, -ENOTSUP,
                             "SNMPv3 secret: Net-SNMP here has not the protocol of priv=");
    if (credential->level >= MFP_SNMP_AUTH_NO_PRIV)
        result = derive(credential, auth, &credential->auth_key, error);
    if (result == 0 && credential->level == MFP_SNMP_AUTH_PRIV)
        result = derive(credential, priv, &credential->priv_key, error);
    return result;
}

static int take_user(struct mfp_snmp_credential *credential, const struct mfp_secret *secret,
                     struct mfp_error *error)
{
    struct mfp_snmp_password auth, priv;
    int result = mfp_snmp_secret_read(credential, secret, &auth, &priv, error);
    if (result == 0)
        result = derive_keys(credential, &auth, &priv, error);
    mfp_wipe(&auth, sizeof(auth));
    mfp_wipe(&priv, sizeof(priv));
    return result;
}

int mfp_snmp_credential_init(struct mfp_snmp_credential *credential, enum mfp_snmp_version version,
                             const struct mfp_secret *secret, struct mfp_error *error)
{
    *credential = (struct mfp_snmp_credential){.version = version};
    mfp_snmp_library();
    int result = version == MFP_SNMP_V3 ? take_user(credential, secret, error)
                                        : take_community(credential, secret, error);
    if (result < 0)
        mfp_snmp_credential_done(credential);
    return result;
}

void mfp_snmp_credential_done(struct mfp_snmp_credential *credential)
{
    mfp_wipe(credential, sizeof(*credential));
}
