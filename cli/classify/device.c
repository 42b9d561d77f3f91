/* What a device shows on its panel or in its own log. */
#include "cli/classify/classify.h"
#include "cli/command.h"

#include "core/report_verdict.h"
#include "failures/book.h"

#include <ctype.h>
#include <errno.h>
#include <stdio.h>
#include <string.h>

static int unknown_vendor(const char *name, struct mfp_error *error)
{
    const struct mfp_book *book = &mfp_book_built_in;
    char list[512] = "";
    for (size_t i = 0; i < book->vendor_count; i++) {
        size_t used = strlen(list);
        mfp_format(list + used, sizeof(list) - used, "%s%s", i ? ", " : "", book->vendors[i].name);
    }
    return mfp_error_set(error, -ENOENT, "--device: '%.40s' is not known, vendors are %s", name,
                         list);
}

static int unknown_code(const struct mfp_vendor *vendor, const char *text, struct mfp_error *error)
{
    const struct mfp_book *book = &mfp_book_built_in;
    char list[512] = "";
    for (size_t i = 0; i < book->code_count; i++) {
        size_t used = strlen(list);
        if (strcmp(book->codes[i].vendor, vendor->name) == 0)
            mfp_format(list + used, sizeof(list) - used, "%s%s", used ? "; " : "",
                       book->codes[i].shown);
    }
    return mfp_error_set(
        error, -ENOENT,
        "nothing is known of '%.60s' on a device of %s, and it holds no reply of a "
        "server; known are: %s",
        text, vendor->title, list);
}

/* "E535" holds the server's code 535. */
static bool find_digits(const char *text, char digits[4])
{
    for (size_t i = 0; text[i]; i++) {
        bool before = i && isdigit((unsigned char)text[i - 1]);
        if (before || (text[i] != '4' && text[i] != '5') || !isdigit((unsigned char)text[i + 1]) ||
            !isdigit((unsigned char)text[i + 2]) || isdigit((unsigned char)text[i + 3]))
            continue;
        memcpy(digits, text + i, 3);
        digits[3] = '\0';
        return true;
    }
    return false;
}

static enum mfp_stage stage_of(const struct mfp_classify *classify,
                               const struct mfp_panel_code *code)
{
    if (classify->circumstances.stage)
        return classify->circumstances.stage;
    for (int stage = MFP_STAGE_RESOLVE; stage < MFP_STAGE_COUNT; stage++)
        if (code->stages & MFP_AT(stage))
            return (enum mfp_stage)stage;
    return MFP_STAGE_UNKNOWN;
}

static void judge(struct mfp_classify *classify, const struct mfp_panel_code *code,
                  const char *text, struct mfp_verdict *verdict)
{
    char digits[4] = "";
    enum mfp_stage stage = stage_of(classify, code);
    if (code->digits && find_digits(text, digits)) {
        mfp_classify_text(classify, stage, classify->circumstances.provider, digits, 3, verdict);
        return;
    }
    *verdict = (struct mfp_verdict){.stage = stage};
    verdict->cause = &classify->knowledge->causes[code->cause];
    verdict->category = verdict->cause->category;
    verdict->retryable = verdict->cause->retryable;
    verdict->confidence =
        code->proof == MFP_PROOF_MANUAL ? MFP_CONFIDENCE_MEDIUM : MFP_CONFIDENCE_LOW;
    mfp_text_clean(verdict->reply, sizeof(verdict->reply), text, strlen(text));
}

static void show(const struct mfp_vendor *vendor, const struct mfp_panel_code *code,
                 const struct mfp_verdict *verdict)
{
    struct mfp_text out = {0};
    char line[512];
    mfp_classify_show(verdict, &out);
    mfp_format(line, sizeof(line), "%s shows '%s': %s", vendor->title, code->shown, code->says);
    mfp_classify_paragraph(&out, "Device:", line);
    if (code->note)
        mfp_classify_paragraph(&out, "Note:", code->note);
    mfp_format(line, sizeof(line), "%s: %s", mfp_word_shown(mfp_proof_words, (int)code->proof),
               code->see);
    mfp_classify_paragraph(&out, "Source:", line);
    fwrite(mfp_text_string(&out), 1, out.length, stdout);
    mfp_text_done(&out);
}

static void show_json(const struct mfp_vendor *vendor, const struct mfp_panel_code *code,
                      const struct mfp_verdict *verdict)
{
    struct mfp_report report;
    mfp_report_init(&report, "");
    mfp_report_verdict(&report, verdict);
    mfp_report_string(&report, "device.vendor", vendor->name);
    mfp_report_string(&report, "device.code", code->name);
    mfp_report_string(&report, "device.says", code->says);
    mfp_report_string(&report, "device.note", code->note);
    mfp_report_string(&report, "device.proof", mfp_word_name(mfp_proof_words, (int)code->proof));
    mfp_report_string(&report, "device.see", code->see);
    mfp_classify_print_json(&report, false);
    mfp_report_done(&report);
}

int mfp_classify_device(struct mfp_classify *classify, struct mfp_error *error)
{
    const struct mfp_book *book = &mfp_book_built_in;
    const struct mfp_vendor *vendor =
        mfp_vendor_find(book->vendors, book->vendor_count, classify->vendor);
    const struct mfp_vendor *generic =
        mfp_vendor_find(book->vendors, book->vendor_count, "generic");
    struct mfp_verdict verdict;
    char text[512];
    int code;
    bool last;
    if (!vendor)
        return unknown_vendor(classify->vendor, error);
    mfp_text_clean(text, sizeof(text), classify->text, strlen(classify->text));
    const struct mfp_panel_code *row = mfp_failures_panel_code(classify->failures, vendor, text);
    /* A device that shows the server's own words needs no row. */
    if (!row && mfp_reply_line(text, strlen(text), &code, &last))
        return mfp_classify_one(classify, error);
    if (!row && generic)
        row = mfp_failures_panel_code(classify->failures, generic, text);
    if (!row)
        return unknown_code(vendor, text, error);
    judge(classify, row, text, &verdict);
    if (classify->json)
        show_json(vendor, row, &verdict);
    else
        show(vendor, row, &verdict);
    return MFP_EXIT_DONE;
}
