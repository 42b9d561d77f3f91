/* smtp/tlsa.c: answers of a resolver, made by hand (RFC 1035 section 4, RFC 6698). */
#include "smtp/tlsa.h"
#include "unit.h"

enum { NOERROR = 0, SERVFAIL = 2, NXDOMAIN = 3, AD = 0x20 };

struct packet {
    unsigned char octets[2048];
    size_t length;
};

static void put(struct packet *packet, const char *octets, size_t length)
{
    memcpy(packet->octets + packet->length, octets, length);
    packet->length += length;
}

/* The header, and the question after "_25._tcp.x". */
static void begin(struct packet *packet, unsigned char flags, unsigned char answers)
{
    const unsigned char header[12] = {0, 7, 0x81, (unsigned char)(0x80 | flags), 0, 1, 0, answers};
    packet->length = 0;
    put(packet, (const char *)header, sizeof(header));
    put(packet, OCTETS("\3_25\4_tcp\1x\0\0\x34\0\1"));
}

static void put_record(struct packet *packet, unsigned char type, const char *data, size_t length)
{
    const unsigned char head[12] = {
        0xc0, 12, 0, type, 0, 1, 0, 0, 0, 60, (unsigned char)(length >> 8), (unsigned char)length};
    put(packet, (const char *)head, sizeof(head));
    put(packet, data, length);
}

static void records_are_read_in_order(void **state)
{
    (void)state;
    struct packet packet;
    struct mfp_look look = {0};
    begin(&packet, NOERROR | AD, 3);
    put_record(&packet, 52, OCTETS("\3\1\1\xab\xcd\xef"));
    put_record(&packet, 5, OCTETS("\1y\0")); /* an alias on the way */
    put_record(&packet, 52, OCTETS("\2\0\2\0\xff"));
    mfp_tlsa_parse(packet.octets, packet.length, &look);
    assert_int_equal(look.tlsa, MFP_TLSA_FOUND);
    assert_true(look.tlsa_validated);
    assert_int_equal(look.tlsa_count, 2);
    assert_string_equal(look.tlsa_records[0], "3 1 1 abcdef");
    assert_string_equal(look.tlsa_records[1], "2 0 2 00ff");
}

static void without_the_bit_nothing_is_validated(void **state)
{
    (void)state;
    struct packet packet;
    struct mfp_look look = {.tlsa_validated = true, .tlsa_count = 5};
    begin(&packet, NOERROR, 1);
    put_record(&packet, 52, OCTETS("\3\1\1\xab"));
    mfp_tlsa_parse(packet.octets, packet.length, &look);
    assert_int_equal(look.tlsa_count, 1);
    assert_false(look.tlsa_validated);
}

static void absence_and_failure_are_told_apart(void **state)
{
    (void)state;
    static const struct {
        unsigned char flags;
        enum mfp_tlsa wanted;
    } rows[] = {{NOERROR, MFP_TLSA_NONE}, {NXDOMAIN, MFP_TLSA_NONE}, {SERVFAIL, MFP_TLSA_UNKNOWN}};
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        struct packet packet;
        struct mfp_look look = {0};
        begin(&packet, rows[i].flags, 0);
        mfp_tlsa_parse(packet.octets, packet.length, &look);
        assert_int_equal(look.tlsa, rows[i].wanted);
    }
}

static void a_whole_certificate_is_cut_and_a_short_record_left_out(void **state)
{
    (void)state;
    static const char zeros[300] = {3, 0, 0};
    struct packet packet;
    struct mfp_look look = {0};
    begin(&packet, NOERROR, 2);
    put_record(&packet, 52, zeros, sizeof(zeros));
    put_record(&packet, 52, OCTETS("\3\1\1"));
    mfp_tlsa_parse(packet.octets, packet.length, &look);
    assert_int_equal(look.tlsa_count, 1);
    assert_int_equal(strlen(look.tlsa_records[0]), strlen("3 0 0 ") + 2 * 64 + strlen("..."));
}

static void more_records_than_are_kept_do_no_harm(void **state)
{
    (void)state;
    struct packet packet;
    struct mfp_look look = {0};
    begin(&packet, NOERROR, 20);
    for (int i = 0; i < 20; i++)
        put_record(&packet, 52, OCTETS("\3\1\1\xab"));
    mfp_tlsa_parse(packet.octets, packet.length, &look);
    assert_int_equal(look.tlsa_count, MFP_LOOK_TLSA);
}

/* Every beginning of an answer, and every octet of it wrong. */
static void broken_answers_do_no_harm(void **state)
{
    (void)state;
    struct packet packet;
    struct mfp_look look = {0};
    begin(&packet, NOERROR, 1);
    put_record(&packet, 52, OCTETS("\3\1\1\xab\xcd"));
    for (size_t length = 0; length < packet.length; length++) {
        unsigned char copy[sizeof(packet.octets)];
        memcpy(copy, packet.octets, packet.length);
        mfp_tlsa_parse(copy, length, &look);
        assert_int_equal(look.tlsa_count, 0);
        copy[length] ^= 0xff;
        mfp_tlsa_parse(copy, packet.length, &look);
        assert_true(look.tlsa_count <= 1);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(records_are_read_in_order),
        cmocka_unit_test(without_the_bit_nothing_is_validated),
        cmocka_unit_test(absence_and_failure_are_told_apart),
        cmocka_unit_test(a_whole_certificate_is_cut_and_a_short_record_left_out),
        cmocka_unit_test(more_records_than_are_kept_do_no_harm),
        cmocka_unit_test(broken_answers_do_no_harm),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
