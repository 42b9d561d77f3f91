#include "checks/send/settings.h"

#include "core/value.h"

#include <errno.h>

enum option_id {
    OPTION_DEVICE = 1,
    OPTION_INVENTORY,
    OPTION_RULES,
    OPTION_TOLERATE,
    OPTION_REQUIRE_STORE,
    OPTION_ALONE,
    OPTION_NOW,
    OPTION_WARNING,
    OPTION_CRITICAL,
    OPTION_STATE,
    OPTION_V4,
    OPTION_V6,
    OPTION_EARLY = 100, /* and the kind of early warning */
};

const struct mfp_option mfp_send_options[] = {
    {.letter = 'D',
     .name = "device",
     .value = "NAME",
     .id = OPTION_DEVICE,
     .help = "the device of the inventory to send as"},
    {.letter = 'f',
     .name = "inventory",
     .value = "FILE",
     .id = OPTION_INVENTORY,
     .help = "default /etc/mfpmail/mfpmail.conf"},
    {.letter = 'H',
     .name = "hostname",
     .value = "HOST",
     .key = "host",
     .help = "submission server, instead of or without an inventory"},
    {.letter = 'p',
     .name = "port",
     .value = "PORT",
     .key = "port",
     .help = "default 587, 465 for implicit TLS, 25 for none"},
    {.name = "tls", .value = "MODE", .key = "tls", .help = "none, starttls or implicit"},
    {.name = "tls-min",
     .value = "VERSION",
     .key = "tls_min",
     .help = "oldest TLS version of the device: 1.0 to 1.3"},
    {.name = "tls-max",
     .value = "VERSION",
     .key = "tls_max",
     .help = "newest TLS version of the device"},
    {.name = "ciphers", .value = "LIST", .key = "ciphers", .help = "OpenSSL cipher list"},
    {.name = "tls-verify",
     .value = "YES|NO",
     .key = "tls_verify",
     .help = "check chain and host name, default yes"},
    {.name = "ca-file",
     .value = "FILE",
     .key = "ca_file",
     .help = "trust these authorities, not the system's"},
    {.name = "auth",
     .value = "MECHANISM",
     .key = "auth",
     .help = "auto, plain, plain-step, login, login-initial, cram-md5, ntlm, scram-sha-1, "
             "scram-sha-256 or none"},
    {.name = "user", .value = "NAME", .key = "user", .help = "login name"},
    {.name = "secret",
     .value = "REFERENCE",
     .key = "secret",
     .help = "where the password is: file:PATH, systemd:NAME, env:NAME or command:ARGV"},
    {.name = "from", .value = "ADDRESS", .key = "from", .help = "sender, default the user"},
    {.name = "recipient",
     .value = "ADDRESS",
     .key = "recipient",
     .help = "where the test goes, default the sender"},
    {.name = "helo", .value = "NAME", .key = "helo", .help = "EHLO name of the device"},
    {.name = "source", .value = "ADDRESS", .key = "source", .help = "local address to send from"},
    {.letter = '4', .name = "ipv4", .id = OPTION_V4, .help = "IPv4 only"},
    {.letter = '6', .name = "ipv6", .id = OPTION_V6, .help = "IPv6 only"},
    {.name = "size",
     .value = "SIZE",
     .key = "size",
     .help = "attach a PDF of this size, as 8M; default none"},
    {.name = "until",
     .value = "DEPTH",
     .key = "depth",
     .help = "connect, tls, auth, envelope or message (default)"},
    {.letter = 't',
     .name = "timeout",
     .value = "SECONDS",
     .key = "timeout",
     .help = "one deadline for everything, default 30"},
    {.letter = 'w',
     .name = "warning",
     .value = "RANGE",
     .id = OPTION_WARNING,
     .help = "WARNING if the send takes other than RANGE seconds"},
    {.letter = 'c',
     .name = "critical",
     .value = "RANGE",
     .id = OPTION_CRITICAL,
     .help = "CRITICAL if the send takes other than RANGE seconds"},
    {.name = "state",
     .value = "NAME=STATE",
     .id = OPTION_STATE,
     .help = "state that a category, a cause, timeout or retryable gives"},
    {.name = "tolerate",
     .value = "LIMIT",
     .id = OPTION_TOLERATE,
     .help = "WARNING for what may pass by itself, up to 2,30m: so often in a row, or so long"},
    {.name = "cert-days",
     .value = "DAYS[,DAYS]",
     .id = OPTION_EARLY + MFP_EARLY_CERTIFICATE,
     .help = "WARNING[, CRITICAL] if a certificate expires sooner, default 21; or off"},
    {.name = "announced",
     .value = "DAYS[,DAYS]",
     .id = OPTION_EARLY + MFP_EARLY_ANNOUNCEMENT,
     .help = "if the provider changes sooner what the device needs, default 180; or off"},
    {.name = "secret-days",
     .value = "DAYS[,DAYS]",
     .id = OPTION_EARLY + MFP_EARLY_SECRET,
     .help = "if the password expires sooner (secret_expires), default 14; or off"},
    {.name = "scan-size",
     .value = "PERCENT[,PERCENT]",
     .id = OPTION_EARLY + MFP_EARLY_SCAN,
     .help = "if typical_scan takes more of the server's SIZE, default 90; or off"},
    {.name = "tls-floor",
     .value = "VERSION[,VERSION]",
     .id = OPTION_EARLY + MFP_EARLY_TLS,
     .help = "if device and server agree on an older TLS version, default 1.2; or off"},
    {.name = "auth-lost",
     .value = "TIME",
     .id = OPTION_EARLY + MFP_EARLY_AUTH,
     .help = "WARNING so long after a login mechanism vanished, default 30d; or off"},
    {.name = "slow",
     .value = "FACTOR",
     .id = OPTION_EARLY + MFP_EARLY_SLOW,
     .help = "WARNING if a step takes so many deviations longer than usual, default 6; or off"},
    MFP_KEEP_OPTIONS("result"),
    {.name = "alone",
     .id = OPTION_ALONE,
     .help = "send, though a device with the same settings has just been tested"},
    {.name = "now",
     .id = OPTION_NOW,
     .help = "send, though a budget is used up or the server asked for patience"},
    {.name = "require-store",
     .id = OPTION_REQUIRE_STORE,
     .help = "UNKNOWN, and no send, where the store cannot be used"},
    {.name = "rules",
     .value = "DIR",
     .id = OPTION_RULES,
     .help = "own rules about replies, default /etc/mfpmail/failures.d"},
    {0},
};

/* Options whose values are read; the others are taken as they are. */
static int parse(struct mfp_send_settings *settings, const struct mfp_option *option,
                 const char *value, struct mfp_error *error)
{
    switch ((enum option_id)option->id) {
    case OPTION_TOLERATE:
        return mfp_tolerance_parse(value, &settings->tolerance, error);
    case OPTION_WARNING:
        return mfp_range_parse(value, &settings->warning, error);
    case OPTION_CRITICAL:
        return mfp_range_parse(value, &settings->critical, error);
    case OPTION_STATE:
        return mfp_states_add(&settings->states, value, error);
    case OPTION_V4:
        return mfp_section_set(&settings->options, "ip", "4", error);
    case OPTION_V6:
        return mfp_section_set(&settings->options, "ip", "6", error);
    case OPTION_DEVICE:
        settings->device = value;
        break;
    case OPTION_RULES:
        settings->rules = value;
        break;
    case OPTION_INVENTORY:
        settings->inventory = value;
        break;
    case OPTION_ALONE:
        settings->alone = true;
        break;
    case OPTION_NOW:
        settings->now = true;
        break;
    case OPTION_REQUIRE_STORE:
        settings->keep.required = true;
        break;
    case OPTION_EARLY:
        break; /* below */
    }
    return 0;
}

static int take(struct mfp_send_settings *settings, const struct mfp_option *option,
                const char *value, struct mfp_error *error)
{
    if (option->key)
        return mfp_section_set(&settings->options, option->key, value, error);
    int result = mfp_keep_take(&settings->keep, option, value, error);
    if (result <= 0)
        return result;
    if (option->id >= OPTION_EARLY)
        return mfp_early_limit_parse(
            &settings->early, (enum mfp_early_kind)(option->id - OPTION_EARLY), value, error);
    return parse(settings, option, value, error);
}

int mfp_send_take(void *context, const struct mfp_option *option, const char *value,
                  struct mfp_error *error)
{
    struct mfp_error reason = {0};
    return mfp_options_complain(option, take(context, option, value, &reason), &reason, error);
}
