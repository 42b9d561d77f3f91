/*
 * Mail services and server programs as data: names of hosts, limits, dated announcements. The
 * rows stand in providers/, one file each.
 */
#pragma once

#include "core/cause.h"
#include "core/words.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* What a device must enter as its password. */
enum mfp_password {
    MFP_PASSWORD_NORMAL = 1,
    MFP_PASSWORD_APP = 2,  /* one made for this device in the account's settings */
    MFP_PASSWORD_NONE = 3, /* none is taken: OAuth, or no login at all */
};

/* Which From the service takes. */
enum mfp_from {
    MFP_FROM_LOGIN = 1,    /* the login's own address */
    MFP_FROM_GRANTED = 2,  /* any that the login was granted */
    MFP_FROM_VERIFIED = 3, /* any that was verified with the service */
};

extern const struct mfp_word mfp_password_words[];
extern const struct mfp_word mfp_from_words[];

/* Texts are NULL and numbers 0 where nothing is documented. Lists are separated by blanks. */
struct mfp_provider {
    unsigned number;  /* permanent */
    const char *name; /* permanent: "m365" */
    const char *title;
    const char *hosts;           /* what a device would be set to; "*.x" is everything below x */
    struct mfp_pattern greeting; /* in the 220 line, where that identifies it */
    const char *smtp;            /* the documented server name, port and mode for a device */
    unsigned port;
    enum mfp_tls_mode tls;
    const char *other; /* further "PORT MODE" pairs, separated by commas */
    const char *auth;  /* mechanisms */
    enum mfp_password password;
    enum mfp_from from;
    unsigned messages_per_minute, messages_per_hour, messages_per_day;
    unsigned recipients_per_message, recipients_per_day;
    unsigned connections; /* at once */
    int64_t size;         /* octets of an encoded message */
    const char *advice;   /* what a device needs here */
    const char *see;
    const char *file;
    int line;
};

/* Whom an announcement concerns. */
enum mfp_concern {
    MFP_CONCERN_ALL = 1,
    MFP_CONCERN_PASSWORD = 2, /* accounts that log in with a password */
    MFP_CONCERN_TLS_1_0 = 3,  /* devices whose best is TLS 1.0 */
    MFP_CONCERN_TLS_1_1 = 4,
    MFP_CONCERN_PORT_25 = 5,
};

extern const struct mfp_word mfp_concern_words[];

/* Dates are ISO 8601, "2026-12-31". */
struct mfp_announcement {
    unsigned number;      /* permanent */
    const char *name;     /* permanent */
    const char *provider; /* its name */
    const char *date;     /* when it takes effect */
    const char *until;    /* a later end of that time; NULL: none said */
    const char *stated;   /* when the provider said so */
    enum mfp_concern concerns;
    const char *says, *fix, *see;
    const char *file;
    int line;
};

/* NULL if there is none of that name, or of that HOST (a name; case does not matter). */
const struct mfp_provider *mfp_provider_find(const struct mfp_provider *providers, size_t count,
                                             const char *name);
const struct mfp_provider *mfp_provider_of_host(const struct mfp_provider *providers, size_t count,
                                                const char *host);
