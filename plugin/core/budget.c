#include "core/budget.h"

#include "core/text.h"

#include <limits.h>

enum { MINUTE_S = 60, HOUR_S = 3600, DAY_S = 86400, SHARE = 20 };

char *mfp_account_name(const struct mfp_plan *plan, char *buffer, size_t size)
{
    if (plan->account && plan->user)
        return mfp_format(buffer, size, "%s", plan->account);
    if (plan->user)
        return mfp_format(buffer, size, "%.120s@%.120s", plan->user, plan->host);
    buffer[0] = '\0';
    return buffer;
}

/* A twentieth, but never nothing; 0 where nothing is documented. */
static unsigned share(unsigned allowed)
{
    return allowed && allowed < SHARE ? 1 : allowed / SHARE;
}

static unsigned smaller(unsigned a, unsigned b)
{
    return !a || (b && b < a) ? b : a;
}

/* Every test is one message to one recipient. */
static struct mfp_rate rate_of(const struct mfp_provider *provider)
{
    return (struct mfp_rate){
        .per_minute = share(provider->messages_per_minute),
        .per_day = share(smaller(provider->messages_per_day, provider->recipients_per_day)),
    };
}

static void add_window(struct mfp_budget *budget, int64_t seconds, unsigned sends)
{
    if (sends && sends != UINT_MAX)
        budget->windows[budget->count++] =
            (struct mfp_budget_window){.seconds = seconds, .sends = sends};
}

/* The hour is the narrower of what the provider says of it and the day's part. */
static void add_windows(struct mfp_budget *budget, const struct mfp_rate *rate, unsigned per_hour)
{
    bool by_day = rate->per_day && rate->per_day != UINT_MAX;
    unsigned spread = by_day ? rate->per_day / 24 : 0;
    add_window(budget, MINUTE_S, rate->per_minute);
    if (by_day && !spread)
        add_window(budget, DAY_S / rate->per_day, 1);
    else
        add_window(budget, HOUR_S, smaller(spread, per_hour));
    add_window(budget, DAY_S, rate->per_day);
}

static void budget_account(const struct mfp_plan *plan, const struct mfp_provider *provider,
                           struct mfp_budget *budget)
{
    char name[MFP_BUCKET_SIZE - 16];
    struct mfp_rate rate = provider ? rate_of(provider) : (struct mfp_rate){0};
    unsigned per_hour =
        provider && !plan->account_rate.per_day ? share(provider->messages_per_hour) : 0;
    if (plan->account_rate.per_minute)
        rate.per_minute = plan->account_rate.per_minute;
    if (plan->account_rate.per_day)
        rate.per_day = plan->account_rate.per_day;
    mfp_format(budget->bucket, sizeof(budget->bucket), "account %s",
               mfp_account_name(plan, name, sizeof(name)));
    add_windows(budget, &rate, per_hour);
}

size_t mfp_budgets_of(const struct mfp_plan *plan, const struct mfp_provider *provider,
                      struct mfp_budget budgets[MFP_BUDGETS])
{
    size_t count = 0;
    for (size_t i = 0; i < MFP_BUDGETS; i++)
        budgets[i] = (struct mfp_budget){0};
    if (plan->user)
        budget_account(plan, provider, &budgets[count++]);
    struct mfp_budget *server = &budgets[count++];
    if (plan->server)
        mfp_format(server->bucket, sizeof(server->bucket), "server %.250s", plan->server);
    else
        mfp_format(server->bucket, sizeof(server->bucket), "server %.250s:%u", plan->host,
                   (unsigned)plan->port);
    add_windows(server, &plan->server_rate, 0);
    return count;
}
