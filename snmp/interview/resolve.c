#include "snmp/interview/resolve.h"

#include "core/text.h"

#include <errno.h>
#include <netdb.h>
#include <netinet/in.h>
#include <string.h>

int mfp_resolve_first(const char *name, struct sockaddr_storage *address, struct mfp_error *error)
{
    const struct addrinfo hints = {.ai_socktype = SOCK_DGRAM};
    struct addrinfo *found;
    int result = getaddrinfo(name, NULL, &hints, &found);
    if (result != 0)
        return mfp_error_set(error, -ENOENT, "%.200s: %s", name,
                             result == EAI_SYSTEM ? strerror(errno) : gai_strerror(result));
    *address = (struct sockaddr_storage){0};
    memcpy(address, found->ai_addr, found->ai_addrlen);
    freeaddrinfo(found);
    return 0;
}

char *mfp_numeric(const struct sockaddr_storage *address, char buffer[MFP_NUMERIC_SIZE])
{
    socklen_t length = address->ss_family == AF_INET ? (socklen_t)sizeof(struct sockaddr_in)
                                                     : (socklen_t)sizeof(struct sockaddr_in6);
    if (getnameinfo((const struct sockaddr *)address, length, buffer, MFP_NUMERIC_SIZE, NULL, 0,
                    NI_NUMERICHOST) != 0)
        mfp_format(buffer, MFP_NUMERIC_SIZE, "?");
    return buffer;
}
