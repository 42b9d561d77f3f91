#include "sink.h"

#include "body.h"
#include "login.h"
#include "spool.h"

#include "core/text.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <unistd.h>

/* One connection. */
struct session {
    const struct sink *sink;
    struct wire *wire;
    SSL_CTX *tls;
    struct counts *counts;
    bool greeted, welcome, mail;
    size_t recipients;
};

/* How a command is answered: 0 or a negative errno, as the wire says. */
typedef int answer(struct session *session, const char *arguments);

enum { RECIPIENTS_MAX = 100 };

static int reply(struct session *session, const char *text)
{
    return wire_put_line(session->wire, text);
}

static void forget_mail(struct session *session)
{
    session->mail = false;
    session->recipients = 0;
}

static int answer_helo(struct session *session, const char *arguments)
{
    (void)arguments;
    session->greeted = true;
    forget_mail(session);
    return reply(session, "250 mail.example.com");
}

static bool in_clear(const struct session *session)
{
    return session->sink->tls == MFP_TLS_STARTTLS && !session->wire->ssl;
}

static int answer_ehlo(struct session *session, const char *arguments)
{
    (void)arguments;
    struct wire *wire = session->wire;
    session->greeted = true;
    forget_mail(session);
    wire_put_line(wire, "250-mail.example.com");
    wire_printf(wire, "250-SIZE %lld", (long long)session->sink->size);
    if (in_clear(session))
        wire_put_line(wire, "250-STARTTLS");
    else if (session->sink->user)
        wire_put_line(wire, "250-AUTH " LOGIN_MECHANISMS);
    wire_put_line(wire, "250-8BITMIME");
    wire_put_line(wire, "250-PIPELINING");
    return wire_put_line(wire, "250 ENHANCEDSTATUSCODES");
}

static int answer_starttls(struct session *session, const char *arguments)
{
    (void)arguments;
    if (!in_clear(session))
        return reply(session, "503 5.5.1 no STARTTLS here");
    reply(session, "220 2.0.0 go ahead");
    session->greeted = session->welcome = false;
    forget_mail(session);
    return wire_handshake(session->wire, session->tls);
}

static int answer_login(struct session *session, int code)
{
    switch (code) {
    case 235:
        session->welcome = true;
        return reply(session, "235 2.7.0 welcome");
    case 501:
        return reply(session, "501 5.5.2 no valid response");
    case 504:
        return reply(session, "504 5.5.4 mechanism not offered");
    default:
        return reply(session, "535 5.7.8 authentication credentials invalid");
    }
}

static int read_password(const char *path, char *password, int size)
{
    FILE *file = fopen(path, "re");
    if (!file)
        return -errno;
    char *got = fgets(password, size, file);
    fclose(file);
    if (!got)
        return -ENODATA;
    password[strcspn(password, "\r\n")] = '\0';
    return 0;
}

static int answer_auth(struct session *session, const char *arguments)
{
    const struct sink *sink = session->sink;
    char password[256];
    if (in_clear(session))
        return reply(session, "538 5.7.11 encryption required for authentication");
    if (!sink->user)
        return reply(session, "502 5.5.1 AUTH is not offered");
    if (session->welcome)
        return reply(session, "503 5.5.1 already authenticated");
    session->counts->logins++;
    if (read_password(sink->password_file, password, sizeof(password)))
        return reply(session, "454 4.7.0 temporary authentication failure");
    int code = login_run(session->wire, arguments, sink->user, password);
    mfp_wipe(password, sizeof(password));
    return code < 0 ? code : answer_login(session, code);
}

static bool too_large(const struct sink *sink, int64_t octets)
{
    return sink->size && octets > sink->size;
}

static int answer_mail(struct session *session, const char *arguments)
{
    const char *size = strcasestr(arguments, " SIZE=");
    if (!session->greeted)
        return reply(session, "503 5.5.1 EHLO first");
    if (session->sink->user && !session->welcome && !session->sink->open)
        return reply(session, "530 5.7.0 authentication required");
    if (size && too_large(session->sink, strtoll(size + 6, NULL, 10)))
        return reply(session, "552 5.3.4 message too big for this system");
    session->mail = true;
    session->recipients = 0;
    return reply(session, "250 2.1.0 sender ok");
}

static int answer_rcpt(struct session *session, const char *arguments)
{
    (void)arguments;
    if (!session->mail)
        return reply(session, "503 5.5.1 MAIL first");
    if (session->recipients == RECIPIENTS_MAX)
        return reply(session, "452 4.5.3 too many recipients");
    session->recipients++;
    return reply(session, "250 2.1.5 recipient ok");
}

static void note_accepted(struct session *session, int64_t octets)
{
    char line[512];
    session->counts->messages++;
    session->counts->octets += octets;
    mfp_format(line, sizeof(line), "accepted %s user=%s octets=%lld\n", session->sink->name,
               session->welcome ? session->sink->user : "-", (long long)octets);
    ssize_t written = write(session->sink->log, line, strlen(line));
    (void)written; /* a full disk under the log is the test's trouble */
}

static int answer_message(struct session *session, struct spool *spool, int64_t octets)
{
    if (session->sink->delay > 0 && wire_wait(session->wire, session->sink->delay))
        return -EPIPE;
    if (too_large(session->sink, octets))
        return reply(session, "552 5.3.4 message too big for this system");
    if (spool_keep(spool, session->counts->messages + 1))
        return reply(session, "452 4.3.1 insufficient system storage");
    note_accepted(session, octets);
    return reply(session, "250 2.0.0 accepted");
}

static int answer_data(struct session *session, const char *arguments)
{
    (void)arguments;
    struct spool spool;
    int64_t octets;
    if (!session->recipients)
        return reply(session, "503 5.5.1 RCPT first");
    if (spool_open(&spool, session->sink->spool))
        return reply(session, "452 4.3.1 insufficient system storage");
    reply(session, "354 end with a dot on a line by itself");
    int result = body_read(session->wire, spool.file, &octets);
    if (!result)
        result = answer_message(session, &spool, octets);
    spool_close(&spool);
    forget_mail(session);
    return result;
}

static int answer_rset(struct session *session, const char *arguments)
{
    (void)arguments;
    forget_mail(session);
    return reply(session, "250 2.0.0 ok");
}

static int answer_noop(struct session *session, const char *arguments)
{
    (void)arguments;
    return reply(session, "250 2.0.0 ok");
}

static int answer_quit(struct session *session, const char *arguments)
{
    (void)arguments;
    reply(session, "221 2.0.0 bye");
    return -EPIPE;
}

static const struct {
    const char *verb;
    answer *answer;
} commands[] = {
    {.verb = "EHLO", .answer = answer_ehlo}, {.verb = "HELO", .answer = answer_helo},
    {.verb = "AUTH", .answer = answer_auth}, {.verb = "STARTTLS", .answer = answer_starttls},
    {.verb = "MAIL", .answer = answer_mail}, {.verb = "RCPT", .answer = answer_rcpt},
    {.verb = "DATA", .answer = answer_data}, {.verb = "RSET", .answer = answer_rset},
    {.verb = "NOOP", .answer = answer_noop}, {.verb = "QUIT", .answer = answer_quit},
};

static int answer_command(struct session *session, const char *line)
{
    size_t length = strcspn(line, " ");
    for (size_t i = 0; i < sizeof(commands) / sizeof(commands[0]); i++)
        if (strlen(commands[i].verb) == length && strncasecmp(commands[i].verb, line, length) == 0)
            return commands[i].answer(session, line + length + (line[length] == ' '));
    return reply(session, "502 5.5.1 command not known");
}

void sink_run(const struct sink *sink, struct wire *wire, SSL_CTX *tls, struct counts *counts)
{
    struct session session = {.sink = sink, .wire = wire, .tls = tls, .counts = counts};
    char line[WIRE_LINE_SIZE];
    int result = sink->tls == MFP_TLS_IMPLICIT ? wire_handshake(wire, tls) : 0;
    if (!result)
        result = reply(&session, "220 mail.example.com ESMTP");
    while (!result) {
        result = wire_get_line(wire, line, sizeof(line));
        if (!result)
            result = answer_command(&session, line);
    }
    wire_close(wire);
}
