#include "core/error.h"

#include <stdarg.h>
#include <stdio.h>

int mfp_error_set(struct mfp_error *error, int result, const char *format, ...)
{
    if (!error)
        return result;

    va_list arguments;
    va_start(arguments, format);
    vsnprintf(error->text, sizeof(error->text), format, arguments);
    va_end(arguments);

    for (char *c = error->text; *c; c++)
        if ((unsigned char)*c < ' ' || *c == 0x7f)
            *c = ' ';
    return result;
}
