/*
 * Time: for deadlines, and in words.
 */
#pragma once

#include <stddef.h>
#include <stdint.h>

/* Milliseconds of CLOCK_MONOTONIC, which nobody sets back. */
int64_t mfp_clock_ms(void);

/* "2026-11-21 08:15", in the time of this machine; AT in seconds since the epoch. Returns BUFFER.
 */
const char *mfp_time_words(int64_t at, char *buffer, size_t size);

/* "80 s", "4 min", "3 h", "2 days". Returns BUFFER. */
const char *mfp_span_words(int64_t seconds, char *buffer, size_t size);
