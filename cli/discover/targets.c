#include "cli/discover/targets.h"

#include "core/text.h"
#include "core/value.h"

#include <arpa/inet.h>
#include <errno.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

enum { HIGH_OCTETS = 8 }; /* of an IPv6 address: ranges lie in the other half */

struct address {
    int family;
    unsigned char octets[16];
};

void mfp_targets_done(struct mfp_targets *targets)
{
    for (size_t i = 0; i < targets->range_count; i++)
        free(targets->ranges[i].name);
    free(targets->ranges);
    *targets = (struct mfp_targets){0};
}

static bool parse_address(const char *text, struct address *address)
{
    *address = (struct address){.family = AF_INET};
    if (inet_pton(AF_INET, text, address->octets) == 1)
        return true;
    address->family = AF_INET6;
    return inet_pton(AF_INET6, text, address->octets) == 1;
}

/* The part of an address that counts up: all of IPv4, the lower half of IPv6. */
static uint64_t low_of(int family, const unsigned char *octets)
{
    size_t from = family == AF_INET ? 0 : HIGH_OCTETS, to = family == AF_INET ? 4 : 16;
    uint64_t low = 0;
    for (size_t i = from; i < to; i++)
        low = low << 8 | octets[i];
    return low;
}

static void set_low(int family, unsigned char *octets, uint64_t low)
{
    size_t from = family == AF_INET ? 0 : HIGH_OCTETS, to = family == AF_INET ? 4 : 16;
    for (size_t i = to; i-- > from; low >>= 8)
        octets[i] = (unsigned char)(low & 0xff);
}

static int add(struct mfp_targets *targets, const struct mfp_target_range *range,
               struct mfp_error *error)
{
    if (range->count > MFP_TARGETS_MAX || targets->count + range->count > MFP_TARGETS_MAX)
        return mfp_error_set(error, -E2BIG, "more than %d addresses at once", MFP_TARGETS_MAX);
    struct mfp_target_range *ranges =
        reallocarray(targets->ranges, targets->range_count + 1, sizeof(*ranges));
    if (!ranges)
        return mfp_error_set(error, -ENOMEM, "out of memory");
    targets->ranges = ranges;
    ranges[targets->range_count++] = *range;
    targets->count += range->count;
    return 0;
}

static int wrong(const char *word, const char *why, struct mfp_error *error)
{
    return mfp_error_set(error, -EINVAL,
                         "'%.80s' %s; right would be 192.0.2.0/24, 192.0.2.10-20, 2001:db8::10 or "
                         "a name",
                         word, why);
}

static int add_from_to(struct mfp_targets *targets, const struct address *first, uint64_t last,
                       const char *word, struct mfp_error *error)
{
    struct mfp_target_range range = {.family = first->family};
    uint64_t low = low_of(first->family, first->octets);
    memcpy(range.first, first->octets, sizeof(range.first));
    if (last < low)
        return wrong(word, "ends before it begins", error);
    if (last - low >= MFP_TARGETS_MAX)
        return mfp_error_set(error, -E2BIG, "'%.80s' is more than %d addresses", word,
                             MFP_TARGETS_MAX);
    range.count = last - low + 1;
    return add(targets, &range, error);
}

/* "192.0.2.0/24" */
static int add_prefix(struct mfp_targets *targets, const char *word, const char *slash,
                      struct mfp_error *error)
{
    char text[MFP_TARGET_SIZE], *end;
    struct address address;
    mfp_format(text, sizeof(text), "%.*s", (int)(slash - word), word);
    unsigned long length = strtoul(slash + 1, &end, 10);
    if (!parse_address(text, &address) || !slash[1] || *end || slash[1] < '0' || slash[1] > '9')
        return wrong(word, "is no address with a prefix", error);
    unsigned bits = address.family == AF_INET ? 32 : 128;
    if (length > bits)
        return wrong(word, "has a longer prefix than an address has bits", error);
    if (bits - length > 16)
        return mfp_error_set(error, -E2BIG, "'%.80s' is more than %d addresses", word,
                             MFP_TARGETS_MAX);
    uint64_t span = (UINT64_C(1) << (bits - length)) - 1;
    uint64_t low = low_of(address.family, address.octets) & ~span, high = low | span;
    if (address.family == AF_INET && span > 1) {
        low++; /* the network's own address, and broadcast */
        high--;
    }
    set_low(address.family, address.octets, low);
    return add_from_to(targets, &address, high, word, error);
}

/* "192.0.2.10-20", "192.0.2.10-192.0.2.40" */
static int add_span(struct mfp_targets *targets, const char *word, const char *dash,
                    struct mfp_error *error)
{
    char text[MFP_TARGET_SIZE], *end;
    struct address first, last;
    mfp_format(text, sizeof(text), "%.*s", (int)(dash - word), word);
    if (!parse_address(text, &first))
        return wrong(word, "does not begin with an address", error);
    if (parse_address(dash + 1, &last)) {
        if (last.family != first.family ||
            (first.family == AF_INET6 && memcmp(first.octets, last.octets, HIGH_OCTETS) != 0))
            return wrong(word, "ends in another network", error);
        return add_from_to(targets, &first, low_of(last.family, last.octets), word, error);
    }
    unsigned long number = strtoul(dash + 1, &end, 10);
    if (first.family != AF_INET || !dash[1] || *end || number > 255)
        return wrong(word, "does not end with an address or its last number", error);
    uint64_t low = low_of(first.family, first.octets);
    return add_from_to(targets, &first, (low & ~UINT64_C(0xff)) | number, word, error);
}

static int add_name(struct mfp_targets *targets, const char *word, struct mfp_error *error)
{
    const struct mfp_target_range range = {.count = 1};
    if (mfp_value_host(word, NULL) < 0)
        return wrong(word, "is no address and no name", error);
    int result = add(targets, &range, error);
    if (result < 0)
        return result;
    struct mfp_target_range *added = &targets->ranges[targets->range_count - 1];
    added->name = strdup(word);
    if (added->name)
        return 0;
    targets->range_count--;
    targets->count--;
    return mfp_error_set(error, -ENOMEM, "out of memory");
}

static int add_word(struct mfp_targets *targets, const char *word, struct mfp_error *error)
{
    struct address address;
    const char *slash = strchr(word, '/'), *dash = strchr(word, '-');
    if (parse_address(word, &address))
        return add_from_to(targets, &address, low_of(address.family, address.octets), word, error);
    if (slash)
        return add_prefix(targets, word, slash, error);
    /* A name may have dashes, but no address in front of one. */
    char text[MFP_TARGET_SIZE];
    mfp_format(text, sizeof(text), "%.*s", dash ? (int)(dash - word) : 0, word);
    if (dash && parse_address(text, &address))
        return add_span(targets, word, dash, error);
    /* What looks like an address that is none is no name either. */
    if (strspn(word, "0123456789.-") == strlen(word))
        return wrong(word, "is no address", error);
    return add_name(targets, word, error);
}

int mfp_targets_add(struct mfp_targets *targets, const char *text, struct mfp_error *error)
{
    char word[MFP_TARGET_SIZE];
    int result = 0;
    while (result == 0) {
        size_t length = strcspn(text, ",");
        if (length >= sizeof(word))
            return wrong(text, "is too long", error);
        mfp_format(word, sizeof(word), "%.*s", (int)length, text);
        result = add_word(targets, word, error);
        if (!text[length])
            break;
        text += length + 1;
    }
    return result;
}

char *mfp_targets_at(const struct mfp_targets *targets, size_t index, char *buffer)
{
    const struct mfp_target_range *range = targets->ranges;
    unsigned char octets[16];
    for (; index >= range->count; range++)
        index -= range->count;
    if (!range->family)
        return mfp_format(buffer, MFP_TARGET_SIZE, "%s", range->name);
    memcpy(octets, range->first, sizeof(octets));
    set_low(range->family, octets, low_of(range->family, octets) + index);
    inet_ntop(range->family, octets, buffer, MFP_TARGET_SIZE);
    return buffer;
}
