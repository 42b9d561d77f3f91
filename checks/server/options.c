#include "checks/server/settings.h"

#include "core/text.h"
#include "core/value.h"

#include <errno.h>

enum option_id {
    OPTION_SERVER = 1,
    OPTION_INVENTORY,
    OPTION_WARNING,
    OPTION_CRITICAL,
    OPTION_STATE,
    OPTION_CERT_DAYS,
    OPTION_TLS_OLDEST,
    OPTION_RULES,
    OPTION_RECORDED,
    OPTION_MAX_AGE,
    OPTION_STORE,
    OPTION_NO_STORE,
    OPTION_V4,
    OPTION_V6,
};

const struct mfp_option mfp_server_options[] = {
    {.name = "server",
     .value = "NAME",
     .id = OPTION_SERVER,
     .help = "the server of the inventory to look at"},
    {.letter = 'f',
     .name = "inventory",
     .value = "FILE",
     .id = OPTION_INVENTORY,
     .help = "default /etc/mfpmail/mfpmail.conf"},
    {.letter = 'H',
     .name = "hostname",
     .value = "HOST",
     .key = "host",
     .help = "the server, instead of or without an inventory"},
    {.letter = 'p',
     .name = "port",
     .value = "PORT",
     .key = "port",
     .help = "default 587, 465 for implicit TLS, 25 for none"},
    {.name = "tls", .value = "MODE", .key = "tls", .help = "none, starttls or implicit"},
    {.name = "tls-verify",
     .value = "YES|NO",
     .key = "tls_verify",
     .help = "check chain and host name, default yes"},
    {.name = "ca-file",
     .value = "FILE",
     .key = "ca_file",
     .help = "trust these authorities, not the system's"},
    {.name = "helo", .value = "NAME", .key = "helo", .help = "EHLO name"},
    {.name = "source", .value = "ADDRESS", .key = "source", .help = "local address to look from"},
    {.letter = '4', .name = "ipv4", .id = OPTION_V4, .help = "IPv4 only"},
    {.letter = '6', .name = "ipv6", .id = OPTION_V6, .help = "IPv6 only"},
    {.letter = 't',
     .name = "timeout",
     .value = "SECONDS",
     .key = "timeout",
     .help = "one deadline for everything, default 30"},
    {.letter = 'w',
     .name = "warning",
     .value = "RANGE",
     .id = OPTION_WARNING,
     .help = "WARNING if the slowest address takes other than RANGE seconds"},
    {.letter = 'c',
     .name = "critical",
     .value = "RANGE",
     .id = OPTION_CRITICAL,
     .help = "CRITICAL if the slowest address takes other than RANGE seconds"},
    {.name = "state",
     .value = "NAME=STATE",
     .id = OPTION_STATE,
     .help = "state that a category, a cause, timeout, retryable or partly gives"},
    {.name = "cert-days",
     .value = "DAYS[,DAYS]",
     .id = OPTION_CERT_DAYS,
     .help = "WARNING[, CRITICAL] if a certificate expires sooner, default 21; or off"},
    {.name = "tls-oldest",
     .value = "VERSION",
     .id = OPTION_TLS_OLDEST,
     .help = "WARNING if the server accepts an older TLS than 1.0 to 1.3"},
    {.name = "recorded", .id = OPTION_RECORDED, .help = "answer from the store, connect nowhere"},
    {.name = "max-age",
     .value = "TIME",
     .id = OPTION_MAX_AGE,
     .help = "a recorded look that is older is stale; default twice the interval"},
    {.name = "store",
     .value = "FILE",
     .id = OPTION_STORE,
     .help = "where looks are kept, default /var/lib/mfpmail/store.db"},
    {.name = "no-store", .id = OPTION_NO_STORE, .help = "keep nothing"},
    {.name = "rules",
     .value = "DIR",
     .id = OPTION_RULES,
     .help = "own rules about replies, default /etc/mfpmail/failures.d"},
    {0},
};

static int parse_version(const char *text, enum mfp_tls_version *version, struct mfp_error *error)
{
    int number = 0;
    int result = mfp_value_word(text, mfp_tls_version_words, &number, error);
    *version = (enum mfp_tls_version)number;
    return result;
}

static int with_option(const struct mfp_option *option, int result, const struct mfp_error *reason,
                       struct mfp_error *error)
{
    return result < 0 ? mfp_error_set(error, result, "--%s: %s", option->name, reason->text) : 0;
}

/* Options whose values are read; the others are taken as they are. */
static int parse(struct mfp_server_settings *settings, const struct mfp_option *option,
                 const char *value, struct mfp_error *error)
{
    switch ((enum option_id)option->id) {
    case OPTION_WARNING:
        return mfp_range_parse(value, &settings->warning, error);
    case OPTION_CRITICAL:
        return mfp_range_parse(value, &settings->critical, error);
    case OPTION_STATE:
        return mfp_states_add(&settings->states, value, error);
    case OPTION_CERT_DAYS:
        return mfp_early_limit_parse(&settings->early, MFP_EARLY_CERTIFICATE, value, error);
    case OPTION_TLS_OLDEST:
        return parse_version(value, &settings->tls_oldest, error);
    case OPTION_MAX_AGE:
        return mfp_value_duration(value, &settings->max_age_ms, error);
    case OPTION_V4:
        return mfp_section_set(&settings->options, "ip", "4", error);
    case OPTION_V6:
        return mfp_section_set(&settings->options, "ip", "6", error);
    case OPTION_SERVER:
        settings->server = value;
        break;
    case OPTION_INVENTORY:
        settings->inventory = value;
        break;
    case OPTION_RULES:
        settings->rules = value;
        break;
    case OPTION_STORE:
        settings->store = value;
        break;
    case OPTION_RECORDED:
        settings->recorded = true;
        break;
    case OPTION_NO_STORE:
        settings->no_store = true;
        break;
    }
    return 0;
}

int mfp_server_take(void *context, const struct mfp_option *option, const char *value,
                    struct mfp_error *error)
{
    struct mfp_server_settings *settings = context;
    struct mfp_error reason = {0};
    int result = option->key ? mfp_section_set(&settings->options, option->key, value, &reason)
                             : parse(settings, option, value, &reason);
    return with_option(option, result, &reason, error);
}
