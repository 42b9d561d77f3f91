/*
 * From the octets of a datagram to what the agent says. Inside of this room only; wants the
 * headers of Net-SNMP before itself.
 */
#pragma once

#include "snmp/poll/ask.h"

enum {
    MFP_ENGINE_MIN = 5, /* RFC 3411, SnmpEngineID */
    MFP_ENGINE_MAX = 32,
    MFP_DATAGRAM_VARBINDS = 32, /* of one PDU; we ask for ten */
};

/* What an SNMPv3 message says of its engine. */
struct mfp_engine {
    unsigned char id[MFP_ENGINE_MAX];
    size_t length; /* 0: none is known */
    uint32_t boots, time;
};

/* Parses a message of the session's version into PDU as the library does, without its answers to
 * the sender: no report, no engine ID. SESSION is where v3 keys are looked up. Returns 0, or a
 * code of Net-SNMP's. */
int mfp_datagram_parse(netsnmp_session *session, netsnmp_pdu *pdu, unsigned char *octets,
                       size_t length);

/* The engine of an SNMPv3 message. False if it has none that RFC 3411 allows. */
bool mfp_datagram_engine(const unsigned char *octets, size_t length, struct mfp_engine *engine);

/* PDU as plain data; VARBINDS has MFP_DATAGRAM_VARBINDS places, and values stay in the PDU. */
void mfp_datagram_convert(const netsnmp_pdu *pdu, struct mfp_varbind *varbinds,
                          struct mfp_ask_reply *reply);
