#include "snmp/queue/oid.h"

#include <stdio.h>
#include <string.h>

bool mfp_oid_equal(const struct mfp_oid *a, const struct mfp_oid *b)
{
    return a->length == b->length && memcmp(a->ids, b->ids, a->length * sizeof(*a->ids)) == 0;
}

bool mfp_oid_below(const struct mfp_oid *oid, const struct mfp_oid *prefix)
{
    return prefix->length > 0 && oid->length >= prefix->length &&
           memcmp(oid->ids, prefix->ids, prefix->length * sizeof(*prefix->ids)) == 0;
}

void mfp_oid_append(struct mfp_oid *oid, const uint32_t *ids, size_t count)
{
    for (size_t i = 0; i < count && oid->length < MFP_OID_MAX; i++)
        oid->ids[oid->length++] = ids[i];
}

const char *mfp_oid_text(const struct mfp_oid *oid, char text[MFP_OID_TEXT_SIZE])
{
    size_t used = 0;
    text[0] = '\0';
    for (size_t i = 0; i < oid->length; i++) {
        char id[16];
        int n = snprintf(id, sizeof(id), "%s%u", i == 0 ? "" : ".", oid->ids[i]);
        if (n < 0 || used + (size_t)n >= MFP_OID_TEXT_SIZE)
            break;
        memcpy(text + used, id, (size_t)n + 1);
        used += (size_t)n;
    }
    return text;
}

uint64_t mfp_oid_hash(const uint32_t *ids, size_t count)
{
    uint64_t hash = 14695981039346656037U;
    for (size_t i = 0; i < count; i++)
        for (unsigned shift = 0; shift < 32; shift += 8)
            hash = (hash ^ ((ids[i] >> shift) & 0xff)) * 1099511628211U;
    return hash;
}
