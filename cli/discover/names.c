/* How devices are called in an inventory. */
#include "cli/discover/find.h"

#include <arpa/inet.h>
#include <ctype.h>
#include <errno.h>
#include <search.h>
#include <stdlib.h>
#include <string.h>

/* Letters, digits, '.' and '_' stay, everything else becomes one '-', none at either end. */
static void tidy(char name[MFP_FIND_NAME_SIZE], const char *text, size_t length)
{
    size_t used = 0;
    for (size_t i = 0; i < length && used < MFP_FIND_NAME_SIZE - 1; i++) {
        unsigned char c = (unsigned char)text[i];
        bool stays = c < 0x80 && (isalnum(c) || c == '.' || c == '_');
        if (stays)
            name[used++] = (char)c;
        else if (used > 0 && name[used - 1] != '-')
            name[used++] = '-';
    }
    while (used > 0 && (name[used - 1] == '-' || name[used - 1] == '.'))
        used--;
    name[used] = '\0';
}

/* Of "mfp3.example.com" the first label: an inventory is of one house. */
static size_t label_length(const char *host_name)
{
    unsigned char octets[4];
    bool is_address = inet_pton(AF_INET, host_name, octets) == 1;
    return is_address ? strlen(host_name) : strcspn(host_name, ".");
}

static void name_one(struct mfp_find *find)
{
    char text[160];
    const struct mfp_identity *identity = &find->identity;
    tidy(find->name, find->host_name, label_length(find->host_name));
    if (!find->name[0] && identity->model[0]) {
        bool has_brand =
            strncasecmp(identity->model, identity->brand, strlen(identity->brand)) == 0;
        mfp_format(text, sizeof(text), "%s %s", has_brand ? "" : identity->brand, identity->model);
        tidy(find->name, text, strlen(text));
    }
    if (!find->name[0])
        tidy(find->name, find->address, strlen(find->address));
}

static void append(char name[MFP_FIND_NAME_SIZE], const char *base, const char *suffix)
{
    char tidied[MFP_FIND_NAME_SIZE];
    tidy(tidied, suffix, strlen(suffix));
    int room = MFP_FIND_NAME_SIZE - 2 - (int)strlen(tidied);
    mfp_format(name, MFP_FIND_NAME_SIZE, "%.*s-%s", room, base, tidied);
}

static int compare(const void *a, const void *b)
{
    return strcmp(a, b);
}

static void keep(void *name)
{
    (void)name;
}

/* A name that is taken gets the address behind it, and a number if that is taken too. */
static int make_unique(void **taken, struct mfp_find *find)
{
    char base[MFP_FIND_NAME_SIZE], number[16];
    mfp_format(base, sizeof(base), "%s", find->name);
    for (unsigned i = 1; tfind(find->name, taken, compare); i++) {
        mfp_format(number, sizeof(number), "%u", i);
        append(find->name, base, i == 1 ? find->address : number);
    }
    return tsearch(find->name, taken, compare) ? 0 : -ENOMEM;
}

int mfp_finds_name(struct mfp_find *finds, size_t count, struct mfp_error *error)
{
    void *taken = NULL;
    int result = 0;
    for (size_t i = 0; result == 0 && i < count; i++) {
        name_one(&finds[i]);
        result = make_unique(&taken, &finds[i]);
    }
    tdestroy(taken, keep);
    return result < 0 ? mfp_error_set(error, result, "out of memory") : 0;
}
