#include "logs/session.h"

struct mfp_session *mfp_session_find(struct mfp_sessions *sessions, uint64_t key)
{
    size_t slot = mfp_slot_find(&sessions->slots, key);
    return slot < MFP_LOG_SESSIONS ? &sessions->entries[slot] : NULL;
}

static void empty(const struct mfp_teller *teller, struct mfp_sessions *sessions, size_t slot)
{
    struct mfp_session *session = &sessions->entries[slot];
    mfp_session_release(teller, session);
    session->begun = session->told = false;
    session->last = 0;
    mfp_slot_leave(&sessions->slots, slot);
}

struct mfp_session *mfp_session_open(const struct mfp_teller *teller, struct mfp_sessions *sessions,
                                     uint64_t key)
{
    size_t slot = mfp_slot_find(&sessions->slots, key);
    if (slot == MFP_LOG_SESSIONS) {
        slot = mfp_slot_oldest(&sessions->slots);
        empty(teller, sessions, slot);
        mfp_slot_take(&sessions->slots, slot, key);
    }
    return &sessions->entries[slot];
}

void mfp_session_tell(const struct mfp_teller *teller, struct mfp_session *session,
                      const struct mfp_finding *finding)
{
    session->holding = false;
    session->told = true;
    mfp_tell(teller, finding);
}

void mfp_session_release(const struct mfp_teller *teller, struct mfp_session *session)
{
    if (session->holding)
        mfp_session_tell(teller, session, &session->held);
}

void mfp_session_close(const struct mfp_teller *teller, struct mfp_sessions *sessions, uint64_t key)
{
    size_t slot = mfp_slot_find(&sessions->slots, key);
    if (slot < MFP_LOG_SESSIONS)
        empty(teller, sessions, slot);
}

void mfp_sessions_end(const struct mfp_teller *teller, struct mfp_sessions *sessions)
{
    /* In the order of the log. */
    for (;;) {
        struct mfp_session *first = NULL;
        for (size_t i = 0; i < MFP_LOG_SESSIONS; i++) {
            struct mfp_session *session = &sessions->entries[i];
            if (session->holding && (!first || session->held.line < first->held.line))
                first = session;
        }
        if (!first)
            break;
        mfp_session_release(teller, first);
    }
}
