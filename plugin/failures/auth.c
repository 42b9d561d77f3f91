/*
 * The login: credentials, AUTH missing or not offered, basic authentication switched off.
 */
#include "failures/tables.h"

/* Words for what is presented at a login. */
#define LOGIN                                                                                      \
    "(auth|authentication|authenticat(e|ing)|authorization|log[- ]?in|log[- ]?on|sign[- ]?in"      \
    "|credentials?|pass ?words?|passphrase|user ?names?|user ?id|sasl)"

const struct mfp_cause mfp_causes_auth[] = {
    {
        .number = 401,
        .name = "bad-credentials",
        .category = MFP_CATEGORY_AUTH,
        .says = "the password or user name was rejected",
        .owner = MFP_OWNER_ACCOUNT_OWNER,
        .fix = "Log in to webmail with the same user name and password; if that works, enter "
               "both anew in the device, the full address as user name.",
        .evidence =
            (const struct mfp_evidence[]){
                {.enhanced = "5.7.8 4.7.8", .unless = "(connection|server).{0,20}lost"},
                {.enhanced = "5.7.3 5.7.139 5.7.4", .code = "535"},
                {.generic = "\\b(invalid|incorrect|wrong|bad|unknown|unrecogni[sz]ed|expired"
                            "|illegal)\\b.{0,30}\\b" LOGIN "\\b",
                 .unless =
                     "dkim|\\bspf\\b|dmarc|domain|authentication (checks|information|results)|\\brcpt"
                     "|recipient|protocol|specified email|sender|auth\\w* (type|method|mechanism)"
                     "|mechanism|relay"},
                {.generic =
                     "\\b" LOGIN
                     "\\b.{0,40}\\b(fail(ed|ure|s)?|reject(ed)?|invalid|incorrect|wrong|denied"
                     "|unsuccessful"
                     "|not (be )?(accepted|valid|correct|found|recogni[sz]ed|match\\w*|verified)"
                     "|no longer valid|mismatch|refused|did ?n[o']t match|do(es)? ?n[o']t match|bad"
                     "|error)\\b",
                 .unless =
                     "dkim|\\bspf\\b|dmarc|arc\\b|domain|email authentication"
                     "|authentication (checks|information|results)|sender|relay|temporary|temporarily"
                     "|connection lost"},
                {.generic = "\\b(could ?n[o']t|cannot|can't|unable to|failed to"
                            "|not)\\b.{0,15}\\b(authenticate|log ?in|log ?on"
                            "|verify (your )?(password|credentials))",
                 .unless =
                     "\\bneed|must|required|dkim|\\bspf\\b|dmarc|unauthenticated|at present|temporar"
                     "|pass authentication",
                 .code = "5xx",
                 .weight = MFP_WEAK},
                {.code = "535", .stages = MFP_AT_AUTH},
                {.code = "5xx", .stages = MFP_AT_AUTH, .weight = MFP_LAST},
                {.code = "535"},
                {.generic = "\\S", .code = "535", .weight = MFP_CLEAR + 1},
                {0},
            },
    },
    {
        .number = 402,
        .name = "auth-required",
        .category = MFP_CATEGORY_AUTH,
        .says = "the server wants a login and got none",
        .owner = MFP_OWNER_DEVICE_ADMIN,
        .fix = "Turn on SMTP authentication in the device and enter user name and password; "
               "use port 587 or 465 rather than 25.",
        .evidence =
            (const struct mfp_evidence[]){
                {.phrase = "\\bauth\\w*( is)? (required|needed)\\b.{0,12}\\b(for|to"
                           "|before)\\b.{0,10}\\b(relay\\w*|send\\w*|submi\\w*|us\\w+)",
                 .unless = "^.{0,60}relay\\w* (is )?(denied|not|disallowed|prohibited)|(tls|ssl)"},
                /* Postfix says this to whoever has not logged in, and to whom a table refuses. */
                {.phrase = "^<[^>]*>: (client host|sender address|recipient address|helo command)"
                           " rejected: access denied",
                 .login_missing = true,
                 .weight = MFP_CLEAR},
                {.phrase = "turn on SMTP auth|\\brelay through this server without auth"
                           "|\\brelayed thru this MTA without auth",
                 .unless = "(tls|ssl)"},
                {.generic =
                     "\\b(SMTP )?(auth|authentication|authorization|log[- ]?in|sasl|password|smtp-auth"
                     "|credentials)\\b( credentials)?( is| are| was)?( \\w+)? ?\\b(required|needed"
                     "|necessary|mandatory|missing|first)\\b",
                 .unless =
                     "\\b(tls|ssl)\\b|resolver|app(lication)?[- ]?(specific)?[- ]?password"
                     "|relay\\w* (is )?(denied|disallowed|not|prohibited)|requirements?\\b|encryption"
                     "|web ?login",
                 .code = "4xx 5xx",
                 .weight = MFP_CLEAR + 2},
                {.generic =
                     "\\b(must|need(s)? to|have to|has to|please|should|requires?|require that you"
                     "|required to|you to|have not|not yet|not been)\\b.{0,30}\\b(authenticated?"
                     "|logged[- ]in|log ?in|log[- ]?on|sign in|issue an? AUTH|use (smtp )?auth\\w*"
                     "|authentication|AUTH (command )?first|enable smtp auth\\w*|credentials)\\b",
                 .unless = "\\b(tls|ssl)\\b|web browser|web ?login|dkim|\\bspf\\b|dmarc|resolver"
                           "|relay\\w* (is )?(denied|disallowed|not|prohibited)|app(lication)?[- ]"
                           "|re-?authenticate|requirement|encryption",
                 .code = "4xx 5xx",
                 .weight = MFP_CLEAR + 2},
                {.generic =
                     "\\b(client|you|user|session|connection|host)?( \\w+)? ?(was|were|is|are|has"
                     "|have)? ?(not|never|\\w*n't) (been )?(yet )?(authenticated|logged[- ]in)"
                     "|\\bnot logged[- ]in\\b"
                     "|\\bun-?authenticated (senders?|users?|clients?|relay|connections?|access|smtp"
                     "|sessions?|submission|mail)\\b"
                     "|\\banonymous (senders?|users?|clients?|access|mail|submission"
                     "|sending)\\b.{0,40}\\b(not|denied|disabled|prohibited|refused|disallowed)"
                     "|\\bwithout (prior |smtp |first |any )?(authentication|authenticating|logging in"
                     "|login)\\b"
                     "|\\bAUTH first\\b|\\bPOP.?(before|b4).?SMTP\\b"
                     "|\\bcheck (for |your )(new )?mail (first|before)|\\breceiving mail first"
                     "|\\bauth(entication)? not (performed|done|completed)"
                     "|\\bauthentifi\\w+ (est )?(requise|obligatoire|n.{1,2}cessaire)"
                     "|\\bauthentifizierung (ist )?(erforderlich|notwendig)"
                     "|\\bautenticaci.{1,2}n (requerida|necesaria)|\\banmeldung erforderlich",
                 .unless = "\\b(tls|ssl)\\b|for (group|mailbox|public)|by organization|send as|dkim"
                           "|\\bspf\\b|dmarc|^(recipient|sender was not)",
                 .code = "4xx 5xx",
                 .weight = MFP_CLEAR + 2},
                {.code = "530"},
                {.code = "530",
                 .stages = MFP_AT_BANNER | MFP_AT_AUTH | MFP_AT_MAIL | MFP_AT_RCPT | MFP_AT_BODY,
                 .weight = MFP_CLEAR},
                {0},
            },
    },
    {
        .number = 403,
        .name = "auth-mechanism-unsupported",
        .category = MFP_CATEGORY_AUTH,
        .says = "the server does not take this kind of login",
        .owner = MFP_OWNER_DEVICE_ADMIN,
        .fix = "Choose another SMTP authentication method in the device (LOGIN or PLAIN, over "
               "TLS), or enable the device's method on the server.",
        .evidence =
            (const struct mfp_evidence[]){
                {.fault = MFP_FAULT_AUTH_MECHANISM_NOT_OFFERED},
                {.phrase =
                     "\\b(un(recogni[sz]ed|supported|known|implemented|available)|invalid|no such"
                     "|disabled|bad"
                     "|not (supported|implemented|available|allowed))\\b.{0,25}\\b((auth\\w*|login"
                     "|sasl)( \\w+)? (types?|methods?|mechanisms?|schemes?|mech)"
                     "|mechanisms?|sasl mech\\w*)\\b",
                 .unless = "without (tls|ssl)|encrypt|cleartext|plaintext"},
                {.phrase =
                     "\\b((auth\\w*|login|sasl)( \\w+)? (types?|methods?|mechanisms?|schemes?)"
                     "|mechanisms?"
                     "|AUTH (plain|login|cram-md5|ntlm|digest-md5|xoauth2?))\\b.{0,50}\\b((is "
                     "|are )?(not|n't) (be )?(currently )?(available|supported|recogni[sz]ed"
                     "|implemented|allowed|enabled|offered|permitted|advertised|understood|accepted)"
                     "|un(available|supported|implemented|recogni[sz]ed|known)|invalid|disabled"
                     "|too weak|not known)\\b",
                 .unless = "without (tls|ssl)|encrypt|cleartext|plaintext|(tls|ssl) first"},
                {.phrase =
                     "\\bno (worthy|suitable|common|acceptable|mutual\\w*|matching|supported) (sasl "
                     "|auth\\w* )?(mech|method)",
                 .code = "4xx 5xx"},
                {.enhanced = "5.7.4", .code = "504"},
                {.enhanced = "x.5.x",
                 .generic = MFP_ANY_TEXT,
                 .code = "504",
                 .stages = MFP_AT_AUTH,
                 .weight = MFP_LAST + 1},
                {.code = "504", .stages = MFP_AT_AUTH},
                {0},
            },
    },
    {
        .number = 423,
        .name = "auth-offered-after-tls",
        .category = MFP_CATEGORY_AUTH,
        .says = "the server offers a login only with TLS",
        .owner = MFP_OWNER_DEVICE_ADMIN,
        .fix = "Turn on STARTTLS (TLS) in the device; the server offers it on this port.",
        .evidence = (const struct mfp_evidence[]){{.fault = MFP_FAULT_AUTH_NEEDS_TLS}, {0}},
    },
    {
        .number = 404,
        .name = "auth-not-offered",
        .category = MFP_CATEGORY_AUTH,
        .says = "the server offers no login here",
        .owner = MFP_OWNER_DEVICE_ADMIN,
        .fix = "Use the submission port (587 or 465) with TLS on: many servers offer the "
               "login only there. For a relay without login, clear the user name.",
        .evidence =
            (const struct mfp_evidence[]){
                {.fault = MFP_FAULT_AUTH_NOT_OFFERED},
                {.phrase =
                     "\\b(smtp )?(auth|authentication|login)\\b( command| service| support"
                     "| extension)?( used)?( is| was)?( currently| when)? ?(not|un|dis"
                     "|n't) ?(available|enabled|abled|advertised|supported|offered|implemented|allowed"
                     "|permitted|configured|possible|activated)\\b",
                 .unless =
                     "without (tls|ssl)|encrypt|cleartext|plaintext|(tls|ssl)|basic auth|temporar"
                     "|mechanism|method|for (this|your|the) (user|account|mailbox)",
                 .code = "4xx 5xx"},
                {.phrase = "\\b(no|un(known|supported|recogni[sz]ed)"
                           "|not (support|allow|offer|accept))\\b.{0,25}\\b(auth command"
                           "|smtp auth(entication)?|AUTH)\\b",
                 .unless = "\\b(tls|ssl)\\b|mechanism|method|type|data|tenant|mailbox|relay",
                 .code = "500 502 503"},
                {.code = "500 502 503", .stages = MFP_AT_AUTH},
                {0},
            },
    },
    {
        .number = 405,
        .name = "auth-exchange-broken",
        .category = MFP_CATEGORY_AUTH,
        .says = "the login dialogue broke off",
        .owner = MFP_OWNER_DEVICE_ADMIN,
        .fix = "Re-enter user name and password without special characters, and try another "
               "authentication method in the device; update its firmware.",
        .evidence =
            (const struct mfp_evidence[]){
                {.fault = MFP_FAULT_AUTH_BROKEN},
                {.generic =
                     "\\bauth\\w*( exchange| command| dialog\\w*)?( was| has been)? (aborted"
                     "|cancell?ed|interrupted)"
                     "|\\b(invalid|malformed|bad|empty|unexpected|broken)\\b.{0,12}\\b(auth\\w* (input"
                     "|response|data)|base ?64|initial response)"
                     "|\\bbase ?64\\b.{0,30}\\b(invalid|fail\\w*|error|decod\\w*)"
                     "|\\bdecod\\w*.{0,30}\\b(base ?64|AUTH)\\b|\\bauth\\w* exchange line"
                     "|\\b(cancel\\w*|abort\\w*) (the )?auth\\w*|\\bSASL response"
                     "|\\binvalid AUTH string",
                 .code = "500 501 535 553 554",
                 .unless = "message|mime|header|body|incorrect authentication data",
                 .weight = MFP_CLEAR},
                {.enhanced = "x.5.x",
                 .generic = MFP_ANY_TEXT,
                 .code = "501",
                 .stages = MFP_AT_AUTH,
                 .weight = MFP_LAST + 1},
                {.code = "501", .stages = MFP_AT_AUTH},
                {0},
            },
    },
    {
        .number = 406,
        .name = "app-password-required",
        .category = MFP_CATEGORY_AUTH,
        .says = "the provider wants an app password here",
        .owner = MFP_OWNER_ACCOUNT_OWNER,
        .fix = "Create an app password (authorization code) in the account's security "
               "settings and enter it in the device instead of the normal password.",
        .evidence =
            (const struct mfp_evidence[]){
                {.phrase = "\\bapp(lication)?[- ]?(specific )?[- ]?pass ?(words?|codes?)\\b"
                           "|\\bapp[- ]?specific password|\\bauthorization code\\b|NEOBHODIM parol"
                           "|parol prilozheniya|\\b(device|external) password\\b"
                           "|\\bgenerate (an? )?(new )?(app|application|mail|smtp) password"
                           "|\\btwo[- ](factor|step) auth\\w*|\\b2FA\\b"},
                {.phrase = "service\\.mail\\.qq\\.com", .code = "535"},
                {.code = "432", .stages = MFP_AT_AUTH, .weight = MFP_VAGUE},
                {0},
            },
    },
    {
        .number = 407,
        .name = "google-app-password-required",
        .category = MFP_CATEGORY_AUTH,
        .says = "Google wants an app password for this account",
        .owner = MFP_OWNER_ACCOUNT_OWNER,
        .fix = "Turn on 2-Step Verification, create a password at "
               "myaccount.google.com/apppasswords and enter its 16 letters in the device.",
        .evidence =
            (const struct mfp_evidence[]){
                {.phrase = "Application-specific password required|InvalidSecondFactor"
                           "|support\\.google\\.com/(mail|accounts)\\S*(185833|BadCredentials2SV)",
                 .weight = MFP_CLEAR},
                {.enhanced = "5.7.9", .code = "534"},
                {0},
            },
    },
    {
        .number = 408,
        .name = "google-web-login-required",
        .category = MFP_CATEGORY_AUTH,
        .says = "Google blocked the login until a web login",
        .owner = MFP_OWNER_ACCOUNT_OWNER,
        .fix = "Log in to the account with a browser from the same network and confirm the "
               "activity, then use an app password in the device.",
        .evidence =
            (const struct mfp_evidence[]){
                {.phrase = "WebLoginRequired|log in (via|with) your web browser"
                           "|accounts\\.google\\.com/signin/continue",
                 .weight = MFP_CLEAR},
                {.enhanced = "5.7.14", .code = "534 535"},
                {0},
            },
    },
    {
        .number = 409,
        .name = "google-bad-credentials",
        .category = MFP_CATEGORY_AUTH,
        .says = "Google rejected the user name or password",
        .owner = MFP_OWNER_ACCOUNT_OWNER,
        .fix = "Use the full address as user name and an app password "
               "(myaccount.google.com/apppasswords); the normal password no longer works.",
        .evidence =
            (const struct mfp_evidence[]){
                {.phrase = "Username and Password not accepted|p=BadCredentials",
                 .enhanced = "5.7.8"},
                {0},
            },
    },
    {
        .number = 410,
        .name = "yahoo-app-password-required",
        .category = MFP_CATEGORY_AUTH,
        .says = "Yahoo or AOL wants an app password",
        .owner = MFP_OWNER_ACCOUNT_OWNER,
        .fix = "Create an app password under Account Security of the Yahoo or AOL account and "
               "enter it in the device.",
        .evidence = (const struct mfp_evidence[]){{.phrase = "#AUTH00\\d|#MBR1212"}, {0}},
    },
    {
        .number = 411,
        .name = "m365-basic-auth-disabled",
        .category = MFP_CATEGORY_AUTH,
        .says = "basic authentication is off for this mailbox",
        .owner = MFP_OWNER_MAIL_ADMIN,
        .fix = "Allow SMTP AUTH in the authentication policy (Set-AuthenticationPolicy "
               "-AllowBasicAuthSmtp), or move the device to OAuth 2.0, a connector or a relay.",
        .evidence =
            (const struct mfp_evidence[]){
                {.phrase = "\\bbasic auth\\w*\\b.{0,20}\\b(is|has been|was)? ?(disabled|blocked|off"
                           "|turned off|not (allowed|enabled))"},
                {0},
            },
    },
    {
        .number = 412,
        .name = "m365-basic-auth-retired",
        .category = MFP_CATEGORY_AUTH,
        .says = "Microsoft 365 no longer takes passwords here",
        .owner = MFP_OWNER_MAIL_ADMIN,
        .fix = "Move the device to OAuth 2.0, to High Volume Email, or to a connector or "
               "relay that needs no password.",
        .evidence =
            (const struct mfp_evidence[]){
                {.phrase =
                     "\\bbasic auth\\w*\\b.{0,20}\\b(is )?(not supported|no longer|retired|deprecated)",
                 .weight = MFP_CLEAR},
                {.enhanced = "5.7.30", .unless = "dkim|REQUIRETLS"},
                {0},
            },
    },
    {
        .number = 413,
        .name = "m365-smtp-auth-disabled-tenant",
        .category = MFP_CATEGORY_AUTH,
        .says = "SMTP AUTH is switched off for the whole tenant",
        .owner = MFP_OWNER_MAIL_ADMIN,
        .fix = "Run 'Set-TransportConfig -SmtpClientAuthenticationDisabled $false', or better "
               "enable it for this mailbox alone with Set-CASMailbox.",
        .evidence =
            (const struct mfp_evidence[]){
                {.phrase = "SmtpClientAuth\\w*\\b.{0,40}\\btenant", .weight = MFP_CLEAR},
                {0},
            },
    },
    {
        .number = 414,
        .name = "m365-smtp-auth-disabled-mailbox",
        .category = MFP_CATEGORY_AUTH,
        .says = "SMTP AUTH is switched off for this mailbox",
        .owner = MFP_OWNER_MAIL_ADMIN,
        .fix = "Run 'Set-CASMailbox ADDRESS -SmtpClientAuthenticationDisabled $false', or "
               "tick Authenticated SMTP under Manage email apps of the user.",
        .evidence =
            (const struct mfp_evidence[]){
                {.phrase = "SmtpClientAuth\\w*\\b.{0,40}\\b(disabled|mailbox)|smtp_auth_disabled"},
                {0},
            },
    },
    {
        .number = 415,
        .name = "m365-security-defaults-or-conditional-access",
        .category = MFP_CATEGORY_AUTH,
        .says = "security defaults or conditional access refused it",
        .owner = MFP_OWNER_MAIL_ADMIN,
        .fix = "Exclude the scan account from security defaults or the conditional access "
               "policy in the Entra admin center, or send through a connector.",
        .evidence =
            (const struct mfp_evidence[]){
                {.phrase = "did not meet the criteria to be authenticated|security defaults policy"
                           "|conditional access"
                           "|blocked by (security defaults|your (organization|administrator))"},
                {0},
            },
    },
    {
        .number = 416,
        .name = "m365-bad-credentials",
        .category = MFP_CATEGORY_AUTH,
        .says = "Microsoft 365 rejected the user or password",
        .owner = MFP_OWNER_ACCOUNT_OWNER,
        .fix = "Check the password at outlook.office.com; then let the mail admin check "
               "multi-factor authentication and the Authenticated SMTP box of the user.",
        .evidence =
            (const struct mfp_evidence[]){
                {.phrase = "user credentials were incorrect", .weight = MFP_CLEAR},
                {.enhanced = "5.7.3",
                 .generic = "Authentication unsuccessful",
                 .code = "535",
                 .weight = MFP_CLEAR},
                {.enhanced = "5.7.3", .code = "535", .weight = MFP_CLEAR},
                {0},
            },
    },
    {
        .number = 417,
        .name = "m365-auth-required",
        .category = MFP_CATEGORY_AUTH,
        .says = "Microsoft 365 saw no login before the mail",
        .owner = MFP_OWNER_DEVICE_ADMIN,
        .fix = "Turn on SMTP authentication in the device for smtp.office365.com, port 587 "
               "with STARTTLS; if a login was made, it failed before this reply.",
        .evidence = (const struct mfp_evidence[]){{.enhanced = "5.7.57"}, {0}},
    },
    {
        .number = 418,
        .name = "oauth-token-rejected",
        .category = MFP_CATEGORY_AUTH,
        .says = "the OAuth token has expired or was rejected",
        .owner = MFP_OWNER_ACCOUNT_OWNER,
        .fix = "Sign in again on the device's OAuth page, and check that the application "
               "still has consent for SMTP.Send.",
        .evidence =
            (const struct mfp_evidence[]){
                {.phrase =
                     "\\b(oauth|access|bearer|refresh)[-_ ]?2?(\\.0)? ?tokens?\\b.{0,40}\\b(expired"
                     "|invalid|revoked|rejected|not valid|fail\\w*|incorrect)"
                     "|\\b(invalid|expired|revoked) (oauth2?|access|bearer|refresh)? ?token"
                     "|invalid_grant|\\binvalid_token\\b|\\bAADSTS\\d+"},
                {0},
            },
    },
    {
        .number = 419,
        .name = "password-expired",
        .category = MFP_CATEGORY_AUTH,
        .says = "the password has expired or must be changed",
        .owner = MFP_OWNER_ACCOUNT_OWNER,
        .fix = "Set a new password in webmail and enter it in the device; ask for one that "
               "does not expire for scan accounts.",
        .evidence =
            (const struct mfp_evidence[]){
                {.phrase =
                     "\\bpassword\\b.{0,20}\\b(has |is |was )?(expired|transition"
                     "|change (is )?required|must be (changed|reset)|needs to be (changed|reset))"
                     "|\\b(expired|reset|change) (your )?password\\b"
                     "|\\bcredentials? (has |have )?expired"},
                {.enhanced = "4.7.12", .code = "432"},
                {.code = "432", .stages = MFP_AT_AUTH},
                {0},
            },
    },
    {
        .number = 420,
        .name = "account-disabled",
        .category = MFP_CATEGORY_AUTH,
        .says = "the account is locked or disabled for logins",
        .owner = MFP_OWNER_MAIL_ADMIN,
        .fix = "Unlock or re-enable the account on the server, then check which device keeps "
               "trying an old password.",
        .evidence =
            (const struct mfp_evidence[]){
                {.phrase =
                     "\\b(account|user|login|mailbox)\\b.{0,30}\\b(locked( out)?|disabled|suspended"
                     "|deactivated|inactive|blocked|not (active|activated|enabled)|expired|terminated"
                     "|frozen)\\b",
                 .unless = "for sending|from sending",
                 .code = "525 534 535"},
                {.generic =
                     "\\b(account|user|login|mailbox)\\b.{0,30}\\b(locked( out)?|disabled|suspended"
                     "|deactivated|inactive|blocked|not (active|activated|enabled)|expired"
                     "|terminated)\\b",
                 .code = "5xx",
                 .stages = MFP_AT_AUTH,
                 .weight = MFP_STRONG},
                {.phrase = "\\b(smtp )?account is not yet activated|user disabled sending"},
                {.enhanced = "5.7.13", .code = "525 535"},
                {0},
            },
    },
    {
        .number = 421,
        .name = "smtp-not-enabled-for-account",
        .category = MFP_CATEGORY_AUTH,
        .says = "SMTP is not enabled for this account",
        .owner = MFP_OWNER_ACCOUNT_OWNER,
        .fix = "Switch SMTP access for mail programs on in the account's webmail settings "
               "(POP3/IMAP/SMTP), then try again.",
        .evidence =
            (const struct mfp_evidence[]){
                {.phrase =
                     "does not have access rights to this service|\\buser has no permission\\b"
                     "|\\b(smtp|imap|pop3?)(/(smtp|imap|pop3?))*\\b.{0,20}\\b(access |service "
                     "|login )?(is )?(not enabled|disabled|not (activated"
                     "|allowed))\\b.{0,30}\\b(for )?(this |your |the )?(account|user|mailbox)"
                     "|\\b(account|user|mailbox)\\b.{0,30}\\bnot (enabled|allowed|permitted"
                     "|authori[sz]ed)\\b.{0,12}\\b(for|to use|use of) (smtp|imap|this service)"
                     "|not authori[sz]ed to use this (mail )?(server|service)|service is not open"
                     "|please (open|enable) (the )?(smtp|imap|pop)"},
                {.phrase =
                     "\\bsmtp\\b.{0,12}\\b(access|service|auth\\w*|login)\\b.{0,40}\\b(disabled"
                     "|not (enabled|allowed|activated))",
                 .unless = "\\b(tls|ssl)\\b|tenant|SmtpClientAuth",
                 .code = "5xx",
                 .weight = MFP_CLEAR},
                {0},
            },
    },
    {
        .number = 422,
        .name = "too-many-failed-logins",
        .category = MFP_CATEGORY_AUTH,
        .says = "too many wrong passwords, the login is barred",
        .owner = MFP_OWNER_ACCOUNT_OWNER,
        .fix = "Stop the devices that use the account, correct the password in all of them, "
               "wait until the bar is lifted and try again.",
        .evidence =
            (const struct mfp_evidence[]){
                {.phrase =
                     "\\btoo many\\b.{0,30}\\b(invalid|bad|failed|unsuccessful|incorrect"
                     "|wrong)\\b.{0,20}\\b(log[- ]?o?[io]n|auth\\w*|password|attempt|credential)\\w*"
                     "|\\btoo many (auth\\w*|log[- ]?[io]n|password)( \\w+)? (failures|errors)"
                     "|\\b(failed|bad|invalid) (log[- ]?[io]n"
                     "|auth\\w*)( attempts?)?\\b.{0,20}\\b(exceeded|limit|maximum)"
                     "|\\bmax(imum)? (number of )?(auth\\w*|log[- ]?[io]n) (attempts|failures|tries)",
                 .code = "5xx"},
                {0},
            },
    },
    {0},
};
