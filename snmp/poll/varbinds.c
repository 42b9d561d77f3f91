#include "snmp/poll/varbinds.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

enum { ROOM_FIRST = 16 };

struct mfp_varbinds_octets {
    struct mfp_varbinds_octets *next;
    unsigned char octets[];
};

void mfp_varbinds_done(struct mfp_varbinds *rows)
{
    for (struct mfp_varbinds_octets *kept = rows->kept, *next; kept; kept = next) {
        next = kept->next;
        free(kept);
    }
    free(rows->rows);
    *rows = (struct mfp_varbinds){0};
}

static int grow(struct mfp_varbinds *rows)
{
    size_t room = rows->room ? rows->room * 2 : ROOM_FIRST;
    struct mfp_varbind *grown = realloc(rows->rows, room * sizeof(*grown));
    if (!grown)
        return -ENOMEM;
    rows->rows = grown;
    rows->room = room;
    return 0;
}

int mfp_varbinds_set(struct mfp_varbinds *rows, size_t row, const struct mfp_varbind *varbind)
{
    struct mfp_varbind copy = *varbind;
    if (varbind->octets && varbind->length > 0) {
        struct mfp_varbinds_octets *kept = malloc(sizeof(*kept) + varbind->length);
        if (!kept)
            return -ENOMEM;
        memcpy(kept->octets, varbind->octets, varbind->length);
        kept->next = rows->kept;
        rows->kept = kept;
        rows->octets += varbind->length;
        copy.octets = kept->octets;
    }
    rows->rows[row] = copy;
    return 0;
}

int mfp_varbinds_add(struct mfp_varbinds *rows, const struct mfp_varbind *varbind)
{
    if (rows->count == rows->room && grow(rows) < 0)
        return -ENOMEM;
    int result = mfp_varbinds_set(rows, rows->count, varbind);
    if (result == 0)
        rows->count++;
    return result;
}
