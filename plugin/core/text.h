/*
 * Bounded text: a string that grows to a hard maximum, and the cleaning of text from outside.
 */
#pragma once

#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>

/* A growing string. Zeroed is empty; data is NULL until something is added, then terminated.
 * Past MAXIMUM (0: MFP_TEXT_MAXIMUM) or out of memory it stops growing and sets cut. */
struct mfp_text {
    char *data;
    size_t length;
    size_t room;
    size_t maximum;
    bool cut;
};

enum { MFP_TEXT_MAXIMUM = 1 << 20 };

void mfp_text_done(struct mfp_text *text);
void mfp_text_add(struct mfp_text *text, const char *bytes, size_t length);
void mfp_text_puts(struct mfp_text *text, const char *string);
void mfp_text_printf(struct mfp_text *text, const char *format, ...)
    __attribute__((format(printf, 2, 3)));
/* The content, "" when empty; valid until the next change. */
const char *mfp_text_string(const struct mfp_text *text);

/* Copies text from a server into TARGET for printing: valid UTF-8, control characters and
 * runs of white space become one blank, '|' becomes '/', at most SIZE - 1 octets, cut between
 * characters with "..." at the end. Always terminates. Returns the length written. */
size_t mfp_text_clean(char *target, size_t size, const char *source, size_t length);

/* snprintf that cannot fail and always terminates; returns TARGET. */
char *mfp_format(char *target, size_t size, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

/* Overwrites memory in a way that the compiler keeps. For secrets. */
void mfp_wipe(void *memory, size_t size);

/* Adds WORDS and a newline, wrapped at WIDTH columns: the first line is at COLUMN already, the
 * others begin there. */
void mfp_text_wrap(struct mfp_text *text, const char *words, size_t column, size_t width);

/* Is the WORD of LENGTH octets one of LIST, which has blanks between its words? Case is ignored. */
bool mfp_text_has_word(const char *list, const char *word, size_t length);

/* "unknown key, did you mean 'b', allowed: a, b" into BUFFER, for WORD that is none of NAMES
 * (NULL-terminated). WHAT is "key". */
void mfp_text_unknown(char *buffer, size_t size, const char *what, const char *word,
                      const char *const *names);

/* The distance between two words in edits, ignoring case (Levenshtein, at most 63 letters
 * a word), and the candidate nearest to WORD among NAMES (NULL-terminated): NULL if none is
 * near enough to be what was meant. */
size_t mfp_text_distance(const char *a, const char *b);
const char *mfp_text_nearest(const char *word, const char *const *names);
