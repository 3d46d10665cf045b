/* SPDX-License-Identifier: MIT */
/* Bodies in quoted-printable: which lines of a mail are, and what they mean. */
#include "base/cleanup.h"
#include "intake/mail/quoted_printable.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#define CODING "Content-Transfer-Encoding: quoted-printable\n"

struct row {
    const char *name, *mail, *meant; /* NULL: there is no such body */
};

static const struct row rows[] = {
    {"a letter", CODING "\nGeb=C3=BChr\n", CODING "\nGeb\xC3\xBChr\n"},
    {"small digits", CODING "\na=3d1\n", CODING "\na=1\n"},
    {"a line that goes on", CODING "\nocc=\nurred\n", CODING "\nocc\nurred\n"},
    {"carriage returns", CODING "\r\nocc=\r\nurred=20\r\n", CODING "\r\nocc\r\nurred \r\n"},
    {"no such digits", CODING "\n=ZZ =4\n=4", CODING "\n=ZZ =4\n=4"},
    {"headers stay", "Subject: =3D\n" CODING "\n=3D\n", "Subject: =3D\n" CODING "\n=\n"},
    {"blank lines are of the body", CODING "\n=41\n\n=42\n", CODING "\nA\n\nB\n"},
    {"up to the boundary", "--b\n" CODING "\n=41\n--b\n\n=41\n", "--b\n" CODING "\nA\n--b\n\n=41\n"},
    {"another line of hyphens", "--b\n" CODING "\n--- end ---\n=41\n", "--b\n" CODING "\n--- end ---\nA\n"},
    {"a second part", "--b\n" CODING "\n=41\n--b\n" CODING "\n=42\n--b--\n",
     "--b\n" CODING "\nA\n--b\n" CODING "\nB\n--b--\n"},
    {"another coding", "Content-Transfer-Encoding: base64\n\n=41 quoted-printable", //
     "Content-Transfer-Encoding: base64\n\n=41 quoted-printable"},
    {"no mail", "status=401", NULL},
    {"nothing", "", NULL},
};

static void means(void **state)
{
    const struct row *const row = *state;
    size_t length = 0;
    CLEANUP(cleanup_string) char *meant = quoted_printable_read(row->mail, strlen(row->mail), &length);

    if (!row->meant) {
        assert_null(meant);
        return;
    }
    assert_non_null(meant);
    assert_string_equal(meant, row->meant);
    assert_int_equal(length, strlen(row->meant));
}

static void is_cut_anywhere(void **state)
{
    static const char mail[] = "--b\r\n" CODING "\r\nocc=\r\nurred=C3=BC\r\n--b--\r\n";

    (void)state;
    for (size_t length = 0; length < sizeof mail; length++) {
        CLEANUP(cleanup_string) char *copy = strndup(mail, length);
        size_t read = 0;
        CLEANUP(cleanup_string) char *meant = quoted_printable_read(copy, length, &read);
        assert_true(read <= length);
    }
}

int main(void)
{
    struct CMUnitTest tests[ARRAY_SIZE(rows) + 1];

    for (size_t i = 0; i < ARRAY_SIZE(rows); i++)
        tests[i] =
            (struct CMUnitTest){.name = rows[i].name, .test_func = means, .initial_state = (void *)(uintptr_t)&rows[i]};
    tests[ARRAY_SIZE(rows)] = (struct CMUnitTest)cmocka_unit_test(is_cut_anywhere);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
