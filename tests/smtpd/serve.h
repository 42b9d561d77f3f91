/*
 * The server: all its listeners, and the loop that gives every connection a process.
 */
#pragma once

#include "listen.h"

#include "core/error.h"

#include <stdbool.h>
#include <stddef.h>

/* Zeroed, but for ready_fd, is empty. */
struct server {
    struct setup setup;
    struct listener *listeners; /* owned */
    size_t count, room;
    int ready_fd;   /* takes "ready", too, and is closed then; -1: none */
    bool until_eof; /* the end of standard input ends the server */
    bool failed;    /* a process that served a connection ended badly */
};

/* Adds a dialogue file, or all those in a directory; dialogues that no server can play are
 * left out. Returns 0 or a negative errno. */
int server_add_path(struct server *server, const char *path, struct mfp_error *error);
int server_add_sink(struct server *server, const char *spec, struct mfp_error *error);
void server_done(struct server *server);

/* "count NAME connections=..." a line. */
void server_print_counts(const struct server *server);

/* Prints "NAME PORT" a line and "ready", then serves until SIGTERM, SIGINT or the end of standard
 * input; SIGUSR1 prints the counts. */
int server_run(struct server *server, struct mfp_error *error);
