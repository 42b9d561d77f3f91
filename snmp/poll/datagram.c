#include <net-snmp/net-snmp-config.h>
#include <net-snmp/net-snmp-includes.h>

#include <net-snmp/library/snmp_secmod.h>

#include "snmp/poll/datagram.h"

#include <string.h>

static int parse_community(const netsnmp_session *session, netsnmp_pdu *pdu, unsigned char *octets,
                           size_t length)
{
    unsigned char community[COMMUNITY_MAX_LEN];
    size_t community_length = sizeof(community);
    unsigned char *data =
        snmp_comstr_parse(octets, &length, community, &community_length, &pdu->version);
    if (!data || pdu->version != session->version)
        return SNMPERR_ASN_PARSE_ERR;
    pdu->securityLevel = SNMP_SEC_LEVEL_NOAUTH;
    pdu->securityModel =
        pdu->version == SNMP_VERSION_1 ? SNMP_SEC_MODEL_SNMPv1 : SNMP_SEC_MODEL_SNMPv2c;
    return snmp_pdu_parse(pdu, data, &length) < 0 ? SNMPERR_ASN_PARSE_ERR : SNMPERR_SUCCESS;
}

static int parse_user(netsnmp_session *session, netsnmp_pdu *pdu, unsigned char *octets,
                      size_t length)
{
    pdu->version = SNMP_VERSION_3;
    int result = snmpv3_parse(pdu, octets, &length, NULL, session);
    struct snmp_secmod_def *model = find_sec_mod(pdu->securityModel);
    if (model && model->pdu_free_state_ref)
        model->pdu_free_state_ref(pdu->securityStateRef);
    pdu->securityStateRef = NULL;
    return result;
}

int mfp_datagram_parse(netsnmp_session *session, netsnmp_pdu *pdu, unsigned char *octets,
                       size_t length)
{
    if (session->version == SNMP_VERSION_3)
        return parse_user(session, pdu, octets, length);
    return parse_community(session, pdu, octets, length);
}

/* ---- the engine of a message (RFC 3412, 6; RFC 3414, 2.4) -------------------------------------
 */

struct octets {
    unsigned char *at;
    size_t left;
};

static bool enter(struct octets *octets, unsigned char wanted)
{
    unsigned char type;
    unsigned char *inside = asn_parse_header(octets->at, &octets->left, &type);
    octets->at = inside;
    return inside && type == wanted;
}

static bool read_number(struct octets *octets, long *value)
{
    unsigned char type;
    octets->at = asn_parse_int(octets->at, &octets->left, &type, value, sizeof(*value));
    return octets->at != NULL;
}

static bool read_string(struct octets *octets, unsigned char *value, size_t *length)
{
    unsigned char type;
    octets->at = asn_parse_string(octets->at, &octets->left, &type, value, length);
    return octets->at != NULL;
}

/* Steps over what begins here, of any type. */
static bool skip(struct octets *octets)
{
    struct octets inside = *octets;
    unsigned char type;
    unsigned char *at = asn_parse_header(inside.at, &inside.left, &type);
    if (!at || inside.left > octets->left - (size_t)(at - octets->at))
        return false;
    octets->left -= (size_t)(at - octets->at) + inside.left;
    octets->at = at + inside.left;
    return true;
}

bool mfp_datagram_engine(unsigned char *octets, size_t length, struct mfp_engine *engine)
{
    struct octets message = {.at = octets, .left = length};
    long boots = 0, time = 0;
    *engine = (struct mfp_engine){.length = sizeof(engine->id)};
    bool found =
        enter(&message, ASN_SEQUENCE | ASN_CONSTRUCTOR) && skip(&message) && skip(&message) &&
        enter(&message, ASN_OCTET_STR) && enter(&message, ASN_SEQUENCE | ASN_CONSTRUCTOR) &&
        read_string(&message, engine->id, &engine->length) && read_number(&message, &boots) &&
        read_number(&message, &time) && engine->length >= MFP_ENGINE_MIN && boots >= 0 && time >= 0;
    if (!found)
        engine->length = 0;
    engine->boots = (uint32_t)boots;
    engine->time = (uint32_t)time;
    return found;
}

/* ---- varbinds -------------------------------------------------------------------------------- */

/* Cut to what fits. */
static void convert_oid(const oid *ids, size_t length, struct mfp_oid *name)
{
    name->length = length < MFP_OID_MAX ? length : MFP_OID_MAX;
    for (size_t i = 0; i < name->length; i++)
        name->ids[i] = (uint32_t)ids[i];
}

static int64_t to_number(const struct counter64 *value)
{
    uint64_t number = (uint64_t)(value->high & 0xffffffffU) << 32 | (value->low & 0xffffffffU);
    return number > INT64_MAX ? INT64_MAX : (int64_t)number;
}

static void convert_value(const netsnmp_variable_list *variable, struct mfp_varbind *varbind)
{
    switch (variable->type) {
    case ASN_INTEGER:
        varbind->type = MFP_VARBIND_INTEGER;
        varbind->number = (int32_t)*variable->val.integer;
        break;
    case ASN_GAUGE: /* which is Unsigned32 too */
    case ASN_TIMETICKS:
    case ASN_UINTEGER:
        varbind->type = MFP_VARBIND_INTEGER;
        varbind->number = (uint32_t)*variable->val.integer;
        break;
    case ASN_COUNTER:
        varbind->type = MFP_VARBIND_COUNTER;
        varbind->number = (uint32_t)*variable->val.integer;
        break;
    case ASN_COUNTER64:
    case ASN_OPAQUE_COUNTER64:
    case ASN_OPAQUE_U64:
        varbind->type = MFP_VARBIND_COUNTER;
        varbind->number = to_number(variable->val.counter64);
        break;
    case ASN_OCTET_STR:
    case ASN_IPADDRESS:
    case ASN_OPAQUE:
    case ASN_NSAP:
    case ASN_BIT_STR:
        varbind->type = MFP_VARBIND_OCTETS;
        varbind->octets = variable->val.string;
        varbind->length = variable->val_len;
        break;
    case ASN_OBJECT_ID:
        varbind->type = MFP_VARBIND_OID;
        convert_oid(variable->val.objid, variable->val_len / sizeof(oid), &varbind->value);
        break;
    default: /* exceptions, NULL, and types that nobody reads a queue from, such as floats */
        varbind->type = MFP_VARBIND_NONE;
    }
}

void mfp_datagram_convert(const netsnmp_pdu *pdu, struct mfp_varbind *varbinds,
                          struct mfp_ask_reply *reply)
{
    *reply = (struct mfp_ask_reply){
        .status = pdu->errstat, .index = pdu->errindex, .varbinds = varbinds};
    for (const netsnmp_variable_list *variable = pdu->variables;
         variable && reply->count < MFP_DATAGRAM_VARBINDS; variable = variable->next_variable) {
        if (variable->name_length > MFP_OID_MAX) {
            reply->cut = true;
            break;
        }
        struct mfp_varbind *varbind = &varbinds[reply->count++];
        *varbind = (struct mfp_varbind){.type = MFP_VARBIND_NONE};
        convert_oid(variable->name, variable->name_length, &varbind->name);
        convert_value(variable, varbind);
    }
}
