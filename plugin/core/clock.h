/*
 * Time for deadlines.
 */
#pragma once

#include <stdint.h>

/* Milliseconds of CLOCK_MONOTONIC, which nobody sets back. */
int64_t mfp_clock_ms(void);
