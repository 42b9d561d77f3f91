#include "snmp/poll/ask.h"

#include <errno.h>

static size_t smaller(size_t a, size_t b)
{
    return a < b ? a : b;
}

static bool is_allowed(const struct mfp_snmp_request *request)
{
    switch (request->read) {
    case MFP_SNMP_GET:
        return request->oids && request->count >= 1 && request->count <= MFP_SNMP_OIDS_MAX;
    case MFP_SNMP_SUBTREE:
        return request->oids && request->count == 1 && request->oids->length >= MFP_SNMP_ROOT_MIN;
    }
    return false;
}

/* A row for every name, so that an answer has them all. */
static int make_rows(struct mfp_ask *ask)
{
    struct mfp_varbind empty = {.type = MFP_VARBIND_NONE};
    for (size_t i = 0; i < ask->request.count; i++) {
        empty.name = ask->request.oids[i];
        if (mfp_varbinds_add(&ask->rows, &empty) < 0)
            return -ENOMEM;
    }
    return 0;
}

int mfp_ask_init(struct mfp_ask *ask, const struct mfp_snmp_request *request, bool bulk)
{
    *ask = (struct mfp_ask){
        .request = *request,
        .bulk = bulk,
        .span = MFP_ASK_OIDS,
        .fits = MFP_ASK_OIDS,
        .repetitions = MFP_ASK_REPETITIONS,
        .reason = MFP_SNMP_NO_SUCH_NAME,
    };
    if (!is_allowed(request))
        return -EINVAL;
    if (request->read == MFP_SNMP_GET)
        return make_rows(ask);
    ask->last = request->oids[0];
    if (request->rows_max == 0)
        ask->request.rows_max = MFP_SNMP_ROWS;
    ask->request.rows_max = smaller(ask->request.rows_max, MFP_SNMP_ROWS_MAX);
    if (request->octets_max == 0)
        ask->request.octets_max = MFP_SNMP_OCTETS;
    return 0;
}

void mfp_ask_done(struct mfp_ask *ask)
{
    mfp_varbinds_done(&ask->rows);
}

void mfp_ask_fail(struct mfp_ask *ask, enum mfp_snmp_outcome outcome)
{
    ask->outcome = outcome;
    ask->over = true;
}

static size_t end_of_range(const struct mfp_ask *ask)
{
    return smaller(ask->from + ask->span, ask->request.count);
}

static bool is_dropped(const struct mfp_ask *ask, size_t name)
{
    return ask->dropped >> name & 1;
}

/* The index in the request of the name that stands at PLACE, from 0, in the PDU. */
static size_t name_at(const struct mfp_ask *ask, size_t place)
{
    size_t name = ask->from;
    for (; name < end_of_range(ask); name++)
        if (!is_dropped(ask, name) && place-- == 0)
            break;
    return name;
}

static size_t names_asked(const struct mfp_ask *ask)
{
    size_t count = 0;
    for (size_t name = ask->from; name < end_of_range(ask); name++)
        count += !is_dropped(ask, name);
    return count;
}

void mfp_ask_next(const struct mfp_ask *ask, struct mfp_ask_pdu *pdu)
{
    *pdu = (struct mfp_ask_pdu){.kind = MFP_ASK_GET};
    if (ask->request.read == MFP_SNMP_SUBTREE) {
        pdu->kind = ask->bulk ? MFP_ASK_GETBULK : MFP_ASK_GETNEXT;
        pdu->repetitions = ask->repetitions;
        pdu->oids[pdu->count++] = &ask->last;
        return;
    }
    for (size_t name = ask->from; name < end_of_range(ask); name++)
        if (!is_dropped(ask, name))
            pdu->oids[pdu->count++] = &ask->request.oids[name];
}

/* ---- a GET ----------------------------------------------------------------------------------- */

/* On to the next range in which there is something to ask. */
static void advance(struct mfp_ask *ask)
{
    do {
        ask->from = end_of_range(ask);
        ask->span = ask->fits;
    } while (ask->from < ask->request.count && names_asked(ask) == 0);
    if (ask->from == ask->request.count)
        mfp_ask_fail(ask, ask->answered ? MFP_SNMP_OK : ask->reason);
}

/* By name and not by place: some agents leave out what they have not. */
static bool fill(struct mfp_ask *ask, const struct mfp_varbind *varbind)
{
    for (size_t name = ask->from; name < end_of_range(ask); name++) {
        if (is_dropped(ask, name) || mfp_oid_compare(&varbind->name, &ask->request.oids[name]) != 0)
            continue;
        ask->answered = true;
        if (mfp_varbinds_set(&ask->rows, name, varbind) < 0)
            mfp_ask_fail(ask, MFP_SNMP_LOCAL);
        return true;
    }
    return false;
}

static void take_values(struct mfp_ask *ask, const struct mfp_ask_reply *reply)
{
    size_t filled = 0;
    for (size_t i = 0; i < reply->count && i < MFP_ASK_OIDS && !ask->over; i++)
        filled += fill(ask, &reply->varbinds[i]);
    if (filled == 0)
        mfp_ask_fail(ask, MFP_SNMP_MALFORMED);
    if (!ask->over)
        advance(ask);
}

static void drop(struct mfp_ask *ask, size_t name, enum mfp_snmp_outcome reason)
{
    ask->dropped |= (uint32_t)1 << name;
    ask->reason = reason;
    if (names_asked(ask) == 0)
        advance(ask);
}

/* The one that the agent points at is left out; if it points at none, halves tell. Every reply
 * drops a name or makes a range smaller: so it ends. */
static void take_refusal(struct mfp_ask *ask, const struct mfp_ask_reply *reply)
{
    size_t asked = names_asked(ask);
    bool too_big = reply->status == MFP_ASK_TOO_BIG;
    enum mfp_snmp_outcome reason = MFP_SNMP_GENERAL;
    if (too_big)
        reason = MFP_SNMP_TOO_BIG;
    if (reply->status == MFP_ASK_NO_SUCH_NAME)
        reason = MFP_SNMP_NO_SUCH_NAME;
    if (asked == 1)
        drop(ask, name_at(ask, 0), reason);
    else if (!too_big && reply->index >= 1 && (size_t)reply->index <= asked)
        drop(ask, name_at(ask, (size_t)reply->index - 1), reason);
    else
        while (names_asked(ask) > asked / 2)
            ask->span--;
    if (too_big && asked > 1)
        ask->fits = asked / 2;
}

/* ---- a subtree ------------------------------------------------------------------------------- */

static void take_row(struct mfp_ask *ask, const struct mfp_varbind *varbind)
{
    int order = mfp_oid_compare(&varbind->name, &ask->last);
    bool at_end = varbind->type == MFP_VARBIND_NONE && order <= 0;
    if (at_end || (order > 0 && !mfp_oid_is_below(&varbind->name, ask->request.oids))) {
        mfp_ask_fail(ask, MFP_SNMP_OK);
    } else if (order <= 0) {
        mfp_ask_fail(ask, MFP_SNMP_LOOP);
    } else if (ask->rows.count >= ask->request.rows_max ||
               ask->rows.octets + varbind->length > ask->request.octets_max) {
        ask->cut = true;
        mfp_ask_fail(ask, MFP_SNMP_OK);
    } else if (mfp_varbinds_add(&ask->rows, varbind) < 0) {
        mfp_ask_fail(ask, MFP_SNMP_LOCAL);
    } else {
        ask->last = varbind->name;
    }
}

static void take_rows(struct mfp_ask *ask, const struct mfp_ask_reply *reply)
{
    for (size_t i = 0; i < reply->count && !ask->over; i++)
        take_row(ask, &reply->varbinds[i]);
    if (ask->over)
        return;
    if (reply->cut) {
        ask->cut = true;
        mfp_ask_fail(ask, MFP_SNMP_OK);
    } else if (reply->count == 0) {
        mfp_ask_fail(ask, MFP_SNMP_MALFORMED);
    }
}

static void take_end(struct mfp_ask *ask, const struct mfp_ask_reply *reply)
{
    if (reply->status == MFP_ASK_NO_SUCH_NAME) /* so v1 says that there is nothing more */
        mfp_ask_fail(ask, MFP_SNMP_OK);
    else if (reply->status != MFP_ASK_TOO_BIG)
        mfp_ask_fail(ask, MFP_SNMP_GENERAL);
    else if (!ask->bulk || ask->repetitions == 1)
        mfp_ask_fail(ask, MFP_SNMP_TOO_BIG);
    else
        ask->repetitions /= 2;
}

void mfp_ask_take(struct mfp_ask *ask, const struct mfp_ask_reply *reply)
{
    bool subtree = ask->request.read == MFP_SNMP_SUBTREE;
    if (reply->status == MFP_ASK_NO_ACCESS || reply->status == MFP_ASK_AUTHORIZATION_ERROR)
        mfp_ask_fail(ask, MFP_SNMP_DENIED);
    else if (reply->status == MFP_ASK_NO_ERROR && subtree)
        take_rows(ask, reply);
    else if (reply->status == MFP_ASK_NO_ERROR)
        take_values(ask, reply);
    else if (subtree)
        take_end(ask, reply);
    else
        take_refusal(ask, reply);
}
