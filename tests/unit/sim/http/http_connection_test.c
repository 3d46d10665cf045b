/* SPDX-License-Identifier: MIT */
/* Connections: kept alive, cut, slow, half-closed, larger than allowed. */
#include "base/cleanup.h"
#include "base/text.h"
#include "support/http_lab.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#define END "Host: mail.contoso.com\r\nConnection: close\r\n\r\n"

static void keeps_alive(void **state)
{
    const int socket = http_lab_connect(*state);

    for (int i = 0; i < 3; i++) {
        http_lab_say(socket, "POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\n\r\nhello");
        http_lab_hear_until(socket, "\r\n\r\nhello");
    }
    close(socket);
}

/* What comes behind an answer is the head of a request again, and refused as such. */
static void awaits_every_head(void **state)
{
    const int socket = http_lab_connect(*state);
    CLEANUP(cleanup_string) char *refusal = NULL;

    http_lab_say(socket, "POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\n\r\nhello");
    http_lab_hear_until(socket, "\r\n\r\nhello");
    http_lab_say(socket, "\x01\x02\x03\r\n\r\n");
    refusal = http_lab_hear(socket);
    close(socket);
    assert_string_equal(refusal, "HTTP/1.1 400 Bad Request\r\nContent-Type: text/plain\r\nConnection: close\r\n"
                                 "Content-Length: 32\r\n\r\nThese bytes are no HTTP request.");
}

static void answers_pipelined_requests_in_order(void **state)
{
    struct http_lab *lab = *state;
    CLEANUP(cleanup_string) char *answer = NULL;

    sem_post(&lab->leave);
    answer = http_lab_ask(lab, "POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\n\r\none"
                               "POST /block HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\n\r\ntwo"
                               "POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\nConnection: close\r\n\r\nthree");
    http_lab_expect(answer, "\r\n\r\none");
    http_lab_expect(strstr(answer, "one"), "\r\n\r\ntwo");
    http_lab_expect(strstr(answer, "two"), "\r\n\r\nthree");
}

static void reads_a_body_that_comes_slowly(void **state)
{
    const int socket = http_lab_connect(*state);

    http_lab_say(socket, "POST /echo HTTP/1.1\r\nHost: a\r\nExpect: 100-continue\r\nContent-Length: 4\r\n\r\n");
    http_lab_hear_until(socket, "HTTP/1.1 100 Continue\r\n\r\n");
    for (const char *byte = "slow"; *byte; byte++)
        http_lab_say(socket, (char[]){*byte, '\0'});
    http_lab_hear_until(socket, "\r\n\r\nslow");
    close(socket);
}

static void refuses_a_body_that_is_sent_all_the_same(void **state)
{
    CLEANUP(cleanup_string) char *body = text_format("%010000d", 1);
    CLEANUP(cleanup_string)
    char *request = text_format("POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 10000\r\n\r\n%s", body);
    CLEANUP(cleanup_string) char *answer = http_lab_ask(*state, request);

    http_lab_expect(answer, "HTTP/1.1 413 ");
    http_lab_expect(answer, "Connection: close\r\n");
    http_lab_still_serves(*state);
}

static void ends_a_body_without_end(void **state)
{
    const int socket = http_lab_connect(*state);
    CLEANUP(cleanup_string) char *chunk = text_format("3e8\r\n%01000d\r\n", 1);
    CLEANUP(cleanup_string) char *answer = NULL;

    http_lab_say(socket, "POST /echo HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n");
    while (send(socket, chunk, strlen(chunk), MSG_NOSIGNAL) > 0)
        continue;
    answer = http_lab_hear(socket);
    assert_string_equal(answer, "");
    close(socket);
    http_lab_still_serves(*state);
}

/* 5000: over our limit, within the memory of a connection. 60000: over both. */
static void refuses_large_headers(void **state)
{
    static const int sizes[] = {5000, 60000};

    for (size_t i = 0; i < ARRAY_SIZE(sizes); i++) {
        CLEANUP(cleanup_string)
        char *request = text_format("GET /echo HTTP/1.1\r\nHost: a\r\nX: %0*d\r\n\r\n", sizes[i], 1);
        CLEANUP(cleanup_string) char *answer = http_lab_ask(*state, request);

        http_lab_expect(answer, "431");
    }
    http_lab_still_serves(*state);
}

/* To the byte: a whole head, a whole body. */
static void takes_as_much_as_the_limits_say(void **state)
{
    static const struct {
        int head, body, status;
    } cases[] = {{4096, 0, 200}, {4097, 0, 431}, {200, 2000, 200}, {200, 2001, 413}};

    for (size_t i = 0; i < ARRAY_SIZE(cases); i++) {
        CLEANUP(cleanup_string)
        char *begin = text_format("POST /echo HTTP/1.1\r\nHost: a\r\nConnection: close\r\nContent-Length: %d\r\nX: ",
                                  cases[i].body);
        CLEANUP(cleanup_string)
        char *request = text_format("%s%0*d\r\n\r\n%.*s%0*d", begin, cases[i].head - (int)strlen(begin) - 4, 1, 0, "",
                                    cases[i].body, 1);
        request[cases[i].head + cases[i].body] = '\0'; /* "1" stands where there is no body */
        CLEANUP(cleanup_string) char *wanted = text_format("HTTP/1.1 %d ", cases[i].status);
        CLEANUP(cleanup_string) char *answer = http_lab_ask(*state, request);
        if (!text_starts(answer, wanted))
            fail_msg("a head of %d bytes, a body of %d: %s", cases[i].head, cases[i].body, answer);
    }
}

static void answers_a_half_closed_client(void **state)
{
    const int socket = http_lab_connect(*state);
    CLEANUP(cleanup_string) char *answer = NULL;

    http_lab_say(socket, "POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 4\r\n\r\nhalf");
    shutdown(socket, SHUT_WR);
    answer = http_lab_hear(socket);
    http_lab_expect(answer, "\r\n\r\nhalf");
    close(socket);
}

/* The end of the stream is there before the first byte is read. */
static void notices_an_end_that_comes_with_the_request(void **state)
{
    struct http_lab *lab = *state;
    int ends[2];
    CLEANUP(cleanup_string) char *answer = NULL;

    assert_int_equal(socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends), 0);
    http_lab_say(ends[0], "POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 4\r\n\r\nhalf");
    shutdown(ends[0], SHUT_WR);
    http_lab_adopt(lab, ends[1]);
    answer = http_lab_hear(ends[0]);
    http_lab_expect(answer, "\r\n\r\nhalf");
    close(ends[0]);
}

static void survives_cut_requests(void **state)
{
    static const char *const cut[] = {
        "",
        "GET",
        "GET /echo HTTP/1.1\r\nHos",
        "GET /echo?a HTTP/1.1\r\nHost: a\r\n",
        "POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 10\r\n\r\nabc",
        "POST /block HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nab",
    };

    for (size_t i = 0; i < ARRAY_SIZE(cut); i++) {
        const int socket = http_lab_connect(*state);
        CLEANUP(cleanup_string) char *answer = NULL;

        http_lab_say(socket, cut[i]);
        shutdown(socket, SHUT_WR);
        answer = http_lab_hear(socket);
        assert_null(strstr(answer, "200 OK"));
        close(socket);
    }
    assert_int_equal(((struct http_lab *)*state)->answered, 0);
    http_lab_still_serves(*state);
}

static void closes_silent_clients(void **state)
{
    static const char *const silent[] = {"", "GET /echo HTT",
                                         "POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 9\r\n\r\n"};
    int sockets[ARRAY_SIZE(silent)];

    for (size_t i = 0; i < ARRAY_SIZE(silent); i++) {
        sockets[i] = http_lab_connect(*state);
        http_lab_say(sockets[i], silent[i]);
    }
    for (size_t i = 0; i < ARRAY_SIZE(silent); i++) {
        CLEANUP(cleanup_string) char *answer = http_lab_hear(sockets[i]);

        assert_null(strstr(answer, "200 OK"));
        close(sockets[i]);
    }
    http_lab_still_serves(*state);
}

static void sends_its_own_status_line(void **state)
{
    CLEANUP(cleanup_string) char *answer = http_lab_ask(*state, "GET /reason HTTP/1.1\r\n" END);

    assert_true(text_starts(answer, "HTTP/1.1 403 Forbidden ( The server denied the specified URL. )\r\n"));
    http_lab_expect(answer, "\r\n\r\ndenied");
}

static void leaves_standard_phrases_alone(void **state)
{
    CLEANUP(cleanup_string) char *answer = http_lab_ask(*state, "POST /echo HTTP/1.1\r\n" END);

    assert_true(text_starts(answer, "HTTP/1.1 200 OK\r\n"));
}

#define DENIED "HTTP/1.1 403 Forbidden ( The server denied the specified URL. )\r\n"

/* Each answer has its own, however many there are at once. */
static void replaces_lines_of_pipelined_answers(void **state)
{
    CLEANUP(cleanup_string)
    char *answer = http_lab_ask(*state, "GET /reason HTTP/1.1\r\nHost: a\r\n\r\n"
                                        "POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\n\r\none"
                                        "GET /reason HTTP/1.1\r\n" END);
    const char *second, *third;

    assert_true(text_starts(answer, DENIED));
    second = strstr(answer, "denied"
                            "HTTP/1.1 200 OK\r\n");
    assert_non_null(second);
    third = strstr(second, "one" DENIED);
    assert_non_null(third);
    assert_true(text_ends(third, "\r\n\r\ndenied"));
}

/* A client that waits for permission gets that first, byte for byte. */
static void leaves_permission_to_go_on_alone(void **state)
{
    CLEANUP(cleanup_string)
    char *answer = http_lab_ask(*state, "POST /reason HTTP/1.1\r\nExpect: 100-continue\r\nContent-Length: 0\r\n" END);

    http_lab_expect(answer, DENIED);
    assert_null(strstr(answer, "403 Forbidden\r\n"));
}

static void sends_a_head_byte_for_byte(void **state)
{
    CLEANUP(cleanup_string) char *answer = http_lab_ask(*state, "GET /head HTTP/1.1\r\n" END);

    assert_string_equal(answer, HTTP_LAB_HEAD "captured");
}

static void tells_what_it_refused(void **state)
{
    struct http_lab *lab = *state;
    CLEANUP(cleanup_string) char *answer = http_lab_ask(lab, "POST / HTTP/1.1\r\nContent-Length: 99999999\r\n" END);

    http_lab_expect(answer, " 413 ");
    assert_int_equal(lab->last_status, 413);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(keeps_alive, http_lab_start, http_lab_stop),
        cmocka_unit_test_setup_teardown(awaits_every_head, http_lab_start, http_lab_stop),
        cmocka_unit_test_setup_teardown(answers_pipelined_requests_in_order, http_lab_start, http_lab_stop),
        cmocka_unit_test_setup_teardown(reads_a_body_that_comes_slowly, http_lab_start, http_lab_stop),
        cmocka_unit_test_setup_teardown(refuses_a_body_that_is_sent_all_the_same, http_lab_start, http_lab_stop),
        cmocka_unit_test_setup_teardown(ends_a_body_without_end, http_lab_start, http_lab_stop),
        cmocka_unit_test_setup_teardown(refuses_large_headers, http_lab_start, http_lab_stop),
        cmocka_unit_test_setup_teardown(takes_as_much_as_the_limits_say, http_lab_start, http_lab_stop),
        cmocka_unit_test_setup_teardown(answers_a_half_closed_client, http_lab_start, http_lab_stop),
        cmocka_unit_test_setup_teardown(notices_an_end_that_comes_with_the_request, http_lab_start, http_lab_stop),
        cmocka_unit_test_setup_teardown(survives_cut_requests, http_lab_start, http_lab_stop),
        cmocka_unit_test_setup_teardown(closes_silent_clients, http_lab_start_impatient, http_lab_stop),
        cmocka_unit_test_setup_teardown(sends_its_own_status_line, http_lab_start, http_lab_stop),
        cmocka_unit_test_setup_teardown(leaves_standard_phrases_alone, http_lab_start, http_lab_stop),
        cmocka_unit_test_setup_teardown(replaces_lines_of_pipelined_answers, http_lab_start, http_lab_stop),
        cmocka_unit_test_setup_teardown(leaves_permission_to_go_on_alone, http_lab_start, http_lab_stop),
        cmocka_unit_test_setup_teardown(sends_a_head_byte_for_byte, http_lab_start, http_lab_stop),
        cmocka_unit_test_setup_teardown(tells_what_it_refused, http_lab_start, http_lab_stop),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
