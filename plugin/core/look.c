#include "core/look.h"

#include <ctype.h>
#include <string.h>

static void clean(char *target, size_t size, const char *text)
{
    mfp_text_clean(target, size, text ? text : "", text ? strlen(text) : 0);
}

/* Many servers say AUTH twice, the second time as old clients want it: each mechanism once. */
static void keep_mechanisms(char *target, size_t size, const char *offered)
{
    char list[256];
    target[0] = '\0';
    clean(list, sizeof(list), offered);
    for (const char *at = list; *at; at += strspn(at, " ")) {
        size_t length = strcspn(at, " "), used = strlen(target);
        if (length && !mfp_text_has_word(target, at, length))
            mfp_format(target + used, size - used, "%s%.*s", used ? " " : "", (int)length, at);
        at += length;
    }
    for (char *c = target; *c; c++)
        *c = (char)toupper((unsigned char)*c);
}

static void note_offer(struct mfp_look_address *address, const struct mfp_transcript *transcript,
                       bool under_tls)
{
    struct mfp_offer offer;
    mfp_transcript_offer_in(transcript, under_tls, &offer);
    if (!offer.seen)
        return;
    address->size_limit = offer.size < 0 ? -1 : offer.size; /* a server may say "SIZE -5" */
    clean(address->extensions, sizeof(address->extensions), offer.extensions);
    if (under_tls) {
        address->secure = true;
        keep_mechanisms(address->auth_secure, sizeof(address->auth_secure), offer.mechanisms);
    } else {
        address->clear = true;
        address->starttls = offer.starttls;
        keep_mechanisms(address->auth_clear, sizeof(address->auth_clear), offer.mechanisms);
    }
}

static void note_certificate(struct mfp_look_address *address, const struct mfp_tls_facts *facts)
{
    clean(address->subject, sizeof(address->subject), facts->subject);
    clean(address->issuer, sizeof(address->issuer), facts->issuer);
    clean(address->names, sizeof(address->names), facts->names);
    address->not_after = facts->not_after;
    address->chain_not_after = facts->chain_not_after;
}

/* Where VERSION stands in the lists of an address; -1 for none of the four. */
static int place_of(enum mfp_tls_version version)
{
    int place = (int)version - MFP_TLS_VERSION_1_0;
    return place >= 0 && place < MFP_LOOK_VERSIONS ? place : -1;
}

/* OpenSSL's own name of TLS 1.0 has no ".0". */
static enum mfp_tls_version version_of(const char *name)
{
    int number;
    if (strcmp(name, "TLSv1") == 0)
        return MFP_TLS_VERSION_1_0;
    bool known = strncmp(name, "TLSv", 4) == 0 &&
                 mfp_word_find(mfp_tls_version_words, name + 4, &number) == 0;
    return known ? (enum mfp_tls_version)number : MFP_TLS_VERSION_ANY;
}

static void note_session(struct mfp_look_address *address, const struct mfp_tls_facts *facts)
{
    int place = place_of(version_of(facts->version));
    if (!facts->done)
        return;
    if (place >= 0)
        address->accepts[place] = MFP_ACCEPTS_YES;
    clean(address->tls_version, sizeof(address->tls_version), facts->version);
    clean(address->tls_cipher, sizeof(address->tls_cipher), facts->cipher);
}

void mfp_look_note(struct mfp_look_address *address, const struct mfp_transcript *transcript)
{
    const struct mfp_tls_facts *facts = &transcript->tls_facts;
    clean(address->greeting, sizeof(address->greeting), mfp_transcript_greeting(transcript));
    address->size_limit = -1;
    note_offer(address, transcript, false);
    note_offer(address, transcript, true);
    note_certificate(address, facts);
    note_session(address, facts);
    address->verified = facts->verified;
    clean(address->reason, sizeof(address->reason), facts->reason);
    memcpy(address->stage_us, transcript->stage_us, sizeof(address->stage_us));
}

/* Of a dialogue whose ClientHello had one version alone, and which trusted any certificate. */
static enum mfp_accepts accepts_of(const struct mfp_transcript *transcript)
{
    const struct mfp_fault *fault = &transcript->fault;
    if (transcript->tls_facts.done)
        return MFP_ACCEPTS_YES;
    if (!transcript->tls_facts.begun || fault->stage != MFP_STAGE_TLS)
        return MFP_ACCEPTS_UNKNOWN;
    if (fault->kind == MFP_FAULT_TLS_VERSION || fault->kind == MFP_FAULT_TLS_CIPHER)
        return MFP_ACCEPTS_NO;
    if (fault->kind == MFP_FAULT_TLS_CLIENT_CERT) /* the version was good, the rest was not */
        return MFP_ACCEPTS_YES;
    bool broken = fault->kind == MFP_FAULT_TLS_HANDSHAKE || fault->kind == MFP_FAULT_TLS_CLOSED ||
                  fault->kind == MFP_FAULT_RESET;
    return broken ? MFP_ACCEPTS_BROKEN : MFP_ACCEPTS_UNKNOWN;
}

void mfp_look_note_version(struct mfp_look_address *address, enum mfp_tls_version version,
                           const struct mfp_transcript *transcript)
{
    int place = place_of(version);
    if (place < 0)
        return;
    address->accepts[place] = accepts_of(transcript);
    if (address->accepts[place] != MFP_ACCEPTS_YES)
        return;
    if (!address->greeting[0])
        clean(address->greeting, sizeof(address->greeting), mfp_transcript_greeting(transcript));
    if (!address->not_after)
        note_certificate(address, &transcript->tls_facts);
    if (!address->secure)
        note_offer(address, transcript, true);
}

enum mfp_accepts mfp_look_accepts(const struct mfp_look_address *address,
                                  enum mfp_tls_version version)
{
    int place = place_of(version);
    enum mfp_accepts accepts = place < 0 ? MFP_ACCEPTS_UNTRIED : address->accepts[place];
    if (accepts != MFP_ACCEPTS_BROKEN)
        return accepts;
    for (int i = 0; i < MFP_LOOK_VERSIONS; i++)
        if (address->accepts[i] == MFP_ACCEPTS_YES)
            return MFP_ACCEPTS_NO;
    return MFP_ACCEPTS_UNKNOWN;
}

bool mfp_look_works(const struct mfp_look_address *address)
{
    return !address->skipped && address->verdict.category == MFP_CATEGORY_OK;
}

int64_t mfp_look_us(const struct mfp_look_address *address)
{
    int64_t sum = 0;
    for (int stage = 0; stage < MFP_STAGE_COUNT; stage++)
        if (stage != MFP_STAGE_QUIT && address->stage_us[stage] > 0)
            sum += address->stage_us[stage];
    return sum;
}

void mfp_look_verdict_of(struct mfp_look_verdict *kept, const struct mfp_verdict *verdict)
{
    *kept = (struct mfp_look_verdict){
        .category = verdict->category,
        .cause = verdict->cause ? verdict->cause->number : 0,
        .stage = verdict->stage,
        .fault = verdict->fault,
        .code = verdict->code,
        .retryable = verdict->retryable,
        .confidence = verdict->confidence,
    };
    mfp_format(kept->enhanced, sizeof(kept->enhanced), "%s", verdict->enhanced);
    mfp_format(kept->reply, sizeof(kept->reply), "%s", verdict->reply);
}

void mfp_look_verdict_read(const struct mfp_look_verdict *kept,
                           const struct mfp_knowledge *knowledge, struct mfp_verdict *verdict)
{
    *verdict = (struct mfp_verdict){
        .category = kept->category,
        .cause = kept->cause ? mfp_cause_number(knowledge, kept->cause) : NULL,
        .stage = kept->stage,
        .fault = kept->fault,
        .code = kept->code,
        .retryable = kept->retryable,
        .confidence = kept->confidence,
    };
    mfp_format(verdict->enhanced, sizeof(verdict->enhanced), "%s", kept->enhanced);
    mfp_format(verdict->reply, sizeof(verdict->reply), "%s", kept->reply);
}
