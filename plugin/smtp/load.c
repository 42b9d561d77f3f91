#include "core/load.h"
#include "smtp/module.h"

int mfp_probe_load(const struct mfp_probe_module **module, struct mfp_error *error)
{
    const void *symbol;
    int result =
        mfp_load(MFP_PROBE_MODULE_FILE, MFP_PROBE_MODULE_SYMBOL, "what sends", &symbol, error);
    if (result == 0)
        *module = symbol;
    return result;
}
