/*
 * What a port has seen. The memory is shared with the processes that serve the connections.
 */
#pragma once

#include <stdatomic.h>

struct counts {
    atomic_llong connections;
    atomic_llong logins;   /* AUTH commands */
    atomic_llong messages; /* sink: accepted; script: read to the final dot */
    atomic_llong octets;   /* of these messages */
};

/* NULL if there is no memory. */
struct counts *counts_new(void);
/* Takes NULL and returns NULL. */
struct counts *counts_free(struct counts *counts);
