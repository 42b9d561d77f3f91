/*
 * The judges of early warnings, and what they share. Internal to core/early*.c.
 */
#pragma once

#include "core/early.h"

/* Fills EARLY, which is zeroed, but for its state: that follows from value and LIMIT. */
typedef void mfp_early_judge_kind(const struct mfp_early_limit *limit,
                                  const struct mfp_early_facts *facts, struct mfp_early *early);

mfp_early_judge_kind mfp_early_judge_announcement, mfp_early_judge_auth, mfp_early_judge_slow;

/* There is nothing to judge by: WHY is said instead. */
void mfp_early_unknown(struct mfp_early *early, const char *why);

/* "2026-12-07", in UTC as certificates and announcements have it. Returns BUFFER. */
const char *mfp_early_day(int64_t at, char *buffer, size_t size);

/* "in 12 days", "today", "3 days ago" */
const char *mfp_early_when(int64_t days, char *buffer, size_t size);
