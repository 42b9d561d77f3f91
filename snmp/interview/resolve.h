/*
 * Names of devices become addresses before anything is asked: the poller takes addresses alone.
 */
#pragma once

#include "core/error.h"

#include <sys/socket.h>

/* The first address of NAME, which may be an address itself. -ENOENT with what the resolver said.
 */
int mfp_resolve_first(const char *name, struct sockaddr_storage *address, struct mfp_error *error);

enum { MFP_NUMERIC_SIZE = 80 }; /* of an address as text, with a scope */

/* ADDRESS as text. Returns BUFFER. */
char *mfp_numeric(const struct sockaddr_storage *address, char buffer[MFP_NUMERIC_SIZE]);
