/* Octets from a hostile server: parsed, and cleaned for printing. */
#include "core/reply.h"
#include "core/text.h"
#include "fuzz.h"

#include <stdlib.h>
#include <string.h>

static void check_reply(const struct mfp_reply *reply)
{
    mfp_fuzz_require(reply->code == 0 || (reply->code >= 200 && reply->code <= 599));
    mfp_fuzz_require(reply->class == 0 || reply->class == 2 || reply->class == 4 ||
                     reply->class == 5);
    mfp_fuzz_require(reply->subject >= 0 && reply->subject <= 999);
    mfp_fuzz_require(reply->detail >= 0 && reply->detail <= 999);
    mfp_fuzz_require(reply->lines <= MFP_REPLY_LINES_MAX);
    mfp_fuzz_require(memchr(reply->text, '\0', sizeof(reply->text)) != NULL);
    mfp_fuzz_require(memchr(reply->raw, '\0', sizeof(reply->raw)) != NULL);
}

static void clean_into(size_t size, const char *text, size_t length)
{
    char *target = malloc(size);
    if (!target)
        return;
    size_t written = mfp_text_clean(target, size, text, length);
    mfp_fuzz_require(written < size && strlen(target) == written);
    mfp_fuzz_printable(target, size);
    free(target);
}

/* Line by line, as it comes from a socket, it is the same reply as in one piece. */
static void add_lines(const char *text, size_t length)
{
    struct mfp_reply reply;
    mfp_reply_init(&reply);
    for (size_t at = 0; at < length;) {
        const char *end = memchr(text + at, '\n', length - at);
        size_t n = end ? (size_t)(end - (text + at)) : length - at;
        if (mfp_reply_add(&reply, text + at, n)) {
            check_reply(&reply);
            mfp_reply_init(&reply);
        }
        at += n + 1;
    }
    check_reply(&reply);
}

int LLVMFuzzerTestOneInput(const uint8_t *octets, size_t length)
{
    const char *text = (const char *)octets;
    struct mfp_reply reply;
    if (length == 0)
        return 0;
    /* The first octet is the size of the target. */
    clean_into((size_t)octets[0] + 1, text + 1, length - 1);
    mfp_reply_parse(&reply, text + 1, length - 1);
    check_reply(&reply);
    add_lines(text + 1, length - 1);
    return 0;
}
