/* What a device offers, for programs. */
#include "cli/queue/offer.h"

#include <jansson.h>
#include <stdlib.h>

enum { TEXT_SIZE = 512 };

static json_t *text_or_null(const char *text)
{
    return text && text[0] ? json_string(text) : json_null();
}

static json_t *value_of(const struct mfp_varbind *varbind)
{
    char text[TEXT_SIZE], oid[MFP_OID_TEXT_SIZE];
    switch (varbind->type) {
    case MFP_VARBIND_NONE:
        break;
    case MFP_VARBIND_INTEGER:
    case MFP_VARBIND_COUNTER:
        return json_integer((json_int_t)varbind->number);
    case MFP_VARBIND_OCTETS:
        mfp_text_clean(text, sizeof(text), (const char *)varbind->octets, varbind->length);
        return json_string(text);
    case MFP_VARBIND_OID:
        return json_string(mfp_oid_text(&varbind->value, oid));
    }
    return json_null();
}

static json_t *profile_of(const struct mfp_offer *offer)
{
    const struct mfp_profile *profile = offer->identity.profile;
    if (!profile)
        return json_null();
    return json_pack("{s:s, s:s, s:s, s:o, s:o}", "name", profile->name, "tier",
                     mfp_tier_name(profile->tier), "proven", mfp_tier_name(profile->proven),
                     "limits", text_or_null(profile->limits), "caveat",
                     text_or_null(profile->caveat));
}

static json_t *objects_of(const struct mfp_offer *offer)
{
    json_t *objects = json_array();
    char oid[MFP_OID_TEXT_SIZE];
    const struct mfp_object *object;
    for (size_t i = 0; (object = mfp_offer_object(offer, i)); i++) {
        const struct mfp_varbind *value = mfp_offer_value(offer, &object->oid);
        json_array_append_new(objects, json_pack("{s:s, s:s, s:b, s:o}", "oid",
                                                 mfp_oid_text(&object->oid, oid), "meaning",
                                                 mfp_object_name(object), "asked", value != NULL,
                                                 "value", value ? value_of(value) : json_null()));
    }
    return objects;
}

static json_t *row_of(const struct mfp_offer *offer, const struct mfp_row *row)
{
    const struct mfp_cell *cells = &offer->cells.cells[row->at];
    struct mfp_oid index = {0};
    char text[MFP_OID_TEXT_SIZE];
    json_t *values = json_array();
    mfp_oid_append(&index, cells->index, cells->index_length);
    for (size_t i = 0; i < row->count; i++)
        if (!mfp_offer_repeats(cells, i))
            json_array_append_new(values, json_pack("{s:s, s:o}", "meaning",
                                                    mfp_object_name(cells[i].column), "value",
                                                    value_of(cells[i].varbind)));
    return json_pack("{s:s, s:o}", "index", mfp_oid_text(&index, text), "values", values);
}

static json_t *table_of(const struct mfp_offer *offer, const struct mfp_profile *profile,
                        const struct mfp_table *table)
{
    char oid[MFP_OID_TEXT_SIZE];
    json_t *rows = json_array();
    for (size_t i = 0; i < offer->row_count; i++)
        if (offer->cells.cells[offer->rows[i].at].table == table)
            json_array_append_new(rows, row_of(offer, &offer->rows[i]));
    return json_pack("{s:s, s:s, s:s, s:o}", "table", mfp_table_name(table->kind), "profile",
                     profile->name, "oid", mfp_oid_text(&table->columns->oid, oid), "rows", rows);
}

static json_t *tables_of(const struct mfp_offer *offer)
{
    json_t *tables = json_array();
    for (size_t i = 0; i < offer->profiles; i++) {
        const struct mfp_table *table = offer->chain[i]->tables;
        for (; table && table->kind != MFP_TABLE_NONE; table++)
            json_array_append_new(tables, table_of(offer, offer->chain[i], table));
    }
    return tables;
}

void mfp_offer_json(const struct mfp_offer *offer, struct mfp_text *out)
{
    const struct mfp_identity *identity = &offer->identity;
    const struct mfp_queue_verdict *verdict = &offer->verdict;
    json_t *judged =
        json_pack("{s:s, s:o}", "state", mfp_word_name(mfp_queue_state_words, (int)verdict->state),
                  "evidence", text_or_null(verdict->evidence));
    json_t *root = json_pack(
        "{s:s, s:s, s:i, s:s, s:o, s:o, s:o, s:o, s:o, s:o, s:s, s:o, s:b, s:i, s:o, s:o, s:o}",
        "device", offer->plan->device, "address", offer->address, "port", (int)offer->plan->port,
        "outcome", mfp_snmp_outcome_name(offer->interview.outcome), "vendor",
        text_or_null(identity->vendor), "brand", text_or_null(identity->brand), "model",
        text_or_null(identity->model), "serial", text_or_null(identity->serial), "object_id",
        text_or_null(identity->object_id), "profile", profile_of(offer), "tier",
        mfp_tier_name(offer->sample.tier), "tier_by", text_or_null(offer->sample.source), "proven",
        !offer->sample.unproven, "unreadable", (int)offer->sample.unreadable, "objects",
        objects_of(offer), "tables", tables_of(offer), "verdict", judged);
    char *text = json_dumps(root, JSON_INDENT(2));
    mfp_text_puts(out, text ? text : "");
    mfp_text_puts(out, "\n");
    free(text);
    json_decref(root);
}
