#include "smtp/message.h"
#include "unit.h"

#include <errno.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

static const char token[] = "0123456789abcdef0123456789abcdef";

static struct mfp_message_plan plan_of(int64_t attachment)
{
    return (struct mfp_message_plan){
        .device = "xerox-3f",
        .from = "scans@example.com",
        .recipient = "office@example.net",
        .token = token,
        .date = 1700000000, /* Tue, 14 Nov 2023 22:13:20 */
        .attachment = attachment,
    };
}

/* The whole message, read in pieces of CHUNK octets; the caller frees it. */
static char *read_whole(const struct mfp_message_plan *plan, size_t chunk, size_t *length)
{
    struct mfp_message message;
    struct mfp_error error = {0};
    if (mfp_message_init(&message, plan, &error) < 0)
        fail_msg("%s", error.text);
    size_t room = (size_t)message.octets + 1024;
    char *text = malloc(room + 1);
    assert_non_null(text);
    *length = 0;
    for (size_t n = 1; n > 0;) {
        size_t wanted = chunk < room - *length ? chunk : room - *length;
        n = mfp_message_read(&message, text + *length, wanted);
        assert_true(n <= wanted);
        *length += n;
        assert_true(*length < room);
    }
    assert_int_equal(mfp_message_read(&message, text + *length, 1), 0);
    assert_int_equal(*length, message.octets);
    text[*length] = '\0';
    mfp_message_done(&message);
    return text;
}

static int base64_value(char c)
{
    static const char digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    const char *at = c ? strchr(digits, c) : NULL;
    return at ? (int)(at - digits) : -1;
}

/* Decodes LENGTH octets in place, line breaks skipped; strict about everything else. */
static size_t base64_decode(char *text, size_t length)
{
    size_t out = 0, digits = 0, padding = 0;
    unsigned bits = 0;
    for (size_t i = 0; i < length; i++) {
        if (text[i] == '\r' || text[i] == '\n')
            continue;
        if (text[i] == '=') {
            padding++;
            continue;
        }
        int value = base64_value(text[i]);
        assert_true(value >= 0);
        assert_int_equal(padding, 0);
        bits = (bits << 6 | (unsigned)value) & 0xffffff;
        if (++digits % 4) {
            if (digits % 4 > 1)
                text[out++] = (char)(bits >> (digits % 4 == 2 ? 4 : 2) & 0xff);
        } else {
            text[out++] = (char)(bits & 0xff);
        }
    }
    assert_int_equal((digits + padding) % 4, 0);
    assert_true(padding <= 2);
    return out;
}

/* The attachment's octets, decoded in place; its end is the closing boundary. */
static char *attachment_of(char *text, size_t *length)
{
    char *begin = strstr(text, "Content-Transfer-Encoding: base64\r\n\r\n");
    assert_non_null(begin);
    begin += strlen("Content-Transfer-Encoding: base64\r\n\r\n");
    char *end = strstr(begin, "\r\n--");
    assert_non_null(end);
    assert_memory_equal(end + 4, token, strlen(token));
    assert_string_equal(end + 4 + strlen(token), "--\r\n");
    *length = base64_decode(begin, (size_t)(end - begin));
    return begin;
}

static void chunks_of_any_size_give_the_same_message(void **state)
{
    (void)state;
    static const size_t chunks[] = {1, 2, 3, 7, 56, 57, 77, 78, 79, 1000, 4096, 65536};
    static const int64_t attachments[] = {0, 1024, 5000};
    for (size_t a = 0; a < COUNT_OF(attachments); a++) {
        struct mfp_message_plan plan = plan_of(attachments[a]);
        size_t whole_length, length;
        char *whole = read_whole(&plan, 1 << 20, &whole_length);
        for (size_t i = 0; i < COUNT_OF(chunks); i++) {
            char *text = read_whole(&plan, chunks[i], &length);
            assert_int_equal(length, whole_length);
            assert_memory_equal(text, whole, length);
            free(text);
        }
        free(whole);
    }
}

static void check_lines(const char *row, const char *text, size_t length, size_t limit)
{
    size_t begin = 0;
    check_true(row, length > 2 && memcmp(text + length - 2, "\r\n", 2) == 0);
    for (size_t i = 0; i < length; i++) {
        check_true(row, text[i] != '\0' && (unsigned char)text[i] < 0x80);
        if (text[i] == '\r')
            check_true(row, text[i + 1] == '\n');
        if (text[i] != '\n')
            continue;
        check_true(row, i > 0 && text[i - 1] == '\r');
        if (i - 1 - begin > limit)
            fail_msg("[%s] the line has %zu octets: %.*s", row, i - 1 - begin, (int)(i - 1 - begin),
                     text + begin);
        begin = i + 1;
    }
}

static void lines_are_short_and_end_with_crlf(void **state)
{
    (void)state;
    static const int64_t attachments[] = {0, 1024, 1025, 4096, 100000};
    for (size_t a = 0; a < COUNT_OF(attachments); a++) {
        struct mfp_message_plan plan = plan_of(attachments[a]);
        size_t length;
        char *text = read_whole(&plan, 4096, &length);
        check_lines("ordinary names", text, length, 78);
        free(text);
    }
}

/* RFC 5322 2.1.1: at most 998 octets, and 78 if it can be done; an address cannot be folded. */
static void lines_are_bounded_with_long_names_too(void **state)
{
    (void)state;
    static const struct {
        const char *device, *domain;
        size_t limit;
    } rows[] = {
        {"a device with the longest name that the inventory takes, 64 long", "example.com", 78},
        {"\xc3\xbc\xc3\xbc\xc3\xbc\xc3\xbc\xc3\xbc\xc3\xbc\xc3\xbc\xc3\xbc\xc3\xbc\xc3\xbc"
         "\xc3\xbc\xc3\xbc\xc3\xbc\xc3\xbc\xc3\xbc\xc3\xbc\xc3\xbc\xc3\xbc\xc3\xbc\xc3\xbc",
         "example.com", 78},
        {"xerox",
         "a-label-of-sixty-three-octets-is-the-longest-that-there-is-1234."
         "a-label-of-sixty-three-octets-is-the-longest-that-there-is-1234."
         "a-label-of-sixty-three-octets-is-the-longest-that-there-is-1234.example.com",
         998},
    };
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        struct mfp_message_plan plan = plan_of(0);
        char address[256];
        size_t length;
        snprintf(address, sizeof(address), "scans@%s", rows[i].domain);
        plan.device = rows[i].device;
        plan.from = plan.recipient = address;
        char *text = read_whole(&plan, 4096, &length);
        check_lines(rows[i].device, text, length, rows[i].limit);
        free(text);
    }
}

static void attachments_have_exactly_the_size_asked_for(void **state)
{
    (void)state;
    static const int64_t sizes[] = {1024, 1025, 1026, 1027, 4096, 57000, 3 << 20};
    for (size_t i = 0; i < COUNT_OF(sizes); i++) {
        struct mfp_message_plan plan = plan_of(sizes[i]);
        size_t whole, length;
        char *text = read_whole(&plan, 65536, &whole);
        char *pdf = attachment_of(text, &length);
        assert_int_equal(length, sizes[i]);
        assert_memory_equal(pdf, "%PDF-1.", 7);
        assert_memory_equal(pdf + length - 6, "%%EOF\n", 6);
        free(text);
    }
}

/* Where the tail of a PDF says it is: a reader starts there. */
static void the_pdf_can_be_opened(void **state)
{
    (void)state;
    static const int64_t sizes[] = {1024, 4096, 57000, 3 << 20};
    for (size_t i = 0; i < COUNT_OF(sizes); i++) {
        struct mfp_message_plan plan = plan_of(sizes[i]);
        size_t whole, length;
        char *text = read_whole(&plan, 65536, &whole);
        char *pdf = attachment_of(text, &length);
        pdf[length] = '\0';
        char *start = memmem(pdf + length - 64, 64, "startxref\n", 10);
        assert_non_null(start);
        long long table = strtoll(start + 10, NULL, 10);
        assert_in_range(table, 1, length - 1);
        assert_memory_equal(pdf + table, "xref\n0 7\n0000000000 65535 f \n", 29);
        for (int object = 1; object < 7; object++) {
            char head[24];
            const char *entry = pdf + table + 9 + 20 * object; /* entries have 20 octets each */
            long long offset = strtoll(entry, NULL, 10);
            assert_memory_equal(entry + 10, " 00000 n \n", 10);
            snprintf(head, sizeof(head), "%d 0 obj\n", object);
            assert_in_range(offset, 1, table);
            assert_memory_equal(pdf + offset, head, strlen(head));
        }
        /* The stream is as long as it says. */
        char *stream = memmem(pdf, 1024, "6 0 obj\n<</Length ", 18);
        assert_non_null(stream);
        long long filling = strtoll(stream + 18, NULL, 10);
        char *octets = strstr(stream, "stream\n") + 7;
        assert_memory_equal(octets + filling, "\nendstream\nendobj\nxref\n", 23);
        free(text);
    }
}

/* Takes the line breaks of folded header fields out (RFC 5322 2.2.3). */
static void unfold(char *text)
{
    for (char *at = text; (at = strstr(at, "\r\n")) && strncmp(at, "\r\n\r\n", 4) != 0;) {
        if (at[2] == ' ' || at[2] == '\t')
            memmove(at, at + 2, strlen(at + 2) + 1);
        else
            at += 2;
    }
}

static void headers_say_what_it_is(void **state)
{
    (void)state;
    static const char *const headers[] = {
        "Date: Tue, 14 Nov 2023 22:13:20 +0000\r\n",
        "From: <scans@example.com>\r\n",
        "To: <office@example.net>\r\n",
        "Subject: mfpmail test of xerox-3f\r\n",
        "Message-ID: <0123456789abcdef0123456789abcdef.mfpmail@example.com>\r\n",
        "X-Mfpmail-Token: 0123456789abcdef0123456789abcdef\r\n",
        "Auto-Submitted: auto-generated\r\n",
        "MIME-Version: 1.0\r\n",
    };
    static const int64_t attachments[] = {0, 2000};
    for (size_t a = 0; a < COUNT_OF(attachments); a++) {
        struct mfp_message_plan plan = plan_of(attachments[a]);
        size_t length;
        char *text = read_whole(&plan, 4096, &length);
        char *body = strstr(text, "\r\n\r\n");
        assert_non_null(body);
        check_contains("body", body, "This is a test message from mfpmail");
        body[2] = '\0';
        unfold(text);
        for (size_t i = 0; i < COUNT_OF(headers); i++) {
            const char *at = strstr(text, headers[i]);
            check_true(headers[i], at && (at == text || at[-1] == '\n'));
        }
        check_contains("type", text,
                       attachments[a] ? "Content-Type: multipart/mixed; boundary=\""
                                      : "Content-Type: text/plain; charset=us-ascii\r\n");
        free(text);
    }
}

static void dates_are_rfc_5322_in_utc(void **state)
{
    (void)state;
    static const struct {
        int64_t seconds;
        const char *wanted;
    } rows[] = {
        {0, "Date: Thu, 01 Jan 1970 00:00:00 +0000\r\n"},
        {951782400, "Date: Tue, 29 Feb 2000 00:00:00 +0000\r\n"},
        {1798761599, "Date: Thu, 31 Dec 2026 23:59:59 +0000\r\n"},
        {4102444800, "Date: Fri, 01 Jan 2100 00:00:00 +0000\r\n"},
    };
    assert_int_equal(setenv("TZ", "America/New_York", 1), 0);
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        struct mfp_message_plan plan = plan_of(0);
        size_t length;
        plan.date = rows[i].seconds;
        char *text = read_whole(&plan, 4096, &length);
        check_contains(rows[i].wanted, text, rows[i].wanted);
        free(text);
    }
}

static void device_names_beyond_ascii_are_encoded(void **state)
{
    (void)state;
    static const struct {
        const char *device, *wanted;
    } rows[] = {
        {"B\xc3\xbcro", "Subject: mfpmail test of =?UTF-8?B?QsO8cm8=?=\r\n"},
        {"\xe2\x82\xac", "Subject: mfpmail test of =?UTF-8?B?4oKs?=\r\n"},
        {"a\tb", "Subject: mfpmail test of =?UTF-8?B?YQli?=\r\n"},
        {"a\r\nBcc: x@example.com", "Subject: mfpmail test of =?UTF-8?B?"},
    };
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        struct mfp_message_plan plan = plan_of(0);
        size_t length;
        plan.device = rows[i].device;
        char *text = read_whole(&plan, 4096, &length);
        unfold(text);
        check_contains(rows[i].device, text, rows[i].wanted);
        check_lacks(rows[i].device, text, "\nBcc:");
        free(text);
    }
}

static void long_device_names_are_cut_between_characters(void **state)
{
    (void)state;
    for (size_t blanks = 0; blanks < 4; blanks++) {
        struct mfp_message_plan plan = plan_of(0);
        char device[64] = "";
        size_t length;
        memset(device, ' ', blanks);
        for (size_t i = blanks; i + 3 < 60; i += 3)
            memcpy(device + i, "\xe2\x82\xac", 3);
        plan.device = device;
        char *text = read_whole(&plan, 4096, &length);
        char *word = strstr(text, "=?UTF-8?B?");
        assert_non_null(word);
        word += 10;
        char *end = strstr(word, "?=");
        assert_non_null(end);
        size_t octets = base64_decode(word, (size_t)(end - word));
        assert_true(octets > blanks);
        assert_int_equal((octets - blanks) % 3, 0);
        assert_memory_equal(word, device, octets);
        free(text);
    }
}

static void sizes_too_small_for_a_pdf_are_refused(void **state)
{
    (void)state;
    static const int64_t sizes[] = {1, 57, 1023, -1, INT64_MIN};
    for (size_t i = 0; i < COUNT_OF(sizes); i++) {
        struct mfp_message_plan plan = plan_of(sizes[i]);
        struct mfp_message message;
        struct mfp_error error = {0};
        assert_int_equal(mfp_message_init(&message, &plan, &error), -EINVAL);
        check_contains("size", error.text, "is too small for a PDF, at least 1024");
    }
}

static void a_message_without_size_has_no_attachment(void **state)
{
    (void)state;
    struct mfp_message_plan plan = plan_of(0);
    size_t length;
    char *text = read_whole(&plan, 4096, &length);
    check_lacks("text", text, "multipart");
    check_lacks("text", text, "base64");
    check_lacks("text", text, "attachment");
    assert_true(length < 2000);
    free(text);
}

static void the_largest_size_needs_no_memory(void **state)
{
    (void)state;
    struct mfp_message_plan plan = plan_of(2147483648);
    struct mfp_message message;
    struct mfp_error error = {0};
    char octets[4096];
    assert_int_equal(mfp_message_init(&message, &plan, &error), 0);
    assert_true(message.octets > 2147483648 / 57 * 78);
    for (int i = 0; i < 100; i++)
        assert_int_equal(mfp_message_read(&message, octets, sizeof(octets)), sizeof(octets));
    mfp_message_done(&message);
}

static void tokens_are_hexadecimal_and_differ(void **state)
{
    (void)state;
    char one[MFP_TOKEN_SIZE], two[MFP_TOKEN_SIZE];
    assert_int_equal(mfp_token_make(one, NULL), 0);
    assert_int_equal(mfp_token_make(two, NULL), 0);
    assert_int_equal(strlen(one), MFP_TOKEN_SIZE - 1);
    assert_int_equal(strspn(one, "0123456789abcdef"), MFP_TOKEN_SIZE - 1);
    assert_string_not_equal(one, two);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(chunks_of_any_size_give_the_same_message),
        cmocka_unit_test(lines_are_short_and_end_with_crlf),
        cmocka_unit_test(lines_are_bounded_with_long_names_too),
        cmocka_unit_test(attachments_have_exactly_the_size_asked_for),
        cmocka_unit_test(the_pdf_can_be_opened),
        cmocka_unit_test(headers_say_what_it_is),
        cmocka_unit_test(dates_are_rfc_5322_in_utc),
        cmocka_unit_test(device_names_beyond_ascii_are_encoded),
        cmocka_unit_test(long_device_names_are_cut_between_characters),
        cmocka_unit_test(sizes_too_small_for_a_pdf_are_refused),
        cmocka_unit_test(a_message_without_size_has_no_attachment),
        cmocka_unit_test(the_largest_size_needs_no_memory),
        cmocka_unit_test(tokens_are_hexadecimal_and_differ),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
