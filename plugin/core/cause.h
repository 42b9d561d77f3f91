/*
 * Knowledge about failures as data: causes, and the evidence that leads to them. The rows stand
 * in failures/ and providers/ as files; core/verdict.h reads them.
 */
#pragma once

#include "core/fault.h"
#include "core/words.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define MFP_AT(stage) (1U << (stage))

enum { MFP_EVIDENCE_MAX = 4096 };

/* May the same send succeed later though nobody changed anything? */
enum mfp_retryable { MFP_RETRYABLE_UNKNOWN = 0, MFP_RETRYABLE_NO = 1, MFP_RETRYABLE_YES = 2 };

extern const struct mfp_word mfp_retryable_words[];

/* A cause's permanent number is all that leaves the program; its name may be shown beside it. */
struct mfp_cause {
    unsigned number;  /* unique over all categories */
    const char *name; /* permanent: "m365-basic-auth-disabled" */
    enum mfp_category category;
    const char *says; /* for the status line: what broke, no capital, no full stop, <= 56 octets */
    enum mfp_owner owner;
    const char *fix;              /* imperative, concrete, one or two sentences */
    const char *next;             /* what to check if the fix does not help */
    enum mfp_retryable retryable; /* where no reply's first digit tells it */
    const char *see;              /* references: addresses and RFC5321#4.2.1, blanks between */
    unsigned never;   /* mask of MFP_AT(stage): where this cannot be the cause, whatever it says */
    const char *file; /* where it stands: "failures/auth.conf" */
    int line;
};

/* What carries a piece of evidence, strongest first (design: order of evidence). */
enum mfp_rank {
    MFP_RANK_FAULT = 1,      /* a failure that is no reply */
    MFP_RANK_PHRASE = 2,     /* distinctive text or a vendor's tag */
    MFP_RANK_ENHANCED = 3,   /* a specific enhanced status code */
    MFP_RANK_TEXT = 4,       /* text that many servers use */
    MFP_RANK_STAGE_CODE = 5, /* stage and basic code */
    MFP_RANK_CODE = 6,       /* basic code alone */
};

extern const struct mfp_word mfp_rank_words[];

/* A PCRE2 pattern, caseless. Equal patterns have equal ids within one knowledge; id 0: none. */
struct mfp_pattern {
    const char *text;
    unsigned id;
};

/* A basic code, its digits as hexadecimal ones: "55x" is value 0x550, mask 0xff0; "000" stands
 * for no code at all. A list ends with mask 0. */
struct mfp_code {
    uint16_t value, mask;
};

/* An enhanced code, -1 for any number. A list ends with class 0. */
struct mfp_enhanced {
    int16_t class, subject, detail;
};

/*
 * One piece of evidence: all that is set must hold. What carries it gives its rank; with a phrase
 * or a text, codes and stages only narrow it down.
 */
struct mfp_evidence {
    unsigned cause; /* index in the knowledge's causes */
    enum mfp_rank rank;
    int weight; /* breaks ties inside a rank: higher first */
    enum mfp_fault_kind fault;
    struct mfp_pattern phrase;
    struct mfp_pattern text;
    struct mfp_pattern unless; /* voids this evidence */
    const struct mfp_enhanced *enhanced;
    const struct mfp_code *code;
    unsigned stages;      /* mask of MFP_AT(stage); 0: any */
    unsigned allowed;     /* the stages at which it may hold, the cause's 'never' taken out */
    bool login_missing;   /* the server offers a login and the probe made none */
    bool anyway;          /* asked among the texts, though only codes speak for it */
    bool provider_only;   /* holds only where the server is known to be the provider's */
    const char *provider; /* the provider in whose file it stands; NULL: none */
    const char *file;     /* where it stands: "failures/auth.conf" */
    int line;
};

/* Evidence in order: by rank, in a rank by weight, then as the files have it. */
struct mfp_evidence_list {
    const struct mfp_evidence *rows;
    size_t count; /* at most MFP_EVIDENCE_MAX */
};

/* All that is known, and the search in text, which is a seam so that core stands on libc alone:
 * failures/ fills it with PCRE2, a test with something smaller. */
struct mfp_knowledge {
    const struct mfp_cause *causes;
    size_t cause_count;
    /* An administrator's own rows, then the built-in ones: the second list is asked only where
     * the first says nothing. */
    struct mfp_evidence_list local, built_in;
    /* Makes TEXT the one that search() looks into, until the next call. Sets a bit in CANDIDATES
     * (MFP_EVIDENCE_MAX of them, zeroed) for every built-in row whose texts may be found in it;
     * NULL candidates: not wanted. */
    void (*open)(void *context, const char *text, size_t length, uint64_t *candidates);
    /* true if the pattern is found; a broken pattern never is. */
    bool (*search)(void *context, const struct mfp_pattern *pattern);
    void *context;
};

/* By name or by number; NULL if there is none. */
const struct mfp_cause *mfp_cause_find(const struct mfp_knowledge *knowledge, const char *name);
const struct mfp_cause *mfp_cause_number(const struct mfp_knowledge *knowledge, unsigned number);

/* "distinctive text", "the bare code": what carries the row, for people. */
const char *mfp_evidence_shown(const struct mfp_evidence *evidence);

/* The rank that the fields of a row give it; 0 if it has none that could carry it. */
enum mfp_rank mfp_evidence_rank(const struct mfp_evidence *evidence);

/* Below, at or above 0 as A is asked before, as soon as, or after B. */
int mfp_evidence_compare(const struct mfp_evidence *a, const struct mfp_evidence *b);
