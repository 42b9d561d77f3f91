/*
 * One row of comma-separated values (RFC 4180), without line breaks in its fields.
 */
#pragma once

#include "logs/span.h"

enum { MFP_CSV_FIELDS = 40, MFP_CSV_TEXT = 16 * 1024 };

/* The first fields of a row, without their quotes; they point into TEXT. */
struct mfp_csv {
    size_t count;
    struct mfp_span fields[MFP_CSV_FIELDS];
    char text[MFP_CSV_TEXT];
};

/* Splits LINE; what does not fit into TEXT is cut. */
void mfp_csv_split(struct mfp_csv *row, struct mfp_span line);

/* The field at a place, empty if the row has none. */
struct mfp_span mfp_csv_field(const struct mfp_csv *row, size_t place);
