#include "cli/queue/recording.h"

#include "snmp/poll/request.h"

#include <ctype.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>

enum { SPELLED_MIN = 4, LETTERS_MIN = 3 };

/* What people call a device, and where it is. */
static const struct mfp_oid names_given[] = {
    MFP_OID(MFP_MIB_2, 1, 5, 0),            /* sysName */
    MFP_OID(MFP_MIB_2, 1, 4, 0),            /* sysContact */
    MFP_OID(MFP_MIB_2, 1, 6, 0),            /* sysLocation */
    MFP_OID(MFP_MIB_2, 43, 5, 1, 1, 16, 1), /* prtGeneralPrinterName */
};

static const struct mfp_oid uptimes[] = {
    MFP_OID(MFP_MIB_2, 1, 3, 0),
    MFP_OID(MFP_MIB_2, 25, 1, 1, 0),
};

void mfp_recording_done(struct mfp_recording *recording)
{
    for (size_t i = 0; i < recording->count; i++)
        free(recording->list[i].line);
    free(recording->list);
    recording->list = NULL;
    recording->count = recording->room = 0;
}

static bool is_one_of(const struct mfp_oid *name, const struct mfp_oid *list, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (mfp_oid_equal(name, &list[i]))
            return true;
    return false;
}

/* "...4.98.111.98.64": indices that are texts have their octets as sub-identifiers. */
static bool spells_text(const struct mfp_oid *oid)
{
    size_t run = 0, letters = 0;
    for (size_t i = 0; i < oid->length; i++) {
        bool printable = oid->ids[i] >= ' ' && oid->ids[i] < 0x7f;
        run = printable ? run + 1 : 0;
        letters = printable ? letters + (isalpha((int)oid->ids[i]) != 0) : 0;
        if (run >= SPELLED_MIN && letters >= LETTERS_MIN)
            return true;
    }
    return false;
}

static bool is_plain(const char *octets, size_t length)
{
    for (size_t i = 0; i < length; i++)
        if (octets[i] < ' ' || octets[i] > '~' || octets[i] == '|' || octets[i] == '\\')
            return false;
    return length == 0 || (octets[0] != ' ' && octets[length - 1] != ' ');
}

static void put_octets(struct mfp_text *out, const char *octets, size_t length)
{
    if (is_plain(octets, length)) {
        mfp_text_puts(out, "|4|");
        mfp_text_add(out, octets, length);
        return;
    }
    mfp_text_puts(out, "|4x|");
    for (size_t i = 0; i < length; i++)
        mfp_text_printf(out, "%02x", (unsigned)(unsigned char)octets[i]);
}

static void put_number(struct mfp_text *out, const struct mfp_varbind *varbind)
{
    int64_t number = varbind->number;
    int type = 2;
    if (varbind->type == MFP_VARBIND_COUNTER)
        type = number > UINT32_MAX ? 70 : 65;
    else if (is_one_of(&varbind->name, uptimes, sizeof(uptimes) / sizeof(*uptimes)))
        type = 67;
    else if (number > INT32_MAX)
        type = 66;
    mfp_text_printf(out, "|%d|%lld", type, (long long)number);
}

static int put_text(const struct mfp_recording *recording, struct mfp_text *out,
                    const struct mfp_varbind *varbind, unsigned *redacted)
{
    char *octets = malloc(varbind->length + 1);
    if (!octets)
        return -ENOMEM;
    if (varbind->length)
        memcpy(octets, varbind->octets, varbind->length);
    octets[varbind->length] = '\0';
    *redacted = mfp_recording_redact(recording, &varbind->name, octets, varbind->length);
    put_octets(out, octets, varbind->length);
    free(octets);
    return 0;
}

static int put_value(const struct mfp_recording *recording, struct mfp_text *out,
                     const struct mfp_varbind *varbind, unsigned *redacted)
{
    char text[MFP_OID_TEXT_SIZE];
    switch (varbind->type) {
    case MFP_VARBIND_NONE:
        break;
    case MFP_VARBIND_INTEGER:
    case MFP_VARBIND_COUNTER:
        put_number(out, varbind);
        break;
    case MFP_VARBIND_OCTETS:
        return put_text(recording, out, varbind, redacted);
    case MFP_VARBIND_OID:
        mfp_text_printf(out, "|6|%s", mfp_oid_text(&varbind->value, text));
        break;
    }
    return 0;
}

static bool make_room(struct mfp_recording *recording)
{
    if (recording->count < recording->room)
        return true;
    size_t room = recording->room ? 2 * recording->room : 64;
    struct mfp_recorded *list = reallocarray(recording->list, room, sizeof(*list));
    if (!list)
        return false;
    recording->list = list;
    recording->room = room;
    return true;
}

static int add(struct mfp_recording *recording, const struct mfp_varbind *varbind)
{
    struct mfp_text line = {0};
    unsigned redacted = 0;
    if (varbind->type == MFP_VARBIND_NONE)
        return 0;
    if (spells_text(&varbind->name) ||
        (varbind->type == MFP_VARBIND_OID && spells_text(&varbind->value))) {
        recording->left_out++;
        return 0;
    }
    recording->cut |= recording->count == MFP_RECORDING_MAX;
    if (recording->cut)
        return 0;
    if (!make_room(recording) || put_value(recording, &line, varbind, &redacted) < 0 || line.cut) {
        mfp_text_done(&line);
        return -ENOMEM;
    }
    recording->list[recording->count++] =
        (struct mfp_recorded){.name = varbind->name, .line = line.data, .redacted = redacted};
    return 0;
}

static void learn_one(struct mfp_recording *recording, const struct mfp_varbind *varbind)
{
    char text[sizeof(recording->words[0].text)];
    if (varbind->type != MFP_VARBIND_OCTETS ||
        !is_one_of(&varbind->name, names_given, sizeof(names_given) / sizeof(*names_given)))
        return;
    mfp_format(text, sizeof(text), "%.*s", (int)varbind->length, (const char *)varbind->octets);
    mfp_recording_hide(recording, text, 'x');
    /* Of "mfp3.example.com" the first label, which may stand alone. */
    text[strcspn(text, ".")] = '\0';
    mfp_recording_hide(recording, text, 'x');
}

void mfp_recording_learn(struct mfp_recording *recording, const struct mfp_varbind *varbinds,
                         size_t count)
{
    for (size_t i = 0; i < count; i++)
        learn_one(recording, &varbinds[i]);
}

int mfp_recording_add(struct mfp_recording *recording, const struct mfp_varbind *varbinds,
                      size_t count, struct mfp_error *error)
{
    mfp_recording_learn(recording, varbinds, count);
    for (size_t i = 0; i < count; i++)
        if (add(recording, &varbinds[i]) < 0)
            return mfp_error_set(error, -ENOMEM, "out of memory");
    return 0;
}

static int compare(const void *a, const void *b)
{
    return mfp_oid_compare(&((const struct mfp_recorded *)a)->name,
                           &((const struct mfp_recorded *)b)->name);
}

static void write_one(const struct mfp_recorded *recorded, struct mfp_text *out)
{
    for (size_t i = 0; i < recorded->name.length; i++)
        mfp_text_printf(out, "%s%lu", i ? "." : "", (unsigned long)recorded->name.ids[i]);
    mfp_text_printf(out, "%s\n", recorded->line);
}

void mfp_recording_write(struct mfp_recording *recording, struct mfp_text *out)
{
    recording->written = recording->texts = recording->serials = 0;
    if (recording->count)
        qsort(recording->list, recording->count, sizeof(*recording->list), compare);
    for (size_t i = 0; i < recording->count; i++) {
        const struct mfp_recorded *recorded = &recording->list[i];
        if (i > 0 && mfp_oid_equal(&recorded->name, &recorded[-1].name))
            continue;
        write_one(recorded, out);
        recording->written++;
        recording->texts += (recorded->redacted & MFP_REDACTED_TEXT) != 0;
        recording->serials += (recorded->redacted & MFP_REDACTED_SERIAL) != 0;
    }
}
