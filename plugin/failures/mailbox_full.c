/*
 * The recipient's mailbox is over its quota. A full disk of the server is service, a sending
 * quota is throttle.
 */
#include "failures/tables.h"

#define SENDING                                                                                    \
    "submission|sending|\\brelay|outgoing|outbound|daily|hourly|per (day|hour)|queue quota"        \
    "|message rate|quota for sending|recipients? (limit|quota|today)|rate limit|send(er)? quota"

const struct mfp_cause mfp_causes_mailbox_full[] = {
    {
        .number = 1201,
        .name = "mailbox-full",
        .category = MFP_CATEGORY_MAILBOX_FULL,
        .says = "the recipient's mailbox is full",
        .owner = MFP_OWNER_RECIPIENT,
        .fix = "Ask the recipient to empty the mailbox and its trash, or raise the mailbox "
               "quota; send the scan elsewhere meanwhile.",
        .evidence =
            (const struct mfp_evidence[]){
                {.phrase =
                     "OFR_417|OverQuota(Temp|Perm)|MapiExceptionShutoffQuotaExceeded|mailbox-is-full"},
                {.enhanced = "x.2.2", .unless = SENDING "|message (size|too|exceed)"},
                {.generic =
                     "\\b(mail ?box(es)?|mail-?box|inbox|maildir|mail ?folder|mail ?file|mail drop"
                     "|message store|boite( aux lettres| du destinataire)?|postfach|buzon|casella"
                     "|caixa( postal)?)\\b.{0,50}\\b(is |are |was )?(full"
                     "|over (its |the |his |their )?(storage |size |allotted |mailbox )?(quota|limit"
                     "|size)"
                     "|over ?quota|overflow|out of (storage|space)|too (full|large|big)|exceed\\w*"
                     "|quota|at (its )?(limit|capacity)|no (more )?(space|room)|pleine?|voll|lleno"
                     "|llena|cheia|piena)\\b",
                 .unless = SENDING "|message (size|length) exceed",
                 .weight = MFP_STRONG},
                {.generic =
                     "\\bover[- ]?quota\\b|\\bover (the )?(allowed )?(disk |storage |mail )?quota"
                     "|\\bquota\\b( has been| is| was| limit)? ?(exceed\\w*|full|reached|violation"
                     "|overrun|exhausted|limit reached)"
                     "|\\b(exceed\\w*|reached|over|above|beyond|out of)\\b.{0,30}\\b(mail|mailbox"
                     "|storage|disk|user|account|space|his|her|their|its)?('s)? ?quota\\b",
                 .unless = SENDING "|\\bserver|system|message (count|size) quota",
                 .weight = MFP_CLEAR},
                {.generic =
                     "\\b(user|account|account\\(s\\)|recipient|addressee"
                     "|destinat\\w+)\\b.{0,40}\\b(is full|over (its |the )?quota"
                     "|out of (storage|space|quota)|(not|n't) (have )?enough (space|room|storage)"
                     "|no (more |storage )?(space|room)"
                     "|(has |have )?exceeded (its |the |his |their )?(storage|mailbox|disk|size|space"
                     "|mail))",
                 .unless = SENDING,
                 .weight = MFP_CLEAR},
                {.generic = "\\bexceed\\w*\\b.{0,12}\\bstorage (allocation|limit|quota|space)",
                 .unless = SENDING},
                {.generic =
                     "\\b(not enough|insufficient|no)( free| available| more)? (space|room"
                     "|storage)\\b.{0,30}\\b(in|for|on|left in)\\b.{0,12}\\b(the |this |user'?s? "
                     "|recipient'?s? )?(mailbox|inbox|user|recipient|account)",
                 .weight = MFP_STRONG},
                {.code = "552", .stages = MFP_AT_RCPT},
                {.code = "552", .stages = MFP_AT(MFP_STAGE_DELIVERY)},
                {0},
            },
    },
    {0},
};
