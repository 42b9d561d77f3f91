#include "smtp/module.h"

#include "core/text.h"

#include <dlfcn.h>
#include <errno.h>
#include <libgen.h>
#include <limits.h>
#include <string.h>
#include <unistd.h>

static void *open_beside_program(void)
{
    char program[PATH_MAX], path[PATH_MAX];
    ssize_t length = readlink("/proc/self/exe", program, sizeof(program) - 1);
    if (length <= 0)
        return NULL;
    program[length] = '\0';
    mfp_format(path, sizeof(path), "%.3900s/%s", dirname(program), MFP_PROBE_MODULE_FILE);
    return access(path, F_OK) == 0 ? dlopen(path, RTLD_NOW | RTLD_LOCAL) : NULL;
}

int mfp_probe_load(const struct mfp_probe_module **module, struct mfp_error *error)
{
    void *handle = open_beside_program();
    if (!handle)
        handle = dlopen(MFPMAIL_MODULE_DIR "/" MFP_PROBE_MODULE_FILE, RTLD_NOW | RTLD_LOCAL);
    const void *symbol = handle ? dlsym(handle, MFP_PROBE_MODULE_SYMBOL) : NULL;
    if (!symbol) {
        const char *words = dlerror();
        return mfp_error_set(error, -ENOENT, "what sends could not be loaded: %s",
                             words ? words : "not found");
    }
    *module = symbol;
    return 0;
}
