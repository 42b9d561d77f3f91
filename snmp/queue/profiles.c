/* The registry: a new vendor is a new file in devices/ and a row here. */
#include "snmp/queue/profile.h"

#include "snmp/queue/devices/devices.h"

#include <string.h>

const struct mfp_profile *const mfp_profiles[] = {
    &mfp_profile_brother,        &mfp_profile_canon,
    &mfp_profile_dell,           &mfp_profile_epson,
    &mfp_profile_fujifilm,       &mfp_profile_hp,
    &mfp_profile_konica,         &mfp_profile_kyocera,
    &mfp_profile_lexmark,        &mfp_profile_oki,
    &mfp_profile_ricoh,          &mfp_profile_samsung,
    &mfp_profile_sharp,          &mfp_profile_toshiba,
    &mfp_profile_toshiba_labels, &mfp_profile_tsc,
    &mfp_profile_xerox,          &mfp_profile_zebra,
    &mfp_profile_rfc2707,        &mfp_profile_pwg5106,
    &mfp_profile_printer,        NULL,
};

const char *mfp_tier_name(enum mfp_tier tier)
{
    switch (tier) {
    case MFP_TIER_NONE:
        break;
    case MFP_TIER_A:
        return "A";
    case MFP_TIER_B:
        return "B";
    case MFP_TIER_C:
        return "C";
    case MFP_TIER_D:
        return "D";
    }
    return "none";
}

const struct mfp_profile *mfp_profile_find(const char *name)
{
    for (size_t i = 0; mfp_profiles[i]; i++)
        if (strcmp(mfp_profiles[i]->name, name) == 0)
            return mfp_profiles[i];
    return NULL;
}

static size_t prefix_length(const struct mfp_profile *profile, const struct mfp_oid *object_id)
{
    size_t longest = 0;
    for (size_t i = 0; i < MFP_PROFILE_PREFIXES; i++)
        if (mfp_oid_below(object_id, &profile->prefixes[i]) &&
            profile->prefixes[i].length > longest)
            longest = profile->prefixes[i].length;
    return longest;
}

static const struct mfp_profile *by_object_id(const struct mfp_oid *object_id)
{
    const struct mfp_profile *found = NULL;
    size_t longest = 0;
    for (size_t i = 0; mfp_profiles[i]; i++) {
        size_t length = prefix_length(mfp_profiles[i], object_id);
        if (length > longest) {
            longest = length;
            found = mfp_profiles[i];
        }
    }
    return found;
}

/* Of two that fit, the longer word: "TOSHIBA TEC B-" is said by more than "TOSHIBA". */
static const struct mfp_profile *by_words(const char *text)
{
    const struct mfp_profile *found = NULL;
    size_t longest = 0;
    for (size_t i = 0; mfp_profiles[i]; i++) {
        const char *const *word = mfp_profiles[i]->words;
        for (; word && *word; word++) {
            if (strlen(*word) > longest && strcasestr(text, *word)) {
                longest = strlen(*word);
                found = mfp_profiles[i];
            }
        }
    }
    return found;
}

const struct mfp_profile *mfp_profile_recognise(const struct mfp_oid *object_id, const char *text)
{
    const struct mfp_profile *found = object_id ? by_object_id(object_id) : NULL;
    return found ? found : by_words(text);
}

bool mfp_profile_is_fragile(const struct mfp_profile *profile, const char *model)
{
    const char *const *word = profile ? profile->fragile : NULL;
    for (; word && *word; word++)
        if (strcasestr(model, *word))
            return true;
    return false;
}

size_t mfp_profile_chain(const struct mfp_profile *profile,
                         const struct mfp_profile *chain[MFP_CHAIN_MAX])
{
    size_t count = 0;
    if (profile)
        chain[count++] = profile;
    if (profile && profile->tier == MFP_TIER_NONE)
        return count; /* it does not scan: there is nothing to ask it for */
    chain[count++] = &mfp_profile_rfc2707;
    chain[count++] = &mfp_profile_pwg5106;
    chain[count++] = &mfp_profile_printer;
    return count;
}
