/* SPDX-License-Identifier: MIT */
#include "base/cleanup.h"
#include "wire/timers.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#define MANY 500

struct alarm {
    struct timer timer;
    unsigned *count;
};

static void count(struct timer *timer)
{
    ++*((struct alarm *)(void *)timer)->count;
}

static void none_is_waited_for(void **state)
{
    struct timers timers = {0};

    (void)state;
    assert_int_equal(timers_next(&timers), -1);
    timers_run(&timers);
    timers_clear(&timers);
}

static void due_ones_expire_once(void **state)
{
    struct timers timers = {0};
    unsigned expired = 0;
    struct alarm now = {{.expired = count}, &expired}, later = {{.expired = count}, &expired};

    (void)state;
    timers_set(&timers, &later.timer, 1000000);
    timers_set(&timers, &now.timer, 0);
    assert_int_equal(timers_next(&timers), 0);
    timers_run(&timers);
    timers_run(&timers);
    assert_int_equal(expired, 1);
    assert_int_equal(now.timer.position, 0);
    assert_in_range(timers_next(&timers), 900000, 1000000);
    timers_set(&timers, &later.timer, 0);
    timers_run(&timers);
    assert_int_equal(expired, 2);
    timers_clear(&timers);
}

static void soonest_comes_first(void **state)
{
    struct timers timers = {0};
    struct timer many[MANY] = {0};
    double last = 0;

    (void)state;
    for (size_t i = 0; i < MANY; i++)
        timers_set(&timers, &many[i], i * 7919 % MANY + 1000);
    for (size_t i = 0; i < MANY; i += 3)
        timers_cancel(&timers, &many[i]);
    for (size_t i = 0; i < MANY; i += 5)
        timers_set(&timers, &many[i], i * 104729 % MANY + 1000);
    while (timers.count > 0) {
        assert_true(timers.heap[0]->due >= last);
        last = timers.heap[0]->due;
        timers_cancel(&timers, timers.heap[0]);
    }
    timers_clear(&timers);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(none_is_waited_for),
        cmocka_unit_test(due_ones_expire_once),
        cmocka_unit_test(soonest_comes_first),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
