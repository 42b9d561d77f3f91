#include "snmp/queue/identity.h"

#include "core/text.h"

#include <ctype.h>
#include <string.h>

const struct mfp_object mfp_identity_objects[] = {
    {.oid = MFP_OID(MFP_MIB_2, 1, 1, 0), .meaning = MFP_MEANING_DESCR},
    {.oid = MFP_OID(MFP_MIB_2, 1, 2, 0), .meaning = MFP_MEANING_OBJECT_ID},
    {.oid = MFP_OID(MFP_MIB_2, 1, 3, 0), .meaning = MFP_MEANING_AGENT_UPTIME},
    {.oid = MFP_OID(MFP_MIB_2, 25, 1, 1, 0), .meaning = MFP_MEANING_HOST_UPTIME},
    {.oid = MFP_OID(MFP_MIB_2, 25, 3, 2, 1, 3, 1), .meaning = MFP_MEANING_DEVICE_NAME},
    {.oid = MFP_OID(MFP_MIB_2, 43, 5, 1, 1, 17, 1), .meaning = MFP_MEANING_SERIAL},
    {.oid = MFP_OID(MFP_MIB_2, 43, 5, 1, 1, 16, 1), .meaning = MFP_MEANING_DEVICE_NAME},
    /* The same text of IEEE 1284, where PWG 5107.1, HP, Brother and Xerox have it. Some answer
     * with nothing else that tells who they are. */
    {.oid = MFP_OID(MFP_PWG, 1, 2, 1, 2, 1, 1, 3, 1), .meaning = MFP_MEANING_DEVICE_ID},
    {.oid = MFP_OID(MFP_ENTERPRISES, 11, 2, 3, 9, 1, 1, 7, 0), .meaning = MFP_MEANING_DEVICE_ID},
    {.oid = MFP_OID(MFP_ENTERPRISES, 2435, 2, 3, 9, 1, 1, 7, 0), .meaning = MFP_MEANING_DEVICE_ID},
    {
        .oid = MFP_OID(MFP_ENTERPRISES, 253, 8, 51, 1, 2, 1, 20, 1),
        .meaning = MFP_MEANING_DEVICE_ID,
    },
    {.meaning = MFP_MEANING_NONE},
};

enum { TEXT_SIZE = 256 };

/* What the answers say before it is known how to read them. */
struct raw {
    const struct mfp_oid *object_id;
    char descr[TEXT_SIZE], name[TEXT_SIZE], device_id[TEXT_SIZE];
};

static void take(char *target, size_t size, const struct mfp_varbind *varbind)
{
    if (varbind->type == MFP_VARBIND_OCTETS && target[0] == '\0')
        mfp_text_clean(target, size, (const char *)varbind->octets, varbind->length);
}

static const struct mfp_object *object_of(const struct mfp_object *objects,
                                          const struct mfp_varbind *varbind)
{
    for (; objects && objects->meaning != MFP_MEANING_NONE; objects++)
        if (mfp_oid_equal(&objects->oid, &varbind->name))
            return objects;
    return NULL;
}

static void read_raw(struct raw *raw, struct mfp_identity *identity, enum mfp_meaning meaning,
                     const struct mfp_varbind *varbind)
{
    switch ((int)meaning) {
    case MFP_MEANING_OBJECT_ID:
        if (varbind->type == MFP_VARBIND_OID && varbind->value.length > 2)
            raw->object_id = &varbind->value;
        break;
    case MFP_MEANING_DESCR:
        take(raw->descr, sizeof(raw->descr), varbind);
        break;
    case MFP_MEANING_DEVICE_NAME:
        take(raw->name, sizeof(raw->name), varbind);
        break;
    case MFP_MEANING_DEVICE_ID:
        take(raw->device_id, sizeof(raw->device_id), varbind);
        break;
    case MFP_MEANING_MODEL:
        take(identity->model, sizeof(identity->model), varbind);
        break;
    case MFP_MEANING_SERIAL:
        take(identity->serial, sizeof(identity->serial), varbind);
        break;
    }
}

static void read_objects(struct raw *raw, struct mfp_identity *identity,
                         const struct mfp_object *objects, const struct mfp_varbind *varbinds,
                         size_t count)
{
    for (size_t i = 0; i < count; i++) {
        const struct mfp_object *object = object_of(objects, &varbinds[i]);
        if (object)
            read_raw(raw, identity, object->meaning, &varbinds[i]);
    }
}

/* The value of KEY in "MFG:Brother;CMD:PJL;MDL:DCP-1618W;". */
static void device_id_value(const char *device_id, const char *key, char *value, size_t size)
{
    const char *at = strstr(device_id, key);
    value[0] = '\0';
    if (at && (at == device_id || at[-1] == ';' || at[-1] == ' ')) {
        at += strlen(key);
        mfp_text_clean(value, size, at, strcspn(at, ";"));
    }
}

/* "1.23" at the end is the version of the firmware. */
static size_t without_version(const char *text, size_t length)
{
    size_t at = length;
    bool dot = false;
    while (at > 0 && (isdigit((unsigned char)text[at - 1]) || text[at - 1] == '.')) {
        dot |= text[at - 1] == '.';
        at--;
    }
    return dot && at > 1 && text[at - 1] == ' ' ? at - 1 : length;
}

static void model_from_descr(const char *descr, const char *after, char *model, size_t size)
{
    static const char *const ends[] = {";", ",", " /", " version ", " Rev.", " Version:"};
    const char *at = strstr(descr, after);
    if (!at)
        return;
    at += strlen(after);
    size_t length = strlen(at);
    for (size_t i = 0; i < sizeof(ends) / sizeof(*ends); i++) {
        const char *end = strstr(at, ends[i]);
        if (end && (size_t)(end - at) < length)
            length = (size_t)(end - at);
    }
    mfp_text_clean(model, size, at, without_version(at, length));
}

/* The model as the vendor's own object has it, as sysDescr has it, as a part of the device is
 * called, as the device identifier has it: the first that says something. */
static void find_model(struct mfp_identity *identity, const struct raw *raw)
{
    const struct mfp_profile *profile = identity->profile;
    size_t size = sizeof(identity->model);
    if (identity->model[0] == '\0' && profile && profile->model_after)
        model_from_descr(raw->descr, profile->model_after, identity->model, size);
    if (identity->model[0] == '\0')
        mfp_text_clean(identity->model, size, raw->name, strlen(raw->name));
    if (identity->model[0] == '\0')
        device_id_value(raw->device_id, "MDL:", identity->model, size);
}

static void find_brand(struct mfp_identity *identity, const struct raw *raw)
{
    const struct mfp_profile *profile = identity->profile;
    const struct mfp_brand *brand = profile ? profile->brands : NULL;
    mfp_format(identity->vendor, sizeof(identity->vendor), "%s", profile ? profile->vendor : "");
    mfp_format(identity->brand, sizeof(identity->brand), "%s", identity->vendor);
    for (; brand && brand->word; brand++) {
        if (strcasestr(raw->descr, brand->word)) {
            mfp_format(identity->brand, sizeof(identity->brand), "%s", brand->shown);
            return;
        }
    }
}

void mfp_identity_read(struct mfp_identity *identity, const struct mfp_varbind *varbinds,
                       size_t count)
{
    struct raw raw = {0};
    char maker[TEXT_SIZE];
    *identity = (struct mfp_identity){0};
    read_objects(&raw, identity, mfp_identity_objects, varbinds, count);
    device_id_value(raw.device_id, "MFG:", maker, sizeof(maker));
    identity->profile = mfp_profile_recognise(raw.object_id, raw.descr);
    if (!identity->profile)
        identity->profile = mfp_profile_recognise(NULL, maker[0] ? maker : raw.name);
    if (identity->profile)
        read_objects(&raw, identity, identity->profile->objects, varbinds, count);
    if (raw.object_id)
        mfp_oid_text(raw.object_id, identity->object_id);
    find_model(identity, &raw);
    find_brand(identity, &raw);
}
