#include "checks/server/record.h"

#include "checks/common/members.h"

#include <errno.h>
#include <jansson.h>
#include <string.h>

static const struct mfp_member look_members[] = {
    MFP_MEMBER(mfp_look, host, MFP_MEMBER_TEXT),
    MFP_MEMBER(mfp_look, port, MFP_MEMBER_NUMBER),
    MFP_MEMBER(mfp_look, tls, MFP_MEMBER_NUMBER),
    MFP_MEMBER(mfp_look, tls_verify, MFP_MEMBER_BOOL),
    MFP_MEMBER(mfp_look, at, MFP_MEMBER_NUMBER),
    MFP_MEMBER(mfp_look, resolve_us, MFP_MEMBER_NUMBER),
    MFP_MEMBER(mfp_look, more, MFP_MEMBER_NUMBER),
    MFP_MEMBER(mfp_look, tlsa, MFP_MEMBER_NUMBER),
    MFP_MEMBER(mfp_look, tlsa_validated, MFP_MEMBER_BOOL),
    {0},
};

static const struct mfp_member address_members[] = {
    MFP_MEMBER(mfp_look_address, address, MFP_MEMBER_TEXT),
    MFP_MEMBER(mfp_look_address, skipped, MFP_MEMBER_BOOL),
    MFP_MEMBER(mfp_look_address, greeting, MFP_MEMBER_TEXT),
    MFP_MEMBER(mfp_look_address, extensions, MFP_MEMBER_TEXT),
    MFP_MEMBER(mfp_look_address, size_limit, MFP_MEMBER_NUMBER),
    MFP_MEMBER(mfp_look_address, starttls, MFP_MEMBER_BOOL),
    MFP_MEMBER(mfp_look_address, clear, MFP_MEMBER_BOOL),
    MFP_MEMBER(mfp_look_address, secure, MFP_MEMBER_BOOL),
    MFP_MEMBER(mfp_look_address, auth_clear, MFP_MEMBER_TEXT),
    MFP_MEMBER(mfp_look_address, auth_secure, MFP_MEMBER_TEXT),
    MFP_MEMBER(mfp_look_address, tls_version, MFP_MEMBER_TEXT),
    MFP_MEMBER(mfp_look_address, tls_cipher, MFP_MEMBER_TEXT),
    MFP_MEMBER(mfp_look_address, verified, MFP_MEMBER_BOOL),
    MFP_MEMBER(mfp_look_address, reason, MFP_MEMBER_TEXT),
    MFP_MEMBER(mfp_look_address, subject, MFP_MEMBER_TEXT),
    MFP_MEMBER(mfp_look_address, issuer, MFP_MEMBER_TEXT),
    MFP_MEMBER(mfp_look_address, names, MFP_MEMBER_TEXT),
    MFP_MEMBER(mfp_look_address, not_after, MFP_MEMBER_NUMBER),
    MFP_MEMBER(mfp_look_address, chain_not_after, MFP_MEMBER_NUMBER),
    {0},
};

static const struct mfp_member verdict_members[] = {
    MFP_MEMBER(mfp_look_verdict, category, MFP_MEMBER_NUMBER),
    MFP_MEMBER(mfp_look_verdict, cause, MFP_MEMBER_NUMBER),
    MFP_MEMBER(mfp_look_verdict, stage, MFP_MEMBER_NUMBER),
    MFP_MEMBER(mfp_look_verdict, fault, MFP_MEMBER_FAULT),
    MFP_MEMBER(mfp_look_verdict, code, MFP_MEMBER_NUMBER),
    MFP_MEMBER(mfp_look_verdict, enhanced, MFP_MEMBER_TEXT),
    MFP_MEMBER(mfp_look_verdict, reply, MFP_MEMBER_TEXT),
    MFP_MEMBER(mfp_look_verdict, retryable, MFP_MEMBER_NUMBER),
    MFP_MEMBER(mfp_look_verdict, confidence, MFP_MEMBER_NUMBER),
    {0},
};

static json_t *write_address(const struct mfp_look_address *address)
{
    json_t *object = mfp_members_write(address_members, address);
    json_t *accepts = json_array(), *times = json_array();
    for (int i = 0; i < MFP_LOOK_VERSIONS; i++)
        json_array_append_new(accepts, json_integer(address->accepts[i]));
    for (int i = 0; i < MFP_STAGE_COUNT; i++)
        json_array_append_new(times, json_integer(address->stage_us[i]));
    json_object_set_new(object, "verdict", mfp_members_write(verdict_members, &address->verdict));
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
    mfp_members_read(address_members, address, object);
    mfp_members_read(verdict_members, &address->verdict, json_object_get(object, "verdict"));
    for (size_t i = 0; i < MFP_LOOK_VERSIONS; i++)
        address->accepts[i] = accepts_of(json_array_get(accepts, i));
    for (size_t i = 0; i < MFP_STAGE_COUNT; i++)
        address->stage_us[i] =
            i < json_array_size(times) ? json_integer_value(json_array_get(times, i)) : -1;
}

int mfp_look_write(const struct mfp_look *look, struct mfp_text *octets, struct mfp_error *error)
{
    json_t *root = mfp_members_write(look_members, look);
    json_t *addresses = json_array(), *records = json_array();
    for (size_t i = 0; i < look->count; i++)
        json_array_append_new(addresses, write_address(&look->addresses[i]));
    for (size_t i = 0; i < look->tlsa_count; i++)
        json_array_append_new(records, json_string(look->tlsa_records[i]));
    json_object_set_new(root, "verdict", mfp_members_write(verdict_members, &look->verdict));
    json_object_set_new(root, "addresses", addresses);
    json_object_set_new(root, "tlsa_records", records);
    return mfp_members_dump(root, octets, error);
}

static void read_look(struct mfp_look *look, const json_t *root)
{
    const json_t *addresses = json_object_get(root, "addresses");
    const json_t *records = json_object_get(root, "tlsa_records");
    mfp_members_read(look_members, look, root);
    mfp_members_read(verdict_members, &look->verdict, json_object_get(root, "verdict"));
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
