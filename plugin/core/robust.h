/*
 * What is usual, told from a few samples of which some may be wild: median and MAD. Unlike mean and
 * deviation they are not moved by the very outliers that are looked for (Hampel's identifier).
 */
#pragma once

#include <stddef.h>

/* The median of COUNT values (at least one). They are sorted in place. */
double mfp_median(double *values, size_t count);

/* The median of the distances from MEDIAN, scaled to the standard deviation where the values are
 * normally distributed (x 1.4826). VALUES are overwritten. */
double mfp_mad(double *values, size_t count, double median);
