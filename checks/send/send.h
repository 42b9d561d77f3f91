/*
 * check_mfp_send: a test send as a device's account, judged.
 */
#pragma once

#include "checks/check.h"

extern const struct mfp_check mfp_check_send;
