/* mfpmail queue: what does a device tell of its send queue? */
#include "cli/command.h"
#include "cli/file.h"
#include "cli/queue/offer.h"
#include "cli/terminal.h"
#include "snmp/interview/resolve.h"

#include "core/value.h"
#include "inventory/secret.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>

enum option_id {
    OPTION_NAME = 1,
    OPTION_INVENTORY,
    OPTION_KEY,
    OPTION_ADDRESS,
    OPTION_SAVE,
    OPTION_JSON,
};

enum { SECRET_MS = 10000, TEXT_MAX = 64 << 20 };

struct queue {
    const char *name, *inventory_path, *save;
    bool json;
    bool has_address;
    struct mfp_section options;
    /* while it runs */
    struct mfp_inventory inventory;
    struct mfp_queue_plan plan;
    struct mfp_snmp_credential credential;
    struct mfp_asking asking;
    struct mfp_offer offer;
    char address[MFP_NUMERIC_SIZE];
};

static const struct mfp_option options[] = {
    {.name = "", .value = "DEVICE", .id = OPTION_NAME},
    {.letter = 'f',
     .name = "inventory",
     .value = "FILE",
     .id = OPTION_INVENTORY,
     .help = "default /etc/mfpmail/mfpmail.conf"},
    {.letter = 'H',
     .name = "hostname",
     .value = "HOST",
     .key = "address",
     .id = OPTION_ADDRESS,
     .help = "the device itself, instead of an inventory"},
    {.letter = 'p',
     .name = "port",
     .value = "PORT",
     .key = "snmp_port",
     .id = OPTION_KEY,
     .help = "default 161"},
    {.name = "snmp",
     .value = "SECRETREF",
     .key = "snmp",
     .id = OPTION_KEY,
     .help = "where the community is, or user and passwords of version 3"},
    {.name = "snmp-version",
     .value = "VERSION",
     .key = "snmp_version",
     .id = OPTION_KEY,
     .help = "1, 2c or 3; default 2c"},
    {.letter = 't',
     .name = "timeout",
     .value = "TIME",
     .key = "timeout",
     .id = OPTION_KEY,
     .help = "for all that is asked, default 30s"},
    {.name = "save",
     .value = "FILE",
     .id = OPTION_SAVE,
     .help = "what it tells as a .snmprec without personal data"},
    {.letter = 'j', .name = "json", .id = OPTION_JSON, .help = "JSON"},
    {0},
};

static int take_key(struct queue *queue, const struct mfp_option *option, const char *value,
                    struct mfp_error *error)
{
    struct mfp_error reason = {0};
    int result = option->id == OPTION_ADDRESS ? mfp_value_host(value, &reason) : 0;
    if (result == 0)
        result = mfp_section_set(&queue->options, option->key, value, &reason);
    return mfp_options_complain(option, result, &reason, error);
}

static int take(void *context, const struct mfp_option *option, const char *value,
                struct mfp_error *error)
{
    struct queue *queue = context;
    switch ((enum option_id)option->id) {
    case OPTION_NAME:
        if (queue->name)
            return mfp_error_set(error, -EINVAL, "one device is enough: '%.64s' is the second",
                                 value);
        queue->name = value;
        break;
    case OPTION_INVENTORY:
        queue->inventory_path = value;
        break;
    case OPTION_ADDRESS:
        queue->has_address = true;
        return take_key(queue, option, value, error);
    case OPTION_KEY:
        return take_key(queue, option, value, error);
    case OPTION_SAVE:
        queue->save = value;
        break;
    case OPTION_JSON:
        queue->json = true;
        break;
    }
    return 0;
}

static int make_plan(struct queue *queue, struct mfp_error *error)
{
    int result = 0;
    if (!queue->name && !queue->has_address)
        return mfp_error_set(error, -EINVAL, "which device? 'mfpmail list' has them; or -H HOST");
    if (queue->name || queue->inventory_path)
        result = mfp_inventory_read(&queue->inventory, queue->inventory_path, error);
    if (result == 0)
        result = mfp_inventory_queue_plan(&queue->inventory, queue->name, &queue->options,
                                          &queue->plan, error);
    return result;
}

static int make_credential(struct queue *queue, struct mfp_error *error)
{
    static char community[] = "public";
    const struct mfp_secret fallback = {.value = community, .length = sizeof(community) - 1};
    enum mfp_snmp_version version = (enum mfp_snmp_version)queue->plan.snmp_version;
    struct mfp_secret secret = {0};
    int result = 0;
    if (version == MFP_SNMP_V3 && !queue->plan.secret)
        return mfp_error_set(error, -EINVAL, "for version 3, --snmp says where the user is");
    if (queue->plan.secret)
        result = mfp_secret_read(queue->plan.secret, SECRET_MS, &secret, error);
    if (result == 0)
        result = queue->asking.snmp->credential_init(
            &queue->credential, version, queue->plan.secret ? &secret : &fallback, error);
    mfp_secret_done(&secret);
    queue->asking.credential = result == 0 ? &queue->credential : NULL;
    return result;
}

static int find_address(struct queue *queue, struct mfp_error *error)
{
    struct sockaddr_storage address;
    int result = mfp_resolve_first(queue->plan.address, &address, error);
    if (result < 0)
        return result;
    queue->asking.address = mfp_numeric(&address, queue->address);
    queue->asking.port = queue->plan.port;
    queue->offer.plan = &queue->plan;
    queue->offer.address = queue->address;
    return 0;
}

static void put(struct mfp_text *out)
{
    fwrite(mfp_text_string(out), 1, out->length, stdout);
    mfp_text_done(out);
}

static void say_what_was_replaced(const struct queue *queue, const struct mfp_recording *recording)
{
    fprintf(stderr,
            "%s: %zu values. Replaced: %zu texts by 'x' of the same length (owners, file names,\n"
            "destinations, names, places and all that is not known to be harmless), %zu serial\n"
            "numbers by zeros. Numbers are as they were. Please read it before you send it.\n",
            queue->save, recording->written, recording->texts, recording->serials);
    if (recording->left_out)
        fprintf(stderr, "%zu values whose names spell a text are left out.\n", recording->left_out);
    if (recording->cut)
        fputs("A table has more rows than are read.\n", stderr);
}

static int save(struct queue *queue, struct mfp_error *error)
{
    const struct mfp_offer *offer = &queue->offer;
    struct mfp_recording recording = {
        .chain = offer->chain, .profiles = offer->profiles, .identity = &offer->identity};
    struct mfp_text text = {.maximum = TEXT_MAX};
    mfp_progress_begin("recording");
    int result = mfp_arcs_record(&queue->asking, offer, &recording, error);
    mfp_progress_end();
    if (result == 0)
        mfp_recording_write(&recording, &text);
    if (result == 0 && text.cut)
        result = mfp_error_set(error, -ENOMEM, "out of memory");
    if (result == 0)
        result = mfp_file_create(queue->save, 0600, &text, error);
    if (result == 0)
        say_what_was_replaced(queue, &recording);
    mfp_text_done(&text);
    mfp_recording_done(&recording);
    return result;
}

static int ask(struct queue *queue, struct mfp_error *error)
{
    mfp_progress_begin(queue->plan.device);
    mfp_progress_limit(queue->plan.timeout_ms);
    int result = mfp_offer_ask(&queue->offer, &queue->asking, error);
    mfp_progress_end();
    return result;
}

static int run(void *context, struct mfp_error *error)
{
    struct queue *queue = context;
    struct mfp_text out = {.maximum = TEXT_MAX};
    int result = queue->save ? mfp_file_is_free(queue->save, error) : 0;
    if (result == 0)
        result = make_plan(queue, error);
    if (result == 0)
        result = mfp_snmp_load(&queue->asking.snmp, error);
    if (result == 0)
        result = make_credential(queue, error);
    if (result == 0)
        result = find_address(queue, error);
    if (result == 0)
        result = ask(queue, error);
    if (result < 0)
        return result;
    if (queue->json)
        mfp_offer_json(&queue->offer, &out);
    else
        mfp_offer_show(&queue->offer, &out);
    put(&out);
    if (queue->save)
        result = save(queue, error);
    if (result < 0)
        return result;
    return queue->offer.interview.outcome == MFP_SNMP_OK ? MFP_EXIT_DONE : MFP_EXIT_PARTLY;
}

static void done(void *context)
{
    struct queue *queue = context;
    mfp_offer_done(&queue->offer, &queue->asking);
    if (queue->asking.credential)
        queue->asking.snmp->credential_done(&queue->credential);
    mfp_inventory_done(&queue->inventory);
    mfp_section_done(&queue->options);
}

const struct mfp_command mfp_command_queue = {
    .name = "queue",
    .purpose = "shows what a device tells of its send queue by SNMP",
    .usage = "mfpmail queue [OPTIONS] DEVICE\n"
             "       mfpmail queue [OPTIONS] -H HOST",
    .text = "Who it is, every object and table that is asked for with its meaning and value,\n"
            "and what would be said of its queue at a first look. --save is for reports of\n"
            "devices that are not understood: texts of people are replaced in it.",
    .options = options,
    .settings_size = sizeof(struct queue),
    .take = take,
    .run = run,
    .done = done,
};
