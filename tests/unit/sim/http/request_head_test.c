/* SPDX-License-Identifier: MIT */
/* NUL, a fold, a carriage return alone: noticed in a head, and the body's business behind it, in whatever pieces they come. */
#include "http/request_head.h"

#include "base/cleanup.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#define PIECES 4
#define NUL_BYTE '0' /* stands for it */

static const struct row {
    const char *name, *pieces[PIECES];
    bool unsound;
} rows[] = {
    {"none", {"GET / HTTP/1.1\r\n\r\n"}, false},
    {"in the first line", {"GET /0 HTTP/1.1\r\n\r\n"}, true},
    {"in a header", {"GET / HTTP/1.1\r\nA: 0"}, true},
    {"behind the head", {"GET / HTTP/1.1\r\n\r\n0"}, false},
    {"behind a head of line feeds alone", {"GET / HTTP/1.1\n\n0"}, false},
    {"behind a head of mixed line ends", {"GET / HTTP/1.1\n\r\n0"}, false},
    {"behind one line feed", {"GET / HTTP/1.1\n0"}, true},
    {"behind a line feed and a carriage return", {"GET / HTTP/1.1\r\n\r0"}, true},
    {"in the next piece", {"GET / HTTP/1.1\r\n", "A: 0"}, true},
    {"in the piece behind the empty line", {"GET / HTTP/1.1\r\n\r", "\n0"}, false},
    {"behind an empty line in two pieces", {"GET / HTTP/1.1\r\n", "\r\n0"}, false},
    {"behind an empty line in two other pieces", {"GET / HTTP/1.1\r", "\n\r\n0"}, false},
    {"behind line feeds in two pieces", {"GET / HTTP/1.1\n", "\n0"}, false},
    {"behind an empty line in four pieces", {"GET / HTTP/1.1\r", "\n", "\r", "\n0"}, false},
    {"behind a line, not an empty one, in pieces", {"GET / HTTP/1.1\r", "\n", "A", "\n0"}, true},
    {"alone in a piece", {"GET / HTTP/1.1\r\n", "0"}, true},
    {"first of all", {"0"}, true},
    {"a fold", {"GET / HTTP/1.1\r\nA: b\r\n c\r\n\r\n"}, true},
    {"a fold by a tab, in the next piece", {"GET / HTTP/1.1\r\nA: b\r\n", "\tc\r\n\r\n"}, true},
    {"a blank behind the head", {"GET / HTTP/1.1\r\n\r\n a"}, false},
    {"a carriage return alone", {"GET / HTTP/1.1\r\nA: b\rc\r\n\r\n"}, true},
    {"a carriage return alone, in pieces", {"GET / HTTP/1.1\r\nA: b\r", "c\r\n\r\n"}, true},
    {"a carriage return alone behind the head", {"GET / HTTP/1.1\r\n\r\na\rb"}, false},
    {"a header without a name", {"GET / HTTP/1.1\r\n:b\r\n\r\n"}, true},
    {"a header without a name, in pieces", {"GET / HTTP/1.1\r\nA: b\r\n", ":"}, true},
    {"a colon in a value", {"GET / HTTP/1.1\r\nA: :b\r\n\r\n"}, false},
    {"a colon behind the head", {"GET / HTTP/1.1\r\n\r\n:"}, false},
    {"a control character", {"GET / HTTP/1.1\r\nA: b\x1f"}, true},
    {"a control character in the first line", {"GET /\x7f"}, true},
    {"a blank and a tab in a value", {"GET / HTTP/1.1\r\nA:  b\t \r\n\r\n"}, false},
    {"two blanks in the first line", {"GET  / HTTP/1.1"}, true},
    {"two blanks in the first line, in pieces", {"GET ", " / HTTP/1.1"}, true},
    {"a blank first of all", {" GET / HTTP/1.1"}, true},
    {"a blank behind an empty line before the request", {"\r\n GET / HTTP/1.1"}, true},
    {"an empty line before the request", {"\r\nGET / HTTP/1.1\r\n\r\n"}, false},
    {"a blank at the end of the first line", {"GET / HTTP/1.1 \r\n"}, true},
    {"a blank before a bare line feed", {"GET / HTTP/1.1 ", "\n"}, true},
    {"lines ended in pieces", {"GET / HTTP/1.1\r", "\nA: b\r", "\n\r\n"}, false},
};

static void tells(void **state)
{
    const struct row *const row = *state;
    struct request_head head = {0};

    for (size_t i = 0; i < PIECES && row->pieces[i]; i++) {
        const size_t length = strlen(row->pieces[i]);
        CLEANUP(cleanup_string) char *bytes = malloc(length); /* not a byte more */
        for (size_t k = 0; k < length; k++)
            bytes[k] = (char)(row->pieces[i][k] == NUL_BYTE ? '\0' : row->pieces[i][k]);
        request_head_feed(&head, bytes, length, 7 + (double)i);
    }
    assert_int_equal(head.unsound, row->unsound);
    assert_true(head.began == 7);
}

static void heeds_nothing_behind_its_end(void **state)
{
    static const char bytes[] = "GET / HTTP/1.1\r\n\r\n\1\r\r";
    struct request_head head = {0};

    (void)state;
    assert_int_equal(request_head_feed(&head, "", 0, 7), 0);
    assert_true(head.began == 0);
    assert_int_equal(request_head_feed(&head, bytes, sizeof bytes - 1, 7), strlen("GET / HTTP/1.1\r\n\r\n"));
    assert_int_equal(request_head_feed(&head, bytes, sizeof bytes - 1, 8), 0);
    assert_false(head.unsound);
    assert_true(head.began == 7);
}

int main(void)
{
    struct CMUnitTest tests[ARRAY_SIZE(rows) + 1] = {[ARRAY_SIZE(rows)] =
                                                         cmocka_unit_test(heeds_nothing_behind_its_end)};

    for (size_t i = 0; i < ARRAY_SIZE(rows); i++)
        tests[i] =
            (struct CMUnitTest){.name = rows[i].name, .test_func = tells, .initial_state = (void *)(uintptr_t)&rows[i]};
    return cmocka_run_group_tests_name("request head", tests, NULL, NULL);
}
