#include "smtp/peek.h"

#include "smtp/session.h"

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

static bool configure(struct mfp_peek *peek, struct curl_slist *resolve, long timeout_ms)
{
    struct mfp_text url = {0};
    mfp_session_url(&peek->plan, true, &url);
    bool good =
        curl_easy_setopt(peek->easy, CURLOPT_URL, mfp_text_string(&url)) == CURLE_OK &&
        curl_easy_setopt(peek->easy, CURLOPT_PROXY, "") == CURLE_OK &&
        curl_easy_setopt(peek->easy, CURLOPT_NOSIGNAL, 1L) == CURLE_OK &&
        curl_easy_setopt(peek->easy, CURLOPT_RESOLVE, resolve) == CURLE_OK &&
        curl_easy_setopt(peek->easy, CURLOPT_TIMEOUT_MS, timeout_ms) == CURLE_OK &&
        curl_easy_setopt(peek->easy, CURLOPT_SERVER_RESPONSE_TIMEOUT, 1L) == CURLE_OK &&
        curl_easy_setopt(peek->easy, CURLOPT_SSL_VERIFYPEER, 0L) == CURLE_OK &&
        curl_easy_setopt(peek->easy, CURLOPT_SSL_VERIFYHOST, 0L) == CURLE_OK &&
        curl_easy_setopt(peek->easy, CURLOPT_CUSTOMREQUEST, "NOOP") == CURLE_OK &&
        curl_easy_setopt(peek->easy, CURLOPT_FORBID_REUSE, 1L) == CURLE_OK &&
        curl_easy_setopt(peek->easy, CURLOPT_WRITEFUNCTION, on_discard) == CURLE_OK &&
        curl_easy_setopt(peek->easy, CURLOPT_SSL_CTX_FUNCTION, on_ssl_context) == CURLE_OK &&
        curl_easy_setopt(peek->easy, CURLOPT_SSL_CTX_DATA, peek) == CURLE_OK;
    mfp_text_done(&url);
    return good;
}

void mfp_peek_begin(struct mfp_peek *peek, CURLM *multi, const struct mfp_plan *plan,
                    struct curl_slist *resolve, long timeout_ms)
{
    peek->plan = *plan;
    peek->plan.tls_verify = false;
    peek->plan.ca_file = NULL;
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
