/*
 * The judgement on a transcript or on a single reply.
 */
#pragma once

#include "core/cause.h"
#include "core/reply.h"
#include "core/transcript.h"
#include "core/words.h"

enum mfp_confidence {
    MFP_CONFIDENCE_LOW = 1,    /* basic code alone, or nothing known */
    MFP_CONFIDENCE_MEDIUM = 2, /* generic text, or stage with basic code */
    MFP_CONFIDENCE_HIGH = 3,   /* fault, distinctive text, inner reply, specific enhanced code */
};

extern const struct mfp_word mfp_confidence_words[];

/* Plain values; cause and evidence point into the knowledge. */
struct mfp_verdict {
    enum mfp_category category;
    const struct mfp_cause *cause; /* NULL for ok */
    const struct mfp_evidence *evidence;
    bool inner; /* an inner, quoted reply decided */
    enum mfp_stage stage;
    int code;          /* 0: none */
    char enhanced[16]; /* "": none */
    char reply[512];   /* cleaned for printing; the fault's words where there is no reply */
    enum mfp_retryable retryable;
    enum mfp_confidence confidence;
    enum mfp_fault_kind fault;
};

/* Judges a reply as if received at STAGE (MFP_STAGE_UNKNOWN if not known). Always yields a
 * category: at worst by the basic code alone, with low confidence. */
void mfp_classify_reply(const struct mfp_knowledge *knowledge, enum mfp_stage stage,
                        const struct mfp_reply *reply, struct mfp_verdict *verdict);

/* The same with what else is known of the dialogue. */
struct mfp_circumstances {
    enum mfp_stage stage;
    bool login_missing;   /* the server offers a login and the probe made none */
    const char *provider; /* whose server it is, a name of providers/; NULL: not known */
};

void mfp_classify_reply_in(const struct mfp_knowledge *knowledge,
                           const struct mfp_circumstances *circumstances,
                           const struct mfp_reply *reply, struct mfp_verdict *verdict);

/* The same without the reply's text in the verdict: for tables of many. */
void mfp_classify_reply_only(const struct mfp_knowledge *knowledge,
                             const struct mfp_circumstances *circumstances,
                             const struct mfp_reply *reply, struct mfp_verdict *verdict);

/* Tells every row that holds for the reply, or for a reply quoted inside it (INNER), in the order
 * in which they are asked: why the verdict is what it is, and what else it might have been. */
typedef void mfp_classify_tell(void *context, const struct mfp_evidence *evidence,
                               const struct mfp_cause *cause, bool inner);

void mfp_classify_consider(const struct mfp_knowledge *knowledge,
                           const struct mfp_circumstances *circumstances,
                           const struct mfp_reply *reply, mfp_classify_tell *tell, void *context);

/* Judges a fault. */
void mfp_classify_fault(const struct mfp_knowledge *knowledge, const struct mfp_fault *fault,
                        struct mfp_verdict *verdict);

/* Judges a whole transcript, made at a server of PROVIDER (NULL: not known). ok only if the server
 * said yes at the depth that was asked for: for a message, a 2xx after the final dot; with
 * credentials, after a 235. */
void mfp_classify(const struct mfp_knowledge *knowledge, const struct mfp_transcript *transcript,
                  const char *provider, struct mfp_verdict *verdict);

/* What the verdict says broke, for a status line: its cause's words, "probably" in front where
 * nothing but the bare code speaks for it. Returns BUFFER. */
const char *mfp_verdict_says(const struct mfp_verdict *verdict, char *buffer, size_t size);
