/*
 * Knowledge about failures as data: a cause, and the evidence that leads to it. The rows stand
 * in failures/, one file a category; core/classify.h reads them.
 */
#pragma once

#include "core/fault.h"
#include "core/words.h"

#include <stdbool.h>
#include <stddef.h>

#define MFP_AT(stage) (1U << (stage))

/*
 * One piece of evidence: all fields that are set must hold. The field that carries it decides
 * its rank (design: order of evidence), strongest first:
 *
 *   fault     a failure that is no reply
 *   phrase    distinctive text or a vendor's tag
 *   enhanced  a specific enhanced status code
 *   generic   text that many servers use
 *   code      basic code, with stages
 *   code      basic code alone (low confidence)
 *
 * With a phrase or generic text, enhanced, code and stages only narrow it down.
 * Texts are PCRE2 patterns, caseless, searched in the reply's joined text (codes stripped).
 * Lists are separated by blanks; in codes 'x' stands for any digit ("5xx"), in enhanced codes
 * for any number ("5.7.x").
 */
struct mfp_evidence {
    enum mfp_fault_kind fault;
    const char *phrase;
    const char *generic;
    const char *unless; /* pattern that voids this evidence */
    const char *enhanced;
    const char *code;
    bool login_missing; /* the server offers a login and the probe made none */
    unsigned stages;    /* mask of MFP_AT(stage); 0: any. A reply of unknown stage never matches */
    int weight;         /* breaks ties inside a rank: higher first, then the earlier row */
};

struct mfp_cause {
    unsigned number;  /* permanent, unique over all categories; 0 ends a table */
    const char *name; /* permanent: "m365-basic-auth-disabled" */
    enum mfp_category category;
    const char *says; /* for the status line: what broke, no capital, no full stop, <= 56 octets */
    enum mfp_owner owner;
    const char *fix; /* imperative, concrete, one or two sentences */
    unsigned never;  /* mask of MFP_AT(stage): where this cannot be the cause, whatever it says */
    const struct mfp_evidence *evidence; /* ends with an empty row; NULL: nothing leads here */
};

/* All tables (NULL-terminated list), and the search in text, which is a seam so that core
 * stands on libc alone: failures/ fills it with PCRE2, a test with something smaller. */
struct mfp_knowledge {
    const struct mfp_cause *const *tables;
    /* true if PATTERN is found in TEXT; a broken pattern never matches */
    bool (*search)(void *context, const char *pattern, const char *text, size_t length);
    void *context;
};

/* By name or by number; NULL if there is none. */
const struct mfp_cause *mfp_cause_find(const struct mfp_knowledge *knowledge, const char *name);
const struct mfp_cause *mfp_cause_number(const struct mfp_knowledge *knowledge, unsigned number);
