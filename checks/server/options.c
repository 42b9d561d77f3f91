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
    MFP_KEEP_OPTIONS("look"),
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
    }
    return 0;
}

static int take(struct mfp_server_settings *settings, const struct mfp_option *option,
                const char *value, struct mfp_error *error)
{
    if (option->key)
        return mfp_section_set(&settings->options, option->key, value, error);
    int result = mfp_keep_take(&settings->keep, option, value, error);
    return result <= 0 ? result : parse(settings, option, value, error);
}

int mfp_server_take(void *context, const struct mfp_option *option, const char *value,
                    struct mfp_error *error)
{
    struct mfp_error reason = {0};
    return mfp_options_complain(option, take(context, option, value, &reason), &reason, error);
}
