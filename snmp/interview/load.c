#include "core/load.h"
#include "snmp/interview/module.h"

int mfp_snmp_load(const struct mfp_snmp_module **module, struct mfp_error *error)
{
    const void *symbol;
    int result =
        mfp_load(MFP_SNMP_MODULE_FILE, MFP_SNMP_MODULE_SYMBOL, "what asks devices", &symbol, error);
    if (result == 0)
        *module = symbol;
    return result;
}
