/*
 * What a device offers: its answers to one poll, and what is made of them.
 */
#pragma once

#include "cli/queue/recording.h"
#include "inventory/inventory.h"
#include "snmp/interview/module.h"
#include "snmp/queue/cells.h"
#include "snmp/queue/identity.h"
#include "snmp/queue/state.h"

/* Some cells of a table that have the same index. */
struct mfp_row {
    size_t at, count;
};

struct mfp_offer {
    const struct mfp_queue_plan *plan;
    const char *address; /* the plan's, resolved */
    struct mfp_interview interview;
    struct mfp_identity identity;
    const struct mfp_profile *chain[MFP_CHAIN_MAX];
    size_t profiles;
    struct mfp_cells cells;
    struct mfp_row *rows; /* owned; by profile and table, in the order in which they came */
    size_t row_count;
    struct mfp_queue_sample sample;
    struct mfp_queue_verdict verdict; /* of this one look, with nothing remembered */
};

/* Where the device is asked, and as whom. */
struct mfp_asking {
    const struct mfp_snmp_module *snmp;
    const struct mfp_snmp_credential *credential;
    const char *address;
    unsigned port;
};

/* Asks the device of the offer's plan. -ETIMEDOUT and others where nothing was answered. */
int mfp_offer_ask(struct mfp_offer *offer, const struct mfp_asking *asking,
                  struct mfp_error *error);
void mfp_offer_done(struct mfp_offer *offer, const struct mfp_asking *asking);

/* Reads the arcs that matter to send queues into RECORDING, which is begun. */
int mfp_arcs_record(const struct mfp_asking *asking, const struct mfp_offer *offer,
                    struct mfp_recording *recording, struct mfp_error *error);

/* The answer to a GET of NAME; NULL: it was not asked for. Its type may be MFP_VARBIND_NONE. */
const struct mfp_varbind *mfp_offer_value(const struct mfp_offer *offer,
                                          const struct mfp_oid *name);

/* Every object that is asked for by name, each once; NULL after the last. */
const struct mfp_object *mfp_offer_object(const struct mfp_offer *offer, size_t number);

/* Whether cell NUMBER of a row that begins at CELLS stood there before: what was asked for by name
 * may be a part of a table too. */
bool mfp_offer_repeats(const struct mfp_cell *cells, size_t number);

void mfp_offer_show(const struct mfp_offer *offer, struct mfp_text *out);
void mfp_offer_json(const struct mfp_offer *offer, struct mfp_text *out);

/* "serial number", "jobs": for output, in lower case. */
const char *mfp_object_name(const struct mfp_object *object);
const char *mfp_table_name(enum mfp_table_kind kind);
