#include "core/reply.h"
#include "unit.h"

#include <stdio.h>

struct row {
    const char *name;
    const char *octets;
    size_t length;
    int code;
    const char *enhanced; /* "" none */
    const char *text;
    size_t lines;
};

static const struct row rows[] = {
    {"single", OCTETS("250 ok\r\n"), 250, "", "ok", 1},
    {"no line break", OCTETS("250 ok"), 250, "", "ok", 1},
    {"code alone", OCTETS("250"), 250, "", "", 1},
    {"code and blank", OCTETS("250 \r\n"), 250, "", "", 1},
    {"code and tab", OCTETS("250\tok\r\n"), 250, "", "ok", 1},
    {"multi-line", OCTETS("250-mx.example.com\r\n250-SIZE 100\r\n250 DSN\r\n"), 250, "",
     "mx.example.com SIZE 100 DSN", 3},
    {"enhanced code", OCTETS("550 5.1.1 user unknown\r\n"), 550, "5.1.1", "user unknown", 1},
    {"enhanced code alone", OCTETS("550 5.1.1\r\n"), 550, "5.1.1", "", 1},
    {"enhanced code with three digits", OCTETS("535 5.7.139 disabled"), 535, "5.7.139", "disabled",
     1},
    {"enhanced code with four digits is none", OCTETS("550 5.7.1394 x"), 550, "", "5.7.1394 x", 1},
    {"enhanced code in every line",
     OCTETS("550-5.7.26 This mail is\r\n550-5.7.26 unauthenticated\r\n550 5.7.26 go away - gsmtp"),
     550, "5.7.26", "This mail is unauthenticated go away - gsmtp", 3},
    {"enhanced code behind the dash", OCTETS("552-5.7.0 This message\r\n552 5.7.0 was blocked"),
     552, "5.7.0", "This message was blocked", 2},
    {"enhanced code and colon", OCTETS("554 5.7.1: denied"), 554, "5.7.1", "denied", 1},
    {"enhanced code ends a sentence", OCTETS("554 see 5.7.1. Bye"), 554, "5.7.1", "see 5.7.1. Bye",
     1},
    {"first of several enhanced codes", OCTETS("550-5.7.1 a\r\n550 5.2.1 b"), 550, "5.7.1", "a b",
     2},
    {"qmail in front", OCTETS("553 (#5.7.1) sorry"), 553, "5.7.1", "(#5.7.1) sorry", 1},
    {"qmail behind", OCTETS("550 sorry, no mailbox here by that name. (#5.1.1)\r\n"), 550, "5.1.1",
     "sorry, no mailbox here by that name. (#5.1.1)", 1},
    {"qmail temporary", OCTETS("451 out of memory (#4.3.0)"), 451, "4.3.0",
     "out of memory (#4.3.0)", 1},
    {"late code of another class is not ours", OCTETS("450 inner said 5.1.1 no"), 450, "",
     "inner said 5.1.1 no", 1},
    {"IP address is no enhanced code", OCTETS("554 client 5.7.1.22 blocked"), 554, "",
     "client 5.7.1.22 blocked", 1},
    {"end of an IP address is no enhanced code", OCTETS("554 client 192.5.7.1 blocked"), 554, "",
     "client 192.5.7.1 blocked", 1},
    {"version is no enhanced code", OCTETS("554 agent 5.7.1x"), 554, "", "agent 5.7.1x", 1},
    {"class 3 is no enhanced code", OCTETS("550 3.1.1 x"), 550, "", "3.1.1 x", 1},
    {"mixed codes: the last line counts", OCTETS("250-2.1.5 fine\r\n550 no such user\r\n"), 550, "",
     "fine no such user", 2},
    {"mixed codes: an enhanced code of the last line's class counts",
     OCTETS("250-2.1.5 fine\r\n550 5.1.1 no such user\r\n"), 550, "5.1.1", "fine no such user", 2},
    {"every line a last line, as people retype it", OCTETS("550 one\n550 two\n550 three"), 550, "",
     "one two three", 3},
    {"bare LF", OCTETS("550-a\n550 b\n"), 550, "", "a b", 2},
    {"literal \\n, as the corpus writes it", OCTETS("550-5.7.1 a\\n550 5.7.1 b"), 550, "5.7.1",
     "a b", 2},
    {"CR alone does not end a line", OCTETS("250 a\rb"), 250, "", "a\rb", 1},
    {"empty lines around", OCTETS("\r\n250 ok\r\n\r\n"), 250, "", "ok", 1},
    {"empty bare lines around", OCTETS("\n\n250 ok\n\n"), 250, "", "ok", 1},
    {"NUL in the text", OCTETS("550 a\0b"), 550, "", "a?b", 1},
    {"NUL where a class would stand", OCTETS("550 \0.7.1 x"), 550, "", "?.7.1 x", 1},
    {"NUL later where a class would stand", OCTETS("550 see \0.7.1 x"), 550, "", "see ?.7.1 x", 1},
    {"NUL inside an enhanced code", OCTETS("550 5.\0.1 x"), 550, "", "5.?.1 x", 1},
    {"banner of another protocol", OCTETS("SSH-2.0-OpenSSH_9.2\r\n"), 0, "", "SSH-2.0-OpenSSH_9.2",
     1},
    {"POP3", OCTETS("+OK ready\r\n"), 0, "", "+OK ready", 1},
    {"HTTP has a code, but not at its beginning", OCTETS("HTTP/1.1 400 Bad Request\r\n"), 0, "",
     "HTTP/1.1 400 Bad Request", 1},
    {"code of class 1", OCTETS("150 x"), 0, "", "150 x", 1},
    {"code of class 6", OCTETS("600 x"), 0, "", "600 x", 1},
    {"four digits", OCTETS("2500 x"), 0, "", "2500 x", 1},
    {"two digits", OCTETS("25"), 0, "", "25", 1},
    {"letter behind the code", OCTETS("250x"), 0, "", "250x", 1},
    {"nothing", OCTETS(""), 0, "", "", 0},
    {"line breaks alone", OCTETS("\r\n\r\n"), 0, "", "", 0},
    {"garbage, then a reply", OCTETS("hello\r\n554 no\r\n"), 554, "", "hello no", 2},
};

static void check_row(const struct row *row)
{
    struct mfp_reply reply;
    char enhanced[32] = "";
    mfp_reply_parse(&reply, row->octets, row->length);
    if (reply.class)
        snprintf(enhanced, sizeof(enhanced), "%d.%d.%d", reply.class, reply.subject, reply.detail);
    check_number(row->name, reply.code, row->code);
    check_string(row->name, enhanced, row->enhanced);
    check_string(row->name, reply.text, row->text);
    check_number(row->name, reply.lines, row->lines);
    check_number(row->name, reply.complete, row->code != 0);
}

static void whole_replies_are_parsed(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        if (strncmp(rows[i].name, "NUL", 3) == 0 || strstr(rows[i].name, "mixed codes") ||
            strstr(rows[i].name, "empty") || strstr(rows[i].name, "line breaks alone"))
            continue;
        check_row(&rows[i]);
    }
}

static void rows_named(const char *part)
{
    size_t count = 0;
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        if (!strstr(rows[i].name, part))
            continue;
        check_row(&rows[i]);
        count++;
    }
    assert_true(count > 0);
}

static void nul_octets_are_text_and_no_code(void **state)
{
    (void)state;
    rows_named("NUL");
}

static void lines_that_disagree_follow_the_last(void **state)
{
    (void)state;
    rows_named("mixed codes");
}

static void empty_lines_are_no_lines(void **state)
{
    (void)state;
    rows_named("empty");
    rows_named("line breaks alone");
}

static void raw_keeps_the_codes(void **state)
{
    (void)state;
    struct mfp_reply reply;
    mfp_reply_parse(&reply, OCTETS("550-5.7.1 a\r\n550 5.7.1 b\r\n"));
    assert_string_equal(reply.raw, "550-5.7.1 a\n550 5.7.1 b");
}

static void a_reply_grows_line_by_line(void **state)
{
    (void)state;
    struct mfp_reply reply;
    mfp_reply_init(&reply);
    assert_false(mfp_reply_add(&reply, OCTETS("250-one\r\n")));
    assert_false(reply.complete);
    assert_false(mfp_reply_add(&reply, OCTETS("250-two")));
    assert_true(mfp_reply_add(&reply, OCTETS("250 three\n")));
    assert_true(reply.complete);
    assert_string_equal(reply.text, "one two three");
    assert_true(mfp_reply_add(&reply, OCTETS("550 too late")));
    assert_int_equal(reply.code, 250);
    assert_string_equal(reply.text, "one two three");
}

static void text_is_bounded(void **state)
{
    (void)state;
    static char octets[3 * MFP_REPLY_TEXT_SIZE];
    struct mfp_reply reply;
    memset(octets, 'x', sizeof(octets));
    memcpy(octets, "554 ", 4);
    mfp_reply_parse(&reply, octets, sizeof(octets));
    assert_int_equal(reply.code, 554);
    assert_int_equal(strlen(reply.text), MFP_REPLY_TEXT_SIZE - 1);
    assert_int_equal(strlen(reply.raw), MFP_REPLY_TEXT_SIZE - 1);
}

/* Around the border: the glue between two lines must not overrun either. */
static void text_is_bounded_at_every_length(void **state)
{
    (void)state;
    static char octets[MFP_REPLY_TEXT_SIZE + 32];
    for (size_t length = MFP_REPLY_TEXT_SIZE - 16; length < MFP_REPLY_TEXT_SIZE + 8; length++) {
        struct mfp_reply reply;
        mfp_reply_init(&reply);
        memset(octets, 'x', sizeof(octets));
        memcpy(octets, "250-", 4);
        mfp_reply_add(&reply, octets, length);
        assert_true(mfp_reply_add(&reply, OCTETS("554 yz")));
        assert_int_equal(reply.code, 554);
        assert_true(strlen(reply.text) < MFP_REPLY_TEXT_SIZE);
        assert_true(strlen(reply.raw) < MFP_REPLY_TEXT_SIZE);
    }
}

static void lines_are_bounded(void **state)
{
    (void)state;
    struct mfp_reply reply;
    mfp_reply_init(&reply);
    for (int i = 0; i < 10 * MFP_REPLY_LINES_MAX; i++)
        assert_false(mfp_reply_add(&reply, OCTETS("250-x")));
    assert_true(reply.lines <= MFP_REPLY_LINES_MAX);
    assert_true(strlen(reply.text) < MFP_REPLY_TEXT_SIZE);
}

static void a_last_line_ends_a_reply_however_many_lines_it_had(void **state)
{
    (void)state;
    struct mfp_reply reply;
    mfp_reply_init(&reply);
    for (int i = 0; i < 2 * MFP_REPLY_LINES_MAX; i++)
        mfp_reply_add(&reply, OCTETS("250-x"));
    assert_true(mfp_reply_add(&reply, OCTETS("550 enough")));
    assert_int_equal(reply.code, 550);
}

static void reply_lines_begin_with_a_code(void **state)
{
    (void)state;
    static const struct {
        const char *line;
        int code; /* 0: no reply line */
        bool last;
    } lines[] = {
        {"220 x", 220, true}, {"250-x", 250, false}, {"354", 354, true},   {"421\tx", 421, true},
        {"599 ", 599, true},  {"199 x", 0, false},   {"600 x", 0, false},  {"25", 0, false},
        {"", 0, false},       {"250.x", 0, false},   {"2 50 x", 0, false}, {" 250 x", 0, false},
    };
    for (size_t i = 0; i < COUNT_OF(lines); i++) {
        int code = 0;
        bool last = false;
        bool is = mfp_reply_line(lines[i].line, strlen(lines[i].line), &code, &last);
        check_number(lines[i].line, is, lines[i].code != 0);
        check_number(lines[i].line, code, lines[i].code);
        check_number(lines[i].line, last, lines[i].last);
    }
}

static void enhanced_codes_are_read_whole_or_not(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        size_t length, wanted;
        int class, subject, detail;
    } codes[] = {
        {OCTETS("5.7.1"), 5, 5, 7, 1},    {OCTETS("5.7.139 x"), 7, 5, 7, 139},
        {OCTETS("2.0.0"), 5, 2, 0, 0},    {OCTETS("4.999.999"), 9, 4, 999, 999},
        {OCTETS("5.7.1."), 5, 5, 7, 1},   {OCTETS("5.7.1, x"), 5, 5, 7, 1},
        {OCTETS("5.7.1.2"), 0, 0, 0, 0},  {OCTETS("5.7.1000"), 0, 0, 0, 0},
        {OCTETS("5.1000.1"), 0, 0, 0, 0}, {OCTETS("3.7.1"), 0, 0, 0, 0},
        {OCTETS("5.7"), 0, 0, 0, 0},      {OCTETS("5.7."), 0, 0, 0, 0},
        {OCTETS("5..1xx"), 0, 0, 0, 0},   {OCTETS("55.7.1"), 0, 0, 0, 0},
        {OCTETS("5.7.1a"), 0, 0, 0, 0},   {OCTETS(""), 0, 0, 0, 0},
        {OCTETS("\0.7.1 x"), 0, 0, 0, 0},
    };
    for (size_t i = 0; i < COUNT_OF(codes); i++) {
        int class = 0, subject = 0, detail = 0;
        size_t n = mfp_enhanced_parse(codes[i].text, codes[i].length, &class, &subject, &detail);
        check_number(codes[i].text, n, codes[i].wanted);
        check_number(codes[i].text, class, codes[i].class);
        check_number(codes[i].text, subject, codes[i].subject);
        check_number(codes[i].text, detail, codes[i].detail);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(whole_replies_are_parsed),
        cmocka_unit_test(nul_octets_are_text_and_no_code),
        cmocka_unit_test(lines_that_disagree_follow_the_last),
        cmocka_unit_test(empty_lines_are_no_lines),
        cmocka_unit_test(raw_keeps_the_codes),
        cmocka_unit_test(a_reply_grows_line_by_line),
        cmocka_unit_test(text_is_bounded),
        cmocka_unit_test(text_is_bounded_at_every_length),
        cmocka_unit_test(lines_are_bounded),
        cmocka_unit_test(a_last_line_ends_a_reply_however_many_lines_it_had),
        cmocka_unit_test(reply_lines_begin_with_a_code),
        cmocka_unit_test(enhanced_codes_are_read_whole_or_not),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
