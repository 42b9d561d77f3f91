#include <net-snmp/net-snmp-config.h>
#include <net-snmp/net-snmp-includes.h>

#include "snmp/poll/library.h"

#include "core/text.h"

#include <locale.h>
#include <stdlib.h>
#include <string.h>

/* Where files would be read or written there is no folder: even without configuration the library
 * looks for certificates and makes an index of them. MIBs are chosen by the environment only, and
 * the one setting that this leaves there is harmless to children. Messages go to a callback that
 * nobody has registered: with no handler at all they would go to stderr. Everything that was set
 * already is left alone, so that a program that has started the library for its agent keeps it. */
void mfp_snmp_library(void)
{
    char locale[128] = "";
    const char *now = setlocale(LC_CTYPE, NULL);
    if (netsnmp_ds_get_string(NETSNMP_DS_LIBRARY_ID, NETSNMP_DS_LIB_APPTYPE))
        return;
    if (now && strlen(now) < sizeof(locale))
        mfp_format(locale, sizeof(locale), "%s", now);
    setenv("MIBS", "", 1);
    netsnmp_set_mib_directory("");
    set_configuration_directory("/dev/null");
    set_persistent_directory("/dev/null");
    netsnmp_ds_set_boolean(NETSNMP_DS_LIBRARY_ID, NETSNMP_DS_LIB_DONT_READ_CONFIGS, 1);
    netsnmp_ds_set_boolean(NETSNMP_DS_LIBRARY_ID, NETSNMP_DS_LIB_DONT_PERSIST_STATE, 1);
    netsnmp_ds_set_boolean(NETSNMP_DS_LIBRARY_ID, NETSNMP_DS_LIB_DISABLE_PERSISTENT_LOAD, 1);
    netsnmp_ds_set_boolean(NETSNMP_DS_LIBRARY_ID, NETSNMP_DS_LIB_DISABLE_PERSISTENT_SAVE, 1);
    snmp_enable_calllog();
    init_snmp("mfpmail");
    /* It takes the environment's for all of the program. */
    if (locale[0])
        setlocale(LC_CTYPE, locale);
}

/* The numbers of Net-SNMP's own table; asked at run time, since builds leave some out. */
oid *mfp_snmp_auth_oid(enum mfp_snmp_auth auth, size_t *length)
{
    static const int types[] = {
        [MFP_SNMP_AUTH_MD5] = NETSNMP_USMAUTH_HMACMD5,
        [MFP_SNMP_AUTH_SHA] = NETSNMP_USMAUTH_HMACSHA1,
        [MFP_SNMP_AUTH_SHA224] = NETSNMP_USMAUTH_HMAC128SHA224,
        [MFP_SNMP_AUTH_SHA256] = NETSNMP_USMAUTH_HMAC192SHA256,
        [MFP_SNMP_AUTH_SHA384] = NETSNMP_USMAUTH_HMAC256SHA384,
        [MFP_SNMP_AUTH_SHA512] = NETSNMP_USMAUTH_HMAC384SHA512,
    };
    return auth == MFP_SNMP_AUTH_NONE ? NULL : sc_get_auth_oid(types[auth], length);
}

oid *mfp_snmp_priv_oid(enum mfp_snmp_priv priv, size_t *length)
{
    static const int types[] = {
        [MFP_SNMP_PRIV_DES] = USM_CREATE_USER_PRIV_DES,
        [MFP_SNMP_PRIV_AES128] = USM_CREATE_USER_PRIV_AES,
        [MFP_SNMP_PRIV_AES192] = USM_CREATE_USER_PRIV_AES192,
        [MFP_SNMP_PRIV_AES256] = USM_CREATE_USER_PRIV_AES256,
    };
    return priv == MFP_SNMP_PRIV_NONE ? NULL : sc_get_priv_oid(types[priv], length);
}
