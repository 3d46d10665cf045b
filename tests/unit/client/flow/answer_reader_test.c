/* SPDX-License-Identifier: MIT */
/* Lines and pieces of an answer, and what is kept of them; the limits to the byte; and the lines of a request. */
#include "flow/transport/answer_reader.h"
#include "flow/transport/header_lines.h"

#include "base/cleanup.h"
#include "base/memory.h"
#include "base/text.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

static const struct row {
    const char *name, *lines[8];
    const char *head; /* status, reason, headers; "+": the head has ended */
} rows[] = {
    {"nothing", {NULL}, "0 (none)"},
    {"a status", {"HTTP/1.1 200 OK\r\n"}, "200 OK"},
    {"a whole head", {"HTTP/1.1 200 OK\r\n", "A: b\r\n", "\r\n"}, "200 OK [A=b]+"},
    {"blanks around values", {"HTTP/1.1 200 OK\n", "A: \t b \n", "B:c\n", "C:\n", "\n"}, "200 OK [A=b ] [B=c] [C=]+"},
    {"a reason of blanks", {"HTTP/1.1 403  Two  blanks \r\n"}, "403  Two  blanks "},
    {"no reason", {"HTTP/1.1 503\r\n"}, "503 "},
    {"no status", {"HTTP/1.1\r\n"}, "0 "},
    {"a line without a colon", {"HTTP/1.1 200 OK\r\n", "nonsense\r\n", "A: b\r\n"}, "200 OK [A=b]"},
    {"a header before the status", {"A: b\r\n", "HTTP/1.1 200 OK\r\n"}, "200 OK"},
    {"a header that begins like a status", {"HTTP/1.1 200 OK\r\n", "HTTP/x: y\r\n"}, "200 OK [HTTP/x=y]"},
    {"an early answer is forgotten",
     {"HTTP/1.1 100 Continue\r\n", "X: y\r\n", "\r\n", "HTTP/1.1 404 Not Found\r\n", "A: b\r\n"},
     "404 Not Found [A=b]"},
    {"an early answer and a whole one",
     {"HTTP/1.1 100 Continue\r\n", "\r\n", "HTTP/1.1 200 OK\r\n", "\r\n"},
     "200 OK+"},
};

static void reads_as_the_row_says(void **state)
{
    const struct row *const row = *state;
    struct answer_reader reader;
    CLEANUP(lookup_free) struct lookup *lookup = lookup_new("", "");
    struct evidence *const record = lookup_add(lookup, HOP_TOKEN, HOP_TOKEN);
    CLEANUP(cleanup_string) char *text = NULL, *body = NULL;
    size_t length, size = 7;
    FILE *output = text_stream(&text, &length);

    answer_reader_start(&reader, 10);
    for (size_t i = 0; i < ARRAY_SIZE(row->lines) && row->lines[i]; i++)
        assert_true(answer_reader_line(&reader, row->lines[i], strlen(row->lines[i])));
    const bool complete = reader.complete;
    body = answer_reader_take(&reader, record, &size);
    fprintf(output, "%d %s", record->http_status, record->reason ? record->reason : "(none)");
    for (size_t i = 0; i < record->header_count; i++)
        fprintf(output, " [%s=%s]", record->headers[i].name, record->headers[i].value);
    fputs(complete ? "+" : "", output);
    text_stream_close(output);
    assert_string_equal(text, row->head);
    assert_string_equal(body, "");
    assert_int_equal(size, 0);
}

static void body_is_bounded(void **state)
{
    struct answer_reader reader;
    CLEANUP(lookup_free) struct lookup *lookup = lookup_new("", "");
    size_t size;

    (void)state;
    answer_reader_start(&reader, 10);
    assert_true(answer_reader_piece(&reader, "01234567", 8));
    assert_false(answer_reader_piece(&reader, "89a", 3));
    assert_true(answer_reader_piece(&reader, "89", 2));
    assert_false(answer_reader_piece(&reader, "a", 1));
    assert_true(answer_reader_piece(&reader, "", 0));
    CLEANUP(cleanup_string) char *body = answer_reader_take(&reader, lookup_add(lookup, HOP_TOKEN, HOP_TOKEN), &size);
    assert_string_equal(body, "0123456789");
    assert_int_equal(size, 10);
}

static void head_is_bounded(void **state)
{
    enum { LINE = 1024 };
    struct answer_reader reader;
    CLEANUP(lookup_free) struct lookup *lookup = lookup_new("", "");
    char line[LINE + 1] = "A: ";
    size_t size;

    (void)state;
    memset(line + 3, 'x', LINE - 5);
    memcpy(line + LINE - 2, "\r\n", 3);
    answer_reader_start(&reader, 10);
    for (size_t i = 0; i < ANSWER_HEADER_LIMIT / LINE; i++)
        assert_true(answer_reader_line(&reader, line, LINE));
    assert_false(answer_reader_line(&reader, "\n", 1));
    free(answer_reader_take(&reader, lookup_add(lookup, HOP_TOKEN, HOP_TOKEN), &size));
}

static const struct query_row {
    const char *name;
    struct transport_query query;
    const char *lines; /* without the id of the request */
} query_rows[] = {
    {"nothing", {0}, ""},
    {"all",
     {.content_type = "text/xml",
      .accept = "text/html",
      .action = "urn:x",
      .anchor = "joe@a.b",
      .bearer = "t",
      .authorization = "NTLM x"},
     "Content-Type: text/xml|Accept: text/html|SOAPAction: \"urn:x\"|X-AnchorMailbox: joe@a.b|Authorization: Bearer "
     "t|Authorization: NTLM x|"},
    {"an empty token", {.bearer = ""}, "Authorization: Bearer|"},
    {"a line break", {.content_type = "a\nb", .accept = "a\rb", .anchor = "x"}, "X-AnchorMailbox: x|"},
};

static void lines_are_as_the_row_says(void **state)
{
    const struct query_row *const row = *state;
    CLEANUP(header_lines_clear) struct header_lines lines = header_lines_make(&row->query);
    CLEANUP(cleanup_string) char *text = NULL;
    size_t length, ids = 0;
    FILE *output = text_stream(&text, &length);

    for (size_t i = 0; i < lines.count; i++)
        if (text_starts(lines.items[i], "client-request-id: "))
            ids += strlen(lines.items[i]);
        else
            fprintf(output, "%s|", lines.items[i]);
    text_stream_close(output);
    assert_string_equal(text, row->lines);
    assert_int_equal(ids, strlen("client-request-id: ") + 36);
}

int main(void)
{
    struct CMUnitTest tests[ARRAY_SIZE(rows) + ARRAY_SIZE(query_rows) + 2] = {
        cmocka_unit_test(body_is_bounded),
        cmocka_unit_test(head_is_bounded),
    };

    for (size_t i = 0; i < ARRAY_SIZE(rows); i++)
        tests[2 + i] = (struct CMUnitTest){
            .name = rows[i].name, .test_func = reads_as_the_row_says, .initial_state = (void *)(uintptr_t)&rows[i]};
    for (size_t i = 0; i < ARRAY_SIZE(query_rows); i++)
        tests[2 + ARRAY_SIZE(rows) + i] = (struct CMUnitTest){.name = query_rows[i].name,
                                                              .test_func = lines_are_as_the_row_says,
                                                              .initial_state = (void *)(uintptr_t)&query_rows[i]};
    return cmocka_run_group_tests_name("answer_reader", tests, NULL, NULL);
}
