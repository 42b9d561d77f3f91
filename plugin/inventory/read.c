/* Reading INI files with inih: lines counted, every mistake named with its place. */
#include "inventory/inventory.h"

#include "core/text.h"
#include "core/value.h"
#include "inventory/keys.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <ini.h>
#include <libgen.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

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
    const char *path;
    FILE *file;
    dev_t device;
    ino_t inode;
    int line;
    size_t section;   /* the one that lines belong to now, from 1; 0 before the first */
    char header[128]; /* its header's text */
    int result;
};

static int fail(struct reader *reader, int result, const char *section, const char *key,
                const char *words)
{
    char where[192] = "";
    if (reader->result < 0)
        return reader->result;
    if (section && section[0])
        mfp_format(where, sizeof(where), "[%.100s]%s%.64s: ", section, key ? " " : "",
                   key ? key : "");
    else if (key)
        mfp_format(where, sizeof(where), "%.64s: ", key);
    reader->result = mfp_error_set(reader->error, result, "%s:%d: %s%s", reader->path, reader->line,
                                   where, words);
    return reader->result;
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

static void add_section(struct reader *reader, enum mfp_section_kind kind, const char *name)
{
    struct mfp_inventory *inventory = reader->inventory;
    struct mfp_section *sections =
        reallocarray(inventory->sections, inventory->count + 1, sizeof(*sections));
    char *copy = strdup(name);
    if (sections)
        inventory->sections = sections;
    if (!sections || !copy) {
        free(copy);
        fail(reader, -ENOMEM, NULL, NULL, "out of memory");
        return;
    }
    sections[inventory->count++] = (struct mfp_section){
        .kind = kind, .name = copy, .file = reader->path, .line = reader->line};
    reader->section = inventory->count;
}

/* Opens the section of a header line. inih hands out the header with every key only, cuts it,
 * and does not tell an empty section or a repeated one, so headers are read here. */
static void on_header(struct reader *reader, const char *line)
{
    enum mfp_section_kind kind = MFP_SECTION_DEFAULTS;
    const char *name = "";
    char words[256];
    const char *begin = line + 1 + strspn(line + 1, " \t");
    size_t length = strcspn(begin, "]\r\n");
    const char *behind = begin + length + (begin[length] == ']' ? 1 : 0);
    behind += strspn(behind, " \t");
    while (length && (begin[length - 1] == ' ' || begin[length - 1] == '\t'))
        length--;
    mfp_format(reader->header, sizeof(reader->header), "%.*s", (int)length, begin);
    if (*behind && !strchr("\r\n;#", *behind)) {
        fail(reader, -EINVAL, reader->header, NULL, "nothing may stand behind ']'");
        return;
    }
    if (parse_section(reader, reader->header, &kind, &name) < 0)
        return;
    reader->section = number_of(reader->inventory, kind, name);
    if (!reader->section) {
        add_section(reader, kind, name);
    } else if (kind != MFP_SECTION_DEFAULTS) {
        mfp_format(words, sizeof(words), "stands already at %.200s:%d", current(reader)->file,
                   current(reader)->line);
        fail(reader, -EEXIST, reader->header, NULL, words);
    }
}

/* inih's view of the file. It would cut long lines and take an indented line for the
 * continuation of the one before; here both are what they look like. */
static char *next_line(char *buffer, int size, void *stream)
{
    struct reader *reader = stream;
    size_t length = 0;
    int octet = 0;
    while (reader->result == 0 && octet != '\n' && length + 1 < (size_t)size &&
           (octet = getc(reader->file)) != EOF)
        buffer[length++] = (char)octet;
    buffer[length] = '\0';
    if (length == 0)
        return NULL;
    reader->line++;
    if (strlen(buffer) < length)
        fail(reader, -EINVAL, NULL, NULL, "the line has a NUL octet");
    else if (length + 1 == (size_t)size && buffer[length - 1] != '\n')
        fail(reader, -EINVAL, NULL, NULL, "the line is longer than 198 characters");
    if (reader->result < 0)
        return NULL;
    if (reader->line == 1 && strncmp(buffer, "\xef\xbb\xbf", 3) == 0) {
        memmove(buffer, buffer + 3, length - 2);
        length -= 3;
    }
    size_t blanks = strspn(buffer, " \t");
    memmove(buffer, buffer + blanks, length - blanks + 1);
    if (buffer[0] == '[')
        on_header(reader, buffer);
    return buffer;
}

static int unknown_key(struct reader *reader, const char *section, enum mfp_section_kind kind,
                       const char *name)
{
    const char *names[64] = {0};
    char words[1024];
    size_t count = 0, used;
    for (const struct mfp_key *key = mfp_keys; key->name && count < 63; key++)
        if (key->sections & (1U << kind))
            names[count++] = key->name;
    const char *nearest = mfp_text_nearest(name, names);
    mfp_format(words, sizeof(words),
               "unknown key%s%s%s, allowed: ", nearest ? ", did you mean '" : "",
               nearest ? nearest : "", nearest ? "'" : "");
    for (size_t i = 0; names[i]; i++) {
        used = strlen(words);
        mfp_format(words + used, sizeof(words) - used, "%s%s", i ? ", " : "", names[i]);
    }
    return fail(reader, -EINVAL, section, name, words);
}

static int read_into(const char *path, const struct reader *outer, struct mfp_inventory *inventory,
                     struct mfp_error *error);

static int is_configuration(const struct dirent *entry)
{
    size_t length = strlen(entry->d_name);
    return entry->d_name[0] != '.' && length > 5 &&
           strcmp(entry->d_name + length - 5, ".conf") == 0;
}

static int read_directory(const char *path, struct reader *reader)
{
    struct dirent **entries = NULL;
    char file[PATH_MAX];
    int count = scandir(path, &entries, is_configuration, alphasort);
    int result = 0;
    if (count < 0) {
        mfp_format(file, sizeof(file), "%.900s: %s", path, strerror(errno));
        return fail(reader, -errno, NULL, "include", file);
    }
    for (int i = 0; i < count; i++) {
        mfp_format(file, sizeof(file), "%s/%s", path, entries[i]->d_name);
        if (result == 0)
            result = read_into(file, reader, reader->inventory, reader->error);
        free(entries[i]);
    }
    free(entries);
    return result;
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
    reader->result = S_ISDIR(status.st_mode)
                         ? read_directory(path, reader)
                         : read_into(path, reader, reader->inventory, reader->error);
    return reader->result;
}

static int repeated(struct reader *reader, const struct mfp_key *key)
{
    char words[64] = "";
    const struct mfp_section *section = current(reader);
    for (size_t i = 0; i < section->count; i++)
        if (section->entries[i].key == key)
            mfp_format(words, sizeof(words), "stands already at line %d", section->entries[i].line);
    return fail(reader, -EEXIST, reader->header, key->name, words);
}

static int set_entry(struct reader *reader, const char *name, const char *value)
{
    struct mfp_error reason;
    struct mfp_section *section = current(reader);
    const struct mfp_key *key = mfp_key_find(name);
    if (!key || !(key->sections & (1U << section->kind)))
        return unknown_key(reader, reader->header, section->kind, name);
    if (mfp_section_get(section, name))
        return repeated(reader, key);
    /* A device's address is a host's, a mailbox's one for RCPT. */
    if (section->kind == MFP_SECTION_MAILBOX && strcmp(name, "address") == 0 &&
        mfp_value_address(value, &reason) < 0)
        return fail(reader, -EINVAL, reader->header, name, reason.text);
    if (mfp_section_set(section, name, value, &reason) < 0)
        return fail(reader, -EINVAL, reader->header, name, reason.text);
    section->entries[section->count - 1].line = reader->line;
    return 0;
}

/* Called by inih for every key; 0 is its word for a failure. */
static int on_entry(void *context, const char *header, const char *name, const char *value)
{
    struct reader *reader = context;
    (void)header;
    if (reader->result < 0)
        return 0;
    bool outside = !reader->section || current(reader)->kind == MFP_SECTION_DEFAULTS;
    if (outside && strcmp(name, "include") == 0)
        return include(reader, value) == 0;
    if (!reader->section)
        return fail(reader, -EINVAL, NULL, name,
                    "stands in no section; sections are [defaults], [server NAME], [account NAME], "
                    "[mailbox NAME], [device NAME]") == 0;
    return set_entry(reader, name, value) == 0;
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

static int parse(struct reader *reader)
{
    struct stat status;
    if (fstat(fileno(reader->file), &status) < 0 || !S_ISREG(status.st_mode))
        return mfp_error_set(reader->error, -EINVAL, "%s: is no regular file", reader->path);
    reader->device = status.st_dev;
    reader->inode = status.st_ino;
    if (is_open(reader) || reader->depth > NESTING_MAX)
        return mfp_error_set(reader->error, -ELOOP, "%s:%d: include: %s includes itself",
                             reader->outer->path, reader->outer->line, reader->path);
    int line = ini_parse_stream(next_line, reader, on_entry, reader);
    if (reader->result == 0 && line != 0) {
        reader->line = line > 0 ? line : reader->line;
        fail(reader, -EINVAL, NULL, NULL, "is neither [SECTION] nor KEY = VALUE");
    }
    return reader->result;
}

/* Does not wait for the other end of a FIFO. */
static FILE *open_file(const char *path)
{
    int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY);
    FILE *file = fd < 0 ? NULL : fdopen(fd, "r");
    if (fd >= 0 && !file)
        close(fd);
    return file;
}

static int read_into(const char *path, const struct reader *outer, struct mfp_inventory *inventory,
                     struct mfp_error *error)
{
    struct reader reader = {
        .inventory = inventory,
        .error = error,
        .outer = outer,
        .depth = outer ? outer->depth + 1 : 0,
        .path = keep_path(inventory, path),
        .file = open_file(path),
    };
    int result;
    if (!reader.path)
        result = mfp_error_set(error, -ENOMEM, "out of memory");
    else if (!reader.file)
        result = mfp_error_set(error, -errno, "%s: %s", path, strerror(errno));
    else
        result = parse(&reader);
    if (reader.file)
        fclose(reader.file);
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
    int result = read_into(path, NULL, inventory, error);
    if (result == 0)
        result = check_references(inventory, error);
    if (result < 0)
        mfp_inventory_done(inventory);
    return result;
}
