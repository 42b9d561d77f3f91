#include "serve.h"

#include "core/text.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/signalfd.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

/* What is polled, in this order; then the listeners. */
enum { POLL_SIGNALS, POLL_STDIN, POLL_LISTENERS };

static struct listener *new_listener(struct server *server, struct mfp_error *error)
{
    if (server->count == server->room) {
        size_t room = server->room ? server->room * 2 : 64;
        struct listener *listeners = reallocarray(server->listeners, room, sizeof(*listeners));
        if (!listeners) {
            mfp_error_set(error, -ENOMEM, "no memory");
            return NULL;
        }
        server->listeners = listeners;
        server->room = room;
    }
    return &server->listeners[server->count];
}

static int add_file(struct server *server, const char *path, struct mfp_error *error)
{
    struct listener *listener = new_listener(server, error);
    if (!listener)
        return -ENOMEM;
    int result = listener_open_dialogue(listener, path, &server->setup, error);
    if (result == 0)
        server->count++;
    return result < 0 ? result : 0;
}

int server_add_sink(struct server *server, const char *spec, struct mfp_error *error)
{
    struct listener *listener = new_listener(server, error);
    if (!listener)
        return -ENOMEM;
    int result = listener_open_sink(listener, spec, &server->setup, error);
    if (result == 0)
        server->count++;
    return result;
}

static int is_dialogue(const struct dirent *entry)
{
    static const char suffix[] = ".dialogue";
    size_t length = strlen(entry->d_name);
    return length >= sizeof(suffix) && !strcmp(entry->d_name + length + 1 - sizeof(suffix), suffix);
}

static int add_directory(struct server *server, const char *path, struct mfp_error *error)
{
    struct dirent **entries;
    char file[PATH_MAX];
    int result = 0;
    int count = scandir(path, &entries, is_dialogue, alphasort);
    if (count < 0)
        return mfp_error_set(error, -errno, "%s: %s", path, strerror(errno));
    for (int i = 0; i < count; i++) {
        mfp_format(file, sizeof(file), "%s/%s", path, entries[i]->d_name);
        if (!result)
            result = add_file(server, file, error);
        free(entries[i]);
    }
    free(entries);
    return result;
}

int server_add_path(struct server *server, const char *path, struct mfp_error *error)
{
    struct stat status;
    if (stat(path, &status))
        return mfp_error_set(error, -errno, "%s: %s", path, strerror(errno));
    return S_ISDIR(status.st_mode) ? add_directory(server, path, error)
                                   : add_file(server, path, error);
}

void server_done(struct server *server)
{
    for (size_t i = 0; i < server->count; i++)
        listener_done(&server->listeners[i]);
    free(server->listeners);
    *server = (struct server){0};
}

static void announce(const struct server *server)
{
    for (size_t i = 0; i < server->count; i++)
        printf("%s %u\n", server->listeners[i].name, server->listeners[i].port);
    puts("ready");
    fflush(stdout);
    if (server->ready_fd < 0)
        return;
    if (write(server->ready_fd, "ready\n", 6) != 6)
        perror("mfp_smtpd: --ready-fd");
    close(server->ready_fd);
}

void server_print_counts(const struct server *server)
{
    for (size_t i = 0; i < server->count; i++) {
        struct counts *counts = server->listeners[i].counts;
        printf("count %s connections=%lld logins=%lld messages=%lld octets=%lld\n",
               server->listeners[i].name, (long long)counts->connections, (long long)counts->logins,
               (long long)counts->messages, (long long)counts->octets);
    }
    fflush(stdout);
}

/* exit() and not _exit(), so that a leak checker looks at these processes, too. */
static _Noreturn void serve_connection(const struct listener *listener, int fd, pid_t parent)
{
    sigset_t none;
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    if (getppid() != parent)
        _exit(0);
    sigemptyset(&none);
    sigprocmask(SIG_SETMASK, &none, NULL);
    listener_serve(listener, fd);
    exit(0);
}

static void accept_connection(const struct listener *listener)
{
    pid_t parent = getpid();
    int fd = accept4(listener->fd, NULL, NULL, SOCK_CLOEXEC);
    if (fd < 0)
        return;
    listener->counts->connections++;
    pid_t child = fork();
    if (child == 0)
        serve_connection(listener, fd, parent);
    if (child < 0)
        fprintf(stderr, "%s: fork: %s\n", listener->name, strerror(errno));
    close(fd);
}

static void reap(struct server *server)
{
    int status;
    while (waitpid(-1, &status, WNOHANG) > 0)
        if (status)
            server->failed = true;
}

/* Returns false when it is time to end. */
static bool take_signal(struct server *server, int fd)
{
    struct signalfd_siginfo info;
    if (read(fd, &info, sizeof(info)) != sizeof(info))
        return true;
    switch (info.ssi_signo) {
    case SIGCHLD:
        reap(server);
        return true;
    case SIGUSR1:
        server_print_counts(server);
        return true;
    default:
        return false;
    }
}

static bool stdin_ended(void)
{
    char octets[256];
    return read(STDIN_FILENO, octets, sizeof(octets)) <= 0;
}

static void loop(struct server *server, struct pollfd *polled)
{
    for (;;) {
        if (poll(polled, (nfds_t)(POLL_LISTENERS + server->count), -1) < 0)
            continue;
        if (polled[POLL_SIGNALS].revents && !take_signal(server, polled[POLL_SIGNALS].fd))
            return;
        if (polled[POLL_STDIN].revents && stdin_ended())
            return;
        for (size_t i = 0; i < server->count; i++)
            if (polled[POLL_LISTENERS + i].revents)
                accept_connection(&server->listeners[i]);
    }
}

static int open_signals(void)
{
    sigset_t set;
    sigemptyset(&set);
    sigaddset(&set, SIGTERM);
    sigaddset(&set, SIGINT);
    sigaddset(&set, SIGCHLD);
    sigaddset(&set, SIGUSR1);
    sigprocmask(SIG_BLOCK, &set, NULL);
    return signalfd(-1, &set, SFD_CLOEXEC | SFD_NONBLOCK);
}

int server_run(struct server *server, struct mfp_error *error)
{
    struct pollfd *polled = calloc(POLL_LISTENERS + server->count, sizeof(*polled));
    int signals = open_signals();
    int result = 0;
    if (!polled || signals < 0) {
        result = mfp_error_set(error, -ENOMEM, "cannot serve: %s", strerror(errno));
        goto out;
    }
    polled[POLL_SIGNALS] = (struct pollfd){.fd = signals, .events = POLLIN};
    polled[POLL_STDIN] =
        (struct pollfd){.fd = server->until_eof ? STDIN_FILENO : -1, .events = POLLIN};
    for (size_t i = 0; i < server->count; i++) {
        const struct listener *listener = &server->listeners[i];
        polled[POLL_LISTENERS + i] =
            (struct pollfd){.fd = listener_accepts(listener) ? listener->fd : -1, .events = POLLIN};
    }
    announce(server);
    loop(server, polled);
out:
    if (signals >= 0)
        close(signals);
    free(polled);
    return result;
}
