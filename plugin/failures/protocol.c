/*
 * Commands, their order and syntax, HELO names, lines, and the form of the message.
 */
#include "failures/tables.h"

const struct mfp_cause mfp_causes_protocol[] = {
    {
        .number = 1401,
        .name = "helo-invalid",
        .category = MFP_CATEGORY_PROTOCOL,
        .says = "the server refuses the device's host name (HELO)",
        .owner = MFP_OWNER_DEVICE_ADMIN,
        .fix = "Give the device a full host name (printer.example.com) in its network "
               "settings, not 'localhost', an address or a name with blanks.",
        .evidence =
            (const struct mfp_evidence[]){
                {.phrase =
                     "\\b(HELO|EHLO)\\b.{0,60}\\b(invalid|rejected|reject|denied|refused|not (valid"
                     "|found|allowed|fully|resolv\\w*|match\\w*|accept\\w*|exist|permitted|specified"
                     "|rfc|a valid)|need fully|syntax|mismatch|does ?n[o']t|forged|fake|bogus|bad"
                     "|illegal|unknown|malformed|unacceptable|numeric|must|requires?|domain address"
                     "|localhost|my (own )?(name|ip|domain))\\b"
                     "|\\b(invalid|bad|bogus|illegal|malformed|syntactically|missing|incorrect|wrong"
                     "|unqualified|forged|unresolvable|no valid|your|fake|syntax:?|refused?"
                     "|reject\\w*)\\b.{0,20}\\b(HELO|EHLO)\\b",
                 .unless =
                     "first|hello first|before|blocked|spamhaus|listed|black|bl\\b|dnsbl"
                     "|command (not|un)|unknown command|unrecogni|out of sequence|SPF|implemented"
                     "|policy|\\bPTR\\b"},
                {.phrase = "\\b(do not|don't) believe (that )?you are\\b"},
                {.generic = "\\binvalid domain name\\b.{0,20}$|^Invalid domain name",
                 .unless = "sender|recipient",
                 .code = "501",
                 .weight = MFP_STRONG},
                {.phrase = "\\(EHLO\\)|\\(HELO\\)", .unless = "spam"},
                {.enhanced = "5.7.506"},
                {.code = "501 504 553", .stages = MFP_AT(MFP_STAGE_EHLO)},
                {.phrase = "^\\S+ requires (an? )?(valid )?(domain|host)"},
                {0},
            },
    },
    {
        .number = 1402,
        .name = "bad-sequence",
        .category = MFP_CATEGORY_PROTOCOL,
        .says = "the device sent commands in the wrong order",
        .owner = MFP_OWNER_DEVICE_ADMIN,
        .fix = "Update the device's firmware; if a login is set, check that port, TLS and "
               "authentication method fit the server.",
        .never = MFP_AT(MFP_STAGE_BODY), /* after 354 no command is read */
        .evidence =
            (const struct mfp_evidence[]){
                {.generic =
                     "\\b(bad|wrong|invalid|incorrect)\\b.{0,12}\\b(sequence|order)\\b"
                     "|\\bout of (sequence|order)\\b"
                     "|\\b(need|send|expect\\w*|issue|use|give|say|requires?|missing|want|specify"
                     "|try)\\b.{0,20}\\b(HELO|EHLO|HELLO|MAIL|RCPT|DATA|RSET)\\b.{0,20}\\b(command"
                     "|first|before)\\b"
                     "|\\b(MAIL|RCPT|HELO|EHLO|DATA|hello)( TO| FROM| command)?:? (command )?(first"
                     "|required|must|needed|before|not (given|issued|sent))\\b"
                     "|\\bpolite people say"
                     "|\\bno (recipients|sender|transaction)( (specified|given|have been))?( \\w+)?$"
                     "|\\bnested MAIL|\\b(sender|mail|from) already (specified|given|set)"
                     "|\\balready (in tls|specified|authenticated|active|in progress|started|said"
                     "|running|negotiated|have)\\b"
                     "|\\bsession (is )?(tainted|already)"
                     "|\\b(sender|recipients?)( not)? yet (given|specified)"
                     "|^No (sender|recipients?)( yet)? (specified|given)"
                     "|: No (sender|recipients?)( yet)? (specified|given)|\\bissue a reset"
                     "|\\bDATA after BDAT|\\bnot allowed (at|in) this (point|state|stage|phase|time)"
                     "|\\bmust precede|\\bmail transaction in progress|\\bno mail transaction",
                 .unless =
                     "sender address|\\bspf\\b|auth\\w* first|retry|auth\\w* required|try again"
                     "|\\bheader|mail service|starttls (required|first|command first)",
                 .code = "5xx"},
                {.code = "503"},
                {.code = "503",
                 .stages = MFP_AT_BANNER | MFP_AT_MAIL | MFP_AT_RCPT | MFP_AT_BODY,
                 .weight = MFP_CLEAR},
                {.generic =
                     "\\b(sender|recipients?)( \\w+)? (given|specified)\\b|\\bmust have (a )?sender\\b"
                     "|\\bsender and recipient first",
                 .code = "503",
                 .weight = MFP_SURE},
                {.generic = "\\bTLS (is )?already|\\balready (in|using|under|have) TLS",
                 .code = "5xx",
                 .weight = MFP_SURE},
                {0},
            },
    },
    {
        .number = 1403,
        .name = "unknown-command",
        .category = MFP_CATEGORY_PROTOCOL,
        .says = "the server does not know a command of the device",
        .owner = MFP_OWNER_DEVICE_ADMIN,
        .fix = "Check port against mode (TLS spoken to a clear port looks like this) and "
               "switch off features that the server lacks; update the firmware.",
        .never = MFP_AT(MFP_STAGE_BODY), /* after 354 no command is read */
        .evidence =
            (const struct mfp_evidence[]){
                {.generic =
                     "\\b(un(known|recogni[sz]ed|implemented|supported|expected)|invalid|bad|illegal"
                     "|not (recogni[sz]ed|implemented|supported)|unrecognised)\\b.{0,20}\\bcommand"
                     "|\\bcommand\\b.{0,30}\\b(un(known|recogni[sz]ed|implemented|supported)"
                     "|not (recogni[sz]ed|implemented|understood|supported|known|allowed|permitted"
                     "|available|found|valid)|disabled|invalid|error)\\b"
                     "|\\b(unimplemented|no such command|what\\?|eh\\?)|\\bnot implemented\\b"
                     "|\\bunimplemented\\b|\\bcommand (was )?(not|un)",
                 .unless = "must issue|starttls|too many|auth\\w* (command )?first",
                 .weight = MFP_WEAK},
                {.code = "500 502"},
                {.code = "500 502",
                 .stages = MFP_AT_BANNER | MFP_AT_MAIL | MFP_AT_RCPT | MFP_AT_BODY,
                 .weight = MFP_CLEAR},
                {0},
            },
    },
    {
        .number = 1404,
        .name = "syntax-error",
        .category = MFP_CATEGORY_PROTOCOL,
        .says = "the server could not parse a command",
        .owner = MFP_OWNER_DEVICE_ADMIN,
        .fix = "Look for blanks or special characters in the device's From, recipient and "
               "user name; then update its firmware.",
        .evidence =
            (const struct mfp_evidence[]){
                {.phrase = "\\bprotocol (violation|error)\\b", .weight = MFP_WEAK},
                {.generic = "\\bsyntax\\b|\\bcannot decode response"
                            "|\\b(invalid|bad|illegal|missing|wrong|too (many|few)"
                            "|unexpected)\\b.{0,12}\\b(parameters?|arguments?|options?)\\b"
                            "|\\bparse error|\\bcan ?(not|'t) parse|\\bunparse?able|\\bgarbage\\b",
                 .unless = "message header|encoded-word|mail ?from|address syntax|sender|SIZE",
                 .code = "5xx",
                 .weight = MFP_VAGUE},
                {.enhanced = "x.5.2 x.5.4",
                 .generic = MFP_ANY_TEXT,
                 .code = "500 501 502 504 555",
                 .weight = MFP_LAST},
                {.code = "501 504"},
                {.code = "501 504", .stages = MFP_AT(MFP_STAGE_GREETING) | MFP_AT_BODY},
                {0},
            },
    },
    {
        .number = 1405,
        .name = "unsupported-parameter",
        .category = MFP_CATEGORY_PROTOCOL,
        .says = "the server does not support an option used",
        .owner = MFP_OWNER_DEVICE_ADMIN,
        .fix = "Switch off what the server lacks (delivery notification, 8BITMIME, size "
               "declaration) in the device, or update its firmware.",
        .evidence =
            (const struct mfp_evidence[]){
                {.phrase =
                     "\\b(parameters?|options?|extension|argument"
                     "|keyword)\\b.{0,40}\\b(not (recogni[sz]ed|implemented|supported|understood)"
                     "|un(known|recogni[sz]ed|supported))\\b"
                     "|\\bun(supported|known|recogni[sz]ed|implemented) (\\S+ )?(options?|parameters?"
                     "|extension|esmtp|keyword)",
                 .unless = "auth"},
                {.code = "555"},
                {.code = "555 504", .stages = MFP_AT_MAIL | MFP_AT_RCPT},
                {0},
            },
    },
    {
        .number = 1406,
        .name = "pipelining",
        .category = MFP_CATEGORY_PROTOCOL,
        .says = "the device sends ahead without waiting",
        .owner = MFP_OWNER_DEVICE_ADMIN,
        .fix = "Update the device's firmware; until then let it send to a local relay that "
               "tolerates this.",
        .evidence =
            (const struct mfp_evidence[]){
                {.phrase =
                     "\\b(improper|unauthori[sz]ed|illegal|unexpected|no)\\b.{0,30}\\bpipelin\\w*"
                     "|\\bpipelin\\w*.{0,40}\\b(not|error|violation|improper|after|disallowed)"
                     "|\\bto pipeline\\b|\\bsynchroni[sz]ation\\b"
                     "|\\b(talk\\w*|speak\\w*|sen[dt]\\w*)\\b.{0,30}\\b(too soon"
                     "|before (the )?(greeting|banner|your turn|220))"
                     "|\\bearly talker|\\bpre-?greet|\\bout of turn|\\bcaught talking"
                     "|input (sent )?without waiting|\\bimproper SMTP"},
                {0},
            },
    },
    {
        .number = 1407,
        .name = "bare-lf",
        .category = MFP_CATEGORY_PROTOCOL,
        .says = "the device ends lines with a bare line feed",
        .owner = MFP_OWNER_DEVICE_ADMIN,
        .fix = "Update the device's firmware; until then let it send to a local relay that "
               "takes bare LF (Postfix smtpd_forbid_bare_newline).",
        .evidence =
            (const struct mfp_evidence[]){
                {.phrase =
                     "\\b(bare|stray|lone|naked|isolated)[- ]?(LFs?|CRs?|<?LF>?|<?CR>?|newlines?"
                     "|line ?feeds?|carriage returns?)\\b"
                     "|smtplf|\\bbare <|<(LF|CR)>\\b|\\bline[- ]?feeds?\\b.{0,30}\\bwithout"
                     "|\\bnewlines? (not|must|without)|\\bbarelf\\b"},
                {.phrase = "\\bnot CRLF"},
                {0},
            },
    },
    {
        .number = 1408,
        .name = "line-too-long",
        .category = MFP_CATEGORY_PROTOCOL,
        .says = "a line of the message or command is too long",
        .owner = MFP_OWNER_DEVICE_ADMIN,
        .fix = "Update the device's firmware, shorten subject and file name, or let it send "
               "to a local relay that folds long lines.",
        .evidence =
            (const struct mfp_evidence[]){
                {.phrase =
                     "\\b(lines?|command|command line|path|local[- ]part|domain|user ?name"
                     "|argument)( is| was| are)? too long"
                     "|\\bline (length|limit|size)\\b|\\blong lines?\\b|\\blines? longer than"
                     "|\\b(maximum|allowed) line length|\\b\\d+ octets|\\bline\\b.{0,30}\\bexceed\\w*"
                     "|\\bheaders?( line| field| section| size)?( is)? too (long|large|big)"
                     "|\\btoo many headers?( lines)?\\b"
                     "|\\bheaders? (size |length )?(exceed|is (ridiculously|too) long)",
                 .unless = "received"},
                {0},
            },
    },
    {
        .number = 1409,
        .name = "message-format",
        .category = MFP_CATEGORY_PROTOCOL,
        .says = "the message breaks the mail format",
        .owner = MFP_OWNER_DEVICE_ADMIN,
        .fix = "Update the device's firmware and keep subject, file and display names to "
               "plain letters; the reply names the header at fault.",
        .evidence =
            (const struct mfp_evidence[]){
                {.phrase =
                     "\\b(not|non)[- ]?RFC[- ]?\\d*[- ]?compliant"
                     "|\\bRFC ?2?\\d{3,4}\\b.{0,20}\\b(compliant|violation|conform\\w*)"
                     "|\\b(not|violates?|non|is not|\\w+n't) (be )?(compliant|conform\\w*) (with "
                     "|to )?(the )?RFC"
                     "|\\b(duplicate|multiple|repeated|double)\\b.{0,20}\\bheaders?\\b"
                     "|\\bheaders?\\b.{0,30}\\b(not RFC|malformed|invalid|illegal|syntax|missing"
                     "|required|corrupt\\w*|duplicat\\w*|contains? (an? )?(8[- ]?bit|non-?ascii"
                     "|invalid))"
                     "|\\b(missing|malformed|invalid|illegal|bad|no|improper|broken"
                     "|without)\\b.{0,20}\\b(headers?\\b|message-?id|date header|MIME|message (format"
                     "|structure|data)|content-type|boundary)"
                     "|\\bencoded-word"
                     "|\\bMIME[-/ ]?(error|reject|violation|structure|format|part\\w* (error|limit))"
                     "|\\bRFC ?(2)?822\\b|\\binvalid data in message|\\b8[- ]?bit (data|header|mime)"
                     "|\\bnon-?ascii|\\bSMTPUTF8\\b|\\bcorrupt(ed)? message|\\bmalformed message",
                 .unless =
                     "spam content|header based|\\bSPF\\b|DKIM (is|does|verif)|TSS"
                     "|required authentication|section 3\\.6\\.2|from header|header from|reputation"
                     "|'?from'? header|\\bvirus|too many",
                 .weight = MFP_WEAK},
                {.enhanced = "x.6.0 x.6.1 x.6.3 x.6.6 x.6.7 x.6.9",
                 .generic = MFP_ANY_TEXT,
                 .weight = MFP_LAST},
                {0},
            },
    },
    {
        .number = 1410,
        .name = "too-many-errors",
        .category = MFP_CATEGORY_PROTOCOL,
        .says = "the server gave up after too many errors",
        .owner = MFP_OWNER_DEVICE_ADMIN,
        .fix = "Look at the errors before this one in the server's log; update the device's "
               "firmware.",
        .evidence =
            (const struct mfp_evidence[]){
                {.generic =
                     "\\btoo many\\b.{0,30}\\b(errors?"
                     "|(bad|invalid|unknown|unrecogni[sz]ed|syntax|illegal|protocol|nonmail|non-mail"
                     "|unrecognized|junk)( \\w+)?( commands?)?"
                     "|noops?)\\b",
                 .unless = "recipients|rcpt|auth|log[- ]?in|password|user",
                 .weight = MFP_CLEAR},
                {0},
            },
    },
    {
        .number = 1411,
        .name = "reply-flood",
        .category = MFP_CATEGORY_PROTOCOL,
        .says = "the server's answer does not end",
        .owner = MFP_OWNER_MAIL_ADMIN,
        .fix = "Check with a terminal what answers on that port ('openssl s_client' or "
               "'telnet'); it is no sane mail server.",
        .evidence = (const struct mfp_evidence[]){{.fault = MFP_FAULT_FLOOD}, {0}},
    },
    {
        .number = 1412,
        .name = "unexpected-reply",
        .category = MFP_CATEGORY_PROTOCOL,
        .says = "the server's reply does not fit the command",
        .owner = MFP_OWNER_MAIL_ADMIN,
        .fix = "Look at the transcript: a proxy between device and server, or a broken "
               "server, answers out of step.",
        .evidence =
            (const struct mfp_evidence[]){
                {.code = "2xx 3xx"},
                {.code = "000"},
                {0},
            },
    },
    {0},
};
