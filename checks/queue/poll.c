#include "checks/queue/poll.h"

#include <errno.h>

enum {
    TRY_MS = 2000, /* old printers think before they answer */
    RETRIES = 2,
};

static int make_credential(struct mfp_queue_poll *poll, const struct mfp_queue_plan *plan,
                           const struct mfp_secret *secret, struct mfp_error *error)
{
    char community[] = "public";
    const struct mfp_secret usual = {.value = community, .length = sizeof(community) - 1};
    if (!secret->value && plan->snmp_version == MFP_SNMP_V3)
        return mfp_error_set(error, -EINVAL,
                             "SNMPv3 needs a user: give snmp, or --snmp-user, a secret that says "
                             "'user=NAME auth=sha256:PASSWORD priv=aes:PASSWORD'");
    return poll->module->credential_init(&poll->credential,
                                         (enum mfp_snmp_version)plan->snmp_version,
                                         secret->value ? secret : &usual, error);
}

int mfp_queue_poll_begin(struct mfp_queue_poll *poll, const struct mfp_queue_plan *plan,
                         const struct mfp_secret *secret, struct mfp_error *error)
{
    struct sockaddr_storage address;
    int result = mfp_resolve_first(plan->address, &address, error);
    if (result < 0 || (result = mfp_snmp_load(&poll->module, error)) < 0 ||
        (result = make_credential(poll, plan, secret, error)) < 0)
        return result;
    poll->device = (struct mfp_snmp_device){.address = mfp_numeric(&address, poll->address),
                                            .port = plan->port,
                                            .credential = &poll->credential,
                                            .timeout_ms = TRY_MS,
                                            .retries = RETRIES};
    return 0;
}

void mfp_queue_poll_done(struct mfp_queue_poll *poll)
{
    if (poll->module)
        poll->module->credential_done(&poll->credential);
}

static int refuse(const struct mfp_queue_poll *poll, const char *words, struct mfp_error *error)
{
    return mfp_error_set(error, -EACCES, "%s port %u: %s", poll->address, poll->device.port, words);
}

/* What cannot be told by asking again: whoever set up the monitoring or the device must act. */
static int judge(const struct mfp_queue_poll *poll, enum mfp_snmp_outcome outcome,
                 struct mfp_error *error)
{
    switch (outcome) {
    case MFP_SNMP_OK:
    case MFP_SNMP_TIMEOUT:
    case MFP_SNMP_UNREACHABLE:
    case MFP_SNMP_DEADLINE:
        return 0; /* off, asleep, filtered, or a wrong community: nothing tells them apart */
    case MFP_SNMP_REFUSED:
        return refuse(poll, "no SNMP agent there: switch SNMP on in the device", error);
    case MFP_SNMP_AUTHENTICATION:
        return refuse(poll, "wrong SNMPv3 authentication password or protocol", error);
    case MFP_SNMP_DECRYPTION:
    case MFP_SNMP_UNANSWERED:
        return refuse(poll, "no answer to an encrypted question: see priv= of the SNMPv3 user",
                      error);
    case MFP_SNMP_UNKNOWN_USER:
        return refuse(poll, "the device does not know the SNMPv3 user", error);
    case MFP_SNMP_LEVEL:
        return refuse(poll, "the device has another security level for the SNMPv3 user", error);
    case MFP_SNMP_CONTEXT:
        return refuse(poll, "the device does not know the SNMPv3 context", error);
    case MFP_SNMP_DENIED:
        return refuse(poll, "the device lets this SNMP user read nothing", error);
    case MFP_SNMP_TIME_WINDOW:
    case MFP_SNMP_ENGINE:
    case MFP_SNMP_NO_SUCH_NAME:
    case MFP_SNMP_TOO_BIG:
    case MFP_SNMP_GENERAL:
    case MFP_SNMP_MALFORMED:
    case MFP_SNMP_STRAY:
    case MFP_SNMP_LOOP:
    case MFP_SNMP_LOCAL:
    case MFP_SNMP_OUTCOMES:
        break;
    }
    return mfp_error_set(error, -EPROTO, "%s port %u: the SNMP agent makes no sense: %s",
                         poll->address, poll->device.port, mfp_snmp_outcome_name(outcome));
}

static int interview(struct mfp_queue_poll *poll, struct mfp_interview *talk, int64_t deadline_ms,
                     struct mfp_error *error)
{
    struct mfp_poller *poller = NULL;
    int result = poll->module->poller_new(&poller, 1, error);
    if (result == 0)
        result = poll->module->poller_add(poller, &poll->device, error);
    if (result >= 0)
        result = poll->module->interviews_run(poller, talk, deadline_ms, error);
    poll->module->poller_free(poller);
    return result < 0 ? result : 0;
}

int mfp_queue_poll_ask(struct mfp_queue_poll *poll, const struct mfp_queue_time *now,
                       int64_t deadline_ms, struct mfp_queue_sample *sample,
                       struct mfp_error *error)
{
    struct mfp_interview talk = {.survey = poll->survey};
    int result = interview(poll, &talk, deadline_ms, error);
    poll->survey = talk.survey;
    if (result == 0 && talk.answered) {
        result = mfp_sample_read(sample, talk.varbinds, talk.count, now, error);
        result = result < 0 ? result : 1;
    } else if (result == 0) {
        result = judge(poll, talk.outcome, error);
    }
    poll->module->interview_done(&talk);
    return result;
}
