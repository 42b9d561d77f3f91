/*
 * Counts and rates: too many messages, recipients, connections, logins. A limit set because
 * of reputation is policy, because of a missing SPF or DKIM it is sender.
 */
#include "failures/tables.h"

/* What speaks of limits and means something else. */
#define NOT_RATE                                                                                   \
    "\\bspam|reputation|\\bbulk\\b|unsolicited|\\bhops?\\b|received headers|mailbox (size|full)"   \
    "|\\bloop|PTR record|wasn't sent over|\\bgrey"

const struct mfp_cause mfp_causes_throttle[] = {
    {
        .number = 1101,
        .name = "too-many-recipients",
        .category = MFP_CATEGORY_THROTTLE,
        .says = "too many recipients in one message",
        .owner = MFP_OWNER_DEVICE_ADMIN,
        .fix = "Send to fewer recipients at a time, or to one distribution list.",
        .evidence =
            (const struct mfp_evidence[]){
                {.phrase =
                     "\\btoo many ((message|total|envelope|different) )?(recipients|rcpts?"
                     "|RCPT commands|addressees|destinations)\\b"
                     "|\\b(exceed\\w*|reached|over|maximum|limit|max)\\b.{0,40}\\b(number of "
                     "|allowed )?(recipients|RCPTs?)\\b"
                     "|\\brecipients?\\b.{0,10}\\b(count|number)\\b.{0,20}\\b(exceed\\w*|limit|too)"
                     "|\\btrop de destinataires|\\bzu viele Empf|\\brecipient limit (exceeded|reached)"
                     "|\\bmore than \\d+ recipients|IB605",
                 .unless =
                     "invalid recipients|bad recipients|unknown recipients|invalid rcpt"
                     "|per (hour|day|minute)|(this|an) hour|today|size limit"
                     "|too many recipients from \\d|\\d\\s*recipients (today|daily)|recipient thread"
                     "|Class=size",
                 .weight = MFP_WEAK},
                {.enhanced = "x.5.3", .generic = MFP_ANY_TEXT, .weight = MFP_LAST},
                {0},
            },
    },
    {
        .number = 1102,
        .name = "daily-sending-limit",
        .category = MFP_CATEGORY_THROTTLE,
        .says = "the sending limit for a day is reached",
        .owner = MFP_OWNER_ACCOUNT_OWNER,
        .fix = "Wait a day, spread the scans over more accounts, or move to a plan or relay "
               "with a higher limit.",
        .evidence =
            (const struct mfp_evidence[]){
                {.phrase =
                     "\\bdaily\\b.{0,40}\\b(limit|quota|maximum|allowance|threshold|count|cap)"
                     "|\\b(limit|quota|maximum|allowance|too many|exceed\\w*|reached)\\b.{0,60}\\b(per"
                     "|a|each|this|for the|in one|in the last|24) ?(day|24 ?h\\w*|hours today"
                     "|today)\\b"
                     "|\\b(today|24[- ]hour)\\b.{0,20}\\b(limit|quota)|DailySending|DailyLimit"
                     "|\\btageslimit",
                 .unless = NOT_RATE},
                {.enhanced = "5.4.5 4.4.5", .generic = "\\b(sending|relay|user) (limit|quota)"},
                {.enhanced = "5.4.5", .code = "550 554"},
                {.enhanced = "5.1.90 4.1.90"},
                {0},
            },
    },
    {
        .number = 1103,
        .name = "hourly-limit",
        .category = MFP_CATEGORY_THROTTLE,
        .says = "the sending limit for an hour is reached",
        .owner = MFP_OWNER_NOBODY,
        .fix = "Wait an hour; if it returns, spread the scans or ask the provider for a "
               "higher limit.",
        .evidence =
            (const struct mfp_evidence[]){
                {.phrase =
                     "\\b(hourly)\\b.{0,40}\\b(limit|quota|maximum|rate|threshold)"
                     "|\\b(limit\\w*|quota|maximum|too many|exceed\\w*|max)\\b.{0,80}(\\b(per|an|each"
                     "|this|in one|in the last) hour|/ ?(hour|hr|h)\\b)"
                     "|max defers and failures",
                 .unless = "\\bspam|reputation|recipient'?s per hour|Recipient's"},
                {.phrase = "\\bIB(607|609|007)\\b", .weight = MFP_VAGUE},
                {0},
            },
    },
    {
        .number = 1104,
        .name = "sending-quota-exceeded",
        .category = MFP_CATEGORY_THROTTLE,
        .says = "the account's sending quota is used up",
        .owner = MFP_OWNER_ACCOUNT_OWNER,
        .fix = "Wait until the quota renews, or raise it with the provider; look for a device "
               "that sends in a loop.",
        .evidence =
            (const struct mfp_evidence[]){
                {.phrase =
                     "Submission ?Quota ?Exceeded"
                     "|\\b(submission|sending|send|outgoing|outbound|relay|smtp|message|transmission"
                     "|account sending)\\b[- ]?(quota|credits?|allowance)\\b.{0,25}\\b(exceed\\w*"
                     "|reached|used|exhausted|over|spent|full)"
                     "|\\b(exceed\\w*|reached|used up|over|no more)\\b.{0,30}\\b(submission|sending"
                     "|send|outgoing|outbound|relay|daily message|smtp|message count) (quota|credits?"
                     "|limits?|allowance)"
                     "|maximum credits exceeded|\\bqueue quota"
                     "|\\bsending limits?\\b.{0,20}\\b(exceed\\w*|reached|hit)"
                     "|\\b(quota|limit)s? (for|on) (outgoing|outbound|sending|sent)"
                     "|\\b(outgoing|outbound) (e-?mail|mail|message)s? (limit|quota)"
                     "|\\bquota for sending",
                 .unless = "\\bspam|mailbox|recipient'?s mail|storage|Message-ID"},
                {.phrase = "mail send limit"},
                {.enhanced = "5.2.2", .phrase = "submission|sending|daily|RecipientQuota"},
                {0},
            },
    },
    {
        .number = 1105,
        .name = "rate-limit",
        .category = MFP_CATEGORY_THROTTLE,
        .says = "the account or address sends too fast",
        .owner = MFP_OWNER_NOBODY,
        .fix = "Wait some minutes; if it returns, spread the jobs or ask the provider for a "
               "higher rate.",
        .evidence =
            (const struct mfp_evidence[]){
                {.phrase =
                     "\\brate[- ]?limit\\w*|\\bthrottl\\w+"
                     "|\\b(rate|frequency)\\b.{0,30}\\b(exceed\\w*|too (high|fast)|limit\\w*|reached"
                     "|control)"
                     "|\\bexceed\\w*\\b.{0,40}\\b(rate|frequency)\\b"
                     "|\\btoo (fast|frequent\\w*|quick\\w*|often)\\b|\\bslow(ing)? down\\b"
                     "|\\bmail(ing)? flood|\\bflood(ing)? (detected|protection|control)",
                 .unless = NOT_RATE
                 "|Gmail requires|aligned with|receiving mail|The recipient has|recipient'?s"
                 "|suspicious|log[- ]?in|auth",
                 .weight = MFP_WEAK},
                {.phrase =
                     "\\btoo (many|much)\\b( (recent|new|concurrent|outgoing|e-?))* ?(e-?mails?|mails?"
                     "|messages?|msgs?|requests?|transactions?|commands|submissions?|deliveries"
                     "|recipients)\\b( sent)?\\b.{0,30}\\b(from|per|in (a|the|this|one|last)|within"
                     "|recently|at once|by|sent|try|please|for)"
                     "|\\btoo many (recent|concurrent|simultaneous) \\w+|\\btoo much mail from"
                     "|\\btoo many requests\\b",
                 .unless = NOT_RATE
                 "|connection|session\\b|\\bAUTH\\b|\\bthe day\\b"
                 "|too many recipients: too many recipients"
                 "|\\brecipients?( in| for| to)? (this|one|a single|the) (message|mail)",
                 .weight = MFP_WEAK},
                {.phrase = "\\bwait\\b.{0,30}\\b(\\d+ )?(seconds?|minutes?)\\b.{0,30}\\b(before"
                           "|between).{0,20}\\b(send|mail|message|another|again)",
                 .unless = "grey",
                 .weight = MFP_VAGUE},
                {.phrase =
                     "\\b\\d+ (messages?|e-?mails?|mails?|recipients?)\\b.{0,12}\\b(per|in|within"
                     "|every|during)\\b.{0,12}\\b(\\d+ ?)?(s|sec|seconds?|minutes?|mins?)\\b",
                 .unless = "spam"},
                {.enhanced = "5.7.232 5.7.233 5.7.234 5.7.236 5.7.508 4.7.28 5.7.28"},
                {.phrase = "\\brate\\b.{0,3}\\d+(\\.\\d+)? ?/ ?\\d+ ?[smhd]\\b"},
                {0},
            },
    },
    {
        .number = 1106,
        .name = "too-many-connections",
        .category = MFP_CATEGORY_THROTTLE,
        .says = "too many connections at the same time",
        .owner = MFP_OWNER_NOBODY,
        .fix = "Wait, and let fewer devices send at once; on the server raise the limit of "
               "connections per client.",
        .evidence =
            (const struct mfp_evidence[]){
                {.phrase =
                     "\\btoo many\\b.{0,30}\\b(connections?|connects|sessions?|clients|processes"
                     "|channels|links)\\b"
                     "|\\b(connections?|sessions?|connection (count|frequency"
                     "|rate))\\b.{0,25}\\b(limit(s|ed)?|quota|maximum|threshold)\\b"
                     "|\\b(maximum|max|limit|exceed\\w*|reached)\\b.{0,40}\\b(connections|sessions"
                     "|connected clients)\\b",
                 .unless =
                     "messages? (per|in|for)|in this (connection|session)|per session|recipients"
                     "|\\bspam|errors|invalid|commands|bad recipients|\\btime ?limit|expired"
                     "|reputation|sent in"},
                {.enhanced = "4.3.2", .generic = "\\bconcurrent\\b"},
                {0},
            },
    },
    {
        .number = 1107,
        .name = "messages-per-connection",
        .category = MFP_CATEGORY_THROTTLE,
        .says = "too many messages over one connection",
        .owner = MFP_OWNER_DEVICE_ADMIN,
        .fix = "Nothing is lost: the rest goes out over the next connection; lower the number "
               "of jobs that the device sends in one go.",
        .evidence =
            (const struct mfp_evidence[]){
                {.phrase =
                     "\\b(messages?|mails?|recipients?|transactions?)\\b.{0,40}\\b(in|per|over|for|on"
                     "|during) (this|one|a|the|each)? ?(single |same )?(connection|session)"
                     "|too many messages sent\\.?$|IB510",
                 .unless = "\\bspam|reject\\w* as|reached maximum number of recipients"},
                {0},
            },
    },
    {
        .number = 1108,
        .name = "too-many-logins",
        .category = MFP_CATEGORY_THROTTLE,
        .says = "too many logins in a short time",
        .owner = MFP_OWNER_DEVICE_ADMIN,
        .fix = "Wait 15 minutes or more, let the devices log in less often, and look for one "
               "that keeps trying a wrong password.",
        .evidence =
            (const struct mfp_evidence[]){
                {.phrase = "\\btoo many\\b.{0,40}\\b(log[- ]?[io]ns?|auth\\w*|sign[- ]?ins?"
                           "|password)\\b( commands?| attempts?| failures?| requests?| tries)?"
                           "|\\b(log[- ]?[io]n|auth\\w*)\\b.{0,30}\\b(rate|limit|too (often|many"
                           "|frequent\\w*|fast)|frequency)\\b"
                           "|\\bfail(ed)? too many times"
                           "|\\btoo many (failed |unsuccessful |recent )?attempts",
                 .unless = "relay|limited to",
                 .code = "4xx",
                 .weight = MFP_STRONG},
                {0},
            },
    },
    {
        .number = 1109,
        .name = "recipient-receive-rate",
        .category = MFP_CATEGORY_THROTTLE,
        .says = "the recipient gets mail faster than allowed",
        .owner = MFP_OWNER_RECIPIENT,
        .fix = "Wait and send again later; spread large runs of scans to one address.",
        .evidence =
            (const struct mfp_evidence[]){
                {.phrase =
                     "\\b(recipient|user|mailbox|account)\\b.{0,40}\\b(receiv\\w+"
                     "|getting)\\b.{0,30}\\b(too|rate|limit|quick\\w*|fast|many)"
                     "|\\bmessage receive limit|\\brecipient thread limit|\\bReceivingRate"
                     "|\\brecipient has exceeded (its|the|their)? ?(message )?rate"
                     "|\\bmail for (this|the) (user|recipient|mailbox).{0,30}\\b(too fast|rate)",
                 .unless = "storage|from you",
                 .weight = MFP_CLEAR},
                {.enhanced = "5.2.121 5.2.122 4.2.121 4.2.122"},
                {0},
            },
    },
    {
        .number = 1110,
        .name = "relay-peak-limit",
        .category = MFP_CATEGORY_THROTTLE,
        .says = "Google's relay limit for the company is reached",
        .owner = MFP_OWNER_MAIL_ADMIN,
        .fix = "Wait; if it returns, compare the volume with the SMTP relay limits in the "
               "Google Workspace admin console.",
        .evidence =
            (const struct mfp_evidence[]){
                {.phrase = "Peak SMTP relay limit|SMTP relay (sending )?limit exceeded"
                           "|Daily SMTP relay (sending )?(limit|quota)"
                           "|relay (limit|quota)\\b.{0,40}\\bcustomer",
                 .weight = MFP_CLEAR},
                {0},
            },
    },
    {
        .number = 1111,
        .name = "m365-concurrent-connections",
        .category = MFP_CATEGORY_THROTTLE,
        .says = "Microsoft 365 allows three connections at a time",
        .owner = MFP_OWNER_DEVICE_ADMIN,
        .fix = "Give busy devices accounts of their own, or let a local relay queue the mail "
               "so that at most three connections are open.",
        .evidence =
            (const struct mfp_evidence[]){
                {.phrase = "Concurrent connections limit exceeded|aka\\.ms/concurrent_sending",
                 .weight = MFP_CLEAR},
                {0},
            },
    },
    {
        .number = 1112,
        .name = "m365-submission-rate",
        .category = MFP_CATEGORY_THROTTLE,
        .says = "Exchange's submission rate for this client is hit",
        .owner = MFP_OWNER_MAIL_ADMIN,
        .fix = "Send more slowly, or raise MessageRateLimit on the receive connector "
               "(Set-ReceiveConnector).",
        .evidence =
            (const struct mfp_evidence[]){
                {.phrase = "submission rate for this (client|user) has exceeded|MessageRateLimit",
                 .weight = MFP_CLEAR},
                {0},
            },
    },
    {
        .number = 1113,
        .name = "limit-reached",
        .category = MFP_CATEGORY_THROTTLE,
        .says = "a sending limit is reached",
        .owner = MFP_OWNER_ACCOUNT_OWNER,
        .fix = "Wait and spread the jobs; ask the provider for the limits of this account.",
        .evidence =
            (const struct mfp_evidence[]){
                {.generic =
                     "\\b(account|user|sender|you|client|host|domain|IP|address)\\b.{0,40}\\b(exceeded"
                     "|reached|hit|over)\\b.{0,40}\\b(limits?|threshold|quota|allowance|maximum)\\b",
                 .unless = NOT_RATE
                 "|mailbox|storage|disk|space|\\bsize\\b|recipient'?s|tenant|recipient"},
                {.generic =
                     "\\b(volume|messages?|e-?mails?)\\b.{0,30}\\bper (second|minute|hour|day|month"
                     "|week)\\b"
                     "|\\bunexpected volume|\\btoo high (a )?volume|\\b(volume) (limit|of mail|too)",
                 .unless = "\\bspam|complain|reputation"},
                {.generic = "\\bnumber of (messages|mails|e-?mails)\\b.{0,20}\\bexceed",
                 .weight = MFP_CLEAR},
                {0},
            },
    },
    {0},
};
