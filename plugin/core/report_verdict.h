/*
 * A verdict as values of a report: the same names in every face.
 */
#pragma once

#include "core/report.h"
#include "core/verdict.h"

/* category cause cause_text stage code enhanced reply fault owner fix next retryable confidence;
 * null where there is none. */
void mfp_report_verdict(struct mfp_report *report, const struct mfp_verdict *verdict);
