/*
 * From the words of mail servers, tools and TLS libraries to a fault.
 */
#pragma once

#include "core/fault.h"
#include "core/words.h"
#include "logs/span.h"

/* Who wrote the words. A TLS alert that a client reads is the server's, and the other way round;
 * clear text where TLS was due is the wrong port in one case and the wrong mode in the other. */
enum mfp_reason_side { MFP_REASON_CLIENT, MFP_REASON_SERVER };

/* What WORDS say; MFP_FAULT_NONE unless they are surely known. Where the fault can happen at one
 * stage only, and *stage is MFP_STAGE_UNKNOWN, *stage is set. */
enum mfp_fault_kind mfp_reason_fault(struct mfp_span words, enum mfp_reason_side side,
                                     enum mfp_stage *stage);
