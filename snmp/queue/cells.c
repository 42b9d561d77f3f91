#include "snmp/queue/cells.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

bool mfp_varbind_number(const struct mfp_varbind *varbind, int64_t *number)
{
    if (varbind->type != MFP_VARBIND_INTEGER && varbind->type != MFP_VARBIND_COUNTER)
        return false;
    *number = varbind->number;
    return true;
}

/* The column a varbind is of, if its name ends in the column's suffix. */
static bool is_of(const struct mfp_object *column, const struct mfp_varbind *varbind)
{
    const struct mfp_oid *name = &varbind->name;
    if (!mfp_oid_below(name, &column->oid) ||
        name->length <= column->oid.length + column->suffix_length)
        return false;
    return column->suffix_length == 0 ||
           memcmp(name->ids + name->length - column->suffix_length, column->suffix,
                  column->suffix_length * sizeof(*column->suffix)) == 0;
}

static void set_row(struct mfp_cell *cell)
{
    const struct mfp_object *column = cell->column;
    const struct mfp_oid *name = &cell->varbind->name;
    size_t length = name->length - column->oid.length - column->suffix_length;
    cell->index = name->ids + column->oid.length;
    cell->index_length = length;
    if (cell->table->index > 0 && cell->table->index < length)
        length = cell->table->index;
    cell->row = mfp_oid_hash(cell->index, length);
}

static const struct mfp_object *column_of(const struct mfp_table *table,
                                          const struct mfp_varbind *varbind)
{
    const struct mfp_object *column = table->columns;
    for (; column->meaning != MFP_MEANING_NONE; column++)
        if (is_of(column, varbind))
            return column;
    return NULL;
}

/* A name is in one table of a profile at most; two profiles may both know it. */
static size_t find(struct mfp_cell *cell, const struct mfp_profile *profile,
                   const struct mfp_varbind *varbind)
{
    const struct mfp_table *table = profile->tables;
    for (; table && table->kind != MFP_TABLE_NONE; table++) {
        const struct mfp_object *column = column_of(table, varbind);
        if (column) {
            cell->table = table;
            cell->column = column;
            cell->varbind = varbind;
            set_row(cell);
            return 1;
        }
    }
    return 0;
}

static int compare_numbers(uint64_t a, uint64_t b)
{
    return (a > b) - (a < b);
}

static int compare(const void *left, const void *right)
{
    const struct mfp_cell *a = left, *b = right;
    int result = compare_numbers(a->profile, b->profile);
    if (result == 0)
        result = compare_numbers((uintptr_t)a->table, (uintptr_t)b->table);
    if (result == 0)
        result = compare_numbers(a->row, b->row);
    return result ? result : compare_numbers(a->order, b->order);
}

int mfp_cells_read(struct mfp_cells *cells, const struct mfp_profile *const *chain, size_t profiles,
                   const struct mfp_varbind *varbinds, size_t count, struct mfp_error *error)
{
    *cells = (struct mfp_cells){0};
    if (count == 0)
        return 0;
    cells->cells = calloc(count, profiles * sizeof(*cells->cells));
    if (!cells->cells)
        return mfp_error_set(error, -ENOMEM, "no memory for %zu values", count);
    for (size_t i = 0; i < count; i++) {
        for (uint32_t n = 0; n < profiles && varbinds[i].type != MFP_VARBIND_NONE; n++) {
            struct mfp_cell *cell = &cells->cells[cells->count];
            cell->profile = n;
            cell->order = (uint32_t)i;
            cells->count += find(cell, chain[n], &varbinds[i]);
        }
    }
    qsort(cells->cells, cells->count, sizeof(*cells->cells), compare);
    return 0;
}

void mfp_cells_done(struct mfp_cells *cells)
{
    free(cells->cells);
    *cells = (struct mfp_cells){0};
}

size_t mfp_cells_row(const struct mfp_cells *cells, size_t at)
{
    const struct mfp_cell *first = &cells->cells[at];
    size_t end = at + 1;
    while (end < cells->count && cells->cells[end].table == first->table &&
           cells->cells[end].profile == first->profile && cells->cells[end].row == first->row)
        end++;
    return end - at;
}
