/* mfpmail discover: which devices are there? */
#include "cli/command.h"
#include "cli/discover/discover.h"
#include "cli/file.h"

#include "core/value.h"
#include "inventory/keys.h"
#include "inventory/secret.h"

#include <errno.h>
#include <stdio.h>

enum option_id {
    OPTION_TARGET = 1,
    OPTION_COMMUNITIES,
    OPTION_SNMP,
    OPTION_VERSION,
    OPTION_PORT,
    OPTION_RATE,
    OPTION_TIMEOUT,
    OPTION_WRITE,
    OPTION_JSON,
};

enum { PORT = 161, RATE = 100, TIMEOUT_MS = 2000, TEXT_MAX = 64 << 20 };

struct discover {
    struct mfp_targets targets;
    struct mfp_credential_choice choice;
    uint16_t port;
    unsigned rate;
    int64_t timeout_ms;
    const char *write;
    bool json;
    /* while it runs */
    struct mfp_hosts hosts;
    struct mfp_credentials credentials;
    struct mfp_search search;
};

static const struct mfp_option options[] = {
    {.name = "", .value = "TARGET", .id = OPTION_TARGET},
    {.name = "community-file",
     .value = "FILE",
     .id = OPTION_COMMUNITIES,
     .help = "communities to try, a line each; nobody else may read it"},
    {.name = "snmp",
     .value = "SECRETREF",
     .id = OPTION_SNMP,
     .help = "where the community is, or user and passwords of version 3"},
    {.name = "snmp-version",
     .value = "VERSION",
     .id = OPTION_VERSION,
     .help = "1, 2c or 3; default 2c"},
    {.letter = 'p', .name = "port", .value = "PORT", .id = OPTION_PORT, .help = "default 161"},
    {.name = "rate",
     .value = "NUMBER",
     .id = OPTION_RATE,
     .help = "hosts that are asked in a second, default 100"},
    {.letter = 't',
     .name = "timeout",
     .value = "TIME",
     .id = OPTION_TIMEOUT,
     .help = "how long a host has to answer, default 2s"},
    {.letter = 'w',
     .name = "write",
     .value = "FILE",
     .id = OPTION_WRITE,
     .help = "writes what was found as an inventory; never over a file"},
    {.letter = 'j', .name = "json", .id = OPTION_JSON, .help = "JSON"},
    {0},
};

static int take_value(struct discover *discover, const struct mfp_option *option, const char *value,
                      struct mfp_error *error)
{
    switch ((enum option_id)option->id) {
    case OPTION_TARGET:
        return mfp_targets_add(&discover->targets, value, error);
    case OPTION_COMMUNITIES:
        discover->choice.community_file = value;
        break;
    case OPTION_SNMP:
        discover->choice.reference = value;
        return mfp_secret_check(value, error);
    case OPTION_VERSION:
        return mfp_value_word(value, mfp_snmp_version_words, &discover->choice.version, error);
    case OPTION_PORT:
        return mfp_value_port(value, &discover->port, error);
    case OPTION_RATE:
        return mfp_value_count(value, &discover->rate, error);
    case OPTION_TIMEOUT:
        return mfp_value_duration(value, &discover->timeout_ms, error);
    case OPTION_WRITE:
        discover->write = value;
        break;
    case OPTION_JSON:
        discover->json = true;
        break;
    }
    return 0;
}

static int take(void *context, const struct mfp_option *option, const char *value,
                struct mfp_error *error)
{
    struct mfp_error reason = {0};
    return mfp_options_complain(option, take_value(context, option, value, &reason), &reason,
                                error);
}

static int look(struct discover *discover, struct mfp_error *error)
{
    struct mfp_search *search = &discover->search;
    *search = (struct mfp_search){
        .credentials = &discover->credentials,
        .hosts = &discover->hosts,
        .port = discover->port ? discover->port : PORT,
        .per_second = discover->rate ? discover->rate : RATE,
        .timeout_ms = discover->timeout_ms ? discover->timeout_ms : TIMEOUT_MS,
    };
    int result = mfp_snmp_load(&search->snmp, error);
    if (result == 0)
        result =
            mfp_credentials_read(&discover->credentials, search->snmp, &discover->choice, error);
    if (result == 0)
        result =
            mfp_hosts_resolve(&discover->hosts, &discover->targets, &search->complaints, error);
    if (result == 0)
        result = mfp_search_find(search, error);
    if (result == 0)
        result = mfp_search_survey(search, error);
    return result;
}

static int write_stubs(const struct discover *discover, struct mfp_error *error)
{
    const struct mfp_search *search = &discover->search;
    struct mfp_text text = {.maximum = TEXT_MAX};
    const struct mfp_stub_notes notes = {
        .port = search->port,
        .credentials = discover->credentials.list,
        .community_file = discover->choice.community_file,
    };
    mfp_finds_stubs(search->finds, search->find_count, &notes, &text);
    int result = text.cut ? mfp_error_set(error, -ENOMEM, "out of memory")
                          : mfp_file_create(discover->write, 0644, &text, error);
    mfp_text_done(&text);
    return result;
}

static void show(const struct discover *discover)
{
    const struct mfp_search *search = &discover->search;
    struct mfp_text out = {.maximum = TEXT_MAX};
    if (discover->json)
        mfp_search_json(search, &out);
    else
        mfp_search_table(search, &out);
    fwrite(mfp_text_string(&out), 1, out.length, stdout);
    mfp_text_done(&out);
    if (!discover->json)
        fputs(mfp_text_string(&search->complaints), stderr);
}

static void say_what_next(const struct discover *discover)
{
    if (discover->json || !discover->search.find_count)
        return;
    if (discover->write)
        printf("Written to %s: name the account of each there, then 'mfpmail validate -f %s'.\n",
               discover->write, discover->write);
    else
        puts("--write FILE makes an inventory of them.");
}

static int run(void *context, struct mfp_error *error)
{
    struct discover *discover = context;
    if (!discover->targets.count)
        return mfp_error_set(
            error, -EINVAL, "which addresses? 192.0.2.0/24, 192.0.2.10-20, 2001:db8::10 or a name");
    int result = discover->write ? mfp_file_is_free(discover->write, error) : 0;
    if (result == 0)
        result = look(discover, error);
    if (result < 0)
        return result;
    show(discover);
    if (discover->write && discover->search.find_count)
        result = write_stubs(discover, error);
    if (result < 0)
        return result;
    say_what_next(discover);
    return discover->search.complaints.length ? MFP_EXIT_PARTLY : MFP_EXIT_DONE;
}

static void done(void *context)
{
    struct discover *discover = context;
    mfp_search_done(&discover->search);
    mfp_credentials_done(&discover->credentials);
    mfp_hosts_done(&discover->hosts);
    mfp_targets_done(&discover->targets);
}

const struct mfp_command mfp_command_discover = {
    .name = "discover",
    .purpose = "finds printers and MFPs in a network by SNMP",
    .usage = "mfpmail discover [OPTIONS] TARGET...",
    .text = "TARGET is 192.0.2.0/24, 192.0.2.10-20, 2001:db8::10, 2001:db8::/120 or a name;\n"
            "several may stand in one, with commas between. Every host is asked one small\n"
            "request, as the community 'public' if nothing else is said. What looks like a\n"
            "printer or MFP is then asked how much it tells of its send queue.",
    .options = options,
    .settings_size = sizeof(struct discover),
    .take = take,
    .run = run,
    .done = done,
};
