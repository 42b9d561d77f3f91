/*
 * A poll as text, to be kept in the store: JSON. For the files of this folder.
 */
#pragma once

#include "checks/queue/poll.h"
#include "core/text.h"

/* Adds RECORD to OCTETS. 0, or -ENOMEM. */
int mfp_queue_record_write(const struct mfp_queue_record *record, struct mfp_text *octets,
                           struct mfp_error *error);

/* Reads it again. -EILSEQ: it is none. */
int mfp_queue_record_read(struct mfp_queue_record *record, const struct mfp_text *octets,
                          struct mfp_error *error);

/* What is kept of a poll: what the sample says of the device (NULL: it kept silent, and what was
 * known stays), and the verdict. */
void mfp_queue_record_note(struct mfp_queue_record *record, const struct mfp_queue_plan *plan,
                           const struct mfp_queue_sample *sample,
                           const struct mfp_queue_verdict *verdict, int64_t at);
