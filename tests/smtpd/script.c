#include "script.h"

#include "core/fault.h"
#include "core/text.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

/* "close", "wait 0.5", "raw 220 x\r\n", "repeat 1000 220-x" */
static const struct direction {
    const char *verb;
    enum step_kind kind;
    bool number, text;
} directions[] = {
    {.verb = "close", .kind = STEP_CLOSE},
    {.verb = "reset", .kind = STEP_RESET},
    {.verb = "stall", .kind = STEP_STALL},
    {.verb = "wait", .kind = STEP_WAIT, .number = true},
    {.verb = "drip", .kind = STEP_DRIP, .number = true},
    {.verb = "repeat", .kind = STEP_REPEAT, .number = true, .text = true},
    {.verb = "fill", .kind = STEP_FILL, .number = true, .text = true},
    {.verb = "raw", .kind = STEP_FILL, .text = true},
    {.verb = "clear", .kind = STEP_CLEAR},
};

enum { DIRECTION_COUNT = sizeof(directions) / sizeof(directions[0]) };

static const char *after_word(const char *text)
{
    text += strcspn(text, " ");
    return *text ? text + 1 : text;
}

static const struct direction *find_direction(const char *text)
{
    size_t length = strcspn(text, " ");
    for (size_t i = 0; i < DIRECTION_COUNT; i++)
        if (strlen(directions[i].verb) == length && !strncmp(directions[i].verb, text, length))
            return &directions[i];
    return NULL;
}

/* Returns false if TEXT is no direction. */
static bool read_direction(struct step *step, const char *text)
{
    const struct direction *direction = find_direction(text);
    if (!direction)
        return false;
    *step = (struct step){.kind = direction->kind, .number = 1};
    text = after_word(text);
    if (direction->number) {
        char *end;
        step->number = strtod(text, &end);
        if (end == text || (*end && *end != ' ') || !(step->number >= 0 && step->number <= 1e9))
            return false;
        text = *end ? end + 1 : end;
    }
    step->text = text;
    return direction->text || !*text;
}

/* What a server must do for the probe to meet this failure. Returns false: nothing here, it
 * follows from what was done before. */
static bool read_fault(struct script *script, struct step *step, enum mfp_fault_kind kind)
{
    switch (kind) {
    case MFP_FAULT_CLOSED:
        *step = (struct step){.kind = STEP_CLOSE};
        return true;
    case MFP_FAULT_RESET:
        *step = (struct step){.kind = STEP_RESET};
        return true;
    case MFP_FAULT_TIMEOUT:
        *step = (struct step){.kind = STEP_STALL};
        return true;
    case MFP_FAULT_TLS_CLOSED:
        *step = (struct step){.kind = STEP_HANG_UP};
        return true;
    case MFP_FAULT_TLS_EXPECTED:
    case MFP_FAULT_TLS_VERSION:
    case MFP_FAULT_TLS_CIPHER:
    case MFP_FAULT_TLS_HANDSHAKE:
    case MFP_FAULT_TLS_WEAK:
    case MFP_FAULT_TLS_CLIENT_CERT:
    case MFP_FAULT_CERT_EXPIRED:
    case MFP_FAULT_CERT_NOT_YET_VALID:
    case MFP_FAULT_CERT_SELF_SIGNED:
    case MFP_FAULT_CERT_UNKNOWN_CA:
    case MFP_FAULT_CERT_NAME:
    case MFP_FAULT_CERT_INVALID:
        *step = (struct step){.kind = STEP_TRY_TLS};
        return true;
    case MFP_FAULT_REFUSED:
        script->refuses = true;
        return false;
    case MFP_FAULT_HOST_NOT_FOUND:
    case MFP_FAULT_NO_ADDRESS:
    case MFP_FAULT_RESOLVER_FAILED:
    case MFP_FAULT_UNREACHABLE:
    case MFP_FAULT_CERT_REVOKED:
    case MFP_FAULT_LOCAL:
        script->absent = true;
        return false;
    case MFP_FAULT_NONE:
    case MFP_FAULT_NOT_SMTP:
    case MFP_FAULT_FLOOD:
    case MFP_FAULT_TLS_CLEARTEXT:
    case MFP_FAULT_STARTTLS_NOT_OFFERED:
    case MFP_FAULT_AUTH_NOT_OFFERED:
    case MFP_FAULT_AUTH_NEEDS_TLS:
    case MFP_FAULT_AUTH_MECHANISM_NOT_OFFERED:
    case MFP_FAULT_AUTH_BROKEN:
    case MFP_FAULT_COUNT:
        break;
    }
    return false;
}

/* Returns 1 and sets *STEP, 0 if the server has nothing to do at this line, or -EINVAL. */
static int read_line(struct script *script, struct step *step, const struct mfp_line *line)
{
    enum mfp_fault_kind kind;
    char fault[64];
    switch (line->kind) {
    case MFP_LINE_COMMAND:
        *step = (struct step){.kind = STEP_EXPECT, .text = line->text};
        return 1;
    case MFP_LINE_REPLY:
        *step = (struct step){.kind = STEP_SEND, .text = line->text};
        return 1;
    case MFP_LINE_BODY:
        *step = (struct step){.kind = STEP_BODY};
        return 1;
    case MFP_LINE_TLS:
        *step = (struct step){.kind = STEP_HANDSHAKE};
        return 1;
    case MFP_LINE_SERVER:
        return read_direction(step, line->text) ? 1 : -EINVAL;
    case MFP_LINE_FAULT:
        mfp_format(fault, sizeof(fault), "%.*s", (int)strcspn(line->text, " "), line->text);
        if (mfp_fault_find(fault, &kind))
            return -EINVAL;
        return read_fault(script, step, kind);
    case MFP_LINE_CONNECT:
    case MFP_LINE_NOTE:
        break;
    }
    return 0;
}

int script_make(struct script *script, const struct mfp_dialogue *dialogue, struct mfp_error *error)
{
    *script = (struct script){0};
    script->steps = calloc(dialogue->count + 1, sizeof(*script->steps));
    if (!script->steps)
        return mfp_error_set(error, -ENOMEM, "%s: no memory", dialogue->path);
    for (size_t i = 0; i < dialogue->count; i++) {
        struct step *step = &script->steps[script->count];
        int found = read_line(script, step, &dialogue->lines[i]);
        /* Silence before anything else, even a connection. */
        if (i == 0 && found > 0 && step->kind == STEP_STALL)
            script->deaf = dialogue->lines[i].kind == MFP_LINE_FAULT;
        if (found < 0) {
            script_done(script);
            return mfp_error_set(error, found, "%s:%d: no direction or fault: %s", dialogue->path,
                                 dialogue->lines[i].number, dialogue->lines[i].text);
        }
        if (found && (step->kind == STEP_HANDSHAKE || step->kind == STEP_TRY_TLS))
            script->tls = true;
        script->count += (size_t)found;
    }
    return 0;
}

void script_done(struct script *script)
{
    free(script->steps);
    *script = (struct script){0};
}
