#include <net-snmp/net-snmp-config.h>
#include <net-snmp/net-snmp-includes.h>

#include <net-snmp/library/lcd_time.h>
#include <net-snmp/library/snmpusm.h>

#include "snmp/poll/library.h"
#include "snmp/poll/visit.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

/* snmpEngineTime ends there and boots go up by one (RFC 3414, 2.2.2). */
enum { ENGINE_TIME_MAX = 2147483647 };

void mfp_usm_session(struct mfp_snmp_credential *credential, netsnmp_session *session)
{
    static const int levels[] = {
        [MFP_SNMP_NO_AUTH_NO_PRIV] = SNMP_SEC_LEVEL_NOAUTH,
        [MFP_SNMP_AUTH_NO_PRIV] = SNMP_SEC_LEVEL_AUTHNOPRIV,
        [MFP_SNMP_AUTH_PRIV] = SNMP_SEC_LEVEL_AUTHPRIV,
    };
    size_t length = 0;
    session->securityModel = SNMP_SEC_MODEL_USM;
    session->securityLevel = levels[credential->level];
    session->securityName = credential->user;
    session->securityNameLen = strlen(credential->user);
    session->contextName = credential->context;
    session->contextNameLen = strlen(credential->context);
    if (credential->level >= MFP_SNMP_AUTH_NO_PRIV) {
        session->securityAuthProto = mfp_snmp_auth_oid(credential->auth, &length);
        session->securityAuthProtoLen = length;
        memcpy(session->securityAuthKey, credential->auth_key.octets, credential->auth_key.length);
        session->securityAuthKeyLen = credential->auth_key.length;
    }
    if (credential->level == MFP_SNMP_AUTH_PRIV) {
        session->securityPrivProto = mfp_snmp_priv_oid(credential->priv, &length);
        session->securityPrivProtoLen = length;
        memcpy(session->securityPrivKey, credential->priv_key.octets, credential->priv_key.length);
        session->securityPrivKeyLen = credential->priv_key.length;
    }
}

static int set_id(unsigned char **id, size_t *id_length, const struct mfp_engine *engine)
{
    unsigned char *copy = malloc(engine->length);
    if (!copy)
        return -ENOMEM;
    memcpy(copy, engine->id, engine->length);
    free(*id);
    *id = copy;
    *id_length = engine->length;
    return 0;
}

/* The engine's clock as it must be by now. Set in any case: the library keeps one clock an engine
 * ID, and it may be that of a device that was exchanged, or that counts its boots anew. */
static void set_clock(const struct mfp_device *device, int64_t now_ms)
{
    const struct mfp_engine *engine = &device->engine;
    int64_t time = engine->time + (now_ms - device->engine_ms) / 1000;
    set_enginetime(engine->id, (u_int)engine->length, engine->boots,
                   (u_int)(time < ENGINE_TIME_MAX ? time : ENGINE_TIME_MAX), TRUE);
}

int mfp_usm_begin(struct mfp_visit *visit, int64_t now_ms)
{
    netsnmp_session *session = snmp_sess_session(visit->session);
    const struct mfp_engine *engine = &visit->device->engine;
    if (set_id(&session->securityEngineID, &session->securityEngineIDLen, engine) < 0 ||
        set_id(&session->contextEngineID, &session->contextEngineIDLen, engine) < 0)
        return -ENOMEM;
    set_clock(visit->device, now_ms);
    return create_user_from_session(session) == SNMPERR_SUCCESS ? 0 : -EINVAL;
}

void mfp_usm_end(struct mfp_visit *visit, int64_t now_ms)
{
    struct mfp_device *device = visit->device;
    struct mfp_engine *engine = &device->engine;
    struct usmUser *user = usm_get_user(engine->id, engine->length, device->credential->user);
    if (user) {
        usm_remove_user(user);
        user->prev = user->next = NULL;
        usm_free_user(user);
    }
    u_int boots, time;
    if (get_enginetime(engine->id, (u_int)engine->length, &boots, &time, TRUE) == SNMPERR_SUCCESS) {
        engine->boots = boots;
        engine->time = time;
        device->engine_ms = now_ms;
    }
}

enum mfp_snmp_outcome mfp_usm_report(netsnmp_pdu *pdu)
{
    switch (snmpv3_get_report_type(pdu)) {
    case SNMPERR_UNKNOWN_USER_NAME:
        return MFP_SNMP_UNKNOWN_USER;
    case SNMPERR_UNSUPPORTED_SEC_LEVEL:
        return MFP_SNMP_LEVEL;
    case SNMPERR_AUTHENTICATION_FAILURE:
        return MFP_SNMP_AUTHENTICATION;
    case SNMPERR_NOT_IN_TIME_WINDOW:
        return MFP_SNMP_TIME_WINDOW;
    case SNMPERR_DECRYPTION_ERR:
        return MFP_SNMP_DECRYPTION;
    case SNMPERR_UNKNOWN_ENG_ID:
        return MFP_SNMP_ENGINE;
    case SNMPERR_BAD_CONTEXT:
        return MFP_SNMP_CONTEXT;
    default:
        return MFP_SNMP_MALFORMED;
    }
}

enum mfp_snmp_outcome mfp_usm_fault(int code)
{
    switch (code) {
    case SNMPERR_USM_AUTHENTICATIONFAILURE:
        return MFP_SNMP_AUTHENTICATION;
    case SNMPERR_USM_NOTINTIMEWINDOW:
        return MFP_SNMP_TIME_WINDOW;
    case SNMPERR_USM_DECRYPTIONERROR:
        return MFP_SNMP_DECRYPTION;
    default: /* another user or engine than ours is garbage too */
        return MFP_SNMP_MALFORMED;
    }
}
