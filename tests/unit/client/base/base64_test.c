/* SPDX-License-Identifier: MIT */
/* Base64: both alphabets, and what each way of reading refuses. */
#include "base/base64.h"
#include "base/cleanup.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

enum { URL = 10 };

static const struct row {
    const char *name, *text;
    int reading;       /* enum base64_reading, or URL */
    const char *bytes; /* NULL: refused */
} rows[] = {
    {"strict: nothing", "", BASE64_STRICT, ""},
    {"strict: one byte", "Zg==", BASE64_STRICT, "f"},
    {"strict: two bytes", "Zm8=", BASE64_STRICT, "fo"},
    {"strict: three bytes", "Zm9v", BASE64_STRICT, "foo"},
    {"strict: seven bytes", "Zm9vYmFyIQ==", BASE64_STRICT, "foobar!"},
    {"strict: last letters of the alphabet", "+/+/", BASE64_STRICT, "\xFB\xFF\xBF"},
    {"strict: refuses the other alphabet", "-_-_", BASE64_STRICT, NULL},
    {"strict: refuses missing padding", "Zm8", BASE64_STRICT, NULL},
    {"strict: refuses too much padding", "Zm8==", BASE64_STRICT, NULL},
    {"strict: refuses padding alone", "====", BASE64_STRICT, NULL},
    {"strict: refuses a letter alone", "Zm9vZ===", BASE64_STRICT, NULL},
    {"strict: refuses letters behind padding", "Zg==Zg==", BASE64_STRICT, NULL},
    {"strict: refuses white space", "Zm9v\nZm9v", BASE64_STRICT, NULL},
    {"strict: refuses a high byte", "Zm9\xE9", BASE64_STRICT, NULL},
    {"lines: takes white space", " Zm9v\r\n\tZg=\n=\n", BASE64_LINES, "foof"},
    {"lines: refuses other letters", "Zm9v-Zg==", BASE64_LINES, NULL},
    {"lines: refuses missing padding", "Zm9v\nZg", BASE64_LINES, NULL},
    {"loose: passes over what is none", "Zm-9v*\nYg", BASE64_LOOSE, "foob"},
    {"loose: ends at padding", "Zg==Zm9v", BASE64_LOOSE, "f"},
    {"loose: takes a cut text", "Zm9vY", BASE64_LOOSE, "foo"},
    {"url: without padding", "Zm8", URL, "fo"},
    {"url: last letters of the alphabet", "-_-_", URL, "\xFB\xFF\xBF"},
    {"url: refuses the other alphabet", "+/+/", URL, NULL},
    {"url: refuses padding", "Zm8=", URL, NULL},
    {"url: refuses a letter alone", "Zm9vZ", URL, NULL},
    {"url: refuses white space", "Zm9v ", URL, NULL},
};

static void reads(void **state)
{
    const struct row *const row = *state;
    const size_t length = strlen(row->text);
    size_t size = 99;
    CLEANUP(cleanup_string)
    char *bytes = row->reading == URL ? base64url_decode(row->text, length, &size)
                                      : base64_decode(row->text, length, (enum base64_reading)row->reading, &size);

    if (!row->bytes) {
        assert_null(bytes);
        assert_int_equal(size, 0);
        return;
    }
    assert_non_null(bytes);
    assert_int_equal(size, strlen(row->bytes));
    assert_string_equal(bytes, row->bytes);
}

static void all_bytes_come_back(void **state)
{
    unsigned char bytes[256];

    (void)state;
    for (size_t i = 0; i < sizeof bytes; i++)
        bytes[i] = (unsigned char)(i * 7);
    for (size_t size = 0; size <= sizeof bytes; size++) {
        size_t read = 0, read_url = 0;
        CLEANUP(cleanup_string) char *text = base64_encode(bytes, size), *url = base64url_encode(bytes, size);
        CLEANUP(cleanup_string) char *again = base64_decode(text, strlen(text), BASE64_STRICT, &read);
        CLEANUP(cleanup_string) char *url_again = base64url_decode(url, strlen(url), &read_url);
        assert_int_equal(strlen(text), (size + 2) / 3 * 4);
        assert_int_equal(read, size);
        assert_int_equal(read_url, size);
        assert_memory_equal(again, bytes, size);
        assert_memory_equal(url_again, bytes, size);
    }
}

int main(void)
{
    struct CMUnitTest tests[ARRAY_SIZE(rows) + 1] = {cmocka_unit_test(all_bytes_come_back)};

    for (size_t i = 0; i < ARRAY_SIZE(rows); i++)
        tests[i + 1] =
            (struct CMUnitTest){.name = rows[i].name, .test_func = reads, .initial_state = (void *)(uintptr_t)&rows[i]};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
