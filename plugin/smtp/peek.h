/*
 * A question on a second connection, where the first cannot tell: does a silent port speak TLS,
 * and why does a server offer so little? No login and no recipient, so nothing can be sent.
 */
#pragma once

#include "core/plan.h"
#include "core/reply.h"
#include "smtp/tls_watch.h"

#include <curl/curl.h>
#include <stdbool.h>

struct mfp_question {
    const char *command; /* after EHLO, before QUIT; outlives the peek */
    enum mfp_tls_mode tls;
    bool verify;
};

/* Zeroed, then mfp_peek_begin. */
struct mfp_peek {
    struct mfp_plan plan;
    struct mfp_tls_facts facts;
    struct mfp_tls_watch watch;
    const char *command;
    bool asked;             /* the command went out */
    struct mfp_reply reply; /* to the command; code 0: none came */
    CURL *easy;             /* NULL: not begun */
    bool over;
};

/* Adds the transfer to MULTI. A peek that cannot begin is over at once. */
void mfp_peek_begin(struct mfp_peek *peek, CURLM *multi, const struct mfp_plan *plan,
                    const struct mfp_question *question, struct curl_slist *resolve,
                    long timeout_ms);
void mfp_peek_done(struct mfp_peek *peek, CURLM *multi);

/* True once a TLS handshake went through. */
bool mfp_peek_found_tls(const struct mfp_peek *peek);
