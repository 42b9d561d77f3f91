/* core/classify.c and core/judge.c with a knowledge small enough to see through. */
#include "core/verdict.h"
#include "unit.h"

#include <stdlib.h>
#include <strings.h>

/* Text is found where the pattern is a part of it; "!" is a pattern that is broken. */
static struct {
    const char *text;
} opened;

static void open_text(void *context, const char *text, size_t length, uint64_t *candidates)
{
    (void)context;
    check_number("length", strlen(text), length);
    opened.text = text;
    for (size_t i = 0; candidates && i < 64; i++)
        candidates[i / 64] |= (uint64_t)1 << (i % 64);
}

static bool search(void *context, const struct mfp_pattern *pattern)
{
    (void)context;
    return strcmp(pattern->text, "!") != 0 && strcasestr(opened.text, pattern->text) != NULL;
}

enum {
    BY_FAULT,
    BY_FAULT_AND_STAGE,
    BY_CODE,
    BY_STAGE_AND_CODE,
    BY_TEXT,
    BY_ENHANCED,
    BY_PHRASE,
    WITHOUT_EVIDENCE,
    LIGHT,
    HEAVY,
    EVEN_FIRST,
    EVEN_SECOND,
    NARROW,
    BROKEN_PATTERN,
    CLOSED,
    LOGIN_MISSING,
    OF_PROVIDER,
};

#define CAUSE(place, id, called, of, again)                                                        \
    [place] = {.number = (id),                                                                     \
               .name = (called),                                                                   \
               .category = MFP_CATEGORY_##of,                                                      \
               .says = "it broke",                                                                 \
               .retryable = MFP_RETRYABLE_##again}

static const struct mfp_cause causes[] = {
    CAUSE(BY_FAULT, 1, "by-fault", SERVICE, YES),
    CAUSE(BY_FAULT_AND_STAGE, 2, "by-fault-and-stage", AUTH, NO),
    CAUSE(BY_CODE, 3, "by-code", PROTOCOL, NO),
    CAUSE(BY_STAGE_AND_CODE, 4, "by-stage-and-code", RECIPIENT, NO),
    CAUSE(BY_TEXT, 5, "by-text", POLICY, NO),
    CAUSE(BY_ENHANCED, 6, "by-enhanced", SENDER, NO),
    CAUSE(BY_PHRASE, 7, "by-phrase", AUTH, NO),
    CAUSE(WITHOUT_EVIDENCE, 8, "without-evidence", SETUP, NO),
    CAUSE(LIGHT, 20, "light", SIZE, NO),
    CAUSE(HEAVY, 21, "heavy", SIZE, NO),
    CAUSE(EVEN_FIRST, 22, "even-first", RELAY, NO),
    CAUSE(EVEN_SECOND, 23, "even-second", RELAY, NO),
    CAUSE(NARROW, 24, "narrow", THROTTLE, NO),
    CAUSE(BROKEN_PATTERN, 25, "broken-pattern", TLS, NO),
    CAUSE(CLOSED, 26, "closed", SERVICE, YES),
    CAUSE(LOGIN_MISSING, 27, "login-missing", AUTH, NO),
    CAUSE(OF_PROVIDER, 28, "of-provider", RELAY, NO),
};

#define PATTERN(words)                                                                             \
    {                                                                                              \
        .text = (words), .id = 1                                                                   \
    }
#define CODE(digits, which)                                                                        \
    {                                                                                              \
        .value = (digits), .mask = (which)                                                         \
    }

static const struct mfp_code any_4xx[] = {CODE(0x400, 0xf00), {0}};
static const struct mfp_code any_5xx[] = {CODE(0x500, 0xf00), {0}};
static const struct mfp_code any_45x[] = {CODE(0x450, 0xff0), {0}};
static const struct mfp_code two_codes[] = {CODE(0x550, 0xfff), CODE(0x551, 0xfff), {0}};
static const struct mfp_enhanced two_enhanced[] = {
    {.class = 5, .subject = 7, .detail = 60}, {.class = -1, .subject = 9, .detail = -1}, {0}};
static const struct mfp_enhanced any_47x[] = {{.class = 4, .subject = 7, .detail = -1}, {0}};

/* In the order of files; put into the order of evidence by setup(). */
static struct mfp_evidence built_in_rows[] = {
    {.cause = BY_FAULT, .fault = MFP_FAULT_TIMEOUT},
    {.cause = BY_FAULT_AND_STAGE, .fault = MFP_FAULT_TIMEOUT, .stages = MFP_AT(MFP_STAGE_AUTH)},
    {.cause = BY_CODE, .code = any_5xx},
    {.cause = BY_CODE, .code = any_4xx},
    {.cause = BY_STAGE_AND_CODE, .code = two_codes, .stages = MFP_AT(MFP_STAGE_RCPT)},
    {.cause = BY_TEXT, .text = PATTERN("spam"), .unless = PATTERN("no spam")},
    {.cause = BY_ENHANCED, .enhanced = two_enhanced},
    {.cause = BY_PHRASE, .phrase = PATTERN("[TAG]")},
    {.cause = LIGHT, .text = PATTERN("heavy or light"), .weight = -5},
    {.cause = HEAVY, .text = PATTERN("heavy or"), .weight = 5},
    {.cause = EVEN_FIRST, .text = PATTERN("tie")},
    {.cause = EVEN_SECOND, .text = PATTERN("tie")},
    {.cause = NARROW,
     .phrase = PATTERN("narrow"),
     .enhanced = any_47x,
     .code = any_45x,
     .stages = MFP_AT(MFP_STAGE_MAIL) | MFP_AT(MFP_STAGE_RCPT)},
    {.cause = BROKEN_PATTERN, .phrase = PATTERN("!")},
    {.cause = BROKEN_PATTERN, .text = PATTERN("!")},
    {.cause = CLOSED, .fault = MFP_FAULT_CLOSED},
    {.cause = LOGIN_MISSING, .text = PATTERN("denied"), .login_missing = true},
    {.cause = OF_PROVIDER, .text = PATTERN("tie"), .weight = -20, .provider = "them"},
    {.cause = OF_PROVIDER, .text = PATTERN("mumble"), .provider = "them", .provider_only = true},
};

/* An administrator's own row: a bare code that comes before any text of the built-in rows. */
static struct mfp_evidence own_rows[] = {
    {.cause = NARROW, .code = two_codes},
};

static struct mfp_knowledge knowledge = {
    .causes = causes, .cause_count = COUNT_OF(causes), .open = open_text, .search = search};
static const struct mfp_knowledge ignorance = {.open = open_text, .search = search};

static void put_in_order(struct mfp_evidence *list, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        struct mfp_evidence row = list[i];
        size_t to = i;
        row.rank = mfp_evidence_rank(&row);
        row.allowed = row.stages ? row.stages : ~0U;
        for (; to && mfp_evidence_compare(&list[to - 1], &row) > 0; to--)
            list[to] = list[to - 1];
        list[to] = row;
    }
}

static int setup(void **state)
{
    (void)state;
    put_in_order(built_in_rows, COUNT_OF(built_in_rows));
    put_in_order(own_rows, COUNT_OF(own_rows));
    knowledge.built_in =
        (struct mfp_evidence_list){.rows = built_in_rows, .count = COUNT_OF(built_in_rows)};
    return 0;
}

struct reply_row {
    const char *name;
    const char *reply;
    enum mfp_stage stage;
    const char *cause; /* "-" none */
    enum mfp_confidence confidence;
    bool inner;
};

static const struct reply_row reply_rows[] = {
    {"phrase beats everything", "550 5.7.60 [tag] spam", MFP_STAGE_RCPT, "by-phrase",
     MFP_CONFIDENCE_HIGH, false},
    {"phrase over joined lines, codes stripped", "550-5.7.60 has a [T\n550 5.7.60 AG] not",
     MFP_STAGE_RCPT, "by-enhanced", MFP_CONFIDENCE_HIGH, false},
    {"inner reply beats enhanced", "554 5.9.1 said: 550 5.7.60 not you", MFP_STAGE_BODY,
     "by-enhanced", MFP_CONFIDENCE_HIGH, true},
    {"inner generic beats the outer enhanced", "554 5.7.60 Error: 550 5.1.8 spam here",
     MFP_STAGE_BODY, "by-text", MFP_CONFIDENCE_MEDIUM, true},
    {"inner reply that says nothing is left", "554 5.7.60 Error: 550 5.1.8 hmm", MFP_STAGE_BODY,
     "by-enhanced", MFP_CONFIDENCE_HIGH, false},
    {"inner reply needs its enhanced code", "554 5.1.8 Error: 550 rejected", MFP_STAGE_BODY,
     "by-code", MFP_CONFIDENCE_LOW, false},
    {"three digits inside a word are no inner reply", "454 x550 5.7.60 y", MFP_STAGE_BODY,
     "by-code", MFP_CONFIDENCE_LOW, false},
    {"inner success is no reason", "554 5.1.8 after 250 2.9.0 ok", MFP_STAGE_BODY, "by-code",
     MFP_CONFIDENCE_LOW, false},
    {"enhanced beats generic", "550 5.7.60 spam", MFP_STAGE_RCPT, "by-enhanced",
     MFP_CONFIDENCE_HIGH, false},
    {"enhanced with any class and detail", "450 4.9.33 x", MFP_STAGE_RCPT, "by-enhanced",
     MFP_CONFIDENCE_HIGH, false},
    {"enhanced must match whole", "550 5.7.6 x", MFP_STAGE_BODY, "by-code", MFP_CONFIDENCE_LOW,
     false},
    {"enhanced must not match more", "550 5.7.601 x", MFP_STAGE_BODY, "by-code", MFP_CONFIDENCE_LOW,
     false},
    {"generic beats stage and code", "550 looks like SPAM", MFP_STAGE_RCPT, "by-text",
     MFP_CONFIDENCE_MEDIUM, false},
    {"unless voids it", "550 this is no spam", MFP_STAGE_RCPT, "by-stage-and-code",
     MFP_CONFIDENCE_MEDIUM, false},
    {"stage and code beat code", "550 x", MFP_STAGE_RCPT, "by-stage-and-code",
     MFP_CONFIDENCE_MEDIUM, false},
    {"second code of a list", "551 x", MFP_STAGE_RCPT, "by-stage-and-code", MFP_CONFIDENCE_MEDIUM,
     false},
    {"another stage", "550 x", MFP_STAGE_MAIL, "by-code", MFP_CONFIDENCE_LOW, false},
    {"unknown stage never matches a stage", "550 x", MFP_STAGE_UNKNOWN, "by-code",
     MFP_CONFIDENCE_LOW, false},
    {"code alone", "450 x", MFP_STAGE_BODY, "by-code", MFP_CONFIDENCE_LOW, false},
    {"higher weight wins over the earlier row", "550 heavy or light", MFP_STAGE_BODY, "heavy",
     MFP_CONFIDENCE_MEDIUM, false},
    {"weight stays inside a rank", "550 5.7.60 heavy or light", MFP_STAGE_BODY, "by-enhanced",
     MFP_CONFIDENCE_HIGH, false},
    {"even weights: the earlier row", "550 tie", MFP_STAGE_BODY, "even-first",
     MFP_CONFIDENCE_MEDIUM, false},
    {"all conditions hold", "451 4.7.9 narrow", MFP_STAGE_MAIL, "narrow", MFP_CONFIDENCE_HIGH,
     false},
    {"text does not hold", "451 4.7.1 wide", MFP_STAGE_MAIL, "by-code", MFP_CONFIDENCE_LOW, false},
    {"enhanced does not hold", "451 4.6.9 narrow", MFP_STAGE_MAIL, "by-code", MFP_CONFIDENCE_LOW,
     false},
    {"no enhanced code at all", "451 narrow", MFP_STAGE_MAIL, "by-code", MFP_CONFIDENCE_LOW, false},
    {"code does not hold", "421 4.7.1 narrow", MFP_STAGE_MAIL, "by-code", MFP_CONFIDENCE_LOW,
     false},
    {"stage does not hold", "451 4.7.1 narrow", MFP_STAGE_BODY, "by-code", MFP_CONFIDENCE_LOW,
     false},
    {"unknown stage does not hold", "451 4.7.1 narrow", MFP_STAGE_UNKNOWN, "by-code",
     MFP_CONFIDENCE_LOW, false},
};

static void evidence_is_weighed_in_its_order(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT_OF(reply_rows); i++) {
        const struct reply_row *row = &reply_rows[i];
        struct mfp_reply reply;
        struct mfp_verdict verdict;
        mfp_reply_parse(&reply, row->reply, strlen(row->reply));
        mfp_classify_reply(&knowledge, row->stage, &reply, &verdict);
        check_string(row->name, verdict.cause ? verdict.cause->name : "-", row->cause);
        check_number(row->name, verdict.confidence, row->confidence);
        check_number(row->name, verdict.inner, row->inner);
        check_number(row->name, verdict.category, verdict.cause->category);
        check_number(row->name, verdict.stage, row->stage);
        check_true(row->name, verdict.evidence != NULL);
    }
}

static void codes_and_text_are_described(void **state)
{
    (void)state;
    struct mfp_reply reply;
    struct mfp_verdict verdict;
    mfp_reply_parse(&reply, OCTETS("550-5.7.60 a|b\r\n550 5.7.60 c\x1b"));
    mfp_classify_reply(&knowledge, MFP_STAGE_BODY, &reply, &verdict);
    assert_int_equal(verdict.code, 550);
    assert_string_equal(verdict.enhanced, "5.7.60");
    assert_string_equal(verdict.reply, "550 5.7.60 a/b c");
    assert_int_equal(verdict.retryable, MFP_RETRYABLE_NO);
    assert_int_equal(verdict.fault, MFP_FAULT_NONE);
    mfp_reply_parse(&reply, OCTETS("451\r\n"));
    mfp_classify_reply(&knowledge, MFP_STAGE_BODY, &reply, &verdict);
    assert_string_equal(verdict.reply, "451");
    assert_string_equal(verdict.enhanced, "");
    assert_int_equal(verdict.retryable, MFP_RETRYABLE_YES);
}

static void ignorance_still_yields_a_category(void **state)
{
    (void)state;
    static const struct {
        const char *reply;
        enum mfp_category category;
    } rows[] = {
        {"450 x", MFP_CATEGORY_TEMPORARY},
        {"550 x", MFP_CATEGORY_PROTOCOL},
        {"250 x", MFP_CATEGORY_PROTOCOL},
        {"garbage", MFP_CATEGORY_PROTOCOL},
    };
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        struct mfp_reply reply;
        struct mfp_verdict verdict;
        mfp_reply_parse(&reply, rows[i].reply, strlen(rows[i].reply));
        mfp_classify_reply(&ignorance, MFP_STAGE_RCPT, &reply, &verdict);
        check_number(rows[i].reply, verdict.category, rows[i].category);
        check_number(rows[i].reply, verdict.confidence, MFP_CONFIDENCE_LOW);
        check_true(rows[i].reply, !verdict.cause);
    }
}

static void faults_are_judged_by_kind_and_stage(void **state)
{
    (void)state;
    static const struct {
        struct mfp_fault fault;
        const char *cause;
        enum mfp_category category;
        enum mfp_retryable retryable;
        enum mfp_confidence confidence;
    } rows[] = {
        {{.kind = MFP_FAULT_TIMEOUT, .stage = MFP_STAGE_BODY, .detail = "late"},
         "by-fault",
         MFP_CATEGORY_SERVICE,
         MFP_RETRYABLE_YES,
         MFP_CONFIDENCE_HIGH},
        {{.kind = MFP_FAULT_TIMEOUT, .stage = MFP_STAGE_AUTH, .detail = "late"},
         "by-fault-and-stage",
         MFP_CATEGORY_AUTH,
         MFP_RETRYABLE_NO,
         MFP_CONFIDENCE_HIGH},
        {{.kind = MFP_FAULT_CERT_NAME, .stage = MFP_STAGE_TLS, .detail = "[TAG] spam"},
         "-",
         MFP_CATEGORY_SETUP,
         MFP_RETRYABLE_UNKNOWN,
         MFP_CONFIDENCE_LOW},
        {{.kind = MFP_FAULT_LOCAL, .stage = MFP_STAGE_RESOLVE, .detail = ""},
         "-",
         MFP_CATEGORY_SETUP,
         MFP_RETRYABLE_UNKNOWN,
         MFP_CONFIDENCE_LOW},
    };
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        const char *name = mfp_fault_name(rows[i].fault.kind);
        struct mfp_verdict verdict;
        mfp_classify_fault(&knowledge, &rows[i].fault, &verdict);
        check_string(name, verdict.cause ? verdict.cause->name : "-", rows[i].cause);
        check_number(name, verdict.category, rows[i].category);
        check_number(name, verdict.retryable, rows[i].retryable);
        check_number(name, verdict.confidence, rows[i].confidence);
        check_number(name, verdict.stage, rows[i].fault.stage);
        check_number(name, verdict.fault, rows[i].fault.kind);
        check_number(name, verdict.code, 0);
        check_string(name, verdict.reply, rows[i].fault.detail);
    }
}

static void the_provider_is_a_circumstance(void **state)
{
    (void)state;
    static const struct {
        const char *reply, *provider, *cause;
    } cases[] = {
        {"550 tie", NULL, "even-first"},           {"550 tie", "them", "of-provider"},
        {"550 tie", "others", "even-first"},       {"550 mumble", NULL, "by-code"},
        {"550 mumble", "them", "of-provider"},     {"550 mumble", "others", "by-code"},
        {"550 5.7.60 tie", "them", "by-enhanced"},
    };
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        const struct mfp_circumstances circumstances = {.provider = cases[i].provider};
        struct mfp_reply reply;
        struct mfp_verdict verdict;
        mfp_reply_parse(&reply, cases[i].reply, strlen(cases[i].reply));
        mfp_classify_reply_in(&knowledge, &circumstances, &reply, &verdict);
        check_string(cases[i].reply, verdict.cause->name, cases[i].cause);
    }
}

static void own_rows_come_before_all_others(void **state)
{
    (void)state;
    struct mfp_knowledge own = knowledge;
    struct mfp_reply reply;
    struct mfp_verdict verdict;
    own.local = (struct mfp_evidence_list){.rows = own_rows, .count = COUNT_OF(own_rows)};
    mfp_reply_parse(&reply, OCTETS("550 5.7.60 has a [TAG]"));
    mfp_classify_reply(&own, MFP_STAGE_MAIL, &reply, &verdict);
    assert_string_equal(verdict.cause->name, "narrow");
    mfp_reply_parse(&reply, OCTETS("554 5.7.60 has a [TAG]"));
    mfp_classify_reply(&own, MFP_STAGE_MAIL, &reply, &verdict);
    assert_string_equal(verdict.cause->name, "by-phrase");
}

struct told {
    char names[256];
};

static void note_told(void *context, const struct mfp_evidence *evidence,
                      const struct mfp_cause *cause, bool inner)
{
    struct told *told = context;
    size_t used = strlen(told->names);
    (void)evidence;
    mfp_format(told->names + used, sizeof(told->names) - used, "%s%s ", cause->name,
               inner ? "(inner)" : "");
}

static void what_else_was_considered_is_told_in_order(void **state)
{
    (void)state;
    const struct mfp_circumstances circumstances = {.stage = MFP_STAGE_RCPT};
    struct told told = {0};
    struct mfp_reply reply;
    mfp_reply_parse(&reply, OCTETS("550 5.9.1 spam [TAG] Error: 550 5.7.60 tie"));
    mfp_classify_consider(&knowledge, &circumstances, &reply, note_told, &told);
    assert_string_equal(told.names, "by-phrase by-enhanced(inner) even-first(inner) "
                                    "even-second(inner) of-provider(inner) by-enhanced by-text "
                                    "even-first even-second of-provider by-stage-and-code "
                                    "by-code ");
}

static void a_bare_code_is_said_to_be_probable(void **state)
{
    (void)state;
    char says[64];
    struct mfp_reply reply;
    struct mfp_verdict verdict;
    mfp_reply_parse(&reply, OCTETS("550 x"));
    mfp_classify_reply(&knowledge, MFP_STAGE_UNKNOWN, &reply, &verdict);
    assert_string_equal(mfp_verdict_says(&verdict, says, sizeof(says)), "probably it broke");
    mfp_classify_reply(&knowledge, MFP_STAGE_RCPT, &reply, &verdict);
    assert_string_equal(mfp_verdict_says(&verdict, says, sizeof(says)), "it broke");
}

static void causes_are_found_by_name_and_number(void **state)
{
    (void)state;
    assert_ptr_equal(mfp_cause_find(&knowledge, "heavy"), &causes[HEAVY]);
    assert_ptr_equal(mfp_cause_number(&knowledge, 21), &causes[HEAVY]);
    assert_null(mfp_cause_find(&knowledge, "heav"));
    assert_null(mfp_cause_find(&knowledge, ""));
    assert_null(mfp_cause_number(&knowledge, 0));
    assert_null(mfp_cause_number(&knowledge, 99));
}

/* Whole transcripts. A line begins with its mark; "T" begins TLS, "=" sends a message, "!" is the
 * fault by its name. */
struct course {
    const char *name;
    enum mfp_depth depth;
    enum mfp_tls_mode tls;
    bool login;
    enum mfp_category category;
    enum mfp_stage stage;
    int code;
    const char *lines[24];
};

#define CONNECTED "<220 hi", ">EHLO x", "<250 mx"
#define LOGGED_IN ">AUTH LOGIN", "<334 ***", ">***", "<334 ***", ">***", "<235 2.7.0 ok"
#define ENVELOPE ">MAIL FROM:<a>", "<250 2.1.0 ok", ">RCPT TO:<b>", "<250 2.1.5 ok"
#define QUEUED ">DATA", "<354 go", "=", "<250 2.0.0 queued"
#define QUIT ">QUIT", "<221 bye"

static const struct course courses[] = {
    {"message without login",
     MFP_DEPTH_MESSAGE,
     MFP_TLS_NONE,
     false,
     MFP_CATEGORY_OK,
     MFP_STAGE_BODY,
     250,
     {CONNECTED, ENVELOPE, QUEUED, QUIT}},
    {"message with login",
     MFP_DEPTH_MESSAGE,
     MFP_TLS_NONE,
     true,
     MFP_CATEGORY_OK,
     MFP_STAGE_BODY,
     250,
     {CONNECTED, LOGGED_IN, ENVELOPE, QUEUED, QUIT}},
    {"message accepted, but the login that was asked for never happened",
     MFP_DEPTH_MESSAGE,
     MFP_TLS_NONE,
     true,
     MFP_CATEGORY_SETUP,
     MFP_STAGE_UNKNOWN,
     0,
     {CONNECTED, ENVELOPE, QUEUED, QUIT}},
    {"message accepted in clear though TLS was asked for",
     MFP_DEPTH_MESSAGE,
     MFP_TLS_STARTTLS,
     false,
     MFP_CATEGORY_SETUP,
     MFP_STAGE_UNKNOWN,
     0,
     {CONNECTED, ENVELOPE, QUEUED, QUIT}},
    {"message over STARTTLS",
     MFP_DEPTH_MESSAGE,
     MFP_TLS_STARTTLS,
     false,
     MFP_CATEGORY_OK,
     MFP_STAGE_BODY,
     250,
     {CONNECTED, ">STARTTLS", "<220 go", "T", ">EHLO x", "<250 mx", ENVELOPE, QUEUED, QUIT}},
    {"message over implicit TLS",
     MFP_DEPTH_MESSAGE,
     MFP_TLS_IMPLICIT,
     false,
     MFP_CATEGORY_OK,
     MFP_STAGE_BODY,
     250,
     {"T", CONNECTED, ENVELOPE, QUEUED, QUIT}},
    {"connection",
     MFP_DEPTH_CONNECT,
     MFP_TLS_STARTTLS,
     false,
     MFP_CATEGORY_OK,
     MFP_STAGE_EHLO,
     250,
     {CONNECTED, QUIT}},
    {"connection without EHLO",
     MFP_DEPTH_CONNECT,
     MFP_TLS_NONE,
     false,
     MFP_CATEGORY_SETUP,
     MFP_STAGE_UNKNOWN,
     0,
     {"<220 hi", QUIT}},
    {"TLS",
     MFP_DEPTH_TLS,
     MFP_TLS_STARTTLS,
     false,
     MFP_CATEGORY_OK,
     MFP_STAGE_TLS,
     0,
     {CONNECTED, ">STARTTLS", "<220 go", "T", ">EHLO x", "<250 mx", QUIT}},
    {"TLS not begun",
     MFP_DEPTH_TLS,
     MFP_TLS_STARTTLS,
     false,
     MFP_CATEGORY_SETUP,
     MFP_STAGE_UNKNOWN,
     0,
     {CONNECTED, QUIT}},
    {"login",
     MFP_DEPTH_AUTH,
     MFP_TLS_NONE,
     true,
     MFP_CATEGORY_OK,
     MFP_STAGE_AUTH,
     235,
     {CONNECTED, LOGGED_IN, QUIT}},
    {"334 is no login",
     MFP_DEPTH_AUTH,
     MFP_TLS_NONE,
     true,
     MFP_CATEGORY_SETUP,
     MFP_STAGE_UNKNOWN,
     0,
     {CONNECTED, ">AUTH LOGIN", "<334 ***"}},
    {"250 in AUTH is no login",
     MFP_DEPTH_AUTH,
     MFP_TLS_NONE,
     true,
     MFP_CATEGORY_PROTOCOL,
     MFP_STAGE_AUTH,
     250,
     {CONNECTED, ">AUTH PLAIN ***", "<250 ok", QUIT}},
    {"235 outside AUTH is no login",
     MFP_DEPTH_AUTH,
     MFP_TLS_NONE,
     true,
     MFP_CATEGORY_SETUP,
     MFP_STAGE_UNKNOWN,
     0,
     {"<220 hi", ">EHLO x", "<235 mx", QUIT}},
    {"login refused",
     MFP_DEPTH_MESSAGE,
     MFP_TLS_NONE,
     true,
     MFP_CATEGORY_PROTOCOL,
     MFP_STAGE_AUTH,
     535,
     {CONNECTED, ">AUTH PLAIN ***", "<535 no", QUIT}},
    {"envelope",
     MFP_DEPTH_ENVELOPE,
     MFP_TLS_NONE,
     false,
     MFP_CATEGORY_OK,
     MFP_STAGE_RCPT,
     250,
     {CONNECTED, ENVELOPE, ">RSET", "<250 ok", QUIT}},
    {"envelope, only MAIL",
     MFP_DEPTH_ENVELOPE,
     MFP_TLS_NONE,
     false,
     MFP_CATEGORY_SETUP,
     MFP_STAGE_UNKNOWN,
     0,
     {CONNECTED, ">MAIL FROM:<a>", "<250 ok", QUIT}},
    {"251 to RCPT is a yes",
     MFP_DEPTH_ENVELOPE,
     MFP_TLS_NONE,
     false,
     MFP_CATEGORY_OK,
     MFP_STAGE_RCPT,
     251,
     {CONNECTED, ">MAIL FROM:<a>", "<250 ok", ">RCPT TO:<b>", "<251 ok"}},
    {"354 to RCPT is no yes",
     MFP_DEPTH_ENVELOPE,
     MFP_TLS_NONE,
     false,
     MFP_CATEGORY_PROTOCOL,
     MFP_STAGE_RCPT,
     354,
     {CONNECTED, ">MAIL FROM:<a>", "<250 ok", ">RCPT TO:<b>", "<354 ok"}},
    {"recipient refused",
     MFP_DEPTH_MESSAGE,
     MFP_TLS_NONE,
     false,
     MFP_CATEGORY_RECIPIENT,
     MFP_STAGE_RCPT,
     550,
     {CONNECTED, ">MAIL FROM:<a>", "<250 ok", ">RCPT TO:<b>", "<550 no", QUIT}},
    {"250 where 354 is due",
     MFP_DEPTH_MESSAGE,
     MFP_TLS_NONE,
     false,
     MFP_CATEGORY_PROTOCOL,
     MFP_STAGE_DATA,
     250,
     {CONNECTED, ENVELOPE, ">DATA", "<250 ok", "<250 2.0.0 queued", QUIT}},
    {"message sent, no reply",
     MFP_DEPTH_MESSAGE,
     MFP_TLS_NONE,
     false,
     MFP_CATEGORY_SERVICE,
     MFP_STAGE_BODY,
     0,
     {CONNECTED, ENVELOPE, ">DATA", "<354 go", "=", "!timeout"}},
    {"message refused at its end",
     MFP_DEPTH_MESSAGE,
     MFP_TLS_NONE,
     false,
     MFP_CATEGORY_SENDER,
     MFP_STAGE_BODY,
     550,
     {CONNECTED, ENVELOPE, ">DATA", "<354 go", "=", "<550 5.7.60 not you", QUIT}},
    {"354 after the final dot is no yes",
     MFP_DEPTH_MESSAGE,
     MFP_TLS_NONE,
     false,
     MFP_CATEGORY_PROTOCOL,
     MFP_STAGE_BODY,
     354,
     {CONNECTED, ENVELOPE, ">DATA", "<354 go", "=", "<354 go", QUIT}},
    {"accepted, closed at QUIT",
     MFP_DEPTH_MESSAGE,
     MFP_TLS_NONE,
     false,
     MFP_CATEGORY_OK,
     MFP_STAGE_BODY,
     250,
     {CONNECTED, ENVELOPE, QUEUED, ">QUIT", "!closed"}},
    {"accepted, QUIT refused",
     MFP_DEPTH_MESSAGE,
     MFP_TLS_NONE,
     false,
     MFP_CATEGORY_OK,
     MFP_STAGE_BODY,
     250,
     {CONNECTED, ENVELOPE, QUEUED, ">QUIT", "<500 what?"}},
    {"accepted, 421 at QUIT",
     MFP_DEPTH_MESSAGE,
     MFP_TLS_NONE,
     false,
     MFP_CATEGORY_OK,
     MFP_STAGE_BODY,
     250,
     {CONNECTED, ENVELOPE, QUEUED, ">QUIT", "<421-closing", "!closed"}},
    {"envelope, RSET refused",
     MFP_DEPTH_ENVELOPE,
     MFP_TLS_NONE,
     false,
     MFP_CATEGORY_OK,
     MFP_STAGE_RCPT,
     250,
     {CONNECTED, ENVELOPE, ">RSET", "<502 no", QUIT}},
    {"EHLO refused, HELO accepted",
     MFP_DEPTH_MESSAGE,
     MFP_TLS_NONE,
     false,
     MFP_CATEGORY_OK,
     MFP_STAGE_BODY,
     250,
     {"<220 hi", ">EHLO x", "<502 what?", ">HELO x", "<250 mx", ENVELOPE, QUEUED, QUIT}},
    {"EHLO and HELO refused: HELO says why",
     MFP_DEPTH_MESSAGE,
     MFP_TLS_NONE,
     false,
     MFP_CATEGORY_PROTOCOL,
     MFP_STAGE_EHLO,
     550,
     {"<220 hi", ">EHLO x", "<502 what?", ">HELO x", "<550 bad name", QUIT}},
    {"EHLO refused for a reason: it stays",
     MFP_DEPTH_MESSAGE,
     MFP_TLS_NONE,
     false,
     MFP_CATEGORY_POLICY,
     MFP_STAGE_EHLO,
     554,
     {"<220 hi", ">EHLO x", "<554 spam", ">HELO x", "<550 bad name", QUIT}},
    {"greeting refused",
     MFP_DEPTH_MESSAGE,
     MFP_TLS_NONE,
     false,
     MFP_CATEGORY_PROTOCOL,
     MFP_STAGE_GREETING,
     554,
     {"<554 no", ">QUIT", "<221 bye"}},
    {"the first refusal decides",
     MFP_DEPTH_MESSAGE,
     MFP_TLS_NONE,
     false,
     MFP_CATEGORY_RECIPIENT,
     MFP_STAGE_RCPT,
     550,
     {CONNECTED, ">MAIL FROM:<a>", "<250 ok", ">RCPT TO:<b>", "<550 no", ">DATA",
      "<554 no valid recipients", QUIT}},
    {"a refusal outweighs the reset behind it",
     MFP_DEPTH_MESSAGE,
     MFP_TLS_NONE,
     false,
     MFP_CATEGORY_PROTOCOL,
     MFP_STAGE_GREETING,
     554,
     {"<554 no", "!reset"}},
    {"421 cut off",
     MFP_DEPTH_MESSAGE,
     MFP_TLS_NONE,
     false,
     MFP_CATEGORY_POLICY,
     MFP_STAGE_GREETING,
     421,
     {"<421-too much spam", "!closed"}},
    {"421 cut off in the middle of AUTH",
     MFP_DEPTH_MESSAGE,
     MFP_TLS_NONE,
     true,
     MFP_CATEGORY_PROTOCOL,
     MFP_STAGE_AUTH,
     421,
     {CONNECTED, ">AUTH PLAIN ***", "<421-4.7.0 closing", "!closed"}},
    {"220 cut off says nothing",
     MFP_DEPTH_MESSAGE,
     MFP_TLS_NONE,
     false,
     MFP_CATEGORY_SERVICE,
     MFP_STAGE_GREETING,
     0,
     {"<220-hello", "!closed"}},
    {"mixed codes: the last line counts",
     MFP_DEPTH_ENVELOPE,
     MFP_TLS_NONE,
     false,
     MFP_CATEGORY_RECIPIENT,
     MFP_STAGE_RCPT,
     550,
     {CONNECTED, ">MAIL FROM:<a>", "<250 ok", ">RCPT TO:<b>", "<250-ok", "<550 no"}},
    {"silence",
     MFP_DEPTH_MESSAGE,
     MFP_TLS_NONE,
     false,
     MFP_CATEGORY_SERVICE,
     MFP_STAGE_GREETING,
     0,
     {"!timeout"}},
    {"silence after the password",
     MFP_DEPTH_MESSAGE,
     MFP_TLS_NONE,
     true,
     MFP_CATEGORY_AUTH,
     MFP_STAGE_AUTH,
     0,
     {CONNECTED, ">AUTH PLAIN ***", "!timeout"}},
};

static void play_course(const struct course *course, struct mfp_transcript *transcript)
{
    int64_t at = 1000;
    enum mfp_fault_kind kind;
    mfp_transcript_init(transcript);
    transcript->depth = course->depth;
    transcript->tls = course->tls;
    transcript->login = course->login;
    mfp_transcript_add(transcript, MFP_EVENT_CONNECT, 0, OCTETS("192.0.2.25:25"));
    for (size_t i = 0; i < COUNT_OF(course->lines) && course->lines[i]; i++, at += 1000) {
        const char *text = course->lines[i] + 1;
        switch (course->lines[i][0]) {
        case '<':
            mfp_transcript_add(transcript, MFP_EVENT_REPLY, at, text, strlen(text));
            break;
        case '>':
            mfp_transcript_add(transcript, MFP_EVENT_COMMAND, at, text, strlen(text));
            break;
        case 'T':
            mfp_transcript_add(transcript, MFP_EVENT_TLS, at, OCTETS("TLSv1.3 X"));
            break;
        case '=':
            mfp_transcript_body(transcript, at, 1000);
            break;
        case '!':
            check_number(text, mfp_fault_find(text, &kind), 0);
            mfp_transcript_fault(transcript, at, kind, 0, "");
            break;
        default:
            fail_msg("no such mark: %s", course->lines[i]);
        }
    }
}

/* "Access denied" means something else to who could have logged in and did not. */
static const struct course login_courses[] = {
    {"login offered and not made",
     MFP_DEPTH_MESSAGE,
     MFP_TLS_NONE,
     false,
     MFP_CATEGORY_AUTH,
     MFP_STAGE_MAIL,
     550,
     {"<220 hi", ">EHLO x", "<250-mx", "<250 AUTH LOGIN", ">MAIL FROM:<a>", "<550 denied"}},
    {"login offered and made",
     MFP_DEPTH_MESSAGE,
     MFP_TLS_NONE,
     true,
     MFP_CATEGORY_PROTOCOL,
     MFP_STAGE_MAIL,
     550,
     {"<220 hi", ">EHLO x", "<250-mx", "<250 AUTH LOGIN", LOGGED_IN, ">MAIL FROM:<a>",
      "<550 denied"}},
    {"no login offered",
     MFP_DEPTH_MESSAGE,
     MFP_TLS_NONE,
     false,
     MFP_CATEGORY_PROTOCOL,
     MFP_STAGE_MAIL,
     550,
     {CONNECTED, ">MAIL FROM:<a>", "<550 denied"}},
};

static void check_course(const struct course *course)
{
    struct mfp_transcript transcript;
    struct mfp_verdict verdict;
    play_course(course, &transcript);
    mfp_classify(&knowledge, &transcript, NULL, &verdict);
    mfp_transcript_done(&transcript);
    check_string(course->name, mfp_word_name(mfp_category_words, (int)verdict.category),
                 mfp_word_name(mfp_category_words, (int)course->category));
    check_string(course->name, mfp_word_name(mfp_stage_words, (int)verdict.stage),
                 mfp_word_name(mfp_stage_words, (int)course->stage));
    check_number(course->name, verdict.code, course->code);
    if (verdict.category == MFP_CATEGORY_OK) {
        check_true(course->name, !verdict.cause);
        check_number(course->name, verdict.confidence, MFP_CONFIDENCE_HIGH);
        check_number(course->name, verdict.retryable, MFP_RETRYABLE_UNKNOWN);
    }
}

static void transcripts_are_judged_by_what_decides(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT_OF(courses); i++)
        check_course(&courses[i]);
}

static void a_missing_login_is_a_circumstance(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT_OF(login_courses); i++)
        check_course(&login_courses[i]);
}

/* A mechanism that was given up before it could fail is no refusal: the next one got its 235. */
static void a_cancelled_mechanism_is_forgotten_after_235(void **state)
{
    (void)state;
    static const struct course course = {"CRAM-MD5 cancelled, PLAIN accepted",
                                         MFP_DEPTH_MESSAGE,
                                         MFP_TLS_NONE,
                                         true,
                                         MFP_CATEGORY_OK,
                                         MFP_STAGE_BODY,
                                         250,
                                         {CONNECTED, ">AUTH CRAM-MD5", "<334 ***", ">*",
                                          "<501 5.7.0 cancelled", ">AUTH PLAIN ***",
                                          "<235 2.7.0 ok", ENVELOPE, QUEUED, QUIT}};
    check_course(&course);
}

/* A reply of very many lines is still a reply. */
static void long_replies_are_judged_too(void **state)
{
    (void)state;
    struct mfp_transcript transcript;
    struct mfp_verdict verdict;
    mfp_transcript_init(&transcript);
    mfp_transcript_add(&transcript, MFP_EVENT_CONNECT, 0, OCTETS("x"));
    for (int i = 0; i < 2 * MFP_REPLY_LINES_MAX; i++)
        mfp_transcript_add(&transcript, MFP_EVENT_REPLY, 1, OCTETS("220-hello"));
    mfp_transcript_add(&transcript, MFP_EVENT_REPLY, 2, OCTETS("554 5.7.60 not you"));
    mfp_classify(&knowledge, &transcript, NULL, &verdict);
    mfp_transcript_done(&transcript);
    assert_int_equal(verdict.code, 554);
    assert_int_equal(verdict.category, MFP_CATEGORY_SENDER);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(evidence_is_weighed_in_its_order),
        cmocka_unit_test(codes_and_text_are_described),
        cmocka_unit_test(ignorance_still_yields_a_category),
        cmocka_unit_test(faults_are_judged_by_kind_and_stage),
        cmocka_unit_test(the_provider_is_a_circumstance),
        cmocka_unit_test(own_rows_come_before_all_others),
        cmocka_unit_test(what_else_was_considered_is_told_in_order),
        cmocka_unit_test(a_bare_code_is_said_to_be_probable),
        cmocka_unit_test(causes_are_found_by_name_and_number),
        cmocka_unit_test(transcripts_are_judged_by_what_decides),
        cmocka_unit_test(a_missing_login_is_a_circumstance),
        cmocka_unit_test(a_cancelled_mechanism_is_forgotten_after_235),
        cmocka_unit_test(long_replies_are_judged_too),
    };
    return cmocka_run_group_tests(tests, setup, NULL);
}
