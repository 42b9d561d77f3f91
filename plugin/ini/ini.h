/*
 * INI files by way of inih, with what it leaves to its users: lines counted, headers told one by
 * one, nothing cut in silence. The one place that knows inih.
 *
 * '#' and ';' begin a comment at the start of a line, ';' also behind a blank.
 */
#pragma once

#include "core/error.h"

#include <stdbool.h>
#include <stdio.h>

/* Where the reader stands. */
struct mfp_ini_place {
    const char *path;
    int line;          /* from 1 */
    char section[128]; /* the text of the last header, trimmed */
};

/* Functions return 0, or a negative errno with its error set, which ends the reading. */
struct mfp_ini_handler {
    /* "[TEXT]", also of an empty section and of one that stood before. */
    int (*section)(void *context, const struct mfp_ini_place *place, const char *text,
                   struct mfp_error *error);
    /* CONTINUED: an indented line that goes on with the entry before; VALUE is that line's. */
    int (*entry)(void *context, const struct mfp_ini_place *place, const char *name,
                 const char *value, bool continued, struct mfp_error *error);
    /* Indented lines continue the entry before; else they are what they look like unindented. */
    bool continuation;
};

/* Reads FILE, named PATH in errors, to its end. The error names file and line. */
int mfp_ini_read(FILE *file, const char *path, const struct mfp_ini_handler *handler, void *context,
                 struct mfp_error *error);

/* "PATH:LINE: [SECTION] NAME: WORDS"; SECTION and NAME are left out where NULL or empty. */
int mfp_ini_fail(const struct mfp_ini_place *place, int result, const char *section,
                 const char *name, const char *words, struct mfp_error *error);

/* Opens PATH if it is a regular file; a FIFO is refused and not waited for. Returns 0 and sets
 * *file, or a negative errno. */
int mfp_ini_open(const char *path, FILE **file, struct mfp_error *error);

/* The files NAME.conf of a directory in the order of their names. Calls EACH with their paths until
 * it fails. */
int mfp_ini_each_file(const char *directory,
                      int (*each)(void *context, const char *path, struct mfp_error *error),
                      void *context, struct mfp_error *error);
