#include "failures/generate/emit.h"
void mfp_emit_zabbix(const struct mfp_book *book, FILE *out)
{
    (void)book;
    (void)out;
}
