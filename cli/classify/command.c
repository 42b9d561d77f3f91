/* The options of mfpmail classify, and which part of it runs. */
#include "cli/command.h"
#include "cli/classify/classify.h"

#include "core/value.h"
#include "failures/book.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

enum option_id {
    OPTION_TEXT = 1,
    OPTION_STAGE,
    OPTION_PROVIDER,
    OPTION_DEVICE,
    OPTION_EXPLAIN,
    OPTION_JSON,
    OPTION_BATCH,
    OPTION_SUMMARY,
    OPTION_FORMAT,
    OPTION_RULES,
};

static const struct mfp_option options[] = {
    {.name = "", .value = "TEXT", .id = OPTION_TEXT},
    {.letter = 's',
     .name = "stage",
     .value = "STAGE",
     .id = OPTION_STAGE,
     .help = "where in the dialogue: connect, greeting, ehlo, starttls, tls, auth, mail, rcpt, "
             "data, body"},
    {.letter = 'P',
     .name = "provider",
     .value = "NAME",
     .id = OPTION_PROVIDER,
     .help = "whose server it is: m365, google, or the server's host name"},
    {.letter = 'D',
     .name = "device",
     .value = "VENDOR",
     .id = OPTION_DEVICE,
     .help = "TEXT is what a device of that vendor shows"},
    {.letter = 'e',
     .name = "explain",
     .id = OPTION_EXPLAIN,
     .help = "which evidence decided, and what else was considered"},
    {.letter = 'j', .name = "json", .id = OPTION_JSON, .help = "JSON; of a log, an object a line"},
    {.letter = 'b',
     .name = "batch",
     .id = OPTION_BATCH,
     .help = "read lines of ID, stage and reply with tabs between"},
    {.letter = 'S',
     .name = "summary",
     .id = OPTION_SUMMARY,
     .help = "of a log, only counts by category, cause and owner"},
    {.letter = 'F',
     .name = "format",
     .value = "FORMAT",
     .id = OPTION_FORMAT,
     .help = "the log's format, default: recognised line by line"},
    {.name = "rules",
     .value = "DIR",
     .id = OPTION_RULES,
     .help = "own rules, default /etc/mfpmail/failures.d"},
    {0},
};

const struct mfp_word mfp_stage_aliases[] = {
    {.number = MFP_STAGE_GREETING, .name = "banner"},
    {.number = MFP_STAGE_EHLO, .name = "helo"},
    {.number = MFP_STAGE_RESOLVE, .name = "dns"},
    {.number = MFP_STAGE_MAIL, .name = "mail-from"},
    {.number = MFP_STAGE_RCPT, .name = "rcpt-to"},
    {.number = MFP_STAGE_BODY, .name = "end-of-data"},
    {0},
};

static int take_stage(struct mfp_classify *classify, const char *value, struct mfp_error *error)
{
    struct mfp_error reason;
    int number = MFP_STAGE_UNKNOWN;
    if (mfp_word_find(mfp_stage_aliases, value, &number) < 0 &&
        mfp_value_word(value, mfp_stage_words, &number, &reason) < 0)
        return mfp_error_set(error, -EINVAL, "--stage: %s", reason.text);
    classify->circumstances.stage = (enum mfp_stage)number;
    return 0;
}

static int take_provider(struct mfp_classify *classify, const char *value, struct mfp_error *error)
{
    const struct mfp_book *book = &mfp_book_built_in;
    char list[512] = "";
    const struct mfp_provider *provider =
        mfp_provider_find(book->providers, book->provider_count, value);
    if (!provider)
        provider = mfp_provider_of_host(book->providers, book->provider_count, value);
    for (size_t i = 0; i < book->provider_count; i++) {
        size_t used = strlen(list);
        mfp_format(list + used, sizeof(list) - used, "%s%s", i ? ", " : "",
                   book->providers[i].name);
    }
    if (!provider)
        return mfp_error_set(error, -EINVAL,
                             "--provider: '%.40s' is neither a name nor a host of "
                             "one; names are %s",
                             value, list);
    classify->circumstances.provider = provider->name;
    return 0;
}

static int take_format(struct mfp_classify *classify, const char *value, struct mfp_error *error)
{
    char list[256] = "";
    classify->format = mfp_log_format_find(value);
    for (size_t i = 0; mfp_log_formats[i]; i++) {
        size_t used = strlen(list);
        mfp_format(list + used, sizeof(list) - used, "%s%s", i ? ", " : "",
                   mfp_log_formats[i]->name);
    }
    return classify->format
               ? 0
               : mfp_error_set(error, -EINVAL, "--format: '%.40s' is not known, allowed: %s", value,
                               list);
}

static int take(void *context, const struct mfp_option *option, const char *value,
                struct mfp_error *error)
{
    struct mfp_classify *classify = context;
    switch ((enum option_id)option->id) {
    case OPTION_TEXT:
        if (classify->text)
            return mfp_error_set(error, -EINVAL, "more than one TEXT; quote it as one argument");
        classify->text = value;
        break;
    case OPTION_STAGE:
        return take_stage(classify, value, error);
    case OPTION_PROVIDER:
        return take_provider(classify, value, error);
    case OPTION_DEVICE:
        classify->vendor = value;
        break;
    case OPTION_EXPLAIN:
        classify->explain = true;
        break;
    case OPTION_JSON:
        classify->json = true;
        break;
    case OPTION_BATCH:
        classify->batch = true;
        break;
    case OPTION_SUMMARY:
        classify->summary = true;
        break;
    case OPTION_FORMAT:
        return take_format(classify, value, error);
    case OPTION_RULES:
        classify->rules = value;
        break;
    }
    return 0;
}

static int check(const struct mfp_classify *classify, struct mfp_error *error)
{
    if (classify->batch && classify->text)
        return mfp_error_set(error, -EINVAL, "--batch reads standard input and takes no TEXT");
    if (classify->batch && (classify->json || classify->explain || classify->summary))
        return mfp_error_set(error, -EINVAL,
                             "--batch has one form of output: no --json, --explain, --summary");
    if (classify->vendor && !classify->text)
        return mfp_error_set(error, -EINVAL,
                             "--device needs what the device shows, as in --device kyocera 1102");
    if (classify->text && classify->summary)
        return mfp_error_set(error, -EINVAL, "--summary counts a log and takes no TEXT");
    if (!classify->text && isatty(STDIN_FILENO))
        return mfp_error_set(error, -EINVAL,
                             "what? Give a reply, as in '550 5.7.60 ...', or a log on standard "
                             "input");
    return 0;
}

static int run(void *settings, struct mfp_error *error)
{
    struct mfp_classify *classify = settings;
    int result = check(classify, error);
    if (result < 0)
        return result;
    result = mfp_failures_new(&classify->failures, classify->rules, error);
    if (result < 0)
        return result;
    classify->knowledge = mfp_failures_knowledge(classify->failures);
    if (classify->batch)
        result = mfp_classify_batch(classify, error);
    else if (!classify->text)
        result = mfp_classify_log(classify, error);
    else if (classify->vendor)
        result = mfp_classify_device(classify, error);
    else
        result = mfp_classify_one(classify, error);
    mfp_failures_free(classify->failures);
    return result;
}

const struct mfp_command mfp_command_classify = {
    .name = "classify",
    .purpose = "says what a reply, a device's code or a log of failed sends means",
    .usage = "mfpmail classify [OPTIONS] 'REPLY'\n"
             "       mfpmail classify --device VENDOR 'CODE'\n"
             "       mfpmail classify [OPTIONS] <LOG\n"
             "       mfpmail classify --batch <TABLE",
    .text = "Says which kind of failure it is, who must act and what to do.\n\n"
            "  mfpmail classify '550 5.7.60 SMTP; Client does not have permissions ...'\n"
            "  mfpmail classify --device oki E535\n"
            "  mfpmail classify --summary </var/log/mail.log",
    .options = options,
    .settings_size = sizeof(struct mfp_classify),
    .take = take,
    .run = run,
};
