/*
 * Standard input line by line: any octets, any length, memory bounded.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { MFP_LINES_BUFFER = 256 * 1024, MFP_LINE_KEPT = 64 * 1024 };

/* Zeroed, with the descriptor set, it is at the beginning. */
struct mfp_lines {
    int fd;
    size_t begin, end;
    bool over;      /* end of file, or an error */
    int error;      /* errno of a read that failed; 0 */
    uint64_t count; /* of lines so far */
    /* Called before it waits for more input: what was found so far can be shown. */
    void (*before_wait)(void *context);
    void *context;
    char buffer[MFP_LINES_BUFFER];
};

/* The next line without its LF or CRLF; it stays until the next call. What is longer than
 * MFP_LINE_KEPT is cut there. false at the end. */
bool mfp_lines_next(struct mfp_lines *lines, const char **line, size_t *length);
