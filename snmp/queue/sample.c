#include "snmp/queue/reading.h"

#include "core/text.h"
#include "snmp/queue/identity.h"

#include <string.h>

/* More answers than a survey can ask for: what comes after them is not looked at. */
enum { VARBINDS_MAX = 1 << 18 };

bool mfp_reading_claim(struct mfp_reading *reading, const struct mfp_profile *profile)
{
    if (!reading->source)
        reading->source = profile;
    return reading->source == profile;
}

static struct mfp_queue_set *set_of(struct mfp_queue_sample *sample, uint32_t number)
{
    for (size_t i = 0; i < sample->set_count; i++)
        if (sample->sets[i].number == number)
            return &sample->sets[i];
    if (sample->set_count == MFP_SAMPLE_SETS)
        return NULL;
    struct mfp_queue_set *set = &sample->sets[sample->set_count++];
    *set = (struct mfp_queue_set){
        .number = number, .active = -1, .oldest = -1, .newest = -1, .persistence = -1};
    return set;
}

/* Names of queues are free text; some say what is in them. */
static enum mfp_job_class class_of_name(const struct mfp_varbind *varbind)
{
    char name[64];
    mfp_text_clean(name, sizeof(name), (const char *)varbind->octets, varbind->length);
    if (strcasestr(name, "mail") || strcasestr(name, "send"))
        return MFP_JOB_SEND;
    if (strcasestr(name, "print") || strcasestr(name, "fax") || strcasestr(name, "copy"))
        return MFP_JOB_OTHER;
    return MFP_JOB_ANY;
}

static int64_t *number_of_set(struct mfp_queue_set *set, enum mfp_meaning meaning)
{
    switch ((int)meaning) {
    case MFP_MEANING_SET_ACTIVE:
        return &set->active;
    case MFP_MEANING_SET_OLDEST:
        return &set->oldest;
    case MFP_MEANING_SET_NEWEST:
        return &set->newest;
    case MFP_MEANING_SET_PERSISTENCE:
        return &set->persistence;
    }
    return NULL;
}

void mfp_reading_set(struct mfp_reading *reading, const struct mfp_profile *profile,
                     uint32_t number, enum mfp_meaning meaning, const struct mfp_varbind *varbind)
{
    int64_t value = -1;
    bool is_name = meaning == MFP_MEANING_SET_NAME;
    if (is_name ? varbind->type != MFP_VARBIND_OCTETS
                : !mfp_varbind_number(varbind, &value) || value < 0 || value > INT32_MAX) {
        reading->sample->unreadable++;
        return;
    }
    struct mfp_queue_set *set =
        mfp_reading_claim(reading, profile) ? set_of(reading->sample, number) : NULL;
    if (!set)
        return;
    if (is_name)
        set->class = class_of_name(varbind);
    else
        *number_of_set(set, meaning) = value;
}

static int64_t read_uptime(struct mfp_queue_sample *sample, const struct mfp_varbind *varbind)
{
    int64_t number = -1;
    if (mfp_varbind_number(varbind, &number) && number >= 0 && number <= UINT32_MAX)
        return number;
    sample->unreadable++;
    return -1;
}

static void read_object(struct mfp_reading *reading, const struct mfp_profile *profile,
                        const struct mfp_object *object, const struct mfp_varbind *varbind)
{
    switch ((int)object->meaning) {
    case MFP_MEANING_HOST_UPTIME:
        reading->sample->host_uptime = read_uptime(reading->sample, varbind);
        break;
    case MFP_MEANING_AGENT_UPTIME:
        reading->sample->agent_uptime = read_uptime(reading->sample, varbind);
        break;
    case MFP_MEANING_COUNT:
        mfp_reading_count(reading, profile, object->count, varbind);
        break;
    case MFP_MEANING_SET_ACTIVE:
    case MFP_MEANING_SET_OLDEST:
    case MFP_MEANING_SET_NEWEST:
    case MFP_MEANING_SET_PERSISTENCE:
        mfp_reading_set(reading, profile, 0, object->meaning, varbind);
        break;
    case MFP_MEANING_CONSOLE:
        mfp_reading_console(reading, varbind);
        break;
    case MFP_MEANING_ERROR_STATE:
        reading->noted = true;
        break;
    }
}

static void read_objects(struct mfp_reading *reading, const struct mfp_profile *profile,
                         const struct mfp_object *objects, const struct mfp_varbind *varbinds,
                         size_t count)
{
    for (; objects && objects->meaning != MFP_MEANING_NONE; objects++)
        for (size_t i = 0; i < count; i++)
            if (varbinds[i].type != MFP_VARBIND_NONE &&
                mfp_oid_equal(&varbinds[i].name, &objects->oid))
                read_object(reading, profile, objects, &varbinds[i]);
}

static void read_row(struct mfp_reading *reading, const struct mfp_cell *cells, size_t count)
{
    const struct mfp_profile *profile = reading->chain[cells->profile];
    switch (cells->table->kind) {
    case MFP_TABLE_SETS:
        for (size_t i = 0; i < count; i++)
            mfp_reading_set(reading, profile, cells[i].index[0], cells[i].column->meaning,
                            cells[i].varbind);
        break;
    case MFP_TABLE_COUNTS:
        mfp_reading_count_row(reading, profile, cells, count);
        break;
    case MFP_TABLE_DEVICES:
    case MFP_TABLE_ALERTS:
    case MFP_TABLE_SERVICES:
    case MFP_TABLE_CONSOLE:
        mfp_reading_note_row(reading, cells, count);
        break;
    case MFP_TABLE_JOBS:
        mfp_reading_claim(reading, profile);
        break;
    case MFP_TABLE_NONE:
    case MFP_TABLE_HISTORY:
        break;
    }
}

/* A set that a service calls the one of mail makes the others those of something else. */
static void find_mail_set(struct mfp_reading *reading)
{
    struct mfp_queue_sample *sample = reading->sample;
    for (size_t i = 0; i < sample->set_count && reading->mail_set; i++)
        sample->sets[i].class =
            sample->sets[i].number == reading->mail_set ? MFP_JOB_SEND : MFP_JOB_OTHER;
}

static int read_tables(struct mfp_reading *reading, struct mfp_error *error)
{
    for (size_t at = 0, n; at < reading->cells.count; at += n) {
        n = mfp_cells_row(&reading->cells, at);
        read_row(reading, &reading->cells.cells[at], n);
    }
    find_mail_set(reading);
    return mfp_reading_jobs(reading, error);
}

static bool has_table(const struct mfp_profile *profile, enum mfp_table_kind kind)
{
    const struct mfp_table *table = profile->tables;
    for (; table && table->kind != MFP_TABLE_NONE; table++)
        if (table->kind == kind)
            return true;
    return false;
}

static int64_t active_in_sets(const struct mfp_queue_sample *sample)
{
    int64_t active = -1;
    for (size_t i = 0; i < sample->set_count; i++)
        if (sample->sets[i].active >= 0)
            active = (active > 0 ? active : 0) + sample->sets[i].active;
    return active;
}

/* A table without rows is an empty queue where the device says that nothing is active; where it
 * says that something is, the table is not to be had. */
static enum mfp_tier tier_of_queue(const struct mfp_reading *reading)
{
    const struct mfp_queue_sample *sample = reading->sample;
    int64_t active = active_in_sets(sample);
    if (!reading->source)
        return MFP_TIER_NONE;
    if (sample->cut && active > reading->active_total)
        return MFP_TIER_B; /* those that matter are beyond what was read */
    if (sample->job_total > 0 || (active == 0 && has_table(reading->source, MFP_TABLE_JOBS)))
        return MFP_TIER_A;
    return active >= 0 ? MFP_TIER_B : MFP_TIER_NONE;
}

static const struct mfp_profile *counting_profile(const struct mfp_reading *reading)
{
    for (int i = 0; i < MFP_COUNTS; i++)
        if (reading->counted_by[i] && i != MFP_COUNT_ALERTS)
            return reading->counted_by[i];
    return NULL;
}

static void find_tier(struct mfp_reading *reading)
{
    struct mfp_queue_sample *sample = reading->sample;
    const struct mfp_profile *profile = reading->source;
    sample->tier = tier_of_queue(reading);
    if (sample->tier == MFP_TIER_NONE && (profile = counting_profile(reading)))
        sample->tier = MFP_TIER_C;
    if (sample->tier == MFP_TIER_NONE && reading->noted) {
        sample->tier = MFP_TIER_D;
        profile = &mfp_profile_printer;
    }
    if (!profile)
        return;
    mfp_format(sample->source, sizeof(sample->source), "%s", profile->name);
    sample->unproven = profile->proven == MFP_TIER_NONE || sample->tier < profile->proven;
}

static void set_identity(struct mfp_reading *reading, const struct mfp_identity *identity)
{
    struct mfp_queue_sample *sample = reading->sample;
    const struct mfp_profile *profile = identity->profile;
    mfp_format(sample->profile, sizeof(sample->profile), "%s", profile ? profile->name : "");
    memcpy(sample->vendor, identity->vendor, sizeof(sample->vendor));
    memcpy(sample->brand, identity->brand, sizeof(sample->brand));
    memcpy(sample->model, identity->model, sizeof(sample->model));
    memcpy(sample->serial, identity->serial, sizeof(sample->serial));
    memcpy(sample->object_id, identity->object_id, sizeof(sample->object_id));
    reading->profiles = mfp_profile_chain(profile, reading->chain);
}

int mfp_sample_read(struct mfp_queue_sample *sample, const struct mfp_varbind *varbinds,
                    size_t count, const struct mfp_queue_time *time, struct mfp_error *error)
{
    struct mfp_reading reading = {.sample = sample};
    struct mfp_identity identity;
    if (count > VARBINDS_MAX)
        count = VARBINDS_MAX;
    memset(sample, 0, sizeof(*sample));
    sample->time = *time;
    sample->host_uptime = sample->agent_uptime = -1;
    mfp_identity_read(&identity, varbinds, count);
    set_identity(&reading, &identity);

    read_objects(&reading, NULL, mfp_identity_objects, varbinds, count);
    for (size_t i = 0; i < reading.profiles; i++)
        read_objects(&reading, reading.chain[i], reading.chain[i]->objects, varbinds, count);
    int result =
        mfp_cells_read(&reading.cells, reading.chain, reading.profiles, varbinds, count, error);
    if (result == 0)
        result = read_tables(&reading, error);
    mfp_cells_done(&reading.cells);
    if (result == 0)
        find_tier(&reading);
    return result;
}
