/*
 * A listener: one port of 127.0.0.1 and what is played there.
 */
#pragma once

#include "counts.h"
#include "script.h"
#include "sink.h"

#include "core/dialogue.h"
#include "core/error.h"

#include <openssl/ssl.h>
#include <stdbool.h>
#include <stdint.h>

/* What all listeners share; borrowed. */
struct setup {
    const char *tls_directory; /* NULL: no TLS */
    const char *spool;         /* for sinks */
    int log;                   /* for sinks */
};

enum { LISTENER_FILLERS = 2 };

struct listener {
    char name[256];
    int fd;                        /* owned */
    int fillers[LISTENER_FILLERS]; /* owned: they keep the queue of a deaf port full */
    uint16_t port;
    bool scripted; /* a dialogue; otherwise the sink */
    struct mfp_dialogue dialogue;
    struct script script;
    struct sink sink;
    SSL_CTX *tls;          /* owned; NULL where none is wanted */
    struct counts *counts; /* owned */
};

/* On failure nothing is left to free. The first returns 1, and nothing to free, for a dialogue
 * that no server can play. */
int listener_open_dialogue(struct listener *listener, const char *path, const struct setup *setup,
                           struct mfp_error *error);
int listener_open_sink(struct listener *listener, const char *spec, const struct setup *setup,
                       struct mfp_error *error);
void listener_done(struct listener *listener);

/* False for a port that refuses connections or lets them wait for ever. */
bool listener_accepts(const struct listener *listener);

/* Serves a connection, which it takes over, to its end. */
void listener_serve(const struct listener *listener, int fd);
