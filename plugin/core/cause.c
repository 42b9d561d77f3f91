#include "core/cause.h"

#include <string.h>

const struct mfp_cause *mfp_cause_find(const struct mfp_knowledge *knowledge, const char *name)
{
    for (const struct mfp_cause *const *table = knowledge->tables; *table; table++)
        for (const struct mfp_cause *cause = *table; cause->number; cause++)
            if (strcmp(cause->name, name) == 0)
                return cause;
    return NULL;
}

const struct mfp_cause *mfp_cause_number(const struct mfp_knowledge *knowledge, unsigned number)
{
    for (const struct mfp_cause *const *table = knowledge->tables; *table; table++)
        for (const struct mfp_cause *cause = *table; cause->number; cause++)
            if (cause->number == number)
                return cause;
    return NULL;
}
