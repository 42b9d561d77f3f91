/* From the sections of all files to one book: names become places, evidence gets its order. */
#include "failures/book_reader.h"

#include <errno.h>
#include <string.h>

static int fail_at(const char *file, int line, const char *words, struct mfp_error *error)
{
    return mfp_error_set(error, -EINVAL, "%s:%d: %s", file, line, words);
}

static int find_cause(const struct mfp_rows *causes, const char *name, unsigned *place)
{
    for (size_t i = 0; i < causes->count; i++) {
        const struct mfp_cause *cause = mfp_rows_at(causes, i);
        if (strcmp(cause->name, name) == 0) {
            *place = (unsigned)i;
            return 0;
        }
    }
    return -ENOENT;
}

static int resolve(struct mfp_book_reader *reader, struct mfp_error *error)
{
    char words[128];
    for (size_t i = 0; i < reader->references.count; i++) {
        const struct mfp_cause_reference *reference = mfp_rows_at(&reader->references, i);
        void *row = mfp_rows_at(&reader->sections[reference->section], reference->row);
        bool evidence = reference->section == MFP_BOOK_EVIDENCE;
        struct mfp_evidence *e = row;
        struct mfp_panel_code *code = row;
        if (find_cause(&reader->sections[MFP_BOOK_CAUSE], reference->name,
                       evidence ? &e->cause : &code->cause) == 0)
            continue;
        mfp_format(words, sizeof(words), "there is no [cause %.64s]", reference->name);
        return evidence ? fail_at(e->file, e->line, words, error)
                        : fail_at(code->file, code->line, words, error);
    }
    return 0;
}

static int check_causes(const struct mfp_book_reader *reader, struct mfp_error *error)
{
    const struct mfp_rows *causes = &reader->sections[MFP_BOOK_CAUSE];
    size_t base_count = reader->base ? reader->base->cause_count : 0;
    char words[160];
    for (size_t i = 0; i < causes->count; i++) {
        const struct mfp_cause *cause = mfp_rows_at(causes, i);
        if (i < base_count && cause->number != reader->base->causes[i].number)
            return fail_at(cause->file, cause->line, "a built-in cause keeps its number", error);
        for (size_t j = 0; j < i; j++) {
            const struct mfp_cause *other = mfp_rows_at(causes, j);
            if (other->number != cause->number)
                continue;
            mfp_format(words, sizeof(words), "[cause %.48s] has the number of [cause %.48s]",
                       cause->name, other->name);
            return fail_at(cause->file, cause->line, words, error);
        }
    }
    return 0;
}

static int check_codes(const struct mfp_book_reader *reader, struct mfp_error *error)
{
    const struct mfp_rows *codes = &reader->sections[MFP_BOOK_CODE];
    for (size_t i = 0; i < codes->count; i++) {
        const struct mfp_panel_code *code = mfp_rows_at(codes, i);
        bool cause = false;
        for (size_t j = 0; j < reader->references.count; j++) {
            const struct mfp_cause_reference *reference = mfp_rows_at(&reader->references, j);
            cause = cause || (reference->section == MFP_BOOK_CODE && reference->row == i);
        }
        if (cause == code->digits)
            return fail_at(code->file, code->line, "needs either 'cause' or 'reply = digits'",
                           error);
    }
    return 0;
}

/* Where two rows tell equally much, the earlier one wins: insertion keeps them as they came. */
static void sort_evidence(struct mfp_rows *rows)
{
    for (size_t i = 1; i < rows->count; i++) {
        struct mfp_evidence moved = *(struct mfp_evidence *)mfp_rows_at(rows, i);
        size_t to = i;
        for (; to && mfp_evidence_compare(mfp_rows_at(rows, to - 1), &moved) > 0; to--)
            memcpy(mfp_rows_at(rows, to), mfp_rows_at(rows, to - 1), rows->size);
        memcpy(mfp_rows_at(rows, to), &moved, rows->size);
    }
}

/* The stages at which a row may hold: its own, without those at which its cause cannot be. */
static void allow_stages(struct mfp_book_reader *reader)
{
    const struct mfp_rows *rows = &reader->sections[MFP_BOOK_EVIDENCE];
    for (size_t i = 0; i < rows->count; i++) {
        struct mfp_evidence *evidence = mfp_rows_at(rows, i);
        const struct mfp_cause *cause =
            mfp_rows_at(&reader->sections[MFP_BOOK_CAUSE], evidence->cause);
        evidence->allowed =
            (evidence->stages ? evidence->stages : MFP_AT(MFP_STAGE_COUNT) - 1) & ~cause->never;
    }
}

int mfp_book_finish(struct mfp_book_reader *reader, struct mfp_book *book, struct mfp_error *error)
{
    struct mfp_rows *sections = reader->sections;
    int result;
    if ((result = resolve(reader, error)) < 0 || (result = check_causes(reader, error)) < 0 ||
        (result = check_codes(reader, error)) < 0 || (result = mfp_book_split(reader, error)) < 0)
        return result;
    if (sections[MFP_BOOK_EVIDENCE].count > MFP_EVIDENCE_MAX)
        return mfp_error_set(error, -E2BIG, "more than %d rows of evidence", MFP_EVIDENCE_MAX);
    allow_stages(reader);
    sort_evidence(&sections[MFP_BOOK_EVIDENCE]);
    *book = (struct mfp_book){
        .causes = (const struct mfp_cause *)(void *)sections[MFP_BOOK_CAUSE].rows,
        .cause_count = sections[MFP_BOOK_CAUSE].count,
        .evidence = (const struct mfp_evidence *)(void *)sections[MFP_BOOK_EVIDENCE].rows,
        .evidence_count = sections[MFP_BOOK_EVIDENCE].count,
        .providers = (const struct mfp_provider *)(void *)sections[MFP_BOOK_PROVIDER].rows,
        .provider_count = sections[MFP_BOOK_PROVIDER].count,
        .announcements =
            (const struct mfp_announcement *)(void *)sections[MFP_BOOK_ANNOUNCEMENT].rows,
        .announcement_count = sections[MFP_BOOK_ANNOUNCEMENT].count,
        .vendors = (const struct mfp_vendor *)(void *)sections[MFP_BOOK_VENDOR].rows,
        .vendor_count = sections[MFP_BOOK_VENDOR].count,
        .codes = (const struct mfp_panel_code *)(void *)sections[MFP_BOOK_CODE].rows,
        .code_count = sections[MFP_BOOK_CODE].count,
        .pattern_count =
            (unsigned)reader->patterns.count + (reader->base ? reader->base->pattern_count : 0),
    };
    return 0;
}
