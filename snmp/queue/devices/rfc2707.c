/*
 * Any device with the Job Monitoring MIB (RFC 2707). Its scope is print, but its services know
 * scan and mailList, and the job sets of some devices hold more than prints.
 */
#include "snmp/queue/profile.h"

#define JOB_MIB MFP_PWG, 1, 1, 1

static const struct mfp_object sets[] = {
    {.oid = MFP_OID(JOB_MIB, 1, 1, 1, 2), .meaning = MFP_MEANING_SET_ACTIVE},
    {.oid = MFP_OID(JOB_MIB, 1, 1, 1, 3), .meaning = MFP_MEANING_SET_OLDEST},
    {.oid = MFP_OID(JOB_MIB, 1, 1, 1, 4), .meaning = MFP_MEANING_SET_NEWEST},
    {.oid = MFP_OID(JOB_MIB, 1, 1, 1, 5), .meaning = MFP_MEANING_SET_PERSISTENCE},
    {.oid = MFP_OID(JOB_MIB, 1, 1, 1, 7), .meaning = MFP_MEANING_SET_NAME},
    {.meaning = MFP_MEANING_NONE},
};

/* Attribute 24 is jobServiceTypes. The table of attributes has dozens of rows a job: it is asked
 * for by name, job by job, and never walked. */
static const struct mfp_object jobs[] = {
    {.oid = MFP_OID(JOB_MIB, 3, 1, 1, 2), .meaning = MFP_MEANING_JOB_STATE},
    {.oid = MFP_OID(JOB_MIB, 3, 1, 1, 3), .meaning = MFP_MEANING_JOB_REASONS},
    {.oid = MFP_OID(JOB_MIB, 3, 1, 1, 4), .meaning = MFP_MEANING_JOB_POSITION},
    {.oid = MFP_OID(JOB_MIB, 3, 1, 1, 6), .meaning = MFP_MEANING_JOB_PROGRESS},
    {
        .oid = MFP_OID(JOB_MIB, 4, 1, 1, 3),
        .meaning = MFP_MEANING_JOB_SERVICE,
        .suffix = {24, 1},
        .suffix_length = 2,
    },
    {.meaning = MFP_MEANING_NONE},
};

static const struct mfp_table tables[] = {
    {.kind = MFP_TABLE_SETS, .columns = sets, .rows = 8},
    {.kind = MFP_TABLE_JOBS, .columns = jobs, .rows = 512, .needs_sets = true},
    {.kind = MFP_TABLE_NONE},
};

static const struct mfp_job_number states[] = {
    {.number = 2, .state = MFP_JOB_UNKNOWN},
    {.number = 3, .state = MFP_JOB_PENDING},
    {.number = 4, .state = MFP_JOB_HELD},
    {.number = 5, .state = MFP_JOB_PROCESSING},
    {.number = 6, .state = MFP_JOB_STOPPED},
    {.number = 7, .state = MFP_JOB_CANCELED},
    {.number = 8, .state = MFP_JOB_ABORTED},
    {.number = 9, .state = MFP_JOB_COMPLETED},
    {.ends = true},
};

#define SERVICE .column = MFP_MEANING_JOB_SERVICE

/* jobServiceTypes are bits. A scan that is printed is a copy. */
static const struct mfp_job_service services[] = {
    {SERVICE, .number = 0x100, .bits = true, .class = MFP_JOB_SEND, .via = "e-mail"},
    {SERVICE, .number = 0x4, .bits = true, .class = MFP_JOB_OTHER, .via = "print"},
    {SERVICE, .number = 0x30, .bits = true, .class = MFP_JOB_OTHER, .via = "fax"},
    {SERVICE, .number = 0x8, .bits = true, .class = MFP_JOB_SEND, .via = "scan"},
    {SERVICE, .number = 0xc0, .bits = true, .class = MFP_JOB_OTHER, .via = "file"},
    {.column = MFP_MEANING_NONE},
};

const struct mfp_profile mfp_profile_rfc2707 = {
    .name = "rfc2707",
    .vendor = "",
    .tier = MFP_TIER_A,
    .proven = MFP_TIER_NONE,
    .tables = tables,
    .states = states,
    .services = services,
    .held_reasons = 0x20 | 0x40 | 0x80,
    .aborted_reasons = 0x10000 | 0x200000,
    .limits = "reasons are optional, held jobs are not in the count of active ones, and no device "
              "was seen that marks a job as mail",
    .source = "RFC 2707; reasons: manual of a Canon imagePRESS C7010VPS",
};
