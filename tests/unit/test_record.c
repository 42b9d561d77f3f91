#include "smtp/record.h"
#include "unit.h"

#include <stdio.h>
#include <stdlib.h>

/* "hunter2!" in base64 is aHVudGVyMiE=, "joe" is am9l, "\0joe\0hunter2!" is AGpvZQBodW50ZXIyIQ==.
 */
static const char user[] = "joe";
static char password[] = "hunter2!";

static const char *const never[] = {"hunter2!", "aHVudGVyMiE", "AGpvZQBodW50ZXIyIQ"};

struct step {
    char mark; /* '>' we, '<' the server */
    const char *line, *kept;
};

static void begin(struct mfp_record *record, struct mfp_transcript *transcript)
{
    const struct mfp_secret secret = {.value = password, .length = strlen(password)};
    mfp_transcript_init(transcript);
    assert_int_equal(mfp_record_init(record, transcript, user, &secret, NULL), 0);
}

static void check_nothing_secret(const struct mfp_transcript *transcript)
{
    struct mfp_text out = {0};
    mfp_transcript_print(transcript, &out, true);
    for (size_t i = 0; i < COUNT_OF(never); i++)
        check_lacks("transcript", mfp_text_string(&out), never[i]);
    mfp_text_done(&out);
    for (size_t i = 0; i < transcript->count; i++)
        for (size_t n = 0; n < COUNT_OF(never); n++)
            check_lacks("event", transcript->events[i].text, never[n]);
}

static void play(const struct step *steps, size_t count)
{
    struct mfp_record record;
    struct mfp_transcript transcript;
    begin(&record, &transcript);
    for (size_t i = 0; i < count; i++) {
        char line[256];
        int length = snprintf(line, sizeof(line), "%s\r\n", steps[i].line);
        if (steps[i].mark == '>')
            mfp_record_command(&record, 1, line, (size_t)length);
        else
            mfp_record_reply(&record, 1, line, (size_t)length);
    }
    assert_int_equal(transcript.count, count);
    for (size_t i = 0; i < count; i++) {
        check_string(steps[i].line, transcript.events[i].text, steps[i].kept);
        check_number(steps[i].line, transcript.events[i].kind,
                     steps[i].mark == '>' ? MFP_EVENT_COMMAND : MFP_EVENT_REPLY);
    }
    check_nothing_secret(&transcript);
    mfp_record_done(&record);
    mfp_transcript_done(&transcript);
}

#define GREETING                                                                                   \
    {'<', "220 hello", "220 hello"}, {'>', "EHLO x", "EHLO x"},                                    \
    {                                                                                              \
        '<', "250 x", "250 x"                                                                      \
    }

static void login_exchanges_leave_no_secret(void **state)
{
    (void)state;
    static const struct step plain[] = {
        GREETING,
        {'>', "AUTH PLAIN AGpvZQBodW50ZXIyIQ==", "AUTH PLAIN ***"},
        {'<', "235 2.7.0 ok", "235 2.7.0 ok"},
        {'>', "MAIL FROM:<joe@example.com>", "MAIL FROM:<joe@example.com>"},
    };
    static const struct step plain_step[] = {
        GREETING,
        {'>', "AUTH PLAIN", "AUTH PLAIN"},
        {'<', "334 ", "334 "}, /* nothing was challenged */
        {'>', "AGpvZQBodW50ZXIyIQ==", "***"},
        {'<', "235 2.7.0 ok", "235 2.7.0 ok"},
    };
    static const struct step login[] = {
        GREETING,
        {'>', "AUTH LOGIN", "AUTH LOGIN"},
        {'<', "334 VXNlcm5hbWU6", "334 ***"},
        {'>', "am9l", "***"},
        {'<', "334 UGFzc3dvcmQ6", "334 ***"},
        {'>', "aHVudGVyMiE=", "***"},
        {'<', "535 5.7.8 no", "535 5.7.8 no"},
        {'>', "QUIT", "QUIT"},
        {'<', "221 bye", "221 bye"},
    };
    static const struct step login_initial[] = {
        GREETING,
        {'>', "auth login am9l", "auth login ***"},
        {'<', "334 UGFzc3dvcmQ6", "334 ***"},
        {'>', "aHVudGVyMiE=", "***"},
        {'<', "235 ok", "235 ok"},
    };
    static const struct step cram_md5[] = {
        GREETING,
        {'>', "AUTH CRAM-MD5", "AUTH CRAM-MD5"},
        {'<', "334 PDE4OTYuNjk3MTcwOTUyQHBvc3RvZmZpY2U+", "334 ***"},
        {'>', "am9lIDk5MTNhNjAyYzdlZGE3YTQ5NWI0ZTZlNzMzNGQzODkw", "***"},
        {'<', "535 digest am9lIDk5MTNhNjAyYzdlZGE3YTQ5NWI0ZTZlNzMzNGQzODkw is wrong",
         "535 digest *** is wrong"},
    };
    static const struct step cancelled[] = {
        GREETING,
        {'>', "AUTH CRAM-MD5", "AUTH CRAM-MD5"},
        {'<', "334 PDE4OTYuNjk3MTcwOTUyQHBvc3RvZmZpY2U+", "334 ***"},
        {'>', "*", "***"},
        {'<', "501 cancelled * by you", "501 cancelled * by you"},
        {'>', "RSET", "RSET"},
    };
    play(plain, COUNT_OF(plain));
    play(plain_step, COUNT_OF(plain_step));
    play(login, COUNT_OF(login));
    play(login_initial, COUNT_OF(login_initial));
    play(cram_md5, COUNT_OF(cram_md5));
    play(cancelled, COUNT_OF(cancelled));
}

static void secrets_that_the_server_repeats_are_redacted(void **state)
{
    (void)state;
    static const struct step steps[] = {
        {'<', "220 hunter2! is welcome", "220 *** is welcome"},
        {'>', "EHLO hunter2!", "EHLO ***"},
        {'<', "250-xhunter2!hunter2!y", "250-x******y"},
        {'<', "250 ahunter2", "250 ahunter2"},
        {'>', "AUTH PLAIN AGpvZQBodW50ZXIyIQ==", "AUTH PLAIN ***"},
        {'<', "535-AUTH PLAIN AGpvZQBodW50ZXIyIQ== was bad", "535-AUTH PLAIN *** was bad"},
        {'<', "535-or aHVudGVyMiE=, that is", "535-or ***=, that is"},
        {'<', "535-or without padding aHVudGVyMiE", "535-or without padding ***"},
        {'<', "535 that is hunter2! for joe", "535 that is *** for joe"},
        {'>', "QUIT hunter2!", "QUIT ***"},
    };
    play(steps, COUNT_OF(steps));
}

/* The response in another form than ours, as a device's firmware writes it: it was sent, so it is
 * known. */
static void what_was_answered_to_auth_is_remembered(void **state)
{
    (void)state;
    static const struct step steps[] = {
        GREETING,
        {'>', "AUTH PLAIN am9lAGpvZQBodW50ZXIyIQ==", "AUTH PLAIN ***"},
        {'<', "535 bad: am9lAGpvZQBodW50ZXIyIQ==", "535 bad: ***"},
    };
    play(steps, COUNT_OF(steps));
}

static void a_secret_in_a_faults_words_is_redacted(void **state)
{
    (void)state;
    struct mfp_record record;
    struct mfp_transcript transcript;
    begin(&record, &transcript);
    mfp_record_fault(&record, 5, MFP_FAULT_NOT_SMTP, 0, "got 'hunter2!' and aHVudGVyMiE=");
    assert_int_equal(transcript.fault.kind, MFP_FAULT_NOT_SMTP);
    assert_string_equal(transcript.fault.detail, "got '***' and ***=");
    check_nothing_secret(&transcript);
    mfp_record_done(&record);
    mfp_transcript_done(&transcript);
}

/* Blanking out such a secret in ordinary words would tell which one it is. */
static void secrets_of_three_octets_leave_words_as_they_are(void **state)
{
    (void)state;
    struct mfp_record record;
    struct mfp_transcript transcript;
    char value[] = "the";
    const struct mfp_secret secret = {.value = value, .length = 3};
    mfp_transcript_init(&transcript);
    assert_int_equal(mfp_record_init(&record, &transcript, NULL, &secret, NULL), 0);
    mfp_record_reply(&record, 1, OCTETS("220 the server\r\n"));
    mfp_record_command(&record, 2, OCTETS("AUTH PLAIN AAB0aGU=\r\n"));
    mfp_record_reply(&record, 3, OCTETS("535 not AAB0aGU=\r\n"));
    assert_string_equal(transcript.events[0].text, "220 the server");
    assert_string_equal(transcript.events[1].text, "AUTH PLAIN ***");
    assert_string_equal(transcript.events[2].text, "535 not ***");
    mfp_record_done(&record);
    mfp_transcript_done(&transcript);
}

static void without_a_secret_nothing_is_changed(void **state)
{
    (void)state;
    struct mfp_record record;
    struct mfp_transcript transcript;
    const struct mfp_secret secret = {0};
    mfp_transcript_init(&transcript);
    assert_int_equal(mfp_record_init(&record, &transcript, NULL, &secret, NULL), 0);
    mfp_record_reply(&record, 1, OCTETS("220 a\0b *** \xff\r\n"));
    mfp_record_command(&record, 2, OCTETS("EHLO x\n"));
    mfp_record_fault(&record, 3, MFP_FAULT_CLOSED, 0, "the end");
    assert_string_equal(transcript.events[0].text, "220 a?b *** \xff");
    assert_string_equal(transcript.events[1].text, "EHLO x");
    assert_string_equal(transcript.fault.detail, "the end");
    mfp_record_done(&record);
    assert_int_equal(mfp_record_init(&record, &transcript, "joe", NULL, NULL), 0);
    mfp_record_done(&record);
    mfp_transcript_done(&transcript);
}

static void secrets_of_every_length_are_redacted_in_every_form(void **state)
{
    (void)state;
    static const char digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    for (size_t length = 4; length < 64; length++) {
        char value[64], encoded[128], line[256];
        const struct mfp_secret secret = {.value = value, .length = length};
        struct mfp_record record;
        struct mfp_transcript transcript;
        size_t out = 0;
        for (size_t i = 0; i < length; i++)
            value[i] = (char)('!' + (i * 31 + length) % 94);
        value[length] = '\0';
        for (size_t i = 0; i < length * 8; i += 6) {
            unsigned bits = 0;
            for (size_t bit = i; bit < i + 6; bit++) {
                unsigned octet = bit / 8 < length ? (unsigned char)value[bit / 8] : 0;
                bits = bits << 1 | (octet >> (7 - bit % 8) & 1);
            }
            encoded[out++] = digits[bits];
        }
        encoded[out] = '\0';
        mfp_transcript_init(&transcript);
        assert_int_equal(mfp_record_init(&record, &transcript, user, &secret, NULL), 0);
        snprintf(line, sizeof(line), "535 a %s b %s c\r\n", value, encoded);
        mfp_record_reply(&record, 1, line, strlen(line));
        check_string(value, transcript.events[0].text, "535 a *** b *** c");
        mfp_record_done(&record);
        mfp_transcript_done(&transcript);
    }
}

static void replies_without_end_are_a_flood(void **state)
{
    (void)state;
    struct mfp_record record;
    struct mfp_transcript transcript;
    static char line[1026];
    memset(line, 'x', sizeof(line));
    memcpy(line, "220-", 4);
    memcpy(line + 1022, "\r\n", 2);
    begin(&record, &transcript);
    for (int i = 0; i < MFP_RECORD_REPLY_MAX / 1024; i++) {
        assert_false(record.flooded);
        mfp_record_reply(&record, 1, line, 1024);
    }
    assert_false(record.flooded); /* exactly full */
    size_t kept = transcript.count + transcript.dropped;
    mfp_record_reply(&record, 1, OCTETS("250 x\r\n"));
    assert_true(record.flooded);
    assert_int_equal(transcript.count + transcript.dropped, kept);
    mfp_record_done(&record);
    mfp_transcript_done(&transcript);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(login_exchanges_leave_no_secret),
        cmocka_unit_test(secrets_that_the_server_repeats_are_redacted),
        cmocka_unit_test(what_was_answered_to_auth_is_remembered),
        cmocka_unit_test(a_secret_in_a_faults_words_is_redacted),
        cmocka_unit_test(secrets_of_three_octets_leave_words_as_they_are),
        cmocka_unit_test(without_a_secret_nothing_is_changed),
        cmocka_unit_test(secrets_of_every_length_are_redacted_in_every_form),
        cmocka_unit_test(replies_without_end_are_a_flood),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
