#include "core/clock.h"

#include "core/text.h"

#include <time.h>

static const int64_t minute_s = 60, hour_s = 3600, day_s = 86400;

int64_t mfp_clock_ms(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

const char *mfp_time_words(int64_t at, char *buffer, size_t size)
{
    struct tm local;
    time_t seconds = (time_t)at;
    if (!localtime_r(&seconds, &local) || !strftime(buffer, size, "%Y-%m-%d %H:%M", &local))
        mfp_format(buffer, size, "?");
    return buffer;
}

const char *mfp_span_words(int64_t seconds, char *buffer, size_t size)
{
    if (seconds < 2 * minute_s)
        return mfp_format(buffer, size, "%lld s", (long long)seconds);
    if (seconds < 2 * hour_s)
        return mfp_format(buffer, size, "%lld min", (long long)seconds / minute_s);
    if (seconds < 2 * day_s)
        return mfp_format(buffer, size, "%lld h", (long long)seconds / hour_s);
    return mfp_format(buffer, size, "%lld days", (long long)seconds / day_s);
}

int64_t mfp_days_until(int64_t at, int64_t now)
{
    int64_t left = at - now;
    return left >= 0 ? left / day_s : (left - (day_s - 1)) / day_s;
}

int64_t mfp_age(int64_t at, int64_t now)
{
    return now > at ? now - at : 0;
}
