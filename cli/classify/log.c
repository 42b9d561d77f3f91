/* A whole log from standard input: one verdict a failing line, or counts. */
#include "cli/classify/classify.h"
#include "cli/command.h"
#include "cli/lines.h"

#include "core/report_verdict.h"

#include <errno.h>
#include <inttypes.h>
#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

/* How often something came, by its number in a list or in the knowledge. */
struct count {
    const char *name, *shown;
    uint64_t count;
};

enum { WORDS_MAX = 16 };

struct run {
    struct mfp_classify *classify;
    struct mfp_lines *lines;
    uint64_t failures;
    uint64_t categories[WORDS_MAX], owners[WORDS_MAX];
    uint64_t *causes; /* by their place in the knowledge */
    bool progress;
    struct timespec shown;
};

static void judge(const struct run *run, const struct mfp_log_failure *failure,
                  struct mfp_verdict *verdict)
{
    const struct mfp_classify *classify = run->classify;
    const char *name = classify->circumstances.provider;
    enum mfp_stage stage =
        classify->circumstances.stage ? classify->circumstances.stage : failure->stage;
    if (failure->fault) {
        struct mfp_fault fault = {.kind = failure->fault, .stage = stage};
        mfp_format(fault.detail, sizeof(fault.detail), "%s", failure->reply);
        mfp_classify_fault(classify->knowledge, &fault, verdict);
        return;
    }
    if (!name && failure->host[0]) {
        const struct mfp_provider *provider =
            mfp_failures_provider(classify->failures, failure->host, NULL);
        name = provider ? provider->name : NULL;
    }
    mfp_classify_text(classify, stage, name, failure->reply, strlen(failure->reply), verdict);
}

static void tally(struct run *run, const struct mfp_verdict *verdict)
{
    run->failures++;
    if ((size_t)verdict->category < WORDS_MAX)
        run->categories[verdict->category]++;
    if (!verdict->cause)
        return;
    if ((size_t)verdict->cause->owner < WORDS_MAX)
        run->owners[verdict->cause->owner]++;
    run->causes[verdict->cause - run->classify->knowledge->causes]++;
}

static void print_json(const struct mfp_log_failure *failure, const struct mfp_verdict *verdict)
{
    struct mfp_report report;
    char when[64], host[256], sender[320], recipient[320];
    mfp_report_init(&report, "");
    mfp_report_integer(&report, "line", (int64_t)failure->line);
    mfp_report_string(&report, "format", failure->format);
    mfp_text_clean(when, sizeof(when), failure->when, strlen(failure->when));
    mfp_text_clean(host, sizeof(host), failure->host, strlen(failure->host));
    mfp_text_clean(sender, sizeof(sender), failure->sender, strlen(failure->sender));
    mfp_text_clean(recipient, sizeof(recipient), failure->recipient, strlen(failure->recipient));
    mfp_report_string(&report, "when", when[0] ? when : NULL);
    mfp_report_string(&report, "host", host[0] ? host : NULL);
    mfp_report_string(&report, "sender", sender[0] ? sender : NULL);
    mfp_report_string(&report, "recipient", recipient[0] ? recipient : NULL);
    mfp_report_verdict(&report, verdict);
    mfp_classify_print_json(&report, true);
    mfp_report_done(&report);
}

/* "412  auth/bad-credentials  account owner  535 5.7.8 Error: authentication failed" */
static void print_line(const struct mfp_log_failure *failure, const struct mfp_verdict *verdict)
{
    char cause[80];
    mfp_format(cause, sizeof(cause), "%s/%s",
               mfp_word_name(mfp_category_words, (int)verdict->category),
               verdict->cause ? verdict->cause->name : "-");
    printf("%zu  %s  %s  %s\n", failure->line, cause,
           verdict->cause ? mfp_word_shown(mfp_owner_words, (int)verdict->cause->owner) : "-",
           verdict->reply);
}

static void on_failure(void *context, const struct mfp_log_failure *failure)
{
    struct run *run = context;
    struct mfp_verdict verdict;
    judge(run, failure, &verdict);
    tally(run, &verdict);
    if (run->classify->summary)
        return;
    if (run->classify->json)
        print_json(failure, &verdict);
    else
        print_line(failure, &verdict);
}

static int by_count(const void *a, const void *b)
{
    const struct count *x = a, *y = b;
    if (x->count != y->count)
        return x->count > y->count ? -1 : 1;
    return strcmp(x->name, y->name);
}

/* Those that came at all, most frequent first. Returns their number. */
static size_t rank_words(const struct mfp_word *words, const uint64_t *counts, struct count *out)
{
    size_t n = 0;
    for (; words->name; words++)
        if (words->number < WORDS_MAX && counts[words->number])
            out[n++] = (struct count){words->name, words->shown, counts[words->number]};
    qsort(out, n, sizeof(*out), by_count);
    return n;
}

static size_t rank_causes(const struct run *run, struct count *out)
{
    const struct mfp_knowledge *knowledge = run->classify->knowledge;
    size_t n = 0;
    for (size_t i = 0; i < knowledge->cause_count; i++)
        if (run->causes[i])
            out[n++] = (struct count){knowledge->causes[i].name, knowledge->causes[i].says,
                                      run->causes[i]};
    qsort(out, n, sizeof(*out), by_count);
    return n;
}

static void print_counts(const char *title, const struct count *counts, size_t n)
{
    printf("\n%s\n", title);
    for (size_t i = 0; i < n; i++)
        if (strcmp(counts[i].name, counts[i].shown) == 0)
            printf("%8" PRIu64 "  %s\n", counts[i].count, counts[i].name);
        else
            printf("%8" PRIu64 "  %-30s %s\n", counts[i].count, counts[i].name, counts[i].shown);
}

/* Any number of causes, so no report. */
static json_t *object_of(const struct count *counts, size_t n)
{
    json_t *object = json_object();
    for (size_t i = 0; i < n; i++)
        json_object_set_new(object, counts[i].name, json_integer((json_int_t)counts[i].count));
    return object;
}

static int summarize(const struct run *run, struct mfp_error *error)
{
    struct count categories[WORDS_MAX], owners[WORDS_MAX];
    struct count *causes = calloc(run->classify->knowledge->cause_count, sizeof(*causes));
    if (!causes)
        return mfp_error_set(error, -ENOMEM, "out of memory");
    size_t category_count = rank_words(mfp_category_words, run->categories, categories);
    size_t owner_count = rank_words(mfp_owner_words, run->owners, owners);
    size_t cause_count = rank_causes(run, causes);
    if (run->classify->json) {
        json_t *root = json_pack(
            "{s:I, s:I, s:o, s:o, s:o}", "lines", (json_int_t)run->lines->count, "failures",
            (json_int_t)run->failures, "categories", object_of(categories, category_count),
            "causes", object_of(causes, cause_count), "owners", object_of(owners, owner_count));
        json_dumpf(root, stdout, JSON_INDENT(2));
        putchar('\n');
        json_decref(root);
    } else {
        printf("%" PRIu64 " lines, %" PRIu64 " failed sends\n", run->lines->count, run->failures);
        if (run->failures) {
            print_counts("By category", categories, category_count);
            print_counts("By cause", causes, cause_count);
            print_counts("By who must act", owners, owner_count);
        }
    }
    free(causes);
    return MFP_EXIT_DONE;
}

static void before_wait(void *context)
{
    struct run *run = context;
    struct timespec now;
    fflush(stdout);
    if (!run->progress)
        return;
    clock_gettime(CLOCK_MONOTONIC, &now);
    if (now.tv_sec == run->shown.tv_sec)
        return;
    run->shown = now;
    fprintf(stderr, "\r%" PRIu64 " lines, %" PRIu64 " failed sends ", run->lines->count,
            run->failures);
}

static int read_all(struct run *run, struct mfp_error *error)
{
    struct mfp_log *log = mfp_log_new(run->classify->format, on_failure, run);
    const char *line;
    size_t length;
    if (!log)
        return mfp_error_set(error, -ENOMEM, "out of memory");
    while (mfp_lines_next(run->lines, &line, &length) && !ferror(stdout))
        mfp_log_line(log, line, length);
    mfp_log_end(log);
    mfp_log_free(log);
    if (run->progress && run->shown.tv_sec)
        fputs("\r\033[K", stderr);
    if (run->lines->error)
        return mfp_error_set(error, -run->lines->error, "standard input: %s",
                             strerror(run->lines->error));
    return 0;
}

static int report_all(struct run *run, struct mfp_error *error)
{
    int result = read_all(run, error);
    if (result < 0)
        return result;
    if (run->classify->summary)
        return summarize(run, error);
    if (!run->failures)
        fprintf(stderr, "mfpmail classify: no failed send in %" PRIu64 " lines\n",
                run->lines->count);
    return MFP_EXIT_DONE;
}

int mfp_classify_log(struct mfp_classify *classify, struct mfp_error *error)
{
    struct run run = {
        .classify = classify,
        .lines = calloc(1, sizeof(*run.lines)),
        .causes = calloc(classify->knowledge->cause_count, sizeof(*run.causes)),
        .progress = isatty(STDERR_FILENO) && (classify->summary || !isatty(STDOUT_FILENO)),
    };
    int result;
    if (run.lines && run.causes) {
        run.lines->fd = STDIN_FILENO;
        run.lines->before_wait = before_wait;
        run.lines->context = &run;
        result = report_all(&run, error);
    } else {
        result = mfp_error_set(error, -ENOMEM, "out of memory");
    }
    free(run.lines);
    free(run.causes);
    return result;
}
