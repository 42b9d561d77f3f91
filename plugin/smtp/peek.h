/*
 * A look whether a silent port speaks TLS: a client in clear and a server that waits for a
 * ClientHello both stay silent, and only a second connection can tell.
 */
#pragma once

#include "core/plan.h"
#include "smtp/tls_watch.h"

#include <curl/curl.h>
#include <stdbool.h>

/* Zeroed, then mfp_peek_begin. */
struct mfp_peek {
    struct mfp_plan plan;
    struct mfp_tls_facts facts;
    struct mfp_tls_watch watch;
    CURL *easy; /* NULL: not begun */
    bool over;
};

/* Adds a transfer over implicit TLS to MULTI: no login, nothing sent but EHLO, NOOP and QUIT.
 * A peek that cannot begin is over at once. */
void mfp_peek_begin(struct mfp_peek *peek, CURLM *multi, const struct mfp_plan *plan,
                    struct curl_slist *resolve, long timeout_ms);
void mfp_peek_done(struct mfp_peek *peek, CURLM *multi);

/* True once a TLS handshake went through. */
bool mfp_peek_found_tls(const struct mfp_peek *peek);
