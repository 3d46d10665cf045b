/* SPDX-License-Identifier: MIT */
/* The shell does not see the wire layer, yet some of its words are the wire's: both must spell the same. */
#include "base/cleanup.h"
#include "shell/nouns/nouns.h"
#include "vocabulary/certificate_defects.h"
#include "vocabulary/wire_faults.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static const char *const *words_of(const char *noun_name, const char *parameter)
{
    const struct noun *noun = noun_find(noun_name);

    assert_non_null(noun);
    assert_true(noun_parameter(noun, parameter) < noun->count);
    return noun->parameters[noun_parameter(noun, parameter)].words;
}

static void firewalls_know_every_wire_fault(void **state)
{
    const char *const *word = words_of("LabFirewall", "Inbound");

    (void)state;
    for (enum wire_fault fault = 0; fault < WIRE_FAULT_COUNT; fault++) {
        assert_non_null(word[fault]);
        assert_string_equal(word[fault], wire_fault_name(fault));
    }
    assert_null(word[WIRE_FAULT_COUNT]);
}

static void tls_knows_every_certificate_defect(void **state)
{
    const char *const *word = words_of("LabTls", "Certificate");

    (void)state;
    for (enum certificate_defect defect = 0; defect < CERTIFICATE_DEFECT_COUNT; defect++) {
        assert_non_null(word[defect]);
        assert_string_equal(word[defect], certificate_defect_name(defect));
    }
    assert_null(word[CERTIFICATE_DEFECT_COUNT]);
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(firewalls_know_every_wire_fault),
        cmocka_unit_test(tls_knows_every_certificate_defect),
    };

    return cmocka_run_group_tests_name("vocabulary", tests, NULL, NULL);
}
