/* Reading a file of a book, section by section. */
#include "core/value.h"
#include "failures/book_reader.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

enum { NAME_MAX_OCTETS = 48 };

void *mfp_rows_add(struct mfp_rows *rows)
{
    if (rows->count == rows->room) {
        size_t room = rows->room ? rows->room * 2 : 16;
        char *grown = reallocarray(rows->rows, room, rows->size);
        if (!grown)
            return NULL;
        rows->rows = grown;
        rows->room = room;
    }
    char *row = rows->rows + rows->count++ * rows->size;
    memset(row, 0, rows->size);
    return row;
}

void *mfp_rows_at(const struct mfp_rows *rows, size_t i)
{
    return rows->rows + i * rows->size;
}

void *mfp_book_keep_block(struct mfp_book_reader *reader, void *block)
{
    void **slot = block ? mfp_rows_add(&reader->owned) : NULL;
    if (!slot) {
        free(block);
        return NULL;
    }
    return *slot = block;
}

char *mfp_book_keep(struct mfp_book_reader *reader, const char *text, size_t length)
{
    return mfp_book_keep_block(reader, strndup(text, length));
}

void *mfp_book_row(const struct mfp_book_reader *reader)
{
    const struct mfp_rows *rows = &reader->sections[reader->section];
    return mfp_rows_at(rows, reader->changes ? reader->row : rows->count - 1);
}

static size_t size_of(enum mfp_book_section section)
{
    switch (section) {
    case MFP_BOOK_CAUSE:
        return sizeof(struct mfp_cause);
    case MFP_BOOK_EVIDENCE:
        return sizeof(struct mfp_evidence);
    case MFP_BOOK_PROVIDER:
        return sizeof(struct mfp_provider);
    case MFP_BOOK_ANNOUNCEMENT:
        return sizeof(struct mfp_announcement);
    case MFP_BOOK_VENDOR:
        return sizeof(struct mfp_vendor);
    case MFP_BOOK_CODE:
        return sizeof(struct mfp_panel_code);
    case MFP_BOOK_NONE:
    case MFP_BOOK_WORDS:
    case MFP_BOOK_SECTIONS:
        break;
    }
    return 1;
}

static bool copy_causes(struct mfp_book_reader *reader)
{
    for (size_t i = 0; i < reader->base->cause_count; i++) {
        struct mfp_cause *cause = mfp_rows_add(&reader->sections[MFP_BOOK_CAUSE]);
        if (!cause)
            return false;
        *cause = reader->base->causes[i];
    }
    return true;
}

struct mfp_book_reader *mfp_book_reader_new(const struct mfp_book *base)
{
    struct mfp_book_reader *reader = calloc(1, sizeof(*reader));
    if (!reader)
        return NULL;
    reader->base = base;
    for (int i = 0; i < MFP_BOOK_SECTIONS; i++)
        reader->sections[i].size = size_of((enum mfp_book_section)i);
    reader->references.size = sizeof(struct mfp_cause_reference);
    reader->patterns.size = sizeof(const char *);
    reader->owned.size = sizeof(void *);
    reader->words.size = sizeof(struct mfp_book_word);
    if (base && !copy_causes(reader))
        return mfp_book_reader_free(reader);
    return reader;
}

struct mfp_book_reader *mfp_book_reader_free(struct mfp_book_reader *reader)
{
    if (!reader)
        return NULL;
    for (size_t i = 0; i < reader->owned.count; i++)
        free(*(void **)mfp_rows_at(&reader->owned, i));
    for (int i = 0; i < MFP_BOOK_SECTIONS; i++)
        free(reader->sections[i].rows);
    free(reader->references.rows);
    free(reader->patterns.rows);
    free(reader->owned.rows);
    free(reader->words.rows);
    mfp_text_done(&reader->value);
    free(reader);
    return NULL;
}

/* The whole of an entry is there: its words, or the field of its row. */
static int end_entry(struct mfp_book_reader *reader)
{
    struct mfp_error reason = {0};
    const struct mfp_book_key *key = reader->key;
    const char *value = mfp_text_string(&reader->value);
    const char *name = key ? key->name : reader->word;
    int result = 0;
    if (key) {
        result = mfp_book_set(reader, mfp_book_row(reader), key, value, &reason);
    } else if (reader->word[0]) {
        struct mfp_text text = {0};
        struct mfp_book_word *word = mfp_rows_add(&reader->words);
        result = mfp_book_expand(reader, value, &text, &reason);
        char *kept = mfp_book_keep(reader, mfp_text_string(&text), text.length);
        char *kept_name = mfp_book_keep(reader, reader->word, strlen(reader->word));
        mfp_text_done(&text);
        if (!word || !kept || !kept_name)
            return mfp_error_set(reader->error, -ENOMEM, "out of memory");
        *word = (struct mfp_book_word){.name = kept_name, .value = kept};
    }
    if (result < 0)
        result = mfp_ini_fail(&reader->entry, result, reader->entry.section, name, reason.text,
                              reader->error);
    mfp_text_done(&reader->value);
    reader->key = NULL;
    reader->word[0] = '\0';
    return result;
}

/* What people do not write: the section's name, its place, and whose file it is. */
static int fill_in(struct mfp_book_reader *reader, void *row, const char *name)
{
    struct mfp_error reason = {0};
    int result = 0;
    for (const struct mfp_book_key *key = mfp_book_keys; key->name && result == 0; key++) {
        if (key->section != reader->section)
            continue;
        if (key->type == MFP_BOOK_NAME)
            result = mfp_book_set(reader, row, key, name, &reason);
        else if (key->type == MFP_BOOK_OUTER && reader->outer)
            result = mfp_book_set(reader, row, key, reader->outer, &reason);
        else if (key->type == MFP_BOOK_FILE)
            *(const char **)((char *)row + key->offset) = reader->shown;
        else if (key->type == MFP_BOOK_LINE)
            *(int *)((char *)row + key->offset) = reader->begin.line;
    }
    if (result == 0 && reader->section == MFP_BOOK_EVIDENCE) {
        const char *cause = name[0] ? name : reader->cause;
        if (!cause)
            return mfp_ini_fail(&reader->begin, -EINVAL, reader->begin.section, NULL,
                                "stands under no [cause NAME]; or name it: [evidence NAME]",
                                reader->error);
        const struct mfp_book_key *key = mfp_book_keys;
        while (key->section != MFP_BOOK_EVIDENCE || key->type != MFP_BOOK_CAUSE_NAME)
            key++;
        result = mfp_book_set(reader, row, key, cause, &reason);
    }
    if (result < 0)
        return mfp_ini_fail(&reader->begin, result, reader->begin.section, NULL, reason.text,
                            reader->error);
    return 0;
}

static struct mfp_cause *cause_named(const struct mfp_book_reader *reader, const char *name,
                                     size_t *row)
{
    const struct mfp_rows *causes = &reader->sections[MFP_BOOK_CAUSE];
    for (size_t i = 0; i < causes->count; i++) {
        struct mfp_cause *cause = mfp_rows_at(causes, i);
        if (strcmp(cause->name, name) == 0) {
            *row = i;
            return cause;
        }
    }
    return NULL;
}

/* An existing cause is changed by a file that comes after the base; inside a set of files a name
 * stands once. */
static int open_cause(struct mfp_book_reader *reader, const char *name)
{
    char words[256];
    size_t row;
    struct mfp_cause *cause = cause_named(reader, name, &row);
    reader->changes = cause != NULL;
    if (!cause)
        return 0;
    if (!reader->base || row >= reader->base->cause_count) {
        mfp_format(words, sizeof(words), "stands already at %.200s:%d", cause->file, cause->line);
        return mfp_ini_fail(&reader->begin, -EEXIST, reader->begin.section, NULL, words,
                            reader->error);
    }
    reader->row = row;
    cause->file = reader->shown;
    cause->line = reader->begin.line;
    return 0;
}

static int missing_key(struct mfp_book_reader *reader)
{
    char words[96];
    for (size_t i = 0; mfp_book_keys[i].name; i++) {
        const struct mfp_book_key *key = &mfp_book_keys[i];
        if (key->section != reader->section || !key->required || reader->changes)
            continue;
        if (reader->given >> (i % 64) & 1)
            continue;
        mfp_format(words, sizeof(words), "needs the key '%s'", key->name);
        return mfp_ini_fail(&reader->begin, -EINVAL, reader->begin.section, NULL, words,
                            reader->error);
    }
    return 0;
}

/* Evidence is ranked when all of it is there. */
static int end_section(struct mfp_book_reader *reader)
{
    int result = end_entry(reader);
    if (result == 0)
        result = missing_key(reader);
    if (result < 0 || reader->section != MFP_BOOK_EVIDENCE)
        return result;
    struct mfp_evidence *evidence = mfp_book_row(reader);
    evidence->rank = mfp_evidence_rank(evidence);
    if (evidence->rank)
        return 0;
    return mfp_ini_fail(&reader->begin, -EINVAL, reader->begin.section, NULL,
                        "has no evidence: fault, phrase, text, enhanced or code", reader->error);
}

static int check_header(struct mfp_book_reader *reader, const char *text, const char **name)
{
    char word[32];
    struct mfp_error reason;
    int number;
    size_t length = strcspn(text, " \t");
    mfp_format(word, sizeof(word), "%.*s", (int)(length < 31 ? length : 31), text);
    int result = mfp_value_word(word, mfp_book_section_words, &number, &reason);
    if (result < 0)
        return mfp_ini_fail(&reader->begin, result, text, NULL, reason.text, reader->error);
    *name = text + length + strspn(text + length, " \t");
    reader->section = (enum mfp_book_section)number;
    bool named = number != MFP_BOOK_WORDS && number != MFP_BOOK_EVIDENCE;
    if (named && !**name)
        return mfp_ini_fail(&reader->begin, -EINVAL, text, NULL, "needs a name", reader->error);
    if (strlen(*name) > NAME_MAX_OCTETS ||
        strspn(*name, "abcdefghijklmnopqrstuvwxyz0123456789-._") != strlen(*name))
        return mfp_ini_fail(&reader->begin, -EINVAL, text, NULL,
                            "a name has small letters, digits and '-', 48 at most", reader->error);
    return 0;
}

static int on_section(void *context, const struct mfp_ini_place *place, const char *text,
                      struct mfp_error *error)
{
    struct mfp_book_reader *reader = context;
    const char *name = "";
    (void)error;
    int result = reader->section ? end_section(reader) : 0;
    reader->begin = *place;
    reader->given = 0;
    reader->changes = false;
    if (result < 0 || (result = check_header(reader, text, &name)) < 0)
        return result;
    if (reader->section == MFP_BOOK_WORDS)
        return 0;
    if (reader->section == MFP_BOOK_CAUSE) {
        reader->cause = mfp_book_keep(reader, name, strlen(name));
        if ((result = open_cause(reader, name)) < 0 || reader->changes)
            return result;
    }
    if (reader->section == MFP_BOOK_PROVIDER || reader->section == MFP_BOOK_VENDOR)
        reader->outer = mfp_book_keep(reader, name, strlen(name));
    void *row = mfp_rows_add(&reader->sections[reader->section]);
    return row ? fill_in(reader, row, name)
               : mfp_error_set(reader->error, -ENOMEM, "out of memory");
}

static int unknown_key(const struct mfp_book_reader *reader, const char *name)
{
    const char *names[40] = {0};
    char words[1024];
    size_t count = 0;
    for (const struct mfp_book_key *key = mfp_book_keys; key->name && count < 39; key++)
        if (key->section == reader->section && key->says)
            names[count++] = key->name;
    mfp_text_unknown(words, sizeof(words), "key", name, names);
    return mfp_ini_fail(&reader->entry, -EINVAL, reader->entry.section, name, words, reader->error);
}

static int begin_entry(struct mfp_book_reader *reader, const char *name)
{
    if (!reader->section)
        return mfp_ini_fail(&reader->entry, -EINVAL, NULL, name,
                            "stands in no section; [cause NAME] and [evidence] are some",
                            reader->error);
    if (reader->section == MFP_BOOK_WORDS) {
        mfp_format(reader->word, sizeof(reader->word), "%s", name);
        if (strspn(name, "ABCDEFGHIJKLMNOPQRSTUVWXYZ_") != strlen(name))
            return mfp_ini_fail(&reader->entry, -EINVAL, reader->entry.section, name,
                                "words have names of capitals and '_'", reader->error);
        return 0;
    }
    const struct mfp_book_key *key = mfp_book_key_find(reader->section, name);
    if (!key)
        return unknown_key(reader, name);
    uint64_t bit = (uint64_t)1 << ((key - mfp_book_keys) % 64);
    if (reader->given & bit)
        return mfp_ini_fail(&reader->entry, -EEXIST, reader->entry.section, name,
                            "stands twice in this section", reader->error);
    reader->given |= bit;
    reader->key = key;
    return 0;
}

static bool is_prose(const struct mfp_book_reader *reader)
{
    return reader->key && reader->key->type != MFP_BOOK_PATTERN;
}

static int on_entry(void *context, const struct mfp_ini_place *place, const char *name,
                    const char *value, bool continued, struct mfp_error *error)
{
    struct mfp_book_reader *reader = context;
    (void)error;
    if (!continued) {
        int result = end_entry(reader);
        reader->entry = *place;
        if (result < 0 || (result = begin_entry(reader, name)) < 0)
            return result;
    } else if (is_prose(reader) && reader->value.length) {
        mfp_text_puts(&reader->value, " ");
    }
    mfp_text_puts(&reader->value, value);
    return 0;
}

int mfp_book_read(struct mfp_book_reader *reader, const char *path, const char *shown,
                  struct mfp_error *error)
{
    static const struct mfp_ini_handler handler = {
        .section = on_section, .entry = on_entry, .continuation = true};
    FILE *file = NULL;
    int result = mfp_ini_open(path, &file, error);
    if (result < 0)
        return result;
    reader->error = error;
    reader->words.count = 0;
    reader->outer = reader->cause = NULL;
    reader->section = MFP_BOOK_NONE;
    reader->shown = mfp_book_keep(reader, shown ? shown : path, strlen(shown ? shown : path));
    result = reader->shown ? mfp_ini_read(file, path, &handler, reader, error)
                           : mfp_error_set(error, -ENOMEM, "out of memory");
    fclose(file);
    if (result == 0 && reader->section)
        result = end_section(reader);
    return result;
}
