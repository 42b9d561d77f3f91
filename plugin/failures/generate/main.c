/* mfp_generate FORM OUTPUT FILE...: reads the book's files in their order and writes one form. */
#include "failures/generate/emit.h"

#include <libgen.h>
#include <stdlib.h>
#include <string.h>

struct form {
    const char *name;
    void (*emit)(const struct mfp_book *book, FILE *out);
};

static const struct form forms[] = {
    {.name = "tables", .emit = mfp_emit_tables},
    {.name = "filter", .emit = mfp_emit_filter},
    {.name = "manual", .emit = mfp_emit_manual},
    {.name = "page", .emit = mfp_emit_page},
    {.name = "mib", .emit = mfp_emit_mib},
    {.name = "zabbix", .emit = mfp_emit_zabbix},
    {0},
};

static const struct form *form_of(const char *name)
{
    for (const struct form *form = forms; form->name; form++)
        if (strcmp(form->name, name) == 0)
            return form;
    return NULL;
}

const struct mfp_cause *mfp_emit_next(const struct mfp_book *book, enum mfp_category category,
                                      unsigned after)
{
    const struct mfp_cause *next = NULL;
    for (size_t i = 0; i < book->cause_count; i++) {
        const struct mfp_cause *cause = &book->causes[i];
        if (cause->category == category && cause->number > after &&
            (!next || cause->number < next->number))
            next = cause;
    }
    return next;
}

/* ".../plugin/failures/auth.conf" is shown as "failures/auth.conf". */
static const char *shown(const char *path)
{
    const char *last = strrchr(path, '/');
    while (last && last > path && last[-1] != '/')
        last--;
    return last ? last : path;
}

static int read_files(struct mfp_book_reader *reader, char **paths, struct mfp_book *book,
                      struct mfp_error *error)
{
    for (; *paths; paths++) {
        int result = mfp_book_read(reader, *paths, shown(*paths), error);
        if (result < 0)
            return result;
    }
    return mfp_book_finish(reader, book, error);
}

static int write_form(const struct form *form, const struct mfp_book *book, const char *path,
                      struct mfp_error *error)
{
    FILE *out = fopen(path, "w");
    if (!out)
        return mfp_error_set(error, -1, "%s: cannot be written", path);
    form->emit(book, out);
    int failed = ferror(out);
    if (fclose(out) != 0 || failed)
        return mfp_error_set(error, -1, "%s: could not be written", path);
    return 0;
}

int main(int argc, char **argv)
{
    const struct form *form = argc > 3 ? form_of(argv[1]) : NULL;
    struct mfp_error error = {0};
    struct mfp_book book = {0};
    if (!form) {
        fputs("usage: mfp_generate tables|filter|manual|page|mib|zabbix OUTPUT FILE...\n", stderr);
        return 2;
    }
    struct mfp_book_reader *reader = mfp_book_reader_new(NULL);
    int result = reader ? read_files(reader, argv + 3, &book, &error) : -1;
    if (result == 0)
        result = write_form(form, &book, argv[2], &error);
    if (result < 0)
        fprintf(stderr, "%s\n", error.text[0] ? error.text : "out of memory");
    mfp_book_reader_free(reader);
    return result == 0 ? 0 : 1;
}
