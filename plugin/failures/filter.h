/*
 * Which rows of evidence may hold for a text: one pass over it with an automaton of all literals
 * that their patterns need (Aho and Corasick 1975). What it leaves is searched with PCRE2.
 * The tables are made by generate/ when mfpmail is built.
 *
 * A row has clauses, one an alternative of its pattern; a clause needs one literal of each of its
 * groups, and is looked at when the most telling of them is met. A row whose pattern needs none is
 * always a candidate.
 */
#pragma once

#include <stddef.h>
#include <stdint.h>

enum { MFP_FILTER_OTHERS = 2 };

struct mfp_filter_clause {
    uint16_t row;
    uint16_t others[MFP_FILTER_OTHERS]; /* groups that must be met too; 0: none */
};

struct mfp_filter {
    const uint8_t *classes; /* of 256 octets; 0: in no literal */
    const uint16_t *next;   /* [state][class] */
    const uint16_t *ends;   /* [state], one more at the end: its part of 'ended' */
    const uint16_t *ended;  /* groups of which a literal ends here */
    unsigned group_count;
    const uint16_t *members; /* [group], one more at the end: its part of 'clauses' */
    const struct mfp_filter_clause *clauses; /* of which it is the most telling group */
    const uint64_t *always;                  /* bits of rows */
    unsigned row_count;
};

enum { MFP_FILTER_CLASSES = 64, MFP_FILTER_ENDS = 0x8000, MFP_FILTER_STATES_MAX = MFP_FILTER_ENDS };
enum { MFP_FILTER_GROUPS_MAX = 8192 };

extern const struct mfp_filter mfp_filter_built_in;

/* Sets the bits of the candidates among ROW_COUNT rows. */
void mfp_filter_run(const struct mfp_filter *filter, const char *text, size_t length,
                    uint64_t *candidates);
