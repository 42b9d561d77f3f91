/* What a device says in words and lamps (tier D), and of it what is about scanning and sending. */
#include "snmp/queue/reading.h"

#include "core/text.h"

#include <string.h>

enum {
    SEVERITY_CRITICAL = 3, /* RFC 3805, PrtAlertSeverityLevelTC */
    DEVICE_DOWN = 5,       /* RFC 2790, hrDeviceStatus */
    SERVICE_MAIL = 6,      /* PWG 5106.3, IcServiceTypeTC: emailOut */
    SERVICE_STOPPED = 5,
    SERVICE_DOWN = 7,
};

/* Panels speak the language of their users: English, German, French, Spanish, Italian. A text is
 * trouble only if it is about sending and has a word of failing too. */
static const char *const sending[] = {"mail",     "smtp",  "send",   "scan",  "versand",
                                      "courriel", "envoi", "correo", "invio", NULL};
static const char *const failing[] = {"err",  "fail",     "fehl",  "cannot", "unable",
                                      "chec", "impossib", "fallo", "full",   NULL};

static bool has_any(const char *text, const char *const *words)
{
    for (; *words; words++)
        if (strcasestr(text, *words))
            return true;
    return false;
}

static const struct mfp_varbind *cell_of(const struct mfp_cell *cells, size_t count,
                                         enum mfp_meaning meaning)
{
    for (size_t i = 0; i < count; i++)
        if (cells[i].column->meaning == meaning)
            return cells[i].varbind;
    return NULL;
}

static int64_t number_in(struct mfp_reading *reading, const struct mfp_cell *cells, size_t count,
                         enum mfp_meaning meaning)
{
    const struct mfp_varbind *varbind = cell_of(cells, count, meaning);
    int64_t number = -1;
    if (varbind && !mfp_varbind_number(varbind, &number))
        reading->sample->unreadable++;
    return number;
}

static void text_in(const struct mfp_cell *cells, size_t count, enum mfp_meaning meaning,
                    char *text, size_t size)
{
    const struct mfp_varbind *varbind = cell_of(cells, count, meaning);
    text[0] = '\0';
    if (varbind && varbind->type == MFP_VARBIND_OCTETS)
        mfp_text_clean(text, size, (const char *)varbind->octets, varbind->length);
}

/* The first trouble is kept, and it replaces what is none. */
static void note(struct mfp_device_notes *notes, bool trouble, const char *what, const char *text)
{
    if (notes->trouble || (!trouble && notes->text[0]))
        return;
    char line[128];
    notes->trouble = trouble;
    mfp_format(line, sizeof(line), "%s%s", what, text);
    mfp_text_clean(notes->text, sizeof(notes->text), line, strlen(line));
}

static void note_device(struct mfp_reading *reading, const struct mfp_cell *cells, size_t count)
{
    char name[64];
    text_in(cells, count, MFP_MEANING_DEVICE_NAME, name, sizeof(name));
    if (number_in(reading, cells, count, MFP_MEANING_DEVICE_STATUS) == DEVICE_DOWN &&
        strcasestr(name, "scan"))
        note(&reading->sample->notes, true, "down: ", name);
}

/* Rows of any severity stand in some tables, even "Ready": only critical ones are looked at. */
static void note_alert(struct mfp_reading *reading, const struct mfp_cell *cells, size_t count)
{
    struct mfp_device_notes *notes = &reading->sample->notes;
    char text[64];
    if (number_in(reading, cells, count, MFP_MEANING_ALERT_SEVERITY) != SEVERITY_CRITICAL)
        return;
    notes->critical++;
    text_in(cells, count, MFP_MEANING_ALERT_TEXT, text, sizeof(text));
    note(notes, cells->table->scanner || has_any(text, sending), "alert: ", text);
}

static void note_service(struct mfp_reading *reading, const struct mfp_cell *cells, size_t count)
{
    if (cells->index[0] != SERVICE_MAIL)
        return;
    int64_t state = number_in(reading, cells, count, MFP_MEANING_SERVICE_STATE);
    int64_t set = number_in(reading, cells, count, MFP_MEANING_SERVICE_SET);
    if (state == SERVICE_STOPPED || state == SERVICE_DOWN)
        note(&reading->sample->notes, true, "e-mail service ",
             state == SERVICE_DOWN ? "down" : "stopped");
    if (set > 0 && set <= INT32_MAX)
        reading->mail_set = (uint32_t)set;
}

void mfp_reading_console(struct mfp_reading *reading, const struct mfp_varbind *varbind)
{
    struct mfp_device_notes *notes = &reading->sample->notes;
    char text[sizeof(notes->console)];
    if (varbind->type != MFP_VARBIND_OCTETS) {
        reading->sample->unreadable++;
        return;
    }
    reading->noted = true;
    mfp_text_clean(text, sizeof(text), (const char *)varbind->octets, varbind->length);
    if (has_any(text, sending) && has_any(text, failing))
        note(notes, true, "panel: ", text);
    if (notes->console[0] == '\0')
        memcpy(notes->console, text, sizeof(text));
}

void mfp_reading_note_row(struct mfp_reading *reading, const struct mfp_cell *cells, size_t count)
{
    reading->noted = true;
    switch ((int)cells->table->kind) {
    case MFP_TABLE_DEVICES:
        note_device(reading, cells, count);
        break;
    case MFP_TABLE_ALERTS:
        note_alert(reading, cells, count);
        break;
    case MFP_TABLE_SERVICES:
        note_service(reading, cells, count);
        break;
    case MFP_TABLE_CONSOLE:
        mfp_reading_console(reading, cells->varbind);
        break;
    }
}
