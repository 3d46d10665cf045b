/* SPDX-License-Identifier: MIT */
/* What cmdlets do is joined to the rows of nouns by name: no row of either side stands alone. */
#include "shell/cmdlets/behaviour.h"

#include "base/cleanup.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static void every_behaviour_is_of_a_noun(void **state)
{
    const struct noun_behaviour *behaviour;

    (void)state;
    for (size_t i = 0; (behaviour = noun_behaviour_at(i)); i++) {
        assert_non_null(noun_find(behaviour->noun));
        assert_ptr_equal(noun_behaviour(noun_find(behaviour->noun)), behaviour);
        assert_true(behaviour->complete || behaviour->make);
    }
    assert_null(noun_behaviour(noun_find("LabFirewall")));
}

static const struct directive *directive_of(const struct noun *noun, const char *name)
{
    for (size_t i = 0; noun && i < noun->directive_count; i++)
        if (strcmp(noun->directives[i].parameter.name, name) == 0)
            return &noun->directives[i];
    return NULL;
}

static void every_behaviour_is_of_a_directive(void **state)
{
    const struct directive_behaviour *behaviour;

    (void)state;
    for (size_t i = 0; (behaviour = directive_behaviour_at(i)); i++) {
        if (!directive_of(noun_find(behaviour->noun), behaviour->directive))
            fail_msg("%s has no directive %s", behaviour->noun, behaviour->directive);
        assert_ptr_equal(directive_behaviour(noun_find(behaviour->noun), behaviour->directive), behaviour);
        assert_true(behaviour->apply || behaviour->chooses);
    }
}

static void a_directive_does_something_or_is_ignored(void **state)
{
    const struct noun *noun;

    (void)state;
    for (size_t i = 0; (noun = noun_at(i)); i++)
        for (size_t j = 0; j < noun->directive_count; j++) {
            const struct parameter *parameter = &noun->directives[j].parameter;
            const bool does = directive_behaviour(noun, parameter->name) != NULL;
            if (does == ((parameter->flags & IGNORED) != 0))
                fail_msg("-%s of %s: say what it does, or that it is ignored", parameter->name, noun->name);
        }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_behaviour_is_of_a_noun),
        cmocka_unit_test(every_behaviour_is_of_a_directive),
        cmocka_unit_test(a_directive_does_something_or_is_ignored),
    };

    return cmocka_run_group_tests_name("behaviour", tests, NULL, NULL);
}
