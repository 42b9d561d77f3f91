#include "smtp/message.h"

#include <errno.h>
#include <inttypes.h>
#include <openssl/evp.h>
#include <string.h>
#include <sys/random.h>
#include <time.h>

enum {
    LINE_OCTETS = 57, /* 76 digits of base64 (RFC 2045 section 6.8) */
};

int mfp_token_make(char *token, struct mfp_error *error)
{
    static const char digits[] = "0123456789abcdef";
    unsigned char octets[(MFP_TOKEN_SIZE - 1) / 2];
    if (getrandom(octets, sizeof(octets), 0) != (ssize_t)sizeof(octets))
        return mfp_error_set(error, -EIO, "no random numbers from the kernel");
    for (size_t i = 0; i < sizeof(octets); i++) {
        token[2 * i] = digits[octets[i] >> 4];
        token[2 * i + 1] = digits[octets[i] & 15];
    }
    token[MFP_TOKEN_SIZE - 1] = '\0';
    return 0;
}

/* RFC 5322 3.3, always in UTC and in English, whatever the locale is. */
static void add_date(struct mfp_text *text, int64_t seconds)
{
    static const char days[][4] = {"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
    static const char months[][4] = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                     "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
    struct tm tm = {0};
    time_t time = (time_t)seconds;
    gmtime_r(&time, &tm);
    mfp_text_printf(text, "Date: %s, %02d %s %d %02d:%02d:%02d +0000\r\n", days[tm.tm_wday],
                    tm.tm_mday, months[tm.tm_mon], tm.tm_year + 1900, tm.tm_hour, tm.tm_min,
                    tm.tm_sec);
}

/* A word behind the others of a header: as it is where it is printable ASCII, else RFC 2047. */
static void add_word(struct mfp_text *text, const char *word)
{
    unsigned char encoded[128];
    unsigned char octets[48];
    size_t length = strnlen(word, sizeof(octets) - 3);
    bool plain = true;
    for (size_t i = 0; i < length; i++)
        plain = plain && word[i] >= ' ' && word[i] < 0x7f;
    if (plain) {
        mfp_text_puts(text, " ");
        mfp_text_add(text, word, length);
        return;
    }
    while (length && ((unsigned char)word[length] & 0xc0) == 0x80)
        length--; /* not through the middle of a character */
    memcpy(octets, word, length);
    EVP_EncodeBlock(encoded, octets, (int)length);
    /* RFC 2047 section 2: 76 octets a line */
    mfp_text_printf(text, "\r\n =?UTF-8?B?%s?=", (const char *)encoded);
}

static const char *domain_of(const char *address)
{
    const char *at = strrchr(address, '@');
    return at && at[1] ? at + 1 : "localhost";
}

static void add_header(struct mfp_text *text, const struct mfp_message_plan *plan)
{
    add_date(text, plan->date);
    mfp_text_printf(text, "From: <%s>\r\nTo: <%s>\r\nSubject: mfpmail test of", plan->from,
                    plan->recipient);
    add_word(text, plan->device);
    mfp_text_printf(text, "\r\nMessage-ID: <%s.mfpmail@%s>\r\n", plan->token,
                    domain_of(plan->from));
    mfp_text_printf(text,
                    "X-Mfpmail-Token: %s\r\n"
                    "Auto-Submitted: auto-generated\r\n"
                    "X-Auto-Response-Suppress: All\r\n"
                    "MIME-Version: 1.0\r\n",
                    plan->token);
}

static void add_words(struct mfp_text *text, const struct mfp_message_plan *plan)
{
    mfp_text_puts(text, "Content-Type: text/plain; charset=us-ascii\r\n"
                        "Content-Transfer-Encoding: 7bit\r\n"
                        "\r\n"
                        "This is a test message from mfpmail, the scan-to-email monitor.\r\n"
                        "It shows that the device in the subject can send mail.\r\n"
                        "Nobody needs to read, answer or keep it.\r\n");
    if (plan->attachment)
        mfp_text_printf(text, "The attachment is a generated page of %" PRId64 " octets.\r\n",
                        plan->attachment);
}

static void add_attachment_header(struct mfp_text *text, const char *token)
{
    mfp_text_printf(text,
                    "\r\n--%s\r\n"
                    "Content-Type: application/pdf; name=\"mfpmail-test.pdf\"\r\n"
                    "Content-Disposition: attachment; filename=\"mfpmail-test.pdf\"\r\n"
                    "Content-Transfer-Encoding: base64\r\n"
                    "\r\n",
                    token);
}

static int64_t encoded_octets(int64_t octets)
{
    int64_t rest = octets % LINE_OCTETS;
    return octets / LINE_OCTETS * 78 + (rest ? (rest + 2) / 3 * 4 + 2 : 0);
}

/* Opens object NUMBER of the PDF and remembers its offset for the cross-reference table. */
static void pdf_object(struct mfp_text *pdf, int64_t *offsets, int number, const char *body)
{
    offsets[number] = (int64_t)pdf->length;
    mfp_text_printf(pdf, "%d 0 obj\n%s", number, body);
}

/*
 * ISO 32000-1: one page that says what it is, and a stream of noise as wide as the asked size
 * needs. Numbers that depend on that size have a fixed width, so the frame's size is constant.
 */
static void pdf_frame(struct mfp_message *message, int64_t octets, int64_t filling)
{
    struct mfp_text *head = &message->pdf_head, *tail = &message->pdf_tail;
    int64_t offsets[7] = {0};
    char page[96], length[64];

    mfp_format(page, sizeof(page),
               "BT /F1 14 Tf 72 760 Td (mfpmail test page, %010" PRId64 " octets) Tj ET\n", octets);
    mfp_text_puts(head, "%PDF-1.4\n%\xe2\xe3\xcf\xd3\n");
    pdf_object(head, offsets, 1, "<</Type/Catalog/Pages 2 0 R>>\nendobj\n");
    pdf_object(head, offsets, 2, "<</Type/Pages/Kids[3 0 R]/Count 1>>\nendobj\n");
    pdf_object(head, offsets, 3,
               "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R"
               "/Resources<</Font<</F1 5 0 R>>>>>>\nendobj\n");
    mfp_format(length, sizeof(length), "<</Length %zu>>\nstream\n", strlen(page));
    pdf_object(head, offsets, 4, length);
    mfp_text_printf(head, "%sendstream\nendobj\n", page);
    pdf_object(head, offsets, 5, "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>\nendobj\n");
    mfp_format(length, sizeof(length), "<</Length %010" PRId64 ">>\nstream\n", filling);
    pdf_object(head, offsets, 6, length);

    mfp_text_puts(tail, "\nendstream\nendobj\n");
    int64_t table = (int64_t)head->length + filling + (int64_t)tail->length;
    mfp_text_puts(tail, "xref\n0 7\n0000000000 65535 f \n");
    for (int i = 1; i < 7; i++)
        mfp_text_printf(tail, "%010" PRId64 " 00000 n \n", offsets[i]);
    mfp_text_printf(tail, "trailer\n<</Size 7/Root 1 0 R>>\nstartxref\n%010" PRId64 "\n%%%%EOF\n",
                    table);
}

static void make_pdf(struct mfp_message *message, int64_t octets)
{
    pdf_frame(message, octets, 0);
    int64_t frame = (int64_t)(message->pdf_head.length + message->pdf_tail.length);
    mfp_text_done(&message->pdf_head);
    mfp_text_done(&message->pdf_tail);
    pdf_frame(message, octets, octets - frame);
    message->pdf_octets = octets;
    message->noise = 0x9e3779b97f4a7c15U;
}

int mfp_message_init(struct mfp_message *message, const struct mfp_message_plan *plan,
                     struct mfp_error *error)
{
    *message = (struct mfp_message){0};
    if (plan->attachment && plan->attachment < MFP_PDF_MINIMUM)
        return mfp_error_set(error, -EINVAL,
                             "size: %" PRId64 " is too small for a PDF, at least %d",
                             plan->attachment, MFP_PDF_MINIMUM);
    add_header(&message->head, plan);
    if (plan->attachment)
        mfp_text_printf(&message->head,
                        "Content-Type: multipart/mixed; boundary=\"%s\"\r\n\r\n--%s\r\n",
                        plan->token, plan->token);
    add_words(&message->head, plan);
    if (plan->attachment) {
        add_attachment_header(&message->head, plan->token);
        make_pdf(message, plan->attachment);
        mfp_text_printf(&message->tail, "--%s--\r\n", plan->token);
    }
    if (message->head.cut || message->tail.cut || message->pdf_head.cut || message->pdf_tail.cut) {
        mfp_message_done(message);
        return mfp_error_set(error, -ENOMEM, "out of memory for the test message");
    }
    message->octets = (int64_t)message->head.length + encoded_octets(message->pdf_octets) +
                      (int64_t)message->tail.length;
    return 0;
}

void mfp_message_done(struct mfp_message *message)
{
    mfp_text_done(&message->head);
    mfp_text_done(&message->pdf_head);
    mfp_text_done(&message->pdf_tail);
    mfp_text_done(&message->tail);
}

/* xorshift64 (Marsaglia): filling that no compressor and no deduplication shortens. */
static unsigned char noise(struct mfp_message *message)
{
    uint64_t x = message->noise;
    x ^= x << 13;
    x ^= x >> 7;
    x ^= x << 17;
    message->noise = x;
    return (unsigned char)(x >> 32);
}

static unsigned char pdf_octet(struct mfp_message *message)
{
    int64_t at = message->pdf_at++;
    int64_t head = (int64_t)message->pdf_head.length;
    int64_t tail = message->pdf_octets - (int64_t)message->pdf_tail.length;
    if (at < head)
        return (unsigned char)message->pdf_head.data[at];
    if (at >= tail)
        return (unsigned char)message->pdf_tail.data[at - tail];
    return noise(message);
}

static void next_line(struct mfp_message *message)
{
    unsigned char octets[LINE_OCTETS];
    size_t n = 0;
    while (n < LINE_OCTETS && message->pdf_at < message->pdf_octets)
        octets[n++] = pdf_octet(message);
    message->line_length = (size_t)EVP_EncodeBlock((unsigned char *)message->line, octets, (int)n);
    message->line[message->line_length++] = '\r';
    message->line[message->line_length++] = '\n';
    message->line_at = 0;
}

static size_t copy(struct mfp_message *message, char *buffer, size_t size, const char *source,
                   size_t length)
{
    size_t n = length < size ? length : size;
    memcpy(buffer, source, n);
    message->at += (int64_t)n;
    return n;
}

static size_t read_some(struct mfp_message *message, char *buffer, size_t size)
{
    size_t head = message->head.length, tail = message->tail.length;
    int64_t tail_at = message->octets - (int64_t)tail;
    if (message->at < (int64_t)head)
        return copy(message, buffer, size, message->head.data + message->at,
                    head - (size_t)message->at);
    if (message->at >= tail_at)
        return tail ? copy(message, buffer, size, message->tail.data + (message->at - tail_at),
                           (size_t)(message->octets - message->at))
                    : 0;
    if (message->line_at == message->line_length)
        next_line(message);
    size_t n = copy(message, buffer, size, message->line + message->line_at,
                    message->line_length - message->line_at);
    message->line_at += n;
    return n;
}

size_t mfp_message_read(struct mfp_message *message, char *buffer, size_t size)
{
    size_t done = 0, n = 1;
    while (done < size && n > 0) {
        n = read_some(message, buffer + done, size - done);
        done += n;
    }
    return done;
}
