#include "listen.h"

#include "play.h"
#include "tls.h"

#include "core/text.h"

#include <errno.h>
#include <netinet/in.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

/* A port that does not answer: its queue has room for one connection and is kept full, so that
 * the kernel drops whatever comes. */
static int fill_queue(struct listener *listener, const struct sockaddr_in *address)
{
    for (int i = 0; i < LISTENER_FILLERS; i++) {
        int *fd = &listener->fillers[i];
        *fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
        if (*fd < 0)
            return -1;
        if (connect(*fd, (const struct sockaddr *)address, sizeof(*address)) &&
            errno != EINPROGRESS)
            return -1;
    }
    return 0;
}

static int start_listening(struct listener *listener, const struct sockaddr_in *address)
{
    const struct script *script = &listener->script;
    if (script->refuses)
        return 0;
    if (listen(listener->fd, script->deaf ? 0 : SOMAXCONN))
        return -1;
    return script->deaf ? fill_queue(listener, address) : 0;
}

/* The kernel chooses the port. Where connections are to be refused it is taken, so that nobody
 * else gets it, but nobody listens. */
static int open_port(struct listener *listener, struct mfp_error *error)
{
    struct sockaddr_in address = {
        .sin_family = AF_INET,
        .sin_addr.s_addr = htonl(INADDR_LOOPBACK),
    };
    socklen_t length = sizeof(address);
    listener->fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
    if (listener->fd < 0 || bind(listener->fd, (struct sockaddr *)&address, length) ||
        getsockname(listener->fd, (struct sockaddr *)&address, &length) ||
        start_listening(listener, &address))
        return mfp_error_set(error, -errno, "%s: no port: %s", listener->name, strerror(errno));
    listener->port = ntohs(address.sin_port);
    return 0;
}

/* No descriptor is open yet: 0 is one. */
static void init(struct listener *listener)
{
    *listener = (struct listener){.fd = -1};
    for (int i = 0; i < LISTENER_FILLERS; i++)
        listener->fillers[i] = -1;
}

static int open_rest(struct listener *listener, const struct tls_setup *tls,
                     struct mfp_error *error)
{
    if (tls && !tls->directory)
        return mfp_error_set(error, -EINVAL, "%s: speaks TLS and needs --tls-dir", listener->name);
    if (tls && !(listener->tls = tls_context(tls, error)))
        return -EINVAL;
    listener->counts = counts_new();
    if (!listener->counts)
        return mfp_error_set(error, -ENOMEM, "%s: no memory", listener->name);
    return open_port(listener, error);
}

/* "@ server NAME=VALUE" */
static int read_setting(const struct mfp_setting *setting, struct tls_setup *tls,
                        struct mfp_error *error)
{
    if (strcmp(setting->name, "cert") == 0)
        tls->cert = setting->value;
    else if (strcmp(setting->name, "ciphers") == 0)
        tls->ciphers = setting->value;
    else if (strcmp(setting->name, "client-cert") == 0)
        tls->client_cert = strcmp(setting->value, "required") == 0;
    else if (strcmp(setting->name, "tls-min") == 0)
        return tls_version(setting->value, &tls->min, error);
    else if (strcmp(setting->name, "tls-max") == 0)
        return tls_version(setting->value, &tls->max, error);
    else
        return mfp_error_set(error, -EINVAL,
                             "@ server %s: is none of cert, ciphers, client-cert, tls-min, "
                             "tls-max",
                             setting->name);
    return 0;
}

static int read_settings(const struct mfp_dialogue *dialogue, struct tls_setup *tls,
                         struct mfp_error *error)
{
    int result = 0;
    for (size_t i = 0; i < dialogue->setting_count && !result; i++)
        if (strcmp(dialogue->settings[i].group, "server") == 0)
            result = read_setting(&dialogue->settings[i], tls, error);
    return result;
}

static void set_name(struct listener *listener, const char *path)
{
    const char *slash = strrchr(path, '/');
    const char *base = slash ? slash + 1 : path;
    const char *suffix = strstr(base, ".dialogue");
    int length = suffix ? (int)(suffix - base) : (int)strlen(base);
    mfp_format(listener->name, sizeof(listener->name), "%.*s", length, base);
}

int listener_open_dialogue(struct listener *listener, const char *path, const struct setup *setup,
                           struct mfp_error *error)
{
    struct tls_setup tls = {.directory = setup->tls_directory, .cert = "good"};
    init(listener);
    listener->scripted = true;
    set_name(listener, path);
    int result = mfp_dialogue_read(&listener->dialogue, path, error);
    if (result)
        return result;
    result = script_make(&listener->script, &listener->dialogue, error);
    if (!result)
        result = read_settings(&listener->dialogue, &tls, error);
    if (!result && listener->script.absent)
        result = 1;
    if (!result)
        result = open_rest(listener, listener->script.tls ? &tls : NULL, error);
    if (result)
        listener_done(listener);
    return result;
}

int listener_open_sink(struct listener *listener, const char *spec, const struct setup *setup,
                       struct mfp_error *error)
{
    struct sink *sink = &listener->sink;
    init(listener);
    int result = sink_read(sink, spec, error);
    if (result)
        return result;
    const struct tls_setup tls = {.directory = setup->tls_directory, .cert = sink->cert};
    mfp_format(listener->name, sizeof(listener->name), "%s", sink->name);
    sink->spool = setup->spool;
    sink->log = setup->log;
    result = open_rest(listener, sink->tls == MFP_TLS_NONE ? NULL : &tls, error);
    if (result)
        listener_done(listener);
    return result;
}

void listener_done(struct listener *listener)
{
    if (listener->fd >= 0)
        close(listener->fd);
    for (int i = 0; i < LISTENER_FILLERS; i++)
        if (listener->fillers[i] >= 0)
            close(listener->fillers[i]);
    script_done(&listener->script);
    mfp_dialogue_done(&listener->dialogue);
    sink_done(&listener->sink);
    SSL_CTX_free(listener->tls);
    counts_free(listener->counts);
    init(listener);
}

bool listener_accepts(const struct listener *listener)
{
    return !listener->script.refuses && !listener->script.deaf;
}

void listener_serve(const struct listener *listener, int fd)
{
    struct wire wire;
    struct play play = {
        .name = listener->name,
        .script = &listener->script,
        .tls = listener->tls,
        .wire = &wire,
        .counts = listener->counts,
    };
    wire_init(&wire, fd);
    if (listener->scripted)
        play_run(&play);
    else
        sink_run(&listener->sink, &wire, listener->tls, listener->counts);
    wire_done(&wire);
}
