#include "failures/literals.h"

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
    PRODUCT_MAX = 40, /* what two choices after each other may multiply to */
    CLASS_MAX = 6,    /* octets of a [class] that is still taken as so many letters */
    SHORTEST = 2,     /* a literal of one letter is everywhere */
    ANY_COUNT = -1,   /* of a quantifier without an end */
};

/* What an item of a pattern stands for. */
struct node {
    bool exact; /* exactly one of 'strings' */
    bool needs; /* not exact, but one of 'strings' is in it */
    struct mfp_literal_group strings;
};

/* An alternative: what its last items spell, and what those before need. */
struct chain {
    struct mfp_literal_group run; /* exact up to here, since the last gap */
    struct mfp_clause clause;
    bool whole; /* no gap yet: the run is all of it */
};

struct parser {
    const char *at;
};

static void parse_alternatives(struct parser *parser, struct node *node, struct mfp_clauses *out);

static void be_empty(struct mfp_literal_group *group)
{
    group->count = 1;
    group->literals[0][0] = '\0';
}

static size_t shortest(const struct mfp_literal_group *group)
{
    size_t least = group->count ? MFP_LITERAL_SIZE : 0;
    for (size_t i = 0; i < group->count; i++)
        if (strlen(group->literals[i]) < least)
            least = strlen(group->literals[i]);
    return least;
}

static bool add(struct mfp_literal_group *group, const char *literal)
{
    for (size_t i = 0; i < group->count; i++)
        if (strcmp(group->literals[i], literal) == 0)
            return true;
    if (group->count == MFP_LITERALS_MAX)
        return false;
    memcpy(group->literals[group->count++], literal, strlen(literal) + 1);
    return true;
}

static bool add_all(struct mfp_literal_group *group, const struct mfp_literal_group *more)
{
    for (size_t i = 0; i < more->count; i++)
        if (!add(group, more->literals[i]))
            return false;
    return true;
}

/* Long literals tell more; of equally long ones, the smaller choice does. */
static bool tells_more(const struct mfp_literal_group *a, const struct mfp_literal_group *b)
{
    size_t la = shortest(a), lb = shortest(b);
    return la != lb ? la > lb : a->count < b->count;
}

static void need(struct mfp_clause *clause, const struct mfp_literal_group *group)
{
    size_t least = 0;
    if (shortest(group) < SHORTEST)
        return;
    if (clause->count < MFP_GROUPS_MAX) {
        clause->groups[clause->count++] = *group;
        return;
    }
    for (size_t i = 1; i < clause->count; i++)
        if (tells_more(&clause->groups[least], &clause->groups[i]))
            least = i;
    if (tells_more(group, &clause->groups[least]))
        clause->groups[least] = *group;
}

/* A gap: what was spelled before it is needed as it is. */
static void gap(struct chain *chain)
{
    need(&chain->clause, &chain->run);
    be_empty(&chain->run);
    chain->whole = false;
}

/* Every string of A followed by every one of B; false if that is too much. */
static bool multiply(struct mfp_literal_group *a, const struct mfp_literal_group *b)
{
    struct mfp_literal_group product = {0};
    char literal[2 * MFP_LITERAL_SIZE];
    for (size_t i = 0; i < a->count; i++) {
        for (size_t j = 0; j < b->count; j++) {
            snprintf(literal, sizeof(literal), "%s%s", a->literals[i], b->literals[j]);
            if (strlen(literal) >= MFP_LITERAL_SIZE || !add(&product, literal) ||
                product.count > PRODUCT_MAX)
                return false;
        }
    }
    *a = product;
    return true;
}

static void append(struct chain *chain, const struct node *node)
{
    if (node->exact && multiply(&chain->run, &node->strings))
        return;
    gap(chain);
    if (node->exact)
        chain->run = node->strings;
    else if (node->needs)
        need(&chain->clause, &node->strings);
}

static void be_letter(struct node *node, char letter)
{
    node->exact = true;
    node->strings.count = 1;
    node->strings.literals[0][0] = (char)tolower((unsigned char)letter);
    node->strings.literals[0][1] = '\0';
}

static void parse_escape(struct parser *parser, struct node *node)
{
    char c = *parser->at;
    char hex[3] = "";
    if (!c)
        return;
    parser->at++;
    if (strchr("bBAZz", c)) {
        node->exact = true;
        be_empty(&node->strings);
    } else if (c == 'x' && isxdigit((unsigned char)parser->at[0]) &&
               isxdigit((unsigned char)parser->at[1])) {
        memcpy(hex, parser->at, 2);
        parser->at += 2;
        be_letter(node, (char)strtol(hex, NULL, 16));
    } else if (!isalnum((unsigned char)c)) {
        be_letter(node, c);
    } /* \d, \w, \S: anything */
}

/* "[- ]" is two letters; "[^x]", "[a-z]" and what has escapes are anything. */
static void parse_class(struct parser *parser, struct node *node)
{
    const char *begin = parser->at, *end = begin;
    bool plain = *begin != '^';
    if (*end == '^')
        end++;
    if (*end == ']')
        end++;
    for (; *end && *end != ']'; end++) {
        plain = plain && *end != '\\' && *end != '[';
        if (*end == '\\' && end[1])
            end++;
    }
    parser->at = *end ? end + 1 : end;
    size_t length = (size_t)(end - begin);
    bool range = length > 2 && memchr(begin + 1, '-', length - 2) != NULL;
    if (!plain || range || length == 0 || length > CLASS_MAX)
        return;
    node->exact = true;
    for (size_t i = 0; i < length; i++) {
        const char letter[2] = {(char)tolower((unsigned char)begin[i])};
        add(&node->strings, letter);
    }
}

static void parse_group(struct parser *parser, struct node *node)
{
    bool looks = false;
    if (parser->at[0] == '?') {
        size_t length = strcspn(parser->at, ":=!");
        looks = parser->at[length] != ':';
        parser->at += parser->at[length] ? length + 1 : length;
    }
    parse_alternatives(parser, node, NULL);
    if (*parser->at == ')')
        parser->at++;
    if (looks) { /* what it asks for stands elsewhere */
        *node = (struct node){.exact = true};
        be_empty(&node->strings);
    }
}

static void parse_item(struct parser *parser, struct node *node)
{
    char c = *parser->at++;
    *node = (struct node){0};
    switch (c) {
    case '(':
        parse_group(parser, node);
        break;
    case '[':
        parse_class(parser, node);
        break;
    case '\\':
        parse_escape(parser, node);
        break;
    case '.':
        break;
    case '^':
    case '$':
        node->exact = true;
        be_empty(&node->strings);
        break;
    default:
        be_letter(node, c);
    }
}

/* How often the item before may stand; false where nothing is said: once. */
static bool parse_quantifier(struct parser *parser, long *least, long *most)
{
    char c = *parser->at;
    char *end;
    *least = c == '+' ? 1 : 0;
    *most = c == '?' ? 1 : ANY_COUNT;
    if (c == '{' && isdigit((unsigned char)parser->at[1])) {
        *least = *most = strtol(parser->at + 1, &end, 10);
        if (*end == ',')
            *most = isdigit((unsigned char)end[1]) ? strtol(end + 1, &end, 10) : ANY_COUNT;
        parser->at += strcspn(parser->at, "}");
    } else if (c != '?' && c != '*' && c != '+') {
        return false;
    }
    if (*parser->at)
        parser->at++;
    if (*parser->at == '?' || *parser->at == '+') /* lazy, possessive */
        parser->at++;
    return true;
}

static void parse_chain(struct parser *parser, struct chain *chain)
{
    long least, most;
    *chain = (struct chain){.whole = true};
    be_empty(&chain->run);
    while (*parser->at && *parser->at != '|' && *parser->at != ')') {
        struct node node;
        parse_item(parser, &node);
        if (!parse_quantifier(parser, &least, &most)) {
            append(chain, &node);
        } else if (least == 0) {
            bool once = most == 1 && node.exact && add(&node.strings, "");
            if (!once || !multiply(&chain->run, &node.strings))
                gap(chain);
        } else {
            append(chain, &node);
            if (least != 1 || most != 1)
                gap(chain);
        }
    }
}

/* What a finished alternative needs at the least; false if that is nothing. */
static bool best_of(struct chain *chain, struct mfp_literal_group *best)
{
    const struct mfp_clause *clause = &chain->clause;
    need(&chain->clause, &chain->run);
    if (!clause->count)
        return false;
    *best = clause->groups[0];
    for (size_t i = 1; i < clause->count; i++)
        if (tells_more(&clause->groups[i], best))
            *best = clause->groups[i];
    return true;
}

static void keep_clause(struct mfp_clauses *out, struct chain *chain)
{
    struct mfp_clause *clause = &chain->clause;
    need(clause, &chain->run);
    for (size_t i = 1; i < clause->count; i++) {
        if (!tells_more(&clause->groups[i], &clause->groups[0]))
            continue;
        struct mfp_literal_group first = clause->groups[0];
        clause->groups[0] = clause->groups[i];
        clause->groups[i] = first;
    }
    if (out->count < MFP_CLAUSES_MAX)
        out->clauses[out->count++] = *clause;
    else
        out->clauses[0].count = 0; /* too many: one that needs nothing speaks for all */
}

static void parse_alternatives(struct parser *parser, struct node *node, struct mfp_clauses *out)
{
    struct mfp_literal_group *best = calloc(1, sizeof(*best));
    struct chain *chain = calloc(1, sizeof(*chain));
    *node = (struct node){.exact = true, .needs = true};
    struct mfp_literal_group *needed = calloc(1, sizeof(*needed));
    if (!best || !chain || !needed)
        abort(); /* a tool of the build */
    for (bool more = true; more;) {
        parse_chain(parser, chain);
        node->exact = node->exact && chain->whole && add_all(&node->strings, &chain->run);
        if (out)
            keep_clause(out, chain);
        node->needs = node->needs && best_of(chain, best) && add_all(needed, best);
        more = *parser->at == '|';
        if (more)
            parser->at++;
    }
    if (!node->exact)
        node->strings = *needed;
    free(best);
    free(chain);
    free(needed);
}

void mfp_literals_of(const char *pattern, struct mfp_clauses *clauses)
{
    struct parser parser = {.at = pattern};
    struct node *node = calloc(1, sizeof(*node));
    if (!node)
        abort();
    clauses->count = 0;
    parse_alternatives(&parser, node, clauses);
    free(node);
    if (*parser.at) { /* a ')' too many: not understood */
        clauses->count = 1;
        clauses->clauses[0].count = 0;
    }
}
