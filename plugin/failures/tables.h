/*
 * The tables of this room, and what their rows share. Internal to failures/.
 */
#pragma once

#include "core/cause.h"

extern const struct mfp_cause mfp_causes_setup[];
extern const struct mfp_cause mfp_causes_service[];
extern const struct mfp_cause mfp_causes_auth[];
extern const struct mfp_cause mfp_causes_recipient[];
extern const struct mfp_cause mfp_causes_size[];
extern const struct mfp_cause mfp_causes_sender[];
extern const struct mfp_cause mfp_causes_policy[];
extern const struct mfp_cause mfp_causes_tls[];
extern const struct mfp_cause mfp_causes_relay[];
extern const struct mfp_cause mfp_causes_throttle[];
extern const struct mfp_cause mfp_causes_mailbox_full[];
extern const struct mfp_cause mfp_causes_temporary[];
extern const struct mfp_cause mfp_causes_protocol[];

/*
 * Weights: which of two texts in one reply says why. "Recipient address rejected: too many
 * recipients, try again later" holds three; the most telling one wins.
 */
enum {
    MFP_LAST = -100, /* below every text: an enhanced code that many causes share */
    MFP_VAGUE = -50, /* "try again later", "access denied": true of everything */
    MFP_WEAK = -20,  /* names the object, hardly the reason */
    MFP_CLEAR = 20,  /* names the reason */
    MFP_STRONG = 40, /* names the reason in words that leave no other reading */
    MFP_SURE = 60,   /* a term of art: SPF, greylisting, a blocklist's name */
};

/* For an enhanced code that must not beat text: "generic" text that is always there. */
#define MFP_ANY_TEXT "^"

#define MFP_AT_BANNER (MFP_AT(MFP_STAGE_GREETING) | MFP_AT(MFP_STAGE_EHLO))
#define MFP_AT_AUTH MFP_AT(MFP_STAGE_AUTH)
#define MFP_AT_MAIL MFP_AT(MFP_STAGE_MAIL)
#define MFP_AT_RCPT MFP_AT(MFP_STAGE_RCPT)
#define MFP_AT_BODY (MFP_AT(MFP_STAGE_DATA) | MFP_AT(MFP_STAGE_BODY))
/* Before a recipient was named, no reply can be about it. */
#define MFP_BEFORE_RCPT                                                                            \
    (MFP_AT_BANNER | MFP_AT_AUTH | MFP_AT_MAIL | MFP_AT(MFP_STAGE_STARTTLS) | MFP_AT(MFP_STAGE_TLS))
#define MFP_AT_TLS (MFP_AT(MFP_STAGE_STARTTLS) | MFP_AT(MFP_STAGE_TLS))
