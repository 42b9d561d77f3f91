#include "checks/server/facts.h"

#include <string.h>

static enum mfp_tls_version version_at(size_t place)
{
    return (enum mfp_tls_version)(MFP_TLS_VERSION_1_0 + (int)place);
}

void mfp_address_accepts(const struct mfp_look_address *address,
                         enum mfp_accepts accepts[MFP_LOOK_VERSIONS])
{
    for (size_t i = 0; i < MFP_LOOK_VERSIONS; i++)
        accepts[i] = mfp_look_accepts(address, version_at(i));
}

/* Yes before no before what is not known: one address that accepts is enough. */
static enum mfp_accepts better(enum mfp_accepts a, enum mfp_accepts b)
{
    static const int rank[] = {[MFP_ACCEPTS_UNTRIED] = 0,
                               [MFP_ACCEPTS_UNKNOWN] = 1,
                               [MFP_ACCEPTS_BROKEN] = 1,
                               [MFP_ACCEPTS_NO] = 2,
                               [MFP_ACCEPTS_YES] = 3};
    return rank[a] >= rank[b] ? a : b;
}

static void add_versions(const struct mfp_look_address *address, struct mfp_server_facts *facts)
{
    enum mfp_accepts accepts[MFP_LOOK_VERSIONS];
    mfp_address_accepts(address, accepts);
    for (size_t i = 0; i < MFP_LOOK_VERSIONS; i++)
        facts->accepts[i] = better(facts->accepts[i], accepts[i]);
}

static void add_certificate(const struct mfp_look_address *address, struct mfp_server_facts *facts)
{
    if (address->chain_not_after &&
        (!facts->certificate || address->chain_not_after < facts->certificate->chain_not_after))
        facts->certificate = address;
}

static void add_shown(const struct mfp_look_address *address, struct mfp_server_facts *facts)
{
    bool found = facts->shown && mfp_look_works(facts->shown);
    if ((address->greeting[0] && !facts->shown) || (mfp_look_works(address) && !found))
        facts->shown = address;
}

static void add_address(const struct mfp_look_address *address, struct mfp_server_facts *facts)
{
    if (address->skipped) {
        facts->skipped++;
        return;
    }
    facts->tried++;
    if (mfp_look_works(address))
        facts->working++;
    else
        facts->broken++;
    if (address->size_limit > 0 && (!facts->size_limit || address->size_limit < facts->size_limit))
        facts->size_limit = address->size_limit;
    add_shown(address, facts);
    add_versions(address, facts);
    add_certificate(address, facts);
}

/* One that is broken took as long as we waited for it. */
static double slowest(const struct mfp_look *look, bool of_working)
{
    int64_t most_us = 0;
    for (size_t i = 0; i < look->count; i++) {
        const struct mfp_look_address *address = &look->addresses[i];
        bool counts = !address->skipped && (mfp_look_works(address) || !of_working);
        if (counts && mfp_look_us(address) > most_us)
            most_us = mfp_look_us(address);
    }
    return (double)most_us / 1e6;
}

void mfp_server_facts(const struct mfp_look *look, struct mfp_server_facts *facts)
{
    *facts = (struct mfp_server_facts){0};
    for (size_t i = 0; i < look->count; i++)
        add_address(&look->addresses[i], facts);
    facts->seconds = slowest(look, facts->working > 0);
    if (look->resolve_us > 0)
        facts->seconds += (double)look->resolve_us / 1e6;
    for (size_t i = 0; i < MFP_LOOK_VERSIONS; i++) {
        if (facts->accepts[i] != MFP_ACCEPTS_YES)
            continue;
        if (!facts->oldest)
            facts->oldest = version_at(i);
        facts->newest = version_at(i);
    }
}

const char *mfp_versions_text(const enum mfp_accepts accepts[MFP_LOOK_VERSIONS],
                              enum mfp_accepts what, char *buffer, size_t size)
{
    const char *names[MFP_LOOK_VERSIONS] = {NULL};
    size_t count = 0, first = 0, last = 0;
    for (size_t i = 0; i < MFP_LOOK_VERSIONS; i++) {
        if (accepts[i] != what)
            continue;
        first = count ? first : i;
        last = i;
        names[count++] = mfp_word_name(mfp_tls_version_words, (int)version_at(i));
    }
    if (count == 0)
        return mfp_format(buffer, size, "%s", "");
    if (count == 1)
        return mfp_format(buffer, size, "%s", names[0]);
    if (count == 2)
        return mfp_format(buffer, size, "%s and %s", names[0], names[1]);
    if (last - first == count - 1)
        return mfp_format(buffer, size, "%s to %s", names[0], names[count - 1]);
    return mfp_format(buffer, size, "%s, %s and %s", names[0], names[1], names[2]);
}
