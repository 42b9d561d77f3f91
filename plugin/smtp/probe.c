#include "smtp/probe.h"

#include "smtp/peek.h"
#include "smtp/resolve.h"
#include "smtp/session.h"

#include <errno.h>
#include <openssl/ssl.h>
#include <string.h>

enum {
    SILENCE_US = 3000000, /* so long a greeting may take before we look for TLS: postscreen and
                             greet_pause wait longer, and are waited for all the same */
    POLL_MS = 500,
    PEEK_MS = 5000,
};

/* Without openssl.cnf: what a system's policy allows its own programs (a floor for the version, a
 * list of ciphers) is nothing that a device in the hall knows of. It also costs a tenth of the
 * start. */
int mfp_probe_library(struct mfp_error *error)
{
    if (OPENSSL_init_ssl(OPENSSL_INIT_NO_LOAD_CONFIG, NULL) != 1)
        return mfp_error_set(error, -ENOTSUP, "OpenSSL cannot be initialized");
    CURLcode result = curl_global_init(CURL_GLOBAL_DEFAULT);
    if (result == CURLE_OK)
        return 0;
    return mfp_error_set(error, -ENOTSUP, "libcurl: %s", curl_easy_strerror(result));
}

/* A run of the session over its own multi handle. */
struct run {
    struct mfp_session *session;
    CURLM *multi;
    struct mfp_peek peek;
    bool over; /* the transfer of this step ended */
    CURLcode result;
};

/* In clear, connected, and not a word from the server: it may wait for TLS. */
static bool is_silent(const struct mfp_session *session)
{
    return session->connected && !session->greeted && session->plan->tls != MFP_TLS_IMPLICIT;
}

static void begin_peek(struct run *run, const struct mfp_question *question)
{
    struct mfp_session *session = run->session;
    int64_t left_ms = session->plan->timeout_ms - mfp_session_now(session) / 1000;
    if (run->peek.easy || left_ms < 1)
        return;
    mfp_peek_begin(&run->peek, run->multi, session->plan, question, session->resolve,
                   left_ms < PEEK_MS ? (long)left_ms : PEEK_MS);
}

static const struct mfp_question speaks_tls = {.command = "NOOP", .tls = MFP_TLS_IMPLICIT};

static void peek_if_silent(struct run *run)
{
    struct mfp_session *session = run->session;
    int64_t patience = session->plan->timeout_ms * 1000 / 3;
    if (patience > SILENCE_US)
        patience = SILENCE_US;
    if (is_silent(session) && mfp_session_now(session) > session->connected_us + patience)
        begin_peek(run, &speaks_tls);
}

static void collect(struct run *run)
{
    int left;
    for (CURLMsg *message; (message = curl_multi_info_read(run->multi, &left));) {
        if (message->msg != CURLMSG_DONE)
            continue;
        if (message->easy_handle == run->session->easy) {
            run->over = true;
            run->result = message->data.result;
        } else {
            run->peek.over = true;
        }
    }
}

static bool peeking(const struct run *run)
{
    return run->peek.easy && !run->peek.over;
}

/* One turn of the loop. Returns false if libcurl itself fails. */
static bool turn(struct run *run)
{
    int running;
    if (curl_multi_perform(run->multi, &running) != CURLM_OK)
        return false;
    mfp_session_note_connected(run->session, false);
    collect(run);
    peek_if_silent(run);
    if (run->over && !peeking(run))
        return true;
    return curl_multi_poll(run->multi, NULL, 0, POLL_MS, NULL) == CURLM_OK;
}

static void say_tls_expected(struct mfp_session *session)
{
    mfp_record_fault(&session->record, mfp_session_now(session), MFP_FAULT_TLS_EXPECTED, 0,
                     "the port answers TLS only: implicit TLS, not STARTTLS or clear text");
}

/* The server has spoken after all: whether it would have spoken TLS is no question any more, and
 * nobody waits for the answer. */
static void drop_peek(struct run *run)
{
    mfp_peek_done(&run->peek, run->multi);
    run->peek = (struct mfp_peek){.easy = NULL};
}

/* One transfer, from its beginning to its end or to the proof that the port wants TLS. */
static int run_step(struct run *run, struct mfp_error *error)
{
    struct mfp_session *session = run->session;
    run->over = false;
    run->result = CURLE_OK;
    int result = mfp_session_prepare(session, error);
    if (result < 0)
        return result;
    if (curl_multi_add_handle(run->multi, session->easy) != CURLM_OK)
        return mfp_error_set(error, -ENOMEM, "libcurl: out of memory");
    bool good = true;
    while (good && !run->over) {
        good = turn(run);
        if (session->greeted)
            drop_peek(run);
        /* By the callback and not by removal, which is for complete messages: session.h. */
        session->give_up = mfp_peek_found_tls(&run->peek) && run->peek.over && is_silent(session);
    }
    if (run->over && run->result != CURLE_OK && is_silent(session))
        begin_peek(run, &speaks_tls);
    while (good && peeking(run))
        good = turn(run);
    if (!run->over)
        mfp_session_cut(session);
    curl_multi_remove_handle(run->multi, session->easy);
    if (!good)
        return mfp_error_set(error, -EIO, "libcurl: the transfer loop failed");
    if (is_silent(session) && mfp_peek_found_tls(&run->peek))
        say_tls_expected(session);
    mfp_session_advance(session, run->result);
    return 0;
}

/* A refusal with a reason: not "unknown command", "bad sequence" or "log in first", which only
 * repeat that it is not offered. */
static bool is_reason(const struct mfp_reply *reply)
{
    bool empty = reply->code >= 500 && reply->code <= 504;
    return reply->code >= 400 && !empty && reply->code != 530 && reply->code != 538;
}

static void record_answer(struct mfp_session *session, const struct mfp_peek *peek)
{
    static const char note[] = "asked on a second connection:";
    int64_t now = mfp_session_now(session);
    mfp_transcript_add(session->transcript, MFP_EVENT_NOTE, now, note, sizeof(note) - 1);
    mfp_record_command(&session->record, now, peek->command, strlen(peek->command));
    for (const char *at = peek->reply.raw; *at;) {
        size_t length = strcspn(at, "\n");
        mfp_record_reply(&session->record, now, at, length);
        at += length + (at[length] ? 1 : 0);
    }
}

/* A server that refuses this client may offer it nothing and leave its reason for the first
 * command: what is not offered is asked for, once, where it can do no harm. */
static void ask_why(struct run *run)
{
    struct mfp_session *session = run->session;
    const struct mfp_plan *plan = session->plan;
    enum mfp_fault_kind kind = session->transcript->fault.kind;
    char mail[320];
    mfp_format(mail, sizeof(mail), "MAIL FROM:<%s>", plan->from ? plan->from : "");
    const struct mfp_question starttls = {.command = "STARTTLS", .tls = MFP_TLS_NONE};
    const struct mfp_question sender = {
        .command = mail, .tls = plan->tls, .verify = plan->tls_verify};
    if (kind != MFP_FAULT_STARTTLS_NOT_OFFERED && kind != MFP_FAULT_AUTH_NOT_OFFERED)
        return;
    begin_peek(run, kind == MFP_FAULT_STARTTLS_NOT_OFFERED ? &starttls : &sender);
    while (peeking(run) && turn(run))
        continue;
    if (is_reason(&run->peek.reply))
        record_answer(session, &run->peek);
}

static int run_session(struct mfp_session *session, struct mfp_error *error)
{
    struct run run = {.session = session, .multi = curl_multi_init()};
    int result = 0;
    if (!run.multi)
        return mfp_error_set(error, -ENOMEM, "out of memory");
    mfp_transcript_enter(session->transcript, MFP_STAGE_CONNECT, mfp_session_now(session));
    while (result == 0 && session->step != MFP_STEP_DONE)
        result = run_step(&run, error);
    if (result == 0)
        ask_why(&run);
    mfp_peek_done(&run.peek, run.multi);
    curl_multi_cleanup(run.multi);
    return result;
}

int mfp_probe_run(const struct mfp_plan *plan, const struct mfp_secret *secret,
                  struct mfp_transcript *transcript, struct mfp_error *error)
{
    struct mfp_session session = {.plan = plan, .transcript = transcript};
    struct mfp_text addresses = {0};

    mfp_transcript_init(transcript);
    transcript->depth = plan->depth;
    transcript->tls = plan->tls;
    transcript->tls_verify = plan->tls_verify;
    transcript->login = plan->user && secret && secret->value && plan->auth != MFP_AUTH_NONE &&
                        plan->depth >= MFP_DEPTH_AUTH;
    clock_gettime(CLOCK_MONOTONIC, &session.begun);
    int result = 0;
    if (mfp_resolve(plan, mfp_session_now, &session, &addresses, transcript) == 0) {
        result = mfp_session_init(&session, plan, secret, mfp_text_string(&addresses), error);
        if (result == 0)
            result = run_session(&session, error);
        mfp_session_done(&session);
    }
    mfp_text_done(&addresses);
    return result;
}
