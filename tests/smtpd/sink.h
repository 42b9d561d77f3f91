/*
 * A sink: an ordinary server that accepts mail, for what needs no script: benchmarks, sizes,
 * and clients that should not have sent.
 */
#pragma once

#include "counts.h"
#include "tls.h"
#include "wire.h"

#include "core/error.h"
#include "core/words.h"

#include <openssl/ssl.h>
#include <stdbool.h>
#include <stdint.h>

struct sink {
    char *spec; /* owned; the strings below point into it */
    const char *name;
    enum mfp_tls_mode tls;
    const char *cert;
    const char *user;          /* NULL: no AUTH is offered */
    const char *password_file; /* read at every login, so that a test can change it */
    int64_t size;              /* 0: no limit */
    double delay;              /* seconds before a message is answered */
    bool open;                 /* accepts without login, too */
    const char *spool;         /* NULL: messages are thrown away */
    int log;                   /* takes a line for every accepted message */
};

/* Reads "NAME[:tls=starttls|implicit|none][:cert=NAME][:auth=USER:PASSFILE][:size=N]
 * [:delay=SECONDS][:open]". On failure nothing is left to free. */
int sink_read(struct sink *sink, const char *spec, struct mfp_error *error);
void sink_done(struct sink *sink);

/* Serves one client to its end. */
void sink_run(const struct sink *sink, struct wire *wire, SSL_CTX *tls, struct counts *counts);
