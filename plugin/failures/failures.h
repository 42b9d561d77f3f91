/*
 * The knowledge about failures, searched with PCRE2: the built-in book, and an administrator's
 * own rows beside it.
 *
 *     struct mfp_failures *failures = NULL;
 *     if (mfp_failures_new(&failures, NULL, &error) == 0)
 *         mfp_classify(mfp_failures_knowledge(failures), transcript, NULL, &verdict);
 *
 * A handle keeps the patterns it has compiled so far, so one thread at a time may use it;
 * the book behind it is constant and shared.
 */
#pragma once

#include "core/cause.h"
#include "core/error.h"
#include "core/panel.h"
#include "core/provider.h"

struct mfp_failures;

/* RULES: a directory of an administrator's own *.conf files (mfpmail-failures(7)); NULL: the one of
 * the installation, if there is one; "": none. Returns 0 and sets *out, which the caller frees;
 * -ENOMEM; or a negative errno with file, line, section and key of a mistake in a rule. */
int mfp_failures_new(struct mfp_failures **out, const char *rules, struct mfp_error *error);

/* Takes NULL, returns NULL. */
struct mfp_failures *mfp_failures_free(struct mfp_failures *failures);

/* Borrowed: lives as long as FAILURES. */
const struct mfp_knowledge *mfp_failures_knowledge(struct mfp_failures *failures);

/* Whose server it is: by its name, else by its greeting (the 220 line's text); NULL if neither
 * tells. Either may be NULL. */
const struct mfp_provider *mfp_failures_provider(struct mfp_failures *failures, const char *host,
                                                 const char *greeting);

/* What PROVIDER (its name) announced, into LIST of MOST places. Returns how many. */
size_t mfp_failures_announcements(const char *provider, const struct mfp_announcement **list,
                                  size_t most);

/* What a device of VENDOR (a name of mfp_vendor_find) shows: TEXT as typed, trimmed. NULL if
 * nothing is known of it. */
const struct mfp_panel_code *mfp_failures_panel_code(struct mfp_failures *failures,
                                                     const struct mfp_vendor *vendor,
                                                     const char *text);
