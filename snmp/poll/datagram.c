#include <net-snmp/net-snmp-config.h>
#include <net-snmp/net-snmp-includes.h>

#include <net-snmp/library/snmp_secmod.h>

#include "snmp/poll/datagram.h"

#include <string.h>

/* ---- BER (X.690, 8.1), definite lengths as RFC 3417, 8 wants them -----------------------------
 */

enum { DEPTH_MAX = 8, CONSTRUCTED = 0x20, NUMBER_FOLLOWS = 0x1f, LONG_LENGTH = 0x80 };

struct octets {
    const unsigned char *at, *end;
};

/* Steps over an element, and enters it. */
static bool read_element(struct octets *octets, unsigned char *type, struct octets *inside)
{
    if (octets->end - octets->at < 2)
        return false;
    *type = *octets->at++;
    size_t length = *octets->at++;
    if (length & LONG_LENGTH) {
        size_t count = length & ~(size_t)LONG_LENGTH;
        if (count < 1 || count > 4 || (size_t)(octets->end - octets->at) < count)
            return false;
        for (length = 0; count > 0; count--)
            length = length << 8 | *octets->at++;
    }
    if ((size_t)(octets->end - octets->at) < length)
        return false;
    *inside = (struct octets){.at = octets->at, .end = octets->at + length};
    octets->at += length;
    return (*type & NUMBER_FOLLOWS) != NUMBER_FOLLOWS;
}

static bool read_typed(struct octets *octets, unsigned char wanted, struct octets *inside)
{
    unsigned char type;
    return read_element(octets, &type, inside) && type == wanted;
}

/* Everything is inside of what it is in. */
static bool is_nested_well(struct octets octets, int depth)
{
    while (octets.at < octets.end) {
        struct octets inside;
        unsigned char type;
        if (!read_element(&octets, &type, &inside) ||
            ((type & CONSTRUCTED) && (depth == 0 || !is_nested_well(inside, depth - 1))))
            return false;
    }
    return true;
}

static bool read_unsigned(struct octets *octets, uint32_t *value)
{
    struct octets inside;
    if (!read_typed(octets, ASN_INTEGER, &inside) || inside.at == inside.end ||
        inside.end - inside.at > 4 || *inside.at & 0x80)
        return false;
    for (*value = 0; inside.at < inside.end; inside.at++)
        *value = *value << 8 | *inside.at;
    return true;
}

/* The security parameters of a v3 message (RFC 3412, 6; RFC 3414, 2.4). */
static bool read_parameters(const unsigned char *octets, size_t length, struct octets *parameters)
{
    const unsigned char sequence = ASN_SEQUENCE | ASN_CONSTRUCTOR;
    struct octets all = {.at = octets, .end = octets + length}, message, skipped, packed;
    return read_typed(&all, sequence, &message) && read_typed(&message, ASN_INTEGER, &skipped) &&
           read_typed(&message, sequence, &skipped) &&
           read_typed(&message, ASN_OCTET_STR, &packed) &&
           read_typed(&packed, sequence, parameters);
}

bool mfp_datagram_engine(const unsigned char *octets, size_t length, struct mfp_engine *engine)
{
    struct octets parameters, id;
    *engine = (struct mfp_engine){0};
    if (!read_parameters(octets, length, &parameters) ||
        !read_typed(&parameters, ASN_OCTET_STR, &id) || id.end - id.at < MFP_ENGINE_MIN ||
        id.end - id.at > MFP_ENGINE_MAX || !read_unsigned(&parameters, &engine->boots) ||
        !read_unsigned(&parameters, &engine->time))
        return false;
    engine->length = (size_t)(id.end - id.at);
    memcpy(engine->id, id.at, engine->length);
    return true;
}

/* ---- messages -------------------------------------------------------------------------------- */

/* The library takes lengths of a v3 message on trust and reads past its end; so lengths are looked
 * at before it gets them. */
static bool is_safe(const netsnmp_session *session, const unsigned char *octets, size_t length)
{
    struct octets parameters;
    if (!is_nested_well((struct octets){.at = octets, .end = octets + length}, DEPTH_MAX))
        return false;
    return session->version != SNMP_VERSION_3 ||
           (read_parameters(octets, length, &parameters) && is_nested_well(parameters, DEPTH_MAX));
}

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
    if (!is_safe(session, octets, length))
        return SNMPERR_ASN_PARSE_ERR;
    if (session->version == SNMP_VERSION_3)
        return parse_user(session, pdu, octets, length);
    return parse_community(session, pdu, octets, length);
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
