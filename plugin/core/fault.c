#include "core/fault.h"

#include <errno.h>
#include <stddef.h>
#include <string.h>

static const char *const names[MFP_FAULT_COUNT] = {
    [MFP_FAULT_NONE] = "none",
    [MFP_FAULT_HOST_NOT_FOUND] = "host-not-found",
    [MFP_FAULT_NO_ADDRESS] = "no-address",
    [MFP_FAULT_RESOLVER_FAILED] = "resolver-failed",
    [MFP_FAULT_REFUSED] = "refused",
    [MFP_FAULT_UNREACHABLE] = "unreachable",
    [MFP_FAULT_RESET] = "reset",
    [MFP_FAULT_CLOSED] = "closed",
    [MFP_FAULT_TIMEOUT] = "timeout",
    [MFP_FAULT_NOT_SMTP] = "not-smtp",
    [MFP_FAULT_FLOOD] = "flood",
    [MFP_FAULT_TLS_EXPECTED] = "tls-expected",
    [MFP_FAULT_TLS_CLEARTEXT] = "tls-cleartext",
    [MFP_FAULT_TLS_VERSION] = "tls-version",
    [MFP_FAULT_TLS_CIPHER] = "tls-cipher",
    [MFP_FAULT_TLS_HANDSHAKE] = "tls-handshake",
    [MFP_FAULT_TLS_CLOSED] = "tls-closed",
    [MFP_FAULT_TLS_WEAK] = "tls-weak",
    [MFP_FAULT_TLS_CLIENT_CERT] = "tls-client-cert",
    [MFP_FAULT_CERT_EXPIRED] = "cert-expired",
    [MFP_FAULT_CERT_NOT_YET_VALID] = "cert-not-yet-valid",
    [MFP_FAULT_CERT_SELF_SIGNED] = "cert-self-signed",
    [MFP_FAULT_CERT_UNKNOWN_CA] = "cert-unknown-ca",
    [MFP_FAULT_CERT_NAME] = "cert-name",
    [MFP_FAULT_CERT_REVOKED] = "cert-revoked",
    [MFP_FAULT_CERT_INVALID] = "cert-invalid",
    [MFP_FAULT_STARTTLS_NOT_OFFERED] = "starttls-not-offered",
    [MFP_FAULT_AUTH_NOT_OFFERED] = "auth-not-offered",
    [MFP_FAULT_AUTH_NEEDS_TLS] = "auth-needs-tls",
    [MFP_FAULT_AUTH_MECHANISM_NOT_OFFERED] = "auth-mechanism-not-offered",
    [MFP_FAULT_AUTH_BROKEN] = "auth-broken",
    [MFP_FAULT_LOCAL] = "local",
};

const char *mfp_fault_name(enum mfp_fault_kind kind)
{
    return (size_t)kind < MFP_FAULT_COUNT ? names[kind] : "?";
}

int mfp_fault_find(const char *name, enum mfp_fault_kind *kind)
{
    for (int i = 0; i < MFP_FAULT_COUNT; i++) {
        if (strcmp(names[i], name) == 0) {
            *kind = (enum mfp_fault_kind)i;
            return 0;
        }
    }
    return -ENOENT;
}
