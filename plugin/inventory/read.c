/* Reading the inventory: every mistake named with its place. */
#include "inventory/inventory.h"

#include "core/text.h"
#include "core/value.h"
#include "ini/ini.h"
#include "inventory/keys.h"

#include <errno.h>
#include <libgen.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

enum {
    NESTING_MAX = 8,
    NAME_MAX_OCTETS = 64,
};

/* One file being read; the chain outwards shows which files include it. */
struct reader {
    struct mfp_inventory *inventory;
    struct mfp_error *error;
    const struct reader *outer;
    int depth;
    const struct mfp_ini_place *place; /* where inih is; of the last line for outer readers */
    const char *path;
    dev_t device;
    ino_t inode;
    size_t section; /* the one that lines belong to now, from 1; 0 before the first */
};

static int fail(struct reader *reader, int result, const char *section, const char *key,
                const char *words)
{
    return mfp_ini_fail(reader->place, result, section, key, words, reader->error);
}

/* "[device xerox-3f]" */
static int parse_section(struct reader *reader, const char *text, enum mfp_section_kind *kind,
                         const char **name)
{
    char word[32];
    struct mfp_error reason;
    int number;
    size_t length = strcspn(text, " \t");
    mfp_format(word, sizeof(word), "%.*s", (int)(length < 31 ? length : 31), text);
    if (mfp_value_word(word, mfp_section_words, &number, &reason) < 0)
        return fail(reader, -EINVAL, text, NULL, reason.text);
    *kind = (enum mfp_section_kind)number;
    *name = text + length + strspn(text + length, " \t");
    if (*kind == MFP_SECTION_DEFAULTS)
        return **name ? fail(reader, -EINVAL, text, NULL, "defaults have no name") : 0;
    if (!**name)
        return fail(reader, -EINVAL, text, NULL, "needs a name, as in [device xerox-3f]");
    if (strlen(*name) > NAME_MAX_OCTETS)
        return fail(reader, -EINVAL, text, NULL, "the name is longer than 64 octets");
    return 0;
}

/* Sections move when more come, so the reader keeps the number of its own. */
static struct mfp_section *current(const struct reader *reader)
{
    return reader->section ? &reader->inventory->sections[reader->section - 1] : NULL;
}

static size_t number_of(const struct mfp_inventory *inventory, enum mfp_section_kind kind,
                        const char *name)
{
    const struct mfp_section *section = mfp_inventory_find(inventory, kind, name);
    return section ? (size_t)(section - inventory->sections) + 1 : 0;
}

static int add_section(struct reader *reader, enum mfp_section_kind kind, const char *name)
{
    struct mfp_inventory *inventory = reader->inventory;
    struct mfp_section *sections =
        reallocarray(inventory->sections, inventory->count + 1, sizeof(*sections));
    char *copy = strdup(name);
    if (sections)
        inventory->sections = sections;
    if (!sections || !copy) {
        free(copy);
        return fail(reader, -ENOMEM, NULL, NULL, "out of memory");
    }
    sections[inventory->count++] = (struct mfp_section){
        .kind = kind, .name = copy, .file = reader->path, .line = reader->place->line};
    reader->section = inventory->count;
    return 0;
}

static int on_section(void *context, const struct mfp_ini_place *place, const char *text,
                      struct mfp_error *error)
{
    struct reader *reader = context;
    enum mfp_section_kind kind = MFP_SECTION_DEFAULTS;
    const char *name = "";
    char words[256];
    (void)error;
    reader->place = place;
    int result = parse_section(reader, text, &kind, &name);
    if (result < 0)
        return result;
    reader->section = number_of(reader->inventory, kind, name);
    if (!reader->section)
        return add_section(reader, kind, name);
    if (kind == MFP_SECTION_DEFAULTS)
        return 0;
    mfp_format(words, sizeof(words), "stands already at %.200s:%d", current(reader)->file,
               current(reader)->line);
    return fail(reader, -EEXIST, text, NULL, words);
}

static int unknown_key(struct reader *reader, const char *section, enum mfp_section_kind kind,
                       const char *name)
{
    const char *names[64] = {0};
    char words[1024];
    size_t count = 0;
    for (const struct mfp_key *key = mfp_keys; key->name && count < 63; key++)
        if (key->sections & (1U << kind))
            names[count++] = key->name;
    mfp_text_unknown(words, sizeof(words), "key", name, names);
    return fail(reader, -EINVAL, section, name, words);
}

static int read_into(const char *path, const struct reader *outer, struct mfp_inventory *inventory,
                     struct mfp_error *error);

static int read_included(void *context, const char *path, struct mfp_error *error)
{
    const struct reader *reader = context;
    return read_into(path, reader, reader->inventory, error);
}

/* A path of its own, or one beside the file that includes it. */
static int include(struct reader *reader, const char *value)
{
    char path[PATH_MAX], copy[PATH_MAX];
    struct stat status;
    mfp_format(copy, sizeof(copy), "%s", reader->path);
    if (value[0] == '/')
        mfp_format(path, sizeof(path), "%s", value);
    else
        mfp_format(path, sizeof(path), "%.3000s/%.1000s", dirname(copy), value);
    if (stat(path, &status) < 0) {
        mfp_format(copy, sizeof(copy), "%.900s: %s", path, strerror(errno));
        return fail(reader, -errno, NULL, "include", copy);
    }
    return S_ISDIR(status.st_mode) ? mfp_ini_each_file(path, read_included, reader, reader->error)
                                   : read_into(path, reader, reader->inventory, reader->error);
}

static int repeated(struct reader *reader, const struct mfp_key *key)
{
    char words[64] = "";
    const struct mfp_section *section = current(reader);
    for (size_t i = 0; i < section->count; i++)
        if (section->entries[i].key == key)
            mfp_format(words, sizeof(words), "stands already at line %d", section->entries[i].line);
    return fail(reader, -EEXIST, reader->place->section, key->name, words);
}

static int set_entry(struct reader *reader, const char *name, const char *value)
{
    struct mfp_error reason;
    struct mfp_section *section = current(reader);
    const struct mfp_key *key = mfp_key_find(name);
    if (!key || !(key->sections & (1U << section->kind)))
        return unknown_key(reader, reader->place->section, section->kind, name);
    if (mfp_section_get(section, name))
        return repeated(reader, key);
    /* A device's address is a host's, a mailbox's one for RCPT. */
    if (section->kind == MFP_SECTION_MAILBOX && strcmp(name, "address") == 0 &&
        mfp_value_address(value, &reason) < 0)
        return fail(reader, -EINVAL, reader->place->section, name, reason.text);
    if (mfp_section_set(section, name, value, &reason) < 0)
        return fail(reader, -EINVAL, reader->place->section, name, reason.text);
    section->entries[section->count - 1].line = reader->place->line;
    return 0;
}

static int on_entry(void *context, const struct mfp_ini_place *place, const char *name,
                    const char *value, bool continued, struct mfp_error *error)
{
    struct reader *reader = context;
    (void)error;
    (void)continued; /* indented lines are what they look like */
    reader->place = place;
    bool outside = !reader->section || current(reader)->kind == MFP_SECTION_DEFAULTS;
    if (outside && strcmp(name, "include") == 0)
        return include(reader, value);
    if (!reader->section)
        return fail(reader, -EINVAL, NULL, name,
                    "stands in no section; sections are [defaults], [server NAME], [account NAME], "
                    "[mailbox NAME], [device NAME]");
    return set_entry(reader, name, value);
}

static const char *keep_path(struct mfp_inventory *inventory, const char *path)
{
    char **files = reallocarray(inventory->files, inventory->file_count + 1, sizeof(*files));
    if (!files)
        return NULL;
    inventory->files = files;
    files[inventory->file_count] = strdup(path);
    return files[inventory->file_count] ? files[inventory->file_count++] : NULL;
}

/* A file that includes itself, also by way of others. */
static bool is_open(const struct reader *reader)
{
    for (const struct reader *outer = reader->outer; outer; outer = outer->outer)
        if (outer->device == reader->device && outer->inode == reader->inode)
            return true;
    return false;
}

static const struct mfp_ini_handler handler = {.section = on_section, .entry = on_entry};

static int parse(struct reader *reader, FILE *file)
{
    struct stat status;
    if (fstat(fileno(file), &status) < 0)
        return mfp_error_set(reader->error, -errno, "%s: %s", reader->path, strerror(errno));
    reader->device = status.st_dev;
    reader->inode = status.st_ino;
    if (is_open(reader) || reader->depth > NESTING_MAX)
        return mfp_error_set(reader->error, -ELOOP, "%s:%d: include: %s includes itself",
                             reader->outer->path, reader->outer->place->line, reader->path);
    return mfp_ini_read(file, reader->path, &handler, reader, reader->error);
}

static int read_into(const char *path, const struct reader *outer, struct mfp_inventory *inventory,
                     struct mfp_error *error)
{
    FILE *file = NULL;
    struct reader reader = {
        .inventory = inventory,
        .error = error,
        .outer = outer,
        .depth = outer ? outer->depth + 1 : 0,
        .path = keep_path(inventory, path),
    };
    if (!reader.path)
        return mfp_error_set(error, -ENOMEM, "out of memory");
    int result = mfp_ini_open(path, &file, error);
    if (result < 0)
        return result;
    result = parse(&reader, file);
    fclose(file);
    return result;
}

/* Every name that a section refers to must exist. */
static int check_references(const struct mfp_inventory *inventory, struct mfp_error *error)
{
    for (size_t i = 0; i < inventory->count; i++) {
        const struct mfp_section *section = &inventory->sections[i];
        for (size_t j = 0; j < section->count; j++) {
            const struct mfp_entry *entry = &section->entries[j];
            if (entry->key->type != MFP_KEY_REFERENCE ||
                mfp_inventory_find(inventory, entry->key->target, entry->value))
                continue;
            return mfp_error_set(
                error, -ENOENT, "%s:%d: [%s%s%s] %s: there is no [%s %s]", section->file,
                entry->line, mfp_word_name(mfp_section_words, (int)section->kind),
                section->name[0] ? " " : "", section->name, entry->key->name,
                mfp_word_name(mfp_section_words, (int)entry->key->target), entry->value);
        }
    }
    return 0;
}

int mfp_inventory_read(struct mfp_inventory *inventory, const char *path, struct mfp_error *error)
{
    *inventory = (struct mfp_inventory){0};
    int result =
        read_into(path ? path : MFPMAIL_CONFIG_DIR "/mfpmail.conf", NULL, inventory, error);
    if (result == 0)
        result = check_references(inventory, error);
    if (result < 0)
        mfp_inventory_done(inventory);
    return result;
}
