/*
 * mfp_snmp_agent: any number of SNMP agents on loopback in one process and behind one socket, for
 * what real agents cannot be made to do. Prints its port and "ready"; at its end (SIGTERM) how many
 * datagrams came, and how many of them while the answer to another request to the same address was
 * under way.
 *
 * The address that a request is sent to says what the agent is like: 127.1.x.y answers well,
 * 127.2.x.y not at all, and 127.0.1.N as the table of manners below says. Any community will do.
 * To SNMPv3 it answers with reports alone.
 */
#include "ber.h"
#include "objects.h"

#include <arpa/inet.h>
#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

enum { VARBINDS_MAX = 64, PENDING_MAX = 256, DELAY_MS = 300, ROWS = 25, ROWS_MANY = 50000 };
enum { GET = 0xa0, GETNEXT = 0xa1, RESPONSE = 0xa2, GETBULK = 0xa5, REPORT = 0xa8 };
enum { TOO_BIG = 1, NO_SUCH_NAME = 2, GENERAL_ERROR = 5 };

enum manner {
    WELL = 1,
    SILENT,
    DELAYED,         /* by 300 ms */
    OTHER_ID,        /* never the request's */
    STRAY_FIRST,     /* another request's id, then the right one */
    DOUBLED,         /* every answer twice */
    OTHER_TYPES,     /* numbers are text, and the other way round */
    TRUNCATED,       /* half of the message */
    GARBAGE,         /* no BER at all */
    SAME_NAME,       /* GETNEXT answers with the name that was asked */
    BACK,            /* GETNEXT answers with the first object for ever */
    ENDLESS,         /* the table has no end */
    MANY_ROWS,       /* 50,000 */
    TWO_AT_A_TIME,   /* tooBig for more than two values */
    NONE_AT_A_TIME,  /* tooBig always */
    NO_INDEX,        /* noSuchName and genErr without saying which */
    GENERAL_AT_NAME, /* genErr for sysName.0, with its index */
    HUGE_VALUE,      /* 60,000 octets */
    OTHER_PORT,      /* answers from another one */
    EMPTY,           /* no varbinds */
    NO_RESPONSE,     /* a GET for an answer */
    FLOOD,           /* 500 answers to other requests */
    LONG_NAME,       /* of 100 sub-identifiers, in the table */
    EVERY_SECOND,    /* request is dropped */
    OTHER_NAMES,     /* GET answers with what nobody asked for */
    MANY_VARBINDS,   /* 2,000 in one message */
    /* Of v3. */
    UNKNOWN_ENGINE, /* says so of the engine that it has named before too */
    NO_ENGINE,
    LONG_ENGINE, /* an ID of 64 octets */
    OTHER_TIME,  /* notInTimeWindow always, unsigned */
    NEW_ENGINE,  /* another ID in every report */
    WRONG_DIGEST,
    SILENT_AFTER_DISCOVERY,
};

struct request {
    int64_t version, id, a, b; /* error-status and index, or non-repeaters and max-repetitions */
    unsigned char type;
    unsigned char community[256];
    size_t community_length;
    struct ber_oid names[VARBINDS_MAX];
    size_t count;
    int64_t message_id;     /* of v3 */
    bool engine;            /* the message names one */
    unsigned char flags[1]; /* of v3 */
};

struct peer {
    struct sockaddr_in from; /* who asked */
    struct in_addr to;       /* as whom */
    enum manner manner;
};

struct answer {
    int64_t id, status, index;
    unsigned char type;
};

struct pending {
    struct peer peer;
    int64_t id, due_ms;
    unsigned char octets[2048];
    size_t length;
};

static struct {
    int socket, other_socket;
    struct pending pending[PENDING_MAX];
    size_t waiting; /* of pending */
    size_t datagrams, overlaps, engines;
} agent;

static volatile sig_atomic_t stop;

static void on_signal(int number)
{
    (void)number;
    stop = 1;
}

static int64_t now_ms(void)
{
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return (int64_t)time.tv_sec * 1000 + time.tv_nsec / 1000000;
}

/* ---- requests -------------------------------------------------------------------------------- */

static bool read_names(struct ber_reader list, struct request *request)
{
    struct ber_reader varbind;
    unsigned char type;
    while (request->count < VARBINDS_MAX && ber_read(&list, &type, &varbind))
        if (!ber_read_oid(&varbind, &request->names[request->count++]))
            return false;
    return true;
}

static bool read_pdu(struct ber_reader *message, struct request *request)
{
    struct ber_reader pdu, list;
    unsigned char type;
    return ber_read(message, &request->type, &pdu) && ber_read_number(&pdu, &request->id) &&
           ber_read_number(&pdu, &request->a) && ber_read_number(&pdu, &request->b) &&
           ber_read(&pdu, &type, &list) && read_names(list, request);
}

static bool read_v3(struct ber_reader *message, struct request *request)
{
    struct ber_reader header, flags, parameters, usm, engine;
    int64_t size;
    unsigned char type;
    if (!ber_read(message, &type, &header) || !ber_read_number(&header, &request->message_id) ||
        !ber_read_number(&header, &size) || !ber_read(&header, &type, &flags) ||
        !ber_read(message, &type, &parameters) || !ber_read(&parameters, &type, &usm) ||
        !ber_read(&usm, &type, &engine))
        return false;
    request->engine = engine.at < engine.end;
    return true;
}

static bool read_request(const unsigned char *octets, size_t length, struct request *request)
{
    struct ber_reader all = {octets, octets + length}, message, community;
    unsigned char type;
    memset(request, 0, sizeof(*request));
    if (!ber_read(&all, &type, &message) || !ber_read_number(&message, &request->version))
        return false;
    if (request->version == 3)
        return read_v3(&message, request);
    if (!ber_read(&message, &type, &community) || community.end - community.at > 255)
        return false;
    request->community_length = (size_t)(community.end - community.at);
    memcpy(request->community, community.at, request->community_length);
    return read_pdu(&message, request);
}

/* ---- answers --------------------------------------------------------------------------------- */

static uint32_t rows_of(enum manner manner)
{
    return manner == ENDLESS ? UINT32_MAX - 1 : manner == MANY_ROWS ? ROWS_MANY : ROWS;
}

static const struct ber_oid system_name = {{1, 3, 6, 1, 2, 1, 1, 5, 0}, 9};

static void put_value(struct ber_writer *writer, enum manner manner, const struct ber_oid *name)
{
    static const char huge[60000];
    struct ber_writer plain;
    size_t end = writer->at;
    if (manner == HUGE_VALUE) {
        ber_octets(writer, BER_OCTETS, huge, sizeof(huge));
    } else if (manner == OTHER_TYPES) {
        ber_begin(&plain);
        objects_value(&plain, name);
        if (plain.octets[plain.at] == BER_OCTETS)
            ber_number(writer, BER_INTEGER, 42);
        else
            ber_octets(writer, BER_OCTETS, "a number", 8);
    } else {
        objects_value(writer, name);
    }
    ber_oid(writer, name);
    ber_wrap(writer, BER_SEQUENCE, end);
}

static void put_exception(struct ber_writer *writer, unsigned char type, const struct ber_oid *name)
{
    size_t end = writer->at;
    ber_octets(writer, type, "", 0);
    ber_oid(writer, name);
    ber_wrap(writer, BER_SEQUENCE, end);
}

/* What comes after NAME, by the agent's manner. */
static bool next_of(enum manner manner, const struct ber_oid *name, struct ber_oid *next)
{
    static const struct ber_oid first = {{1, 3, 6, 1, 2, 1, 1, 1, 0}, 9};
    *next = manner == BACK ? first : *name;
    if (manner == SAME_NAME || manner == BACK)
        return true;
    if (!objects_next(name, rows_of(manner), next))
        return false;
    if (manner == LONG_NAME && next->length > 12)
        while (next->length < 100)
            next->ids[next->length++] = 7;
    return true;
}

/* From the last to the first, as everything is written. */
static void put_next(struct ber_writer *writer, enum manner manner, const struct request *request,
                     size_t repetitions)
{
    struct ber_oid names[VARBINDS_MAX];
    size_t count = 0;
    struct ber_oid name = request->names[0];
    bool more = true;
    for (; count < repetitions && count < VARBINDS_MAX && more; count += more) {
        more = next_of(manner, &name, &names[count]);
        if (more)
            name = names[count];
    }
    if (!more)
        put_exception(writer, BER_END_OF_VIEW, &name);
    while (count-- > 0)
        if (manner == LONG_NAME)
            put_exception(writer, BER_NULL, &names[count]);
        else
            put_value(writer, manner, &names[count]);
}

static void put_varbinds(struct ber_writer *writer, enum manner manner,
                         const struct request *request, const struct answer *answer)
{
    size_t repetitions = request->type == GETNEXT ? 1 : (size_t)request->b;
    if (manner == EMPTY)
        return;
    for (size_t i = 0; manner == MANY_VARBINDS && i < 2000; i++)
        put_exception(writer, BER_NULL, &system_name);
    if (request->type != GET && answer->status == 0 && request->count > 0) {
        put_next(writer, manner, request, repetitions);
        return;
    }
    for (size_t i = request->count; i-- > 0;)
        if (answer->status != 0)
            put_exception(writer, BER_NULL, &request->names[i]);
        else if (manner == OTHER_NAMES)
            put_value(writer, WELL, &system_name);
        else if (objects_has(&request->names[i], rows_of(manner)))
            put_value(writer, manner, &request->names[i]);
        else
            put_exception(writer, BER_NO_SUCH_OBJECT, &request->names[i]);
}

static void put_pdu(struct ber_writer *writer, enum manner manner, const struct request *request,
                    const struct answer *answer)
{
    size_t end = writer->at;
    put_varbinds(writer, manner, request, answer);
    ber_wrap(writer, BER_SEQUENCE, end);
    ber_number(writer, BER_INTEGER, answer->index);
    ber_number(writer, BER_INTEGER, answer->status);
    ber_number(writer, BER_INTEGER, answer->id);
    ber_wrap(writer, answer->type, end);
}

/* Error status and index, as the agent's manner and the version want them. */
static void judge(enum manner manner, const struct request *request, struct answer *answer)
{
    size_t wanted = request->type == GETBULK ? (size_t)request->b : request->count;
    struct ber_oid next;
    if (manner == NONE_AT_A_TIME || (manner == TWO_AT_A_TIME && wanted > 2)) {
        answer->status = TOO_BIG;
        return;
    }
    for (size_t i = 0; i < request->count && answer->status == 0; i++) {
        const struct ber_oid *name = &request->names[i];
        bool there = request->type == GET ? objects_has(name, rows_of(manner))
                                          : next_of(manner, name, &next);
        if (manner == GENERAL_AT_NAME && objects_compare(name, &system_name) == 0)
            answer->status = GENERAL_ERROR;
        else if (!there && (request->version == 0 || manner == NO_INDEX))
            answer->status = manner == NO_INDEX && request->version ? GENERAL_ERROR : NO_SUCH_NAME;
        answer->index = answer->status && manner != NO_INDEX ? (int64_t)i + 1 : 0;
    }
}

static void write_answer(struct ber_writer *writer, enum manner manner,
                         const struct request *request, const struct answer *answer)
{
    ber_begin(writer);
    size_t end = writer->at;
    put_pdu(writer, manner, request, answer);
    ber_octets(writer, BER_OCTETS, request->community, request->community_length);
    ber_number(writer, BER_INTEGER, request->version);
    ber_wrap(writer, BER_SEQUENCE, end);
}

/* ---- reports (RFC 3412, 6; RFC 3414, 2.4) ---------------------------------------------------- */

static size_t engine_of(enum manner manner, unsigned char *engine)
{
    memset(engine, 0x5a, 64);
    memcpy(engine, "\x80\0\x1f\x88\4mfp", 8);
    if (manner == NEW_ENGINE)
        memcpy(engine + 8, &agent.engines, 4);
    agent.engines++;
    return manner == NO_ENGINE ? 0 : manner == LONG_ENGINE ? 64 : 12;
}

/* The last but one sub-identifier of usmStats. */
static uint32_t cause_of(enum manner manner, const struct request *request)
{
    if (!request->engine || manner == UNKNOWN_ENGINE || manner == NEW_ENGINE)
        return 4;
    return manner == OTHER_TIME ? 2 : 5;
}

static void write_report(struct ber_writer *writer, enum manner manner,
                         const struct request *request)
{
    struct ber_oid name = {{1, 3, 6, 1, 6, 3, 15, 1, 1, cause_of(manner, request), 0}, 11};
    unsigned char engine[64];
    size_t length = engine_of(manner, engine);
    ber_begin(writer);
    size_t end = writer->at;
    ber_number(writer, BER_COUNTER, 1);
    ber_oid(writer, &name);
    ber_wrap(writer, BER_SEQUENCE, end);
    ber_wrap(writer, BER_SEQUENCE, end);
    ber_number(writer, BER_INTEGER, 0);
    ber_number(writer, BER_INTEGER, 0);
    ber_number(writer, BER_INTEGER, 0);
    ber_wrap(writer, REPORT, end);
    ber_octets(writer, BER_OCTETS, "", 0);
    ber_octets(writer, BER_OCTETS, engine, length);
    ber_wrap(writer, BER_SEQUENCE, end);

    size_t parameters = writer->at;
    ber_octets(writer, BER_OCTETS, "", 0);
    ber_octets(writer, BER_OCTETS, "", 0);
    ber_octets(writer, BER_OCTETS, "", 0);
    ber_number(writer, BER_INTEGER, 1000);
    ber_number(writer, BER_INTEGER, 7);
    ber_octets(writer, BER_OCTETS, engine, length);
    ber_wrap(writer, BER_SEQUENCE, parameters);
    ber_wrap(writer, BER_OCTETS, parameters);

    size_t header = writer->at;
    ber_number(writer, BER_INTEGER, 3);
    ber_octets(writer, BER_OCTETS, "", 1);
    ber_number(writer, BER_INTEGER, 65507);
    ber_number(writer, BER_INTEGER, request->message_id);
    ber_wrap(writer, BER_SEQUENCE, header);
    ber_number(writer, BER_INTEGER, 3);
    ber_wrap(writer, BER_SEQUENCE, end);
}

/* ---- sending --------------------------------------------------------------------------------- */

/* From the address that was asked. */
static void transmit(const struct peer *peer, unsigned char *octets, size_t length)
{
    union {
        struct cmsghdr header;
        char room[CMSG_SPACE(sizeof(struct in_pktinfo))];
    } control = {0};
    struct sockaddr_in to = peer->from;
    struct iovec part = {.iov_base = octets, .iov_len = length};
    struct msghdr message = {.msg_name = &to,
                             .msg_namelen = sizeof(to),
                             .msg_iov = &part,
                             .msg_iovlen = 1,
                             .msg_control = &control,
                             .msg_controllen = sizeof(control)};
    const struct in_pktinfo info = {.ipi_spec_dst = peer->to};
    control.header.cmsg_level = IPPROTO_IP;
    control.header.cmsg_type = IP_PKTINFO;
    control.header.cmsg_len = CMSG_LEN(sizeof(info));
    memcpy(CMSG_DATA(&control.header), &info, sizeof(info));
    sendmsg(peer->manner == OTHER_PORT ? agent.other_socket : agent.socket, &message, 0);
}

static void transmit_written(const struct peer *peer, struct ber_writer *writer)
{
    transmit(peer, &writer->octets[writer->at], sizeof(writer->octets) - writer->at);
}

static void delay(const struct peer *peer, const struct ber_writer *writer, int64_t id)
{
    struct pending *room = NULL;
    for (size_t i = 0; i < PENDING_MAX; i++) {
        struct pending *other = &agent.pending[i];
        if (other->length == 0)
            room = other;
        else if (other->peer.to.s_addr == peer->to.s_addr && other->id != id)
            agent.overlaps++;
    }
    size_t length = sizeof(writer->octets) - writer->at;
    if (!room || length > sizeof(room->octets))
        return;
    room->peer = *peer;
    room->id = id;
    room->due_ms = now_ms() + DELAY_MS;
    memcpy(room->octets, &writer->octets[writer->at], length);
    room->length = length;
    agent.waiting++;
}

/* Returns the milliseconds until the next is due. */
static int transmit_due(void)
{
    int64_t now = now_ms(), wait = 1000;
    for (size_t i = 0; agent.waiting > 0 && i < PENDING_MAX; i++) {
        struct pending *pending = &agent.pending[i];
        if (pending->length > 0 && pending->due_ms <= now) {
            transmit(&pending->peer, pending->octets, pending->length);
            pending->length = 0;
            agent.waiting--;
        } else if (pending->length > 0 && pending->due_ms - now < wait) {
            wait = pending->due_ms - now;
        }
    }
    return (int)wait;
}

static void answer_v3(const struct peer *peer, const struct request *request)
{
    static struct ber_writer writer;
    if (peer->manner == SILENT_AFTER_DISCOVERY && request->engine)
        return;
    write_report(&writer, peer->manner, request);
    transmit_written(peer, &writer);
}

/* Answers to a request that nobody has made. */
static void stray(const struct peer *peer, const struct request *request, struct answer answer,
                  int count)
{
    static struct ber_writer writer;
    for (int i = 0; i < count; i++) {
        answer.id += 1000;
        write_answer(&writer, WELL, request, &answer);
        transmit_written(peer, &writer);
    }
}

static void reply(const struct peer *peer, const struct request *request)
{
    static struct ber_writer writer;
    static unsigned char garbage[] = "\x30\x82\xff\xff\2\1\1\4\6public\xa2\x7f";
    struct answer answer = {.id = request->id, .type = RESPONSE};
    enum manner manner = peer->manner;
    judge(manner, request, &answer);
    if (manner == NO_RESPONSE)
        answer.type = GET;
    if (manner == OTHER_ID || manner == STRAY_FIRST)
        stray(peer, request, answer, 1);
    if (manner == FLOOD)
        stray(peer, request, answer, 500);
    if (manner == OTHER_ID || manner == FLOOD)
        return;
    write_answer(&writer, manner, request, &answer);
    if (manner == DELAYED) {
        delay(peer, &writer, request->id);
    } else if (manner == GARBAGE) {
        transmit(peer, garbage, sizeof(garbage));
    } else if (manner == TRUNCATED) {
        size_t length = sizeof(writer.octets) - writer.at;
        transmit(peer, &writer.octets[writer.at], length / 2);
    } else {
        transmit_written(peer, &writer);
        if (manner == DOUBLED)
            transmit_written(peer, &writer);
    }
}

/* ---- the socket ------------------------------------------------------------------------------ */

static enum manner manner_of(struct in_addr address)
{
    uint32_t ip = ntohl(address.s_addr);
    if (ip >> 16 == 0x7f02)
        return SILENT;
    if (ip >> 8 == 0x7f0001)
        return (enum manner)(ip & 0xff);
    return WELL;
}

static void handle(const struct peer *peer, const unsigned char *octets, size_t length)
{
    static struct request request;
    agent.datagrams++;
    if (peer->manner == SILENT || (peer->manner == EVERY_SECOND && agent.datagrams % 2 == 1) ||
        !read_request(octets, length, &request))
        return;
    if (request.version == 3)
        answer_v3(peer, &request);
    else
        reply(peer, &request);
}

static bool receive(void)
{
    static unsigned char octets[BER_MESSAGE_MAX];
    union {
        struct cmsghdr header;
        char room[CMSG_SPACE(sizeof(struct in_pktinfo))];
    } control = {0};
    struct peer peer = {0};
    struct iovec part = {.iov_base = octets, .iov_len = sizeof(octets)};
    struct msghdr message = {.msg_name = &peer.from,
                             .msg_namelen = sizeof(peer.from),
                             .msg_iov = &part,
                             .msg_iovlen = 1,
                             .msg_control = &control,
                             .msg_controllen = sizeof(control)};
    struct in_pktinfo info = {0};
    ssize_t length = recvmsg(agent.socket, &message, MSG_DONTWAIT);
    struct cmsghdr *header = length > 0 ? CMSG_FIRSTHDR(&message) : NULL;
    if (!header || header->cmsg_type != IP_PKTINFO)
        return length > 0;
    memcpy(&info, CMSG_DATA(header), sizeof(info));
    peer.to = info.ipi_addr;
    peer.manner = manner_of(peer.to);
    handle(&peer, octets, (size_t)length);
    return true;
}

/* All of 127/8 and nothing else: bound to the interface, since no address stands for them all. */
static int open_socket(in_port_t port)
{
    static const int on = 1, room = 64 << 20;
    const struct sockaddr_in any = {.sin_family = AF_INET, .sin_port = port};
    int fd = socket(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0);
    if (fd < 0 || setsockopt(fd, SOL_SOCKET, SO_BINDTODEVICE, "lo", 3) < 0 ||
        setsockopt(fd, IPPROTO_IP, IP_PKTINFO, &on, sizeof(on)) < 0 ||
        bind(fd, (const struct sockaddr *)&any, sizeof(any)) < 0) {
        perror("mfp_snmp_agent");
        exit(EXIT_FAILURE);
    }
    if (setsockopt(fd, SOL_SOCKET, SO_RCVBUFFORCE, &room, sizeof(room)) < 0)
        setsockopt(fd, SOL_SOCKET, SO_RCVBUF, &room, sizeof(room));
    return fd;
}

int main(void)
{
    const struct sigaction action = {.sa_handler = on_signal};
    struct sockaddr_in name = {0};
    socklen_t size = sizeof(name);
    agent.socket = open_socket(0);
    agent.other_socket = open_socket(0);
    sigaction(SIGTERM, &action, NULL);
    sigaction(SIGINT, &action, NULL);
    if (getsockname(agent.socket, (struct sockaddr *)&name, &size) < 0)
        return EXIT_FAILURE;
    printf("port %u\nready\n", ntohs(name.sin_port));
    fflush(stdout);
    while (!stop) {
        struct pollfd socket = {.fd = agent.socket, .events = POLLIN};
        if (poll(&socket, 1, transmit_due()) > 0)
            while (receive())
                transmit_due();
    }
    printf("%zu datagrams, %zu overlaps\n", agent.datagrams, agent.overlaps);
    return EXIT_SUCCESS;
}
