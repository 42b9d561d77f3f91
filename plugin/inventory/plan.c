/* From a device, its account, its server and the defaults to what one probe does. */
#include "inventory/inventory.h"

#include "core/text.h"
#include "core/value.h"
#include "inventory/keys.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static const int64_t default_interval_ms = INT64_C(15) * 60 * 1000;
static const int64_t default_stuck_ms = INT64_C(10) * 60 * 1000;
enum { DEFAULT_DEPTH = 10 };
static const int64_t default_history_ms = INT64_C(90) * 24 * 3600 * 1000;

/* Where values are looked for, in this order. Any of them may be NULL. */
struct route {
    const struct mfp_section *options, *device, *account, *server, *defaults;
};

static const char *look_up(const struct route *route, const char *key)
{
    const struct mfp_section *const order[] = {route->options, route->device, route->account,
                                               route->server, route->defaults};
    for (size_t i = 0; i < sizeof(order) / sizeof(order[0]); i++) {
        const char *value = mfp_section_get(order[i], key);
        if (value)
            return value;
    }
    return NULL;
}

/* Values were checked when they were read, so these only convert. */
static int word(const struct route *route, const char *key, const struct mfp_word *words,
                int otherwise)
{
    const char *value = look_up(route, key);
    int number = otherwise;
    if (value)
        mfp_word_find(words, value, &number);
    return number;
}

static int64_t size(const struct route *route, const char *key, int64_t otherwise)
{
    const char *value = look_up(route, key);
    int64_t number = otherwise;
    if (value)
        mfp_value_size(value, &number, NULL);
    return number;
}

static int64_t duration(const struct route *route, const char *key, int64_t otherwise)
{
    const char *value = look_up(route, key);
    int64_t milliseconds = otherwise;
    if (value)
        mfp_value_duration(value, &milliseconds, NULL);
    return milliseconds;
}

static unsigned count(const struct mfp_section *first, const struct mfp_section *then,
                      const char *key)
{
    const char *value = mfp_section_get(first, key);
    unsigned number = 0;
    if (!value)
        value = mfp_section_get(then, key);
    if (value)
        mfp_value_count(value, &number, NULL);
    return number;
}

static struct mfp_rate rate(const struct mfp_section *first, const struct mfp_section *then)
{
    return (struct mfp_rate){.per_minute = count(first, then, "sends_per_minute"),
                             .per_day = count(first, then, "sends_per_day")};
}

static int unknown(const struct mfp_inventory *inventory, enum mfp_section_kind kind,
                   const char *name, struct mfp_error *error)
{
    const char *word = mfp_word_name(mfp_section_words, (int)kind);
    const char **names = calloc(inventory->count + 1, sizeof(*names));
    const char *nearest = NULL;
    size_t count = 0;
    for (size_t i = 0; names && i < inventory->count; i++)
        if (inventory->sections[i].kind == kind)
            names[count++] = inventory->sections[i].name;
    if (names)
        nearest = mfp_text_nearest(name, names);
    mfp_error_set(error, -ENOENT, "there is no %s '%.64s' in %s%s%s%s (%zu %ss)", word, name,
                  inventory->file_count ? inventory->files[0] : "the inventory",
                  nearest ? ", did you mean '" : "", nearest ? nearest : "", nearest ? "'" : "",
                  count, word);
    free(names);
    return -ENOENT;
}

static int find_route(const struct mfp_inventory *inventory, const char *device,
                      struct route *route, struct mfp_error *error)
{
    route->defaults = mfp_inventory_find(inventory, MFP_SECTION_DEFAULTS, "");
    if (!device)
        return 0;
    route->device = mfp_inventory_find(inventory, MFP_SECTION_DEVICE, device);
    if (!route->device)
        return unknown(inventory, MFP_SECTION_DEVICE, device, error);
    route->account = mfp_inventory_find(inventory, MFP_SECTION_ACCOUNT, look_up(route, "account"));
    route->server = mfp_inventory_find(inventory, MFP_SECTION_SERVER, look_up(route, "server"));
    return 0;
}

static uint16_t default_port(enum mfp_tls_mode tls)
{
    switch (tls) {
    case MFP_TLS_IMPLICIT:
        return 465;
    case MFP_TLS_STARTTLS:
        return 587;
    case MFP_TLS_NONE:
        break;
    }
    return 25;
}

static void plan_server(const struct route *route, struct mfp_plan *plan)
{
    const char *port = look_up(route, "port");
    const char *host = mfp_section_get(route->options, "host");
    plan->host = host ? host : mfp_section_get(route->server, "host");
    if (port)
        mfp_value_port(port, &plan->port, NULL);
    plan->tls = (enum mfp_tls_mode)word(route, "tls", mfp_tls_mode_words,
                                        plan->port == 465 ? MFP_TLS_IMPLICIT : MFP_TLS_STARTTLS);
    if (!port)
        plan->port = default_port(plan->tls);
    plan->tls_min = (enum mfp_tls_version)word(route, "tls_min", mfp_tls_version_words, 0);
    plan->tls_max = (enum mfp_tls_version)word(route, "tls_max", mfp_tls_version_words, 0);
    plan->ciphers = look_up(route, "ciphers");
    plan->ca_file = look_up(route, "ca_file");
    plan->source = look_up(route, "source");
    const char *verify = look_up(route, "tls_verify");
    plan->tls_verify = true;
    if (verify)
        mfp_value_bool(verify, &plan->tls_verify, NULL);
    const char *ip = look_up(route, "ip");
    plan->ip = ip && ip[0] == '4' ? MFP_IP_V4 : ip && ip[0] == '6' ? MFP_IP_V6 : MFP_IP_ANY;
}

static const char *mailbox_address(const struct mfp_inventory *inventory, const struct route *route)
{
    return mfp_section_get(
        mfp_inventory_find(inventory, MFP_SECTION_MAILBOX, look_up(route, "mailbox")), "address");
}

static void plan_sender(const struct mfp_inventory *inventory, const struct route *route,
                        struct mfp_plan *plan)
{
    plan->auth = (enum mfp_auth)word(route, "auth", mfp_auth_words, MFP_AUTH_AUTO);
    plan->user = look_up(route, "user");
    plan->secret = look_up(route, "secret");
    plan->from = look_up(route, "from");
    plan->recipient = look_up(route, "recipient");
    if (plan->auth == MFP_AUTH_NONE)
        plan->user = plan->secret = NULL;
    if (!plan->from && plan->user && mfp_value_address(plan->user, NULL) == 0)
        plan->from = plan->user;
    if (!plan->recipient)
        plan->recipient = mailbox_address(inventory, route);
    if (!plan->recipient && plan->from && mfp_value_address(plan->from, NULL) == 0)
        plan->recipient = plan->from;
}

/* RFC 5321 4.1.4 wants a full name or an address literal; a bare host name is neither, and
 * "localhost" is turned away by large providers. */
static const char *own_name(struct mfp_inventory *inventory)
{
    char *name = inventory->hostname;
    if (name[0])
        return name;
    if (gethostname(name, sizeof(inventory->hostname) - 1) < 0 || !strchr(name, '.') ||
        mfp_value_helo(name, NULL) < 0)
        mfp_format(name, sizeof(inventory->hostname), "[127.0.0.1]");
    return name;
}

static void plan_manner(struct mfp_inventory *inventory, const struct route *route,
                        struct mfp_plan *plan)
{
    plan->helo = look_up(route, "helo");
    if (!plan->helo)
        plan->helo = own_name(inventory);
    plan->interval_ms = duration(route, "interval", default_interval_ms);
    plan->timeout_ms = duration(route, "timeout", 30000);
    plan->history_ms = duration(route, "history", default_history_ms);
    plan->store = look_up(route, "store");
}

static int missing(const struct route *route, const char *what, const char *remedy,
                   struct mfp_error *error)
{
    if (!route->device)
        return mfp_error_set(error, -EINVAL, "%s is missing, give %s", what, remedy);
    return mfp_error_set(error, -EINVAL, "%s:%d: [device %s]: %s is missing, give %s",
                         route->device->file, route->device->line, route->device->name, what,
                         remedy);
}

static int check_versions(const struct mfp_plan *plan, struct mfp_error *error)
{
    if (!plan->tls_min || !plan->tls_max || plan->tls_min <= plan->tls_max)
        return 0;
    return mfp_error_set(error, -EINVAL, "tls_min %s is above tls_max %s",
                         mfp_word_name(mfp_tls_version_words, (int)plan->tls_min),
                         mfp_word_name(mfp_tls_version_words, (int)plan->tls_max));
}

static int check_plan(const struct route *route, const struct mfp_plan *plan,
                      struct mfp_error *error)
{
    if (!plan->host)
        return missing(route, "the server",
                       route->device ? "it an account with a server, or a server" : "-H or -D",
                       error);
    if (plan->user && !plan->secret)
        return missing(route, "the secret of the user", "secret, or auth = none", error);
    if (plan->secret && !plan->user)
        return missing(route, "the user of the secret", "user", error);
    if (plan->depth >= MFP_DEPTH_ENVELOPE && !plan->from)
        return missing(route, "the sender", "from, or a user that is a mail address", error);
    if (plan->depth >= MFP_DEPTH_ENVELOPE && !plan->recipient)
        return missing(route, "the recipient", "recipient, or a mailbox with an address", error);
    if (plan->depth == MFP_DEPTH_TLS && plan->tls == MFP_TLS_NONE)
        return mfp_error_set(error, -EINVAL, "depth tls needs tls = starttls or implicit");
    return check_versions(plan, error);
}

int mfp_inventory_plan(struct mfp_inventory *inventory, const char *device,
                       const struct mfp_section *options, struct mfp_plan *plan,
                       struct mfp_error *error)
{
    struct route route = {.options = options};
    int result = find_route(inventory, device, &route, error);
    if (result < 0)
        return result;
    *plan = (struct mfp_plan){
        .account = route.account ? route.account->name : NULL,
        .server = route.server ? route.server->name : NULL,
    };
    plan_server(&route, plan);
    plan_sender(inventory, &route, plan);
    plan_manner(inventory, &route, plan);
    plan->device = device ? device : plan->host;
    plan->size = size(&route, "size", 0);
    plan->depth = (enum mfp_depth)word(&route, "depth", mfp_depth_words, MFP_DEPTH_MESSAGE);
    plan->typical_scan = size(&route, "typical_scan", 0);
    plan->account_rate = rate(route.account, route.defaults);
    plan->server_rate = rate(route.server, NULL);
    const char *expires = look_up(&route, "secret_expires");
    if (expires)
        mfp_value_date(expires, &plan->secret_expires, NULL);
    return check_plan(&route, plan, error);
}

int mfp_inventory_queue_plan(const struct mfp_inventory *inventory, const char *device,
                             const struct mfp_section *options, struct mfp_queue_plan *plan,
                             struct mfp_error *error)
{
    struct route route = {.options = options};
    int result = find_route(inventory, device, &route, error);
    if (result < 0)
        return result;
    *plan = (struct mfp_queue_plan){
        .device = device,
        .address = look_up(&route, "address"),
        .port = 161,
        .snmp_version = word(&route, "snmp_version", mfp_snmp_version_words, 2),
        .secret = look_up(&route, "snmp"),
        .timeout_ms = duration(&route, "timeout", 30000),
        .stuck_ms = duration(&route, "queue_stuck", default_stuck_ms),
        .depth = DEFAULT_DEPTH,
        .off_after_ms = duration(&route, "off_after", 0),
        .interval_ms = duration(&route, "interval", default_interval_ms),
        .history_ms = duration(&route, "history", default_history_ms),
        .store = look_up(&route, "store"),
    };
    const char *port = look_up(&route, "snmp_port"), *depth = look_up(&route, "queue_depth");
    if (port)
        mfp_value_port(port, &plan->port, NULL);
    if (depth)
        mfp_value_count(depth, &plan->depth, NULL);
    if (!plan->address)
        return missing(&route, "the device's own address", route.device ? "address" : "-H or -D",
                       error);
    if (!plan->device)
        plan->device = plan->address;
    return 0;
}

int mfp_inventory_server_plan(struct mfp_inventory *inventory, const char *server,
                              const struct mfp_section *options, struct mfp_plan *plan,
                              struct mfp_error *error)
{
    struct route route = {
        .options = options,
        .server = mfp_inventory_find(inventory, MFP_SECTION_SERVER, server),
        .defaults = mfp_inventory_find(inventory, MFP_SECTION_DEFAULTS, ""),
    };
    if (server && !route.server)
        return unknown(inventory, MFP_SECTION_SERVER, server, error);
    *plan = (struct mfp_plan){.server = server, .auth = MFP_AUTH_NONE};
    plan_server(&route, plan);
    plan_manner(inventory, &route, plan);
    plan->device = server ? server : plan->host;
    plan->depth = plan->tls == MFP_TLS_NONE ? MFP_DEPTH_CONNECT : MFP_DEPTH_TLS;
    if (plan->host)
        return check_versions(plan, error);
    if (!server)
        return mfp_error_set(error, -EINVAL, "the server is missing, give -H or --server");
    return mfp_error_set(error, -EINVAL, "%s:%d: [server %s]: host is missing", route.server->file,
                         route.server->line, server);
}
