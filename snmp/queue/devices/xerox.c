/* Xerox: WorkCentre, VersaLink, AltaLink, Phaser, ColorQube. */
#include "snmp/queue/devices/devices.h"

const struct mfp_object mfp_xcmi_objects[] = {
    {
        .oid = MFP_OID(MFP_XCMI, 83, 1, 1, 2, 1, 3, 1),
        .meaning = MFP_MEANING_COUNT,
        .count = MFP_COUNT_CREATED,
    },
    {
        .oid = MFP_OID(MFP_XCMI, 83, 1, 1, 2, 1, 4, 1),
        .meaning = MFP_MEANING_COUNT,
        .count = MFP_COUNT_FINISHED,
    },
    /* E-mailed images: at 10 on Xerox, at 102 on Fuji Xerox. */
    {
        .oid = MFP_OID(MFP_XCMI, 53, 13, 2, 1, 6, 10, 20, 11),
        .meaning = MFP_MEANING_COUNT,
        .count = MFP_COUNT_EMAILED,
    },
    {
        .oid = MFP_OID(MFP_XCMI, 53, 13, 2, 1, 6, 102, 20, 11),
        .meaning = MFP_MEANING_COUNT,
        .count = MFP_COUNT_EMAILED,
    },
    {.meaning = MFP_MEANING_NONE},
};

static const struct mfp_object jobs[] = {
    {.oid = MFP_OID(MFP_XCMI, 59, 6, 1, 1, 9), .meaning = MFP_MEANING_JOB_STATE},
    {.oid = MFP_OID(MFP_XCMI, 59, 6, 1, 1, 4), .meaning = MFP_MEANING_JOB_SERVICE},
    {.oid = MFP_OID(MFP_XCMI, 59, 6, 1, 1, 10), .meaning = MFP_MEANING_JOB_REASONS},
    {.oid = MFP_OID(MFP_XCMI, 59, 14, 1, 1, 5), .meaning = MFP_MEANING_JOB_POSITION},
    {.meaning = MFP_MEANING_NONE},
};

/* The index begins with the logical device, 101 for active jobs, 151 or 1 for ended ones: a job
 * that ends changes its place, and is the same job. */
const struct mfp_table mfp_xcmi_tables[] = {
    {.kind = MFP_TABLE_JOBS, .columns = jobs, .rows = 256, .skip = 1},
    {.kind = MFP_TABLE_NONE},
};

/* There is no state for aborted jobs: the reasons of completed ones say it. */
const struct mfp_job_number mfp_xcmi_states[] = {
    {.number = 1, .state = MFP_JOB_UNKNOWN},
    {.number = 2, .state = MFP_JOB_UNKNOWN},
    {.number = 3, .state = MFP_JOB_PENDING},
    {.number = 6, .state = MFP_JOB_PENDING},
    {.number = 7, .state = MFP_JOB_PROCESSING},
    {.number = 8, .state = MFP_JOB_PENDING},
    {.number = 11, .state = MFP_JOB_COMPLETED},
    {.number = 12, .state = MFP_JOB_HELD},
    {.number = 13, .state = MFP_JOB_HELD},
    {.number = 14, .state = MFP_JOB_PROCESSING},
    {.number = 17, .state = MFP_JOB_COMPLETED},
    {.number = 18, .state = MFP_JOB_PROCESSING},
    {.ends = true},
};

#define SERVICE .column = MFP_MEANING_JOB_SERVICE

/* scanToMailList, faxToMailList, fileToMailList; the rest of 253.8.58.2 goes elsewhere. */
const struct mfp_job_service mfp_xcmi_services[] = {
    {SERVICE, .number = 4, .class = MFP_JOB_SEND, .via = "e-mail"},
    {SERVICE, .number = 7, .class = MFP_JOB_SEND, .via = "e-mail (fax)"},
    {SERVICE, .number = 10, .class = MFP_JOB_SEND, .via = "e-mail (file)"},
    {SERVICE, .number = 1, .class = MFP_JOB_OTHER, .via = "file"},
    {SERVICE, .number = 2, .class = MFP_JOB_OTHER, .via = "print"},
    {SERVICE, .number = 3, .class = MFP_JOB_OTHER, .via = "fax"},
    {SERVICE, .number = 5, .class = MFP_JOB_OTHER, .via = "file"},
    {SERVICE, .number = 6, .class = MFP_JOB_OTHER, .via = "print"},
    {SERVICE, .number = 8, .class = MFP_JOB_OTHER, .via = "print"},
    {SERVICE, .number = 9, .class = MFP_JOB_OTHER, .via = "fax"},
    {SERVICE, .number = 11, .class = MFP_JOB_OTHER, .via = "copy"},
    {SERVICE, .number = 12, .class = MFP_JOB_OTHER, .via = "file"},
    {.column = MFP_MEANING_NONE},
};

const struct mfp_profile mfp_profile_xerox = {
    .name = "xerox",
    .vendor = "Xerox",
    .prefixes = {MFP_OID(MFP_ENTERPRISES, 253)},
    .words = (const char *const[]){"xerox", NULL},
    .model_after = "",
    .tier = MFP_TIER_A,
    .proven = MFP_TIER_NONE,
    .objects = mfp_xcmi_objects,
    .tables = mfp_xcmi_tables,
    .states = mfp_xcmi_states,
    .services = mfp_xcmi_services,
    .service_root = MFP_OID(MFP_XCMI, 58, 2),
    .aborted_reasons = 0x10000 | 0x200000,
    .reasons_doubted = true,
    .limits =
        "the bits of the reasons are taken to be those of RFC 2707, so that a failure told by "
        "them is unsure; an empty table and none at all look the same; the counts of created "
        "and finished jobs may restart at boot",
    .source = "XEROX-JOB-MONITORING-MIB, XEROX-JOB-MONITORING-TC, XEROX-JOB-MONITORING-EXT-MIB, "
              "code that polls such devices",
};
