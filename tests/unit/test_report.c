#include "core/report.h"
#include "report/render.h"
#include "unit.h"

#include <jansson.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

static void check_text(const char *row, struct mfp_report *report, const char *wanted)
{
    struct mfp_text out = {0};
    mfp_render_text(report, &out);
    check_string(row, mfp_text_string(&out), wanted);
    mfp_text_done(&out);
    mfp_report_done(report);
}

static void the_status_line_comes_first(void **state)
{
    (void)state;
    static const struct {
        enum mfp_state state;
        const char *wanted;
    } rows[] = {
        {MFP_STATE_OK, "MFP SEND OK - xerox: sent\nOwner: nobody\nSteps: 5 of 6\n"},
        {MFP_STATE_WARNING, "MFP SEND WARNING - xerox: sent\nOwner: nobody\nSteps: 5 of 6\n"},
        {MFP_STATE_CRITICAL, "MFP SEND CRITICAL - xerox: sent\nOwner: nobody\nSteps: 5 of 6\n"},
        {MFP_STATE_UNKNOWN, "MFP SEND UNKNOWN - xerox: sent\nOwner: nobody\nSteps: 5 of 6\n"},
    };
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        struct mfp_report report;
        mfp_report_init(&report, "MFP SEND");
        assert_int_equal(report.state, MFP_STATE_UNKNOWN);
        report.state = rows[i].state;
        mfp_format(report.summary, sizeof(report.summary), "xerox: sent");
        mfp_report_line(&report, "Owner: %s", "nobody");
        mfp_report_line(&report, "Steps: %d of %d", 5, 6);
        check_text(rows[i].wanted, &report, rows[i].wanted);
    }
}

struct perf_row {
    double value;
    const char *unit, *warning, *critical; /* ranges NULL: none */
    double minimum, maximum;
    const char *wanted;
};

static const struct perf_row perf_rows[] = {
    {0.84, "s", "10", "20", 0, NAN, "time=0.84s;10;20;0"},
    {0.84, "s", "10", "20", 0, 30, "time=0.84s;10;20;0;30"},
    {0.84, "s", "10", "20", NAN, NAN, "time=0.84s;10;20"},
    {0.84, "s", "10", NULL, NAN, NAN, "time=0.84s;10"},
    {0.84, "s", NULL, "@10:20", NAN, NAN, "time=0.84s;;@10:20"},
    {0.84, "s", NULL, NULL, NAN, NAN, "time=0.84s"},
    {0.84, "s", NULL, NULL, 0, NAN, "time=0.84s;;;0"},
    {0.84, "s", NULL, NULL, NAN, 30, "time=0.84s;;;;30"},
    {0.84, "s", "~:10", "", NAN, NAN, "time=0.84s;~:10"}, /* "": a range that was not given */
    {250, "", NULL, NULL, NAN, NAN, "time=250"},
    {0, "c", NULL, NULL, NAN, NAN, "time=0c"},
    {-3, "", NULL, NULL, NAN, NAN, "time=-3"},
    {100, "%", NULL, NULL, 0, 100, "time=100%;;;0;100"},
    {0.000001, "s", NULL, NULL, NAN, NAN, "time=0.000001s"},
    {35882577, "B", NULL, NULL, NAN, NAN, "time=35882577B"},
    {1e15, "B", NULL, NULL, NAN, NAN, "time=1000000000000000B"},
    {10.5, "s", NULL, NULL, NAN, NAN, "time=10.5s"},
    {120, "s", NULL, NULL, NAN, NAN, "time=120s"},
};

static void perfdata_has_the_form_of_the_guidelines(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT_OF(perf_rows); i++) {
        const struct perf_row *row = &perf_rows[i];
        struct mfp_report report;
        struct mfp_range warning = {0}, critical = {0};
        char wanted[128];
        mfp_report_init(&report, "X");
        mfp_format(report.summary, sizeof(report.summary), "y");
        struct mfp_perf *perf = mfp_report_perf(&report, "time", row->value, row->unit);
        if (row->warning && row->warning[0])
            assert_int_equal(mfp_range_parse(row->warning, &warning, NULL), 0);
        if (row->critical && row->critical[0])
            assert_int_equal(mfp_range_parse(row->critical, &critical, NULL), 0);
        perf->warning = row->warning ? &warning : NULL;
        perf->critical = row->critical ? &critical : NULL;
        perf->minimum = row->minimum;
        perf->maximum = row->maximum;
        snprintf(wanted, sizeof(wanted), "X UNKNOWN - y | %s\n", row->wanted);
        check_text(row->wanted, &report, wanted);
    }
}

static void perfdata_is_separated_by_blanks(void **state)
{
    (void)state;
    struct mfp_report report;
    mfp_report_init(&report, "X");
    mfp_format(report.summary, sizeof(report.summary), "y");
    mfp_report_perf(&report, "time", 1, "s");
    mfp_report_perf(&report, "code", 250, "");
    mfp_report_line(&report, "detail");
    check_text("two", &report, "X UNKNOWN - y | time=1s code=250\ndetail\n");
}

static void perfdata_is_bounded(void **state)
{
    (void)state;
    struct mfp_report report;
    mfp_report_init(&report, "X");
    for (int i = 0; i < MFP_REPORT_PERF; i++)
        assert_non_null(mfp_report_perf(&report, "p", i, ""));
    assert_null(mfp_report_perf(&report, "p", 0, ""));
    assert_int_equal(report.perf_count, MFP_REPORT_PERF);
    mfp_report_done(&report);
    assert_int_equal(report.perf_count, 0);
}

static json_t *parsed(struct mfp_report *report)
{
    struct mfp_text out = {0};
    json_error_t error;
    mfp_render_json(report, &out);
    json_t *root = json_loads(mfp_text_string(&out), JSON_REJECT_DUPLICATES, &error);
    if (!root)
        fail_msg("%s: %s", error.text, mfp_text_string(&out));
    assert_int_equal(out.data[out.length - 1], '\n');
    mfp_text_done(&out);
    mfp_report_done(report);
    return root;
}

static void json_holds_every_field_with_its_type(void **state)
{
    (void)state;
    struct mfp_report report;
    mfp_report_init(&report, "X");
    mfp_report_string(&report, "device", "xerox \"3f\" \\ \xc3\xbc");
    mfp_report_string(&report, "account", NULL);
    mfp_report_integer(&report, "code", 550);
    mfp_report_integer(&report, "big", INT64_MAX);
    mfp_report_real(&report, "time", 0.25);
    mfp_report_real(&report, "endless", INFINITY);
    mfp_report_real(&report, "nothing", NAN);
    mfp_report_bool(&report, "retryable", true);
    mfp_report_bool(&report, "inner", false);
    mfp_report_null(&report, "fix");
    mfp_report_real(&report, "times.auth", 1.5);
    mfp_report_null(&report, "times.body");
    json_t *root = parsed(&report);
    assert_int_equal(json_object_size(root), 11);
    assert_string_equal(json_string_value(json_object_get(root, "device")),
                        "xerox \"3f\" \\ \xc3\xbc");
    assert_true(json_is_null(json_object_get(root, "account")));
    assert_true(json_is_integer(json_object_get(root, "code")));
    assert_int_equal(json_integer_value(json_object_get(root, "code")), 550);
    assert_true(json_integer_value(json_object_get(root, "big")) == INT64_MAX);
    assert_true(json_is_real(json_object_get(root, "time")));
    assert_true(json_real_value(json_object_get(root, "time")) == 0.25);
    assert_true(json_is_null(json_object_get(root, "endless")));
    assert_true(json_is_null(json_object_get(root, "nothing")));
    assert_true(json_is_true(json_object_get(root, "retryable")));
    assert_true(json_is_false(json_object_get(root, "inner")));
    assert_true(json_is_null(json_object_get(root, "fix")));
    const json_t *times = json_object_get(root, "times");
    assert_int_equal(json_object_size(times), 2);
    assert_true(json_real_value(json_object_get(times, "auth")) == 1.5);
    assert_true(json_is_null(json_object_get(times, "body")));
    json_decref(root);
}

static void names_with_digits_make_arrays(void **state)
{
    (void)state;
    struct mfp_report report;
    mfp_report_init(&report, "X");
    mfp_report_list(&report, "empty");
    mfp_report_list(&report, "addresses");
    mfp_report_string(&report, "addresses.0.address", "192.0.2.1");
    mfp_report_string(&report, "addresses.0.tls.0", "1.2");
    mfp_report_string(&report, "addresses.0.tls.1", "1.3");
    mfp_report_bool(&report, "addresses.1.works", true);
    mfp_report_integer(&report, "ports.0", 25);
    mfp_report_integer(&report, "ports.1", 587);
    mfp_report_integer(&report, "ports.7", 1); /* an array has no holes */
    mfp_report_integer(&report, "ports.x", 1);
    mfp_report_integer(&report, "3d", 1); /* not a number */
    json_t *root = parsed(&report);
    char *text = json_dumps(root, JSON_COMPACT);
    assert_string_equal(text, "{\"empty\":[],\"addresses\":[{\"address\":\"192.0.2.1\",\"tls\":"
                              "[\"1.2\",\"1.3\"]},{\"works\":true}],\"ports\":[25,587],\"3d\":1}");
    free(text);
    json_decref(root);
}

static void json_of_an_empty_report_is_an_object(void **state)
{
    (void)state;
    struct mfp_report report;
    mfp_report_init(&report, "X");
    json_t *root = parsed(&report);
    assert_true(json_is_object(root));
    assert_int_equal(json_object_size(root), 0);
    json_decref(root);
}

static void fields_are_bounded(void **state)
{
    (void)state;
    struct mfp_report report;
    char name[16];
    mfp_report_init(&report, "X");
    for (int i = 0; i < MFP_REPORT_FIELDS + 5; i++) {
        snprintf(name, sizeof(name), "f%d", i);
        mfp_report_string(&report, name, "x");
    }
    json_t *root = parsed(&report);
    assert_int_equal(json_object_size(root), MFP_REPORT_FIELDS);
    json_decref(root);
}

static void long_lines_of_detail_are_cut_not_overrun(void **state)
{
    (void)state;
    static char words[5000];
    struct mfp_report report;
    memset(words, 'x', sizeof(words) - 1);
    mfp_report_init(&report, "X");
    mfp_report_line(&report, "%s", words);
    mfp_report_line(&report, "next");
    const char *text = mfp_text_string(&report.lines);
    assert_true(strlen(text) < 5000);
    check_contains("next", text, "x\nnext\n");
    mfp_report_done(&report);
}

static void formats_are_found_by_name(void **state)
{
    (void)state;
    char list[64];
    assert_ptr_equal(mfp_output_find("text")->render, mfp_render_text);
    assert_ptr_equal(mfp_output_find("json")->render, mfp_render_json);
    assert_null(mfp_output_find("xml"));
    assert_null(mfp_output_find(""));
    assert_string_equal(mfp_output_list(list, sizeof(list)), "text, json");
    mfp_output_list(list, 8);
    assert_string_equal(list, "text, j");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_status_line_comes_first),
        cmocka_unit_test(perfdata_has_the_form_of_the_guidelines),
        cmocka_unit_test(perfdata_is_separated_by_blanks),
        cmocka_unit_test(perfdata_is_bounded),
        cmocka_unit_test(json_holds_every_field_with_its_type),
        cmocka_unit_test(names_with_digits_make_arrays),
        cmocka_unit_test(json_of_an_empty_report_is_an_object),
        cmocka_unit_test(fields_are_bounded),
        cmocka_unit_test(long_lines_of_detail_are_cut_not_overrun),
        cmocka_unit_test(formats_are_found_by_name),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
