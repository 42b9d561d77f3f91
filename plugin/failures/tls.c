/*
 * Encryption: wanted and missing, versions, ciphers, certificates, port against mode.
 * Texts without a code are what TLS libraries write into a device's log.
 */
#include "failures/tables.h"

/* A device speaks TLS at once where the server greets in clear, or the other way round. */
#define WRONG_MODE                                                                                 \
    "wrong version number|SSL23_GET_SERVER_HELLO:unknown protocol"                                 \
    "|first record does not look like a TLS handshake|plaintext connection\\?"                     \
    "|unexpected TLS packet was received|packet length too long|unsupported or unrecognized SSL"   \
    "|SSL attempted over a non-SSL|http request.{0,20}https port"

const struct mfp_cause mfp_causes_tls[] = {
    {
        .number = 901,
        .name = "starttls-required",
        .category = MFP_CATEGORY_TLS,
        .says = "the server wants STARTTLS first",
        .owner = MFP_OWNER_DEVICE_ADMIN,
        .fix = "Switch the device's SMTP security to STARTTLS (usually port 587), or to "
               "SSL/TLS with port 465.",
        .evidence =
            (const struct mfp_evidence[]){
                {.generic =
                     "\\b(must|need|please|should|have to|require[sd]?|expect(ed|ing)?|issue|use"
                     "|without|run|do)\\b.{0,30}\\b(STARTTLS|STLS)\\b",
                 .unless = "(already|after|again|pipelin)",
                 .code = "4xx 5xx",
                 .weight = MFP_STRONG},
                {.generic =
                     "\\bSTARTTLS\\b.{0,30}\\b(required|first|needed|mandatory|before|necessary"
                     "|enforced|not (been )?(issued|used|performed|done))\\b",
                 .code = "4xx 5xx",
                 .weight = MFP_STRONG},
                {0},
            },
    },
    {
        .number = 902,
        .name = "encryption-required",
        .category = MFP_CATEGORY_TLS,
        .says = "the server takes mail only over TLS",
        .owner = MFP_OWNER_DEVICE_ADMIN,
        .fix = "Turn on SSL/TLS or STARTTLS in the device's SMTP settings and use port 465 or "
               "587.",
        .evidence =
            (const struct mfp_evidence[]){
                {.enhanced = "4.7.29", .code = "4xx"},
                {.enhanced = "5.7.10 5.7.11", .code = "5xx"},
                {.enhanced = "5.7.7", .code = "523 530 538"},
                {.generic =
                     "\\b(TLS|SSL|encryption|encrypted|secured?)\\b.{0,40}\\b(is |are |was )?(required"
                     "|mandatory|needed|necessary|enforced|compulsory)\\b",
                 .unless = "authenticat|mechanism|\\bcertificate\\b|\\bauth\\b",
                 .code = "4xx 5xx",
                 .weight = MFP_STRONG},
                {.generic =
                     "\\b(must|need|require[sd]?|requires|only|please|have to)\\b.{0,40}\\b(use|using"
                     "|over|via|enable|accept\\w*|switch to|an?)?.{0,20}\\b(TLS|SSL|encrypt(ion|ed)"
                     "|secure (connection|channel|session))\\b",
                 .unless = "authenticat|mechanism|certificate|\\bversion\\b|TLS ?v?1|\\bauth\\b",
                 .code = "4xx 5xx",
                 .weight = MFP_CLEAR},
                {.generic =
                     "\\bwithout (using )?(TLS|SSL|SSL/TLS|encryption)\\b"
                     "|\\bnot (sent |made )?(over|using|via|through) an? (TLS|SSL|encrypted|secure)"
                     "|\\bunencrypted (connections?|sessions?|mail|transport)\\b|\\b(TLS|SSL) must\\b"
                     "|\\bplease encrypt|\\bencryption (is )?too weak\\b|\\binsecure connections?\\b",
                 .unless = "authenticat|mechanism|\\bauth\\b",
                 .code = "4xx 5xx",
                 .weight = MFP_STRONG},
                {.generic = "\\b(due to|because of)( a)? lack of security", .weight = MFP_STRONG},
                {0},
            },
    },
    {
        .number = 903,
        .name = "encryption-required-for-auth",
        .category = MFP_CATEGORY_TLS,
        .says = "the server takes the login only over TLS",
        .owner = MFP_OWNER_DEVICE_ADMIN,
        .fix = "Turn on SSL/TLS or STARTTLS in the device's SMTP settings, so that the "
               "password does not travel in clear.",
        .evidence =
            (const struct mfp_evidence[]){
                {.phrase =
                     "\\b(auth\\w*|log[- ]?in|mechanism|password|credentials?"
                     "|plain)\\b.{0,80}\\b(without|unless|until|before|only (after|with|over|allowed)"
                     "|requires?|non-secure|insecure|not secure|unencrypted"
                     "|unsecured?)\\b.{0,30}\\b(TLS|SSL|STARTTLS|encrypt\\w*|secure\\w*|connections?"
                     "|channel|layer)",
                 .unless = "mailbox|oauth",
                 .code = "4xx 5xx"},
                {.phrase =
                     "\\b(TLS|SSL|encryption|secure connection|encrypted (connection|session|channel)"
                     "|STARTTLS)\\b.{0,40}\\b(required|needed|mandatory|necessary|first"
                     "|must)\\b.{0,50}\\b(auth\\w*|log[- ]?in|mechanism|password)\\b",
                 .code = "4xx 5xx"},
                {.phrase =
                     "\\b(clear ?text|plain ?text|plain|unencrypted|insecure)\\b.{0,12}\\b(auth\\w*"
                     "|log[- ]?ins?|passwords?|mechanisms?)\\b.{0,30}\\b(disallowed|disabled"
                     "|not (allowed|permitted|supported|available)|forbidden|refused|denied"
                     "|prohibited)",
                 .code = "4xx 5xx"},
                {.enhanced = "x.7.11", .code = "4xx 5xx"},
                {.code = "523 538", .stages = MFP_AT_AUTH, .weight = MFP_CLEAR},
                {.code = "523 538"},
                {0},
            },
    },
    {
        .number = 904,
        .name = "tls-not-available-server",
        .category = MFP_CATEGORY_TLS,
        .says = "the server cannot do TLS at the moment",
        .owner = MFP_OWNER_MAIL_ADMIN,
        .fix = "Check the server's certificate and key files and its TLS settings, then read "
               "the server's log for the reason.",
        .evidence =
            (const struct mfp_evidence[]){
                {.generic =
                     "\\b(TLS|SSL"
                     "|STARTTLS)\\b.{0,40}\\b((currently |temporarily |is |has |been )*(not|un"
                     "|dis)[- ]?(available|supported|enabled|abled|implemented|configured|offered"
                     "|advertised|recogni[sz]ed|ready|initiali[sz]ed|possible)"
                     "|unavailable|failed|failure|error|refused|denied|problem)\\b",
                 .unless = "pipelin|auth\\w* (mechanism|not)|already|syntax",
                 .code = "4xx 5xx",
                 .weight = MFP_STRONG},
                {.generic =
                     "\\b(cannot|can't|could ?n[o']t|unable to|failed to|failed)\\b.{0,40}\\b(TLS|SSL"
                     "|STARTTLS)\\b",
                 .code = "4xx 5xx",
                 .weight = MFP_STRONG},
                {.generic = "\\b(un(known|recogni[sz]ed|supported|implemented)|invalid|no such"
                            "|not (implemented|supported|recogni[sz]ed))\\b.{0,40}\\bSTARTTLS\\b",
                 .code = "5xx",
                 .weight = MFP_STRONG},
                {.code = "4xx 5xx", .stages = MFP_AT_TLS},
                {0},
            },
    },
    {
        .number = 905,
        .name = "starttls-not-offered",
        .category = MFP_CATEGORY_TLS,
        .says = "the server does not offer STARTTLS",
        .owner = MFP_OWNER_DEVICE_ADMIN,
        .fix = "Use the server's submission port 587, or SSL/TLS on 465. If these lack TLS "
               "too, the server needs a certificate, or a firewall strips STARTTLS.",
        .evidence = (const struct mfp_evidence[]){{.fault = MFP_FAULT_STARTTLS_NOT_OFFERED}, {0}},
    },
    {
        .number = 906,
        .name = "wrong-mode-implicit",
        .category = MFP_CATEGORY_TLS,
        .says = "this port wants SSL/TLS at once, not STARTTLS",
        .owner = MFP_OWNER_DEVICE_ADMIN,
        .fix = "Set the device to SSL/TLS (also called SMTPS) for port 465, or use port 587 "
               "with STARTTLS.",
        .evidence = (const struct mfp_evidence[]){{.fault = MFP_FAULT_TLS_EXPECTED}, {0}},
    },
    {
        .number = 907,
        .name = "wrong-mode-starttls",
        .category = MFP_CATEGORY_TLS,
        .says = "this port starts in clear and wants STARTTLS",
        .owner = MFP_OWNER_DEVICE_ADMIN,
        .fix = "Set the device to STARTTLS for port 25 or 587, or use port 465 with SSL/TLS.",
        .evidence =
            (const struct mfp_evidence[]){
                {.fault = MFP_FAULT_TLS_CLEARTEXT},
                {.phrase = WRONG_MODE},
                {0},
            },
    },
    {
        .number = 908,
        .name = "tls-version-too-old",
        .category = MFP_CATEGORY_TLS,
        .says = "device and server share no TLS version",
        .owner = MFP_OWNER_DEVICE_ADMIN,
        .fix = "Update the device's firmware and allow TLS 1.2 in its security settings. If "
               "it has none, send through a local relay that does.",
        .evidence =
            (const struct mfp_evidence[]){
                {.fault = MFP_FAULT_TLS_VERSION},
                {.phrase = "alert protocol version|unsupported protocol\\b|no protocols available"
                           "|version too low|no appropriate protocol|protocol version not supported"
                           "|protocol is disabled or cipher",
                 .unless = "wrong version number"},
                {.phrase =
                     "\\b(TLS|SSL) ?v?(1(\\.[01])?|[23](\\.0)?)\\b.{0,80}\\b(not|no longer|deprecated"
                     "|unsupported|retired|disabled|obsolete|refused)\\b",
                 .unless = "TLS ?v?1\\.[23]"},
                {.phrase =
                     "\\bTLS ?v?1\\.[23]\\b.{0,40}\\b(or (higher|later|newer|above)|required|minimum"
                     "|and (above|higher|later))"
                     "|\\b(requires?|must use|minimum|at least)\\b.{0,40}\\bTLS ?v?1\\.[23]"
                     "|\\b(old|weak|outdated|insecure|legacy|deprecated|unsupported)\\b.{0,12}\\b(TLS"
                     "|SSL)( protocol)? (version|protocol)"
                     "|\\b(TLS|SSL)\\b.{0,20}\\bversion\\b.{0,12}\\b(too (old|low)|not supported"
                     "|unsupported)"},
                {.enhanced = "4.7.66 5.7.66"},
                {0},
            },
    },
    {
        .number = 909,
        .name = "no-shared-cipher",
        .category = MFP_CATEGORY_TLS,
        .says = "device and server share no cipher",
        .owner = MFP_OWNER_DEVICE_ADMIN,
        .fix = "Update the device's firmware and switch its stronger ciphers on, or send "
               "through a local relay with current TLS.",
        .evidence =
            (const struct mfp_evidence[]){
                {.fault = MFP_FAULT_TLS_CIPHER},
                {.phrase =
                     "no (shared|common|suitable|matching) cipher|no cipher suites? in common"
                     "|no ciphers available|alert handshake failure|no suitable (key share|signature)"
                     "|alert insufficient security|no supported cipher"
                     "|cipher suites? .{0,30}not supported"},
                {0},
            },
    },
    {
        .number = 910,
        .name = "weak-key",
        .category = MFP_CATEGORY_TLS,
        .says = "the server's key or signature is too weak",
        .owner = MFP_OWNER_MAIL_ADMIN,
        .fix = "Give the server a certificate with a key of 2048 bits or more and SHA-256, "
               "and Diffie-Hellman parameters of 2048 bits.",
        .evidence =
            (const struct mfp_evidence[]){
                {.fault = MFP_FAULT_TLS_WEAK},
                {.phrase = "\\b(dh|ee|ca) key too (small|weak|short)|\\bmd too weak|bad dh value"
                           "|ephemeral (diffie|dh)|prime .{0,30}(not acceptable|too (short|small))"
                           "|wrong signature type|legacy sigalg|insecure (signature )?algorithm"
                           "|does not conform to algorithm constraints"},
                {0},
            },
    },
    {
        .number = 911,
        .name = "handshake-failed",
        .category = MFP_CATEGORY_TLS,
        .says = "the TLS handshake failed",
        .owner = MFP_OWNER_DEVICE_ADMIN,
        .fix = "Compare the device's TLS versions and ciphers with the server's ('mfpmail "
               "diagnose DEVICE') and look for a firewall that inspects TLS.",
        .evidence =
            (const struct mfp_evidence[]){
                {.fault = MFP_FAULT_TLS_HANDSHAKE},
                {.phrase =
                     "\\b(TLS|SSL)\\b.{0,40}\\b(handshake|negotiation)\\b.{0,30}\\b(fail\\w*|error"
                     "|unsuccessful|abort\\w*|timed out|not completed)"
                     "|\\bhandshake (fail\\w*|error)\\b|unsafe legacy renegotiation"
                     "|could not create SSL/TLS secure channel|Start ?TLS (failed|failure)"
                     "|failed to (start|enable|negotiate) (TLS|SSL|crypto)|TLS fatal alert"
                     "|failed to enable crypto",
                 .weight = MFP_VAGUE},
                {.generic =
                     "\\b(SSL|TLS)(v?[0-9.]+)? alert\\b|:SSL routines:"
                     "|\\bSSL_(connect|accept|read|write|do_handshake|ERROR_\\w+)\\b|\\bGnuTLS\\b"
                     "|\\bSchannel\\b|\\bSEC_E_\\w+|javax\\.net\\.ssl",
                 .weight = MFP_SURE},
                {0},
            },
    },
    {
        .number = 912,
        .name = "handshake-closed",
        .category = MFP_CATEGORY_TLS,
        .says = "the connection was closed during the TLS handshake",
        .owner = MFP_OWNER_DEVICE_ADMIN,
        .fix = "Check port and mode first (465 with SSL/TLS, 587 with STARTTLS), then the TLS "
               "versions on both sides and any firewall between them.",
        .evidence =
            (const struct mfp_evidence[]){
                {.fault = MFP_FAULT_TLS_CLOSED},
                {.fault = MFP_FAULT_CLOSED, .stages = MFP_AT(MFP_STAGE_TLS)},
                {.fault = MFP_FAULT_RESET, .stages = MFP_AT(MFP_STAGE_TLS)},
                {.phrase = "closed (the )?connection during (the )?(SSL|TLS|handshake)"
                           "|disconnected before secure TLS connection|unexpected eof while reading"
                           "|(TLS|SSL) connection was non-properly terminated"
                           "|authentication failed because the remote party"},
                {0},
            },
    },
    {
        .number = 913,
        .name = "client-cert-required",
        .category = MFP_CATEGORY_TLS,
        .says = "the server wants a client certificate",
        .owner = MFP_OWNER_MAIL_ADMIN,
        .fix = "Offer the devices a port or listener without client certificates, or install "
               "a client certificate on the device.",
        .evidence =
            (const struct mfp_evidence[]){
                {.fault = MFP_FAULT_TLS_CLIENT_CERT},
                {.phrase =
                     "alert certificate required|peer did not return a certificate"
                     "|\\bclient certificate\\b.{0,40}\\b(required|needed|missing|not (presented"
                     "|trusted|verified|valid)|invalid|rejected)"
                     "|\\bno client certificate\\b|client cert(ificate)? required"
                     "|alert bad certificate|\\bclient did not present a certificate"},
                {0},
            },
    },
    {
        .number = 914,
        .name = "cert-expired",
        .category = MFP_CATEGORY_TLS,
        .says = "the server's certificate has expired",
        .owner = MFP_OWNER_MAIL_ADMIN,
        .fix = "Renew the server's certificate and reload the mail service. If it is current, "
               "set the device's clock.",
        .evidence =
            (const struct mfp_evidence[]){
                {.fault = MFP_FAULT_CERT_EXPIRED},
                {.phrase = "\\bcert(ificate)?\\b.{0,30}\\b(has |is |was )?(expired|no longer valid)"
                           "|CERT_HAS_EXPIRED|expired certificate|NotAfter",
                 .unless = "not yet valid"},
                {.enhanced = "x.7.322"},
                {0},
            },
    },
    {
        .number = 915,
        .name = "cert-not-yet-valid",
        .category = MFP_CATEGORY_TLS,
        .says = "the server's certificate is not valid yet",
        .owner = MFP_OWNER_DEVICE_ADMIN,
        .fix = "Set the device's clock and its time server (NTP); if the clock is right, the "
               "server's certificate begins in the future.",
        .evidence =
            (const struct mfp_evidence[]){
                {.fault = MFP_FAULT_CERT_NOT_YET_VALID},
                {.phrase = "\\bcert(ificate)?\\b.{0,30}\\bnot yet (valid|active|activated)"
                           "|CERT_NOT_YET_VALID"},
                {0},
            },
    },
    {
        .number = 916,
        .name = "cert-self-signed",
        .category = MFP_CATEGORY_TLS,
        .says = "the server's certificate is self-signed",
        .owner = MFP_OWNER_MAIL_ADMIN,
        .fix = "Install a certificate from a public authority on the server, or import this "
               "one into the device's trusted certificates.",
        .evidence =
            (const struct mfp_evidence[]){
                {.fault = MFP_FAULT_CERT_SELF_SIGNED},
                {.phrase =
                     "self[- _]?signed[- _]cert|SELF_SIGNED_CERT|certificate is self[- ]signed"},
                {0},
            },
    },
    {
        .number = 917,
        .name = "cert-unknown-ca",
        .category = MFP_CATEGORY_TLS,
        .says = "the certificate's issuer is not trusted",
        .owner = MFP_OWNER_MAIL_ADMIN,
        .fix = "Let the server send its intermediate certificates; for a device with an old "
               "trust store import the root certificate or update its firmware.",
        .evidence =
            (const struct mfp_evidence[]){
                {.fault = MFP_FAULT_CERT_UNKNOWN_CA},
                {.phrase =
                     "unable to (get|verify).{0,12}(local issuer|issuer|first|leaf)"
                     "|UNABLE_TO_(VERIFY_LEAF|GET_ISSUER)|alert unknown ca\\b|unknown authority"
                     "|PKIX path building|unable to find valid certification path"
                     "|\\b(issuer|root|authority|CA)\\b.{0,30}\\b(not trusted|untrusted|unknown)"
                     "|untrusted (root|issuer|certificate)|SEC_E_UNTRUSTED_ROOT"
                     "|certificate (is )?(not trusted|untrusted)|trust anchor"},
                {0},
            },
    },
    {
        .number = 918,
        .name = "cert-name-mismatch",
        .category = MFP_CATEGORY_TLS,
        .says = "the certificate is for another host name",
        .owner = MFP_OWNER_DEVICE_ADMIN,
        .fix = "Enter the server in the device by the name that stands in its certificate, "
               "not by address or alias.",
        .evidence =
            (const struct mfp_evidence[]){
                {.fault = MFP_FAULT_CERT_NAME},
                {.phrase =
                     "host ?name mismatch|ALTNAME_INVALID|does not match certificate'?s altnames"
                     "|\\b(certificate|cert|altname|common name|subject)\\b.{0,60}\\b(does ?n[o']t"
                     "|do not|not|mis) ?(match|valid for)"
                     "|not valid for (the )?(host|name|any)|no alternative certificate subject name"
                     "|SEC_E_WRONG_PRINCIPAL|no subject alternative .{0,20}match"},
                {.enhanced = "x.7.325"},
                {0},
            },
    },
    {
        .number = 919,
        .name = "cert-revoked",
        .category = MFP_CATEGORY_TLS,
        .says = "the server's certificate has been revoked",
        .owner = MFP_OWNER_MAIL_ADMIN,
        .fix = "Install a new certificate on the server.",
        .evidence =
            (const struct mfp_evidence[]){
                {.fault = MFP_FAULT_CERT_REVOKED},
                {.phrase = "\\bcert(ificate)?\\b.{0,20}\\brevoked|CERT_REVOKED"},
                {0},
            },
    },
    {
        .number = 920,
        .name = "cert-invalid",
        .category = MFP_CATEGORY_TLS,
        .says = "the server's certificate does not verify",
        .owner = MFP_OWNER_MAIL_ADMIN,
        .fix = "Check the server's certificate chain ('openssl s_client -starttls smtp'), and "
               "the device's trust store and clock.",
        .evidence =
            (const struct mfp_evidence[]){
                {.fault = MFP_FAULT_CERT_INVALID},
                {.phrase =
                     "certificate verif(y|ication) (failed|error)|CERTIFICATE_VERIFY_FAILED"
                     "|error in the certificate"
                     "|\\b(server|remote|peer)('?s)? cert(ificate)?\\b.{0,40}\\b(invalid|not (valid"
                     "|verified)|reject\\w+|fail\\w*)"
                     "|\\bcertificate\\b.{0,40}\\b(could not|cannot|not) be (validated|verified"
                     "|trusted)"
                     "|certificate .{0,30}validation (failed|procedure)|certificate (is )?invalid"
                     "|alert certificate unknown",
                 .weight = MFP_WEAK},
                {.enhanced = "x.7.321 x.7.323 x.7.324"},
                {0},
            },
    },
    {0},
};
