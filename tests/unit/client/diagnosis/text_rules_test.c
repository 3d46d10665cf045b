/* SPDX-License-Identifier: MIT */
/* Every <text> of the shipped files against a text made of its own phrases: it must count there, and win if it claims more
 * than an even chance. No two failures may answer one text with the same confidence: which stands first would be chance. */
#include "base/cleanup.h"
#include "base/text.h"
#include "diagnosis/diagnosis.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#define EVEN_CHANCE 0.5
/* Says what the text is about, and nothing of any failure. */
#define SUBJECT "TargetSharingEpr"

struct bench {
    struct library *library;
    struct classifier *classifier;
};

static int set_up(void **state)
{
    static struct bench bench;
    struct error error = {""};

    bench.library = library_load(NULL, &error);
    bench.classifier = bench.library ? classifier_new(bench.library, &error) : NULL;
    if (!bench.classifier)
        print_error("%s\n", error.text);
    *state = &bench;
    return bench.classifier ? 0 : -1;
}

static int tear_down(void **state)
{
    struct bench *const bench = *state;

    classifier_free(&bench->classifier);
    library_free(&bench->library);
    return 0;
}

/* The first phrase of a group stands for all of them. */
static const char *example(const struct library *library, const char *phrase)
{
    const struct vocabulary *const vocabulary = library_vocabulary(library);
    const char *found = phrase;

    for (size_t i = 0; i < vocabulary->group_count && found == phrase; i++) {
        CLEANUP(cleanup_string) char *name = text_format("{%s}", vocabulary->groups[i].name);
        if (text_equal(name, phrase))
            found = vocabulary->groups[i].phrases.items[0];
    }
    return found;
}

/* The caller frees it. */
static char *text_of(const struct library *library, const struct sign_text *rule)
{
    char *text = text_copy(SUBJECT);

    for (size_t i = 0; i < rule->phrases.count; i++) {
        char *const longer = text_format("%s, %s", text, example(library, rule->phrases.items[i]));
        free(text);
        text = longer;
    }
    for (char *star; (star = strchr(text, '*'));)
        *star = '-';
    return text;
}

static const struct diagnosis *find(const struct diagnoses *diagnoses, const char *id)
{
    for (size_t i = 0; i < diagnoses->count; i++)
        if (text_equal(diagnoses->items[i].id, id))
            return &diagnoses->items[i];
    return NULL;
}

static size_t check(const struct bench *bench, const struct scenario *scenario, const struct sign_text *rule)
{
    CLEANUP(cleanup_string) char *text = text_of(bench->library, rule);
    CLEANUP(diagnoses_free) struct diagnoses *diagnoses = classify_text(bench->classifier, text, strlen(text));
    const struct diagnosis *const own = find(diagnoses, scenario->id);
    const char *wrong = NULL;

    if (!own || own->confidence < rule->confidence)
        wrong = "does not count";
    else if (rule->confidence >= EVEN_CHANCE && own != diagnoses->items)
        wrong = "never wins";
    else if (diagnoses->count > 1 && diagnoses->items[0].confidence == diagnoses->items[1].confidence)
        wrong = "ties";
    if (wrong)
        print_error("%s:%d: <text> %s in \"%s\": %s is first%s%s\n", scenario->file, rule->line, wrong, text,
                    diagnoses->count ? diagnoses->items[0].id : "nobody", diagnoses->count > 1 ? ", then " : "",
                    diagnoses->count > 1 ? diagnoses->items[1].id : "");
    return wrong != NULL;
}

static void every_text_counts_and_can_win(void **state)
{
    const struct bench *const bench = *state;
    size_t wrong = 0, count = 0;

    for (size_t i = 0; i < library_count(bench->library); i++) {
        const struct scenario *const scenario = library_at(bench->library, i);
        for (size_t k = 0; k < scenario->text_count; k++, count++)
            wrong += check(bench, scenario, &scenario->texts[k]);
    }
    assert_true(count > 200);
    assert_int_equal(wrong, 0);
}

static bool uses(const struct words *phrases, const char *name)
{
    for (size_t i = 0; i < phrases->count; i++)
        if (text_equal(phrases->items[i], name))
            return true;
    return false;
}

static bool is_used(const struct library *library, const char *name)
{
    for (size_t i = 0; i < library_count(library); i++)
        for (size_t k = 0; k < library_at(library, i)->text_count; k++) {
            const struct sign_text *const rule = &library_at(library, i)->texts[k];
            if (uses(&rule->phrases, name) || uses(&rule->without, name))
                return true;
        }
    return false;
}

static void every_group_is_used(void **state)
{
    const struct bench *const bench = *state;
    const struct vocabulary *const vocabulary = library_vocabulary(bench->library);

    for (size_t i = 0; i < vocabulary->group_count; i++) {
        CLEANUP(cleanup_string) char *name = text_format("{%s}", vocabulary->groups[i].name);
        if (!is_used(bench->library, name))
            fail_msg("nobody uses %s", name);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_text_counts_and_can_win),
        cmocka_unit_test(every_group_is_used),
    };

    return cmocka_run_group_tests(tests, set_up, tear_down);
}
