/*
 * A device's answers as a file that others may see: .snmprec lines (snmpsim's), OID|TYPE|VALUE.
 *
 * Texts are replaced unless they are known to be harmless: owners, file names, destinations, host
 * names and places become as many 'x', serial numbers as many '0'. What stays as it was are the
 * descriptions of hardware (sysDescr, models, types of counters, hrDeviceDescr where the brand
 * stands in it) without serial number and host name in them, numbers, and object identifiers. A row
 * whose index spells a text is left out.
 */
#pragma once

#include "core/error.h"
#include "core/text.h"
#include "snmp/queue/identity.h"

enum { MFP_RECORDING_WORDS = 12, MFP_RECORDING_MAX = 32768 };

struct mfp_recorded {
    struct mfp_oid name;
    char *line;        /* behind the name; owned */
    unsigned redacted; /* MFP_REDACTED_... */
};

enum { MFP_REDACTED_TEXT = 1, MFP_REDACTED_SERIAL = 2 };

/* Zeroed, then the first three set, it is begun. */
struct mfp_recording {
    const struct mfp_profile *const *chain; /* the device's */
    size_t profiles;
    const struct mfp_identity *identity;
    /* what came of it */
    struct mfp_recorded *list; /* owned */
    size_t count, room;
    size_t written, texts, serials; /* and with something replaced in them */
    size_t left_out;
    bool cut;
    /* What is replaced wherever it stands, in the order in which it was found. */
    struct {
        char text[64];
        char by;
    } words[MFP_RECORDING_WORDS];
    size_t word_count;
};

void mfp_recording_done(struct mfp_recording *recording);

/* TEXT is replaced by as many of BY where it stands in others; not what is shorter than four
 * octets, nor the name of the brand. */
void mfp_recording_hide(struct mfp_recording *recording, const char *text, char by);

/* Hides the names and places in these answers that people have given the device. */
void mfp_recording_learn(struct mfp_recording *recording, const struct mfp_varbind *varbinds,
                         size_t count);

/* Takes answers in, and learns from them first. -ENOMEM. */
int mfp_recording_add(struct mfp_recording *recording, const struct mfp_varbind *varbinds,
                      size_t count, struct mfp_error *error);

/* The lines in the order of a walk, each name once; counts them and what was replaced in them. */
void mfp_recording_write(struct mfp_recording *recording, struct mfp_text *out);

/* Replaces in the LENGTH octets that NAME had. Returns what: bits of MFP_REDACTED_... */
unsigned mfp_recording_redact(const struct mfp_recording *recording, const struct mfp_oid *name,
                              char *octets, size_t length);
