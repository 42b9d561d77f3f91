/* Ricoh, and the same machines sold by Lanier, Savin, Gestetner, NRG, Infotec and others. */
#include "snmp/queue/devices/devices.h"

#define RICOH MFP_ENTERPRISES, 367, 3, 2, 1

static const struct mfp_object objects[] = {
    {.oid = MFP_OID(RICOH, 1, 1, 1, 0), .meaning = MFP_MEANING_MODEL},
    {.oid = MFP_OID(RICOH, 2, 1, 4, 0), .meaning = MFP_MEANING_SERIAL},
    {.meaning = MFP_MEANING_NONE},
};

static const struct mfp_object counts[] = {
    {.oid = MFP_OID(RICOH, 2, 19, 5, 1, 2), .meaning = MFP_MEANING_COUNT_TYPE},
    {.oid = MFP_OID(RICOH, 2, 19, 5, 1, 9), .meaning = MFP_MEANING_TYPED_COUNT},
    {.meaning = MFP_MEANING_NONE},
};

/* 870 to 872 count transmissions together with faxes. */
static const struct mfp_count_type types[] = {
    {.number = 873, .count = MFP_COUNT_SCANNED},
    {.number = 874, .count = MFP_COUNT_SCANNED},
    {.count = MFP_COUNTS},
};

/* A table of alerts that is the scanner's alone. */
static const struct mfp_object alerts[] = {
    {.oid = MFP_OID(RICOH, 2, 16, 30, 2, 1, 2), .meaning = MFP_MEANING_ALERT_SEVERITY},
    {.oid = MFP_OID(RICOH, 2, 16, 30, 2, 1, 8), .meaning = MFP_MEANING_ALERT_TEXT},
    {.meaning = MFP_MEANING_NONE},
};

static const struct mfp_table tables[] = {
    {.kind = MFP_TABLE_COUNTS, .columns = counts, .rows = 96, .types = types},
    {.kind = MFP_TABLE_ALERTS, .columns = alerts, .rows = 20, .scanner = true},
    {.kind = MFP_TABLE_NONE},
};

const struct mfp_profile mfp_profile_ricoh = {
    .name = "ricoh",
    .vendor = "Ricoh",
    .prefixes = {MFP_OID(MFP_ENTERPRISES, 367)},
    .words = (const char *const[]){"ricoh", "lanier", "savin", "gestetner", "infotec", "nrg ",
                                   "nashuatec", "rex-rotary", "aficio", NULL},
    .brands = (const struct mfp_brand[]){{.word = "lanier", .shown = "Lanier"},
                                         {.word = "savin", .shown = "Savin"},
                                         {.word = "gestetner", .shown = "Gestetner"},
                                         {.word = "infotec", .shown = "Infotec"},
                                         {.word = "nashuatec", .shown = "Nashuatec"},
                                         {.word = "rex-rotary", .shown = "Rex-Rotary"},
                                         {.word = "nrg", .shown = "NRG"},
                                         {.word = NULL}},
    .model_after = "",
    .tier = MFP_TIER_C,
    .proven = MFP_TIER_D,
    .objects = objects,
    .tables = tables,
    .limits = "its job log is one of prints, in which a send job never stands: it is not asked "
              "for; that the counters are those of the service mode is not proven",
    .source = "code that polls such devices; recordings for model and serial number",
};
