#include "smtp/module.h"

#include "core/text.h"

#include <dlfcn.h>
#include <errno.h>
#include <libgen.h>
#include <limits.h>
#include <string.h>
#include <unistd.h>

/* Lazily, since to look up every symbol of thirty libraries costs more than those that are used;
 * and in the module's own libraries first, not in those of the program: a tenth of a check's CPU
 * time. Sanitizers cannot have that. */
#ifdef MFPMAIL_SANITIZE
enum { HOW = RTLD_LAZY | RTLD_LOCAL };
#else
enum { HOW = RTLD_LAZY | RTLD_LOCAL | RTLD_DEEPBIND };
#endif

static void *open_beside_program(void)
{
    char program[PATH_MAX], path[PATH_MAX];
    ssize_t length = readlink("/proc/self/exe", program, sizeof(program) - 1);
    if (length <= 0)
        return NULL;
    program[length] = '\0';
    mfp_format(path, sizeof(path), "%.3900s/%s", dirname(program), MFP_PROBE_MODULE_FILE);
    return access(path, F_OK) == 0 ? dlopen(path, HOW) : NULL;
}

int mfp_probe_load(const struct mfp_probe_module **module, struct mfp_error *error)
{
    void *handle = open_beside_program();
    if (!handle)
        handle = dlopen(MFPMAIL_MODULE_DIR "/" MFP_PROBE_MODULE_FILE, HOW);
    const void *symbol = handle ? dlsym(handle, MFP_PROBE_MODULE_SYMBOL) : NULL;
    if (!symbol) {
        const char *words = dlerror();
        return mfp_error_set(error, -ENOENT, "what sends could not be loaded: %s",
                             words ? words : "not found");
    }
    *module = symbol;
    return 0;
}
