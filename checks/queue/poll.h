/*
 * One poll of a device, and what it came to. For the files of this folder.
 */
#pragma once

#include "core/error.h"
#include "core/secret.h"
#include "inventory/inventory.h"
#include "snmp/interview/module.h"
#include "snmp/interview/resolve.h"
#include "snmp/queue/sample.h"
#include "snmp/queue/state.h"

/* What is kept of a poll: plain values. */
struct mfp_queue_record {
    int64_t at; /* seconds since the epoch */
    char address[256];
    char vendor[32], brand[32], model[64], serial[40];
    char profile[24];
    char trouble[96], console[64]; /* what alerts and console say */
    struct mfp_queue_verdict verdict;
};

/* What a check asks a device with, made once. Zeroed, then mfp_queue_poll_begin. */
struct mfp_queue_poll {
    const struct mfp_snmp_module *module;
    struct mfp_snmp_credential credential;
    struct mfp_snmp_device device;
    struct mfp_survey survey; /* what the device does not have is not asked for again */
    char address[MFP_NUMERIC_SIZE];
};

/* Resolves the address, loads what asks devices, derives the keys. SECRET is empty for the
 * community 'public'. 0, or a negative errno. */
int mfp_queue_poll_begin(struct mfp_queue_poll *poll, const struct mfp_queue_plan *plan,
                         const struct mfp_secret *secret, struct mfp_error *error);
void mfp_queue_poll_done(struct mfp_queue_poll *poll);

/* Asks the device, until DEADLINE_MS from now. 1: *sample is what it told; 0: it kept silent; a
 * negative errno: it cannot be asked so, and ERROR says why and what to do. */
int mfp_queue_poll_ask(struct mfp_queue_poll *poll, const struct mfp_queue_time *now,
                       int64_t deadline_ms, struct mfp_queue_sample *sample,
                       struct mfp_error *error);
