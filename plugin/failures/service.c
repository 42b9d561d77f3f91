/*
 * Not found, refused, timed out, closing, busy, broken inside.
 */
#include "failures/tables.h"

#define AT_DIALOGUE                                                                                \
    (MFP_AT_BANNER | MFP_AT_TLS | MFP_AT_AUTH | MFP_AT_MAIL | MFP_AT_RCPT | MFP_AT_BODY |          \
     MFP_AT(MFP_STAGE_QUIT))

const struct mfp_cause mfp_causes_service[] = {
    {
        .number = 301,
        .name = "host-not-found",
        .category = MFP_CATEGORY_SERVICE,
        .says = "the server's name does not exist in DNS",
        .owner = MFP_OWNER_DEVICE_ADMIN,
        .fix = "Correct the SMTP server's name in the device, and check the device's DNS "
               "server and domain settings.",
        .evidence =
            (const struct mfp_evidence[]){
                {.fault = MFP_FAULT_HOST_NOT_FOUND},
                {.phrase =
                     "Name service error|\\bName or service not known|\\bENOTFOUND\\b"
                     "|nodename nor servname|\\bNXDOMAIN\\b|getaddrinfo|could ?n[o']t resolve host"
                     "|UnknownHost|no such host is known|\\bhost or domain name not found",
                 .code = "000"},
                {.generic = "^(host(name)? (not found|unknown)|unknown host|can(no|')t resolve)",
                 .code = "000",
                 .weight = MFP_SURE},
                {0},
            },
    },
    {
        .number = 302,
        .name = "host-no-address",
        .category = MFP_CATEGORY_SERVICE,
        .says = "the server's name has no usable address",
        .owner = MFP_OWNER_DNS_ADMIN,
        .fix = "Add an A (or AAAA) record for the server's name, or enter another name in the "
               "device.",
        .evidence = (const struct mfp_evidence[]){{.fault = MFP_FAULT_NO_ADDRESS}, {0}},
    },
    {
        .number = 303,
        .name = "resolver-failed",
        .category = MFP_CATEGORY_SERVICE,
        .says = "no DNS server answered",
        .owner = MFP_OWNER_NETWORK_ADMIN,
        .fix = "Check the DNS servers that device and monitoring host use, and that port 53 "
               "is open to them.",
        .evidence =
            (const struct mfp_evidence[]){
                {.fault = MFP_FAULT_RESOLVER_FAILED},
                {.fault = MFP_FAULT_TIMEOUT, .stages = MFP_AT(MFP_STAGE_RESOLVE)},
                {.phrase = "\\bEAI_AGAIN\\b|temporary failure in name resolution|\\bSERVFAIL\\b",
                 .code = "000"},
                {0},
            },
    },
    {
        .number = 304,
        .name = "connection-refused",
        .category = MFP_CATEGORY_SERVICE,
        .says = "nothing listens on that port of the server",
        .owner = MFP_OWNER_DEVICE_ADMIN,
        .fix = "Check server name and port in the device (587, 465 or 25); if they are right, "
               "start the mail service or open its firewall.",
        .evidence =
            (const struct mfp_evidence[]){
                {.fault = MFP_FAULT_REFUSED},
                {.phrase =
                     "\\bECONNREFUSED\\b|\\bconnection refused\\b|\\b10061\\b|actively refused",
                 .unless = "listed|\\bIB1\\d\\d|black|reputation|spam"
                           "|connection refused (from|by|for|to your)|\\bIP\\b"},
                {0},
            },
    },
    {
        .number = 305,
        .name = "host-unreachable",
        .category = MFP_CATEGORY_SERVICE,
        .says = "there is no way through to the server",
        .owner = MFP_OWNER_NETWORK_ADMIN,
        .fix = "Check the device's gateway and the routing to the server, and allow the port "
               "in the firewall.",
        .evidence =
            (const struct mfp_evidence[]){
                {.fault = MFP_FAULT_UNREACHABLE},
                {.phrase =
                     "\\bE(HOST|NET)UNREACH\\b|no route to host|(network|host) is (unreachable|down)"
                     "|\\bunreachable (host|network)",
                 .weight = MFP_WEAK},
                {0},
            },
    },
    {
        .number = 306,
        .name = "connect-timeout",
        .category = MFP_CATEGORY_SERVICE,
        .says = "the server does not answer on that port",
        .owner = MFP_OWNER_NETWORK_ADMIN,
        .fix = "Allow the port from the device's network in the firewall (many providers "
               "block 25: use 587 or 465), and check server name and port.",
        .evidence =
            (const struct mfp_evidence[]){
                {.fault = MFP_FAULT_TIMEOUT, .stages = MFP_AT(MFP_STAGE_CONNECT)},
                {.phrase = "\\bETIMEDOUT\\b|\\bconnect(ion|ing)?( attempt)? (timed out|time-?out)"
                           "|\\bconnect\\b.{0,80}\\btimed out|\\b10060\\b",
                 .code = "000 426"},
                {0},
            },
    },
    {
        .number = 307,
        .name = "reply-timeout",
        .category = MFP_CATEGORY_SERVICE,
        .says = "the server stopped answering",
        .owner = MFP_OWNER_MAIL_ADMIN,
        .fix = "Look at the server's load and log; a firewall that inspects SMTP, or a wrong "
               "MTU, does the same.",
        .evidence =
            (const struct mfp_evidence[]){
                {.fault = MFP_FAULT_TIMEOUT},
                {0},
            },
    },
    {
        .number = 308,
        .name = "greeting-timeout",
        .category = MFP_CATEGORY_SERVICE,
        .says = "the server accepts but sends no greeting",
        .owner = MFP_OWNER_MAIL_ADMIN,
        .fix = "Check port against mode (465 wants SSL/TLS at once), then the server's load, "
               "its DNS lookups of clients and any greet delay.",
        .evidence =
            (const struct mfp_evidence[]){
                {.fault = MFP_FAULT_TIMEOUT, .stages = MFP_AT(MFP_STAGE_GREETING)},
                {0},
            },
    },
    {
        .number = 309,
        .name = "body-timeout",
        .category = MFP_CATEGORY_SERVICE,
        .says = "the server stalled while it took the message",
        .owner = MFP_OWNER_NETWORK_ADMIN,
        .fix = "Look for a content scanner or proxy in the way and for a wrong MTU (large "
               "packets lost); try a smaller scan to compare.",
        .evidence =
            (const struct mfp_evidence[]){
                {.fault = MFP_FAULT_TIMEOUT, .stages = MFP_AT_BODY},
                {0},
            },
    },
    {
        .number = 310,
        .name = "closed-at-greeting",
        .category = MFP_CATEGORY_SERVICE,
        .says = "the server hangs up instead of greeting",
        .owner = MFP_OWNER_MAIL_ADMIN,
        .fix = "Check whether the server or a firewall bars this address (fail2ban, "
               "connection limits), and whether the port wants SSL/TLS at once.",
        .evidence =
            (const struct mfp_evidence[]){
                {.fault = MFP_FAULT_CLOSED,
                 .stages = MFP_AT(MFP_STAGE_GREETING) | MFP_AT(MFP_STAGE_CONNECT)},
                {.fault = MFP_FAULT_RESET,
                 .stages = MFP_AT(MFP_STAGE_GREETING) | MFP_AT(MFP_STAGE_CONNECT)},
                {.phrase = "\\bgreeting never received"},
                {0},
            },
    },
    {
        .number = 311,
        .name = "connection-dropped",
        .category = MFP_CATEGORY_SERVICE,
        .says = "the connection broke off in the dialogue",
        .owner = MFP_OWNER_MAIL_ADMIN,
        .fix = "Look into the server's log at this time; if it shows nothing, a firewall or "
               "proxy in between cuts the connection.",
        .evidence =
            (const struct mfp_evidence[]){
                {.fault = MFP_FAULT_CLOSED},
                {.fault = MFP_FAULT_RESET},
                {.phrase =
                     "\\bECONNRESET\\b|\\bEPIPE\\b|connection reset by peer|\\bbroken pipe\\b"
                     "|\\b10054\\b|\\b(lost|dropped|broken)( the| incoming| input)? connection"
                     "|\\bconnection (was |unexpectedly )?(lost|dropped|aborted|closed unexpectedly"
                     "|interrupted)"
                     "|socket hang up",
                 .unless = "authentication server|reputation|listed"},
                {0},
            },
    },
    {
        .number = 312,
        .name = "not-smtp",
        .category = MFP_CATEGORY_SERVICE,
        .says = "what answers there does not speak SMTP",
        .owner = MFP_OWNER_DEVICE_ADMIN,
        .fix = "Check server name and port in the device: 587, 465 or 25 of the mail server, "
               "not its web, IMAP or POP3 port.",
        .evidence =
            (const struct mfp_evidence[]){
                {.fault = MFP_FAULT_NOT_SMTP},
                {.phrase = "\\b(EHLO|HELO)\\b.{0,30}\\bLMTP\\b", .weight = MFP_CLEAR},
                {.phrase = "^(SSH-\\d|HTTP/\\d|\\+OK\\b|\\* (OK|BYE)\\b|<!doctype|<html|RFB \\d)"},
                {0},
            },
    },
    {
        .number = 313,
        .name = "auth-backend-failure",
        .category = MFP_CATEGORY_SERVICE,
        .says = "the server cannot check passwords at the moment",
        .owner = MFP_OWNER_MAIL_ADMIN,
        .fix = "Leave the password alone; check the server's login service (directory, "
               "database, Dovecot auth) and try again.",
        .evidence =
            (const struct mfp_evidence[]){
                {.generic =
                     "\\btemporar(y|ily)\\b.{0,30}\\b(auth\\w*|log[- ]?in)"
                     "|\\b(auth\\w*|log[- ]?in)\\b.{0,50}\\b(temporar(y|ily)|try (again )?later"
                     "|at (present|this time|the moment)|backend|server (error|failure|down))"
                     "|\\b(connection lost to|lost connection to|cannot (reach|contact|connect to)"
                     "|ca ?n[o']t contact|internal).{0,20}\\bauth\\w*"
                     "|\\baccount is temporarily unavailable|\\bI can't auth",
                 .unless = "too many|tls|dns failures|dmarc|spf|\\bgrey",
                 .code = "4xx 5xx",
                 .weight = MFP_STRONG},
                {.code = "454 451 435 421 450", .stages = MFP_AT_AUTH, .weight = MFP_CLEAR},
                {.code = "454 435", .weight = MFP_WEAK},
                {0},
            },
    },
    {
        .number = 314,
        .name = "server-busy",
        .category = MFP_CATEGORY_SERVICE,
        .says = "the server is too busy",
        .owner = MFP_OWNER_NOBODY,
        .fix = "Wait: the device sends again by itself. If it lasts, the mail admin must look "
               "at the server's load.",
        .evidence =
            (const struct mfp_evidence[]){
                {.generic =
                     "\\b(server|system|service|too|is|currently|host|very|mta"
                     "|queue)( is)? (too )?(busy|overloaded)\\b"
                     "|\\bbusy\\b|\\b(high|heavy|excessive)\\b.{0,20}\\bload\\b"
                     "|\\b(system|server|machine|cpu)? ?load( average)? (is )?(too )?high"
                     "|\\bover-?load(ed)?\\b|\\bload limit"
                     "|\\bresources? (are |is )?(temporarily )?(un|not )available"
                     "|\\b(insufficient|out of|lack of) (system )?(resources|memory)|\\btoo much load"
                     "|\\bload average|\\bunder (heavy|high) load|\\bcongest(ion|ed)|\\bback ?pressure"
                     "|\\btoo busy",
                 .unless = "mailbox busy|spam"},
                {.enhanced = "4.4.5 4.3.1", .generic = MFP_ANY_TEXT, .weight = MFP_LAST},
                {0},
            },
    },
    {
        .number = 315,
        .name = "server-storage-full",
        .category = MFP_CATEGORY_SERVICE,
        .says = "the server's disk is full",
        .owner = MFP_OWNER_MAIL_ADMIN,
        .fix = "Free space on the server's spool and queue disks; the device sends again by "
               "itself.",
        .evidence =
            (const struct mfp_evidence[]){
                {.generic =
                     "\\b(insufficient|not enough|out of|no|low|lack of|low on|shortage of"
                     "|no more)\\b.{0,20}\\b(system |disk |queue |free |spool )?(storage|disk"
                     "|space)\\b"
                     "|\\b(disk|storage|mail system|file ?system|queue|spool|server"
                     "|system)\\b.{0,20}\\b(is )?(full|out of space)\\b"
                     "|\\bspace shortage|\\bno space left|\\bdisk (space|quota)\\b|\\bsystem storage",
                 .unless = "mailbox|inbox|\\buser\\b|recipient|account|\\bquota",
                 .weight = MFP_CLEAR},
                {.code = "452", .stages = MFP_AT_MAIL | MFP_AT_RCPT | MFP_AT_BODY},
                {.code = "452"},
                {.code = "431"},
                {0},
            },
    },
    {
        .number = 316,
        .name = "server-internal-error",
        .category = MFP_CATEGORY_SERVICE,
        .says = "the server has an internal error",
        .owner = MFP_OWNER_MAIL_ADMIN,
        .fix = "Look for the cause in the server's log at this time; the device sends again "
               "by itself if the error passes.",
        .evidence =
            (const struct mfp_evidence[]){
                /* an exception's name, as servers in Python print it */
                {.phrase = "^Error: \\(\\w+\\) "},
                {.phrase =
                     "\\b(pipe|delivery|external|filter|queue) (command|program|agent)\\b.{0,30}"
                     "\\b(error|failed|failure|exit\\w*|status)\\b"},
                {.generic =
                     "\\b(internal|server|system|software|program|unexpected|backend|database|ldap"
                     "|configuration|config|mailer|local|resource|milter|runtime|application|script"
                     "|fatal|unknown mailer|lookup|processing|i/o|disk|write|delivery agent|unhandled"
                     "|temporary lookup|temporary server|temporary system|mysql"
                     "|sql)\\b.{0,20}\\b(error|failure|problem|exception|fault|trouble|malfunction"
                     "|failed|issue|failures)\\b"
                     "|\\b(queue|spool) (file )?(write|error)|\\bout of (memory|file)"
                     "|\\bunable to read controls"
                     "|\\bqqt? (failure|crash|unable|read|temporary|internal|permanent|write|trouble"
                     "|exec|home|mail server)"
                     "|\\b(could not|cannot|can't|unable to|failed to|couldn't) (be )?(save|saved"
                     "|write|queue|queued|store|stored|load|open|fork|create|allocate|process|spool"
                     "|accept message now|lookup|chdir|rewrite)\\b"
                     "|\\berror in processing|\\b(mis-?configured|configuration (problem|error))"
                     "|\\blocal problem|\\bcrash\\w*",
                 .unless =
                     "reputation|syntax|spam|\\btls\\b|\\bssl\\b|mail system full|dns|policy|protocol"
                     "|parameter|\\bspf\\b|dmarc|process message due to a permanent|attachments?"
                     "|header|authenticat|address verif|sender"},
                {.generic =
                     "\\b(temporary|transient) (local )?(error|problem|lookup|resolution|server)"
                     "|\\bsystem(ic)? error",
                 .unless = "dns|sender|auth|reputation",
                 .weight = MFP_VAGUE},
                {.enhanced = "4.3.0 5.3.0 x.3.5 4.4.3 4.3.5",
                 .generic = MFP_ANY_TEXT,
                 .unless = "reject|no longer|no such|user|policy|listed",
                 .weight = MFP_LAST},
                {.code = "451", .stages = MFP_AT_MAIL | MFP_AT_BODY, .weight = MFP_WEAK},
                {.code = "451", .weight = MFP_WEAK},
                {0},
            },
    },
    {
        .number = 317,
        .name = "service-not-available",
        .category = MFP_CATEGORY_SERVICE,
        .says = "the server takes no mail at the moment",
        .owner = MFP_OWNER_MAIL_ADMIN,
        .fix = "Wait some minutes; if it lasts, check that the mail service runs and takes "
               "mail from the network.",
        .evidence =
            (const struct mfp_evidence[]){
                {.generic =
                     "\\bservice (is )?(currently |temporarily |presently )*(un|not )available"
                     "|\\b(not|no longer) accepting (network )?(messages|mail|connections)"
                     "|\\bshut(ting)? ?down\\b"
                     "|\\b(server|system|service|host) (is )?(going |shutting |currently "
                     "|temporarily )*(down|unavailable|not available|offline|not responding|stopped"
                     "|in maintenance)"
                     "|\\bmaintenance\\b"
                     "|\\bclosing (the )?(transmission|connection|channel|transmission channel)\\b"
                     "|\\bservice (has been )?(stopped|suspended|disabled|closed)\\b"
                     "|\\bcurrently unavailable",
                 .unless =
                     "blocked|listed|spam|banned|black|reputation|unregistered|client host"
                     "|\\bhelo domain|\\bgrey|timeout|timed out|too many|rejected|limit exceeded"
                     "|\\buser\\b|mailbox|recipient|not in whitelist",
                 .weight = MFP_WEAK},
                {.enhanced = "x.3.2", .generic = MFP_ANY_TEXT, .weight = MFP_LAST},
                {.code = "421", .stages = AT_DIALOGUE},
                {.code = "421"},
                {.code = "422 426 432 443 521"},
                {.generic = "\\bshut(ting)? ?down\\b|\\b(for|under|in) maintenance\\b",
                 .code = "4xx",
                 .unless = "mailbox|account|\\buser\\b",
                 .weight = MFP_CLEAR},
                {0},
            },
    },
    {
        .number = 318,
        .name = "session-timeout",
        .category = MFP_CATEGORY_SERVICE,
        .says = "the server lost patience with this connection",
        .owner = MFP_OWNER_DEVICE_ADMIN,
        .fix = "The device was too slow for the server: look at its network link, and scan "
               "before connecting (store, then send) where the device can.",
        .evidence =
            (const struct mfp_evidence[]){
                {.generic =
                     "\\btime-? ?out\\b|\\btimed[- ]out\\b|\\bconnection expired"
                     "|\\bidle (for )?too long"
                     "|\\binactiv(e|ity)\\b.{0,30}\\b(connection|disconnect\\w*|session|timeout)"
                     "|\\bdisconnect\\w*.{0,20}\\binactiv|\\btime limit|\\btoo slow",
                 .unless = "\\b(user|account|mailbox)\\b",
                 .weight = MFP_CLEAR},
                {.enhanced = "4.4.2", .generic = MFP_ANY_TEXT, .weight = MFP_LAST},
                {0},
            },
    },
    {
        .number = 319,
        .name = "mail-loop",
        .category = MFP_CATEGORY_SERVICE,
        .says = "the mail goes round in a loop",
        .owner = MFP_OWNER_MAIL_ADMIN,
        .fix = "Look at the Received lines of the bounce and mend the forwarding or routing "
               "that sends the mail back.",
        .evidence =
            (const struct mfp_evidence[]){
                {.phrase =
                     "\\b(mail|routing|message|forwarding|delivery)[- ]?loop\\w*|\\blooping\\b"
                     "|\\bloop (detected|back)|\\btoo many (hops|received)|\\bhop count\\b"
                     "|\\bexceeded \\d+ hops|\\bloops? back to"},
                {.enhanced = "x.4.6 x.4.14"},
                {0},
            },
    },
    {
        .number = 320,
        .name = "server-license-expired",
        .category = MFP_CATEGORY_SERVICE,
        .says = "the mail server's license does not allow more",
        .owner = MFP_OWNER_MAIL_ADMIN,
        .fix = "Renew or extend the license of the mail server or its filter.",
        .evidence =
            (const struct mfp_evidence[]){
                {.phrase = "\\blicen[cs]e\\b.{0,30}\\b(expired|invalid|exceeded|limit|violation)"
                           "|\\bexpired licen[cs]e"},
                {0},
            },
    },
    {
        .number = 321,
        .name = "next-hop-unreachable",
        .category = MFP_CATEGORY_SERVICE,
        .says = "the server cannot reach the recipient's server",
        .owner = MFP_OWNER_MAIL_ADMIN,
        .fix = "Check the recipient domain's DNS and mail server from the sending server; the "
               "message is tried again meanwhile.",
        .evidence =
            (const struct mfp_evidence[]){
                {.generic =
                     "\\b(message|delivery) (time )?expired\\b|\\bno answer from host"
                     "|\\b(retry time(out)?|retry) (not reached|exceeded)"
                     "|\\b(all|no) (relevant )?MX\\b.{0,20}\\b(unreachable|down|point)"
                     "|\\b(remote|destination) (server|host|system)\\b.{0,40}\\b(not respond\\w*"
                     "|unavailable|unreachable|down)"
                     "|\\bcould ?n[o']t connect to\\b|\\b(unable|failed) to connect",
                 .unless = "\\baccount|user"},
                {.enhanced = "x.4.0 x.4.1 x.4.7 x.4.316 x.4.300",
                 .generic = MFP_ANY_TEXT,
                 .unless = "access denied|reject",
                 .weight = MFP_LAST},
                {0},
            },
    },
    {0},
};
