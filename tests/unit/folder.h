/*
 * A temporary folder for the files of a test program: one a program, made by its group set-up.
 */
#pragma once

#include <stddef.h>
#include <sys/types.h>

/* For cmocka_run_group_tests. Others may read in it and nobody else write. */
int folder_make(void **state);
int folder_remove(void **state);

/* Its path, and the path of NAME in it: valid until the next call. */
const char *folder_path(void);
const char *folder_path_of(const char *name);

/* Writes a file anew, with MODE. */
void folder_write(const char *name, mode_t mode, const char *octets, size_t length);
