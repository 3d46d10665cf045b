/* SPDX-License-Identifier: MIT */
/* What a shell would take apart is quoted; what it would not stays as it is. */
#include "base/cleanup.h"
#include "base/text.h"
#include "fblab_commands/pasted_command.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

static const struct row {
    const char *name, *path, *pasted;
} rows[] = {
    {"plain", "/no/such_file-1.2,3+4:5@6%7", "/no/such_file-1.2,3+4:5@6%7"},
    {"a blank", "/no such/file", "'/no such/file'"},
    {"a quote", "/no/it's", "'/no/it'\\''s'"},
    {"quotes alone", "''", "''\\'''\\'''"},
    {"a dollar", "/no/$HOME", "'/no/$HOME'"},
    {"a blank at the end", "/no/file ", "'/no/file '"},
    {"what is there, by its whole name", "/usr/../usr/.", "/usr"},
};

static void quotes(void **state)
{
    const struct row *const row = *state;
    CLEANUP(cleanup_string) char *pasted = pasted_file(row->path);

    assert_string_equal(pasted, row->pasted);
}

/* What the PATH leads to elsewhere is not ours. */
static void a_program_of_others(void **state)
{
    CLEANUP(cleanup_string) char *program = pasted_program("sh");

    (void)state;
    assert_true(text_ends(program, "/sh") || text_ends(program, "/sh'"));
}

int main(void)
{
    struct CMUnitTest tests[ARRAY_SIZE(rows) + 1] = {cmocka_unit_test(a_program_of_others)};

    for (size_t i = 0; i < ARRAY_SIZE(rows); i++)
        tests[i + 1] = (struct CMUnitTest){
            .name = rows[i].name, .test_func = quotes, .initial_state = (void *)(uintptr_t)&rows[i]};
    return cmocka_run_group_tests_name("pasted_command", tests, NULL, NULL);
}
