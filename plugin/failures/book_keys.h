/*
 * The sections and keys of a book's files in one table: reading, the generated C, and the manual
 * come from it. Internal to failures/.
 */
#pragma once

#include "core/words.h"

#include <stdbool.h>
#include <stddef.h>

enum mfp_book_section {
    MFP_BOOK_NONE,
    MFP_BOOK_WORDS,
    MFP_BOOK_CAUSE,
    MFP_BOOK_EVIDENCE,
    MFP_BOOK_PROVIDER,
    MFP_BOOK_ANNOUNCEMENT,
    MFP_BOOK_VENDOR,
    MFP_BOOK_CODE,
    MFP_BOOK_SECTIONS,
};

enum mfp_book_type {
    MFP_BOOK_TEXT,       /* prose; lines are joined by blanks */
    MFP_BOOK_PATTERN,    /* struct mfp_pattern; lines are joined as they are, {WORDS} put in */
    MFP_BOOK_NUMBER,     /* unsigned, from 1 */
    MFP_BOOK_SIZE,       /* int64_t */
    MFP_BOOK_WORD,       /* an enum, by its list */
    MFP_BOOK_FLAG,       /* bool: the one word that the list has */
    MFP_BOOK_STAGES,     /* unsigned mask */
    MFP_BOOK_FAULT,      /* enum mfp_fault_kind */
    MFP_BOOK_CODES,      /* struct mfp_code list */
    MFP_BOOK_ENHANCEDS,  /* struct mfp_enhanced list */
    MFP_BOOK_WEIGHT,     /* int: a number or one of mfp_weight_words */
    MFP_BOOK_DATE,       /* text, ISO 8601 */
    MFP_BOOK_CAUSE_NAME, /* unsigned: index of a cause */
    /* not in files: filled from where the section stands */
    MFP_BOOK_NAME,  /* text: the section's name */
    MFP_BOOK_OUTER, /* text: the name of the provider or vendor that the file is about */
    MFP_BOOK_FILE,  /* text */
    MFP_BOOK_LINE,  /* int */
    MFP_BOOK_RANK,  /* enum mfp_rank */
};

struct mfp_book_key {
    enum mfp_book_section section;
    const char *name;  /* NULL ends the table */
    const char *field; /* of the struct, as C writes it */
    enum mfp_book_type type;
    size_t offset;
    const struct mfp_word *words;
    bool required;
    const char *says; /* for the manual; NULL: not written by people */
};

extern const struct mfp_book_key mfp_book_keys[];
extern const struct mfp_word mfp_book_section_words[];

/*
 * Weights: which of two texts in one reply says why. "Recipient address rejected: too many
 * recipients, try again later" holds three; the most telling one wins.
 */
enum {
    MFP_WEIGHT_LAST = -100, /* below every text: an enhanced code that many causes share */
    MFP_WEIGHT_VAGUE = -50, /* "try again later", "access denied": true of everything */
    MFP_WEIGHT_WEAK = -20,  /* names the object, hardly the reason */
    MFP_WEIGHT_CLEAR = 20,  /* names the reason */
    MFP_WEIGHT_STRONG = 40, /* names the reason in words that leave no other reading */
    MFP_WEIGHT_SURE = 60,   /* a term of art: SPF, greylisting, a blocklist's name */
};

extern const struct mfp_word mfp_weight_words[];

/* The key NAME of a section, or NULL. */
const struct mfp_book_key *mfp_book_key_find(enum mfp_book_section section, const char *name);
