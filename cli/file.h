/*
 * Files that a command makes: new ones, for what stands in a file already may be dear to somebody.
 */
#pragma once

#include "core/error.h"
#include "core/text.h"

#include <sys/types.h>

/* Whether PATH can be made, before long work for it begins. -EEXIST. */
int mfp_file_is_free(const char *path, struct mfp_error *error);

/* Writes TEXT into a new file; what could not be written whole is removed. -EEXIST and others. */
int mfp_file_create(const char *path, mode_t mode, const struct mfp_text *text,
                    struct mfp_error *error);
