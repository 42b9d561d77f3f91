#include "core/load.h"

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

static void *open_beside_program(const char *file)
{
    char program[PATH_MAX], path[PATH_MAX];
    ssize_t length = readlink("/proc/self/exe", program, sizeof(program) - 1);
    if (length <= 0)
        return NULL;
    program[length] = '\0';
    mfp_format(path, sizeof(path), "%.3900s/%s", dirname(program), file);
    return access(path, F_OK) == 0 ? dlopen(path, HOW) : NULL;
}

int mfp_load(const char *file, const char *name, const char *what, const void **symbol,
             struct mfp_error *error)
{
    char path[PATH_MAX];
    void *handle = open_beside_program(file);
    mfp_format(path, sizeof(path), "%s/%s", MFPMAIL_MODULE_DIR, file);
    if (!handle)
        handle = dlopen(path, HOW);
    *symbol = handle ? dlsym(handle, name) : NULL;
    if (*symbol)
        return 0;
    const char *words = dlerror();
    return mfp_error_set(error, -ENOENT, "%s could not be loaded: %s", what,
                         words ? words : "not found");
}
