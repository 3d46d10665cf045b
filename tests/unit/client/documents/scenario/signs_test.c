/* SPDX-License-Identifier: MIT */
/* The signs of the shipped files against the words of evidence: a sign with a misspelt hop would never fit. */
#include "base/cleanup.h"
#include "base/text.h"
#include "evidence/evidence.h"
#include "scenario/names.h"
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

/* As the elements of a <sign> are called. */
static const char *const names[SIGN_FIELD_COUNT] = {[SIGN_HOP] = "hop",
                                                    [SIGN_STEP] = "step",
                                                    [SIGN_WAY] = "way",
                                                    [SIGN_OUTCOME] = "outcome",
                                                    [SIGN_STATUS] = "status",
                                                    [SIGN_REASON] = "reason",
                                                    [SIGN_DIAGNOSTICS] = "diagnostics",
                                                    [SIGN_HEADER] = "header",
                                                    [SIGN_NO_HEADER] = "no-header",
                                                    [SIGN_FAULT_CODE] = "fault-code",
                                                    [SIGN_FAULT_TEXT] = "fault-text",
                                                    [SIGN_CONTENT_TYPE] = "content-type",
                                                    [SIGN_BODY] = "body",
                                                    [SIGN_TLS_ALERT] = "tls-alert",
                                                    [SIGN_EXCEPTION_CODE] = "exception-code",
                                                    [SIGN_TOKEN_OUTCOME] = "token-outcome",
                                                    [SIGN_TOKEN_FAULT_TEXT] = "token-fault-text",
                                                    [SIGN_TOKEN_APPLICATION] = "token-application",
                                                    [SIGN_NO_TOKEN_APPLICATION] = "no-token-application",
                                                    [SIGN_DIRECTION] = "direction",
                                                    [SIGN_NO_DIRECTION] = "no-direction",
                                                    [SIGN_PARTY] = "party",
                                                    [SIGN_NO_PARTY] = "no-party",
                                                    [SIGN_MARK] = "mark",
                                                    [SIGN_NO_MARK] = "no-mark",
                                                    [SIGN_CHALLENGE] = "challenge",
                                                    [SIGN_NO_CHALLENGE] = "no-challenge",
                                                    [SIGN_SETTING] = "setting",
                                                    [SIGN_NO_SETTING] = "no-setting",
                                                    [SIGN_BUILD] = "build",
                                                    [SIGN_SAYS] = "says-text"};

static void fields_are_called_like_their_elements(void **state)
{
    (void)state;
    for (enum sign_field field = 0; field < SIGN_FIELD_COUNT; field++) {
        assert_string_equal(sign_field_name(field), names[field]);
        assert_int_equal(sign_field_from_name(names[field]), field);
    }
    assert_int_equal(sign_field_from_name("confidence"), SIGN_FIELD_COUNT);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(shipped_signs_use_words_of_evidence),
        cmocka_unit_test(every_failure_has_a_sign_and_a_text),
        cmocka_unit_test(fields_are_called_like_their_elements),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
