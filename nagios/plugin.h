/*
 * The plugin face: arguments -> check -> text and exit code (Monitoring Plugins guidelines).
 */
#pragma once

#include "checks/check.h"

/* The whole main() of a plugin. Returns the exit code: 0 OK, 1 WARNING, 2 CRITICAL, 3 UNKNOWN;
 * 3 also for --help and --version, as the guidelines of the day say. */
int mfp_plugin_main(const struct mfp_check *check, int argc, char **argv);

/* Ends the program with STATE once the output is out, without the destructors of the thirty
 * libraries that libcurl brings along: nothing of theirs outlives the process, and they cost as
 * much as a tenth of a whole check. Under the leak sanitizer it returns STATE instead. */
int mfp_plugin_end(int state);
