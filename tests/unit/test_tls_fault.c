/* smtp/tls_fault.c: every alert and every verification error that OpenSSL knows leads to a kind of
 * fault, and that to a cause whose category is tls. */
#include "core/verdict.h"
#include "failures/failures.h"
#include "smtp/tls_watch.h"
#include "unit.h"

#include <openssl/err.h>
#include <openssl/x509_vfy.h>

static struct mfp_failures *failures;

static int setup(void **state)
{
    (void)state;
    return mfp_failures_new(&failures, "", NULL);
}

static int teardown(void **state)
{
    (void)state;
    return mfp_failures_free(failures) ? -1 : 0;
}

static const struct mfp_plan plan = {
    .host = "mail.example.com", .tls = MFP_TLS_STARTTLS, .tls_verify = true};
static struct mfp_tls_facts facts;

static const char *cause_of(const struct mfp_tls_watch *watch)
{
    struct mfp_fault fault = {.stage = MFP_STAGE_TLS};
    struct mfp_verdict verdict;
    fault.kind = mfp_tls_watch_fault(watch, fault.detail, sizeof(fault.detail), &fault.code);
    mfp_classify_fault(mfp_failures_knowledge(failures), &fault, &verdict);
    check_true(fault.detail, verdict.cause != NULL);
    check_number(fault.detail, verdict.category, MFP_CATEGORY_TLS);
    return verdict.cause->name;
}

static void every_alert_has_a_cause(void **state)
{
    (void)state;
    int known = 0;
    for (int alert = 1; alert < 256; alert++) {
        const struct mfp_tls_watch watch = {.plan = &plan, .facts = &facts, .alert = alert};
        known += strcmp(SSL_alert_desc_string_long(alert), "unknown") != 0;
        assert_non_null(cause_of(&watch));
    }
    assert_true(known > 25);
}

static void every_verification_error_has_a_cause(void **state)
{
    (void)state;
    int known = 0;
    for (int error = 1; error < 128; error++) {
        const struct mfp_tls_watch watch = {.plan = &plan, .facts = &facts, .verify_error = error};
        known += strncmp(X509_verify_cert_error_string(error), "unknown", 7) != 0;
        assert_non_null(cause_of(&watch));
    }
    assert_true(known > 60);
}

static void what_people_can_act_on_is_told_apart(void **state)
{
    (void)state;
    static const struct {
        int alert, error;
        const char *cause;
    } rows[] = {
        {SSL_AD_PROTOCOL_VERSION, 0, "tls-version-too-old"},
        {SSL_AD_INAPPROPRIATE_FALLBACK, 0, "tls-version-too-old"},
        {SSL_AD_HANDSHAKE_FAILURE, 0, "no-shared-cipher"},
        {SSL_AD_INSUFFICIENT_SECURITY, 0, "no-shared-cipher"},
        {SSL_AD_CERTIFICATE_REQUIRED, 0, "client-cert-required"},
        {SSL_AD_CERTIFICATE_EXPIRED, 0, "client-cert-required"},
        {SSL_AD_UNKNOWN_CA, 0, "client-cert-required"},
        {SSL_AD_INTERNAL_ERROR, 0, "handshake-failed"},
        {0, X509_V_ERR_CERT_HAS_EXPIRED, "cert-expired"},
        {0, X509_V_ERR_CERT_NOT_YET_VALID, "cert-not-yet-valid"},
        {0, X509_V_ERR_DEPTH_ZERO_SELF_SIGNED_CERT, "cert-self-signed"},
        {0, X509_V_ERR_SELF_SIGNED_CERT_IN_CHAIN, "cert-unknown-ca"},
        {0, X509_V_ERR_UNABLE_TO_GET_ISSUER_CERT_LOCALLY, "cert-unknown-ca"},
        {0, X509_V_ERR_HOSTNAME_MISMATCH, "cert-name-mismatch"},
        {0, X509_V_ERR_IP_ADDRESS_MISMATCH, "cert-name-mismatch"},
        {0, X509_V_ERR_CERT_REVOKED, "cert-revoked"},
        {0, X509_V_ERR_EE_KEY_TOO_SMALL, "weak-key"},
        {0, X509_V_ERR_INVALID_PURPOSE, "cert-invalid"},
    };
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        const struct mfp_tls_watch watch = {
            .plan = &plan, .facts = &facts, .alert = rows[i].alert, .verify_error = rows[i].error};
        check_string(rows[i].cause, cause_of(&watch), rows[i].cause);
    }
}

static void reasons_of_openssl_alone_are_told_apart(void **state)
{
    (void)state;
    static const struct {
        int reason;
        const char *cause;
    } rows[] = {
        {SSL_R_UNSUPPORTED_PROTOCOL, "tls-version-too-old"},
        {SSL_R_LEGACY_SIGALG_DISALLOWED_OR_UNSUPPORTED, "tls-version-too-old"},
        {SSL_R_NO_SHARED_CIPHER, "no-shared-cipher"},
        {SSL_R_DH_KEY_TOO_SMALL, "weak-key"},
    };
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        const struct mfp_tls_watch watch = {
            .plan = &plan, .facts = &facts, .error = ERR_PACK(ERR_LIB_SSL, 0, rows[i].reason)};
        check_string(rows[i].cause, cause_of(&watch), rows[i].cause);
    }
}

/* The same errors as OpenSSL and curl word them in logs. */
static void their_words_are_known_too(void **state)
{
    (void)state;
    for (int error = 2; error < 128; error++) {
        char text[256];
        struct mfp_reply reply;
        struct mfp_verdict verdict;
        const char *words = X509_verify_cert_error_string(error);
        if (strncmp(words, "unknown", 7) == 0)
            continue;
        mfp_format(text, sizeof(text), "SSL certificate problem: %s", words);
        mfp_reply_parse(&reply, text, strlen(text));
        mfp_classify_reply(mfp_failures_knowledge(failures), MFP_STAGE_TLS, &reply, &verdict);
        check_number(text, verdict.category, MFP_CATEGORY_TLS);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_alert_has_a_cause),
        cmocka_unit_test(every_verification_error_has_a_cause),
        cmocka_unit_test(what_people_can_act_on_is_told_apart),
        cmocka_unit_test(reasons_of_openssl_alone_are_told_apart),
        cmocka_unit_test(their_words_are_known_too),
    };
    return cmocka_run_group_tests(tests, setup, teardown);
}
