/* A verdict for a person, and as JSON. */
#include "cli/classify/classify.h"

#include "report/render.h"

#include <stdio.h>
#include <string.h>

enum { COLUMN = 9, WIDTH = 80 };

void mfp_classify_paragraph(struct mfp_text *out, const char *label, const char *text)
{
    mfp_text_printf(out, "%-*s", COLUMN, label);
    mfp_text_wrap(out, text, COLUMN, WIDTH);
}

/* "sender 550 5.7.60: Microsoft 365: no Send As right for this From" */
static void headline(const struct mfp_verdict *verdict, struct mfp_text *out)
{
    char says[128];
    mfp_text_puts(out, mfp_word_name(mfp_category_words, (int)verdict->category));
    if (verdict->code)
        mfp_text_printf(out, " %d", verdict->code);
    if (verdict->enhanced[0])
        mfp_text_printf(out, " %s", verdict->enhanced);
    if (verdict->stage)
        mfp_text_printf(out, " at %s", mfp_word_shown(mfp_stage_words, (int)verdict->stage));
    mfp_text_printf(out, ": %s\n", mfp_verdict_says(verdict, says, sizeof(says)));
}

/* What waiting is worth: the server's word and the cause's own are two things. */
static const char *waiting(const struct mfp_verdict *verdict)
{
    bool cured = verdict->cause->retryable == MFP_RETRYABLE_YES;
    if (verdict->retryable == MFP_RETRYABLE_YES)
        return cured ? "may help: the server asks for another try"
                     : "hardly helps, though the server asks for another try";
    return cured ? "may help, but the device must be told to send again" : "does not help";
}

void mfp_classify_show(const struct mfp_verdict *verdict, struct mfp_text *out)
{
    const struct mfp_cause *cause = verdict->cause;
    char line[160];
    if (verdict->category == MFP_CATEGORY_OK) {
        mfp_text_printf(out, "ok %d: the server said yes, nothing failed\n", verdict->code);
        return;
    }
    headline(verdict, out);
    if (!cause)
        return;
    mfp_classify_paragraph(out, "Owner:", mfp_word_shown(mfp_owner_words, (int)cause->owner));
    mfp_classify_paragraph(out, "Fix:", cause->fix);
    if (cause->next)
        mfp_classify_paragraph(out, "If not:", cause->next);
    mfp_classify_paragraph(out, "Waiting:", waiting(verdict));
    mfp_format(line, sizeof(line), "%s/%s (%u), confidence %s",
               mfp_word_name(mfp_category_words, (int)verdict->category), cause->name,
               cause->number, mfp_word_name(mfp_confidence_words, (int)verdict->confidence));
    mfp_classify_paragraph(out, "Cause:", line);
    if (cause->see)
        mfp_classify_paragraph(out, "See:", cause->see);
}

void mfp_classify_print_json(const struct mfp_report *report, bool line)
{
    struct mfp_text out = {0};
    if (line)
        mfp_render_json_line(report, &out);
    else
        mfp_render_json(report, &out);
    fwrite(mfp_text_string(&out), 1, out.length, stdout);
    mfp_text_done(&out);
}
