#include "cli/discover/find.h"

#include <string.h>

enum { SYS_NAME = 2, DEVICE_TYPE = 4, PRINTER_FIRST = 5 };

const struct mfp_oid mfp_find_oids[] = {
    MFP_OID(MFP_MIB_2, 1, 1, 0), /* sysDescr */
    MFP_OID(MFP_MIB_2, 1, 2, 0), /* sysObjectID */
    [SYS_NAME] = MFP_OID(MFP_MIB_2, 1, 5, 0),
    MFP_OID(MFP_MIB_2, 25, 3, 2, 1, 3, 1), /* hrDeviceDescr */
    [DEVICE_TYPE] = MFP_OID(MFP_MIB_2, 25, 3, 2, 1, 2, 1),
    /* What printers alone have. */
    [PRINTER_FIRST] = MFP_OID(MFP_MIB_2, 43, 5, 1, 1, 16, 1), /* prtGeneralPrinterName */
    MFP_OID(MFP_MIB_2, 43, 5, 1, 1, 17, 1),                   /* prtGeneralSerialNumber */
    MFP_OID(MFP_PWG, 1, 2, 1, 2, 1, 1, 3, 1),                 /* IEEE 1284 identifiers */
    MFP_OID(MFP_ENTERPRISES, 11, 2, 3, 9, 1, 1, 7, 0),
    MFP_OID(MFP_ENTERPRISES, 2435, 2, 3, 9, 1, 1, 7, 0),
};
const size_t mfp_find_oid_count = sizeof(mfp_find_oids) / sizeof(*mfp_find_oids);

static const struct mfp_oid printer_type = MFP_OID(MFP_MIB_2, 25, 3, 1, 5);

/* Agents of computers and switches: that a printer's maker or words are found in them proves
 * nothing, for print queues and hosts' names are there too. */
static const struct mfp_oid general_agents[] = {
    MFP_OID(MFP_ENTERPRISES, 8072), /* Net-SNMP */
    MFP_OID(MFP_ENTERPRISES, 311),  /* Windows */
    MFP_OID(MFP_ENTERPRISES, 11),   /* HP */
};
static const struct mfp_oid hp_printers = MFP_OID(MFP_ENTERPRISES, 11, 2, 3, 9);

static const struct mfp_varbind *named(const struct mfp_varbind *varbinds, size_t count,
                                       size_t which)
{
    for (size_t i = 0; i < count; i++)
        if (varbinds[i].type != MFP_VARBIND_NONE &&
            mfp_oid_equal(&varbinds[i].name, &mfp_find_oids[which]))
            return &varbinds[i];
    return NULL;
}

static bool is_general(const struct mfp_varbind *object_id)
{
    if (!object_id || mfp_oid_below(&object_id->value, &hp_printers))
        return false;
    for (size_t i = 0; i < sizeof(general_agents) / sizeof(*general_agents); i++)
        if (mfp_oid_below(&object_id->value, &general_agents[i]))
            return true;
    return false;
}

static bool is_printer(const struct mfp_identity *identity, const struct mfp_varbind *varbinds,
                       size_t count)
{
    for (size_t which = PRINTER_FIRST; which < mfp_find_oid_count; which++) {
        const struct mfp_varbind *varbind = named(varbinds, count, which);
        if (varbind && varbind->type == MFP_VARBIND_OCTETS)
            return true;
    }
    if (is_general(named(varbinds, count, 1)))
        return false;
    const struct mfp_varbind *type = named(varbinds, count, DEVICE_TYPE);
    return identity->profile || (type && mfp_oid_equal(&type->value, &printer_type));
}

bool mfp_find_read(struct mfp_find *find, const struct mfp_varbind *varbinds, size_t count)
{
    const struct mfp_varbind *name = named(varbinds, count, SYS_NAME);
    *find = (struct mfp_find){0};
    mfp_identity_read(&find->identity, varbinds, count);
    if (name && name->type == MFP_VARBIND_OCTETS)
        mfp_text_clean(find->host_name, sizeof(find->host_name), (const char *)name->octets,
                       name->length);
    return is_printer(&find->identity, varbinds, count);
}
