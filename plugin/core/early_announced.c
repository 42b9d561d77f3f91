/* What the server's provider has announced for a day. */
#include "core/early_judge.h"

#include "core/clock.h"
#include "core/text.h"
#include "core/value.h"

enum {
    DAY_S = 86400,
    AFTER_DAYS = 90, /* so long after its date an announcement may still be carried out */
};

static bool concerns(enum mfp_concern concern, const struct mfp_plan *plan)
{
    switch (concern) {
    case MFP_CONCERN_ALL:
        return true;
    case MFP_CONCERN_PASSWORD:
        return plan->user && plan->secret;
    case MFP_CONCERN_TLS_1_0:
        return plan->tls_max == MFP_TLS_VERSION_1_0;
    case MFP_CONCERN_TLS_1_1:
        return plan->tls_max == MFP_TLS_VERSION_1_0 || plan->tls_max == MFP_TLS_VERSION_1_1;
    case MFP_CONCERN_PORT_25:
        return plan->port == 25;
    }
    return false;
}

/* What the provider does, before its day and after it. */
static const char *concern_words(enum mfp_concern concern, bool done)
{
    switch (concern) {
    case MFP_CONCERN_PASSWORD:
        return done ? "changed password logins" : "changes password logins";
    case MFP_CONCERN_TLS_1_0:
        return done ? "dropped TLS 1.0" : "drops TLS 1.0";
    case MFP_CONCERN_TLS_1_1:
        return done ? "dropped TLS 1.1" : "drops TLS 1.1";
    case MFP_CONCERN_PORT_25:
        return done ? "changed port 25" : "changes port 25";
    case MFP_CONCERN_ALL:
        break;
    }
    return done ? "made a change" : "makes a change";
}

/* Days until it takes effect. False if it is over, or does not concern the device. */
static bool is_due(const struct mfp_announcement *announcement, const struct mfp_early_facts *facts,
                   int64_t *days)
{
    int64_t date = 0, until;
    if (!concerns(announcement->concerns, facts->plan) ||
        mfp_value_date(announcement->date, &date, NULL) < 0)
        return false;
    until = date + (int64_t)AFTER_DAYS * DAY_S;
    if (announcement->until)
        mfp_value_date(announcement->until, &until, NULL);
    *days = mfp_days_until(date, facts->now);
    return facts->now <= until;
}

static const struct mfp_announcement *find_next(const struct mfp_early_facts *facts,
                                                int64_t *next_days)
{
    const struct mfp_announcement *next = NULL;
    int64_t days = 0;
    for (size_t i = 0; i < facts->announcement_count; i++) {
        if (!is_due(facts->announcements[i], facts, &days) || (next && days >= *next_days))
            continue;
        next = facts->announcements[i];
        *next_days = days;
    }
    return next;
}

void mfp_early_judge_announcement(const struct mfp_early_limit *limit,
                                  const struct mfp_early_facts *facts, struct mfp_early *early)
{
    int64_t days = 0;
    char when[32];
    const struct mfp_announcement *next = find_next(facts, &days);
    bool works = facts->result->category == MFP_CATEGORY_OK;
    (void)limit;
    if (!next) {
        mfp_early_unknown(early, "nothing is announced that concerns the device");
        return;
    }
    early->known = true;
    early->value = (double)days;
    early->owner = MFP_OWNER_MAIL_ADMIN;
    mfp_format(early->text, sizeof(early->text), "the provider %s %s (%s)%s",
               concern_words(next->concerns, days < 0), mfp_early_when(days, when, sizeof(when)),
               next->date, days < 0 && works ? ", it still works" : "");
    mfp_format(early->fix, sizeof(early->fix), "%s %s", next->says, next->fix);
}
