#include "fuzz.h"

#include <stdlib.h>
#include <string.h>

void mfp_fuzz_require(bool holds)
{
    if (!holds)
        abort();
}

void mfp_fuzz_printable(const char *text, size_t size)
{
    mfp_fuzz_require(memchr(text, '\0', size) != NULL);
    for (; *text; text++)
        mfp_fuzz_require((unsigned char)*text >= ' ' && *text != 0x7f && *text != '|');
}
