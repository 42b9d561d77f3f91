#include "play.h"

#include "body.h"
#include "tls.h"

#include "core/text.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

static bool same_verb(const char *a, const char *b)
{
    size_t length = strcspn(a, " ");
    return length == strcspn(b, " ") && strncasecmp(a, b, length) == 0;
}

static int quit(struct play *play)
{
    play->quit = true;
    wire_put_line(play->wire, "221 2.0.0 bye");
    wire_close(play->wire);
    return -EPIPE;
}

/* A command that the script does not have here; EXPECTED is NULL after its end. */
static int answer_stray(struct play *play, const char *command, const char *expected)
{
    char shown[32];
    if (same_verb(command, "QUIT"))
        return quit(play);
    if (same_verb(command, "RSET") || same_verb(command, "NOOP"))
        return wire_put_line(play->wire, "250 2.0.0 ok");
    if (strcmp(command, "*") == 0) /* RFC 4954 section 4: the client cancels AUTH */
        return wire_put_line(play->wire, "501 5.7.0 authentication cancelled");
    expected = expected ? expected : "the end";
    mfp_text_clean(shown, sizeof(shown), command, strcspn(command, " "));
    fprintf(stderr, "%s: %s is not in the script, expected %s\n", play->name, shown, expected);
    return wire_printf(play->wire, "503 5.5.1 not in the script: expected %s", expected);
}

static void note_command(struct play *play, const char *command)
{
    play->quit = same_verb(command, "QUIT");
    if (same_verb(command, "AUTH"))
        play->counts->logins++;
}

/* Reads commands until the expected one comes; with EXPECTED NULL until the client goes. */
static int expect(struct play *play, const char *expected)
{
    char command[WIRE_LINE_SIZE];
    for (;;) {
        int result = wire_get_line(play->wire, command, sizeof(command));
        if (result)
            return result;
        if (expected && (strcmp(expected, "***") == 0 || same_verb(expected, command))) {
            note_command(play, expected);
            return 0;
        }
        result = answer_stray(play, command, expected);
        if (result)
            return result;
    }
}

static int read_body(struct play *play)
{
    int64_t octets;
    int result = body_read(play->wire, NULL, &octets);
    if (result)
        return result;
    play->counts->messages++;
    play->counts->octets += octets;
    return 0;
}

static int handshake(struct play *play, const struct step *step)
{
    if (play->clear)
        return 0;
    int result = wire_handshake(play->wire, play->tls);
    if (result && step->kind == STEP_HANDSHAKE)
        fprintf(stderr, "%s: TLS handshake: %s\n", play->name, tls_reason());
    return result;
}

static int repeat(struct play *play, const struct step *step)
{
    for (long i = 0; i < (long)step->number; i++)
        if (wire_put_line(play->wire, step->text))
            return -EPIPE;
    return 0;
}

/* One octet of text with C's escapes: \r \n \t \0 \\ \xHH. Moves *TEXT behind it. */
static char unescape(const char **text)
{
    const char *at = *text;
    *text = at[0] == '\\' && at[1] ? at + 2 : at + 1;
    if (*at != '\\')
        return *at;
    switch (at[1]) {
    case 'r':
        return '\r';
    case 'n':
        return '\n';
    case 't':
        return '\t';
    case '0':
        return '\0';
    case 'x': {
        char digits[3] = {at[2], at[2] ? at[3] : '\0', '\0'};
        *text = at + 2 + strlen(digits);
        return (char)strtol(digits, NULL, 16);
    }
    default:
        return at[1] ? at[1] : '\\';
    }
}

static int fill(struct play *play, const struct step *step)
{
    char octets[WIRE_LINE_SIZE];
    for (long i = 0; i < (long)step->number; i++) {
        const char *at = step->text;
        while (*at) {
            size_t length = 0;
            while (*at && length < sizeof(octets))
                octets[length++] = unescape(&at);
            if (wire_put(play->wire, octets, length))
                return -EPIPE;
        }
    }
    return 0;
}

/* Returns 0, or a negative errno when the connection has ended. */
static int run_step(struct play *play, const struct step *step)
{
    struct wire *wire = play->wire;
    switch (step->kind) {
    case STEP_EXPECT:
        return expect(play, step->text);
    case STEP_SEND:
        return wire_put_line(wire, step->text);
    case STEP_BODY:
        return read_body(play);
    case STEP_HANDSHAKE:
    case STEP_TRY_TLS:
        return handshake(play, step);
    case STEP_HANG_UP:
        if (wire_await(wire) == 0)
            wire_close(wire);
        return -EPIPE;
    case STEP_CLOSE:
        wire_close(wire);
        return -EPIPE;
    case STEP_RESET:
        wire_reset(wire);
        return -EPIPE;
    case STEP_STALL:
        wire_stall(wire);
        return -EPIPE;
    case STEP_WAIT:
        return wire_wait(wire, step->number);
    case STEP_DRIP:
        wire->drip_ms = (long)step->number;
        return 0;
    case STEP_REPEAT:
        return repeat(play, step);
    case STEP_FILL:
        return fill(play, step);
    case STEP_CLEAR:
        play->clear = true;
        return 0;
    }
    return 0;
}

void play_run(struct play *play)
{
    int result = 0;
    for (size_t i = 0; i < play->script->count && !result; i++)
        result = run_step(play, &play->script->steps[i]);
    if (!result && !play->quit)
        expect(play, NULL);
    if (play->wire->fd >= 0)
        wire_close(play->wire);
}
