/*
 * Net-SNMP itself: its start, and its names for protocols. Inside of this room only; wants the
 * headers of Net-SNMP before itself.
 */
#pragma once

#include "snmp/poll/credential.h"

/* Starts the library once a process: no MIB, no configuration, no file read or written, no log.
 * One thread of a process may use it. */
void mfp_snmp_library(void);

/* NULL if this build has not the protocol. */
oid *mfp_snmp_auth_oid(enum mfp_snmp_auth auth, size_t *length);
oid *mfp_snmp_priv_oid(enum mfp_snmp_priv priv, size_t *length);
