/*
 * A result: what is kept of one test send of one device. Plain values, no ownership, so that it
 * can be read back as it was written. And what a device's results add up to.
 */
#pragma once

#include "core/transcript.h"
#include "core/verdict.h"

#include <stdbool.h>
#include <stdint.h>

enum { MFP_NAME_SIZE = 256 };

struct mfp_result {
    char device[MFP_NAME_SIZE]; /* the device's name; the host where there is none */
    char sender[MFP_NAME_SIZE]; /* as which device it was sent: another one's, if their plans are
                                   equal */
    char account[MFP_NAME_SIZE], server[MFP_NAME_SIZE];
    int64_t at; /* when it began, seconds since the epoch */
    enum mfp_state state;
    enum mfp_category category;
    unsigned cause; /* its number; 0 none */
    enum mfp_stage stage;
    enum mfp_fault_kind fault;
    int code; /* 0 none */
    char enhanced[16];
    char reply[512];
    enum mfp_retryable retryable;
    enum mfp_confidence confidence;
    enum mfp_depth depth;
    int64_t stage_us[MFP_STAGE_COUNT]; /* -1 not reached */
    int64_t cert_not_after;            /* of the chain's first to expire; 0 not seen */
    int64_t size_limit;                /* 0 none said */
    int64_t message_octets;
    char tls_version[16], tls_cipher[64];
    bool tls_verified;
    char mechanisms[256];       /* that the server offered, once it spoke TLS as planned */
    char mechanism[24];         /* that was spoken; "" none */
    char provider[32];          /* whose server it is, a name of providers/; "" not known */
    uint64_t plan;              /* digest of the effective plan: equal plans would fare alike */
    uint64_t transcript;        /* digest of the dialogue */
    char token[MFP_TOKEN_SIZE]; /* of the message that went out; "" if none did */
};

/* What a device's results up to the last one add up to. */
struct mfp_streak {
    int64_t since;        /* of the first result in a row that is as good or bad as the last */
    int64_t last_success; /* 0 none yet */
    unsigned failures;    /* in a row; 0 after a success */
};

/* STREAK is what it was before RESULT (zeroed: nothing was), and what it is after. */
void mfp_streak_add(struct mfp_streak *streak, const struct mfp_result *result);

/* Fills RESULT from what a probe came to. STATE is what the check makes of it. */
void mfp_result_of(struct mfp_result *result, const struct mfp_plan *plan,
                   const struct mfp_transcript *transcript, const struct mfp_verdict *verdict,
                   enum mfp_state state, int64_t at);

/* The verdict again. The cause is looked up in KNOWLEDGE; NULL where it is not known any more. */
void mfp_result_verdict(const struct mfp_result *result, const struct mfp_knowledge *knowledge,
                        struct mfp_verdict *verdict);

/* A digest of 64 bits (FNV-1a), to tell equal things and not to hide any; begin with 0 and go on
 * with what comes back. */
uint64_t mfp_digest(uint64_t digest, const char *octets, size_t length);

/* Of what decides how a probe fares: equal for devices that may share one send. */
uint64_t mfp_plan_digest(const struct mfp_plan *plan);
