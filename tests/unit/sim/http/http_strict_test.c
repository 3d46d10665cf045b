/* SPDX-License-Identifier: MIT */
/* Requests that two servers could understand in two ways are 400 at once, with one head, however they come in. */
#include "base/cleanup.h"
#include "base/memory.h"
#include "base/text.h"
#include "support/http_lab.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cmocka.h>

#ifndef EXTENSION_STATUS /* the build knows a version of libmicrohttpd that is wrong about them */
#define EXTENSION_STATUS 200
#endif
#define BYTES(text) (text), sizeof(text) - 1
#define POST "POST /echo HTTP/1.1\r\nHost: a\r\n"
#define CHUNKS POST "Connection: close\r\nTransfer-Encoding: chunked\r\n\r\n"

static const struct row {
    const char *name, *bytes;
    size_t length;
    int status;
} rows[] = {
    {"two lengths that differ", BYTES(POST "Content-Length: 5\r\nContent-Length: 6\r\n\r\nabcdef"), 400},
    {"one length twice", BYTES(POST "Connection: close\r\nContent-Length: 5\r\nContent-Length: 5\r\n\r\nabcde"), 200},
    {"a list of lengths", BYTES(POST "Content-Length: 5, 6\r\n\r\nabcdef"), 400},
    {"a length with a sign", BYTES(POST "Content-Length: +5\r\n\r\nabcde"), 400},
    {"a length below zero", BYTES(POST "Content-Length: -1\r\n\r\n"), 400},
    {"a length in hexadecimal", BYTES(POST "Content-Length: 0x5\r\n\r\nabcde"), 400},
    {"no length", BYTES(POST "Content-Length: \r\n\r\n"), 400},
    {"a length beyond all numbers", BYTES(POST "Content-Length: 99999999999999999999999\r\n\r\n"), 413},
    {"a length and chunks", BYTES(POST "Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"), 400},
    {"chunks and a length", BYTES(POST "Transfer-Encoding: chunked\r\nContent-Length: 5\r\n\r\n0\r\n\r\n"), 400},
    {"an unknown coding", BYTES(POST "Transfer-Encoding: gzip\r\n\r\nabc"), 400},
    {"no coding", BYTES(POST "Transfer-Encoding: identity\r\n\r\nabc"), 400},
    {"a coding below chunks", BYTES(POST "Transfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n"), 400},
    {"a coding that ends in chunked", BYTES(POST "Transfer-Encoding: xchunked\r\n\r\n0\r\n\r\n"), 400},
    {"chunks in chunks", BYTES(POST "Transfer-Encoding: chunked, chunked\r\n\r\n0\r\n\r\n"), 400},
    {"chunks twice", BYTES(POST "Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"), 400},
    {"chunks in capitals", BYTES(POST "Connection: close\r\nTransfer-Encoding: CHUNKED\r\n\r\n0\r\n\r\n"), 200},
    {"a blank before the colon", BYTES(POST "Content-Length : 5\r\n\r\nabcde"), 400},
    {"a tab before the colon", BYTES(POST "X-A\t: 5\r\n\r\n"), 400},
    {"a blank in a name", BYTES(POST "X A: 5\r\n\r\n"), 400},
    {"a line without a colon", BYTES(POST "X-A\r\n\r\n"), 400},
    {"a fold before there is a header", BYTES("POST /echo HTTP/1.1\r\n Host: a\r\n\r\n"), 400},
    {"a folded header", BYTES(POST "X-A: b\r\n c\r\n\r\n"), 400},
    {"a header folded by a tab", BYTES(POST "X-A: b\r\n\tc\r\n\r\n"), 400},
    {"a length behind a fold", BYTES(POST "Content-Length:\r\n 5\r\n\r\nabcde"), 400},
    {"a carriage return in a value", BYTES(POST "X-A: b\rc\r\n\r\n"), 400},
    {"a header behind a carriage return", BYTES(POST "X-A: b\rContent-Length: 5\r\n\r\nabcde"), 400},
    {"two carriage returns", BYTES(POST "X-A: b\r\r\n\r\n"), 400},
    {"a carriage return in the target", BYTES("GET /emp\rty HTTP/1.1\r\nHost: a\r\n\r\n"), 400},
    {"a body like a fold", BYTES(POST "Connection: close\r\nContent-Length: 5\r\n\r\n a\rb\n"), 200},
    {"a header without a name", BYTES("POST /echo HTTP/1.1\r\nHost: a\r\n: b\r\nContent-Length: 5\r\n\r\nabcde"), 400},
    {"a control character in a value", BYTES(POST "X-A: a\x01z\r\n\r\n"), 400},
    {"DEL in a value", BYTES(POST "X-A: a\x7fz\r\n\r\n"), 400},
    {"a tab in a value", BYTES(POST "Connection: close\r\nX-A: a\tb\r\n\r\n"), 200},
    {"two blanks before the target", BYTES("GET  /empty HTTP/1.1\r\nHost: a\r\n\r\n"), 400},
    {"two blanks behind the target", BYTES("GET /empty  HTTP/1.1\r\nHost: a\r\n\r\n"), 400},
    {"a blank before the method", BYTES(" GET /empty HTTP/1.1\r\nHost: a\r\n\r\n"), 400},
    {"a blank behind the version", BYTES("GET /empty HTTP/1.1 \r\nHost: a\r\n\r\n"), 400},
    {"a method of what is no letter", BYTES("G@T{} /empty HTTP/1.1\r\nHost: a\r\n\r\n"), 400},
    {"a method of many letters", BYTES("M-SEARCH /empty HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n"), 401},
    {"a host with a blank", BYTES("GET /empty HTTP/1.1\r\nHost: a b\r\n\r\n"), 400},
    {"a host with a path", BYTES("GET /empty HTTP/1.1\r\nHost: a/b\r\n\r\n"), 400},
    {"a host that is an address", BYTES("GET /empty HTTP/1.1\r\nHost: [::1]:443\r\nConnection: close\r\n\r\n"), 401},
    {"chunks of HTTP/1.0", BYTES("POST /echo HTTP/1.0\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"), 400},
    {"a host twice", BYTES("GET /empty HTTP/1.1\r\nHost: a\r\nHost: a\r\n\r\n"), 400},
    {"no host", BYTES("GET /empty HTTP/1.1\r\n\r\n"), 400},
    {"NUL in a value", BYTES(POST "X-A: a\0b\r\n\r\n"), 400},
    {"NUL in a name", BYTES(POST "X-\0A: b\r\n\r\n"), 400},
    {"NUL in the target", BYTES("GET /empty\0/x HTTP/1.1\r\nHost: a\r\n\r\n"), 400},
    {"NUL in a body", BYTES(POST "Connection: close\r\nContent-Length: 5\r\n\r\nab\0de"), 200},
    {"a body that begins with NUL", BYTES(POST "Connection: close\r\nContent-Length: 3\r\n\r\n\0\0\0"), 200},
    {"a chunk of no number", BYTES(CHUNKS "zz\r\n"), 400},
    {"a chunk below zero", BYTES(CHUNKS "-1\r\n"), 400},
    {"a chunk in C's hexadecimal", BYTES(CHUNKS "0x5\r\nabcde\r\n0\r\n\r\n"), 400},
    {"a blank before a chunk's size", BYTES(CHUNKS " 5\r\nabcde\r\n0\r\n\r\n"), 400},
    {"a blank behind a chunk's size", BYTES(CHUNKS "5 \r\nabcde\r\n0\r\n\r\n"), 400},
    {"an empty line in place of a chunk's size", BYTES(CHUNKS "\r\nabc"), 400},
    {"a chunk that is longer than it says", BYTES(CHUNKS "5\r\nabcdeXX0\r\n\r\n"), 400},
    {"a chunk beyond all numbers", BYTES(CHUNKS "ffffffffffffffffff\r\n"), 400},
    {"chunks with extensions", BYTES(CHUNKS "5;a=b\r\nabcde\r\n0\r\n\r\n"), EXTENSION_STATUS},
    {"no request line", BYTES("\x01\x02\x03\r\n\r\n"), 400},
    {"a method alone", BYTES("GET\r\n\r\n"), 400},
    {"HTTP/0.9", BYTES("GET /empty\r\n\r\n"), 400},
    {"a version that is none", BYTES("GET /empty HTTP/9x\r\nHost: a\r\n\r\n"), 400},
    {"HTTP/2", BYTES("GET /empty HTTP/2.0\r\nHost: a\r\n\r\n"), 505},
};

static size_t heads_in(const char *text)
{
    size_t count = 0;

    for (const char *head = text; (head = strstr(head, "HTTP/1.1 ")); head++)
        count += head == text || head[-1] == '\n'; /* else the words of a body */
    return count;
}

/* A refusal says how long it is, and that it is the last. */
static bool is_whole(const char *answer)
{
    const char *const length = strstr(answer, "\r\nContent-Length: "), *const body = strstr(answer, "\r\n\r\n");

    return length && body && length < body && strstr(answer, "\r\nConnection: close\r\n") &&
           strtoul(length + strlen("\r\nContent-Length: "), NULL, 10) == strlen(body + 4);
}

/* The last of so many answers, each of which ends a line; NULL: there are not just so many. */
static const char *last_of(const char *answers, size_t count)
{
    const char *answer = answers;

    for (size_t i = 1; i < count && answer; i++)
        if ((answer = strstr(answer, "\nHTTP/1.1 ")))
            answer++;
    return heads_in(answers) == count ? answer : NULL;
}

/* Behind this request, if any; in pieces of so many bytes. What comes behind a refusal may find nobody. */
static void is_answered(struct http_lab *lab, const char *before, size_t piece)
{
    const struct row *row = lab->row;
    const int socket = http_lab_connect(lab);
    const size_t length = strlen(before) + row->length;
    CLEANUP(cleanup_string) char *wanted = text_format("HTTP/1.1 %d ", row->status);
    CLEANUP(cleanup_string) char *bytes = memory_room(length);
    CLEANUP(cleanup_string) char *answers = NULL;
    const char *answer;

    memcpy(bytes, before, strlen(before));
    memcpy(bytes + strlen(before), row->bytes, row->length);
    for (size_t sent = 0; sent < length; sent += piece)
        (void)!send(socket, bytes + sent, length - sent < piece ? length - sent : piece, MSG_NOSIGNAL);
    answers = http_lab_hear(socket); /* up to the end of the connection */
    close(socket);
    answer = last_of(answers, *before ? 2 : 1);
    if (!answer || !text_starts(answer, wanted) || (row->status >= 400 && row->status != 401 && !is_whole(answer)))
        fail_msg("behind \"%s\", in pieces of %zu bytes, not %s but: %s", before, piece, wanted, answers);
}

/* A request alone, and behind others that are in order, which may come in the same bytes. */
static void is_strict(void **state)
{
    static const char *const before[] = {
        "",
        "GET /empty HTTP/1.1\r\nHost: a\r\n\r\n",
        POST "Content-Length: 7\r\n\r\nabc\r\n\r\n",
        POST "Transfer-Encoding: chunked\r\n\r\n3\r\na\r\n\r\n0A\r\n012345678\n\r\n0\r\nX-T: a\r\n\r\n",
    };
    struct http_lab *lab = *state;

    for (size_t i = 0; i < ARRAY_SIZE(before); i++) {
        is_answered(lab, before[i], 4096);
        is_answered(lab, before[i], 7);
        is_answered(lab, before[i], 1);
    }
    http_lab_still_serves(lab);
}

/* Nobody listens any more: no word about what comes behind. */
static void nothing_follows_the_last(void **state)
{
    static const char *const last[] = {
        "GET /empty HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\nBAD\r\n\r\n",
        "GET /empty HTTP/1.1\r\nHost: a\r\nConnection: x, Close\r\n\r\nBAD\r\n\r\n",
        "GET /empty HTTP/1.0\r\nHost: a\r\n\r\nBAD\r\n\r\n",
        "GET /empty HTTP/1.1\r\nHost: a\r\nHost: a\r\n\r\nBAD\r\n\r\n",
    };

    for (size_t i = 0; i < ARRAY_SIZE(last); i++) {
        CLEANUP(cleanup_string) char *answer = http_lab_ask(*state, last[i]);
        assert_int_equal(heads_in(answer), 1);
    }
}

int main(void)
{
    struct CMUnitTest tests[ARRAY_SIZE(rows) + 1];

    for (size_t i = 0; i < ARRAY_SIZE(rows); i++)
        tests[i] =
            (struct CMUnitTest){rows[i].name, is_strict, http_lab_start, http_lab_stop, (void *)(uintptr_t)&rows[i]};
    tests[ARRAY_SIZE(rows)] =
        (struct CMUnitTest)cmocka_unit_test_setup_teardown(nothing_follows_the_last, http_lab_start, http_lab_stop);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
