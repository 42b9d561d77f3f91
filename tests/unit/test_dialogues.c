/*
 * Every dialogue file, judged with the real knowledge: the verdict is the one that the file
 * expects. Format: tests/transcripts/README.md.
 */
#include "checks/common/states.h"
#include "core/dialogue.h"
#include "core/verdict.h"
#include "failures/failures.h"
#include "unit.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <strings.h>

enum { FILES_MIN = 60 };

/* What a file may expect, and what a verdict says to it. */
static const char *const known[] = {"state", "category", "cause", "stage",
                                    "code",  "enhanced", "owner", "retryable"};

enum { KNOWN = COUNT_OF(known), VALUE_SIZE = 64 };

struct answers {
    char values[KNOWN][VALUE_SIZE];
};

enum { CAUSES_MAX = 512 };

struct trial {
    bool *reached;    /* by the place of a cause in the knowledge */
    const char *name; /* of the file */
    const struct mfp_dialogue *dialogue;
    struct mfp_failures *failures;
    const struct mfp_knowledge *knowledge;
    size_t mismatches;
};

static const char *or_dash(const char *text)
{
    return text && text[0] ? text : "-";
}

static const char *retryable_name(enum mfp_retryable retryable)
{
    switch (retryable) {
    case MFP_RETRYABLE_YES:
        return "yes";
    case MFP_RETRYABLE_NO:
        return "no";
    case MFP_RETRYABLE_UNKNOWN:
        break;
    }
    return "-";
}

static void answer(const struct mfp_verdict *verdict, struct answers *answers)
{
    static const struct mfp_states none = {0};
    char code[16] = "-";
    const char *owner =
        verdict->cause ? mfp_word_name(mfp_owner_words, (int)verdict->cause->owner) : "-";
    if (verdict->code)
        snprintf(code, sizeof(code), "%d", verdict->code);
    const char *const values[KNOWN] = {
        mfp_word_name(mfp_state_words, (int)mfp_states_of(&none, verdict)),
        mfp_word_name(mfp_category_words, (int)verdict->category),
        verdict->cause ? verdict->cause->name : "-",
        mfp_word_name(mfp_stage_words, (int)verdict->stage),
        code,
        or_dash(verdict->enhanced),
        owner,
        retryable_name(verdict->retryable),
    };
    for (size_t i = 0; i < KNOWN; i++)
        mfp_format(answers->values[i], VALUE_SIZE, "%s", values[i]);
}

static void complain(struct trial *trial, const char *name, const char *got, const char *wanted)
{
    print_error("%s: %s is %s, expected %s\n", trial->name, name, got, wanted);
    trial->mismatches++;
}

static void compare(struct trial *trial, const struct mfp_setting *setting,
                    const struct answers *answers)
{
    for (size_t i = 0; i < KNOWN; i++) {
        if (strcmp(setting->name, known[i]) != 0)
            continue;
        if (strcasecmp(or_dash(setting->value), answers->values[i]) != 0)
            complain(trial, known[i], answers->values[i], setting->value);
        return;
    }
    complain(trial, setting->name, "nothing that a verdict has", "one of the known words");
}

/* A misspelt cause is a mistake of the file's, and says so. */
static void check_cause_exists(struct trial *trial)
{
    const char *name = mfp_dialogue_get(trial->dialogue, "expect", "cause");
    if (!name || strcmp(name, "-") == 0)
        return;
    const struct mfp_cause *cause = mfp_cause_find(trial->knowledge, name);
    if (cause)
        trial->reached[cause - trial->knowledge->causes] = true;
    else
        complain(trial, "cause", "in no table", name);
}

static void judge(struct trial *trial)
{
    struct mfp_transcript transcript;
    struct mfp_verdict verdict;
    struct answers answers;
    mfp_dialogue_transcript(trial->dialogue, &transcript);
    const struct mfp_provider *provider =
        mfp_failures_provider(trial->failures, NULL, mfp_transcript_greeting(&transcript));
    mfp_classify(trial->knowledge, &transcript, provider ? provider->name : NULL, &verdict);
    answer(&verdict, &answers);
    if (!mfp_dialogue_get(trial->dialogue, "expect", "state") ||
        !mfp_dialogue_get(trial->dialogue, "expect", "category"))
        complain(trial, "@ expect", "without state or category", "both");
    for (size_t i = 0; i < trial->dialogue->setting_count; i++)
        if (strcmp(trial->dialogue->settings[i].group, "expect") == 0)
            compare(trial, &trial->dialogue->settings[i], &answers);
    check_cause_exists(trial);
    if (trial->mismatches)
        print_error("    judged: %s at %s, cause %s, by '%s'\n", answers.values[1],
                    answers.values[3], answers.values[2], verdict.reply);
    mfp_transcript_done(&transcript);
}

static size_t try_file(const char *name, struct mfp_failures *failures, bool *reached)
{
    char path[1024];
    struct mfp_dialogue dialogue;
    struct mfp_error error = {0};
    snprintf(path, sizeof(path), "%s/%s", MFPMAIL_TRANSCRIPTS, name);
    if (mfp_dialogue_read(&dialogue, path, &error) < 0) {
        print_error("%s\n", error.text);
        return 1;
    }
    struct trial trial = {.reached = reached,
                          .name = name,
                          .dialogue = &dialogue,
                          .failures = failures,
                          .knowledge = mfp_failures_knowledge(failures)};
    judge(&trial);
    mfp_dialogue_done(&dialogue);
    return trial.mismatches ? 1 : 0;
}

static bool ends_with(const char *text, const char *ending)
{
    size_t length = strlen(text), wanted = strlen(ending);
    return length > wanted && strcmp(text + length - wanted, ending) == 0;
}

static int is_dialogue(const struct dirent *entry)
{
    return ends_with(entry->d_name, ".dialogue");
}

/* One line of tests/classify: stage, category/cause, confidence, reply, with tabs between. */
static size_t try_case(char *line, struct mfp_failures *failures, bool *reached)
{
    const struct mfp_knowledge *knowledge = mfp_failures_knowledge(failures);
    char *fields[4];
    char got[96], wanted[96];
    int stage;
    struct mfp_reply reply;
    struct mfp_verdict verdict;
    for (size_t i = 0; i < COUNT_OF(fields); i++)
        fields[i] = strsep(&line, "\t");
    if (!fields[3] || mfp_word_find(mfp_stage_words, fields[0], &stage) < 0) {
        print_error("no case: %s\n", fields[0]);
        return 1;
    }
    mfp_reply_parse(&reply, fields[3], strlen(fields[3]));
    mfp_classify_reply(knowledge, (enum mfp_stage)stage, &reply, &verdict);
    mfp_format(got, sizeof(got), "%s/%s %s",
               mfp_word_name(mfp_category_words, (int)verdict.category),
               verdict.cause ? verdict.cause->name : "-",
               mfp_word_name(mfp_confidence_words, (int)verdict.confidence));
    mfp_format(wanted, sizeof(wanted), "%s %s", fields[1], fields[2]);
    if (strcmp(got, wanted) != 0) {
        print_error("%s\n    is %s, expected %s\n", fields[3], got, wanted);
        return 1;
    }
    reached[verdict.cause - knowledge->causes] = true;
    return 0;
}

static size_t try_cases(const char *name, struct mfp_failures *failures, bool *reached)
{
    char path[1024];
    char *line = NULL;
    size_t size = 0, failed = 0;
    ssize_t length;
    snprintf(path, sizeof(path), "%s/%s", MFPMAIL_CASES, name);
    FILE *file = fopen(path, "r");
    assert_non_null(file);
    while ((length = getline(&line, &size, file)) > 0) {
        line[length - 1] = '\0';
        failed += line[0] == '#' ? 0 : try_case(line, failures, reached);
    }
    free(line);
    fclose(file);
    return failed;
}

static int is_cases(const struct dirent *entry)
{
    return ends_with(entry->d_name, ".cases");
}

typedef size_t try_one(const char *name, struct mfp_failures *failures, bool *reached);

/* Returns how many files there were. */
static int try_folder(const char *folder, int (*is_one)(const struct dirent *), try_one *try,
                      struct mfp_failures *failures, bool *reached, size_t *failed)
{
    struct dirent **entries = NULL;
    int count = scandir(folder, &entries, is_one, alphasort);
    for (int i = 0; i < count; i++) {
        *failed += try(entries[i]->d_name, failures, reached);
        free(entries[i]);
    }
    free(entries);
    return count;
}

/* A cause to which nothing leads is a guess. */
static size_t count_unreached(const struct mfp_knowledge *knowledge, const bool *reached)
{
    size_t unreached = 0;
    for (size_t i = 0; i < knowledge->cause_count; i++) {
        if (reached[i])
            continue;
        print_error("no dialogue leads to %s\n", knowledge->causes[i].name);
        unreached++;
    }
    return unreached;
}

static void every_dialogue_gets_the_verdict_it_expects(void **state)
{
    (void)state;
    struct mfp_failures *failures = NULL;
    bool reached[CAUSES_MAX] = {0};
    size_t failed = 0;
    assert_int_equal(mfp_failures_new(&failures, "", NULL), 0);
    const struct mfp_knowledge *knowledge = mfp_failures_knowledge(failures);
    assert_true(knowledge->cause_count <= CAUSES_MAX);
    int count = try_folder(MFPMAIL_TRANSCRIPTS, is_dialogue, try_file, failures, reached, &failed);
    int cases = try_folder(MFPMAIL_CASES, is_cases, try_cases, failures, reached, &failed);
    failed += count_unreached(knowledge, reached);
    mfp_failures_free(failures);
    if (failed)
        fail_msg("%zu of %d dialogues, cases and causes are otherwise than expected", failed,
                 count);
    if (count < FILES_MIN || cases < 1)
        fail_msg("%d dialogues in %s, at least %d are due", count, MFPMAIL_TRANSCRIPTS, FILES_MIN);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_dialogue_gets_the_verdict_it_expects),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
