/*
 * A line on the terminal while something takes its time: what it is about, and since how long. It
 * goes to standard error, and nowhere if that is no terminal.
 */
#pragma once

#include <stdint.h>

/* WHAT outlives the progress. */
void mfp_progress_begin(const char *what);

/* How long it may take at most, in milliseconds from its beginning. */
void mfp_progress_limit(int64_t milliseconds);

/* Takes the line away. */
void mfp_progress_end(void);
