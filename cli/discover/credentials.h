/*
 * As whom devices are asked, one after the other until one is let in: a user of SNMPv3 or a
 * community that a reference names, then the communities of a file; else 'public'.
 */
#pragma once

#include "snmp/interview/module.h"

enum { MFP_CREDENTIALS_MAX = 64 };

struct mfp_search_credential {
    struct mfp_snmp_credential credential;
    const char *reference; /* where it is from; NULL: not from one */
    size_t line;           /* of the file of communities; 0: not from there */
    bool is_default;       /* the community that is asked with where nothing is set */
};

/* Zeroed is empty. */
struct mfp_credentials {
    const struct mfp_snmp_module *snmp; /* that made them */
    struct mfp_search_credential *list; /* owned */
    size_t count;
};

struct mfp_credential_choice {
    const char *reference;      /* as of inventory/secret.h; NULL: none */
    const char *community_file; /* a community a line; NULL: none */
    int version;                /* mfp_snmp_version; 0: not chosen */
};

int mfp_credentials_read(struct mfp_credentials *credentials, const struct mfp_snmp_module *snmp,
                         const struct mfp_credential_choice *choice, struct mfp_error *error);
void mfp_credentials_done(struct mfp_credentials *credentials);
