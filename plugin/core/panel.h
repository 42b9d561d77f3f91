/*
 * What devices show on their panels and in their logs when a send fails, as data. The rows stand
 * in panels/, one file a vendor.
 */
#pragma once

#include "core/cause.h"

#include <stdbool.h>
#include <stddef.h>

/* What a row rests on. */
enum mfp_proof {
    MFP_PROOF_MANUAL = 1, /* a document of the vendor's */
    MFP_PROOF_REPORT = 2, /* somebody's report about one device */
};

extern const struct mfp_word mfp_proof_words[];

struct mfp_vendor {
    unsigned number;  /* permanent */
    const char *name; /* permanent: "kyocera" */
    const char *title;
    const char *also; /* other names that people may give, blanks between; NULL: none */
    const char *file;
    int line;
};

struct mfp_panel_code {
    const char *name;         /* permanent: "kyocera-1102" */
    const char *vendor;       /* its name */
    struct mfp_pattern match; /* the whole of what the device shows */
    const char *shown;        /* as lists show it */
    const char *says;         /* what the device means by it */
    unsigned cause;           /* index in the knowledge's causes, if !digits */
    bool digits;              /* the three digits in it are the server's reply code */
    unsigned stages;          /* mask of one MFP_AT(stage); 0: not known */
    enum mfp_proof proof;
    const char *note, *see;
    const char *file;
    int line;
};

/* By name or by another name that people give; NULL if there is none. */
const struct mfp_vendor *mfp_vendor_find(const struct mfp_vendor *vendors, size_t count,
                                         const char *name);
