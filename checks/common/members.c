#include "checks/common/members.h"

#include "core/fault.h"

#include <errno.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

/* Integers of 2, 4 and 8 octets: port, words, times. */
static int64_t get_number(const void *at, size_t size)
{
    uint16_t small;
    int32_t middle;
    int64_t large;
    if (size == sizeof(small))
        return memcpy(&small, at, size), small;
    if (size == sizeof(middle))
        return memcpy(&middle, at, size), middle;
    return memcpy(&large, at, sizeof(large)), large;
}

static void set_number(void *at, size_t size, int64_t number)
{
    const uint16_t small = (uint16_t)number;
    const int32_t middle = (int32_t)number;
    if (size == sizeof(small))
        memcpy(at, &small, size);
    else if (size == sizeof(middle))
        memcpy(at, &middle, size);
    else
        memcpy(at, &number, sizeof(number));
}

static json_t *write_member(const struct mfp_member *member, const char *at)
{
    switch (member->kind) {
    case MFP_MEMBER_TEXT:
        return json_string(at);
    case MFP_MEMBER_NUMBER:
        return json_integer(get_number(at, member->size));
    case MFP_MEMBER_BOOL:
        return json_boolean(*(const bool *)at);
    case MFP_MEMBER_FAULT:
        return json_string(mfp_fault_name((enum mfp_fault_kind)get_number(at, member->size)));
    }
    return NULL;
}

json_t *mfp_members_write(const struct mfp_member *members, const void *from)
{
    json_t *object = json_object();
    for (; members->name; members++)
        json_object_set_new(object, members->name,
                            write_member(members, (const char *)from + members->offset));
    return object;
}

static void read_fault(char *at, size_t size, const json_t *value)
{
    enum mfp_fault_kind kind = MFP_FAULT_NONE;
    const char *name = json_string_value(value);
    if (name && mfp_fault_find(name, &kind) == 0)
        set_number(at, size, (int64_t)kind);
}

static void read_member(const struct mfp_member *member, char *at, const json_t *value)
{
    const char *text = json_string_value(value);
    switch (member->kind) {
    case MFP_MEMBER_TEXT:
        if (text)
            mfp_text_clean(at, member->size, text, strlen(text));
        break;
    case MFP_MEMBER_NUMBER:
        if (json_is_integer(value))
            set_number(at, member->size, json_integer_value(value));
        break;
    case MFP_MEMBER_BOOL:
        *(bool *)at = json_is_true(value);
        break;
    case MFP_MEMBER_FAULT:
        read_fault(at, member->size, value);
        break;
    }
}

void mfp_members_read(const struct mfp_member *members, void *to, const json_t *object)
{
    for (; members->name; members++)
        read_member(members, (char *)to + members->offset, json_object_get(object, members->name));
}

int mfp_members_dump(json_t *root, struct mfp_text *octets, struct mfp_error *error)
{
    char *text = json_dumps(root, JSON_COMPACT);
    json_decref(root);
    if (!text)
        return mfp_error_set(error, -ENOMEM, "out of memory");
    mfp_text_puts(octets, text);
    free(text);
    return 0;
}
