#include "report/render.h"

#include <jansson.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

static json_t *value_of(const struct mfp_field *field)
{
    switch (field->type) {
    case MFP_FIELD_STRING:
        return json_string(field->string);
    case MFP_FIELD_INTEGER:
        return json_integer(field->integer);
    case MFP_FIELD_REAL:
        return isfinite(field->real) ? json_real(field->real) : json_null();
    case MFP_FIELD_BOOL:
        return json_boolean(field->integer);
    case MFP_FIELD_NULL:
        break;
    }
    return json_null();
}

/* "times.auth": auth in the object times, made when its first field comes. */
static void set_field(json_t *root, const struct mfp_field *field)
{
    const char *dot = strchr(field->name, '.');
    json_t *object = root;
    if (dot) {
        char name[sizeof(field->name)];
        mfp_format(name, sizeof(name), "%.*s", (int)(dot - field->name), field->name);
        object = json_object_get(root, name);
        if (!object) {
            object = json_object();
            json_object_set_new(root, name, object);
        }
    }
    json_object_set_new(object, dot ? dot + 1 : field->name, value_of(field));
}

static void render(const struct mfp_report *report, size_t form, struct mfp_text *out)
{
    json_t *root = json_object();
    for (size_t i = 0; i < report->field_count; i++)
        set_field(root, &report->fields[i]);
    char *text = json_dumps(root, form | JSON_REAL_PRECISION(9));
    mfp_text_puts(out, text ? text : "{}");
    mfp_text_puts(out, "\n");
    free(text);
    json_decref(root);
}

void mfp_render_json(const struct mfp_report *report, struct mfp_text *out)
{
    render(report, JSON_INDENT(2), out);
}

void mfp_render_json_line(const struct mfp_report *report, struct mfp_text *out)
{
    render(report, JSON_COMPACT, out);
}
