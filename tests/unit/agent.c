#include "agent.h"

#include "unit.h"

#include <ctype.h>
#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>

enum { LINE_MAX_SIZE = 16384 };

void agent_done(struct agent *agent)
{
    free(agent->objects);
    free(agent->answers);
    free(agent->text);
    json_decref(agent->json);
    *agent = (struct agent){0};
}

struct mfp_oid agent_oid(const char *text)
{
    struct mfp_oid oid = {0};
    while (*text) {
        char *end;
        uint32_t id = (uint32_t)strtoul(text + (*text == '.'), &end, 10);
        mfp_oid_append(&oid, &id, 1);
        assert_true(end > text);
        text = end;
    }
    return oid;
}

static int compare_oids(const struct mfp_oid *a, const struct mfp_oid *b)
{
    size_t shorter = a->length < b->length ? a->length : b->length;
    for (size_t i = 0; i < shorter; i++)
        if (a->ids[i] != b->ids[i])
            return a->ids[i] < b->ids[i] ? -1 : 1;
    return (a->length > b->length) - (a->length < b->length);
}

static int compare(const void *left, const void *right)
{
    const struct mfp_varbind *a = left, *b = right;
    return compare_oids(&a->name, &b->name);
}

/* The last object with this name, or a new one at the end. */
static struct mfp_varbind *slot(struct agent *agent, const struct mfp_oid *name)
{
    for (size_t i = 0; i < agent->count; i++)
        if (mfp_oid_equal(&agent->objects[i].name, name))
            return &agent->objects[i];
    if (agent->count == agent->room) {
        agent->room = agent->room ? agent->room * 2 : 64;
        agent->objects = realloc(agent->objects, agent->room * sizeof(*agent->objects));
        assert_non_null(agent->objects);
    }
    return &agent->objects[agent->count++];
}

static void set(struct agent *agent, const struct mfp_varbind *varbind)
{
    *slot(agent, &varbind->name) = *varbind;
    qsort(agent->objects, agent->count, sizeof(*agent->objects), compare);
}

void agent_set_number(struct agent *agent, const char *oid, int64_t number)
{
    set(agent, &(struct mfp_varbind){
                   .name = agent_oid(oid), .type = MFP_VARBIND_INTEGER, .number = number});
}

void agent_set_counter(struct agent *agent, const char *oid, int64_t number)
{
    set(agent, &(struct mfp_varbind){
                   .name = agent_oid(oid), .type = MFP_VARBIND_COUNTER, .number = number});
}

void agent_set_octets(struct agent *agent, const char *oid, const void *octets, size_t length)
{
    set(agent, &(struct mfp_varbind){.name = agent_oid(oid),
                                     .type = MFP_VARBIND_OCTETS,
                                     .octets = octets,
                                     .length = length});
}

void agent_set_string(struct agent *agent, const char *oid, const char *text)
{
    agent_set_octets(agent, oid, text, strlen(text));
}

void agent_set_oid(struct agent *agent, const char *oid, const char *value)
{
    set(agent, &(struct mfp_varbind){
                   .name = agent_oid(oid), .type = MFP_VARBIND_OID, .value = agent_oid(value)});
}

void agent_set_cell(struct agent *agent, const char *column, const char *index, int64_t number)
{
    char oid[256];
    snprintf(oid, sizeof(oid), "%s.%s", column, index);
    agent_set_number(agent, oid, number);
}

void agent_forget(struct agent *agent, const char *prefix)
{
    struct mfp_oid below = agent_oid(prefix);
    size_t kept = 0;
    for (size_t i = 0; i < agent->count; i++)
        if (!mfp_oid_below(&agent->objects[i].name, &below))
            agent->objects[kept++] = agent->objects[i];
    agent->count = kept;
}

/* "4x|0aff" is hexadecimal. Returns the length; TEXT becomes the octets. */
static size_t from_hex(char *text)
{
    size_t length = 0;
    for (; isxdigit((unsigned char)text[0]) && isxdigit((unsigned char)text[1]); text += 2) {
        char pair[] = {text[0], text[1], '\0'};
        text[-(ptrdiff_t)length] = (char)strtoul(pair, NULL, 16);
        length++;
    }
    return length;
}

/* snmpsim: NAME|TYPE|VALUE, where the type is the tag of ASN.1, and an x after it hexadecimal. */
static void read_value(struct mfp_varbind *varbind, const char *type, char *value)
{
    long tag = strtol(type, NULL, 10);
    bool hex = strchr(type, 'x') != NULL;
    varbind->octets = (const unsigned char *)value;
    switch (tag) {
    case 2:
    case 66:
    case 67:
        varbind->type = MFP_VARBIND_INTEGER;
        varbind->number = strtoll(value, NULL, 10);
        break;
    case 65:
    case 70:
        varbind->type = MFP_VARBIND_COUNTER;
        varbind->number = strtoll(value, NULL, 10);
        break;
    case 4:
    case 64:
    case 68:
        varbind->type = MFP_VARBIND_OCTETS;
        varbind->length = hex ? from_hex(value) : strlen(value);
        break;
    case 6:
        varbind->type = MFP_VARBIND_OID;
        varbind->value = agent_oid(value);
        break;
    default:
        varbind->type = MFP_VARBIND_NONE;
    }
}

static void read_line(struct agent *agent, char *line)
{
    char *type = strchr(line, '|');
    char *value = type ? strchr(type + 1, '|') : NULL;
    struct mfp_varbind varbind = {0};
    if (!value)
        return;
    *type++ = *value++ = '\0';
    varbind.name = agent_oid(line);
    read_value(&varbind, type, value);
    *slot(agent, &varbind.name) = varbind;
}

/* Names and values, whose types are only those of JSON. */
static bool read_json(struct agent *agent, const char *path)
{
    const char *name;
    json_t *value;
    agent->json = json_load_file(path, 0, NULL);
    json_object_foreach(agent->json, name, value)
    {
        if (json_is_integer(value))
            agent_set_number(agent, name, json_integer_value(value));
        else if (json_is_string(value))
            agent_set_octets(agent, name, json_string_value(value), json_string_length(value));
    }
    return agent->json != NULL;
}

static char *load(const char *path)
{
    FILE *file = fopen(path, "re");
    if (!file)
        return NULL;
    char *text = calloc(1, 1 << 20);
    assert_non_null(text);
    size_t length = fread(text, 1, (1 << 20) - 1, file);
    text[length] = '\0';
    fclose(file);
    return text;
}

bool agent_read(struct agent *agent, const char *path)
{
    const char *dot = strrchr(path, '.');
    if (dot && strcmp(dot, ".json") == 0)
        return read_json(agent, path);
    agent->text = load(path);
    if (!agent->text)
        return false;
    char *rest = agent->text, *line;
    while ((line = strsep(&rest, "\n")))
        read_line(agent, line);
    qsort(agent->objects, agent->count, sizeof(*agent->objects), compare);
    return true;
}

static void answer(struct agent *agent, const struct mfp_varbind *varbind)
{
    if (agent->answer_count == agent->answer_room) {
        agent->answer_room = agent->answer_room ? agent->answer_room * 2 : 256;
        agent->answers = realloc(agent->answers, agent->answer_room * sizeof(*agent->answers));
        assert_non_null(agent->answers);
    }
    agent->answers[agent->answer_count++] = *varbind;
}

static void get(struct agent *agent, const struct mfp_oid *name)
{
    for (size_t i = 0; i < agent->count; i++) {
        if (mfp_oid_equal(&agent->objects[i].name, name)) {
            answer(agent, &agent->objects[i]);
            return;
        }
    }
    answer(agent, &(struct mfp_varbind){.name = *name, .type = MFP_VARBIND_NONE});
}

/* As GETBULK reads it: the request that passes the end of the subtree is the last. */
static void read_tree(struct agent *agent, const struct mfp_subtree *tree)
{
    size_t rows = 0;
    for (size_t i = 0; i < agent->count && rows < tree->rows; i++) {
        if (mfp_oid_below(&agent->objects[i].name, &tree->root)) {
            answer(agent, &agent->objects[i]);
            rows++;
        }
    }
    agent->requests += (unsigned)(rows / MFP_BULK_MAX) + 1;
}

void agent_poll(struct agent *agent, struct mfp_survey *survey, const struct mfp_queue_time *time,
                struct mfp_queue_sample *sample)
{
    static struct mfp_request request;
    agent->answer_count = 0;
    agent->requests = agent->largest = 0;
    mfp_survey_begin(survey);
    while (mfp_survey_next(survey, &request)) {
        size_t before = agent->answer_count;
        for (size_t i = 0; i < request.get_count; i++)
            get(agent, &request.gets[i]);
        for (size_t i = 0; i < request.tree_count; i++)
            read_tree(agent, &request.trees[i]);
        agent->requests += (unsigned)(request.get_count + MFP_GET_MAX - 1) / MFP_GET_MAX;
        mfp_survey_hear(survey, agent->answers + before, agent->answer_count - before);
    }
    assert_int_equal(mfp_sample_read(sample, agent->answers, agent->answer_count, time, NULL), 0);
}
