/* SPDX-License-Identifier: MIT */
/* Libraries that are loaded when they are needed: functions are found once, and what is not there is told. */
#include "base/cleanup.h"
#include "late/late_library.h"
#include "late/libraries.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

typedef double cosine(double angle);

static void a_function_is_found_and_kept(void **state)
{
    void *_Atomic found = NULL;
    cosine *const first = (cosine *)late_function("libm.so.6", "cos", &found);

    (void)state;
    assert_true(first(0) == 1);
    assert_ptr_equal(found, (void *)first);
    assert_ptr_equal(late_function("libm.so.6", "cos", &found), (void *)first);
}

static void what_is_kept_is_not_looked_for(void **state)
{
    int marker = 0;
    void *_Atomic found = &marker;

    (void)state;
    assert_ptr_equal(late_function("libnobody.so.9", "nothing", &found), &marker);
}

/* What a process says that calls a function of a library. */
static int ends_with(const char *library, const char *name, char said[512])
{
    int ends[2], status = 0;
    pid_t child;
    ssize_t length;

    assert_int_equal(pipe(ends), 0);
    child = fork();
    if (child == 0) {
        void *_Atomic found = NULL;
        dup2(ends[1], STDERR_FILENO);
        late_function(library, name, &found);
        _exit(0);
    }
    close(ends[1]);
    length = read(ends[0], said, 511);
    said[length > 0 ? length : 0] = '\0';
    close(ends[0]);
    waitpid(child, &status, 0);
    assert_true(WIFEXITED(status));
    return WEXITSTATUS(status);
}

static void what_is_not_there_ends_the_program(void **state)
{
    static const struct {
        const char *library, *name, *said;
    } rows[] = {
        {"libnobody.so.9", "nothing",
         "fblab: nothing() of libnobody.so.9 cannot be had (libnobody.so.9: cannot open shared object"},
        {"libm.so.6", "nothing_of_libm", "fblab: nothing_of_libm() of libm.so.6 cannot be had ("},
    };
    char said[512];

    (void)state;
    for (size_t i = 0; i < ARRAY_SIZE(rows); i++) {
        assert_int_equal(ends_with(rows[i].library, rows[i].name, said), 3);
        assert_memory_equal(said, rows[i].said, strlen(rows[i].said));
        assert_non_null(strstr(said, "); install the library again, fblab needs it\n"));
    }
}

static void every_library_of_this_machine_loads(void **state)
{
    (void)state;
    assert_int_equal(late_name_count, 6);
    for (size_t i = 0; i < late_name_count; i++) {
        struct error error = {""};
        if (!late_library_loads(&late_names[i], &error))
            fail_msg("%s", error.text);
    }
}

static void a_library_that_is_missing_is_told_with_its_use(void **state)
{
    static const struct late_name missing = {"libnobody.so.9", "nobody comes"};
    struct error error = {""};

    (void)state;
    assert_false(late_library_loads(&missing, &error));
    assert_string_equal(error.text,
                        "libnobody.so.9 cannot be loaded: libnobody.so.9: cannot open shared object file: No such "
                        "file or directory; without it nobody comes: install it");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_function_is_found_and_kept),
        cmocka_unit_test(what_is_kept_is_not_looked_for),
        cmocka_unit_test(what_is_not_there_ends_the_program),
        cmocka_unit_test(every_library_of_this_machine_loads),
        cmocka_unit_test(a_library_that_is_missing_is_told_with_its_use),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
