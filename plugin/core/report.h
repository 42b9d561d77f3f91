/*
 * A report: what a check found, for any face. The faces (report/) add no knowledge.
 */
#pragma once

#include "core/range.h"
#include "core/text.h"
#include "core/words.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum mfp_field_type {
    MFP_FIELD_NULL,
    MFP_FIELD_STRING,
    MFP_FIELD_INTEGER,
    MFP_FIELD_REAL,
    MFP_FIELD_BOOL,
    MFP_FIELD_LIST, /* an array, empty so far */
};

/* A value for programs. "times.auth" is auth inside the object times; "addresses.0.port" is port in
 * the first object of the array addresses, "names.0" the first value of the array names. Those of
 * an array come in its order. */
struct mfp_field {
    char name[40];
    enum mfp_field_type type;
    char *string; /* owned */
    int64_t integer;
    double real;
};

/* A performance value, with the unit of the guidelines: "s", "B", "%", "c" or none. */
struct mfp_perf {
    char label[20]; /* the first 19 characters must be unique */
    double value;
    char unit[4];
    const struct mfp_range *warning, *critical; /* NULL: none; outlive the report */
    double minimum, maximum;                    /* NAN: none */
};

enum { MFP_REPORT_FIELDS = 4096, MFP_REPORT_PERF = 32 };

struct mfp_report {
    const char *service; /* "MFP SEND" */
    enum mfp_state state;
    char summary[1024];       /* the status line after "SERVICE STATE - " */
    struct mfp_text lines;    /* detail, each line ended by a newline */
    struct mfp_field *fields; /* owned */
    size_t field_count, field_room;
    struct mfp_perf perf[MFP_REPORT_PERF];
    size_t perf_count;
};

void mfp_report_init(struct mfp_report *report, const char *service);
void mfp_report_done(struct mfp_report *report);

void mfp_report_line(struct mfp_report *report, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

/* NULL becomes null. Texts must be clean (mfp_text_clean) already. */
void mfp_report_string(struct mfp_report *report, const char *name, const char *value);
void mfp_report_integer(struct mfp_report *report, const char *name, int64_t value);
void mfp_report_real(struct mfp_report *report, const char *name, double value);
void mfp_report_bool(struct mfp_report *report, const char *name, bool value);
/* An array, which may stay empty. */
void mfp_report_list(struct mfp_report *report, const char *name);
void mfp_report_null(struct mfp_report *report, const char *name);

/* Returns the new value for its thresholds and limits, or NULL if there is no more room. */
struct mfp_perf *mfp_report_perf(struct mfp_report *report, const char *label, double value,
                                 const char *unit);
