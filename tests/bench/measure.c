/*
 * measure ROUNDS FILE: runs the commands of FILE ("name<TAB>command" a line) in turn, ROUNDS
 * times each, and prints for every one the median wall and CPU time, the peak memory, how many
 * runs failed, and the ratios to the first. In turn, so that a busy moment hits all of them.
 */
#include <errno.h>
#include <fcntl.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum { COMMANDS_MAX = 16, WORDS_MAX = 64, ROUNDS_MAX = 1000, WARM_UP = 1 };

struct command {
    char *name, *line;
    double *wall, *cpu; /* seconds, one a round */
    long peak_kib;
    int failed;
};

static double seconds(struct timeval time)
{
    return (double)time.tv_sec + (double)time.tv_usec / 1e6;
}

static double now(void)
{
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return (double)time.tv_sec + (double)time.tv_nsec / 1e9;
}

/* Words at blanks, no quotes and no shell, whose own time would be measured too. */
static void become(char *line)
{
    char *words[WORDS_MAX + 1] = {0};
    size_t count = 0;
    int null = open("/dev/null", O_RDWR | O_CLOEXEC);
    for (char *rest = line, *word; count < WORDS_MAX && (word = strsep(&rest, " "));)
        if (*word)
            words[count++] = word;
    if (count == 0 || dup2(null, STDOUT_FILENO) < 0 || dup2(null, STDERR_FILENO) < 0)
        _exit(127);
    execvp(words[0], words);
    _exit(127);
}

static int run(struct command *command, int round)
{
    struct rusage usage;
    int status;
    double begun = now();
    pid_t child = fork();
    if (child < 0)
        return -errno;
    if (child == 0)
        become(command->line);
    if (wait4(child, &status, 0, &usage) < 0)
        return -errno;
    if (round < 0)
        return 0;
    command->wall[round] = now() - begun;
    command->cpu[round] = seconds(usage.ru_utime) + seconds(usage.ru_stime);
    if (usage.ru_maxrss > command->peak_kib)
        command->peak_kib = usage.ru_maxrss;
    command->failed += !WIFEXITED(status) || WEXITSTATUS(status) != 0;
    return 0;
}

static int ascending(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

static double median(double *values, int count)
{
    qsort(values, (size_t)count, sizeof(*values), ascending);
    return count % 2 ? values[count / 2] : (values[count / 2 - 1] + values[count / 2]) / 2;
}

static void forget(struct command *commands, int count)
{
    for (int i = 0; i < count; i++) {
        free(commands[i].name);
        free(commands[i].line);
        free(commands[i].wall);
        free(commands[i].cpu);
    }
}

static bool make_command(struct command *command, const char *name, const char *line, int rounds)
{
    *command = (struct command){
        .name = strdup(name),
        .line = strdup(line),
        .wall = calloc((size_t)rounds, sizeof(double)),
        .cpu = calloc((size_t)rounds, sizeof(double)),
    };
    return command->name && command->line && command->wall && command->cpu;
}

/* What was read is to be forgotten in any case. */
static int read_commands(const char *path, int rounds, struct command *commands, int *count)
{
    FILE *file = fopen(path, "re");
    char *line = NULL;
    size_t room = 0;
    int result = 0;
    if (!file)
        return -errno;
    while (result == 0 && *count < COMMANDS_MAX && getline(&line, &room, file) > 0) {
        char *tab = strchr(line, '\t');
        line[strcspn(line, "\n")] = '\0';
        if (!tab)
            continue;
        *tab = '\0';
        if (!make_command(&commands[(*count)++], line, tab + 1, rounds))
            result = -ENOMEM;
    }
    free(line);
    fclose(file);
    return result;
}

static void report(struct command *commands, int count, int rounds)
{
    double first_wall = 0, first_cpu = 0;
    printf("%-24s %9s %9s %9s %7s  %6s %6s %6s\n", "command", "wall ms", "CPU ms", "peak KiB",
           "failed", "wall x", "CPU x", "peak x");
    for (int i = 0; i < count; i++) {
        struct command *command = &commands[i];
        double wall = median(command->wall, rounds), cpu = median(command->cpu, rounds);
        if (i == 0) {
            first_wall = wall;
            first_cpu = cpu;
        }
        printf("%-24s %9.2f %9.2f %9ld %7d  %6.2f %6.2f %6.2f\n", command->name, wall * 1e3,
               cpu * 1e3, command->peak_kib, command->failed, wall / first_wall, cpu / first_cpu,
               (double)command->peak_kib / (double)commands[0].peak_kib);
    }
}

int main(int argc, char **argv)
{
    struct command commands[COMMANDS_MAX] = {0};
    long rounds = argc == 3 ? strtol(argv[1], NULL, 10) : 0;
    if (rounds < 1 || rounds > ROUNDS_MAX) {
        fprintf(stderr, "usage: measure ROUNDS FILE, ROUNDS from 1 to %d\n", ROUNDS_MAX);
        return 2;
    }
    int count = 0;
    int result = read_commands(argv[2], (int)rounds, commands, &count);
    if (result == 0 && count == 0)
        result = -EINVAL;
    for (int round = -WARM_UP; result == 0 && round < (int)rounds; round++)
        for (int i = 0; result == 0 && i < count; i++)
            result = run(&commands[i], round);
    if (result == 0)
        report(commands, count, (int)rounds);
    else
        fprintf(stderr, "measure: %s: %s\n", argv[2], strerror(-result));
    forget(commands, count);
    return result == 0 ? 0 : 1;
}
