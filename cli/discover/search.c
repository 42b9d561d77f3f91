#include "cli/discover/discover.h"

#include "cli/terminal.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

/* One community, or user, tried on all who have not answered yet. */
struct round {
    struct mfp_search *search;
    size_t credential;
    struct mfp_host **hosts; /* by the poller's numbers */
    size_t count, done;
    bool no_memory;
};

void mfp_search_done(struct mfp_search *search)
{
    free(search->finds);
    mfp_text_done(&search->complaints);
}

static bool next(void *context, size_t device, struct mfp_snmp_request *request)
{
    struct round *round = context;
    struct mfp_host *host = round->hosts[device];
    if (host->asked > round->credential)
        return false;
    host->asked = round->credential + 1;
    *request = (struct mfp_snmp_request){
        .read = MFP_SNMP_GET, .oids = mfp_find_oids, .count = mfp_find_oid_count};
    return true;
}

static struct mfp_find *add_find(struct mfp_search *search)
{
    if (search->find_count == search->find_room) {
        size_t room = search->find_room ? 2 * search->find_room : 16;
        struct mfp_find *finds = reallocarray(search->finds, room, sizeof(*finds));
        if (!finds)
            return NULL;
        search->finds = finds;
        search->find_room = room;
    }
    return &search->finds[search->find_count++];
}

static void keep(struct round *round, const struct mfp_host *host, struct mfp_find *find)
{
    struct mfp_find *kept = add_find(round->search);
    if (!kept) {
        round->no_memory = true;
        return;
    }
    find->host = (size_t)(host - round->search->hosts->list);
    find->credential = round->credential;
    mfp_host_address(host, find->address);
    mfp_format(find->target, sizeof(find->target), "%s", host->name ? host->name : find->address);
    *kept = *find;
}

static bool says_something(const struct mfp_snmp_answer *answer)
{
    for (size_t i = 0; i < answer->count; i++)
        if (answer->rows[i].type != MFP_VARBIND_NONE)
            return true;
    return false;
}

static void took(void *context, size_t device, const struct mfp_snmp_answer *answer)
{
    struct round *round = context;
    struct mfp_host *host = round->hosts[device];
    struct mfp_find find;
    if (answer->outcome != MFP_SNMP_TIMEOUT)
        host->outcome = answer->outcome;
    if (answer->outcome == MFP_SNMP_OK || says_something(answer)) {
        host->answered = true;
        if (mfp_find_read(&find, answer->rows, answer->count))
            keep(round, host, &find);
        else
            round->search->others++;
    }
    mfp_progress_step(++round->done, round->search->find_count);
}

/* Where there is no agent, no other community finds one. */
static bool is_open(const struct mfp_host *host)
{
    return !host->answered && host->outcome != MFP_SNMP_REFUSED &&
           host->outcome != MFP_SNMP_UNREACHABLE;
}

static int new_poller(const struct mfp_search *search, struct mfp_poller **poller,
                      struct mfp_error *error)
{
    int result = search->snmp->poller_new(poller, 0, error);
    if (result == 0)
        search->snmp->poller_pace(*poller, search->per_second);
    return result;
}

static int add_hosts(struct round *round, struct mfp_poller *poller, struct mfp_error *error)
{
    const struct mfp_search *search = round->search;
    char address[MFP_TARGET_SIZE];
    int result = 0;
    for (size_t i = 0; result == 0 && i < search->hosts->count; i++) {
        struct mfp_host *host = &search->hosts->list[i];
        if (!is_open(host))
            continue;
        round->hosts[round->count++] = host;
        const struct mfp_snmp_device device = {
            .address = mfp_host_address(host, address),
            .port = search->port,
            .credential = &search->credentials->list[round->credential].credential,
            .timeout_ms = search->timeout_ms,
        };
        result = search->snmp->poller_add(poller, &device, error);
    }
    return result;
}

static int ask(struct round *round, struct mfp_poller *poller, struct mfp_error *error)
{
    const struct mfp_snmp_caller caller = {.next = next, .took = took, .context = round};
    char what[48] = "looking";
    if (round->search->credentials->count > 1)
        mfp_format(what, sizeof(what), "looking, %zu of %zu", round->credential + 1,
                   round->search->credentials->count);
    mfp_progress_begin(what);
    mfp_progress_bar(round->count);
    int result = round->search->snmp->poller_run(poller, &caller, 0, error);
    mfp_progress_end();
    if (result >= 0 && round->no_memory)
        return mfp_error_set(error, -ENOMEM, "out of memory");
    return result;
}

static int run_round(struct mfp_search *search, size_t credential, struct mfp_error *error)
{
    struct round round = {.search = search, .credential = credential};
    struct mfp_poller *poller;
    int result = new_poller(search, &poller, error);
    if (result < 0)
        return result;
    round.hosts = calloc(search->hosts->count, sizeof(struct mfp_host *));
    result = round.hosts ? add_hosts(&round, poller, error)
                         : mfp_error_set(error, -ENOMEM, "out of memory");
    if (result == 0 && round.count > 0)
        result = ask(&round, poller, error);
    search->snmp->poller_free(poller);
    free(round.hosts);
    return result < 0 ? result : 0;
}

/* Silence and absence are no news; what answers and lets nobody in is. */
static void complain(struct mfp_search *search)
{
    char address[MFP_TARGET_SIZE];
    for (size_t i = 0; i < search->hosts->count; i++) {
        const struct mfp_host *host = &search->hosts->list[i];
        if (is_open(host) && host->outcome != MFP_SNMP_OK)
            mfp_text_printf(&search->complaints, "%s: %s\n", mfp_host_address(host, address),
                            mfp_snmp_outcome_name(host->outcome));
    }
}

/* Network order, as hosts are in. */
static int compare(const void *a, const void *b)
{
    const struct mfp_find *one = a, *other = b;
    return (one->host > other->host) - (one->host < other->host);
}

int mfp_search_find(struct mfp_search *search, struct mfp_error *error)
{
    int result = 0;
    for (size_t i = 0; result == 0 && search->hosts->count && i < search->credentials->count; i++)
        result = run_round(search, i, error);
    if (result < 0)
        return result;
    complain(search);
    if (search->find_count)
        qsort(search->finds, search->find_count, sizeof(*search->finds), compare);
    return mfp_finds_name(search->finds, search->find_count, error);
}
