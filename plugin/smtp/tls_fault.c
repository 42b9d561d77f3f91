/* From OpenSSL's and X.509's many reasons to the few kinds that a person can act on. */
#include "smtp/tls_watch.h"

#include <openssl/err.h>
#include <openssl/x509_vfy.h>
#include <string.h>

static enum mfp_fault_kind kind_of_verify_error(int error)
{
    switch (error) {
    case X509_V_ERR_CERT_HAS_EXPIRED:
        return MFP_FAULT_CERT_EXPIRED;
    case X509_V_ERR_CERT_NOT_YET_VALID:
        return MFP_FAULT_CERT_NOT_YET_VALID;
    case X509_V_ERR_DEPTH_ZERO_SELF_SIGNED_CERT:
        return MFP_FAULT_CERT_SELF_SIGNED;
    case X509_V_ERR_SELF_SIGNED_CERT_IN_CHAIN:
    case X509_V_ERR_UNABLE_TO_GET_ISSUER_CERT:
    case X509_V_ERR_UNABLE_TO_GET_ISSUER_CERT_LOCALLY:
    case X509_V_ERR_UNABLE_TO_VERIFY_LEAF_SIGNATURE:
    case X509_V_ERR_CERT_UNTRUSTED:
        return MFP_FAULT_CERT_UNKNOWN_CA;
    case X509_V_ERR_HOSTNAME_MISMATCH:
    case X509_V_ERR_EMAIL_MISMATCH:
    case X509_V_ERR_IP_ADDRESS_MISMATCH:
        return MFP_FAULT_CERT_NAME;
    case X509_V_ERR_CERT_REVOKED:
        return MFP_FAULT_CERT_REVOKED;
    case X509_V_ERR_EE_KEY_TOO_SMALL:
    case X509_V_ERR_CA_KEY_TOO_SMALL:
    case X509_V_ERR_CA_MD_TOO_WEAK:
        return MFP_FAULT_TLS_WEAK;
    default:
        return MFP_FAULT_CERT_INVALID;
    }
}

/* RFC 8446 section 6: what the server's fatal alert says about us. */
static enum mfp_fault_kind kind_of_alert(int alert)
{
    switch (alert) {
    case SSL_AD_PROTOCOL_VERSION:
    case SSL_AD_INAPPROPRIATE_FALLBACK:
        return MFP_FAULT_TLS_VERSION;
    case SSL_AD_HANDSHAKE_FAILURE:
    case SSL_AD_INSUFFICIENT_SECURITY:
        return MFP_FAULT_TLS_CIPHER;
    case SSL_AD_CERTIFICATE_REQUIRED:
    case SSL_AD_BAD_CERTIFICATE:
    case SSL_AD_NO_CERTIFICATE:
    case SSL_AD_UNSUPPORTED_CERTIFICATE:
    case SSL_AD_CERTIFICATE_REVOKED:
    case SSL_AD_CERTIFICATE_EXPIRED:
    case SSL_AD_CERTIFICATE_UNKNOWN:
    case SSL_AD_UNKNOWN_CA:
    case SSL_AD_ACCESS_DENIED:
        return MFP_FAULT_TLS_CLIENT_CERT;
    default:
        return MFP_FAULT_TLS_HANDSHAKE;
    }
}

static enum mfp_fault_kind kind_of_reason(int reason)
{
    switch (reason) {
    case SSL_R_UNSUPPORTED_PROTOCOL:
    case SSL_R_NO_PROTOCOLS_AVAILABLE:
    case SSL_R_VERSION_TOO_LOW:
    case SSL_R_VERSION_TOO_HIGH:
    case SSL_R_UNSUPPORTED_SSL_VERSION:
    case SSL_R_UNKNOWN_SSL_VERSION:
    case SSL_R_LEGACY_SIGALG_DISALLOWED_OR_UNSUPPORTED: /* only TLS 1.1 and older have one */
        return MFP_FAULT_TLS_VERSION;
    case SSL_R_NO_CIPHERS_AVAILABLE:
    case SSL_R_NO_SHARED_CIPHER:
    case SSL_R_WRONG_CIPHER_RETURNED:
    case SSL_R_UNKNOWN_CIPHER_RETURNED:
        return MFP_FAULT_TLS_CIPHER;
    case SSL_R_EE_KEY_TOO_SMALL:
    case SSL_R_CA_KEY_TOO_SMALL:
    case SSL_R_CA_MD_TOO_WEAK:
    case SSL_R_DH_KEY_TOO_SMALL:
    case SSL_R_WRONG_SIGNATURE_TYPE:
    case SSL_R_NO_SUITABLE_SIGNATURE_ALGORITHM:
        return MFP_FAULT_TLS_WEAK;
    case SSL_R_UNEXPECTED_EOF_WHILE_READING:
        return MFP_FAULT_TLS_CLOSED;
    default:
        return MFP_FAULT_TLS_HANDSHAKE;
    }
}

/* "220 m" where a record's header was due: the port speaks clear text. After STARTTLS the
 * server has promised TLS, and such an answer is a broken handshake. */
static bool answered_in_clear(const struct mfp_tls_watch *watch)
{
    if (watch->plan->tls != MFP_TLS_IMPLICIT)
        return false;
    for (size_t i = 0; i < sizeof(watch->first); i++)
        if (watch->first[i] < ' ' || watch->first[i] > '~')
            return false;
    return watch->answered;
}

enum mfp_fault_kind mfp_tls_watch_fault(const struct mfp_tls_watch *watch, char *detail,
                                        size_t size, int *code)
{
    if (watch->verify_error && watch->plan->tls_verify) {
        *code = watch->verify_error;
        enum mfp_fault_kind kind = kind_of_verify_error(watch->verify_error);
        bool name = kind == MFP_FAULT_CERT_NAME && watch->facts->names[0];
        mfp_format(detail, size, "certificate of %s: %s%s%s", watch->plan->host,
                   watch->facts->reason, name ? ", it is for " : "",
                   name ? watch->facts->names : "");
        return kind;
    }
    if (watch->alert) {
        *code = watch->alert;
        mfp_format(detail, size, "the server ended the handshake with alert %d, %s%s%s",
                   watch->alert, SSL_alert_desc_string_long(watch->alert),
                   watch->plan->tls_max ? "; the device speaks up to " : "",
                   watch->plan->tls_max
                       ? mfp_word_shown(mfp_tls_version_words, (int)watch->plan->tls_max)
                       : "");
        return watch->certificate_wanted && watch->alert == SSL_AD_HANDSHAKE_FAILURE
                   ? MFP_FAULT_TLS_CLIENT_CERT
                   : kind_of_alert(watch->alert);
    }
    const char *reason = ERR_reason_error_string(watch->error);
    *code = ERR_GET_REASON(watch->error);
    mfp_format(detail, size, "%s", reason ? reason : "the connection ended in the TLS handshake");
    if (watch->error && answered_in_clear(watch)) {
        mfp_format(detail, size, "the server answered in clear text: %.5s...", watch->first);
        return MFP_FAULT_TLS_CLEARTEXT;
    }
    return watch->error ? kind_of_reason(*code) : MFP_FAULT_TLS_CLOSED;
}
