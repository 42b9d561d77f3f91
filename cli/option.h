/*
 * Values of options that are read by functions which do not know of options.
 */
#pragma once

#include "core/error.h"
#include "core/options.h"

/* Returns RESULT; where it is an error, REASON with the option's name in front is in ERROR. */
int mfp_option_result(const struct mfp_option *option, int result, const struct mfp_error *reason,
                      struct mfp_error *error);
