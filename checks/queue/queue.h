/*
 * check_mfp_queue: what a device's send queue does, by SNMP.
 */
#pragma once

#include "checks/check.h"

extern const struct mfp_check mfp_check_queue;
