#include "core/dialogue.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void mfp_dialogue_done(struct mfp_dialogue *dialogue)
{
    for (size_t i = 0; i < dialogue->count; i++)
        free(dialogue->lines[i].text);
    for (size_t i = 0; i < dialogue->setting_count; i++) {
        free(dialogue->settings[i].group);
        free(dialogue->settings[i].name);
        free(dialogue->settings[i].value);
    }
    free(dialogue->lines);
    free(dialogue->settings);
    free(dialogue->path);
    *dialogue = (struct mfp_dialogue){0};
}

const char *mfp_dialogue_get(const struct mfp_dialogue *dialogue, const char *group,
                             const char *name)
{
    for (size_t i = 0; i < dialogue->setting_count; i++) {
        const struct mfp_setting *setting = &dialogue->settings[i];
        if (strcmp(setting->group, group) == 0 && strcmp(setting->name, name) == 0)
            return setting->value;
    }
    return NULL;
}

static int add_setting(struct mfp_dialogue *dialogue, const char *group, const char *pair)
{
    const char *equals = strchr(pair, '=');
    struct mfp_setting *settings =
        reallocarray(dialogue->settings, dialogue->setting_count + 1, sizeof(*dialogue->settings));
    if (!settings)
        return -ENOMEM;
    dialogue->settings = settings;
    struct mfp_setting *setting = &settings[dialogue->setting_count++];
    *setting = (struct mfp_setting){
        .group = strdup(group),
        .name = strndup(pair, (size_t)(equals - pair)),
        .value = strdup(equals + 1),
    };
    return setting->group && setting->name && setting->value ? 0 : -ENOMEM;
}

/* "@ expect category=auth stage=auth" */
static int read_settings(struct mfp_dialogue *dialogue, char *text, int number,
                         struct mfp_error *error)
{
    char *rest = NULL;
    char *group = strtok_r(text, " \t", &rest);
    if (!group)
        return mfp_error_set(error, -EINVAL, "%s:%d: '@' needs a group: device, expect or server",
                             dialogue->path, number);
    for (char *pair; (pair = strtok_r(NULL, " \t", &rest));) {
        if (!strchr(pair, '='))
            return mfp_error_set(error, -EINVAL, "%s:%d: '%s' is not KEY=VALUE", dialogue->path,
                                 number, pair);
        if (add_setting(dialogue, group, pair) < 0)
            return mfp_error_set(error, -ENOMEM, "%s: out of memory", dialogue->path);
    }
    return 0;
}

static int add_line(struct mfp_dialogue *dialogue, enum mfp_line_kind kind, int number,
                    int64_t at_us, const char *text)
{
    struct mfp_line *lines =
        reallocarray(dialogue->lines, dialogue->count + 1, sizeof(*dialogue->lines));
    if (!lines)
        return -ENOMEM;
    dialogue->lines = lines;
    lines[dialogue->count] =
        (struct mfp_line){.kind = kind, .number = number, .at_us = at_us, .text = strdup(text)};
    return lines[dialogue->count++].text ? 0 : -ENOMEM;
}

static bool has_word(const char *text, const char *word)
{
    size_t length = strlen(word);
    return strncmp(text, word, length) == 0 && (!text[length] || text[length] == ' ');
}

/* What follows the first word. */
static const char *behind_word(const char *text)
{
    text += strcspn(text, " ");
    return text + strspn(text, " ");
}

static bool kind_of(char mark, const char *text, enum mfp_line_kind *kind)
{
    switch (mark) {
    case '>':
        *kind = MFP_LINE_COMMAND;
        return true;
    case '<':
        *kind = MFP_LINE_REPLY;
        return true;
    case '=':
        *kind = MFP_LINE_BODY;
        return true;
    case '!':
        *kind = MFP_LINE_FAULT;
        return true;
    case '%':
        *kind = MFP_LINE_SERVER;
        return true;
    case '*':
        *kind = has_word(text, "tls")       ? MFP_LINE_TLS
                : has_word(text, "connect") ? MFP_LINE_CONNECT
                                            : MFP_LINE_NOTE;
        return true;
    default:
        return false;
    }
}

/* "0.014 < 250 ok": the time is optional. Moves *text past it. */
static int64_t read_time(char **text)
{
    char *end;
    char *start = *text + strspn(*text, " \t");
    double seconds = strtod(start, &end);
    if (end == start || *end != ' ')
        return -1;
    *text = end + strspn(end, " \t");
    return (int64_t)(seconds * 1e6 + 0.5);
}

static int read_line(struct mfp_dialogue *dialogue, char *text, int number, struct mfp_error *error)
{
    enum mfp_line_kind kind;
    char *start = text + strspn(text, " \t");
    if (!*start || *start == '#')
        return 0;
    int64_t at_us = read_time(&start);
    char mark = *start;
    if (mark && start[1] && start[1] != ' ')
        mark = '\0';
    char *rest = *start ? start + 1 + (start[1] == ' ' ? 1 : 0) : start;
    if (mark == '@')
        return read_settings(dialogue, rest, number, error);
    if (!kind_of(mark, rest, &kind))
        return mfp_error_set(error, -EINVAL,
                             "%s:%d: a line begins with one of @ * > < = ! %% # and a blank",
                             dialogue->path, number);
    if (add_line(dialogue, kind, number, at_us, rest) < 0)
        return mfp_error_set(error, -ENOMEM, "%s: out of memory", dialogue->path);
    return 0;
}

int mfp_dialogue_read(struct mfp_dialogue *dialogue, const char *path, struct mfp_error *error)
{
    char *line = NULL;
    size_t room = 0;
    ssize_t length;
    int result = 0;

    *dialogue = (struct mfp_dialogue){.path = strdup(path)};
    FILE *file = fopen(path, "re");
    if (!file || !dialogue->path) {
        result = mfp_error_set(error, -errno, "%s: %s", path, strerror(errno));
        goto out;
    }
    for (int number = 1; result == 0 && (length = getline(&line, &room, file)) >= 0; number++) {
        while (length > 0 && (line[length - 1] == '\n' || line[length - 1] == '\r'))
            line[--length] = '\0';
        result = read_line(dialogue, line, number, error);
    }
    if (result == 0 && ferror(file))
        result = mfp_error_set(error, -EIO, "%s: cannot be read", path);
out:
    free(line);
    if (file)
        fclose(file);
    if (result < 0)
        mfp_dialogue_done(dialogue);
    return result;
}

/* "closed [DETAIL]" and the server's own "% close": how they look from the probe's side. */
static void play_fault(struct mfp_transcript *transcript, const struct mfp_line *line, int64_t at)
{
    static const struct {
        const char *verb;
        enum mfp_fault_kind kind;
    } directions[] = {
        {.verb = "close", .kind = MFP_FAULT_CLOSED},
        {.verb = "reset", .kind = MFP_FAULT_RESET},
        {.verb = "stall", .kind = MFP_FAULT_TIMEOUT},
    };
    char name[64];
    size_t length = strcspn(line->text, " ");
    enum mfp_fault_kind kind;

    mfp_format(name, sizeof(name), "%.*s", (int)length, line->text);
    if (line->kind == MFP_LINE_FAULT && mfp_fault_find(name, &kind) == 0)
        mfp_transcript_fault(transcript, at, kind, 0,
                             line->text + length + (line->text[length] ? 1 : 0));
    for (size_t i = 0; i < sizeof(directions) / sizeof(directions[0]); i++)
        if (line->kind == MFP_LINE_SERVER && strcmp(directions[i].verb, name) == 0)
            mfp_transcript_fault(transcript, at, directions[i].kind, 0, "");
}

static void play_line(struct mfp_transcript *transcript, const struct mfp_line *line)
{
    int64_t at = line->at_us >= 0 ? line->at_us : transcript->last_us;
    size_t length = strlen(line->text);
    switch (line->kind) {
    case MFP_LINE_COMMAND:
        mfp_transcript_add(transcript, MFP_EVENT_COMMAND, at, line->text, length);
        break;
    case MFP_LINE_REPLY:
        mfp_transcript_add(transcript, MFP_EVENT_REPLY, at, line->text, length);
        break;
    case MFP_LINE_BODY:
        mfp_transcript_body(transcript, at, strtoll(line->text, NULL, 10));
        break;
    case MFP_LINE_TLS:
        mfp_transcript_add(transcript, MFP_EVENT_TLS, at, behind_word(line->text),
                           strlen(behind_word(line->text)));
        break;
    case MFP_LINE_CONNECT:
        mfp_transcript_add(transcript, MFP_EVENT_CONNECT, at, behind_word(line->text),
                           strlen(behind_word(line->text)));
        break;
    case MFP_LINE_NOTE:
        mfp_transcript_add(transcript, MFP_EVENT_NOTE, at, line->text, length);
        break;
    case MFP_LINE_FAULT:
    case MFP_LINE_SERVER:
        play_fault(transcript, line, at);
        break;
    }
}

static bool has_command(const struct mfp_dialogue *dialogue, const char *verb)
{
    for (size_t i = 0; i < dialogue->count; i++)
        if (dialogue->lines[i].kind == MFP_LINE_COMMAND &&
            strncmp(dialogue->lines[i].text, verb, strlen(verb)) == 0)
            return true;
    return false;
}

/* What the device was set up to do; what the dialogue leaves out follows from its lines. */
static void play_device(const struct mfp_dialogue *dialogue, struct mfp_transcript *transcript)
{
    const char *tls = mfp_dialogue_get(dialogue, "device", "tls");
    const char *until = mfp_dialogue_get(dialogue, "device", "until");
    const char *user = mfp_dialogue_get(dialogue, "device", "user");
    const char *auth = mfp_dialogue_get(dialogue, "device", "auth");
    const char *verify = mfp_dialogue_get(dialogue, "device", "tls-verify");
    int number;

    if (tls && mfp_word_find(mfp_tls_mode_words, tls, &number) == 0)
        transcript->tls = (enum mfp_tls_mode)number;
    if (until && mfp_word_find(mfp_depth_words, until, &number) == 0)
        transcript->depth = (enum mfp_depth)number;
    transcript->tls_verify = !verify || strcmp(verify, "no") != 0;
    transcript->login = transcript->depth >= MFP_DEPTH_AUTH &&
                        (user ? strcmp(user, "-") != 0 : auth || has_command(dialogue, "AUTH"));
}

/* A dialogue may leave out that it is connected; one that begins with a fault is not, and the
 * name was found unless the fault is the resolver's. */
static void play_beginning(const struct mfp_dialogue *dialogue, struct mfp_transcript *transcript)
{
    const struct mfp_line *first = dialogue->count ? &dialogue->lines[0] : NULL;
    char name[64];
    enum mfp_fault_kind kind;
    if (!first || first->kind == MFP_LINE_CONNECT)
        return;
    if (first->kind != MFP_LINE_FAULT) {
        mfp_transcript_add(transcript, MFP_EVENT_CONNECT, 0, "", 0);
        return;
    }
    mfp_format(name, sizeof(name), "%.*s", (int)strcspn(first->text, " "), first->text);
    if (mfp_fault_find(name, &kind) == 0 && kind > MFP_FAULT_RESOLVER_FAILED)
        mfp_transcript_enter(transcript, MFP_STAGE_CONNECT, 0);
}

void mfp_dialogue_transcript(const struct mfp_dialogue *dialogue, struct mfp_transcript *transcript)
{
    mfp_transcript_init(transcript);
    play_device(dialogue, transcript);
    play_beginning(dialogue, transcript);
    for (size_t i = 0; i < dialogue->count; i++)
        play_line(transcript, &dialogue->lines[i]);
}
