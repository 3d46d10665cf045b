/* SPDX-License-Identifier: MIT */
/* For every pair of failures: either what fbcheck answers first differs, or each names the other as a look-alike with the
 * check that decides. Held for the evidence of a look-up, and for the bare text Exchange printed. */
#include "base/cleanup.h"
#include "base/text.h"
#include "diagnosis/diagnosis.h"
#include "harness/run/judge.h"
#include "support/running_lab.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

/* The first answers for one variant of a failure. */
struct answers {
    const struct scenario *scenario;
    char id[32];
    const char *expect;
    char *text, *by_evidence, *by_text;
};

struct bench {
    struct running_lab lab;
    struct library *library;
    struct classifier *classifier;
    struct answers *answers;
    size_t count;
    size_t passed; /* variants whose look-ups did not fail */
};

static char *first(struct diagnoses *diagnoses)
{
    char *id = diagnoses->count ? text_copy(diagnoses->items[0].id) : NULL;

    diagnoses_free(&diagnoses);
    return id;
}

/* An intermittent cause lets some look-ups pass; none lets all of so many. */
enum { MOST_ASKED = 12 };

static struct lookup *fail_at_last(struct bench *bench, const struct variant *variant)
{
    struct lookup *lookup = running_lab_play(&bench->lab, variant);

    for (int i = 1; i < MOST_ASKED && (lookup->ok || !lookup->error_text); i++) {
        lookup_free(&lookup);
        lookup = running_lab_play(&bench->lab, variant);
    }
    return lookup;
}

static void ask(struct bench *bench, const struct scenario *scenario, const struct variant *variant)
{
    struct answers *answers = &bench->answers[bench->count];

    answers->scenario = scenario;
    running_lab_arm(&bench->lab, variant_id(scenario, variant, answers->id));
    CLEANUP(lookup_free) struct lookup *lookup = fail_at_last(bench, variant);
    if (lookup->ok || !lookup->error_text) {
        print_error("%s lets %d look-ups pass\n", answers->id, MOST_ASKED);
        bench->passed++;
        return;
    }
    answers->expect = variant->expect;
    answers->text = text_copy(lookup->error_text);
    answers->by_evidence = first(classify_lookup(bench->classifier, lookup));
    answers->by_text = first(classify_text(bench->classifier, lookup->error_text, strlen(lookup->error_text)));
    bench->count++;
}

static int start(void **state)
{
    static struct bench bench;
    struct error error = {""};
    size_t variants = 0;

    *state = &bench;
    bench.library = library_load(NULL, &error);
    bench.classifier = bench.library ? classifier_new(bench.library, &error) : NULL;
    if (!bench.classifier) {
        print_error("%s\n", error.text);
        return -1;
    }
    for (size_t i = 0; i < library_count(bench.library); i++)
        variants += library_at(bench.library, i)->variant_count;
    bench.answers = calloc(variants + 1, sizeof *bench.answers);
    running_lab_start(&bench.lab);
    for (size_t i = 0; i < library_count(bench.library); i++)
        for (size_t j = 0; j < library_at(bench.library, i)->variant_count; j++)
            if (strcmp(library_at(bench.library, i)->variants[j].expect, "00") != 0)
                ask(&bench, library_at(bench.library, i), &library_at(bench.library, i)->variants[j]);
    return 0;
}

static int stop(void **state)
{
    struct bench *bench = *state;

    running_lab_stop(&bench->lab);
    for (size_t i = 0; i < bench->count; i++) {
        free(bench->answers[i].text);
        free(bench->answers[i].by_evidence);
        free(bench->answers[i].by_text);
    }
    free(bench->answers);
    classifier_free(&bench->classifier);
    library_free(&bench->library);
    return 0;
}

static bool names(const struct scenario *scenario, const struct scenario *other)
{
    for (size_t i = 0; i < scenario->look_alike_count; i++)
        if (text_equal(scenario->look_alikes[i].id, other->id))
            return true;
    return false;
}

static size_t blurred(const struct answers *a, const struct answers *b, const char *first_a, const char *first_b,
                      const char *kind)
{
    if (a->scenario == b->scenario || !first_a || !text_equal(first_a, first_b))
        return 0;
    if (names(a->scenario, b->scenario) && names(b->scenario, a->scenario))
        return 0;
    print_error("%s and %s are both answered %s by their %s, and do not name each other\n", a->id, b->id, first_a,
                kind);
    return 1;
}

static void every_variant_fails(void **state)
{
    const struct bench *bench = *state;

    assert_int_equal(bench->passed, 0);
    assert_true(bench->count > 0);
}

static void pairs_are_told_apart(void **state)
{
    const struct bench *bench = *state;
    size_t wrong = 0;

    assert_true(bench->count > 10);
    for (size_t i = 0; i < bench->count; i++)
        for (size_t j = i + 1; j < bench->count; j++) {
            const struct answers *a = &bench->answers[i], *b = &bench->answers[j];
            wrong += blurred(a, b, a->by_evidence, b->by_evidence, "evidence");
            wrong += blurred(a, b, a->by_text, b->by_text, "text");
        }
    assert_int_equal(wrong, 0);
}

/* One text for all of them: what Exchange prints of a bare 401. */
static bool prints_a_bare_401(const char *id)
{
    static const char *const rows[] = {"10", "17", "25", "26", "xAppId", "xAppCertificate", "xAppConsent"};
    bool found = false;

    for (size_t i = 0; i < ARRAY_SIZE(rows) && !found; i++)
        found = text_equal(id, rows[i]);
    return found;
}

/* And of a bare 403, whose header alone tells who refused. */
static bool prints_a_bare_403(const char *id)
{
    return text_equal(id, "x403") || text_equal(id, "xEwsGate") || text_equal(id, "xHybridApp") ||
           text_equal(id, "xGraphAccess");
}

/* Only the host tells them apart, and the text does not name it: Exchange prints what Graph says in the words that it has for
 * EWS, and a reset of the cloud as one of a firewall; either side refuses an application without permissions in the same words;
 * and of a log-on that was refused Outlook prints what it prints of any (NULL: no row is named). */
static bool prints_as(const char *id, const char *other)
{
    static const char *const pairs[][2] = {{"xGraphRecipient", "05"},
                                           {"xGraphRecipient", "14"},
                                           {"xTls12", "08"},
                                           {"xAppConsent", "xToken"},
                                           {"xExtendedProtection", NULL}};
    bool found = false;

    for (size_t i = 0; i < ARRAY_SIZE(pairs) && !found; i++)
        found = text_equal(id, pairs[i][0]) && text_equal(other, pairs[i][1]);
    return found;
}

/* Whoever pastes what `fbcheck query` printed is told the row; where the text cannot decide, one that prints the same. */
static void texts_name_their_row(void **state)
{
    const struct bench *bench = *state;
    size_t wrong = 0;

    for (size_t i = 0; i < bench->count; i++) {
        const struct answers *answers = &bench->answers[i];
        if (text_equal(answers->by_text, answers->expect))
            continue;
        if ((prints_a_bare_401(answers->expect) && prints_a_bare_401(answers->by_text)) ||
            (prints_a_bare_403(answers->expect) && prints_a_bare_403(answers->by_text)) ||
            prints_as(answers->expect, answers->by_text))
            continue;
        print_error("the text of %s is answered %s: %s\n", answers->id,
                    answers->by_text ? answers->by_text : "(unknown)", answers->text);
        wrong++;
    }
    assert_int_equal(wrong, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_variant_fails),
        cmocka_unit_test(pairs_are_told_apart),
        cmocka_unit_test(texts_name_their_row),
    };

    return cmocka_run_group_tests(tests, start, stop);
}
