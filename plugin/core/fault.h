/*
 * Failures that are no SMTP reply: resolver, sockets, time, TLS, and what the dialogue lacks.
 */
#pragma once

enum mfp_fault_kind {
    MFP_FAULT_NONE = 0,
    /* the resolver (getaddrinfo) */
    MFP_FAULT_HOST_NOT_FOUND,  /* EAI_NONAME: NXDOMAIN or no such name */
    MFP_FAULT_NO_ADDRESS,      /* EAI_NODATA, EAI_ADDRFAMILY: exists, but no usable address */
    MFP_FAULT_RESOLVER_FAILED, /* EAI_AGAIN, EAI_FAIL: SERVFAIL, or no name server answers */
    /* the socket */
    MFP_FAULT_REFUSED,     /* ECONNREFUSED */
    MFP_FAULT_UNREACHABLE, /* EHOSTUNREACH, ENETUNREACH, EACCES by a firewall */
    MFP_FAULT_RESET,       /* ECONNRESET, EPIPE */
    MFP_FAULT_CLOSED,      /* end of file where a reply was due */
    MFP_FAULT_TIMEOUT,     /* the deadline struck; the stage says where */
    MFP_FAULT_NOT_SMTP,    /* something answered that does not speak SMTP */
    MFP_FAULT_FLOOD,       /* more than we are willing to read */
    /* TLS: mode */
    MFP_FAULT_TLS_EXPECTED,  /* spoke in clear to a port that wants TLS at once */
    MFP_FAULT_TLS_CLEARTEXT, /* spoke TLS to a port that answers in clear (wants STARTTLS) */
    /* TLS: handshake */
    MFP_FAULT_TLS_VERSION,     /* no common protocol version */
    MFP_FAULT_TLS_CIPHER,      /* no common cipher or key exchange */
    MFP_FAULT_TLS_HANDSHAKE,   /* any other failure of the handshake */
    MFP_FAULT_TLS_CLOSED,      /* closed or reset during the handshake */
    MFP_FAULT_TLS_WEAK,        /* the peer's key or signature is too weak for us */
    MFP_FAULT_TLS_CLIENT_CERT, /* the server wants a client certificate */
    /* TLS: certificate */
    MFP_FAULT_CERT_EXPIRED,
    MFP_FAULT_CERT_NOT_YET_VALID,
    MFP_FAULT_CERT_SELF_SIGNED,
    MFP_FAULT_CERT_UNKNOWN_CA, /* issuer not in the trust store, or intermediate missing */
    MFP_FAULT_CERT_NAME,       /* host name mismatch */
    MFP_FAULT_CERT_REVOKED,
    MFP_FAULT_CERT_INVALID, /* any other verification error */
    /* what the server does not offer (EHLO, RFC 5321 section 4.1.1.1) */
    MFP_FAULT_STARTTLS_NOT_OFFERED,
    MFP_FAULT_AUTH_NOT_OFFERED,
    MFP_FAULT_AUTH_NEEDS_TLS, /* none without TLS, and STARTTLS is offered */
    MFP_FAULT_AUTH_MECHANISM_NOT_OFFERED,
    MFP_FAULT_AUTH_BROKEN, /* the login dialogue ended without a yes or a no */
    /* ourselves */
    MFP_FAULT_LOCAL, /* our own side failed: memory, source address, library */
    MFP_FAULT_COUNT
};

/* "host-not-found", as dialogue files and JSON write it. */
const char *mfp_fault_name(enum mfp_fault_kind kind);

/* Returns 0 and sets *kind, or -ENOENT. */
int mfp_fault_find(const char *name, enum mfp_fault_kind *kind);
