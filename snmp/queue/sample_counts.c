/* The counters of a sample. */
#include "snmp/queue/reading.h"

#include "core/text.h"

#include <string.h>

/* An Integer32 wraps at 31 bits (PWG 5106.3), a Counter32 at 32, a Counter64 at none that is
 * reached. */
static int64_t modulus_of(const struct mfp_varbind *varbind)
{
    if (varbind->number > UINT32_MAX)
        return INT64_MAX;
    return varbind->type == MFP_VARBIND_INTEGER && varbind->number <= INT32_MAX ? INT64_C(1) << 31
                                                                                : INT64_C(1) << 32;
}

/* Zero jobs, as XCMI has it, may mean that they are not counted. */
static bool is_none(enum mfp_count count, int64_t value)
{
    return value == 0 && (count == MFP_COUNT_CREATED || count == MFP_COUNT_FINISHED);
}

/* Several of the same profile are one sum; the first profile of the chain that counts is heard. */
void mfp_reading_count(struct mfp_reading *reading, const struct mfp_profile *profile,
                       enum mfp_count count, const struct mfp_varbind *varbind)
{
    struct mfp_counter *counter = &reading->sample->counters[count];
    int64_t value = 0;
    if (!mfp_varbind_number(varbind, &value) || value < 0) {
        reading->sample->unreadable++;
        return;
    }
    if (is_none(count, value) ||
        (reading->counted_by[count] && reading->counted_by[count] != profile))
        return;
    reading->counted_by[count] = profile;
    reading->noted |= count == MFP_COUNT_ALERTS;
    counter->given = true;
    if (__builtin_add_overflow(counter->value, value, &counter->value))
        counter->value = INT64_MAX;
    int64_t modulus = modulus_of(varbind);
    if (modulus > counter->modulus)
        counter->modulus = modulus;
}

static bool is_type(const struct mfp_count_type *type, const struct mfp_varbind *varbind)
{
    char text[80];
    int64_t number = 0;
    if (mfp_varbind_number(varbind, &number))
        return !type->word && number == type->number;
    if (!type->word || varbind->type != MFP_VARBIND_OCTETS)
        return false;
    mfp_text_clean(text, sizeof(text), (const char *)varbind->octets, varbind->length);
    return strcasestr(text, type->word) != NULL;
}

static const struct mfp_count_type *type_of(const struct mfp_cell *cells, size_t count)
{
    const struct mfp_count_type *type = cells->table->types;
    for (; type && type->count != MFP_COUNTS; type++)
        for (size_t i = 0; i < count; i++)
            if (cells[i].column->meaning == MFP_MEANING_COUNT_TYPE &&
                is_type(type, cells[i].varbind))
                return type;
    return NULL;
}

/* The greatest value of the row for COUNT, where there are several. */
static const struct mfp_varbind *greatest(const struct mfp_cell *cells, size_t count,
                                          const struct mfp_object *column)
{
    const struct mfp_varbind *found = NULL;
    for (size_t i = 0; i < count; i++)
        if (cells[i].column == column && (!found || cells[i].varbind->number > found->number))
            found = cells[i].varbind;
    return found;
}

void mfp_reading_count_row(struct mfp_reading *reading, const struct mfp_profile *profile,
                           const struct mfp_cell *cells, size_t count)
{
    const struct mfp_count_type *type = type_of(cells, count);
    const struct mfp_object *column = cells->table->columns;
    if (cells->table->types && !type)
        return;
    for (; column->meaning != MFP_MEANING_NONE; column++) {
        const struct mfp_varbind *value = greatest(cells, count, column);
        if (value && column->meaning == MFP_MEANING_COUNT)
            mfp_reading_count(reading, profile, column->count, value);
        if (value && type && column->meaning == MFP_MEANING_TYPED_COUNT)
            mfp_reading_count(reading, profile, type->count, value);
    }
}
