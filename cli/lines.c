#include "cli/lines.h"

#include <errno.h>
#include <string.h>
#include <unistd.h>

/* More input behind what is there; false if there is none. */
static bool fill(struct mfp_lines *lines)
{
    ssize_t got;
    if (lines->over)
        return false;
    if (lines->before_wait)
        lines->before_wait(lines->context);
    do
        got = read(lines->fd, lines->buffer + lines->end, sizeof(lines->buffer) - lines->end);
    while (got < 0 && errno == EINTR);
    lines->error = got < 0 ? errno : 0;
    lines->over = got <= 0;
    lines->end += got > 0 ? (size_t)got : 0;
    return got > 0;
}

/* Makes room: a line that is begun moves to the front, of a long one the front is kept. SCANNED
 * octets of it hold no LF. */
static void make_room(struct mfp_lines *lines, size_t *scanned)
{
    size_t have = lines->end - lines->begin;
    memmove(lines->buffer, lines->buffer + lines->begin, have);
    lines->begin = 0;
    lines->end = have;
    if (have == sizeof(lines->buffer)) {
        lines->end = MFP_LINE_KEPT;
        *scanned = MFP_LINE_KEPT;
    }
}

bool mfp_lines_next(struct mfp_lines *lines, const char **line, size_t *length)
{
    size_t scanned = 0;
    const char *end;
    for (;;) {
        const char *from = lines->buffer + lines->begin;
        size_t have = lines->end - lines->begin;
        end = memchr(from + scanned, '\n', have - scanned);
        if (end)
            break;
        scanned = have;
        if (lines->end == sizeof(lines->buffer))
            make_room(lines, &scanned);
        if (fill(lines))
            continue;
        if (lines->end == lines->begin)
            return false;
        end = lines->buffer + lines->end; /* the last line has no LF */
        break;
    }
    *line = lines->buffer + lines->begin;
    *length = (size_t)(end - *line);
    lines->begin += *length + (end < lines->buffer + lines->end ? 1 : 0);
    lines->count++;
    if (*length && (*line)[*length - 1] == '\r')
        --*length;
    if (*length > MFP_LINE_KEPT)
        *length = MFP_LINE_KEPT;
    return true;
}
