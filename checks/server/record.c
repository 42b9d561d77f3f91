#include "checks/server/record.h"

#include "core/fault.h"

#include <errno.h>
#include <jansson.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

enum kind {
    KIND_TEXT,   /* char[] of that size */
    KIND_NUMBER, /* an integer of that size */
    KIND_BOOL,
    KIND_FAULT, /* by its name: its numbers are no permanent ones */
};

/* A member of a struct and how it is called. Numbers of words and causes are permanent. */
struct member {
    const char *name;
    enum kind kind;
    size_t offset, size;
};

#define MEMBER(type, field, how)                                                                   \
    {                                                                                              \
        .name = #field, .kind = (how), .offset = offsetof(struct type, field),                     \
        .size = sizeof(((struct type *)0)->field)                                                  \
    }

static const struct member look_members[] = {
    MEMBER(mfp_look, host, KIND_TEXT),           MEMBER(mfp_look, port, KIND_NUMBER),
    MEMBER(mfp_look, tls, KIND_NUMBER),          MEMBER(mfp_look, tls_verify, KIND_BOOL),
    MEMBER(mfp_look, at, KIND_NUMBER),           MEMBER(mfp_look, resolve_us, KIND_NUMBER),
    MEMBER(mfp_look, more, KIND_NUMBER),         MEMBER(mfp_look, tlsa, KIND_NUMBER),
    MEMBER(mfp_look, tlsa_validated, KIND_BOOL), {0},
};

static const struct member address_members[] = {
    MEMBER(mfp_look_address, address, KIND_TEXT),
    MEMBER(mfp_look_address, skipped, KIND_BOOL),
    MEMBER(mfp_look_address, greeting, KIND_TEXT),
    MEMBER(mfp_look_address, extensions, KIND_TEXT),
    MEMBER(mfp_look_address, size_limit, KIND_NUMBER),
    MEMBER(mfp_look_address, starttls, KIND_BOOL),
    MEMBER(mfp_look_address, clear, KIND_BOOL),
    MEMBER(mfp_look_address, secure, KIND_BOOL),
    MEMBER(mfp_look_address, auth_clear, KIND_TEXT),
    MEMBER(mfp_look_address, auth_secure, KIND_TEXT),
    MEMBER(mfp_look_address, tls_version, KIND_TEXT),
    MEMBER(mfp_look_address, tls_cipher, KIND_TEXT),
    MEMBER(mfp_look_address, verified, KIND_BOOL),
    MEMBER(mfp_look_address, reason, KIND_TEXT),
    MEMBER(mfp_look_address, subject, KIND_TEXT),
    MEMBER(mfp_look_address, issuer, KIND_TEXT),
    MEMBER(mfp_look_address, names, KIND_TEXT),
    MEMBER(mfp_look_address, not_after, KIND_NUMBER),
    MEMBER(mfp_look_address, chain_not_after, KIND_NUMBER),
    {0},
};

static const struct member verdict_members[] = {
    MEMBER(mfp_look_verdict, category, KIND_NUMBER),
    MEMBER(mfp_look_verdict, cause, KIND_NUMBER),
    MEMBER(mfp_look_verdict, stage, KIND_NUMBER),
    MEMBER(mfp_look_verdict, fault, KIND_FAULT),
    MEMBER(mfp_look_verdict, code, KIND_NUMBER),
    MEMBER(mfp_look_verdict, enhanced, KIND_TEXT),
    MEMBER(mfp_look_verdict, reply, KIND_TEXT),
    MEMBER(mfp_look_verdict, retryable, KIND_NUMBER),
    MEMBER(mfp_look_verdict, confidence, KIND_NUMBER),
    {0},
};

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

static json_t *write_member(const struct member *member, const char *at)
{
    switch (member->kind) {
    case KIND_TEXT:
        return json_string(at);
    case KIND_NUMBER:
        return json_integer(get_number(at, member->size));
    case KIND_BOOL:
        return json_boolean(*(const bool *)at);
    case KIND_FAULT:
        return json_string(mfp_fault_name((enum mfp_fault_kind)get_number(at, member->size)));
    }
    return NULL;
}

static json_t *write_members(const struct member *members, const void *from)
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

static void read_member(const struct member *member, char *at, const json_t *value)
{
    const char *text = json_string_value(value);
    switch (member->kind) {
    case KIND_TEXT:
        if (text)
            mfp_text_clean(at, member->size, text, strlen(text));
        break;
    case KIND_NUMBER:
        if (json_is_integer(value))
            set_number(at, member->size, json_integer_value(value));
        break;
    case KIND_BOOL:
        *(bool *)at = json_is_true(value);
        break;
    case KIND_FAULT:
        read_fault(at, member->size, value);
        break;
    }
}

static void read_members(const struct member *members, void *to, const json_t *object)
{
    for (; members->name; members++)
        read_member(members, (char *)to + members->offset, json_object_get(object, members->name));
}

static json_t *write_address(const struct mfp_look_address *address)
{
    json_t *object = write_members(address_members, address);
    json_t *accepts = json_array(), *times = json_array();
    for (int i = 0; i < MFP_LOOK_VERSIONS; i++)
        json_array_append_new(accepts, json_integer(address->accepts[i]));
    for (int i = 0; i < MFP_STAGE_COUNT; i++)
        json_array_append_new(times, json_integer(address->stage_us[i]));
    json_object_set_new(object, "verdict", write_members(verdict_members, &address->verdict));
    json_object_set_new(object, "accepts", accepts);
    json_object_set_new(object, "stage_us", times);
    return object;
}

static enum mfp_accepts accepts_of(const json_t *value)
{
    json_int_t number = json_integer_value(value);
    bool known = number >= MFP_ACCEPTS_UNTRIED && number <= MFP_ACCEPTS_UNKNOWN;
    return known ? (enum mfp_accepts)number : MFP_ACCEPTS_UNKNOWN;
}

static void read_address(struct mfp_look_address *address, const json_t *object)
{
    const json_t *accepts = json_object_get(object, "accepts");
    const json_t *times = json_object_get(object, "stage_us");
    *address = (struct mfp_look_address){.size_limit = -1};
    read_members(address_members, address, object);
    read_members(verdict_members, &address->verdict, json_object_get(object, "verdict"));
    for (size_t i = 0; i < MFP_LOOK_VERSIONS; i++)
        address->accepts[i] = accepts_of(json_array_get(accepts, i));
    for (size_t i = 0; i < MFP_STAGE_COUNT; i++)
        address->stage_us[i] =
            i < json_array_size(times) ? json_integer_value(json_array_get(times, i)) : -1;
}

int mfp_look_write(const struct mfp_look *look, struct mfp_text *octets, struct mfp_error *error)
{
    json_t *root = write_members(look_members, look);
    json_t *addresses = json_array(), *records = json_array();
    for (size_t i = 0; i < look->count; i++)
        json_array_append_new(addresses, write_address(&look->addresses[i]));
    for (size_t i = 0; i < look->tlsa_count; i++)
        json_array_append_new(records, json_string(look->tlsa_records[i]));
    json_object_set_new(root, "verdict", write_members(verdict_members, &look->verdict));
    json_object_set_new(root, "addresses", addresses);
    json_object_set_new(root, "tlsa_records", records);
    char *text = json_dumps(root, JSON_COMPACT);
    json_decref(root);
    if (!text)
        return mfp_error_set(error, -ENOMEM, "out of memory");
    mfp_text_puts(octets, text);
    free(text);
    return 0;
}

static void read_look(struct mfp_look *look, const json_t *root)
{
    const json_t *addresses = json_object_get(root, "addresses");
    const json_t *records = json_object_get(root, "tlsa_records");
    read_members(look_members, look, root);
    read_members(verdict_members, &look->verdict, json_object_get(root, "verdict"));
    for (; look->count < MFP_LOOK_ADDRESSES && look->count < json_array_size(addresses);
         look->count++)
        read_address(&look->addresses[look->count], json_array_get(addresses, look->count));
    for (; look->tlsa_count < MFP_LOOK_TLSA && look->tlsa_count < json_array_size(records);
         look->tlsa_count++) {
        const char *record = json_string_value(json_array_get(records, look->tlsa_count));
        mfp_format(look->tlsa_records[look->tlsa_count], sizeof(look->tlsa_records[0]), "%s",
                   record ? record : "");
    }
}

int mfp_look_read(struct mfp_look *look, const char *octets, size_t length, struct mfp_error *error)
{
    json_error_t why;
    json_t *root = json_loadb(octets, length, 0, &why);
    *look = (struct mfp_look){.resolve_us = -1};
    if (json_is_object(root))
        read_look(look, root);
    json_decref(root);
    return look->at && look->host[0]
               ? 0
               : mfp_error_set(error, -EILSEQ, "the recorded look is damaged");
}
