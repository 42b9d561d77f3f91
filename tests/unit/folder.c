#include "folder.h"

#include "unit.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

static char directory[] = "/tmp/mfpmail-unit-XXXXXX";

int folder_make(void **state)
{
    (void)state;
    umask(022);
    return mkdtemp(directory) && chmod(directory, 0755) == 0 ? 0 : -1;
}

int folder_remove(void **state)
{
    (void)state;
    char command[64];
    snprintf(command, sizeof(command), "rm -rf '%s'", directory);
    return system(command);
}

const char *folder_path(void)
{
    return directory;
}

const char *folder_path_of(const char *name)
{
    static char path[128];
    snprintf(path, sizeof(path), "%s/%s", directory, name);
    return path;
}

void folder_write(const char *name, mode_t mode, const char *octets, size_t length)
{
    int fd = open(folder_path_of(name), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
    assert_true(fd >= 0);
    assert_int_equal(write(fd, octets, length), length);
    assert_int_equal(fchmod(fd, mode), 0);
    assert_int_equal(close(fd), 0);
}
