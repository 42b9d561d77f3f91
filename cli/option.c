#include "cli/option.h"

int mfp_option_result(const struct mfp_option *option, int result, const struct mfp_error *reason,
                      struct mfp_error *error)
{
    if (result >= 0)
        return result;
    if (!option->name[0])
        return mfp_error_set(error, result, "%s", reason->text);
    return mfp_error_set(error, result, "--%s: %s", option->name, reason->text);
}
