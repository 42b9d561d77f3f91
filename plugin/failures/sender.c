/*
 * The sender: not owned by the login, malformed, its domain unknown, SPF, DKIM and DMARC, and
 * an account that may not send at all.
 */
#include "failures/tables.h"

#define FROM                                                                                       \
    "(sender|sending|from|mail ?from|envelope[- ]from|return[- ]path|reverse[- ]path|originator|"  \
    "absender|expediteur|remitente)"

const struct mfp_cause mfp_causes_sender[] = {
    {
        .number = 701,
        .name = "send-as-denied",
        .category = MFP_CATEGORY_SENDER,
        .says = "the account may not send as this From address",
        .owner = MFP_OWNER_DEVICE_ADMIN,
        .fix = "Set the device's From (sender) address to the address of the login account, "
               "or let the mail admin permit the other address for that account.",
        .evidence =
            (const struct mfp_evidence[]){
                {.phrase =
                     "\\bnot owned by\\b|\\bdoes ?n[o']t (own|belong)\\b|\\bnot (an? )?(owner|belong)"
                     "|\\brelay\\w* (is )?(disallowed|denied|not allowed|not permitted) as\\b"
                     "|\\bSend ?As ?Denied"
                     "|\\b(send|sent|sending|mail|post|submit) (mail )?(as|on behalf)\\b"
                     "|\\b(same|identical|equal)\\b.{0,25}\\b(as|to|with)\\b.{0,30}\\b(auth\\w*"
                     "|log[- ]?[io]n|logged|user ?name|account|user)"
                     "|\\b(match|equal|correspond)\\w*\\b.{0,30}\\b(auth\\w+|log[- ]?[io]n|logged"
                     "|user ?name)"
                     "|\\b(auth\\w+|log[- ]?[io]n|user ?name|account|credentials)\\b.{0,40}\\b(not|mis"
                     "|n't) ?(match|correspond|allow\\w* to use)\\w*\\b.{0,30}\\b(sender|from|address"
                     "|envelope)"
                     "|\\b(auth\\w*|log[- ]?[io]n|credentials|user ?name)\\b.{0,20}\\bmust (match|be"
                     "|equal)\\b.{0,40}\\b(from|sender|address)"
                     "|\\bfrom and auth\\b|\\bIncorrect Authentication for Specified"
                     "|\\bsender (login|address) mismatch\\b",
                 .unless =
                     "\\bdkim|dmarc|\\bspf\\b|as (spam|a relay)|authentication credentials invalid"
                     "|before sending mail|TenantAttribution"
                     "|credentials? (do not|does not|don't) match\\b.{0,10}$",
                 .weight = MFP_WEAK},
                {.generic =
                     "\\b(not|\\w+n't|never|no|nor|un)\\b.{0,12}\\b(allow\\w*|permit\\w*|authori[sz]ed"
                     "|entitled|permissions?|rights?|able|privilege\\w*)\\b.{0,20}\\b(to )?(send|mail"
                     "|use|post|submit|relay|email|transmit)\\w*\\b.{0,40}\\b(as|from|with|using"
                     "|behalf|address|sender)\\b",
                 .unless =
                     "\\b(ip|server|host)\\b.{0,20}\\bnot\\b.{0,20}\\bdirectly|spam|relay (from|to)"
                     "|from (your|this) (ip|host|network|location|country|server)|helo"
                     "|to use this (server|service)|smtp relay|\\bMTA\\b",
                 .weight = MFP_STRONG},
                {.generic =
                     "\\b" FROM
                     "\\b.{0,60}\\b(not (be )?(allowed|permitted|authori[sz]ed|owned|your own)"
                     "|unauthori[sz]ed|mismatch\\w*|differs?|must (be|match|equal)"
                     "|do(es)? ?n[o']t match|is not (the )?same|not the same|spoof\\w*|forg\\w+)\\b",
                 .unless =
                     "spf|dkim|dmarc|\\bptr\\b|domain must|reverse dns"
                     "|must be (resolvable|fully|specified|present)|send directly|helo|\\bip\\b|group"
                     "|unresolv|from (\\[|\\d)|relay|allowed-senders|receive|organi[sz]ation|spam",
                 .weight = MFP_CLEAR},
                {.generic = "\\b(unauthori[sz]ed|forged|spoof(ed|ing)?|fake|forbidden"
                            "|not your)\\b.{0,20}\\b(sender|from|mail ?from|address|identity)\\b"
                            "|\\b(anti-?spoof\\w*|spoof(ed|ing)? (detected|protection|attempt)"
                            "|address (is )?spoofed)"
                            "|\\bimpersonat\\w+",
                 .unless = "spf|dkim|dmarc|relay|\\bip address",
                 .weight = MFP_CLEAR},
                {.generic = "\\b(not|\\w+n't) (one of )?(your|yours|your own)\\b"
                            "|\\b(your|his|their) own (e-?mail |sender |from )?address\\b",
                 .code = "5xx",
                 .unless = "spam",
                 .weight = MFP_CLEAR},
                {.generic =
                     "\\bsending (mail )?(from|as|with)\\b.{0,40}\\b(not|\\w+n't|denied|prohibited)\\b"
                     "|\\bsender\\b.{0,30}\\bnot (allowed|permitted|authori[sz]ed) to use\\b",
                 .unless = "\\bip\\b|spf",
                 .code = "5xx",
                 .weight = MFP_CLEAR},
                {0},
            },
    },
    {
        .number = 702,
        .name = "m365-send-as-denied",
        .category = MFP_CATEGORY_SENDER,
        .says = "Microsoft 365: no Send As right for this From",
        .owner = MFP_OWNER_MAIL_ADMIN,
        .fix = "Set the device's From to the login account, or grant it: "
               "'Add-RecipientPermission FROM -Trustee LOGIN -AccessRights SendAs'.",
        .evidence =
            (const struct mfp_evidence[]){
                {.phrase = "SendAsDenied|(does|do) not have permissions? to send as this sender"},
                {.enhanced = "5.7.60 5.2.252"},
                {0},
            },
    },
    {
        .number = 703,
        .name = "zoho-send-as-denied",
        .category = MFP_CATEGORY_SENDER,
        .says = "Zoho: From is not the login or an alias of it",
        .owner = MFP_OWNER_DEVICE_ADMIN,
        .fix = "Set the device's From address to the Zoho login, or add the other address as "
               "an alias or Send Mail As in Zoho Mail.",
        .evidence =
            (const struct mfp_evidence[]){
                {.phrase = "\\bRelaying disallowed as\\b|Relaying issues"},
                {0},
            },
    },
    {
        .number = 704,
        .name = "sender-identity-unverified",
        .category = MFP_CATEGORY_SENDER,
        .says = "the From address is not verified at the provider",
        .owner = MFP_OWNER_MAIL_ADMIN,
        .fix = "Verify the address or its domain in the provider's console (SES: Verified "
               "identities; SendGrid: Sender Authentication), or use one that is.",
        .evidence =
            (const struct mfp_evidence[]){
                {.phrase =
                     "\\b(address|identity|identities|sender|domain|from)\\b.{0,30}\\b(is |are |has "
                     "|been )*(not|un|n't) ?(yet )?(been )?(verified|confirmed|validated)\\b"
                     "|\\bverified (sender|identity|domain)|\\bSender Signature"
                     "|failed the check in region|\\bunverified (sender|domain|address|identity|email)"
                     "|\\bSandbox subdomain",
                 .unless = "recipient|unverified address|in progress|not verified you|\\bRCPT"},
                {0},
            },
    },
    {
        .number = 705,
        .name = "sender-address-invalid",
        .category = MFP_CATEGORY_SENDER,
        .says = "the From address is malformed or missing",
        .owner = MFP_OWNER_DEVICE_ADMIN,
        .fix = "Enter a complete address (name@domain) as the device's From or administrator "
               "address.",
        .evidence =
            (const struct mfp_evidence[]){
                {.phrase = "\\bIB502\\b"},
                {.generic =
                     "\\b" FROM "\\b.{0,40}\\b(address )?(syntax|need fully"
                     "|must be (fully|specified|present|valid|a valid|an? )|malformed|invalid format"
                     "|(is |has )?(an )?(invalid|illegal)|missing|(is |was )?(empty|required)"
                     "|incomplete|not (fully|specified|valid|well)"
                     "|can ?n[o']t be (empty|null|parsed))\\b",
                 .unless =
                     "spf|helo|\\bdomain (not found|does)|dkim|dmarc|encryption|tls|dns|\\bmx\\b"
                     "|not allowed|user unknown|password|auth|from \\[?\\d|recipient",
                 .weight = MFP_CLEAR},
                {.generic =
                     "\\b(bad|malformed|invalid|illegal|missing|empty|null|no|valid|incomplete"
                     "|incorrect|improper|unqualified|blank)\\b.{0,15}\\b(sender"
                     "|from:?( header| address| field)?|mail from|return[- ]path|reverse[- ]path"
                     "|originator|envelope sender|emetteur|absender)\\b",
                 .unless =
                     "spf|recipient|mail from (ip|\\[|\\d)|helo|auth|mailbox|accept\\w* (mail )?from"
                     "|connections?|more mail|message from|domain|\\bno mail from\\b.{0,10}$|dns",
                 .weight = MFP_CLEAR},
                {.generic = "\\bdomain name required\\b"
                            "|\\bfully[- ]qualified (domain name )?(sender|address)\\b"
                            "|\\b(address|sender) must (contain|have|include) a domain"
                            "|\\bneed fully-qualified",
                 .unless = "helo|ehlo|recipient|host ?name"},
                {.generic = "\\b(syntax (error )?.{0,30}\\baddress"
                            "|(malformed|invalid|bad|illegal) (e-?mail |mailbox )?address"
                            "|address is not valid|address (syntax|format))\\b",
                 .stages = MFP_AT_MAIL,
                 .weight = MFP_CLEAR},
                {.enhanced = "x.1.7", .generic = MFP_ANY_TEXT, .weight = MFP_WEAK},
                {.enhanced = "x.1.3",
                 .generic = MFP_ANY_TEXT,
                 .stages = MFP_AT_MAIL,
                 .weight = MFP_VAGUE},
                {.code = "501 517 553", .stages = MFP_AT_MAIL},
                {.code = "517"},
                {0},
            },
    },
    {
        .number = 706,
        .name = "from-header-missing",
        .category = MFP_CATEGORY_SENDER,
        .says = "the message has no valid From header",
        .owner = MFP_OWNER_DEVICE_ADMIN,
        .fix = "Fill in the device's From or administrator address; some firmware leaves the "
               "From header empty without it.",
        .evidence =
            (const struct mfp_evidence[]){
                {.phrase =
                     "\\b(from|sender)[:'\"]* (header|field|line)( field)?\\b.{0,40}\\b(missing"
                     "|required|invalid|malformed|not (valid|found|present)|empty|duplicate|syntax)"
                     "|\\b(missing|no|without|lacks?|not (contain|have)s?|invalid|bad|malformed"
                     "|multiple|valid|single)\\b.{0,20}\\b['\"]?from[:'\"]*( address)? (header|field"
                     "|line)"
                     "|\\b(header|field)s? ['\"]?From['\"]?:?.{0,20}\\b(missing|required|invalid)"
                     "|\\b(missing|no|invalid|required) headers?:? ['\"]?From\\b"
                     "|RFC ?5322 section 3\\.6\\.2|From/Sender name is not valid",
                 .unless = "aligned|DMARC|based on|envelope|mismatch",
                 .weight = MFP_CLEAR},
                {.enhanced = "5.7.512"},
                {0},
            },
    },
    {
        .number = 707,
        .name = "from-mismatch",
        .category = MFP_CATEGORY_SENDER,
        .says = "envelope sender and From header differ",
        .owner = MFP_OWNER_DEVICE_ADMIN,
        .fix = "Set the device's From address and its administrator or return address to the "
               "same value, the login account's address.",
        .evidence =
            (const struct mfp_evidence[]){
                {.phrase =
                     "\\b(mail ?from|envelope)\\b.{0,40}\\b(mis-?match\\w*|differ\\w*|not (equal|match"
                     "|the same)|does ?n[o']t match)\\b.{0,40}\\b(header|from)"
                     "|\\bheader from\\b.{0,40}\\b(mis-?match\\w*|differ\\w*|not match\\w*)",
                 .unless = "dmarc|spf|helo",
                 .weight = MFP_CLEAR},
                {0},
            },
    },
    {
        .number = 708,
        .name = "sender-domain-not-found",
        .category = MFP_CATEGORY_SENDER,
        .says = "the From address's domain does not exist in DNS",
        .owner = MFP_OWNER_DEVICE_ADMIN,
        .fix = "Correct the domain in the device's From address; if it is right, let the DNS "
               "admin add an MX or A record for it.",
        .evidence =
            (const struct mfp_evidence[]){
                {.generic =
                     "\\b(sender|sending|mail ?from|from|envelope|return[- ]path"
                     "|origin\\w*)\\b.{0,70}\\b(domain"
                     "|host)( name)?\\b.{0,50}\\b(not (found|exist|resolv\\w*|known|valid|in dns)"
                     "|does ?n[o']t (exist|resolve|have)|do not exist|unknown|invalid|nonexistent"
                     "|non-existent|must (exist|resolve|be resolvable)|unresolvable"
                     "|no (valid )?(mx|dns|a)|can ?n[o']t be (found|resolved)|could not be|has no"
                     "|lookup failed|not registered)\\b",
                 .unless = "spf|dkim|dmarc|helo|ehlo|reverse|\\bptr\\b|ip name|recipient domain",
                 .weight = MFP_STRONG},
                {.generic =
                     "\\bdomain of (the )?sender\\b|\\bunrout(e|)able (sender|return)"
                     "|\\b(valid|no|find a( valid)?) (mx|dns"
                     "|a record)\\b.{0,30}\\b(for )?(the )?(sender|from|return)"
                     "|\\binvalid dns mx\\b"
                     "|\\bsender (address )?(domain|host)\\b.{0,40}\\b(unknown|invalid|not|lookup|dns)"
                     "|\\bsender (address )?verif\\w+ fail\\w*"
                     "|\\b(verify|verification)\\b.{0,12}\\bsender\\b"
                     "|\\bsender (could not be|not) verified"
                     "|\\b(could|can) ?(not|n't) verify (the )?sender|\\bsender verify\\b",
                 .unless = "spf|dkim|dmarc|in progress|SPF|greylist",
                 .weight = MFP_STRONG},
                {.generic =
                     "\\b(domain|host)\\b.{0,60}\\b(not found|does ?n[o']t (exist|resolve)|unknown"
                     "|no (such|mx)|not exist|unresolvable|invalid)\\b"
                     "|\\bno such (domain|host)\\b|\\bDNS lookup failure"
                     "|\\b(domain|host) (not found|unknown)",
                 .unless = "helo|ehlo|spam|black|reverse|\\bptr\\b",
                 .stages = MFP_AT_MAIL,
                 .weight = MFP_CLEAR},
                {.enhanced = "5.1.7", .generic = "no such domain|domain"},
                {.enhanced = "x.1.8",
                 .generic = "domain|host|dns|resolv|exist|found|address",
                 .unless = "outbound",
                 .weight = MFP_STRONG},
                {.enhanced = "4.1.8", .generic = MFP_ANY_TEXT, .weight = MFP_WEAK},
                {.generic = "\\b(domain|MX records?|DNS|RFC 1035|CNAME|mail server at)\\b",
                 .code = "417 517",
                 .weight = MFP_STRONG},
                {0},
            },
    },
    {
        .number = 717,
        .name = "sender-verify-failed",
        .category = MFP_CATEGORY_SENDER,
        .says = "the server found that the From address does not exist",
        .owner = MFP_OWNER_DEVICE_ADMIN,
        .fix = "Set the device's From to an address that can receive mail; some servers ask "
               "the From address's own server whether it exists.",
        .evidence =
            (const struct mfp_evidence[]){
                {.phrase = "\\bsender address rejected: (unverified|undeliverable)",
                 .unless = "in progress",
                 .weight = MFP_CLEAR},
                {.generic = "\\bsender (address )?verif\\w+ fail\\w*"
                            "|\\b(verify|verification)\\b.{0,12}\\bsender\\b"
                            "|\\bsender (could not be|not) verified"
                            "|\\b(could|can) ?(not|n't) verify (the )?sender|\\bsender verify\\b"
                            "|\\bunrout(e|)able sender",
                 .unless = "spf|dkim|dmarc|in progress|greylist",
                 .weight = MFP_STRONG + 1},
                {0},
            },
    },
    {
        .number = 709,
        .name = "sender-domain-nullmx",
        .category = MFP_CATEGORY_SENDER,
        .says = "the From address's domain declares it has no mail",
        .owner = MFP_OWNER_DNS_ADMIN,
        .fix = "Use a From address in a domain that takes mail, or replace the null MX record "
               "of this domain.",
        .evidence =
            (const struct mfp_evidence[]){
                {.phrase = "\\bsender\\b.{0,100}\\b(does not accept mail|null ?mx)"
                           "|\\bsender\\b.{0,40}\\bnull MX",
                 .weight = MFP_CLEAR},
                {.enhanced = "5.7.27", .unless = "spf|dkim"},
                {0},
            },
    },
    {
        .number = 710,
        .name = "spf-fail",
        .category = MFP_CATEGORY_SENDER,
        .says = "SPF does not allow this server for the From domain",
        .owner = MFP_OWNER_DNS_ADMIN,
        .fix = "Add the sending server or the site's public IP address to the SPF record of "
               "the From domain, or send through that domain's own server.",
        .evidence =
            (const struct mfp_evidence[]){
                {.phrase =
                     "\\bSPF\\b|Sender Policy Framework|openspf|spf\\.pobox\\.com|IB508|LPN004_401",
                 .unless = "\\bDKIM\\b|DMARC|blocklist|black ?list",
                 .weight = MFP_CLEAR},
                {.phrase =
                     "\\b\\d+\\.\\d+\\.\\d+\\.\\d+\\]? (is )?not (allowed|authori[sz]ed|permitted"
                     "|designated) to (send|mail)\\b.{0,20}\\b(mail )?(from|for|on behalf)"
                     "|\\bdesignate\\b.{0,40}\\bpermitted sender"
                     "|\\b(does ?n[o']t|not) (allow|designate|permit)\\b.{0,20}\\b(sending"
                     "|\\d+\\.\\d+).{0,20}\\b(mails?|as permitted|from)",
                 .unless = "directly"},
                {.enhanced = "x.7.23 x.7.24"},
                {0},
            },
    },
    {
        .number = 711,
        .name = "dkim-fail",
        .category = MFP_CATEGORY_SENDER,
        .says = "the message carries no valid DKIM signature",
        .owner = MFP_OWNER_MAIL_ADMIN,
        .fix = "Send through a server that signs for the From domain, and check that its DKIM "
               "key stands in DNS.",
        .evidence =
            (const struct mfp_evidence[]){
                {.phrase =
                     "\\b(DKIM|domainkeys?)\\b.{0,60}\\b(fail\\w*|not|no|invalid|required|missing|bad"
                     "|reject\\w*|none|signature)"
                     "|\\b(no|missing|invalid|bad|require\\w*)\\b.{0,30}\\bDKIM\\b",
                 .unless = "DMARC|\\bSPF\\b|duplicate|aligned|suspicious",
                 .weight = MFP_CLEAR},
                {.enhanced = "x.7.20 x.7.21 x.7.22"},
                {0},
            },
    },
    {
        .number = 712,
        .name = "dmarc-fail",
        .category = MFP_CATEGORY_SENDER,
        .says = "the message fails the From domain's DMARC policy",
        .owner = MFP_OWNER_DNS_ADMIN,
        .fix = "Send through the From domain's own server with SPF and DKIM in order, or use "
               "a From address of the domain that sends.",
        .evidence =
            (const struct mfp_evidence[]){
                {.phrase = "\\bDMARC\\b|aligned with either|\\b(from|spf|dkim) (header )?alignment",
                 .unless = "linkid=2319303",
                 .weight = MFP_STRONG},
                {.enhanced = "5.7.509 5.7.9", .generic = "dmarc"},
                {.enhanced = "5.7.509 4.7.32 5.7.32"},
                {0},
            },
    },
    {
        .number = 713,
        .name = "domain-auth-fail",
        .category = MFP_CATEGORY_SENDER,
        .says = "the mail passes neither SPF nor DKIM",
        .owner = MFP_OWNER_DNS_ADMIN,
        .fix = "Set SPF and DKIM up for the From domain and send through a server that they "
               "name.",
        .evidence =
            (const struct mfp_evidence[]){
                {.phrase =
                     "\\bSPF\\b.{0,60}\\bDKIM\\b|\\bDKIM\\b.{0,60}\\bSPF\\b"
                     "|required authentication level"
                     "|\\bunauthenticated (e-?mail|mail|message)s? (from|is|are)"
                     "|\\b(e-?mail|message|domain|sender) (is |was )?(not|un) ?authenticated (with|by"
                     "|using|email)"
                     "|unable to authenticate (the )?(sender|message|mail)"
                     "|\\bpass authentication (check|information)|\\bno authentication information"
                     "|\\bnot have authentication information",
                 .unless = "\\bbulk\\b|spam score",
                 .weight = MFP_CLEAR},
                {.enhanced = "5.7.26 4.7.26 5.7.515 4.7.27 4.7.30 5.7.29"},
                {0},
            },
    },
    {
        .number = 714,
        .name = "account-restricted",
        .category = MFP_CATEGORY_SENDER,
        .says = "the account is barred from sending",
        .owner = MFP_OWNER_MAIL_ADMIN,
        .fix = "Find out why it was barred (hacked password, spam, unpaid bill), change the "
               "password, then unblock the account with the provider.",
        .evidence =
            (const struct mfp_evidence[]){
                {.phrase =
                     "\\b(sending|outgoing( mail)?|outbound( mail)?|smtp sending"
                     "|mail sending)\\b.{0,40}\\b(is |are |has |have |been |was )*(suspended|disabled"
                     "|blocked|paused|restricted|barred|deactivated)\\b"
                     "|\\b(suspended|disabled|blocked|restricted|barred|prevented|banned"
                     "|paused)\\b.{0,20}\\b(from|for) sending\\b"
                     "|bad outbound sender|\\bnot authorized to perform:? .?ses:"
                     "|\\b(your|sender'?s?|sending) account\\b.{0,40}\\b(suspended|blocked|disabled"
                     "|restricted|banned|deactivated|compromised|hacked|locked|closed)",
                 .unless =
                     "\\bip\\b|unregistered domain|\\bspam (score|content)|relay|mailbox|recipient"
                     "|cannot be delivered|your message to|\\btenant\\b|\\btried to reach"},
                {.enhanced = "5.1.8",
                 .unless = "domain|address rejected|resolv|\\bmx\\b",
                 .code = "550"},
                {.generic =
                     "\\bthis account\\b.{0,40}\\b(suspended|blocked|disabled|restricted|banned"
                     "|deactivated|locked|closed)",
                 .stages = MFP_AT_MAIL | MFP_AT_BODY,
                 .weight = MFP_STRONG},
                {.enhanced = "5.7.501 5.7.502 5.7.503", .phrase = MFP_ANY_TEXT, .weight = MFP_SURE},
                {0},
            },
    },
    {
        .number = 715,
        .name = "sender-domain-unregistered",
        .category = MFP_CATEGORY_SENDER,
        .says = "the From domain is not registered with the provider",
        .owner = MFP_OWNER_MAIL_ADMIN,
        .fix = "Add the From domain to the tenant (Microsoft 365: Accepted domains), or use a "
               "From address in a domain that is.",
        .evidence =
            (const struct mfp_evidence[]){
                {.phrase = "unregistered domain"
                           "|\\b(sender|from|sending|envelope"
                           "|mail ?from)\\b.{0,40}\\bdomain\\b.{0,30}\\bnot (registered|provisioned"
                           "|configured|an accepted|activated|enabled|allowed|permitted)"
                           "|\\b(sender|from|e-?mail)\\b.{0,20}\\bnot in my domain",
                 .unless = "dns"},
                {.enhanced = "5.7.750"},
                {0},
            },
    },
    {
        .number = 716,
        .name = "sender-rejected",
        .category = MFP_CATEGORY_SENDER,
        .says = "the server refuses this sender address",
        .owner = MFP_OWNER_DEVICE_ADMIN,
        .fix = "Set the device's From to the login account's address; if it already is, ask "
               "the mail admin which rule refuses it.",
        .evidence =
            (const struct mfp_evidence[]){
                {.generic = "\\b(is|are) (not )?allowed to send\\b",
                 .unless = "\\b(ip|host|client|recipient|to (this|that|the))\\b"},
                {.phrase = "\\bLocal user only\\b|\\bbadmailfrom\\b|AUP#[-\\w]*-1(500|520)"},
                {.generic =
                     "\\b(sender|from|envelope sender|mail from"
                     "|return[- ]path)( e-?mail)?( address)?( \\S+)? ?(is |was |has been "
                     "|been )?(address )?(rejected|refused|denied|blocked|not (accepted|valid"
                     "|recogni[sz]ed|known|local|found)|unknown|unacceptable|unavailable|banned"
                     "|prohibited|disallowed)\\b"
                     "|\\b(unknown|unacceptable|unrecogni[sz]ed|rejected|refused|refusing|bad|invalid"
                     "|denied) (the |this |your )?(sender|from address|mail ?from|envelope sender"
                     "|emetteur)"
                     "|\\b(reject|refuse|don't accept|not accept\\w*) mail from (this|that"
                     "|your) (address|sender)",
                 .unless =
                     "spam|reputation|black|block ?list|dnsbl|\\brbl\\b|ip address|mail from ip"
                     "|\\brecipient (has|is|blocked)|recipient'?s|by (this|the) (user|recipient)"
                     "|authenticat|greylist|listed|dns\\b|from \\[?\\d+\\.|poor|virus|blocked senders"
                     "|blocked using|filter|allowed-senders"},
                {.enhanced = "x.1.0",
                 .generic = "sender|from",
                 .unless = "refused|resolv",
                 .weight = MFP_VAGUE},
                {.generic =
                     "^\\S*@\\S+( address)?( is)? ?\\.{0,3} ?(access denied|denied|rejected|refused"
                     "|not (allowed|accepted|permitted))",
                 .stages = MFP_AT_MAIL,
                 .weight = MFP_CLEAR},
                {.code = "5xx", .stages = MFP_AT_MAIL, .weight = MFP_WEAK},
                {.code = "553", .weight = MFP_VAGUE},
                {0},
            },
    },
    {0},
};
