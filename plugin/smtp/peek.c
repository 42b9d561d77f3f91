#include "smtp/peek.h"

#include "smtp/session.h"

#include <string.h>

static CURLcode on_ssl_context(CURL *easy, void *ssl_context, void *context)
{
    struct mfp_peek *peek = context;
    (void)easy;
    return mfp_tls_watch_attach(&peek->watch, ssl_context) ? CURLE_OK : CURLE_SSL_CACERT_BADFILE;
}

static size_t on_discard(char *data, size_t size, size_t count, void *context)
{
    (void)data, (void)context;
    return size * count;
}

static int on_debug(CURL *easy, curl_infotype type, char *data, size_t length, void *context)
{
    struct mfp_peek *peek = context;
    size_t command = strlen(peek->command);
    (void)easy;
    if (type == CURLINFO_HEADER_OUT && length >= command &&
        memcmp(data, peek->command, command) == 0)
        peek->asked = true;
    if (type == CURLINFO_HEADER_IN && peek->asked && !peek->reply.complete)
        mfp_reply_add(&peek->reply, data, length);
    return 0;
}

static bool configure(struct mfp_peek *peek, struct curl_slist *resolve, long timeout_ms)
{
    const struct mfp_plan *plan = &peek->plan;
    CURL *easy = peek->easy;
    struct mfp_text url = {0};
    mfp_session_url(plan, plan->tls == MFP_TLS_IMPLICIT, &url);
    bool good =
        curl_easy_setopt(easy, CURLOPT_URL, mfp_text_string(&url)) == CURLE_OK &&
        curl_easy_setopt(easy, CURLOPT_PROXY, "") == CURLE_OK &&
        curl_easy_setopt(easy, CURLOPT_NOSIGNAL, 1L) == CURLE_OK &&
        curl_easy_setopt(easy, CURLOPT_RESOLVE, resolve) == CURLE_OK &&
        curl_easy_setopt(easy, CURLOPT_TIMEOUT_MS, timeout_ms) == CURLE_OK &&
        curl_easy_setopt(easy, CURLOPT_SERVER_RESPONSE_TIMEOUT, 1L) == CURLE_OK &&
        curl_easy_setopt(easy, CURLOPT_USE_SSL,
                         plan->tls == MFP_TLS_STARTTLS ? (long)CURLUSESSL_ALL
                                                       : (long)CURLUSESSL_NONE) == CURLE_OK &&
        curl_easy_setopt(easy, CURLOPT_SSL_VERIFYPEER, plan->tls_verify ? 1L : 0L) == CURLE_OK &&
        curl_easy_setopt(easy, CURLOPT_SSL_VERIFYHOST, plan->tls_verify ? 2L : 0L) == CURLE_OK &&
        curl_easy_setopt(easy, CURLOPT_CUSTOMREQUEST, peek->command) == CURLE_OK &&
        curl_easy_setopt(easy, CURLOPT_FORBID_REUSE, 1L) == CURLE_OK &&
        curl_easy_setopt(easy, CURLOPT_VERBOSE, 1L) == CURLE_OK &&
        curl_easy_setopt(easy, CURLOPT_DEBUGFUNCTION, on_debug) == CURLE_OK &&
        curl_easy_setopt(easy, CURLOPT_DEBUGDATA, peek) == CURLE_OK &&
        curl_easy_setopt(easy, CURLOPT_WRITEFUNCTION, on_discard) == CURLE_OK &&
        curl_easy_setopt(easy, CURLOPT_SSL_CTX_FUNCTION, on_ssl_context) == CURLE_OK &&
        curl_easy_setopt(easy, CURLOPT_SSL_CTX_DATA, peek) == CURLE_OK;
    mfp_text_done(&url);
    return good;
}

void mfp_peek_begin(struct mfp_peek *peek, CURLM *multi, const struct mfp_plan *plan,
                    const struct mfp_question *question, struct curl_slist *resolve,
                    long timeout_ms)
{
    peek->plan = *plan;
    peek->plan.tls = question->tls;
    peek->plan.tls_verify = question->verify;
    if (!question->verify)
        peek->plan.ca_file = NULL;
    peek->command = question->command;
    peek->watch = (struct mfp_tls_watch){.plan = &peek->plan, .facts = &peek->facts};
    peek->easy = curl_easy_init();
    if (!peek->easy || !configure(peek, resolve, timeout_ms) ||
        curl_multi_add_handle(multi, peek->easy) != CURLM_OK)
        peek->over = true;
}

void mfp_peek_done(struct mfp_peek *peek, CURLM *multi)
{
    if (!peek->easy)
        return;
    curl_multi_remove_handle(multi, peek->easy);
    curl_easy_cleanup(peek->easy);
    peek->easy = NULL;
}

bool mfp_peek_found_tls(const struct mfp_peek *peek)
{
    return peek->facts.version[0] != '\0';
}
