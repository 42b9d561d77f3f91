/* What of a text may be shown to others. */
#include "cli/queue/recording.h"

#include <ctype.h>
#include <string.h>

enum treatment {
    REPLACE,
    REPLACE_SERIAL,
    KEEP_OCTETS,
    KEEP_WORDS,   /* but for what is to be hidden wherever it stands */
    KEEP_BRANDED, /* the same, if the brand stands in it */
    KEEP_DEVICE_ID,
};

enum { WORD_MIN = 4 };

/* People set this one on some devices: what has the brand's name in it is the vendor's own words.
 */
static const struct mfp_oid device_descr = MFP_OID(MFP_MIB_2, 25, 3, 2, 1, 3);

static enum treatment treatment_of(const struct mfp_object *object, const struct mfp_oid *name)
{
    switch ((int)object->meaning) {
    case MFP_MEANING_DESCR:
    case MFP_MEANING_MODEL:
    case MFP_MEANING_COUNT_TYPE:
        return KEEP_WORDS;
    case MFP_MEANING_DEVICE_NAME:
        return mfp_oid_below(name, &device_descr) ? KEEP_BRANDED : REPLACE;
    case MFP_MEANING_SERIAL:
        return REPLACE_SERIAL;
    case MFP_MEANING_DEVICE_ID:
        return KEEP_DEVICE_ID;
    case MFP_MEANING_ERROR_STATE:
        return KEEP_OCTETS;
    }
    return REPLACE;
}

static const struct mfp_object *object_of(const struct mfp_object *objects, bool columns,
                                          const struct mfp_oid *name)
{
    for (; objects && objects->meaning != MFP_MEANING_NONE; objects++)
        if (columns ? mfp_oid_below(name, &objects->oid) : mfp_oid_equal(name, &objects->oid))
            return objects;
    return NULL;
}

static const struct mfp_object *known(const struct mfp_recording *recording,
                                      const struct mfp_oid *name)
{
    const struct mfp_object *found = object_of(mfp_identity_objects, false, name);
    for (size_t i = 0; !found && i < recording->profiles; i++) {
        const struct mfp_table *table = recording->chain[i]->tables;
        found = object_of(recording->chain[i]->objects, false, name);
        for (; !found && table && table->kind != MFP_TABLE_NONE; table++)
            found = object_of(table->columns, true, name);
    }
    return found;
}

static bool overwrite(char *octets, size_t length, char by)
{
    for (size_t i = 0; i < length; i++)
        octets[i] = by;
    return length > 0;
}

/* Letters and digits only, so that the form of a serial number can be seen. */
static bool overwrite_serial(char *octets, size_t length)
{
    bool replaced = false;
    for (size_t i = 0; i < length; i++) {
        unsigned char c = (unsigned char)octets[i];
        if (!isalnum(c) && c < 0x80 && c >= ' ')
            continue;
        octets[i] = '0';
        replaced = true;
    }
    return replaced;
}

static bool is_branded(const struct mfp_identity *identity, const char *octets, size_t length)
{
    size_t brand = strlen(identity->brand), vendor = strlen(identity->vendor);
    for (size_t at = 0; at < length; at++)
        if ((brand && brand <= length - at &&
             strncasecmp(octets + at, identity->brand, brand) == 0) ||
            (vendor && vendor <= length - at &&
             strncasecmp(octets + at, identity->vendor, vendor) == 0))
            return true;
    return false;
}

static bool hide_words(const struct mfp_recording *recording, char *octets, size_t length)
{
    bool replaced = false;
    for (size_t i = 0; i < recording->word_count; i++) {
        const char *word = recording->words[i].text;
        size_t size = strlen(word);
        for (size_t at = 0; at + size <= length; at++)
            if (strncasecmp(octets + at, word, size) == 0)
                replaced |= overwrite(octets + at, size, recording->words[i].by);
    }
    return replaced;
}

/* "HP ETHERNET MULTI-ENVIRONMENT,SN:VNB3K12345,FN:..." */
static bool hide_labelled_serials(char *octets, size_t length)
{
    static const char *const labels[] = {
        "sn:", "sn ", "s/n", "fn:", "sern:", "serial:", "serial no", "serial number"};
    bool replaced = false;
    for (size_t i = 0; i < sizeof(labels) / sizeof(*labels); i++) {
        size_t size = strlen(labels[i]);
        for (size_t at = 0; at + size < length; at++) {
            if (strncasecmp(octets + at, labels[i], size) != 0 ||
                (at > 0 && isalnum((unsigned char)octets[at - 1])))
                continue;
            size_t from = at + size, to = from;
            while (to < length && octets[to] != ',' && octets[to] != ';')
                to++;
            replaced |= overwrite_serial(octets + from, to - from);
        }
    }
    return replaced;
}

static bool is_harmless_key(const char *key, size_t length)
{
    static const char *const keys[] = {"MFG",          "MDL",   "CMD",         "CLS",
                                       "MANUFACTURER", "MODEL", "COMMAND SET", "CLASS"};
    for (size_t i = 0; i < sizeof(keys) / sizeof(*keys); i++)
        if (strlen(keys[i]) == length && strncasecmp(key, keys[i], length) == 0)
            return true;
    return false;
}

/* "MFG:Brother;CMD:PJL;MDL:DCP-1618W;SN:...;": the values of the keys that are not harmless. */
static bool hide_values(char *octets, size_t length)
{
    bool replaced = false;
    for (size_t at = 0; at < length;) {
        const char *end = memchr(octets + at, ';', length - at);
        size_t stop = end ? (size_t)(end - octets) : length;
        const char *colon = memchr(octets + at, ':', stop - at);
        size_t value = colon ? (size_t)(colon - octets) + 1 : at;
        while (at < stop && octets[at] == ' ')
            at++;
        if (!colon || !is_harmless_key(octets + at, value - 1 - at))
            replaced |= overwrite(octets + value, stop - value, 'x');
        at = stop + 1;
    }
    return replaced;
}

static bool is_hidden(const struct mfp_recording *recording, const char *text)
{
    for (size_t i = 0; i < recording->word_count; i++)
        if (strcasecmp(recording->words[i].text, text) == 0)
            return true;
    return false;
}

void mfp_recording_hide(struct mfp_recording *recording, const char *text, char by)
{
    char word[sizeof(recording->words[0].text)];
    mfp_format(word, sizeof(word), "%s", text);
    if (strlen(word) < WORD_MIN || recording->word_count == MFP_RECORDING_WORDS ||
        strcasecmp(recording->identity->brand, word) == 0 || is_hidden(recording, word))
        return;
    memcpy(recording->words[recording->word_count].text, word, sizeof(word));
    recording->words[recording->word_count++].by = by;
}

static enum treatment treatment_in(const struct mfp_recording *recording,
                                   const struct mfp_oid *name, const char *octets, size_t length)
{
    const struct mfp_object *object = known(recording, name);
    enum treatment treatment = object ? treatment_of(object, name) : REPLACE;
    if (treatment != KEEP_BRANDED)
        return treatment;
    return is_branded(recording->identity, octets, length) ? KEEP_WORDS : REPLACE;
}

unsigned mfp_recording_redact(const struct mfp_recording *recording, const struct mfp_oid *name,
                              char *octets, size_t length)
{
    bool serial = false, text = false;
    switch (treatment_in(recording, name, octets, length)) {
    case REPLACE:
        text = overwrite(octets, length, 'x');
        break;
    case REPLACE_SERIAL:
        serial = overwrite_serial(octets, length);
        break;
    case KEEP_OCTETS:
        break;
    case KEEP_DEVICE_ID:
        text = hide_values(octets, length);
        text |= hide_words(recording, octets, length);
        break;
    case KEEP_WORDS:
    case KEEP_BRANDED:
        serial = hide_labelled_serials(octets, length);
        text = hide_words(recording, octets, length);
        break;
    }
    return (text ? MFP_REDACTED_TEXT : 0U) | (serial ? MFP_REDACTED_SERIAL : 0U);
}
