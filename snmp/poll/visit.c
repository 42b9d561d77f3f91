#include <net-snmp/net-snmp-config.h>
#include <net-snmp/net-snmp-includes.h>

#include <net-snmp/library/large_fd_set.h>

#include "snmp/poll/visit.h"

#include "core/text.h"

#include <errno.h>
#include <netinet/in.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>

/* ---- what the library tells ------------------------------------------------------------------ */

static void fail(struct mfp_visit *visit, enum mfp_snmp_outcome outcome)
{
    visit->event = MFP_VISIT_FAILED;
    visit->outcome = outcome;
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
static enum mfp_snmp_outcome silence(const struct mfp_visit *visit)
{
    if (visit->garbled > 0)
        return visit->garbled_as;
    if (visit->strays > 0)
        return MFP_SNMP_STRAY;
    return visit->discovered && !visit->discovering && !visit->answered ? MFP_SNMP_UNANSWERED
                                                                        : MFP_SNMP_TIMEOUT;
}

/* A report, which says what is wrong with what was sent. One of the device's clock is believed once
 * if it is signed: the library has taken the clock from it. */
static void take_report(struct mfp_visit *visit, netsnmp_pdu *pdu)
{
    enum mfp_snmp_outcome outcome = mfp_usm_report(pdu);
    bool is_signed = pdu->securityLevel >= SNMP_SEC_LEVEL_AUTHNOPRIV;
    if (visit->discovering && visit->seen.length == 0) {
        fail(visit, MFP_SNMP_ENGINE);
    } else if (visit->discovering) {
        visit->device->engine = visit->seen;
        visit->event = MFP_VISIT_DISCOVERED;
    } else if (outcome == MFP_SNMP_TIME_WINDOW && is_signed && !visit->resynced) {
        visit->resynced = true;
        visit->event = MFP_VISIT_RESYNCED;
    } else if ((outcome == MFP_SNMP_TIME_WINDOW || outcome == MFP_SNMP_ENGINE) &&
               !visit->discovered) {
        visit->event = MFP_VISIT_DISCOVER;
    } else {
        fail(visit, outcome);
    }
}

static void take_response(struct mfp_visit *visit, const netsnmp_pdu *pdu)
{
    struct mfp_varbind varbinds[MFP_DATAGRAM_VARBINDS];
    struct mfp_ask_reply reply;
    mfp_datagram_convert(pdu, varbinds, &reply);
    mfp_ask_take(&visit->ask, &reply);
    visit->answered = true;
    visit->answered_id = pdu->reqid;
    visit->event = MFP_VISIT_TOOK;
}

/* The library has found the request of a response. Time-outs it tells of are its own: of requests
 * that were sent again or that a report was the answer to. */
static int on_operation(int operation, netsnmp_session *session, int id, netsnmp_pdu *pdu,
                        void *context)
{
    struct mfp_visit *visit = context;
    (void)session;
    (void)id;
    if (operation == NETSNMP_CALLBACK_OP_RECEIVED_MESSAGE && !visit->closing &&
        visit->event == MFP_VISIT_NOTHING && !visit->discovering && pdu->reqid == visit->request_id)
        take_response(visit, pdu);
    return 1;
}

/* Not the engine that we have asked: its report cannot be read for want of a user there. */
static bool is_other_engine(const struct mfp_visit *visit, const netsnmp_pdu *pdu)
{
    const struct mfp_engine *known = &visit->device->engine, *seen = &visit->seen;
    return pdu->msgid == visit->message_id && pdu->securityLevel == SNMP_SEC_LEVEL_NOAUTH &&
           seen->length > 0 &&
           (seen->length != known->length || memcmp(seen->id, known->id, seen->length) != 0);
}

static void note_garbled(struct mfp_visit *visit, const netsnmp_pdu *pdu, int code)
{
    visit->garbled++;
    visit->garbled_as = mfp_usm_fault(code);
    /* Signed with the right key, but from an earlier life than the one that we know: the device
     * counts its boots anew, or another one has its engine ID. */
    bool is_earlier = visit->garbled_as == MFP_SNMP_TIME_WINDOW;
    bool is_other = code == SNMPERR_USM_UNKNOWNSECURITYNAME && is_other_engine(visit, pdu);
    if ((is_earlier || is_other) && !visit->discovering && !visit->discovered)
        visit->event = MFP_VISIT_DISCOVER;
}

/* Reads a datagram instead of the library's parser, which would answer the sender with reports of
 * its own. Responses go on to the library, which knows the requests. Reports do not: whether it
 * tells of a report before or after it has acted on it depends on who has built it. */
static int on_datagram(netsnmp_session *session, netsnmp_pdu *pdu, unsigned char *octets,
                       size_t length)
{
    struct mfp_visit *visit = session->callback_magic;
    visit->came = true;
    visit->seen = (struct mfp_engine){0};
    if (session->version == SNMP_VERSION_3)
        mfp_datagram_engine(octets, length, &visit->seen);
    int result = mfp_datagram_parse(session, pdu, octets, length);
    if (result != SNMPERR_SUCCESS) {
        note_garbled(visit, pdu, result);
        return result;
    }
    if (pdu->command == SNMP_MSG_REPORT && pdu->version == SNMP_VERSION_3 &&
        pdu->msgid == visit->message_id && visit->event == MFP_VISIT_NOTHING)
        take_report(visit, pdu);
    visit->repeated = pdu->command == SNMP_MSG_RESPONSE && pdu->reqid == visit->answered_id;
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

static void fill(netsnmp_session *session, struct mfp_visit *visit,
                 struct mfp_snmp_credential *credential)
{
    snmp_sess_init(session);
    session->version = version_of(credential);
    session->timeout = visit->device->timeout_ms * 1000;
    session->retries = 0;
    session->callback = on_operation;
    session->callback_magic = visit;
    session->flags |= SNMP_FLAGS_DONT_PROBE;
    if (credential->version == MFP_SNMP_V3) {
        mfp_usm_session(credential, session);
    } else {
        session->community = (u_char *)credential->community;
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

static int open_session(struct mfp_visit *visit)
{
    netsnmp_session session;
    errno = 0;
    netsnmp_transport *transport = netsnmp_tdomain_transport(visit->device->peer, 0, "udp");
    if (!transport)
        return errno ? -errno : -ENOMEM;
    int fd = transport->sock;
    int result = connect_to(visit->device, fd);
    if (result < 0) {
        transport->f_close(transport);
        netsnmp_transport_free(transport);
        return result;
    }
    struct mfp_snmp_credential credential = *visit->device->credential; /* not const: the library */
    fill(&session, visit, &credential);
    visit->session =
        snmp_sess_add_ex(&session, transport, NULL, on_datagram, NULL, NULL, NULL, NULL, NULL);
    wipe(&session);
    mfp_wipe(&credential, sizeof(credential));
    if (!visit->session) /* which has closed the transport */
        return -ENOMEM;
    visit->fd = fd;
    /* Opening takes the flag away, and the first PDU would wait for the engine. */
    snmp_sess_session(visit->session)->flags |= SNMP_FLAGS_DONT_PROBE;
    return 0;
}

void mfp_visit_open(struct mfp_visit *visit)
{
    visit->event = MFP_VISIT_NOTHING;
    int result = open_session(visit);
    if (result < 0)
        fail(visit, outcome_of(-result));
}

void mfp_visit_close(struct mfp_visit *visit)
{
    if (!visit->session)
        return;
    netsnmp_session *session = snmp_sess_session(visit->session);
    visit->closing = true;
    wipe(session);
    if (session->community)
        mfp_wipe(session->community, session->community_len);
    snmp_sess_close(visit->session);
    visit->session = NULL;
    visit->closing = false;
    visit->fd = -1;
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

static netsnmp_pdu *make_pdu(const struct mfp_visit *visit)
{
    struct mfp_ask_pdu ask;
    if (visit->discovering)
        return make_discovery();
    mfp_ask_next(&visit->ask, &ask);
    return make_request(&ask);
}

/* Sends, for the first time or again: with the request ID of the first time, so that a late answer
 * is one. */
static void transmit(struct mfp_visit *visit, int64_t now_ms)
{
    netsnmp_pdu *pdu = make_pdu(visit);
    visit->event = MFP_VISIT_NOTHING;
    visit->sent_ms = now_ms;
    if (!pdu) {
        fail(visit, MFP_SNMP_LOCAL);
        return;
    }
    visit->sent++;
    if (visit->request_id != 0)
        pdu->reqid = visit->request_id;
    visit->request_id = pdu->reqid;
    if (snmp_sess_async_send(visit->session, pdu, on_operation, visit) != 0) {
        visit->message_id = pdu->msgid;
        return;
    }
    snmp_free_pdu(pdu);
    int error = snmp_sess_session(visit->session)->s_errno;
    if (error != EAGAIN && error != ENOBUFS) /* these are as good as lost on the way */
        fail(visit, outcome_of(error));
}

static void transmit_first(struct mfp_visit *visit, int64_t now_ms)
{
    visit->request_id = 0;
    visit->tries = 1;
    visit->strays = visit->garbled = visit->datagrams = 0;
    transmit(visit, now_ms);
}

void mfp_visit_send(struct mfp_visit *visit, int64_t now_ms)
{
    visit->discovering = false;
    transmit_first(visit, now_ms);
}

void mfp_visit_discover(struct mfp_visit *visit, int64_t now_ms)
{
    visit->discovering = true;
    transmit_first(visit, now_ms);
}

/* ---- the socket and the clock ---------------------------------------------------------------- */

void mfp_visit_fault(struct mfp_visit *visit)
{
    int error = 0;
    char octet;
    socklen_t size = sizeof(error);
    if (getsockopt(visit->fd, SOL_SOCKET, SO_ERROR, &error, &size) == 0 && error != 0)
        fail(visit, outcome_of(error));
    else /* it was told before; what is left of it in the queue would be an event for ever */
        recv(visit->fd, &octet, 1, MSG_ERRQUEUE | MSG_DONTWAIT);
}

/* What came was no answer: a late or doubled reply to what was answered before is nothing, anything
 * else is kept in mind for the case that no answer comes. */
static void note_useless(struct mfp_visit *visit, bool is_garbled)
{
    if (!visit->repeated && !is_garbled)
        visit->strays++;
    if (++visit->datagrams > MFP_STRAYS_MAX)
        fail(visit, silence(visit));
}

void mfp_visit_read(struct mfp_visit *visit, netsnmp_large_fd_set *set)
{
    size_t garbled = visit->garbled;
    bool waits = visit->event == MFP_VISIT_NOTHING;
    netsnmp_session *session = snmp_sess_session(visit->session);
    visit->came = visit->repeated = false;
    NETSNMP_LARGE_FD_SET(visit->fd, set);
    snmp_sess_read2(visit->session, set);
    NETSNMP_LARGE_FD_CLR(visit->fd, set);
    if (!waits || visit->event != MFP_VISIT_NOTHING)
        return;
    if (visit->came)
        note_useless(visit, visit->garbled != garbled);
    else if (session->s_errno != EAGAIN)
        fail(visit, outcome_of(session->s_errno));
}

void mfp_visit_expire(struct mfp_visit *visit, int64_t now_ms)
{
    snmp_sess_timeout(visit->session);
    if (visit->tries++ <= visit->device->retries)
        transmit(visit, now_ms);
    else
        fail(visit, silence(visit));
}
