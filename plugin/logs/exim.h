/*
 * The two sides of Exim's main log: deliveries to others, and what its own server refuses.
 */
#pragma once

#include "logs/head.h"
#include "logs/session.h"

struct mfp_exim_line {
    struct mfp_span when;
    struct mfp_span id;   /* of the message, or empty */
    struct mfp_span text; /* behind time and id */
    size_t number;
};

struct mfp_exim {
    struct mfp_sessions messages;
    uint64_t unfinished; /* key of the message whose reply may go on in the next line, or 0 */
    struct mfp_finding finding; /* the one being made: too large for the stack of every call */
};

/* Where in the dialogue WORDS are that begin with a command or name a moment. */
enum mfp_stage mfp_exim_stage(struct mfp_span words);

/* True if the line was about a delivery. */
bool mfp_exim_delivery(const struct mfp_teller *teller, struct mfp_exim *exim,
                       const struct mfp_exim_line *line);

/* True if the line was about what the server refused. */
bool mfp_exim_server(const struct mfp_teller *teller, struct mfp_exim *exim,
                     const struct mfp_exim_line *line);
