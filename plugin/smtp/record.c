#include "smtp/record.h"

#include <errno.h>
#include <openssl/evp.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

/* Blanking out a shorter secret in ordinary words would tell which one it is. */
enum { FORM_MINIMUM = 4 };

static int add_form(struct mfp_record *record, const char *form, size_t length)
{
    if (length < FORM_MINIMUM || record->form_count == MFP_RECORD_FORMS)
        return 0;
    char *copy = strndup(form, length);
    if (!copy)
        return -ENOMEM;
    record->forms[record->form_count++] = copy;
    return 0;
}

/* Base64 without its padding, so that it is also found in front of other octets. */
static int add_encoded(struct mfp_record *record, const char *octets, size_t length)
{
    size_t room = (length + 2) / 3 * 4 + 1;
    char *encoded = malloc(room);
    if (!encoded)
        return -ENOMEM;
    int n = EVP_EncodeBlock((unsigned char *)encoded, (const unsigned char *)octets, (int)length);
    while (n > 0 && encoded[n - 1] == '=')
        n--;
    int result = add_form(record, encoded, (size_t)n);
    mfp_wipe(encoded, room);
    free(encoded);
    return result;
}

static int add_plain(struct mfp_record *record, const char *user, const struct mfp_secret *secret)
{
    size_t user_length = strlen(user);
    size_t length = user_length + secret->length + 2;
    char *response = calloc(1, length);
    if (!response)
        return -ENOMEM;
    memcpy(response + 1, user, user_length);
    memcpy(response + 2 + user_length, secret->value, secret->length);
    int result = add_encoded(record, response, length);
    mfp_wipe(response, length);
    free(response);
    return result;
}

int mfp_record_init(struct mfp_record *record, struct mfp_transcript *transcript, const char *user,
                    const struct mfp_secret *secret, struct mfp_error *error)
{
    *record = (struct mfp_record){.transcript = transcript};
    if (!secret || !secret->value)
        return 0;
    if (add_plain(record, user ? user : "", secret) < 0 ||
        add_encoded(record, secret->value, secret->length) < 0 ||
        add_form(record, secret->value, secret->length) < 0) {
        mfp_record_done(record);
        return mfp_error_set(error, -ENOMEM, "out of memory");
    }
    return 0;
}

void mfp_record_done(struct mfp_record *record)
{
    for (size_t i = 0; i < record->form_count; i++) {
        mfp_wipe(record->forms[i], strlen(record->forms[i]));
        free(record->forms[i]);
    }
    *record = (struct mfp_record){0};
}

/* Where the first form begins in TEXT, and how long it is; NULL if there is none. */
static const char *find_form(const struct mfp_record *record, const char *text, size_t length,
                             size_t *found)
{
    const char *first = NULL;
    for (size_t i = 0; i < record->form_count; i++) {
        const char *form = record->forms[i];
        const char *at = form[0] ? memmem(text, length, form, strlen(form)) : NULL;
        if (!at || (first && (at > first || (at == first && strlen(form) < *found))))
            continue;
        first = at;
        *found = strlen(form);
    }
    return first;
}

static void redact(const struct mfp_record *record, const char *text, size_t length,
                   struct mfp_text *out)
{
    size_t found = 0;
    for (const char *at; (at = find_form(record, text, length, &found));) {
        mfp_text_add(out, text, (size_t)(at - text));
        mfp_text_puts(out, "***");
        length -= (size_t)(at - text) + found;
        text = at + found;
    }
    mfp_text_add(out, text, length);
}

static size_t without_newline(const char *line, size_t length)
{
    while (length && (line[length - 1] == '\n' || line[length - 1] == '\r'))
        length--;
    return length;
}

/* "AUTH PLAIN AGZv..." becomes "AUTH PLAIN ***"; the response is remembered, since a server may
 * repeat it. */
static void record_auth(struct mfp_record *record, int64_t at_us, const char *line, size_t length)
{
    static const char verb[] = "AUTH ";
    size_t keep = 0;
    if (!record->transcript->in_auth) {
        keep = sizeof(verb) - 1;
        while (keep < length && line[keep] != ' ')
            keep++;
        if (keep < length)
            keep++;
    }
    struct mfp_text out = {0};
    mfp_text_add(&out, line, keep);
    if (keep < length || !keep) {
        if (add_form(record, line + keep, length - keep) < 0)
            record->blind = true;
        mfp_text_puts(&out, "***");
    }
    mfp_transcript_add(record->transcript, MFP_EVENT_COMMAND, at_us, mfp_text_string(&out),
                       out.length);
    mfp_text_done(&out);
}

void mfp_record_command(struct mfp_record *record, int64_t at_us, const char *line, size_t length)
{
    length = without_newline(line, length);
    if (record->transcript->in_auth || (length > 5 && strncasecmp(line, "AUTH ", 5) == 0)) {
        record_auth(record, at_us, line, length);
        return;
    }
    struct mfp_text out = {0};
    redact(record, line, length, &out);
    mfp_transcript_add(record->transcript, MFP_EVENT_COMMAND, at_us, mfp_text_string(&out),
                       out.length);
    mfp_text_done(&out);
}

/* A challenge of CRAM-MD5 or NTLM is half of a hash of the secret. */
static bool is_challenge(const struct mfp_record *record, const char *line, size_t length)
{
    return record->transcript->in_auth && length > 4 && strncmp(line, "334 ", 4) == 0;
}

void mfp_record_reply(struct mfp_record *record, int64_t at_us, const char *line, size_t length)
{
    struct mfp_text out = {0};
    record->reply_octets += (int64_t)length;
    if (record->reply_octets > MFP_RECORD_REPLY_MAX || record->transcript->dropped) {
        record->flooded = true;
        return;
    }
    length = without_newline(line, length);
    if (is_challenge(record, line, length))
        mfp_text_puts(&out, "334 ***");
    else if (record->blind)
        mfp_text_printf(&out, "%.*s***", (int)(length < 4 ? length : 4), line);
    else
        redact(record, line, length, &out);
    mfp_transcript_add(record->transcript, MFP_EVENT_REPLY, at_us, mfp_text_string(&out),
                       out.length);
    mfp_text_done(&out);
}

void mfp_record_fault(struct mfp_record *record, int64_t at_us, enum mfp_fault_kind kind, int code,
                      const char *detail)
{
    struct mfp_text out = {0};
    redact(record, detail, strlen(detail), &out);
    mfp_transcript_fault(record->transcript, at_us, kind, code, mfp_text_string(&out));
    mfp_text_done(&out);
}
