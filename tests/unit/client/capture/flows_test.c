/* SPDX-License-Identifier: MIT */
/* Flows of mitmproxy, whole, strange and cut. */
#include "capture/flows.h"

#include "base/cleanup.h"
#include "base/text.h"
#include "dumped.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

/* "5:hello," of "hello,": the last letter is the type. Lines of a row nest by their indentation: a line that ends in '{' or
 * '[' opens a dictionary or a list, which '}' or ']' closes. */
struct row {
    const char *name;
    const char *const *lines;
    const char *given; /* what dump_transaction() prints */
    const char *error; /* NULL: none */
};

#define LINES(...) ((const char *const[]){__VA_ARGS__, NULL})
#define FLOW(...) LINES("{", __VA_ARGS__, "}")

/* One line, or all up to the one that closes it. Moves behind it. The caller frees it. */
static char *encode(const char *const **lines)
{
    const char *const line = *(*lines)++;
    const char last = line[strlen(line) - 1], type = (char)(line[0] == '{' ? '}' : line[0] == '[' ? ']' : last);
    CLEANUP(cleanup_string) char *content = NULL;
    size_t size = 0;

    if (line[0] != '{' && line[0] != '[')
        return text_format("%zu:%.*s%c", strlen(line) - 1, (int)strlen(line) - 1, line, type);
    FILE *const stream = open_memstream(&content, &size);
    while (**lines && ***lines != type) {
        CLEANUP(cleanup_string) char *inner = encode(lines);
        fputs(inner, stream);
    }
    fclose(stream);
    if (**lines)
        ++*lines;
    return text_format("%zu:%s%c", size, content, type);
}

static const struct row rows[] = {
    {"a request and its answer",
     FLOW("request;", "{", "method;", "POST,", "scheme;", "https,", "host;", "mail.contoso.com,", "port;", "443#",
          "path;", "/EWS/Exchange.asmx,", "headers;", "[", "[", "Host,", "a,", "]", "[", "X-B,", "c,", "]", "]",
          "content;", "<a/>,", "timestamp_start;", "1767600000.5^", "}", "response;", "{", "status_code;", "401#",
          "reason;", "Unauthorized,", "headers;", "[", "[", "X,", "y,", "]", "]", "content;", "no,", "}"),
     "1 at 2026-01-05T08:00:00Z: POST https://mail.contoso.com/EWS/Exchange.asmx {Host: a, X-B: c} [<a/>] whole -> 401 "
     "Unauthorized {X: y} [no] whole\n",
     NULL},
    {"a port of its own",
     FLOW("request;", "{", "method;", "GET;", "scheme;", "http;", "host;", "a;", "port;", "8080#", "path;", "/;", "}",
          "response;", "{", "status_code;", "200#", "}"),
     "1: GET http://a:8080/ {} [] whole -> 200 - {} [] whole\n", NULL},
    {"the port of http",
     FLOW("request;", "{", "scheme;", "http;", "host;", "a;", "port;", "80#", "}", "response;", "{", "status_code;",
          "200#", "}"),
     "1: - http://a {} [] whole -> 200 - {} [] whole\n", NULL},
    {"the port of https, spoken without TLS",
     FLOW("request;", "{", "scheme;", "http;", "host;", "a;", "port;", "443#", "}", "response;", "{", "status_code;",
          "200#", "}"),
     "1: - http://a:443 {} [] whole -> 200 - {} [] whole\n", NULL},
    {"the port of http under TLS",
     FLOW("request;", "{", "host;", "a;", "port;", "80#", "}", "response;", "{", "status_code;", "200#", "}"),
     "1: - https://a:80 {} [] whole -> 200 - {} [] whole\n", NULL},
    {"nothing known of the request", FLOW("response;", "{", "status_code;", "500#", "}"),
     "1: - https:// {} [] whole -> 500 - {} [] whole\n", NULL},
    {"no answer", FLOW("request;", "{", "method;", "GET,", "}"), "", NULL},
    {"an answer that is a text", FLOW("response;", "status_code,"), "", NULL},
    {"a method that is a number",
     FLOW("request;", "{", "method;", "5#", "}", "response;", "{", "status_code;", "200#", "}"),
     "1: - https:// {} [] whole -> 200 - {} [] whole\n", NULL},
    {"a body that is null", FLOW("response;", "{", "content;", "~", "status_code;", "200#", "}"),
     "1: - https:// {} [] whole -> 200 - {} [] whole\n", NULL},
    {"headers that are no list", FLOW("response;", "{", "headers;", "x,", "status_code;", "200#", "}"),
     "1: - https:// {} [] whole -> 200 - {} [] whole\n", NULL},
    {"a header without a value",
     FLOW("response;", "{", "headers;", "[", "[", "A,", "]", "[", "B,", "c,", "]", "]", "status_code;", "200#", "}"),
     "1: - https:// {} [] whole -> 200 - {B: c} [] whole\n", NULL},
    {"a name that only begins alike", FLOW("responses;", "{", "status_code;", "200#", "}"), "", NULL},
    {"the first of two of one name", FLOW("response;", "{", "status_code;", "200#", "status_code;", "500#", "}"),
     "1: - https:// {} [] whole -> 200 - {} [] whole\n", NULL},
    {"two flows, the second without an answer, and a third",
     LINES("{", "response;", "{", "status_code;", "200#", "}", "}", "{", "}", "{", "response;", "{", "status_code;",
           "404#", "}", "}"),
     "1: - https:// {} [] whole -> 200 - {} [] whole\n3: - https:// {} [] whole -> 404 - {} [] whole\n", NULL},
    {"a list behind a flow", LINES("{", "response;", "{", "status_code;", "200#", "}", "}", "[", "]"),
     "1: - https:// {} [] whole -> 200 - {} [] whole\n",
     "the flows of mitmproxy are cut off, or damaged, behind flow 1"},
};

static void read_and_compare(const char *bytes, size_t length, const char *given, const char *why)
{
    CLEANUP(cleanup_string) char *text = NULL;
    struct error error = {""};
    size_t size = 0;
    FILE *const stream = open_memstream(&text, &size);
    const bool done = flows_read(bytes, length, dump_transaction, stream, &error);

    fclose(stream);
    assert_string_equal(text, given);
    assert_string_equal(error.text, why ? why : "");
    assert_int_equal(done, why == NULL);
}

static void gives_transactions(void **state)
{
    const struct row *const row = *state;
    const char *const *lines = row->lines;
    CLEANUP(cleanup_string) char *bytes = text_copy("");

    while (*lines) {
        CLEANUP(cleanup_string) char *before = bytes, *value = encode(&lines);
        bytes = text_format("%s%s", before, value);
    }
    read_and_compare(bytes, strlen(bytes), row->given, row->error);
}

#define CUT "the flows of mitmproxy are cut off, or damaged, behind flow "

/* What is written below the level of values. */
static const struct damage {
    const char *name, *bytes, *given, *error;
} damages[] = {
    {"nothing", "", "", NULL},
    {"no length", ":a,", "", CUT "0"},
    {"no colon", "5hello,", "", CUT "0"},
    {"nothing behind the colon", "0:", "", CUT "0"},
    {"no type", "2:ab", "", CUT "0"},
    {"longer than what is there", "99:ab}", "", CUT "0"},
    {"a length of many digits", "0000000000002:ab}", "", CUT "0"},
    {"a length of eleven digits", "00000000002:ab}", "", NULL},
    {"a text, not a flow", "2:ab,", "", CUT "0"},
    {"a key without a value", "5:2:ab,}", "", NULL},
};

static void tells_damage(void **state)
{
    const struct damage *const row = *state;

    read_and_compare(row->bytes, strlen(row->bytes), row->given, row->error);
}

static const struct beginning {
    const char *name, *bytes;
    bool are;
} beginnings[] = {
    {"a flow with its type", "99:4:type;4:http;", true},
    {"a flow that begins with its request", "99:7:request;3:a;", true},
    {"a flow that begins with its answer", "99:8:response;3:a;", true},
    {"the same with names that are bytes", "99:7:request,3:a;", true},
    {"another dictionary", "99:4:name;4:http;", false},
    {"a word before", "x99:4:type;4:http;", false},
    {"no colon", "99;4:type;4:http;", false},
    {"no second number", "99:x4:type;4:http;", false},
    {"twelve digits", "999999999999:4:type;4:http;", false},
    {"eleven digits", "99999999999:4:type;4:http;", true},
    {"nothing", "", false},
    {"a number alone", "99", false},
    {"a number and a colon", "99:", false},
};

static void knows_beginnings(void **state)
{
    const struct beginning *const row = *state;

    assert_int_equal(flows_are(row->bytes, strlen(row->bytes)), row->are);
}

int main(void)
{
    struct CMUnitTest tests[ARRAY_SIZE(rows) + ARRAY_SIZE(damages) + ARRAY_SIZE(beginnings)];
    size_t count = 0;

    for (size_t i = 0; i < ARRAY_SIZE(rows); i++)
        tests[count++] = (struct CMUnitTest){
            .name = rows[i].name, .test_func = gives_transactions, .initial_state = (void *)(uintptr_t)&rows[i]};
    for (size_t i = 0; i < ARRAY_SIZE(damages); i++)
        tests[count++] = (struct CMUnitTest){
            .name = damages[i].name, .test_func = tells_damage, .initial_state = (void *)(uintptr_t)&damages[i]};
    for (size_t i = 0; i < ARRAY_SIZE(beginnings); i++)
        tests[count++] = (struct CMUnitTest){.name = beginnings[i].name,
                                             .test_func = knows_beginnings,
                                             .initial_state = (void *)(uintptr_t)&beginnings[i]};
    return cmocka_run_group_tests_name("flows", tests, NULL, NULL);
}
