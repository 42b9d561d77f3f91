#include "failures/book_keys.h"

#include "core/cause.h"
#include "core/panel.h"
#include "core/provider.h"

#include <string.h>

const struct mfp_word mfp_book_section_words[] = {
    {.number = MFP_BOOK_WORDS, .name = "words", .shown = "[words]"},
    {.number = MFP_BOOK_CAUSE, .name = "cause", .shown = "[cause NAME]"},
    {.number = MFP_BOOK_EVIDENCE, .name = "evidence", .shown = "[evidence]"},
    {.number = MFP_BOOK_PROVIDER, .name = "provider", .shown = "[provider NAME]"},
    {.number = MFP_BOOK_ANNOUNCEMENT, .name = "announcement", .shown = "[announcement NAME]"},
    {.number = MFP_BOOK_VENDOR, .name = "vendor", .shown = "[vendor NAME]"},
    {.number = MFP_BOOK_CODE, .name = "code", .shown = "[code NAME]"},
    {0},
};

const struct mfp_word mfp_weight_words[] = {
    {.number = MFP_WEIGHT_LAST, .name = "last", .shown = "below every text"},
    {.number = MFP_WEIGHT_VAGUE, .name = "vague", .shown = "true of everything"},
    {.number = MFP_WEIGHT_WEAK, .name = "weak", .shown = "names the object, hardly the reason"},
    {.number = MFP_WEIGHT_CLEAR, .name = "clear", .shown = "names the reason"},
    {.number = MFP_WEIGHT_STRONG, .name = "strong", .shown = "leaves no other reading"},
    {.number = MFP_WEIGHT_SURE, .name = "sure", .shown = "a term of art"},
    {0},
};

static const struct mfp_word missing_words[] = {{.number = 1, .name = "missing"}, {0}};
static const struct mfp_word yes_words[] = {{.number = 1, .name = "yes"}, {0}};
static const struct mfp_word only_words[] = {{.number = 1, .name = "known"}, {0}};
static const struct mfp_word digits_words[] = {{.number = 1, .name = "digits"}, {0}};

#define FIELD(in, member) .field = #member, .offset = offsetof(struct in, member)
#define OF_CAUSE(member) .section = MFP_BOOK_CAUSE, FIELD(mfp_cause, member)
#define OF_EVIDENCE(member) .section = MFP_BOOK_EVIDENCE, FIELD(mfp_evidence, member)
#define OF_PROVIDER(member) .section = MFP_BOOK_PROVIDER, FIELD(mfp_provider, member)
#define OF_ANNOUNCEMENT(member) .section = MFP_BOOK_ANNOUNCEMENT, FIELD(mfp_announcement, member)
#define OF_VENDOR(member) .section = MFP_BOOK_VENDOR, FIELD(mfp_vendor, member)
#define OF_CODE(member) .section = MFP_BOOK_CODE, FIELD(mfp_panel_code, member)

const struct mfp_book_key mfp_book_keys[] = {
    {OF_CAUSE(number), .name = "number", .type = MFP_BOOK_NUMBER, .required = true,
     .says = "permanent number; an administrator's own causes take 10000 and above"},
    {OF_CAUSE(name), .name = "", .type = MFP_BOOK_NAME},
    {OF_CAUSE(category), .name = "category", .type = MFP_BOOK_WORD, .words = mfp_category_words,
     .required = true, .says = "the category"},
    {OF_CAUSE(says), .name = "says", .type = MFP_BOOK_TEXT, .required = true,
     .says = "what broke, for the status line: no capital, no full stop"},
    {OF_CAUSE(owner), .name = "owner", .type = MFP_BOOK_WORD, .words = mfp_owner_words,
     .required = true, .says = "who must act"},
    {OF_CAUSE(fix), .name = "fix", .type = MFP_BOOK_TEXT, .required = true, .says = "what to do"},
    {OF_CAUSE(next), .name = "next", .type = MFP_BOOK_TEXT,
     .says = "what to check if that does not help"},
    {OF_CAUSE(retryable), .name = "retryable", .type = MFP_BOOK_WORD, .words = mfp_retryable_words,
     .says = "may the same send succeed later though nobody changed anything"},
    {OF_CAUSE(see), .name = "see", .type = MFP_BOOK_TEXT, .says = "references"},
    {OF_CAUSE(never), .name = "never", .type = MFP_BOOK_STAGES,
     .says = "stages at which this cannot be the cause"},
    {OF_CAUSE(file), .name = "", .type = MFP_BOOK_FILE},
    {OF_CAUSE(line), .name = "", .type = MFP_BOOK_LINE},

    {OF_EVIDENCE(cause), .name = "", .type = MFP_BOOK_CAUSE_NAME},
    {OF_EVIDENCE(rank), .name = "", .type = MFP_BOOK_RANK},
    {OF_EVIDENCE(fault), .name = "fault", .type = MFP_BOOK_FAULT,
     .says = "a failure that is no reply"},
    {OF_EVIDENCE(phrase), .name = "phrase", .type = MFP_BOOK_PATTERN,
     .says = "distinctive text: a PCRE2 pattern, caseless, over the joined text without its codes"},
    {OF_EVIDENCE(text), .name = "text", .type = MFP_BOOK_PATTERN,
     .says = "text that many servers use, likewise"},
    {OF_EVIDENCE(unless), .name = "unless", .type = MFP_BOOK_PATTERN,
     .says = "a pattern that voids the row"},
    {OF_EVIDENCE(enhanced), .name = "enhanced", .type = MFP_BOOK_ENHANCEDS,
     .says = "enhanced codes, x for any number: 5.7.60 5.7.x"},
    {OF_EVIDENCE(code), .name = "code", .type = MFP_BOOK_CODES,
     .says = "basic codes, x for any digit: 535 45x; 000 for text without a code"},
    {OF_EVIDENCE(stages), .name = "at", .type = MFP_BOOK_STAGES, .says = "stages"},
    {OF_EVIDENCE(login_missing), .name = "login", .type = MFP_BOOK_FLAG, .words = missing_words,
     .says = "missing: the server offers a login and the probe made none"},
    {OF_EVIDENCE(anyway), .name = "anyway", .type = MFP_BOOK_FLAG, .words = yes_words,
     .says = "yes: asked among the texts, whatever the text is"},
    {OF_EVIDENCE(weight), .name = "weight", .type = MFP_BOOK_WEIGHT,
     .says = "breaks ties among rows of one rank"},
    {OF_EVIDENCE(provider_only), .name = "provider", .type = MFP_BOOK_FLAG, .words = only_words,
     .says = "known: only where the server is known to be the provider's whose file it is"},
    {OF_EVIDENCE(provider), .name = "", .type = MFP_BOOK_OUTER},
    {OF_EVIDENCE(file), .name = "", .type = MFP_BOOK_FILE},
    {OF_EVIDENCE(line), .name = "", .type = MFP_BOOK_LINE},

    {OF_PROVIDER(number), .name = "number", .type = MFP_BOOK_NUMBER, .required = true,
     .says = "permanent number"},
    {OF_PROVIDER(name), .name = "", .type = MFP_BOOK_NAME},
    {OF_PROVIDER(title), .name = "title", .type = MFP_BOOK_TEXT, .required = true,
     .says = "its name for people"},
    {OF_PROVIDER(hosts), .name = "hosts", .type = MFP_BOOK_TEXT,
     .says = "names of its servers, blanks between; *.x is everything below x"},
    {OF_PROVIDER(greeting), .name = "greeting", .type = MFP_BOOK_PATTERN,
     .says = "a pattern that tells it by its greeting"},
    {OF_PROVIDER(smtp), .name = "smtp", .type = MFP_BOOK_TEXT,
     .says = "the server name that it documents for devices"},
    {OF_PROVIDER(port), .name = "port", .type = MFP_BOOK_NUMBER, .says = "the documented port"},
    {OF_PROVIDER(tls), .name = "tls", .type = MFP_BOOK_WORD, .words = mfp_tls_mode_words,
     .says = "the documented mode"},
    {OF_PROVIDER(other), .name = "other", .type = MFP_BOOK_TEXT,
     .says = "further PORT MODE pairs, commas between"},
    {OF_PROVIDER(auth), .name = "auth", .type = MFP_BOOK_TEXT, .says = "mechanisms"},
    {OF_PROVIDER(password), .name = "password", .type = MFP_BOOK_WORD, .words = mfp_password_words,
     .says = "what a device must enter"},
    {OF_PROVIDER(from), .name = "from", .type = MFP_BOOK_WORD, .words = mfp_from_words,
     .says = "which From it takes"},
    {OF_PROVIDER(messages_per_minute), .name = "messages-per-minute", .type = MFP_BOOK_NUMBER,
     .says = "limit"},
    {OF_PROVIDER(messages_per_hour), .name = "messages-per-hour", .type = MFP_BOOK_NUMBER,
     .says = "limit"},
    {OF_PROVIDER(messages_per_day), .name = "messages-per-day", .type = MFP_BOOK_NUMBER,
     .says = "limit"},
    {OF_PROVIDER(recipients_per_message), .name = "recipients-per-message", .type = MFP_BOOK_NUMBER,
     .says = "limit"},
    {OF_PROVIDER(recipients_per_day), .name = "recipients-per-day", .type = MFP_BOOK_NUMBER,
     .says = "limit"},
    {OF_PROVIDER(connections), .name = "connections", .type = MFP_BOOK_NUMBER,
     .says = "limit of connections at once"},
    {OF_PROVIDER(size), .name = "size", .type = MFP_BOOK_SIZE,
     .says = "limit of a message as sent, in octets"},
    {OF_PROVIDER(advice), .name = "scan-advice", .type = MFP_BOOK_TEXT,
     .says = "what a device needs here"},
    {OF_PROVIDER(see), .name = "see", .type = MFP_BOOK_TEXT, .says = "references"},
    {OF_PROVIDER(file), .name = "", .type = MFP_BOOK_FILE},
    {OF_PROVIDER(line), .name = "", .type = MFP_BOOK_LINE},

    {OF_ANNOUNCEMENT(number), .name = "number", .type = MFP_BOOK_NUMBER, .required = true,
     .says = "permanent number"},
    {OF_ANNOUNCEMENT(name), .name = "", .type = MFP_BOOK_NAME},
    {OF_ANNOUNCEMENT(provider), .name = "", .type = MFP_BOOK_OUTER},
    {OF_ANNOUNCEMENT(date), .name = "date", .type = MFP_BOOK_DATE, .required = true,
     .says = "when it takes effect, as 2026-12-31"},
    {OF_ANNOUNCEMENT(until), .name = "until", .type = MFP_BOOK_DATE,
     .says = "a later end of that time"},
    {OF_ANNOUNCEMENT(stated), .name = "stated", .type = MFP_BOOK_DATE,
     .says = "when the provider said so"},
    {OF_ANNOUNCEMENT(concerns), .name = "concerns", .type = MFP_BOOK_WORD,
     .words = mfp_concern_words, .required = true, .says = "which accounts or devices"},
    {OF_ANNOUNCEMENT(says), .name = "says", .type = MFP_BOOK_TEXT, .required = true,
     .says = "what happens then"},
    {OF_ANNOUNCEMENT(fix), .name = "fix", .type = MFP_BOOK_TEXT, .required = true,
     .says = "what to do before"},
    {OF_ANNOUNCEMENT(see), .name = "see", .type = MFP_BOOK_TEXT, .says = "references"},
    {OF_ANNOUNCEMENT(file), .name = "", .type = MFP_BOOK_FILE},
    {OF_ANNOUNCEMENT(line), .name = "", .type = MFP_BOOK_LINE},

    {OF_VENDOR(number), .name = "number", .type = MFP_BOOK_NUMBER, .required = true,
     .says = "permanent number"},
    {OF_VENDOR(name), .name = "", .type = MFP_BOOK_NAME},
    {OF_VENDOR(title), .name = "title", .type = MFP_BOOK_TEXT, .required = true,
     .says = "its name for people"},
    {OF_VENDOR(also), .name = "also", .type = MFP_BOOK_TEXT,
     .says = "other names that people give, blanks between"},
    {OF_VENDOR(file), .name = "", .type = MFP_BOOK_FILE},
    {OF_VENDOR(line), .name = "", .type = MFP_BOOK_LINE},

    {OF_CODE(name), .name = "", .type = MFP_BOOK_NAME},
    {OF_CODE(vendor), .name = "", .type = MFP_BOOK_OUTER},
    {OF_CODE(match), .name = "match", .type = MFP_BOOK_PATTERN, .required = true,
     .says = "a pattern that takes the whole of what the device shows"},
    {OF_CODE(shown), .name = "shown", .type = MFP_BOOK_TEXT, .required = true,
     .says = "how lists show it"},
    {OF_CODE(says), .name = "says", .type = MFP_BOOK_TEXT, .required = true,
     .says = "what the device means by it"},
    {OF_CODE(cause), .name = "cause", .type = MFP_BOOK_CAUSE_NAME, .says = "the cause"},
    {OF_CODE(digits), .name = "reply", .type = MFP_BOOK_FLAG, .words = digits_words,
     .says = "digits: the three digits in it are the server's reply code"},
    {OF_CODE(stages), .name = "stage", .type = MFP_BOOK_STAGES, .says = "the stage"},
    {OF_CODE(proof), .name = "proof", .type = MFP_BOOK_WORD, .words = mfp_proof_words,
     .required = true, .says = "what it rests on"},
    {OF_CODE(note), .name = "note", .type = MFP_BOOK_TEXT, .says = "what else to know"},
    {OF_CODE(see), .name = "see", .type = MFP_BOOK_TEXT, .required = true, .says = "sources"},
    {OF_CODE(file), .name = "", .type = MFP_BOOK_FILE},
    {OF_CODE(line), .name = "", .type = MFP_BOOK_LINE},
    {0},
};

const struct mfp_book_key *mfp_book_key_find(enum mfp_book_section section, const char *name)
{
    for (const struct mfp_book_key *key = mfp_book_keys; key->name; key++)
        if (key->section == section && key->says && strcmp(key->name, name) == 0)
            return key;
    return NULL;
}
