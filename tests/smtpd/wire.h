/*
 * A wire: one connection, blocking, in clear or under TLS, with bounded buffers both ways.
 *
 * What is sent is held back until something is awaited, so that a reply of many lines goes out
 * at once, as real servers send it. All functions return 0 or more, or a negative errno; -EPIPE
 * is a peer that has gone.
 */
#pragma once

#include <openssl/ssl.h>
#include <stdbool.h>
#include <stddef.h>

enum { WIRE_BUFFER_SIZE = 16384, WIRE_LINE_SIZE = 4096 };

struct wire {
    int fd;       /* owned; -1: closed */
    SSL *ssl;     /* owned; NULL: in clear */
    long drip_ms; /* > 0: octets go out one at a time with this pause */
    size_t in_at, in_end, out_end;
    char in[WIRE_BUFFER_SIZE];
    char out[WIRE_BUFFER_SIZE];
};

/* Takes over FD. */
void wire_init(struct wire *wire, int fd);
void wire_done(struct wire *wire);

/* The next octet, 0..255. */
int wire_get(struct wire *wire);
/* The next line without its CRLF or LF, always terminated; the end of a longer one is lost. */
int wire_get_line(struct wire *wire, char *line, size_t size);

int wire_put(struct wire *wire, const char *octets, size_t length);
int wire_put_line(struct wire *wire, const char *text);
int wire_printf(struct wire *wire, const char *format, ...) __attribute__((format(printf, 2, 3)));
int wire_flush(struct wire *wire);

/* The server's side of a TLS handshake. What came in clear before it is forgotten. */
int wire_handshake(struct wire *wire, SSL_CTX *tls);

/* Sends what is held back and sleeps. */
int wire_wait(struct wire *wire, double seconds);
/* Says nothing more and reads until the peer goes away. */
void wire_stall(struct wire *wire);
/* Waits until the peer has sent something, and leaves it unread. */
int wire_await(struct wire *wire);
/* An orderly end: TLS and TCP are closed, the peer gets a moment to do the same. */
void wire_close(struct wire *wire);
/* A TCP reset. */
void wire_reset(struct wire *wire);
