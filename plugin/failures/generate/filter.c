/* The filter as C: all literals in one automaton, and which rows they speak for. */
#include "failures/filter.h"

#include "failures/generate/emit.h"
#include "failures/literals.h"

#include <stdlib.h>
#include <string.h>

enum { STATES_MAX = MFP_FILTER_STATES_MAX, CLASSES_MAX = MFP_FILTER_CLASSES };

struct list {
    unsigned *items;
    size_t count, room;
};

/* A group of literals, and the clauses of which it is the most telling one. */
struct group {
    char **literals;
    size_t count;
    struct list members;
};

struct automaton {
    uint8_t classes[256];
    unsigned class_count;
    uint16_t (*next)[CLASSES_MAX];
    uint16_t *fallback;
    struct list *ended; /* by state */
    unsigned state_count;
    unsigned *order; /* states, breadth first: those near the start are met most and lie together */
    unsigned *place; /* of a state in that order */
    struct group *groups;
    size_t group_count, group_room;
    struct mfp_filter_clause *clauses;
    size_t clause_count, clause_room;
    struct list always; /* rows */
};

static void *must(void *block)
{
    if (!block) {
        fputs("mfp_generate: out of memory\n", stderr);
        exit(1);
    }
    return block;
}

static void push(struct list *list, unsigned item)
{
    if (list->count == list->room) {
        list->room = list->room ? list->room * 2 : 8;
        list->items = must(reallocarray(list->items, list->room, sizeof(*list->items)));
    }
    list->items[list->count++] = item;
}

static void push_once(struct list *list, unsigned item)
{
    for (size_t i = 0; i < list->count; i++)
        if (list->items[i] == item)
            return;
    push(list, item);
}

static int by_text(const void *a, const void *b)
{
    return strcmp(*(char *const *)a, *(char *const *)b);
}

static bool is_same(const struct group *group, char *const *literals, size_t count)
{
    if (group->count != count)
        return false;
    for (size_t i = 0; i < count; i++)
        if (strcmp(group->literals[i], literals[i]) != 0)
            return false;
    return true;
}

/* The number of the group with these literals; equal groups are one. */
static unsigned group_of(struct automaton *automaton, const struct mfp_literal_group *wanted)
{
    char **literals = must(calloc(wanted->count + 1, sizeof(*literals)));
    for (size_t i = 0; i < wanted->count; i++)
        literals[i] = must(strdup(wanted->literals[i]));
    qsort(literals, wanted->count, sizeof(*literals), by_text);
    for (size_t i = 0; i < automaton->group_count; i++) {
        if (!is_same(&automaton->groups[i], literals, wanted->count))
            continue;
        for (size_t j = 0; j < wanted->count; j++)
            free(literals[j]);
        free(literals);
        return (unsigned)i;
    }
    if (automaton->group_count == automaton->group_room) {
        automaton->group_room = automaton->group_room ? automaton->group_room * 2 : 64;
        automaton->groups = must(
            reallocarray(automaton->groups, automaton->group_room, sizeof(*automaton->groups)));
    }
    automaton->groups[automaton->group_count] =
        (struct group){.literals = literals, .count = wanted->count};
    return (unsigned)automaton->group_count++;
}

/* The groups come with the most telling one first. */
static void add_clause(struct automaton *automaton, const struct mfp_clause *clause, unsigned row)
{
    struct mfp_filter_clause added = {.row = (uint16_t)row};
    unsigned first = group_of(automaton, &clause->groups[0]);
    for (size_t i = 1; i < clause->count && i <= MFP_FILTER_OTHERS; i++)
        added.others[i - 1] = (uint16_t)group_of(automaton, &clause->groups[i]);
    if (automaton->clause_count == automaton->clause_room) {
        automaton->clause_room = automaton->clause_room ? automaton->clause_room * 2 : 64;
        automaton->clauses =
            must(reallocarray(automaton->clauses, automaton->clause_room, sizeof(added)));
    }
    push(&automaton->groups[first].members, (unsigned)automaton->clause_count);
    automaton->clauses[automaton->clause_count++] = added;
}

/* A row with both phrase and text is found by its phrase. */
static void add_row(struct automaton *automaton, const struct mfp_evidence *evidence, unsigned row,
                    struct mfp_clauses *clauses)
{
    const char *pattern = evidence->phrase.text ? evidence->phrase.text : evidence->text.text;
    bool always = !pattern;
    clauses->count = 0;
    if (pattern)
        mfp_literals_of(pattern, clauses);
    for (size_t i = 0; i < clauses->count; i++)
        always = always || clauses->clauses[i].count == 0;
    if (always)
        push(&automaton->always, row);
    for (size_t i = 0; i < clauses->count && !always; i++)
        add_clause(automaton, &clauses->clauses[i], row);
}

static unsigned class_of(struct automaton *automaton, unsigned char c)
{
    if (!automaton->classes[c]) {
        unsigned char upper = c >= 'a' && c <= 'z' ? (unsigned char)(c - 'a' + 'A') : c;
        automaton->classes[c] = automaton->classes[upper] = (uint8_t)automaton->class_count++;
    }
    return automaton->classes[c];
}

static void add_literal(struct automaton *automaton, const char *literal, unsigned group)
{
    unsigned state = 0;
    for (; *literal; literal++) {
        unsigned class = class_of(automaton, (unsigned char)*literal);
        if (!automaton->next[state][class])
            automaton->next[state][class] = (uint16_t)automaton->state_count++;
        state = automaton->next[state][class];
        if (automaton->state_count >= STATES_MAX || automaton->class_count > CLASSES_MAX) {
            fputs("mfp_generate: too many literals for the filter\n", stderr);
            exit(1);
        }
    }
    push_once(&automaton->ended[state], group);
}

/* Breadth first: a state falls back to the longest end of its word that is a state too. */
static void link_states(struct automaton *automaton)
{
    unsigned *queue = automaton->order = must(calloc(automaton->state_count, sizeof(*queue)));
    size_t head = 0, tail = 0;
    queue[tail++] = 0;
    while (head < tail) {
        unsigned state = queue[head++];
        unsigned fallback = automaton->fallback[state];
        for (size_t i = 0; state && i < automaton->ended[fallback].count; i++)
            push_once(&automaton->ended[state], automaton->ended[fallback].items[i]);
        for (unsigned class = 0; class < automaton->class_count; class ++) {
            unsigned next = automaton->next[state][class];
            unsigned other = state ? automaton->next[fallback][class] : 0;
            if (next) {
                automaton->fallback[next] = (uint16_t)other;
                queue[tail++] = next;
            } else {
                automaton->next[state][class] = (uint16_t)other;
            }
        }
    }
    automaton->place = must(calloc(automaton->state_count, sizeof(*automaton->place)));
    for (unsigned i = 0; i < automaton->state_count; i++)
        automaton->place[automaton->order[i]] = i;
}

static void put_array(FILE *out, const char *type, const char *name, const unsigned *items,
                      size_t count)
{
    fprintf(out, "\nstatic const %s %s[] = {", type, name);
    for (size_t i = 0; i < count; i++)
        fprintf(out, "%s%u,", i % 24 ? "" : "\n", items[i]);
    fputs("0};\n", out);
}

/* Lists of lists as one array of items and one of where each list begins. */
static void put_lists(FILE *out, const char *begins, const char *name,
                      const struct list *const *lists, size_t count)
{
    struct list begin = {0}, all = {0};
    for (size_t i = 0; i < count; i++) {
        const struct list *list = lists[i];
        push(&begin, (unsigned)all.count);
        for (size_t j = 0; j < list->count; j++)
            push(&all, list->items[j]);
    }
    push(&begin, (unsigned)all.count);
    if (all.count > 65535) {
        fputs("mfp_generate: too many groups for the filter\n", stderr);
        exit(1);
    }
    put_array(out, "uint16_t", begins, begin.items, begin.count);
    put_array(out, "uint16_t", name, all.items, all.count);
    free(begin.items);
    free(all.items);
}

static void put_next(const struct automaton *automaton, unsigned next, FILE *out)
{
    fprintf(out, "%u,",
            automaton->place[next] | (automaton->ended[next].count ? MFP_FILTER_ENDS : 0U));
}

static void put_states(const struct automaton *automaton, FILE *out)
{
    fputs("\nstatic const uint8_t classes[] = {", out);
    for (int c = 0; c < 256; c++)
        fprintf(out, "%s%u,", c % 24 ? "" : "\n", (unsigned)automaton->classes[c]);
    fputs("};\n\nstatic const uint16_t next[] = {", out);
    for (unsigned state = 0; state < automaton->state_count; state++) {
        fputc('\n', out);
        for (unsigned class = 0; class < CLASSES_MAX; class ++)
            put_next(automaton, automaton->next[automaton->order[state]][class], out);
    }
    fputs("};\n", out);
}

static void put_clauses(const struct automaton *automaton, FILE *out)
{
    struct list begin = {0};
    unsigned count = 0;
    fputs("\nstatic const struct mfp_filter_clause clauses[] = {", out);
    for (size_t i = 0; i < automaton->group_count; i++) {
        const struct list *members = &automaton->groups[i].members;
        push(&begin, count);
        count += (unsigned)members->count;
        for (size_t j = 0; automaton->clauses && j < members->count; j++) {
            const struct mfp_filter_clause *clause = &automaton->clauses[members->items[j]];
            fprintf(out, "\n{.row = %u, .others = {%u, %u}},", (unsigned)clause->row,
                    (unsigned)clause->others[0], (unsigned)clause->others[1]);
        }
    }
    fputs("};\n", out);
    push(&begin, count);
    put_array(out, "uint16_t", "members", begin.items, begin.count);
    free(begin.items);
}

static void put_always(const struct automaton *automaton, size_t rows, FILE *out)
{
    uint64_t *bits = must(calloc(rows / 64 + 1, sizeof(*bits)));
    for (size_t i = 0; i < automaton->always.count; i++)
        bits[automaton->always.items[i] / 64] |= (uint64_t)1 << automaton->always.items[i] % 64;
    fputs("\nstatic const uint64_t always[] = {", out);
    for (size_t i = 0; i <= rows / 64; i++)
        fprintf(out, "0x%llxU,", (unsigned long long)bits[i]);
    fputs("};\n", out);
    free(bits);
}

static void put_filter(const struct automaton *automaton, size_t rows, FILE *out)
{
    fputs("/* Made by mfp_generate. */\n#include \"failures/filter.h\"\n", out);
    put_states(automaton, out);
    size_t most = automaton->state_count;
    const struct list **lists = must(calloc(most, sizeof(struct list *)));
    for (unsigned i = 0; i < automaton->state_count; i++)
        lists[i] = &automaton->ended[automaton->order[i]];
    put_lists(out, "ends", "ended", lists, automaton->state_count);
    free(lists);
    put_clauses(automaton, out);
    put_always(automaton, rows, out);
    fprintf(out,
            "\nconst struct mfp_filter mfp_filter_built_in = {\n"
            "    .classes = classes, .next = next, .ends = ends,\n"
            "    .ended = ended, .group_count = %zu, .members = members, .clauses = clauses,\n"
            "    .always = always, .row_count = %zu,\n};\n",
            automaton->group_count, rows);
}

static void release(struct automaton *automaton)
{
    for (size_t i = 0; i < automaton->group_count; i++) {
        for (size_t j = 0; j < automaton->groups[i].count; j++)
            free(automaton->groups[i].literals[j]);
        free(automaton->groups[i].literals);
        free(automaton->groups[i].members.items);
    }
    for (unsigned i = 0; i < STATES_MAX; i++)
        free(automaton->ended[i].items);
    free(automaton->order);
    free(automaton->place);
    free(automaton->groups);
    free(automaton->next);
    free(automaton->fallback);
    free(automaton->ended);
    free(automaton->clauses);
    free(automaton->always.items);
}

void mfp_emit_filter(const struct mfp_book *book, FILE *out)
{
    struct automaton automaton = {
        .class_count = 1,
        .state_count = 1,
        .next = must(calloc(STATES_MAX, sizeof(*automaton.next))),
        .fallback = must(calloc(STATES_MAX, sizeof(*automaton.fallback))),
        .ended = must(calloc(STATES_MAX, sizeof(*automaton.ended))),
    };
    struct mfp_clauses *clauses = must(malloc(sizeof(*clauses)));
    static const struct mfp_literal_group none = {0};
    group_of(&automaton, &none); /* group 0 is always met */
    for (size_t i = 0; i < book->evidence_count; i++)
        add_row(&automaton, &book->evidence[i], (unsigned)i, clauses);
    for (size_t i = 0; i < automaton.group_count; i++)
        for (size_t j = 0; j < automaton.groups[i].count; j++)
            add_literal(&automaton, automaton.groups[i].literals[j], (unsigned)i);
    link_states(&automaton);
    if (automaton.clause_count > UINT16_MAX || automaton.group_count >= MFP_FILTER_GROUPS_MAX) {
        fputs("mfp_generate: too many clauses for the filter\n", stderr);
        exit(1);
    }
    put_filter(&automaton, book->evidence_count, out);
    free(clauses);
    release(&automaton);
}
