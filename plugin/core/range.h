/*
 * Threshold ranges of the Monitoring Plugins guidelines: "[@]START:END".
 */
#pragma once

#include "core/error.h"
#include "core/words.h"

#include <stdbool.h>

/* Alerts outside [start, end], or inside with '@'. Zeroed (given false) never alerts. */
struct mfp_range {
    bool given;
    bool inside;
    double start, end; /* may be -INFINITY and INFINITY */
    char text[32];     /* as written, for perfdata */
};

/* "10" is 0:10, "10:" to infinity, "~:10" from minus infinity, "@10:20" alerts inside. */
int mfp_range_parse(const char *text, struct mfp_range *range, struct mfp_error *error);

bool mfp_range_alerts(const struct mfp_range *range, double value);

/* CRITICAL before WARNING before OK. */
enum mfp_state mfp_range_state(const struct mfp_range *warning, const struct mfp_range *critical,
                               double value);
