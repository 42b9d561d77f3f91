#include "ber.h"

#include <string.h>

void ber_begin(struct ber_writer *writer)
{
    writer->at = sizeof(writer->octets);
}

static void put(struct ber_writer *writer, unsigned octet)
{
    if (writer->at > 0)
        writer->octets[--writer->at] = (unsigned char)octet;
}

void ber_wrap(struct ber_writer *writer, unsigned char type, size_t end)
{
    size_t length = end - writer->at, octets = 0;
    if (length < 0x80) {
        put(writer, (unsigned)length);
    } else {
        for (; length > 0; length >>= 8, octets++)
            put(writer, length & 0xff);
        put(writer, 0x80 | (unsigned)octets);
    }
    put(writer, type);
}

void ber_octets(struct ber_writer *writer, unsigned char type, const void *octets, size_t length)
{
    size_t end = writer->at;
    if (length > writer->at)
        length = writer->at;
    writer->at -= length;
    memcpy(&writer->octets[writer->at], octets, length);
    ber_wrap(writer, type, end);
}

void ber_number(struct ber_writer *writer, unsigned char type, int64_t number)
{
    size_t end = writer->at;
    int64_t rest = number;
    unsigned last;
    do {
        last = (unsigned)(rest & 0xff);
        put(writer, last);
        rest >>= 8;
    } while (!(rest == 0 && last < 0x80) && !(rest == -1 && last >= 0x80));
    ber_wrap(writer, type, end);
}

void ber_oid(struct ber_writer *writer, const struct ber_oid *name)
{
    size_t end = writer->at;
    for (size_t i = name->length; i > 1; i--) {
        uint32_t id = i == 2 ? name->ids[0] * 40 + name->ids[1] : name->ids[i - 1];
        put(writer, id & 0x7f);
        while (id >>= 7)
            put(writer, 0x80 | (id & 0x7f));
    }
    ber_wrap(writer, BER_OID, end);
}

bool ber_read(struct ber_reader *reader, unsigned char *type, struct ber_reader *inside)
{
    size_t length;
    if (reader->end - reader->at < 2)
        return false;
    *type = *reader->at++;
    length = *reader->at++;
    if (length & 0x80) {
        size_t octets = length & 0x7f;
        if (octets > 4 || (size_t)(reader->end - reader->at) < octets)
            return false;
        for (length = 0; octets > 0; octets--)
            length = length << 8 | *reader->at++;
    }
    if ((size_t)(reader->end - reader->at) < length)
        return false;
    *inside = (struct ber_reader){.at = reader->at, .end = reader->at + length};
    reader->at += length;
    return true;
}

bool ber_read_number(struct ber_reader *reader, int64_t *number)
{
    unsigned char type;
    struct ber_reader inside;
    if (!ber_read(reader, &type, &inside) || type != BER_INTEGER || inside.at == inside.end)
        return false;
    uint64_t value = *inside.at & 0x80 ? UINT64_MAX : 0;
    for (; inside.at < inside.end; inside.at++)
        value = value << 8 | *inside.at;
    *number = (int64_t)value;
    return true;
}

bool ber_read_oid(struct ber_reader *reader, struct ber_oid *name)
{
    unsigned char type;
    struct ber_reader inside;
    *name = (struct ber_oid){0};
    if (!ber_read(reader, &type, &inside) || type != BER_OID)
        return false;
    while (inside.at < inside.end) {
        uint32_t id = 0;
        do
            id = id << 7 | (*inside.at & 0x7f);
        while (*inside.at++ & 0x80 && inside.at < inside.end);
        if (name->length == 0) {
            name->ids[name->length++] = id / 40 > 2 ? 2 : id / 40;
            id -= name->ids[0] * 40;
        }
        if (name->length == BER_IDS_MAX)
            return false;
        name->ids[name->length++] = id;
    }
    return true;
}
