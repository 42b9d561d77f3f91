/*
 * Output formats of a report. A format is one file with one row in the table of render.c.
 */
#pragma once

#include "core/report.h"
#include "core/text.h"

struct mfp_output_format {
    const char *name;
    void (*render)(const struct mfp_report *report, struct mfp_text *out);
};

/* NULL if there is no format of that name. */
const struct mfp_output_format *mfp_output_find(const char *name);

/* "text, json" into BUFFER. Returns it. */
const char *mfp_output_list(char *buffer, size_t size);

/* report/text.c: status line with perfdata, then the detail (Monitoring Plugins guidelines). */
void mfp_render_text(const struct mfp_report *report, struct mfp_text *out);
/* report/json.c: one object; on a line of its own, for streams of them. */
void mfp_render_json(const struct mfp_report *report, struct mfp_text *out);
void mfp_render_json_line(const struct mfp_report *report, struct mfp_text *out);
