/*
 * What is known of devices: how a vendor's are recognised, which objects tell of their send queue,
 * and what the numbers in them mean. Knowledge as data: one file a vendor under devices/.
 *
 * A device is asked by its vendor's profile first; what that does not know, the generic ones are
 * asked for: RFC 2707, PWG 5106.3, Printer-MIB with Host-Resources-MIB, in this order.
 */
#pragma once

#include "snmp/queue/oid.h"

/* How much a device tells. The numbers leave the program: they are permanent. */
enum mfp_tier {
    MFP_TIER_NONE = 0, /* nothing of use */
    MFP_TIER_A = 1,    /* a table of jobs with states */
    MFP_TIER_B = 2,    /* how many jobs are active, the oldest and the newest of them */
    MFP_TIER_C = 3,    /* counters */
    MFP_TIER_D = 4,    /* alerts, console text, status of the device */
};

/* "A"; "none". */
const char *mfp_tier_name(enum mfp_tier tier);

enum mfp_job_state {
    MFP_JOB_UNKNOWN = 0,
    MFP_JOB_PENDING = 1,
    MFP_JOB_HELD = 2, /* by somebody's wish: never stuck, never counted */
    MFP_JOB_PROCESSING = 3,
    MFP_JOB_STOPPED = 4, /* the device itself says that it does not go on */
    MFP_JOB_CANCELED = 5,
    MFP_JOB_ABORTED = 6,
    MFP_JOB_COMPLETED = 7,
};

enum mfp_job_class {
    MFP_JOB_ANY = 0, /* the device does not say; it may be a send job */
    MFP_JOB_SEND = 1,
    MFP_JOB_OTHER = 2, /* a copy, a print, a fax, a scan to a folder */
};

enum mfp_count {
    MFP_COUNT_SCANNED,   /* scanned pages, wherever they went */
    MFP_COUNT_EMAILED,   /* pages or jobs that were scanned to e-mail */
    MFP_COUNT_MESSAGES,  /* messages that were sent */
    MFP_COUNT_CREATED,   /* jobs, of every kind */
    MFP_COUNT_FINISHED,  /* jobs, of every kind */
    MFP_COUNT_ABORTED,   /* send jobs */
    MFP_COUNT_CANCELED,  /* send jobs */
    MFP_COUNT_COMPLETED, /* send jobs */
    MFP_COUNT_ALERTS,    /* critical alerts since the device is on */
    MFP_COUNTS,
};

enum mfp_meaning {
    MFP_MEANING_NONE, /* ends lists */
    /* The device. */
    MFP_MEANING_DESCR,
    MFP_MEANING_OBJECT_ID,
    MFP_MEANING_HOST_UPTIME,
    MFP_MEANING_AGENT_UPTIME,
    MFP_MEANING_DEVICE_ID, /* IEEE 1284: "MFG:...;MDL:...;" */
    MFP_MEANING_DEVICE_NAME,
    MFP_MEANING_MODEL,
    MFP_MEANING_SERIAL,
    /* Counters: count says which; with a type, the table's types say which. */
    MFP_MEANING_COUNT,
    MFP_MEANING_COUNT_TYPE,
    MFP_MEANING_TYPED_COUNT,
    /* Sets of jobs, which are queues. */
    MFP_MEANING_SET_ACTIVE,
    MFP_MEANING_SET_OLDEST,
    MFP_MEANING_SET_NEWEST,
    MFP_MEANING_SET_PERSISTENCE, /* seconds that the row of a job stays after its end */
    MFP_MEANING_SET_NAME,
    /* Jobs. */
    MFP_MEANING_JOB_ID,    /* where the index of the row is not that of the job */
    MFP_MEANING_JOB_STATE, /* the first column of a table of active jobs */
    MFP_MEANING_JOB_RESULT,
    MFP_MEANING_JOB_REASONS,
    MFP_MEANING_JOB_POSITION,
    MFP_MEANING_JOB_PROGRESS,
    MFP_MEANING_JOB_SERVICE,
    MFP_MEANING_JOB_FUNCTION,
    /* Everything else that may say that something is wrong. */
    MFP_MEANING_DEVICE_STATUS,
    MFP_MEANING_ALERT_SEVERITY,
    MFP_MEANING_ALERT_TEXT,
    MFP_MEANING_SERVICE_STATE,
    MFP_MEANING_SERVICE_SET,
    MFP_MEANING_CONSOLE,
    MFP_MEANING_ERROR_STATE,
};

/* An object with its whole name, or a column of a table without the index. */
struct mfp_object {
    struct mfp_oid oid;
    enum mfp_meaning meaning;
    enum mfp_count count;
    uint32_t suffix[2]; /* of a column: what follows the index of the row (RFC 2707: attribute,
                         * instance). Such a column is asked for job by job, by name. */
    size_t suffix_length;
};

enum mfp_table_kind {
    MFP_TABLE_NONE, /* ends lists */
    MFP_TABLE_JOBS,
    MFP_TABLE_HISTORY, /* of ended jobs; those of MFP_TABLE_JOBS are found again by their key */
    MFP_TABLE_SETS,
    MFP_TABLE_COUNTS,
    MFP_TABLE_DEVICES,
    MFP_TABLE_ALERTS,
    MFP_TABLE_SERVICES,
    MFP_TABLE_CONSOLE,
};

/* What a row of a table of counters counts: by the number of its type, or a word in its text. */
struct mfp_count_type {
    int64_t number;
    const char *word;
    enum mfp_count count;
};

struct mfp_table {
    enum mfp_table_kind kind;
    const struct mfp_object *columns;   /* the first is read first: no rows, no more columns */
    size_t rows;                        /* at most so many of a column are read */
    size_t index;                       /* so many sub-identifiers tell rows apart; 0: all */
    size_t skip;                        /* so many at the front are not part of a job's key */
    const struct mfp_count_type *types; /* ends with MFP_COUNTS */
    bool needs_sets;                    /* is asked for only where the device has sets */
    bool scanner;                       /* of alerts: they are the scanner's alone */
};

struct mfp_job_number {
    int64_t number;
    enum mfp_job_state state;
    bool caution; /* ended, but not as it should */
    bool ends;    /* the list */
};

/* The first row that fits decides. */
struct mfp_job_service {
    enum mfp_meaning column; /* MFP_MEANING_NONE ends the list */
    int64_t number, to;      /* the last of several numbers; 0: number alone */
    bool bits;               /* fits where one of the bits of number is set */
    enum mfp_job_class class;
    const char *via; /* "e-mail"; NULL: not known */
};

/* Names under which a vendor's devices are sold, by a word in sysDescr. NULL ends the list. */
struct mfp_brand {
    const char *word;
    const char *shown;
};

enum { MFP_PROFILE_PREFIXES = 4 };

struct mfp_profile {
    const char *name;   /* permanent, for files and the store: "konica-minolta" */
    const char *vendor; /* shown; "" of a generic profile */
    struct mfp_oid prefixes[MFP_PROFILE_PREFIXES]; /* of sysObjectID */
    const char *const *words; /* in sysDescr or the maker's name, where sysObjectID does not help */
    const struct mfp_brand *brands;
    const char *model_after; /* where in sysDescr the model begins; "" at its start, NULL nowhere */
    enum mfp_tier tier;      /* the most that its devices are said to tell */
    enum mfp_tier proven;    /* the most that a recording of a real device shows */
    const struct mfp_object *objects; /* asked for by name */
    const struct mfp_table *tables;
    const struct mfp_job_number *states;
    const struct mfp_job_number *results;
    const struct mfp_job_service *services;
    struct mfp_oid service_root; /* services that are object identifiers: the last one counts */
    int64_t held_reasons;        /* bits that make a waiting job a held one */
    int64_t aborted_reasons;     /* bits that make an ended job an aborted one */
    bool reasons_doubted;        /* what its bits mean is not documented */
    const char *const *fragile;  /* words in the model of those that polling has crashed: they are
                                  * asked by name only */
    const char *caveat;          /* said with every verdict on its queue; NULL: none */
    const char *limits;          /* what its devices do not tell, for the documentation */
    const char *source;          /* where this is from */
};

/* All that stand for a vendor, then the generic ones; NULL-terminated. */
extern const struct mfp_profile *const mfp_profiles[];

extern const struct mfp_profile mfp_profile_rfc2707, mfp_profile_pwg5106, mfp_profile_printer;

/* By its name; NULL if there is none. */
const struct mfp_profile *mfp_profile_find(const char *name);

/* The vendor's, by sysObjectID, else by the words of TEXT (sysDescr, or the maker in a device
 * identifier). NULL if nobody's. OBJECT_ID may be NULL. */
const struct mfp_profile *mfp_profile_recognise(const struct mfp_oid *object_id, const char *text);

/* Whether polling has crashed devices of this model. PROFILE may be NULL. */
bool mfp_profile_is_fragile(const struct mfp_profile *profile, const char *model);

enum { MFP_CHAIN_MAX = 4 };

/* Who is asked, in this order. PROFILE may be NULL. Returns how many. */
size_t mfp_profile_chain(const struct mfp_profile *profile,
                         const struct mfp_profile *chain[MFP_CHAIN_MAX]);
