/*
 * The server's side of TLS: certificates made by certs/make-certs, and what versions and
 * ciphers are offered. Everything that OpenSSL can still speak may be asked for.
 */
#pragma once

#include "core/error.h"
#include "core/words.h"

#include <openssl/ssl.h>
#include <stdbool.h>

struct tls_setup {
    const char *directory; /* holds CERT.pem and CERT.key */
    const char *cert;      /* "good" */
    enum mfp_tls_version min, max;
    const char *ciphers; /* OpenSSL's list for TLS 1.2 and older; NULL: its default */
    bool client_cert;    /* refuse clients that show none */
};

/* NULL on failure. Free with SSL_CTX_free. */
SSL_CTX *tls_context(const struct tls_setup *setup, struct mfp_error *error);

/* "1.2" -> MFP_TLS_VERSION_1_2. Returns 0 or -EINVAL. */
int tls_version(const char *name, enum mfp_tls_version *version, struct mfp_error *error);

/* Why the last OpenSSL call failed, in its own words. */
const char *tls_reason(void);
