/*
 * The probe as a module that is loaded when something is to be sent. What only reads, answers or
 * helps never loads libcurl, OpenSSL and their thirty libraries, which costs more than all that it
 * does itself.
 */
#pragma once

#include "core/error.h"
#include "core/plan.h"
#include "core/secret.h"
#include "core/transcript.h"
#include "smtp/look.h"

#include <stddef.h>

/* smtp/probe.h and smtp/look.h by pointers, and the one other thing that wants OpenSSL. */
struct mfp_probe_module {
    int (*library)(struct mfp_error *error);
    int (*run)(const struct mfp_plan *plan, const struct mfp_secret *secret,
               struct mfp_transcript *transcript, struct mfp_error *error);
    int (*look)(const struct mfp_plan *plan, struct mfp_look *look, struct mfp_talks *talks,
                struct mfp_error *error);
    void (*look_done)(struct mfp_talks *talks);
    /* HMAC-SHA-256 of the secret under KEY. 0, or -ENOTSUP. */
    int (*fingerprint)(const unsigned char *key, size_t key_size, const struct mfp_secret *secret,
                       unsigned char fingerprint[32], struct mfp_error *error);
};

#define MFP_PROBE_MODULE_FILE "mfpmail-probe.so"
#define MFP_PROBE_MODULE_SYMBOL "mfp_probe_module"

/* Loads it, once: from the folder of the running program, else from where it is installed. The
 * module stays until the process ends. Returns 0 and sets *module, or -ENOENT with the loader's
 * words. */
int mfp_probe_load(const struct mfp_probe_module **module, struct mfp_error *error);
