#include "core/reply.h"

#include <ctype.h>
#include <stdio.h>
#include <string.h>

void mfp_reply_init(struct mfp_reply *reply)
{
    *reply = (struct mfp_reply){0};
}

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

bool mfp_reply_line(const char *line, size_t length, int *code, bool *last)
{
    if (length < 3 || line[0] < '2' || line[0] > '5' || !is_digit(line[1]) || !is_digit(line[2]))
        return false;
    if (length > 3 && line[3] != ' ' && line[3] != '-' && line[3] != '\t')
        return false;
    *code = (line[0] - '0') * 100 + (line[1] - '0') * 10 + (line[2] - '0');
    *last = length == 3 || line[3] != '-';
    return true;
}

static size_t number_parse(const char *text, size_t length, int *value)
{
    size_t n = 0;
    *value = 0;
    while (n < length && n < 3 && is_digit(text[n]))
        *value = *value * 10 + (text[n++] - '0');
    return n;
}

size_t mfp_enhanced_parse(const char *text, size_t length, int *class, int *subject, int *detail)
{
    int a, b, c;
    size_t at = 2, n;
    if (length < 5 || !text[0] || !strchr("245", text[0]) || text[1] != '.')
        return 0;
    a = text[0] - '0';
    if (!(n = number_parse(text + at, length - at, &b)))
        return 0;
    at += n;
    if (at >= length || text[at++] != '.')
        return 0;
    if (!(n = number_parse(text + at, length - at, &c)))
        return 0;
    at += n;
    /* "5.7.1.2" is an address or a version, and "5.7.1x" nothing at all */
    if (at < length && (isalnum((unsigned char)text[at]) || text[at] == '.'))
        if (text[at] != '.' || (at + 1 < length && is_digit(text[at + 1])))
            return 0;
    *class = a;
    *subject = b;
    *detail = c;
    return at;
}

static void append(char *target, size_t size, const char *glue, const char *text, size_t length)
{
    size_t used = strlen(target);
    size_t extra = used ? strlen(glue) : 0;
    if (used + extra + 1 >= size)
        return;
    memcpy(target + used, glue, extra);
    used += extra;
    if (length > size - used - 1)
        length = size - used - 1;
    for (size_t i = 0; i < length; i++)
        target[used + i] = text[i] ? text[i] : '?';
    target[used + length] = '\0';
}

/* Strips "550-5.7.1 " and remembers the enhanced code: the first that fits the basic code. */
static size_t strip_codes(struct mfp_reply *reply, const char *line, size_t length)
{
    size_t at = length > 3 ? 4 : 3;
    int class, subject, detail;

    while (at < length && (line[at] == ' ' || line[at] == '\t'))
        at++;
    /* "#5.7.1" and "(#5.7.1)" are qmail's way to write it */
    size_t start = at;
    while (start < length && (line[start] == '(' || line[start] == '#' || line[start] == '['))
        start++;
    size_t n = mfp_enhanced_parse(line + start, length - start, &class, &subject, &detail);
    if (!n)
        return at;
    bool better = reply->class != reply->code / 100 && class == reply->code / 100;
    if (!reply->class || better) {
        reply->class = class;
        reply->subject = subject;
        reply->detail = detail;
    }
    if (start != at)
        return at;
    at += n;
    while (at < length && (line[at] == ' ' || line[at] == '\t' || line[at] == ':'))
        at++;
    return at;
}

/* Enhanced codes that stand later in the text, "(#5.1.1)" or "Error: 5.7.0 ...", count when
 * none stood at its place and they agree with the basic code. */
static void find_late_enhanced(struct mfp_reply *reply)
{
    const char *text = reply->text;
    size_t length = strlen(text);
    for (size_t i = 0; i < length && !reply->class; i++) {
        int class, subject, detail;
        if (text[i + 1] != '.' ||
            (i && (isalnum((unsigned char)text[i - 1]) || text[i - 1] == '.')))
            continue;
        if (!mfp_enhanced_parse(text + i, length - i, &class, &subject, &detail))
            continue;
        if (reply->code && reply->code / 100 != class)
            continue;
        reply->class = class;
        reply->subject = subject;
        reply->detail = detail;
    }
}

bool mfp_reply_add(struct mfp_reply *reply, const char *line, size_t length)
{
    int code;
    bool last = false;
    size_t at = 0;

    while (length && (line[length - 1] == '\r' || line[length - 1] == '\n'))
        length--;
    if (reply->complete || length == 0)
        return reply->complete;
    bool is_reply = mfp_reply_line(line, length, &code, &last);
    if (reply->lines >= MFP_REPLY_LINES_MAX && !(is_reply && last))
        return false;
    if (reply->lines < MFP_REPLY_LINES_MAX)
        reply->lines++;
    append(reply->raw, sizeof(reply->raw), "\n", line, length);
    if (is_reply) {
        if (reply->code && reply->code / 100 != code / 100)
            reply->class = reply->subject = reply->detail = 0; /* of a line that does not count */
        reply->code = code; /* RFC 5321 4.2.1: the last line's code counts */
        reply->complete = last;
        at = strip_codes(reply, line, length);
    }
    append(reply->text, sizeof(reply->text), " ", line + at, length - at);
    if (reply->complete)
        find_late_enhanced(reply);
    return reply->complete;
}

/* The end of the line at TEXT, and the beginning of the next. */
static size_t line_end(const char *text, size_t length, size_t *next)
{
    for (size_t i = 0; i < length; i++) {
        if (text[i] == '\n') {
            *next = i + 1;
            return i;
        }
        if (text[i] == '\\' && i + 1 < length && text[i + 1] == 'n') {
            *next = i + 2;
            return i;
        }
    }
    *next = length;
    return length;
}

void mfp_reply_parse(struct mfp_reply *reply, const char *text, size_t length)
{
    mfp_reply_init(reply);
    for (size_t at = 0, next; at < length; at += next) {
        size_t end = line_end(text + at, length - at, &next);
        if (end && mfp_reply_add(reply, text + at, end)) {
            /* Retyped replies often have every line as a last line: read on as one reply. */
            if (at + next < length)
                reply->complete = false;
        }
    }
    reply->complete = reply->code != 0;
    find_late_enhanced(reply);
}
