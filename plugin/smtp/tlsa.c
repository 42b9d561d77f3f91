#include "smtp/tlsa.h"

#include <arpa/nameser.h>
#include <netdb.h>
#include <pthread.h>
#include <resolv.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum {
    ANSWER_SIZE = 8192,
    ASSOCIATION_MAX = 64, /* octets shown: SHA-512, or the beginning of a whole certificate */
    AD_BIT = 0x20,        /* in the fourth octet of the header (RFC 4035 section 3.2.3) */
};

/* Belongs to us and to the thread; who is last frees it. */
struct mfp_tlsa_job {
    pthread_mutex_t lock;
    pthread_cond_t changed;
    bool done, left;
    char name[320];
    int64_t timeout_ms;
    int length; /* of the answer; below 0: none, for the reason */
    int reason; /* h_errno's */
    unsigned char answer[ANSWER_SIZE];
};

static void job_free(struct mfp_tlsa_job *job)
{
    pthread_cond_destroy(&job->changed);
    pthread_mutex_destroy(&job->lock);
    free(job);
}

static void query(struct mfp_tlsa_job *job)
{
    struct __res_state state = {0};
    job->length = -1;
    job->reason = NO_RECOVERY;
    if (res_ninit(&state) != 0)
        return;
    state.options |= RES_USE_EDNS0 | RES_TRUSTAD;
    state.retrans = job->timeout_ms > 4000 ? 2 : 1; /* seconds; two rounds */
    state.retry = 2;
    job->length = res_nquery(&state, job->name, ns_c_in, ns_t_tlsa, job->answer, ANSWER_SIZE);
    job->reason = state.res_h_errno;
    res_nclose(&state);
}

static void *work(void *context)
{
    struct mfp_tlsa_job *job = context;
    query(job);
    pthread_mutex_lock(&job->lock);
    bool left = job->left;
    job->done = true;
    pthread_cond_signal(&job->changed);
    pthread_mutex_unlock(&job->lock);
    if (left)
        job_free(job);
    return NULL;
}

struct mfp_tlsa_job *mfp_tlsa_begin(const char *host, uint16_t port, int64_t timeout_ms)
{
    pthread_t thread;
    struct mfp_tlsa_job *job = calloc(1, sizeof(*job));
    if (!job)
        return NULL;
    pthread_mutex_init(&job->lock, NULL);
    pthread_cond_init(&job->changed, NULL);
    job->timeout_ms = timeout_ms;
    mfp_format(job->name, sizeof(job->name), "_%u._tcp.%s", (unsigned)port, host);
    if (pthread_create(&thread, NULL, work, job) != 0) {
        job_free(job);
        return NULL;
    }
    pthread_detach(thread);
    return job;
}

/* True if the thread has its answer; else it frees the job. */
static bool wait_for(struct mfp_tlsa_job *job, int64_t until_ms)
{
    const struct timespec until = {.tv_sec = until_ms / 1000, .tv_nsec = until_ms % 1000 * 1000000};
    int result = 0;
    pthread_mutex_lock(&job->lock);
    while (!job->done && result == 0)
        result = pthread_cond_clockwait(&job->changed, &job->lock, CLOCK_MONOTONIC, &until);
    bool done = job->done;
    job->left = true;
    pthread_mutex_unlock(&job->lock);
    return done;
}

void mfp_tlsa_end(struct mfp_tlsa_job *job, int64_t until_ms, struct mfp_look *look)
{
    look->tlsa = MFP_TLSA_UNKNOWN;
    if (!job || !wait_for(job, until_ms))
        return;
    if (job->length >= 0)
        mfp_tlsa_parse(job->answer, job->length < ANSWER_SIZE ? (size_t)job->length : ANSWER_SIZE,
                       look);
    else if (job->reason == HOST_NOT_FOUND || job->reason == NO_DATA)
        look->tlsa = MFP_TLSA_NONE;
    job_free(job);
}

/* "3 1 1 0123ab...": usage, selector and matching type, then what they say it is. */
static void keep_record(struct mfp_look *look, const unsigned char *data, size_t length)
{
    if (length < 4 || look->tlsa_count == MFP_LOOK_TLSA)
        return;
    char *record = look->tlsa_records[look->tlsa_count++];
    size_t size = sizeof(look->tlsa_records[0]);
    mfp_format(record, size, "%u %u %u ", (unsigned)data[0], (unsigned)data[1], (unsigned)data[2]);
    for (size_t i = 3; i < length && i < 3 + ASSOCIATION_MAX; i++) {
        size_t used = strlen(record);
        mfp_format(record + used, size - used, "%02x", (unsigned)data[i]);
    }
    size_t used = strlen(record);
    if (length > 3 + ASSOCIATION_MAX)
        mfp_format(record + used, size - used, "...");
}

void mfp_tlsa_parse(const unsigned char *answer, size_t length, struct mfp_look *look)
{
    ns_msg message;
    ns_rr record;
    look->tlsa = MFP_TLSA_UNKNOWN;
    look->tlsa_count = 0;
    look->tlsa_validated = false;
    if (length > ANSWER_SIZE || ns_initparse(answer, (int)length, &message) != 0)
        return;
    int code = ns_msg_getflag(message, ns_f_rcode);
    if (code != ns_r_noerror && code != ns_r_nxdomain)
        return;
    for (int i = 0; i < ns_msg_count(message, ns_s_an); i++)
        if (ns_parserr(&message, ns_s_an, i, &record) == 0 && ns_rr_type(record) == ns_t_tlsa)
            keep_record(look, ns_rr_rdata(record), ns_rr_rdlen(record));
    look->tlsa = look->tlsa_count ? MFP_TLSA_FOUND : MFP_TLSA_NONE;
    look->tlsa_validated = answer[3] & AD_BIT;
}
