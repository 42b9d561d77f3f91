/*
 * Plays a script to one client.
 */
#pragma once

#include "counts.h"
#include "script.h"
#include "wire.h"

#include <openssl/ssl.h>

/* Everything is borrowed. */
struct play {
    const char *name; /* for the log */
    const struct script *script;
    SSL_CTX *tls; /* NULL where the script wants none */
    struct wire *wire;
    struct counts *counts;
    bool clear; /* no TLS from here on */
    bool quit;  /* the client has said QUIT */
};

/* Returns when the script and the connection have ended. */
void play_run(struct play *play);
