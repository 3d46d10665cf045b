/* SPDX-License-Identifier: MIT */
#include "lab/said_error.h"

#include "base/cleanup.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static const struct answer_row {
    const char *name;
    int status;
    const char *body, *error; /* NULL: none */
} rows[] = {
    {"a fault of EWS", 500,
     "<s:Fault><faultcode>a:ErrorAccessDenied</faultcode><faultstring xml:lang=\"en-US\">No.</faultstring></s:Fault>",
     "a:ErrorAccessDenied: No."},
    {"an error in a good answer", 200,
     "<m:ResponseMessage ResponseClass=\"Error\"><m:MessageText>A &lt;b&gt;\r\nc</m:MessageText>"
     "<m:ResponseCode>ErrorX</m:ResponseCode>",
     "ErrorX: A <b>  c"},
    {"the gateway's inner code", 500,
     "<S:Text>General</S:Text><psf:code>0x8004</psf:code><psf:text>Passwords do not match.&#x000D;&#x000A;</psf:text>",
     "0x8004: Passwords do not match."},
    {"a token service", 400, "{\"error\":\"invalid\",\"error_description\":\"AADSTS1: no.\"}", "AADSTS1: no."},
    {"a good answer", 200, "<m:ResponseCode>NoError</m:ResponseCode><MessageText>x</MessageText>", NULL},
    {"no error by its code", 200, "<ErrorCode>NoError</ErrorCode><ErrorMessage>No error.</ErrorMessage>", NULL},
    {"a setting's error among good codes", 200,
     "<ErrorCode>NoError</ErrorCode><ErrorMessage>No error.</ErrorMessage><UserSettingErrors><UserSettingError>"
     "<ErrorCode>InvalidUser</ErrorCode><ErrorMessage>Unknown.</ErrorMessage><SettingName>X</SettingName>",
     "InvalidUser: Unknown."},
    {"a page", 404, "<html><body>Not found</body></html>", NULL},
    {"an element without end", 500, "<faultstring>for ever", NULL},
    {"nothing", 500, "", NULL},
};

static void is_found(void **state)
{
    const struct answer_row *row = *state;
    CLEANUP(cleanup_string) char *error = said_error(row->status, row->body, strlen(row->body));

    if (row->error)
        assert_string_equal(error, row->error);
    else
        assert_null(error);
}

static void no_body(void **state)
{
    (void)state;
    assert_null(said_error(500, NULL, 0));
}

int main(void)
{
    struct CMUnitTest tests[ARRAY_SIZE(rows) + 1];

    for (size_t i = 0; i < ARRAY_SIZE(rows); i++)
        tests[i] = (struct CMUnitTest){
            .name = rows[i].name, .test_func = is_found, .initial_state = (void *)(uintptr_t)&rows[i]};
    tests[ARRAY_SIZE(rows)] = (struct CMUnitTest)cmocka_unit_test(no_body);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
