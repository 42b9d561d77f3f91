#include "cli/file.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static int exists(const char *path, struct mfp_error *error)
{
    return mfp_error_set(error, -EEXIST, "%s: is there already, and is not written over", path);
}

int mfp_file_is_free(const char *path, struct mfp_error *error)
{
    struct stat status;
    return lstat(path, &status) == 0 ? exists(path, error) : 0;
}

static int write_all(int fd, const struct mfp_text *text)
{
    for (size_t written = 0; written < text->length;) {
        ssize_t n = write(fd, text->data + written, text->length - written);
        if (n < 0 && errno != EINTR)
            return -errno;
        written += n < 0 ? 0 : (size_t)n;
    }
    return 0;
}

int mfp_file_create(const char *path, mode_t mode, const struct mfp_text *text,
                    struct mfp_error *error)
{
    int fd = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, mode);
    if (fd < 0 && errno == EEXIST)
        return exists(path, error);
    if (fd < 0)
        return mfp_error_set(error, -errno, "%s: %s", path, strerror(errno));
    int result = write_all(fd, text);
    if (close(fd) < 0 && result == 0)
        result = -errno;
    if (result == 0)
        return 0;
    unlink(path);
    return mfp_error_set(error, result, "%s: %s", path, strerror(-result));
}
