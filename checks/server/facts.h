/*
 * What a look adds up to over all addresses. Pure. For the files of this folder.
 */
#pragma once

#include "core/look.h"
#include "core/text.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct mfp_server_facts {
    size_t tried, working, broken, skipped;
    double seconds; /* of the slowest address that works, the name look-up with it; of the slowest
                       of all if none works */
    /* The first address that works, else the first that greeted: what it offers stands for all.
     * NULL: none did. */
    const struct mfp_look_address *shown;
    /* The address whose chain has the certificate that expires first; NULL: none was seen. */
    const struct mfp_look_address *certificate;
    int64_t size_limit; /* the smallest; 0 none said */
    /* What any address accepts counts as accepted: a client may meet that one. */
    enum mfp_accepts accepts[MFP_LOOK_VERSIONS];
    enum mfp_tls_version oldest, newest; /* accepted; MFP_TLS_VERSION_ANY: none */
};

void mfp_server_facts(const struct mfp_look *look, struct mfp_server_facts *facts);

/* "1.2 and 1.3", "1.0 to 1.2": the versions that came to WHAT, "" if none did. Returns BUFFER. */
const char *mfp_versions_text(const enum mfp_accepts accepts[MFP_LOOK_VERSIONS],
                              enum mfp_accepts what, char *buffer, size_t size);

/* What an address accepts, each version settled by mfp_look_accepts. */
void mfp_address_accepts(const struct mfp_look_address *address,
                         enum mfp_accepts accepts[MFP_LOOK_VERSIONS]);

/* "SIZE: 192.0.2.1 10240000, 192.0.2.2 35882577; AUTH: ...": what addresses that were seen offer
 * differently. Adds nothing where they agree. */
void mfp_server_differences(const struct mfp_look *look, struct mfp_text *text);
