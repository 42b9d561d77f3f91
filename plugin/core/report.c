#include "core/report.h"

#include <math.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void mfp_report_init(struct mfp_report *report, const char *service)
{
    *report = (struct mfp_report){.service = service, .state = MFP_STATE_UNKNOWN};
}

void mfp_report_done(struct mfp_report *report)
{
    for (size_t i = 0; i < report->field_count; i++)
        free(report->fields[i].string);
    free(report->fields);
    mfp_text_done(&report->lines);
    *report = (struct mfp_report){0};
}

void mfp_report_line(struct mfp_report *report, const char *format, ...)
{
    char line[1024];
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(line, sizeof(line), format, arguments);
    va_end(arguments);
    mfp_text_puts(&report->lines, line);
    mfp_text_puts(&report->lines, "\n");
}

/* A report with more fields than that is a mistake of ours. */
static bool make_room(struct mfp_report *report)
{
    if (report->field_count < report->field_room)
        return true;
    size_t room = report->field_room ? report->field_room * 2 : 64;
    struct mfp_field *fields =
        room <= MFP_REPORT_FIELDS ? reallocarray(report->fields, room, sizeof(*fields)) : NULL;
    if (!fields)
        return false;
    report->fields = fields;
    report->field_room = room;
    return true;
}

/* What there is no room for is left out. */
static void add_field(struct mfp_report *report, const char *name, struct mfp_field field)
{
    if (!make_room(report)) {
        free(field.string);
        return;
    }
    mfp_format(field.name, sizeof(field.name), "%s", name);
    report->fields[report->field_count++] = field;
}

void mfp_report_string(struct mfp_report *report, const char *name, const char *value)
{
    struct mfp_field field = {.string = value ? strdup(value) : NULL};
    field.type = field.string ? MFP_FIELD_STRING : MFP_FIELD_NULL;
    add_field(report, name, field);
}

void mfp_report_integer(struct mfp_report *report, const char *name, int64_t value)
{
    add_field(report, name, (struct mfp_field){.type = MFP_FIELD_INTEGER, .integer = value});
}

void mfp_report_real(struct mfp_report *report, const char *name, double value)
{
    add_field(report, name, (struct mfp_field){.type = MFP_FIELD_REAL, .real = value});
}

void mfp_report_bool(struct mfp_report *report, const char *name, bool value)
{
    add_field(report, name, (struct mfp_field){.type = MFP_FIELD_BOOL, .integer = value});
}

void mfp_report_list(struct mfp_report *report, const char *name)
{
    add_field(report, name, (struct mfp_field){.type = MFP_FIELD_LIST});
}

void mfp_report_null(struct mfp_report *report, const char *name)
{
    add_field(report, name, (struct mfp_field){.type = MFP_FIELD_NULL});
}

struct mfp_perf *mfp_report_perf(struct mfp_report *report, const char *label, double value,
                                 const char *unit)
{
    if (report->perf_count == MFP_REPORT_PERF)
        return NULL;
    struct mfp_perf *perf = &report->perf[report->perf_count++];
    *perf = (struct mfp_perf){.value = value, .minimum = NAN, .maximum = NAN};
    mfp_format(perf->label, sizeof(perf->label), "%s", label);
    mfp_format(perf->unit, sizeof(perf->unit), "%s", unit);
    return perf;
}
