/* When an early warning is given: the limits, as options have them. */
#include "core/early.h"

#include "core/text.h"
#include "core/value.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

const struct mfp_word mfp_early_words[] = {
    {.number = MFP_EARLY_CERTIFICATE, .name = "certificate", .shown = "certificate"},
    {.number = MFP_EARLY_ANNOUNCEMENT, .name = "announcement", .shown = "announcement"},
    {.number = MFP_EARLY_SECRET, .name = "secret", .shown = "password"},
    {.number = MFP_EARLY_SCAN, .name = "scan", .shown = "scan size"},
    {.number = MFP_EARLY_TLS, .name = "tls", .shown = "TLS version"},
    {.number = MFP_EARLY_AUTH, .name = "auth", .shown = "login mechanisms"},
    {.number = MFP_EARLY_SLOW, .name = "slow", .shown = "slow steps"},
    {0},
};

enum form { FORM_NUMBER, FORM_VERSION, FORM_TIME, FORM_FACTOR };

struct kind {
    enum form form;
    bool below; /* it is the small values that are worth a warning */
    const char *otherwise;
    const char *right; /* for a complaint */
};

static const struct kind kinds[MFP_EARLY_COUNT] = {
    [MFP_EARLY_CERTIFICATE] = {.form = FORM_NUMBER,
                               .below = true,
                               .otherwise = "21",
                               .right = "21, 21,7 or off: days"},
    [MFP_EARLY_ANNOUNCEMENT] = {.form = FORM_NUMBER,
                                .below = true,
                                .otherwise = "180",
                                .right = "180, 180,30 or off: days"},
    [MFP_EARLY_SECRET] = {.form = FORM_NUMBER,
                          .below = true,
                          .otherwise = "14",
                          .right = "14, 14,3 or off: days"},
    [MFP_EARLY_SCAN] = {.form = FORM_NUMBER,
                        .below = false,
                        .otherwise = "90",
                        .right = "90, 90,100 or off: percent"},
    [MFP_EARLY_TLS] = {.form = FORM_VERSION,
                       .below = true,
                       .otherwise = "1.2",
                       .right = "1.2, 1.2,1.1 or off: TLS versions"},
    [MFP_EARLY_AUTH] = {.form = FORM_TIME,
                        .below = false,
                        .otherwise = "30d",
                        .right = "30d or off: a time"},
    [MFP_EARLY_SLOW] = {.form = FORM_FACTOR,
                        .below = false,
                        .otherwise = "6",
                        .right = "6 or off: how many deviations"},
};

static int parse_number(const char *word, double *number)
{
    char *end;
    /* Digits alone: strtod takes blanks, signs, "0x10", "1e2" and "nan" too. */
    if (word[0] < '0' || word[0] > '9' || word[strspn(word, "0123456789.")])
        return -EINVAL;
    *number = strtod(word, &end);
    return *end || *number > 100000 ? -EINVAL : 0;
}

static int parse_version(const char *word, double *number)
{
    int version;
    if (mfp_word_find(mfp_tls_version_words, word, &version) < 0)
        return -EINVAL;
    *number = version / 10.0;
    return 0;
}

static int parse_parameter(enum form form, const char *word, double *number)
{
    int64_t milliseconds;
    if (form == FORM_FACTOR)
        return parse_number(word, number) < 0 || *number < 1 ? -EINVAL : 0;
    if (mfp_value_duration(word, &milliseconds, NULL) < 0)
        return -EINVAL;
    *number = (double)milliseconds / 1000;
    return 0;
}

static int set_range(const struct kind *kind, const char *word, struct mfp_range *range)
{
    char text[32];
    double number;
    int result =
        kind->form == FORM_VERSION ? parse_version(word, &number) : parse_number(word, &number);
    if (result < 0)
        return result;
    mfp_format(text, sizeof(text), kind->below ? "%g:" : "%g", number);
    return mfp_range_parse(text, range, NULL);
}

/* CRITICAL begins where WARNING does, or later. */
static bool in_order(const struct kind *kind, const struct mfp_early_limit *limit)
{
    if (!limit->critical.given)
        return true;
    return kind->below ? limit->critical.start <= limit->warning.start
                       : limit->critical.end >= limit->warning.end;
}

static int parse(const struct kind *kind, const char *text, struct mfp_early_limit *limit)
{
    char first[32];
    size_t length = strcspn(text, ",");
    const char *comma = text[length] ? text + length : NULL;
    if (length >= sizeof(first))
        return -EINVAL;
    mfp_format(first, sizeof(first), "%.*s", (int)length, text);
    if (strcasecmp(text, "off") == 0) {
        limit->off = true;
        return 0;
    }
    if (kind->form == FORM_NUMBER || kind->form == FORM_VERSION) {
        int result = set_range(kind, first, &limit->warning);
        if (result == 0 && comma)
            result = set_range(kind, comma + 1, &limit->critical);
        return result == 0 && !in_order(kind, limit) ? -EINVAL : result;
    }
    mfp_range_parse("0", &limit->warning, NULL); /* any is worth a warning */
    return comma ? -EINVAL : parse_parameter(kind->form, first, &limit->parameter);
}

int mfp_early_limit_parse(struct mfp_early_limits *limits, enum mfp_early_kind kind,
                          const char *text, struct mfp_error *error)
{
    struct mfp_early_limit limit = {.given = true};
    if (parse(&kinds[kind], text, &limit) < 0)
        return mfp_error_set(error, -EINVAL, "'%.40s' is no limit, right would be %s", text,
                             kinds[kind].right);
    limits->of[kind] = limit;
    return 0;
}

void mfp_early_limits_default(struct mfp_early_limits *limits)
{
    for (int kind = 0; kind < MFP_EARLY_COUNT; kind++)
        if (!limits->of[kind].given)
            mfp_early_limit_parse(limits, (enum mfp_early_kind)kind, kinds[kind].otherwise, NULL);
}
