#include "failures/generate/emit.h"
void mfp_emit_manual(const struct mfp_book *book, FILE *out)
{
    (void)book;
    (void)out;
}
