/*
 * Why we could not do something. A failed send is no error but data (core/verdict.h).
 *
 * Functions return 0 or a negative errno; the message is written only on failure, into a
 * struct that the caller owns. It is one line, without a final newline, and says what, where
 * and what would be right.
 */
#pragma once

enum { MFP_ERROR_SIZE = 1024 };

struct mfp_error {
    char text[MFP_ERROR_SIZE];
};

/* Sets the message (cut at its end, control characters blanked) and returns the negative
 * errno given, so that a failure can be raised in one line. ERROR may be NULL. */
int mfp_error_set(struct mfp_error *error, int result, const char *format, ...)
    __attribute__((format(printf, 3, 4)));
