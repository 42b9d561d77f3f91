#include "objects.h"

#include <stdio.h>
#include <string.h>

#define PLAYPEN 1, 3, 6, 1, 4, 1, 8072, 9999, 9999

struct scalar {
    struct ber_oid name;
    unsigned char type;
    int64_t number;
    const char *octets;
    size_t length;
};

#define NAME(...)                                                                                  \
    {                                                                                              \
        {__VA_ARGS__}, sizeof((uint32_t[]){__VA_ARGS__}) / sizeof(uint32_t)                        \
    }
#define TEXT(type, text) type, 0, text, sizeof(text) - 1

static const struct scalar scalars[] = {
    {NAME(1, 3, 6, 1, 2, 1, 1, 1, 0), TEXT(BER_OCTETS, "synthetic device")},
    {NAME(1, 3, 6, 1, 2, 1, 1, 2, 0), BER_OID, 0, NULL, 0},
    {NAME(1, 3, 6, 1, 2, 1, 1, 3, 0), BER_TICKS, 4294967295, NULL, 0},
    {NAME(1, 3, 6, 1, 2, 1, 1, 5, 0), TEXT(BER_OCTETS, "synthetic")},
    {NAME(PLAYPEN, 1, 1, 0), BER_INTEGER, -2147483648LL, NULL, 0},
    {NAME(PLAYPEN, 1, 2, 0), BER_COUNTER, 4294967295, NULL, 0},
    {NAME(PLAYPEN, 1, 3, 0), TEXT(BER_COUNTER64, "\0\xff\xff\xff\xff\xff\xff\xff\xff")},
    {NAME(PLAYPEN, 1, 4, 0), BER_GAUGE, 4294967295, NULL, 0},
    {NAME(PLAYPEN, 1, 5, 0), TEXT(BER_ADDRESS, "\x7f\0\0\1")},
    {NAME(PLAYPEN, 1, 6, 0), TEXT(BER_OPAQUE, "\4\2ab")},
    {NAME(PLAYPEN, 1, 7, 0), TEXT(BER_OPAQUE, "\x9f\x78\4\x3f\x80\0\0")}, /* a float in it */
    {NAME(PLAYPEN, 1, 8, 0), BER_NULL, 0, "", 0},
    {NAME(PLAYPEN, 1, 9, 0), TEXT(BER_OCTETS, "")},
    {NAME(PLAYPEN, 3, 0), BER_INTEGER, 1, NULL, 0}, /* after the table */
};

enum { SCALARS = sizeof(scalars) / sizeof(scalars[0]), COLUMNS = 2 };

static const struct ber_oid table = NAME(PLAYPEN, 2, 1);

int objects_compare(const struct ber_oid *a, const struct ber_oid *b)
{
    for (size_t i = 0; i < a->length && i < b->length; i++)
        if (a->ids[i] != b->ids[i])
            return a->ids[i] < b->ids[i] ? -1 : 1;
    return (a->length > b->length) - (a->length < b->length);
}

static bool table_next(const struct ber_oid *name, uint32_t rows, struct ber_oid *next)
{
    uint32_t column = 1, row = 1;
    bool inside = name->length > table.length &&
                  memcmp(name->ids, table.ids, table.length * sizeof(table.ids[0])) == 0;
    if (!inside && objects_compare(name, &table) > 0)
        return false;
    if (inside) {
        column = name->ids[table.length];
        row = name->length > table.length + 1 ? name->ids[table.length + 1] + 1 : 1;
    }
    if (row > rows) {
        column++;
        row = 1;
    }
    *next = table;
    next->ids[next->length++] = column;
    next->ids[next->length++] = row;
    return rows > 0 && column >= 1 && column <= COLUMNS;
}

bool objects_next(const struct ber_oid *name, uint32_t rows, struct ber_oid *next)
{
    for (size_t i = 0; i < SCALARS; i++) {
        if (i == SCALARS - 1 && table_next(name, rows, next))
            return true;
        if (objects_compare(&scalars[i].name, name) > 0) {
            *next = scalars[i].name;
            return true;
        }
    }
    return false;
}

bool objects_has(const struct ber_oid *name, uint32_t rows)
{
    struct ber_oid before = *name, next;
    if (name->length < 2 || name->ids[name->length - 1] > rows)
        return false;
    if (name->ids[name->length - 1] == 0)
        before.length--;
    else
        before.ids[before.length - 1]--;
    return objects_next(&before, rows, &next) && objects_compare(&next, name) == 0;
}

void objects_value(struct ber_writer *writer, const struct ber_oid *name)
{
    for (size_t i = 0; i < SCALARS; i++) {
        const struct scalar *scalar = &scalars[i];
        if (objects_compare(&scalar->name, name) != 0)
            continue;
        if (scalar->type == BER_OID)
            ber_oid(writer, &table);
        else if (scalar->octets)
            ber_octets(writer, scalar->type, scalar->octets, scalar->length);
        else
            ber_number(writer, scalar->type, scalar->number);
        return;
    }
    char text[32];
    uint32_t row = name->ids[name->length - 1];
    int length = snprintf(text, sizeof(text), "row %lu", (unsigned long)row);
    if (name->ids[name->length - 2] == 1)
        ber_number(writer, BER_INTEGER, row);
    else
        ber_octets(writer, BER_OCTETS, text, (size_t)length);
}
