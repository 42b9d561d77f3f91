/*
 * check_mfp_server: a look at a mail server without an account.
 */
#pragma once

#include "checks/check.h"

extern const struct mfp_check mfp_check_server;
