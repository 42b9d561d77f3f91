#include "core/panel.h"

#include <string.h>
#include <strings.h>

const struct mfp_word mfp_proof_words[] = {
    {.number = MFP_PROOF_MANUAL, .name = "manual", .shown = "the vendor's manual"},
    {.number = MFP_PROOF_REPORT, .name = "report", .shown = "a user's report"},
    {0},
};

static bool is_listed(const char *list, const char *name)
{
    size_t wanted = strlen(name);
    for (const char *at = list; at && *at; at += strspn(at, " ")) {
        size_t length = strcspn(at, " ");
        if (length == wanted && strncasecmp(at, name, length) == 0)
            return true;
        at += length;
    }
    return false;
}

const struct mfp_vendor *mfp_vendor_find(const struct mfp_vendor *vendors, size_t count,
                                         const char *name)
{
    for (size_t i = 0; i < count; i++)
        if (strcasecmp(vendors[i].name, name) == 0 || is_listed(vendors[i].also, name))
            return &vendors[i];
    return NULL;
}
