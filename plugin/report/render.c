#include "report/render.h"

#include <stdbool.h>
#include <string.h>

static const struct mfp_output_format formats[] = {
    {.name = "text", .render = mfp_render_text},
    {.name = "json", .render = mfp_render_json},
};

enum { FORMATS = sizeof(formats) / sizeof(formats[0]) };

const struct mfp_output_format *mfp_output_find(const char *name)
{
    for (size_t i = 0; i < FORMATS; i++)
        if (strcmp(formats[i].name, name) == 0)
            return &formats[i];
    return NULL;
}

const char *mfp_output_list(char *buffer, size_t size)
{
    size_t used = 0;
    for (size_t i = 0; i < FORMATS; i++) {
        mfp_format(buffer + used, size - used, "%s%s", i ? ", " : "", formats[i].name);
        used += strlen(buffer + used);
    }
    return buffer;
}
