/*
 * Failed sends found in logs: files of tests/logs, and lines that no mail program would write.
 */
#include "logs/logs.h"
#include "unit.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>

enum { FAILURES_MAX = 512, FILES_MIN = 10, TEXT_MAX = 512 * 1024 };

struct told {
    size_t line;
    char format[16], stage[16], fault[40];
    char reply[MFP_LOG_REPLY_SIZE];
    char when[64], host[MFP_LOG_NAME_SIZE], sender[MFP_LOG_NAME_SIZE], recipient[MFP_LOG_NAME_SIZE];
    bool login_missing;
};

struct list {
    size_t count;
    struct told failures[FAILURES_MAX];
};

static void keep(char *target, size_t size, const char *text)
{
    assert_non_null(text);
    assert_true(strlen(text) < size);
    memcpy(target, text, strlen(text) + 1);
}

/* What every face relies on. */
static void check_clean(const char *text)
{
    for (; *text; text++)
        assert_true((unsigned char)*text >= ' ' || *text == '\n');
}

static void on_failure(void *context, const struct mfp_log_failure *failure)
{
    struct list *list = context;
    assert_true(list->count < FAILURES_MAX);
    struct told *told = &list->failures[list->count++];
    told->line = failure->line;
    keep(told->format, sizeof(told->format), failure->format);
    keep(told->stage, sizeof(told->stage), mfp_word_name(mfp_stage_words, (int)failure->stage));
    keep(told->fault, sizeof(told->fault), mfp_fault_name(failure->fault));
    keep(told->reply, sizeof(told->reply), failure->reply);
    keep(told->when, sizeof(told->when), failure->when);
    keep(told->host, sizeof(told->host), failure->host);
    keep(told->sender, sizeof(told->sender), failure->sender);
    keep(told->recipient, sizeof(told->recipient), failure->recipient);
    told->login_missing = failure->login_missing;
    check_clean(failure->reply);
    check_clean(failure->host);
}

static struct list *read_text(const char *text, size_t length, const char *format,
                              const char *line_end)
{
    struct list *list = calloc(1, sizeof(*list));
    struct mfp_log *log =
        mfp_log_new(format ? mfp_log_format_find(format) : NULL, on_failure, list);
    assert_non_null(list);
    assert_non_null(log);
    while (length) {
        const char *end = memchr(text, '\n', length);
        size_t n = end ? (size_t)(end - text) : length;
        /* On the heap and exactly as long: what reads past the end is found. */
        size_t octets = n + strlen(line_end);
        char *line = malloc(octets);
        assert_true(line || octets == 0);
        if (octets) {
            memcpy(line, text, n);
            memcpy(line + n, line_end, octets - n);
        }
        mfp_log_line(log, line, octets);
        free(line);
        n += end ? 1 : 0;
        text += n;
        length -= n;
    }
    mfp_log_end(log);
    assert_null(mfp_log_free(log));
    return list;
}

static struct list *read_lines(const char *text)
{
    return read_text(text, strlen(text), NULL, "");
}

/* ---- files ---- */

static char *read_file(const char *name, const char *ending, size_t *length)
{
    char path[1024];
    snprintf(path, sizeof(path), "%s/%s%s", MFPMAIL_LOGS, name, ending);
    FILE *file = fopen(path, "re");
    char *text = calloc(1, TEXT_MAX);
    if (!file || !text)
        fail_msg("%s: cannot be read", path);
    *length = fread(text, 1, TEXT_MAX - 1, file);
    fclose(file);
    return text;
}

static void print_told(const struct told *told, char *line, size_t size)
{
    size_t used = (size_t)snprintf(line, size, "%zu\t%s\t%s\t%s\t", told->line, told->format,
                                   told->stage, told->fault);
    for (const char *c = told->reply; *c && used + 3 < size; c++) {
        line[used++] = *c == '\n' ? '\\' : *c;
        if (*c == '\n')
            line[used++] = 'n';
    }
    line[used] = '\0';
}

static size_t compare(const char *name, const struct list *list, char *expected)
{
    char *rest = expected, line[MFP_LOG_REPLY_SIZE + 256];
    size_t mismatches = 0;
    for (size_t i = 0; i < list->count; i++) {
        const char *wanted = strsep(&rest, "\n");
        print_told(&list->failures[i], line, sizeof(line));
        if (wanted && strcmp(wanted, line) == 0)
            continue;
        print_error("%s: got      %s\n%s: expected %s\n", name, line, name,
                    wanted && *wanted ? wanted : "nothing");
        mismatches++;
    }
    for (const char *wanted; (wanted = strsep(&rest, "\n")) && *wanted; mismatches++)
        print_error("%s: not told: %s\n", name, wanted);
    return mismatches;
}

static void check_secrets(const char *name, const struct list *list)
{
    static const char *const secrets[] = {"scan.user",    "c2Nhbi51c2Vy", "c2VjcmV0", "AHNjYW4",
                                          "VXNlcm5hbWU6", "UGFzc3dvcmQ6", "secret",   NULL};
    for (size_t i = 0; i < list->count; i++)
        for (size_t n = 0; secrets[n]; n++)
            check_lacks(name, list->failures[i].reply, secrets[n]);
}

static size_t try_file(const char *name, const char *line_end)
{
    size_t length, expected_length;
    char *text = read_file(name, ".log", &length);
    char *expected = read_file(name, ".expected", &expected_length);
    struct list *list = read_text(text, length, NULL, line_end);
    size_t mismatches = compare(name, list, expected);
    check_secrets(name, list);
    free(list);
    free(expected);
    free(text);
    return mismatches;
}

static int is_log(const struct dirent *entry)
{
    size_t length = strlen(entry->d_name);
    return length > 4 && strcmp(entry->d_name + length - 4, ".log") == 0;
}

static void try_files(const char *line_end)
{
    struct dirent **entries;
    int count = scandir(MFPMAIL_LOGS, &entries, is_log, alphasort);
    size_t mismatches = 0;
    assert_true(count >= FILES_MIN);
    for (int i = 0; i < count; i++) {
        entries[i]->d_name[strlen(entries[i]->d_name) - 4] = '\0';
        mismatches += try_file(entries[i]->d_name, line_end);
        free(entries[i]);
    }
    free(entries);
    assert_int_equal(mismatches, 0);
}

static void every_log_tells_what_is_expected(void **state)
{
    (void)state;
    try_files("");
}

static void lines_may_end_with_crlf(void **state)
{
    (void)state;
    try_files("\r");
}

/* ---- the registry ---- */

static void every_format_reads_its_example(void **state)
{
    (void)state;
    size_t count = 0;
    for (; mfp_log_formats[count]; count++) {
        const struct mfp_log_format *format = mfp_log_formats[count];
        check_true(format->name, format->title[0] && format->reads[0]);
        check_true(format->name, mfp_log_format_find(format->name) == format);
        struct list *any = read_lines(format->example);
        struct list *only = read_text(format->example, strlen(format->example), format->name, "");
        check_number(format->name, any->count, 1);
        check_string(format->name, any->failures[0].format, format->name);
        check_number(format->name, only->count, 1);
        free(any);
        free(only);
    }
    assert_true(count >= 8);
    assert_null(mfp_log_format_find("sendmail"));
    assert_ptr_equal(mfp_log_format_find("EXIM"), mfp_log_format_find("exim"));
}

static void a_chosen_format_reads_no_other(void **state)
{
    (void)state;
    for (size_t i = 0; mfp_log_formats[i]; i++) {
        for (size_t n = 0; mfp_log_formats[n]; n++) {
            const char *example = mfp_log_formats[n]->example;
            struct list *list = read_text(example, strlen(example), mfp_log_formats[i]->name, "");
            /* Behind a syslog head, a plain reply may be anybody's. */
            if (i != n && strcmp(mfp_log_formats[i]->name, "plain") != 0)
                check_number(example, list->count, 0);
            free(list);
        }
    }
}

/* ---- what is told beside the reply ---- */

struct case_row {
    const char *name, *text;
    const char *when, *host, *sender, *recipient;
};

static const struct case_row cases[] = {
    {"postfix delivery",
     "Nov  5 10:00:00 mail postfix/smtp[1]: 4F1A2B3C01: to=<bob@example.net>, orig_to=<x>, "
     "relay=mx.example.net[192.0.2.25]:25, dsn=5.1.1, status=bounced (host mx said: 550 no)",
     "Nov  5 10:00:00", "mx.example.net[192.0.2.25]:25", "", "bob@example.net"},
    {"postfix reject by IPv6",
     "2026-11-25T10:00:00.5+01:00 mail postfix/smtpd[1]: NOQUEUE: reject: RCPT from "
     "h[2001:db8::1]: 554 5.7.1 <b@x>: Relay access denied; from=<a@x> to=<b@x> proto=ESMTP",
     "2026-11-25T10:00:00.5+01:00", "h[2001:db8::1]", "a@x", "b@x"},
    {"postfix: a reply that looks like an envelope",
     "Nov 25 10:00:00 mail postfix/smtpd[1]: NOQUEUE: reject: RCPT from h[192.0.2.1]: 550 5.7.1 "
     "see; from=<no>; from=<a@x> to=<b@x> proto=ESMTP",
     "Nov 25 10:00:00", "h[192.0.2.1]", "a@x", "b@x"},
    {"exim reject",
     "2026-11-25 10:00:00.123 H=mfp.example.com (copier) [192.0.2.10] F=<a@x> rejected RCPT "
     "<b@x>: relay not permitted",
     "2026-11-25 10:00:00.123", "mfp.example.com (copier) [192.0.2.10]", "a@x", "b@x"},
    {"exim delivery of old",
     "2026-11-25 10:00:00 1tFq2x-0003ab-2C ** b@x <alias@y> F=<a@x> R=r T=t: SMTP error from "
     "remote mail server after RCPT TO:<b@x>: host mx.example.net [192.0.2.25]: 550 no",
     "2026-11-25 10:00:00", "mx.example.net [192.0.2.25]", "a@x", "b@x"},
    {"exim: a host without an end",
     "2026-11-25 10:00:00 1tFq2x-0003ab-2C ** b@x R=r T=t: SMTP error from remote mail server "
     "after DATA: host mx",
     "2026-11-25 10:00:00", "", "", "b@x"},
    {"msmtp",
     "Nov 25 10:00:00 host=smtp.example.com tls=on auth=on user=u from=a@x recipients=b@x "
     "smtpstatus=550 smtpmsg='550 no' errormsg='no' exitcode=EX_DATAERR",
     "Nov 25 10:00:00", "smtp.example.com", "a@x", "b@x"},
    {"ricoh by syslog",
     "Nov 25 10:00:00 copier-3f #[dcs(1)]26/11/25 10:00:00 SMTPC: received error code. [550] "
     "(8000)  ERR:",
     "Nov 25 10:00:00", "copier-3f", "", ""},
};

static void envelope_host_and_time_are_told(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        struct list *list = read_lines(cases[i].text);
        check_number(cases[i].name, list->count, 1);
        check_string(cases[i].name, list->failures[0].when, cases[i].when);
        check_string(cases[i].name, list->failures[0].host, cases[i].host);
        check_string(cases[i].name, list->failures[0].sender, cases[i].sender);
        check_string(cases[i].name, list->failures[0].recipient, cases[i].recipient);
        free(list);
    }
}

static void a_login_that_was_offered_and_not_made_is_told(void **state)
{
    (void)state;
    static const char head[] = "=== Trying mx.example.com:25...\n<-  220 mx\n -> EHLO x\n";
    static const struct {
        const char *name, *rest;
        bool missing;
    } rows[] = {
        {"offered", "<-  250-mx\n<-  250 AUTH PLAIN\n -> MAIL FROM:<a@x>\n<** 530 no\n", true},
        {"not offered", "<-  250 mx\n -> MAIL FROM:<a@x>\n<** 530 no\n", false},
        {"made",
         "<-  250-mx\n<-  250 AUTH PLAIN\n -> AUTH PLAIN AGEAYg==\n<-  235 ok\n"
         " -> MAIL FROM:<a@x>\n<** 550 no\n",
         false},
    };
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        char text[1024];
        snprintf(text, sizeof(text), "%s%s", head, rows[i].rest);
        struct list *list = read_lines(text);
        check_number(rows[i].name, list->count, 1);
        check_number(rows[i].name, list->failures[0].login_missing, rows[i].missing);
        free(list);
    }
}

/* ---- sessions ---- */

static void add_session(char *text, size_t size, int session, const char *event, const char *data)
{
    size_t used = strlen(text);
    snprintf(text + used, size - used,
             "2026-11-25T10:00:00.000Z,EX01\\Relay,S%04d,1,192.0.2.5:25,192.0.2.10:%d,%s,%s,\n",
             session, 50000 + session, event, data);
}

/* Line by line in turn; each of them fails at another place. */
static void sessions_interleave(void **state)
{
    (void)state;
    enum { SESSIONS = MFP_LOG_SESSIONS, SIZE = 64 * 1024 };
    static const char *const steps[][2] = {
        {"+", ""},       {">", "220 mx"},          {"<", "EHLO x"},
        {">", "250 mx"}, {"<", "MAIL FROM:<a@x>"}, {">", "550 no"},
        {"-", ""}};
    char *text = calloc(1, SIZE);
    for (size_t step = 0; step < COUNT_OF(steps); step++)
        for (int i = 0; i < SESSIONS; i++)
            add_session(text, SIZE, i, steps[step][0], steps[step][1]);
    struct list *list = read_lines(text);
    check_number("sessions", list->count, SESSIONS);
    for (size_t i = 0; i < list->count; i++) {
        check_string("stage", list->failures[i].stage, "mail");
        check_string("sender", list->failures[i].sender, "a@x");
    }
    free(list);
    free(text);
}

/* The one too many: what is known of the oldest is told when it gives way. */
static void the_oldest_session_gives_way(void **state)
{
    (void)state;
    enum { SIZE = 64 * 1024 };
    char *text = calloc(1, SIZE);
    add_session(text, SIZE, 0, "+", "");
    add_session(text, SIZE, 0, "<", "AUTH LOGIN");
    add_session(text, SIZE, 0, ">", "535 no");
    for (int i = 1; i <= MFP_LOG_SESSIONS; i++)
        add_session(text, SIZE, i, "+", "");
    struct list *list = read_lines(text);
    check_number("told", list->count, 1);
    check_string("stage", list->failures[0].stage, "auth");
    check_number("line", list->failures[0].line, 3);
    free(list);
    free(text);
}

static void a_trace_may_end_anywhere(void **state)
{
    (void)state;
    static const struct {
        const char *name, *text, *stage, *reply;
    } rows[] = {
        {"in a reply", "=== Trying mx:25...\n<** 554-go\n", "greeting", "554-go"},
        {"behind EHLO", "=== Trying mx:25...\n<-  220 mx\n -> EHLO x\n<** 502 no\n", "ehlo",
         "502 no"},
        {"behind AUTH", "< 220 mx\n> AUTH LOGIN\n< 535 no\n", "auth", "535 no"},
        {"before the reason", "*** Error connecting to mx:25:\n", "connect",
         "Error connecting to mx:25:"},
        {"in its middle", " -> RCPT TO:<b@x>\n<** 550 no\n", "rcpt", "550 no"},
        {"with another trace",
         "=== Trying mx:25...\n<-  220 mx\n -> AUTH PLAIN x\n<** 535 no\n=== Trying mx:25...\n"
         "<-  220 mx\n",
         "auth", "535 no"},
        {"before the status",
         "Nov 25 10:00:00 mail postfix/smtp[1]: connect to mx[192.0.2.1]:25: Connection refused\n",
         "connect", "connect to mx[192.0.2.1]:25: Connection refused"},
        {"before the library",
         "Nov 25 10:00:00 mail postfix/smtpd[1]: SSL_accept error from h[192.0.2.1]: -1\n", "tls",
         "SSL_accept error from h[192.0.2.1]: -1"},
    };
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        struct list *list = read_lines(rows[i].text);
        check_number(rows[i].name, list->count, 1);
        check_string(rows[i].name, list->failures[0].stage, rows[i].stage);
        check_string(rows[i].name, list->failures[0].reply, rows[i].reply);
        free(list);
    }
}

/* ---- secrets ---- */

static void what_a_client_sent_is_never_told(void **state)
{
    (void)state;
    static const char *const rows[] = {
        /* also a server that repeats it, and one whose base64 looks like a word */
        " -> AUTH PLAIN c2VjcmV0c2VjcmV0\n<** 501 5.5.2 bad c2VjcmV0c2VjcmV0\n",
        " -> AUTH LOGIN\n<-  334 x\n -> secretsecret\n<** 535 unknown secretsecret here\n",
        "<** 535 5.7.8 failed: UGFzc3dvcmQ6c2VjcmV0\n -> secret\n",
        "2026-11-25 10:00:00 SMTP protocol error in \"AUTH PLAIN secret\" H=(x) [192.0.2.1] no\n",
        "2026-11-25 10:00:00 plain authenticator failed for (x) [192.0.2.1]: 535 no "
        "(set_id=secret)\n",
        "Nov 25 10:00:00 mail postfix/smtpd[1]: warning: h[192.0.2.1]: SASL LOGIN authentication "
        "failed: no, sasl_username=secret\n",
        "Nov 25 10:00:00 mail postfix/smtpd[1]: improper command pipelining after CONNECT from "
        "h[192.0.2.1]: \\026\\003\\001secret\n",
        "Nov 25 10:00:00 mail postfix/smtpd[1]: warning: Illegal address syntax from h[192.0.2.1] "
        "in RCPT command: secret\n",
    };
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        struct list *list = read_lines(rows[i]);
        check_number(rows[i], list->count, 1);
        check_lacks(rows[i], list->failures[0].reply, "secret");
        check_lacks(rows[i], list->failures[0].reply, "c2VjcmV0");
        check_lacks(rows[i], list->failures[0].reply, "UGFzc3dvcmQ6");
        free(list);
    }
}

static void words_of_a_refused_login_are_no_secrets(void **state)
{
    (void)state;
    static const char text[] =
        " -> AUTH LOGIN\n<** 535 5.7.139 Authentication unsuccessful, SmtpClientAuthentication is "
        "disabled for the Tenant. [AM0PR04CA0123.eurprd04.prod.example.com]\n";
    struct list *list = read_lines(text);
    assert_int_equal(list->count, 1);
    check_contains("word", list->failures[0].reply, "SmtpClientAuthentication");
    check_contains("host", list->failures[0].reply, "[AM0PR04CA0123.eurprd04.prod.example.com]");
    free(list);
}

/* ---- hostile lines ---- */

static void hostile_octets_are_passed_on_as_text(void **state)
{
    (void)state;
    static const struct {
        const char *octets;
        size_t length;
        const char *reply;
    } rows[] = {
        {OCTETS("550 a\0b"), "550 a?b"},
        {OCTETS("550 a\x1b[2Jb\x7f"), "550 a?[2Jb?"},
        {OCTETS("550 \xff\xfe\xc3 x"), "550 \xff\xfe\xc3 x"},
        {OCTETS("\xef\xbb\xbf"
                "550 behind a byte order mark"),
         "550 behind a byte order mark"},
        {OCTETS("550 a\tb\r\r"), "550 a b"},
    };
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        struct list *list = read_text(rows[i].octets, rows[i].length, NULL, "");
        check_number(rows[i].reply, list->count, 1);
        check_string(rows[i].reply, list->failures[0].reply, rows[i].reply);
        free(list);
    }
}

static void empty_and_broken_lines_give_nothing(void **state)
{
    (void)state;
    static const char *const rows[] = {
        "",
        "\n\n\n",
        " ",
        "<",
        "< ",
        "<**",
        "<** ",
        "*** ",
        "=== ",
        " -> ",
        "* ",
        "> ",
        "#",
        "#Fields: ",
        "#Fields: ,,,\n2026-11-25T10:00:00Z,,,,,,,,\n",
        "2026-11-25T10:00:00Z,,,,,,>,550,",
        "[",
        "Nov 25 10:00:00",
        "Nov 25 10:00:00 ",
        "Nov 25 10:00:00 h",
        "Nov 25 10:00:00 h p/smtpd[1]:",
        "Nov 25 10:00:00 h p/smtpd[1]: NOQUEUE: ",
        "Nov 25 10:00:00 h p/smtp[1]: to=<, status=",
        "2026-11-25 10:00:00",
        "2026-11-25 10:00:00 1tFq2x-0003ab-2C",
        "SMTPC: ",
        "SMTPC:  ERR",
        "SMTPC: received error code. [ (8000)  ERR",
        "curl: (",
        "0000: ",
        "{LED=",
        "{LED=550",
        "<1>1 ",
        "host= exitcode=EX_OK",
        "550",
        "550-",
        "5.7.1",
        "\xef\xbb\xbf",
    };
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        struct list *list = read_lines(rows[i]);
        for (size_t n = 0; n < list->count; n++)
            check_true(rows[i], list->failures[n].line > 0);
        free(list);
    }
}

static void long_lines_are_cut(void **state)
{
    (void)state;
    enum { LENGTH = 10 * 1024 * 1024 };
    static const char *const heads[] = {
        "550 ",
        "<** 550 ",
        "< 550 ",
        "550-",
        "Nov 25 10:00:00 mail postfix/smtp[1]: 4F1A2B3C01: to=<b@x>, status=bounced (host h said: 550-",
        "2026-11-25 10:00:00 1tFq2x-0003ab-2C ** b@x: SMTP error from remote mail server: 550-",
        "2026-11-25T10:00:00.000Z,c,s,1,l,r,>,\"550 ",
        "Reason: [{LED=550 ",
    };
    char *line = malloc(LENGTH);
    assert_non_null(line);
    for (size_t i = 0; i < COUNT_OF(heads); i++) {
        for (size_t n = 0; n < LENGTH; n++)
            line[n] = " 550-\\n"[n % 7];
        memcpy(line, heads[i], strlen(heads[i]));
        struct list *list = read_text(line, LENGTH, NULL, "");
        check_number(heads[i], list->count, 1);
        check_true(heads[i], strlen(list->failures[0].reply) < MFP_LOG_REPLY_SIZE);
        free(list);
    }
    free(line);
}

static void replies_without_end_are_cut(void **state)
{
    (void)state;
    enum { LINES = 20000 };
    struct list *list = calloc(1, sizeof(*list));
    struct mfp_log *log = mfp_log_new(NULL, on_failure, list);
    for (int i = 0; i < LINES; i++)
        mfp_log_line(log, OCTETS("550-and on and on"));
    mfp_log_line(log, OCTETS("550 the end"));
    mfp_log_end(log);
    mfp_log_free(log);
    check_number("told", list->count, 1);
    check_number("line", list->failures[0].line, 1);
    free(list);
}

static void numbers_go_on_behind_the_end(void **state)
{
    (void)state;
    struct list *list = calloc(1, sizeof(*list));
    struct mfp_log *log = mfp_log_new(NULL, on_failure, list);
    mfp_log_line(log, OCTETS("550-first"));
    mfp_log_end(log);
    mfp_log_line(log, OCTETS("550 second"));
    mfp_log_end(log);
    mfp_log_end(log);
    assert_null(mfp_log_free(log));
    assert_null(mfp_log_free(NULL));
    check_number("told", list->count, 2);
    check_number("line", list->failures[1].line, 2);
    check_string("reply", list->failures[1].reply, "550 second");
    free(list);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_log_tells_what_is_expected),
        cmocka_unit_test(lines_may_end_with_crlf),
        cmocka_unit_test(every_format_reads_its_example),
        cmocka_unit_test(a_chosen_format_reads_no_other),
        cmocka_unit_test(envelope_host_and_time_are_told),
        cmocka_unit_test(a_login_that_was_offered_and_not_made_is_told),
        cmocka_unit_test(sessions_interleave),
        cmocka_unit_test(the_oldest_session_gives_way),
        cmocka_unit_test(a_trace_may_end_anywhere),
        cmocka_unit_test(what_a_client_sent_is_never_told),
        cmocka_unit_test(words_of_a_refused_login_are_no_secrets),
        cmocka_unit_test(hostile_octets_are_passed_on_as_text),
        cmocka_unit_test(empty_and_broken_lines_give_nothing),
        cmocka_unit_test(long_lines_are_cut),
        cmocka_unit_test(replies_without_end_are_cut),
        cmocka_unit_test(numbers_go_on_behind_the_end),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
