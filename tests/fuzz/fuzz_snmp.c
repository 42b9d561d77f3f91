/* A datagram from a hostile agent: read as the poller reads it, and given to a request. */
#include <net-snmp/net-snmp-config.h>
#include <net-snmp/net-snmp-includes.h>

#include <net-snmp/library/lcd_time.h>

#include "fuzz.h"
#include "snmp/poll/datagram.h"
#include "snmp/poll/library.h"

#include <stdlib.h>
#include <string.h>

static const struct mfp_oid names[] = {
    {{1, 3, 6, 1, 2, 1, 1, 1, 0}, 9},
    {{1, 3, 6, 1, 2, 1, 1, 3, 0}, 9},
    {{1, 3, 6, 1, 2, 1, 1, 5, 0}, 9},
};
static const struct mfp_oid root = {{1, 3, 6, 1, 4, 1, 8072, 9999, 9999, 2}, 10};

static void check_rows(const struct mfp_ask *ask)
{
    for (size_t i = 0; i < ask->rows.count; i++) {
        const struct mfp_varbind *row = &ask->rows.rows[i];
        mfp_fuzz_require(row->name.length <= MFP_OID_MAX && row->value.length <= MFP_OID_MAX);
        if (row->length > 0) /* reads all of them */
            mfp_fuzz_require(memcmp(row->octets, row->octets, row->length) == 0);
        if (ask->request.read == MFP_SNMP_GET)
            mfp_fuzz_require(mfp_oid_compare(&row->name, &names[i]) == 0);
        else
            mfp_fuzz_require(mfp_oid_is_below(&row->name, &root) &&
                             (i == 0 || mfp_oid_compare(&row->name, &row[-1].name) > 0));
    }
}

/* The same reply again and again: every request ends, or it has grown. */
static void take(const struct mfp_ask_reply *reply, bool subtree, bool bulk)
{
    const struct mfp_snmp_request request = {
        .read = subtree ? MFP_SNMP_SUBTREE : MFP_SNMP_GET,
        .oids = subtree ? &root : names,
        .count = subtree ? 1 : sizeof(names) / sizeof(names[0]),
        .rows_max = 20,
    };
    struct mfp_ask ask;
    struct mfp_ask_pdu pdu;
    mfp_fuzz_require(mfp_ask_init(&ask, &request, bulk) == 0);
    for (int i = 0; i < 64 && !ask.over; i++) {
        mfp_ask_next(&ask, &pdu);
        mfp_fuzz_require(pdu.count >= 1 && pdu.count <= MFP_ASK_OIDS);
        mfp_ask_take(&ask, reply);
        check_rows(&ask);
    }
    mfp_fuzz_require(ask.over);
    mfp_ask_done(&ask);
}

static void check_reply(const netsnmp_pdu *pdu, unsigned how)
{
    struct mfp_varbind varbinds[MFP_DATAGRAM_VARBINDS];
    struct mfp_ask_reply reply;
    mfp_datagram_convert(pdu, varbinds, &reply);
    mfp_fuzz_require(reply.count <= MFP_DATAGRAM_VARBINDS);
    take(&reply, how & 4, how & 8);
}

int LLVMFuzzerTestOneInput(const uint8_t *octets, size_t length)
{
    static const long versions[] = {SNMP_VERSION_1, SNMP_VERSION_2c, SNMP_VERSION_3,
                                    SNMP_VERSION_3};
    netsnmp_session session;
    struct mfp_engine engine;
    if (length == 0)
        return 0;
    /* The first octet says what was asked, and how. */
    unsigned how = octets[0];
    mfp_snmp_library();
    snmp_sess_init(&session);
    session.version = versions[how & 3];
    unsigned char *copy = malloc(length);
    netsnmp_pdu *pdu = snmp_pdu_create(SNMP_MSG_RESPONSE);
    if (!copy || !pdu)
        abort();
    memcpy(copy, octets + 1, length - 1);
    if (mfp_datagram_engine(copy, length - 1, &engine))
        mfp_fuzz_require(engine.length >= MFP_ENGINE_MIN && engine.length <= MFP_ENGINE_MAX);
    else
        mfp_fuzz_require(engine.length == 0);
    if (mfp_datagram_parse(&session, pdu, copy, length - 1) == 0)
        check_reply(pdu, how);
    snmp_free_pdu(pdu);
    free(copy);
    free_etimelist();
    return 0;
}
