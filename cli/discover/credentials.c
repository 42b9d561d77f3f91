#include "cli/discover/credentials.h"

#include "inventory/secret.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

enum { SECRET_MS = 10000 };

static char default_community[] = "public";

void mfp_credentials_done(struct mfp_credentials *credentials)
{
    for (size_t i = 0; i < credentials->count; i++)
        credentials->snmp->credential_done(&credentials->list[i].credential);
    free(credentials->list);
    *credentials = (struct mfp_credentials){0};
}

static bool is_there(const struct mfp_credentials *credentials, const struct mfp_secret *community)
{
    for (size_t i = 0; i < credentials->count; i++) {
        const struct mfp_snmp_credential *credential = &credentials->list[i].credential;
        if (credential->version != MFP_SNMP_V3 &&
            credential->community_length == community->length &&
            memcmp(credential->community, community->value, community->length) == 0)
            return true;
    }
    return false;
}

static int add(struct mfp_credentials *credentials, int version, const struct mfp_secret *secret,
               const char *reference, size_t line, struct mfp_error *error)
{
    if (credentials->count == MFP_CREDENTIALS_MAX)
        return mfp_error_set(error, -E2BIG, "more than %d communities", MFP_CREDENTIALS_MAX);
    struct mfp_search_credential *added = &credentials->list[credentials->count];
    int result = credentials->snmp->credential_init(&added->credential,
                                                    (enum mfp_snmp_version)version, secret, error);
    if (result < 0)
        return result;
    added->reference = reference;
    added->line = line;
    added->is_default = version != MFP_SNMP_V3 && strcmp(secret->value, default_community) == 0;
    credentials->count++;
    return 0;
}

static int add_reference(struct mfp_credentials *credentials, const char *reference, int version,
                         struct mfp_error *error)
{
    struct mfp_secret secret;
    int result = mfp_secret_read(reference, SECRET_MS, &secret, error);
    if (result == 0)
        result = add(credentials, version, &secret, reference, 0, error);
    mfp_secret_done(&secret);
    return result;
}

/* LINE ends with a NUL where its line did. */
static int add_line(struct mfp_credentials *credentials, char *line, size_t number, int version,
                    const char *path, struct mfp_error *error)
{
    struct mfp_error reason = {0};
    const struct mfp_secret community = {.value = line, .length = strlen(line)};
    if (!community.length || is_there(credentials, &community))
        return 0;
    int result = add(credentials, version, &community, NULL, number, &reason);
    return result < 0 ? mfp_error_set(error, result, "%s:%zu: %s", path, number, reason.text) : 0;
}

static int add_file(struct mfp_credentials *credentials, const char *path, int version,
                    struct mfp_error *error)
{
    struct mfp_secret secret;
    size_t before = credentials->count, number = 0;
    int result = mfp_secret_read_lines(path, &secret, error);
    if (result < 0)
        return result;
    for (char *line = secret.value, *end; result == 0 && line; line = end) {
        size_t length = strcspn(line, "\n");
        end = line[length] ? line + length + 1 : NULL;
        if (length > 0 && line[length - 1] == '\r')
            length--;
        line[length] = '\0';
        result = add_line(credentials, line, ++number, version, path, error);
    }
    mfp_secret_done(&secret);
    if (result == 0 && credentials->count == before)
        return mfp_error_set(error, -EINVAL, "%s: there is no community in it", path);
    return result;
}

int mfp_credentials_read(struct mfp_credentials *credentials, const struct mfp_snmp_module *snmp,
                         const struct mfp_credential_choice *choice, struct mfp_error *error)
{
    const struct mfp_secret community = {.value = default_community,
                                         .length = sizeof(default_community) - 1};
    int version = choice->version ? choice->version : MFP_SNMP_V2C;
    int of_communities = version == MFP_SNMP_V3 ? MFP_SNMP_V2C : version;
    int result = 0;
    if (version == MFP_SNMP_V3 && !choice->reference)
        return mfp_error_set(error, -EINVAL, "for version 3, --snmp says where the user is");
    *credentials = (struct mfp_credentials){
        .snmp = snmp, .list = calloc(MFP_CREDENTIALS_MAX, sizeof(*credentials->list))};
    if (!credentials->list)
        return mfp_error_set(error, -ENOMEM, "out of memory");
    if (choice->reference)
        result = add_reference(credentials, choice->reference, version, error);
    if (result == 0 && choice->community_file)
        result = add_file(credentials, choice->community_file, of_communities, error);
    if (result == 0 && !credentials->count)
        result = add(credentials, of_communities, &community, NULL, 0, error);
    return result;
}
