/*
 * What a text must hold for a pattern to be found in it: for each alternative of the pattern,
 * groups of literals of which one must be there. Internal to failures/; for the generator.
 *
 * Reads the part of PCRE2's syntax that the files use; what it does not understand counts as
 * "anything", so that too much is searched, never too little.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>

enum {
    MFP_LITERAL_SIZE = 9,   /* longer ones are cut: their beginning must be there too */
    MFP_LITERALS_MAX = 320, /* in a group */
    MFP_GROUPS_MAX = 3,     /* in a clause: the most telling ones */
    MFP_CLAUSES_MAX = 128,
};

struct mfp_literal_group {
    size_t count;
    char literals[MFP_LITERALS_MAX][MFP_LITERAL_SIZE]; /* small letters */
};

struct mfp_clause {
    size_t count; /* 0: needs nothing; the most telling group is the first */
    struct mfp_literal_group groups[MFP_GROUPS_MAX];
};

struct mfp_clauses {
    size_t count;
    struct mfp_clause clauses[MFP_CLAUSES_MAX];
};

/* Never fails: a pattern that it cannot read has one clause that needs nothing. */
void mfp_literals_of(const char *pattern, struct mfp_clauses *clauses);
