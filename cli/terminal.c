#include "cli/terminal.h"

#include "core/clock.h"

#include <pthread.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>
#include <unistd.h>

enum { TURN_NS = 200000000, BAR_WIDTH = 24 };

/* One program has one terminal, so there is one of this. */
static struct {
    pthread_t thread;
    const char *what;
    int64_t begun_ms;
    atomic_llong limit_ms;
    atomic_size_t total, done, found; /* of a bar */
    atomic_bool over;
    bool running;
} progress;

static bool has_colour(void)
{
    return isatty(STDOUT_FILENO) && !getenv("NO_COLOR");
}

const char *mfp_colour_of(enum mfp_state state)
{
    if (!has_colour())
        return "";
    switch (state) {
    case MFP_STATE_OK:
        return "\033[32m";
    case MFP_STATE_WARNING:
        return "\033[33m";
    case MFP_STATE_CRITICAL:
        return "\033[31m";
    case MFP_STATE_UNKNOWN:
        break;
    }
    return "\033[35m";
}

const char *mfp_colour_end(void)
{
    return has_colour() ? "\033[0m" : "";
}

static void paint_bar(size_t total)
{
    static const char full[] = "########################", rest[] = "........................";
    size_t done = atomic_load(&progress.done);
    int width = (int)(done < total ? BAR_WIDTH * done / total : BAR_WIDTH);
    fprintf(stderr, "\r\033[K%.20s [%.*s%.*s] %zu of %zu, %zu found", progress.what, width, full,
            BAR_WIDTH - width, rest, done, total, atomic_load(&progress.found));
}

static void paint(void)
{
    size_t total = atomic_load(&progress.total);
    if (total) {
        paint_bar(total);
        return;
    }
    long long seconds = (long long)(mfp_clock_ms() - progress.begun_ms) / 1000;
    long long limit = atomic_load(&progress.limit_ms) / 1000;
    if (limit)
        fprintf(stderr, "\r\033[K%.40s: %lld s of at most %lld s", progress.what, seconds, limit);
    else
        fprintf(stderr, "\r\033[K%.40s: %lld s", progress.what, seconds);
}

static void *turn(void *context)
{
    const struct timespec pause = {.tv_nsec = TURN_NS};
    (void)context;
    /* What is over at once needs no line. */
    for (nanosleep(&pause, NULL); !atomic_load(&progress.over); nanosleep(&pause, NULL))
        paint();
    return NULL;
}

void mfp_progress_begin(const char *what)
{
    progress.what = what;
    progress.begun_ms = mfp_clock_ms();
    atomic_store(&progress.limit_ms, 0);
    atomic_store(&progress.total, 0);
    atomic_store(&progress.over, false);
    progress.running =
        isatty(STDERR_FILENO) && pthread_create(&progress.thread, NULL, turn, NULL) == 0;
}

void mfp_progress_limit(int64_t milliseconds)
{
    atomic_store(&progress.limit_ms, milliseconds);
}

void mfp_progress_bar(size_t total)
{
    mfp_progress_step(0, 0);
    atomic_store(&progress.total, total);
}

void mfp_progress_step(size_t done, size_t found)
{
    atomic_store(&progress.done, done);
    atomic_store(&progress.found, found);
}

void mfp_progress_end(void)
{
    if (!progress.running)
        return;
    atomic_store(&progress.over, true);
    pthread_join(progress.thread, NULL);
    progress.running = false;
    fputs("\r\033[K", stderr);
}
