/*
 * mfp_snmp_ask: prints what the poller gets. For the tests and the benches of snmp/poll.
 *
 *   mfp_snmp_ask [-v 1|2c|3] -s SECRET [-t MS] [-r RETRIES] [-w WINDOW] [-d MS] [-n ROUNDS]
 *                [-i MS] [-q] DEVICE... -- REQUEST...
 *
 * SECRET is a reference as in the inventory. A DEVICE is ADDRESS[,PORT[,COUNT]]: COUNT IPv4
 * addresses from ADDRESS on. A REQUEST is get=OID,OID... or tree=OID[,ROWS]. -d is the deadline of
 * a round, -i the pause before the next, -q prints how often each outcome came and no values. The
 * last line counts.
 */
#include "core/clock.h"
#include "core/text.h"
#include "inventory/secret.h"
#include "snmp/poll/poll.h"

#include <arpa/inet.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <unistd.h>

enum { REQUESTS_MAX = 16, ROUNDS_MAX = 1000, DEVICES_MAX = 1 << 20, SECRET_MS = 5000 };

struct device {
    char address[64];
    unsigned port;
    size_t step; /* the request that is asked next */
};

struct asking {
    struct mfp_snmp_request requests[REQUESTS_MAX];
    size_t request_count;
    struct mfp_oid oids[REQUESTS_MAX][MFP_SNMP_OIDS_MAX];
    struct device *devices;
    size_t device_count;
    size_t outcomes[MFP_SNMP_OUTCOMES];
    bool quiet;
};

/* ---- the command line ------------------------------------------------------------------------ */

static void __attribute__((noreturn)) usage(const char *about)
{
    fprintf(stderr,
            "mfp_snmp_ask: %s\nusage: mfp_snmp_ask [-v 1|2c|3] -s SECRET [-t MS] [-r RETRIES] "
            "[-w WINDOW] [-d MS] [-n ROUNDS] [-i MS] [-q] ADDRESS[,PORT[,COUNT]]... -- "
            "get=OID,OID... | tree=OID[,ROWS]...\n",
            about);
    exit(2);
}

static long number(const char *text, long most)
{
    char *end;
    long value = strtol(text, &end, 10);
    if (end == text || *end || value < 0 || value > most)
        usage(text);
    return value;
}

static void read_oid(const char *text, struct mfp_oid *name)
{
    while (*text) {
        char *end;
        unsigned long id = strtoul(text += *text == '.', &end, 10);
        if (end == text || (*end && *end != '.') || name->length == MFP_OID_MAX || id > UINT32_MAX)
            usage(text);
        name->ids[name->length++] = (uint32_t)id;
        text = end;
    }
}

static void read_request(struct asking *asking, char *text)
{
    if (asking->request_count == REQUESTS_MAX)
        usage("too many requests");
    struct mfp_oid *oids = asking->oids[asking->request_count];
    struct mfp_snmp_request *request = &asking->requests[asking->request_count++];
    char *rest = strchr(text, '=');
    if (!rest || (strncmp(text, "get=", 4) != 0 && strncmp(text, "tree=", 5) != 0))
        usage(text);
    request->read = *text == 'g' ? MFP_SNMP_GET : MFP_SNMP_SUBTREE;
    request->oids = oids;
    rest++;
    for (char *word; (word = strsep(&rest, ","));) {
        if (request->read == MFP_SNMP_SUBTREE && request->count == 1)
            request->rows_max = (size_t)number(word, MFP_SNMP_ROWS_MAX);
        else if (request->count < MFP_SNMP_OIDS_MAX)
            read_oid(word, &oids[request->count++]);
        else
            usage("too many names");
    }
}

static void add_device(struct asking *asking, const char *address, unsigned port)
{
    if (asking->device_count % 1024 == 0) {
        asking->devices =
            realloc(asking->devices, (asking->device_count + 1024) * sizeof(*asking->devices));
        if (!asking->devices || asking->device_count >= DEVICES_MAX)
            usage("too many devices");
    }
    struct device *device = &asking->devices[asking->device_count++];
    *device = (struct device){.port = port};
    mfp_format(device->address, sizeof(device->address), "%s", address);
}

static void read_devices(struct asking *asking, char *text)
{
    const char *address = strsep(&text, ",");
    const char *port = strsep(&text, ",");
    unsigned number_of_port = port ? (unsigned)number(port, UINT16_MAX) : 0;
    struct in_addr first;
    long count = text ? number(text, DEVICES_MAX) : 1;
    if (count == 1) {
        add_device(asking, address, number_of_port);
        return;
    }
    if (inet_pton(AF_INET, address, &first) != 1)
        usage(address);
    for (long i = 0; i < count; i++) {
        char next[INET_ADDRSTRLEN];
        struct in_addr ip = {.s_addr = htonl(ntohl(first.s_addr) + (uint32_t)i)};
        add_device(asking, inet_ntop(AF_INET, &ip, next, sizeof(next)), number_of_port);
    }
}

/* ---- the caller's side ----------------------------------------------------------------------- */

static bool next(void *context, size_t device, struct mfp_snmp_request *request)
{
    struct asking *asking = context;
    size_t step = asking->devices[device].step++;
    if (step >= asking->request_count)
        return false;
    *request = asking->requests[step];
    return true;
}

static void print_oid(const struct mfp_oid *name)
{
    for (size_t i = 0; i < name->length; i++)
        printf(".%lu", (unsigned long)name->ids[i]);
}

static void print_value(const struct mfp_varbind *row)
{
    char text[128];
    switch (row->type) {
    case MFP_VARBIND_NONE:
        printf("none");
        break;
    case MFP_VARBIND_INTEGER:
        printf("integer %lld", (long long)row->number);
        break;
    case MFP_VARBIND_COUNTER:
        printf("counter %lld", (long long)row->number);
        break;
    case MFP_VARBIND_OCTETS:
        mfp_text_clean(text, sizeof(text), (const char *)row->octets, row->length);
        printf("octets %zu '%s'", row->length, text);
        break;
    case MFP_VARBIND_OID:
        printf("oid ");
        print_oid(&row->value);
        break;
    }
}

static void took(void *context, size_t device, const struct mfp_snmp_answer *answer)
{
    struct asking *asking = context;
    asking->outcomes[answer->outcome]++;
    if (asking->quiet)
        return;
    printf("%s: %s, %zu rows%s\n", asking->devices[device].address,
           mfp_snmp_outcome_name(answer->outcome), answer->count, answer->cut ? ", cut" : "");
    for (size_t i = 0; i < answer->count; i++) {
        printf("  ");
        print_oid(&answer->rows[i].name);
        printf(" = ");
        print_value(&answer->rows[i]);
        printf("\n");
    }
}

/* ---- rounds ---------------------------------------------------------------------------------- */

static double cpu_us(void)
{
    struct rusage usage;
    getrusage(RUSAGE_SELF, &usage);
    return (double)(usage.ru_utime.tv_sec + usage.ru_stime.tv_sec) * 1e6 +
           (double)(usage.ru_utime.tv_usec + usage.ru_stime.tv_usec);
}

static void print_counts(const struct asking *asking, struct mfp_poller_counts counts,
                         int64_t wall_ms, double cpu, int left)
{
    for (size_t i = 0; asking->quiet && i < MFP_SNMP_OUTCOMES; i++)
        if (asking->outcomes[i] > 0)
            printf("%zu %s\n", asking->outcomes[i],
                   mfp_snmp_outcome_name((enum mfp_snmp_outcome)i));
    printf("%zu devices, %zu answers, %zu PDUs, %lld ms, %.1f us CPU a PDU, %d left\n",
           asking->device_count, counts.answers, counts.pdus, (long long)wall_ms,
           counts.pdus ? cpu / (double)counts.pdus : 0, left);
}

static int run_rounds(struct asking *asking, struct mfp_poller *poller, const long *numbers,
                      struct mfp_error *error)
{
    const struct mfp_snmp_caller caller = {.next = next, .took = took, .context = asking};
    int left = 0;
    int64_t begun_ms = mfp_clock_ms();
    double cpu = cpu_us();
    for (long i = 0; i < numbers['n'] && left >= 0; i++) {
        fflush(stdout);
        if (i > 0)
            usleep((useconds_t)numbers['i'] * 1000);
        for (size_t device = 0; device < asking->device_count; device++)
            asking->devices[device].step = 0;
        left = mfp_poller_run(poller, &caller, numbers['d'], error);
    }
    if (left >= 0)
        print_counts(asking, mfp_poller_counted(poller), mfp_clock_ms() - begun_ms, cpu_us() - cpu,
                     left);
    return left < 0 ? left : 0;
}

static int poll_all(struct asking *asking, const struct mfp_snmp_credential *credential,
                    const long *numbers, struct mfp_error *error)
{
    struct mfp_poller *poller;
    int result = mfp_poller_new(&poller, (size_t)numbers['w'], error);
    if (result < 0)
        return result;
    for (size_t i = 0; result == 0 && i < asking->device_count; i++) {
        const struct mfp_snmp_device device = {
            .address = asking->devices[i].address,
            .port = asking->devices[i].port,
            .credential = credential,
            .timeout_ms = numbers['t'],
            .retries = (int)numbers['r'],
        };
        result = mfp_poller_add(poller, &device, error);
    }
    if (result == 0)
        result = run_rounds(asking, poller, numbers, error);
    mfp_poller_free(poller);
    return result;
}

static enum mfp_snmp_version read_version(const char *text)
{
    if (strcmp(text, "1") == 0)
        return MFP_SNMP_V1;
    if (strcmp(text, "2c") == 0)
        return MFP_SNMP_V2C;
    if (strcmp(text, "3") == 0)
        return MFP_SNMP_V3;
    usage(text);
}

int main(int argc, char **argv)
{
    static struct asking asking;
    struct mfp_snmp_credential credential;
    struct mfp_secret secret = {0};
    struct mfp_error error = {0};
    const char *reference = NULL;
    enum mfp_snmp_version version = MFP_SNMP_V2C;
    long numbers[128] = {['t'] = 1000, ['n'] = 1};
    for (int option; (option = getopt(argc, argv, "+v:s:t:r:w:d:n:i:q")) != -1;) {
        if (option == 'v')
            version = read_version(optarg);
        else if (option == 's')
            reference = optarg;
        else if (option == 'q')
            asking.quiet = true;
        else if (option != '?')
            numbers[option] = number(optarg, 1000000);
        else
            usage("unknown option");
    }
    int i = optind;
    for (; i < argc && strcmp(argv[i], "--") != 0; i++)
        read_devices(&asking, argv[i]);
    for (i++; i < argc; i++)
        read_request(&asking, argv[i]);
    if (!reference || asking.device_count == 0 || asking.request_count == 0)
        usage("a secret, a device and a request are needed");
    int result = mfp_secret_read(reference, SECRET_MS, &secret, &error);
    if (result == 0)
        result = mfp_snmp_credential_init(&credential, version, &secret, &error);
    mfp_secret_done(&secret);
    if (result == 0) {
        result = poll_all(&asking, &credential, numbers, &error);
        mfp_snmp_credential_done(&credential);
    }
    free(asking.devices);
    if (result < 0)
        fprintf(stderr, "mfp_snmp_ask: %s\n", error.text);
    return result < 0 ? 1 : 0;
}
