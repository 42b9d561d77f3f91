#include "core/value.h"

#include "core/text.h"

#include <ctype.h>
#include <errno.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <time.h>

enum { NAMES_MAX = 32, DAY_S = 86400 };

/* The value as an error shows it: bounded and printable. */
static const char *shown(const char *text, char *buffer, size_t size)
{
    mfp_text_clean(buffer, size, text, strlen(text));
    return buffer;
}

int mfp_value_port(const char *text, uint16_t *port, struct mfp_error *error)
{
    char show[48], *end;
    long number = strtol(text, &end, 10);
    if (!isdigit((unsigned char)text[0]) || *end || number < 1 || number > 65535)
        return mfp_error_set(error, -EINVAL, "'%s' is no port, allowed: 1 to 65535",
                             shown(text, show, sizeof(show)));
    *port = (uint16_t)number;
    return 0;
}

/* A decimal number with a unit out of a table. Returns the product, or a negative number. */
struct unit {
    const char *name;
    double factor;
};

static double number_with_unit(const char *text, const struct unit *units)
{
    char *end;
    size_t digits = strspn(text, "0123456789.");
    if (!isdigit((unsigned char)text[0]))
        return -1;
    double number = strtod(text, &end);
    if (end != text + digits)
        return -1;
    for (; units->name; units++)
        if (strcasecmp(end, units->name) == 0)
            return number * units->factor;
    return -1;
}

int mfp_value_size(const char *text, int64_t *octets, struct mfp_error *error)
{
    static const struct unit units[] = {
        {.name = "", .factor = 1},
        {.name = "B", .factor = 1},
        {.name = "K", .factor = 1024},
        {.name = "KB", .factor = 1024},
        {.name = "KiB", .factor = 1024},
        {.name = "M", .factor = 1048576},
        {.name = "MB", .factor = 1048576},
        {.name = "MiB", .factor = 1048576},
        {.name = "G", .factor = 1073741824},
        {.name = "GB", .factor = 1073741824},
        {.name = "GiB", .factor = 1073741824},
        {0},
    };
    char show[48];
    double number = number_with_unit(text, units);
    if (!(number >= 0) || number > 2147483648.0)
        return mfp_error_set(error, -EINVAL,
                             "'%s' is no size, allowed: octets or a number with K, M or G, up to "
                             "2G, as 8M",
                             shown(text, show, sizeof(show)));
    *octets = (int64_t)number;
    return 0;
}

int mfp_value_duration(const char *text, int64_t *milliseconds, struct mfp_error *error)
{
    static const struct unit units[] = {
        {.name = "", .factor = 1e3},     {.name = "ms", .factor = 1},
        {.name = "s", .factor = 1e3},    {.name = "m", .factor = 6e4},
        {.name = "min", .factor = 6e4},  {.name = "h", .factor = 3.6e6},
        {.name = "d", .factor = 8.64e7}, {0},
    };
    char show[48];
    double number = number_with_unit(text, units);
    if (!(number >= 1) || number > 3.2e11)
        return mfp_error_set(error, -EINVAL,
                             "'%s' is no duration, allowed: seconds, or a number with ms, s, m, h "
                             "or d, as 30s",
                             shown(text, show, sizeof(show)));
    *milliseconds = (int64_t)(number + 0.5);
    return 0;
}

int mfp_value_date(const char *text, int64_t *at, struct mfp_error *error)
{
    struct tm day = {0};
    const char *end = strptime(text, "%Y-%m-%d", &day);
    struct tm normal = day;
    time_t seconds = end ? timegm(&normal) : -1;
    /* The 31st of February would be another day. */
    if (!end || *end || strlen(text) != 10 || seconds < 0 || normal.tm_mday != day.tm_mday)
        return mfp_error_set(error, -EINVAL, "'%.32s' is no date, right would be 2027-03-31", text);
    *at = (int64_t)seconds + DAY_S - 1;
    return 0;
}

int mfp_value_count(const char *text, unsigned *count, struct mfp_error *error)
{
    char *end;
    unsigned long number = strtoul(text, &end, 10);
    if (strcasecmp(text, "none") == 0) {
        *count = UINT_MAX;
        return 0;
    }
    if (text[0] < '0' || text[0] > '9' || *end || number < 1 || number > 1000000)
        return mfp_error_set(error, -EINVAL,
                             "'%.32s' is no count: 1 to 1000000, or none for no limit", text);
    *count = (unsigned)number;
    return 0;
}

int mfp_value_bool(const char *text, bool *value, struct mfp_error *error)
{
    static const struct mfp_word words[] = {
        {.number = 1, .name = "yes"},
        {.number = 0, .name = "no"},
        {.number = 1, .name = "true"},
        {.number = 0, .name = "false"},
        {.number = 1, .name = "on"},
        {.number = 0, .name = "off"},
        {0},
    };
    int number;
    int result = mfp_value_word(text, words, &number, error);
    if (result == 0)
        *value = number == 1;
    return result;
}

int mfp_value_word(const char *text, const struct mfp_word *words, int *number,
                   struct mfp_error *error)
{
    const char *names[NAMES_MAX + 1] = {0};
    char list[512], show[48];
    if (mfp_word_find(words, text, number) == 0)
        return 0;
    for (size_t i = 0; i < NAMES_MAX && words[i].name; i++)
        names[i] = words[i].name;
    const char *nearest = mfp_text_nearest(text, names);
    return mfp_error_set(error, -EINVAL, "'%s' is not known%s%s%s, allowed: %s",
                         shown(text, show, sizeof(show)), nearest ? ", did you mean '" : "",
                         nearest ? nearest : "", nearest ? "'" : "",
                         mfp_word_list(words, list, sizeof(list)));
}

static bool has_bad_octet(const char *text, const char *bad)
{
    for (; *text; text++)
        if ((unsigned char)*text <= ' ' || *text == 0x7f || strchr(bad, *text))
            return true;
    return false;
}

static const char unquotable[] = "<>(),;:\\\"[]";

int mfp_value_sender(const char *text, struct mfp_error *error)
{
    bool bare = text[0] && !strchr(text, '@') && strlen(text) <= 64;
    if (bare && !has_bad_octet(text, unquotable))
        return 0;
    return mfp_value_address(text, error);
}

int mfp_value_address(const char *text, struct mfp_error *error)
{
    char show[96];
    const char *at = strrchr(text, '@');
    const char *wrong = NULL;
    if (has_bad_octet(text, unquotable))
        wrong = "has a blank, a line break or a character that needs quoting";
    else if (!at || at == text || !at[1] || strchr(text, '@') != at)
        wrong = "needs one '@' with a name on each side";
    else if (strlen(text) > 254)
        wrong = "is longer than 254 octets";
    if (!wrong)
        return 0;
    return mfp_error_set(error, -EINVAL, "'%s' %s, right would be name@example.com",
                         shown(text, show, sizeof(show)), wrong);
}

static int no_host(const char *text, const char *right, struct mfp_error *error)
{
    char show[96];
    return mfp_error_set(error, -EINVAL, "'%s' is no host name, right would be %s",
                         shown(text, show, sizeof(show)), right);
}

static bool is_host(const char *text, const char *bad)
{
    return text[0] && strlen(text) <= 253 && !has_bad_octet(text, bad);
}

int mfp_value_host(const char *text, struct mfp_error *error)
{
    const char *colon = strchr(text, ':');
    bool with_port = colon && !strchr(colon + 1, ':'); /* IPv6 addresses have more of them */
    if (!with_port && is_host(text, "/@<>()[],;\"\\?#"))
        return 0;
    return no_host(text, "smtp.example.com or 192.0.2.1", error);
}

int mfp_value_helo(const char *text, struct mfp_error *error)
{
    if (is_host(text, "/@<>(),;\"\\?#"))
        return 0;
    return no_host(text, "copier.example.com or [192.0.2.1]", error);
}
