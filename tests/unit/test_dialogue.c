#include "core/dialogue.h"
#include "unit.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

static char path[] = "/tmp/mfpmail-dialogue-XXXXXX";

static int make_file(void **state)
{
    (void)state;
    int fd = mkstemp(path);
    return fd < 0 ? -1 : close(fd);
}

static int remove_file(void **state)
{
    (void)state;
    return unlink(path);
}

static void write_file(const char *text)
{
    FILE *file = fopen(path, "we");
    assert_non_null(file);
    assert_int_not_equal(fputs(text, file), EOF);
    assert_int_equal(fclose(file), 0);
}

static void must_read(struct mfp_dialogue *dialogue, const char *text)
{
    struct mfp_error error = {0};
    write_file(text);
    if (mfp_dialogue_read(dialogue, path, &error) < 0)
        fail_msg("%s", error.text);
}

static void lines_have_kind_time_and_text(void **state)
{
    (void)state;
    static const char text[] = "# a comment\n"
                               "\n"
                               "   \t\n"
                               "* connect 192.0.2.25:587\n"
                               "  0.014 < 250-a  b\n"
                               "0.5 < 250 \n"
                               "12 <\n"
                               "> EHLO x\r\n"
                               "1.25   = 4711\n"
                               "* tls TLSv1.3 X\n"
                               "* a note\n"
                               "! closed by peer\n"
                               "% stall\n"
                               "\t# another comment\n"
                               "< 220 no line break at the end";
    static const struct mfp_line wanted[] = {
        {.kind = MFP_LINE_CONNECT, .number = 4, .at_us = -1, .text = NULL},
        {.kind = MFP_LINE_REPLY, .number = 5, .at_us = 14000, .text = NULL},
        {.kind = MFP_LINE_REPLY, .number = 6, .at_us = 500000, .text = NULL},
        {.kind = MFP_LINE_REPLY, .number = 7, .at_us = 12000000, .text = NULL},
        {.kind = MFP_LINE_COMMAND, .number = 8, .at_us = -1, .text = NULL},
        {.kind = MFP_LINE_BODY, .number = 9, .at_us = 1250000, .text = NULL},
        {.kind = MFP_LINE_TLS, .number = 10, .at_us = -1, .text = NULL},
        {.kind = MFP_LINE_NOTE, .number = 11, .at_us = -1, .text = NULL},
        {.kind = MFP_LINE_FAULT, .number = 12, .at_us = -1, .text = NULL},
        {.kind = MFP_LINE_SERVER, .number = 13, .at_us = -1, .text = NULL},
        {.kind = MFP_LINE_REPLY, .number = 15, .at_us = -1, .text = NULL},
    };
    static const char *const texts[] = {
        "connect 192.0.2.25:587",
        "250-a  b",
        "250 ",
        "",
        "EHLO x",
        "4711",
        "tls TLSv1.3 X",
        "a note",
        "closed by peer",
        "stall",
        "220 no line break at the end",
    };
    struct mfp_dialogue dialogue;
    must_read(&dialogue, text);
    assert_string_equal(dialogue.path, path);
    assert_int_equal(dialogue.count, COUNT_OF(wanted));
    for (size_t i = 0; i < COUNT_OF(wanted); i++) {
        check_number(texts[i], dialogue.lines[i].kind, wanted[i].kind);
        check_number(texts[i], dialogue.lines[i].number, wanted[i].number);
        check_number(texts[i], dialogue.lines[i].at_us, wanted[i].at_us);
        check_string(texts[i], dialogue.lines[i].text, texts[i]);
    }
    mfp_dialogue_done(&dialogue);
    assert_null(dialogue.lines);
    assert_null(dialogue.path);
}

static void settings_are_kept_by_group(void **state)
{
    (void)state;
    struct mfp_dialogue dialogue;
    must_read(&dialogue, "@ device tls=starttls auth=login\tuser=-\n"
                         "@ expect category=auth owner=mail-admin code=\n"
                         "@ device helo=a=b\n"
                         "@ server\n");
    assert_int_equal(dialogue.count, 0);
    assert_int_equal(dialogue.setting_count, 7);
    assert_string_equal(mfp_dialogue_get(&dialogue, "device", "tls"), "starttls");
    assert_string_equal(mfp_dialogue_get(&dialogue, "device", "user"), "-");
    assert_string_equal(mfp_dialogue_get(&dialogue, "device", "helo"), "a=b");
    assert_string_equal(mfp_dialogue_get(&dialogue, "expect", "owner"), "mail-admin");
    assert_string_equal(mfp_dialogue_get(&dialogue, "expect", "code"), "");
    assert_null(mfp_dialogue_get(&dialogue, "device", "category"));
    assert_null(mfp_dialogue_get(&dialogue, "server", "tls"));
    mfp_dialogue_done(&dialogue);
}

static void mistakes_are_named_with_file_and_line(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        int line;
        const char *words;
    } rows[] = {
        {"220 hello\n", 1, "begins with one of"},
        {"# c\n\n<220 hello\n", 3, "begins with one of"},
        {"< 220 a\n>EHLO x\n", 2, "begins with one of"},
        {"< 220 a\n0.5 220 b\n", 2, "begins with one of"},
        {"< 220 a\n? what\n", 2, "begins with one of"},
        {"0.5\n", 1, "begins with one of"},
        {"0.5 \n", 1, "begins with one of"},
        {"0.5< 220\n", 1, "begins with one of"},
        {"@\n", 1, "needs a group"},
        {"@ \n", 1, "needs a group"},
        {"< 220 a\n@ expect state\n", 2, "'state' is not KEY=VALUE"},
        {"@ expect state=ok cause\n", 1, "'cause' is not KEY=VALUE"},
    };
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        struct mfp_dialogue dialogue;
        struct mfp_error error = {0};
        char place[128];
        snprintf(place, sizeof(place), "%s:%d: ", path, rows[i].line);
        write_file(rows[i].text);
        check_number(rows[i].text, mfp_dialogue_read(&dialogue, path, &error), -EINVAL);
        check_true(rows[i].text, strncmp(error.text, place, strlen(place)) == 0);
        check_contains(rows[i].text, error.text, rows[i].words);
        check_true(rows[i].text, !dialogue.lines && !dialogue.settings && !dialogue.path);
    }
}

static void files_that_cannot_be_read_are_refused(void **state)
{
    (void)state;
    struct mfp_dialogue dialogue;
    struct mfp_error error = {0};
    assert_int_equal(mfp_dialogue_read(&dialogue, "/nonexistent/x.dialogue", &error), -ENOENT);
    check_contains("missing", error.text, "/nonexistent/x.dialogue: ");
    assert_null(dialogue.path);
}

static void a_directory_is_no_dialogue(void **state)
{
    (void)state;
    struct mfp_dialogue dialogue;
    struct mfp_error error = {0};
    int result = mfp_dialogue_read(&dialogue, "/tmp", &error);
    mfp_dialogue_done(&dialogue);
    assert_true(result < 0);
}

static void the_device_decides_what_was_asked_for(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        enum mfp_tls_mode tls;
        enum mfp_depth depth;
        bool login, verify;
    } rows[] = {
        {"< 220 x\n", MFP_TLS_NONE, MFP_DEPTH_MESSAGE, false, true},
        {"@ device tls=starttls auth=login\n", MFP_TLS_STARTTLS, MFP_DEPTH_MESSAGE, true, true},
        {"@ device tls=implicit user=-\n> AUTH PLAIN ***\n", MFP_TLS_IMPLICIT, MFP_DEPTH_MESSAGE,
         false, true},
        {"@ device user=a until=auth\n", MFP_TLS_NONE, MFP_DEPTH_AUTH, true, true},
        {"@ device user=a until=tls tls-verify=no\n", MFP_TLS_NONE, MFP_DEPTH_TLS, false, false},
        {"> AUTH PLAIN ***\n", MFP_TLS_NONE, MFP_DEPTH_MESSAGE, true, true},
        {"@ device until=envelope tls-verify=yes\n", MFP_TLS_NONE, MFP_DEPTH_ENVELOPE, false, true},
    };
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        struct mfp_dialogue dialogue;
        struct mfp_transcript transcript;
        must_read(&dialogue, rows[i].text);
        mfp_dialogue_transcript(&dialogue, &transcript);
        check_number(rows[i].text, transcript.tls, rows[i].tls);
        check_number(rows[i].text, transcript.depth, rows[i].depth);
        check_number(rows[i].text, transcript.login, rows[i].login);
        check_number(rows[i].text, transcript.tls_verify, rows[i].verify);
        mfp_transcript_done(&transcript);
        mfp_dialogue_done(&dialogue);
    }
}

static void directions_look_like_faults_to_the_probe(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        enum mfp_fault_kind fault;
        enum mfp_stage stage;
        const char *detail;
    } rows[] = {
        {"* connect x\n% stall\n", MFP_FAULT_TIMEOUT, MFP_STAGE_GREETING, ""},
        {"* connect x\n< 220 x\n> EHLO x\n% close\n", MFP_FAULT_CLOSED, MFP_STAGE_EHLO, ""},
        {"* connect x\n< 220 x\n> EHLO x\n% reset\n", MFP_FAULT_RESET, MFP_STAGE_EHLO, ""},
        {"* connect x\n% wait 5\n", MFP_FAULT_NONE, MFP_STAGE_UNKNOWN, ""},
        {"! host-not-found no such name\n", MFP_FAULT_HOST_NOT_FOUND, MFP_STAGE_RESOLVE,
         "no such name"},
        {"* connect x\n! flood\n! timeout late\n", MFP_FAULT_FLOOD, MFP_STAGE_GREETING, ""},
    };
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        struct mfp_dialogue dialogue;
        struct mfp_transcript transcript;
        must_read(&dialogue, rows[i].text);
        mfp_dialogue_transcript(&dialogue, &transcript);
        check_number(rows[i].text, transcript.fault.kind, rows[i].fault);
        check_number(rows[i].text, transcript.fault.stage, rows[i].stage);
        check_string(rows[i].text, transcript.fault.detail, rows[i].detail);
        mfp_transcript_done(&transcript);
        mfp_dialogue_done(&dialogue);
    }
}

/* What a probe prints with -vv is a test case once it is saved: nothing changes on the way. */
static void check_round_trip(const struct mfp_transcript *before)
{
    struct mfp_dialogue dialogue;
    struct mfp_transcript after;
    struct mfp_text printed = {0}, again = {0};
    mfp_transcript_print(before, &printed, false);
    must_read(&dialogue, mfp_text_string(&printed));
    mfp_dialogue_transcript(&dialogue, &after);
    mfp_transcript_print(&after, &again, false);
    check_string("printed again", mfp_text_string(&again), mfp_text_string(&printed));
    check_number("count", after.count, before->count);
    for (size_t i = 0; i < before->count; i++) {
        const struct mfp_event *a = &before->events[i], *b = &after.events[i];
        check_number(a->text, b->kind, a->kind);
        check_number(a->text, b->stage, a->stage);
        check_number(a->text, b->at_us, a->at_us);
        check_number(a->text, b->octets, a->octets);
        check_string(a->text, b->text, a->text);
    }
    check_number("fault", after.fault.kind, before->fault.kind);
    check_string("fault", after.fault.detail, before->fault.detail);
    for (int i = 0; i < MFP_STAGE_COUNT; i++)
        check_number(mfp_word_name(mfp_stage_words, i), after.stage_us[i], before->stage_us[i]);
    mfp_text_done(&printed);
    mfp_text_done(&again);
    mfp_transcript_done(&after);
    mfp_dialogue_done(&dialogue);
}

static void add(struct mfp_transcript *transcript, enum mfp_event_kind kind, int64_t at_ms,
                const char *text)
{
    mfp_transcript_add(transcript, kind, at_ms * 1000, text, strlen(text));
}

static void a_printed_transcript_reads_back_the_same(void **state)
{
    (void)state;
    struct mfp_transcript transcript;
    mfp_transcript_init(&transcript);
    add(&transcript, MFP_EVENT_CONNECT, 4, "192.0.2.25:465");
    add(&transcript, MFP_EVENT_TLS, 5, "TLSv1.3 TLS_AES_256_GCM_SHA384");
    add(&transcript, MFP_EVENT_REPLY, 5, "220 hello");
    add(&transcript, MFP_EVENT_COMMAND, 6, "AUTH LOGIN");
    add(&transcript, MFP_EVENT_REPLY, 7, "334 ***");
    add(&transcript, MFP_EVENT_COMMAND, 8, "***");
    add(&transcript, MFP_EVENT_REPLY, 9, "235 2.7.0 ok # really");
    add(&transcript, MFP_EVENT_COMMAND, 10, "DATA");
    add(&transcript, MFP_EVENT_REPLY, 11, "354");
    mfp_transcript_body(&transcript, 12000, 4711);
    add(&transcript, MFP_EVENT_REPLY, 13, "250 12 mails");
    add(&transcript, MFP_EVENT_NOTE, 14, "a note");
    mfp_transcript_fault(&transcript, 15000, MFP_FAULT_CLOSED, 0, "by the peer");
    check_round_trip(&transcript);
    mfp_transcript_done(&transcript);
}

static void notes_stay_notes_whatever_they_begin_with(void **state)
{
    (void)state;
    struct mfp_transcript transcript;
    mfp_transcript_init(&transcript);
    add(&transcript, MFP_EVENT_CONNECT, 4, "192.0.2.25:465");
    add(&transcript, MFP_EVENT_NOTE, 5, "connection to 192.0.2.26 refused");
    add(&transcript, MFP_EVENT_NOTE, 6, "tlsv1 is what the peer speaks");
    check_round_trip(&transcript);
    mfp_transcript_done(&transcript);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(lines_have_kind_time_and_text),
        cmocka_unit_test(settings_are_kept_by_group),
        cmocka_unit_test(mistakes_are_named_with_file_and_line),
        cmocka_unit_test(files_that_cannot_be_read_are_refused),
        cmocka_unit_test(a_directory_is_no_dialogue),
        cmocka_unit_test(the_device_decides_what_was_asked_for),
        cmocka_unit_test(directions_look_like_faults_to_the_probe),
        cmocka_unit_test(a_printed_transcript_reads_back_the_same),
        cmocka_unit_test(notes_stay_notes_whatever_they_begin_with),
    };
    return cmocka_run_group_tests(tests, make_file, remove_file);
}
