/*
 * Early warnings: what will break, while sends still work. Pure: clock, history and announcements
 * are parameters.
 */
#pragma once

#include "core/error.h"
#include "core/plan.h"
#include "core/provider.h"
#include "core/range.h"
#include "core/result.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* The numbers leave the program: they are permanent and mean nothing. */
enum mfp_early_kind {
    MFP_EARLY_CERTIFICATE = 0,  /* days until the first of the chain expires */
    MFP_EARLY_ANNOUNCEMENT = 1, /* days until the provider changes what the device needs */
    MFP_EARLY_SECRET = 2,       /* days until the password expires */
    MFP_EARLY_SCAN = 3,         /* an ordinary scan, in percent of what the server takes */
    MFP_EARLY_TLS = 4,          /* the TLS version that device and server came to */
    MFP_EARLY_AUTH = 5,         /* login mechanisms that were offered and are no more */
    MFP_EARLY_SLOW = 6,         /* spans that take much longer than they used to */
};

enum { MFP_EARLY_COUNT = MFP_EARLY_SLOW + 1, MFP_EARLY_SAMPLES = 100, MFP_EARLY_MECHANISMS = 16 };

extern const struct mfp_word mfp_early_words[];

/* When a value is worth a warning. */
struct mfp_early_limit {
    bool given, off;
    struct mfp_range warning, critical;
    double parameter; /* of AUTH: seconds that one is remembered; of SLOW: how many deviations */
};

struct mfp_early_limits {
    struct mfp_early_limit of[MFP_EARLY_COUNT];
};

/* "21", "21,7": where WARNING and CRITICAL begin; "off". What the numbers are depends on the kind:
 * days, percent, a TLS version, for AUTH a time, for SLOW a factor. */
int mfp_early_limit_parse(struct mfp_early_limits *limits, enum mfp_early_kind kind,
                          const char *text, struct mfp_error *error);

/* Sets those that were not given. */
void mfp_early_limits_default(struct mfp_early_limits *limits);

/* A login mechanism, and when the device was last offered it (seconds since the epoch). */
struct mfp_seen {
    char name[24];
    int64_t at;
};

/* What is judged by; lists may be empty. */
struct mfp_early_facts {
    const struct mfp_plan *plan;
    const struct mfp_result *result;
    const struct mfp_announcement *const *announcements; /* of the server's provider */
    size_t announcement_count;
    const struct mfp_seen *seen;
    size_t seen_count;
    const int64_t (*samples)[MFP_STAGE_COUNT]; /* of successful sends before this one */
    size_t sample_count;                       /* at most MFP_EARLY_SAMPLES */
    int64_t now;
};

struct mfp_early {
    bool known;    /* there was something to judge by; else text says what is missing */
    bool harmless; /* measured, and nothing that would hurt this device */
    enum mfp_state state;
    double value;
    char text[160]; /* "certificate expires in 12 days" */
    enum mfp_owner owner;
    char fix[512]; /* "" where nothing is to be done */
};

/* Fills EARLY, one of each kind. A kind that is off has no state but OK. */
void mfp_early_judge(const struct mfp_early_limits *limits, const struct mfp_early_facts *facts,
                     struct mfp_early early[MFP_EARLY_COUNT]);

/* "TLSv1.2" is 1.2; 0 for what is none. */
double mfp_tls_number(const char *version);
