/* SPDX-License-Identifier: MIT */
/* The signs of the shipped files against the words of evidence: a sign with a misspelt hop would never fit. */
#include "base/cleanup.h"
#include "base/text.h"
#include "evidence/evidence.h"
#include "scenario/scenario.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

static bool is_known(const struct sign_condition *condition)
{
    const char *value = condition->value;

    switch (condition->field) {
    case SIGN_HOP:
    case SIGN_STEP: return hop_from_name(value) != HOP_COUNT;
    case SIGN_WAY: return way_from_name(value) != WAY_COUNT;
    case SIGN_OUTCOME: return outcome_from_name(value) != OUTCOME_COUNT && outcome_from_name(value) != OUTCOME_OK;
    case SIGN_TOKEN_OUTCOME: return text_equal(value, "none") || outcome_from_name(value) != OUTCOME_COUNT;
    case SIGN_STATUS: return (int)strtol(value, NULL, 10) >= 100 && (int)strtol(value, NULL, 10) <= 599;
    case SIGN_TLS_ALERT: return (int)strtol(value, NULL, 10) >= 0 && (int)strtol(value, NULL, 10) <= 255;
    case SIGN_REASON:
    case SIGN_DIAGNOSTICS:
    case SIGN_HEADER:
    case SIGN_NO_HEADER:
    case SIGN_FAULT_CODE:
    case SIGN_FAULT_TEXT:
    case SIGN_CONTENT_TYPE:
    case SIGN_BODY:
    case SIGN_EXCEPTION_CODE:
    case SIGN_TOKEN_FAULT_TEXT:
    case SIGN_TOKEN_APPLICATION:
    case SIGN_NO_TOKEN_APPLICATION:
    case SIGN_DIRECTION:
    case SIGN_NO_DIRECTION:
    case SIGN_PARTY:
    case SIGN_NO_PARTY:
    case SIGN_MARK:
    case SIGN_NO_MARK:
    case SIGN_CHALLENGE:
    case SIGN_NO_CHALLENGE:
    case SIGN_SETTING:
    case SIGN_NO_SETTING:
    case SIGN_BUILD:
    case SIGN_SAYS:
    case SIGN_FIELD_COUNT: break;
    }
    return true;
}

static void check(const struct scenario *scenario)
{
    for (size_t i = 0; i < scenario->sign_count; i++)
        for (size_t k = 0; k < scenario->signs[i].condition_count; k++) {
            const struct sign_condition *condition = &scenario->signs[i].conditions[k];
            if (!is_known(condition))
                fail_msg("%s:%d: <%s> has no value \"%s\"", scenario->file, scenario->signs[i].line,
                         sign_field_name(condition->field), condition->value);
        }
}

static void shipped_signs_use_words_of_evidence(void **state)
{
    struct error error = {0};
    CLEANUP(library_free) struct library *library = library_load(NULL, &error);

    (void)state;
    assert_non_null(library);
    for (size_t i = 0; i < library_count(library); i++)
        check(library_at(library, i));
}

static void every_failure_has_a_sign_and_a_text(void **state)
{
    CLEANUP(library_free) struct library *library = library_load(NULL, NULL);

    (void)state;
    for (size_t i = 0; i < library_count(library); i++) {
        const struct scenario *scenario = library_at(library, i);
        if (scenario->errors.count > 0)
            assert_true((scenario->sign_count > 0 || scenario->not_played) && scenario->text_count > 0);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(shipped_signs_use_words_of_evidence),
        cmocka_unit_test(every_failure_has_a_sign_and_a_text),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
