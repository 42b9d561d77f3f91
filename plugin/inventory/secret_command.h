/*
 * The secret that a program prints. For the files of this room.
 */
#pragma once

#include "core/error.h"
#include "core/secret.h"

#include <stddef.h>
#include <stdint.h>

/* Runs "PROGRAM ARG 'ARG WITH BLANKS'" without a shell, with an environment of PATH and HOME
 * alone, standard input from /dev/null, in its own process group; takes the first line. */
int mfp_secret_run(const char *command, int64_t timeout_ms, struct mfp_secret *secret,
                   struct mfp_error *error);

/* The first line of OCTETS as SECRET; WHERE is for errors. */
int mfp_secret_take(char *octets, size_t length, const char *where, struct mfp_secret *secret,
                    struct mfp_error *error);
