/*
 * Numbers and short texts as octets, for what is stored, and back again from octets that may be
 * anything. For the files of this room.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Writes as long as there is room; what does not fit sets full, and nothing more is written. */
struct mfp_octets_out {
    unsigned char *octets;
    size_t length, room;
    bool full;
};

/* A number takes an octet for each seven bits (zigzag, LEB128); a text its length and itself. */
void mfp_put_i64(struct mfp_octets_out *out, int64_t number);
void mfp_put_u64(struct mfp_octets_out *out, uint64_t number);
void mfp_put_string(struct mfp_octets_out *out, const char *text);

/* Reads; after the first thing that cannot be, bad is set and zeroes and "" are read. */
struct mfp_octets_in {
    const unsigned char *octets;
    size_t length;
    bool bad;
};

int64_t mfp_get_i64(struct mfp_octets_in *in);
uint64_t mfp_get_u64(struct mfp_octets_in *in);
/* A number that is at most MAXIMUM. */
uint64_t mfp_get_up_to(struct mfp_octets_in *in, uint64_t maximum);
bool mfp_get_bool(struct mfp_octets_in *in);
/* A text that is clean (mfp_text_clean) and shorter than SIZE. */
void mfp_get_string(struct mfp_octets_in *in, char *text, size_t size);
