#include "counts.h"

#include <stddef.h>
#include <sys/mman.h>

struct counts *counts_new(void)
{
    struct counts *counts =
        mmap(NULL, sizeof(*counts), PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    return counts == MAP_FAILED ? NULL : counts;
}

struct counts *counts_free(struct counts *counts)
{
    if (counts)
        munmap(counts, sizeof(*counts));
    return NULL;
}
