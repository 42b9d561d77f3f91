#include "core/provider.h"

#include <string.h>
#include <strings.h>

const struct mfp_word mfp_password_words[] = {
    {.number = MFP_PASSWORD_NORMAL, .name = "normal", .shown = "the account's password"},
    {.number = MFP_PASSWORD_APP, .name = "app", .shown = "an app password"},
    {.number = MFP_PASSWORD_NONE, .name = "none", .shown = "no password"},
    {0},
};

const struct mfp_word mfp_from_words[] = {
    {.number = MFP_FROM_LOGIN, .name = "login", .shown = "the login's own address"},
    {.number = MFP_FROM_GRANTED, .name = "any-own", .shown = "any address granted to the login"},
    {.number = MFP_FROM_VERIFIED, .name = "verified", .shown = "a verified address or domain"},
    {0},
};

const struct mfp_word mfp_concern_words[] = {
    {.number = MFP_CONCERN_ALL, .name = "all", .shown = "everybody"},
    {.number = MFP_CONCERN_PASSWORD, .name = "password", .shown = "logins with a password"},
    {.number = MFP_CONCERN_TLS_1_0, .name = "tls1.0", .shown = "devices with TLS 1.0 only"},
    {.number = MFP_CONCERN_TLS_1_1, .name = "tls1.1", .shown = "devices up to TLS 1.1"},
    {.number = MFP_CONCERN_PORT_25, .name = "port25", .shown = "sending by port 25"},
    {0},
};

const struct mfp_provider *mfp_provider_find(const struct mfp_provider *providers, size_t count,
                                             const char *name)
{
    for (size_t i = 0; i < count; i++)
        if (strcasecmp(providers[i].name, name) == 0)
            return &providers[i];
    return NULL;
}

/* "*.x.org" of LENGTH octets takes a.x.org and a.b.x.org, not x.org itself. */
static bool takes(const char *pattern, size_t length, const char *host, size_t host_length)
{
    if (length > 2 && pattern[0] == '*')
        return host_length >= length &&
               strncasecmp(host + host_length - (length - 1), pattern + 1, length - 1) == 0;
    return length == host_length && strncasecmp(pattern, host, length) == 0;
}

const struct mfp_provider *mfp_provider_of_host(const struct mfp_provider *providers, size_t count,
                                                const char *host)
{
    size_t host_length = strlen(host);
    if (host_length && host[host_length - 1] == '.')
        host_length--;
    for (size_t i = 0; i < count; i++) {
        for (const char *at = providers[i].hosts; at && *at; at += strspn(at, " ")) {
            size_t length = strcspn(at, " ");
            if (takes(at, length, host, host_length))
                return &providers[i];
            at += length;
        }
    }
    return NULL;
}
