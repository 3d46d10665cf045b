/* SPDX-License-Identifier: MIT */
/* Files of the tree that are written from the tables: each is what the tables say today. `generated_test write` writes
 * them anew. */
#include "base/cleanup.h"
#include "base/text.h"
#include "vocabulary/faults_page.h"
#include "vocabulary/schema.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static const struct generated {
    const char *path;
    void (*write)(FILE *output);
} files[] = {
    {FBLAB_SOURCE "/scenarios/organizations.rng", vocabulary_schema_write},
    {FBLAB_SOURCE "/scenarios/faults.md", vocabulary_faults_page_write},
};

static void is_what_the_tables_say(void **state)
{
    const struct generated *file = *state;
    size_t length = 0;
    CLEANUP(cleanup_string) char *in_tree = file_read(file->path, 1 << 20, &length, NULL);
    CLEANUP(cleanup_string) char *written = NULL;
    FILE *memory = open_memstream(&written, &length);

    assert_non_null(memory);
    file->write(memory);
    fclose(memory);
    if (!in_tree || strcmp(in_tree, written) != 0)
        fail_msg("%s is not what the tables say: `generated_test write` writes it anew", file->path);
}

static int write_all(void)
{
    for (size_t i = 0; i < ARRAY_SIZE(files); i++) {
        FILE *output = fopen(files[i].path, "w");
        if (!output)
            return 1;
        files[i].write(output);
        if (fclose(output) != 0)
            return 1;
    }
    return 0;
}

int main(int count, char **arguments)
{
    struct CMUnitTest tests[ARRAY_SIZE(files)];

    if (count == 2 && strcmp(arguments[1], "write") == 0)
        return write_all();
    for (size_t i = 0; i < ARRAY_SIZE(files); i++)
        tests[i] = (struct CMUnitTest){
            .name = files[i].path, .test_func = is_what_the_tables_say, .initial_state = (void *)(uintptr_t)&files[i]};
    return cmocka_run_group_tests_name("generated", tests, NULL, NULL);
}
