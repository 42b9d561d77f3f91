#include "tls.h"

#include "core/text.h"

#include <errno.h>
#include <limits.h>
#include <openssl/err.h>

const char *tls_reason(void)
{
    unsigned long code = ERR_peek_last_error();
    const char *reason = ERR_reason_error_string(code);
    ERR_clear_error();
    return reason ? reason : "the peer went away";
}

int tls_version(const char *name, enum mfp_tls_version *version, struct mfp_error *error)
{
    char list[128];
    int number;
    if (mfp_word_find(mfp_tls_version_words, name, &number))
        return mfp_error_set(error, -EINVAL, "TLS version %s: must be one of %s", name,
                             mfp_word_list(mfp_tls_version_words, list, sizeof(list)));
    *version = (enum mfp_tls_version)number;
    return 0;
}

static int protocol_number(enum mfp_tls_version version)
{
    switch (version) {
    case MFP_TLS_VERSION_ANY:
        return 0;
    case MFP_TLS_VERSION_1_0:
        return TLS1_VERSION;
    case MFP_TLS_VERSION_1_1:
        return TLS1_1_VERSION;
    case MFP_TLS_VERSION_1_2:
        return TLS1_2_VERSION;
    case MFP_TLS_VERSION_1_3:
        return TLS1_3_VERSION;
    }
    return 0;
}

/* Level 0 lets TLS 1.0, SHA-1 and short keys through: clients must refuse them by themselves.
 * No tickets, no sessions: nothing is on the wire that the script does not have. */
static int set_offer(SSL_CTX *context, const struct tls_setup *setup)
{
    char ciphers[256];
    mfp_format(ciphers, sizeof(ciphers), "%s:@SECLEVEL=0",
               setup->ciphers ? setup->ciphers : "DEFAULT");
    SSL_CTX_set_session_cache_mode(context, SSL_SESS_CACHE_OFF);
    SSL_CTX_set_options(context, SSL_OP_NO_TICKET);
    SSL_CTX_set_num_tickets(context, 0);
    if (setup->client_cert)
        SSL_CTX_set_verify(context, SSL_VERIFY_PEER | SSL_VERIFY_FAIL_IF_NO_PEER_CERT, NULL);
    return SSL_CTX_set_cipher_list(context, ciphers) == 1 &&
                   SSL_CTX_set_min_proto_version(context, protocol_number(setup->min)) == 1 &&
                   SSL_CTX_set_max_proto_version(context, protocol_number(setup->max)) == 1
               ? 0
               : -EINVAL;
}

static int use_cert(SSL_CTX *context, const struct tls_setup *setup)
{
    char chain[PATH_MAX], key[PATH_MAX];
    mfp_format(chain, sizeof(chain), "%s/%s.pem", setup->directory, setup->cert);
    mfp_format(key, sizeof(key), "%s/%s.key", setup->directory, setup->cert);
    return SSL_CTX_use_certificate_chain_file(context, chain) == 1 &&
                   SSL_CTX_use_PrivateKey_file(context, key, SSL_FILETYPE_PEM) == 1
               ? 0
               : -EINVAL;
}

SSL_CTX *tls_context(const struct tls_setup *setup, struct mfp_error *error)
{
    SSL_CTX *context = SSL_CTX_new(TLS_server_method());
    if (!context || set_offer(context, setup)) {
        mfp_error_set(error, -EINVAL, "TLS cannot be set up: %s", tls_reason());
        goto fail;
    }
    if (use_cert(context, setup)) {
        mfp_error_set(error, -EINVAL, "certificate %s/%s.pem and its key cannot be used: %s",
                      setup->directory, setup->cert, tls_reason());
        goto fail;
    }
    return context;
fail:
    SSL_CTX_free(context);
    return NULL;
}
