/* libcurl's callbacks: what goes over the wire is recorded, and what must not happen stopped. */
#include "smtp/session.h"

#include <netdb.h>
#include <openssl/ssl.h>
#include <poll.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

enum {
    QUIT_PATIENCE_US = 1000000, /* the verdict is known: this long may the reply to QUIT take */
    PEEK_SIZE = 512,
};

/* Several addresses may have been tried: the connected socket is the one with a peer. */
static int connected_socket(const struct mfp_session *session)
{
    for (size_t i = session->socket_count; i-- > 0;) {
        struct sockaddr_storage peer;
        socklen_t length = sizeof(peer);
        if (getpeername(session->sockets[i], (struct sockaddr *)&peer, &length) == 0)
            return session->sockets[i];
    }
    return -1;
}

void mfp_session_cut(const struct mfp_session *session)
{
    for (size_t i = 0; i < session->socket_count; i++)
        shutdown(session->sockets[i], SHUT_RDWR);
}

void mfp_session_note_connected(struct mfp_session *session, bool sure)
{
    curl_off_t connect_us = 0;
    struct sockaddr_storage peer;
    socklen_t length = sizeof(peer);
    char address[64] = "?", line[128];

    if (session->connected)
        return;
    curl_easy_getinfo(session->easy, CURLINFO_CONNECT_TIME_T, &connect_us);
    if (connect_us <= 0 && !sure)
        return;
    session->connected = true;
    session->connected_us =
        connect_us > 0 ? session->step_us + connect_us : mfp_session_now(session);
    if (getpeername(connected_socket(session), (struct sockaddr *)&peer, &length) == 0)
        getnameinfo((struct sockaddr *)&peer, length, address, sizeof(address), NULL, 0,
                    NI_NUMERICHOST);
    mfp_format(line, sizeof(line), "%s port %u", address, (unsigned)session->plan->port);
    mfp_transcript_add(session->transcript, MFP_EVENT_CONNECT, session->connected_us, line,
                       strlen(line));
}

/* libcurl's words when it gives up on a line far over RFC 5321's 512 octets, or on a reply
 * that does not end. It has no code for either. */
static bool tells_flood(const char *text, size_t length)
{
    static const char *const words[] = {"Excessive server response line length",
                                        "Too large response headers"};
    for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++)
        if (length >= strlen(words[i]) && memcmp(text, words[i], strlen(words[i])) == 0)
            return true;
    return false;
}

/* A server may refuse before we have said all, and close. libcurl would report the broken pipe;
 * the reply that says why is waiting in the socket. */
static bool peek_refusal(struct mfp_session *session)
{
    char data[PEEK_SIZE];
    struct pollfd ready = {.fd = connected_socket(session), .events = POLLIN};
    ssize_t length;
    if (poll(&ready, 1, 0) <= 0 || !(ready.revents & POLLIN))
        return false;
    if (session->watch.ssl)
        length = SSL_peek(session->watch.ssl, data, sizeof(data));
    else
        length = recv(ready.fd, data, sizeof(data), MSG_PEEK | MSG_DONTWAIT);
    if (length < 4 || (data[0] != '4' && data[0] != '5') || !memchr(data, '\n', (size_t)length))
        return false;
    for (char *at = data, *end; (end = memchr(at, '\n', (size_t)(data + length - at)));
         at = end + 1)
        mfp_record_reply(&session->record, mfp_session_now(session), at, (size_t)(end - at));
    return true;
}

/* libcurl's words when it could not send. With TLS the socket's come from inside SSL_write, and
 * only after those of SSL_write itself may the session be used again. */
static bool tells_broken_pipe(const struct mfp_session *session, const char *text, size_t length)
{
    const char *words = session->watch.ssl ? "SSL_write" : "Send failure";
    return memmem(text, length, words, strlen(words)) != NULL;
}

static int on_debug(CURL *easy, curl_infotype type, char *data, size_t length, void *context)
{
    struct mfp_session *session = context;
    int64_t now = mfp_session_now(session);
    (void)easy;
    switch (type) {
    case CURLINFO_HEADER_OUT:
        mfp_record_command(&session->record, now, data, length);
        if (!session->quit_us && length >= 4 && memcmp(data, "QUIT", 4) == 0)
            session->quit_us = now;
        break;
    case CURLINFO_HEADER_IN:
        mfp_session_note_connected(session, true);
        session->greeted = true;
        mfp_record_reply(&session->record, now, data, length);
        break;
    case CURLINFO_DATA_OUT:
        mfp_transcript_body(session->transcript, now, (int64_t)length);
        break;
    case CURLINFO_TEXT:
        session->record.flooded = session->record.flooded || tells_flood(data, length);
        if (tells_broken_pipe(session, data, length))
            peek_refusal(session);
        break;
    case CURLINFO_DATA_IN:
    case CURLINFO_SSL_DATA_IN:
    case CURLINFO_SSL_DATA_OUT:
    case CURLINFO_END:
        break;
    }
    return 0;
}

/* Called often, also while libcurl waits for the reply to QUIT: the way to end either. */
static int on_progress(void *context, curl_off_t a, curl_off_t b, curl_off_t c, curl_off_t d)
{
    struct mfp_session *session = context;
    int64_t now = mfp_session_now(session);
    (void)a, (void)b, (void)c, (void)d;
    if (session->record.flooded || session->give_up)
        return 1;
    return session->quit_us &&
           (now > session->quit_us + QUIT_PATIENCE_US || now > session->plan->timeout_ms * 1000);
}

/* One probe is one connection. Several addresses may be tried until one answers; after that a
 * lost connection is a finding and not to be mended behind our back. */
static curl_socket_t on_open(void *context, curlsocktype purpose, struct curl_sockaddr *address)
{
    struct mfp_session *session = context;
    (void)purpose;
    mfp_session_note_connected(session, false);
    if (session->connected)
        return CURL_SOCKET_BAD;
    return socket(address->family, address->socktype | SOCK_CLOEXEC, address->protocol);
}

static size_t on_discard(char *data, size_t size, size_t count, void *context)
{
    (void)data, (void)context;
    return size * count;
}

/* libcurl would go on to MAIL without login when the server offers none. */
static int on_before_request(void *context, char *remote, char *local, int remote_port,
                             int local_port)
{
    struct mfp_session *session = context;
    struct mfp_transcript *transcript = session->transcript;
    (void)remote, (void)local, (void)remote_port, (void)local_port;
    if (!transcript->login)
        return CURL_PREREQFUNC_OK;
    for (size_t i = 0; i < transcript->count; i++) {
        const struct mfp_event *event = &transcript->events[i];
        if (event->kind == MFP_EVENT_REPLY && event->stage == MFP_STAGE_AUTH && event->text &&
            strncmp(event->text, "235", 3) == 0)
            return CURL_PREREQFUNC_OK;
    }
    session->refused_login = true;
    return CURL_PREREQFUNC_ABORT;
}

static size_t on_read(char *buffer, size_t size, size_t count, void *context)
{
    struct mfp_session *session = context;
    if (peek_refusal(session))
        return CURL_READFUNC_ABORT;
    return mfp_message_read(&session->message, buffer, size * count);
}

static void on_tls_begin(void *context)
{
    struct mfp_session *session = context;
    mfp_session_note_connected(session, true);
    mfp_transcript_enter(session->transcript, MFP_STAGE_TLS, mfp_session_now(session));
}

static void on_tls_done(void *context)
{
    struct mfp_session *session = context;
    const struct mfp_tls_facts *facts = session->watch.facts;
    char line[128];
    mfp_format(line, sizeof(line), "%s %s", facts->version, facts->cipher);
    mfp_transcript_add(session->transcript, MFP_EVENT_TLS, mfp_session_now(session), line,
                       strlen(line));
}

static CURLcode on_ssl_context(CURL *easy, void *ssl_context, void *context)
{
    struct mfp_session *session = context;
    (void)easy;
    session->watch.on_begin = on_tls_begin;
    session->watch.on_done = on_tls_done;
    session->watch.context = session;
    if (mfp_tls_watch_attach(&session->watch, ssl_context))
        return CURLE_OK;
    session->bad_trust = true;
    return CURLE_SSL_CACERT_BADFILE;
}

static int on_socket(void *context, curl_socket_t socket, curlsocktype purpose)
{
    struct mfp_session *session = context;
    (void)purpose;
    if (session->socket_count < MFP_SESSION_SOCKETS)
        session->sockets[session->socket_count++] = socket;
    return CURL_SOCKOPT_OK;
}

CURLcode mfp_session_install(struct mfp_session *session)
{
    CURL *easy = session->easy;
    CURLcode result = curl_easy_setopt(easy, CURLOPT_VERBOSE, 1L);
#define INSTALL(option, value)                                                                     \
    if (result == CURLE_OK)                                                                        \
    result = curl_easy_setopt(easy, option, value)
    INSTALL(CURLOPT_DEBUGFUNCTION, on_debug);
    INSTALL(CURLOPT_DEBUGDATA, session);
    INSTALL(CURLOPT_XFERINFOFUNCTION, on_progress);
    INSTALL(CURLOPT_XFERINFODATA, session);
    INSTALL(CURLOPT_NOPROGRESS, 0L);
    INSTALL(CURLOPT_OPENSOCKETFUNCTION, on_open);
    INSTALL(CURLOPT_OPENSOCKETDATA, session);
    INSTALL(CURLOPT_SOCKOPTFUNCTION, on_socket);
    INSTALL(CURLOPT_SOCKOPTDATA, session);
    INSTALL(CURLOPT_PREREQFUNCTION, on_before_request);
    INSTALL(CURLOPT_PREREQDATA, session);
    INSTALL(CURLOPT_WRITEFUNCTION, on_discard);
    INSTALL(CURLOPT_READFUNCTION, on_read);
    INSTALL(CURLOPT_READDATA, session);
    INSTALL(CURLOPT_SSL_CTX_FUNCTION, on_ssl_context);
    INSTALL(CURLOPT_SSL_CTX_DATA, session);
#undef INSTALL
    return result;
}
