/*
 * What the agent has: some objects of the system group, one object of every type, a table, and one
 * object after it. Everything is synthetic.
 *
 *   1.3.6.1.2.1.1.{1,2,3,5}.0
 *   1.3.6.1.4.1.8072.9999.9999.1.N.0      a value of every type
 *   1.3.6.1.4.1.8072.9999.9999.2.1.C.R    columns 1 (a number) and 2 (text), rows from 1
 *   1.3.6.1.4.1.8072.9999.9999.3.0
 */
#pragma once

#include "ber.h"

/* The first object after NAME, if there is one, in a table of ROWS rows. */
bool objects_next(const struct ber_oid *name, uint32_t rows, struct ber_oid *next);

/* Is NAME an object? */
bool objects_has(const struct ber_oid *name, uint32_t rows);

/* Writes the value of an object that is there. */
void objects_value(struct ber_writer *writer, const struct ber_oid *name);

int objects_compare(const struct ber_oid *a, const struct ber_oid *b);
