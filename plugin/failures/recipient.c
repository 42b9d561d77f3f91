/*
 * The recipient: unknown, disabled, malformed, its domain missing, closed to outsiders.
 */
#include "failures/tables.h"

/* The words under which servers speak of the other end. */
#define WHO                                                                                        \
    "(user(name)?|mail ?box(es)?|recipient(s|\\(s\\))?|rcpt|account|addressee|address(es)?|alias"  \
    "|destinat\\w+|e-?mail address|e-?mail account|empf\\S{1,3}nger|utilisateur|usuario|utente"    \
    "|subscriber|customer|person|member|inbox)"

/* ... unless they speak of the sender, of a login, or of a blocklist. */
#define NOT_RCPT                                                                                   \
    "sender (address )?(rejected|domain|verif|refused|is|not)|domain of sender|\\bhelo\\b|\\behlo" \
    "|black ?list|block ?list|dnsbl|\\brbl\\b|spam|\\bspf\\b|dkim|dmarc|reputation|certificate"    \
    "|log[- ]?in|password|credential|\\bPTR\\b|\\bMAIL FROM\\b|reverse dns|from address"           \
    "|sender address|\\bTLS\\b|\\bcommand\\b|ip address|mechanism"

const struct mfp_cause mfp_causes_recipient[] = {
    {
        .number = 501,
        .name = "user-unknown",
        .category = MFP_CATEGORY_RECIPIENT,
        .says = "the recipient does not exist on that server",
        .owner = MFP_OWNER_DEVICE_ADMIN,
        .fix = "Correct the address in the device's address book, or remove it.",
        .never = MFP_BEFORE_RCPT,
        .evidence =
            (const struct mfp_evidence[]){
                {.phrase = "RESOLVER\\.ADR\\.\\w*(NotFound|Ambiguous|Invalid)|OFR_416|p=NoSuchUser"
                           "|email account that you tried to reach does not exist"},
                {.enhanced = "5.1.10 5.1.351 x.1.6",
                 .unless = "null ?mx|does not accept mail|sender"},
                {.generic =
                     "\\b(no|not a|isn't a|not an?|unknown|un-?recogni[sz]ed|nonexistent|non-existent"
                     "|invalid|bad|illegal|incorrect|no such|undeliverable|unroutable|undefined|kein"
                     "|unbekannt\\w*|inconnu|desconocido)\\b( \\w+)?( or \\w+)? ?\\b" WHO "\\b",
                 .unless =
                     NOT_RCPT "|no recipients?\\b|no valid recipients at|too many"
                              "|no (more )?(mailbox|account) (space|room)"
                              "|not an? (user|account|mailbox)? ?(allowed|authori)|address syntax"
                              "|address format|domain"},
                {.generic =
                     "\\b" WHO "\\b.{0,60}\\b(unknown"
                     "|not (be )?(found|known|exist\\w*|valid|recogni[sz]ed|listed|here|a member"
                     "|present|on (this|server)|correct|verified|defined|registered|hosted)"
                     "|do(es)? ?n[o']t (exist|have)|do not exist|does not (exist|have|appear)"
                     "|nonexistent|non-existent|invalid|isn't (valid|here)"
                     "|no longer (on|exists?|available|here|in use)|n'existe pas|inconnue?|unbekannt"
                     "|desconocid[oa]|no existe|lookup failed|misspell?ed|cannot be (found|verified)"
                     "|could not be (found|verified|resolved)|n[o']t found|doesn't exist|undeliverable"
                     "|not (be )?deliver(able|ed to)|unroutable|is wrong|removed|deleted|departed)\\b",
                 .unless = NOT_RCPT
                 "|sender verify|in progress|too many|address syntax|domain (not|does|unknown)"
                 "|host (unknown|not)|hostname"},
                {.generic =
                     "\\bno (such )?(user|mail ?box|recipient|account|address|person|alias)\\b"
                     "|\\bnot? mail ?box (here|available|found|by)|\\bno mail ?box\\b"
                     "|\\bunknown (local[- ]?part|or illegal|user|recipient|address|account)"
                     "|\\bnot our (customer|user)"
                     "|\\bnot have (an?|that|this|such an?|any)( \\S+)? (account|mailbox|user"
                     "|recipient|customer)"
                     "|\\badresse\\b.{0,40}\\binvalide|\\bundeliverable address"
                     "|\\baddress\\b.{0,40}\\b(lookup|look-up)\\b.{0,30}\\bfail|\\bunknown local"
                     "|@\\S+ is not deliverable|\\bdoes not like recipient"
                     "|\\bcan.?t find (this |the |that )?(user|mailbox|recipient)"
                     "|\\bnot listed in (the )?(\\w+ )?(directory|public name)"
                     "|\\binvalid(-| )?(recipient|user|mailbox|address)\\b",
                 .unless = NOT_RCPT "|too many|address syntax"},
                {.generic =
                     "@[\\w.-]+\\W{0,6}\\b(is |was |address )?(unknown"
                     "|not (a |found|known|valid|exist|here|recogni[sz]ed|listed)"
                     "|do(es)? ?n[o']t (exist|have)|does not (exist|have)|do not exist|invalid|no such"
                     "|undeliverable|nonexistent|no longer)",
                 .unless = NOT_RCPT "|domain|host",
                 .code = "5xx"},
                {.enhanced = "x.1.1", .generic = MFP_ANY_TEXT, .weight = MFP_LAST},
                {.enhanced = "x.1.4 x.1.5", .generic = MFP_ANY_TEXT, .weight = MFP_LAST},
                {.code = "550 553 511 551", .stages = MFP_AT_RCPT},
                {.code = "5xx", .stages = MFP_AT_RCPT, .weight = MFP_WEAK},
                {.code = "5xx", .stages = MFP_AT(MFP_STAGE_DELIVERY), .weight = MFP_LAST},
                {0},
            },
    },
    {
        .number = 502,
        .name = "recipient-unavailable",
        .category = MFP_CATEGORY_RECIPIENT,
        .says = "the recipient's mailbox cannot be reached",
        .owner = MFP_OWNER_DEVICE_ADMIN,
        .fix = "Check the recipient's address letter by letter; if it is right, ask the "
               "recipient's mail admin.",
        .never = MFP_BEFORE_RCPT,
        .evidence =
            (const struct mfp_evidence[]){
                {.generic =
                     "\\b(mail ?box|recipient|user|account)\\b.{0,20}\\b(is |are )?(temporarily )?(un"
                     "|not |in)(available|accessible|reachable|deliverable)\\b"
                     "|\\bmailbox name not allowed|\\bmailbox (busy|locked)",
                 .unless = "invalid dns|sender|failure sending|request failed|\\blogin|dns mx",
                 .code = "5xx",
                 .weight = MFP_VAGUE},
                {.generic =
                     "\\b(mail ?box|recipient|user)\\b.{0,20}\\btemporarily (un|not |in)(available"
                     "|accessible|reachable)",
                 .code = "4xx",
                 .weight = MFP_VAGUE},
                {.generic = "\\b" WHO "\\b",
                 .unless = NOT_RCPT "|TSS|policy",
                 .code = "550 551 553 554",
                 .weight = MFP_LAST - 10},
                {.code = "550 551", .unless = "\\S", .weight = MFP_WEAK},

                {0},
            },
    },
    {
        .number = 503,
        .name = "recipient-disabled",
        .category = MFP_CATEGORY_RECIPIENT,
        .says = "the recipient's mailbox is closed or disabled",
        .owner = MFP_OWNER_RECIPIENT,
        .fix = "Ask the recipient for a current address, or have the mailbox enabled again; "
               "then correct the device's address book.",
        .never = MFP_BEFORE_RCPT,
        .evidence =
            (const struct mfp_evidence[]){
                {.phrase =
                     "LPN007_426|^delivery error: dd|\\bbadrcptto\\b|p=DisabledUser|\\[#10[12]\\]"
                     "|boite du destinataire archiv"},
                {.generic =
                     "\\b(user|mail ?box|recipient|account|address|inbox|subscriber|customer|alias"
                     "|destinataire)('s)?\\b.{0,60}\\b(disabled|inactive|deactivated|inactivated"
                     "|suspended|frozen|closed|expired|discontinued"
                     "|not (been )?(active|activated|enabled)|(is )?blocked|terminated|cancell?ed"
                     "|locked|archiv\\w+|not accept(ing)? (any )?(e-?mail|mail|messages)"
                     "|no longer (valid|exists|active|accept\\w*|in use|available|monitored)|moved"
                     "|retired|abandoned|disconnected|desactiv\\w+|bloque)\\b",
                 .unless = NOT_RCPT
                 "|your account|blocked (using|by|for)|for security|user list|sender"
                 "|not been verified|account (has been )?(temporarily )?blocked for send"
                 "|message (was|is|has been) blocked|mail service|to too many"
                 "|connection (has )?expired|license|authenticat|too many|per hour",
                 .weight = MFP_CLEAR},
                {.generic =
                     "\\b(disabled|inactive|deactivated|suspended|closed|frozen|dormant|expired|locked"
                     "|terminated) (user|mail ?box|recipient|account|address|e-?mail)\\b",
                 .unless = NOT_RCPT "|your account",
                 .weight = MFP_CLEAR},
                {.enhanced = "5.2.1", .generic = MFP_ANY_TEXT, .weight = MFP_LAST},
                {0},
            },
    },
    {
        .number = 504,
        .name = "recipient-address-syntax",
        .category = MFP_CATEGORY_RECIPIENT,
        .says = "the recipient's address is malformed",
        .owner = MFP_OWNER_DEVICE_ADMIN,
        .fix = "Correct the address in the device's address book: name@domain, without "
               "blanks, umlauts or display name.",
        .never = MFP_BEFORE_RCPT,
        .evidence =
            (const struct mfp_evidence[]){
                {.phrase =
                     "\\brecipient address (rejected: need|syntax|must (contain|have|include|be))"
                     "|\\bsyntax error in recipient"},
                {.generic =
                     "\\b(recipient|rcpt( to)?|mailbox|to|destination"
                     "|forward[- ]path)\\b.{0,30}\\b(syntax|malformed|need fully"
                     "|not (fully[- ])?qualified|invalid format|illegal character)"
                     "|\\b(bad|malformed|invalid|illegal|incorrect)\\b.{0,12}\\b(recipient|rcpt"
                     "|destination|forward[- ]path)\\b.{0,12}\\b(syntax|format|address syntax"
                     "|address format)"
                     "|\\brestricted characters?\\b|\\billegal (characters? in|local[- ]part)",
                 .unless = "sender|mail from|\\bSyntax: ",
                 .weight = MFP_STRONG},
                {.generic =
                     "\\b(malformed|bad|invalid|illegal) (e-?mail |mailbox )?address\\b"
                     "|\\baddress (syntax|format)\\b|\\bsyntax (error )?.{0,30}\\baddress"
                     "|\\b(missing|no|need(s)? a|without a) (@|at sign|domain)|fully[- ]qualified",
                 .stages = MFP_AT_RCPT,
                 .unless = "sender|helo|ehlo|\\bSyntax: ",
                 .weight = MFP_CLEAR},
                {.generic = "\\bvalid (e-?mail )?address (is )?required|\\baddress is not valid",
                 .code = "5xx",
                 .unless = "sender|from",
                 .weight = MFP_WEAK},
                {.enhanced = "x.1.3", .generic = MFP_ANY_TEXT, .weight = MFP_WEAK},
                {.code = "501", .stages = MFP_AT_RCPT},
                {0},
            },
    },
    {
        .number = 505,
        .name = "recipient-domain-not-found",
        .category = MFP_CATEGORY_RECIPIENT,
        .says = "the recipient's domain does not exist",
        .owner = MFP_OWNER_DEVICE_ADMIN,
        .fix = "Correct the part after the @ in the device's address book; if it is right, "
               "that domain's DNS is broken.",
        .never = MFP_BEFORE_RCPT,
        .evidence =
            (const struct mfp_evidence[]){
                {.generic =
                     "\\b(recipient|rcpt|destination|target|remote)\\b.{0,60}\\b(domain"
                     "|host)( name)?\\b.{0,40}\\b(not (found|exist|known|valid)|does ?n[o']t (exist"
                     "|resolve)|unknown|invalid|no (valid )?mx|has no|unresolvable|lookup failed"
                     "|not resolve|nonexistent)"
                     "|\\bbad destination (host|domain|system)"
                     "|\\bno (mx|valid mx)( or a)?( records?| host)?\\b|\\bhost (unknown|not found)\\b"
                     "|\\bunrout(e)?able (address|domain|mail)|\\bdns error\\b.{0,60}\\b(not found|mx)"
                     "|\\b(unknown|invalid|bad|nonexistent|no such) ((recipient|destination|target"
                     "|remote|mail) )?(domain|host)\\b"
                     "|\\bdomain( \\S+)? (is |was )?(not found|unknown|does ?n[o']t exist|invalid"
                     "|nonexistent)"
                     "|\\bname server: \\.?:? ?host not found|\\bcan('?t|not) find a valid mx for rcpt",
                 .unless =
                     "sender|sending domain|mail ?from|from (address|domain|header|line)|\\bhelo\\b"
                     "|\\behlo\\b|spf|dmarc|\\bptr\\b|reverse|invalid dns mx|\\bhelo\\b"
                     "|name service error|client host",
                 .weight = MFP_CLEAR},
                {.enhanced = "x.1.2", .generic = MFP_ANY_TEXT, .weight = MFP_LAST},
                {.enhanced = "5.4.4 4.4.4 5.4.310 5.4.312",
                 .generic = MFP_ANY_TEXT,
                 .weight = MFP_LAST},
                {0},
            },
    },
    {
        .number = 506,
        .name = "recipient-domain-nullmx",
        .category = MFP_CATEGORY_RECIPIENT,
        .says = "the recipient's domain takes no mail",
        .owner = MFP_OWNER_DEVICE_ADMIN,
        .fix = "Correct the part after the @ in the device's address book: this domain says "
               "in DNS that it has no mail (null MX).",
        .never = MFP_BEFORE_RCPT,
        .evidence =
            (const struct mfp_evidence[]){
                {.phrase = "\\bdomain\\b.{0,60}\\b(does not accept mail|does ?n[o']t (accept"
                           "|receive) (e-?)?mail)"
                           "|\\bnull ?mx\\b",
                 .unless = "sender"},
                {.code = "556"},
                {0},
            },
    },
    {
        .number = 507,
        .name = "recipient-accepts-internal-only",
        .category = MFP_CATEGORY_RECIPIENT,
        .says = "the recipient takes mail from inside only",
        .owner = MFP_OWNER_MAIL_ADMIN,
        .fix = "Let the device log in as a member of the organization, or allow outside "
               "senders: 'Set-DistributionGroup -RequireSenderAuthenticationEnabled $false'.",
        .never = MFP_BEFORE_RCPT,
        .evidence =
            (const struct mfp_evidence[]){
                {.phrase =
                     "\\bsender (was |is )?not authenticated (for|by)\\b"
                     "|RESOLVER\\.RST\\.(AuthRequired|RestrictedToRecipientsPermission)"
                     "|\\b(only accepts?|accepts? only)\\b.{0,40}\\b(internal|inside|from (members"
                     "|people|senders) (in|of))"},
                {.enhanced = "5.7.12 5.7.133 5.7.134 5.7.135 5.7.136",
                 .phrase = MFP_ANY_TEXT,
                 .code = "5xx",
                 .weight = MFP_SURE},
                {0},
            },
    },
    {
        .number = 508,
        .name = "recipient-restricted",
        .category = MFP_CATEGORY_RECIPIENT,
        .says = "the recipient takes mail from listed senders only",
        .owner = MFP_OWNER_RECIPIENT,
        .fix = "Ask the owner of the group or mailbox to add the device's From address to the "
               "allowed senders.",
        .never = MFP_BEFORE_RCPT,
        .evidence =
            (const struct mfp_evidence[]){
                {.phrase =
                     "\\ballowed[- ]senders"
                     "|RESOLVER\\.RST\\.(NotAuthorized|RestrictedToSenders|SenderNot\\w*)"
                     "|\\b(posting|post) (to|in) (this )?(list|group)\\b"
                     "|\\bnot (a member|subscribed|allowed to post)\\b|\\bmailing list expansion"
                     "|\\b(group|list|mailbox)\\b.{0,20}\\brestricted"
                     "|\\bnot white-?listed by (this|the) (recipient|user)",
                 .unless = "\\bmember of domain|not a member of"},
                {.enhanced = "5.7.124 5.7.129 5.7.135 5.2.4 x.7.2",
                 .unless = "TSS|deferred|spam",
                 .code = "5xx"},
                {0},
            },
    },
    {
        .number = 509,
        .name = "recipient-access-denied",
        .category = MFP_CATEGORY_RECIPIENT,
        .says = "the server refuses this recipient",
        .owner = MFP_OWNER_MAIL_ADMIN,
        .fix = "Check the address; on Microsoft 365 make sure that it exists, since edge "
               "blocking gives this reply for addresses that it does not know.",
        .never = MFP_BEFORE_RCPT,
        .evidence =
            (const struct mfp_evidence[]){
                {.generic =
                     "^address rejected"
                     "|\\brecipient( address| email)?( \\S+)? ?(is |was |has been )?(rejected|refused"
                     "|denied|not (accepted|allowed|permitted|authori[sz]ed)|unacceptable"
                     "|prohibited)\\b"
                     "|\\b(refus\\w+|reject\\w*|denied) (the |this )?recipient\\b"
                     "|\\bRCPT( TO)?\\b.{0,20}\\b(not accepted|rejected|refused|denied)",
                 .unless = NOT_RCPT
                 "|policy|blocked|block\\b|abuse|try again|relay|deferred|temporar|greylist"
                 "|too many|\\bsender is|in progress|preferences",
                 .weight = MFP_WEAK},
                {.enhanced = "5.4.1",
                 .generic = "Access denied",
                 .unless = "relay",
                 .weight = MFP_WEAK},
                {.enhanced = "5.7.504 5.7.505"},
                {0},
            },
    },
    {
        .number = 510,
        .name = "no-valid-recipients",
        .category = MFP_CATEGORY_RECIPIENT,
        .says = "no recipient of the message was accepted",
        .owner = MFP_OWNER_DEVICE_ADMIN,
        .fix = "Look at the reply to the recipient before this one; correct or remove that "
               "address.",
        .never = MFP_BEFORE_RCPT,
        .evidence =
            (const struct mfp_evidence[]){
                {.generic =
                     "\\bno valid recipients?\\b"
                     "|\\ball (the )?recipients (were |are )?(rejected|invalid|refused)"
                     "|\\btoo many (invalid|bad|unknown|non-?existent) (recipients|rcpts?|users"
                     "|addresses)",
                 .weight = MFP_CLEAR},
                {0},
            },
    },
    {0},
};
