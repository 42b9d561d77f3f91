/*
 * A look at a server: what each address behind its name offers to somebody without an account.
 * Plain values, no ownership, so that it can be read back as it was written. Texts are cleaned.
 */
#pragma once

#include "core/plan.h"
#include "core/transcript.h"
#include "core/verdict.h"

#include <stdbool.h>
#include <stdint.h>

enum {
    MFP_LOOK_ADDRESSES = 32, /* further ones are counted, not looked at */
    MFP_LOOK_ADDRESS_SIZE = 64,
    MFP_LOOK_VERSIONS = 4, /* TLS 1.0 to 1.3, in this order */
    MFP_LOOK_TLSA = 8,     /* records kept */
};

/* What became of a handshake with one TLS version alone. The numbers are stored. */
enum mfp_accepts {
    MFP_ACCEPTS_UNTRIED = 0, /* there was no time, or no TLS on the port */
    MFP_ACCEPTS_YES = 1,
    MFP_ACCEPTS_NO = 2,      /* the server said that it is the version, or the ciphers */
    MFP_ACCEPTS_BROKEN = 3,  /* it broke the handshake off without a reason */
    MFP_ACCEPTS_UNKNOWN = 4, /* it did not come to the handshake, or not to its end */
};

/* A verdict as values: the cause by its permanent number, 0 for none. */
struct mfp_look_verdict {
    enum mfp_category category;
    unsigned cause;
    enum mfp_stage stage;
    enum mfp_fault_kind fault;
    int code;
    char enhanced[16];
    char reply[512];
    enum mfp_retryable retryable;
    enum mfp_confidence confidence;
};

struct mfp_look_address {
    char address[MFP_LOOK_ADDRESS_SIZE];
    bool skipped; /* this machine has no route to its family: no fault of the server */
    struct mfp_look_verdict verdict;
    char greeting[256];   /* the first line, with its code; "": none */
    char extensions[512]; /* of the last EHLO reply, ", " between them */
    int64_t size_limit;   /* -1 SIZE not offered, 0 offered without a limit */
    bool starttls;        /* offered in clear */
    bool clear, secure;   /* an EHLO reply in clear, under TLS, was seen: the next two are known */
    char auth_clear[256], auth_secure[256]; /* mechanisms, blanks between them; "" none */
    enum mfp_accepts accepts[MFP_LOOK_VERSIONS];
    char tls_version[16], tls_cipher[64];
    bool verified;
    char reason[160]; /* why the certificate was not good; "": it was, or was not checked */
    char subject[256], issuer[256], names[512];
    int64_t not_after, chain_not_after; /* seconds since the epoch; 0 no certificate was seen */
    int64_t stage_us[MFP_STAGE_COUNT];  /* -1 not reached */
};

enum mfp_tlsa {
    MFP_TLSA_UNTRIED = 0, /* no TLS, or no name that could have one */
    MFP_TLSA_NONE = 1,
    MFP_TLSA_FOUND = 2,
    MFP_TLSA_UNKNOWN = 3, /* the name servers did not answer in time, or not well */
};

struct mfp_look {
    char host[256];
    uint16_t port;
    enum mfp_tls_mode tls;
    bool tls_verify;
    int64_t at;                      /* when it began, seconds since the epoch */
    int64_t resolve_us;              /* -1 not known */
    struct mfp_look_verdict verdict; /* of the look-up of the name */
    struct mfp_look_address addresses[MFP_LOOK_ADDRESSES];
    size_t count, more; /* looked at, and beyond them */
    enum mfp_tlsa tlsa;
    bool tlsa_validated; /* so the resolver said (RFC 6840 section 5.7) */
    char tlsa_records[MFP_LOOK_TLSA][160];
    size_t tlsa_count;
};

/* The address's part of a dialogue that went as far as the server let it. */
void mfp_look_note(struct mfp_look_address *address, const struct mfp_transcript *transcript);

/* What a dialogue with VERSION alone tells; also what the first dialogue could not see, because it
 * was broken off over the certificate. */
void mfp_look_note_version(struct mfp_look_address *address, enum mfp_tls_version version,
                           const struct mfp_transcript *transcript);

/* Whether a server takes VERSION. One that breaks off without a reason refuses it if it takes
 * another, since that is how some refuse; else nothing is known. Never MFP_ACCEPTS_BROKEN. */
enum mfp_accepts mfp_look_accepts(const struct mfp_look_address *address,
                                  enum mfp_tls_version version);

bool mfp_look_works(const struct mfp_look_address *address);

/* Microseconds until the address's last word that mattered; saying goodbye does not count. */
int64_t mfp_look_us(const struct mfp_look_address *address);

void mfp_look_verdict_of(struct mfp_look_verdict *kept, const struct mfp_verdict *verdict);

/* The verdict again. The cause is looked up in KNOWLEDGE; NULL where it is not known any more. */
void mfp_look_verdict_read(const struct mfp_look_verdict *kept,
                           const struct mfp_knowledge *knowledge, struct mfp_verdict *verdict);
