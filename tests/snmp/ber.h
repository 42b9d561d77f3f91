/*
 * As much of BER as an SNMP agent needs. Written from the end to the front, since a header wants
 * the length of what follows; read from the front.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum {
    BER_INTEGER = 0x02,
    BER_OCTETS = 0x04,
    BER_NULL = 0x05,
    BER_OID = 0x06,
    BER_SEQUENCE = 0x30,
    BER_ADDRESS = 0x40,
    BER_COUNTER = 0x41,
    BER_GAUGE = 0x42,
    BER_TICKS = 0x43,
    BER_OPAQUE = 0x44,
    BER_COUNTER64 = 0x46,
    BER_NO_SUCH_OBJECT = 0x80,
    BER_END_OF_VIEW = 0x82,
};

enum { BER_IDS_MAX = 128, BER_MESSAGE_MAX = 65507 };

struct ber_oid {
    uint32_t ids[BER_IDS_MAX];
    size_t length;
};

struct ber_writer {
    unsigned char octets[BER_MESSAGE_MAX];
    size_t at; /* what is written begins here */
};

void ber_begin(struct ber_writer *writer);
void ber_octets(struct ber_writer *writer, unsigned char type, const void *octets, size_t length);
void ber_number(struct ber_writer *writer, unsigned char type, int64_t number);
void ber_oid(struct ber_writer *writer, const struct ber_oid *name);
/* A header around everything from AT to END. */
void ber_wrap(struct ber_writer *writer, unsigned char type, size_t end);

struct ber_reader {
    const unsigned char *at, *end;
};

/* Steps over a header; INSIDE is what it holds. False if there is none. */
bool ber_read(struct ber_reader *reader, unsigned char *type, struct ber_reader *inside);
bool ber_read_number(struct ber_reader *reader, int64_t *number);
bool ber_read_oid(struct ber_reader *reader, struct ber_oid *name);
