/* SPDX-License-Identifier: MIT */
#include "base/work_budget.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static void is_over_when_it_is_spent(void **state)
{
    const struct work_budget spent = work_budget_begin(0), fresh = work_budget_begin(60000);

    (void)state;
    assert_true(work_budget_is_over(&spent));
    assert_false(work_budget_is_over(&fresh));
}

static void looks_at_the_clock_now_and_then(void **state)
{
    struct work_budget spent = work_budget_begin(0), fresh = work_budget_begin(60000);
    int asked = 1;

    (void)state;
    assert_false(work_budget_spent(&spent));
    while (!work_budget_spent(&spent) && asked < 100)
        asked++;
    assert_in_range(asked, 2, 99);
    for (int i = 0; i < 100; i++)
        assert_false(work_budget_spent(&fresh));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(is_over_when_it_is_spent),
        cmocka_unit_test(looks_at_the_clock_now_and_then),
    };

    return cmocka_run_group_tests_name("work_budget", tests, NULL, NULL);
}
