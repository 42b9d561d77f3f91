/*
 * One row of evidence against what is judged. Internal to core/: classify.c asks the rows.
 */
#pragma once

#include "core/cause.h"
#include "core/reply.h"

/* What is judged: a fault, or a reply at a stage. */
struct mfp_subject {
    const struct mfp_knowledge *knowledge;
    enum mfp_stage stage;
    bool login_missing;
    const char *provider;
    enum mfp_fault_kind fault;
    const struct mfp_reply *reply; /* its text is open in the knowledge */
    unsigned digits;               /* of its code, as struct mfp_code has them */
    const uint64_t *candidates;    /* bits of built-in rows; NULL: all */
};

/* 550 as 0x550. */
unsigned mfp_code_digits(int code);

/* Does all that the row wants hold? */
bool mfp_evidence_holds(const struct mfp_subject *subject, const struct mfp_evidence *evidence);
