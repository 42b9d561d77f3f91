#include "report/render.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

/* Plain decimals without trailing zeros: no graph tool reads exponents. Microseconds are the
 * finest that we measure. */
static void add_number(struct mfp_text *out, double value)
{
    char digits[64];
    mfp_format(digits, sizeof(digits), "%.6f", value);
    size_t length = strlen(digits);
    while (length && digits[length - 1] == '0')
        length--;
    if (length && digits[length - 1] == '.')
        length--;
    mfp_text_add(out, digits, length);
}

/* 'label'=value[unit];warn;crit;min;max, trailing semicolons dropped. */
static void add_perf(const struct mfp_perf *perf, struct mfp_text *out)
{
    const struct mfp_range *ranges[] = {perf->warning, perf->critical};
    const double limits[] = {perf->minimum, perf->maximum};
    size_t pending = 0;
    mfp_text_printf(out, "%s=", perf->label);
    add_number(out, perf->value);
    mfp_text_puts(out, perf->unit);
    for (size_t i = 0; i < 4; i++) {
        bool empty = i < 2 ? !ranges[i] || !ranges[i]->given : isnan(limits[i - 2]);
        pending++;
        if (empty)
            continue;
        mfp_text_add(out, ";;;;", pending);
        pending = 0;
        if (i < 2)
            mfp_text_puts(out, ranges[i]->text);
        else
            add_number(out, limits[i - 2]);
    }
}

void mfp_render_text(const struct mfp_report *report, struct mfp_text *out)
{
    mfp_text_printf(out, "%s %s - %s", report->service,
                    mfp_word_shown(mfp_state_words, (int)report->state), report->summary);
    for (size_t i = 0; i < report->perf_count; i++) {
        mfp_text_puts(out, i ? " " : " | ");
        add_perf(&report->perf[i], out);
    }
    mfp_text_puts(out, "\n");
    mfp_text_add(out, mfp_text_string(&report->lines), report->lines.length);
}
