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

/* The newest times of a device's successful sends, newest first: seconds in all, at most COUNT of
 * them into TIMES. Returns how many, or a negative errno. */
int mfp_store_times(struct mfp_store *store, const char *device, double *times, int count,
                    struct mfp_error *error);

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

/* Releases an account. -ENODATA if it was not held. */
int mfp_store_release(struct mfp_store *store, const char *account, struct mfp_error *error);

typedef bool mfp_store_tell_hold(void *context, const struct mfp_hold *hold);
int mfp_store_holds(struct mfp_store *store, int64_t now, mfp_store_tell_hold *tell, void *context,
                    struct mfp_error *error);

/* The last look at a server, as whoever made it wrote it down: OCTETS at AT, seconds since the
 * epoch. */
int mfp_store_look_put(struct mfp_store *store, const char *server, int64_t at, const char *octets,
                       size_t length, struct mfp_error *error);

/* Adds it to OCTETS. -ENODATA if there is none. */
int mfp_store_look_get(struct mfp_store *store, const char *server, struct mfp_text *octets,
                       struct mfp_error *error);
