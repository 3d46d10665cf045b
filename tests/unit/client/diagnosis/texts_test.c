/* SPDX-License-Identifier: MIT */
/* The texts of tests/texts: what people paste, and the row that should be named. Each is a named test; `row` lists what may
 * be answered first, best first. "none" is no row of the catalogue: a neighbour may be named, a row only with less than an
 * even chance. */
#include "base/cleanup.h"
#include "base/text.h"
#include "diagnosis/diagnosis.h"

#include <ctype.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#define EVEN_CHANCE 0.5

static const char *const files[] = {"rows", "none", "neighbours"};

struct bench {
    struct library *library;
    struct classifier *classifier;
    json_t *texts; /* objects with "id", "row", "text" */
};

/* One row of the table cmocka is given. */
struct row {
    const struct bench *bench;
    const char *text, *labels;
};

static json_t *read_lines(const char *name)
{
    CLEANUP(cleanup_string) char *path = text_format("%s/tests/texts/%s.jsonl", FBLAB_SOURCE, name);
    FILE *const file = fopen(path, "r");
    json_t *const lines = json_array();
    json_error_t error;

    assert_non_null(file);
    for (json_t *line; (line = json_loadf(file, JSON_DISABLE_EOF_CHECK, &error));)
        json_array_append_new(lines, line);
    assert_int_equal(feof(file) != 0, true);
    fclose(file);
    return lines;
}

static void set_up(struct bench *bench)
{
    struct error error = {""};

    bench->library = library_load(NULL, &error);
    bench->classifier = bench->library ? classifier_new(bench->library, &error) : NULL;
    if (!bench->classifier)
        print_error("%s\n", error.text);
    bench->texts = json_array();
    for (size_t i = 0; i < ARRAY_SIZE(files); i++) {
        json_t *const lines = read_lines(files[i]);
        json_array_extend(bench->texts, lines);
        json_decref(lines);
    }
}

static void tear_down(struct bench *bench)
{
    classifier_free(&bench->classifier);
    library_free(&bench->library);
    json_decref(bench->texts);
}

/* Rows of the catalogue have numbers, neighbours names. */
static bool is_row(const char *id)
{
    return isdigit((unsigned char)id[0]);
}

static bool is_listed(const char *labels, const char *id)
{
    const size_t length = strlen(id);

    for (const char *at = labels; at; at = strchr(at, '|'), at = at ? at + 1 : NULL)
        if (strncmp(at, id, length) == 0 && (at[length] == '|' || at[length] == '\0'))
            return true;
    return false;
}

static bool may_be_first(const char *labels, const char *id)
{
    return is_listed(labels, id) || (is_listed(labels, "none") && !is_row(id));
}

static void check_no_row(const struct diagnoses *diagnoses)
{
    for (size_t i = 0; i < diagnoses->count; i++)
        if (is_row(diagnoses->items[i].id) && diagnoses->items[i].confidence >= EVEN_CHANCE)
            fail_msg("%s with %.2f", diagnoses->items[i].id, diagnoses->items[i].confidence);
}

/* What decided stands in the text, and begins and ends with something that can be seen. */
static void check_place(const struct diagnosis *diagnosis, const char *text)
{
    assert_true(diagnosis->length > 0);
    assert_true(diagnosis->start + diagnosis->length <= strlen(text));
    assert_false(isspace((unsigned char)text[diagnosis->start]));
    assert_false(isspace((unsigned char)text[diagnosis->start + diagnosis->length - 1]));
}

/* Which of two stands first must not be chance. */
static void check_no_tie(const struct diagnoses *diagnoses)
{
    if (diagnoses->count > 1 && diagnoses->items[0].confidence == diagnoses->items[1].confidence)
        fail_msg("%s and %s tie", diagnoses->items[0].id, diagnoses->items[1].id);
}

typedef struct diagnoses *classify_function(const struct classifier *classifier, const char *text, size_t length);

static void check_row(const struct row *row, classify_function *classify)
{
    CLEANUP(diagnoses_free)
    struct diagnoses *diagnoses = classify(row->bench->classifier, row->text, strlen(row->text));
    const char *const first = diagnoses->count > 0 ? diagnoses->items[0].id : "none";

    if (!may_be_first(row->labels, first))
        fail_msg("%s instead of %s", first, row->labels);
    if (text_starts(row->labels, "none"))
        check_no_row(diagnoses);
    check_no_tie(diagnoses);
    for (size_t i = 0; i < diagnoses->count; i++)
        check_place(&diagnoses->items[i], row->text);
}

/* As a record of a log, and as somebody pasted it. */
static void names_the_row(void **state)
{
    check_row(*state, classify_text);
    check_row(*state, classify_pasted);
}

/* Does the text contain the anchor, case ignored, any run of other characters counting as a blank? */
static bool contains_anchor(const char *text, const char *anchor)
{
    for (; *text; text++) {
        const char *a = anchor, *t = text;
        for (; *a && *t; a++) {
            if (*a == ' ' && !isalnum((unsigned char)*t)) {
                while (*t && !isalnum((unsigned char)*t))
                    t++;
                continue;
            }
            if (tolower((unsigned char)*t) != (unsigned char)*a)
                break;
            t++;
        }
        if (!*a)
            return true;
    }
    return false;
}

static bool contains_any(const struct classifier *classifier, const char *text)
{
    for (size_t i = 0; i < classifier_anchor_count(classifier); i++)
        if (contains_anchor(text, classifier_anchor(classifier, i)))
            return true;
    return false;
}

/* The texts put on one line, for that is what is promised. */
static void texts_with_an_answer_have_an_anchor(void **state)
{
    const struct bench *const bench = *state;
    size_t index, answered = 0;
    json_t *item;

    json_array_foreach(bench->texts, index, item)
    {
        CLEANUP(cleanup_string) char *text = text_copy(json_string_value(json_object_get(item, "text")));
        CLEANUP(diagnoses_free) struct diagnoses *diagnoses = NULL;
        for (char *at = text; *at; at++)
            *at = (char)(*at == '\n' || *at == '\r' ? ' ' : *at);
        diagnoses = classify_text(bench->classifier, text, strlen(text));
        answered += diagnoses->count > 0;
        if (diagnoses->count > 0 && !contains_any(bench->classifier, text))
            fail_msg("no anchor in: %s", text);
    }
    assert_true(answered > 150);
}

static void anchors_are_few_and_selective(void **state)
{
    /* what logs of Exchange are full of */
    static const char *const idle[] = {
        "2026-01-05 08:15:11 10.0.0.5 GET /owa/ - 443 - 203.0.113.44 Mozilla/5.0 200",
        "2026-01-05 08:15:11 10.0.0.5 POST /EWS/Exchange.asmx - 443 contoso\\ann 203.0.113.44 Microsoft+Office/16.0 "
        "200",
        "2026-01-05 08:15:11 10.0.0.5 POST /autodiscover/autodiscover.xml - 443 - 203.0.113.44 Microsoft+Outlook 200 0 "
        "0 15",
        "The mailbox of a tenant in a hybrid deployment, on-premises or in Microsoft 365, with federation",
    };
    const struct bench *const bench = *state;
    const size_t count = classifier_anchor_count(bench->classifier);

    if (count <= 50 || count >= 700)
        fail_msg("%zu anchors", count);
    for (size_t i = 0; i < count; i++)
        assert_true(strlen(classifier_anchor(bench->classifier, i)) >= 4);
    for (size_t i = 0; i < ARRAY_SIZE(idle); i++)
        if (contains_any(bench->classifier, idle[i]))
            fail_msg("an anchor in %s", idle[i]);
}

static void there_are_enough_of_each(void **state)
{
    const struct bench *const bench = *state;
    size_t none = 0;

    for (size_t i = 0; i < library_count(bench->library); i++) {
        const char *const id = library_at(bench->library, i)->id;
        size_t index, count = 0;
        json_t *item;
        none = 0;
        json_array_foreach(bench->texts, index, item)
        {
            const char *const labels = json_string_value(json_object_get(item, "row"));
            count += is_listed(labels, id) && !text_starts(labels, "none");
            none += text_starts(labels, "none");
        }
        if (strcmp(id, "00") != 0 && library_at(bench->library, i)->text_count > 0 && count < (is_row(id) ? 3 : 2))
            fail_msg("%s has %zu texts", id, count);
    }
    assert_true(none >= 40);
}

static struct row row_of(const struct bench *bench, const json_t *item)
{
    return (struct row){bench, json_string_value(json_object_get(item, "text")),
                        json_string_value(json_object_get(item, "row"))};
}

static int run_all(const struct bench *bench)
{
    const struct CMUnitTest fixed[] = {
        cmocka_unit_test_prestate(texts_with_an_answer_have_an_anchor, (void *)(uintptr_t)bench),
        cmocka_unit_test_prestate(anchors_are_few_and_selective, (void *)(uintptr_t)bench),
        cmocka_unit_test_prestate(there_are_enough_of_each, (void *)(uintptr_t)bench),
    };
    const size_t count = json_array_size(bench->texts);
    struct row *const rows = calloc(count, sizeof *rows);
    struct CMUnitTest *const tests = calloc(count, sizeof *tests);
    int failed;

    for (size_t i = 0; i < count; i++) {
        const json_t *const item = json_array_get(bench->texts, i);
        rows[i] = row_of(bench, item);
        tests[i] = (struct CMUnitTest){.name = json_string_value(json_object_get(item, "id")),
                                       .test_func = names_the_row,
                                       .initial_state = &rows[i]};
    }
    failed = _cmocka_run_group_tests("texts", tests, count, NULL, NULL);
    failed += cmocka_run_group_tests_name("all texts", fixed, NULL, NULL);
    free(rows);
    free(tests);
    return failed;
}

int main(void)
{
    struct bench bench = {0};
    int failed;

    set_up(&bench);
    failed = bench.classifier ? run_all(&bench) : 1;
    tear_down(&bench);
    return failed;
}
