#include "checks/queue/settings.h"

#include "core/value.h"
#include "snmp/queue/state.h"

#include <errno.h>

enum option_id {
    OPTION_DEVICE = 1,
    OPTION_INVENTORY,
    OPTION_USER,
    OPTION_OFF,
    OPTION_STATE,
    OPTION_WARNING,
    OPTION_CRITICAL,
    OPTION_WATCH,
};

const struct mfp_option mfp_queue_options[] = {
    {.letter = 'D',
     .name = "device",
     .value = "NAME",
     .id = OPTION_DEVICE,
     .help = "the device of the inventory to ask"},
    {.letter = 'f',
     .name = "inventory",
     .value = "FILE",
     .id = OPTION_INVENTORY,
     .help = "default /etc/mfpmail/mfpmail.conf"},
    {.letter = 'H',
     .name = "hostname",
     .value = "ADDRESS",
     .key = "address",
     .help = "the device's own address, instead of or without an inventory"},
    {.letter = 'p',
     .name = "port",
     .value = "PORT",
     .key = "snmp_port",
     .help = "UDP port, default 161"},
    {.name = "community",
     .value = "REFERENCE",
     .key = "snmp",
     .help = "where the community is: file:PATH, systemd:NAME, env:NAME or command:ARGV; "
             "default the community public"},
    {.name = "snmp-user",
     .value = "REFERENCE",
     .id = OPTION_USER,
     .help = "where the SNMPv3 user is, the same way: 'user=NAME auth=sha256:PASSWORD "
             "priv=aes:PASSWORD'"},
    {.name = "snmp-version",
     .value = "VERSION",
     .key = "snmp_version",
     .help = "1, 2c or 3; default 2c, 3 with --snmp-user"},
    {.name = "stuck",
     .value = "TIME",
     .key = "queue_stuck",
     .help = "how long a job may stand without progress, default 10m"},
    {.name = "depth",
     .value = "COUNT",
     .key = "queue_depth",
     .help = "how many jobs may wait before that is a backlog, default 10; or none"},
    {.name = "off-after",
     .value = "TIME",
     .key = "off_after",
     .help = "how long a device may be silent, default for ever"},
    {.name = "off",
     .value = "STATE",
     .id = OPTION_OFF,
     .help = "state that a device gives that is off or asleep, default ok"},
    {.name = "state",
     .value = "NAME=STATE",
     .id = OPTION_STATE,
     .help = "state that a queue state gives: idle, flowing, backlog, stuck, dropping, off, "
             "unknown, unsupported"},
    {.letter = 'w',
     .name = "warning",
     .value = "RANGE",
     .id = OPTION_WARNING,
     .help = "WARNING if other than RANGE jobs wait"},
    {.letter = 'c',
     .name = "critical",
     .value = "RANGE",
     .id = OPTION_CRITICAL,
     .help = "CRITICAL if other than RANGE jobs wait"},
    {.letter = 't',
     .name = "timeout",
     .value = "SECONDS",
     .key = "timeout",
     .help = "deadline of a poll, default 30"},
    {.name = "watch",
     .value = "TIME",
     .id = OPTION_WATCH,
     .help = "poll so long and judge by that: a queue without a store"},
    MFP_KEEP_OPTIONS("poll"),
    {0},
};

static int add_off(struct mfp_queue_settings *settings, const char *value, struct mfp_error *error)
{
    char row[64];
    return mfp_states_add(&settings->states, mfp_format(row, sizeof(row), "off=%.40s", value),
                          error);
}

/* The names must be queue states. */
static int check_names(const struct mfp_states *states, struct mfp_error *error)
{
    char list[160];
    int number;
    for (size_t i = 0; i < states->count; i++)
        if (mfp_word_find(mfp_queue_state_words, states->rows[i].name, &number) < 0)
            return mfp_error_set(error, -EINVAL, "'%s' is not known, allowed: %s",
                                 states->rows[i].name,
                                 mfp_word_list(mfp_queue_state_words, list, sizeof(list)));
    return 0;
}

static int take_user(struct mfp_queue_settings *settings, const char *value,
                     struct mfp_error *error)
{
    int result = mfp_section_set(&settings->options, "snmp", value, error);
    return result < 0 ? result : mfp_section_set(&settings->options, "snmp_version", "3", error);
}

/* Options whose values are read; the others are taken as they are. */
static int parse(struct mfp_queue_settings *settings, const struct mfp_option *option,
                 const char *value, struct mfp_error *error)
{
    int result;
    switch ((enum option_id)option->id) {
    case OPTION_USER:
        return take_user(settings, value, error);
    case OPTION_OFF:
        return add_off(settings, value, error);
    case OPTION_STATE:
        result = mfp_states_add(&settings->states, value, error);
        return result < 0 ? result : check_names(&settings->states, error);
    case OPTION_WARNING:
        return mfp_range_parse(value, &settings->warning, error);
    case OPTION_CRITICAL:
        return mfp_range_parse(value, &settings->critical, error);
    case OPTION_WATCH:
        return mfp_value_duration(value, &settings->watch_ms, error);
    case OPTION_DEVICE:
        settings->device = value;
        break;
    case OPTION_INVENTORY:
        settings->inventory = value;
        break;
    }
    return 0;
}

static int take(struct mfp_queue_settings *settings, const struct mfp_option *option,
                const char *value, struct mfp_error *error)
{
    if (option->key)
        return mfp_section_set(&settings->options, option->key, value, error);
    int result = mfp_keep_take(&settings->keep, option, value, error);
    return result <= 0 ? result : parse(settings, option, value, error);
}

int mfp_queue_take(void *context, const struct mfp_option *option, const char *value,
                   struct mfp_error *error)
{
    struct mfp_error reason = {0};
    return mfp_options_complain(option, take(context, option, value, &reason), &reason, error);
}
