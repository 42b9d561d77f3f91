/* Octets as an inventory file: read, and every device in it planned. */
#include "fuzz.h"
#include "inventory/inventory.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

static void require(int condition)
{
    if (!condition)
        abort();
}

static void check_error(const struct mfp_error *error)
{
    require(error->text[0] && memchr(error->text, '\0', sizeof(error->text)));
    for (const char *c = error->text; *c; c++)
        require((unsigned char)*c >= ' ');
}

/* What the probe puts into commands holds no line break and no end of an address. */
static void check_plan(const struct mfp_plan *plan)
{
    const char *const words[] = {plan->from, plan->recipient, plan->helo, plan->host};
    for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++)
        require(!words[i] || !words[i][strcspn(words[i], "\r\n<> ")]);
    require(plan->host && plan->port && plan->timeout_ms > 0 && plan->size >= 0);
    require(!plan->user == !plan->secret);
}

static void plan_devices(struct mfp_inventory *inventory)
{
    for (size_t i = 0; i < inventory->count; i++) {
        struct mfp_plan plan;
        struct mfp_error error = {0};
        if (inventory->sections[i].kind != MFP_SECTION_DEVICE)
            continue;
        if (mfp_inventory_plan(inventory, inventory->sections[i].name, NULL, &plan, &error) == 0)
            check_plan(&plan);
        else
            check_error(&error);
    }
}

/* A file in memory: it is as fast as the parser, and an include of "." finds nothing of ours. */
int LLVMFuzzerTestOneInput(const uint8_t *octets, size_t length)
{
    static int fd = -1;
    char path[64];
    struct mfp_inventory inventory;
    struct mfp_error error = {0};
    /* Included paths would be whatever the fuzzer makes of "/": they are tested elsewhere. */
    if (memmem(octets, length, "include", 7))
        return 0;
    if (fd < 0)
        fd = memfd_create("inventory", MFD_CLOEXEC);
    require(fd >= 0 && ftruncate(fd, 0) == 0);
    require(pwrite(fd, octets, length, 0) == (ssize_t)length);
    snprintf(path, sizeof(path), "/proc/self/fd/%d", fd);
    if (mfp_inventory_read(&inventory, path, &error) < 0) {
        check_error(&error);
        require(!inventory.sections && !inventory.files);
        return 0;
    }
    plan_devices(&inventory);
    mfp_inventory_done(&inventory);
    return 0;
}
