/* failures/literals.h: what a text must hold for a pattern to be found in it. */
#include "failures/literals.h"

#include "unit.h"

#include <stdio.h>
#include <stdlib.h>

/* "ab cd & ef | gh": clauses by '|', groups by '&', literals by blanks; "-" needs nothing. */
struct row {
    const char *pattern, *needs;
};

static const struct row rows[] = {
    {"relay denied", "relay_de & nied"}, /* eight letters and the rest */
    {"Relay", "relay"},
    {"relay|spam", "relay | spam"},
    {"(relay|spam)", "relay spam"},
    {"\\b(no|not) relay", "no_rela not_rela"},
    {"black[- ]list", "black_li black-li & st"},
    {"gr[ea]y", "gray grey"},
    {"quota.{0,20}exceeded", "exceeded & quota"},
    {"quota .*full", "quota_ & full"},
    {"e-?mail", "e-mail email"},
    {"mails?", "mail mails"},
    {"ab+c", "ab"},
    {"(ab)+cd", "ab & cd"},
    {"(spam)?", "-"},
    {"(spam)*", "-"},
    {"(spam){2}", "spam"},
    {"(spam){0,2}x", "-"},
    {"\\d+ recipients", "_recipie & nts"},
    {"(\\w+|relay)", "-"},
    {"(\\w+ relay|spam)", "_relay spam"},
    {"^$", "-"},
    {"", "-"},
    {".", "-"},
    {"x", "-"},
    {"\\bIB\\b", "ib"},
    {"\\[TSS\\d+\\]", "[tss"},
    {"a\\x3bb", "a;b"},
    {"(?!not )spam", "spam"},
    {"(?<!not )spam", "spam"},
    {"(?:relay) me", "relay_me"},
    {"[^a]bc", "bc"},
    {"[a-z]bc", "bc"},
    {"[]a]bc", "]bc abc"},
    {"relay)", "-"},
    {"(relay", "relay"},
    {"relay|", "relay | -"},
};

static int by_text(const void *a, const void *b)
{
    return strcmp(a, b);
}

/* A blank in a literal is shown as '_'. */
static void put_literal(const char *literal, char *out, size_t size)
{
    size_t used = strlen(out);
    for (; *literal && used + 1 < size; literal++)
        out[used++] = *literal == ' ' ? '_' : *literal;
    out[used] = '\0';
}

static void put_group(struct mfp_literal_group *group, char *out, size_t size)
{
    qsort(group->literals, group->count, sizeof(group->literals[0]), by_text);
    for (size_t i = 0; i < group->count; i++) {
        strcat(out, i ? " " : "");
        put_literal(group->literals[i], out, size);
    }
}

static void describe(struct mfp_clauses *clauses, char *out, size_t size)
{
    out[0] = '\0';
    for (size_t i = 0; i < clauses->count; i++) {
        struct mfp_clause *clause = &clauses->clauses[i];
        strcat(out, i ? " | " : "");
        if (!clause->count)
            strcat(out, "-");
        for (size_t j = 0; j < clause->count; j++) {
            strcat(out, j ? " & " : "");
            put_group(&clause->groups[j], out, size);
        }
    }
}

static void patterns_need_their_literals(void **state)
{
    (void)state;
    struct mfp_clauses *clauses = malloc(sizeof(*clauses));
    char got[1024];
    assert_non_null(clauses);
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        mfp_literals_of(rows[i].pattern, clauses);
        describe(clauses, got, sizeof(got));
        check_string(rows[i].pattern, got, rows[i].needs);
    }
    free(clauses);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(patterns_need_their_literals),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
