/*
 * A look as text, to be kept in the store: JSON. For the files of this folder.
 */
#pragma once

#include "core/error.h"
#include "core/look.h"
#include "core/text.h"

/* Adds LOOK to OCTETS. 0, or -ENOMEM. */
int mfp_look_write(const struct mfp_look *look, struct mfp_text *octets, struct mfp_error *error);

/* Reads it again. What another version of mfpmail wrote beside it is passed over, and what that one
 * did not know yet is as if it had not been seen. -EILSEQ: it is no look. */
int mfp_look_read(struct mfp_look *look, const char *octets, size_t length,
                  struct mfp_error *error);
