#include "smtp/resolve.h"

#include <arpa/inet.h>
#include <errno.h>
#include <netdb.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

bool mfp_is_address(const char *host)
{
    struct in6_addr address;
    return inet_pton(AF_INET, host, &address) == 1 || inet_pton(AF_INET6, host, &address) == 1;
}

static bool is_localhost(const char *host)
{
    return strcasecmp(host, "localhost") == 0;
}

/* A file of hosts may say one twice. */
static void add_address(struct mfp_addresses *addresses, const char *text)
{
    for (size_t i = 0; i < addresses->count; i++)
        if (strcmp(addresses->text[i], text) == 0)
            return;
    if (addresses->count == MFP_ADDRESSES_MAX)
        addresses->more++;
    else
        mfp_format(addresses->text[addresses->count++], MFP_ADDRESS_SIZE, "%s", text);
}

static void add_entry(struct mfp_addresses *addresses, const struct addrinfo *entry)
{
    char text[MFP_ADDRESS_SIZE];
    if (getnameinfo(entry->ai_addr, entry->ai_addrlen, text, sizeof(text), NULL, 0,
                    NI_NUMERICHOST) == 0)
        add_address(addresses, text);
}

static enum mfp_fault_kind fault_of(int code)
{
    switch (code) {
    case EAI_NONAME:
        return MFP_FAULT_HOST_NOT_FOUND;
    case EAI_NODATA:
    case EAI_ADDRFAMILY:
        return MFP_FAULT_NO_ADDRESS;
    case EAI_AGAIN:
    case EAI_FAIL:
        return MFP_FAULT_RESOLVER_FAILED;
    default:
        return MFP_FAULT_LOCAL;
    }
}

/* The request outlives us when the deadline strikes, so it is on the heap and then left to
 * the resolver's thread: freeing it would be a race, and the program is about to end. */
struct request {
    struct gaicb gaicb;
    struct addrinfo hints;
    char host[256];
};

static struct request *new_request(const struct mfp_plan *plan)
{
    struct request *request = calloc(1, sizeof(*request));
    if (!request)
        return NULL;
    mfp_format(request->host, sizeof(request->host), "%s", plan->host);
    request->hints = (struct addrinfo){
        .ai_family = plan->ip == MFP_IP_V4   ? AF_INET
                     : plan->ip == MFP_IP_V6 ? AF_INET6
                                             : AF_UNSPEC,
        .ai_socktype = SOCK_STREAM,
    };
    request->gaicb = (struct gaicb){.ar_name = request->host, .ar_request = &request->hints};
    return request;
}

/* Waits until the answer is there or the time is over. Returns the resolver's code. */
static int wait_for(struct request *request, int64_t left_us)
{
    struct gaicb *list[] = {&request->gaicb};
    const struct gaicb *waiting[] = {&request->gaicb};
    int code = getaddrinfo_a(GAI_NOWAIT, list, 1, NULL);
    if (code != 0)
        return code;
    struct timespec left = {.tv_sec = left_us / 1000000, .tv_nsec = left_us % 1000000 * 1000};
    if (left_us > 0)
        gai_suspend(waiting, 1, &left);
    return gai_error(&request->gaicb);
}

/* The question to the resolver. */
static int ask(const struct mfp_plan *plan, int64_t (*clock)(void *), void *context,
               struct mfp_addresses *addresses, struct mfp_transcript *transcript)
{
    char detail[384];
    struct request *request = new_request(plan);
    if (!request) {
        mfp_transcript_fault(transcript, clock(context), MFP_FAULT_LOCAL, ENOMEM, "out of memory");
        return 1;
    }
    int code = wait_for(request, plan->timeout_ms * 1000 - clock(context));
    if (code == EAI_INPROGRESS) {
        mfp_format(detail, sizeof(detail), "%s: no answer from the name servers", plan->host);
        mfp_transcript_fault(transcript, clock(context), MFP_FAULT_TIMEOUT, code, detail);
        if (gai_cancel(&request->gaicb) == EAI_CANCELED)
            free(request);
        return 1;
    }
    if (code == 0) {
        for (const struct addrinfo *a = request->gaicb.ar_result; a; a = a->ai_next)
            add_entry(addresses, a);
        freeaddrinfo(request->gaicb.ar_result);
    } else {
        mfp_format(detail, sizeof(detail), "%s: %s", plan->host, gai_strerror(code));
        mfp_transcript_fault(transcript, clock(context), fault_of(code), code, detail);
    }
    free(request);
    return code == 0 ? 0 : 1;
}

int mfp_resolve_all(const struct mfp_plan *plan, int64_t (*clock)(void *), void *context,
                    struct mfp_addresses *addresses, struct mfp_transcript *transcript)
{
    *addresses = (struct mfp_addresses){0};
    if (mfp_is_address(plan->host)) {
        add_address(addresses, plan->host);
        return 0;
    }
    if (!is_localhost(plan->host))
        return ask(plan, clock, context, addresses, transcript);
    if (plan->ip != MFP_IP_V4)
        add_address(addresses, "::1");
    if (plan->ip != MFP_IP_V6)
        add_address(addresses, "127.0.0.1");
    return 0;
}

int mfp_resolve(const struct mfp_plan *plan, int64_t (*clock)(void *), void *context,
                struct mfp_text *addresses, struct mfp_transcript *transcript)
{
    struct mfp_addresses found = {0};
    if (plan->address)
        add_address(&found, plan->address);
    else if (!mfp_is_address(plan->host) && !is_localhost(plan->host) &&
             ask(plan, clock, context, &found, transcript) != 0)
        return 1;
    for (size_t i = 0; i < found.count; i++)
        mfp_text_printf(addresses, strchr(found.text[i], ':') ? "%s[%s]" : "%s%s", i ? "," : "",
                        found.text[i]);
    return 0;
}
