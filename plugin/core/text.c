#include "core/text.h"

#include <ctype.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

void mfp_text_done(struct mfp_text *text)
{
    free(text->data);
    *text = (struct mfp_text){0};
}

static bool make_room(struct mfp_text *text, size_t wanted)
{
    if (wanted <= text->room)
        return true;
    size_t room = text->room ? text->room : 256;
    while (room < wanted)
        room *= 2;
    char *data = realloc(text->data, room);
    if (!data)
        return false;
    text->data = data;
    text->room = room;
    return true;
}

void mfp_text_add(struct mfp_text *text, const char *bytes, size_t length)
{
    size_t maximum = text->maximum ? text->maximum : MFP_TEXT_MAXIMUM;
    if (text->cut)
        return;
    if (length > maximum - text->length) {
        length = maximum - text->length;
        text->cut = true;
    }
    if (!make_room(text, text->length + length + 1)) {
        text->cut = true;
        return;
    }
    memcpy(text->data + text->length, bytes, length);
    text->length += length;
    text->data[text->length] = '\0';
}

void mfp_text_puts(struct mfp_text *text, const char *string)
{
    mfp_text_add(text, string, strlen(string));
}

void mfp_text_printf(struct mfp_text *text, const char *format, ...)
{
    char *line = NULL;
    va_list arguments;
    va_start(arguments, format);
    int length = vasprintf(&line, format, arguments);
    va_end(arguments);
    if (length < 0) {
        text->cut = true;
        return;
    }
    mfp_text_add(text, line, (size_t)length);
    free(line);
}

const char *mfp_text_string(const struct mfp_text *text)
{
    return text->data ? text->data : "";
}

char *mfp_format(char *target, size_t size, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    if (vsnprintf(target, size, format, arguments) < 0 && size)
        target[0] = '\0';
    va_end(arguments);
    return target;
}

/* The length of the valid UTF-8 character at S (RFC 3629), or 0. */
static size_t utf8_length(const unsigned char *s, size_t left)
{
    if (s[0] < 0x80)
        return 1;
    size_t length = s[0] >= 0xf0 ? 4 : s[0] >= 0xe0 ? 3 : 2;
    if (s[0] < 0xc2 || s[0] > 0xf4 || length > left)
        return 0;
    for (size_t i = 1; i < length; i++)
        if ((s[i] & 0xc0) != 0x80)
            return 0;
    bool overlong = (s[0] == 0xe0 && s[1] < 0xa0) || (s[0] == 0xf0 && s[1] < 0x90);
    bool outside = (s[0] == 0xed && s[1] > 0x9f) || (s[0] == 0xf4 && s[1] > 0x8f);
    return overlong || outside ? 0 : length;
}

/* C1 controls (U+0080..U+009F) move terminals as C0 controls do. */
static bool is_blank(const unsigned char *s, size_t length)
{
    if (length == 2 && s[0] == 0xc2 && s[1] < 0xa0)
        return true;
    return length == 1 && (s[0] <= ' ' || s[0] == 0x7f);
}

/* The target of a cleaning: how much is written, and up to where dots would still fit. */
struct cleaner {
    char *target;
    size_t size, out, safe;
    bool pending; /* a blank is due before the next character */
};

/* Adds one character, or '?' for an octet that is none. Returns false when it does not fit. */
static bool add_clean(struct cleaner *cleaner, const unsigned char *s, size_t length)
{
    size_t octets = length ? length : 1;
    if (cleaner->out + octets + (cleaner->pending ? 1 : 0) >= cleaner->size)
        return false;
    if (cleaner->pending)
        cleaner->target[cleaner->out++] = ' ';
    cleaner->pending = false;
    memcpy(cleaner->target + cleaner->out, length ? (const char *)s : "?", octets);
    if (length == 1 && *s == '|')
        cleaner->target[cleaner->out] = '/';
    cleaner->out += octets;
    if (cleaner->out + sizeof("...") <= cleaner->size)
        cleaner->safe = cleaner->out;
    return true;
}

size_t mfp_text_clean(char *target, size_t size, const char *source, size_t length)
{
    const unsigned char *s = (const unsigned char *)source;
    struct cleaner cleaner = {.target = target, .size = size};
    bool cut = false;

    if (!size)
        return 0;
    for (size_t i = 0; i < length && !cut;) {
        size_t n = utf8_length(s + i, length - i);
        if (n && is_blank(s + i, n))
            cleaner.pending = cleaner.out > 0;
        else
            cut = !add_clean(&cleaner, s + i, n);
        i += n ? n : 1;
    }
    if (cut && size >= sizeof("...")) {
        memcpy(target + cleaner.safe, "...", 3);
        cleaner.out = cleaner.safe + 3;
    }
    target[cleaner.out] = '\0';
    return cleaner.out;
}

void mfp_wipe(void *memory, size_t size)
{
    if (memory)
        explicit_bzero(memory, size);
}

enum { WORD_MAX = 64 };

size_t mfp_text_distance(const char *a, const char *b)
{
    size_t la = strnlen(a, WORD_MAX - 1), lb = strnlen(b, WORD_MAX - 1);
    size_t row[WORD_MAX];

    for (size_t j = 0; j <= lb; j++)
        row[j] = j;
    for (size_t i = 1; i <= la; i++) {
        size_t diagonal = row[0];
        row[0] = i;
        for (size_t j = 1; j <= lb; j++) {
            bool same = tolower((unsigned char)a[i - 1]) == tolower((unsigned char)b[j - 1]);
            size_t best = diagonal + (same ? 0 : 1);
            if (row[j] + 1 < best)
                best = row[j] + 1;
            if (row[j - 1] + 1 < best)
                best = row[j - 1] + 1;
            diagonal = row[j];
            row[j] = best;
        }
    }
    return row[lb];
}

const char *mfp_text_nearest(const char *word, const char *const *names)
{
    const char *best = NULL;
    size_t least =
        strnlen(word, WORD_MAX - 1) / 3 + 1; /* one slip in three letters, and at least one */
    for (; *names; names++) {
        size_t distance = mfp_text_distance(word, *names);
        if (distance <= least && (!best || distance < least)) {
            best = *names;
            least = distance;
        }
    }
    return best;
}

void mfp_text_wrap(struct mfp_text *text, const char *words, size_t column, size_t width)
{
    size_t at = column;
    for (const char *glue = ""; *words;) {
        size_t length = strcspn(words, " ");
        if (at + strlen(glue) + length > width && at > column) {
            mfp_text_printf(text, "\n%*s", (int)column, "");
            at = column;
            glue = "";
        }
        mfp_text_puts(text, glue);
        mfp_text_add(text, words, length);
        at += strlen(glue) + length;
        words += length + strspn(words + length, " ");
        glue = " ";
    }
    mfp_text_puts(text, "\n");
}

void mfp_text_unknown(char *buffer, size_t size, const char *what, const char *word,
                      const char *const *names)
{
    const char *nearest = mfp_text_nearest(word, names);
    mfp_format(buffer, size, "unknown %s%s%s%s, allowed: ", what, nearest ? ", did you mean '" : "",
               nearest ? nearest : "", nearest ? "'" : "");
    for (size_t i = 0; names[i]; i++) {
        size_t used = strlen(buffer);
        mfp_format(buffer + used, size - used, "%s%s", i ? ", " : "", names[i]);
    }
}

bool mfp_text_has_word(const char *list, const char *word, size_t length)
{
    for (; *list; list += strspn(list, " ")) {
        size_t other = strcspn(list, " ");
        if (other == length && strncasecmp(list, word, length) == 0)
            return true;
        list += other;
    }
    return false;
}
