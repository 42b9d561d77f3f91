/* Octets from a hostile server: parsed, cleaned for printing, judged with the real knowledge. */
#include "core/text.h"
#include "core/verdict.h"
#include "failures/failures.h"
#include "fuzz.h"

#include <stdlib.h>
#include <string.h>

static void require(int condition)
{
    if (!condition)
        abort();
}

static const struct mfp_knowledge *knowledge(void)
{
    static struct mfp_failures *failures;
    if (!failures)
        require(mfp_failures_new(&failures, NULL, NULL) == 0);
    return mfp_failures_knowledge(failures);
}

/* What every face relies on when it prints. */
static void check_printable(const char *text, size_t size)
{
    require(memchr(text, '\0', size) != NULL);
    for (; *text; text++)
        require((unsigned char)*text >= ' ' && *text != 0x7f && *text != '|');
}

static void check_reply(const struct mfp_reply *reply)
{
    require(reply->code == 0 || (reply->code >= 200 && reply->code <= 599));
    require(reply->class == 0 || reply->class == 2 || reply->class == 4 || reply->class == 5);
    require(reply->subject >= 0 && reply->subject <= 999);
    require(reply->detail >= 0 && reply->detail <= 999);
    require(reply->lines <= MFP_REPLY_LINES_MAX);
    require(memchr(reply->text, '\0', sizeof(reply->text)) != NULL);
    require(memchr(reply->raw, '\0', sizeof(reply->raw)) != NULL);
}

static void clean_into(size_t size, const char *text, size_t length)
{
    char *target = malloc(size);
    require(target != NULL);
    size_t written = mfp_text_clean(target, size, text, length);
    require(written < size && strlen(target) == written);
    check_printable(target, size);
    free(target);
}

static void check_verdict(const struct mfp_verdict *verdict)
{
    require(verdict->category >= MFP_CATEGORY_OK && verdict->category <= MFP_CATEGORY_PROTOCOL);
    require(verdict->confidence >= MFP_CONFIDENCE_LOW);
    check_printable(verdict->reply, sizeof(verdict->reply));
    check_printable(verdict->enhanced, sizeof(verdict->enhanced));
}

/* The same octets as the lines of a dialogue, a command between them now and then. */
static void judge_transcript(const char *text, size_t length)
{
    static const char *const commands[] = {"EHLO x",      "AUTH PLAIN ***", "MAIL FROM:<a@b>",
                                           "RCPT TO:<b>", "DATA",           "QUIT"};
    struct mfp_transcript transcript;
    struct mfp_verdict verdict;
    struct mfp_offer offer;
    struct mfp_text printed = {0};
    size_t command = 0;
    mfp_transcript_init(&transcript);
    transcript.login = length % 2;
    mfp_transcript_add(&transcript, MFP_EVENT_CONNECT, 0, "x", 1);
    for (size_t at = 0; at < length;) {
        const char *end = memchr(text + at, '\n', length - at);
        size_t n = end ? (size_t)(end - (text + at)) : length - at;
        mfp_transcript_add(&transcript, MFP_EVENT_REPLY, (int64_t)at, text + at, n);
        if (n > 3 && text[at + 3] == ' ' && command < sizeof(commands) / sizeof(commands[0])) {
            mfp_transcript_add(&transcript, MFP_EVENT_COMMAND, (int64_t)at, commands[command],
                               strlen(commands[command]));
            command++;
        }
        at += n + 1;
    }
    mfp_transcript_offer(&transcript, &offer);
    mfp_transcript_print(&transcript, &printed, true);
    mfp_classify(knowledge(), &transcript, NULL, &verdict);
    check_verdict(&verdict);
    mfp_text_done(&printed);
    mfp_transcript_done(&transcript);
}

int LLVMFuzzerTestOneInput(const uint8_t *octets, size_t length)
{
    const char *text = (const char *)octets;
    struct mfp_reply reply;
    struct mfp_verdict verdict;
    if (length == 0)
        return 0;
    /* The first octet says where in the dialogue it was, and the size of the target. */
    enum mfp_stage stage = (enum mfp_stage)(octets[0] % MFP_STAGE_COUNT);
    clean_into((size_t)octets[0] + 1, text + 1, length - 1);
    mfp_reply_parse(&reply, text + 1, length - 1);
    check_reply(&reply);
    mfp_classify_reply(knowledge(), stage, &reply, &verdict);
    check_verdict(&verdict);
    judge_transcript(text + 1, length - 1);
    return 0;
}
