/* SPDX-License-Identifier: MIT */
/* What of a request goes on to the server behind a recorder, byte for byte; and what is said where none can. */
#include "recorder/upstream.h"

#include "base/cleanup.h"
#include "base/text.h"
#include "origin/origin.h"
#include "support/canned_server.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#define EMPTY_ANSWER "HTTP/1.1 200 OK\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"

enum { MOST_HEADERS = 16 };

static const struct row {
    const char *name, *method, *target, *path, *body;
    struct header headers[MOST_HEADERS];
    const char *asked; /* with HOST where the server's own name stands */
} rows[] = {
    {"a question", "GET", "/EWS/../x?a=%20b", "/x", "", {{0}}, "GET /EWS/../x?a=%20b HTTP/1.1\r\nHost: HOST\r\n\r\n"},
    {"without a target", "GET", NULL, "/path", "", {{0}}, "GET /path HTTP/1.1\r\nHost: HOST\r\n\r\n"},
    {"a body", "POST", "/x", "/x", "<a/>", {{0}}, "POST /x HTTP/1.1\r\nHost: HOST\r\nContent-Length: 4\r\n\r\n<a/>"},
    {"a body of nothing", "POST", "/x", "/x", "", {{0}}, "POST /x HTTP/1.1\r\nHost: HOST\r\nContent-Length: 0\r\n\r\n"},
    {"a body of another method",
     "PUT",
     "/x",
     "/x",
     "b",
     {{0}},
     "PUT /x HTTP/1.1\r\nHost: HOST\r\nContent-Length: 1\r\n\r\nb"},
    {"no body of another method", "BREW", "/x", "/x", "", {{0}}, "BREW /x HTTP/1.1\r\nHost: HOST\r\n\r\n"},
    {"the head alone", "HEAD", "/x", "/x", "", {{0}}, "HEAD /x HTTP/1.1\r\nHost: HOST\r\n\r\n"},
    {"headers that go on",
     "GET",
     "/x",
     "/x",
     "",
     {{(char *)"Authorization", (char *)"Bearer x"},
      {(char *)"User-Agent", (char *)"a"},
      {(char *)"X-Empty", (char *)""},
      {(char *)"Accept", (char *)"*/*"},
      {(char *)"Accept-Language", (char *)"de"}},
     "GET /x HTTP/1.1\r\nHost: HOST\r\nAuthorization: Bearer x\r\nUser-Agent: a\r\nX-Empty:\r\nAccept: */*\r\n"
     "Accept-Language: de\r\n\r\n"},
    {"headers that stay here",
     "GET",
     "/x",
     "/x",
     "",
     {{(char *)"host", (char *)"a"},
      {(char *)"Connection", (char *)"close"},
      {(char *)"Keep-Alive", (char *)"1"},
      {(char *)"Proxy-Connection", (char *)"close"},
      {(char *)"Proxy-Authorization", (char *)"a"},
      {(char *)"TE", (char *)"trailers"},
      {(char *)"Content-Length", (char *)"0"},
      {(char *)"Trailer", (char *)"a"},
      {(char *)"Upgrade", (char *)"h2c"},
      {(char *)"Transfer-Encoding", (char *)"chunked"},
      {(char *)"Expect", (char *)"100-continue"},
      {(char *)"Accept-Encoding", (char *)"gzip"},
      {(char *)"X-Last", (char *)"1"}},
     "GET /x HTTP/1.1\r\nHost: HOST\r\nX-Last: 1\r\n\r\n"},
};

static void fill(struct request *request, const struct row *row, const struct origin *origin)
{
    *request = (struct request){.origin = origin,
                                .method = row->method,
                                .path = row->path,
                                .target = row->target,
                                .query = "",
                                .body = row->body,
                                .body_length = strlen(row->body)};
    for (size_t i = 0; i < MOST_HEADERS && row->headers[i].name; i++)
        headers_add(&request->headers, row->headers[i].name, row->headers[i].value);
}

static void goes_on(void **state)
{
    static const char *const answers[] = {EMPTY_ANSWER};
    const struct row *const row = *state;
    const struct origin origin = {.party = "recorder", .connection = 1};
    CLEANUP(canned_server_free) struct canned_server *server = canned_server_new(answers, 1);
    const char *const url = canned_server_url(server), *const host = url + strlen("http://");
    CLEANUP(upstream_free) struct upstream *upstream = upstream_new(url, NULL, NULL, NULL);
    CLEANUP(recorded_clear) struct recorded_answer recorded = {0};
    struct request request;
    struct error error = {""};

    fill(&request, row, &origin);
    if (!upstream_ask(upstream, &request, &recorded, &error))
        fail_msg("%s", error.text);
    headers_clear(&request.headers);
    canned_server_join(server);
    const char *const place = strstr(row->asked, "HOST");
    CLEANUP(cleanup_string)
    char *asked = text_format("%.*s%s%s", (int)(place - row->asked), row->asked, host, place + strlen("HOST"));
    assert_string_equal(canned_server_request(server, 0), asked);
    assert_string_equal(recorded.host, "127.0.0.1");
    assert_string_equal(recorded.method, row->method);
    assert_string_equal(recorded.path, row->path);
    assert_string_equal(recorded.head, EMPTY_ANSWER);
    assert_string_equal(recorded.body, "");
    assert_int_equal(recorded.body_length, 0);
}

static const struct refusal {
    const char *url, *connect, *sentence; /* NULL: it is a server */
} refusals[] = {
    {"https://mail.contoso.com", NULL, NULL},
    {"https://mail.contoso.com/", NULL, NULL},
    {"http://mail.contoso.com:8080", "127.0.0.1:1", NULL},
    {"https://mail.contoso.com/x", NULL,
     "\"https://mail.contoso.com/x\" is no URL of a server: write https://mail.example.com, without a path"},
    {"https://mail.contoso.com",
     "127.0.0.1:", "\"127.0.0.1:\" is no place to connect to: write an address and a port, 127.0.0.1:8443"},
    {"https://mail.contoso.com", "127.0.0.1:x1",
     "\"127.0.0.1:x1\" is no place to connect to: write an address and a port, 127.0.0.1:8443"},
    {"https://mail.contoso.com", "127.0.0.1:1x",
     "\"127.0.0.1:1x\" is no place to connect to: write an address and a port, 127.0.0.1:8443"},
    {"https://mail.contoso.com", "", "\"\" is no place to connect to: write an address and a port, 127.0.0.1:8443"},
};

static void is_a_server_or_not(void **state)
{
    (void)state;
    for (size_t i = 0; i < ARRAY_SIZE(refusals); i++) {
        struct error error = {""};
        CLEANUP(upstream_free)
        struct upstream *upstream = upstream_new(refusals[i].url, refusals[i].connect, NULL, &error);
        assert_string_equal(error.text, refusals[i].sentence ? refusals[i].sentence : "");
        assert_int_equal(upstream != NULL, refusals[i].sentence == NULL);
        if (upstream)
            assert_string_equal(upstream_host(upstream), "mail.contoso.com");
    }
}

/* Nobody is asked; and where nobody listens that is said. */
static void what_cannot_go_on_is_said(void **state)
{
    const struct origin origin = {.party = "recorder", .connection = 1};
    struct request request = {
        .origin = &origin, .method = "GET", .path = "/x", .target = "@other.example/x", .body = ""};
    CLEANUP(upstream_free) struct upstream *upstream = upstream_new("http://127.0.0.1:1/", NULL, NULL, NULL);
    CLEANUP(recorded_clear) struct recorded_answer recorded = {0};
    struct error error = {""};

    (void)state;
    assert_false(upstream_takes(&request, &error));
    assert_string_equal(error.text, "\"@other.example/x\" does not begin with \"/\", so it was passed on to nobody");
    assert_false(upstream_ask(upstream, &request, &recorded, &error));
    request.target = "/x";
    assert_true(upstream_takes(&request, &error));
    assert_false(upstream_ask(upstream, &request, &recorded, &error));
    assert_string_equal(error.text, "http://127.0.0.1:1 gave no whole answer: Couldn't connect to server");
    assert_null(recorded.head);
}

static const struct answer_row {
    const char *name, *answer;
    const char *head, *body; /* NULL: */
    const char *sentence;    /* behind the server's name */
} answer_rows[] = {
    {"line feeds alone", "HTTP/1.1 200 OK\nX: y\nContent-Length: 2\nConnection: close\n\nhi",
     "HTTP/1.1 200 OK\r\nX: y\r\nContent-Length: 2\r\nConnection: close\r\n\r\n", "hi", NULL},
    {"an early answer", "HTTP/1.1 103 Early\r\nX: y\r\n\r\nHTTP/1.1 404 No\r\nContent-Length: 0\r\n\r\n",
     "HTTP/1.1 404 No\r\nContent-Length: 0\r\n\r\n", "", NULL},
    {"trailers are not of the head",
     "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nhi\r\n0\r\nX: y\r\n\r\n",
     "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n", "hi", NULL},
    {"half of a body", "HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nhi", NULL, NULL,
     " gave no whole answer: Transferred a partial file"},
    {"another protocol", "SSH-2.0-x\r\n", NULL, NULL, " gave no whole answer: Unsupported protocol"},
};

static void takes_as_it_comes(void **state)
{
    const struct answer_row *const row = *state;
    const struct origin origin = {.party = "recorder", .connection = 1};
    const struct request request = {.origin = &origin, .method = "GET", .path = "/x", .target = "/x", .body = ""};
    CLEANUP(canned_server_free) struct canned_server *server = canned_server_new(&row->answer, 1);
    CLEANUP(upstream_free) struct upstream *upstream = upstream_new(canned_server_url(server), NULL, NULL, NULL);
    CLEANUP(recorded_clear) struct recorded_answer recorded = {0};
    struct error error = {""};
    const bool answered = upstream_ask(upstream, &request, &recorded, &error);

    canned_server_join(server);
    CLEANUP(cleanup_string)
    char *sentence = row->sentence ? text_format("%s%s", canned_server_url(server), row->sentence) : text_copy("");
    assert_string_equal(error.text, sentence);
    assert_int_equal(answered, row->head != NULL);
    assert_string_equal(recorded.head ? recorded.head : "(none)", row->head ? row->head : "(none)");
    assert_string_equal(recorded.body ? recorded.body : "(none)", row->body ? row->body : "(none)");
}

int main(void)
{
    enum { OTHERS = 2 };
    struct CMUnitTest tests[OTHERS + ARRAY_SIZE(rows) + ARRAY_SIZE(answer_rows)] = {
        cmocka_unit_test(is_a_server_or_not),
        cmocka_unit_test(what_cannot_go_on_is_said),
    };

    for (size_t i = 0; i < ARRAY_SIZE(rows); i++)
        tests[OTHERS + i] = (struct CMUnitTest){
            .name = rows[i].name, .test_func = goes_on, .initial_state = (void *)(uintptr_t)&rows[i]};
    for (size_t i = 0; i < ARRAY_SIZE(answer_rows); i++)
        tests[OTHERS + ARRAY_SIZE(rows) + i] = (struct CMUnitTest){.name = answer_rows[i].name,
                                                                   .test_func = takes_as_it_comes,
                                                                   .initial_state = (void *)(uintptr_t)&answer_rows[i]};
    return cmocka_run_group_tests_name("upstream", tests, NULL, NULL);
}
