/*
 * What the parts of the reader share. Internal to failures/: book_read.c reads files,
 * book_value.c turns a value into a field, book_finish.c makes the whole.
 */
#pragma once

#include "core/text.h"
#include "failures/book.h"
#include "failures/book_keys.h"
#include "ini/ini.h"

/* A growing array of structs of SIZE octets. */
struct mfp_rows {
    char *rows;
    size_t count, room, size;
};

/* A [words] entry of the file that is being read. */
struct mfp_book_word {
    char *name, *value;
};

/* A cause that is named before all files are read. */
struct mfp_cause_reference {
    enum mfp_book_section section; /* of the row that names it */
    size_t row;
    const char *name;
};

struct mfp_book_reader {
    const struct mfp_book *base;
    struct mfp_rows sections[MFP_BOOK_SECTIONS]; /* the rows of each kind */
    struct mfp_rows references;                  /* struct mfp_cause_reference */
    struct mfp_rows patterns; /* const char *; id - 1 - the base's is its place */
    struct mfp_rows owned;    /* void *, freed at the end */
    /* the file that is being read */
    struct mfp_rows words; /* struct mfp_book_word */
    const char *shown;
    const char *outer; /* the provider or vendor that it is about */
    const char *cause; /* the last [cause] */
    /* the section that is being read */
    enum mfp_book_section section;
    struct mfp_ini_place begin; /* of its header */
    uint64_t given;             /* bits of the keys that it has, by their place in the table */
    bool changes;               /* a cause of the base's, or of an earlier file */
    size_t row;                 /* its row, where it is no new one */
    /* the entry that is being read, until it is known to be complete */
    const struct mfp_book_key *key;
    char word[64]; /* of [words]: its name */
    struct mfp_text value;
    struct mfp_ini_place entry;
    struct mfp_error *error;
};

/* A zeroed row more, or NULL out of memory. Moves the rows before it. */
void *mfp_rows_add(struct mfp_rows *rows);
void *mfp_rows_at(const struct mfp_rows *rows, size_t i);

/* A copy that lives as long as the reader; NULL out of memory. */
char *mfp_book_keep(struct mfp_book_reader *reader, const char *text, size_t length);
void *mfp_book_keep_block(struct mfp_book_reader *reader, void *block);

/* The row that entries go to now. */
void *mfp_book_row(const struct mfp_book_reader *reader);

/* Sets the field of KEY in ROW from VALUE. 0, or a negative errno with the reason alone. */
int mfp_book_set(struct mfp_book_reader *reader, void *row, const struct mfp_book_key *key,
                 const char *value, struct mfp_error *reason);

/* Puts {WORDS} in. 0, or -ENOENT, -ENOMEM. */
int mfp_book_expand(const struct mfp_book_reader *reader, const char *value, struct mfp_text *out,
                    struct mfp_error *reason);

/* A pattern by its text. Equal ones get one id, and are compiled once. 0, or -ENOMEM. */
int mfp_book_intern(struct mfp_book_reader *reader, const char *text, size_t length,
                    struct mfp_pattern *pattern, struct mfp_error *reason);

/* Makes of a row whose pattern has alternatives a row for each: the filter then leaves the one that
 * can hold, and a search is for that alone. 0, or -ENOMEM. */
int mfp_book_split(struct mfp_book_reader *reader, struct mfp_error *error);
