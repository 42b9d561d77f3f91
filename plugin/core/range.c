#include "core/range.h"

#include "core/text.h"

#include <ctype.h>
#include <errno.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

/* A plain decimal number: strtod alone would also take "inf", "nan" and "0x10". */
static bool number(const char **at, double *value)
{
    char *end;
    const char *digits = *at + (**at == '-' ? 1 : 0);
    size_t length = strspn(digits, "0123456789.");
    if (!isdigit((unsigned char)digits[0]))
        return false;
    *value = strtod(*at, &end);
    if (end != digits + length)
        return false;
    *at = end;
    return true;
}

static bool parse(const char *text, struct mfp_range *range)
{
    const char *at = text;
    range->start = 0;
    range->end = INFINITY;
    if (*at == '@') {
        range->inside = true;
        at++;
    }
    if (!strchr(at, ':'))
        return number(&at, &range->end) && !*at && range->end >= 0;
    if (*at == '~') {
        range->start = -INFINITY;
        at++;
    } else if (*at != ':' && !number(&at, &range->start)) {
        return false;
    }
    if (*at++ != ':')
        return false;
    if (*at && !number(&at, &range->end))
        return false;
    return !*at && range->start <= range->end;
}

int mfp_range_parse(const char *text, struct mfp_range *range, struct mfp_error *error)
{
    char show[48];
    *range = (struct mfp_range){.given = true};
    if (strlen(text) < sizeof(range->text) && parse(text, range)) {
        mfp_format(range->text, sizeof(range->text), "%s", text);
        return 0;
    }
    *range = (struct mfp_range){0};
    mfp_text_clean(show, sizeof(show), text, strlen(text));
    return mfp_error_set(error, -EINVAL,
                         "'%s' is no range, allowed: [@][START:][END], as 10, 10:20, ~:5 or @3:4",
                         show);
}

bool mfp_range_alerts(const struct mfp_range *range, double value)
{
    if (!range->given)
        return false;
    bool within = value >= range->start && value <= range->end;
    return within == range->inside;
}

enum mfp_state mfp_range_state(const struct mfp_range *warning, const struct mfp_range *critical,
                               double value)
{
    if (mfp_range_alerts(critical, value))
        return MFP_STATE_CRITICAL;
    if (mfp_range_alerts(warning, value))
        return MFP_STATE_WARNING;
    return MFP_STATE_OK;
}
