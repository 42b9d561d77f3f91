/*
 * From a look to a report: status line, detail, performance data, fields. For the files of this
 * folder.
 */
#pragma once

#include "checks/server/facts.h"
#include "checks/server/settings.h"
#include "core/look.h"
#include "core/plan.h"
#include "core/provider.h"
#include "core/report.h"
#include "core/transcript.h"

#include <stdint.h>

struct mfp_server_outcome {
    const char *name; /* the server's in the inventory; NULL: it has none */
    const struct mfp_look *look;
    const struct mfp_transcript *talks; /* one an address; NULL for a recorded look */
    const struct mfp_knowledge *knowledge;
    const struct mfp_provider *provider; /* NULL: not known */
    const struct mfp_server_settings *settings;
    const char *note;  /* about the store; NULL: none */
    bool recorded;     /* read back, not made now */
    int64_t max_age_s; /* of a recorded look */
    int64_t now;       /* seconds since the epoch */
    int verbose;
};

void mfp_server_describe(const struct mfp_server_outcome *outcome, struct mfp_report *report);

/* What describe.c found out, for lines.c and fields.c. */
struct mfp_server_summary {
    struct mfp_server_facts facts;
    /* The address that is worst off, NULL if all work or the name was not found, and why. */
    const struct mfp_look_address *worst;
    struct mfp_verdict verdict; /* its cause may be the next one */
    struct mfp_cause cause;
    char differences[768];
};

void mfp_server_lines(const struct mfp_server_outcome *outcome,
                      const struct mfp_server_summary *summary, struct mfp_report *report);
void mfp_server_fields(const struct mfp_server_outcome *outcome,
                       const struct mfp_server_summary *summary, struct mfp_report *report);

/* "421 4.7.0 " or "", for in front of words. Returns BUFFER. */
const char *mfp_server_code(const struct mfp_verdict *verdict, char *buffer, size_t size);

/* Whether the provider documents other settings than those that were looked at. */
bool mfp_server_undocumented(const struct mfp_server_outcome *outcome);
