#include "core/robust.h"

#include <stdlib.h>

static int compare(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

double mfp_median(double *values, size_t count)
{
    qsort(values, count, sizeof(*values), compare);
    return count % 2 ? values[count / 2] : (values[count / 2 - 1] + values[count / 2]) / 2;
}

double mfp_mad(double *values, size_t count, double median)
{
    for (size_t i = 0; i < count; i++)
        values[i] = values[i] < median ? median - values[i] : values[i] - median;
    return 1.4826 * mfp_median(values, count);
}
