/*
 * The knowledge in plugin/failures: its form, and what it makes of replies as servers word
 * them. MFPMAIL_CORPUS=replies.tsv classifies labelled real replies as well.
 */
#include "core/text.h"
#include "core/verdict.h"
#include "failures/failures.h"
#include "failures/mask.h"

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
    const char *cause; /* NULL: any of the category */
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
    R(RCPT, SENDER, "sender-verify-failed",
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
    R(MAIL, SENDER, "sender-verify-failed", "550 Sender verify failed"),
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
    R(GREETING, SERVICE, "server-internal-error", "421 4.3.0 Temporary Error"),
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
    R(GREETING, THROTTLE, "too-many-connections", "421 4.3.2 Connection rate limit exceeded."),
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
    R(GREETING, POLICY, "local-policy", "550 5.0.0 Access denied"),
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
    R(GREETING, THROTTLE, "too-many-connections",
      "421 Too many connections in 1 minute; slow down"),
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
    R(MAIL, SERVICE, "server-busy", "421 out of memory (#4.3.0)"),
    R(GREETING, SERVICE, "server-internal-error", "421 unable to read controls (#4.3.0)"),
    R(MAIL, SERVICE, "session-timeout", "451 timeout (#4.4.2)"),
    R(BODY, PROTOCOL, "bare-lf", "451 See http://pobox.com/~djb/docs/smtplf.html."),
    R(BODY, SERVICE, "server-storage-full", "451 qq write error or disk full (#4.3.0)"),
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
    R(AUTH, SENDER, "account-restricted",
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
    R(RCPT, RECIPIENT, "recipient-disabled", "550 This address no longer accepts mail."),
    R(RCPT, RECIPIENT, "recipient-disabled",
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
    R(BODY, POLICY, "virus", "571 5.7.1 Message contains spam or virus or sender is blocked"),
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
    R(UNKNOWN, PROTOCOL, "unknown-command", "500 Syntax error, command unrecognized"),
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
    /* what TLS libraries, resolvers and sockets write into a device's log */
    R(UNKNOWN, TLS, "cert-expired", "certificate has expired"),
    R(UNKNOWN, TLS, "cert-expired",
      "error:1416F086:SSL routines:tls_process_server_certificate:certificate verify "
      "failed: certificate has expired"),
    R(UNKNOWN, TLS, "cert-not-yet-valid", "certificate is not yet valid"),
    R(UNKNOWN, TLS, "cert-unknown-ca", "unable to get local issuer certificate"),
    R(UNKNOWN, TLS, "cert-unknown-ca", "x509: certificate signed by unknown authority"),
    R(UNKNOWN, TLS, "cert-unknown-ca",
      "sun.security.validator.ValidatorException: PKIX path building failed"),
    R(UNKNOWN, TLS, "cert-self-signed", "DEPTH_ZERO_SELF_SIGNED_CERT"),
    R(UNKNOWN, TLS, "cert-name-mismatch",
      "Hostname/IP does not match certificate's altnames: Host: mail. is not in the cert's "
      "altnames"),
    R(UNKNOWN, TLS, "cert-name-mismatch",
      "SSL: no alternative certificate subject name matches target host name "
      "'mail.example.com'"),
    R(UNKNOWN, TLS, "cert-revoked", "certificate revoked"),
    R(UNKNOWN, TLS, "cert-invalid", "Certificate verify failed"),
    R(UNKNOWN, TLS, "cert-invalid",
      "The remote certificate is invalid according to the validation procedure."),
    R(UNKNOWN, TLS, "client-cert-required", "tlsv13 alert certificate required"),
    R(UNKNOWN, TLS, "wrong-mode-starttls",
      "error:1408F10B:SSL routines:ssl3_get_record:wrong version number"),
    R(UNKNOWN, TLS, "wrong-mode-starttls", "SSL23_GET_SERVER_HELLO:unknown protocol"),
    R(UNKNOWN, TLS, "wrong-mode-starttls", "tls: first record does not look like a TLS handshake"),
    R(UNKNOWN, TLS, "no-shared-cipher",
      "error:1417A0C1:SSL routines:tls_post_process_client_hello:no shared cipher"),
    R(UNKNOWN, TLS, "weak-key", "error:0A00018F:SSL routines::ee key too small"),
    R(UNKNOWN, TLS, "handshake-closed",
      "error:0A000126:SSL routines::unexpected eof while reading"),
    R(UNKNOWN, TLS, "handshake-failed", "A TLS fatal alert has been received."),
    R(UNKNOWN, SERVICE, "host-not-found", "getaddrinfo ENOTFOUND smtp.example.com"),
    R(UNKNOWN, SERVICE, "resolver-failed", "Temporary failure in name resolution"),
    R(UNKNOWN, SERVICE, "connection-refused", "connect ECONNREFUSED 192.0.2.4:587"),
    R(UNKNOWN, SERVICE, "connect-timeout", "connect ETIMEDOUT 192.0.2.4:25"),
    R(UNKNOWN, SERVICE, "host-unreachable", "No route to host"),
    R(UNKNOWN, SERVICE, "connection-dropped", "read ECONNRESET"),
    R(UNKNOWN, SERVICE, "connection-dropped", "Connection reset by peer"),
    R(UNKNOWN, SERVICE, "not-smtp", "SSH-2.0-OpenSSH_9.2p1 Debian-2"),
    R(UNKNOWN, SERVICE, "not-smtp", "HTTP/1.1 400 Bad Request"),
    R(UNKNOWN, SERVICE, "not-smtp", "+OK POP3 server ready"),
    R(UNKNOWN, SERVICE, "not-smtp", "* OK [CAPABILITY IMAP4rev1] ready"),
    R(UNKNOWN, RELAY, "pop-before-smtp", "550 5.7.1 Relaying denied, please use POP before SMTP"),
    /* seen from Postfix and Exim in tests/servers */
    R(RCPT, RECIPIENT, "recipient-access-denied",
      "554 5.7.1 <box@scans.test>: Recipient address rejected: Access denied"),
    R(RCPT, POLICY, "client-host-rejected",
      "554 5.7.1 <unknown[127.0.0.1]>: Client host rejected: Access denied"),
    R(RCPT, RECIPIENT, "user-unknown",
      "450 4.1.1 <nobody@scans.test>: Recipient address rejected: unverified address: "
      "unknown user: \"nobody@scans.test\""),
    R(RCPT, TEMPORARY, "postscreen-first-visit", "450 4.3.2 Service currently unavailable"),
    R(RCPT, SERVICE, "service-not-available",
      "421 4.3.2 <closing@scans.test>: Recipient address rejected: Service shutting down"),
    R(RCPT, THROTTLE, "rate-limit", "550 Sender rate 3.0 / 1m"),
    R(GREETING, THROTTLE, "too-many-connections",
      "421 Connection refused, too many sessions from This IP. Lower the number of "
      "concurrent sessions. IB007"),
};

/* The same ideas in words of nobody in particular, and without their stage. */
#define W(is, text)                                                                                \
    {                                                                                              \
        .category = MFP_CATEGORY_##is, .reply = (text)                                             \
    }

static const struct expected wordings[] = {
    W(AUTH, "535 Error: authentication failed, system busy"),
    W(AUTH, "535 authentication failed (#5.7.1)"),
    W(AUTH, "535 Bad credentials"),
    W(AUTH, "553 authentication is required to send mail"),
    W(AUTH, "530 5.7.0 Please sign in first"),
    W(AUTH, "550 You need to authenticate before sending mail"),
    W(AUTH, "530 Log in with your user name and password first"),
    W(AUTH, "535 5.7.8 Error: authentication failed: no mechanism available"),
    W(AUTH, "534 5.7.9 Authentication mechanism is too weak"),
    W(AUTH, "432 4.7.12 A password transition is needed"),
    W(AUTH, "535 5.7.8 authentication failed: account is locked"),
    W(AUTH, "535 Two-factor authentication required, use an application password"),
    W(AUTH, "503 5.5.1 AUTH command disabled"),
    W(AUTH, "535 #5.7.0 Authentication failed"),
    W(AUTH, "554 5.7.8 Error: authentication failed: bad protocol / cancel"),
    W(AUTH, "535 5.7.8 Bad credentials (attempt 3 of 5)"),
    W(AUTH, "535 5.7.1 Username or password is wrong"),
    W(AUTH, "550 Bad username or password"),
    W(AUTH, "535 Sorry, wrong login or password"),
    W(AUTH, "501 5.7.0 Client canceled authentication"),
    W(AUTH, "535 5.7.8 LDAP bind failed: invalid credentials"),
    W(AUTH, "535 5.7.8 user not found"),
    W(AUTH, "550 SMTP AUTH required"),
    W(AUTH, "551 Please authenticate to use this server"),
    W(AUTH, "505 Authentication required"),
    W(AUTH, "554 Authentication failed"),
    W(AUTH, "550 You must check for new mail before sending mail."),
    W(AUTH, "535 5.7.8 Please use app password"),
    W(AUTH, "530 5.5.1 Authentication Required. Learn more at "
            "https://support.google.com/mail/?p=WantAuthError"),
    W(AUTH, "530 5.7.0 Authentication Required. For more information, go to "
            "https://support.google.com/accounts/troubleshooter/2402620 - gsmtp"),
    W(AUTH, "535-5.7.8 Error: authentication failed: Invalid user or "
            "password!\n535 5.7.8 see help"),
    W(AUTH, "535 5.7.8 SASL(-13): authentication failure: Password verification "
            "failed"),
    W(AUTH, "535 5.7.8 SASL LOGIN authentication failed: Invalid authentication "
            "mechanism"),
    W(AUTH, "535 5.7.0 authentication rejected"),
    W(AUTH, "553 5.7.1 Sorry, that domain requires authentication"),
    W(AUTH, "451 4.7.1 Authentication required before sending"),
    W(AUTH, "503 5.7.0 Must authenticate before MAIL"),
    W(AUTH, "535 5.7.5 No authentication allowed for this user"),
    W(AUTH, "550 5.7.3 Requested action aborted; user not authenticated"),
    W(AUTH, "535 Konto gesperrt"),
    W(AUTH, "535 5.7.3 Authentifizierung fehlgeschlagen"),
    W(AUTH, "500 Authentication mechanism not supported"),
    W(AUTH, "504 5.7.4 Mechanism LOGIN is not enabled"),
    W(AUTH, "534 5.7.14 Less secure app access blocked"),
    W(AUTH, "535 5.2.0 Authentication failed: mailbox in maintenance"),
    W(AUTH, "530 5.7.1 Login required"),
    W(AUTH, "550 5.7.1 SMTP access for your account is disabled"),
    W(AUTH, "535 5.7.8 relay.example.com Error: authentication failed"),
    W(AUTH, "530 5.7.0 mailbox.org: Authentication required"),
    W(MAILBOX_FULL, "550 Mail quota exceeded"),
    W(MAILBOX_FULL, "554 5.2.2 mailbox full"),
    W(MAILBOX_FULL, "452 4.2.2 Mailbox has exceeded the limit"),
    W(MAILBOX_FULL, "550 The recipient's mailbox is over its storage limit"),
    W(MAILBOX_FULL, "552 Recipient mailbox exceeded quota"),
    W(MAILBOX_FULL, "451 The user's mail quota is exceeded"),
    W(MAILBOX_FULL, "550 Insufficient space to store message in user's mailbox"),
    W(MAILBOX_FULL, "554 Quota violation for user@example.com"),
    W(MAILBOX_FULL, "550 No space left in mailbox"),
    W(MAILBOX_FULL, "552 Postfach ist voll"),
    W(MAILBOX_FULL, "452 4.2.2 user@example.com: Mailbox full"),
    W(MAILBOX_FULL, "550 5.2.2 Account is over quota"),
    W(MAILBOX_FULL, "552 5.2.2 message would exceed quota"),
    W(MAILBOX_FULL, "554 5.2.2 Mail box size exceeded"),
    W(MAILBOX_FULL, "450 4.2.2 Insufficient storage in mailbox"),
    W(MAILBOX_FULL, "550 Requested mail action aborted: mailbox over quota"),
    W(MAILBOX_FULL, "552 Not enough space in recipient's mailbox"),
    W(MAILBOX_FULL, "552 5.2.2 <scan.relay@example.com>: mailbox full"),
    W(POLICY, "550 Message blocked due to suspicious URL"),
    W(POLICY, "550 5.7.1 Refused. You have no reverse DNS entry."),
    W(POLICY, "550 Mail not accepted from your IP"),
    W(POLICY, "554 5.7.1 You are not allowed to connect."),
    W(POLICY, "554 Denied by our anti-abuse system"),
    W(POLICY, "550 5.7.350 Remote server returned message detected as spam"),
    W(POLICY, "554 5.7.1 Message rejected due to content restrictions"),
    W(POLICY, "550 Blocked - see https://ipcheck.proofpoint.com/?ip=192.0.2.4"),
    W(POLICY, "421 4.7.0 Intrusion prevention active for [192.0.2.4]"),
    W(POLICY, "550 5.7.1 Email rejected per SPAM policy"),
    W(POLICY, "554 5.7.1 Rejected due to bad HELO reputation"),
    W(POLICY, "550 Your message was rejected because it contains a blocked file type"),
    W(POLICY, "550 This message was classified as SPAM and may not be delivered"),
    W(POLICY, "554 5.7.1 Blocked by SpamAssassin"),
    W(POLICY, "550 Message contained unsafe content (phishing)"),
    W(POLICY, "550 5.7.1 Mail from 192.0.2.4 refused - see "
              "http://www.barracudacentral.org/rbl/"),
    W(POLICY, "451 4.7.1 Sender IP temporarily blocked, poor reputation"),
    W(POLICY, "554 5.7.1 Sorry, your IP is in a blocklist"),
    W(POLICY, "550 IP 192.0.2.4 is blocked. EarthLink"),
    W(POLICY, "550 Dynamic IPs/open relays blocked. Contact "
              "<openrelay@abuse.earthlink.net>"),
    W(POLICY, "554 Access denied - Invalid HELO name and no reverse DNS"),
    W(POLICY, "550 5.7.1 Your email was rejected by an anti-spam content filter on "
              "gateway"),
    W(POLICY, "552 Message considered spam or virus"),
    W(POLICY, "550 High probability of spam"),
    W(POLICY, "500 Messages from your host are currently blocked"),
    W(POLICY, "554 rejected due to spam URL in content"),
    W(POLICY, "421 Your IP is temporarily blocked due to abuse"),
    W(POLICY, "550 Content Rejected"),
    W(POLICY, "550 This e-mail was rejected by the recipient's rules"),
    W(POLICY, "550 Your access to submit messages to this e-mail system has been "
              "rejected."),
    W(POLICY, "554 5.7.0 Blocked - see "
              "https://support.proofpoint.com/dnsbl-lookup.cgi?ip=192.0.2.4"),
    W(POLICY, "550 5.7.1 <host[192.0.2.4]>: Client host rejected: cannot find your "
              "reverse hostname"),
    W(POLICY, "554 5.7.1 Message cannot be delivered due to local policy"),
    W(POLICY, "550 Executable attachments are not permitted"),
    W(POLICY, "550 5.7.1 Message contains a banned file (scan.exe)"),
    W(POLICY, "554 Infected message"),
    W(POLICY, "550 5.7.1 Bulk mail rejected"),
    W(POLICY, "554 5.7.1 host 192.0.2.4 is listed in dnsbl.example.net"),
    W(POLICY, "550 Connection from 192.0.2.4 rejected"),
    W(POLICY, "521 5.7.1 Service unavailable; client [192.0.2.4] blocked using "
              "b.barracudacentral.org"),
    W(POLICY, "550 5.7.1 Mail rejected, PTR record missing"),
    W(POLICY, "550 rejected by our filter"),
    W(PROTOCOL, "500 Invalid command"),
    W(PROTOCOL, "500 5.5.2 unrecognised command"),
    W(PROTOCOL, "503 5.5.1 HELO/EHLO first"),
    W(PROTOCOL, "501 HELO argument must be a fully qualified domain name"),
    W(PROTOCOL, "550 Access denied - Invalid HELO name (See RFC2821 4.1.1.1)"),
    W(PROTOCOL, "550 bogus HELO"),
    W(PROTOCOL, "554 5.5.1 SMTP protocol violation"),
    W(PROTOCOL, "550 Message has bare LF"),
    W(PROTOCOL, "500 Line too long"),
    W(PROTOCOL, "550 5.6.0 Lone CR or LF in headers (see RFC2822 section 2.2)"),
    W(PROTOCOL, "554 5.6.0 Message contains invalid header"),
    W(PROTOCOL, "550 Messages should have one or no Date headers, not 2."),
    W(PROTOCOL, "421 4.7.0 Too many protocol errors"),
    W(PROTOCOL, "554 5.6.1 8bit data not allowed"),
    W(PROTOCOL, "550 missing Message-ID header"),
    W(PROTOCOL, "500 Bad syntax"),
    W(PROTOCOL, "502 5.5.2 invalid command"),
    W(PROTOCOL, "501 Syntax error, parameters in command \"MAIL FROM\" unrecognized or "
                "missing"),
    W(PROTOCOL, "421 4.5.2 too many bad lines"),
    W(PROTOCOL, "501 5.5.4 HELO name invalid"),
    W(PROTOCOL, "503 5.5.1 RCPT before MAIL"),
    W(PROTOCOL, "503 You must send EHLO first"),
    W(PROTOCOL, "500 5.5.2 Line too long"),
    W(PROTOCOL, "554 5.6.0 MIME error"),
    W(PROTOCOL, "550 Header contains illegal bytes"),
    W(PROTOCOL, "504 5.5.2 <spam>: Helo command rejected: need fully-qualified hostname"),
    W(RECIPIENT, "550 5.1.1 unknown user"),
    W(RECIPIENT, "550 sorry, no such mailbox here"),
    W(RECIPIENT, "550 5.1.1 Recipient address rejected: {Gateway}"),
    W(RECIPIENT, "550 That recipient is not on this server"),
    W(RECIPIENT, "554 Recipient unknown"),
    W(RECIPIENT, "550 user@example.com does not exist"),
    W(RECIPIENT, "550 5.7.1 Unknown recipient"),
    W(RECIPIENT, "550 Address does not exist"),
    W(RECIPIENT, "550 Unknown address error 550-'5.1.1 <user@example.com>... User "
                 "Unknown'"),
    W(RECIPIENT, "551 5.1.1 This user has moved; no forwarding address"),
    W(RECIPIENT, "550 No such user - please check the address"),
    W(RECIPIENT, "550 Not a valid recipient"),
    W(RECIPIENT, "550 mailbox not found or inactive"),
    W(RECIPIENT, "553 We do not have that user"),
    W(RECIPIENT, "550 Can't find any user by that name"),
    W(RECIPIENT, "550 user invalid"),
    W(RECIPIENT, "550 5.2.1 Mailbox unavailable. Your IP address"),
    W(RECIPIENT, "550 5.2.1 The user you are trying to contact is not accepting mail"),
    W(RECIPIENT, "550 5.1.0 Address rejected user@example.com"),
    W(RECIPIENT, "550 5.1.1 Account closed"),
    W(RECIPIENT, "554 5.1.1 Email account no longer active"),
    W(RECIPIENT, "550 user@example.com is not a known user"),
    W(RECIPIENT, "550 There is no such email account here"),
    W(RECIPIENT, "554 The email address you are trying to reach has been deleted"),
    W(RECIPIENT, "550 5.1.1 Is not a valid mailbox"),
    W(RECIPIENT, "550 Bad destination email address"),
    W(RECIPIENT, "550 5.4.310 DNS domain example.invalid does not exist"),
    W(RECIPIENT, "512 5.1.2 Domain not found"),
    W(RECIPIENT, "550 5.4.4 Invalid domain name"),
    W(RECIPIENT, "550 No MX record found for domain of recipient"),
    W(RECIPIENT, "550 5.1.1 Address unknown"),
    W(RECIPIENT, "550 5.7.1 Invalid address"),
    W(RECIPIENT, "553 no such alias"),
    W(RECIPIENT, "550 5.2.1 mailbox locked"),
    W(RECIPIENT, "550 local address unknown"),
    W(RECIPIENT, "553 5.1.3 Invalid recipient address format"),
    W(RECIPIENT, "550 5.1.1 <user@example.org>: Recipient address rejected: "
                 "undeliverable address: host mx.example.org[192.0.2.1] said: 550 5.1.1 "
                 "User unknown (in reply to RCPT TO command)"),
    W(RECIPIENT, "550 5.7.1 You are not allowed to send to this recipient"),
    W(RECIPIENT, "550 5.7.1 Delivery to this group is restricted"),
    W(RECIPIENT, "550 5.1.2 Bad destination host 'DNS Hard Error looking up "
                 "example.invalid (MX): NXDomain'"),
    W(RECIPIENT, "501 Bad address in RCPT TO"),
    W(RECIPIENT, "550 Mailbox not available"),
    W(RECIPIENT, "550 User has been suspended"),
    W(RECIPIENT, "550 5.1.1 <auth@example.com>: Recipient address rejected: User unknown"),
    W(RECIPIENT, "550 <login@example.com> unknown user"),
    W(RECIPIENT, "550 5.1.1 <spam@example.com>: user unknown"),
    W(RECIPIENT, "550 5.1.1 <sales@relay.example.com>... User unknown"),
    W(RECIPIENT, "550 5.1.1 <sender@example.com>: Recipient address rejected: User "
                 "unknown in local recipient table"),
    W(RECIPIENT, "550 5.1.1 <postmaster@spf.example.com> does not exist"),
    W(RECIPIENT, "550 5.1.1 <tls@example.com>: user unknown"),
    W(RELAY, "550 5.7.1 Relay denied - authenticate first"),
    W(RELAY, "550 Relaying is prohibited"),
    W(RELAY, "550 5.7.1 we do not relay"),
    W(RELAY, "554 5.7.1 relay restriction"),
    W(RELAY, "550 not permitted to relay from your IP"),
    W(RELAY, "553 5.7.1 Sorry, this server is not an open relay"),
    W(RELAY, "551 we do not relay to example.org"),
    W(RELAY, "550 cannot route to recipient; relaying not permitted"),
    W(RELAY, "571 Relay not permitted"),
    W(RELAY, "550 5.7.1 recipient domain is not handled here"),
    W(RELAY, "550 5.7.1 Command rejected: relaying not allowed"),
    W(RELAY, "554 5.7.1 <user@example.org>: Recipient address rejected: Relay "
             "access denied"),
    W(RELAY, "550 Forwarding (relaying) not allowed"),
    W(RELAY, "550 5.7.1 Sorry, we don't relay mail for you"),
    W(RELAY, "553 5.7.1 No relaying allowed"),
    W(RELAY, "550 5.7.1 This server does not relay for 192.0.2.4"),
    W(RELAY, "550 You're not allowed to relay"),
    W(RELAY, "550 5.7.1 Unauthorized relay"),
    W(RELAY, "550 Host 192.0.2.4 is not allowed to relay"),
    W(RELAY, "530 Relaying not allowed"),
    W(RELAY, "550 Recipient domain not local and relaying not authorized"),
    W(RELAY, "554 5.7.1 <spam@example.com>: Relay access denied"),
    W(RELAY, "550 5.7.1 <quota@example.com>: relaying denied"),
    W(SENDER, "550 5.7.1 Sender address domain does not exist"),
    W(SENDER, "553 5.1.8 Sender domain not found in DNS"),
    W(SENDER, "550 5.7.1 Sender ID (PRA) Not Permitted"),
    W(SENDER, "550 5.7.1 SPF MAIL FROM check failed"),
    W(SENDER, "550 5.7.1 The sender's domain does not designate this IP as permitted "
              "sender"),
    W(SENDER, "550 Rejected by SPF"),
    W(SENDER, "550 5.7.1 Access denied, DMARC check failed"),
    W(SENDER, "550 sender envelope address is invalid"),
    W(SENDER, "501 5.1.8 Sender domain must exist"),
    W(SENDER, "553 You are not authorized to send mail from this domain"),
    W(SENDER, "550 Sender not allowed"),
    W(SENDER, "550 5.7.1 This sender is not allowed to use this relay"),
    W(SENDER, "550 5.1.7 Invalid sender"),
    W(SENDER, "451 Sender domain must resolve"),
    W(SENDER, "550 From: address is not one of yours"),
    W(SENDER, "550 You must use your own address as sender"),
    W(SENDER, "553 sender address not owned"),
    W(SENDER, "550 5.7.0 Sender denied"),
    W(SENDER, "550 Missing or malformed From: header"),
    W(SENDER, "554 5.7.1 From address is not authorized"),
    W(SENDER, "550 Mail from unknown domain printer.local is not accepted"),
    W(SENDER, "535 5.7.0 Your account has been disabled for sending due to spam"),
    W(SENDER, "554 5.7.1 <scan@example.com>: Sender address rejected: Access denied"),
    W(SENDER, "450 4.1.7 <scan@example.com>: Sender address rejected: unverified "
              "address: host mx.example.com[192.0.2.1] said: 550 5.1.1 "
              "<scan@example.com>: Recipient address rejected: User unknown (in "
              "reply to RCPT TO command)"),
    W(SENDER, "550 5.1.0 <scan@example.com>: Sender address rejected: undeliverable "
              "address: unknown user"),
    W(SENDER, "550 Envelope sender domain must resolve"),
    W(SENDER, "550 5.7.1 Sender domain not allowed"),
    W(SENDER, "551 Sender not local"),
    W(SENDER, "501 sender address not allowed for this user"),
    W(SENDER, "550 Sending from this address isn't permitted"),
    W(SENDER, "554 5.7.1 user scan@example.com is not allowed to send from "
              "office@example.com"),
    W(SENDER, "551 5.7.1 The sender address does not belong to the logged-in user"),
    W(SENDER, "530 5.7.0 Sender not allowed for authenticated user"),
    W(SENDER, "553 5.7.1 <a@example.com>: Sender address rejected: not owned by user "
              "b"),
    W(SENDER, "550 5.7.1 From: header does not match authenticated user"),
    W(SENDER, "550 5.7.1 The message From address is not permitted for this account"),
    W(SENDER, "553 Mail from must equal authorized user"),
    W(SENDER, "550 User scan@example.com has no permission to send as "
              "office@example.com"),
    W(SENDER, "550 5.1.8 Cannot resolve sender domain"),
    W(SENDER, "501 Bad address in MAIL FROM"),
    W(SENDER, "553 Invalid return path"),
    W(SENDER, "550 No From header"),
    W(SENDER, "550 5.6.0 Header From missing"),
    W(SENDER, "550 5.7.1 Email rejected: SPF hard fail"),
    W(SENDER, "550 DKIM check failed"),
    W(SENDER, "553 5.7.1 <spam@example.com>: Sender address rejected: not owned by "
              "user relay"),
    W(SENDER, "550 5.1.8 <policy@printer.local>: Sender address rejected: Domain not "
              "found"),
    W(SERVICE, "421 4.3.0 Mail server temporarily unavailable"),
    W(SERVICE, "451 Internal error, please try again"),
    W(SERVICE, "421 server too busy, please try again later"),
    W(SERVICE, "421 Cannot connect to backend"),
    W(SERVICE, "450 4.3.2 System temporarily not accepting messages"),
    W(SERVICE, "554 5.3.5 Configuration error on server"),
    W(SERVICE, "452 4.3.1 Disk full"),
    W(SERVICE, "451 4.3.0 Other or undefined mail system status: queue error"),
    W(SERVICE, "554 5.4.6 Hop count exceeded - possible mail loop"),
    W(SERVICE, "550 5.4.14 Hop count exceeded - possible mail loop ATTR34"),
    W(SERVICE, "421 Timeout waiting for data from client."),
    W(SERVICE, "554 too many hops"),
    W(SERVICE, "451 Unable to process your request at this time"),
    W(SERVICE, "421 4.2.1 Unable to connect, closing connection"),
    W(SERVICE, "421 4.3.2 All connections in use"),
    W(SERVICE, "451 4.3.2 System shutdown"),
    W(SERVICE, "454 4.7.0 LDAP server unavailable"),
    W(SERVICE, "421 SMTP service stopped"),
    W(SERVICE, "421 4.3.0 Temporary System Problem. Try again later"),
    W(SERVICE, "432 4.3.2 mailbox server is offline"),
    W(SERVICE, "421 4.4.1 Connection timed out"),
    W(SERVICE, "451 4.4.1 cannot connect to upstream"),
    W(SERVICE, "421 Unexpected failure, please try later"),
    W(SERVICE, "451 4.3.0 unable to queue message"),
    W(SERVICE, "451 4.3.0 Database error"),
    W(SERVICE, "554 5.3.0 Out of memory"),
    W(SERVICE, "421 4.7.0 Server is shutting down"),
    W(SERVICE, "450 4.3.2 Service is currently down for maintenance"),
    W(SERVICE, "554 Mail loop detected"),
    W(SERVICE, "451 Local error in processing"),
    W(SERVICE, "421 spamfilter.example.com Service not available, closing "
               "transmission channel"),
    W(SERVICE, "421 4.3.2 relay.example.com Service not available"),
    W(SERVICE, "421 auth.smtp.example.com too busy"),
    W(SIZE, "552 5.3.4 Maximum message size of 10485760 bytes exceeded"),
    W(SIZE, "550 The message exceeds the size limit of 10 MB"),
    W(SIZE, "554 Message is too large"),
    W(SIZE, "552 Size limit exceeded"),
    W(SIZE, "550 Attachment too large"),
    W(SIZE, "552 Message exceeds maximum allowed size"),
    W(SIZE, "523 the message size exceeds the maximum"),
    W(SIZE, "552 5.2.3 Message larger than the current system limit or the "
            "recipient's preferences"),
    W(SIZE, "552 5.3.4 Message too long"),
    W(SIZE, "550 Data size limit exceeded"),
    W(SIZE, "452 message too large"),
    W(SIZE, "500 5.3.4 Message size limit of 20 MB exceeded"),
    W(SIZE, "552 The message is 30 MB, the limit is 25 MB"),
    W(SIZE, "552 Email size exceeded"),
    W(SIZE, "550 5.3.4 Message Size Violation"),
    W(SIZE, "554 5.3.4 Attachments exceed 20MB"),
    W(SIZE, "552 Too large"),
    W(SIZE, "554 mail too big for system"),
    W(SIZE, "552 5.2.3 Message length exceeds administrative limit"),
    W(SIZE, "552 5.3.4 mx.quota.example.com Message size exceeds fixed limit"),
    W(SIZE, "552 5.3.4 <login@example.com> message too big"),
    W(TEMPORARY, "451 4.7.1 Greylisting in effect, please come back later"),
    W(TEMPORARY, "450 4.7.0 Deferred, please try again in 300 seconds"),
    W(TEMPORARY, "451 4.7.1 Please try again later (TEMPFAIL)"),
    W(TEMPORARY, "450 try again"),
    W(TEMPORARY, "451 You have been greylisted, retry in 5 minutes"),
    W(TEMPORARY, "450 4.2.0 Recipient address rejected: postgrey"),
    W(TEMPORARY, "450 Temporarily rejected. Try again later."),
    W(TEMPORARY, "421 4.7.0 try again later"),
    W(TEMPORARY, "450 4.7.1 Delayed"),
    W(TEMPORARY, "451 4.7.1 Graylisted, retry in 300 seconds"),
    W(TEMPORARY, "450 4.2.0 <user@example.com>: Recipient address rejected: Greylisted "
                 "for 5 minutes"),
    W(TEMPORARY, "451 Please come back in 5 minutes"),
    W(TEMPORARY, "450 4.2.0 <virus@example.com>: Recipient address rejected: Greylisted"),
    W(THROTTLE, "421 4.7.0 Too many messages from your IP"),
    W(THROTTLE, "450 4.7.1 You've exceeded your sending limit"),
    W(THROTTLE, "452 4.5.3 Your account exceeded the daily number of recipients"),
    W(THROTTLE, "550 5.7.1 Sending quota exceeded"),
    W(THROTTLE, "451 4.3.0 Rate limited, please retry later"),
    W(THROTTLE, "421 Too many concurrent SMTP sessions"),
    W(THROTTLE, "421 4.7.1 Connection limit exceeded"),
    W(THROTTLE, "450 4.2.1 The user you are trying to contact is receiving mail at a "
                "rate that prevents additional messages"),
    W(THROTTLE, "550 SMTP sending limit exceeded"),
    W(THROTTLE, "554 5.7.0 Too many unauthorized or unauthenticated messages per hour"),
    W(THROTTLE, "421 Max connections reached"),
    W(THROTTLE, "452 4.3.1 too many mails sent, wait 60 seconds"),
    W(THROTTLE, "550 You have exceeded the number of emails you can send per hour"),
    W(THROTTLE, "421 too many sessions opened"),
    W(THROTTLE, "550 Hourly message limit exceeded"),
    W(THROTTLE, "451 Try later: message rate too high"),
    W(THROTTLE, "454 4.7.0 Too many attempts, try again later"),
    W(THROTTLE, "450 4.7.0 Exceeded allowed mail per hour for account"),
    W(THROTTLE, "550 5.4.5 Daily SMTP relay sending limit exceeded for customer"),
    W(THROTTLE, "421 4.7.0 too many messages in one session"),
    W(THROTTLE, "451 4.5.3 Too many messages"),
    W(THROTTLE, "450 Requested action not taken: too many recipients this hour"),
    W(THROTTLE, "550 Max message per hour reached"),
    W(THROTTLE, "550 5.7.1 User quota for outgoing mail exceeded"),
    W(THROTTLE, "554 too many mails from your account"),
    W(THROTTLE, "421 Slow down"),
    W(THROTTLE, "452 4.5.3 Recipients limit exceeded"),
    W(THROTTLE, "421 4.7.0 Connection rate exceeded"),
    W(THROTTLE, "550 You sent too many emails, please try again tomorrow"),
    W(THROTTLE, "421 4.7.0 Too many login failures"),
    W(THROTTLE, "550 5.1.90 Your message can't be sent because you've reached your "
                "daily limit for message recipients"),
    W(THROTTLE, "452 4.5.3 Domain rate limit exceeded"),
    W(THROTTLE, "550 5.7.1 Outgoing message limit reached"),
    W(THROTTLE, "421 4.7.0 spam.example.com Error: too many connections from 192.0.2.4"),
    W(TLS, "530 5.7.0 STARTTLS needed"),
    W(TLS, "550 5.7.1 TLS session required"),
    W(TLS, "538 Encryption required"),
    W(TLS, "454 4.7.0 TLS negotiation failed"),
    W(TLS, "554 5.7.1 SSL required"),
    W(TLS, "550 5.7.4 Encryption needed to use mechanism"),
    W(TLS, "503 STARTTLS first"),
    W(TLS, "421 4.7.0 TLS handshake failed"),
    W(TLS, "550 5.7.3 STARTTLS not supported"),
    W(TLS, "451 4.7.5 The server's certificate could not be validated"),
    W(TLS, "421 4.4.0 SSL_do_handshake failed: wrong version number"),
    W(TLS, "550 5.7.10 Please encrypt"),
    W(TLS, "530 5.7.10 TLS is mandatory"),
    W(TLS, "554 5.7.3 must use tls"),
    W(TLS, "503 5.5.1 TLS must be established first"),
    W(TLS, "403 4.7.0 TLS handshake failed"),
    W(TLS, "530 Must issue a STARTTLS command before AUTH"),
    W(TLS, "535 5.7.8 Authentication requires a secure connection"),
    W(TLS, "503 5.5.1 AUTH requires TLS"),
    W(TLS, "503 AUTH command used when not advertised - use STARTTLS"),
    W(TLS, "554 5.7.1 TLSv1 is not supported"),
    W(TLS, "421 4.7.5 TLS protocol version too old"),
    W(TLS, "550 5.7.1 Unencrypted connections are not accepted"),
    W(TLS, "530 5.7.0 auth.example.com Must issue a STARTTLS command first"),
};

static int setup(void **state)
{
    struct mfp_failures *failures = NULL;
    if (mfp_failures_new(&failures, "", NULL) != 0)
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
    const struct mfp_knowledge *knowledge = mfp_failures_knowledge(failures);
    for (size_t i = 0; i < knowledge->cause_count; i++)
        each(&knowledge->causes[i], context);
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
    assert_non_null(cause->next);
    assert_in_range(strlen(cause->next), 20, 240);
    assert_int_equal(cause->next[strlen(cause->next) - 1], '.');
    assert_non_null(cause->see);
}

static void causes_are_well_formed(void **state)
{
    for_each_cause(*state, check_form, NULL);
}

static void every_cause_has_evidence(void **state)
{
    const struct mfp_knowledge *knowledge = mfp_failures_knowledge(*state);
    for (size_t i = 0; i < knowledge->cause_count; i++) {
        size_t rows = 0;
        for (size_t j = 0; j < knowledge->built_in.count; j++)
            rows += knowledge->built_in.rows[j].cause == i;
        if (!rows)
            fail_msg("nothing leads to %s", knowledge->causes[i].name);
    }
}

static void evidence_stands_in_its_order(void **state)
{
    const struct mfp_evidence_list *list = &mfp_failures_knowledge(*state)->built_in;
    for (size_t i = 1; i < list->count; i++)
        assert_true(mfp_evidence_compare(&list->rows[i - 1], &list->rows[i]) <= 0);
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
            if (kind != MFP_FAULT_LOCAL)
                assert_int_not_equal(verdict.retryable, MFP_RETRYABLE_UNKNOWN);
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

static bool is_met(const struct expected *e, const struct mfp_verdict *verdict)
{
    if (verdict->category != e->category || !verdict->cause)
        return false;
    return !e->cause || strcmp(verdict->cause->name, e->cause) == 0;
}

static size_t miss(const struct expected *e, const struct mfp_verdict *verdict)
{
    print_error("%s\n  is %s/%s, expected %s/%s\n", e->reply,
                mfp_word_name(mfp_category_words, (int)verdict->category),
                verdict->cause ? verdict->cause->name : "-",
                mfp_word_name(mfp_category_words, (int)e->category), e->cause ? e->cause : "any");
    return 1;
}

/* All misses are shown, not the first alone: a changed pattern moves several. */
static void judge_all(struct mfp_failures *failures, const struct expected *table, size_t count)
{
    size_t misses = 0;
    for (size_t i = 0; i < count; i++) {
        struct mfp_verdict verdict;
        judge(failures, table[i].stage, table[i].reply, &verdict);
        if (!is_met(&table[i], &verdict))
            misses += miss(&table[i], &verdict);
    }
    assert_int_equal(misses, 0);
}

static void replies_are_judged(void **state)
{
    judge_all(*state, replies, sizeof(replies) / sizeof(replies[0]));
}

static void other_wordings_are_judged_without_stage(void **state)
{
    judge_all(*state, wordings, sizeof(wordings) / sizeof(wordings[0]));
}

static void names_are_no_evidence(void **state)
{
    static const char *const pairs[][2] = {
        {"<spam@relay.example.com>: unknown", "<xxxx@xxxxx.xxxxxxx.xxx>: unknown"},
        {"mx.auth.example.com too busy", "xx.xxxx.xxxxxxx.xxx too busy"},
        {"from tls.example.com[192.0.2.4]", "from xxx.xxxxxxx.xxx[192.0.2.4]"},
        {"192.0.2.4 listed at zen.spamhaus.org", "192.0.2.4 listed at zen.spamhaus.org"},
        {"@ at [1", "@ at [1"},
    };
    (void)state;
    for (size_t i = 0; i < sizeof(pairs) / sizeof(pairs[0]); i++) {
        char text[128];
        mfp_format(text, sizeof(text), "%s", pairs[i][0]);
        mfp_mask_names(text, strlen(text));
        assert_string_equal(text, pairs[i][1]);
    }
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
        cmocka_unit_test(every_cause_has_evidence),
        cmocka_unit_test(evidence_stands_in_its_order),
        cmocka_unit_test(every_fault_has_a_cause_at_every_stage),
        cmocka_unit_test(faults_are_judged_by_kind_and_stage),
        cmocka_unit_test(replies_are_judged),
        cmocka_unit_test(other_wordings_are_judged_without_stage),
        cmocka_unit_test(names_are_no_evidence),
        cmocka_unit_test(every_code_has_a_cause),
        cmocka_unit_test(hostile_text_ends_soon),
        cmocka_unit_test(the_corpus_is_judged),
    };
    return cmocka_run_group_tests_name("failures", tests, setup, teardown);
}
