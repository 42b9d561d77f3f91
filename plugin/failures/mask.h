/*
 * Names are no evidence: "<auth@example.com>: unknown" is about no login, and
 * "421 relay.example.com busy" about no relaying. Internal to failures/.
 */
#pragma once

#include <stddef.h>

/* Blanks out, letter by letter, the mail addresses in TEXT, a host name that it begins with, and
 * host names before their address in brackets. Length and punctuation stay. */
void mfp_mask_names(char *text, size_t length);
