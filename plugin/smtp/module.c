#include "smtp/module.h"

#include "smtp/look.h"
#include "smtp/probe.h"

#include <errno.h>
#include <openssl/hmac.h>

static int fingerprint(const unsigned char *key, size_t key_size, const struct mfp_secret *secret,
                       unsigned char out[32], struct mfp_error *error)
{
    unsigned size = 0;
    if (!HMAC(EVP_sha256(), key, (int)key_size, (const unsigned char *)secret->value,
              secret->length, out, &size) ||
        size != 32)
        return mfp_error_set(error, -ENOTSUP, "OpenSSL has no HMAC-SHA-256");
    return 0;
}

extern const struct mfp_probe_module mfp_probe_module;

__attribute__((visibility("default"))) const struct mfp_probe_module mfp_probe_module = {
    .library = mfp_probe_library,
    .run = mfp_probe_run,
    .look = mfp_look_run,
    .look_done = mfp_talks_done,
    .fingerprint = fingerprint,
};
