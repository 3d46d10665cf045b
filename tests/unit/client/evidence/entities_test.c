/* SPDX-License-Identifier: MIT */
/* Character references: which are taken, and what is none and stays. */
#include "base/cleanup.h"
#include "evidence/entities.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static const struct row {
    const char *name, *text, *decoded;
} rows[] = {
    {"nothing", "", ""},
    {"no reference", "a & b; c", "a & b; c"},
    {"the five of XML", "&lt;&gt;&amp;&quot;&apos;", "<>&\"'"},
    {"of HTML", "caf&eacute;", "caf\xC3\xA9"},
    {"the longest of HTML", "&thetasym;", "\xCF\x91"},
    {"two letters", "&gt;", ">"},
    {"one letter is none", "&x;", "&x;"},
    {"no letter is none", "&;", "&;"},
    {"decimal", "&#38;&#8364;", "&\xE2\x82\xAC"},
    {"one digit", "&#9;", "\t"},
    {"hexadecimal", "&#x41;&#X41;&#xd;", "AA\r"},
    {"digits of another base", "&#A;&#xG;", "&#A;&#xG;"},
    {"something behind the digits", "&#38x;", "&#38x;"},
    {"zero", "&#0;", "&#0;"},
    {"negative", "&#-38;", "&#-38;"},
    {"what XML forbids", "&#1;&#xFFFE;&#xD800;", "&#1;&#xFFFE;&#xD800;"},
    {"the last character", "&#x10FFFF;", "\xF4\x8F\xBF\xBF"},
    {"beyond the last character", "&#x110000;&#4294967361;", "&#x110000;&#4294967361;"},
    {"a name that is none", "&nothing;", "&nothing;"},
    {"a name is known by its letters", "&LT;&Lt;", "&LT;&Lt;"},
    {"decoded once", "&amp;lt;", "&lt;"},
    {"cut off", "&lt", "&lt"},
    {"as long as one may be", "&#0000000038;", "&"},
    {"longer than one may be", "&#00000000038;", "&#00000000038;"},
    {"text around", "a&lt;b", "a<b"},
};

static void decodes(void **state)
{
    const struct row *const row = *state;
    CLEANUP(cleanup_string) char *decoded = entities_decode(row->text, strlen(row->text));

    assert_string_equal(decoded, row->decoded);
}

static void looks_no_further_than_the_text(void **state)
{
    CLEANUP(cleanup_string) char *decoded = entities_decode("&lt;&lt;", 7);
    int character = 7;

    (void)state;
    assert_string_equal(decoded, "<&lt");
    assert_int_equal(entity_at("&lt;", 3, &character), 0);
    assert_int_equal(character, 7);
    assert_int_equal(entity_at("&lt;;", 5, &character), 4);
    assert_int_equal(character, '<');
    assert_int_equal(entity_at("lt;", 3, &character), 0);
}

int main(void)
{
    struct CMUnitTest tests[ARRAY_SIZE(rows) + 1] = {cmocka_unit_test(looks_no_further_than_the_text)};

    for (size_t i = 0; i < ARRAY_SIZE(rows); i++)
        tests[i + 1] = (struct CMUnitTest){
            .name = rows[i].name, .test_func = decodes, .initial_state = (void *)(uintptr_t)&rows[i]};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
