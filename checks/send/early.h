/*
 * Early warnings of check_mfp_send: gathered from the store and the book, and put into the report.
 * For the files of this folder.
 */
#pragma once

#include "checks/send/describe.h"
#include "core/early.h"

/* Judges RESULT. STORE may be NULL: without it nothing is known of what was before. */
void mfp_send_early(const struct mfp_early_limits *limits, const struct mfp_plan *plan,
                    const struct mfp_result *result, struct mfp_store *store, int64_t now,
                    struct mfp_early early[MFP_EARLY_COUNT]);

/* The worst of them: its state, and its words with a count of the others; "" if all is well. */
enum mfp_state mfp_send_early_state(const struct mfp_early early[MFP_EARLY_COUNT], char *words,
                                    size_t size);

/* A line each; those that are fine or not known from -v on. */
void mfp_send_early_lines(const struct mfp_send_outcome *outcome, struct mfp_report *report);
void mfp_send_early_measure(const struct mfp_send_outcome *outcome, struct mfp_report *report);
void mfp_send_early_fields(const struct mfp_send_outcome *outcome, struct mfp_report *report);
