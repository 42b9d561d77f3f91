#include "cli/discover/hosts.h"

#include "snmp/interview/resolve.h"

#include <arpa/inet.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>

void mfp_hosts_done(struct mfp_hosts *hosts)
{
    for (size_t i = 0; i < hosts->count; i++)
        free(hosts->list[i].name);
    free(hosts->list);
    *hosts = (struct mfp_hosts){0};
}

char *mfp_host_address(const struct mfp_host *host, char buffer[MFP_TARGET_SIZE])
{
    buffer[0] = '\0';
    inet_ntop(host->family, host->octets, buffer, MFP_TARGET_SIZE);
    return buffer;
}

static void take_address(struct mfp_host *host, const struct sockaddr_storage *address)
{
    host->family = address->ss_family;
    if (host->family == AF_INET)
        memcpy(host->octets, &((const struct sockaddr_in *)address)->sin_addr, 4);
    else
        memcpy(host->octets, &((const struct sockaddr_in6 *)address)->sin6_addr, 16);
}

/* TEXT is an address or a name. Returns 1 if it leads nowhere. */
static int make_host(struct mfp_host *host, const char *text, struct mfp_text *complaints)
{
    struct sockaddr_storage address;
    struct mfp_error error = {0};
    *host = (struct mfp_host){.family = AF_INET};
    if (inet_pton(AF_INET, text, host->octets) == 1)
        return 0;
    host->family = AF_INET6;
    if (inet_pton(AF_INET6, text, host->octets) == 1)
        return 0;
    if (mfp_resolve_first(text, &address, &error) < 0) {
        mfp_text_printf(complaints, "%s\n", error.text);
        return 1;
    }
    take_address(host, &address);
    host->name = strdup(text);
    return host->name ? 0 : -ENOMEM;
}

static int compare(const void *a, const void *b)
{
    const struct mfp_host *one = a, *other = b;
    if (one->family != other->family)
        return one->family == AF_INET ? -1 : 1;
    int order = memcmp(one->octets, other->octets, sizeof(one->octets));
    /* Of two that are the same, the one with a name stays. */
    return order ? order : (other->name != NULL) - (one->name != NULL);
}

static void drop_repeated(struct mfp_hosts *hosts)
{
    size_t kept = 0;
    for (size_t i = 0; i < hosts->count; i++) {
        const struct mfp_host *last = kept ? &hosts->list[kept - 1] : NULL;
        if (last && last->family == hosts->list[i].family &&
            memcmp(last->octets, hosts->list[i].octets, sizeof(last->octets)) == 0)
            free(hosts->list[i].name);
        else
            hosts->list[kept++] = hosts->list[i];
    }
    hosts->count = kept;
}

int mfp_hosts_resolve(struct mfp_hosts *hosts, const struct mfp_targets *targets,
                      struct mfp_text *complaints, struct mfp_error *error)
{
    char text[MFP_TARGET_SIZE];
    *hosts = (struct mfp_hosts){.list = calloc(targets->count, sizeof(*hosts->list))};
    if (!hosts->list)
        return mfp_error_set(error, -ENOMEM, "out of memory");
    for (size_t i = 0; i < targets->count; i++) {
        int result =
            make_host(&hosts->list[hosts->count], mfp_targets_at(targets, i, text), complaints);
        if (result < 0)
            return mfp_error_set(error, result, "out of memory");
        hosts->count += result == 0;
    }
    qsort(hosts->list, hosts->count, sizeof(*hosts->list), compare);
    drop_repeated(hosts);
    return 0;
}
