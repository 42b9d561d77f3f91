#include "ini/ini.h"

#include "core/text.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <ini.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

struct reader {
    struct mfp_ini_place place;
    const struct mfp_ini_handler *handler;
    void *context;
    struct mfp_error *error;
    FILE *file;
    bool indented;
    int result;
};

int mfp_ini_fail(const struct mfp_ini_place *place, int result, const char *section,
                 const char *name, const char *words, struct mfp_error *error)
{
    char where[192] = "";
    if (section && section[0])
        mfp_format(where, sizeof(where), "[%.100s]%s%.64s: ", section, name ? " " : "",
                   name ? name : "");
    else if (name)
        mfp_format(where, sizeof(where), "%.64s: ", name);
    return mfp_error_set(error, result, "%s:%d: %s%s", place->path, place->line, where, words);
}

static void fail(struct reader *reader, int result, const char *section, const char *words)
{
    if (reader->result == 0)
        reader->result = mfp_ini_fail(&reader->place, result, section, NULL, words, reader->error);
}

/* inih hands out the header with every key only, cuts it, and does not tell an empty section or a
 * repeated one, so headers are read here. */
static void on_header(struct reader *reader, const char *line)
{
    char *section = reader->place.section;
    const char *begin = line + 1 + strspn(line + 1, " \t");
    size_t length = strcspn(begin, "]\r\n");
    const char *behind = begin + length + (begin[length] == ']' ? 1 : 0);
    behind += strspn(behind, " \t");
    while (length && (begin[length - 1] == ' ' || begin[length - 1] == '\t'))
        length--;
    mfp_format(section, sizeof(reader->place.section), "%.*s", (int)length, begin);
    if (*behind && !strchr("\r\n;#", *behind))
        fail(reader, -EINVAL, section, "nothing may stand behind ']'");
    if (reader->result == 0)
        reader->result =
            reader->handler->section(reader->context, &reader->place, section, reader->error);
}

/* One line into BUFFER, with its LF. Returns its length; 0 at the end or after a mistake. */
static size_t get_line(struct reader *reader, char *buffer, int size)
{
    size_t length = 0;
    int octet = 0;
    while (reader->result == 0 && octet != '\n' && length + 1 < (size_t)size &&
           (octet = getc(reader->file)) != EOF)
        buffer[length++] = (char)octet;
    buffer[length] = '\0';
    if (length == 0)
        return 0;
    reader->place.line++;
    if (strlen(buffer) < length)
        fail(reader, -EINVAL, NULL, "the line has a NUL octet");
    else if (length + 1 == (size_t)size && buffer[length - 1] != '\n')
        fail(reader, -EINVAL, NULL, "the line is longer than 198 characters");
    return reader->result == 0 ? length : 0;
}

/* inih's view of the file. It would cut long lines, and take every indented line for the
 * continuation of the one before. */
static char *next_line(char *buffer, int size, void *stream)
{
    struct reader *reader = stream;
    size_t length = get_line(reader, buffer, size);
    if (length == 0)
        return NULL;
    if (reader->place.line == 1 && strncmp(buffer, "\xef\xbb\xbf", 3) == 0) {
        memmove(buffer, buffer + 3, length - 2);
        length -= 3;
    }
    size_t blanks = strspn(buffer, " \t");
    reader->indented = blanks > 0 && reader->handler->continuation;
    if (!reader->indented)
        memmove(buffer, buffer + blanks, length - blanks + 1);
    if (buffer[0] == '[')
        on_header(reader, buffer);
    return buffer;
}

/* Called by inih for every key; 0 is its word for a failure. */
static int on_entry(void *context, const char *header, const char *name, const char *value)
{
    struct reader *reader = context;
    (void)header;
    if (reader->result == 0)
        reader->result = reader->handler->entry(reader->context, &reader->place, name, value,
                                                reader->indented, reader->error);
    return reader->result == 0;
}

int mfp_ini_read(FILE *file, const char *path, const struct mfp_ini_handler *handler, void *context,
                 struct mfp_error *error)
{
    struct reader reader = {
        .place = {.path = path},
        .handler = handler,
        .context = context,
        .error = error,
        .file = file,
    };
    int line = ini_parse_stream(next_line, &reader, on_entry, &reader);
    if (reader.result == 0 && line != 0) {
        reader.place.line = line > 0 ? line : reader.place.line;
        fail(&reader, -EINVAL, NULL, "is neither [SECTION] nor KEY = VALUE");
    }
    return reader.result;
}

int mfp_ini_open(const char *path, FILE **file, struct mfp_error *error)
{
    struct stat status;
    int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY);
    if (fd < 0)
        return mfp_error_set(error, -errno, "%s: %s", path, strerror(errno));
    if (fstat(fd, &status) < 0 || !S_ISREG(status.st_mode)) {
        close(fd);
        return mfp_error_set(error, -EINVAL, "%s: is no regular file", path);
    }
    *file = fdopen(fd, "r");
    if (!*file) {
        close(fd);
        return mfp_error_set(error, -ENOMEM, "%s: out of memory", path);
    }
    return 0;
}

static int is_configuration(const struct dirent *entry)
{
    size_t length = strlen(entry->d_name);
    return entry->d_name[0] != '.' && length > 5 &&
           strcmp(entry->d_name + length - 5, ".conf") == 0;
}

int mfp_ini_each_file(const char *directory,
                      int (*each)(void *context, const char *path, struct mfp_error *error),
                      void *context, struct mfp_error *error)
{
    struct dirent **entries = NULL;
    char path[PATH_MAX];
    int count = scandir(directory, &entries, is_configuration, alphasort);
    int result = 0;
    if (count < 0)
        return mfp_error_set(error, -errno, "%s: %s", directory, strerror(errno));
    for (int i = 0; i < count; i++) {
        mfp_format(path, sizeof(path), "%s/%s", directory, entries[i]->d_name);
        if (result == 0)
            result = each(context, path, error);
        free(entries[i]);
    }
    free(entries);
    return result;
}
