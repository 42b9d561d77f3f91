#include "logs/head.h"

/* Matches SHAPE at the beginning: '0' a digit, '_' a digit or a blank, 'A' a letter, '?' any. */
static bool has_shape(struct mfp_span line, const char *shape)
{
    if (line.length < strlen(shape))
        return false;
    for (size_t i = 0; shape[i]; i++) {
        char c = line.at[i];
        bool digit = c >= '0' && c <= '9';
        bool letter = (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
        if (shape[i] == '0'   ? !digit
            : shape[i] == '_' ? !digit && c != ' '
            : shape[i] == 'A' ? !letter
                              : shape[i] != '?' && shape[i] != c)
            return false;
    }
    return true;
}

/* ".123456", "Z", "+01:00", "+0100" behind a time. */
static size_t fraction_and_zone(struct mfp_span rest)
{
    size_t length = 0;
    int number;
    if (mfp_span_begins(rest, ".") || mfp_span_begins(rest, ",")) {
        size_t digits = mfp_span_number(mfp_span_skip(rest, 1), &number);
        length += digits ? digits + 1 : 0;
    }
    rest = mfp_span_skip(rest, length);
    if (has_shape(rest, "Z"))
        return length + 1;
    if (has_shape(rest, "+00:00") || has_shape(rest, "-00:00"))
        return length + 6;
    if (has_shape(rest, "+0000") || has_shape(rest, "-0000"))
        return length + 5;
    return length;
}

size_t mfp_when_length(struct mfp_span line)
{
    if (has_shape(line, "AAA _0 00:00:00"))
        return 15;
    if (has_shape(line, "AAA _0 0000 00:00:00"))
        return 20;
    if (has_shape(line, "0000-00-00T00:00:00") || has_shape(line, "0000-00-00 00:00:00"))
        return 19 + fraction_and_zone(mfp_span_skip(line, 19));
    return 0;
}

/* "mail-1  | " of docker compose, "<34>" and "<34>1 " of the wire. */
static struct mfp_span pass_prefix(struct mfp_span line)
{
    int number;
    size_t bar = mfp_span_find(mfp_span_first(line, 64), " | ");
    if (bar < line.length && bar < 61 && mfp_when_length(line) == 0)
        line = mfp_span_trim(mfp_span_skip(line, bar + 3));
    if (mfp_span_begins(line, "<")) {
        size_t digits = mfp_span_number(mfp_span_skip(line, 1), &number);
        struct mfp_span rest = mfp_span_skip(line, digits + 1);
        if (digits && digits < 4 && mfp_span_begins(rest, ">"))
            line = mfp_span_skip(rest, mfp_span_begins(rest, ">1 ") ? 3 : 1);
    }
    return line;
}

/* "postfix/smtpd[123]:" */
static bool split_program(struct mfp_span word, struct mfp_head *head)
{
    int number;
    if (!mfp_span_ends(word, ":"))
        return false;
    word.length--;
    head->program = mfp_span_before(word, "[");
    head->pid = mfp_span_between(word, "[", "]");
    return head->program.length > 0 &&
           (head->pid.length == 0 || mfp_span_number(head->pid, &number) == head->pid.length);
}

/* RFC 5424: APP PROCID MSGID STRUCTURED-DATA TEXT; only logs without structured data are known. */
static bool split_modern(struct mfp_span rest, struct mfp_head *head)
{
    int number;
    struct mfp_span program = mfp_span_word(&rest);
    struct mfp_span pid = mfp_span_word(&rest);
    struct mfp_span id = mfp_span_word(&rest);
    if (!id.length || !mfp_span_begins(rest, "- "))
        return false;
    if (!mfp_span_is(pid, "-") && mfp_span_number(pid, &number) != pid.length)
        return false;
    head->program = program;
    head->pid = pid;
    head->text = mfp_span_trim(mfp_span_skip(rest, 2));
    return true;
}

bool mfp_head_parse(struct mfp_span line, struct mfp_head *head)
{
    line = pass_prefix(line);
    size_t length = mfp_when_length(line);
    struct mfp_span rest = mfp_span_skip(line, length);
    if (!length || !mfp_span_begins(rest, " "))
        return false;
    head->when = mfp_span_first(line, length);
    head->host = mfp_span_word(&rest);
    if (!head->host.length)
        return false;
    if (split_modern(rest, head))
        return true;
    head->text = rest;
    struct mfp_span word = mfp_span_word(&rest);
    if (split_program(word, head)) {
        head->text = rest;
    } else {
        head->program = mfp_span_of("");
        head->pid = mfp_span_of("");
    }
    return true;
}
