#include "logs/logs.h"

#include "logs/format.h"

#include <stdlib.h>
#include <strings.h>

/* Those with unmistakable lines first; plain takes what is left. */
const struct mfp_log_format *const mfp_log_formats[] = {
    &mfp_log_postfix, &mfp_log_exim, &mfp_log_exchange, &mfp_log_ricoh, &mfp_log_msmtp,
    &mfp_log_swaks,   &mfp_log_curl, &mfp_log_plain,    NULL,
};

enum { FORMATS = sizeof(mfp_log_formats) / sizeof(mfp_log_formats[0]) - 1 };

struct mfp_log {
    const struct mfp_log_format *only;
    mfp_log_callback *callback;
    void *context;
    size_t lines;
    void *states[FORMATS]; /* owned; NULL for a format that is not read */
};

const struct mfp_log_format *mfp_log_format_find(const char *name)
{
    for (size_t i = 0; i < FORMATS; i++)
        if (strcasecmp(mfp_log_formats[i]->name, name) == 0)
            return mfp_log_formats[i];
    return NULL;
}

struct mfp_log *mfp_log_new(const struct mfp_log_format *only, mfp_log_callback *callback,
                            void *context)
{
    struct mfp_log *log = calloc(1, sizeof(*log));
    if (!log)
        return NULL;
    log->only = only;
    log->callback = callback;
    log->context = context;
    for (size_t i = 0; i < FORMATS; i++) {
        if (only && only != mfp_log_formats[i])
            continue;
        log->states[i] = calloc(1, mfp_log_formats[i]->reader->state_size);
        if (!log->states[i])
            return mfp_log_free(log);
    }
    return log;
}

struct mfp_log *mfp_log_free(struct mfp_log *log)
{
    for (size_t i = 0; log && i < FORMATS; i++)
        free(log->states[i]);
    free(log);
    return NULL;
}

static struct mfp_teller teller_of(const struct mfp_log *log, size_t format)
{
    return (struct mfp_teller){.callback = log->callback,
                               .context = log->context,
                               .format = mfp_log_formats[format]->name};
}

/* Lines of another format, or of none, end what has to stand together. */
static void interrupt_all_but(struct mfp_log *log, size_t taken)
{
    for (size_t i = 0; i < FORMATS; i++) {
        const struct mfp_log_reader *reader = mfp_log_formats[i]->reader;
        struct mfp_teller teller = teller_of(log, i);
        if (i != taken && log->states[i] && reader->interrupted)
            reader->interrupted(&teller, log->states[i]);
    }
}

/* Windows ends lines with CRLF and may begin a file with a byte order mark. */
static struct mfp_span clip(const struct mfp_log *log, const char *line, size_t length)
{
    struct mfp_span text = mfp_span(line, length);
    while (text.length && (text.at[text.length - 1] == '\r' || text.at[text.length - 1] == '\n'))
        text.length--;
    if (log->lines == 1 && mfp_span_begins(text, "\xef\xbb\xbf"))
        text = mfp_span_skip(text, 3);
    return mfp_span_first(text, MFP_LOG_LINE_MAX);
}

void mfp_log_line(struct mfp_log *log, const char *line, size_t length)
{
    log->lines++;
    if (length == 0)
        line = "";
    struct mfp_log_input input = {.text = clip(log, line, length), .number = log->lines};
    size_t taken = 0;
    for (; taken < FORMATS; taken++) {
        struct mfp_teller teller = teller_of(log, taken);
        if (log->states[taken] &&
            mfp_log_formats[taken]->reader->line(&teller, log->states[taken], &input))
            break;
    }
    interrupt_all_but(log, taken);
}

void mfp_log_end(struct mfp_log *log)
{
    for (size_t i = 0; i < FORMATS; i++) {
        const struct mfp_log_reader *reader = mfp_log_formats[i]->reader;
        struct mfp_teller teller = teller_of(log, i);
        if (!log->states[i])
            continue;
        if (reader->end)
            reader->end(&teller, log->states[i]);
        memset(log->states[i], 0, reader->state_size);
    }
}
