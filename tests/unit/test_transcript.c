#include "core/transcript.h"
#include "unit.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

/* A dialogue as a table; text NULL ends it. */
struct step {
    enum mfp_event_kind kind;
    int64_t at_ms;
    const char *text;
    enum mfp_stage stage; /* expected */
};

#define CONNECT MFP_EVENT_CONNECT
#define COMMAND MFP_EVENT_COMMAND
#define REPLY MFP_EVENT_REPLY
#define TLS MFP_EVENT_TLS
#define NOTE MFP_EVENT_NOTE

static void add(struct mfp_transcript *transcript, enum mfp_event_kind kind, int64_t at_ms,
                const char *text)
{
    mfp_transcript_add(transcript, kind, at_ms * 1000, text, strlen(text));
}

static void play(struct mfp_transcript *transcript, const struct step *steps, size_t count)
{
    mfp_transcript_init(transcript);
    for (size_t i = 0; i < count; i++)
        add(transcript, steps[i].kind, steps[i].at_ms, steps[i].text);
    assert_int_equal(transcript->count, count);
    for (size_t i = 0; i < count; i++) {
        check_number(steps[i].text, transcript->events[i].kind, steps[i].kind);
        check_number(steps[i].text, transcript->events[i].stage, steps[i].stage);
        check_number(steps[i].text, transcript->events[i].at_us, steps[i].at_ms * 1000);
        check_string(steps[i].text, transcript->events[i].text, steps[i].text);
    }
}

static const struct step submission[] = {
    {CONNECT, 20, "192.0.2.25:587", MFP_STAGE_CONNECT},
    {REPLY, 50, "220-hello", MFP_STAGE_GREETING},
    {REPLY, 51, "220 mx.example.com ESMTP", MFP_STAGE_GREETING},
    {COMMAND, 52, "EHLO scanner.example.com", MFP_STAGE_EHLO},
    {REPLY, 60, "250-mx.example.com", MFP_STAGE_EHLO},
    {REPLY, 60, "250 STARTTLS", MFP_STAGE_EHLO},
    {COMMAND, 61, "STARTTLS", MFP_STAGE_STARTTLS},
    {REPLY, 70, "220 2.0.0 go ahead", MFP_STAGE_STARTTLS},
    {TLS, 100, "TLSv1.3 TLS_AES_256_GCM_SHA384", MFP_STAGE_TLS},
    {COMMAND, 101, "ehlo scanner.example.com", MFP_STAGE_EHLO},
    {REPLY, 110, "250 AUTH LOGIN", MFP_STAGE_EHLO},
    {COMMAND, 111, "AUTH LOGIN", MFP_STAGE_AUTH},
    {REPLY, 120, "334 ***", MFP_STAGE_AUTH},
    {COMMAND, 121, "***", MFP_STAGE_AUTH},
    {REPLY, 130, "334 ***", MFP_STAGE_AUTH},
    {COMMAND, 131, "***", MFP_STAGE_AUTH},
    {REPLY, 180, "235 2.7.0 ok", MFP_STAGE_AUTH},
    {COMMAND, 181, "MAIL FROM:<a@example.com>", MFP_STAGE_MAIL},
    {REPLY, 190, "250 2.1.0 ok", MFP_STAGE_MAIL},
    {COMMAND, 191, "RCPT TO:<b@example.com>", MFP_STAGE_RCPT},
    {REPLY, 200, "250 2.1.5 ok", MFP_STAGE_RCPT},
    {COMMAND, 201, "DATA", MFP_STAGE_DATA},
    {REPLY, 210, "354 go", MFP_STAGE_DATA},
    {REPLY, 300, "250 2.0.0 queued", MFP_STAGE_BODY},
    {COMMAND, 301, "QUIT", MFP_STAGE_QUIT},
    {REPLY, 310, "221 2.0.0 bye", MFP_STAGE_QUIT},
};

static void stages_follow_the_dialogue(void **state)
{
    (void)state;
    struct mfp_transcript transcript;
    play(&transcript, submission, COUNT_OF(submission));
    assert_true(transcript.tls_facts.done);
    mfp_transcript_done(&transcript);
    assert_null(transcript.events);
}

static void stages_of_uncommon_dialogues(void **state)
{
    (void)state;
    static const struct step implicit[] = {
        {CONNECT, 1, "192.0.2.25:465", MFP_STAGE_CONNECT},
        {TLS, 5, "TLSv1.2 x", MFP_STAGE_TLS},
        {REPLY, 9, "220 hello", MFP_STAGE_GREETING},
        {COMMAND, 10, "HELO x", MFP_STAGE_EHLO},
        {REPLY, 11, "250 x", MFP_STAGE_EHLO},
        {COMMAND, 12, "RSET", MFP_STAGE_QUIT},
        {REPLY, 13, "250 x", MFP_STAGE_QUIT},
        {COMMAND, 14, "NOOP", MFP_STAGE_QUIT},
        {NOTE, 15, "what follows is nothing", MFP_STAGE_QUIT},
    };
    static const struct step refused_login[] = {
        {CONNECT, 1, "192.0.2.25:25", MFP_STAGE_CONNECT},
        {REPLY, 2, "220 hello", MFP_STAGE_GREETING},
        {COMMAND, 3, "AUTH PLAIN ***", MFP_STAGE_AUTH},
        {REPLY, 4, "535-5.7.8 no", MFP_STAGE_AUTH},
        {REPLY, 4, "535 5.7.8 no", MFP_STAGE_AUTH},
        {COMMAND, 5, "QUIT", MFP_STAGE_QUIT},
        {REPLY, 6, "221 bye", MFP_STAGE_QUIT},
    };
    static const struct step cancelled_login[] = {
        {CONNECT, 1, "192.0.2.25:25", MFP_STAGE_CONNECT},
        {REPLY, 2, "220 hello", MFP_STAGE_GREETING},
        {COMMAND, 3, "AUTH CRAM-MD5", MFP_STAGE_AUTH},
        {REPLY, 4, "334 ***", MFP_STAGE_AUTH},
        {COMMAND, 5, "*", MFP_STAGE_AUTH},
        {REPLY, 6, "501 cancelled", MFP_STAGE_AUTH},
        {COMMAND, 7, "MAIL FROM:<a@example.com>", MFP_STAGE_MAIL},
    };
    /* A response in AUTH may look like a verb. */
    static const struct step verb_as_response[] = {
        {CONNECT, 1, "192.0.2.25:25", MFP_STAGE_CONNECT},
        {REPLY, 2, "220 hello", MFP_STAGE_GREETING},
        {COMMAND, 3, "AUTH LOGIN", MFP_STAGE_AUTH},
        {REPLY, 4, "334 ***", MFP_STAGE_AUTH},
        {COMMAND, 5, "DATA", MFP_STAGE_AUTH},
    };
    static const struct step not_a_verb[] = {
        {CONNECT, 1, "192.0.2.25:25", MFP_STAGE_CONNECT},
        {REPLY, 2, "220 hello", MFP_STAGE_GREETING},
        {COMMAND, 3, "DATABASE", MFP_STAGE_GREETING},
        {COMMAND, 4, "MAILFROM:<x>", MFP_STAGE_GREETING},
    };
    /* 250 instead of 354: no message begins. */
    static const struct step no_354[] = {
        {CONNECT, 1, "192.0.2.25:25", MFP_STAGE_CONNECT},
        {COMMAND, 2, "DATA", MFP_STAGE_DATA},
        {REPLY, 3, "250 ok", MFP_STAGE_DATA},
        {REPLY, 4, "250 ok", MFP_STAGE_DATA},
    };
    static const struct {
        const struct step *steps;
        size_t count;
    } dialogues[] = {
        {implicit, COUNT_OF(implicit)},
        {refused_login, COUNT_OF(refused_login)},
        {cancelled_login, COUNT_OF(cancelled_login)},
        {verb_as_response, COUNT_OF(verb_as_response)},
        {not_a_verb, COUNT_OF(not_a_verb)},
        {no_354, COUNT_OF(no_354)},
    };
    for (size_t i = 0; i < COUNT_OF(dialogues); i++) {
        struct mfp_transcript transcript;
        play(&transcript, dialogues[i].steps, dialogues[i].count);
        mfp_transcript_done(&transcript);
    }
}

static void time_is_charged_to_the_stage_that_took_it(void **state)
{
    (void)state;
    static const struct {
        enum mfp_stage stage;
        int64_t ms; /* -1: not reached */
    } rows[] = {
        {MFP_STAGE_UNKNOWN, -1},  {MFP_STAGE_RESOLVE, 5}, /* 0 to 5 */
        {MFP_STAGE_CONNECT, 15},                          /* to 20 */
        {MFP_STAGE_GREETING, 31},                         /* to 51 */
        {MFP_STAGE_EHLO, 9 + 10},                         /* to 60, and from 100 to 110 */
        {MFP_STAGE_STARTTLS, 10},                         /* to 70 */
        {MFP_STAGE_TLS, 30},                              /* to 100 */
        {MFP_STAGE_AUTH, 70},                             /* to 180 */
        {MFP_STAGE_MAIL, 10},                             /* to 190 */
        {MFP_STAGE_RCPT, 10},                             /* to 200 */
        {MFP_STAGE_DATA, 10},                             /* to 210 */
        {MFP_STAGE_BODY, 90},                             /* to 300 */
        {MFP_STAGE_QUIT, 10},                             /* to 310 */
        {MFP_STAGE_DELIVERY, -1},
    };
    struct mfp_transcript transcript;
    int64_t sum = 0;
    mfp_transcript_init(&transcript);
    mfp_transcript_enter(&transcript, MFP_STAGE_CONNECT, 5000);
    for (size_t i = 0; i < COUNT_OF(submission); i++)
        add(&transcript, submission[i].kind, submission[i].at_ms, submission[i].text);
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        const char *name = mfp_word_name(mfp_stage_words, (int)rows[i].stage);
        check_number(name, transcript.stage_us[rows[i].stage],
                     rows[i].ms < 0 ? -1 : rows[i].ms * 1000);
        sum += rows[i].ms < 0 ? 0 : rows[i].ms;
    }
    assert_int_equal(sum, 310);
    assert_int_equal(transcript.total_us, 310000);
    mfp_transcript_done(&transcript);
}

static void a_clock_that_jumps_back_charges_nothing(void **state)
{
    (void)state;
    struct mfp_transcript transcript;
    mfp_transcript_init(&transcript);
    add(&transcript, CONNECT, 100, "x");
    add(&transcript, REPLY, 40, "220 x");
    add(&transcript, COMMAND, 150, "EHLO x");
    assert_int_equal(
        transcript.stage_us[MFP_STAGE_RESOLVE] + transcript.stage_us[MFP_STAGE_CONNECT] +
            transcript.stage_us[MFP_STAGE_GREETING] + transcript.stage_us[MFP_STAGE_EHLO],
        150000);
    for (int i = 0; i < MFP_STAGE_COUNT; i++)
        assert_true(transcript.stage_us[i] >= -1);
    assert_int_equal(transcript.total_us, 150000);
    mfp_transcript_done(&transcript);
}

static void consecutive_body_octets_are_one_event(void **state)
{
    (void)state;
    struct mfp_transcript transcript;
    mfp_transcript_init(&transcript);
    add(&transcript, COMMAND, 1, "DATA");
    add(&transcript, REPLY, 2, "354 go");
    for (int i = 0; i < 1000; i++)
        mfp_transcript_body(&transcript, 3000 + i, 57);
    add(&transcript, REPLY, 9, "250 ok");
    mfp_transcript_body(&transcript, 10000, 1);
    assert_int_equal(transcript.count, 5);
    assert_int_equal(transcript.events[2].kind, MFP_EVENT_BODY);
    assert_int_equal(transcript.events[2].stage, MFP_STAGE_BODY);
    assert_int_equal(transcript.events[2].octets, 57000);
    assert_int_equal(transcript.events[4].octets, 1);
    assert_int_equal(transcript.message_octets, 57001);
    mfp_transcript_done(&transcript);
}

static void the_first_fault_is_kept(void **state)
{
    (void)state;
    struct mfp_transcript transcript;
    mfp_transcript_init(&transcript);
    add(&transcript, CONNECT, 1, "x");
    add(&transcript, REPLY, 2, "220 x");
    add(&transcript, COMMAND, 3, "EHLO x");
    mfp_transcript_fault(&transcript, 9000, MFP_FAULT_RESET, 104, "Connection\nreset | by peer");
    mfp_transcript_fault(&transcript, 9500, MFP_FAULT_TIMEOUT, 28, "too late");
    assert_int_equal(transcript.fault.kind, MFP_FAULT_RESET);
    assert_int_equal(transcript.fault.stage, MFP_STAGE_EHLO);
    assert_int_equal(transcript.fault.code, 104);
    assert_string_equal(transcript.fault.detail, "Connection reset / by peer");
    assert_int_equal(transcript.count, 4);
    assert_int_equal(transcript.events[3].kind, MFP_EVENT_FAULT);
    assert_int_equal(transcript.stage_us[MFP_STAGE_EHLO], 7000);
    mfp_transcript_done(&transcript);
}

static void a_fault_found_while_saying_goodbye_happened_before(void **state)
{
    (void)state;
    struct mfp_transcript transcript;
    mfp_transcript_init(&transcript);
    add(&transcript, CONNECT, 1, "x");
    add(&transcript, REPLY, 2, "220 x");
    add(&transcript, COMMAND, 3, "EHLO x");
    add(&transcript, REPLY, 4, "250 x");
    add(&transcript, COMMAND, 5, "RSET");
    add(&transcript, COMMAND, 6, "QUIT");
    mfp_transcript_fault(&transcript, 9000, MFP_FAULT_AUTH_NOT_OFFERED, 0, "");
    assert_int_equal(transcript.fault.stage, MFP_STAGE_EHLO);
    mfp_transcript_done(&transcript);
}

/* A server that says nothing on an implicit TLS port fails in the handshake, not the greeting. */
static void implicit_tls_comes_before_the_greeting(void **state)
{
    (void)state;
    struct mfp_transcript transcript;
    mfp_transcript_init(&transcript);
    transcript.tls = MFP_TLS_IMPLICIT;
    add(&transcript, CONNECT, 10, "x");
    assert_int_equal(transcript.stage, MFP_STAGE_TLS);
    add(&transcript, TLS, 30, "TLSv1.3 x");
    assert_int_equal(transcript.stage, MFP_STAGE_GREETING);
    add(&transcript, REPLY, 70, "220 x");
    assert_int_equal(transcript.events[2].stage, MFP_STAGE_GREETING);
    assert_int_equal(transcript.stage_us[MFP_STAGE_TLS], 20000);
    assert_int_equal(transcript.stage_us[MFP_STAGE_GREETING], 40000);
    mfp_transcript_done(&transcript);
}

struct offer_row {
    const char *name;
    const char *replies[8]; /* after EHLO */
    struct mfp_offer wanted;
};

static const struct offer_row offers[] = {
    {"nothing but a greeting", {"250 mx.example.com"}, {.seen = true, .size = -1}},
    {"everything",
     {"250-mx.example.com", "250-PIPELINING", "250-SIZE 35882577", "250-STARTTLS", "250-SMTPUTF8",
      "250 AUTH PLAIN LOGIN"},
     {.seen = true,
      .starttls = true,
      .auth = true,
      .pipelining = true,
      .smtputf8 = true,
      .size = 35882577,
      .mechanisms = "PLAIN LOGIN"}},
    {"lower case",
     {"250-mx", "250-starttls", "250 auth login"},
     {.seen = true, .starttls = true, .auth = true, .size = -1, .mechanisms = "login"}},
    {"SIZE without a number", {"250-mx", "250 SIZE"}, {.seen = true, .size = 0}},
    {"SIZE 0 is no limit", {"250-mx", "250 SIZE 0"}, {.seen = true, .size = 0}},
    {"SIZE and a blank", {"250-mx", "250 SIZE "}, {.seen = true, .size = 0}},
    {"old form AUTH=",
     {"250-mx", "250 AUTH=LOGIN PLAIN"},
     {.seen = true, .auth = true, .size = -1, .mechanisms = "LOGIN PLAIN"}},
    {"both forms of AUTH",
     {"250-mx", "250-AUTH LOGIN", "250 AUTH=LOGIN"},
     {.seen = true, .auth = true, .size = -1, .mechanisms = "LOGIN LOGIN"}},
    {"AUTH without mechanisms", {"250-mx", "250 AUTH"}, {.seen = true, .size = -1}},
    {"words that only begin alike",
     {"250-mx", "250-STARTTLSX", "250-SIZELIMIT 5", "250 AUTHENTICATE"},
     {.seen = true, .size = -1}},
    {"refused", {"502 no EHLO here"}, {.size = -1}},
    {"the greeting line names the server and offers nothing",
     {"250-auth hello", "250 HELP"},
     {.seen = true, .size = -1}},
};

static void check_offer(const struct offer_row *row)
{
    struct mfp_transcript transcript;
    struct mfp_offer offer;
    mfp_transcript_init(&transcript);
    add(&transcript, CONNECT, 1, "x");
    add(&transcript, REPLY, 2, "220 STARTTLS");
    add(&transcript, COMMAND, 3, "EHLO x");
    for (size_t i = 0; row->replies[i]; i++)
        add(&transcript, REPLY, 4, row->replies[i]);
    mfp_transcript_offer(&transcript, &offer);
    check_number(row->name, offer.seen, row->wanted.seen);
    check_number(row->name, offer.starttls, row->wanted.starttls);
    check_number(row->name, offer.auth, row->wanted.auth);
    check_number(row->name, offer.pipelining, row->wanted.pipelining);
    check_number(row->name, offer.smtputf8, row->wanted.smtputf8);
    check_number(row->name, offer.size, row->wanted.size);
    check_string(row->name, offer.mechanisms, row->wanted.mechanisms);
    mfp_transcript_done(&transcript);
}

static void offers_are_read_from_ehlo(void **state)
{
    (void)state;
    for (size_t i = 0; i + 1 < COUNT_OF(offers); i++)
        check_offer(&offers[i]);
}

static void the_first_line_of_an_ehlo_reply_offers_nothing(void **state)
{
    (void)state;
    check_offer(&offers[COUNT_OF(offers) - 1]);
}

static void the_last_ehlo_counts(void **state)
{
    (void)state;
    struct mfp_transcript transcript;
    struct mfp_offer offer;
    mfp_transcript_init(&transcript);
    mfp_transcript_offer(&transcript, &offer);
    assert_false(offer.seen);
    assert_int_equal(offer.size, -1);
    add(&transcript, COMMAND, 1, "EHLO x");
    add(&transcript, REPLY, 2, "250-mx");
    add(&transcript, REPLY, 2, "250-SIZE 5");
    add(&transcript, REPLY, 2, "250 STARTTLS");
    add(&transcript, COMMAND, 3, "EHLO x");
    add(&transcript, REPLY, 4, "250-mx");
    add(&transcript, REPLY, 4, "250 AUTH PLAIN");
    add(&transcript, COMMAND, 5, "MAIL FROM:<a@b.example>");
    add(&transcript, REPLY, 6, "250-ok");
    add(&transcript, REPLY, 6, "250 SIZE 77");
    mfp_transcript_offer(&transcript, &offer);
    assert_true(offer.seen);
    assert_false(offer.starttls);
    assert_true(offer.auth);
    assert_int_equal(offer.size, -1);
    mfp_transcript_done(&transcript);
}

static void offers_before_and_under_tls_are_told_apart(void **state)
{
    (void)state;
    struct mfp_transcript transcript;
    struct mfp_offer offer;
    mfp_transcript_init(&transcript);
    add(&transcript, COMMAND, 1, "EHLO x");
    add(&transcript, REPLY, 2, "250-mx");
    add(&transcript, REPLY, 2, "250-SIZE 5");
    add(&transcript, REPLY, 2, "250 STARTTLS");
    mfp_transcript_offer_in(&transcript, true, &offer);
    assert_false(offer.seen);
    add(&transcript, COMMAND, 3, "STARTTLS");
    add(&transcript, REPLY, 4, "220 go");
    add(&transcript, TLS, 5, "TLSv1.3 x");
    add(&transcript, COMMAND, 6, "EHLO x");
    add(&transcript, REPLY, 7, "250-mx");
    add(&transcript, REPLY, 7, "250-SIZE 6");
    add(&transcript, REPLY, 7, "250 AUTH PLAIN");
    mfp_transcript_offer_in(&transcript, false, &offer);
    assert_true(offer.starttls && !offer.auth);
    assert_int_equal(offer.size, 5);
    assert_string_equal(offer.extensions, "SIZE 5, STARTTLS");
    mfp_transcript_offer_in(&transcript, true, &offer);
    assert_true(!offer.starttls && offer.auth);
    assert_string_equal(offer.extensions, "SIZE 6, AUTH PLAIN");
    mfp_transcript_done(&transcript);
}

static void mechanisms_are_bounded(void **state)
{
    (void)state;
    struct mfp_transcript transcript;
    struct mfp_offer offer;
    char line[600] = "250-AUTH ";
    memset(line + 9, 'M', sizeof(line) - 10);
    mfp_transcript_init(&transcript);
    add(&transcript, COMMAND, 1, "EHLO x");
    add(&transcript, REPLY, 2, "250-mx");
    for (int i = 0; i < 5; i++)
        add(&transcript, REPLY, 2, line);
    mfp_transcript_offer(&transcript, &offer);
    assert_true(offer.auth);
    assert_int_equal(strlen(offer.mechanisms), sizeof(offer.mechanisms) - 1);
    mfp_transcript_done(&transcript);
}

static void events_are_bounded_and_the_rest_counted(void **state)
{
    (void)state;
    struct mfp_transcript transcript;
    struct mfp_text out = {0};
    mfp_transcript_init(&transcript);
    add(&transcript, CONNECT, 1, "x");
    for (int i = 1; i < MFP_EVENTS_MAX + 88; i++)
        add(&transcript, REPLY, 2, "220-x");
    mfp_transcript_body(&transcript, 3000, 5);
    mfp_transcript_fault(&transcript, 4000, MFP_FAULT_FLOOD, 0, "too much");
    assert_int_equal(transcript.count, MFP_EVENTS_MAX);
    assert_int_equal(transcript.dropped, 90);
    assert_int_equal(transcript.message_octets, 5);
    assert_int_equal(transcript.fault.kind, MFP_FAULT_FLOOD);
    assert_int_equal(transcript.total_us, 4000);
    mfp_transcript_print(&transcript, &out, false);
    check_contains("print", mfp_text_string(&out), "* 90 more lines not kept\n");
    mfp_text_done(&out);
    mfp_transcript_done(&transcript);
}

static void texts_are_bounded_and_hold_no_nul(void **state)
{
    (void)state;
    static char line[3 * MFP_EVENT_TEXT_MAX];
    struct mfp_transcript transcript;
    memset(line, 'x', sizeof(line));
    memcpy(line, "250 a\0b", 7);
    mfp_transcript_init(&transcript);
    mfp_transcript_add(&transcript, MFP_EVENT_REPLY, 1, line, sizeof(line));
    assert_int_equal(strlen(transcript.events[0].text), MFP_EVENT_TEXT_MAX);
    assert_memory_equal(transcript.events[0].text, "250 a?bx", 8);
    mfp_transcript_done(&transcript);
}

static void prints_one_marked_line_an_event(void **state)
{
    (void)state;
    struct mfp_transcript transcript;
    struct mfp_text out = {0};
    mfp_transcript_init(&transcript);
    add(&transcript, CONNECT, 14, "192.0.2.25:587");
    add(&transcript, REPLY, 1500, "220 a|b\x1b");
    add(&transcript, COMMAND, 1501, "DATA");
    add(&transcript, REPLY, 1502, "354 go");
    mfp_transcript_body(&transcript, 1600000, 4711);
    add(&transcript, NOTE, 1700, "a note");
    mfp_transcript_fault(&transcript, 61234000, MFP_FAULT_TIMEOUT, 0, "no answer");
    mfp_transcript_print(&transcript, &out, false);
    assert_string_equal(mfp_text_string(&out), "  0.014 * connect 192.0.2.25:587\n"
                                               "  1.500 < 220 a/b\n"
                                               "  1.501 > DATA\n"
                                               "  1.502 < 354 go\n"
                                               "  1.600 = 4711\n"
                                               "  1.700 * a note\n"
                                               " 61.234 ! timeout no answer\n");
    mfp_text_done(&out);
    mfp_transcript_done(&transcript);
}

static void certificate_facts_are_printed_when_asked_for(void **state)
{
    (void)state;
    struct mfp_transcript transcript;
    struct mfp_text brief = {0}, full = {0};
    mfp_transcript_init(&transcript);
    add(&transcript, TLS, 1, "TLSv1.2 X");
    mfp_format(transcript.tls_facts.subject, sizeof(transcript.tls_facts.subject), "CN=mx");
    mfp_format(transcript.tls_facts.reason, sizeof(transcript.tls_facts.reason), "has expired");
    transcript.tls_facts.not_before = 1577836800; /* 2020-01-01 */
    transcript.tls_facts.not_after = 1609459200;  /* 2021-01-01 */
    mfp_transcript_print(&transcript, &brief, false);
    mfp_transcript_print(&transcript, &full, true);
    check_lacks("brief", mfp_text_string(&brief), "certificate");
    check_contains("full", mfp_text_string(&full), "* certificate subject CN=mx\n");
    check_contains("full", mfp_text_string(&full),
                   "* certificate valid 2020-01-01 to 2021-01-01, chain to unknown\n");
    check_contains("full", mfp_text_string(&full), "* certificate not trusted: has expired\n");
    mfp_text_done(&brief);
    mfp_text_done(&full);
    mfp_transcript_done(&transcript);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(stages_follow_the_dialogue),
        cmocka_unit_test(stages_of_uncommon_dialogues),
        cmocka_unit_test(time_is_charged_to_the_stage_that_took_it),
        cmocka_unit_test(a_clock_that_jumps_back_charges_nothing),
        cmocka_unit_test(consecutive_body_octets_are_one_event),
        cmocka_unit_test(the_first_fault_is_kept),
        cmocka_unit_test(a_fault_found_while_saying_goodbye_happened_before),
        cmocka_unit_test(implicit_tls_comes_before_the_greeting),
        cmocka_unit_test(offers_are_read_from_ehlo),
        cmocka_unit_test(the_first_line_of_an_ehlo_reply_offers_nothing),
        cmocka_unit_test(the_last_ehlo_counts),
        cmocka_unit_test(offers_before_and_under_tls_are_told_apart),
        cmocka_unit_test(mechanisms_are_bounded),
        cmocka_unit_test(events_are_bounded_and_the_rest_counted),
        cmocka_unit_test(texts_are_bounded_and_hold_no_nul),
        cmocka_unit_test(prints_one_marked_line_an_event),
        cmocka_unit_test(certificate_facts_are_printed_when_asked_for),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
