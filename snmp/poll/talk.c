#include <net-snmp/net-snmp-config.h>
#include <net-snmp/net-snmp-includes.h>

#include <net-snmp/library/large_fd_set.h>

#include "snmp/poll/talk.h"

#include "core/text.h"

#include <errno.h>
#include <netinet/in.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>

/* ---- what the library tells ------------------------------------------------------------------ */

static void fail(struct mfp_talk *talk, enum mfp_snmp_outcome outcome)
{
    talk->event = MFP_TALK_FAILED;
    talk->outcome = outcome;
}

static enum mfp_snmp_outcome outcome_of(int error)
{
    switch (error) {
    case ECONNREFUSED:
        return MFP_SNMP_REFUSED;
    case EHOSTUNREACH:
    case ENETUNREACH:
    case EHOSTDOWN:
    case ENETDOWN:
    case EACCES: /* a broadcast address, or our own firewall */
    case EPERM:
    case EPROTO: /* ICMP protocol unreachable, and whatever else a router says */
    case EOPNOTSUPP:
    case ENOPROTOOPT:
        return MFP_SNMP_UNREACHABLE;
    default:
        return MFP_SNMP_LOCAL;
    }
}

/* All tries are through. */
static enum mfp_snmp_outcome silence(const struct mfp_talk *talk)
{
    if (talk->garbled > 0)
        return talk->garbled_as;
    if (talk->strays > 0)
        return MFP_SNMP_STRAY;
    return talk->discovered && !talk->discovering && !talk->answered ? MFP_SNMP_UNANSWERED
                                                                     : MFP_SNMP_TIMEOUT;
}

/* A report, which says what is wrong with what was sent. One of the device's clock is believed once
 * if it is signed: the library has taken the clock from it. */
static void take_report(struct mfp_talk *talk, netsnmp_pdu *pdu)
{
    enum mfp_snmp_outcome outcome = mfp_usm_report(pdu);
    bool is_signed = pdu->securityLevel >= SNMP_SEC_LEVEL_AUTHNOPRIV;
    if (talk->discovering && talk->seen.length == 0) {
        fail(talk, MFP_SNMP_ENGINE);
    } else if (talk->discovering) {
        talk->device->engine = talk->seen;
        talk->event = MFP_TALK_DISCOVERED;
    } else if (outcome == MFP_SNMP_TIME_WINDOW && is_signed && !talk->resynced) {
        talk->resynced = true;
        talk->event = MFP_TALK_RESYNCED;
    } else if ((outcome == MFP_SNMP_TIME_WINDOW || outcome == MFP_SNMP_ENGINE) &&
               !talk->discovered) {
        talk->event = MFP_TALK_DISCOVER;
    } else {
        fail(talk, outcome);
    }
}

static void take_response(struct mfp_talk *talk, const netsnmp_pdu *pdu)
{
    struct mfp_varbind varbinds[MFP_DATAGRAM_VARBINDS];
    struct mfp_ask_reply reply;
    mfp_datagram_convert(pdu, varbinds, &reply);
    mfp_ask_take(&talk->ask, &reply);
    talk->answered = true;
    talk->answered_id = pdu->reqid;
    talk->event = MFP_TALK_TOOK;
}

/* The library has found the request of a response. Time-outs it tells of are its own: of requests
 * that were sent again or that a report was the answer to. */
static int on_operation(int operation, netsnmp_session *session, int id, netsnmp_pdu *pdu,
                        void *context)
{
    struct mfp_talk *talk = context;
    (void)session;
    (void)id;
    if (operation == NETSNMP_CALLBACK_OP_RECEIVED_MESSAGE && !talk->closing &&
        talk->event == MFP_TALK_NOTHING && !talk->discovering && pdu->reqid == talk->request_id)
        take_response(talk, pdu);
    return 1;
}

static void note_garbled(struct mfp_talk *talk, int code)
{
    talk->garbled++;
    talk->garbled_as = mfp_usm_fault(code);
    /* Signed with the right key, but from an earlier life than the one that we know: the device
     * counts its boots anew, or another one has its engine ID. */
    if (talk->garbled_as == MFP_SNMP_TIME_WINDOW && !talk->discovering && !talk->discovered)
        talk->event = MFP_TALK_DISCOVER;
}

/* Reads a datagram instead of the library's parser, which would answer the sender with reports of
 * its own. Responses go on to the library, which knows the requests. Reports do not: whether it
 * tells of a report before or after it has acted on it depends on who has built it. */
static int on_datagram(netsnmp_session *session, netsnmp_pdu *pdu, unsigned char *octets,
                       size_t length)
{
    struct mfp_talk *talk = session->callback_magic;
    talk->came = true;
    talk->seen = (struct mfp_engine){0};
    if (session->version == SNMP_VERSION_3)
        mfp_datagram_engine(octets, length, &talk->seen);
    int result = mfp_datagram_parse(session, pdu, octets, length);
    if (result != SNMPERR_SUCCESS) {
        note_garbled(talk, result);
        return result;
    }
    if (pdu->command == SNMP_MSG_REPORT && pdu->version == SNMP_VERSION_3 &&
        pdu->msgid == talk->message_id && talk->event == MFP_TALK_NOTHING)
        take_report(talk, pdu);
    talk->repeated = pdu->command == SNMP_MSG_RESPONSE && pdu->reqid == talk->answered_id;
    return pdu->command == SNMP_MSG_RESPONSE ? SNMPERR_SUCCESS : SNMPERR_UNKNOWN_PDU;
}

/* ---- a session ------------------------------------------------------------------------------- */

static long version_of(const struct mfp_snmp_credential *credential)
{
    switch (credential->version) {
    case MFP_SNMP_V1:
        return SNMP_VERSION_1;
    case MFP_SNMP_V2C:
        return SNMP_VERSION_2c;
    case MFP_SNMP_V3:
        return SNMP_VERSION_3;
    }
    return SNMP_VERSION_2c;
}

static void fill(netsnmp_session *session, struct mfp_talk *talk)
{
    const struct mfp_device *device = talk->device;
    const struct mfp_snmp_credential *credential = device->credential;
    snmp_sess_init(session);
    session->version = version_of(credential);
    session->timeout = device->timeout_ms * 1000;
    session->retries = 0;
    session->callback = on_operation;
    session->callback_magic = talk;
    session->flags |= SNMP_FLAGS_DONT_PROBE;
    if (credential->version == MFP_SNMP_V3) {
        mfp_usm_session(credential, session);
    } else {
        session->community = (u_char *)(uintptr_t)credential->community;
        session->community_len = credential->community_length;
    }
}

/* Connected: the kernel drops what comes from elsewhere, and tells what ICMP says. */
static int connect_to(const struct mfp_device *device, int fd)
{
    static const int on = 1;
    bool is_v6 = device->address.ss_family == AF_INET6;
    if (setsockopt(fd, is_v6 ? SOL_IPV6 : SOL_IP, is_v6 ? IPV6_RECVERR : IP_RECVERR, &on,
                   sizeof(on)) < 0 ||
        connect(fd, (const struct sockaddr *)&device->address, device->address_length) < 0)
        return -errno;
    return 0;
}

static void wipe(netsnmp_session *session)
{
    mfp_wipe(session->securityAuthKey, sizeof(session->securityAuthKey));
    mfp_wipe(session->securityPrivKey, sizeof(session->securityPrivKey));
}

static int open_session(struct mfp_talk *talk)
{
    netsnmp_session session;
    errno = 0;
    netsnmp_transport *transport = netsnmp_tdomain_transport(talk->device->peer, 0, "udp");
    if (!transport)
        return errno ? -errno : -ENOMEM;
    int fd = transport->sock;
    int result = connect_to(talk->device, fd);
    if (result < 0) {
        transport->f_close(transport);
        netsnmp_transport_free(transport);
        return result;
    }
    fill(&session, talk);
    talk->session =
        snmp_sess_add_ex(&session, transport, NULL, on_datagram, NULL, NULL, NULL, NULL, NULL);
    wipe(&session);
    if (!talk->session) /* which has closed the transport */
        return -ENOMEM;
    talk->fd = fd;
    /* Opening takes the flag away, and the first PDU would wait for the engine. */
    snmp_sess_session(talk->session)->flags |= SNMP_FLAGS_DONT_PROBE;
    return 0;
}

void mfp_talk_open(struct mfp_talk *talk)
{
    talk->event = MFP_TALK_NOTHING;
    int result = open_session(talk);
    if (result < 0)
        fail(talk, outcome_of(-result));
}

void mfp_talk_close(struct mfp_talk *talk)
{
    if (!talk->session)
        return;
    netsnmp_session *session = snmp_sess_session(talk->session);
    talk->closing = true;
    wipe(session);
    if (session->community)
        mfp_wipe(session->community, session->community_len);
    snmp_sess_close(talk->session);
    talk->session = NULL;
    talk->closing = false;
    talk->fd = -1;
}

/* ---- a PDU ----------------------------------------------------------------------------------- */

static netsnmp_pdu *make_request(const struct mfp_ask_pdu *ask)
{
    static const int commands[] = {
        [MFP_ASK_GET] = SNMP_MSG_GET,
        [MFP_ASK_GETNEXT] = SNMP_MSG_GETNEXT,
        [MFP_ASK_GETBULK] = SNMP_MSG_GETBULK,
    };
    oid name[MFP_OID_MAX];
    netsnmp_pdu *pdu = snmp_pdu_create(commands[ask->kind]);
    if (pdu && ask->kind == MFP_ASK_GETBULK) {
        pdu->non_repeaters = 0;
        pdu->max_repetitions = ask->repetitions;
    }
    for (size_t i = 0; pdu && i < ask->count; i++) {
        for (size_t n = 0; n < ask->oids[i]->length; n++)
            name[n] = ask->oids[i]->ids[n];
        if (!snmp_add_null_var(pdu, name, ask->oids[i]->length)) {
            snmp_free_pdu(pdu);
            return NULL;
        }
    }
    return pdu;
}

/* RFC 3414, 4: a request without engine, user and names, which the device answers with a report
 * of who it is. */
static netsnmp_pdu *make_discovery(void)
{
    netsnmp_pdu *pdu = snmp_pdu_create(SNMP_MSG_GET);
    if (!pdu)
        return NULL;
    pdu->version = SNMP_VERSION_3;
    pdu->securityModel = SNMP_SEC_MODEL_USM;
    pdu->securityLevel = SNMP_SEC_LEVEL_NOAUTH;
    pdu->securityName = strdup("");
    if (!pdu->securityName) {
        snmp_free_pdu(pdu);
        return NULL;
    }
    return pdu;
}

static netsnmp_pdu *make_pdu(const struct mfp_talk *talk)
{
    struct mfp_ask_pdu ask;
    if (talk->discovering)
        return make_discovery();
    mfp_ask_next(&talk->ask, &ask);
    return make_request(&ask);
}

/* Sends, for the first time or again: with the request ID of the first time, so that a late answer
 * is one. */
static void transmit(struct mfp_talk *talk, int64_t now_ms)
{
    netsnmp_pdu *pdu = make_pdu(talk);
    talk->event = MFP_TALK_NOTHING;
    talk->sent_ms = now_ms;
    if (!pdu) {
        fail(talk, MFP_SNMP_LOCAL);
        return;
    }
    talk->sent++;
    if (talk->request_id != 0)
        pdu->reqid = talk->request_id;
    talk->request_id = pdu->reqid;
    if (snmp_sess_async_send(talk->session, pdu, on_operation, talk) != 0) {
        talk->message_id = pdu->msgid;
        return;
    }
    snmp_free_pdu(pdu);
    fail(talk, outcome_of(snmp_sess_session(talk->session)->s_errno));
}

static void transmit_first(struct mfp_talk *talk, int64_t now_ms)
{
    talk->request_id = 0;
    talk->tries = 1;
    talk->strays = talk->garbled = talk->datagrams = 0;
    transmit(talk, now_ms);
}

void mfp_talk_send(struct mfp_talk *talk, int64_t now_ms)
{
    talk->discovering = false;
    transmit_first(talk, now_ms);
}

void mfp_talk_discover(struct mfp_talk *talk, int64_t now_ms)
{
    talk->discovering = true;
    transmit_first(talk, now_ms);
}

/* ---- the socket and the clock ---------------------------------------------------------------- */

void mfp_talk_fault(struct mfp_talk *talk)
{
    int error = 0;
    socklen_t size = sizeof(error);
    if (getsockopt(talk->fd, SOL_SOCKET, SO_ERROR, &error, &size) == 0 && error != 0)
        fail(talk, outcome_of(error));
}

/* What came was no answer: a late or doubled reply to what was answered before is nothing, anything
 * else is kept in mind for the case that no answer comes. */
static void note_useless(struct mfp_talk *talk, bool is_garbled)
{
    if (!talk->repeated && !is_garbled)
        talk->strays++;
    if (++talk->datagrams > MFP_STRAYS_MAX)
        fail(talk, silence(talk));
}

void mfp_talk_read(struct mfp_talk *talk, netsnmp_large_fd_set *set)
{
    size_t garbled = talk->garbled;
    bool waits = talk->event == MFP_TALK_NOTHING;
    netsnmp_session *session = snmp_sess_session(talk->session);
    talk->came = talk->repeated = false;
    NETSNMP_LARGE_FD_SET(talk->fd, set);
    snmp_sess_read2(talk->session, set);
    NETSNMP_LARGE_FD_CLR(talk->fd, set);
    if (!waits || talk->event != MFP_TALK_NOTHING)
        return;
    if (talk->came)
        note_useless(talk, talk->garbled != garbled);
    else if (session->s_errno != EAGAIN)
        fail(talk, outcome_of(session->s_errno));
}

void mfp_talk_expire(struct mfp_talk *talk, int64_t now_ms)
{
    snmp_sess_timeout(talk->session);
    if (talk->tries++ <= talk->device->retries)
        transmit(talk, now_ms);
    else
        fail(talk, silence(talk));
}
