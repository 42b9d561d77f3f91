#include "inventory/secret.h"

#include "core/text.h"
#include "inventory/secret_command.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

struct source {
    const char *prefix;
    int (*read)(const char *rest, int64_t timeout_ms, struct mfp_secret *secret,
                struct mfp_error *error);
};

/* One line: what follows the first line break is no part of a password. */
int mfp_secret_take(char *octets, size_t length, const char *where, struct mfp_secret *secret,
                    struct mfp_error *error)
{
    size_t used = 0;
    while (used < length && octets[used] != '\n' && octets[used] != '\r' && octets[used])
        used++;
    if (used < length && !octets[used])
        return mfp_error_set(error, -EINVAL, "%s: the secret has a NUL octet", where);
    if (used == 0)
        return mfp_error_set(error, -EINVAL, "%s: the secret is empty", where);
    if (used > MFP_SECRET_MAX - 2)
        return mfp_error_set(error, -EINVAL, "%s: the secret is longer than %d octets", where,
                             MFP_SECRET_MAX - 2);
    secret->value = strndup(octets, used);
    if (!secret->value)
        return mfp_error_set(error, -ENOMEM, "out of memory");
    secret->length = used;
    return 0;
}

/* Group may read (the monitoring user's group), nobody else may do anything. */
static int check_mode(int fd, const char *path, struct mfp_error *error)
{
    struct stat status;
    if (fstat(fd, &status) < 0)
        return mfp_error_set(error, -errno, "%s: %s", path, strerror(errno));
    if (!S_ISREG(status.st_mode))
        return mfp_error_set(error, -EINVAL, "%s: is no regular file", path);
    if (!(status.st_mode & (S_IWGRP | S_IRWXO)))
        return 0;
    return mfp_error_set(error, -EACCES, "%s: %s can %s this secret, mend it with: chmod %s '%s'",
                         path, status.st_mode & S_IRWXO ? "others" : "its group",
                         status.st_mode & (S_IWGRP | S_IWOTH) ? "write" : "read",
                         status.st_mode & S_IRGRP ? "0640" : "0600", path);
}

/* Returns how many, or a negative errno. */
static ssize_t read_octets(int fd, const char *path, char octets[MFP_SECRET_MAX],
                           struct mfp_error *error)
{
    size_t length = 0;
    ssize_t n = 1;
    while (n > 0 && length < MFP_SECRET_MAX) {
        n = read(fd, octets + length, MFP_SECRET_MAX - length);
        if (n > 0)
            length += (size_t)n;
    }
    return n < 0 ? mfp_error_set(error, -errno, "%s: %s", path, strerror(errno)) : (ssize_t)length;
}

static int read_fd(int fd, const char *path, struct mfp_secret *secret, struct mfp_error *error)
{
    char octets[MFP_SECRET_MAX];
    ssize_t length = read_octets(fd, path, octets, error);
    int result =
        length < 0 ? (int)length : mfp_secret_take(octets, (size_t)length, path, secret, error);
    mfp_wipe(octets, sizeof(octets));
    return result;
}

/* Opens it if nobody else has a hand in it. Returns a descriptor. */
static int open_file(const char *path, struct mfp_error *error)
{
    int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY);
    if (fd < 0)
        return mfp_error_set(error, -errno, "%s: %s", path, strerror(errno));
    int result = check_mode(fd, path, error);
    if (result == 0)
        return fd;
    close(fd);
    return result;
}

static int read_file(const char *path, int64_t timeout_ms, struct mfp_secret *secret,
                     struct mfp_error *error)
{
    (void)timeout_ms;
    int fd = open_file(path, error);
    if (fd < 0)
        return fd;
    int result = read_fd(fd, path, secret, error);
    close(fd);
    return result;
}

static int take_lines(const char *octets, size_t length, const char *path,
                      struct mfp_secret *secret, struct mfp_error *error)
{
    if (length == MFP_SECRET_MAX)
        return mfp_error_set(error, -EINVAL, "%s: is longer than %d octets", path,
                             MFP_SECRET_MAX - 1);
    if (memchr(octets, '\0', length))
        return mfp_error_set(error, -EINVAL, "%s: has a NUL octet", path);
    secret->value = strndup(octets, length);
    if (!secret->value)
        return mfp_error_set(error, -ENOMEM, "out of memory");
    secret->length = length;
    return 0;
}

int mfp_secret_read_lines(const char *path, struct mfp_secret *secret, struct mfp_error *error)
{
    char octets[MFP_SECRET_MAX];
    *secret = (struct mfp_secret){0};
    int fd = open_file(path, error);
    if (fd < 0)
        return fd;
    ssize_t length = read_octets(fd, path, octets, error);
    close(fd);
    int result = length < 0 ? (int)length : take_lines(octets, (size_t)length, path, secret, error);
    mfp_wipe(octets, sizeof(octets));
    return result;
}

/* systemd puts credentials under a directory that only the unit's user can read. */
static int read_credential(const char *name, int64_t timeout_ms, struct mfp_secret *secret,
                           struct mfp_error *error)
{
    const char *directory = getenv("CREDENTIALS_DIRECTORY");
    char path[PATH_MAX];
    (void)timeout_ms;
    if (!directory)
        return mfp_error_set(error, -ENOENT,
                             "systemd:%s: CREDENTIALS_DIRECTORY is not set, the unit needs "
                             "LoadCredential=%s:PATH",
                             name, name);
    mfp_format(path, sizeof(path), "%s/%s", directory, name);
    int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY);
    if (fd < 0)
        return mfp_error_set(error, -errno, "systemd:%s: %s: %s", name, path, strerror(errno));
    int result = read_fd(fd, path, secret, error);
    close(fd);
    return result;
}

static int read_variable(const char *name, int64_t timeout_ms, struct mfp_secret *secret,
                         struct mfp_error *error)
{
    char where[96];
    char *value = getenv(name);
    (void)timeout_ms;
    mfp_format(where, sizeof(where), "env:%s", name);
    if (!value)
        return mfp_error_set(error, -ENOENT, "%s: the variable is not set", where);
    int result = mfp_secret_take(value, strlen(value), where, secret, error);
    mfp_wipe(value, strlen(value)); /* also what /proc/PID/environ shows */
    unsetenv(name);
    return result;
}

static const struct source sources[] = {
    {.prefix = "file:", .read = read_file},
    {.prefix = "systemd:", .read = read_credential},
    {.prefix = "env:", .read = read_variable},
    {.prefix = "command:", .read = mfp_secret_run},
};

static const struct source *source_of(const char *reference)
{
    for (size_t i = 0; i < sizeof(sources) / sizeof(sources[0]); i++) {
        size_t length = strlen(sources[i].prefix);
        if (strncmp(reference, sources[i].prefix, length) == 0 && reference[length])
            return &sources[i];
    }
    return NULL;
}

int mfp_secret_check(const char *reference, struct mfp_error *error)
{
    const struct source *source = source_of(reference);
    if (!source)
        return mfp_error_set(error, -EINVAL,
                             "a secret is named, not written (not shown here), allowed: file:PATH, "
                             "systemd:NAME, env:NAME, command:ARGV");
    const char *rest = reference + strlen(source->prefix);
    if (source->read == read_credential && (strchr(rest, '/') || rest[0] == '.'))
        return mfp_error_set(error, -EINVAL,
                             "systemd:%s is no credential name, '/' and a leading "
                             "'.' are not allowed",
                             rest);
    if (source->read == read_file && rest[0] != '/' && rest[0] != '.')
        return mfp_error_set(error, -EINVAL,
                             "file:%s is no full path, right would be "
                             "file:/etc/mfpmail/secrets/NAME",
                             rest);
    return 0;
}

int mfp_secret_read(const char *reference, int64_t timeout_ms, struct mfp_secret *secret,
                    struct mfp_error *error)
{
    *secret = (struct mfp_secret){0};
    int result = mfp_secret_check(reference, error);
    if (result < 0)
        return result;
    const struct source *source = source_of(reference);
    return source->read(reference + strlen(source->prefix), timeout_ms, secret, error);
}
