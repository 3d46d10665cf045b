/* SPDX-License-Identifier: MIT */
/* Redaction takes ever new people, domains and machines in time that grows with their number. */
#include "base/cleanup.h"
#include "base/text.h"
#include "recorder/redaction.h"
#include "support/repetitions.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

/* "@" is the number of the unit. */
static const struct repetition ever_new[] = {
    {"people", "", "p@%40customer.com ", ""},
    {"domains", "", "anna%40d@.com ", ""},
    {"hosts of a domain", "anna%40customer.com ", "h@.customer.com ", ""},
    {"labels", "anna%40customer.com ", "l@.", "customer.com"},
    {"machines", "", "2a02::@ ", ""},
};

static void redact(const char *text, size_t length)
{
    struct trace trace = {0};
    struct recorded_answer recorded = {.host = text_copy("mail.customer.com"),
                                       .method = text_copy("GET"),
                                       .path = text_copy("/"),
                                       .head = text_copy("HTTP/1.1 200 OK\r\n\r\n"),
                                       .body = text_copy_part(text, length),
                                       .body_length = length};

    trace_add(&trace, &recorded);
    trace_redact(&trace, true);
    trace_clear(&trace);
}

static void is_linear(void **state)
{
    repetition_expect_linear(*state, redact);
}

int main(void)
{
    struct CMUnitTest tests[ARRAY_SIZE(ever_new)];

    for (size_t i = 0; i < ARRAY_SIZE(ever_new); i++)
        tests[i] = (struct CMUnitTest){
            .name = ever_new[i].name, .test_func = is_linear, .initial_state = (void *)(uintptr_t)&ever_new[i]};
    return _cmocka_run_group_tests("ever new", tests, ARRAY_SIZE(tests), NULL, NULL);
}
