/*
 * What OpenSSL knows and libcurl does not tell: version, cipher, certificates, and why a
 * handshake or a verification failed. Sits on the SSL_CTX that libcurl hands out.
 */
#pragma once

#include "core/fault.h"
#include "core/plan.h"
#include "core/transcript.h"

#include <openssl/ssl.h>
#include <stdbool.h>

/* Zeroed, then mfp_tls_watch_attach. */
struct mfp_tls_watch {
    const struct mfp_plan *plan;
    struct mfp_tls_facts *facts;     /* filled as things happen */
    void (*on_begin)(void *context); /* the handshake begins; may be NULL */
    void (*on_done)(void *context);  /* the handshake is over and good; may be NULL */
    void *context;
    SSL *ssl;            /* the session once it began; libcurl's, valid while its transfer runs */
    int alert;           /* the last fatal alert that the server sent, 0 none (RFC 8446 6) */
    unsigned long error; /* OpenSSL's error of the handshake, 0 none */
    int verify_error;    /* X509_V_ERR_*, the first that counted */
    bool file_loaded;
    bool certificate_wanted; /* the server asked for one of ours */
    unsigned char first[5];  /* octets of the server's answer to our ClientHello */
    bool answered;
};

/* Sets versions, ciphers' security level, trust and callbacks as the plan wants them. Returns
 * false if OpenSSL refused (bad ca_file): then facts->reason says why. */
bool mfp_tls_watch_attach(struct mfp_tls_watch *watch, SSL_CTX *context);

/* Why the handshake failed. Returns the kind, fills detail (at least 192 octets) and code. */
enum mfp_fault_kind mfp_tls_watch_fault(const struct mfp_tls_watch *watch, char *detail,
                                        size_t size, int *code);
