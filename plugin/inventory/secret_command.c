#include "inventory/secret_command.h"

#include "core/clock.h"
#include "core/text.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum { ARGUMENTS_MAX = 32 };

/* Copies one word from *IN to *OUT, quotes taken off, and ends it. False: a quote is open. */
static bool take_word(char **in, char **out)
{
    char quote = '\0';
    for (; **in && (quote || !strchr(" \t", **in)); (*in)++) {
        if (quote ? **in == quote : (**in == '\'' || **in == '"'))
            quote = quote ? '\0' : **in;
        else
            *(*out)++ = **in;
    }
    if (**in)
        (*in)++; /* before the end is written, which may be its place */
    *(*out)++ = '\0';
    return !quote;
}

/* Splits in place at blanks; '...' and "..." keep blanks. Returns the count, or -1. */
static int split(char *text, char **words)
{
    int count = 0;
    char *in = text + strspn(text, " \t"), *out = text;
    while (*in) {
        if (count == ARGUMENTS_MAX)
            return -1;
        words[count++] = out;
        if (!take_word(&in, &out))
            return -1;
        in += strspn(in, " \t");
    }
    words[count] = NULL;
    return count;
}

/* What a password helper needs and nothing else: our environment may hold other secrets. */
static int start(char **words, int output, pid_t *child)
{
    char path[1024], home[1024];
    char *environment[] = {path, home, NULL};
    posix_spawn_file_actions_t actions;
    posix_spawnattr_t attributes;

    mfp_format(path, sizeof(path), "PATH=%s", getenv("PATH") ? getenv("PATH") : "/usr/bin:/bin");
    mfp_format(home, sizeof(home), "HOME=%s", getenv("HOME") ? getenv("HOME") : "/");
    posix_spawn_file_actions_init(&actions);
    posix_spawnattr_init(&attributes);
    posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
    posix_spawn_file_actions_adddup2(&actions, output, STDOUT_FILENO);
    posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, "/dev/null", O_WRONLY, 0);
    posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETPGROUP);
    int result = posix_spawnp(child, words[0], &actions, &attributes, words, environment);
    posix_spawn_file_actions_destroy(&actions);
    posix_spawnattr_destroy(&attributes);
    return -result;
}

/* Reads until end of file, full, or the deadline. Returns 0 or -ETIMEDOUT. */
static int collect(int fd, int64_t deadline, char *octets, size_t size, size_t *length)
{
    for (*length = 0; *length < size;) {
        struct pollfd ready = {.fd = fd, .events = POLLIN};
        int64_t left = deadline - mfp_clock_ms();
        if (left <= 0 || poll(&ready, 1, (int)left) == 0)
            return -ETIMEDOUT;
        ssize_t n = read(fd, octets + *length, size - *length);
        if (n < 0 && errno == EINTR)
            continue;
        if (n <= 0)
            break;
        *length += (size_t)n;
    }
    return 0;
}

/* Waits for the child, at most until the deadline, and ends its group when that is over. */
static int finish(pid_t child, int64_t deadline, int result)
{
    int status = 0;
    pid_t gone = 0;
    while (result == 0 && (gone = waitpid(child, &status, WNOHANG)) == 0) {
        if (mfp_clock_ms() >= deadline)
            result = -ETIMEDOUT;
        nanosleep(&(struct timespec){.tv_nsec = 1000000}, NULL);
    }
    if (gone == child)
        return WIFEXITED(status) && WEXITSTATUS(status) == 0 ? 0 : -ECHILD;
    kill(-child, SIGKILL);
    waitpid(child, &status, 0);
    return result;
}

static int run(char **words, int64_t timeout_ms, struct mfp_secret *secret, struct mfp_error *error)
{
    char octets[MFP_SECRET_MAX];
    size_t length = 0;
    int ends[2];
    pid_t child;
    int64_t deadline = mfp_clock_ms() + timeout_ms;

    if (pipe2(ends, O_CLOEXEC) < 0)
        return mfp_error_set(error, -errno, "command:%s: %s", words[0], strerror(errno));
    int result = start(words, ends[1], &child);
    close(ends[1]);
    if (result == 0)
        result =
            finish(child, deadline, collect(ends[0], deadline, octets, sizeof(octets), &length));
    close(ends[0]);
    if (result == -ETIMEDOUT)
        mfp_error_set(error, result, "command:%s: printed no secret in time", words[0]);
    else if (result == -ECHILD)
        mfp_error_set(error, result, "command:%s: ended with an error", words[0]);
    else if (result < 0)
        mfp_error_set(error, result, "command:%s: %s", words[0], strerror(-result));
    else
        result = mfp_secret_take(octets, length, "command", secret, error);
    mfp_wipe(octets, sizeof(octets));
    return result;
}

int mfp_secret_run(const char *command, int64_t timeout_ms, struct mfp_secret *secret,
                   struct mfp_error *error)
{
    char *words[ARGUMENTS_MAX + 1];
    char *copy = strdup(command);
    int result;
    if (!copy)
        return mfp_error_set(error, -ENOMEM, "out of memory");
    if (split(copy, words) < 1)
        result = mfp_error_set(error, -EINVAL,
                               "command: is not PROGRAM ARGUMENT ..., at most %d words, quotes "
                               "closed",
                               ARGUMENTS_MAX);
    else
        result = run(words, timeout_ms, secret, error);
    free(copy);
    return result;
}
