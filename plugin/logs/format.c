#include "logs/format.h"

#include "core/reply.h"

void mfp_finding_begin(struct mfp_finding *finding, size_t line, struct mfp_span when)
{
    finding->line = line;
    finding->stage = MFP_STAGE_UNKNOWN;
    finding->fault = MFP_FAULT_NONE;
    finding->login_missing = false;
    finding->host[0] = finding->sender[0] = finding->recipient[0] = finding->reply[0] = '\0';
    mfp_span_copy(finding->when, sizeof(finding->when), when);
}

void mfp_finding_add_line(struct mfp_finding *finding, struct mfp_span line)
{
    size_t used = strlen(finding->reply);
    line = mfp_span_trim(line);
    if (line.length == 0 || used + 2 >= sizeof(finding->reply))
        return;
    if (used)
        finding->reply[used++] = '\n';
    mfp_span_copy(finding->reply + used, sizeof(finding->reply) - used, line);
}

/* "550" of "550-" or "550 ": lines that a log has joined by blanks begin with it again. */
static bool begins_line(struct mfp_span text, const char *code)
{
    return text.length > 4 && text.at[0] == ' ' && memcmp(text.at + 1, code, 3) == 0 &&
           (text.at[4] == '-' || text.at[4] == ' ');
}

/* The length of the first line of TEXT, and of what parts it from the next. CODE: that of a reply
 * whose lines may be joined by blanks, or NULL. */
static size_t line_end(struct mfp_span text, const char *code, size_t *gap)
{
    for (size_t i = 0; i < text.length; i++) {
        struct mfp_span rest = mfp_span_skip(text, i);
        *gap = mfp_span_begins(rest, "\n") ? 1 : mfp_span_begins(rest, "\\n") ? 2 : 0;
        if (*gap)
            return i;
        *gap = 1;
        if (code && i && begins_line(rest, code))
            return i;
    }
    *gap = 0;
    return text.length;
}

void mfp_finding_reply(struct mfp_finding *finding, struct mfp_span text)
{
    int code;
    bool last = true;
    const char *joined = NULL;
    text = mfp_span_trim(mfp_span_first(text, (size_t)2 * MFP_LOG_REPLY_SIZE));
    if (mfp_reply_line(text.at, text.length, &code, &last) && !last)
        joined = text.at;
    finding->reply[0] = '\0';
    while (text.length) {
        size_t gap;
        size_t length = line_end(text, joined, &gap);
        mfp_finding_add_line(finding, mfp_span_first(text, length));
        text = mfp_span_skip(text, length + gap);
    }
}

void mfp_finding_name(char name[MFP_LOG_NAME_SIZE], struct mfp_span text)
{
    text = mfp_span_trim(text);
    if (text.length > 1 && mfp_span_begins(text, "<") && mfp_span_ends(text, ">"))
        text = mfp_span(text.at + 1, text.length - 2);
    mfp_span_copy(name, MFP_LOG_NAME_SIZE, text);
}

/* Padding, or capitals, small letters and digits mixed in a length that base64 has. Words of a
 * language have no digits, names of hosts have dots, and numbers of queues no small letters. */
bool mfp_looks_encoded(struct mfp_span word)
{
    bool upper = false, lower = false, other = false;
    size_t length = word.length;
    while (length && word.at[length - 1] == '=')
        length--;
    for (size_t i = 0; i < length; i++) {
        char c = word.at[i];
        bool capital = c >= 'A' && c <= 'Z', small = c >= 'a' && c <= 'z';
        bool sign = (c >= '0' && c <= '9') || c == '+' || c == '/';
        if (!capital && !small && !sign)
            return false;
        upper |= capital;
        lower |= small;
        other |= sign;
    }
    if (word.length < 8 || word.length % 4 || word.length - length > 2)
        return false;
    return word.length != length || (upper && lower && other);
}

int mfp_reply_refusal(struct mfp_span text)
{
    int code;
    bool last;
    if (!mfp_reply_line(text.at, text.length, &code, &last) || code < 400)
        return 0;
    return code;
}

static void blank_encoded(char *text)
{
    for (char *at = text; *at;) {
        size_t length = strcspn(at, MFP_WORD_ENDS);
        if (mfp_looks_encoded(mfp_span(at, length)))
            memset(at, '*', length);
        at += length + (at[length] ? 1 : 0);
    }
}

void mfp_tell(const struct mfp_teller *teller, const struct mfp_finding *finding)
{
    char reply[MFP_LOG_REPLY_SIZE];
    memcpy(reply, finding->reply, sizeof(reply));
    if (finding->stage == MFP_STAGE_AUTH || finding->stage == MFP_STAGE_UNKNOWN)
        blank_encoded(reply);
    const struct mfp_log_failure failure = {
        .line = finding->line,
        .format = teller->format,
        .stage = finding->stage,
        .fault = finding->fault,
        .reply = reply,
        .when = finding->when,
        .host = finding->host,
        .sender = finding->sender,
        .recipient = finding->recipient,
        .login_missing = finding->login_missing,
    };
    teller->callback(teller->context, &failure);
}
