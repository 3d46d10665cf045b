/* SPDX-License-Identifier: MIT */
/* The words of the wire, of certificates and of places, and the parameters that take them. */
#include "base/cleanup.h"
#include "base/text.h"
#include "vocabulary/certificate_defects.h"
#include "vocabulary/nouns.h"
#include "vocabulary/party_names.h"
#include "vocabulary/windows_services.h"
#include "vocabulary/wire_faults.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

static const struct terms *words_of(const char *noun_name, const char *parameter)
{
    const struct noun *noun = noun_find(noun_name);

    assert_non_null(noun);
    assert_true(noun_parameter(noun, parameter) < noun->count);
    return noun->parameters[noun_parameter(noun, parameter)].words;
}

static void firewalls_know_every_wire_fault(void **state)
{
    const struct terms *words = words_of("LabFirewall", "Inbound");

    (void)state;
    for (enum wire_fault fault = 0; fault < WIRE_FAULT_COUNT; fault++)
        assert_string_equal(terms_name(words, fault), wire_fault_name(fault));
    assert_int_equal(words->count, WIRE_FAULT_COUNT);
}

static void tls_knows_every_certificate_defect(void **state)
{
    const struct terms *words = words_of("LabTls", "Certificate");

    (void)state;
    for (enum certificate_defect defect = 0; defect < CERTIFICATE_DEFECT_COUNT; defect++)
        assert_string_equal(terms_name(words, defect), certificate_defect_name(defect));
    assert_int_equal(words->count, CERTIFICATE_DEFECT_COUNT);
}

static void every_word_has_a_meaning(void **state)
{
    const struct terms *const tables[] = {&wire_faults, &certificate_defects, &places, &party_names};

    (void)state;
    for (size_t i = 0; i < ARRAY_SIZE(tables); i++)
        for (size_t j = 0; j < tables[i]->count; j++) {
            assert_non_null(tables[i]->items[j].meaning);
            assert_int_equal(terms_index(tables[i], tables[i]->items[j].name), j);
        }
}

static void lists_read_like_a_sentence(void **state)
{
    static const struct term items[] = {{"one", NULL}, {"two", NULL}, {"three", NULL}};
    struct terms terms = {"number", items, 3};
    CLEANUP(cleanup_string) char *three = terms_list(&terms, "or");
    CLEANUP(cleanup_string) char *one = NULL;

    (void)state;
    assert_string_equal(three, "one, two or three");
    terms.count = 1;
    one = terms_list(&terms, "or");
    assert_string_equal(one, "one");
}

static void some_places_are_scopes(void **state)
{
    (void)state;
    assert_true(place_is_scope("lab") && place_is_scope("exo"));
    assert_false(place_is_scope("sync") || place_is_scope("EXO") || place_is_scope("mars"));
    assert_string_equal(place_objects(PLACE_MSOL), "identity-object");
    assert_null(place_objects(PLACE_COUNT));
    assert_int_equal(clock_places.count, 5);
}

static void nothing_is_called_what_is_in_no_table(void **state)
{
    (void)state;
    assert_string_equal(terms_name(&places, PLACE_COUNT), "unknown");
    assert_int_equal(terms_index(&places, "mars"), PLACE_COUNT);
    assert_int_equal(terms_index(&places, NULL), PLACE_COUNT);
}

static void some_services_are_needed(void **state)
{
    const struct windows_service *service;

    (void)state;
    for (size_t i = 0; (service = windows_service_at(i)); i++) {
        assert_ptr_equal(windows_service_find(service->name), service);
        assert_ptr_equal(windows_service_find(service->display_name), service);
    }
    assert_true(windows_service_find("msexchangeIS")->ews_needs);
    assert_false(windows_service_find("MSExchangePop3")->ews_needs);
    assert_null(windows_service_find("Spooler"));
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(some_services_are_needed),
        cmocka_unit_test(firewalls_know_every_wire_fault),
        cmocka_unit_test(tls_knows_every_certificate_defect),
        cmocka_unit_test(every_word_has_a_meaning),
        cmocka_unit_test(lists_read_like_a_sentence),
        cmocka_unit_test(some_places_are_scopes),
        cmocka_unit_test(nothing_is_called_what_is_in_no_table),
    };

    return cmocka_run_group_tests_name("vocabulary", tests, NULL, NULL);
}
