/* What a device offers, for people. */
#include "cli/queue/offer.h"

#include <string.h>

enum { TEXT_SIZE = 160, NAME_WIDTH = 25, WIDTH = 79 };

/* Texts in quotes, clean; octets that are no text as numbers. */
static void put_value(struct mfp_text *out, const struct mfp_varbind *varbind)
{
    char text[TEXT_SIZE], oid[MFP_OID_TEXT_SIZE];
    switch (varbind->type) {
    case MFP_VARBIND_NONE:
        mfp_text_puts(out, "not there");
        break;
    case MFP_VARBIND_INTEGER:
    case MFP_VARBIND_COUNTER:
        mfp_text_printf(out, "%lld", (long long)varbind->number);
        break;
    case MFP_VARBIND_OCTETS:
        mfp_text_clean(text, sizeof(text), (const char *)varbind->octets, varbind->length);
        mfp_text_printf(out, "'%s'", text);
        break;
    case MFP_VARBIND_OID:
        mfp_text_puts(out, mfp_oid_text(&varbind->value, oid));
        break;
    }
}

static void put_bits(struct mfp_text *out, const struct mfp_varbind *varbind)
{
    enum { OCTETS_SHOWN = 8 };
    mfp_text_puts(out, "0x");
    for (size_t i = 0; i < varbind->length && i < OCTETS_SHOWN; i++)
        mfp_text_printf(out, "%02x", (unsigned)varbind->octets[i]);
}

static void put_words(struct mfp_text *out, const char *label, const char *words)
{
    if (!words)
        return;
    mfp_text_puts(out, label);
    mfp_text_wrap(out, words, strlen(label), WIDTH);
}

static void put_identity(const struct mfp_offer *offer, struct mfp_text *out)
{
    const struct mfp_identity *identity = &offer->identity;
    const struct mfp_profile *profile = identity->profile;
    mfp_text_printf(out, "%s (%s port %u)\n", offer->plan->device, offer->address,
                    (unsigned)offer->plan->port);
    mfp_text_printf(out, "  vendor   %s\n", identity->brand[0] ? identity->brand : "not known");
    mfp_text_printf(out, "  model    %s\n", identity->model[0] ? identity->model : "not told");
    mfp_text_printf(out, "  serial   %s\n", identity->serial[0] ? identity->serial : "not told");
    if (profile)
        mfp_text_printf(out, "  profile  %s: tier %s at most, tier %s by a recording\n",
                        profile->name, mfp_tier_name(profile->tier),
                        mfp_tier_name(profile->proven));
    else
        mfp_text_puts(out, "  profile  nobody's: the generic ones are asked for\n");
    if (profile)
        put_words(out, "  limits   ", profile->limits);
    if (profile)
        put_words(out, "  caveat   ", profile->caveat);
    mfp_text_printf(out, "  tier     %s", mfp_tier_name(offer->sample.tier));
    if (offer->sample.source[0])
        mfp_text_printf(out, ", by %s%s", offer->sample.source,
                        offer->sample.unproven ? ", which no recording of a device proves" : "");
    mfp_text_puts(out, "\n");
    if (offer->interview.outcome != MFP_SNMP_OK)
        mfp_text_printf(out, "  not all was answered: %s\n",
                        mfp_snmp_outcome_name(offer->interview.outcome));
}

static void put_objects(const struct mfp_offer *offer, struct mfp_text *out)
{
    char oid[MFP_OID_TEXT_SIZE];
    const struct mfp_object *object;
    mfp_text_puts(out, "\nObjects\n");
    for (size_t i = 0; (object = mfp_offer_object(offer, i)); i++) {
        const struct mfp_varbind *value = mfp_offer_value(offer, &object->oid);
        mfp_text_printf(out, "  %-*s ", NAME_WIDTH, mfp_object_name(object));
        if (!value)
            mfp_text_puts(out, "not asked");
        else if (object->meaning == MFP_MEANING_ERROR_STATE && value->type == MFP_VARBIND_OCTETS)
            put_bits(out, value);
        else
            put_value(out, value);
        mfp_text_printf(out, "  (%s)\n", mfp_oid_text(&object->oid, oid));
    }
}

static void put_row(const struct mfp_offer *offer, const struct mfp_row *row, struct mfp_text *out)
{
    const struct mfp_cell *cells = &offer->cells.cells[row->at];
    struct mfp_oid index = {0};
    char text[MFP_OID_TEXT_SIZE];
    mfp_oid_append(&index, cells->index, cells->index_length);
    mfp_text_printf(out, "    %s:", mfp_oid_text(&index, text));
    for (size_t i = 0; i < row->count; i++) {
        if (mfp_offer_repeats(cells, i))
            continue;
        mfp_text_printf(out, "%s %s ", i ? "," : "", mfp_object_name(cells[i].column));
        put_value(out, cells[i].varbind);
    }
    mfp_text_puts(out, "\n");
}

static void put_table(const struct mfp_offer *offer, uint32_t profile,
                      const struct mfp_table *table, struct mfp_text *out)
{
    char oid[MFP_OID_TEXT_SIZE];
    size_t count = 0;
    for (size_t i = 0; i < offer->row_count; i++)
        count += offer->cells.cells[offer->rows[i].at].table == table;
    mfp_text_printf(out, "  %s, as %s has them (%s): ", mfp_table_name(table->kind),
                    offer->chain[profile]->name, mfp_oid_text(&table->columns->oid, oid));
    if (count)
        mfp_text_printf(out, "%zu row%s\n", count, count == 1 ? "" : "s");
    else
        mfp_text_puts(out, "no rows\n");
    for (size_t i = 0; i < offer->row_count; i++)
        if (offer->cells.cells[offer->rows[i].at].table == table)
            put_row(offer, &offer->rows[i], out);
}

static void put_tables(const struct mfp_offer *offer, struct mfp_text *out)
{
    mfp_text_puts(out, "\nTables\n");
    for (uint32_t i = 0; i < offer->profiles; i++) {
        const struct mfp_table *table = offer->chain[i]->tables;
        for (; table && table->kind != MFP_TABLE_NONE; table++)
            put_table(offer, i, table, out);
    }
}

void mfp_offer_show(const struct mfp_offer *offer, struct mfp_text *out)
{
    const struct mfp_queue_verdict *verdict = &offer->verdict;
    put_identity(offer, out);
    put_objects(offer, out);
    put_tables(offer, out);
    mfp_text_printf(out, "\nAt a first look: %s%s%s\n",
                    mfp_word_shown(mfp_queue_state_words, (int)verdict->state),
                    verdict->evidence[0] ? ": " : "", verdict->evidence);
    if (offer->sample.unreadable)
        mfp_text_printf(out, "%u values are of a wrong type or out of range.\n",
                        (unsigned)offer->sample.unreadable);
}
