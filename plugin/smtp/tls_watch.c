#include "smtp/tls_watch.h"

#include "smtp/resolve.h"

#include <arpa/inet.h>
#include <openssl/err.h>
#include <openssl/x509v3.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

static struct mfp_tls_watch *watch_of(const SSL *ssl)
{
    return SSL_CTX_get_app_data(SSL_get_SSL_CTX(ssl));
}

static int64_t seconds_of(const ASN1_TIME *time)
{
    struct tm tm;
    if (!time || ASN1_TIME_to_tm(time, &tm) != 1)
        return 0;
    return (int64_t)timegm(&tm);
}

static void name_text(const X509_NAME *name, char *target, size_t size)
{
    BIO *bio = BIO_new(BIO_s_mem());
    char *text = NULL;
    long length = 0;
    if (bio && X509_NAME_print_ex(bio, name, 0, XN_FLAG_ONELINE & ~ASN1_STRFLGS_ESC_MSB) >= 0)
        length = BIO_get_mem_data(bio, &text);
    mfp_text_clean(target, size, text ? text : "", length > 0 ? (size_t)length : 0);
    BIO_free(bio);
}

/* Subject alternative names of type DNS and IP (RFC 6125 looks at nothing else). */
static void names_text(X509 *certificate, char *target, size_t size)
{
    GENERAL_NAMES *names = X509_get_ext_d2i(certificate, NID_subject_alt_name, NULL, NULL);
    struct mfp_text text = {.maximum = size};
    char address[INET6_ADDRSTRLEN];
    for (int i = 0; i < sk_GENERAL_NAME_num(names); i++) {
        const GENERAL_NAME *name = sk_GENERAL_NAME_value(names, i);
        if (name->type == GEN_DNS)
            mfp_text_printf(&text, "%s%.*s", text.length ? ", " : "",
                            ASN1_STRING_length(name->d.dNSName),
                            (const char *)ASN1_STRING_get0_data(name->d.dNSName));
        else if (name->type == GEN_IPADD &&
                 inet_ntop(ASN1_STRING_length(name->d.iPAddress) == 4 ? AF_INET : AF_INET6,
                           ASN1_STRING_get0_data(name->d.iPAddress), address, sizeof(address)))
            mfp_text_printf(&text, "%s%s", text.length ? ", " : "", address);
    }
    mfp_text_clean(target, size, mfp_text_string(&text), text.length);
    mfp_text_done(&text);
    GENERAL_NAMES_free(names);
}

static void note_certificate(struct mfp_tls_facts *facts, X509 *certificate)
{
    name_text(X509_get_subject_name(certificate), facts->subject, sizeof(facts->subject));
    name_text(X509_get_issuer_name(certificate), facts->issuer, sizeof(facts->issuer));
    names_text(certificate, facts->names, sizeof(facts->names));
    facts->not_before = seconds_of(X509_get0_notBefore(certificate));
    facts->not_after = seconds_of(X509_get0_notAfter(certificate));
    facts->chain_not_after = facts->not_after;
}

static void note_chain(struct mfp_tls_facts *facts, const STACK_OF(X509) * chain)
{
    for (int i = 0; i < sk_X509_num(chain); i++) {
        int64_t until = seconds_of(X509_get0_notAfter(sk_X509_value(chain, i)));
        if (until && until < facts->chain_not_after)
            facts->chain_not_after = until;
    }
}

/* Called by OpenSSL for every certificate of the chain, and again for every error. */
static int on_verify(int good, X509_STORE_CTX *store)
{
    SSL *ssl = X509_STORE_CTX_get_ex_data(store, SSL_get_ex_data_X509_STORE_CTX_idx());
    struct mfp_tls_watch *watch = watch_of(ssl);
    X509 *leaf = X509_STORE_CTX_get0_cert(store);
    if (leaf && !watch->facts->subject[0])
        note_certificate(watch->facts, leaf);
    if (good)
        return 1;
    if (!watch->verify_error) {
        watch->verify_error = X509_STORE_CTX_get_error(store);
        mfp_format(watch->facts->reason, sizeof(watch->facts->reason), "%s",
                   X509_verify_cert_error_string(watch->verify_error));
    }
    return watch->plan->tls_verify ? 0 : 1;
}

static void note_session(struct mfp_tls_watch *watch, SSL *ssl)
{
    struct mfp_tls_facts *facts = watch->facts;
    mfp_format(facts->version, sizeof(facts->version), "%s", SSL_get_version(ssl));
    mfp_format(facts->cipher, sizeof(facts->cipher), "%s", SSL_get_cipher_name(ssl));
    note_chain(facts, SSL_get_peer_cert_chain(ssl));
    facts->verified = watch->plan->tls_verify && !watch->verify_error;
}

static void on_info(const SSL *ssl, int where, int result)
{
    struct mfp_tls_watch *watch = watch_of(ssl);
    const union {
        const SSL *in;
        SSL *out;
    } unlocked = {.in = ssl}; /* the callback's view is const, the session is not */
    if (!watch->ssl && (where & SSL_CB_HANDSHAKE_START)) {
        watch->ssl = unlocked.out;
        watch->facts->begun = true;
        if (watch->on_begin)
            watch->on_begin(watch->context);
    }
    if ((where & SSL_CB_LOOP) && SSL_get_state(ssl) == TLS_ST_CR_CERT_REQ)
        watch->certificate_wanted = true;
    if ((where & SSL_CB_READ_ALERT) == SSL_CB_READ_ALERT && (result >> 8) == SSL3_AL_FATAL)
        watch->alert = result & 0xff;
    if ((where & SSL_CB_EXIT) && result <= 0 && ERR_peek_error() != 0)
        watch->error = ERR_peek_last_error();
    if ((where & SSL_CB_HANDSHAKE_DONE) && !watch->facts->version[0]) {
        note_session(watch, watch->ssl);
        if (watch->on_done)
            watch->on_done(watch->context);
    }
}

/* The header of the first record shows whether it was a record at all. */
static void on_message(int sent, int version, int type, const void *octets, size_t length, SSL *ssl,
                       void *context)
{
    struct mfp_tls_watch *watch = context;
    (void)version, (void)ssl;
    if (sent || type != SSL3_RT_HEADER || watch->answered || length < sizeof(watch->first))
        return;
    memcpy(watch->first, octets, sizeof(watch->first));
    watch->answered = true;
}

/* The bundle of all authorities costs 20 ms to read; the hashed directory holds the same and
 * costs one small file. So the bundle is read only when the directory has no answer. */
static int find_issuer(X509 **issuer, X509_STORE_CTX *store, X509 *certificate)
{
    int found = X509_STORE_CTX_get1_issuer(issuer, store, certificate);
    SSL *ssl = X509_STORE_CTX_get_ex_data(store, SSL_get_ex_data_X509_STORE_CTX_idx());
    struct mfp_tls_watch *watch = ssl ? watch_of(ssl) : NULL;
    if (found == 1 || !watch || watch->file_loaded)
        return found;
    watch->file_loaded = true;
    ERR_set_mark();
    X509_STORE_load_file(X509_STORE_CTX_get0_store(store), X509_get_default_cert_file());
    ERR_pop_to_mark();
    return X509_STORE_CTX_get1_issuer(issuer, store, certificate);
}

/* SSL_CERT_FILE and SSL_CERT_DIR, as OpenSSL's own tools read them. */
static int system_trust(SSL_CTX *context)
{
    const char *file = getenv(X509_get_default_cert_file_env());
    const char *directory = getenv(X509_get_default_cert_dir_env());
    if ((file && *file) || (directory && *directory))
        return SSL_CTX_set_default_verify_paths(context);
    X509_STORE_set_get_issuer(SSL_CTX_get_cert_store(context), find_issuer);
    return SSL_CTX_set_default_verify_dir(context);
}

/* OpenSSL calls errno's words "system lib". */
static const char *error_words(unsigned long error)
{
    const char *words =
        ERR_SYSTEM_ERROR(error) ? strerror(ERR_GET_REASON(error)) : ERR_reason_error_string(error);
    return words ? words : "unknown error";
}

static bool set_trust(struct mfp_tls_watch *watch, SSL_CTX *context)
{
    const char *file = watch->plan->ca_file;
    if (file ? SSL_CTX_load_verify_file(context, file) : system_trust(context))
        return true;
    mfp_format(watch->facts->reason, sizeof(watch->facts->reason), "%s: %s",
               file ? file : "the system's trust store", error_words(ERR_peek_error()));
    ERR_clear_error();
    return false;
}

static int version_number(enum mfp_tls_version version)
{
    switch (version) {
    case MFP_TLS_VERSION_1_0:
        return TLS1_VERSION;
    case MFP_TLS_VERSION_1_1:
        return TLS1_1_VERSION;
    case MFP_TLS_VERSION_1_2:
        return TLS1_2_VERSION;
    case MFP_TLS_VERSION_1_3:
        return TLS1_3_VERSION;
    case MFP_TLS_VERSION_ANY:
        break;
    }
    return 0;
}

/* OpenSSL 3 speaks TLS 1.0 and 1.1 only at security level 0, and the system's configuration
 * has a floor of its own: an old device has neither. */
static void set_versions(const struct mfp_plan *plan, SSL_CTX *context)
{
    enum mfp_tls_version floor = plan->tls_min;
    bool old = (plan->tls_max && plan->tls_max < MFP_TLS_VERSION_1_2) ||
               (plan->tls_min && plan->tls_min < MFP_TLS_VERSION_1_2);
    if (old && !floor)
        floor = MFP_TLS_VERSION_1_0;
    if (floor)
        SSL_CTX_set_min_proto_version(context, version_number(floor));
    if (plan->tls_max)
        SSL_CTX_set_max_proto_version(context, version_number(plan->tls_max));
    if (old)
        SSL_CTX_set_security_level(context, 0);
    if (old || !plan->tls_verify)
        SSL_CTX_set_options(context, SSL_OP_LEGACY_SERVER_CONNECT);
}

static void set_name(const struct mfp_plan *plan, SSL_CTX *context)
{
    X509_VERIFY_PARAM *parameters = SSL_CTX_get0_param(context);
    X509_VERIFY_PARAM_set_hostflags(parameters, X509_CHECK_FLAG_NO_PARTIAL_WILDCARDS);
    if (mfp_is_address(plan->host))
        X509_VERIFY_PARAM_set1_ip_asc(parameters, plan->host);
    else
        X509_VERIFY_PARAM_set1_host(parameters, plan->host, 0);
}

bool mfp_tls_watch_attach(struct mfp_tls_watch *watch, SSL_CTX *context)
{
    SSL_CTX_set_app_data(context, watch);
    SSL_CTX_set_info_callback(context, on_info);
    SSL_CTX_set_msg_callback(context, on_message);
    SSL_CTX_set_msg_callback_arg(context, watch);
    SSL_CTX_set_verify(context, SSL_VERIFY_PEER, on_verify);
    set_versions(watch->plan, context);
    set_name(watch->plan, context);
    return set_trust(watch, context);
}
