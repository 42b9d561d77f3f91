/*
 * Deferred, and no fault named.
 */
#include "failures/tables.h"

const struct mfp_cause mfp_causes_temporary[] = {
    {
        .number = 1301,
        .name = "greylisted",
        .category = MFP_CATEGORY_TEMPORARY,
        .says = "greylisted: the server wants a second try",
        .owner = MFP_OWNER_NOBODY,
        .fix = "Wait 5 to 15 minutes for the next try. If the device never tries again, "
               "exempt it from greylisting or let it log in.",
        .evidence =
            (const struct mfp_evidence[]){
                {.phrase = "\\bgr[ea]y[- ]?list\\w*|\\bpostgrey\\b|\\bgreylst", .weight = MFP_SURE},
                {.phrase = "\\bfirst (time|attempt)\\b.{0,40}\\b(sender|deliver|seen|try|temporar)",
                 .code = "4xx"},
                {0},
            },
    },
    {
        .number = 1302,
        .name = "address-verification",
        .category = MFP_CATEGORY_TEMPORARY,
        .says = "the server is still verifying an address",
        .owner = MFP_OWNER_NOBODY,
        .fix = "Wait some minutes for the next try; if it stays, the mail admin must look at "
               "address verification.",
        .evidence =
            (const struct mfp_evidence[]){
                {.phrase =
                     "\\bverification in progress|\\bunverified address\\b.{0,20}\\bAddress verif",
                 .code = "4xx",
                 .weight = MFP_CLEAR},
                {.generic = "\\bunverified address"
                            "|\\b(verification|callout|call-?back)\\b.{0,30}\\b(pending|defer\\w*"
                            "|temporar\\w*|could not be complete)",
                 .code = "4xx",
                 .weight = MFP_WEAK},
                {0},
            },
    },
    {
        .number = 1304,
        .name = "postscreen-first-visit",
        .category = MFP_CATEGORY_TEMPORARY,
        .says = "the server tests new clients and wants a second try",
        .owner = MFP_OWNER_NOBODY,
        .fix = "Wait some minutes for the next try. A device should not meet postscreen at "
               "all: send to port 587 or 465, or exempt its address (postscreen_access_list).",
        .evidence =
            (const struct mfp_evidence[]){
                {.phrase = "^Service currently unavailable$", .enhanced = "4.3.2", .code = "450"},
                {0},
            },
    },
    {
        .number = 1303,
        .name = "try-later",
        .category = MFP_CATEGORY_TEMPORARY,
        .says = "deferred, the server gives no reason",
        .owner = MFP_OWNER_NOBODY,
        .fix = "Wait 5 to 15 minutes for the next try; if it goes on for hours, ask the mail "
               "admin what the server's log says.",
        .evidence =
            (const struct mfp_evidence[]){
                {.generic =
                     "\\b(try|retry|come back|send)( again| it| your message| sending| back)? ?(later"
                     "|again|soon|in (a|an|\\d+|some|few))"
                     "|\\btemporar(y|ily)\\b.{0,30}\\b(reject\\w*|defer\\w*|delay\\w*|fail\\w*"
                     "|refus\\w*|unavailable|not)"
                     "|\\b(message|mail|delivery|recipient|sender)?( is"
                     "| was)? ?(temporarily )?(deferred|delayed|postponed)\\b",
                 .unless = "blocked|spam|reputation|policy|black|listed",
                 .code = "4xx",
                 .weight = MFP_LAST},
                {.generic = "\\b(denied|rejected|refused|failed) temporarily\\b",
                 .unless = "blocked|spam|reputation|policy|black|listed",
                 .code = "4xx",
                 .weight = MFP_LAST},
                {.code = "4xx",
                 .stages = MFP_AT_MAIL | MFP_AT_RCPT | MFP_AT_BODY,
                 .weight = MFP_VAGUE},
                {.code = "450", .weight = MFP_WEAK},
                {.code = "4xx", .weight = MFP_LAST},
                {0},
            },
    },
    {0},
};
