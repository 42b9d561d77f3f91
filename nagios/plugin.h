/*
 * The plugin face: arguments -> check -> text and exit code (Monitoring Plugins guidelines).
 */
#pragma once

#include "checks/check.h"

/* The whole main() of a plugin. Returns the exit code: 0 OK, 1 WARNING, 2 CRITICAL, 3 UNKNOWN;
 * 3 also for --help and --version, as the guidelines of the day say. */
int mfp_plugin_main(const struct mfp_check *check, int argc, char **argv);
