/* From the text of an entry to the field of its row. */
#include "core/value.h"
#include "failures/book_reader.h"
#include "failures/pattern.h"

#include <ctype.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>

enum { LIST_MAX = 48 };

/* The next word of a list separated by blanks; its length in *length, 0 at the end. */
static const char *next_word(const char *at, size_t *length)
{
    at += strspn(at, " \t,");
    *length = strcspn(at, " \t,");
    return at;
}

static int word_number(const struct mfp_word *words, const char *at, size_t length, int *number,
                       struct mfp_error *reason)
{
    char word[64];
    mfp_format(word, sizeof(word), "%.*s", (int)(length < 63 ? length : 63), at);
    return mfp_value_word(word, words, number, reason);
}

static int set_stages(void *field, const char *value, struct mfp_error *reason)
{
    unsigned mask = 0;
    size_t length;
    for (const char *at = next_word(value, &length); length; at = next_word(at + length, &length)) {
        int stage;
        int result = word_number(mfp_stage_words + 1, at, length, &stage, reason);
        if (result < 0)
            return result;
        mask |= MFP_AT(stage);
    }
    *(unsigned *)field = mask;
    return mask ? 0 : mfp_error_set(reason, -EINVAL, "names no stage");
}

static int set_fault(void *field, const char *value, struct mfp_error *reason)
{
    enum mfp_fault_kind kind;
    if (mfp_fault_find(value, &kind) < 0 || kind == MFP_FAULT_NONE)
        return mfp_error_set(reason, -EINVAL, "'%.40s' is no kind of fault", value);
    *(enum mfp_fault_kind *)field = kind;
    return 0;
}

/* "55x": a nibble a digit, and which of them count. */
static bool parse_code(const char *at, size_t length, struct mfp_code *code)
{
    *code = (struct mfp_code){0};
    if (length != 3)
        return false;
    for (size_t i = 0; i < 3; i++) {
        bool any = at[i] == 'x';
        if (!any && !isdigit((unsigned char)at[i]))
            return false;
        code->value = (uint16_t)(code->value << 4 | (any ? 0 : at[i] - '0'));
        code->mask = (uint16_t)(code->mask << 4 | (any ? 0 : 0xf));
    }
    return code->mask != 0;
}

static int set_codes(struct mfp_book_reader *reader, void *field, const char *value,
                     struct mfp_error *reason)
{
    struct mfp_code *codes = calloc(LIST_MAX + 1, sizeof(*codes));
    size_t count = 0, length;
    if (!mfp_book_keep_block(reader, codes))
        return mfp_error_set(reason, -ENOMEM, "out of memory");
    for (const char *at = next_word(value, &length); length; at = next_word(at + length, &length))
        if (count == LIST_MAX || !parse_code(at, length, &codes[count++]))
            return mfp_error_set(reason, -EINVAL,
                                 "'%.*s' is no reply code; three digits are, 'x' for any",
                                 (int)(length < 40 ? length : 40), at);
    *(const struct mfp_code **)field = codes;
    return count ? 0 : mfp_error_set(reason, -EINVAL, "names no code");
}

static bool parse_part(const char **at, int16_t *part)
{
    char *end;
    if (**at == 'x') {
        *part = -1;
        (*at)++;
        return true;
    }
    if (!isdigit((unsigned char)**at))
        return false;
    long number = strtol(*at, &end, 10);
    *part = (int16_t)number;
    *at = end;
    return number <= 999;
}

static bool parse_enhanced(const char *at, size_t length, struct mfp_enhanced *code)
{
    const char *end = at + length;
    return parse_part(&at, &code->class) && *at++ == '.' && parse_part(&at, &code->subject) &&
           *at++ == '.' && parse_part(&at, &code->detail) && at == end && code->class != 0;
}

static int set_enhanced(struct mfp_book_reader *reader, void *field, const char *value,
                        struct mfp_error *reason)
{
    struct mfp_enhanced *codes = calloc(LIST_MAX + 1, sizeof(*codes));
    size_t count = 0, length;
    if (!mfp_book_keep_block(reader, codes))
        return mfp_error_set(reason, -ENOMEM, "out of memory");
    for (const char *at = next_word(value, &length); length; at = next_word(at + length, &length))
        if (count == LIST_MAX || !parse_enhanced(at, length, &codes[count++]))
            return mfp_error_set(reason, -EINVAL, "'%.*s' is no enhanced code; 5.7.60 or 5.7.x are",
                                 (int)(length < 40 ? length : 40), at);
    *(const struct mfp_enhanced **)field = codes;
    return count ? 0 : mfp_error_set(reason, -EINVAL, "names no code");
}

static int set_weight(void *field, const char *value, struct mfp_error *reason)
{
    char *end;
    int number;
    long weight = strtol(value, &end, 10);
    if (mfp_word_find(mfp_weight_words, value, &number) == 0)
        weight = number;
    else if (end == value || *end || weight < -1000 || weight > 1000)
        return mfp_error_set(reason, -EINVAL,
                             "'%.40s' is no weight; -1000 to 1000 are, or last, vague, weak, "
                             "clear, strong, sure",
                             value);
    *(int *)field = (int)weight;
    return 0;
}

static int set_number(void *field, const char *value, struct mfp_error *reason)
{
    char *end;
    unsigned long number = strtoul(value, &end, 10);
    if (!isdigit((unsigned char)value[0]) || *end || number < 1 || number > 1000000000)
        return mfp_error_set(reason, -EINVAL, "'%.40s' is no number above 0", value);
    *(unsigned *)field = (unsigned)number;
    return 0;
}

static bool is_date(const char *value)
{
    static const char form[] = "dddd-dd-dd";
    for (size_t i = 0; i < sizeof(form); i++)
        if (form[i] == 'd' ? !isdigit((unsigned char)value[i]) : value[i] != form[i])
            return false;
    int month = (value[5] - '0') * 10 + value[6] - '0',
        day = (value[8] - '0') * 10 + value[9] - '0';
    return month >= 1 && month <= 12 && day >= 1 && day <= 31;
}

static int set_text(struct mfp_book_reader *reader, void *field, const char *value,
                    struct mfp_error *reason)
{
    const char *copy = mfp_book_keep(reader, value, strlen(value));
    *(const char **)field = copy;
    return copy ? 0 : mfp_error_set(reason, -ENOMEM, "out of memory");
}

static int set_date(struct mfp_book_reader *reader, void *field, const char *value,
                    struct mfp_error *reason)
{
    if (!is_date(value))
        return mfp_error_set(reason, -EINVAL, "'%.40s' is no date; 2026-12-31 is", value);
    return set_text(reader, field, value, reason);
}

static const char *word_value(const struct mfp_book_reader *reader, const char *name, size_t length)
{
    for (size_t i = 0; i < reader->words.count; i++) {
        const struct mfp_book_word *word = mfp_rows_at(&reader->words, i);
        if (strncmp(word->name, name, length) == 0 && !word->name[length])
            return word->value;
    }
    return NULL;
}

int mfp_book_expand(const struct mfp_book_reader *reader, const char *value, struct mfp_text *out,
                    struct mfp_error *reason)
{
    for (const char *at = value; *at;) {
        size_t plain = strcspn(at, "{");
        mfp_text_add(out, at, plain);
        at += plain;
        size_t length = *at ? strspn(at + 1, "ABCDEFGHIJKLMNOPQRSTUVWXYZ_") : 0;
        if (!length || at[length + 1] != '}') { /* a count, as in .{0,20} */
            mfp_text_add(out, at, *at ? 1 : 0);
            at += *at ? 1 : 0;
            continue;
        }
        const char *words = word_value(reader, at + 1, length);
        if (!words)
            return mfp_error_set(reason, -ENOENT, "{%.*s} stands in no [words] above", (int)length,
                                 at + 1);
        mfp_text_puts(out, words);
        at += length + 2;
    }
    return out->cut ? mfp_error_set(reason, -ENOMEM, "out of memory") : 0;
}

int mfp_book_intern(struct mfp_book_reader *reader, const char *text, size_t length,
                    struct mfp_pattern *pattern, struct mfp_error *reason)
{
    unsigned base = reader->base ? reader->base->pattern_count : 0;
    for (size_t i = 0; i < reader->patterns.count; i++) {
        const char *known = *(const char **)mfp_rows_at(&reader->patterns, i);
        if (strncmp(known, text, length) != 0 || known[length])
            continue;
        *pattern = (struct mfp_pattern){.text = known, .id = base + (unsigned)i + 1};
        return 0;
    }
    const char **slot = mfp_rows_add(&reader->patterns);
    const char *copy = mfp_book_keep(reader, text, length);
    if (!slot || !copy)
        return mfp_error_set(reason, -ENOMEM, "out of memory");
    *slot = copy;
    *pattern = (struct mfp_pattern){.text = copy, .id = base + (unsigned)reader->patterns.count};
    return 0;
}

static int set_pattern(struct mfp_book_reader *reader, void *field, const char *value,
                       struct mfp_error *reason)
{
    struct mfp_text text = {0};
    int result = mfp_book_expand(reader, value, &text, reason);
    if (result == 0)
        result = mfp_pattern_check(mfp_text_string(&text), reason);
    if (result == 0)
        result = mfp_book_intern(reader, mfp_text_string(&text), text.length, field, reason);
    mfp_text_done(&text);
    return result;
}

static int set_reference(struct mfp_book_reader *reader, const char *value,
                         struct mfp_error *reason)
{
    struct mfp_cause_reference *reference = mfp_rows_add(&reader->references);
    const char *name = mfp_book_keep(reader, value, strlen(value));
    if (!reference || !name)
        return mfp_error_set(reason, -ENOMEM, "out of memory");
    *reference = (struct mfp_cause_reference){
        .section = reader->section,
        .row = reader->sections[reader->section].count - 1,
        .name = name,
    };
    return 0;
}

int mfp_book_set(struct mfp_book_reader *reader, void *row, const struct mfp_book_key *key,
                 const char *value, struct mfp_error *reason)
{
    void *field = (char *)row + key->offset;
    int number = 0, result;
    if (!value[0])
        return mfp_error_set(reason, -EINVAL, "has no value");
    switch (key->type) {
    case MFP_BOOK_TEXT:
    case MFP_BOOK_NAME:
    case MFP_BOOK_OUTER:
    case MFP_BOOK_FILE:
        return set_text(reader, field, value, reason);
    case MFP_BOOK_PATTERN:
        return set_pattern(reader, field, value, reason);
    case MFP_BOOK_NUMBER:
        return set_number(field, value, reason);
    case MFP_BOOK_SIZE:
        return mfp_value_size(value, field, reason);
    case MFP_BOOK_WORD:
        result = mfp_value_word(value, key->words, &number, reason);
        *(int *)field = number;
        return result;
    case MFP_BOOK_FLAG:
        result = mfp_value_word(value, key->words, &number, reason);
        *(bool *)field = number != 0;
        return result;
    case MFP_BOOK_STAGES:
        return set_stages(field, value, reason);
    case MFP_BOOK_FAULT:
        return set_fault(field, value, reason);
    case MFP_BOOK_CODES:
        return set_codes(reader, field, value, reason);
    case MFP_BOOK_ENHANCEDS:
        return set_enhanced(reader, field, value, reason);
    case MFP_BOOK_WEIGHT:
        return set_weight(field, value, reason);
    case MFP_BOOK_DATE:
        return set_date(reader, field, value, reason);
    case MFP_BOOK_CAUSE_NAME:
        return set_reference(reader, value, reason);
    case MFP_BOOK_LINE:
    case MFP_BOOK_RANK:
        break;
    }
    return mfp_error_set(reason, -EINVAL, "is not for people");
}
