/* SPDX-License-Identifier: MIT */
#include "lab/era_document.h"

#include "base/cleanup.h"
#include "base/text.h"
#include "xml/xml.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static xmlDoc *first;

static int read_first(void **state)
{
    struct error error = {""};
    size_t length = 0;
    CLEANUP(cleanup_string)
    char *text = file_read(FBLAB_SOURCE "/scenarios/organizations.xml", 4u << 20, &length, &error);

    (void)state;
    first = text ? xml_parse(text, length, "first", &error) : NULL;
    return first ? 0 : -1;
}

static int free_first(void **state)
{
    (void)state;
    xml_free(&first);
    return 0;
}

/* How many objects of a noun there are in a scope whose property has that text; property NULL: all. */
static size_t count(const xmlDoc *document, const char *scope, const char *noun, const char *property, const char *text)
{
    size_t found = 0;

    for (const xmlNode *object = xml_child(xml_child(xmlDocGetRootElement(document), scope), noun); object;
         object = xml_next(object, noun)) {
        CLEANUP(cleanup_string) char *value = property ? xml_text_at(object, property) : NULL;
        found += !property || text_equal(value, text);
    }
    return found;
}

#define EVOSTS "EvoSts - 8f4e2a1c-3b5d-4c7e-9f10-2a3b4c5d6e7f"

static const struct row {
    const char *name, *scope, *noun, *property, *text;
    size_t in_2018, in_2025, in_2026;
} rows[] = {
    {"one that is added", "onprem", "AuthServer", "Name", EVOSTS, 0, 1, 1},
    {"what stood there before stays", "onprem", "AuthServer", "Name", "ACS - 7d8a1c2e-5b3f-4e60-9a17-2c4d6f8b0e31", 1,
     1, 1},
    {"one that takes the place of another", "onprem", "ExchangeServer", "Name", "EX01", 1, 1, 1},
    {"as it was in 2025", "onprem", "ExchangeServer", "AdminDisplayVersion", "Version 15.2 (Build 1748.24)", 0, 1, 0},
    {"and in 2026", "onprem", "ExchangeServer", "AdminDisplayVersion", "Version 15.2 (Build 2562.53)", 0, 0, 1},
    {"the only one of its kind", "exo", "OrganizationConfig", NULL, NULL, 1, 1, 1},
    {"changed anew in the next era", "exo", "LabCloudService", "AppListEnforced", "true", 0, 0, 1},
    {"of which there is one all the same", "exo", "LabCloudService", NULL, NULL, 0, 1, 1},
    {"several of one identity", "msol", "MgServicePrincipalAppRoleAssignment", NULL, NULL, 0, 1, 5},
    {"a host of its own", "lab", "LabDnsRecord", "Party", "graph", 0, 0, 1},
};

static void lays_over(void **state)
{
    static const char *const eras[] = {"2018", "2025", "2026"};
    const struct row *row = *state;
    const size_t wanted[] = {row->in_2018, row->in_2025, row->in_2026};

    for (size_t i = 0; i < ARRAY_SIZE(eras); i++) {
        struct error error = {""};
        CLEANUP(xml_free) xmlDoc *document = era_document(first, eras[i], &error);
        assert_string_equal(error.text, "");
        assert_int_equal(count(document, row->scope, row->noun, row->property, row->text), wanted[i]);
    }
}

static void no_other_era(void **state)
{
    struct error error = {""};

    (void)state;
    assert_null(era_document(first, "1999", &error));
    assert_string_equal(error.text, "there is no era \"1999\"; it may be 2018, 2025 or 2026");
}

static void completes_a_file(void **state)
{
    static const char path[] = "/somewhere/organizations-2026.xml";
    static const char text[] = "<organizations xmlns=\"urn:fblab:organizations\"><exo/></organizations>";
    struct error error = {""};
    CLEANUP(xml_free) xmlDoc *later = xml_parse(text, strlen(text), path, &error);
    CLEANUP(xml_free) xmlDoc *whole = era_document_complete(later, path, &error);

    (void)state;
    assert_non_null(whole);
    assert_string_equal((const char *)whole->URL, path);
    assert_int_equal(count(whole, "onprem", "AuthServer", "Name", EVOSTS), 1);  /* of the era before */
    assert_int_equal(count(whole, "lab", "LabDnsRecord", "Party", "graph"), 0); /* of its own, which it has not */
    assert_true(era_document_is_later(path));
    assert_false(era_document_is_later("organizations.xml"));
    assert_false(era_document_is_later("organizations-2018.xml"));
    assert_false(era_document_is_later("organizations-2027.xml"));
}

int main(void)
{
    static const struct CMUnitTest fixed[] = {
        cmocka_unit_test(no_other_era),
        cmocka_unit_test(completes_a_file),
    };
    struct CMUnitTest tests[ARRAY_SIZE(fixed) + ARRAY_SIZE(rows)];

    memcpy(tests, fixed, sizeof fixed);
    for (size_t i = 0; i < ARRAY_SIZE(rows); i++)
        tests[ARRAY_SIZE(fixed) + i] = (struct CMUnitTest){
            .name = rows[i].name, .test_func = lays_over, .initial_state = (void *)(uintptr_t)&rows[i]};
    return cmocka_run_group_tests(tests, read_first, free_first);
}
