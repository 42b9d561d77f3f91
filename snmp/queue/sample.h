/*
 * What one poll found out about a device and its send queue. Plain data, bounded, clean: whatever a
 * device answers, its texts are printable and its numbers are in range.
 */
#pragma once

#include "core/error.h"
#include "snmp/queue/profile.h"

enum {
    MFP_SAMPLE_JOBS = 256,
    MFP_SAMPLE_SETS = 4,
    MFP_JOB_LABEL_SIZE = 24,
    MFP_JOB_VIA_SIZE = 16,
};

/* Two clocks in seconds: one that nobody sets, and the time of day. Where a caller has the latter
 * alone, both are it. */
struct mfp_queue_time {
    int64_t steady, wall;
};

struct mfp_job {
    uint64_t key;                   /* the same from poll to poll */
    char label[MFP_JOB_LABEL_SIZE]; /* "4711" */
    char via[MFP_JOB_VIA_SIZE];     /* "e-mail"; "" if not known */
    enum mfp_job_state state;
    enum mfp_job_class class;
    bool caution;
    bool doubted;   /* that it failed is read of bits that are not documented */
    bool first;     /* the device says that no other is before it */
    uint32_t set;   /* number of its set, 0 where there are none */
    uint64_t marks; /* a hash of all that moves: as long as it is the same, nothing did */
};

/* A queue as a whole. A number that the device does not tell is -1. */
struct mfp_queue_set {
    uint32_t number;
    enum mfp_job_class class;
    int64_t active, oldest, newest;
    int64_t persistence; /* seconds */
};

struct mfp_counter {
    bool given;
    int64_t value;
    int64_t modulus; /* where it wraps */
};

/* What alerts, console and parts say (tier D). */
struct mfp_device_notes {
    bool trouble;      /* of scanning or sending */
    unsigned critical; /* alerts, of any kind */
    char text[96];     /* the words of the trouble, else of a critical alert; may be "" */
    char console[64];
};

struct mfp_queue_sample {
    struct mfp_queue_time time;
    char profile[24]; /* the name of the vendor's profile; "" if nobody's */
    char source[24];  /* and of the one that tier is from */
    char vendor[32], brand[32], model[64], serial[40];
    char object_id[MFP_OID_TEXT_SIZE];
    enum mfp_tier tier;  /* what it did tell */
    bool unproven;       /* and no recording of a real device stands behind it */
    int64_t host_uptime; /* hundredths of a second; -1: not told */
    int64_t agent_uptime;
    struct mfp_queue_set sets[MFP_SAMPLE_SETS];
    size_t set_count;
    struct mfp_job jobs[MFP_SAMPLE_JOBS]; /* in the order of the table; see job_total */
    size_t job_count;
    uint32_t job_total;  /* rows of its table. If there are more than jobs holds, it holds those
                          * that matter: send jobs under way, the oldest first, then failed ones */
    uint32_t send_total; /* of these, jobs under way that are or may be send jobs */
    bool cut;            /* not all of the table is here: its end was not read, or had no room */
    struct mfp_counter counters[MFP_COUNTS];
    struct mfp_device_notes notes;
    uint32_t unreadable; /* values of a wrong type or out of range */
};

/* Makes a sample of all answers of a poll. TIME is when they came. Returns 0 or -ENOMEM: whatever a
 * device answers is a sample. */
int mfp_sample_read(struct mfp_queue_sample *sample, const struct mfp_varbind *varbinds,
                    size_t count, const struct mfp_queue_time *time, struct mfp_error *error);

enum { MFP_SAMPLE_OCTETS = 32 * 1024 };

/* As octets for the store. Returns how many, at most MFP_SAMPLE_OCTETS. */
size_t mfp_sample_encode(const struct mfp_queue_sample *sample,
                         unsigned char octets[MFP_SAMPLE_OCTETS]);

/* Returns 0, or -EILSEQ for what mfp_sample_encode() did not write: the sample is zeroed then. */
int mfp_sample_decode(struct mfp_queue_sample *sample, const unsigned char *octets, size_t length,
                      struct mfp_error *error);
