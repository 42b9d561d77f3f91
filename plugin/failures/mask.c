#include "failures/mask.h"

#include <ctype.h>
#include <stdbool.h>
#include <string.h>

static bool is_host(char c)
{
    return isalnum((unsigned char)c) || c == '.' || c == '-';
}

/* The part before the @, as far as addresses in replies go; quotes are the server's. */
static bool is_local(char c)
{
    return isalnum((unsigned char)c) || (c && strchr(".!#$%&*+/?^_`{|}~-", c));
}

static size_t begin_of(const char *text, size_t end, bool (*is_part)(char))
{
    while (end && is_part(text[end - 1]))
        end--;
    return end;
}

static size_t end_of(const char *text, size_t length, size_t begin)
{
    while (begin < length && is_host(text[begin]))
        begin++;
    return begin;
}

static void blank(char *text, size_t begin, size_t end)
{
    for (; begin < end; begin++)
        if (isalnum((unsigned char)text[begin]))
            text[begin] = 'x';
}

/* A dot with something on both sides, and not digits alone. */
static bool looks_like_host(const char *text, size_t begin, size_t end)
{
    bool letter = false, dot = false;
    for (size_t i = begin; i < end; i++) {
        letter = letter || isalpha((unsigned char)text[i]);
        dot = dot || (text[i] == '.' && i > begin && i + 1 < end);
    }
    return letter && dot;
}

static void mask_address(char *text, size_t length, size_t at)
{
    size_t begin = begin_of(text, at, is_local);
    size_t end = end_of(text, length, at + 1);
    if (begin < at && end > at + 1)
        blank(text, begin, end);
}

static void mask_host_before(char *text, size_t length, size_t at)
{
    size_t begin = begin_of(text, at, is_host);
    if (at + 1 < length && isdigit((unsigned char)text[at + 1]) && looks_like_host(text, begin, at))
        blank(text, begin, at);
}

void mfp_mask_names(char *text, size_t length)
{
    size_t end = end_of(text, length, 0);
    if ((end == length || text[end] == ' ' || text[end] == ':') && looks_like_host(text, 0, end))
        blank(text, 0, end);
    for (size_t i = 0; i < length; i++) {
        if (text[i] == '@')
            mask_address(text, length, i);
        else if (text[i] == '[')
            mask_host_before(text, length, i);
    }
}
