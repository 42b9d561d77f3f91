/*
 * What is remembered of connections and messages whose lines stand apart in a log.
 */
#pragma once

#include "logs/format.h"
#include "logs/slots.h"

/* One connection, process or message. */
struct mfp_session {
    bool begun;    /* its beginning was seen, so what is repeated in it is known to be */
    bool told;     /* a failure of it was told: what follows on from it is not */
    uint64_t last; /* hash of the one told last */
    bool holding;  /* a failure that a later line may tell better, or cancel: */
    struct mfp_finding held;
};

/* Zeroed is empty. */
struct mfp_sessions {
    struct mfp_slots slots;
    struct mfp_session entries[MFP_LOG_SESSIONS];
};

/* The session of KEY, or NULL. */
struct mfp_session *mfp_session_find(struct mfp_sessions *sessions, uint64_t key);

/* The same, a new one if there is none. The oldest one gives way, and what it holds is told. */
struct mfp_session *mfp_session_open(const struct mfp_teller *teller, struct mfp_sessions *sessions,
                                     uint64_t key);

/* Tells FINDING as a failure of the session; what was held is forgotten. */
void mfp_session_tell(const struct mfp_teller *teller, struct mfp_session *session,
                      const struct mfp_finding *finding);

/* Tells what is held. */
void mfp_session_release(const struct mfp_teller *teller, struct mfp_session *session);

/* The same, and the session of KEY is no more. */
void mfp_session_close(const struct mfp_teller *teller, struct mfp_sessions *sessions,
                       uint64_t key);

void mfp_sessions_end(const struct mfp_teller *teller, struct mfp_sessions *sessions);
