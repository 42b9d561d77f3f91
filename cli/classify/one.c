/* One reply, one log line or one device's code from the command line. */
#include "cli/classify/classify.h"
#include "cli/command.h"

#include "core/report_verdict.h"
#include "failures/book.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

enum { CONSIDERED_MAX = 12 };

typedef void judge_reply(const struct mfp_knowledge *knowledge,
                         const struct mfp_circumstances *circumstances,
                         const struct mfp_reply *reply, struct mfp_verdict *verdict);

static void judge(judge_reply *by, const struct mfp_knowledge *knowledge,
                  const struct mfp_circumstances *circumstances, const char *text, size_t length,
                  struct mfp_verdict *verdict)
{
    struct mfp_reply reply;
    mfp_reply_parse(&reply, text, length);
    by(knowledge, circumstances, &reply, verdict);
    if (circumstances->stage == MFP_STAGE_UNKNOWN && reply.code >= 200 && reply.code < 400)
        *verdict = (struct mfp_verdict){
            .category = MFP_CATEGORY_OK, .code = reply.code, .confidence = MFP_CONFIDENCE_HIGH};
}

void mfp_classify_text(const struct mfp_classify *classify, enum mfp_stage stage,
                       const char *provider, const char *text, size_t length,
                       struct mfp_verdict *verdict)
{
    const struct mfp_circumstances circumstances = {.stage = stage, .provider = provider};
    judge(mfp_classify_reply_in, classify->knowledge, &circumstances, text, length, verdict);
}

void mfp_classify_text_only(const struct mfp_classify *classify, enum mfp_stage stage,
                            const char *text, size_t length, struct mfp_verdict *verdict)
{
    struct mfp_circumstances circumstances = classify->circumstances;
    circumstances.stage = stage;
    judge(mfp_classify_reply_only, classify->knowledge, &circumstances, text, length, verdict);
}

/* What --explain lists: the row that decided, then what else held. */
struct explanation {
    const struct mfp_evidence *decided;
    struct mfp_text *out;
    size_t others;
};

static const char *pattern_of(const struct mfp_evidence *evidence)
{
    return evidence->phrase.text ? evidence->phrase.text : evidence->text.text;
}

static void describe_row(struct mfp_text *out, const struct mfp_evidence *row, bool inner)
{
    char line[96];
    mfp_format(line, sizeof(line), "%s%s, %s:%d", mfp_evidence_shown(row),
               inner ? " of a reply quoted inside" : "", row->file, row->line);
    mfp_text_puts(out, line);
}

static void list_other(void *context, const struct mfp_evidence *row, const struct mfp_cause *cause,
                       bool inner)
{
    struct explanation *explanation = context;
    if (row == explanation->decided || explanation->others++ >= CONSIDERED_MAX)
        return;
    mfp_text_printf(explanation->out, "%-9s%s/%s by ", explanation->others == 1 ? "Also:" : "",
                    mfp_word_name(mfp_category_words, (int)cause->category), cause->name);
    describe_row(explanation->out, row, inner);
    mfp_text_puts(explanation->out, "\n");
}

static void explain(const struct mfp_classify *classify, enum mfp_stage stage, const char *text,
                    const struct mfp_verdict *verdict, struct mfp_text *out)
{
    struct mfp_circumstances circumstances = classify->circumstances;
    struct explanation explanation = {.decided = verdict->evidence, .out = out};
    struct mfp_reply reply;
    if (!verdict->evidence)
        return;
    mfp_reply_parse(&reply, text, strlen(text));
    circumstances.stage = stage;
    mfp_text_printf(out, "%-9s", "Decided:");
    describe_row(out, verdict->evidence, verdict->inner);
    mfp_text_puts(out, "\n");
    if (pattern_of(verdict->evidence))
        mfp_classify_paragraph(out, "", pattern_of(verdict->evidence));
    mfp_classify_consider(classify->knowledge, &circumstances, &reply, list_other, &explanation);
    if (explanation.others > CONSIDERED_MAX)
        mfp_text_printf(out, "%9s%zu more\n", "", explanation.others - CONSIDERED_MAX);
    if (!explanation.others)
        mfp_text_puts(out, "Also:    nothing else speaks here\n");
}

static void list_evidence(struct mfp_report *report, const struct mfp_verdict *verdict)
{
    const struct mfp_evidence *row = verdict->evidence;
    char place[96] = "";
    if (row)
        mfp_format(place, sizeof(place), "%s:%d", row->file, row->line);
    mfp_report_string(report, "evidence.rank",
                      row ? mfp_word_name(mfp_rank_words, (int)row->rank) : NULL);
    mfp_report_string(report, "evidence.place", row ? place : NULL);
    mfp_report_bool(report, "evidence.inner", verdict->inner);
}

/* What was typed may be a line of a log, in which the reply stands. */
struct found {
    char reply[MFP_LOG_REPLY_SIZE];
    enum mfp_stage stage;
    enum mfp_fault_kind fault;
    bool any;
};

static void on_failure(void *context, const struct mfp_log_failure *failure)
{
    struct found *found = context;
    if (found->any)
        return;
    mfp_format(found->reply, sizeof(found->reply), "%s", failure->reply);
    found->stage = failure->stage;
    found->fault = failure->fault;
    found->any = true;
}

static void look_for_log_line(const struct mfp_classify *classify, struct found *found)
{
    int code;
    bool last;
    const char *text = classify->text;
    struct mfp_log *log = NULL;
    if (mfp_reply_line(text, strlen(text), &code, &last) ||
        !(log = mfp_log_new(classify->format, on_failure, found)))
        return;
    for (size_t at = 0; text[at]; at += strspn(text + at, "\n")) {
        size_t length = strcspn(text + at, "\n");
        mfp_log_line(log, text + at, length);
        at += length;
    }
    mfp_log_end(log);
    mfp_log_free(log);
}

int mfp_classify_one(struct mfp_classify *classify, struct mfp_error *error)
{
    struct mfp_verdict verdict;
    struct found found = {.stage = MFP_STAGE_UNKNOWN};
    const char *text = classify->text;
    enum mfp_stage stage = classify->circumstances.stage;
    if (!text[strspn(text, " \t\r\n")])
        return mfp_error_set(error, -EINVAL, "the reply is empty");
    look_for_log_line(classify, &found);
    if (found.any)
        text = found.reply;
    if (!stage)
        stage = found.stage;
    if (found.fault) {
        struct mfp_fault fault = {.kind = found.fault, .stage = stage};
        mfp_format(fault.detail, sizeof(fault.detail), "%s", text);
        mfp_classify_fault(classify->knowledge, &fault, &verdict);
    } else {
        mfp_classify_text(classify, stage, classify->circumstances.provider, text, strlen(text),
                          &verdict);
    }
    if (classify->json) {
        struct mfp_report report;
        mfp_report_init(&report, "");
        mfp_report_verdict(&report, &verdict);
        if (classify->explain)
            list_evidence(&report, &verdict);
        mfp_classify_print_json(&report, false);
        mfp_report_done(&report);
        return MFP_EXIT_DONE;
    }
    struct mfp_text out = {0};
    mfp_classify_show(&verdict, &out);
    if (classify->explain && verdict.fault)
        mfp_text_printf(&out, "Decided: %s\n", mfp_fault_name(verdict.fault));
    else if (classify->explain)
        explain(classify, stage, text, &verdict, &out);
    fwrite(mfp_text_string(&out), 1, out.length, stdout);
    mfp_text_done(&out);
    return MFP_EXIT_DONE;
}
