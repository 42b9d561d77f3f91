/*
 * --extra-opts=[SECTION][@FILE]: options from an INI file, as Monitoring Plugins read it.
 */
#pragma once

#include "core/error.h"

/*
 * Replaces every --extra-opts in ARGV by the options of its section, "key = value" as
 * "--key=value" ("-k" for one letter), in front of those given by hand, so that the latter win.
 * SECTION is PROGRAM where none is given, FILE the first of the usual places. On success *OUT is
 * a new NULL-terminated vector of *COUNT words that mfp_extra_opts_free releases.
 */
int mfp_extra_opts(const char *program, int argc, char **argv, char ***out, int *count,
                   struct mfp_error *error);
void mfp_extra_opts_free(char **words);
