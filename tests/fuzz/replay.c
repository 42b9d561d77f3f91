/* Runs a harness over files, or over every file of directories, without libFuzzer. */
#include "fuzz.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>

enum { OCTETS_MAX = 1 << 20 };

static int replay(const char *path)
{
    static uint8_t octets[OCTETS_MAX];
    FILE *file = fopen(path, "re");
    if (!file) {
        perror(path);
        return -1;
    }
    size_t length = fread(octets, 1, sizeof(octets), file);
    int failed = ferror(file);
    fclose(file);
    if (failed) {
        perror(path);
        return -1;
    }
    /* On the heap and exactly as long: what reads past the end is found. */
    uint8_t *copy = malloc(length + 1);
    if (!copy)
        return -1;
    uint8_t *end = copy + 1;
    for (size_t i = 0; i < length; i++)
        end[i] = octets[i];
    LLVMFuzzerTestOneInput(end, length);
    free(copy);
    return 0;
}

static int is_seed(const struct dirent *entry)
{
    return entry->d_name[0] != '.';
}

int main(int argc, char **argv)
{
    int count = 0;
    for (int i = 1; i < argc; i++) {
        struct dirent **entries;
        int found = scandir(argv[i], &entries, is_seed, alphasort);
        if (found < 0) {
            if (replay(argv[i]) < 0)
                return EXIT_FAILURE;
            count++;
            continue;
        }
        for (int n = 0; n < found; n++) {
            char path[4096];
            snprintf(path, sizeof(path), "%s/%s", argv[i], entries[n]->d_name);
            free(entries[n]);
            if (replay(path) < 0)
                return EXIT_FAILURE;
            count++;
        }
        free(entries);
    }
    printf("%d seeds replayed\n", count);
    return count > 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
