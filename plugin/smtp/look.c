#include "smtp/look.h"

#include "core/clock.h"
#include "smtp/probe.h"
#include "smtp/resolve.h"
#include "smtp/tlsa.h"

#include <arpa/inet.h>
#include <errno.h>
#include <netdb.h>
#include <openssl/ssl.h>
#include <pthread.h>
#include <string.h>
#include <strings.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

enum {
    TLSA_MS = 3000,     /* so long may name servers take, if nothing else takes longer */
    HANDSHAKE_MS = 100, /* less than that is no time to try a version */
};

/* One address: its probes come one after the other, in a thread of its own. */
struct walk {
    const struct mfp_plan *plan;
    struct mfp_look_address *address;
    struct mfp_transcript *talk;
    int64_t deadline_ms;
    int result;
    struct mfp_error error;
    pthread_t thread;
    bool threaded;
};

static int64_t now_us(void *context)
{
    const int64_t *begun_ms = context;
    return (mfp_clock_ms() - *begun_ms) * 1000;
}

/* The plan of a probe of this address, with what is left of the time. */
static struct mfp_plan plan_of(const struct walk *walk)
{
    struct mfp_plan plan = *walk->plan;
    int64_t left_ms = walk->deadline_ms - mfp_clock_ms();
    plan.address = mfp_is_address(plan.host) ? NULL : walk->address->address;
    plan.timeout_ms = left_ms > 1 ? left_ms : 1;
    return plan;
}

/* The library has no such version: that says nothing about the server. */
static bool is_own_lack(const struct mfp_transcript *transcript)
{
    return transcript->fault.kind == MFP_FAULT_TLS_VERSION &&
           transcript->fault.code == SSL_R_NO_PROTOCOLS_AVAILABLE;
}

/* Only the version is the question: any certificate and any cipher will do. */
static void try_version(struct walk *walk, enum mfp_tls_version version)
{
    struct mfp_transcript talk;
    struct mfp_plan plan = plan_of(walk);
    if (plan.timeout_ms < HANDSHAKE_MS)
        return;
    plan.tls_min = plan.tls_max = version;
    plan.tls_verify = false;
    plan.ca_file = NULL;
    plan.ciphers = "DEFAULT:@SECLEVEL=0";
    if (mfp_probe_run(&plan, NULL, &talk, NULL) == 0 && !is_own_lack(&talk))
        mfp_look_note_version(walk->address, version, &talk);
    mfp_transcript_done(&talk);
}

static void try_versions(struct walk *walk)
{
    static const enum mfp_tls_version newest_first[] = {MFP_TLS_VERSION_1_3, MFP_TLS_VERSION_1_2,
                                                        MFP_TLS_VERSION_1_1, MFP_TLS_VERSION_1_0};
    for (size_t i = 0; i < MFP_LOOK_VERSIONS; i++)
        if (mfp_look_accepts(walk->address, newest_first[i]) == MFP_ACCEPTS_UNTRIED)
            try_version(walk, newest_first[i]);
}

static void *walk_address(void *context)
{
    struct walk *walk = context;
    struct mfp_plan plan = plan_of(walk);
    walk->result = mfp_probe_run(&plan, NULL, walk->talk, &walk->error);
    if (walk->result < 0)
        return NULL;
    mfp_look_note(walk->address, walk->talk);
    bool spoke = walk->talk->tls_facts.begun && walk->talk->fault.kind != MFP_FAULT_TLS_CLEARTEXT &&
                 walk->talk->fault.kind != MFP_FAULT_TIMEOUT;
    if (spoke)
        try_versions(walk);
    return NULL;
}

static int walk_all(const struct mfp_plan *plan, struct mfp_look *look, struct mfp_talks *talks,
                    int64_t deadline_ms, struct mfp_error *error)
{
    struct walk walks[MFP_LOOK_ADDRESSES] = {0};
    int result = 0;
    for (size_t i = 0; i < look->count; i++) {
        struct walk *walk = &walks[i];
        *walk = (struct walk){.plan = plan,
                              .address = &look->addresses[i],
                              .talk = &talks->addresses[i],
                              .deadline_ms = deadline_ms};
        if (!walk->address->skipped)
            walk->threaded = pthread_create(&walk->thread, NULL, walk_address, walk) == 0;
    }
    for (size_t i = 0; i < look->count; i++) {
        struct walk *walk = &walks[i];
        if (walk->threaded)
            pthread_join(walk->thread, NULL);
        else if (!walk->address->skipped)
            walk_address(walk);
        if (walk->result < 0 && result == 0)
            result = mfp_error_set(error, walk->result, "%s", walk->error.text);
    }
    return result;
}

/* Whether this machine could send anything there: to connect a datagram socket sends nothing. */
static bool has_route(const struct mfp_plan *plan, const char *address)
{
    char port[8];
    struct addrinfo *to = NULL;
    const struct addrinfo hints = {.ai_flags = AI_NUMERICHOST | AI_NUMERICSERV,
                                   .ai_socktype = SOCK_DGRAM};
    bool other_family = plan->source && mfp_is_address(plan->source) &&
                        !strchr(plan->source, ':') != !strchr(address, ':');
    mfp_format(port, sizeof(port), "%u", (unsigned)plan->port);
    if (other_family || getaddrinfo(address, port, &hints, &to) != 0)
        return false;
    int fd = socket(to->ai_family, SOCK_DGRAM | SOCK_CLOEXEC, 0);
    bool routed =
        fd >= 0 && (connect(fd, to->ai_addr, to->ai_addrlen) == 0 ||
                    (errno != ENETUNREACH && errno != EHOSTUNREACH && errno != EADDRNOTAVAIL));
    if (fd >= 0)
        close(fd);
    freeaddrinfo(to);
    return routed;
}

/* Where there is a route to none of them, that is the finding. */
static void skip_unrouted(const struct mfp_plan *plan, struct mfp_look *look)
{
    bool routed[MFP_LOOK_ADDRESSES];
    bool any = false;
    for (size_t i = 0; i < look->count; i++) {
        routed[i] = has_route(plan, look->addresses[i].address);
        any = any || routed[i];
    }
    for (size_t i = 0; any && i < look->count; i++)
        look->addresses[i].skipped = !routed[i];
}

static bool find_addresses(const struct mfp_plan *plan, int64_t begun_ms, struct mfp_look *look,
                           struct mfp_transcript *transcript)
{
    struct mfp_addresses found;
    bool resolved = mfp_resolve_all(plan, now_us, &begun_ms, &found, transcript) == 0;
    look->resolve_us = now_us(&begun_ms);
    if (!resolved)
        return false;
    look->count = found.count;
    look->more = found.more;
    for (size_t i = 0; i < found.count; i++)
        mfp_format(look->addresses[i].address, MFP_LOOK_ADDRESS_SIZE, "%s", found.text[i]);
    skip_unrouted(plan, look);
    return true;
}

static void note_plan(const struct mfp_plan *plan, struct mfp_look *look)
{
    *look = (struct mfp_look){
        .port = plan->port, .tls = plan->tls, .tls_verify = plan->tls_verify, .at = time(NULL)};
    mfp_format(look->host, sizeof(look->host), "%s", plan->host);
}

static void begin_transcript(const struct mfp_plan *plan, struct mfp_transcript *transcript)
{
    mfp_transcript_init(transcript);
    transcript->depth = plan->depth;
    transcript->tls = plan->tls;
    transcript->tls_verify = plan->tls_verify;
}

int mfp_look_run(const struct mfp_plan *plan, struct mfp_look *look, struct mfp_talks *talks,
                 struct mfp_error *error)
{
    int64_t begun_ms = mfp_clock_ms(), deadline_ms = begun_ms + plan->timeout_ms;
    bool named = !mfp_is_address(plan->host) && strcasecmp(plan->host, "localhost") != 0;
    bool wants_tlsa = named && plan->tls != MFP_TLS_NONE;
    note_plan(plan, look);
    begin_transcript(plan, &talks->resolve);
    if (!find_addresses(plan, begun_ms, look, &talks->resolve))
        return 0;
    struct mfp_tlsa_job *job =
        wants_tlsa ? mfp_tlsa_begin(plan->host, plan->port, plan->timeout_ms) : NULL;
    int64_t patience_ms = mfp_clock_ms() + TLSA_MS;
    int result = walk_all(plan, look, talks, deadline_ms, error);
    if (wants_tlsa)
        mfp_tlsa_end(job, patience_ms < deadline_ms ? patience_ms : deadline_ms, look);
    return result;
}

void mfp_talks_done(struct mfp_talks *talks)
{
    mfp_transcript_done(&talks->resolve);
    for (size_t i = 0; i < MFP_LOOK_ADDRESSES; i++)
        mfp_transcript_done(&talks->addresses[i]);
}
