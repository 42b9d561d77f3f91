/*
 * What every unit test needs: cmocka, and checks that name the row of the table that failed.
 */
#pragma once

/* cmocka.h wants these before itself. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdbool.h>
#include <string.h>

#define COUNT_OF(table) (sizeof(table) / sizeof((table)[0]))

/* A literal with its length, so that it may hold NUL octets. */
#define OCTETS(literal) (literal), sizeof(literal) - 1

#define check_true(row, condition)                                                                 \
    do {                                                                                           \
        if (!(condition))                                                                          \
            fail_msg("[%s] does not hold: %s", (row), #condition);                                 \
    } while (0)

#define check_number(row, got, wanted)                                                             \
    do {                                                                                           \
        long long check_got = (long long)(got), check_wanted = (long long)(wanted);                \
        if (check_got != check_wanted)                                                             \
            fail_msg("[%s] %s is %lld, expected %lld", (row), #got, check_got, check_wanted);      \
    } while (0)

#define check_string(row, got, wanted)                                                             \
    do {                                                                                           \
        const char *check_got = (got), *check_wanted = (wanted);                                   \
        if (!check_got || strcmp(check_got, check_wanted) != 0)                                    \
            fail_msg("[%s] %s is '%s', expected '%s'", (row), #got,                                \
                     check_got ? check_got : "(null)", check_wanted);                              \
    } while (0)

#define check_contains(row, got, wanted)                                                           \
    do {                                                                                           \
        const char *check_got = (got), *check_wanted = (wanted);                                   \
        if (!strstr(check_got, check_wanted))                                                      \
            fail_msg("[%s] %s is '%s', which lacks '%s'", (row), #got, check_got, check_wanted);   \
    } while (0)

#define check_lacks(row, got, unwanted)                                                            \
    do {                                                                                           \
        const char *check_got = (got), *check_unwanted = (unwanted);                               \
        if (strstr(check_got, check_unwanted))                                                     \
            fail_msg("[%s] %s is '%s', which holds '%s'", (row), #got, check_got, check_unwanted); \
    } while (0)
