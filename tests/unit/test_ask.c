#include "snmp/poll/ask.h"
#include "unit.h"

#include <errno.h>

#define OID(...)                                                                                   \
    {                                                                                              \
        {__VA_ARGS__}, sizeof((uint32_t[]){__VA_ARGS__}) / sizeof(uint32_t)                        \
    }

static const struct mfp_oid root = OID(1, 3, 6, 1, 4, 1, 99, 7);

/* .1.3.6.1.4.1.99.7.ID */
static struct mfp_oid below(uint32_t id)
{
    struct mfp_oid name = root;
    name.ids[name.length++] = id;
    return name;
}

static struct mfp_varbind value(uint32_t id)
{
    return (struct mfp_varbind){.name = below(id), .type = MFP_VARBIND_INTEGER, .number = id};
}

/* ---- names ----------------------------------------------------------------------------------- */

static void names_have_the_order_of_a_walk(void **state)
{
    (void)state;
    static const struct {
        const char *row;
        struct mfp_oid a, b;
        int order;
        bool below;
    } rows[] = {
        {"equal", OID(1, 3, 6), OID(1, 3, 6), 0, false},
        {"longer comes later", OID(1, 3, 6, 1), OID(1, 3, 6), 1, true},
        {"shorter comes first", OID(1, 3), OID(1, 3, 6), -1, false},
        {"the first difference decides", OID(1, 4), OID(1, 3, 6, 9), 1, false},
        {"without sign", OID(1, 3, 4294967295U), OID(1, 3, 1), 1, false},
        {"beside", OID(1, 3, 7, 1), OID(1, 3, 6), 1, false},
        {"all are below nothing", OID(1, 3), {{0}, 0}, 1, true},
    };
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        check_number(rows[i].row, mfp_oid_compare(&rows[i].a, &rows[i].b), rows[i].order);
        check_number(rows[i].row, mfp_oid_compare(&rows[i].b, &rows[i].a), -rows[i].order);
        check_number(rows[i].row, mfp_oid_is_below(&rows[i].a, &rows[i].b), rows[i].below);
    }
}

static void requests_that_may_not_be_made_are_not(void **state)
{
    (void)state;
    static const struct mfp_oid tree = OID(1, 3, 6, 1, 4, 1, 99), many[MFP_SNMP_OIDS_MAX + 1];
    const struct {
        const char *row;
        struct mfp_snmp_request request;
        int result;
    } rows[] = {
        {"a subtree", {.read = MFP_SNMP_SUBTREE, .oids = &root, .count = 1}, 0},
        {"a whole tree", {.read = MFP_SNMP_SUBTREE, .oids = &tree, .count = 1}, -EINVAL},
        {"two subtrees", {.read = MFP_SNMP_SUBTREE, .oids = many, .count = 2}, -EINVAL},
        {"no name", {.read = MFP_SNMP_GET, .oids = many}, -EINVAL},
        {"no names at all", {.read = MFP_SNMP_GET, .count = 1}, -EINVAL},
        {"as many as may be", {.oids = many, .count = MFP_SNMP_OIDS_MAX}, 0},
        {"one more", {.oids = many, .count = MFP_SNMP_OIDS_MAX + 1}, -EINVAL},
    };
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        struct mfp_ask ask;
        check_number(rows[i].row, mfp_ask_init(&ask, &rows[i].request, true), rows[i].result);
        mfp_ask_done(&ask);
    }
}

/* ---- an agent that is a function ------------------------------------------------------------- */

struct agent {
    size_t fits;          /* values in a reply; more is tooBig */
    uint32_t bad;         /* a bit an object that the agent cannot give */
    long status;          /* what it says of it */
    bool no_index;        /* without saying which */
    bool leaves_out;      /* what it has not, instead of an exception */
    uint32_t rows;        /* of the subtree */
    struct mfp_oid after; /* what comes after the subtree */
};

static void answer_get(const struct agent *agent, const struct mfp_ask_pdu *pdu,
                       struct mfp_varbind *varbinds, struct mfp_ask_reply *reply)
{
    if (pdu->count > agent->fits) {
        reply->status = MFP_ASK_TOO_BIG;
        return;
    }
    for (size_t i = 0; i < pdu->count; i++) {
        uint32_t id = pdu->oids[i]->ids[root.length];
        bool bad = agent->bad >> id & 1;
        if (bad && agent->status) {
            reply->status = agent->status;
            reply->index = agent->no_index ? 0 : (long)i + 1;
            return;
        }
        if (bad && agent->leaves_out)
            continue;
        varbinds[reply->count] = value(id);
        if (bad)
            varbinds[reply->count].type = MFP_VARBIND_NONE;
        reply->count++;
    }
}

static void answer_next(const struct agent *agent, const struct mfp_ask_pdu *pdu,
                        struct mfp_varbind *varbinds, struct mfp_ask_reply *reply)
{
    size_t repetitions = pdu->kind == MFP_ASK_GETBULK ? (size_t)pdu->repetitions : 1;
    const struct mfp_oid *last = pdu->oids[0];
    uint32_t row = last->length > root.length ? last->ids[root.length] : 0;
    if (repetitions > agent->fits) {
        reply->status = MFP_ASK_TOO_BIG;
        return;
    }
    while (reply->count < repetitions) {
        if (row >= agent->rows && agent->after.length == 0 && pdu->kind == MFP_ASK_GETNEXT) {
            reply->status = MFP_ASK_NO_SUCH_NAME;
            return;
        }
        varbinds[reply->count] = value(++row);
        if (row > agent->rows) {
            varbinds[reply->count].name = agent->after.length ? agent->after : *last;
            varbinds[reply->count].type =
                agent->after.length ? MFP_VARBIND_INTEGER : MFP_VARBIND_NONE;
        }
        reply->count++;
    }
}

/* Asks until it is over; returns the number of PDUs. */
static size_t converse(const char *row, struct mfp_ask *ask, const struct agent *agent)
{
    size_t pdus = 0;
    while (!ask->over) {
        struct mfp_varbind varbinds[MFP_ASK_OIDS];
        struct mfp_ask_reply reply = {.varbinds = varbinds};
        struct mfp_ask_pdu pdu;
        mfp_ask_next(ask, &pdu);
        check_true(row, pdu.count >= 1 && pdu.count <= MFP_ASK_OIDS);
        if (pdu.kind == MFP_ASK_GET)
            answer_get(agent, &pdu, varbinds, &reply);
        else
            answer_next(agent, &pdu, varbinds, &reply);
        mfp_ask_take(ask, &reply);
        if (++pdus > 10000)
            fail_msg("[%s] it does not end", row);
    }
    return pdus;
}

/* ---- a GET ----------------------------------------------------------------------------------- */

static void a_get_is_split_as_the_agent_needs_it(void **state)
{
    (void)state;
    static const struct {
        const char *row;
        size_t names;
        struct agent agent;
        size_t pdus;
        enum mfp_snmp_outcome outcome;
        uint32_t none; /* a bit a name without a value */
    } rows[] = {
        {"one", 1, {.fits = 10}, 1, MFP_SNMP_OK, 0},
        {"ten", 10, {.fits = 10}, 1, MFP_SNMP_OK, 0},
        {"eleven in two", 11, {.fits = 10}, 2, MFP_SNMP_OK, 0},
        {"as many as may be", 32, {.fits = 10}, 4, MFP_SNMP_OK, 0},
        {"five fit", 10, {.fits = 5}, 3, MFP_SNMP_OK, 0},
        {"two fit", 10, {.fits = 2}, 7, MFP_SNMP_OK, 0},
        {"one fits", 4, {.fits = 1}, 6, MFP_SNMP_OK, 0},
        {"nothing fits", 3, {.fits = 0}, 4, MFP_SNMP_TOO_BIG, 0x7},
        {"v1 has not the second",
         4,
         {.fits = 10, .bad = 0x2, .status = MFP_ASK_NO_SUCH_NAME},
         2,
         MFP_SNMP_OK,
         0x2},
        {"v1 has two not",
         4,
         {.fits = 10, .bad = 0x9, .status = MFP_ASK_NO_SUCH_NAME},
         3,
         MFP_SNMP_OK,
         0x9},
        {"v1 has none",
         3,
         {.fits = 10, .bad = 0x7, .status = MFP_ASK_NO_SUCH_NAME},
         3,
         MFP_SNMP_NO_SUCH_NAME,
         0x7},
        {"v1 does not say which",
         8,
         {.fits = 10, .bad = 0x20, .status = MFP_ASK_NO_SUCH_NAME, .no_index = true},
         8,
         MFP_SNMP_OK,
         0x20},
        {"v2c has not the second", 4, {.fits = 10, .bad = 0x2}, 1, MFP_SNMP_OK, 0x2},
        {"what is not there is left out",
         4,
         {.fits = 10, .bad = 0x2, .leaves_out = true},
         1,
         MFP_SNMP_OK,
         0x2},
        {"genErr at one", 4, {.fits = 10, .bad = 0x4, .status = 5}, 2, MFP_SNMP_OK, 0x4},
        {"genErr at all", 2, {.fits = 10, .bad = 0x3, .status = 5}, 2, MFP_SNMP_GENERAL, 0x3},
        {"not for us",
         4,
         {.fits = 10, .bad = 0x1, .status = MFP_ASK_AUTHORIZATION_ERROR},
         1,
         MFP_SNMP_DENIED,
         0xf},
        {"an error that nobody knows",
         2,
         {.fits = 10, .bad = 0x1, .status = 4711},
         2,
         MFP_SNMP_OK,
         0x1},
    };
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        const char *row = rows[i].row;
        struct mfp_oid names[MFP_SNMP_OIDS_MAX];
        for (uint32_t id = 0; id < rows[i].names; id++)
            names[id] = below(id);
        const struct mfp_snmp_request request = {.oids = names, .count = rows[i].names};
        struct mfp_ask ask;
        check_number(row, mfp_ask_init(&ask, &request, true), 0);
        check_number(row, converse(row, &ask, &rows[i].agent), rows[i].pdus);
        check_number(row, ask.outcome, rows[i].outcome);
        check_number(row, ask.rows.count, rows[i].names);
        for (uint32_t id = 0; id < rows[i].names; id++) {
            bool none = rows[i].none >> id & 1;
            check_number(row, mfp_oid_compare(&ask.rows.rows[id].name, &names[id]), 0);
            check_number(row, ask.rows.rows[id].type == MFP_VARBIND_NONE, none);
            if (!none)
                check_number(row, ask.rows.rows[id].number, id);
        }
        mfp_ask_done(&ask);
    }
}

static void a_get_is_answered_by_its_names_only(void **state)
{
    (void)state;
    const struct mfp_oid names[] = {below(1), below(2)};
    const struct mfp_snmp_request request = {.oids = names, .count = 2};
    const struct mfp_varbind other[] = {value(7), value(8)}, turned[] = {value(2), value(1)};
    struct mfp_ask ask;
    check_number("other names", mfp_ask_init(&ask, &request, true), 0);
    mfp_ask_take(&ask, &(struct mfp_ask_reply){.varbinds = other, .count = 2});
    check_number("other names", ask.outcome, MFP_SNMP_MALFORMED);
    mfp_ask_done(&ask);
    check_number("nothing", mfp_ask_init(&ask, &request, true), 0);
    mfp_ask_take(&ask, &(struct mfp_ask_reply){.varbinds = other});
    check_number("nothing", ask.outcome, MFP_SNMP_MALFORMED);
    mfp_ask_done(&ask);
    check_number("in another order", mfp_ask_init(&ask, &request, true), 0);
    mfp_ask_take(&ask, &(struct mfp_ask_reply){.varbinds = turned, .count = 2});
    check_number("in another order", ask.outcome, MFP_SNMP_OK);
    check_number("in another order", ask.rows.rows[0].number, 1);
    check_number("in another order", ask.rows.rows[1].number, 2);
    mfp_ask_done(&ask);
}

/* ---- a subtree ------------------------------------------------------------------------------- */

static void a_subtree_is_read_to_its_end_or_to_its_limit(void **state)
{
    (void)state;
    static const struct {
        const char *row;
        bool bulk;
        size_t rows_max;
        struct agent agent;
        size_t pdus, rows;
        enum mfp_snmp_outcome outcome;
        bool cut;
    } rows[] = {
        {"empty", true, 0, {.fits = 10}, 1, 0, MFP_SNMP_OK, false},
        {"five", true, 0, {.fits = 10, .rows = 5}, 1, 5, MFP_SNMP_OK, false},
        {"ten", true, 0, {.fits = 10, .rows = 10}, 2, 10, MFP_SNMP_OK, false},
        {"25, then another object",
         true,
         0,
         {.fits = 10, .rows = 25, .after = OID(1, 3, 6, 1, 4, 1, 99, 8)},
         3,
         25,
         MFP_SNMP_OK,
         false},
        {"without GETBULK", false, 0, {.fits = 10, .rows = 5}, 6, 5, MFP_SNMP_OK, false},
        {"three fit", true, 0, {.fits = 3, .rows = 6}, 6, 6, MFP_SNMP_OK, false},
        {"nothing fits", true, 0, {.fits = 0, .rows = 6}, 4, 0, MFP_SNMP_TOO_BIG, false},
        {"nothing fits v1", false, 0, {.fits = 0, .rows = 6}, 1, 0, MFP_SNMP_TOO_BIG, false},
        {"without end", true, 0, {.fits = 10, .rows = UINT32_MAX}, 52, 512, MFP_SNMP_OK, true},
        {"its limit", true, 15, {.fits = 10, .rows = 100}, 2, 15, MFP_SNMP_OK, true},
        {"as many as its limit", true, 15, {.fits = 10, .rows = 15}, 2, 15, MFP_SNMP_OK, false},
        {"the hard limit",
         true,
         SIZE_MAX,
         {.fits = 10, .rows = UINT32_MAX},
         410,
         MFP_SNMP_ROWS_MAX,
         MFP_SNMP_OK,
         true},
    };
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        const char *row = rows[i].row;
        const struct mfp_snmp_request request = {
            .read = MFP_SNMP_SUBTREE, .oids = &root, .count = 1, .rows_max = rows[i].rows_max};
        struct mfp_ask ask;
        check_number(row, mfp_ask_init(&ask, &request, rows[i].bulk), 0);
        check_number(row, converse(row, &ask, &rows[i].agent), rows[i].pdus);
        check_number(row, ask.outcome, rows[i].outcome);
        check_number(row, ask.rows.count, rows[i].rows);
        check_number(row, ask.cut, rows[i].cut);
        mfp_ask_done(&ask);
    }
}

static void names_that_do_not_increase_end_a_subtree(void **state)
{
    (void)state;
    static const struct {
        const char *row;
        uint32_t ids[4];
        size_t count, rows;
    } rows[] = {
        {"the same", {1, 2, 2, 3}, 4, 2},
        {"back", {1, 2, 1, 2}, 4, 2},
        {"back at once", {5, 4}, 2, 1},
    };
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        const struct mfp_snmp_request request = {
            .read = MFP_SNMP_SUBTREE, .oids = &root, .count = 1};
        struct mfp_varbind varbinds[4];
        struct mfp_ask ask;
        for (size_t n = 0; n < rows[i].count; n++)
            varbinds[n] = value(rows[i].ids[n]);
        check_number(rows[i].row, mfp_ask_init(&ask, &request, true), 0);
        mfp_ask_take(&ask, &(struct mfp_ask_reply){.varbinds = varbinds, .count = rows[i].count});
        check_number(rows[i].row, ask.outcome, MFP_SNMP_LOOP);
        check_number(rows[i].row, ask.rows.count, rows[i].rows);
        mfp_ask_done(&ask);
    }
}

static void values_of_a_subtree_have_a_limit_and_are_its_own(void **state)
{
    (void)state;
    static const char row[] = "octets";
    const struct mfp_snmp_request request = {
        .read = MFP_SNMP_SUBTREE, .oids = &root, .count = 1, .octets_max = 10};
    unsigned char octets[] = "abcde";
    struct mfp_ask ask;
    check_number(row, mfp_ask_init(&ask, &request, true), 0);
    for (uint32_t id = 1; !ask.over; id++) {
        struct mfp_varbind varbind = {
            .name = below(id), .type = MFP_VARBIND_OCTETS, .octets = octets, .length = 4};
        mfp_ask_take(&ask, &(struct mfp_ask_reply){.varbinds = &varbind, .count = 1});
    }
    octets[0] = 'x';
    check_number(row, ask.rows.count, 2);
    check_true(row, ask.cut && ask.outcome == MFP_SNMP_OK);
    check_true(row, memcmp(ask.rows.rows[1].octets, "abcd", 4) == 0);
    mfp_ask_done(&ask);
}

static void every_outcome_has_a_name(void **state)
{
    (void)state;
    for (int i = 0; i < MFP_SNMP_OUTCOMES; i++)
        assert_non_null(mfp_snmp_outcome_name((enum mfp_snmp_outcome)i));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(names_have_the_order_of_a_walk),
        cmocka_unit_test(requests_that_may_not_be_made_are_not),
        cmocka_unit_test(a_get_is_split_as_the_agent_needs_it),
        cmocka_unit_test(a_get_is_answered_by_its_names_only),
        cmocka_unit_test(a_subtree_is_read_to_its_end_or_to_its_limit),
        cmocka_unit_test(names_that_do_not_increase_end_a_subtree),
        cmocka_unit_test(values_of_a_subtree_have_a_limit_and_are_its_own),
        cmocka_unit_test(every_outcome_has_a_name),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
