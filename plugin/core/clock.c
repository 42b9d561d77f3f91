#include "core/clock.h"

#include "core/text.h"

#include <time.h>

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
    if (seconds < 120)
        return mfp_format(buffer, size, "%lld s", (long long)seconds);
    if (seconds < 7200)
        return mfp_format(buffer, size, "%lld min", (long long)seconds / 60);
    if (seconds < 172800)
        return mfp_format(buffer, size, "%lld h", (long long)seconds / 3600);
    return mfp_format(buffer, size, "%lld days", (long long)seconds / 86400);
}
