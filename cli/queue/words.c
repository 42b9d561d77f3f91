/* How what devices tell is called. */
#include "cli/queue/offer.h"

static const char *meaning_name(enum mfp_meaning meaning)
{
    switch (meaning) {
    case MFP_MEANING_NONE:
        break;
    case MFP_MEANING_DESCR:
        return "description";
    case MFP_MEANING_OBJECT_ID:
        return "object identifier";
    case MFP_MEANING_HOST_UPTIME:
        return "uptime of the device";
    case MFP_MEANING_AGENT_UPTIME:
        return "uptime of the agent";
    case MFP_MEANING_DEVICE_ID:
        return "device identifier";
    case MFP_MEANING_DEVICE_NAME:
        return "name of the part";
    case MFP_MEANING_MODEL:
        return "model";
    case MFP_MEANING_SERIAL:
        return "serial number";
    case MFP_MEANING_COUNT:
        return "counter";
    case MFP_MEANING_COUNT_TYPE:
        return "type";
    case MFP_MEANING_TYPED_COUNT:
        return "count";
    case MFP_MEANING_SET_ACTIVE:
        return "active jobs";
    case MFP_MEANING_SET_OLDEST:
        return "oldest active job";
    case MFP_MEANING_SET_NEWEST:
        return "newest active job";
    case MFP_MEANING_SET_PERSISTENCE:
        return "seconds that jobs stay";
    case MFP_MEANING_SET_NAME:
        return "name of the queue";
    case MFP_MEANING_JOB_ID:
        return "job";
    case MFP_MEANING_JOB_STATE:
        return "state";
    case MFP_MEANING_JOB_RESULT:
        return "result";
    case MFP_MEANING_JOB_REASONS:
        return "reasons";
    case MFP_MEANING_JOB_POSITION:
        return "position";
    case MFP_MEANING_JOB_PROGRESS:
        return "progress";
    case MFP_MEANING_JOB_SERVICE:
        return "service";
    case MFP_MEANING_JOB_FUNCTION:
        return "function";
    case MFP_MEANING_DEVICE_STATUS:
        return "status";
    case MFP_MEANING_ALERT_SEVERITY:
        return "severity";
    case MFP_MEANING_ALERT_TEXT:
        return "text";
    case MFP_MEANING_SERVICE_STATE:
        return "state of the service";
    case MFP_MEANING_SERVICE_SET:
        return "queue of the service";
    case MFP_MEANING_CONSOLE:
        return "line";
    case MFP_MEANING_ERROR_STATE:
        return "error bits of the printer";
    }
    return "";
}

static const char *count_name(enum mfp_count count)
{
    switch (count) {
    case MFP_COUNT_SCANNED:
        return "scanned pages";
    case MFP_COUNT_EMAILED:
        return "scans to e-mail";
    case MFP_COUNT_MESSAGES:
        return "messages sent";
    case MFP_COUNT_CREATED:
        return "jobs created";
    case MFP_COUNT_FINISHED:
        return "jobs finished";
    case MFP_COUNT_ABORTED:
        return "send jobs aborted";
    case MFP_COUNT_CANCELED:
        return "send jobs canceled";
    case MFP_COUNT_COMPLETED:
        return "send jobs completed";
    case MFP_COUNT_ALERTS:
        return "critical alerts";
    case MFP_COUNTS:
        break;
    }
    return "";
}

const char *mfp_object_name(const struct mfp_object *object)
{
    return object->meaning == MFP_MEANING_COUNT ? count_name(object->count)
                                                : meaning_name(object->meaning);
}

const char *mfp_table_name(enum mfp_table_kind kind)
{
    switch (kind) {
    case MFP_TABLE_NONE:
        break;
    case MFP_TABLE_JOBS:
        return "jobs";
    case MFP_TABLE_HISTORY:
        return "ended jobs";
    case MFP_TABLE_SETS:
        return "queues";
    case MFP_TABLE_COUNTS:
        return "counters";
    case MFP_TABLE_DEVICES:
        return "parts of the device";
    case MFP_TABLE_ALERTS:
        return "alerts";
    case MFP_TABLE_SERVICES:
        return "services";
    case MFP_TABLE_CONSOLE:
        return "console";
    }
    return "";
}
