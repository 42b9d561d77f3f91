/*
 * The message is too big: at MAIL (SIZE=, RFC 1870), at the end of data, or at the recipient.
 */
#include "failures/tables.h"

const struct mfp_cause mfp_causes_size[] = {
    {
        .number = 601,
        .name = "message-too-large",
        .category = MFP_CATEGORY_SIZE,
        .says = "the message is larger than the server takes",
        .owner = MFP_OWNER_DEVICE_ADMIN,
        .fix = "Lower resolution, colour depth or pages per scan, or set the device to split "
               "or compress; else raise the server's message size limit.",
        .evidence =
            (const struct mfp_evidence[]){
                {.phrase =
                     "Class=size|MaxSubmissionExceeded|MessageSubmissionExceeded|databytes limit"
                     "|\\bRESOLVER\\.RST\\.SendSizeLimit|IB604|AUP#[-\\w]*-1530"},
                {.enhanced = "x.2.3 x.3.4",
                 .unless = "\\bmailbox\\b.{0,30}(full|quota)|attachments \\("},
                {.generic =
                     "\\b(message|mail|e-?mail|msg|content|data|file|attachments?|body|nachricht"
                     "|mensaje|fichier)\\b.{0,40}\\b(is |was |are )?(too|zu|trop|demasiado) ?(big"
                     "|large|long|gro\\w+|grand\\w*|gros|volumineux|heavy|grande)\\b",
                 .unless = "header (too|is)|line (too|is|length)|line too|too long for|bare"
                           "|mailbox (is )?too|login|command|address (is )?too"
                           "|header (line|field|section|size)",
                 .weight = MFP_STRONG},
                {.generic = "\\btoo (much|many) (mail |message )?(data|bytes|octets)\\b"
                            "|\\btoo (big|large) (a )?(message|mail|file|attachment)"
                            "|\\b(oversi[sz]ed?)\\b.{0,20}\\b(message|mail|attachment|content)?"
                            "|\\bSIZE=.{0,20}too (big|large)",
                 .unless = "header|line",
                 .weight = MFP_STRONG},
                {.generic =
                     "\\b(message|mail|e-?mail|attachments?|content|data|file|envelope|declared"
                     "|maximum|max|fixed|maximal)\\b.{0,40}\\b(size|length)\\b.{0,60}\\b(exceed\\w*"
                     "|limit|too|over|larger|greater|above|bigger|not accept\\w*|beyond|maximum"
                     "|violation)\\b",
                 .unless =
                     "header|\\bline\\b|mailbox size|mailbox.{0,20}size limit|password|address length"
                     "|recipients",
                 .weight = MFP_STRONG},
                {.generic =
                     "\\b(exceed\\w*|larger than|greater than|bigger than|above|over|beyond"
                     "|limit)\\b.{0,60}\\b(size|message length|length limit|\\d+ ?([kmg]i?)?b(ytes?)?"
                     "|mega ?bytes|octets)\\b",
                 .unless = "header|\\bline\\b|mailbox|quota|storage|log[- ]?in|rate|per (hour|day)"
                           "|reputation|number of|recipients",
                 .weight = MFP_STRONG},
                {.generic =
                     "\\b(message|mail|e-?mail|attachments?)\\b.{0,20}\\bexceed\\w*\\b.{0,40}\\b(limit"
                     "|maximum|allowed|permitted)",
                 .unless =
                     "rate|hops|per (hour|day|minute|session|connection)|number|recipients|header"
                     "|\\bline\\b|mailbox|quota|messages per|max(imum)? number",
                 .code = "523 534 550 552 554"},
                {.generic = "\\b(size|length) (limit|restriction)\\b|\\b(message|mail) size\\b",
                 .unless = "header|\\bline\\b|mailbox",
                 .weight = MFP_WEAK},
                {.code = "552", .stages = MFP_AT_MAIL | MFP_AT_BODY},
                {.code = "523", .stages = MFP_AT_MAIL | MFP_AT_RCPT | MFP_AT_BODY},
                {.code = "552", .weight = MFP_VAGUE},
                {0},
            },
    },
    {
        .number = 602,
        .name = "too-large-for-recipient",
        .category = MFP_CATEGORY_SIZE,
        .says = "the message is larger than the recipient may get",
        .owner = MFP_OWNER_MAIL_ADMIN,
        .fix = "Scan with lower resolution or fewer pages, or raise the recipient's limit "
               "(Set-Mailbox -MaxReceiveSize).",
        .evidence =
            (const struct mfp_evidence[]){
                {.phrase = "RecipSizeLimit|too (large|big) for (this|the) (recipient|mailbox|user)"
                           "|(limit|size) set by (the )?recipient|MaxReceiveSize",
                 .weight = MFP_CLEAR},
                {0},
            },
    },
    {
        .number = 603,
        .name = "too-many-attachments",
        .category = MFP_CATEGORY_SIZE,
        .says = "the message has too many attachments",
        .owner = MFP_OWNER_DEVICE_ADMIN,
        .fix = "Set the device to one file per job (multi-page PDF) instead of one file per "
               "page.",
        .evidence =
            (const struct mfp_evidence[]){
                {.phrase =
                     "\\bnumber of attachments\\b|\\btoo many (attachments|files|mime parts|parts)\\b",
                 .weight = MFP_CLEAR},
                {0},
            },
    },
    {
        .number = 604,
        .name = "attachment-too-large",
        .category = MFP_CATEGORY_SIZE,
        .says = "the attachment is larger than allowed",
        .owner = MFP_OWNER_DEVICE_ADMIN,
        .fix = "Lower resolution or pages per scan, or send large scans to a folder or share "
               "instead of by mail.",
        .evidence =
            (const struct mfp_evidence[]){
                {.phrase =
                     "\\battachments? (size )?(limit|too (large|big))\\b|\\battachments? exceed",
                 .weight = MFP_WEAK},
                {0},
            },
    },
    {0},
};
