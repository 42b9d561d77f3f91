/*
 * What is made of a book when mfpmail is built or its documentation renewed. A form is one file
 * here and one row in main.c.
 */
#pragma once

#include "failures/book.h"

#include <stdio.h>

void mfp_emit_tables(const struct mfp_book *book, FILE *out); /* C: the built-in book */
void mfp_emit_filter(const struct mfp_book *book, FILE *out); /* C: its filter */
void mfp_emit_manual(const struct mfp_book *book, FILE *out); /* mfpmail-failures(7) */
void mfp_emit_page(const struct mfp_book *book, FILE *out);   /* the searchable page */
void mfp_emit_mib(const struct mfp_book *book, FILE *out);    /* textual conventions */
void mfp_emit_zabbix(const struct mfp_book *book, FILE *out); /* value maps */

/* The causes of a category in the order of their numbers; NULL at the end. Begin with AFTER = 0. */
const struct mfp_cause *mfp_emit_next(const struct mfp_book *book, enum mfp_category category,
                                      unsigned after);
