#include "report/render.h"

#include <ctype.h>
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
    case MFP_FIELD_LIST:
        return json_array();
    case MFP_FIELD_NULL:
        break;
    }
    return json_null();
}

/* One part of a field's name: up to LENGTH octets. */
struct part {
    const char *name;
    size_t length;
};

/* The number that the part is, or -1 if it is a name. */
static long index_of(const struct part *part)
{
    char *end;
    if (!isdigit((unsigned char)part->name[0]))
        return -1;
    long number = strtol(part->name, &end, 10);
    return end == part->name + part->length ? number : -1;
}

/* What stands at PART of PARENT, an object or an array; NULL: nothing yet. */
static json_t *get_part(const json_t *parent, const struct part *part)
{
    long number = index_of(part);
    if (json_is_array(parent))
        return number < 0 ? NULL : json_array_get(parent, (size_t)number);
    return json_object_getn(parent, part->name, part->length);
}

/* Takes VALUE over. An array grows at its end alone. */
static void put_part(json_t *parent, const struct part *part, json_t *value)
{
    if (!json_is_array(parent))
        json_object_setn_new(parent, part->name, part->length, value);
    else if (index_of(part) == (long)json_array_size(parent))
        json_array_append_new(parent, value);
    else
        json_decref(value);
}

/* "addresses.0.port": the object or array of each part but the last is made when its first field
 * comes. */
static void set_field(json_t *root, const struct mfp_field *field)
{
    json_t *parent = root;
    struct part part = {.name = field->name, .length = strcspn(field->name, ".")};
    while (parent && part.name[part.length]) {
        struct part next = {.name = part.name + part.length + 1};
        next.length = strcspn(next.name, ".");
        if (!get_part(parent, &part))
            put_part(parent, &part, index_of(&next) < 0 ? json_object() : json_array());
        parent = get_part(parent, &part);
        part = next;
    }
    if (parent)
        put_part(parent, &part, value_of(field));
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
