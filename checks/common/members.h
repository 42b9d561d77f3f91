/*
 * Structs of plain values as JSON objects, by a table of their members: for what checks keep in the
 * store. What another version wrote beside it is passed over, what it did not know stays as it is.
 */
#pragma once

#include "core/error.h"
#include "core/text.h"

#include <jansson.h>
#include <stddef.h>

enum mfp_member_kind {
    MFP_MEMBER_TEXT,   /* char[] of that size */
    MFP_MEMBER_NUMBER, /* an integer of that size */
    MFP_MEMBER_BOOL,
    MFP_MEMBER_FAULT, /* by its name: its numbers are no permanent ones */
};

/* A member of a struct and how it is called; a name of NULL ends a table. Numbers of words and
 * causes are permanent. */
struct mfp_member {
    const char *name;
    enum mfp_member_kind kind;
    size_t offset, size;
};

#define MFP_MEMBER(type, field, how)                                                               \
    {                                                                                              \
        .name = #field, .kind = (how), .offset = offsetof(struct type, field),                     \
        .size = sizeof(((struct type *)0)->field)                                                  \
    }

/* A new object. */
json_t *mfp_members_write(const struct mfp_member *members, const void *from);

/* Adds ROOT, which is used up, to OCTETS. 0, or -ENOMEM. */
int mfp_members_dump(json_t *root, struct mfp_text *octets, struct mfp_error *error);

/* Texts are cleaned. */
void mfp_members_read(const struct mfp_member *members, void *to, const json_t *object);
