/*
 * The knowledge in plugin/failures: its form, and what it makes of replies as servers word
 * them. MFPMAIL_CORPUS=replies.tsv classifies labelled real replies as well.
 */
#include "core/text.h"
#include "core/verdict.h"
#include "failures/failures.h"
#include "failures/pattern.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

enum { SAYS_MAX = 56, CAUSES_MAX = 512 };

struct expected {
    enum mfp_stage stage;
    enum mfp_category category;
    const char *cause;
    const char *reply; /* as received, lines separated by '\n' */
};

#define R(at, is, name, text)                                                                      \
    {                                                                                              \
        .stage = MFP_STAGE_##at, .category = MFP_CATEGORY_##is, .cause = (name), .reply = (text)   \
    }

static const struct expected replies[] = {
    /* provider replies of facts section 3 */
    R(AUTH, AUTH, "m365-smtp-auth-disabled-tenant",
      "535 5.7.139 Authentication unsuccessful, SmtpClientAuthentication is disabled for "
      "the Tenant. Visit https://aka.ms/smtp_auth_disabled for more information."),
    R(AUTH, AUTH, "m365-smtp-auth-disabled-mailbox",
      "535 5.7.139 Authentication unsuccessful, SmtpClientAuthentication is disabled for "
      "the Mailbox. Visit https://aka.ms/smtp_auth_disabled"),
    R(AUTH, AUTH, "m365-basic-auth-disabled",
      "535 5.7.139 Authentication unsuccessful, basic authentication is disabled. "
      "[DM6PR01CA0001]"),
    R(AUTH, AUTH, "m365-security-defaults-or-conditional-access",
      "535 5.7.139 Authentication unsuccessful, the request did not meet the criteria to "
      "be authenticated successfully"),
    R(AUTH, AUTH, "m365-bad-credentials",
      "535 5.7.139 Authentication unsuccessful, the user credentials were incorrect"),
    R(AUTH, AUTH, "m365-bad-credentials",
      "535 5.7.3 Authentication unsuccessful [AM0PR02CA0001.eurprd02.prod.outlook.com]"),
    R(MAIL, AUTH, "m365-auth-required",
      "530 5.7.57 SMTP; Client was not authenticated to send anonymous mail during MAIL "
      "FROM"),
    R(MAIL, AUTH, "m365-basic-auth-disabled",
      "530 5.7.57 Client not authenticated to send mail. Error: 535 5.7.139 Authentication "
      "unsuccessful, basic authentication is disabled"),
    R(AUTH, AUTH, "m365-basic-auth-retired",
      "550 5.7.30 Basic authentication is not supported for Client Submission."),
    R(BODY, SENDER, "m365-send-as-denied",
      "550 5.7.60 SMTP; Client does not have permissions to send as this sender"),
    R(BODY, SENDER, "m365-send-as-denied",
      "554 5.2.252 SendAsDenied; scan@example.com not allowed to send as "
      "office@example.com; "
      "STOREDRV.Submission.Exception:SendAsDeniedException.MapiExceptionSendAsDenied"),
    R(BODY, SENDER, "m365-send-as-denied",
      "554 5.2.0 "
      "STOREDRV.Submission.Exception:SendAsDeniedException.MapiExceptionSendAsDenied; "
      "Failed to process message due to a permanent exception"),
    R(RCPT, RELAY, "m365-connector-mismatch",
      "550 5.7.64 TenantAttribution; Relay Access Denied [EUR05.prod.outlook.com]"),
    R(RCPT, RELAY, "m365-connector-mismatch",
      "451 4.4.62 Mail sent to the wrong Office 365 region. ATTR35"),
    R(MAIL, SENDER, "account-restricted",
      "550 5.1.8 Access denied, bad outbound sender [scan@example.com]. For more "
      "information please go to http://go.microsoft.com/fwlink/?LinkId=875724. AS(42004)"),
    R(BODY, SENDER, "account-restricted",
      "550 5.7.501 Access denied, spam abuse detected from <scan@example.com>"),
    R(BODY, SENDER, "account-restricted", "550 5.7.502 Access denied, banned sender"),
    R(BODY, THROTTLE, "m365-concurrent-connections",
      "432 4.3.2 Concurrent connections limit exceeded. Visit "
      "https://aka.ms/concurrent_sending for more information."),
    R(BODY, THROTTLE, "sending-quota-exceeded",
      "554 5.2.0 STOREDRV.Submission.Exception:SubmissionQuotaExceededException; Failed to "
      "process message due to a permanent exception"),
    R(BODY, THROTTLE, "sending-quota-exceeded", "550 5.2.2 Submission quota exceeded"),
    R(EHLO, TLS, "tls-version-too-old",
      "421 4.7.66 TLS 1.0 and 1.1 are not supported. Please upgrade/update your client to "
      "support TLS 1.2. Visit https://aka.ms/smtp_auth_tls."),
    R(MAIL, TLS, "starttls-required",
      "451 5.7.3 STARTTLS is required to send mail "
      "[DB8PR01CA0001.eurprd01.prod.exchangelabs.com]"),
    R(RCPT, RECIPIENT, "recipient-access-denied",
      "550 5.4.1 Recipient address rejected: Access denied. "
      "[DB8EUR05FT012.eop-eur05.prod.protection.outlook.com]"),
    R(RCPT, RELAY, "relay-denied", "550 5.4.1 Relay Access Denied"),
    R(RCPT, POLICY, "blocklisted-ip", "550 5.7.606 Access denied, banned sending IP [192.0.2.4]"),
    R(RCPT, POLICY, "m365-ip-or-tenant-blocked",
      "550 5.7.708 Service unavailable. Access denied, traffic not accepted from this IP."),
    R(RCPT, POLICY, "m365-ip-or-tenant-blocked",
      "550 5.7.705 Access denied, tenant has exceeded threshold"),
    R(RCPT, POLICY, "blocklisted-ip",
      "550 5.7.511 Access denied, banned sender[192.0.2.4]. To request removal from this "
      "list please forward this message to delist@microsoft.com."),
    R(AUTH, AUTH, "auth-mechanism-unsupported",
      "504 5.7.4 Unrecognized authentication type "
      "[HE1EUR04FT020.eop-eur04.prod.protection.outlook.com]"),
    R(AUTH, AUTH, "google-app-password-required",
      "534-5.7.9 Application-specific password required. Learn more at\n534 5.7.9  "
      "https://support.google.com/mail/?p=InvalidSecondFactor 5b1f17b1804b1-42b - gsmtp"),
    R(AUTH, AUTH, "google-web-login-required",
      "534 5.7.14 <https://accounts.google.com/signin/continue?sarp=1> Please log in via "
      "your web browser and then try again. - gsmtp"),
    R(AUTH, AUTH, "google-bad-credentials",
      "535-5.7.8 Username and Password not accepted. For more information, go to\n535 "
      "5.7.8  https://support.google.com/mail/?p=BadCredentials a640c23a62f3a - gsmtp"),
    R(RCPT, RELAY, "google-relay-ip-not-registered",
      "550-5.7.0 Mail relay denied [192.0.2.4]. Invalid credentials for relay for one "
      "of\n550-5.7.0 the domains in: example.com (as obtained from HELO and MAIL FROM). "
      "For more\n550 5.7.0 information, go to "
      "https://support.google.com/a/answer/6140680#invalidcred - gsmtp"),
    R(MAIL, RELAY, "google-relay-ip-not-registered",
      "550 5.7.1 Invalid credentials for relay [192.0.2.4]. The IP address you've "
      "registered in your Workspace SMTP Relay service doesn't match the domain of the "
      "account this email is being sent from."),
    R(EHLO, PROTOCOL, "helo-invalid",
      "421-4.7.0 Try again later, closing connection. (EHLO)\n421-4.7.0 For more "
      "information, go to\n421 4.7.0  https://support.google.com/a/answer/3221692 g12 - "
      "gsmtp"),
    R(BODY, THROTTLE, "daily-sending-limit",
      "550-5.4.5 Daily user sending limit exceeded. For more information on "
      "Gmail\n550-5.4.5 sending limits go to\n550 5.4.5  "
      "https://support.google.com/a/answer/166852 - gsmtp"),
    R(AUTH, THROTTLE, "too-many-logins",
      "454 4.7.0 Too many login attempts, please try again later. b12 - gsmtp"),
    R(BODY, SIZE, "message-too-large",
      "552-5.2.3 Your message exceeded Google's message size limits. Please visit\n552 "
      "5.2.3 https://support.google.com/mail/?p=MaxSizeError - gsmtp"),
    R(MAIL, SIZE, "message-too-large", "552 5.3.4 Message size exceeds fixed maximum message size"),
    R(BODY, POLICY, "attachment-blocked",
      "552-5.7.0 This message was blocked because its content presents a "
      "potential\n552-5.7.0 security issue. Please visit\n552 5.7.0  "
      "https://support.google.com/mail/?p=BlockedMessage - gsmtp"),
    R(AUTH, AUTH, "yahoo-app-password-required",
      "535 5.7.0 (#AUTH005) Too many bad auth attempts."),
    R(BODY, POLICY, "spam-content",
      "554 5.7.1 [CS01] Message rejected due to local policy. Please visit "
      "https://support.apple.com/en-us/HT204137"),
    R(BODY, POLICY, "spam-content",
      "554 5.7.1 [HME1] This message was blocked for containing a URL. Please visit "
      "https://support.apple.com/"),
    R(BODY, SENDER, "dmarc-fail",
      "554 5.7.1 Your message was rejected due to example.com's DMARC policy. See "
      "https://support.apple.com/en-us/HT204137 for info"),
    R(BODY, SENDER, "zoho-send-as-denied", "553 Relaying disallowed as scan@example.com"),
    R(AUTH, AUTH, "bad-credentials", "535 Authentication Failed"),
    R(MAIL, SENDER, "send-as-denied", "501 Mail from address must be same as authorization user."),
    R(MAIL, SENDER, "sender-rejected", "553 Local user only"),
    R(MAIL, SENDER, "send-as-denied", "553 5.7.1 Sender address rejected: not owned by auth user."),
    R(BODY, SENDER, "sender-identity-unverified",
      "554 Message rejected: Email address is not verified. The following identities "
      "failed the check in region EU-WEST-1: scan@example.com"),
    R(BODY, SENDER, "sender-identity-unverified",
      "550 The from address does not match a verified Sender Identity. Mail cannot be sent "
      "until this error is resolved. Visit "
      "https://sendgrid.com/docs/for-developers/sending-email/sender-identity/"),
    R(MAIL, SENDER, "sender-domain-not-found",
      "550-Requested action not taken: mailbox unavailable\n550 invalid DNS MX or A/AAAA "
      "resource record"),
    R(RCPT, SENDER, "send-as-denied",
      "553 5.7.1 <office@example.com>: Sender address rejected: not owned by user "
      "scan@example.com"),
    R(RCPT, RELAY, "relay-denied", "454 4.7.1 <user@example.org>: Relay access denied"),
    R(RCPT, RELAY, "relay-denied", "554 5.7.1 <user@example.org>: Relay access denied"),
    R(RCPT, PROTOCOL, "helo-invalid",
      "504 5.5.2 <copier>: Helo command rejected: need fully-qualified hostname"),
    R(RCPT, RELAY, "relay-denied", "550 relay not permitted"),
    R(RCPT, AUTH, "auth-required",
      "550-Please turn on SMTP Authentication in your mail client.\n550-host.example.com "
      "[192.0.2.4]:52044 is not permitted to relay through this\n550 server without "
      "authentication."),
    R(AUTH, AUTH, "bad-credentials", "535 Incorrect authentication data"),
    R(AUTH, AUTH, "auth-not-offered", "503 AUTH command used when not advertised"),
    R(RCPT, RELAY, "exchange-relay-denied", "550 5.7.1 Unable to relay"),
    R(RCPT, RELAY, "exchange-relay-denied",
      "550 5.7.54 SMTP; Unable to relay recipient in non-accepted domain"),
    R(MAIL, AUTH, "auth-required", "530 5.7.1 Client was not authenticated"),
    R(MAIL, SENDER, "m365-send-as-denied",
      "550 5.7.1 Client does not have permissions to send as this sender"),
    R(MAIL, POLICY, "ip-reputation",
      "554 p3plsmtpa06-01.prod.phx3.secureserver.net bizsmtp Connection refused. IB103"),
    R(MAIL, THROTTLE, "hourly-limit",
      "550 jane@example.com has sent too many messages this hour. IB007"),
    R(BODY, POLICY, "spam-content", "552 Message rejected for spam content. IB212"),
    /* exim */
    R(AUTH, SERVICE, "auth-backend-failure", "435 Unable to authenticate at present"),
    R(AUTH, AUTH, "auth-mechanism-unsupported",
      "504 CRAM-MD5 authentication mechanism not supported"),
    R(AUTH, AUTH, "auth-exchange-broken", "501 Invalid base64 data"),
    R(AUTH, PROTOCOL, "bad-sequence", "503 already authenticated"),
    R(MAIL, AUTH, "auth-required", "550 authentication required"),
    R(MAIL, TLS, "starttls-required", "503 STARTTLS required before MAIL"),
    R(RCPT, RECIPIENT, "user-unknown", "550 Unknown user"),
    R(RCPT, RECIPIENT, "recipient-domain-not-found", "550 Unrouteable address"),
    R(RCPT, SENDER, "sender-domain-not-found",
      "550-Verification failed for <foo@example.org>\n550-No Such User Here\n550 Sender "
      "verify failed"),
    R(MAIL, SIZE, "message-too-large", "552 message size exceeds maximum permitted"),
    R(BODY, SIZE, "message-too-large", "552 Message size exceeds maximum permitted"),
    R(RCPT, THROTTLE, "too-many-recipients", "552 too many recipients"),
    R(GREETING, SERVICE, "server-busy",
      "421 server.example.com: too much load; please try again later"),
    R(GREETING, THROTTLE, "too-many-connections",
      "421 Too many concurrent SMTP connections from this IP address; please try again "
      "later."),
    R(GREETING, THROTTLE, "too-many-connections",
      "421 host.example.com: Too many concurrent SMTP connections; please try again later."),
    R(GREETING, POLICY, "client-host-rejected", "554 SMTP service not available"),
    R(RCPT, POLICY, "local-policy", "550 Administrative prohibition"),
    R(RCPT, TEMPORARY, "greylisted",
      "451 Temporarily deferred due to greylisting. Please try again later."),
    R(RCPT, SERVICE, "server-internal-error", "451 Temporary local problem - please try later"),
    R(RCPT, POLICY, "blocklisted-ip",
      "550-192.0.2.4 is in a black list at zen.spamhaus.org\n550 "
      "https://www.spamhaus.org/query/ip/192.0.2.4"),
    R(BODY, POLICY, "virus", "550 This message contains a virus (Eicar-Test-Signature)."),
    R(BODY, POLICY, "spam-content", "550 This message scored 12.3 spam points."),
    R(RCPT, THROTTLE, "hourly-limit",
      "550 Domain example.com has exceeded the max emails per hour (210/200 (105%)) "
      "allowed. Message discarded."),
    R(RCPT, THROTTLE, "hourly-limit",
      "550 Domain example.com has exceeded the max defers and failures per hour (5/5 "
      "(100%)) allowed.  Message discarded."),
    R(RCPT, PROTOCOL, "bad-sequence", "503 sender not yet given"),
    R(DATA, PROTOCOL, "bad-sequence", "503 valid RCPT command must precede DATA"),
    R(GREETING, PROTOCOL, "pipelining", "554 SMTP synchronization error"),
    R(EHLO, PROTOCOL, "helo-invalid", "501 Syntactically invalid HELO argument(s)"),
    R(MAIL, SENDER, "sender-address-invalid", "501 scanner: sender address must contain a domain"),
    R(RCPT, RECIPIENT, "recipient-address-syntax",
      "501 user: recipient address must contain a domain"),
    R(MAIL, SENDER, "sender-domain-not-found", "550 Sender verify failed"),
    R(RCPT, SENDER, "account-restricted",
      "550 Outgoing mail from \"scan@example.com\" has been suspended."),
    R(RCPT, MAILBOX_FULL, "mailbox-full", "552 mailbox is full: retry timeout exceeded"),
    R(RCPT, MAILBOX_FULL, "mailbox-full", "452 Mailbox quota exceeded"),
    R(MAIL, SERVICE, "server-storage-full", "452 space shortage, please try later"),
    R(STARTTLS, TLS, "tls-not-available-server", "454 TLS currently unavailable"),
    R(BODY, SERVICE, "mail-loop", "550 Too many \"Received\" headers - suspected mail loop"),
    R(BODY, PROTOCOL, "message-format", "550 This message is missing a Date: header"),
    R(RCPT, POLICY, "no-ptr", "550 Reverse DNS lookup failed for host 192.0.2.4."),
    R(RCPT, SENDER, "send-as-denied",
      "550 You may not send as office@example.com when authenticated as scan@example.com"),
    /* opensmtpd */
    R(AUTH, AUTH, "bad-credentials", "535 Authentication failed"),
    R(MAIL, AUTH, "auth-required", "530 5.5.1 Invalid command: Must issue an AUTH command first"),
    R(MAIL, TLS, "starttls-required",
      "530 5.5.1 Invalid command: Must issue a STARTTLS command first"),
    R(RCPT, RECIPIENT, "user-unknown", "550 Invalid recipient: <user@example.org>"),
    R(RCPT, RECIPIENT, "user-unknown", "550 Invalid recipient"),
    R(AUTH, SERVICE, "auth-backend-failure", "454 4.3.0 Temporary authentication failure"),
    R(GREETING, SERVICE, "service-not-available", "421 4.3.0 Temporary Error"),
    R(MAIL, SENDER, "sender-address-invalid", "553 5.1.7 Sender address syntax error"),
    R(RCPT, RECIPIENT, "recipient-address-syntax", "553 5.1.3 Recipient address syntax error"),
    R(BODY, SIZE, "message-too-large", "552 5.3.4 Message too large"),
    R(RCPT, THROTTLE, "too-many-recipients", "451 4.5.3 Too many recipients: Too many recipients"),
    R(MAIL, THROTTLE, "messages-per-connection",
      "452 4.5.3 Too many recipients: Too many messages sent"),
    R(BODY, PROTOCOL, "message-format",
      "550 5.7.1 Delivery not authorized, message refused: Message is not RFC 2822 "
      "compliant"),
    R(AUTH, AUTH, "auth-mechanism-unsupported",
      "504 5.7.4 Security features not supported: AUTH method \"CRAM-MD5\" not supported"),
    R(MAIL, PROTOCOL, "bad-sequence",
      "503 5.5.1 Invalid command: Command not allowed at this point."),
    /* sendmail */
    R(AUTH, AUTH, "bad-credentials", "535 5.7.0 authentication failed"),
    R(MAIL, AUTH, "auth-required", "530 5.7.0 Authentication required"),
    R(AUTH, AUTH, "auth-mechanism-unsupported", "504 5.3.3 AUTH mechanism CRAM-MD5 not available"),
    R(RCPT, RELAY, "relay-denied",
      "550 5.7.1 <user@example.org>... Relaying denied. Proper authentication required."),
    R(RCPT, RELAY, "relay-denied", "550 5.7.1 <user@example.org>... Relaying denied"),
    R(RCPT, RELAY, "relay-denied",
      "450 4.7.1 <user@example.org>... Relaying temporarily denied. Cannot resolve PTR "
      "record for 192.0.2.4"),
    R(MAIL, SENDER, "sender-address-invalid",
      "553 5.5.4 <scanner>... Domain name required for sender address scanner"),
    R(MAIL, SENDER, "sender-domain-not-found",
      "553 5.1.8 <scan@printer.local>... Domain of sender address scan@printer.local does "
      "not exist"),
    R(MAIL, SENDER, "sender-domain-not-found",
      "451 4.1.8 Domain of sender address scan@printer.local does not resolve"),
    R(RCPT, RECIPIENT, "user-unknown", "550 5.1.1 <user@example.org>... User unknown"),
    R(BODY, SIZE, "message-too-large", "552 5.2.3 Message exceeds maximum fixed size (5000000)"),
    R(MAIL, SIZE, "message-too-large",
      "552 5.2.3 Message size exceeds fixed maximum message size (5000000)"),
    R(MAIL, SERVICE, "server-storage-full", "452 4.4.5 Insufficient disk space; try again later"),
    R(GREETING, THROTTLE, "rate-limit", "421 4.3.2 Connection rate limit exceeded."),
    R(GREETING, THROTTLE, "too-many-connections", "421 4.3.2 Too many open connections."),
    R(RCPT, THROTTLE, "too-many-recipients", "452 4.5.3 Too many recipients"),
    R(EHLO, PROTOCOL, "helo-invalid", "501 5.0.0 HELO requires domain address"),
    R(MAIL, PROTOCOL, "bad-sequence", "503 5.0.0 Polite people say HELO first"),
    R(RCPT, PROTOCOL, "bad-sequence", "503 5.0.0 Need MAIL before RCPT"),
    R(MAIL, PROTOCOL, "unknown-command", "500 5.5.1 Command unrecognized: \"XXXX\""),
    R(BODY, SERVICE, "mail-loop", "554 5.4.6 Too many hops 26 (25 max)"),
    R(RCPT, SERVICE, "server-internal-error", "553 5.3.5 system config error"),
    R(STARTTLS, TLS, "tls-not-available-server", "454 4.3.3 TLS not available after start"),
    R(MAIL, TLS, "starttls-required", "530 5.7.0 Must issue a STARTTLS command first"),
    R(GREETING, SERVICE, "server-busy",
      "421 4.3.2 mail.example.com refused: load average too high"),
    R(RCPT, RECIPIENT, "recipient-disabled",
      "550 5.2.1 <user@example.org>... Mailbox disabled for this recipient"),
    R(GREETING, POLICY, "client-host-rejected", "550 5.0.0 Access denied"),
    R(MAIL, POLICY, "local-policy", "550 5.7.1 Rejected by policy"),
    /* courier */
    R(AUTH, AUTH, "bad-credentials", "535 Authentication failed."),
    R(RCPT, RELAY, "relay-denied", "513 Relaying denied."),
    R(RCPT, RECIPIENT, "user-unknown", "550 User unknown."),
    R(RCPT, RECIPIENT, "user-unknown", "550 User <user@example.org> unknown"),
    R(MAIL, AUTH, "auth-required", "535 Authentication required."),
    R(MAIL, SIZE, "message-too-large", "534 SIZE=Message too big."),
    R(BODY, SIZE, "message-too-large",
      "523 Message length (20000000) exceeds administrative limit."),
    R(MAIL, SENDER, "sender-domain-not-found",
      "517-Domain does not exist: printer.local.\n517 Invalid domain, see "
      "<URL:ftp://ftp.isi.edu/in-notes/rfc1035.txt>"),
    R(MAIL, SENDER, "sender-domain-not-found", "517 Domain does not exist: scanner.local."),
    R(GREETING, SERVICE, "service-not-available", "432 Service temporarily unavailable."),
    R(BODY, SERVICE, "server-storage-full", "431 Mail system full."),
    R(RCPT, MAILBOX_FULL, "mailbox-full", "552 Mailbox quota exceeded / Mailbox sobre limite"),
    /* dovecot submission */
    R(AUTH, AUTH, "bad-credentials", "535 5.7.8 Authentication failed."),
    R(MAIL, AUTH, "auth-required", "530 5.7.0 Authentication required."),
    R(AUTH, TLS, "encryption-required-for-auth",
      "523 5.7.10 Cleartext authentication disallowed on non-secure (SSL/TLS) connections."),
    R(AUTH, TLS, "encryption-required-for-auth",
      "523 5.7.10 Plaintext authentication disallowed on non-secure (SSL/TLS) connections."),
    R(AUTH, SERVICE, "auth-backend-failure",
      "454 4.7.0 Temporary internal authentication failure."),
    R(AUTH, SERVICE, "auth-backend-failure",
      "454 4.7.0 Internal authentication failure. Refer to server log for more information."),
    R(AUTH, AUTH, "password-expired", "535 5.7.8 Password expired."),
    R(AUTH, AUTH, "account-disabled", "535 5.7.8 Account disabled."),
    R(AUTH, AUTH, "auth-mechanism-unsupported", "535 5.7.8 Unsupported authentication mechanism."),
    R(AUTH, AUTH, "auth-mechanism-unsupported", "504 5.5.4 Unsupported authentication mechanism."),
    R(MAIL, SIZE, "message-too-large", "552 5.3.4 Message size exceeds administrative limit."),
    R(RCPT, MAILBOX_FULL, "mailbox-full",
      "552 5.2.2 <user@example.com> Quota exceeded (mailbox for user is full)"),
    R(RCPT, RECIPIENT, "user-unknown",
      "550 5.1.1 <user@example.com> User doesn't exist: user@example.com"),
    R(GREETING, SERVICE, "service-not-available", "421 4.3.2 Shutting down"),
    R(MAIL, SERVICE, "session-timeout", "421 4.4.2 Disconnected for inactivity"),
    R(GREETING, SERVICE, "service-not-available", "421 4.3.2 Server shutting down."),
    R(MAIL, PROTOCOL, "unknown-command", "502 5.5.1 Unknown command"),
    R(AUTH, AUTH, "auth-exchange-broken", "501 5.5.2 Invalid base64 data in initial response"),
    /* haraka */
    R(RCPT, RELAY, "relay-denied", "550 I cannot deliver mail for <user@example.org>"),
    R(MAIL, PROTOCOL, "bad-sequence", "503 5.5.1 Use EHLO/HELO before MAIL"),
    R(RCPT, PROTOCOL, "bad-sequence", "503 Use MAIL before RCPT"),
    R(DATA, PROTOCOL, "bad-sequence", "503 RCPT required first"),
    R(BODY, SIZE, "message-too-large", "552 Message too big!"),
    R(AUTH, AUTH, "bad-credentials", "535 5.7.8 Authentication failed"),
    R(AUTH, AUTH, "auth-mechanism-unsupported", "504 5.5.4 Unrecognized authentication type."),
    R(MAIL, AUTH, "auth-required", "550 5.7.1 Authentication required to relay"),
    R(GREETING, POLICY, "blocklisted-ip",
      "550 host [192.0.2.4] is blacklisted by zen.spamhaus.org"),
    R(MAIL, PROTOCOL, "line-too-long", "521 Command line too long"),
    R(GREETING, THROTTLE, "rate-limit", "421 Too many connections in 1 minute; slow down"),
    /* qmail */
    R(AUTH, AUTH, "bad-credentials", "535 authorization failed (#5.7.0)"),
    R(AUTH, AUTH, "bad-credentials", "535 auth failure"),
    R(AUTH, AUTH, "auth-mechanism-unsupported", "504 auth type unimplemented (#5.5.1)"),
    R(AUTH, PROTOCOL, "bad-sequence", "503 you're already authenticated (#5.5.0)"),
    R(AUTH, SERVICE, "auth-backend-failure",
      "454 oops, problem with child and I can't auth (#4.3.0)"),
    R(AUTH, TLS, "encryption-required-for-auth", "538 auth not available without TLS (#5.3.3)"),
    R(AUTH, AUTH, "auth-exchange-broken", "501 malformed auth input (#5.5.4)"),
    R(AUTH, AUTH, "auth-exchange-broken", "501 auth exchange cancelled (#5.0.0)"),
    R(RCPT, RELAY, "relay-denied",
      "553 sorry, that domain isn't in my list of allowed rcpthosts (#5.7.1)"),
    R(RCPT, RELAY, "relay-denied",
      "553 sorry, that domain isn't allowed to be relayed thru this MTA (#5.7.1)"),
    R(MAIL, SENDER, "sender-rejected",
      "553 sorry, your envelope sender is in my badmailfrom list (#5.7.1)"),
    R(RCPT, RECIPIENT, "user-unknown", "550 sorry, no mailbox here by that name. (#5.1.1)"),
    R(RCPT, RECIPIENT, "user-unknown",
      "511 sorry, no mailbox here by that name (#5.1.1 - chkuser)"),
    R(MAIL, SENDER, "sender-domain-not-found",
      "550 5.1.8 sorry, can't find a valid MX for sender domain (chkuser)"),
    R(RCPT, RECIPIENT, "recipient-domain-not-found",
      "550 5.1.2 sorry, can't find a valid MX for rcpt domain (chkuser)"),
    R(MAIL, SENDER, "sender-address-invalid",
      "571 sorry, sender address has invalid format (#5.7.1 - chkuser)"),
    R(BODY, SIZE, "message-too-large",
      "552 sorry, that message size exceeds my databytes limit (#5.3.4)"),
    R(BODY, SERVICE, "mail-loop", "554 too many hops, this message is looping (#5.4.6)"),
    R(MAIL, SERVICE, "server-internal-error", "421 out of memory (#4.3.0)"),
    R(GREETING, SERVICE, "server-internal-error", "421 unable to read controls (#4.3.0)"),
    R(MAIL, SERVICE, "session-timeout", "451 timeout (#4.4.2)"),
    R(BODY, PROTOCOL, "bare-lf", "451 See http://pobox.com/~djb/docs/smtplf.html."),
    R(BODY, SERVICE, "server-internal-error", "451 qq write error or disk full (#4.3.0)"),
    R(BODY, SERVICE, "server-internal-error", "451 qq trouble creating files in queue (#4.3.0)"),
    R(BODY, POLICY, "local-policy", "554 mail server permanently rejected message (#5.3.0)"),
    R(RCPT, MAILBOX_FULL, "mailbox-full",
      "552 The user you are trying to reach is over quota (#5.2.2)"),
    R(MAIL, POLICY, "local-policy", "553 sorry, your mail was administratively denied. (#5.7.1)"),
    R(MAIL, AUTH, "auth-required", "530 authentication required (#5.7.1)"),
    R(MAIL, PROTOCOL, "bad-sequence", "503 MAIL first (#5.5.1)"),
    /* mdaemon */
    R(MAIL, AUTH, "auth-required", "550 Authentication is required for relay"),
    R(RCPT, RECIPIENT, "user-unknown", "550 <user@example.com>, Recipient unknown"),
    R(RCPT, TEMPORARY, "greylisted", "451 Greylisted, please try again in 600 seconds"),
    R(MAIL, SENDER, "send-as-denied",
      "550 Authentication credentials do not match the sender address"),
    R(GREETING, POLICY, "client-host-rejected",
      "554 Your IP address has been dynamically screened"),
    R(BODY, SIZE, "message-too-large", "552 Message size exceeds maximum allowed"),
    R(RCPT, MAILBOX_FULL, "mailbox-full", "552 <user@example.com>, Mailbox is full"),
    R(MAIL, SENDER, "send-as-denied",
      "553 5.7.1 SMTP AUTH credentials must match the address in MAIL FROM"),
    /* hmailserver */
    R(AUTH, AUTH, "bad-credentials",
      "535 Authentication failed. Restarting authentication process."),
    R(MAIL, AUTH, "auth-required", "530 SMTP authentication is required."),
    R(RCPT, RECIPIENT, "user-unknown", "550 Unknown user"),
    R(RCPT, RELAY, "relay-denied", "550 Delivery is not allowed to this address."),
    R(MAIL, SENDER, "sender-address-invalid", "550 Sender address must be specified."),
    R(BODY, SIZE, "message-too-large",
      "554 Rejected - Message size exceeds fixed maximum message size. Size: 25000 KB, Max "
      "size: 20480 KB"),
    R(MAIL, TLS, "starttls-required", "530 Must issue STARTTLS first."),
    R(RCPT, THROTTLE, "too-many-recipients", "550 Too many recipients."),
    R(RCPT, RECIPIENT, "recipient-disabled", "550 Account is not active."),
    R(RCPT, RECIPIENT, "recipient-disabled", "550 Alias is not active."),
    R(RCPT, MAILBOX_FULL, "mailbox-full", "550 Inbox is full"),
    R(BODY, POLICY, "spam-content", "554 Rejected: message considered spam"),
    R(EHLO, PROTOCOL, "helo-invalid",
      "554 The host name specified in HELO does not match IP address."),
    R(MAIL, PROTOCOL, "bad-sequence", "503 Issue a reset if you want to start over"),
    R(GREETING, PROTOCOL, "too-many-errors", "421 Too many invalid commands. Bye!"),
    R(AUTH, AUTH, "too-many-failed-logins",
      "535 Authentication failed. Too many invalid logon attempts."),
    /* kerio */
    R(RCPT, RELAY, "relay-denied",
      "550 5.7.1 Relaying to <user@example.org> denied (authentication required)"),
    R(RCPT, RECIPIENT, "user-unknown", "550 5.1.1 User unknown"),
    R(RCPT, MAILBOX_FULL, "mailbox-full", "552 5.2.2 User's mailbox quota exceeded"),
    R(BODY, SIZE, "message-too-large", "552 5.3.4 Message exceeds maximum allowed size"),
    R(MAIL, SENDER, "send-as-denied",
      "550 5.7.1 Sender address spoofed: authenticate as the owner of this address"),
    R(GREETING, THROTTLE, "too-many-connections",
      "421 4.7.0 Too many concurrent connections from your IP address"),
    R(AUTH, AUTH, "bad-credentials", "535 5.7.8 Invalid username or password"),
    /* cyrus */
    R(RCPT, RECIPIENT, "user-unknown",
      "550-Mailbox unknown.  Either there is no mailbox associated with this\n550-name or "
      "you do not have authorization to see it.\n550 5.1.1 User unknown"),
    R(RCPT, MAILBOX_FULL, "mailbox-full", "452 4.2.2 Over quota"),
    R(RCPT, MAILBOX_FULL, "mailbox-full", "552 5.2.2 Over quota SESSIONID=<x>"),
    /* james */
    R(AUTH, AUTH, "bad-credentials", "535 Authentication Failed"),
    R(RCPT, AUTH, "auth-required", "530 5.7.1 Authentication Required"),
    R(RCPT, RELAY, "relay-denied", "550 5.7.1 Requested action not taken: relaying denied"),
    R(RCPT, SENDER, "send-as-denied",
      "503 5.7.1 Incorrect Authentication for Specified Email Address"),
    R(RCPT, RECIPIENT, "user-unknown", "550 5.1.1 Unknown user: user@example.com"),
    R(BODY, SIZE, "message-too-large", "552 5.3.4 Message size exceeds fixed maximum message size"),
    R(AUTH, AUTH, "auth-mechanism-unsupported", "504 Unrecognized Authentication Type"),
    R(AUTH, AUTH, "auth-exchange-broken", "501 5.5.2 Could not decode parameters for AUTH PLAIN"),
    R(MAIL, SENDER, "sender-domain-not-found",
      "501 5.1.8 Sender domain printer.local does not exist / does not have MX"),
    /* exchange */
    R(RCPT, RELAY, "exchange-relay-denied",
      "550 5.7.1 External client with IP address 192.0.2.4 does not have permissions to "
      "submit to this server. Visit http://support.microsoft.com/kb/928123 for more "
      "information."),
    R(MAIL, SENDER, "m365-send-as-denied",
      "550 5.7.1 Anonymous client does not have permissions to send as this sender"),
    R(GREETING, THROTTLE, "too-many-connections",
      "421 4.3.2 The maximum number of concurrent connections has exceeded a limit, "
      "closing transmission channel"),
    R(MAIL, THROTTLE, "m365-submission-rate",
      "421 4.4.2 Message submission rate for this client has exceeded the configured limit"),
    R(MAIL, SERVICE, "server-busy", "452 4.3.1 Insufficient system resources"),
    R(MAIL, SERVICE, "server-internal-error",
      "451 4.7.0 Temporary server error. Please try again later. PRX4"),
    R(AUTH, SERVICE, "auth-backend-failure", "454 4.7.0 Temporary authentication failure"),
    R(MAIL, SENDER, "sender-address-invalid", "501 5.1.7 Invalid address"),
    R(RCPT, RECIPIENT, "recipient-address-syntax", "501 5.1.3 Invalid address"),
    R(EHLO, PROTOCOL, "helo-invalid", "501 5.5.4 Invalid domain name"),
    R(DATA, PROTOCOL, "bad-sequence", "503 5.5.2 Need rcpt command"),
    R(GREETING, SERVICE, "service-not-available",
      "421 4.3.2 Service not available, closing transmission channel"),
    R(BODY, SERVICE, "session-timeout", "451 4.7.0 Timeout waiting for client input"),
    R(BODY, SIZE, "message-too-large", "552 5.3.4 Message size exceeds fixed maximum message size"),
    R(RCPT, RECIPIENT, "user-unknown", "550 5.1.1 User unknown"),
    R(RCPT, RECIPIENT, "recipient-accepts-internal-only",
      "550 5.7.1 RESOLVER.RST.AuthRequired; authentication required"),
    R(RCPT, RECIPIENT, "recipient-restricted",
      "550 5.7.1 RESOLVER.RST.NotAuthorized; not authorized"),
    R(RCPT, POLICY, "blocklisted-ip",
      "550 5.7.1 Recipient not authorized, your IP has been found on a block list"),
    R(AUTH, AUTH, "m365-bad-credentials", "535 5.7.3 Authentication unsuccessful"),
    R(MAIL, TLS, "starttls-required", "530 5.7.0 Must issue STARTTLS command first"),
    /* nodemailer smtp-server, aiosmtpd */
    R(AUTH, AUTH, "bad-credentials", "535 Invalid username or password"),
    R(AUTH, AUTH, "bad-credentials", "535 5.7.8 Authentication credentials invalid"),
    R(MAIL, AUTH, "auth-required", "530 Error: authentication Required"),
    R(AUTH, TLS, "starttls-required", "538 Error: Must issue a STARTTLS command first"),
    R(MAIL, PROTOCOL, "bad-sequence", "503 Error: send HELO/EHLO first"),
    R(MAIL, SIZE, "message-too-large",
      "552 Error: message exceeds fixed maximum message size 1000000"),
    R(MAIL, SIZE, "message-too-large",
      "552 Error: message size exceeds fixed maximum message size"),
    R(BODY, SIZE, "message-too-large", "552 Error: Too much mail data"),
    R(GREETING, THROTTLE, "too-many-connections",
      "421 localhost Too many connected clients, try again in a moment"),
    R(AUTH, TLS, "encryption-required-for-auth",
      "538 5.7.11 Encryption required for requested authentication mechanism"),
    R(AUTH, AUTH, "auth-mechanism-unsupported", "504 5.5.4 Unrecognized authentication type"),
    R(AUTH, AUTH, "auth-exchange-broken", "501 5.5.2 Can't decode base64"),
    R(MAIL, SENDER, "sender-address-invalid", "553 5.1.3 Error: malformed address"),
    R(MAIL, PROTOCOL, "unsupported-parameter",
      "555 MAIL FROM parameters not recognized or not implemented"),
    R(AUTH, AUTH, "auth-not-offered", "502 5.5.1 AUTH command not implemented"),
    R(AUTH, THROTTLE, "too-many-logins", "421 4.7.0 Too many failed AUTH attempts"),
    R(MAIL, PROTOCOL, "unknown-command", "500 Error: command \"XXXX\" not recognized"),
    /* ses, sendgrid, mailgun, brevo, postmark, others */
    R(AUTH, AUTH, "bad-credentials", "535 Authentication Credentials Invalid"),
    R(BODY, THROTTLE, "rate-limit", "454 Throttling failure: Maximum sending rate exceeded."),
    R(BODY, THROTTLE, "daily-sending-limit",
      "454 Throttling failure: Daily message quota exceeded."),
    R(BODY, SENDER, "account-restricted",
      "554 Message rejected: Sending suspended for this account. For more information, "
      "please check the inbox of the email address associated with your AWS account."),
    R(AUTH, AUTH, "bad-credentials", "535 Authentication failed: Bad username / password"),
    R(MAIL, THROTTLE, "sending-quota-exceeded",
      "451 Authentication failed: Maximum credits exceeded"),
    R(MAIL, AUTH, "auth-required", "550 Unauthenticated senders not allowed"),
    R(AUTH, AUTH, "bad-credentials", "535 5.7.0 Incorrect username or password."),
    R(MAIL, POLICY, "client-host-rejected", "525 5.7.1 Unauthorized IP address"),
    R(AUTH, AUTH, "account-disabled",
      "502 5.7.0 Your SMTP account is not yet activated. Please contact us"),
    R(BODY, SENDER, "sender-identity-unverified",
      "550 5.7.1 The 'From' address you supplied (scan@example.com) is not a Sender "
      "Signature on your account"),
    R(MAIL, SENDER, "send-as-denied", "551 5.7.1 Not authorised to send from this header address"),
    R(MAIL, SENDER, "send-as-denied",
      "553 5.7.1 <office@example.com>: Sender address rejected: You are not allowed to use "
      "this sender address"),
    R(AUTH, AUTH, "smtp-not-enabled-for-account",
      "535 5.7.8 Error: authentication failed: This user does not have access rights to "
      "this service"),
    R(AUTH, AUTH, "app-password-required",
      "535 5.7.0 NEOBHODIM parol prilozheniya "
      "https://help.mail.ru/mail/security/protection/external / Application password is "
      "REQUIRED"),
    R(AUTH, AUTH, "bad-credentials", "535 5.7.0 Authentication credentials invalid"),
    R(MAIL, SENDER, "send-as-denied",
      "550-Requested action not taken: mailbox unavailable\n550 Sender address is not "
      "allowed."),
    R(BODY, POLICY, "local-policy",
      "554-Transaction failed\n554 Reject due to policy restrictions."),
    R(GREETING, POLICY, "no-ptr",
      "554-gmx.net (mxgmx016) Nemesis ESMTP Service not available\n554-No SMTP "
      "service\n554-Bad DNS PTR resource record.\n554 For explanation visit "
      "https://postmaster.gmx.net/"),
    R(GREETING, POLICY, "blocklisted-ip",
      "554-gmx.net Nemesis ESMTP Service not available\n554-No SMTP service\n554-IP "
      "address is block listed.\n554 For explanation visit"),
    R(BODY, THROTTLE, "sending-quota-exceeded",
      "450 Requested mail action not taken: mailbox unavailable Mail send limit exceeded."),
    R(RCPT, POLICY, "ip-reputation",
      "421 4.7.0 [TSS04] Messages from 192.0.2.4 temporarily deferred due to user "
      "complaints - 4.16.55.1"),
    /* postfix */
    R(AUTH, AUTH, "bad-credentials", "535 5.7.8 Error: authentication failed: UGFzc3dvcmQ6"),
    R(AUTH, AUTH, "bad-credentials", "535 5.7.8 Error: authentication failed: generic failure"),
    R(AUTH, AUTH, "auth-not-offered", "503 5.5.1 Error: authentication not enabled"),
    R(MAIL, TLS, "starttls-required", "530 5.7.0 Must issue a STARTTLS command first"),
    R(RCPT, POLICY, "client-host-rejected",
      "554 5.7.1 <unknown[192.0.2.4]>: Client host rejected: Access denied"),
    R(RCPT, POLICY, "no-ptr",
      "450 4.7.25 Client host rejected: cannot find your hostname, [192.0.2.4]"),
    R(RCPT, SENDER, "sender-domain-not-found",
      "450 4.1.8 <scan@printer.local>: Sender address rejected: Domain not found"),
    R(RCPT, SENDER, "sender-address-invalid",
      "504 5.5.2 <scanner>: Sender address rejected: need fully-qualified address"),
    R(RCPT, RECIPIENT, "user-unknown",
      "550 5.1.1 <user@example.com>: Recipient address rejected: User unknown in local "
      "recipient table"),
    R(RCPT, RECIPIENT, "user-unknown",
      "550 5.1.1 <user@example.com>: Recipient address rejected: User unknown in virtual "
      "mailbox table"),
    R(RCPT, SENDER, "sender-rejected",
      "550 5.1.0 <scan@example.com>: Sender address rejected: User unknown in virtual "
      "alias table"),
    R(RCPT, POLICY, "blocklisted-ip",
      "554 5.7.1 Service unavailable; Client host [192.0.2.4] blocked using "
      "zen.spamhaus.org"),
    R(RCPT, TEMPORARY, "greylisted",
      "450 4.2.0 <user@example.com>: Recipient address rejected: Greylisted, see "
      "http://postgrey.schweikert.ch/help/example.com.html"),
    R(RCPT, POLICY, "local-policy",
      "554 5.7.1 <user@example.com>: Recipient address rejected: Rejected by policy"),
    R(RCPT, THROTTLE, "rate-limit",
      "450 4.7.1 <user@example.com>: Recipient address rejected: Policy rejection; Quota "
      "exceeded: 100 messages per 3600 seconds"),
    R(MAIL, SIZE, "message-too-large", "552 5.3.4 Message size exceeds fixed limit"),
    R(BODY, SIZE, "message-too-large", "552 5.3.4 Error: message file too big"),
    R(MAIL, SERVICE, "server-storage-full", "452 4.3.1 Insufficient system storage"),
    R(RCPT, THROTTLE, "too-many-recipients", "452 4.5.3 Error: too many recipients"),
    R(GREETING, THROTTLE, "too-many-connections",
      "421 4.7.0 mail.example.com Error: too many connections from 192.0.2.4"),
    R(BODY, POLICY, "virus", "554 5.7.0 Reject, id=01234-05 - INFECTED: Eicar-Test-Signature"),
    R(BODY, POLICY, "content-rejected", "550 5.7.1 message content rejected"),
    R(BODY, SERVICE, "mail-loop", "554 5.4.6 Error: too many hops"),
    R(RCPT, SERVICE, "server-internal-error", "451 4.3.5 Server configuration error"),
    R(RCPT, SERVICE, "server-internal-error",
      "451 4.3.0 <user@example.com>: Temporary lookup failure"),
    R(MAIL, PROTOCOL, "syntax-error", "501 5.5.4 Syntax: MAIL FROM:<address>"),
    R(RCPT, AUTH, "auth-required",
      "553 5.7.1 <office@example.com>: Sender address rejected: not logged in"),
    R(RCPT, MAILBOX_FULL, "mailbox-full",
      "552 5.2.2 <user@example.com>: Recipient address rejected: Mailbox quota exceeded"),
    R(RCPT, MAILBOX_FULL, "mailbox-full",
      "554 5.7.1 <user@example.com>: Recipient address rejected: Quota exceeded (mailbox "
      "for user is full)"),
    R(RCPT, MAILBOX_FULL, "mailbox-full",
      "554 5.7.1 <user@example.com>: Recipient address rejected: undeliverable address: "
      "mailbox over quota"),
    R(BODY, SERVICE, "server-internal-error", "451 4.3.0 Error: queue file write error"),
    R(BODY, PROTOCOL, "pipelining",
      "503 5.5.0 <DATA>: Data command rejected: Improper use of SMTP command pipelining"),
    R(GREETING, SERVICE, "server-busy", "421 4.3.2 All server ports are busy"),
    R(GREETING, SERVICE, "session-timeout", "421 4.4.2 mail.example.com Error: timeout exceeded"),
    /* stalwart, maddy, axigen, smartermail, icewarp, mailenable, communigate, domino, groupwise,
       postal */
    R(AUTH, AUTH, "bad-credentials", "535 5.7.8 Authentication credentials invalid."),
    R(MAIL, AUTH, "auth-required", "503 5.5.1 You must authenticate first."),
    R(MAIL, SENDER, "send-as-denied", "501 5.5.4 You are not allowed to send from this address."),
    R(RCPT, RECIPIENT, "user-unknown", "550 5.1.2 Mailbox does not exist."),
    R(RCPT, RELAY, "relay-denied", "550 5.1.2 Relay not allowed."),
    R(AUTH, AUTH, "auth-not-offered", "503 5.5.1 AUTH not allowed."),
    R(AUTH, THROTTLE, "too-many-logins",
      "421 4.3.0 Too many authentication errors, disconnecting."),
    R(MAIL, THROTTLE, "rate-limit", "452 4.4.5 Rate limit exceeded, try again later."),
    R(AUTH, AUTH, "bad-credentials", "535 5.7.8 Invalid credentials"),
    R(MAIL, AUTH, "auth-required", "502 5.7.0 Please authenticate first"),
    R(RCPT, RELAY, "relay-denied", "550 5.7.1 Relaying not allowed: user@example.org"),
    R(RCPT, RELAY, "relay-denied", "551 User not local; will not relay"),
    R(MAIL, AUTH, "auth-required",
      "503 This mail server requires authentication when attempting to send to a non-local "
      "e-mail address. Please check your mail client settings or contact your "
      "administrator to verify that the domain or address is defined for this server."),
    R(RCPT, RELAY, "relay-denied", "554 Relay rejected for policy reasons."),
    R(RCPT, RECIPIENT, "user-unknown", "550 5.7.1 No such recipient here"),
    R(RCPT, RELAY, "relay-denied",
      "591 user@example.org your host [192.0.2.4] is not authorized to relay"),
    R(AUTH, AUTH, "bad-credentials",
      "535 Authentication failed: incorrect password or account name"),
    R(RCPT, RECIPIENT, "user-unknown", "550 user@example.com unknown user account"),
    R(RCPT, MAILBOX_FULL, "mailbox-full", "522 user@example.com mailbox is over its quota"),
    R(RCPT, RELAY, "relay-denied", "571 user@example.org prohibited. We do not relay"),
    R(RCPT, RELAY, "relay-denied", "554 Relay rejected for policy reasons"),
    R(RCPT, RECIPIENT, "user-unknown", "550 user@example.com... No such user"),
    R(MAIL, AUTH, "auth-required", "530 Authentication required"),
    R(AUTH, AUTH, "bad-credentials", "535 Invalid credential"),
    R(MAIL, TLS, "encryption-required", "530 5.7.0 TLS required."),
    R(AUTH, TLS, "encryption-required-for-auth",
      "530 5.7.0 SSL/TLS-connection is required for authentication"),
    R(AUTH, TLS, "encryption-required-for-auth",
      "504 5.5.4 Encryption required for requested authentication mechanism"),
    R(MAIL, TLS, "encryption-required",
      "550 5.7.1 This server only accepts mail over an encrypted connection"),
    R(MAIL, TLS, "encryption-required", "530 A TLS/SSL connection is required"),
    R(MAIL, AUTH, "auth-required", "554 5.7.1 You must login before sending mail"),
    R(MAIL, AUTH, "auth-required", "550 5.7.1 Anonymous access is not allowed"),
    R(MAIL, AUTH, "auth-required", "550 Must be authenticated"),
    R(MAIL, AUTH, "auth-required", "553 Authentification requise"),
    R(AUTH, AUTH, "bad-credentials", "535 LOGIN failed"),
    R(AUTH, AUTH, "bad-credentials", "535 5.7.8 Bad username or password"),
    R(AUTH, AUTH, "bad-credentials",
      "535 5.7.1 Authentication failed. Check your user name and password"),
    R(AUTH, AUTH, "bad-credentials", "535 Login incorrect"),
    R(AUTH, AUTH, "bad-credentials", "550 5.7.1 Login denied"),
    R(AUTH, AUTH, "bad-credentials", "535 5.7.8 Sorry."),
    R(AUTH, AUTH, "bad-credentials", "530 Access denied: wrong password"),
    /* dsn-like and misc */
    R(RCPT, RECIPIENT, "recipient-disabled",
      "550 5.2.1 The email account that you tried to reach is disabled"),
    R(RCPT, RECIPIENT, "user-unknown", "550 No such person at this address"),
    R(RCPT, RECIPIENT, "user-unknown", "550 This address no longer accepts mail."),
    R(RCPT, RECIPIENT, "user-unknown",
      "554 delivery error: dd This user doesn't have a example.com account "
      "(user@example.com) [0]"),
    R(RCPT, RECIPIENT, "user-unknown", "550 5.1.1 Addressee unknown, relay=[192.0.2.4]"),
    R(RCPT, RECIPIENT, "user-unknown", "550 Empfaenger unbekannt"),
    R(RCPT, RECIPIENT, "recipient-disabled", "550 This account has been suspended"),
    R(RCPT, MAILBOX_FULL, "mailbox-full",
      "452 4.2.2 The email account that you tried to reach is over quota"),
    R(RCPT, MAILBOX_FULL, "mailbox-full",
      "550 5.7.1 The user's mailbox has exceeded its storage limit"),
    R(RCPT, MAILBOX_FULL, "mailbox-full", "422 4.2.2 Mailbox full"),
    R(RCPT, MAILBOX_FULL, "mailbox-full", "552 5.2.2 Mailbox size limit exceeded"),
    R(UNKNOWN, MAILBOX_FULL, "mailbox-full", "552 User quota exceeded"),
    R(BODY, POLICY, "spam-content",
      "571 5.7.1 Message contains spam or virus or sender is blocked"),
    R(BODY, POLICY, "spam-content",
      "554 5.7.1 This message has been blocked because it contains FortiSpamRule"),
    R(BODY, POLICY, "virus", "554 Message refused: malware detected"),
    R(BODY, POLICY, "attachment-blocked", "552 5.7.1 Attachment type not allowed: scan.zip"),
    R(GREETING, POLICY, "ip-reputation",
      "554 Your access to this mail system has been rejected due to poor reputation of a "
      "domain used in message transfer"),
    R(GREETING, POLICY, "client-host-rejected", "554 Access denied for your IP"),
    R(GREETING, POLICY, "client-host-rejected",
      "550 Your host is not allowed to connect to this server"),
    R(GREETING, SERVICE, "service-not-available", "421 Service not available"),
    R(EHLO, SERVICE, "server-internal-error", "421 4.3.0 Internal error"),
    R(MAIL, SERVICE, "server-internal-error",
      "451 Requested action aborted: local error in processing"),
    R(MAIL, SERVICE, "server-storage-full",
      "452 Requested action not taken: insufficient system storage"),
    R(BODY, SERVICE, "server-internal-error",
      "451 4.0.0 Database temporarily unavailable - internal error"),
    R(BODY, SERVICE, "server-internal-error", "554 5.3.0 Internal server error"),
    R(UNKNOWN, PROTOCOL, "unknown-command", "502 Command not implemented"),
    R(UNKNOWN, PROTOCOL, "bad-sequence", "503 Bad sequence of commands"),
    R(UNKNOWN, PROTOCOL, "syntax-error", "501 Syntax error in parameters or arguments"),
    R(UNKNOWN, PROTOCOL, "syntax-error", "500 Syntax error, command unrecognized"),
    R(UNKNOWN, POLICY, "local-policy", "554 Transaction failed"),
    R(UNKNOWN, AUTH, "bad-credentials", "535"),
    R(UNKNOWN, AUTH, "auth-required", "530"),
    R(UNKNOWN, SERVICE, "service-not-available", "421"),
    R(UNKNOWN, TLS, "encryption-required-for-auth", "538"),
    R(AUTH, AUTH, "bad-credentials", "535"),
    R(MAIL, SENDER, "sender-rejected", "550"),
    R(RCPT, RECIPIENT, "user-unknown", "550"),
    R(RCPT, MAILBOX_FULL, "mailbox-full", "552"),
    R(MAIL, SIZE, "message-too-large", "552"),
    R(BODY, SIZE, "message-too-large", "552"),
    R(BODY, POLICY, "local-policy", "554"),
    R(GREETING, POLICY, "local-policy", "554"),
    R(AUTH, SERVICE, "auth-backend-failure", "454"),
    R(AUTH, AUTH, "password-expired", "432"),
    R(UNKNOWN, PROTOCOL, "unexpected-reply", "250 OK"),
    R(MAIL, PROTOCOL, "unexpected-reply", "354 Go ahead"),
    R(UNKNOWN, TEMPORARY, "try-later", "450"),
    R(UNKNOWN, TEMPORARY, "try-later", "471"),
    R(BODY, SENDER, "dmarc-fail",
      "550 5.7.26 Unauthenticated email from example.com is not accepted due to domain's "
      "DMARC policy."),
    R(BODY, SENDER, "spf-fail",
      "550 5.7.23 The message was rejected because of Sender Policy Framework violation"),
    R(BODY, SENDER, "spf-fail",
      "550 5.7.1 SPF check failed: 192.0.2.4 is not permitted to send mail for example.com"),
    R(BODY, SENDER, "dkim-fail", "554 5.7.5 DKIM signature verification failed"),
    R(RCPT, TEMPORARY, "greylisted",
      "450 4.7.1 <user@example.com>: Recipient address rejected: Gray listed, try again in "
      "5 minutes"),
    R(RCPT, TEMPORARY, "try-later", "450 4.7.1 Please try again later"),
    R(BODY, TEMPORARY, "try-later", "451 4.7.1 Message temporarily deferred"),
    R(GREETING, THROTTLE, "rate-limit", "450 4.7.1 You are sending too fast, please slow down"),
    R(BODY, THROTTLE, "limit-reached", "550 5.7.1 You have exceeded your messaging limits"),
    R(BODY, THROTTLE, "daily-sending-limit", "550 You have reached your daily sending quota"),
    R(MAIL, THROTTLE, "rate-limit", "451 4.7.1 Too many messages sent in a short time"),
    R(RCPT, THROTTLE, "too-many-recipients", "550 5.5.3 Maximum number of recipients exceeded"),
    R(BODY, THROTTLE, "sending-quota-exceeded",
      "554 5.7.1 Sending limits exceeded for this account"),
};

static int setup(void **state)
{
    struct mfp_failures *failures = NULL;
    if (mfp_failures_new(&failures, NULL) != 0)
        return -1;
    *state = failures;
    return 0;
}

static int teardown(void **state)
{
    return mfp_failures_free(*state) ? -1 : 0;
}

typedef void each_cause(const struct mfp_cause *cause, void *context);

static void for_each_cause(struct mfp_failures *failures, each_cause *each, void *context)
{
    const struct mfp_cause *const *table = mfp_failures_knowledge(failures)->tables;
    for (; *table; table++)
        for (const struct mfp_cause *cause = *table; cause->number; cause++)
            each(cause, context);
}

static bool is_end(const struct mfp_evidence *e)
{
    return !e->fault && !e->phrase && !e->generic && !e->enhanced && !e->code;
}

struct seen {
    size_t count;
    const struct mfp_cause *causes[CAUSES_MAX];
};

static void check_unique(const struct mfp_cause *cause, void *context)
{
    struct seen *seen = context;
    for (size_t i = 0; i < seen->count; i++) {
        assert_int_not_equal(seen->causes[i]->number, cause->number);
        assert_string_not_equal(seen->causes[i]->name, cause->name);
    }
    assert_true(seen->count < CAUSES_MAX);
    seen->causes[seen->count++] = cause;
}

static void numbers_and_names_are_unique(void **state)
{
    struct seen seen = {0};
    for_each_cause(*state, check_unique, &seen);
    assert_true(seen.count > 100);
}

static void check_form(const struct mfp_cause *cause, void *context)
{
    size_t fix = strlen(cause->fix);
    (void)context;
    assert_int_equal(cause->number / 100, cause->category);
    assert_int_not_equal(cause->number % 100, 0);
    assert_int_equal(strspn(cause->name, "abcdefghijklmnopqrstuvwxyz0123456789-"),
                     strlen(cause->name));
    assert_in_range(strlen(cause->says), 10, SAYS_MAX);
    assert_int_not_equal(cause->says[strlen(cause->says) - 1], '.');
    assert_string_not_equal(mfp_word_name(mfp_owner_words, (int)cause->owner), "?");
    assert_string_not_equal(mfp_word_name(mfp_category_words, (int)cause->category), "?");
    assert_true(fix > 20 && fix < 240);
    assert_int_equal(cause->fix[fix - 1], '.');
}

static void causes_are_well_formed(void **state)
{
    for_each_cause(*state, check_form, NULL);
}

static void check_evidence(const struct mfp_cause *cause, void *context)
{
    (void)context;
    if (cause->category != MFP_CATEGORY_SETUP)
        assert_true(cause->evidence && !is_end(cause->evidence));
}

static void every_cause_but_setups_has_evidence(void **state)
{
    for_each_cause(*state, check_evidence, NULL);
}

static void check_pattern(struct mfp_patterns *patterns, const struct mfp_cause *cause,
                          const char *pattern)
{
    if (pattern && !mfp_patterns_check(patterns, pattern))
        fail_msg("%s: does not compile: %s", cause->name, pattern);
}

static void check_patterns(const struct mfp_cause *cause, void *context)
{
    for (const struct mfp_evidence *e = cause->evidence; e && !is_end(e); e++) {
        check_pattern(context, cause, e->phrase);
        check_pattern(context, cause, e->generic);
        check_pattern(context, cause, e->unless);
    }
}

static void every_pattern_compiles(void **state)
{
    struct mfp_patterns *patterns = mfp_patterns_new();
    assert_non_null(patterns);
    assert_false(mfp_patterns_check(patterns, "(unclosed"));
    for_each_cause(*state, check_patterns, patterns);
    assert_null(mfp_patterns_free(patterns));
}

/* "x.7.1 x.7.0": a typing error here is a row that never matches. */
static void check_lists(const struct mfp_cause *cause, void *context)
{
    (void)context;
    for (const struct mfp_evidence *e = cause->evidence; e && !is_end(e); e++) {
        if (e->enhanced)
            assert_int_equal(strspn(e->enhanced, "x0123456789. "), strlen(e->enhanced));
        for (const char *at = e->code; at && *at; at += strspn(at, " ")) {
            assert_int_equal(strspn(at, "x0123456789"), 3);
            at += 3;
        }
    }
}

static void lists_of_codes_are_well_formed(void **state)
{
    for_each_cause(*state, check_lists, NULL);
}

static void every_fault_has_a_cause_at_every_stage(void **state)
{
    for (int kind = MFP_FAULT_NONE + 1; kind < MFP_FAULT_COUNT; kind++) {
        for (int stage = MFP_STAGE_UNKNOWN; stage < MFP_STAGE_COUNT; stage++) {
            struct mfp_fault fault = {.kind = (enum mfp_fault_kind)kind,
                                      .stage = (enum mfp_stage)stage};
            struct mfp_verdict verdict;
            mfp_classify_fault(mfp_failures_knowledge(*state), &fault, &verdict);
            if (!verdict.cause)
                fail_msg("no cause for %s", mfp_fault_name(fault.kind));
            assert_int_equal(verdict.confidence, MFP_CONFIDENCE_HIGH);
        }
    }
}

struct fault_case {
    enum mfp_fault_kind kind;
    enum mfp_stage stage;
    const char *cause;
};

#define F(of, at, name)                                                                            \
    {                                                                                              \
        .kind = MFP_FAULT_##of, .stage = MFP_STAGE_##at, .cause = (name)                           \
    }

static const struct fault_case faults[] = {
    F(HOST_NOT_FOUND, RESOLVE, "host-not-found"),
    F(TIMEOUT, RESOLVE, "resolver-failed"),
    F(TIMEOUT, CONNECT, "connect-timeout"),
    F(TIMEOUT, GREETING, "greeting-timeout"),
    F(TIMEOUT, AUTH, "reply-timeout"),
    F(TIMEOUT, BODY, "body-timeout"),
    F(CLOSED, GREETING, "closed-at-greeting"),
    F(CLOSED, MAIL, "connection-dropped"),
    F(RESET, TLS, "handshake-closed"),
    F(REFUSED, CONNECT, "connection-refused"),
    F(NOT_SMTP, GREETING, "not-smtp"),
    F(FLOOD, EHLO, "reply-flood"),
    F(TLS_EXPECTED, GREETING, "wrong-mode-implicit"),
    F(TLS_CLEARTEXT, TLS, "wrong-mode-starttls"),
    F(CERT_EXPIRED, TLS, "cert-expired"),
    F(STARTTLS_NOT_OFFERED, EHLO, "starttls-not-offered"),
    F(AUTH_NOT_OFFERED, EHLO, "auth-not-offered"),
    F(AUTH_MECHANISM_NOT_OFFERED, EHLO, "auth-mechanism-unsupported"),
    F(AUTH_BROKEN, AUTH, "auth-exchange-broken"),
    F(LOCAL, CONNECT, "local-failure"),
};

static void faults_are_judged_by_kind_and_stage(void **state)
{
    for (size_t i = 0; i < sizeof(faults) / sizeof(faults[0]); i++) {
        struct mfp_fault fault = {.kind = faults[i].kind, .stage = faults[i].stage};
        struct mfp_verdict verdict;
        mfp_classify_fault(mfp_failures_knowledge(*state), &fault, &verdict);
        assert_non_null(verdict.cause);
        assert_string_equal(verdict.cause->name, faults[i].cause);
    }
}

static void judge(struct mfp_failures *failures, enum mfp_stage stage, const char *text,
                  struct mfp_verdict *verdict)
{
    struct mfp_reply reply;
    mfp_reply_parse(&reply, text, strlen(text));
    mfp_classify_reply(mfp_failures_knowledge(failures), stage, &reply, verdict);
}

/* All misses are shown, not the first alone: a changed pattern moves several. */
static void replies_are_judged(void **state)
{
    size_t misses = 0;
    for (size_t i = 0; i < sizeof(replies) / sizeof(replies[0]); i++) {
        const struct expected *e = &replies[i];
        struct mfp_verdict verdict;
        judge(*state, e->stage, e->reply, &verdict);
        if (verdict.category == e->category && verdict.cause &&
            strcmp(verdict.cause->name, e->cause) == 0)
            continue;
        misses++;
        print_error("%s\n  is %s/%s, expected %s/%s\n", e->reply,
                    mfp_word_name(mfp_category_words, (int)verdict.category),
                    verdict.cause ? verdict.cause->name : "-",
                    mfp_word_name(mfp_category_words, (int)e->category), e->cause);
    }
    assert_int_equal(misses, 0);
}

static void every_code_has_a_cause(void **state)
{
    for (int code = 200; code <= 599; code++) {
        for (int stage = MFP_STAGE_UNKNOWN; stage < MFP_STAGE_COUNT; stage++) {
            struct mfp_verdict verdict;
            char text[8];
            mfp_format(text, sizeof(text), "%03d", code);
            judge(*state, (enum mfp_stage)stage, text, &verdict);
            assert_non_null(verdict.cause);
            if (code < 400)
                assert_string_equal(verdict.cause->name, "unexpected-reply");
            if (stage == MFP_STAGE_UNKNOWN)
                assert_int_equal(verdict.confidence, MFP_CONFIDENCE_LOW);
        }
    }
}

/* A reply is somebody else's text: any octets, and made to be slow if it likes. */
static void hostile_text_ends_soon(void **state)
{
    static const char *const pieces[] = {"relay not sender auth ", "a.b.c@", "\xff\xfe\x80", "((((",
                                         "user mailbox account recipient "};
    for (size_t i = 0; i < sizeof(pieces) / sizeof(pieces[0]); i++) {
        char text[MFP_REPLY_TEXT_SIZE + 64] = "550 ";
        struct mfp_verdict verdict;
        for (size_t used = 4; used + strlen(pieces[i]) < sizeof(text); used += strlen(pieces[i]))
            memcpy(text + used, pieces[i], strlen(pieces[i]) + 1);
        judge(*state, MFP_STAGE_RCPT, text, &verdict);
        assert_non_null(verdict.cause);
    }
}

static const struct {
    const char *name;
    enum mfp_stage stage;
} corpus_stages[] = {
    {.name = "dns", .stage = MFP_STAGE_RESOLVE},
    {.name = "connect", .stage = MFP_STAGE_CONNECT},
    {.name = "banner", .stage = MFP_STAGE_GREETING},
    {.name = "ehlo", .stage = MFP_STAGE_EHLO},
    {.name = "starttls", .stage = MFP_STAGE_STARTTLS},
    {.name = "tls", .stage = MFP_STAGE_TLS},
    {.name = "auth", .stage = MFP_STAGE_AUTH},
    {.name = "mail-from", .stage = MFP_STAGE_MAIL},
    {.name = "rcpt-to", .stage = MFP_STAGE_RCPT},
    {.name = "data", .stage = MFP_STAGE_DATA},
    {.name = "end-of-data", .stage = MFP_STAGE_BODY},
};

static enum mfp_stage corpus_stage(const char *name)
{
    for (size_t i = 0; i < sizeof(corpus_stages) / sizeof(corpus_stages[0]); i++)
        if (strcmp(corpus_stages[i].name, name) == 0)
            return corpus_stages[i].stage;
    return MFP_STAGE_UNKNOWN;
}

struct score {
    size_t rows, right;
};

/* One row: id, stage, reply, category, ... separated by tabs. */
static void score_row(struct mfp_failures *failures, char *line, struct score *score)
{
    char *fields[4] = {0};
    for (size_t i = 0; i < 4; i++)
        fields[i] = strsep(&line, "\t");
    int category;
    struct mfp_verdict verdict;
    if (!fields[3] || mfp_word_find(mfp_category_words, fields[3], &category) != 0)
        return; /* the head, and 'ambiguous' */
    judge(failures, corpus_stage(fields[1]), fields[2], &verdict);
    score->rows++;
    score->right += (int)verdict.category == category;
}

static void the_corpus_is_judged(void **state)
{
    const char *path = getenv("MFPMAIL_CORPUS");
    FILE *file = path ? fopen(path, "r") : NULL;
    struct score score = {0};
    char *line = NULL;
    size_t size = 0;
    if (!file) {
        print_message("skipped: MFPMAIL_CORPUS names no readable file\n");
        return;
    }
    while (getline(&line, &size, file) > 0)
        score_row(*state, line, &score);
    free(line);
    fclose(file);
    print_message("corpus: %zu of %zu right, %.3f\n", score.right, score.rows,
                  (double)score.right / (double)score.rows);
    assert_true(score.rows > 0 && score.right * 100 >= score.rows * 90);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(numbers_and_names_are_unique),
        cmocka_unit_test(causes_are_well_formed),
        cmocka_unit_test(every_cause_but_setups_has_evidence),
        cmocka_unit_test(every_pattern_compiles),
        cmocka_unit_test(lists_of_codes_are_well_formed),
        cmocka_unit_test(every_fault_has_a_cause_at_every_stage),
        cmocka_unit_test(faults_are_judged_by_kind_and_stage),
        cmocka_unit_test(replies_are_judged),
        cmocka_unit_test(every_code_has_a_cause),
        cmocka_unit_test(hostile_text_ends_soon),
        cmocka_unit_test(the_corpus_is_judged),
    };
    return cmocka_run_group_tests_name("failures", tests, setup, teardown);
}
