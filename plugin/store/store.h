/*
 * The store: results, history and holds in one SQLite file that many processes share. Readers
 * never wait for a writer (WAL); a writer waits for another until its own deadline.
 *
 * What a function has reported as recorded survives the death of the process at any moment.
 *
 * Errors: -ENOENT there is no store; -EACCES others can read it, or we cannot; -EBUSY locked past
 * the deadline; -ENOSPC, -EROFS; -EILSEQ it is damaged, or no store at all; -EPROTO a newer mfpmail
 * made it; -ESTALE an older one, and it was opened to be read. A store that cannot be used is never
 * changed, moved or made anew.
 */
#pragma once

#include "core/budget.h"
#include "core/early.h"
#include "core/error.h"
#include "core/result.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct mfp_store;

enum mfp_store_mode {
    MFP_STORE_READ,  /* an existing store */
    MFP_STORE_WRITE, /* made where there is none: for owner and group alone */
    /* An existing store on a disk without room, or one that is read-only, where not even a reader
     * can register: what is in the file itself. The last results may not have come there yet. */
    MFP_STORE_FROZEN,
};

/* WAIT_MS: how long another writer may be waited for, in all calls. Returns 0 and sets *out. */
int mfp_store_open(struct mfp_store **out, const char *path, enum mfp_store_mode mode,
                   int64_t wait_ms, struct mfp_error *error);
/* Takes NULL, returns NULL. */
struct mfp_store *mfp_store_close(struct mfp_store *store);

/* Records a result, and sets *streak (may be NULL) to what the device's results now add up to. */
int mfp_store_add(struct mfp_store *store, const struct mfp_result *result,
                  struct mfp_streak *streak, struct mfp_error *error);

/* How long history is kept: mfp_store_add then drops a few of the device's oldest rows each time,
 * so that nobody has to see to it. Without this nothing is dropped. */
void mfp_store_keep(struct mfp_store *store, int64_t seconds);

/* The last result of a device. -ENODATA if there is none. */
int mfp_store_last(struct mfp_store *store, const char *device, struct mfp_result *result,
                   struct mfp_streak *streak, struct mfp_error *error);

/* The newest last result, later than AFTER and not later than NOW, of a device other than DEVICE
 * whose plan has the same digest. -ENODATA, without an error's text, if there is none. */
int mfp_store_shared(struct mfp_store *store, uint64_t plan, const char *device, int64_t after,
                     int64_t now, struct mfp_result *result, struct mfp_error *error);

/* The last results of all devices, by name. Each is told until TELL returns false. */
typedef bool mfp_store_tell(void *context, const struct mfp_result *result,
                            const struct mfp_streak *streak);
int mfp_store_each(struct mfp_store *store, mfp_store_tell *tell, void *context,
                   struct mfp_error *error);

/* The times of a device's successful sends before BEFORE (seconds since the epoch), newest first:
 * at most COUNT. Returns how many, or a negative errno. */
int mfp_store_samples(struct mfp_store *store, const char *device, int64_t before,
                      int64_t (*samples)[MFP_STAGE_COUNT], int count, struct mfp_error *error);

/* The login mechanisms that a device was offered, and when last: at most COUNT, newest first.
 * Returns how many, or a negative errno. */
int mfp_store_mechanisms(struct mfp_store *store, const char *device, struct mfp_seen *seen,
                         int count, struct mfp_error *error);

/* Forgets history from before BEFORE (seconds since the epoch), a device at a time, so that nobody
 * waits long. Last results stay. Returns how many rows, or a negative errno. */
int64_t mfp_store_prune(struct mfp_store *store, int64_t before, struct mfp_error *error);

enum { MFP_FINGERPRINT_SIZE = 32, MFP_STORE_KEY_SIZE = 32 };

/* Why an account is not tried: its credentials were rejected. */
struct mfp_hold {
    char account[MFP_NAME_SIZE];
    unsigned char fingerprint[MFP_FINGERPRINT_SIZE]; /* of the secret that was rejected */
    int64_t since, until;                            /* seconds since the epoch */
    unsigned tries;                                  /* rejected logins with this secret */
    char device[MFP_NAME_SIZE];                      /* whose check met it */
};

/* The random key of this installation, for fingerprints; made when it is first asked for. */
int mfp_store_key(struct mfp_store *store, unsigned char key[MFP_STORE_KEY_SIZE],
                  struct mfp_error *error);

/*
 * The right to try an account's login with a secret, for one process at a time. NOW and LEASE_S in
 * seconds. Returns 0: go on; mfp_store_login_end must follow, and after LEASE_S others may go on
 * all the same. 1: held, *hold says why and until when. -EAGAIN: another process tries it at this
 * moment. Else another negative errno. A hold of another fingerprint, one that has run out, and one
 * that begins after NOW (the clock was set back) is gone.
 */
int mfp_store_login_begin(struct mfp_store *store, const char *account,
                          const unsigned char fingerprint[MFP_FINGERPRINT_SIZE], int64_t now,
                          int64_t lease_s, struct mfp_hold *hold, struct mfp_error *error);

/* 1 if the account is held, as above, else 0; for a store that cannot be written. */
int mfp_store_held(struct mfp_store *store, const char *account,
                   const unsigned char fingerprint[MFP_FINGERPRINT_SIZE], int64_t now,
                   struct mfp_hold *hold, struct mfp_error *error);

enum mfp_login {
    MFP_LOGIN_UNTRIED,  /* it did not come to the login, or to no answer: what was stays */
    MFP_LOGIN_ACCEPTED, /* the hold is over */
    MFP_LOGIN_REJECTED, /* *hold says for how long now: 1 h, doubling to 24 h */
};

int mfp_store_login_end(struct mfp_store *store, const char *account,
                        const unsigned char fingerprint[MFP_FINGERPRINT_SIZE], const char *device,
                        enum mfp_login outcome, int64_t now, struct mfp_hold *hold,
                        struct mfp_error *error);

/* Releases an account, also from a back-off. -ENODATA if there was nothing to release it from. */
int mfp_store_release(struct mfp_store *store, const char *account, struct mfp_error *error);

typedef bool mfp_store_tell_hold(void *context, const struct mfp_hold *hold);
int mfp_store_holds(struct mfp_store *store, int64_t now, mfp_store_tell_hold *tell, void *context,
                    struct mfp_error *error);

/* Why a send has to wait. */
enum mfp_pace_reason {
    MFP_PACE_BUDGET,  /* what it may send is used up */
    MFP_PACE_TURN,    /* another device has waited longer for what is left */
    MFP_PACE_BACKOFF, /* the server asked for patience */
};

struct mfp_pace {
    enum mfp_pace_reason reason;
    char bucket[MFP_BUCKET_SIZE];
    int64_t since, until;            /* seconds since the epoch; since: of a back-off */
    struct mfp_budget_window window; /* the one that is used up */
    unsigned tries;                  /* how often in a row patience was asked for */
    char device[MFP_NAME_SIZE];      /* whose check met that last */
};

/*
 * The right to a send that counts against BUDGETS (COUNT of them). 0: go on, it is counted. 1: not
 * now, *pace says why, and the device is one that waits: what becomes free goes to who has waited
 * longest. With ANYWAY it is counted and never refused. Sends of a time after NOW (the clock was
 * set back) do not count.
 */
int mfp_store_spend(struct mfp_store *store, const struct mfp_budget *budgets, size_t count,
                    const char *device, int64_t now, bool anyway, struct mfp_pace *pace,
                    struct mfp_error *error);

/* 1 if one of BUDGETS backs off, as *pace says, else 0; for a store that cannot be written. */
int mfp_store_backing_off(struct mfp_store *store, const struct mfp_budget *budgets, size_t count,
                          int64_t now, struct mfp_pace *pace, struct mfp_error *error);

/* The server asked for patience: BUCKET backs off, 5 minutes and then twice as long each time, to 4
 * hours, a quarter more or less, so that those who met it together do not come back together. */
int mfp_store_back_off(struct mfp_store *store, const char *bucket, const char *device, int64_t now,
                       struct mfp_pace *pace, struct mfp_error *error);

/* It does no more. 1 if it did, 0 if not, or a negative errno. */
int mfp_store_go_on(struct mfp_store *store, const char *bucket, struct mfp_error *error);

typedef bool mfp_store_tell_pace(void *context, const struct mfp_pace *pace);
int mfp_store_backoffs(struct mfp_store *store, int64_t now, mfp_store_tell_pace *tell,
                       void *context, struct mfp_error *error);

/* The last look at a server, as whoever made it wrote it down: OCTETS at AT, seconds since the
 * epoch. */
int mfp_store_look_put(struct mfp_store *store, const char *server, int64_t at, const char *octets,
                       size_t length, struct mfp_error *error);

/* Adds it to OCTETS. -ENODATA if there is none. */
int mfp_store_look_get(struct mfp_store *store, const char *server, struct mfp_text *octets,
                       struct mfp_error *error);

/* What the last poll of a device's queue came to: RECORD is shown, MEMORY is what the next poll is
 * judged by; both as whoever polled wrote them down. One record in EVERY_S seconds is kept as a
 * sample, as long as results are. */
int mfp_store_queue_put(struct mfp_store *store, const char *device, int64_t at,
                        const struct mfp_text *memory, const struct mfp_text *record,
                        int64_t every_s, struct mfp_error *error);

/* Adds them to MEMORY and RECORD, either of which may be NULL. -ENODATA, without an error's text,
 * if the device was never polled. */
int mfp_store_queue_get(struct mfp_store *store, const char *device, int64_t *when,
                        struct mfp_text *memory, struct mfp_text *record, struct mfp_error *error);
