/*
 * A plan: everything one probe needs to behave like one device. Plain data: the inventory and
 * the command line make it, the probe reads it.
 */
#pragma once

#include "core/words.h"

#include <stdbool.h>
#include <stdint.h>

enum mfp_ip_version { MFP_IP_ANY = 0, MFP_IP_V4 = 4, MFP_IP_V6 = 6 };

/* How many test sends may be made; 0: not said, UINT_MAX: as many as one likes. */
struct mfp_rate {
    unsigned per_minute, per_day;
};

/* Strings are owned by whoever made the plan and outlive it; NULL means not given. */
struct mfp_plan {
    const char *device; /* how the report calls it */
    const char *account;
    const char *server;
    const char *host;    /* name or address to connect to */
    const char *address; /* the one address of the host to connect to; NULL: any of them */
    uint16_t port;
    enum mfp_tls_mode tls;
    enum mfp_tls_version tls_min, tls_max;
    const char *ciphers; /* OpenSSL cipher list; NULL: the library's default */
    bool tls_verify;     /* check chain and host name */
    const char *ca_file; /* NULL: the system's trust, SSL_CERT_FILE, SSL_CERT_DIR */
    enum mfp_auth auth;
    const char *user;   /* NULL: no login */
    const char *secret; /* a reference (inventory/secret.h), never the secret itself */
    const char *from, *recipient;
    const char *helo;
    const char *source; /* local address to connect from */
    enum mfp_ip_version ip;
    int64_t size;           /* octets of the PDF attachment; 0: a short text message without one */
    int64_t typical_scan;   /* octets of an ordinary scan of the device; 0: not known */
    int64_t secret_expires; /* seconds since the epoch; 0: not known */
    enum mfp_depth depth;
    int64_t timeout_ms;  /* one deadline for everything */
    int64_t interval_ms; /* how often the device is checked */
    struct mfp_rate account_rate, server_rate;
    int64_t history_ms; /* how long results are kept */
    const char *store;  /* the file that results are kept in; NULL: the default one */
};
