/*
 * The server does not pass mail on for this client, connector or login.
 */
#include "failures/tables.h"

/* Whose words these are: a sender who is not the login, a limit, a blocklist. */
#define NOT_RELAY                                                                                                                \
    "\\bsender\\b.{0,30}\\bto use\\b|\\brelay\\w* (is )?(disallowed|denied|not allowed|not permitted) as\\b|relay (limit|quota)" \
    "|spam|\\bauth\\w*( is)? required (for|to|before)\\b|blocked using|\\brelay=|reputation"                                     \
    "|black ?list|block ?list|DNSBL|\\bRBL"

#define REFUSED                                                                                    \
    "(den(y|ied)|not (be )?(permitted|allowed|authori[sz]ed|accepted|supported|enabled|possible)"  \
    "|disallowed|prohibited|refused|reject(s|ed|ing)?|forbidden|blocked|restricted|disabled"       \
    "|unauthori[sz]ed|failed|restrictions?|verboten|interdit|no permitid[oa])"

const struct mfp_cause mfp_causes_relay[] = {
    {
        .number = 1001,
        .name = "relay-denied",
        .category = MFP_CATEGORY_RELAY,
        .says = "the server will not relay for this client",
        .owner = MFP_OWNER_MAIL_ADMIN,
        .fix = "Turn on SMTP authentication in the device, or add its address to the server's "
               "relay list (mynetworks, relay hosts, receive connector).",
        .evidence =
            (const struct mfp_evidence[]){
                {.phrase =
                     "\\b(mail |smtp |open )?relay(ing|ed|s)?( access| mail| service)?\\b.{0,40}\\b" REFUSED
                     "\\b",
                 .unless = NOT_RELAY "|without auth",
                 .weight = MFP_VAGUE},
                {.phrase =
                     "\\b(unable|not allowed|not permitted|not authori[sz]ed|not configured|cannot"
                     "|can't|could not|do ?n[o']t|do not|does not|refus\\w+|wo ?n[o']t|will not|no"
                     "|denied|unauthori[sz]ed|illegal|attempt\\w*|permission|prohibits?|are not|is not"
                     "|(is|are|was) ?n[o']t|may not|trying|rejected|not an? open|third[- ]party"
                     "|no open)\\b.{0,25}\\brelay(ing|ed)?\\b",
                 .unless = NOT_RELAY "|without auth|relay (host|server)s? (found|available|down)",
                 .weight = MFP_VAGUE},
                {.phrase = "\\b(not|never) relay(ing|ed)?\\b",
                 .unless = NOT_RELAY,
                 .weight = MFP_VAGUE},
                {.phrase = "\\brcpthosts\\b|\\bnot a gateway\\b|\\bnot (a )?local host\\b"
                           "|\\bnon-accepted domain|\\bpermissions? to submit to this server"
                           "|\\bI cannot deliver mail for\\b|message submission to remote"
                           "|\\bcannot receive (mail )?for (that|this) (domain|recipient|host)"
                           "|\\bDelivery is not allowed to this address",
                 .weight = MFP_VAGUE},
                {.generic =
                     "\\b((recipient|destination|remote|target|rcpt|your|this|that)( mail)? )?(domain"
                     "|destination)( \\S+)? (is |was )?((not|n't) (a )?(local|hosted|handled|served"
                     "|accepted|allowed|permitted|serviced|relayed|in (my|our) list|one of ours"
                     "|configured|responsible)|isn't (local|hosted|handled))\\b"
                     "|\\bnot (a )?(locally hosted|hosted (here|on this|by this))"
                     "|\\b(only|just) (accept|handle|receive|deliver)s?\\b.{0,30}\\blocal\\b"
                     "|\\bexternal (recipients?|domains?|addresses|mail|delivery)\\b.{0,25}\\b" REFUSED
                     "|\\bnot responsible for\\b.{0,30}\\bdomain|\\bno such (local )?domain here"
                     "|\\bdon'?t (accept|handle|host) mail for",
                 .unless =
                     "sender|\\bMAIL FROM|helo|spam|return path|not allowed to send|registered|sending"},
                {.enhanced = "5.7.54"},
                {.code = "513", .stages = MFP_AT_RCPT},
                {0},
            },
    },
    {
        .number = 1002,
        .name = "google-relay-ip-not-registered",
        .category = MFP_CATEGORY_RELAY,
        .says = "Google's relay does not know this IP address",
        .owner = MFP_OWNER_MAIL_ADMIN,
        .fix = "Add the site's public IP address under Apps, Google Workspace, Gmail, "
               "Routing, SMTP relay service, or let the device authenticate.",
        .evidence =
            (const struct mfp_evidence[]){
                {.phrase = "Invalid credentials for relay|Mail relay denied|\\bSMTP ?Relay service"
                           "|support\\.google\\.com/a/\\S*(6140680|2956491).{0,5}relay"
                           "|p=(RelayDenied|InvalidRelay)",
                 .unless = "limit exceeded",
                 .weight = MFP_CLEAR},
                {0},
            },
    },
    {
        .number = 1003,
        .name = "m365-connector-mismatch",
        .category = MFP_CATEGORY_RELAY,
        .says = "no Microsoft 365 connector fits this client",
        .owner = MFP_OWNER_MAIL_ADMIN,
        .fix = "Enter the site's present public IP address in the inbound connector of the "
               "Exchange admin center (Mail flow, Connectors) and in SPF.",
        .evidence =
            (const struct mfp_evidence[]){
                {.phrase = "TenantAttribution|ATTR\\d+.{0,40}(relay|wrong region|not accepted)"
                           "|mail sent to the wrong",
                 .weight = MFP_CLEAR},
                {.enhanced = "5.7.64 4.4.62 4.7.64"},
                {0},
            },
    },
    {
        .number = 1004,
        .name = "exchange-relay-denied",
        .category = MFP_CATEGORY_RELAY,
        .says = "Exchange does not relay for this client",
        .owner = MFP_OWNER_MAIL_ADMIN,
        .fix = "Add the device's address to a receive connector with anonymous users and the "
               "right ms-Exch-SMTP-Accept-Any-Recipient, or let the device log in.",
        .evidence =
            (const struct mfp_evidence[]){
                {.phrase = "\\bUnable to relay\\b|External client with IP address",
                 .weight = MFP_CLEAR},
                {0},
            },
    },
    {
        .number = 1005,
        .name = "pop-before-smtp",
        .category = MFP_CATEGORY_RELAY,
        .says = "the server wants the mailbox polled before sending",
        .owner = MFP_OWNER_DEVICE_ADMIN,
        .fix = "Turn on SMTP authentication in the device, or where it has none its 'POP "
               "before SMTP' setting.",
        .evidence =
            (const struct mfp_evidence[]){
                {.phrase = "\\brelay\\w*\\b.{0,60}\\bPOP3?\\b.{0,12}\\b(before|b4|first)",
                 .weight = MFP_CLEAR},
                {0},
            },
    },
    {0},
};
