#include "spool.h"

#include "core/text.h"

#include <errno.h>
#include <limits.h>
#include <unistd.h>

int spool_open(struct spool *spool, const char *directory)
{
    *spool = (struct spool){.directory = directory};
    if (!directory)
        return 0;
    mfp_format(spool->part, sizeof(spool->part), "%s/.%ld.part", directory, (long)getpid());
    spool->file = fopen(spool->part, "we");
    return spool->file ? 0 : -errno;
}

/* Several processes look for the next free number: link() gives it to one of them. */
static int take_number(struct spool *spool, long long first)
{
    char path[PATH_MAX];
    for (long long i = first; i < INT_MAX; i++) {
        mfp_format(path, sizeof(path), "%s/%lld.eml", spool->directory, i);
        if (link(spool->part, path) == 0)
            return 0;
        if (errno != EEXIST)
            return -errno;
    }
    return -ENOSPC;
}

int spool_keep(struct spool *spool, long long first)
{
    if (!spool->file)
        return 0;
    return fflush(spool->file) || ferror(spool->file) ? -EIO : take_number(spool, first);
}

void spool_close(struct spool *spool)
{
    if (!spool->file)
        return;
    fclose(spool->file);
    unlink(spool->part);
    *spool = (struct spool){0};
}
