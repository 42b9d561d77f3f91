/*
 * Where a sink keeps messages: one file each, DIRECTORY/N.eml, N from 1. A file has its name
 * only once it is whole.
 */
#pragma once

#include <stdio.h>

struct spool {
    const char *directory;
    FILE *file; /* NULL: nothing is kept */
    char part[4096];
};

/* DIRECTORY NULL: a spool that keeps nothing. Returns 0 or a negative errno. */
int spool_open(struct spool *spool, const char *directory);
/* Gives the message its name: the first free number from FIRST. Returns 0 or a negative errno. */
int spool_keep(struct spool *spool, long long first);
/* Throws away what was not kept. */
void spool_close(struct spool *spool);
