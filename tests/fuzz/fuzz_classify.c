/* Octets from a hostile server, judged with the real knowledge. The filter is a short cut and no
 * more: with it and without it, the verdict is the same. */
#include "core/look.h"
#include "core/text.h"
#include "core/verdict.h"
#include "failures/failures.h"
#include "fuzz.h"

#include <stdlib.h>
#include <string.h>

static const struct mfp_knowledge *knowledge(void)
{
    static struct mfp_failures *failures;
    if (!failures)
        mfp_fuzz_require(mfp_failures_new(&failures, "", NULL) == 0);
    return mfp_failures_knowledge(failures);
}

/* What a look at a server keeps of it. */
static void look_at(const struct mfp_transcript *transcript)
{
    struct mfp_look_address address = {.address = ""};
    mfp_look_note(&address, transcript);
    mfp_look_note_version(&address, MFP_TLS_VERSION_1_2, transcript);
    mfp_fuzz_printable(address.greeting, sizeof(address.greeting));
    mfp_fuzz_printable(address.extensions, sizeof(address.extensions));
    mfp_fuzz_printable(address.auth_clear, sizeof(address.auth_clear));
    mfp_fuzz_require(address.size_limit >= -1);
}

static void check_verdict(const struct mfp_verdict *verdict)
{
    mfp_fuzz_require(verdict->category >= MFP_CATEGORY_OK &&
                     verdict->category <= MFP_CATEGORY_PROTOCOL);
    mfp_fuzz_require(verdict->confidence >= MFP_CONFIDENCE_LOW);
    mfp_fuzz_printable(verdict->reply, sizeof(verdict->reply));
    mfp_fuzz_printable(verdict->enhanced, sizeof(verdict->enhanced));
}

static void open_without_filter(void *context, const char *text, size_t length,
                                uint64_t *candidates)
{
    const struct mfp_knowledge *real = knowledge();
    (void)context;
    real->open(real->context, text, length, NULL);
    for (size_t i = 0; candidates && i < real->built_in.count; i++)
        candidates[i / 64] |= (uint64_t)1 << (i % 64);
}

static void judge_reply(enum mfp_stage stage, const char *text, size_t length)
{
    struct mfp_knowledge plain = *knowledge();
    struct mfp_reply reply;
    struct mfp_verdict fast, slow;
    plain.open = open_without_filter;
    mfp_reply_parse(&reply, text, length);
    mfp_classify_reply(knowledge(), stage, &reply, &fast);
    check_verdict(&fast);
    mfp_classify_reply(&plain, stage, &reply, &slow);
    mfp_fuzz_require(fast.evidence == slow.evidence && fast.inner == slow.inner);
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
    look_at(&transcript);
    mfp_transcript_print(&transcript, &printed, true);
    mfp_classify(knowledge(), &transcript, length % 3 ? NULL : "m365", &verdict);
    check_verdict(&verdict);
    mfp_text_done(&printed);
    mfp_transcript_done(&transcript);
}

int LLVMFuzzerTestOneInput(const uint8_t *octets, size_t length)
{
    const char *text = (const char *)octets;
    if (length == 0)
        return 0;
    /* The first octet says where in the dialogue it was. */
    judge_reply((enum mfp_stage)(octets[0] % MFP_STAGE_COUNT), text + 1, length - 1);
    judge_transcript(text + 1, length - 1);
    return 0;
}
