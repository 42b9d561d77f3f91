#include "failures/failures.h"

#include "core/reply.h"
#include "failures/book.h"
#include "failures/filter.h"
#include "failures/mask.h"
#include "failures/pattern.h"
#include "ini/ini.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static const char default_rules[] = MFPMAIL_CONFIG_DIR "/failures.d";

struct mfp_failures {
    struct mfp_knowledge knowledge;
    struct mfp_patterns *patterns;
    struct mfp_book_reader *reader; /* owns the local rows; NULL: there are none */
    /* The text that is searched, without the names in it. */
    size_t length;
    char masked[MFP_REPLY_TEXT_SIZE];
};

static void open_text(void *context, const char *text, size_t length, uint64_t *candidates)
{
    struct mfp_failures *failures = context;
    if (length > sizeof(failures->masked))
        length = sizeof(failures->masked);
    memcpy(failures->masked, text, length);
    failures->length = length;
    mfp_mask_names(failures->masked, length);
    if (candidates)
        mfp_filter_run(&mfp_filter_built_in, failures->masked, length, candidates);
}

static bool search(void *context, const struct mfp_pattern *pattern)
{
    const struct mfp_failures *failures = context;
    return mfp_patterns_search(failures->patterns, pattern, failures->masked, failures->length);
}

static int read_rules_file(void *context, const char *path, struct mfp_error *error)
{
    struct mfp_failures *failures = context;
    if (!failures->reader)
        failures->reader = mfp_book_reader_new(&mfp_book_built_in);
    if (!failures->reader)
        return mfp_error_set(error, -ENOMEM, "failures: out of memory");
    return mfp_book_read(failures->reader, path, NULL, error);
}

static int read_rules(struct mfp_failures *failures, const char *rules, struct mfp_book *local,
                      struct mfp_error *error)
{
    int result = 0;
    if (!rules && access(default_rules, F_OK) == 0)
        rules = default_rules;
    if (rules && rules[0])
        result = mfp_ini_each_file(rules, read_rules_file, failures, error);
    if (result == 0 && failures->reader)
        result = mfp_book_finish(failures->reader, local, error);
    return result;
}

int mfp_failures_new(struct mfp_failures **out, const char *rules, struct mfp_error *error)
{
    struct mfp_book local = mfp_book_built_in;
    struct mfp_failures *failures = calloc(1, sizeof(*failures));
    if (!failures)
        return mfp_error_set(error, -ENOMEM, "failures: out of memory");
    int result = read_rules(failures, rules, &local, error);
    if (result == 0) {
        failures->patterns = mfp_patterns_new(local.pattern_count);
        if (!failures->patterns)
            result = mfp_error_set(error, -ENOMEM, "failures: out of memory");
    }
    if (result < 0) {
        mfp_failures_free(failures);
        return result;
    }
    failures->knowledge = (struct mfp_knowledge){
        .causes = local.causes,
        .cause_count = local.cause_count,
        .built_in = {.rows = mfp_book_built_in.evidence, .count = mfp_book_built_in.evidence_count},
        .open = open_text,
        .search = search,
        .context = failures,
    };
    if (failures->reader)
        failures->knowledge.local =
            (struct mfp_evidence_list){.rows = local.evidence, .count = local.evidence_count};
    *out = failures;
    return 0;
}

struct mfp_failures *mfp_failures_free(struct mfp_failures *failures)
{
    if (!failures)
        return NULL;
    mfp_patterns_free(failures->patterns);
    mfp_book_reader_free(failures->reader);
    free(failures);
    return NULL;
}

const struct mfp_knowledge *mfp_failures_knowledge(struct mfp_failures *failures)
{
    return &failures->knowledge;
}

const struct mfp_provider *mfp_failures_provider(struct mfp_failures *failures, const char *host,
                                                 const char *greeting)
{
    const struct mfp_book *book = &mfp_book_built_in;
    const struct mfp_provider *provider =
        host ? mfp_provider_of_host(book->providers, book->provider_count, host) : NULL;
    for (size_t i = 0; i < book->provider_count && greeting && !provider; i++)
        if (mfp_patterns_search(failures->patterns, &book->providers[i].greeting, greeting,
                                strlen(greeting)))
            provider = &book->providers[i];
    return provider;
}

size_t mfp_failures_announcements(const char *provider, const struct mfp_announcement **list,
                                  size_t most)
{
    const struct mfp_book *book = &mfp_book_built_in;
    size_t count = 0;
    for (size_t i = 0; i < book->announcement_count && count < most; i++)
        if (strcmp(book->announcements[i].provider, provider) == 0)
            list[count++] = &book->announcements[i];
    return count;
}

const struct mfp_panel_code *mfp_failures_panel_code(struct mfp_failures *failures,
                                                     const struct mfp_vendor *vendor,
                                                     const char *text)
{
    const struct mfp_book *book = &mfp_book_built_in;
    for (size_t i = 0; i < book->code_count; i++) {
        const struct mfp_panel_code *code = &book->codes[i];
        if (strcmp(code->vendor, vendor->name) == 0 &&
            mfp_patterns_match(failures->patterns, &code->match, text, strlen(text)))
            return code;
    }
    return NULL;
}
