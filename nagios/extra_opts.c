#include "nagios/extra_opts.h"

#include "core/text.h"

#include <errno.h>
#include <ini.h>
#include <limits.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static const char option_name[] = "--extra-opts";

/* Where Monitoring Plugins look, in this order after the environment. */
static const char *const default_files[] = {
    "/etc/monitoring-plugins/monitoring-plugins.ini",
    "/etc/monitoring-plugins/plugins.ini",
    "/etc/nagios/plugins.ini",
    "/etc/monitoring-plugins.ini",
    "/usr/local/etc/monitoring-plugins.ini",
};

static const char *const file_names[] = {"monitoring-plugins.ini", "plugins.ini",
                                         "nagios-plugins.ini"};

struct words {
    char **list;
    size_t count;
    bool failed;
};

static void add_word(struct words *words, char *word)
{
    char **list = reallocarray(words->list, words->count + 2, sizeof(*list));
    if (!list || !word) {
        words->failed = true;
        free(word);
        return;
    }
    words->list = list;
    list[words->count++] = word;
    list[words->count] = NULL;
}

struct reading {
    struct words *words;
    const char *section;
    FILE *file;
    bool found;    /* the section exists */
    bool inside;   /* the line belongs to it */
    bool too_long; /* one of its lines does not fit */
};

static int on_entry(void *context, const char *section, const char *name, const char *value)
{
    struct reading *reading = context;
    char *word = NULL;
    (void)section;
    bool letter = strlen(name) == 1;
    bool alone = !value[0];
    if (asprintf(&word, "%s%s%s%s", letter ? "-" : "--", name, letter || alone ? "" : "=", value) <
        0)
        word = NULL;
    add_word(reading->words, word);
    return 1;
}

/* The rest of a line that did not fit. */
static bool skip_rest(FILE *file, const char *buffer)
{
    bool whole = strchr(buffer, '\n') != NULL;
    for (int octet = whole ? '\n' : 0; octet != '\n' && octet != EOF;)
        octet = getc(file);
    return !whole && !feof(file);
}

/* The file is shared with other plugins: inih sees our section alone, and other sections may
 * hold what it could not read. */
static char *next_line(char *buffer, int size, void *stream)
{
    struct reading *reading = stream;
    if (!fgets(buffer, size, reading->file))
        return NULL;
    bool cut = skip_rest(reading->file, buffer);
    const char *start = buffer + strspn(buffer, " \t");
    size_t length = strlen(reading->section);
    if (*start == '[')
        reading->inside =
            strncmp(start + 1, reading->section, length) == 0 && start[1 + length] == ']';
    reading->found = reading->found || reading->inside;
    reading->too_long = reading->too_long || (cut && reading->inside);
    if (!reading->inside || *start == '[')
        mfp_format(buffer, (size_t)size, "\n");
    return buffer;
}

/* NAGIOS_CONFIG_PATH: directories, separated by colons. */
static bool find_in_path(const char *path, char *file, size_t size)
{
    while (*path) {
        size_t length = strcspn(path, ":");
        for (size_t i = 0; i < sizeof(file_names) / sizeof(file_names[0]); i++) {
            snprintf(file, size, "%.*s/%s", (int)length, path, file_names[i]);
            if (access(file, R_OK) == 0)
                return true;
        }
        path += length + (path[length] ? 1 : 0);
    }
    return false;
}

static const char *default_file(char *buffer, size_t size)
{
    const char *file = getenv("MP_CONFIG_FILE");
    const char *path = getenv("NAGIOS_CONFIG_PATH");
    if (file && *file)
        return file;
    if (path && find_in_path(path, buffer, size))
        return buffer;
    for (size_t i = 0; i < sizeof(default_files) / sizeof(default_files[0]); i++)
        if (access(default_files[i], R_OK) == 0)
            return default_files[i];
    return default_files[0];
}

/* ARGUMENT: "", "SECTION", "@FILE" or "SECTION@FILE". */
static int read_options(const char *program, const char *argument, struct words *words,
                        struct mfp_error *error)
{
    char section[64], found[PATH_MAX];
    const char *at = strchr(argument, '@');
    size_t length = at ? (size_t)(at - argument) : strlen(argument);
    const char *file = at ? at + 1 : default_file(found, sizeof(found));
    if (length >= sizeof(section))
        return mfp_error_set(error, -EINVAL, "--extra-opts: the section's name is too long");
    snprintf(section, sizeof(section), "%.*s", (int)length, argument);
    struct reading reading = {
        .words = words, .section = length ? section : program, .file = fopen(file, "re")};
    if (!reading.file)
        return mfp_error_set(error, -ENOENT, "--extra-opts: %s: %s", file, strerror(errno));
    int line = ini_parse_stream(next_line, &reading, on_entry, &reading);
    fclose(reading.file);
    if (reading.too_long)
        return mfp_error_set(error, -EINVAL, "--extra-opts: %s: a line of [%s] is too long", file,
                             reading.section);
    if (line != 0)
        return mfp_error_set(error, -EINVAL, "%s:%d: is neither [SECTION] nor KEY = VALUE", file,
                             line);
    if (!reading.found)
        return mfp_error_set(error, -ENOENT, "--extra-opts: %s has no section [%s]", file,
                             reading.section);
    return 0;
}

/* The argument of --extra-opts at ARGV[*at], which may be the next word; NULL if it is another
 * option. */
static const char *argument_of(int argc, char **argv, int *at)
{
    size_t length = sizeof(option_name) - 1;
    if (strncmp(argv[*at], option_name, length) != 0)
        return NULL;
    if (argv[*at][length] == '=')
        return argv[*at] + length + 1;
    if (argv[*at][length])
        return NULL;
    if (*at + 1 < argc && argv[*at + 1][0] != '-')
        return argv[++*at];
    return "";
}

int mfp_extra_opts(const char *program, int argc, char **argv, char ***out, int *count,
                   struct mfp_error *error)
{
    struct words words = {0};
    int result = 0;
    add_word(&words, strdup(argc > 0 ? argv[0] : program));
    for (int i = 1; result == 0 && i < argc; i++) {
        const char *argument = argument_of(argc, argv, &i);
        if (argument)
            result = read_options(program, argument, &words, error);
    }
    for (int i = 1; result == 0 && i < argc; i++)
        if (!argument_of(argc, argv, &i))
            add_word(&words, strdup(argv[i]));
    if (result == 0 && words.failed)
        result = mfp_error_set(error, -ENOMEM, "out of memory");
    if (result < 0) {
        mfp_extra_opts_free(words.list);
        return result;
    }
    *out = words.list;
    *count = (int)words.count;
    return 0;
}

void mfp_extra_opts_free(char **words)
{
    for (char **word = words; word && *word; word++)
        free(*word);
    free(words);
}
