/*
 * A session: one libcurl transfer after another over one connection, with its recorder and its
 * watch on TLS. Shared by the files of this room only.
 */
#pragma once

#include "core/plan.h"
#include "core/secret.h"
#include "core/transcript.h"
#include "smtp/message.h"
#include "smtp/record.h"
#include "smtp/tls_watch.h"

#include <curl/curl.h>
#include <stdbool.h>
#include <time.h>

/* What the next transfer does. */
enum mfp_step {
    MFP_STEP_MESSAGE, /* MAIL, RCPT, DATA and the message */
    MFP_STEP_OPEN,    /* before an envelope: what EHLO offers decides on MAIL's parameters */
    MFP_STEP_MAIL,
    MFP_STEP_RCPT,
    MFP_STEP_RSET, /* the end of an envelope */
    MFP_STEP_NOOP, /* the end of anything shorter */
    MFP_STEP_DONE,
};

enum { MFP_SESSION_SOCKETS = 16 };

struct mfp_session {
    const struct mfp_plan *plan;
    struct mfp_transcript *transcript;
    struct mfp_record record;
    struct mfp_tls_watch watch;
    struct mfp_message message;
    struct timespec begun;
    enum mfp_step step;
    CURL *easy;
    struct curl_slist *resolve, *recipients;
    char *command; /* the custom command of the step */
    char error[CURL_ERROR_SIZE];
    bool connected;     /* a server has been reached: no further connection may be made */
    bool greeted;       /* and has said something */
    bool refused_login; /* stopped before MAIL, since the login that was asked for did not happen */
    bool bad_trust;
    bool give_up;    /* the transfer is to end, its result is known otherwise */
    int64_t step_us; /* when this step's transfer began */
    int64_t connected_us;
    int64_t quit_us;                            /* when QUIT went out; 0 not yet */
    curl_socket_t sockets[MFP_SESSION_SOCKETS]; /* opened for the addresses tried, newest last */
    size_t socket_count;
};

int mfp_session_init(struct mfp_session *session, const struct mfp_plan *plan,
                     const struct mfp_secret *secret, const char *addresses,
                     struct mfp_error *error);
void mfp_session_done(struct mfp_session *session);

/* Microseconds since the session (OPAQUE) began; the shape is a clock's, as resolve.h wants. */
int64_t mfp_session_now(void *opaque);

/* Sets up the transfer for session->step. */
int mfp_session_prepare(struct mfp_session *session, struct mfp_error *error);

/* Chooses the step after one that ended with RESULT, and records the fault if it failed without
 * a reply that says why. */
void mfp_session_advance(struct mfp_session *session, CURLcode result);

/* session_fault.c: from libcurl's result to a fault in the transcript. */
void mfp_session_fault(struct mfp_session *session, CURLcode result);

/* session_watch.c: the callbacks, and their installation. Returns libcurl's code. */
CURLcode mfp_session_install(struct mfp_session *session);

/* Records the connection as soon as libcurl says that it has one, or if SURE at once. */
void mfp_session_note_connected(struct mfp_session *session, bool sure);

/* Cuts the connection. To be called before the transfer is removed while it runs: libcurl ends
 * such a one as if its message were complete, and the server would take half of it for all. */
void mfp_session_cut(const struct mfp_session *session);

/* The URL of the plan's server, with the EHLO name. */
void mfp_session_url(const struct mfp_plan *plan, bool tls, struct mfp_text *url);
