/*
 * AUTH as a server sees it (RFC 4954): PLAIN (RFC 4616), LOGIN, CRAM-MD5 (RFC 2195).
 */
#pragma once

#include "wire.h"

#define LOGIN_MECHANISMS "PLAIN LOGIN CRAM-MD5"

/* Runs the exchange of "AUTH ARGUMENTS" against the one account there is. Returns the code of
 * the reply that is due: 235 welcome, 535 wrong credentials, 501 no valid response, 504 unknown
 * mechanism; or a negative errno when the connection has ended. */
int login_run(struct wire *wire, const char *arguments, const char *user, const char *password);
