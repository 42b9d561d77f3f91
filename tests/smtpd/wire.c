#include "wire.h"

#include <errno.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <openssl/err.h>
#include <poll.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

void wire_init(struct wire *wire, int fd)
{
    const int on = 1;
    wire->fd = fd;
    wire->ssl = NULL;
    wire->drip_ms = 0;
    wire->in_at = wire->in_end = wire->out_end = 0;
    setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &on, sizeof(on));
}

void wire_done(struct wire *wire)
{
    SSL_free(wire->ssl);
    wire->ssl = NULL;
    if (wire->fd >= 0)
        close(wire->fd);
    wire->fd = -1;
}

static void pause_ms(long milliseconds)
{
    struct timespec left = {
        .tv_sec = milliseconds / 1000,
        .tv_nsec = milliseconds % 1000 * 1000000,
    };
    while (nanosleep(&left, &left) && errno == EINTR)
        continue;
}

static ssize_t send_some(struct wire *wire, const char *octets, size_t length)
{
    if (!wire->ssl)
        return send(wire->fd, octets, length, MSG_NOSIGNAL);
    return SSL_write(wire->ssl, octets, (int)length);
}

static int send_all(struct wire *wire, const char *octets, size_t length)
{
    while (length) {
        ssize_t sent = send_some(wire, octets, length);
        if (sent < 0 && !wire->ssl && errno == EINTR)
            continue;
        if (sent <= 0)
            return -EPIPE;
        octets += sent;
        length -= (size_t)sent;
    }
    return 0;
}

static int send_dripping(struct wire *wire, const char *octets, size_t length)
{
    for (size_t i = 0; i < length; i++) {
        if (send_all(wire, octets + i, 1))
            return -EPIPE;
        pause_ms(wire->drip_ms);
    }
    return 0;
}

int wire_flush(struct wire *wire)
{
    size_t length = wire->out_end;
    wire->out_end = 0;
    if (wire->fd < 0)
        return -EPIPE;
    return wire->drip_ms ? send_dripping(wire, wire->out, length)
                         : send_all(wire, wire->out, length);
}

int wire_put(struct wire *wire, const char *octets, size_t length)
{
    while (length) {
        size_t room = sizeof(wire->out) - wire->out_end;
        size_t part = length < room ? length : room;
        memcpy(wire->out + wire->out_end, octets, part);
        wire->out_end += part;
        octets += part;
        length -= part;
        if (wire->out_end == sizeof(wire->out) && wire_flush(wire))
            return -EPIPE;
    }
    return 0;
}

int wire_put_line(struct wire *wire, const char *text)
{
    return wire_put(wire, text, strlen(text)) || wire_put(wire, "\r\n", 2) ? -EPIPE : 0;
}

int wire_printf(struct wire *wire, const char *format, ...)
{
    char line[1024];
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(line, sizeof(line), format, arguments);
    va_end(arguments);
    return wire_put_line(wire, line);
}

static int fill(struct wire *wire)
{
    ssize_t got;
    if (wire_flush(wire))
        return -EPIPE;
    do {
        got = wire->ssl ? SSL_read(wire->ssl, wire->in, sizeof(wire->in))
                        : recv(wire->fd, wire->in, sizeof(wire->in), 0);
    } while (got < 0 && !wire->ssl && errno == EINTR);
    if (got <= 0)
        return -EPIPE;
    wire->in_at = 0;
    wire->in_end = (size_t)got;
    return 0;
}

int wire_get(struct wire *wire)
{
    if (wire->in_at == wire->in_end && fill(wire))
        return -EPIPE;
    return (unsigned char)wire->in[wire->in_at++];
}

int wire_get_line(struct wire *wire, char *line, size_t size)
{
    size_t length = 0;
    for (;;) {
        int octet = wire_get(wire);
        if (octet < 0)
            return octet;
        if (octet == '\n')
            break;
        if (length + 1 < size)
            line[length++] = (char)octet;
    }
    if (length && line[length - 1] == '\r')
        length--;
    line[length] = '\0';
    return 0;
}

int wire_handshake(struct wire *wire, SSL_CTX *tls)
{
    if (wire_flush(wire))
        return -EPIPE;
    wire->in_at = wire->in_end = 0;
    wire->ssl = SSL_new(tls);
    if (!wire->ssl || SSL_set_fd(wire->ssl, wire->fd) != 1)
        return -ENOMEM;
    return SSL_accept(wire->ssl) == 1 ? 0 : -EPROTO;
}

int wire_wait(struct wire *wire, double seconds)
{
    int result = wire_flush(wire);
    if (!result)
        pause_ms((long)(seconds * 1000 + 0.5));
    return result;
}

/* Octets are taken from the socket itself: nobody looks at them. */
static bool swallow(int fd, int patience_ms)
{
    char octets[4096];
    struct pollfd event = {.fd = fd, .events = POLLIN};
    return poll(&event, 1, patience_ms) > 0 && recv(fd, octets, sizeof(octets), 0) > 0;
}

void wire_stall(struct wire *wire)
{
    if (wire_flush(wire))
        return;
    while (swallow(wire->fd, -1))
        continue;
}

int wire_await(struct wire *wire)
{
    if (wire_flush(wire))
        return -EPIPE;
    struct pollfd event = {.fd = wire->fd, .events = POLLIN};
    return poll(&event, 1, -1) > 0 ? 0 : -EPIPE;
}

/* What the peer still sends is read before the socket goes: octets left unread would make the
 * kernel send a reset, and the peer would see another failure than the script has. */
void wire_close(struct wire *wire)
{
    enum { SWALLOWS_MAX = 1024, PATIENCE_MS = 1000 };
    if (wire_flush(wire) == 0) {
        if (wire->ssl)
            SSL_shutdown(wire->ssl);
        shutdown(wire->fd, SHUT_WR);
        for (int i = 0; i < SWALLOWS_MAX && swallow(wire->fd, PATIENCE_MS); i++)
            continue;
    }
    wire_done(wire);
}

void wire_reset(struct wire *wire)
{
    const struct linger now = {.l_onoff = 1, .l_linger = 0};
    if (wire_flush(wire) == 0)
        setsockopt(wire->fd, SOL_SOCKET, SO_LINGER, &now, sizeof(now));
    wire_done(wire);
}
