/*
 * Exchange: the protocol logs of receive and send connectors, in which the sessions interleave;
 * message tracking logs; and the details of message traces.
 */
#include "core/reply.h"
#include "logs/csv.h"
#include "logs/head.h"
#include "logs/reason.h"
#include "logs/slots.h"
#include "logs/talk.h"

enum log_type { LOG_UNKNOWN, LOG_RECEIVE, LOG_SEND, LOG_TRACKING };

/* Fields that are looked for in '#Fields:'; the numbers are places in a row. */
struct fields {
    size_t when, session, local, remote, event, data, context; /* protocol */
    size_t event_id, recipient, status, sender, server;        /* tracking */
};

struct exchange {
    enum log_type type;
    struct fields fields;
    bool headed; /* '#Fields:' was seen */
    struct mfp_slots slots;
    struct mfp_talk talks[MFP_LOG_SESSIONS];
    struct mfp_finding finding;
    struct mfp_csv row;
};

/* As every version writes them; for logs without their head. */
static const struct fields usual = {
    .when = 0, .session = 2, .local = 4, .remote = 5, .event = 6, .data = 7, .context = 8};

static size_t place_of(const struct mfp_csv *row, const char *name)
{
    for (size_t i = 0; i < row->count; i++)
        if (mfp_span_is(row->fields[i], name))
            return i;
    return MFP_CSV_FIELDS;
}

static void on_fields(struct exchange *exchange, struct mfp_span names)
{
    struct mfp_csv *row = &exchange->row;
    mfp_csv_split(row, names);
    exchange->fields = (struct fields){
        .when = place_of(row, "date-time"),
        .session = place_of(row, "session-id"),
        .local = place_of(row, "local-endpoint"),
        .remote = place_of(row, "remote-endpoint"),
        .event = place_of(row, "event"),
        .data = place_of(row, "data"),
        .context = place_of(row, "context"),
        .event_id = place_of(row, "event-id"),
        .recipient = place_of(row, "recipient-address"),
        .status = place_of(row, "recipient-status"),
        .sender = place_of(row, "sender-address"),
        .server = place_of(row, "server-hostname"),
    };
    /* Other programs have such heads, too. */
    exchange->headed =
        exchange->fields.session < row->count || exchange->fields.status < row->count;
    if (exchange->fields.status < row->count)
        exchange->type = LOG_TRACKING;
}

static bool on_head(struct exchange *exchange, struct mfp_span line)
{
    if (mfp_span_begins(line, "#Fields: ")) {
        on_fields(exchange, mfp_span_skip(line, strlen("#Fields: ")));
    } else if (mfp_span_begins_caseless(line, "#Log-type: ")) {
        exchange->type = mfp_span_has(line, "Receive")    ? LOG_RECEIVE
                         : mfp_span_has(line, "Send")     ? LOG_SEND
                         : mfp_span_has(line, "Tracking") ? LOG_TRACKING
                                                          : LOG_UNKNOWN;
        exchange->headed = false;
    } else {
        return mfp_span_begins(line, "#Software: Microsoft Exchange") ||
               mfp_span_begins(line, "#Version: ") || mfp_span_begins(line, "#Date: ");
    }
    return true;
}

static struct mfp_talk *talk_of(const struct mfp_teller *teller, struct exchange *exchange,
                                struct mfp_span session)
{
    uint64_t key = mfp_span_hash(session, 0);
    size_t slot = mfp_slot_find(&exchange->slots, key);
    if (slot < MFP_LOG_SESSIONS)
        return &exchange->talks[slot];
    slot = mfp_slot_oldest(&exchange->slots);
    mfp_talk_end(teller, &exchange->talks[slot]);
    mfp_slot_take(&exchange->slots, slot, key);
    return &exchange->talks[slot];
}

static void close_talk(const struct mfp_teller *teller, struct exchange *exchange,
                       struct mfp_talk *talk)
{
    mfp_talk_end(teller, talk);
    mfp_slot_leave(&exchange->slots, (size_t)(talk - exchange->talks));
}

/* Words of Exchange about the session. Names of users stand in other lines, which are not read. */
static void on_note(const struct mfp_teller *teller, const struct exchange *exchange,
                    struct mfp_talk *talk, struct mfp_span words, const struct mfp_where *where)
{
    static const char *const faults[] = {"TLS negotiation failed", "Failed to connect",
                                         "Failed connection", "Outbound TLS authentication failed",
                                         "Certificate validation failed"};
    enum mfp_reason_side side = exchange->type == LOG_SEND ? MFP_REASON_CLIENT : MFP_REASON_SERVER;
    enum mfp_stage stage = MFP_STAGE_UNKNOWN;
    if (mfp_span_has(words, "negotiation succeeded"))
        talk->stage = MFP_STAGE_EHLO;
    if (mfp_span_begins(words, "Inbound AUTH") ||
        mfp_span_begins(words, "Inbound authentication failed")) {
        mfp_talk_hint(teller, talk, MFP_STAGE_AUTH, words, where);
        return;
    }
    for (size_t i = 0; i < sizeof(faults) / sizeof(faults[0]); i++) {
        if (!mfp_span_begins(words, faults[i]))
            continue;
        enum mfp_fault_kind fault = mfp_reason_fault(words, side, &stage);
        if (mfp_span_begins(words, "Failed "))
            stage = MFP_STAGE_CONNECT;
        mfp_talk_fault(teller, talk, stage, fault, words, where);
    }
}

/* "Remote(ConnectionReset)": the other side went away. Only in the middle of something it is a
 * failure: load balancers connect and go. */
static void on_disconnect(const struct mfp_teller *teller, struct mfp_talk *talk,
                          struct mfp_span context, const struct mfp_where *where)
{
    bool begun = talk->in_mail || talk->stage == MFP_STAGE_TLS ||
                 (talk->stage == MFP_STAGE_AUTH && talk->due_count);
    if (!mfp_span_begins(context, "Remote") || !begun)
        return;
    enum mfp_stage stage = MFP_STAGE_UNKNOWN;
    enum mfp_fault_kind fault = mfp_reason_fault(context, MFP_REASON_SERVER, &stage);
    mfp_talk_fault(teller, talk, MFP_STAGE_UNKNOWN, fault ? fault : MFP_FAULT_CLOSED, context,
                   where);
}

static bool server_sent(const struct exchange *exchange, struct mfp_span event,
                        struct mfp_span data)
{
    int code;
    bool last;
    if (exchange->type == LOG_RECEIVE)
        return mfp_span_is(event, ">");
    if (exchange->type == LOG_SEND)
        return mfp_span_is(event, "<");
    return mfp_reply_line(data.at, data.length, &code, &last);
}

static void on_event(const struct mfp_teller *teller, struct exchange *exchange,
                     struct mfp_talk *talk, struct mfp_span event)
{
    const struct mfp_csv *row = &exchange->row;
    const struct fields *fields = &exchange->fields;
    struct mfp_span data = mfp_csv_field(row, fields->data);
    struct mfp_span context = mfp_csv_field(row, fields->context);
    struct mfp_where where = {.line = exchange->finding.line,
                              .when = mfp_csv_field(row, fields->when)};
    if (mfp_span_is(event, "+")) {
        mfp_talk_begin(teller, talk, mfp_csv_field(row, fields->remote));
    } else if (mfp_span_is(event, "-")) {
        on_disconnect(teller, talk, context, &where);
        close_talk(teller, exchange, talk);
    } else if (mfp_span_is(event, "*")) {
        on_note(teller, exchange, talk, context.length ? context : data, &where);
    } else if (server_sent(exchange, event, data)) {
        mfp_talk_reply(teller, talk, data, &where);
    } else {
        mfp_talk_command(teller, talk, data);
    }
}

static bool is_event(struct mfp_span event)
{
    return event.length == 1 && event.at[0] && strchr("+-<>*", event.at[0]);
}

static bool read_protocol(const struct mfp_teller *teller, struct exchange *exchange,
                          struct mfp_span line)
{
    struct mfp_csv *row = &exchange->row;
    if (!exchange->headed)
        exchange->fields = usual;
    mfp_csv_split(row, line);
    struct mfp_span event = mfp_csv_field(row, exchange->fields.event);
    struct mfp_span session = mfp_csv_field(row, exchange->fields.session);
    if (row->count < 8 || !session.length || !is_event(event))
        return false;
    struct mfp_talk *talk = talk_of(teller, exchange, session);
    if (!talk->host[0])
        mfp_finding_name(talk->host, mfp_csv_field(row, exchange->fields.remote));
    on_event(teller, exchange, talk, event);
    return true;
}

/* "[{LRT=...};{LED=550 5.7.60 SMTP; ...};{MSG=};{FQDN=...}]", "Reason: [550 5.1.1 ...]", and in
 * tracking logs of old the reply alone. */
static struct mfp_span last_error(struct mfp_span status)
{
    struct mfp_span error = mfp_span_after(status, "{LED=");
    if (error.length)
        return mfp_span_before(mfp_span_before(error, "};{"), "}]");
    error = mfp_span_after(status, "Reason: [");
    if (error.length)
        return mfp_span_before(error, "]");
    return status;
}

static bool read_tracking(const struct mfp_teller *teller, struct exchange *exchange,
                          struct mfp_span line)
{
    const struct fields *fields = &exchange->fields;
    struct mfp_csv *row = &exchange->row;
    struct mfp_finding *finding = &exchange->finding;
    mfp_csv_split(row, line);
    struct mfp_span event = mfp_csv_field(row, fields->event_id);
    struct mfp_span error = last_error(mfp_csv_field(row, fields->status));
    if (!mfp_when_length(line) || !event.length)
        return false;
    /* DSN, BADMAIL and others repeat what FAIL and DEFER have said. */
    if (!mfp_reply_refusal(error) || !(mfp_span_is(event, "FAIL") || mfp_span_is(event, "DEFER")))
        return true;
    mfp_finding_begin(finding, finding->line, mfp_csv_field(row, fields->when));
    finding->stage = MFP_STAGE_DELIVERY;
    mfp_finding_name(finding->host, mfp_csv_field(row, fields->server));
    mfp_finding_name(finding->sender, mfp_csv_field(row, fields->sender));
    mfp_finding_name(finding->recipient, mfp_csv_field(row, fields->recipient));
    mfp_finding_reply(finding, error);
    mfp_tell(teller, finding);
    return true;
}

static bool read_trace(const struct mfp_teller *teller, struct exchange *exchange,
                       struct mfp_span line)
{
    struct mfp_finding *finding = &exchange->finding;
    struct mfp_span error = last_error(line);
    if (error.at == line.at || !mfp_reply_refusal(error))
        return error.at != line.at;
    mfp_finding_begin(finding, finding->line, mfp_span_first(line, mfp_when_length(line)));
    finding->stage = MFP_STAGE_DELIVERY;
    mfp_finding_name(finding->host, mfp_span_between(line, "{FQDN=", "}"));
    mfp_finding_reply(finding, error);
    mfp_tell(teller, finding);
    return true;
}

static bool read_line(const struct mfp_teller *teller, void *state,
                      const struct mfp_log_input *input)
{
    struct exchange *exchange = state;
    struct mfp_span line = input->text;
    exchange->finding.line = input->number;
    if (mfp_span_begins(line, "#"))
        return on_head(exchange, line);
    if (exchange->type == LOG_TRACKING && exchange->headed && read_tracking(teller, exchange, line))
        return true;
    if (mfp_when_length(line) && exchange->type != LOG_TRACKING &&
        read_protocol(teller, exchange, line))
        return true;
    return read_trace(teller, exchange, line);
}

static void end(const struct mfp_teller *teller, void *state)
{
    struct exchange *exchange = state;
    for (size_t i = 0; i < MFP_LOG_SESSIONS; i++)
        mfp_talk_end(teller, &exchange->talks[i]);
}

static const struct mfp_log_reader reader = {
    .state_size = sizeof(struct exchange), .line = read_line, .end = end};

const struct mfp_log_format mfp_log_exchange = {
    .name = "exchange",
    .title = "Exchange",
    .reads = "protocol logs of receive and send connectors (SmtpReceive, SmtpSend), events FAIL "
             "and DEFER of message tracking logs, and the error in the detail of a message trace",
    .example = "2026-11-25T10:00:00.000Z,EX01\\Relay,08DD0A1B2C3D4E5F,7,192.0.2.5:25,"
               "192.0.2.10:50123,>,550 5.7.54 SMTP; Unable to relay recipient in non-accepted "
               "domain,",
    .reader = &reader,
};
