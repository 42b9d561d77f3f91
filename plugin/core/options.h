/*
 * Command-line options as one table a program: parsing, help and the manual come from it.
 */
#pragma once

#include "core/error.h"
#include "core/text.h"

#include <stdbool.h>

struct mfp_option {
    char letter;       /* 0: long form only */
    const char *name;  /* NULL ends the table; "" takes the arguments that belong to no option */
    const char *value; /* how help calls the value; NULL: takes none */
    const char *help;  /* one line; NULL: not shown */
    const char *key;   /* the inventory key that it sets, NULL: handled by id */
    int id;            /* for the program */
};

/* Told every option in order. 0, or a negative errno with its error. */
typedef int mfp_option_take(void *context, const struct mfp_option *option, const char *value,
                            struct mfp_error *error);

/* Parses ARGV (ARGV[0] is skipped, ARGC counts it) against TABLES, a NULL-terminated list.
 * "--" ends the options. Errors name the option, and the nearest one for an unknown option, and
 * never show a value. */
int mfp_options_parse(const struct mfp_option *const *tables, int argc, char **argv,
                      mfp_option_take *take, void *context, struct mfp_error *error);

/* RESULT, and below 0 also REASON in ERROR with the name of OPTION, if it has one, in front. */
int mfp_options_complain(const struct mfp_option *option, int result,
                         const struct mfp_error *reason, struct mfp_error *error);

/* Lines of at most 80 columns. */
void mfp_options_help(const struct mfp_option *table, struct mfp_text *out);
