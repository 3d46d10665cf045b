/* SPDX-License-Identifier: MIT */
/* Memory that ends in a call of the installed API, at many points of it: the call says so, the program goes on, and the lab
 * can be reset, used and stopped afterwards. */
#include "base/memory.h"
#include "fblab/lab.h"
#include "support/left_open.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

/* How many points of a call are tried; the last lie behind its end. */
enum { POINTS = 40 };

/* 1, 2, 3, 4, 6, 8, 11, ...: dense where calls begin. */
static unsigned long next_point(unsigned long point)
{
    return point + 1 + point / 4;
}

static void says_so(const struct fblab_error *error)
{
    if (strncmp(error->text, "memory ended", strlen("memory ended")) != 0)
        fail_msg("\"%s\"", error->text);
}

static void a_start_that_fails_is_an_error(void **state)
{
    unsigned failed = 0;
    unsigned long point = 1;

    (void)state;
    for (int i = 0; i < POINTS; i++, point = next_point(point)) {
        struct fblab_error error = FBLAB_ERROR_INIT;
        struct fblab_lab *lab;

        memory_fail_at(point);
        lab = fblab_lab_start(NULL, &error);
        memory_fail_at(0);
        failed += !lab;
        if (!lab)
            says_so(&error);
        fblab_lab_stop(&lab);
    }
    assert_true(failed >= POINTS / 4);
}

typedef bool attempt(struct fblab_lab *lab, struct fblab_error *error);

static bool arm(struct fblab_lab *lab, struct fblab_error *error)
{
    return fblab_lab_arm(lab, "13", error);
}

static bool repair(struct fblab_lab *lab, struct fblab_error *error)
{
    return fblab_lab_arm(lab, "06", NULL) && fblab_lab_repair(lab, error);
}

static bool run(struct fblab_lab *lab, struct fblab_error *error)
{
    return fblab_lab_run(lab, "onprem", "Get-OrganizationRelationship | fl", NULL, error);
}

static bool verify(struct fblab_lab *lab, struct fblab_error *error)
{
    char *verdict = fblab_lab_verify(lab, "{\"expectations\":[{\"exactly\":0,\"operation\":\"FindFolder\"}]}", error);
    const bool done = verdict != NULL;

    free(verdict);
    return done;
}

static bool ready(struct fblab_lab *lab, struct fblab_error *error)
{
    char *text = fblab_lab_ready_json(lab, error);
    const bool done = text != NULL;

    free(text);
    return done;
}

static bool port(struct fblab_lab *lab, struct fblab_error *error)
{
    return fblab_lab_port(lab, "mail.contoso.com", error) > 0;
}

/* Until the lab is whole again: a thread of its own may have been the one that found no memory. */
static void heals(struct fblab_lab *lab)
{
    struct fblab_error error = FBLAB_ERROR_INIT;

    if (!fblab_lab_reset(lab, &error) && !fblab_lab_reset(lab, &error))
        fail_msg("%s", error.text);
}

static void a_call_that_fails_leaves_a_lab(void **state)
{
    static attempt *const attempts[] = {arm, repair, run, verify, ready, port};
    struct fblab_error error = FBLAB_ERROR_INIT;
    struct fblab_lab *lab = fblab_lab_start(NULL, &error);
    unsigned failed = 0;

    (void)state;
    assert_non_null(lab);
    for (size_t i = 0; i < sizeof attempts / sizeof *attempts; i++) {
        unsigned long point = 1;
        for (int k = 0; k < POINTS; k++, point = next_point(point)) {
            bool done;
            error.text[0] = '\0';
            memory_fail_at(point);
            done = attempts[i](lab, &error);
            memory_fail_at(0);
            failed += !done;
            if (!done && error.text[0])
                says_so(&error);
            heals(lab);
        }
        error.text[0] = '\0';
        if (!attempts[i](lab, &error))
            fail_msg("%zu: %s", i, error.text);
    }
    assert_true(failed >= sizeof attempts / sizeof *attempts);
    fblab_lab_stop(&lab);
    assert_null(lab);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_start_that_fails_is_an_error),
        cmocka_unit_test(a_call_that_fails_leaves_a_lab),
    };

    left_open_allow();
    return cmocka_run_group_tests(tests, NULL, NULL);
}
