/* What was found, for people and for programs. */
#include "cli/discover/discover.h"

#include "core/words.h"
#include "inventory/keys.h"

#include <jansson.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

enum { COLUMNS = 6, ADDRESS = 0, NARROWEST = 6, WIDTH = 80, CELL_SIZE = 256 };

static const char *const heads[COLUMNS] = {"ADDRESS", "NAME", "VENDOR", "MODEL", "SERIAL", "TIER"};

static const char *cell_of(const struct mfp_find *find, size_t column)
{
    const char *const cells[COLUMNS] = {
        find->address,         find->name,
        find->identity.brand,  find->identity.model,
        find->identity.serial, find->surveyed ? mfp_tier_name(find->tier) : "",
    };
    return cells[column][0] ? cells[column] : "-";
}

/* Of a terminal; 0: as wide as it takes. */
static size_t width_of_output(void)
{
    struct winsize window = {0};
    if (!isatty(STDOUT_FILENO))
        return 0;
    if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &window) < 0 || window.ws_col < WIDTH)
        return WIDTH;
    return window.ws_col;
}

/* The widest gives way, but an address that is cut is none. */
static void fit(size_t widths[COLUMNS], size_t limit)
{
    for (;;) {
        size_t sum = COLUMNS - 1, widest = ADDRESS + 1;
        for (size_t i = 0; i < COLUMNS; i++) {
            sum += widths[i];
            if (i != ADDRESS && widths[i] > widths[widest])
                widest = i;
        }
        if (sum <= limit || widths[widest] <= NARROWEST)
            return;
        widths[widest]--;
    }
}

static void find_widths(const struct mfp_search *search, size_t widths[COLUMNS])
{
    size_t limit = width_of_output();
    for (size_t i = 0; i < COLUMNS; i++) {
        widths[i] = strlen(heads[i]);
        for (size_t j = 0; j < search->find_count; j++) {
            size_t length = strlen(cell_of(&search->finds[j], i));
            widths[i] = length > widths[i] ? length : widths[i];
        }
    }
    if (limit)
        fit(widths, limit);
}

static void put_cell(struct mfp_text *out, const char *cell, size_t width, bool last)
{
    char fitted[CELL_SIZE];
    mfp_text_clean(fitted, width + 1 < sizeof(fitted) ? width + 1 : sizeof(fitted), cell,
                   strlen(cell));
    if (last)
        mfp_text_printf(out, "%s\n", fitted);
    else
        mfp_text_printf(out, "%-*s ", (int)width, fitted);
}

void mfp_search_table(const struct mfp_search *search, struct mfp_text *out)
{
    size_t widths[COLUMNS];
    find_widths(search, widths);
    for (size_t i = 0; search->find_count && i < COLUMNS; i++)
        put_cell(out, heads[i], widths[i], i == COLUMNS - 1);
    for (size_t j = 0; j < search->find_count; j++)
        for (size_t i = 0; i < COLUMNS; i++)
            put_cell(out, cell_of(&search->finds[j], i), widths[i], i == COLUMNS - 1);
    mfp_text_printf(out, "%zu found among %zu address%s", search->find_count, search->hosts->count,
                    search->hosts->count == 1 ? "" : "es");
    if (search->others == 1)
        mfp_text_puts(out, "; one other answers and is no printer");
    else if (search->others)
        mfp_text_printf(out, "; %zu others answer and are no printers", search->others);
    mfp_text_puts(out, "\n");
}

static json_t *text_or_null(const char *text)
{
    return text[0] ? json_string(text) : json_null();
}

static json_t *json_of(const struct mfp_search *search, const struct mfp_find *find)
{
    const struct mfp_identity *identity = &find->identity;
    const struct mfp_search_credential *used = &search->credentials->list[find->credential];
    return json_pack(
        "{s:s, s:s, s:o, s:o, s:o, s:o, s:o, s:o, s:o, s:o, s:o, s:s, s:i, s:o}", "name",
        find->name, "address", find->target, "host_name", text_or_null(find->host_name), "vendor",
        text_or_null(identity->vendor), "brand", text_or_null(identity->brand), "model",
        text_or_null(identity->model), "serial", text_or_null(identity->serial), "object_id",
        text_or_null(identity->object_id), "profile",
        text_or_null(identity->profile ? identity->profile->name : ""), "tier",
        find->surveyed ? json_string(mfp_tier_name(find->tier)) : json_null(), "proven",
        find->surveyed ? json_boolean(!find->unproven) : json_null(), "snmp_version",
        mfp_word_name(mfp_snmp_version_words, (int)used->credential.version), "snmp_port",
        (int)search->port, "community_line",
        used->line ? json_integer((json_int_t)used->line) : json_null());
}

void mfp_search_json(const struct mfp_search *search, struct mfp_text *out)
{
    json_t *devices = json_array(), *complaints = json_array();
    for (size_t i = 0; i < search->find_count; i++)
        json_array_append_new(devices, json_of(search, &search->finds[i]));
    for (const char *at = mfp_text_string(&search->complaints); *at;) {
        size_t length = strcspn(at, "\n");
        json_array_append_new(complaints, json_stringn(at, length));
        at += length + (at[length] != '\0');
    }
    json_t *root = json_pack("{s:o, s:I, s:I, s:o}", "devices", devices, "addresses",
                             (json_int_t)search->hosts->count, "others", (json_int_t)search->others,
                             "complaints", complaints);
    char *text = json_dumps(root, JSON_INDENT(2));
    mfp_text_puts(out, text ? text : "");
    mfp_text_puts(out, "\n");
    free(text);
    json_decref(root);
}
