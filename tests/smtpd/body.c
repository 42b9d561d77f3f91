#include "body.h"

/* What has been read of the current line. */
enum place { AT_START, AFTER_DOT, AFTER_DOT_CR, AFTER_CR, INSIDE };

static void keep(FILE *spool, int octet, int64_t *octets)
{
    ++*octets;
    if (spool)
        putc_unlocked(octet, spool);
}

static enum place next_place(enum place place, int octet)
{
    if (octet == '\r')
        return AFTER_CR;
    return octet == '\n' && place == AFTER_CR ? AT_START : INSIDE;
}

int body_read(struct wire *wire, FILE *spool, int64_t *octets)
{
    enum place place = AT_START;
    *octets = 0;
    for (;;) {
        int octet = wire_get(wire);
        if (octet < 0)
            return octet;
        if (place == AT_START && octet == '.') {
            place = AFTER_DOT;
            continue;
        }
        if (place == AFTER_DOT && octet == '\r') {
            place = AFTER_DOT_CR;
            continue;
        }
        if (place == AFTER_DOT_CR) {
            if (octet == '\n')
                return 0;
            keep(spool, '\r', octets);
            place = AFTER_CR;
        }
        keep(spool, octet, octets);
        place = next_place(place, octet);
    }
}
