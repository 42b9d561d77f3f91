/* What is kept of a dialogue. */
#include "core/result.h"
#include "unit.h"

static void add(struct mfp_transcript *transcript, enum mfp_event_kind kind, const char *text)
{
    mfp_transcript_add(transcript, kind, 0, text, strlen(text));
}

static void logins_are_those_offered_once_tls_is_as_planned(void **state)
{
    (void)state;
    static const struct {
        const char *row;
        enum mfp_tls_mode tls;
        bool done;
        const char *wanted;
    } rows[] = {
        {"no TLS wanted", MFP_TLS_NONE, false, "CRAM-MD5"},
        {"STARTTLS refused", MFP_TLS_STARTTLS, false, ""},
        {"after STARTTLS", MFP_TLS_STARTTLS, true, "PLAIN LOGIN"},
        {"implicit", MFP_TLS_IMPLICIT, true, "PLAIN LOGIN"},
    };
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        const struct mfp_plan plan = {.device = "d", .host = "h", .tls = rows[i].tls};
        const struct mfp_verdict verdict = {.category = MFP_CATEGORY_OK};
        struct mfp_transcript transcript;
        struct mfp_result result;
        mfp_transcript_init(&transcript);
        add(&transcript, MFP_EVENT_COMMAND, "EHLO scanner.example.com");
        add(&transcript, MFP_EVENT_REPLY, "250-mail.example.com");
        add(&transcript, MFP_EVENT_REPLY,
            rows[i].done ? "250 AUTH PLAIN LOGIN" : "250 AUTH CRAM-MD5");
        transcript.tls_facts.done = rows[i].done;
        mfp_result_of(&result, &plan, &transcript, &verdict, MFP_STATE_OK, 1);
        check_string(rows[i].row, result.mechanisms, rows[i].wanted);
        mfp_transcript_done(&transcript);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(logins_are_those_offered_once_tls_is_as_planned),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
