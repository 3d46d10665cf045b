/* SPDX-License-Identifier: MIT */
/* What comes early is kept for its turn, without the bodies before it, and nothing is kept for longer. */
#include "http/later_bytes.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static void add(struct later_bytes *later, const char *text)
{
    later_bytes_add(later, text, strlen(text));
}

static void holds(const struct later_bytes *later, const char *text)
{
    assert_int_equal(later->count, strlen(text));
    if (*text)
        assert_memory_equal(later->bytes, text, later->count);
    else
        assert_null(later->bytes);
}

static const struct request_body none = {.part = BODY_OVER}, five = {.part = BODY_OVER, .left = 5};

static void nothing_comes_early(void **state)
{
    struct later_bytes later = {0};

    (void)state;
    add(&later, "");
    holds(&later, "");
    later_bytes_know_body(&later, none);
    later_bytes_take(&later, 0);
    holds(&later, "");
}

static void a_body_is_dropped(void **state)
{
    struct later_bytes later = {0};

    (void)state;
    add(&later, "ab");
    holds(&later, "ab");
    later_bytes_know_body(&later, five);
    holds(&later, "");
    add(&later, "cd");
    holds(&later, "");
    add(&later, "eGET");
    add(&later, " /");
    holds(&later, "GET /");
    later_bytes_take(&later, 5);
    holds(&later, "");
}

static void requests_wait_for_their_turn(void **state)
{
    struct later_bytes later = {0};

    (void)state;
    add(&later, "12345POST 67890GET");
    later_bytes_know_body(&later, five);
    holds(&later, "POST 67890GET");
    later_bytes_take(&later, 5);
    holds(&later, "67890GET");
    add(&later, " /");
    later_bytes_know_body(&later, five);
    holds(&later, "GET /");
    later_bytes_take(&later, 3);
    holds(&later, " /");
    later_bytes_know_body(&later, none);
    holds(&later, " /");
    later_bytes_clear(&later);
    holds(&later, "");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(nothing_comes_early),
        cmocka_unit_test(a_body_is_dropped),
        cmocka_unit_test(requests_wait_for_their_turn),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
