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

/* Whole days from NOW until AT, both seconds since the epoch; below 0 it is over. */
int64_t mfp_days_until(int64_t at, int64_t now);

/* Seconds since AT. A clock that was set back makes nothing older than now. */
int64_t mfp_age(int64_t at, int64_t now);
