#include "smtp/session.h"

#include "smtp/resolve.h"

#include <errno.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

int64_t mfp_session_now(void *opaque)
{
    const struct mfp_session *session = opaque;
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (int64_t)(now.tv_sec - session->begun.tv_sec) * 1000000 +
           (now.tv_nsec - session->begun.tv_nsec) / 1000;
}

/* The EHLO name is the path of libcurl's URL, so it is escaped as one: "[192.0.2.1]" too. */
void mfp_session_url(const struct mfp_plan *plan, bool tls, struct mfp_text *url)
{
    bool literal = strchr(plan->host, ':') != NULL;
    char *helo = curl_easy_escape(NULL, plan->helo, 0);
    mfp_text_printf(url, "%s://%s%s%s:%u/%s", tls ? "smtps" : "smtp", literal ? "[" : "",
                    plan->host, literal ? "]" : "", (unsigned)plan->port, helo ? helo : "");
    curl_free(helo);
}

/* SASL mechanisms as libcurl's login options name them. GSSAPI and the like are left out of
 * auto: no device speaks them, and a user name with an '@' makes libcurl try Kerberos. */
static const char *login_options(enum mfp_auth auth)
{
    switch (auth) {
    case MFP_AUTH_AUTO:
        return "AUTH=CRAM-MD5;AUTH=PLAIN;AUTH=LOGIN";
    case MFP_AUTH_PLAIN:
    case MFP_AUTH_PLAIN_STEP:
        return "AUTH=PLAIN";
    case MFP_AUTH_LOGIN:
    case MFP_AUTH_LOGIN_INITIAL:
        return "AUTH=LOGIN";
    case MFP_AUTH_CRAM_MD5:
        return "AUTH=CRAM-MD5";
    case MFP_AUTH_NTLM:
        return "AUTH=NTLM";
    case MFP_AUTH_SCRAM_SHA_1:
        return "AUTH=SCRAM-SHA-1";
    case MFP_AUTH_SCRAM_SHA_256:
        return "AUTH=SCRAM-SHA-256";
    case MFP_AUTH_NONE:
        break;
    }
    return "AUTH=*";
}

/* An initial response saves a round trip; LOGIN was specified without one, and some servers
 * that offer it know no other way, so auto does without. */
static long initial_response(enum mfp_auth auth)
{
    return auth == MFP_AUTH_PLAIN || auth == MFP_AUTH_LOGIN_INITIAL || auth == MFP_AUTH_NTLM ||
           auth == MFP_AUTH_SCRAM_SHA_1 || auth == MFP_AUTH_SCRAM_SHA_256;
}

/* A first refusal is remembered, so that settings read as a list. */
struct setter {
    CURL *easy;
    CURLcode result;
};

static void set_text(struct setter *set, CURLoption option, const char *value)
{
    if (set->result == CURLE_OK)
        set->result = curl_easy_setopt(set->easy, option, value);
}

static void set_number(struct setter *set, CURLoption option, long value)
{
    if (set->result == CURLE_OK)
        set->result = curl_easy_setopt(set->easy, option, value);
}

static void set_list(struct setter *set, CURLoption option, struct curl_slist *list)
{
    if (set->result == CURLE_OK)
        set->result = curl_easy_setopt(set->easy, option, list);
}

static long ip_choice(enum mfp_ip_version version)
{
    switch (version) {
    case MFP_IP_V4:
        return CURL_IPRESOLVE_V4;
    case MFP_IP_V6:
        return CURL_IPRESOLVE_V6;
    case MFP_IP_ANY:
        break;
    }
    return CURL_IPRESOLVE_WHATEVER;
}

static void set_connection(struct mfp_session *session, struct setter *set)
{
    const struct mfp_plan *plan = session->plan;
    struct mfp_text url = {0};
    char source[320];

    mfp_session_url(plan, plan->tls == MFP_TLS_IMPLICIT, &url);
    set_text(set, CURLOPT_URL, mfp_text_string(&url));
    mfp_text_done(&url);
    set_text(set, CURLOPT_PROTOCOLS_STR, "smtp,smtps");
    set_text(set, CURLOPT_PROXY, "");
    set_number(set, CURLOPT_NOSIGNAL, 1L);
    set_number(set, CURLOPT_QUICK_EXIT, 1L);
    set_list(set, CURLOPT_RESOLVE, session->resolve);
    set_number(set, CURLOPT_CONNECTTIMEOUT_MS, plan->timeout_ms);
    set_number(set, CURLOPT_IPRESOLVE, ip_choice(plan->ip));
    if (plan->source) {
        mfp_format(source, sizeof(source), "host!%s", plan->source);
        set_text(set, CURLOPT_INTERFACE, source);
    }
}

/* Trust, versions and host name are tls_watch's part; libcurl reads no bundle of its own. */
static void set_tls(const struct mfp_plan *plan, struct setter *set)
{
    bool clear = plan->tls == MFP_TLS_NONE || plan->depth < MFP_DEPTH_TLS;
    set_number(set, CURLOPT_USE_SSL, clear ? CURLUSESSL_NONE : CURLUSESSL_ALL);
    set_number(set, CURLOPT_SSL_SESSIONID_CACHE, 0); /* nothing is resumed */
    set_text(set, CURLOPT_CAINFO, NULL);
    set_text(set, CURLOPT_CAPATH, NULL);
    set_number(set, CURLOPT_SSL_VERIFYPEER, plan->tls_verify ? 1L : 0L);
    set_number(set, CURLOPT_SSL_VERIFYHOST, plan->tls_verify ? 2L : 0L);
    if (plan->ciphers)
        set_text(set, CURLOPT_SSL_CIPHER_LIST, plan->ciphers);
}

static void set_login(const struct mfp_plan *plan, const struct mfp_secret *secret,
                      struct setter *set)
{
    set_text(set, CURLOPT_USERNAME, plan->user);
    set_text(set, CURLOPT_PASSWORD, secret->value);
    set_text(set, CURLOPT_LOGIN_OPTIONS, login_options(plan->auth));
    set_number(set, CURLOPT_SASL_IR, initial_response(plan->auth));
}

static int set_resolve(struct mfp_session *session, const char *addresses)
{
    struct mfp_text entry = {0};
    if (!addresses[0])
        return 0;
    mfp_text_printf(&entry, "%s:%u:%s", session->plan->host, (unsigned)session->plan->port,
                    addresses);
    session->resolve = curl_slist_append(NULL, mfp_text_string(&entry));
    mfp_text_done(&entry);
    return session->resolve ? 0 : -ENOMEM;
}

static int make_message(struct mfp_session *session, struct mfp_error *error)
{
    char *token = session->transcript->token;
    struct timespec now;
    int result = mfp_token_make(token, error);
    if (result < 0)
        return result;
    clock_gettime(CLOCK_REALTIME, &now);
    const struct mfp_plan *plan = session->plan;
    const struct mfp_message_plan message = {
        .device = plan->device,
        .from = plan->from,
        .recipient = plan->recipient,
        .token = token,
        .date = now.tv_sec,
        .attachment = plan->size,
    };
    return mfp_message_init(&session->message, &message, error);
}

static enum mfp_step first_step(enum mfp_depth depth)
{
    switch (depth) {
    case MFP_DEPTH_CONNECT:
    case MFP_DEPTH_TLS:
    case MFP_DEPTH_AUTH:
        return MFP_STEP_NOOP;
    case MFP_DEPTH_ENVELOPE:
        return MFP_STEP_OPEN;
    case MFP_DEPTH_MESSAGE:
        break;
    }
    return MFP_STEP_MESSAGE;
}

/* Some mechanisms are there only if libcurl was built with them. */
static int check_mechanism(enum mfp_auth auth, struct mfp_error *error)
{
    const curl_version_info_data *info = curl_version_info(CURLVERSION_NOW);
    bool scram = auth == MFP_AUTH_SCRAM_SHA_1 || auth == MFP_AUTH_SCRAM_SHA_256;
    int needed = scram ? CURL_VERSION_GSASL : auth == MFP_AUTH_NTLM ? CURL_VERSION_NTLM : 0;
    if ((info->features & needed) == needed)
        return 0;
    return mfp_error_set(error, -ENOTSUP, "auth: the libcurl of this system (%s) cannot do %s",
                         info->version, mfp_word_shown(mfp_auth_words, (int)auth));
}

int mfp_session_init(struct mfp_session *session, const struct mfp_plan *plan,
                     const struct mfp_secret *secret, const char *addresses,
                     struct mfp_error *error)
{
    bool needs_message = plan->depth >= MFP_DEPTH_ENVELOPE;
    session->step = first_step(plan->depth);
    session->watch.plan = plan;
    session->watch.facts = &session->transcript->tls_facts;
    session->easy = curl_easy_init();
    int result = check_mechanism(plan->auth, error);
    if (result == 0)
        result = mfp_record_init(&session->record, session->transcript, plan->user, secret, error);
    if (result == 0 && needs_message)
        result = make_message(session, error);
    if (result < 0)
        return result;
    if (!session->easy || set_resolve(session, addresses) < 0)
        return mfp_error_set(error, -ENOMEM, "out of memory");

    struct setter set = {.easy = session->easy};
    set.result = curl_easy_setopt(set.easy, CURLOPT_ERRORBUFFER, session->error);
    set_connection(session, &set);
    set_tls(plan, &set);
    if (session->transcript->login)
        set_login(plan, secret, &set);
    if (set.result == CURLE_OK)
        set.result = mfp_session_install(session);
    if (set.result != CURLE_OK)
        return mfp_error_set(error, -EINVAL, "libcurl refuses a setting: %s",
                             curl_easy_strerror(set.result));
    return 0;
}

void mfp_session_done(struct mfp_session *session)
{
    if (session->easy)
        curl_easy_cleanup(session->easy);
    curl_slist_free_all(session->resolve);
    curl_slist_free_all(session->recipients);
    free(session->command);
    mfp_message_done(&session->message);
    mfp_record_done(&session->record);
}

/* RFC 1870: the size stands behind MAIL only if the server offered SIZE. */
static char *mail_command(const struct mfp_session *session)
{
    struct mfp_offer offer;
    char *command = NULL;
    char size[40] = "";
    mfp_transcript_offer(session->transcript, &offer);
    if (offer.size >= 0)
        mfp_format(size, sizeof(size), " SIZE=%" PRId64, session->message.octets);
    if (asprintf(&command, "MAIL FROM:<%s>%s", session->plan->from, size) < 0)
        return NULL;
    return command;
}

static char *command_of(const struct mfp_session *session)
{
    char *command = NULL;
    switch (session->step) {
    case MFP_STEP_MAIL:
        return mail_command(session);
    case MFP_STEP_RCPT:
        return asprintf(&command, "RCPT TO:<%s>", session->plan->recipient) < 0 ? NULL : command;
    case MFP_STEP_RSET:
        return strdup("RSET");
    case MFP_STEP_OPEN:
    case MFP_STEP_NOOP:
        return strdup("NOOP");
    case MFP_STEP_MESSAGE:
    case MFP_STEP_DONE:
        break;
    }
    return NULL;
}

static CURLcode prepare_message(struct mfp_session *session)
{
    struct setter set = {.easy = session->easy};
    struct mfp_text from = {0};
    mfp_text_printf(&from, "<%s>", session->plan->from);
    session->recipients = curl_slist_append(NULL, session->plan->recipient);
    set_text(&set, CURLOPT_MAIL_FROM, mfp_text_string(&from));
    set_list(&set, CURLOPT_MAIL_RCPT, session->recipients);
    set_number(&set, CURLOPT_UPLOAD, 1L);
    if (set.result == CURLE_OK)
        set.result = curl_easy_setopt(session->easy, CURLOPT_INFILESIZE_LARGE,
                                      (curl_off_t)session->message.octets);
    set_number(&set, CURLOPT_FORBID_REUSE, 1L);
    mfp_text_done(&from);
    return session->recipients ? set.result : CURLE_OUT_OF_MEMORY;
}

/* libcurl sends a custom request as it is; the connection stays for the step after it. */
static CURLcode prepare_command(struct mfp_session *session)
{
    struct setter set = {.easy = session->easy};
    bool last = session->step == MFP_STEP_RSET || session->step == MFP_STEP_NOOP;
    free(session->command);
    session->command = command_of(session);
    if (!session->command)
        return CURLE_OUT_OF_MEMORY;
    set_text(&set, CURLOPT_CUSTOMREQUEST, session->command);
    set_number(&set, CURLOPT_FORBID_REUSE, last ? 1L : 0L);
    return set.result;
}

int mfp_session_prepare(struct mfp_session *session, struct mfp_error *error)
{
    session->step_us = mfp_session_now(session);
    int64_t left_ms = session->plan->timeout_ms - session->step_us / 1000;
    CURLcode result =
        session->step == MFP_STEP_MESSAGE ? prepare_message(session) : prepare_command(session);
    if (result == CURLE_OK) /* one deadline for all steps, and for the look-up before them */
        result =
            curl_easy_setopt(session->easy, CURLOPT_TIMEOUT_MS, (long)(left_ms > 1 ? left_ms : 1));
    if (result == CURLE_OK)
        return 0;
    return mfp_error_set(error, -EINVAL, "libcurl refuses the %s command: %s",
                         session->command ? session->command : "MAIL", curl_easy_strerror(result));
}

/* libcurl takes a 553 to a custom request for a yes (it may be VRFY's), so the reply is asked. */
static bool refused(const struct mfp_session *session)
{
    const struct mfp_event *reply = mfp_transcript_last_reply(session->transcript);
    return reply && reply->text[0] != '2';
}

void mfp_session_advance(struct mfp_session *session, CURLcode result)
{
    if (result != CURLE_OK) {
        session->step = MFP_STEP_DONE;
        mfp_session_fault(session, result);
        return;
    }
    switch (session->step) {
    case MFP_STEP_OPEN:
        session->step = MFP_STEP_MAIL;
        break;
    case MFP_STEP_MAIL:
        session->step = refused(session) ? MFP_STEP_RSET : MFP_STEP_RCPT;
        break;
    case MFP_STEP_RCPT:
        session->step = MFP_STEP_RSET;
        break;
    case MFP_STEP_MESSAGE:
    case MFP_STEP_RSET:
    case MFP_STEP_NOOP:
    case MFP_STEP_DONE:
        session->step = MFP_STEP_DONE;
        break;
    }
}
