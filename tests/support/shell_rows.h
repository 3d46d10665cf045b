/* SPDX-License-Identifier: MIT */
/* What the tests of the management shell share: the healthy document, and tables whose rows are named tests. */
#ifndef FBLAB_SHELL_ROWS_H
#define FBLAB_SHELL_ROWS_H

#include "organization/organization.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

/* The shipped document; a test fails if it cannot be loaded. The caller frees it. */
struct store *shell_rows_store(void);
/* An observer that counts in the int that is its context. */
void shell_rows_count(void *context, const struct snapshot *snapshot);
/* One test for each of `count` rows of `size` bytes; every kind of row begins with its name. */
void shell_rows_add(struct CMUnitTest *tests, const void *rows, size_t size, size_t count, CMUnitTestFunction test);

#define ROWS(tests, rows, test) shell_rows_add(tests, rows, sizeof *(rows), ARRAY_SIZE(rows), test)

#endif
