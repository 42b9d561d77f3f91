#include "inventory/inventory.h"

#include "core/text.h"
#include "inventory/keys.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

void mfp_section_done(struct mfp_section *section)
{
    for (size_t i = 0; i < section->count; i++)
        free(section->entries[i].value);
    free(section->entries);
    free(section->name);
    *section = (struct mfp_section){0};
}

void mfp_inventory_done(struct mfp_inventory *inventory)
{
    for (size_t i = 0; i < inventory->count; i++)
        mfp_section_done(&inventory->sections[i]);
    for (size_t i = 0; i < inventory->file_count; i++)
        free(inventory->files[i]);
    free(inventory->sections);
    free(inventory->files);
    *inventory = (struct mfp_inventory){0};
}

const struct mfp_section *mfp_inventory_find(const struct mfp_inventory *inventory,
                                             enum mfp_section_kind kind, const char *name)
{
    for (size_t i = 0; name && i < inventory->count; i++)
        if (inventory->sections[i].kind == kind && strcmp(inventory->sections[i].name, name) == 0)
            return &inventory->sections[i];
    return NULL;
}

static struct mfp_entry *entry_of(const struct mfp_section *section, const char *key)
{
    for (size_t i = 0; section && i < section->count; i++)
        if (strcmp(section->entries[i].key->name, key) == 0)
            return &section->entries[i];
    return NULL;
}

const char *mfp_section_get(const struct mfp_section *section, const char *key)
{
    const struct mfp_entry *entry = entry_of(section, key);
    return entry ? entry->value : NULL;
}

int mfp_section_set(struct mfp_section *section, const char *name, const char *value,
                    struct mfp_error *error)
{
    const struct mfp_key *key = mfp_key_find(name);
    if (!key)
        return mfp_error_set(error, -EINVAL, "unknown key '%s'", name);
    int result = mfp_key_check(key, value, error);
    if (result < 0)
        return result;
    struct mfp_entry *entry = entry_of(section, name);
    char *copy = strdup(value);
    if (!copy)
        return mfp_error_set(error, -ENOMEM, "out of memory");
    if (entry) {
        free(entry->value);
        entry->value = copy;
        return 0;
    }
    struct mfp_entry *entries =
        reallocarray(section->entries, section->count + 1, sizeof(*section->entries));
    if (!entries) {
        free(copy);
        return mfp_error_set(error, -ENOMEM, "out of memory");
    }
    section->entries = entries;
    entries[section->count++] = (struct mfp_entry){.key = key, .value = copy};
    return 0;
}
