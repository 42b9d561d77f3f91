/*
 * mfp_smtpd: plays the server's part of dialogue files, each on a port of its own.
 */
#include "serve.h"

#include <errno.h>
#include <fcntl.h>
#include <getopt.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static const char usage[] =
    "Usage: mfp_smtpd [OPTION]... [PATH]...\n"
    "Listens on a free port of 127.0.0.1 for each dialogue file (PATH, or in the directory\n"
    "PATH) and each sink, prints \"NAME PORT\" lines and \"ready\", and serves until SIGTERM.\n"
    "\n"
    "  --tls-dir DIR   certificates, made by certs/make-certs\n"
    "  --sink SPEC     an accepting server: NAME[:tls=none|starttls|implicit][:cert=NAME]\n"
    "                  [:auth=USER:PASSFILE][:size=OCTETS][:delay=SECONDS][:open]\n"
    "  --spool DIR     sinks write each message to DIR/N.eml\n"
    "  --log FILE      sinks append \"accepted NAME user=USER octets=N\" here, not to stdout\n"
    "  --count         print what each port has seen at the end (at any time: SIGUSR1)\n"
    "  --ready-fd N    write \"ready\" to this descriptor, too, and close it\n"
    "  --until-eof     end with standard input\n"
    "  --help\n";

enum option_number {
    OPTION_TLS_DIR = 1,
    OPTION_SINK,
    OPTION_SPOOL,
    OPTION_LOG,
    OPTION_COUNT,
    OPTION_READY_FD,
    OPTION_UNTIL_EOF,
    OPTION_HELP,
};

static const struct option options[] = {
    {.name = "tls-dir", .has_arg = required_argument, .val = OPTION_TLS_DIR},
    {.name = "sink", .has_arg = required_argument, .val = OPTION_SINK},
    {.name = "spool", .has_arg = required_argument, .val = OPTION_SPOOL},
    {.name = "log", .has_arg = required_argument, .val = OPTION_LOG},
    {.name = "count", .val = OPTION_COUNT},
    {.name = "ready-fd", .has_arg = required_argument, .val = OPTION_READY_FD},
    {.name = "until-eof", .val = OPTION_UNTIL_EOF},
    {.name = "help", .val = OPTION_HELP},
    {0},
};

enum { SINKS_MAX = 64 };

struct arguments {
    const char *sinks[SINKS_MAX];
    size_t sink_count;
    bool count;
};

static int open_log(const char *path, struct mfp_error *error)
{
    int fd = open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0644);
    return fd >= 0 ? fd : mfp_error_set(error, -errno, "%s: %s", path, strerror(errno));
}

/* Returns 0, 1 for --help, or a negative errno. */
static int take_option(int number, struct arguments *arguments, struct server *server,
                       struct mfp_error *error)
{
    switch (number) {
    case OPTION_TLS_DIR:
        server->setup.tls_directory = optarg;
        return 0;
    case OPTION_SINK:
        if (arguments->sink_count == SINKS_MAX)
            return mfp_error_set(error, -E2BIG, "at most %d sinks", SINKS_MAX);
        arguments->sinks[arguments->sink_count++] = optarg;
        return 0;
    case OPTION_SPOOL:
        server->setup.spool = optarg;
        return 0;
    case OPTION_LOG:
        server->setup.log = open_log(optarg, error);
        return server->setup.log < 0 ? server->setup.log : 0;
    case OPTION_COUNT:
        arguments->count = true;
        return 0;
    case OPTION_READY_FD:
        server->ready_fd = (int)strtol(optarg, NULL, 10);
        return 0;
    case OPTION_UNTIL_EOF:
        server->until_eof = true;
        return 0;
    case OPTION_HELP:
        fputs(usage, stdout);
        return 1;
    default:
        return mfp_error_set(error, -EINVAL, "see --help");
    }
}

static int open_all(const struct arguments *arguments, char **paths, struct server *server,
                    struct mfp_error *error)
{
    int result = 0;
    for (size_t i = 0; i < arguments->sink_count && !result; i++)
        result = server_add_sink(server, arguments->sinks[i], error);
    for (; *paths && !result; paths++)
        result = server_add_path(server, *paths, error);
    if (!result && !server->count)
        result = mfp_error_set(error, -EINVAL, "nothing to serve: see --help");
    return result;
}

static int run(const struct arguments *arguments, char **paths, struct server *server,
               struct mfp_error *error)
{
    int result = open_all(arguments, paths, server, error);
    if (result)
        return result;
    result = server_run(server, error);
    if (arguments->count)
        server_print_counts(server);
    if (!result && server->failed)
        result = mfp_error_set(error, -EIO, "a connection's process ended badly");
    return result;
}

int main(int argc, char **argv)
{
    struct arguments arguments = {.count = false};
    struct server server = {.setup.log = STDOUT_FILENO, .ready_fd = -1};
    struct mfp_error error = {{0}};
    int result = 0;
    int number;
    signal(SIGPIPE, SIG_IGN);
    while (!result && (number = getopt_long(argc, argv, "", options, NULL)) != -1)
        result = take_option(number, &arguments, &server, &error);
    if (!result)
        result = run(&arguments, argv + optind, &server, &error);
    if (result < 0)
        fprintf(stderr, "mfp_smtpd: %s\n", error.text);
    server_done(&server);
    return result < 0 ? EXIT_FAILURE : EXIT_SUCCESS;
}
