/* SPDX-License-Identifier: MIT */
/* Makes a named test of each row. */
#include "shell_rows.h"

#define HEALTHY FBLAB_SOURCE "/scenarios/organizations.xml"
#define SCHEMA FBLAB_SOURCE "/scenarios/organizations.rng"

struct store *shell_rows_store(void)
{
    struct error error;
    struct store *store = store_load(HEALTHY, SCHEMA, &error);

    if (!store)
        fail_msg("%s", error.text);
    return store;
}

void shell_rows_count(void *context, const struct snapshot *snapshot)
{
    (void)snapshot;
    ++*(int *)context;
}

void shell_rows_add(struct CMUnitTest *tests, const void *rows, size_t size, size_t count, CMUnitTestFunction test)
{
    for (size_t i = 0; i < count; i++) {
        const char *row = (const char *)rows + i * size;
        tests[i] = (struct CMUnitTest){
            .name = *(const char *const *)row, .test_func = test, .initial_state = (void *)(uintptr_t)row};
    }
}
