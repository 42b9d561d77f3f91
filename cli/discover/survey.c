/* What those that were found tell of their queues. */
#include "cli/discover/discover.h"

#include "cli/terminal.h"
#include "core/clock.h"
#include "snmp/queue/sample.h"

#include <errno.h>
#include <stdlib.h>
#include <time.h>

enum {
    AT_ONCE = 32,            /* all that they answer is kept until they are read */
    DEADLINE_MS = 5 * 60000, /* of so many */
    RETRIES = 1,
};

static int add_devices(const struct mfp_search *search, struct mfp_poller *poller, size_t first,
                       size_t count, struct mfp_error *error)
{
    int result = 0;
    for (size_t i = first; result == 0 && i < first + count; i++) {
        const struct mfp_find *find = &search->finds[i];
        const struct mfp_snmp_device device = {
            .address = find->address,
            .port = search->port,
            .credential = &search->credentials->list[find->credential].credential,
            .timeout_ms = search->timeout_ms,
            .retries = RETRIES,
        };
        result = search->snmp->poller_add(poller, &device, error);
    }
    return result;
}

static int read_sample(struct mfp_find *find, const struct mfp_interview *interview,
                       struct mfp_error *error)
{
    const struct mfp_queue_time now = {.steady = mfp_clock_ms() / 1000, .wall = time(NULL)};
    struct mfp_queue_sample *sample = malloc(sizeof(*sample));
    if (!sample)
        return mfp_error_set(error, -ENOMEM, "out of memory");
    int result = mfp_sample_read(sample, interview->varbinds, interview->count, &now, error);
    mfp_identity_read(&find->identity, interview->varbinds, interview->count);
    find->tier = sample->tier;
    find->unproven = sample->unproven;
    find->surveyed = true;
    free(sample);
    return result;
}

/* What was read before something went wrong says how much it tells all the same. */
static int read_answers(struct mfp_search *search, struct mfp_find *find,
                        const struct mfp_interview *interview, struct mfp_error *error)
{
    if (interview->outcome != MFP_SNMP_OK)
        mfp_text_printf(&search->complaints, "%s: asked for its queue: %s\n", find->address,
                        mfp_snmp_outcome_name(interview->outcome));
    return interview->answered ? read_sample(find, interview, error) : 0;
}

static int survey_some(struct mfp_search *search, struct mfp_interview *interviews, size_t first,
                       size_t count, struct mfp_error *error)
{
    struct mfp_poller *poller;
    int result = search->snmp->poller_new(&poller, 0, error);
    if (result < 0)
        return result;
    search->snmp->poller_pace(poller, search->per_second);
    result = add_devices(search, poller, first, count, error);
    if (result == 0)
        result = search->snmp->interviews_run(poller, interviews, DEADLINE_MS, error);
    for (size_t i = 0; i < count; i++) {
        if (result >= 0)
            result = read_answers(search, &search->finds[first + i], &interviews[i], error);
        search->snmp->interview_done(&interviews[i]);
    }
    search->snmp->poller_free(poller);
    return result;
}

int mfp_search_survey(struct mfp_search *search, struct mfp_error *error)
{
    struct mfp_interview *interviews = calloc(AT_ONCE, sizeof(*interviews));
    int result = 0;
    if (!interviews)
        return mfp_error_set(error, -ENOMEM, "out of memory");
    mfp_progress_begin("asking");
    mfp_progress_bar(search->find_count);
    for (size_t first = 0; result >= 0 && first < search->find_count; first += AT_ONCE) {
        size_t left = search->find_count - first;
        mfp_progress_step(first, search->find_count);
        result = survey_some(search, interviews, first, left < AT_ONCE ? left : AT_ONCE, error);
    }
    mfp_progress_end();
    free(interviews);
    return result < 0 ? result : 0;
}
