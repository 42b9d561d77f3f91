/*
 * mfpmail classify: what the parts of it share.
 */
#pragma once

#include "core/report.h"
#include "core/verdict.h"
#include "failures/failures.h"
#include "logs/logs.h"

#include <stdbool.h>

struct mfp_classify {
    /* as asked for */
    const char *text; /* the reply or the device's code; NULL: standard input */
    const char *rules;
    const char *vendor; /* --device */
    const struct mfp_log_format *format;
    struct mfp_circumstances circumstances;
    bool explain, json, batch, summary;
    /* for the run */
    struct mfp_failures *failures;
    const struct mfp_knowledge *knowledge;
};

/* Further names of stages, as tables of others have them: banner, mail-from, ... */
extern const struct mfp_word mfp_stage_aliases[];

/* Each returns an exit code, or a negative errno with its error. */
int mfp_classify_one(struct mfp_classify *classify, struct mfp_error *error);
int mfp_classify_device(struct mfp_classify *classify, struct mfp_error *error);
int mfp_classify_batch(struct mfp_classify *classify, struct mfp_error *error);
int mfp_classify_log(struct mfp_classify *classify, struct mfp_error *error);

/* A reply, or words without a code, as they stand in a log or were typed. 2xx and 3xx at no known
 * stage are ok. */
void mfp_classify_text(const struct mfp_classify *classify, enum mfp_stage stage,
                       const char *provider, const char *text, size_t length,
                       struct mfp_verdict *verdict);

/* The same without the reply's text in the verdict. */
void mfp_classify_text_only(const struct mfp_classify *classify, enum mfp_stage stage,
                            const char *text, size_t length, struct mfp_verdict *verdict);

/* Prints the verdict for a person: what broke, who acts, what to do. */
void mfp_classify_show(const struct mfp_verdict *verdict, struct mfp_text *out);

/* "Fix:        ..." wrapped at 80 columns. */
void mfp_classify_paragraph(struct mfp_text *out, const char *label, const char *text);

/* JSON of a report with the verdict's fields, and what else the caller has put in. */
void mfp_classify_print_json(const struct mfp_report *report, bool line);
