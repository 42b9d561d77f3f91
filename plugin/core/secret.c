#include "core/secret.h"

#include "core/text.h"

#include <stdlib.h>

void mfp_secret_done(struct mfp_secret *secret)
{
    mfp_wipe(secret->value, secret->length);
    free(secret->value);
    *secret = (struct mfp_secret){0};
}
