#include "snmp/queue/octets.h"

#include "core/text.h"

#include <string.h>

enum { U64_OCTETS = 10 };

static void put(struct mfp_octets_out *out, const void *octets, size_t length)
{
    if (out->full || length > out->room - out->length) {
        out->full = true;
        return;
    }
    memcpy(out->octets + out->length, octets, length);
    out->length += length;
}

void mfp_put_u64(struct mfp_octets_out *out, uint64_t number)
{
    unsigned char octets[U64_OCTETS];
    size_t length = 0;
    for (; number > 0x7f; number >>= 7)
        octets[length++] = (unsigned char)((number & 0x7f) | 0x80);
    octets[length++] = (unsigned char)number;
    put(out, octets, length);
}

void mfp_put_i64(struct mfp_octets_out *out, int64_t number)
{
    uint64_t bits = (uint64_t)number << 1;
    mfp_put_u64(out, number < 0 ? ~bits : bits);
}

void mfp_put_string(struct mfp_octets_out *out, const char *text)
{
    size_t length = strlen(text);
    mfp_put_u64(out, length);
    put(out, text, length);
}

uint64_t mfp_get_u64(struct mfp_octets_in *in)
{
    uint64_t number = 0;
    for (unsigned shift = 0; shift < 64 && in->length > 0; shift += 7) {
        unsigned char octet = *in->octets++;
        in->length--;
        if (shift == 63 && octet > 1)
            break;
        number |= (uint64_t)(octet & 0x7f) << shift;
        if (octet <= 0x7f)
            return in->bad ? 0 : number;
    }
    in->bad = true;
    return 0;
}

int64_t mfp_get_i64(struct mfp_octets_in *in)
{
    uint64_t bits = mfp_get_u64(in);
    int64_t half = (int64_t)(bits >> 1);
    return bits & 1 ? -half - 1 : half;
}

uint64_t mfp_get_up_to(struct mfp_octets_in *in, uint64_t maximum)
{
    uint64_t number = mfp_get_u64(in);
    if (number <= maximum)
        return number;
    in->bad = true;
    return 0;
}

bool mfp_get_bool(struct mfp_octets_in *in)
{
    return mfp_get_up_to(in, 1) == 1;
}

/* A text was cleaned before it was written, and is the same if it is cleaned again. */
void mfp_get_string(struct mfp_octets_in *in, char *text, size_t size)
{
    size_t length = (size_t)mfp_get_up_to(in, size - 1);
    text[0] = '\0';
    if (in->bad || length > in->length ||
        mfp_text_clean(text, size, (const char *)in->octets, length) != length ||
        memcmp(text, in->octets, length) != 0) {
        in->bad = true;
        text[0] = '\0';
        return;
    }
    in->octets += length;
    in->length -= length;
}
