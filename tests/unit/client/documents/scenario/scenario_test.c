/* SPDX-License-Identifier: MIT */
#include "scenario/scenario.h"

#include "base/cleanup.h"
#include "base/text.h"

#include <dirent.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#define REJECTED FBLAB_SOURCE "/tests/rejected/scenarios"

static struct scenario *load(const char *name)
{
    CLEANUP(cleanup_string) char *path = text_format(FBLAB_SOURCE "/scenarios/%s", name);
    struct error error = {0};
    struct scenario *scenario = scenario_load(path, &error);

    if (!scenario)
        fail_msg("%s", error.text);
    return scenario;
}

/* Every <case>.xml is refused with the sentence in <case>.error. */
static void refuses(void **state)
{
    const char *name = *state;
    CLEANUP(cleanup_string) char *path = text_format(REJECTED "/%s", name);
    CLEANUP(cleanup_string) char *expected_path = text_format("%.*s.error", (int)(strlen(path) - 4), path);
    CLEANUP(cleanup_string) char *expected = file_read(expected_path, 4096, NULL, NULL);
    CLEANUP(scenario_free) struct scenario *scenario = NULL;
    struct error error = {0};

    scenario = scenario_load(path, &error);
    assert_null(scenario);
    assert_non_null(expected);
    expected[strcspn(expected, "\n")] = '\0';
    assert_true(text_starts(error.text, REJECTED "/"));
    assert_string_equal(error.text + strlen(REJECTED "/"), expected);
}

static void reads_what_is_documented(void **state)
{
    CLEANUP(scenario_free) struct scenario *scenario = load("06-ambiguous-user.xml");

    (void)state;
    assert_string_equal(scenario->id, "06");
    assert_true(text_ends(scenario->file, "/06-ambiguous-user.xml"));
    assert_string_equal(scenario->direction, "cloud-to-on-premises");
    assert_int_equal(scenario->errors.count, 2);
    assert_null(scenario->errors.items[2]);
    assert_true(text_contains(scenario->errors.items[0], "is ambiguous.\" ;error_category"));
    assert_true(scenario->cause_count >= 1);
    assert_true(scenario->causes[0].remedies.count >= 1);
    assert_true(scenario->looks.count >= 1);
    assert_true(scenario->sources.count >= 2);
}

static void reads_facts(void **state)
{
    CLEANUP(scenario_free) struct scenario *scenario = load("06-ambiguous-user.xml");

    (void)state;
    assert_int_equal(scenario->fact_count, 3);
    assert_string_equal(scenario->facts[1].basis, "documented");
    assert_string_equal(scenario->facts[1].says, "The value of x-ms-diagnostics");
    assert_string_equal(scenario->facts[1].source, "Resolve free/busy errors");
    assert_string_equal(scenario->facts[2].basis, "inferred");
    assert_null(scenario->facts[2].source);
}

static void reads_signs(void **state)
{
    CLEANUP(scenario_free) struct scenario *scenario = load("06-ambiguous-user.xml");
    const struct sign *sign = &scenario->signs[0];

    (void)state;
    assert_int_equal(scenario->sign_count, 1);
    assert_int_equal(sign->condition_count, 2);
    assert_int_equal(sign->conditions[0].field, SIGN_STATUS);
    assert_string_equal(sign->conditions[0].value, "401");
    assert_int_equal(sign->conditions[1].field, SIGN_DIAGNOSTICS);
    assert_true(sign->confidence > 0.97 && sign->confidence < 0.99);
    assert_true(sign->line > 1);
    assert_true(scenario->text_count > 1);
    assert_true(scenario->texts[0].confidence == scenario->texts[0].alone);
    assert_true(scenario->texts[0].line > sign->line);
    assert_int_equal(scenario->texts[1].phrases.count, 2);
    assert_true(scenario->texts[1].near > 0);
    assert_string_equal(scenario->texts[0].phrases.items[0], "user-context in the token is ambiguous");
    assert_int_equal(scenario->look_alike_count, 3);
    assert_string_equal(scenario->look_alikes[0].id, "33");
}

static void reads_variants(void **state)
{
    CLEANUP(scenario_free) struct scenario *scenario = load("06-ambiguous-user.xml");
    const struct variant *variant = &scenario->variants[2];

    (void)state;
    assert_int_equal(scenario->variant_count, 3);
    assert_string_equal(variant->letter, "c");
    assert_string_equal(variant->title, "The same SIP address");
    assert_null(variant->error);
    assert_int_equal(variant->given.count, 0);
    assert_int_equal(variant->breaking.count, 1);
    assert_string_equal(variant->breaking.items[0].at, "onprem");
    assert_true(text_starts(variant->breaking.items[0].command, "New-Mailbox "));
    assert_true(variant->breaking.items[0].line > 1);
    assert_string_equal(variant->repair.items[0].command, "Set-Mailbox \"Ann Berg (telephony)\" -SipAddress $null");
    assert_string_equal(variant->requester, "ann@contoso.com");
    assert_string_equal(variant->target, "joe@contoso.com");
    assert_string_equal(variant->expect, "06");
}

static void one_variant_without_a_letter(void **state)
{
    CLEANUP(scenario_free) struct scenario *scenario = load("24-too-many-entries.xml");

    (void)state;
    assert_int_equal(scenario->variant_count, 1);
    assert_string_equal(scenario->variants[0].letter, "");
    assert_null(scenario->variants[0].title);
    assert_int_equal(scenario->variants[0].given.count, 1);
    assert_string_equal(scenario->variants[0].given.items[0].at, "exo");
}

static void texts_are_verbatim_and_prose_is_not(void **state)
{
    CLEANUP(scenario_free) struct scenario *scenario = load("13-tmg-pre-authentication.xml");

    (void)state;
    assert_non_null(strstr(scenario->errors.items[1], "Contact the server administrator.  )"));
    assert_null(strstr(scenario->event, "  "));
    assert_null(strchr(scenario->event, '\n'));
}

static void names_every_sign_field(void **state)
{
    (void)state;
    for (enum sign_field field = 0; field < SIGN_FIELD_COUNT; field++)
        assert_non_null(sign_field_name(field));
    assert_string_equal(sign_field_name(SIGN_NO_HEADER), "no-header");
}

static void refuses_what_cannot_be_read(void **state)
{
    struct error error = {0};

    (void)state;
    assert_null(scenario_load(REJECTED "/there-is-none.xml", &error));
    assert_true(text_contains(error.text, "there-is-none.xml cannot be read"));
    assert_null(scenario_load(REJECTED, &error));
    assert_null(scenario_load("/dev/null", &error));
    assert_string_equal(error.text, "/dev/null:1:1: the document is empty or too large");
    CLEANUP(cleanup_file) FILE *large = tmpfile();
    CLEANUP(cleanup_string) char *path = text_format("/dev/fd/%d", fileno(large));
    assert_int_equal(ftruncate(fileno(large), 64L * 1024 * 1024), 0);
    assert_null(scenario_load(path, &error));
    assert_true(text_contains(error.text, " is larger than "));
    assert_null(scenario_load("/dev/null", NULL));
}

/* The file of your own that README.md shows must be one that loads. */
static void the_example_of_the_readme_loads(void **state)
{
    CLEANUP(cleanup_string) char *readme = file_read(FBLAB_SOURCE "/scenarios/README.md", 1 << 20, NULL, NULL);
    char folder[] = "/tmp/scenario_test.XXXXXX";
    const char *start = readme ? strstr(readme, "<?xml") : NULL;
    const char *end = start ? strstr(start, "```") : NULL;
    CLEANUP(cleanup_string) char *path = mkdtemp(folder) ? text_format("%s/xBranch-firewall.xml", folder) : NULL;
    CLEANUP(scenario_free) struct scenario *scenario = NULL;
    struct error error = {0};

    (void)state;
    assert_non_null(path);
    assert_non_null(end);
    if (!path || !end)
        return;
    assert_true(file_write(path, start, (size_t)(end - start), 0600, NULL));
    scenario = scenario_load(path, &error);
    unlink(path);
    rmdir(folder);
    assert_string_equal(error.text, "");
    assert_string_equal(scenario->id, "xBranch");
}

static void freeing_nothing_is_allowed(void **state)
{
    struct scenario *scenario = NULL;

    (void)state;
    scenario_free(&scenario);
    assert_null(scenario);
}

static int is_xml(const struct dirent *entry)
{
    return text_ends(entry->d_name, ".xml");
}

int main(void)
{
    static const struct CMUnitTest fixed[] = {
        cmocka_unit_test(reads_what_is_documented),
        cmocka_unit_test(reads_facts),
        cmocka_unit_test(reads_signs),
        cmocka_unit_test(reads_variants),
        cmocka_unit_test(one_variant_without_a_letter),
        cmocka_unit_test(texts_are_verbatim_and_prose_is_not),
        cmocka_unit_test(names_every_sign_field),
        cmocka_unit_test(refuses_what_cannot_be_read),
        cmocka_unit_test(the_example_of_the_readme_loads),
        cmocka_unit_test(freeing_nothing_is_allowed),
    };
    struct CMUnitTest tests[ARRAY_SIZE(fixed) + 128] = {0};
    struct dirent **entries = NULL;
    const int count = scandir(REJECTED, &entries, is_xml, alphasort);
    int failed;

    if (count < 1 || count > 128)
        return 1;
    memcpy(tests, fixed, sizeof fixed);
    for (int i = 0; i < count; i++)
        tests[ARRAY_SIZE(fixed) + (size_t)i] =
            (struct CMUnitTest){.name = entries[i]->d_name, .test_func = refuses, .initial_state = entries[i]->d_name};
    failed = _cmocka_run_group_tests("scenario", tests, ARRAY_SIZE(fixed) + (size_t)count, NULL, NULL);
    for (int i = 0; i < count; i++)
        free(entries[i]);
    free(entries);
    return failed;
}
