/*
 * The message as it comes after DATA (RFC 5321 sections 4.1.1.4 and 4.5.2).
 */
#pragma once

#include "wire.h"

#include <stdint.h>
#include <stdio.h>

/* Reads up to the final dot, which only CRLF "." CRLF is. Counts the octets without stuffed
 * dots and, if SPOOL is not NULL, writes them there. Needs no memory. */
int body_read(struct wire *wire, FILE *spool, int64_t *octets);
