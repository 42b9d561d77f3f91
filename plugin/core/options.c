#include "core/options.h"

#include <errno.h>
#include <string.h>

enum { NAMES_MAX = 96, HELP_COLUMN = 26, HELP_WIDTH = 80 };

static const struct mfp_option *by_letter(const struct mfp_option *const *tables, char letter)
{
    for (; letter && *tables; tables++)
        for (const struct mfp_option *option = *tables; option->name; option++)
            if (option->letter == letter)
                return option;
    return NULL;
}

static const struct mfp_option *by_name(const struct mfp_option *const *tables, const char *name,
                                        size_t length)
{
    for (; *tables; tables++)
        for (const struct mfp_option *option = *tables; option->name; option++)
            if (strlen(option->name) == length && strncmp(option->name, name, length) == 0)
                return option;
    return NULL;
}

/* Whoever looks for a password option gets told where passwords go. */
static bool is_password(const char *name)
{
    return strncmp(name, "pass", 4) == 0 || strncmp(name, "pw", 2) == 0;
}

static int unknown(const struct mfp_option *const *tables, const char *name, size_t length,
                   struct mfp_error *error)
{
    const char *names[NAMES_MAX + 1] = {0};
    char word[64];
    size_t count = 0;
    mfp_format(word, sizeof(word), "%.*s", (int)(length < 40 ? length : 40), name);
    if (is_password(word))
        return mfp_error_set(error, -EINVAL,
                             "--%s: a password does not stand on a command line, where everybody "
                             "can read it, use --secret file:PATH",
                             word);
    for (; *tables; tables++)
        for (const struct mfp_option *option = *tables; option->name && count < NAMES_MAX; option++)
            if (option->name[0])
                names[count++] = option->name;
    const char *nearest = mfp_text_nearest(word, names);
    return mfp_error_set(error, -EINVAL, "unknown option --%s%s%s, see --help", word,
                         nearest ? ", did you mean --" : "", nearest ? nearest : "");
}

/* One word of the command line and the value that may be in the next. */
struct cursor {
    int argc, at;
    char **argv;
};

static int value_of(struct cursor *cursor, const struct mfp_option *option, const char *attached,
                    const char **value, struct mfp_error *error)
{
    *value = attached;
    if (!option->value && attached)
        return mfp_error_set(error, -EINVAL, "--%s takes no value", option->name);
    if (!option->value || attached)
        return 0;
    if (cursor->at + 1 >= cursor->argc)
        return mfp_error_set(error, -EINVAL, "--%s needs a value: %s", option->name, option->value);
    *value = cursor->argv[++cursor->at];
    return 0;
}

static int parse_long(const struct mfp_option *const *tables, struct cursor *cursor,
                      mfp_option_take *take, void *context, struct mfp_error *error)
{
    const char *word = cursor->argv[cursor->at] + 2;
    const char *equals = strchr(word, '=');
    size_t length = equals ? (size_t)(equals - word) : strlen(word);
    const struct mfp_option *option = length ? by_name(tables, word, length) : NULL;
    const char *value;
    if (!option)
        return unknown(tables, word, length, error);
    int result = value_of(cursor, option, equals ? equals + 1 : NULL, &value, error);
    return result < 0 ? result : take(context, option, value, error);
}

/* "-vv", "-t30", "-t 30" */
static int parse_short(const struct mfp_option *const *tables, struct cursor *cursor,
                       mfp_option_take *take, void *context, struct mfp_error *error)
{
    const char *word = cursor->argv[cursor->at] + 1;
    int result = 0;
    while (result == 0 && *word) {
        const struct mfp_option *option = by_letter(tables, *word);
        const char *value = NULL;
        if (!option)
            return mfp_error_set(error, -EINVAL, "unknown option -%c, see --help",
                                 *word > ' ' && *word < 0x7f ? *word : '?');
        word++;
        if (option->value) {
            result = value_of(cursor, option, *word ? word : NULL, &value, error);
            word = "";
        }
        if (result == 0)
            result = take(context, option, value, error);
    }
    return result;
}

int mfp_options_parse(const struct mfp_option *const *tables, int argc, char **argv,
                      mfp_option_take *take, void *context, struct mfp_error *error)
{
    struct cursor cursor = {.argc = argc, .argv = argv};
    const struct mfp_option *plain = by_name(tables, "", 0);
    bool ended = false;
    int result = 0;
    for (cursor.at = 1; result == 0 && cursor.at < argc; cursor.at++) {
        const char *word = argv[cursor.at];
        if (!ended && plain && strcmp(word, "--") == 0)
            ended = true;
        else if (!ended && strncmp(word, "--", 2) == 0 && word[2])
            result = parse_long(tables, &cursor, take, context, error);
        else if (!ended && word[0] == '-' && word[1] && word[1] != '-')
            result = parse_short(tables, &cursor, take, context, error);
        else if (plain)
            result = take(context, plain, word, error);
        else
            result = mfp_error_set(error, -EINVAL, "argument %d belongs to no option, see --help",
                                   cursor.at);
    }
    return result;
}

int mfp_options_complain(const struct mfp_option *option, int result,
                         const struct mfp_error *reason, struct mfp_error *error)
{
    bool named = option->name[0];
    return result < 0 ? mfp_error_set(error, result, "%s%s%s%s", named ? "--" : "", option->name,
                                      named ? ": " : "", reason->text)
                      : result;
}

void mfp_options_help(const struct mfp_option *table, struct mfp_text *out)
{
    for (const struct mfp_option *option = table; option->name; option++) {
        char words[80], letter[8] = "   ";
        if (!option->help || !option->name[0])
            continue;
        if (option->letter)
            mfp_format(letter, sizeof(letter), "-%c,", option->letter);
        mfp_format(words, sizeof(words), " %s --%s%s%s", letter, option->name,
                   option->value ? " " : "", option->value ? option->value : "");
        if (strlen(words) >= HELP_COLUMN)
            mfp_text_printf(out, "%s\n%*s", words, HELP_COLUMN, "");
        else
            mfp_text_printf(out, "%-*s", HELP_COLUMN, words);
        mfp_text_wrap(out, option->help, HELP_COLUMN, HELP_WIDTH - 1);
    }
}
