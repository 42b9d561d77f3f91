/*
 * The inventory: servers, accounts, mailboxes and devices, as INI files say it. Secrets stand
 * here only as references.
 *
 *   [defaults] [server X] [account X] [mailbox X] [device X]
 *
 * A device names its account, an account its server. A value is looked for in the device, then
 * its account, its server, the defaults.
 */
#pragma once

#include "core/error.h"
#include "core/plan.h"

#include <stdbool.h>
#include <stddef.h>

enum mfp_section_kind {
    MFP_SECTION_DEFAULTS,
    MFP_SECTION_SERVER,
    MFP_SECTION_ACCOUNT,
    MFP_SECTION_MAILBOX,
    MFP_SECTION_DEVICE,
    MFP_SECTION_COUNT,
};

struct mfp_entry {
    const struct mfp_key *key; /* inventory/keys.h */
    char *value;               /* owned */
    int line;                  /* 0: from the command line */
};

struct mfp_section {
    enum mfp_section_kind kind;
    char *name;
    const char *file; /* owned by the inventory */
    int line;
    struct mfp_entry *entries;
    size_t count;
};

/* Zeroed is empty. */
struct mfp_inventory {
    struct mfp_section *sections;
    size_t count;
    char **files; /* every file read, in order */
    size_t file_count;
    char hostname[256]; /* the EHLO name where none is given */
};

/* Reads PATH, or if that is NULL the installation's own inventory, and what it includes. On failure
 * nothing is left to free; the error names file, line, section and key, and lists what is allowed.
 */
int mfp_inventory_read(struct mfp_inventory *inventory, const char *path, struct mfp_error *error);
void mfp_inventory_done(struct mfp_inventory *inventory);

/* NULL if there is none of that name; names of sections are case-sensitive. */
const struct mfp_section *mfp_inventory_find(const struct mfp_inventory *inventory,
                                             enum mfp_section_kind kind, const char *name);

/* Sets the key NAME in SECTION, checking the value as if it stood in a file. Used for the options
 * of the command line, which are one more section in front of all others. */
int mfp_section_set(struct mfp_section *section, const char *name, const char *value,
                    struct mfp_error *error);
void mfp_section_done(struct mfp_section *section);

/* The section's own value, or NULL. */
const char *mfp_section_get(const struct mfp_section *section, const char *key);

/*
 * Makes the plan of a look at SERVER (NULL: at the host of OPTIONS): without an account, as deep as
 * a TLS session, or a connection where there is no TLS. For the rest as mfp_inventory_plan.
 */
int mfp_inventory_server_plan(struct mfp_inventory *inventory, const char *server,
                              const struct mfp_section *options, struct mfp_plan *plan,
                              struct mfp_error *error);

/*
 * Makes the plan of DEVICE (NULL: of OPTIONS alone). OPTIONS come before everything. The plan's
 * strings belong to the inventory and the options. Errors: -ENOENT unknown device, -EINVAL
 * something needed is missing.
 */
int mfp_inventory_plan(struct mfp_inventory *inventory, const char *device,
                       const struct mfp_section *options, struct mfp_plan *plan,
                       struct mfp_error *error);

/* Everything that polling a device's queue needs. Strings as in a plan. */
struct mfp_queue_plan {
    const char *device;  /* how the report calls it */
    const char *address; /* of the device: a name or an address */
    uint16_t port;
    int snmp_version;     /* 1, 2 for 2c, 3 */
    const char *secret;   /* a reference; NULL: the community 'public' */
    int64_t timeout_ms;   /* one deadline for everything */
    int64_t stuck_ms;     /* how long a job may stand without progress */
    unsigned depth;       /* how many jobs may wait; UINT_MAX: any number */
    int64_t off_after_ms; /* how long a device may be silent; 0: for ever */
    int64_t interval_ms, history_ms;
    const char *store;
};

/* Makes the queue plan of DEVICE (NULL: of OPTIONS alone). Errors as of mfp_inventory_plan; a
 * device without an address is -EINVAL. */
int mfp_inventory_queue_plan(const struct mfp_inventory *inventory, const char *device,
                             const struct mfp_section *options, struct mfp_queue_plan *plan,
                             struct mfp_error *error);
