/*
 * Refused for what it is or where it comes from: blocklists, reputation, spam, viruses, rules.
 */
#include "failures/tables.h"

/* Lists by name, and the words for a list. */
#define LISTS                                                                                       \
    "spamhaus|spamcop|\\bsorbs\\b|barracuda(central|networks)|cloudmark|uceprotect|\\bsurbl\\b"     \
    "|\\b(u|r)hs?bl\\b|\\buribl\\b|abuseat|\\bCBL\\b|\\bSBL\\b|\\bXBL\\b|\\bPBL\\b|\\bDBL\\b|njabl" \
    "|mailspike|senderscore|psbl|dnswl|spamrl|invaluement|\\bDNS-?[BR]Ls?\\b|\\bRBLs?\\b|_rbl\\b"   \
    "|nixspam|manitu|fabel|truncate\\.gbudb|backscatterer|senderbase|talosintelligence|\\bSPL\\b"

const struct mfp_cause mfp_causes_policy[] = {
    {
        .number = 801,
        .name = "blocklisted-ip",
        .category = MFP_CATEGORY_POLICY,
        .says = "the sending IP address is on a blocklist",
        .owner = MFP_OWNER_MAIL_ADMIN,
        .fix = "Follow the link in the reply to have the address delisted, and send through "
               "authenticated submission (port 587) instead of directly.",
        .evidence =
            (const struct mfp_evidence[]){
                {.phrase = LISTS,
                 .unless = "\\bgr[ea]y-?list|from:? address not verified",
                 .weight = MFP_CLEAR},
                {.phrase =
                     "\\b(black|block|deny|bad|ban)[- ]?list\\w*"
                     "|\\bblocked (using|by|due to) \\S+\\.\\w"
                     "|\\b(is|are|was|being|host|address|ip|found)\\b.{0,20}\\blisted (at|on|by|in)\\b"
                     "|\\bliste noire|\\bbanned (sending )?(ip|client|host)|\\bmail from ip banned"
                     "|\\byour ip\\b.{0,30}\\b(identified|spammer|listed|banned|blocked)"
                     "|\\bbl\\d\\d\\b|\\[BL\\d+\\]|AUP#CDRBL|AS16012\\d+",
                 .unless = "\\bgr[ea]y-?list|allowed-senders|\\busers? list"},
                {.enhanced =
                     "5.7.511 5.7.513 5.7.514 5.7.606 5.7.607 5.7.608 5.7.609 5.7.61 5.7.507"},
                {0},
            },
    },
    {
        .number = 802,
        .name = "blocklisted-domain",
        .category = MFP_CATEGORY_POLICY,
        .says = "the From or host name's domain is on a blocklist",
        .owner = MFP_OWNER_MAIL_ADMIN,
        .fix = "Follow the link in the reply to have the domain delisted, and change the "
               "device's From address meanwhile.",
        .evidence =
            (const struct mfp_evidence[]){
                {.phrase =
                     "\\b(helo|mailfrom|mail from|sender|sending|from|envelope|url|uri)[- ]?(address"
                     "|domain)?\\b.{0,60}\\b(listed (in|on|at|by)|blocked using|refused by"
                     "|in a? ?(black|block) ?list|blacklisted)\\b.{0,30}(" LISTS ")",
                 .unless = "client host|\\bip\\b",
                 .weight = MFP_STRONG},
                {.phrase = "dbl\\.spamhaus|multi\\.(uribl|surbl)|\\(S800[12]\\)",
                 .weight = MFP_STRONG},
                {0},
            },
    },
    {
        .number = 803,
        .name = "blocklisted-ip-dynamic",
        .category = MFP_CATEGORY_POLICY,
        .says = "mail from dial-up or dynamic addresses is refused",
        .owner = MFP_OWNER_DEVICE_ADMIN,
        .fix = "Send through the provider's submission server (port 587 with login) instead "
               "of straight to the recipient's server.",
        .evidence =
            (const struct mfp_evidence[]){
                {.phrase = "\\bnot authori[sz]ed to send (e-?)?mail directly"
                           "|\\b(dynamic|dial-?up|residential|consumer|generic|dsl)\\b.{0,40}\\b(ip"
                           "|addresses|address|host|range|pool|client|rdns|ptr|hostname)"
                           "|NotAuthorizedError"
                           "|\\buse (the|your) (smtp )?(relay|smarthost|mail server) (at|of"
                           "|from) your (service provider|isp|provider)",
                 .unless = "relay\\w* denied",
                 .weight = MFP_SURE},
                {0},
            },
    },
    {
        .number = 804,
        .name = "ip-reputation",
        .category = MFP_CATEGORY_POLICY,
        .says = "the sending address or domain has a bad name",
        .owner = MFP_OWNER_MAIL_ADMIN,
        .fix = "Send through authenticated submission, find out what else sends from the "
               "site's address, and ask the recipient's provider for a review.",
        .evidence =
            (const struct mfp_evidence[]){
                {.phrase =
                     "\\breputation\\b|\\[TSS\\d+\\]|\\bpermanently deferred|\\buser complaints"
                     "|\\babuse (from|detected)"
                     "|\\b(poor|low|suspicious|untrusted|malicious) (ip|sender|senderbase)|LPN000_"
                     "|\\bS3[0-9]{3}\\b|\\bS775\\b|IB1\\d\\d\\b|(HVU|RLY|DNS|CON):(B|NR|H|BL)\\d"
                     "|\\b(sender|ip|host)( is| was)? (suspicious|untrusted|unwelcome)",
                 .unless = "\\bDNSBL|no more than|recipients this hour|PTR record",
                 .weight = MFP_CLEAR},
                {.enhanced = "4.7.650 4.7.651 4.7.652 5.7.650"},
                {0},
            },
    },
    {
        .number = 805,
        .name = "m365-ip-or-tenant-blocked",
        .category = MFP_CATEGORY_POLICY,
        .says = "Microsoft 365 has blocked this tenant or address",
        .owner = MFP_OWNER_MAIL_ADMIN,
        .fix = "Open a support request in the Microsoft 365 admin center, or use "
               "sender.office.com for a blocked IP address.",
        .evidence =
            (const struct mfp_evidence[]){
                {.enhanced =
                     "5.7.700 5.7.701 5.7.702 5.7.703 5.7.704 5.7.705 5.7.706 5.7.707 5.7.708 5.7.709 "
                     "5.7.710 5.7.711 5.7.712 5.7.713 5.7.714 5.7.723 5.7.724 5.7.736 5.7.610 5.7.611 "
                     "5.7.612 5.7.613 5.7.620 5.7.630 5.7.640 5.7.649 5.7.510"},
                {.phrase = "\\btenant has exceeded threshold|traffic not accepted from this ip",
                 .weight = MFP_CLEAR},
                {0},
            },
    },
    {
        .number = 806,
        .name = "no-ptr",
        .category = MFP_CATEGORY_POLICY,
        .says = "the sending IP address has no proper reverse DNS",
        .owner = MFP_OWNER_DNS_ADMIN,
        .fix = "Have the internet provider set a PTR record for the site's address that "
               "points to a name with the same address, or send through submission.",
        .evidence =
            (const struct mfp_evidence[]){
                {.phrase =
                     "\\bPTR\\b|\\breverse[- ](dns|lookup|name|resolution|hostname|record|ip|map\\w*)"
                     "|\\brDNS\\b|\\bno reverse\\b|\\bIB108\\b",
                 .unless = "relaying (temporarily )?denied|relay\\w* not|IPv6 sending guidelines",
                 .weight = MFP_SURE},
                {.phrase =
                     "\\bIP name lookup failed"
                     "|\\bcannot (find|resolve) your (host ?name|reverse|address)"
                     "|\\bunverif\\w+ sending IPs?|\\bhost ?name (lookup|verification) fail\\w*"
                     "|\\bIP name possibly forged|\\bcould not find your hostname"
                     "|\\bcannot find your hostname|\\bdoes not resolve to a? ?(name|hostname)"
                     "|\\bclient host ?name\\b.{0,30}\\bnot found|\\bfix (your )?reverse",
                 .unless = "relay\\w*"},
                {.enhanced = "x.7.25"},
                {0},
            },
    },
    {
        .number = 807,
        .name = "spam-content",
        .category = MFP_CATEGORY_POLICY,
        .says = "the message was taken for spam",
        .owner = MFP_OWNER_MAIL_ADMIN,
        .fix = "Give the device a real subject and text instead of the default, and have the "
               "filter's admin allow the device's From address.",
        .evidence =
            (const struct mfp_evidence[]){
                {.phrase =
                     "spam(?![\\w-]*\\.\\w)|\\bunsolicited|\\bunwanted (mail|message|content)"
                     "|\\bjunk[- ]?(e-?)?mail|\\bbulk (e-?)?mail|\\bmass[- ]mail|\\bUBE\\b|\\bUCE\\b"
                     "|MCSpam|\\bbayes\\w*|\\bp(\\w{0,2})hish\\w*|\\bscam\\b|\\bIB(212|705)\\b"
                     "|\\bSCL\\b|\\b(Mes|Rated|score\\w*)\\b.{0,12}over (Message)?Scoring|SpamProfiler",
                 .unless =
                     "\\bsending (is|has been)|account (has|is|was)|relaying? (is )?(not|denied)"
                     "|MAIL FROM domain|SPF record|fails to pass|passing DKIM|encoded-word"
                     "|duplicate headers|RFC 5322 compliant|rate limited|DKIM does not",
                 .weight = MFP_WEAK},
                {.phrase =
                     "likely suspicious|message is suspicious|\\bsuspicious (content|message|mail|due)"
                     "|mail \\S+ is rejected,mx|\\[CS01\\]|\\[HME1\\]|nature of the content",
                 .weight = MFP_WEAK},
                {0},
            },
    },
    {
        .number = 808,
        .name = "virus",
        .category = MFP_CATEGORY_POLICY,
        .says = "the message was taken for a virus",
        .owner = MFP_OWNER_MAIL_ADMIN,
        .fix = "Check the scan's file name and type (PDF is safe) and look at the filter's "
               "report; then search the network for the real sender.",
        .evidence =
            (const struct mfp_evidence[]){
                {.phrase =
                     "\\bvirus(es)?\\b|\\bmalware\\b|\\btrojan\\b|\\bworm\\b|\\binfected\\b"
                     "|\\bransomware\\b"
                     "|\\bmalicious\\b.{0,20}\\b(content|attachment|code|link|url|file)|\\bclamav\\b"
                     "|\\bvir[ue]s",
                 .weight = MFP_CLEAR},
                {0},
            },
    },
    {
        .number = 809,
        .name = "attachment-blocked",
        .category = MFP_CATEGORY_POLICY,
        .says = "the server refuses this kind of attachment",
        .owner = MFP_OWNER_DEVICE_ADMIN,
        .fix = "Set the device to send PDF, without encryption or archive, and with a plain "
               "file name; or have the filter's admin allow the type.",
        .evidence =
            (const struct mfp_evidence[]){
                {.phrase =
                     "\\b(illegal|blocked|banned|forbidden|prohibited|disallowed|dangerous|unsafe"
                     "|executable|unacceptable|restricted|encrypted"
                     "|unwanted)\\b.{0,20}\\b(attachments?|file ?(types?|names?|extension)?|files?)\\b"
                     "|\\b(attachments?|file ?(type|name|extension))\\b.{0,50}\\b(not (allowed"
                     "|permitted|accepted)|banned|blocked|forbidden|prohibited|disallowed|illegal"
                     "|rejected|security|refused)\\b"
                     "|p=BlockedMessage|potential security issue",
                 .unless = "size|large|\\bbig\\b",
                 .weight = MFP_CLEAR},
                {0},
            },
    },
    {
        .number = 810,
        .name = "content-rejected",
        .category = MFP_CATEGORY_POLICY,
        .says = "a content filter refused the message",
        .owner = MFP_OWNER_MAIL_ADMIN,
        .fix = "Give the device a real subject and text, and ask the filter's admin which "
               "rule met and for an exception.",
        .evidence =
            (const struct mfp_evidence[]){
                {.phrase =
                     "\\bcontent\\b.{0,40}\\b(reject\\w*|block\\w*|refus\\w*|denied|not (allowed"
                     "|accepted|permitted)|filter\\w*|restrict\\w*|violat\\w*|policy|prohibited)"
                     "|\\bmessage (was |has been )?filtered\\b"
                     "|\\b(content|message|mail|email|security|header|body|milter)[- ]filter"
                     "|\\b(forbidden|banned|blocked|prohibited|offensive|restricted"
                     "|objectionable) (content|word|subject|phrase|keyword|url|link)"
                     "|\\bDLP\\b|\\bdata loss prevention"
                     "|\\bsubject\\b.{0,20}\\b(blocked|rejected|not (allowed|accepted)|banned)"
                     "|\\bheader/body check",
                 .unless = "content-(type|transfer)|mailbox|recipient filter",
                 .weight = MFP_WEAK},
                {.enhanced = "x.7.7", .generic = MFP_ANY_TEXT, .weight = MFP_LAST},
                {0},
            },
    },
    {
        .number = 811,
        .name = "client-host-rejected",
        .category = MFP_CATEGORY_POLICY,
        .says = "the server refuses this client",
        .owner = MFP_OWNER_MAIL_ADMIN,
        .fix = "Add the device's address to the clients that the server admits, or let the "
               "device log in on port 587.",
        .evidence =
            (const struct mfp_evidence[]){
                {.generic =
                     "\\bclient host (rejected|denied|blocked|refused)"
                     "|\\b(host|network|client|ip( address)?|connection|connections"
                     "|access)\\b( \\S+)?( from)?( \\S+)? (is |are |was |has been )?(not (allowed"
                     "|accepted|permitted|welcome|authori[sz]ed)|banned|barred|blocked|denied|rejected"
                     "|refused|screened|forbidden|blackholed|prohibited)\\b"
                     "|\\byour (host|ip|network|server|country|isp|domain|client"
                     "|access)\\b.{0,50}\\b(not (allowed|accepted|permitted)|banned|barred|blocked"
                     "|denied|rejected|refused)"
                     "|\\b(blocked|banned|barred|refused|rejected|unauthori[sz]ed) (your |this "
                     "|sending )?(ip|host|client|network|country)\\b"
                     "|\\bnot in (the )?(white|allow) ?list"
                     "|\\bno (smtp )?access (from|for|to) (this|your)|\\bdynamically screened"
                     "|\\bintrusion (prevention|detection)|\\bfail2ban\\b|\\bfirewall\\b"
                     "|\\bService unavailable.{0,5} client\\b.{0,40}\\bblocked",
                 .unless =
                     "cannot find|relay|not authenticated|authenticat|recipient address|sender address"
                     "|\\bmailbox|domain not found|unregistered|too many|limit|auth\\w* failed"
                     "|log[- ]?in|SSL|TLS|unavailable due|certificate|send(ing)? as|from address"
                     "|\\bhelo\\b|^Access denied(,|\\.?$)|user|is listed|account|recipient|temporar",
                 .weight = MFP_VAGUE},
                {.generic = "\\b(no smtp service|smtp service (is )?not available)",
                 .code = "5xx",
                 .stages = MFP_AT_BANNER,
                 .weight = MFP_CLEAR},
                {0},
            },
    },
    {
        .number = 812,
        .name = "geo-blocked",
        .category = MFP_CATEGORY_POLICY,
        .says = "mail from this country is refused",
        .owner = MFP_OWNER_MAIL_ADMIN,
        .fix = "Ask the recipient's admin for an exception, or send through a provider in an "
               "admitted country.",
        .evidence =
            (const struct mfp_evidence[]){
                {.phrase = "\\bgeo(graphical\\w*|-?ip|-?location|-?block\\w*)\\b"
                           "|\\bcountry (is )?(blocked|not allowed|restricted|rejected)"
                           "|\\b(from|in) (your|this) country|countries\\.nerd",
                 .weight = MFP_SURE},
                {0},
            },
    },
    {
        .number = 813,
        .name = "recipient-blocked-sender",
        .category = MFP_CATEGORY_POLICY,
        .says = "the recipient has blocked this sender",
        .owner = MFP_OWNER_RECIPIENT,
        .fix = "Ask the recipient to take the device's From address off the blocked senders.",
        .evidence =
            (const struct mfp_evidence[]){
                {.phrase =
                     "\\b(block(ed)?|reject(ed)?|refuse[ds]?|denied)\\b.{0,20}\\bby (this|the) (user"
                     "|recipient|addressee)\\b"
                     "|\\bblocked senders?\\b|\\bCustomized-Block|\\bUser Entry"
                     "|\\brecipient (has )?(blocked|refused|rejected|blacklisted|does not want)"
                     "|\\b(user|recipient)\\b.{0,20}\\b(has )?(blocked|blacklisted|rejects?"
                     "|refuses?)\\b.{0,30}\\b(you|sender|mail|message|your)"
                     "|\\brecipient preferences",
                 .unless = "blocked due to|account is ?blocked|user.{0,12}has been blocked",
                 .weight = MFP_CLEAR},
                {0},
            },
    },
    {
        .number = 814,
        .name = "challenge-response",
        .category = MFP_CATEGORY_POLICY,
        .says = "the recipient's server asks for a confirmation",
        .owner = MFP_OWNER_MAIL_ADMIN,
        .fix = "Follow the link in the reply once for the device's server or From address.",
        .evidence =
            (const struct mfp_evidence[]){
                {.phrase =
                     "\\brequires? confirmation|\\bto confirm (this|your|that)"
                     "|\\bconfirmation (required|needed)|\\bchallenge[-/ ]response|\\bwhitelist\\.aspx"
                     "|\\bprove you are",
                 .unless = "greylist"},
                {0},
            },
    },
    {
        .number = 815,
        .name = "local-policy",
        .category = MFP_CATEGORY_POLICY,
        .says = "a rule of the server refuses this mail",
        .owner = MFP_OWNER_MAIL_ADMIN,
        .fix = "Ask the server's admin which rule met this mail (the reply and its time are "
               "enough to find it) and for an exception.",
        .evidence =
            (const struct mfp_evidence[]){
                {.generic =
                     "\\bpolicy (restriction|rejection|violation|reasons?)"
                     "|\\b(denied|rejected|blocked|refused|prohibited|violat\\w+|not (accepted"
                     "|allowed)|against)\\b.{0,30}\\b(by |due to |for |of |because of |our |the "
                     "|a )?(local |company |site |security |mail |server |access |sending )?polic(y"
                     "|ies)\\b"
                     "|\\badministrative(ly)? (prohibit\\w*|denied|lock|rejected|refus\\w+|block\\w*)"
                     "|\\bpolicy\\b.{0,30}\\b(reject\\w*|violat\\w*|block\\w*|denied|prohibits?)"
                     "|\\bsecurity polic(y|ies)|\\bETP\\d+|\\bmail rejected by destination"
                     "|\\bgo away\\b",
                 .unless = "dmarc|\\bspf\\b|dkim|tls|ssl|conditional|sender address|authenticat"
                           "|security defaults|password",
                 .weight = MFP_VAGUE},
                {.generic = "\\bpolic(y|ies)\\b|\\bprohibited\\b|\\bforbidden\\b|\\bbanned\\b",
                 .unless = "dmarc|\\bspf\\b|dkim|relay|tls|ssl",
                 .weight = MFP_VAGUE},
                {.generic =
                     "\\b(message|mail|e-?mail|content|delivery|transaction|connection|access"
                     "|envelope)\\b.{0,30}\\b(rejected|refused|blocked|denied|not (accepted|allowed"
                     "|permitted)|discarded|restricted)\\b"
                     "|\\b(permanently )?(rejected|refused|blocked|denied)\\b",
                 .unless =
                     "relay|sender|recipient|mailbox|user|auth\\w*|dmarc|\\bspf\\b|dkim|password|tls"
                     "|ssl|temporar",
                 .code = "5xx",
                 .weight = MFP_LAST},
                {.generic = "\\b(rejected|refused|blocked|banned)\\b",
                 .unless =
                     "relay|sender|recipient|mailbox|user|auth\\w*|dmarc|\\bspf\\b|dkim|password|tls"
                     "|ssl|temporar|greylist",
                 .code = "4xx",
                 .weight = MFP_VAGUE},
                {.enhanced = "x.7.1 x.7.0",
                 .generic = MFP_ANY_TEXT,
                 .code = "5xx",
                 .weight = MFP_LAST - 20},
                {.code = "5xx", .stages = MFP_AT_BANNER, .weight = MFP_WEAK},
                {.code = "5xx", .stages = MFP_AT_BODY, .weight = MFP_WEAK},
                {.code = "554"},
                {.code = "5xx", .weight = MFP_LAST},
                {0},
            },
    },
    {0},
};
