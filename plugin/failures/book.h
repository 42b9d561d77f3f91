/*
 * A book of knowledge: causes with their evidence, providers with their announcements, devices'
 * codes. The built-in book is made of the files of failures/, providers/ and panels/ when mfpmail
 * is built; an administrator's own files, in the same format, make a small one at start.
 */
#pragma once

#include "core/cause.h"
#include "core/error.h"
#include "core/panel.h"
#include "core/provider.h"

#include <stddef.h>

/* Evidence and codes point into causes by index. Evidence stands in its order. */
struct mfp_book {
    const struct mfp_cause *causes;
    size_t cause_count;
    const struct mfp_evidence *evidence;
    size_t evidence_count;
    const struct mfp_provider *providers;
    size_t provider_count;
    const struct mfp_announcement *announcements;
    size_t announcement_count;
    const struct mfp_vendor *vendors;
    size_t vendor_count;
    const struct mfp_panel_code *codes;
    size_t code_count;
    unsigned pattern_count; /* ids of patterns are 1 to this */
};

extern const struct mfp_book mfp_book_built_in;

/* Reads files into a book. */
struct mfp_book_reader;

/* BASE, whose causes and pattern ids are gone on with, may be NULL; it must outlive the reader.
 * Returns NULL out of memory. */
struct mfp_book_reader *mfp_book_reader_new(const struct mfp_book *base);
struct mfp_book_reader *mfp_book_reader_free(struct mfp_book_reader *reader);

/* Adds a file. SHOWN is its name in errors and in 'file' of its rows; NULL: PATH. Files are told
 * apart by what stands in them. 0, or a negative errno with file, line, section, key. */
int mfp_book_read(struct mfp_book_reader *reader, const char *path, const char *shown,
                  struct mfp_error *error);

/* When all files are read: resolves names, puts evidence in its order, checks the whole. The book
 * belongs to the reader. All causes of the base come first, in its order; those that the files
 * give anew are changed in their place. */
int mfp_book_finish(struct mfp_book_reader *reader, struct mfp_book *book, struct mfp_error *error);
