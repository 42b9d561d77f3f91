/*
 * What a device's send queue does, judged from poll to poll: functions of samples and a time that
 * the caller gives, without a clock, a socket or a file.
 *
 * Between two polls a memory is kept. It is kept whole, and not made anew of stored samples, since
 * a verdict reaches back further than samples are stored (since when a device is off, which failed
 * jobs are old news), and since it is small and a plugin's run then costs one read and one write.
 *
 * Ages are added up poll by poll and never taken from a clock's reading: a step counts for no more
 * than twice the usual one, nor for more than the device's own uptime grew. So a clock that is set
 * makes no job old and no device off; a gap in polling delays a verdict instead of hastening it.
 */
#pragma once

#include "core/words.h"
#include "snmp/queue/sample.h"

/* The numbers leave the program: they are permanent. */
enum mfp_queue_state {
    MFP_QUEUE_IDLE = 1,
    MFP_QUEUE_FLOWING = 2,
    MFP_QUEUE_BACKLOG = 3,
    MFP_QUEUE_STUCK = 4,
    MFP_QUEUE_DROPPING = 5,
    MFP_QUEUE_OFF = 6,
    MFP_QUEUE_UNKNOWN = 7,     /* it told of its queue before, or tells what makes no sense */
    MFP_QUEUE_UNSUPPORTED = 8, /* it tells nothing of a queue */
};

extern const struct mfp_word mfp_queue_state_words[];

struct mfp_queue_limits {
    int64_t stuck_age;    /* seconds without progress; raised to three times of what nineteen of
                           * twenty of the device's own jobs take, once thirty were seen */
    uint32_t stuck_polls; /* and in so many polls at least */
    int64_t age;          /* seconds: a job older than this is a backlog; 0: none is */
    uint32_t depth;       /* so many jobs are a backlog; 0: none are */
    int64_t drop_for;     /* seconds that a queue is called dropping after a job failed */
    int64_t off_after;    /* seconds of silence until it is overdue; 0: never */
};

/* 10 min, 3 polls, 1 h, 20 jobs, 30 min, 3 days (a weekend). */
void mfp_queue_limits_init(struct mfp_queue_limits *limits);

struct mfp_job_watch {
    struct mfp_job job;
    int64_t seen;     /* seconds since it was first seen */
    int64_t still;    /* seconds without progress */
    uint32_t polls;   /* in which it was seen without progress, the first included */
    uint32_t stopped; /* polls in which the device called it stopped */
};

/* A number that grows: from its first rise to its latest. */
struct mfp_queue_rise {
    int64_t depth;
    uint32_t rises;
    int64_t span, since;
};

struct mfp_set_watch {
    struct mfp_queue_set set;
    int64_t still; /* seconds with the same oldest job */
    uint32_t polls;
    bool moved; /* newer ones came meanwhile */
    struct mfp_queue_rise rise;
};

struct mfp_queue_event {
    uint32_t count;
    int64_t ago;
    bool sure;                                             /* of send jobs, and a failure */
    char label[MFP_JOB_LABEL_SIZE], via[MFP_JOB_VIA_SIZE]; /* of the latest; "" for a counter */
};

enum { MFP_QUEUE_DURATIONS = 24 };

/* Zeroed is a device never seen. */
struct mfp_queue_memory {
    bool begun;
    struct mfp_queue_time time; /* of the last poll, answered or not */
    int64_t usual;              /* seconds from one poll to the next */
    int64_t unheard;            /* seconds since it answered */
    int64_t off_for;            /* seconds of silence; 0: it answers */
    uint32_t silent;            /* polls */
    char serial[40];
    char object_id[MFP_OID_TEXT_SIZE];
    char source[24];
    enum mfp_tier tier;
    int64_t lost_for; /* seconds since it no longer tells of its queue; 0: it does */
    int64_t host_uptime, agent_uptime;
    bool jobs_known; /* ended jobs that are not in the list are news */
    bool jobs_cut;
    struct mfp_job_watch jobs[MFP_SAMPLE_JOBS];
    size_t job_count;
    struct mfp_set_watch sets[MFP_SAMPLE_SETS];
    size_t set_count;
    struct mfp_queue_rise rise;
    struct mfp_counter counters[MFP_COUNTS];
    int64_t unanswered;     /* scans since the device last sent something */
    int64_t unanswered_for; /* seconds */
    struct mfp_queue_event dropped, cautioned;
    uint32_t durations[MFP_QUEUE_DURATIONS]; /* jobs that took less than 2^n seconds */
};

enum { MFP_QUEUE_EVIDENCE_SIZE = 512 };

struct mfp_queue_verdict {
    enum mfp_queue_state state;
    enum mfp_tier tier;
    bool unproven; /* the profile rests on documents, not on a recording */
    bool suspect;  /* worth a warning, whatever the state: evidence that carries no more */
    bool unsure; /* what the state is about may be prints, or no failure: worth no more than that */
    bool baseline; /* the first look, or the first after a restart or a swap */
    bool rebooted, swapped;
    bool head_of_line;  /* others wait behind the stuck job */
    bool overdue;       /* off for longer than off_after */
    int64_t depth;      /* send jobs that wait or are sent; -1: not told */
    int64_t oldest_age; /* seconds; -1: not told */
    uint32_t stuck;
    uint32_t dropped, canceled, completed; /* in this step */
    uint32_t vanished;                     /* in this step: gone, and nobody saw how they ended */
    uint32_t lost;                         /* in this step: under way when the device restarted */
    int64_t scanned, sent;                 /* in this step; -1: not told */
    int64_t off_for;
    char evidence[MFP_QUEUE_EVIDENCE_SIZE]; /* in words, clean */
};

/* Judges what came at NOW and takes it into MEMORY. SAMPLE is NULL for silence. */
void mfp_queue_step(struct mfp_queue_memory *memory, const struct mfp_queue_limits *limits,
                    const struct mfp_queue_sample *sample, const struct mfp_queue_time *now,
                    struct mfp_queue_verdict *verdict);

enum { MFP_MEMORY_OCTETS = 48 * 1024 };

/* As octets for the store. Returns how many, at most MFP_MEMORY_OCTETS. */
size_t mfp_queue_memory_encode(const struct mfp_queue_memory *memory,
                               unsigned char octets[MFP_MEMORY_OCTETS]);

/* Returns 0, or -EILSEQ for what mfp_queue_memory_encode() did not write: the memory is zeroed
 * then, and the next poll is a first look. */
int mfp_queue_memory_decode(struct mfp_queue_memory *memory, const unsigned char *octets,
                            size_t length, struct mfp_error *error);
