#include "checks/common/states.h"

#include "core/text.h"
#include "core/value.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

static int add_one(struct mfp_states *states, const char *pair, size_t length,
                   struct mfp_error *error)
{
    char text[96];
    int number;
    mfp_format(text, sizeof(text), "%.*s", (int)(length < 95 ? length : 95), pair);
    char *equals = strchr(text, '=');
    if (states->count == MFP_STATES_MAX)
        return mfp_error_set(error, -EINVAL, "more than %d states", MFP_STATES_MAX);
    if (!equals || equals == text)
        return mfp_error_set(error, -EINVAL,
                             "'%s' is not NAME=STATE, right would be timeout=unknown", text);
    *equals = '\0';
    int result = mfp_value_word(equals + 1, mfp_state_words, &number, error);
    if (result < 0)
        return result;
    mfp_format(states->rows[states->count].name, sizeof(states->rows[0].name), "%s", text);
    states->rows[states->count++].state = (enum mfp_state)number;
    return 0;
}

int mfp_states_add(struct mfp_states *states, const char *text, struct mfp_error *error)
{
    int result = 0;
    while (result == 0) {
        size_t length = strcspn(text, ",");
        result = add_one(states, text, length, error);
        if (!text[length])
            break;
        text += length + 1;
    }
    return result;
}

static bool is_known(const char *name, const struct mfp_knowledge *knowledge, const char *own)
{
    int number;
    return (own && strcasecmp(name, own) == 0) || strcmp(name, "timeout") == 0 ||
           strcmp(name, "retryable") == 0 ||
           mfp_word_find(mfp_category_words, name, &number) == 0 ||
           mfp_cause_find(knowledge, name) != NULL;
}

int mfp_states_check(const struct mfp_states *states, const struct mfp_knowledge *knowledge,
                     const char *own, struct mfp_error *error)
{
    char list[256];
    for (size_t i = 0; i < states->count; i++)
        if (!is_known(states->rows[i].name, knowledge, own))
            return mfp_error_set(
                error, -EINVAL,
                "--state: '%s' is not known, allowed: %s%stimeout, retryable, a cause, "
                "or one of %s",
                states->rows[i].name, own ? own : "", own ? ", " : "",
                mfp_word_list(mfp_category_words, list, sizeof(list)));
    return 0;
}

static bool find_row(const struct mfp_states *states, const char *name, enum mfp_state *state)
{
    bool found = false;
    for (size_t i = 0; i < states->count; i++) {
        if (strcasecmp(states->rows[i].name, name) == 0) {
            *state = states->rows[i].state; /* the last one given counts */
            found = true;
        }
    }
    return found;
}

enum mfp_state mfp_states_named(const struct mfp_states *states, const char *name,
                                enum mfp_state otherwise)
{
    enum mfp_state state;
    return find_row(states, name, &state) ? state : otherwise;
}

enum mfp_state mfp_states_of(const struct mfp_states *states, const struct mfp_verdict *verdict)
{
    enum mfp_state state;
    if (verdict->cause && find_row(states, verdict->cause->name, &state))
        return state;
    if (verdict->fault == MFP_FAULT_TIMEOUT && find_row(states, "timeout", &state))
        return state;
    if (find_row(states, mfp_word_name(mfp_category_words, (int)verdict->category), &state))
        return state;
    if (verdict->retryable == MFP_RETRYABLE_YES && find_row(states, "retryable", &state))
        return state;
    if (verdict->category == MFP_CATEGORY_OK)
        return MFP_STATE_OK;
    if (verdict->category == MFP_CATEGORY_SETUP)
        return MFP_STATE_UNKNOWN;
    return verdict->code / 100 == 4 ? MFP_STATE_WARNING : MFP_STATE_CRITICAL;
}

static int parse_times(const char *word, struct mfp_tolerance *tolerance)
{
    char *end;
    unsigned long times = strtoul(word, &end, 10);
    if (*end || times < 1 || times > 1000)
        return -EINVAL;
    tolerance->times = (unsigned)times;
    return 0;
}

int mfp_tolerance_parse(const char *text, struct mfp_tolerance *tolerance, struct mfp_error *error)
{
    int64_t milliseconds;
    const char *comma = strchr(text, ',');
    char first[24];
    *tolerance = (struct mfp_tolerance){0};
    mfp_format(first, sizeof(first), "%.*s", comma ? (int)(comma - text) : 23, text);
    const char *time = comma ? comma + 1 : text;
    bool alone = !comma && parse_times(first, tolerance) == 0;
    if (alone)
        return 0;
    if ((comma && parse_times(first, tolerance) < 0) ||
        mfp_value_duration(time, &milliseconds, NULL) < 0)
        return mfp_error_set(error, -EINVAL,
                             "'%.40s' is no tolerance; 2, 30m or 2,30m are: times in a row, time",
                             text);
    tolerance->seconds = milliseconds / 1000;
    return 0;
}

enum mfp_state mfp_tolerance_state(const struct mfp_tolerance *tolerance,
                                   const struct mfp_verdict *verdict, enum mfp_state state,
                                   unsigned failures, int64_t since, int64_t now)
{
    bool used = tolerance->times || tolerance->seconds;
    bool failed = state == MFP_STATE_WARNING || state == MFP_STATE_CRITICAL;
    if (!used || !failed || verdict->retryable != MFP_RETRYABLE_YES)
        return state;
    bool often = tolerance->times && failures > tolerance->times;
    bool old = tolerance->seconds && now - since >= tolerance->seconds;
    return often || old ? MFP_STATE_CRITICAL : MFP_STATE_WARNING;
}
