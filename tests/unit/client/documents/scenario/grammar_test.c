/* SPDX-License-Identifier: MIT */
#include "scenario/grammar.h"

#include "base/cleanup.h"
#include "base/text.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#define SCHEMA FBLAB_SOURCE "/scenarios/scenario.rng"

static void knows_its_elements(void **state)
{
    CLEANUP(grammar_free) struct grammar *grammar = grammar_load(SCHEMA, NULL);
    CLEANUP(cleanup_string) char *space = NULL;
    size_t count = 0;

    (void)state;
    assert_non_null(grammar);
    space = grammar_namespace(grammar);
    assert_string_equal(space, "urn:fblab:scenario");
    for (const xmlNode *node = NULL; (node = grammar_next_element(grammar, node));)
        count++;
    assert_true(count > 40);
    assert_non_null(grammar_element(grammar, "tls-alert"));
    assert_null(grammar_element(grammar, "tls-alarm"));
}

/* In the element itself, in what it refers to, or nowhere. */
static void knows_what_a_value_must_be(void **state)
{
    CLEANUP(grammar_free) struct grammar *grammar = grammar_load(SCHEMA, NULL);
    CLEANUP(cleanup_string) char *own = grammar_words(grammar, grammar_element(grammar, "confidence"));
    CLEANUP(cleanup_string) char *referred = grammar_words(grammar, grammar_element(grammar, "status"));
    CLEANUP(cleanup_string) char *none = grammar_words(grammar, grammar_element(grammar, "signs"));

    (void)state;
    assert_string_equal(own, "a number from 0 to 1");
    assert_string_equal(referred, "a number");
    assert_string_equal(none, "");
}

static const struct broken {
    const char *name, *text, *says;
} brokens[] = {
    {"an empty schema", "", "the document is empty"},
    {"a schema that is no XML", "grammar", "Start tag expected"},
    {"XML of another kind", "<scenario xmlns='urn:fblab:scenario'/>", "the schema cannot be used: "},
    {"a schema with a hole",
     "<grammar xmlns='http://relaxng.org/ns/structure/1.0'><start><ref name='x'/></start>"
     "</grammar>",
     "the schema cannot be used: "},
};

static void refuses(void **state)
{
    const struct broken *broken = *state;
    char path[] = "/tmp/grammar_test.XXXXXX";
    const int descriptor = mkstemp(path);
    struct error error = {0};

    assert_true(descriptor >= 0);
    assert_int_equal(write(descriptor, broken->text, strlen(broken->text)), strlen(broken->text));
    close(descriptor);
    assert_null(grammar_load(path, &error));
    unlink(path);
    assert_true(text_contains(error.text, path));
    if (!text_contains(error.text, broken->says))
        fail_msg("%s", error.text);
}

int main(void)
{
    struct CMUnitTest tests[ARRAY_SIZE(brokens) + 2] = {
        cmocka_unit_test(knows_its_elements),
        cmocka_unit_test(knows_what_a_value_must_be),
    };

    for (size_t i = 0; i < ARRAY_SIZE(brokens); i++)
        tests[i + 2] = (struct CMUnitTest){
            .name = brokens[i].name, .test_func = refuses, .initial_state = (void *)(uintptr_t)&brokens[i]};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
