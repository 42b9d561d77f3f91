/*
 * Modules of mfpmail: what wants large libraries is loaded when it is used, so that a program that
 * does not use it starts without them.
 */
#pragma once

#include "core/error.h"

/* Loads FILE, once: from the folder of the running program, else from where it is installed. The
 * module stays until the process ends. Returns 0 and sets *symbol to its SYMBOL, or -ENOENT with
 * the loader's words; WHAT it does is for the error. */
int mfp_load(const char *file, const char *name, const char *what, const void **symbol,
             struct mfp_error *error);
