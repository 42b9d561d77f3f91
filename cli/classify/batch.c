/* Tables of replies: a line in, a line out, in order. */
#include "cli/classify/classify.h"
#include "cli/command.h"
#include "cli/lines.h"

#include <errno.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { COMPLAINTS_MAX = 20 };

struct row {
    const char *id, *stage, *reply;
    size_t id_length, stage_length, reply_length;
};

/* NULL, or what is wrong with the line. */
static const char *parse(const char *line, size_t length, struct row *row)
{
    const char *tab = memchr(line, '\t', length);
    const char *end = line + length;
    *row = (struct row){.id = line, .id_length = tab ? (size_t)(tab - line) : 0};
    if (length == 0)
        return "the line is empty";
    if (!tab)
        return "no tab: ID, stage and reply with tabs between are due";
    row->stage = tab + 1;
    tab = memchr(row->stage, '\t', (size_t)(end - row->stage));
    if (!tab)
        return "one tab only: ID, stage and reply with tabs between are due";
    row->stage_length = (size_t)(tab - row->stage);
    row->reply = tab + 1;
    row->reply_length = (size_t)(end - row->reply);
    return NULL;
}

static const char *parse_stage(const struct row *row, enum mfp_stage *stage)
{
    char name[16];
    int number;
    mfp_format(name, sizeof(name), "%.*s", row->stage_length < 15 ? (int)row->stage_length : 15,
               row->stage);
    if (mfp_word_find(mfp_stage_words, name, &number) < 0 &&
        mfp_word_find(mfp_stage_aliases, name, &number) < 0)
        return "the stage is not known; mail, rcpt, body ... or unknown are";
    *stage = (enum mfp_stage)number;
    return NULL;
}

/* The first ones in full; a table of another form would have as many as lines. */
static void complain(uint64_t line, uint64_t complaints, const char *words)
{
    if (complaints <= COMPLAINTS_MAX)
        fprintf(stderr, "mfpmail classify: line %" PRIu64 ": %s\n", line, words);
    if (complaints == COMPLAINTS_MAX)
        fputs("mfpmail classify: further lines like these are not told\n", stderr);
}

static void answer(const struct row *row, const struct mfp_verdict *verdict)
{
    fwrite(row->id, 1, row->id_length, stdout);
    const char *const fields[] = {
        mfp_word_name(mfp_category_words, (int)verdict->category),
        verdict->cause ? verdict->cause->name : "-",
        verdict->cause ? mfp_word_name(mfp_owner_words, (int)verdict->cause->owner) : "-",
        mfp_word_name(mfp_confidence_words, (int)verdict->confidence),
    };
    for (size_t i = 0; i < sizeof(fields) / sizeof(fields[0]); i++) {
        putchar_unlocked('\t');
        fputs_unlocked(fields[i], stdout);
    }
    putchar_unlocked('\n');
}

/* A line that is no row is answered too: as what a server would be that sent it. */
static const char *judge(struct mfp_classify *classify, const char *line, size_t length,
                         struct row *row, struct mfp_verdict *verdict)
{
    enum mfp_stage stage = MFP_STAGE_UNKNOWN;
    const char *wrong = parse(line, length, row);
    const char *stage_wrong = wrong ? NULL : parse_stage(row, &stage);
    if (wrong) {
        *verdict = (struct mfp_verdict){
            .category = MFP_CATEGORY_PROTOCOL,
            .cause = mfp_cause_find(classify->knowledge, "not-a-reply"),
            .confidence = MFP_CONFIDENCE_LOW,
        };
        return wrong;
    }
    mfp_classify_text_only(classify, stage, row->reply, row->reply_length, verdict);
    return stage_wrong;
}

static void flush_answers(void *context)
{
    (void)context;
    fflush(stdout);
}

int mfp_classify_batch(struct mfp_classify *classify, struct mfp_error *error)
{
    struct mfp_lines *lines = calloc(1, sizeof(*lines));
    uint64_t complaints = 0;
    const char *line;
    size_t length;
    if (!lines)
        return mfp_error_set(error, -ENOMEM, "out of memory");
    lines->fd = STDIN_FILENO;
    lines->before_wait = flush_answers;
    while (mfp_lines_next(lines, &line, &length) && !ferror(stdout)) {
        struct row row;
        struct mfp_verdict verdict;
        const char *wrong = judge(classify, line, length, &row, &verdict);
        if (wrong)
            complain(lines->count, ++complaints, wrong);
        answer(&row, &verdict);
    }
    int failed = lines->error;
    free(lines);
    if (failed)
        return mfp_error_set(error, -failed, "standard input: %s", strerror(failed));
    return complaints ? MFP_EXIT_PARTLY : MFP_EXIT_DONE;
}
