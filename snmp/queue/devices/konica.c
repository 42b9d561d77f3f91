/* Konica Minolta bizhub, and the same machines sold by Develop (ineo) and others. */
#include "snmp/queue/devices/devices.h"

#define KONICA MFP_ENTERPRISES, 18334, 1, 1

/* The fifth of this group looks like jmGeneralJobPersistence, but counts jobs, not seconds. */
static const struct mfp_object objects[] = {
    {.oid = MFP_OID(KONICA, 4, 1, 2, 1, 1, 2, 1), .meaning = MFP_MEANING_SET_ACTIVE},
    {.oid = MFP_OID(KONICA, 4, 1, 2, 1, 1, 3, 1), .meaning = MFP_MEANING_SET_OLDEST},
    {.oid = MFP_OID(KONICA, 4, 1, 2, 1, 1, 4, 1), .meaning = MFP_MEANING_SET_NEWEST},
    {
        .oid = MFP_OID(KONICA, 1, 5, 7, 2, 3, 1, 5, 1),
        .meaning = MFP_MEANING_COUNT,
        .count = MFP_COUNT_SCANNED,
    },
    {.meaning = MFP_MEANING_NONE},
};

/* Owner, name and destination of a job are somebody's personal data, and not asked for. */
static const struct mfp_object jobs[] = {
    {.oid = MFP_OID(KONICA, 4, 1, 3, 1, 1, 4), .meaning = MFP_MEANING_JOB_STATE},
    {.oid = MFP_OID(KONICA, 4, 1, 3, 1, 1, 11), .meaning = MFP_MEANING_JOB_SERVICE},
    {.oid = MFP_OID(KONICA, 4, 1, 3, 1, 1, 3), .meaning = MFP_MEANING_JOB_FUNCTION},
    {.meaning = MFP_MEANING_NONE},
};

static const struct mfp_table tables[] = {
    {.kind = MFP_TABLE_JOBS, .columns = jobs, .rows = 256},
    {.kind = MFP_TABLE_NONE},
};

/* 2 to 4 are requests on their way: cancel, pause, restart. */
static const struct mfp_job_number states[] = {
    {.number = 0, .state = MFP_JOB_UNKNOWN},
    {.number = 1, .state = MFP_JOB_UNKNOWN},
    {.number = 2, .state = MFP_JOB_PROCESSING},
    {.number = 3, .state = MFP_JOB_HELD},
    {.number = 4, .state = MFP_JOB_PENDING},
    {.number = 10, .state = MFP_JOB_PENDING},
    {.number = 11, .state = MFP_JOB_HELD},
    {.number = 12, .state = MFP_JOB_HELD},
    {.number = 20, .state = MFP_JOB_PROCESSING},
    {.number = 21, .state = MFP_JOB_PROCESSING},
    {.number = 22, .state = MFP_JOB_PROCESSING},
    {.number = 23, .state = MFP_JOB_PROCESSING},
    {.number = 24, .state = MFP_JOB_PROCESSING},
    {.number = 25, .state = MFP_JOB_STOPPED},
    {.number = 30, .state = MFP_JOB_COMPLETED},
    {.number = 31, .state = MFP_JOB_COMPLETED, .caution = true},
    {.number = 32, .state = MFP_JOB_ABORTED},
    {.number = 33, .state = MFP_JOB_CANCELED},
    {.number = 34, .state = MFP_JOB_COMPLETED},
    {.ends = true},
};

#define TYPE .column = MFP_MEANING_JOB_SERVICE
#define FUNCTION .column = MFP_MEANING_JOB_FUNCTION

/* The type says more than the function, which calls a scan to a folder a send job too. */
static const struct mfp_job_service services[] = {
    {TYPE, .number = 11, .class = MFP_JOB_SEND, .via = "e-mail"},
    {TYPE, .number = 12, .class = MFP_JOB_SEND, .via = "internet fax"},
    {TYPE, .number = 13, .class = MFP_JOB_OTHER, .via = "server"},
    {TYPE, .number = 14, .class = MFP_JOB_OTHER, .via = "PC"},
    {TYPE, .number = 15, .class = MFP_JOB_OTHER, .via = "disk"},
    {TYPE, .number = 16, .class = MFP_JOB_OTHER, .via = "TWAIN"},
    {TYPE, .number = 17, .to = 18, .class = MFP_JOB_OTHER, .via = "fax"},
    {TYPE, .number = 20, .to = 30, .class = MFP_JOB_OTHER, .via = "print"},
    {TYPE, .number = 31, .to = 39, .class = MFP_JOB_OTHER, .via = "fax"},
    {TYPE, .number = 40, .class = MFP_JOB_OTHER, .via = "copy"},
    {TYPE, .number = 51, .class = MFP_JOB_OTHER, .via = "print"},
    {TYPE, .number = 60, .class = MFP_JOB_OTHER, .via = "disk"},
    {TYPE, .number = 71, .to = 91, .class = MFP_JOB_OTHER, .via = "fax"},
    {TYPE, .number = 100, .class = MFP_JOB_OTHER, .via = "USB"},
    {TYPE, .number = 101, .class = MFP_JOB_OTHER, .via = "print"},
    {TYPE, .number = 110, .class = MFP_JOB_OTHER, .via = "WebDAV"},
    {TYPE, .number = 111, .class = MFP_JOB_OTHER, .via = "scan server"},
    {FUNCTION, .number = 4, .class = MFP_JOB_SEND},
    {FUNCTION, .number = 1, .class = MFP_JOB_OTHER, .via = "copy"},
    {FUNCTION, .number = 2, .class = MFP_JOB_OTHER, .via = "print"},
    {FUNCTION, .number = 3, .class = MFP_JOB_OTHER},
    {FUNCTION, .number = 5, .class = MFP_JOB_OTHER, .via = "fax"},
    {FUNCTION, .number = 6, .class = MFP_JOB_OTHER, .via = "fax"},
    {.column = MFP_MEANING_NONE},
};

const struct mfp_profile mfp_profile_konica = {
    .name = "konica-minolta",
    .vendor = "Konica Minolta",
    .prefixes = {MFP_OID(MFP_ENTERPRISES, 18334)},
    .words = (const char *const[]){"konica minolta", "konica", "develop ineo", NULL},
    .brands = (const struct mfp_brand[]){{.word = "develop", .shown = "Develop"},
                                         {.word = "sindoh", .shown = "Sindoh"},
                                         {.word = NULL}},
    .model_after = "",
    .tier = MFP_TIER_A,
    .proven = MFP_TIER_D,
    .objects = objects,
    .tables = tables,
    .states = states,
    .services = services,
    .limits = "keeps the last 100 jobs; 'Hide Personal Information (MIB)' blanks owners, names and "
              "destinations, which are not needed",
    .source = "Job MIB of Konica Minolta, as code that polls such devices reads it",
};
