/* SPDX-License-Identifier: MIT */
/* Texts of others in JSON: the same after reading, and nothing that a terminal would obey. */
#include "base/cleanup.h"
#include "base/memory.h"
#include "base/text.h"
#include "terminal/json_output.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

struct row {
    const char *name, *text, *written;
};

static const struct row rows[] = {
    {"letters", "Zoë 予定 😀", "\"Zoë 予定 😀\""},
    {"an escape", "\x1b[31mred", "\"\\u001B[31mred\""},
    {"delete",
     "a\x7f"
     "b",
     "\"a\\u007Fb\""},
    {"an escape in one character",
     "a\xc2\x9b"
     "2Jb\xc2\x9b",
     "\"a\\u009B2Jb\\u009B\""},
    {"the last one before, the first one behind", "\xc2\x9f\xc2\xa0", "\"\\u009F\xc2\xa0\""},
    {"turned round", "\xe2\x80\xaelmx.exe", "\"\\u202Elmx.exe\""},
    {"an end of line that is none of ours",
     "a\xe2\x80\xa8"
     "b",
     "\"a\\u2028b\""},
    {"a line end", "a\nb", "\"a\\nb\""},
};

static void is_text_alone(void **state)
{
    const struct row *row = *state;
    json_t *const json = json_pack("{s:s}", "k", row->text);
    CLEANUP(cleanup_string) char *written = NULL, *wanted = NULL;
    size_t length = 0;
    FILE *const output = text_stream(&written, &length);

    json_output_into(output, json);
    text_stream_close(output);
    wanted = text_format("{\"k\":%s}\n", row->written);
    assert_string_equal(written, wanted);
    json_t *const again = json_loads(written, 0, NULL);
    assert_true(json_equal(json, again));
    json_decref(again);
    json_decref(json);
}

int main(void)
{
    struct CMUnitTest tests[ARRAY_SIZE(rows)];

    for (size_t i = 0; i < ARRAY_SIZE(rows); i++)
        tests[i] = (struct CMUnitTest){rows[i].name, is_text_alone, NULL, NULL, (void *)(uintptr_t)&rows[i]};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
