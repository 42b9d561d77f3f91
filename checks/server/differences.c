/* Where addresses behind one name do not offer the same. */
#include "checks/server/facts.h"
#include "core/clock.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

enum { DAY_S = 86400, SHOWN_MAX = 4, WORDS_MAX = 32 };

struct value {
    char text[256];
    int64_t number; /* compared where the aspect has a tolerance */
};

/* Something that addresses ought to have in common. */
struct aspect {
    const char *name;
    int64_t tolerance; /* 0: the texts are compared */
    /* false: it is not known of this address */
    bool (*get)(const struct mfp_look_address *address, struct value *value);
};

static bool get_size(const struct mfp_look_address *address, struct value *value)
{
    if (address->size_limit > 0)
        mfp_format(value->text, sizeof(value->text), "%" PRId64, address->size_limit);
    else
        mfp_format(value->text, sizeof(value->text), "no limit");
    return address->clear || address->secure;
}

static bool get_starttls(const struct mfp_look_address *address, struct value *value)
{
    mfp_format(value->text, sizeof(value->text), "%s", address->starttls ? "yes" : "no");
    return address->clear;
}

static int compare_words(const void *a, const void *b)
{
    return strcmp(*(char *const *)a, *(char *const *)b);
}

/* Their order means nothing. */
static void sort_words(const char *list, char *sorted, size_t size)
{
    char copy[256], *words[WORDS_MAX], *rest = copy;
    size_t count = 0, used = 0;
    mfp_format(copy, sizeof(copy), "%s", list);
    for (char *word; count < WORDS_MAX && (word = strtok_r(rest, " ", &rest));)
        words[count++] = word;
    qsort(words, count, sizeof(words[0]), compare_words);
    mfp_format(sorted, size, "%s", count ? "" : "none");
    for (size_t i = 0; i < count; i++, used = strlen(sorted))
        mfp_format(sorted + used, size - used, "%s%s", i ? " " : "", words[i]);
}

static bool get_clear_auth(const struct mfp_look_address *address, struct value *value)
{
    sort_words(address->auth_clear, value->text, sizeof(value->text));
    return address->clear;
}

static bool get_secure_auth(const struct mfp_look_address *address, struct value *value)
{
    sort_words(address->auth_secure, value->text, sizeof(value->text));
    return address->secure;
}

static bool get_versions(const struct mfp_look_address *address, struct value *value)
{
    enum mfp_accepts accepts[MFP_LOOK_VERSIONS];
    mfp_address_accepts(address, accepts);
    mfp_versions_text(accepts, MFP_ACCEPTS_YES, value->text, sizeof(value->text));
    for (size_t i = 0; i < MFP_LOOK_VERSIONS; i++)
        if (accepts[i] != MFP_ACCEPTS_YES && accepts[i] != MFP_ACCEPTS_NO)
            return false;
    return true;
}

static bool get_expiry(const struct mfp_look_address *address, struct value *value)
{
    value->number = address->not_after;
    mfp_time_words(address->not_after, value->text, sizeof(value->text));
    return address->not_after != 0;
}

static const struct aspect aspects[] = {
    {.name = "SIZE", .get = get_size},
    {.name = "STARTTLS", .get = get_starttls},
    {.name = "AUTH before TLS", .get = get_clear_auth},
    {.name = "AUTH after TLS", .get = get_secure_auth},
    {.name = "TLS", .get = get_versions},
    {.name = "certificate until", .get = get_expiry, .tolerance = DAY_S},
};

static bool differ(const struct aspect *aspect, const struct value *a, const struct value *b)
{
    if (aspect->tolerance)
        return llabs(a->number - b->number) > aspect->tolerance;
    return strcmp(a->text, b->text) != 0;
}

/* The first address that it is known of, and those that have it otherwise. */
static void add_aspect(const struct aspect *aspect, const struct mfp_look *look,
                       struct mfp_text *text)
{
    const struct mfp_look_address *first = NULL;
    struct value ours = {.text = ""}, other = {.text = ""};
    size_t others = 0;
    for (size_t i = 0; i < look->count; i++) {
        const struct mfp_look_address *address = &look->addresses[i];
        if (address->skipped || !aspect->get(address, first ? &other : &ours))
            continue;
        if (first && differ(aspect, &ours, &other)) {
            if (others++ == 0)
                mfp_text_printf(text, "%s%s: %s %s", text->length ? "; " : "", aspect->name,
                                first->address, ours.text);
            if (others <= SHOWN_MAX)
                mfp_text_printf(text, ", %s %s", address->address, other.text);
        }
        first = first ? first : address;
    }
    if (others > SHOWN_MAX)
        mfp_text_printf(text, " and %zu more", others - SHOWN_MAX);
}

void mfp_server_differences(const struct mfp_look *look, struct mfp_text *text)
{
    for (size_t i = 0; i < sizeof(aspects) / sizeof(aspects[0]); i++)
        add_aspect(&aspects[i], look, text);
}
