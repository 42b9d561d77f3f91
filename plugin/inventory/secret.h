/*
 * Where secrets come from. A secret never stands in the inventory or on a command line; only a
 * reference to it does:
 *
 *   file:PATH      the first line of a file that others can neither read nor write
 *   systemd:NAME   a credential of the unit (systemd.exec(5), LoadCredential=)
 *   env:NAME       an environment variable; it is removed from the environment when read
 *   command:ARGV   the first line that a program prints, without a shell
 */
#pragma once

#include "core/error.h"
#include "core/secret.h"

#include <stdint.h>

/* Checks the form of a reference. Errors never show what might be a password. */
int mfp_secret_check(const char *reference, struct mfp_error *error);

/* Reads the secret behind REFERENCE. A program gets TIMEOUT_MS. On success SECRET is the
 * caller's (mfp_secret_done). Errors: -EACCES permissions, -ENOENT missing, -EINVAL empty or
 * malformed, -ETIMEDOUT. */
int mfp_secret_read(const char *reference, int64_t timeout_ms, struct mfp_secret *secret,
                    struct mfp_error *error);

/* Reads all of the file PATH, which others can neither read nor write, for secrets that stand in it
 * line by line; MFP_SECRET_MAX octets at most. Errors as above. */
int mfp_secret_read_lines(const char *path, struct mfp_secret *secret, struct mfp_error *error);
