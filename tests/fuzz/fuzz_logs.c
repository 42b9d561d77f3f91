/* A hostile log: line by line through every format at once, and through one of them. */
#include "fuzz.h"
#include "logs/logs.h"

#include <stdlib.h>
#include <string.h>

struct reading {
    size_t told;
    size_t last_line; /* the number of the line that is being read */
};

static void check_text(const char *text, size_t size, int line_breaks)
{
    mfp_fuzz_require(text && memchr(text, '\0', size));
    for (; text && *text; text++)
        mfp_fuzz_require(((unsigned char)*text >= ' ' && *text != 0x7f) ||
                         (line_breaks && *text == '\n'));
}

static void on_failure(void *context, const struct mfp_log_failure *failure)
{
    struct reading *reading = context;
    reading->told++;
    mfp_fuzz_require(failure->line >= 1 && failure->line <= reading->last_line);
    mfp_fuzz_require(mfp_log_format_find(failure->format) != NULL);
    mfp_fuzz_require(failure->stage >= MFP_STAGE_UNKNOWN && failure->stage <= MFP_STAGE_DELIVERY);
    mfp_fuzz_require(failure->fault >= MFP_FAULT_NONE && failure->fault < MFP_FAULT_COUNT);
    check_text(failure->reply, MFP_LOG_REPLY_SIZE, 1);
    check_text(failure->when, MFP_LOG_NAME_SIZE, 0);
    check_text(failure->host, MFP_LOG_NAME_SIZE, 0);
    check_text(failure->sender, MFP_LOG_NAME_SIZE, 0);
    check_text(failure->recipient, MFP_LOG_NAME_SIZE, 0);
}

static void read_log(const struct mfp_log_format *only, const char *text, size_t length)
{
    struct reading reading = {0};
    struct mfp_log *log = mfp_log_new(only, on_failure, &reading);
    mfp_fuzz_require(log != NULL);
    for (size_t at = 0; at < length;) {
        const char *end = memchr(text + at, '\n', length - at);
        size_t n = end ? (size_t)(end - (text + at)) : length - at;
        reading.last_line++;
        mfp_log_line(log, text + at, n);
        at += n + 1;
    }
    mfp_log_end(log);
    /* A line tells one failure; what it ends of others adds one a session at most. */
    mfp_fuzz_require(reading.told <= 2 * reading.last_line + MFP_LOG_SESSIONS);
    mfp_fuzz_require(mfp_log_free(log) == NULL);
}

int LLVMFuzzerTestOneInput(const uint8_t *octets, size_t length)
{
    size_t formats = 0;
    while (mfp_log_formats[formats])
        formats++;
    if (length == 0 || formats == 0)
        return 0;
    /* The first octet chooses one format; the rest is the log. */
    read_log(NULL, (const char *)octets + 1, length - 1);
    read_log(mfp_log_formats[octets[0] % formats], (const char *)octets + 1, length - 1);
    return 0;
}
