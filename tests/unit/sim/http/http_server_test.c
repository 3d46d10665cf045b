/* SPDX-License-Identifier: MIT */
/* One request, one answer: what http makes of bytes, and of what a handler says. */
#include "base/cleanup.h"
#include "support/http_lab.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#define END "Host: mail.contoso.com\r\nConnection: close\r\n\r\n"

static const struct row {
    const char *name, *request, *expected, *unexpected;
} rows[] = {
    {"a path is decoded, its query is not", "GET /tell%20me?a=%20b&c HTTP/1.1\r\n" END,
     "GET /tell me query=a=%20b&c agent=-", NULL},
    {"headers in lower case", "GET /tell%20me HTTP/1.1\r\nhost: a\r\nuser-agent: curl\r\nconnection: close\r\n\r\n",
     "agent=curl", NULL},
    {"the origin of the stream", "GET /tell%20me HTTP/1.1\r\n" END, "party=onprem", NULL},
    {"the form for proxies", "GET https://a.b/tell%20me?x HTTP/1.1\r\n" END, "GET /tell me query=x ", NULL},
    {"the form for proxies without a path", "GET https://a.b HTTP/1.1\r\n" END, "404 Not Found", NULL},
    {"PUT", "PUT /tell%20me HTTP/1.1\r\nContent-Length: 3\r\n" END "abc",
     "PUT /tell me query= agent=- party=onprem length=3", NULL},
    {"an unknown method", "BREW /tell%20me HTTP/1.1\r\n" END, "BREW /tell me", NULL},
    {"HEAD has no body", "HEAD /tell%20me HTTP/1.1\r\n" END, "Content-Length: ", "HEAD /tell me"},
    {"HTTP/1.0", "GET /tell%20me HTTP/1.0\r\n\r\n", "200 OK", NULL},
    {"a body in chunks", "POST /echo HTTP/1.1\r\nTransfer-Encoding: chunked\r\n" END "3\r\nabc\r\n2\r\nde\r\n0\r\n\r\n",
     "\r\n\r\nabcde", NULL},
    {"an empty body", "GET /empty HTTP/1.1\r\n" END, "Content-Length: 0\r\n", "Content-Type"},
    {"a date is added", "GET /empty HTTP/1.1\r\n" END, "\r\nDate: ", NULL},
    {"the length is ours", "GET /lies HTTP/1.1\r\n" END, "Content-Length: 4\r\n", "chunked"},
    {"and there is no other", "GET /lies HTTP/1.1\r\n" END, "\r\n\r\nfour", "4000"},
    {"the same header twice", "GET /lies HTTP/1.1\r\n" END,
     "WWW-Authenticate: Bearer\r\nWWW-Authenticate: Basic realm=\"lab\"\r\n", NULL},
    {"a handler without an answer", "GET /nothing HTTP/1.1\r\n" END, "500 Internal Server Error", NULL},
    {"a handler that says 100", "GET /continue HTTP/1.1\r\n" END, "This server had no answer to the request.", NULL},
    {"an unknown path", "GET /x HTTP/1.1\r\n" END, "there is nothing here", NULL},
    {"a body over the limit", "POST /echo HTTP/1.1\r\nContent-Length: 100000\r\nExpect: 100-continue\r\n" END,
     "HTTP/1.1 413 ", "100 Continue"},
    {"a body of so many bytes as are taken, asked first",
     "POST /echo HTTP/1.1\r\nContent-Length: 2001\r\nExpect: 100-continue\r\n" END, "HTTP/1.1 413 ", "100 Continue"},
    {"sixteen times as much is not waited for", "POST /echo HTTP/1.1\r\nContent-Length: 32016\r\n" END,
     "The request's body is larger", NULL},
    {"a body far over the limit", "POST /echo HTTP/1.1\r\nContent-Length: 99999999999\r\n" END,
     "The request's body is larger", NULL},
    {"a NUL in the path", "GET /echo%00/../x HTTP/1.1\r\n" END, "HTTP/1.1 400 ", NULL},
    {"a NUL in the query", "GET /tell%20me?%00 HTTP/1.1\r\n" END, "query=%00 ", NULL},
    {"no host", "GET /echo HTTP/1.1\r\nConnection: close\r\n\r\n", "HTTP/1.1 400 ", NULL},
    {"not HTTP", "\x16\x03\x01 this is not HTTP\r\n\r\n", "400", NULL},
    {"two lengths", "POST /echo HTTP/1.1\r\nContent-Length: x\r\n" END, "HTTP/1.1 400 ", NULL},
    {"a chunk that is none", "POST /echo HTTP/1.1\r\nTransfer-Encoding: chunked\r\n" END "zz\r\n", "HTTP/1.1 400 ",
     NULL},
};

static void answers(void **state)
{
    struct http_lab *lab = *state;
    const struct row *row = lab->row;
    CLEANUP(cleanup_string) char *answer = http_lab_ask(lab, row->request);

    http_lab_expect(answer, row->expected);
    if (row->unexpected && strstr(answer, row->unexpected))
        fail_msg("\"%s\" is in:\n%s", row->unexpected, answer);
    http_lab_still_serves(lab);
}

int main(void)
{
    struct CMUnitTest tests[ARRAY_SIZE(rows)];

    for (size_t i = 0; i < ARRAY_SIZE(rows); i++)
        tests[i] =
            (struct CMUnitTest){rows[i].name, answers, http_lab_start, http_lab_stop, (void *)(uintptr_t)&rows[i]};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
