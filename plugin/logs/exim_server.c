/* Exim serves: what it refuses to a device. */
#include "logs/exim.h"

#include "logs/reason.h"

/* "(copier) [192.0.2.10]", "mfp.example.com (copier) [192.0.2.10]" */
static struct mfp_span client_of(struct mfp_span text)
{
    size_t end = mfp_span_find(text, "]");
    return end < text.length ? mfp_span_trim(mfp_span_first(text, end + 1)) : mfp_span_of("");
}

static void fill(struct mfp_exim *exim, const struct mfp_exim_line *line, enum mfp_stage stage,
                 struct mfp_span client)
{
    exim->finding.stage = stage;
    exim->finding.line = line->number;
    mfp_span_copy(exim->finding.when, sizeof(exim->finding.when), line->when);
    mfp_finding_name(exim->finding.host, client_of(client));
}

static void tell(const struct mfp_teller *teller, struct mfp_exim *exim,
                 const struct mfp_exim_line *line, enum mfp_stage stage, struct mfp_span client)
{
    fill(exim, line, stage, client);
    mfp_tell(teller, &exim->finding);
}

/* "RCPT <bob@example.net>: relay not permitted", "after DATA: ...", "EHLO or HELO x: ...". What a
 * HELO command was refused for repeats the command. */
static void find_reject(struct mfp_finding *finding, struct mfp_span what)
{
    struct mfp_span address = mfp_span_between(what, " <", ">");
    struct mfp_span behind = what;
    if (mfp_span_begins(what, "RCPT <"))
        mfp_finding_name(finding->recipient, address);
    if (mfp_span_begins(what, "MAIL <") || mfp_span_begins(what, "from <"))
        mfp_finding_name(finding->sender, address);
    if (mfp_span_has(mfp_span_before(what, ": "), "<"))
        behind = mfp_span_after(what, ">");
    struct mfp_span words = mfp_span_after(behind, ": ");
    if (mfp_exim_stage(what) == MFP_STAGE_EHLO)
        words = mfp_span_before(words, ": ");
    mfp_finding_reply(finding, words);
}

/* A client whose EHLO is refused may succeed with HELO. */
static void tell_hello(const struct mfp_teller *teller, struct mfp_exim *exim,
                       const struct mfp_exim_line *line, struct mfp_span client, bool is_ehlo)
{
    uint64_t key = mfp_span_hash(client_of(client), 1);
    struct mfp_session *session = mfp_session_open(teller, &exim->messages, key);
    fill(exim, line, MFP_STAGE_EHLO, client);
    session->held = exim->finding;
    session->holding = true;
    if (!is_ehlo)
        mfp_session_close(teller, &exim->messages, key);
}

static bool on_reject(const struct mfp_teller *teller, struct mfp_exim *exim,
                      const struct mfp_exim_line *line)
{
    size_t at = mfp_span_find(line->text, "rejected ");
    struct mfp_span what = mfp_span_after(line->text, "rejected ");
    struct mfp_span front = mfp_span_first(line->text, at);
    enum mfp_stage stage = mfp_exim_stage(what);
    if (!what.length || stage == MFP_STAGE_UNKNOWN)
        return false;
    mfp_finding_name(exim->finding.sender, mfp_span_between(front, " F=<", ">"));
    find_reject(&exim->finding, what);
    struct mfp_span client = mfp_span_after(line->text, "H=");
    if (!client.length)
        client = mfp_span_after(what, " from ");
    if (!exim->finding.reply[0]) {
        size_t early = strlen(mfp_span_ends(front, "temporarily ") ? "temporarily " : "");
        mfp_finding_reply(&exim->finding,
                          mfp_span_before(mfp_span_skip(line->text, at - early), " <"));
    }
    if (stage == MFP_STAGE_EHLO)
        tell_hello(teller, exim, line, client, mfp_span_begins(what, "EHLO"));
    else
        tell(teller, exim, line, stage, client);
    return true;
}

/* "login_server authenticator failed for (copier) [192.0.2.10]: 535 Incorrect authentication data
 * (set_id=scan)": without the user's name. */
static bool on_login(const struct mfp_teller *teller, struct mfp_exim *exim,
                     const struct mfp_exim_line *line)
{
    struct mfp_span client = mfp_span_after(line->text, " authenticator failed for ");
    if (!client.length)
        return false;
    struct mfp_span words = mfp_span_skip(client, client_of(client).length);
    words = mfp_span_before(mfp_span_after(words, ": "), " (set_id=");
    mfp_finding_reply(&exim->finding, words);
    tell(teller, exim, line, MFP_STAGE_AUTH, client);
    return true;
}

/* "TLS error on connection from (copier) [192.0.2.10] (SSL_accept): error:...". Behind the
 * handshake, a connection that ends without a goodbye is none. */
static bool on_handshake(const struct mfp_teller *teller, struct mfp_exim *exim,
                         const struct mfp_exim_line *line)
{
    struct mfp_span words = mfp_span_after(line->text, "TLS error on ");
    enum mfp_stage stage = MFP_STAGE_TLS;
    if (!words.length || mfp_span_has(words, "(recv)") || mfp_span_has(words, "(send)"))
        return words.length > 0;
    mfp_finding_reply(&exim->finding, mfp_span_after(words, "): "));
    exim->finding.fault =
        mfp_reason_fault(mfp_span_of(exim->finding.reply), MFP_REASON_SERVER, &stage);
    if (!exim->finding.fault)
        exim->finding.fault = MFP_FAULT_TLS_HANDSHAKE;
    if (!exim->finding.reply[0])
        mfp_finding_reply(&exim->finding, mfp_span_of("TLS error on connection"));
    tell(teller, exim, line, stage, mfp_span_after(words, " from "));
    return true;
}

static bool is_letter(struct mfp_span text)
{
    return text.length &&
           ((text.at[0] >= 'A' && text.at[0] <= 'Z') || (text.at[0] >= 'a' && text.at[0] <= 'z'));
}

/* "SMTP protocol error in "AUTH LOGIN dXNlcg==" H=(copier) [192.0.2.10] AUTH command used when not
 * advertised": the command is read for its verb and goes no further. */
static bool on_protocol(const struct mfp_teller *teller, struct mfp_exim *exim,
                        const struct mfp_exim_line *line)
{
    if (!mfp_span_begins(line->text, "SMTP protocol error in \"") &&
        !mfp_span_begins(line->text, "SMTP syntax error in \""))
        return false;
    struct mfp_span command = mfp_span_after(line->text, "\"");
    size_t client = mfp_span_find_last(line->text, " H=");
    struct mfp_span rest = mfp_span_skip(line->text, client + strlen(" H="));
    enum mfp_stage stage = mfp_exim_stage(command);
    mfp_finding_reply(&exim->finding, mfp_span_skip(rest, client_of(rest).length));
    if (mfp_span_begins(command, "\\026\\003")) {
        stage = MFP_STAGE_TLS; /* the head of a TLS record: a ClientHello in clear */
        exim->finding.fault = MFP_FAULT_TLS_CLEARTEXT;
    } else if (!is_letter(command)) {
        return true; /* more of it */
    }
    tell(teller, exim, line, stage, rest);
    return true;
}

/* Lines whose first words say it all; what follows is about the client, and may quote it. */
static bool on_words(const struct mfp_teller *teller, struct mfp_exim *exim,
                     const struct mfp_exim_line *line)
{
    static const struct {
        const char *words;
        const char *until;
        enum mfp_stage stage;
        enum mfp_fault_kind fault;
    } lines[] = {
        {.words = "SMTP command timeout on",
         .until = " from ",
         .stage = MFP_STAGE_UNKNOWN,
         .fault = MFP_FAULT_TIMEOUT},
        {.words = "SMTP data timeout",
         .until = " from ",
         .stage = MFP_STAGE_BODY,
         .fault = MFP_FAULT_TIMEOUT},
        {.words = "SMTP protocol synchronization error",
         .until = ": rejected",
         .stage = MFP_STAGE_UNKNOWN,
         .fault = MFP_FAULT_NONE},
        {.words = "too many recipients: message rejected",
         .until = ": sender",
         .stage = MFP_STAGE_RCPT,
         .fault = MFP_FAULT_NONE},
        {.words = "too many recipients: excess temporarily",
         .until = ": sender",
         .stage = MFP_STAGE_RCPT,
         .fault = MFP_FAULT_NONE},
        {.words = "unqualified sender rejected",
         .until = ": <",
         .stage = MFP_STAGE_MAIL,
         .fault = MFP_FAULT_NONE},
        {.words = "unqualified recipient rejected",
         .until = ": <",
         .stage = MFP_STAGE_RCPT,
         .fault = MFP_FAULT_NONE},
        {.words = "refused connection from ",
         .until = ": not",
         .stage = MFP_STAGE_GREETING,
         .fault = MFP_FAULT_NONE},
        {.words = "temporarily refused connection ",
         .until = ": not",
         .stage = MFP_STAGE_GREETING,
         .fault = MFP_FAULT_NONE},
    };
    for (size_t i = 0; i < sizeof(lines) / sizeof(lines[0]); i++) {
        if (!mfp_span_begins(line->text, lines[i].words))
            continue;
        struct mfp_span client = mfp_span_after(line->text, "H=");
        exim->finding.fault = lines[i].fault;
        mfp_finding_reply(&exim->finding, mfp_span_before(line->text, lines[i].until));
        tell(teller, exim, line, lines[i].stage,
             client.length ? client : mfp_span_after(line->text, " from "));
        return true;
    }
    return false;
}

/* "Connection from [192.0.2.10] refused: too many connections", "SMTP call from H dropped: too many
 * syntax or protocol errors (last command was ...)" */
static bool on_dropped(const struct mfp_teller *teller, struct mfp_exim *exim,
                       const struct mfp_exim_line *line)
{
    bool refused = mfp_span_begins(line->text, "Connection from ");
    struct mfp_span words = mfp_span_after(line->text, refused ? " refused: " : " dropped: ");
    if (!words.length || (!refused && !mfp_span_begins(line->text, "SMTP call from ")))
        return false;
    mfp_finding_reply(&exim->finding, mfp_span_before(words, " (last "));
    tell(teller, exim, line, refused ? MFP_STAGE_GREETING : MFP_STAGE_UNKNOWN,
         mfp_span_after(line->text, " from "));
    return true;
}

bool mfp_exim_server(const struct mfp_teller *teller, struct mfp_exim *exim,
                     const struct mfp_exim_line *line)
{
    mfp_finding_begin(&exim->finding, line->number, line->when);
    return on_protocol(teller, exim, line) || on_words(teller, exim, line) ||
           on_login(teller, exim, line) || on_handshake(teller, exim, line) ||
           on_dropped(teller, exim, line) || on_reject(teller, exim, line);
}
