#include "logs/reason.h"

enum { WORDS_MAX = 1024, ANY_MAX = 10 };

struct row {
    enum mfp_fault_kind kind;
    enum mfp_stage stage; /* UNKNOWN: more than one is possible */
    unsigned sides;       /* on which it holds; 0: both */
    const char *any[ANY_MAX + 1];
};

enum { CLIENT = 1 << MFP_REASON_CLIENT, SERVER = 1 << MFP_REASON_SERVER };

/* Found anywhere, ignoring case; the first row decides, so what is particular stands before what
 * is general. Who says so: OpenSSL 1.0 to 3, GnuTLS, glibc, Windows, and the mail programs. */
static const struct row rows[] = {
    /* Alerts. A server's log has those of the client, which are about the server's certificate. */
    {.kind = MFP_FAULT_CERT_UNKNOWN_CA,
     .stage = MFP_STAGE_TLS,
     .sides = SERVER,
     .any = {"alert unknown ca"}},
    {.kind = MFP_FAULT_CERT_EXPIRED,
     .stage = MFP_STAGE_TLS,
     .sides = SERVER,
     .any = {"alert certificate expired"}},
    {.kind = MFP_FAULT_CERT_INVALID,
     .stage = MFP_STAGE_TLS,
     .sides = SERVER,
     .any = {"alert bad certificate", "alert certificate unknown"}},
    {.kind = MFP_FAULT_TLS_CLIENT_CERT,
     .stage = MFP_STAGE_TLS,
     .sides = CLIENT,
     .any = {"alert unknown ca", "alert bad certificate", "certificate required"}},
    {.kind = MFP_FAULT_TLS_VERSION,
     .stage = MFP_STAGE_TLS,
     .any = {"alert protocol version", "alert inappropriate fallback"}},
    {.kind = MFP_FAULT_TLS_CIPHER,
     .stage = MFP_STAGE_TLS,
     .any = {"alert handshake failure", "alert insufficient security"}},
    /* The wrong port for the mode, seen from both ends. */
    {.kind = MFP_FAULT_TLS_CLEARTEXT,
     .stage = MFP_STAGE_TLS,
     .sides = CLIENT,
     .any = {"wrong version number", "unknown protocol", "unexpected tls packet",
             "packet length too long"}},
    {.kind = MFP_FAULT_TLS_EXPECTED,
     .stage = MFP_STAGE_TLS,
     .sides = SERVER,
     .any = {"wrong version number", "unknown protocol", "unexpected tls packet", "http request"}},
    {.kind = MFP_FAULT_TLS_VERSION,
     .stage = MFP_STAGE_TLS,
     .any = {"unsupported protocol", "unsupported version", "version too low", "version too high",
             "no protocols available"}},
    {.kind = MFP_FAULT_TLS_CIPHER,
     .stage = MFP_STAGE_TLS,
     .any = {"no shared cipher", "no ciphers available", "no supported cipher",
             "supported cipher suite"}},
    {.kind = MFP_FAULT_TLS_WEAK,
     .stage = MFP_STAGE_TLS,
     .any = {"key too small", "key too weak", "md too weak", "legacy sigalg",
             "wrong signature type", "no suitable signature algorithm"}},
    /* Certificates. */
    {.kind = MFP_FAULT_CERT_EXPIRED,
     .stage = MFP_STAGE_TLS,
     .any = {"certificate has expired", "certificate is expired", "certificate expired"}},
    {.kind = MFP_FAULT_CERT_NOT_YET_VALID,
     .stage = MFP_STAGE_TLS,
     .any = {"not yet valid", "not yet activated"}},
    {.kind = MFP_FAULT_CERT_UNKNOWN_CA,
     .stage = MFP_STAGE_TLS,
     .any = {"self signed certificate in certificate chain",
             "self-signed certificate in certificate chain", "unable to get local issuer",
             "unable to get issuer", "unable to verify the first certificate", "untrusted issuer",
             "untrustedroot", "got a known issuer", "certificate issuer is unknown",
             "certificate not trusted"}},
    {.kind = MFP_FAULT_CERT_SELF_SIGNED,
     .stage = MFP_STAGE_TLS,
     .any = {"self signed", "self-signed"}},
    {.kind = MFP_FAULT_CERT_NAME,
     .stage = MFP_STAGE_TLS,
     .any = {"subject name matches", "hostname mismatch", "owner does not match",
             "does not match target host", "subjectmismatch"}},
    {.kind = MFP_FAULT_CERT_REVOKED,
     .stage = MFP_STAGE_TLS,
     .any = {"certificate revoked", "has been revoked"}},
    {.kind = MFP_FAULT_CERT_INVALID,
     .stage = MFP_STAGE_TLS,
     .any = {"certificate verify failed", "certificate verification failed",
             "certificate not verified", "certificate problem", "certificate is bad"}},
    /* What the server does not offer. */
    {.kind = MFP_FAULT_STARTTLS_NOT_OFFERED,
     .stage = MFP_STAGE_EHLO,
     .any = {"not advertise starttls", "tls is required, but was not offered", "did not offer tls",
             "not support tls via the starttls", "starttls not supported", "not support starttls"}},
    {.kind = MFP_FAULT_AUTH_MECHANISM_NOT_OFFERED,
     .stage = MFP_STAGE_EHLO,
     .any = {"no compatible authentication", "no mechanism available",
             "requested type not available", "no advertised types",
             "not support authentication method", "find a usable authentication",
             "no known authentication mechanisms", "no auth mechanism was offered"}},
    {.kind = MFP_FAULT_AUTH_NOT_OFFERED,
     .stage = MFP_STAGE_EHLO,
     .any = {"not advertise auth", "not support authentication"}},
    {.kind = MFP_FAULT_AUTH_BROKEN,
     .stage = MFP_STAGE_AUTH,
     .any = {"authentication aborted", "authentication protocol loop"}},
    /* The resolver. */
    {.kind = MFP_FAULT_RESOLVER_FAILED,
     .stage = MFP_STAGE_RESOLVE,
     .any = {"host not found, try again", "temporary failure in name resolution",
             "did not complete", "resolving timed out"}},
    {.kind = MFP_FAULT_NO_ADDRESS,
     .stage = MFP_STAGE_RESOLVE,
     .any = {"no data record of requested type", "no address associated with"}},
    {.kind = MFP_FAULT_HOST_NOT_FOUND,
     .stage = MFP_STAGE_RESOLVE,
     .any = {"host not found", "name or service not known", "could not resolve host",
             "couldn't resolve host", "non-existent hosts", "unknown host",
             "no such host is known"}},
    /* The socket. */
    {.kind = MFP_FAULT_REFUSED,
     .stage = MFP_STAGE_CONNECT,
     .any = {"connection refused", "actively refused", "code: 10061"}},
    {.kind = MFP_FAULT_UNREACHABLE,
     .stage = MFP_STAGE_CONNECT,
     .any = {"no route to host", "network is unreachable", "network unreachable",
             "host is unreachable", "code: 10051", "code: 10065"}},
    {.kind = MFP_FAULT_TIMEOUT, .stage = MFP_STAGE_TLS, .any = {"ssl connection timeout"}},
    {.kind = MFP_FAULT_TIMEOUT,
     .stage = MFP_STAGE_CONNECT,
     .any = {"code: 10060", "connect timeout"}},
    {.kind = MFP_FAULT_TIMEOUT, .any = {"timed out", "response timeout", "errno: 110"}},
    {.kind = MFP_FAULT_RESET,
     .any = {"connection reset", "connectionreset", "broken pipe", "code: 10054", "errno: 104"}},
    {.kind = MFP_FAULT_TLS_CLOSED,
     .stage = MFP_STAGE_TLS,
     .any = {"tls connection was non-properly terminated", "unexpected eof while reading",
             "ssl_error_syscall"}},
    {.kind = MFP_FAULT_CLOSED,
     .any = {"lost connection", "closed connection", "connection closed", "response reading failed",
             "sent an empty reply"}},
    {.kind = MFP_FAULT_FLOOD, .any = {"too large response headers", "server reply that is longer"}},
    /* Any other failure of the handshake. */
    {.kind = MFP_FAULT_TLS_HANDSHAKE,
     .stage = MFP_STAGE_TLS,
     .any = {"handshake failure", "handshake failed", "attempt to start tls failed",
             "tls negotiation failed", "ssl_connect error", "ssl_accept error", "ssl routines",
             "fatal alert"}},
};

static bool has_any(struct mfp_span words, const char *const *any)
{
    for (; *any; any++)
        if (mfp_span_has_caseless(words, *any))
            return true;
    return false;
}

enum mfp_fault_kind mfp_reason_fault(struct mfp_span words, enum mfp_reason_side side,
                                     enum mfp_stage *stage)
{
    words = mfp_span_first(words, WORDS_MAX);
    for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
        if ((rows[i].sides && !(rows[i].sides & (1U << side))) || !has_any(words, rows[i].any))
            continue;
        if (*stage == MFP_STAGE_UNKNOWN)
            *stage = rows[i].stage;
        return rows[i].kind;
    }
    return MFP_FAULT_NONE;
}
