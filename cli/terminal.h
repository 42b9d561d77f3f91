/*
 * What a person at a terminal sees: colours, and a line while something takes its time. Neither
 * goes into a pipe or a file.
 */
#pragma once

#include "core/words.h"

#include <stddef.h>
#include <stdint.h>

/* What switches standard output to the state's colour and back; "" where there is no terminal, or
 * NO_COLOR is set. */
const char *mfp_colour_of(enum mfp_state state);
const char *mfp_colour_end(void);

/* What it is about, and since how long, on standard error. WHAT outlives the progress. */
void mfp_progress_begin(const char *what);

/* How long it may take at most, in milliseconds from its beginning. */
void mfp_progress_limit(int64_t milliseconds);

/* It is counted and not timed: a bar up to TOTAL, and how many of those done were found. */
void mfp_progress_bar(size_t total);
void mfp_progress_step(size_t done, size_t found);

/* Takes the line away. */
void mfp_progress_end(void);
