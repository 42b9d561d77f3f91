/* Kyocera, and the same machines sold by UTAX, Triumph-Adler and Olivetti. */
#include "snmp/queue/devices/devices.h"

#define KYOCERA MFP_ENTERPRISES, 1347

static const struct mfp_object objects[] = {
    {.oid = MFP_OID(KYOCERA, 43, 5, 1, 1, 1, 1), .meaning = MFP_MEANING_MODEL},
    {.oid = MFP_OID(KYOCERA, 43, 5, 1, 1, 28, 1), .meaning = MFP_MEANING_SERIAL},
    {.oid = MFP_OID(KYOCERA, 47, 1, 1, 1, 2, 1), .meaning = MFP_MEANING_SET_ACTIVE},
    {
        .oid = MFP_OID(KYOCERA, 46, 10, 1, 1, 5, 3),
        .meaning = MFP_MEANING_COUNT,
        .count = MFP_COUNT_SCANNED,
    },
    {.meaning = MFP_MEANING_NONE},
};

/* A row is a place in the queue: the job's own number stands in a column. */
static const struct mfp_object jobs[] = {
    {.oid = MFP_OID(KYOCERA, 47, 2, 1, 1, 6), .meaning = MFP_MEANING_JOB_STATE},
    {.oid = MFP_OID(KYOCERA, 47, 2, 1, 1, 2), .meaning = MFP_MEANING_JOB_ID},
    {.oid = MFP_OID(KYOCERA, 47, 2, 1, 1, 4), .meaning = MFP_MEANING_JOB_SERVICE},
    {.oid = MFP_OID(KYOCERA, 47, 2, 1, 1, 9), .meaning = MFP_MEANING_JOB_PROGRESS},
    {.meaning = MFP_MEANING_NONE},
};

static const struct mfp_object history[] = {
    {.oid = MFP_OID(KYOCERA, 47, 6, 1, 1, 5), .meaning = MFP_MEANING_JOB_RESULT},
    {.oid = MFP_OID(KYOCERA, 47, 6, 1, 1, 2), .meaning = MFP_MEANING_JOB_ID},
    {.oid = MFP_OID(KYOCERA, 47, 6, 1, 1, 3), .meaning = MFP_MEANING_JOB_SERVICE},
    {.meaning = MFP_MEANING_NONE},
};

static const struct mfp_table tables[] = {
    {.kind = MFP_TABLE_JOBS, .columns = jobs, .rows = 128},
    {.kind = MFP_TABLE_HISTORY, .columns = history, .rows = 128},
    {.kind = MFP_TABLE_NONE},
};

static const struct mfp_job_number states[] = {
    {.number = 1, .state = MFP_JOB_PROCESSING},
    {.number = 2, .state = MFP_JOB_PROCESSING},
    {.number = 4, .state = MFP_JOB_HELD},
    {.number = 5, .state = MFP_JOB_PENDING},
    {.ends = true},
};

static const struct mfp_job_number results[] = {
    {.number = 0, .state = MFP_JOB_COMPLETED},
    {.number = 1, .state = MFP_JOB_CANCELED},
    {.number = 2, .state = MFP_JOB_ABORTED},
    {.ends = true},
};

#define SERVICE .column = MFP_MEANING_JOB_SERVICE

/* The only two types that are documented. */
static const struct mfp_job_service services[] = {
    {SERVICE, .number = 1, .class = MFP_JOB_OTHER, .via = "print"},
    {SERVICE, .number = 2, .class = MFP_JOB_OTHER, .via = "copy"},
    {.column = MFP_MEANING_NONE},
};

const struct mfp_profile mfp_profile_kyocera = {
    .name = "kyocera",
    .vendor = "Kyocera",
    .prefixes = {MFP_OID(KYOCERA)},
    .words = (const char *const[]){"kyocera", "ta_utax", "utax", "triumph-adler", NULL},
    .brands = (const struct mfp_brand[]){{.word = "utax", .shown = "UTAX"},
                                         {.word = "triumph-adler", .shown = "Triumph-Adler"},
                                         {.word = "olivetti", .shown = "Olivetti"},
                                         {.word = NULL}},
    .tier = MFP_TIER_A,
    .proven = MFP_TIER_D,
    .objects = objects,
    .tables = tables,
    .states = states,
    .results = results,
    .services = services,
    .caveat = "its job table is known for prints and copies only, send jobs may not be in it",
    .limits = "the number of the type of a send job is not documented; sysDescr is the same for "
              "all models",
    .source = "code that polls such devices; recordings for model and serial number",
};
