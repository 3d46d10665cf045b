/* SPDX-License-Identifier: MIT */
/* Nobody waits for a tick, for other people's work, or for a head that never ends. */
#include "base/cleanup.h"
#include "base/memory.h"
#include "base/text.h"
#include "support/http_lab.h"

#include <poll.h>
#include <pthread.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cmocka.h>

enum { PIPELINED = 400, HUGE_BODY = 8 << 20 };

/* Talks while the test listens: neither end has to hold what the other has not read. */
struct talker {
    int socket;
    const char *bytes;
    size_t length;
};

static void *talk(void *context)
{
    const struct talker *talker = context;
    size_t sent = 0;
    ssize_t more;

    while (sent < talker->length &&
           (more = send(talker->socket, talker->bytes + sent, talker->length - sent, MSG_NOSIGNAL)) > 0)
        sent += (size_t)more;
    return NULL;
}

/* The caller frees the answer. */
static char *exchange(struct http_lab *lab, const char *bytes, size_t length)
{
    struct talker talker = {http_lab_connect(lab), bytes, length};
    pthread_t thread;
    char *answer;

    assert_int_equal(pthread_create(&thread, NULL, talk, &talker), 0);
    answer = http_lab_hear(talker.socket);
    shutdown(talker.socket, SHUT_RDWR);
    pthread_join(thread, NULL);
    close(talker.socket);
    return answer;
}

static void pipelined_requests_wait_for_no_tick(void **state)
{
    char *requests = NULL;
    size_t size, heads = 0;
    FILE *output = text_stream(&requests, &size);
    CLEANUP(cleanup_string) char *answers = NULL;

    for (int i = 1; i <= PIPELINED; i++)
        fprintf(output, "POST /echo HTTP/1.1\r\nHost: a\r\n%sContent-Length: 2000\r\n\r\n%2000d",
                i < PIPELINED ? "" : "Connection: close\r\n", i);
    text_stream_close(output);
    answers = exchange(*state, requests, size);
    free(requests);
    for (const char *head = answers; (head = strstr(head, "HTTP/1.1 200 ")); head++)
        heads++;
    assert_int_equal(heads, PIPELINED);
}

static void long_bodies_wait_for_no_tick(void **state)
{
    static const char head[] = "POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 8388608\r\n\r\n";
    CLEANUP(cleanup_string) char *request = memory_room(sizeof head + HUGE_BODY);
    CLEANUP(cleanup_string) char *answer = NULL;

    memset(mempcpy(request, head, sizeof head - 1), 'a', HUGE_BODY);
    answer = exchange(*state, request, sizeof head - 1 + HUGE_BODY);
    assert_true(text_starts(answer, "HTTP/1.1 413 "));
}

static void long_bodies_are_understood_by_workers(void **state)
{
    static const struct {
        int length;
        const char *told;
    } bodies[] = {{32768, "length=32768 thread=loop"}, {32769, "length=32769 thread=worker"}};

    for (size_t i = 0; i < ARRAY_SIZE(bodies); i++) {
        CLEANUP(cleanup_string)
        char *request = text_format("POST /tell%%20me HTTP/1.1\r\nHost: a\r\nConnection: close\r\n"
                                    "Content-Length: %d\r\n\r\n%*d",
                                    bodies[i].length, bodies[i].length, 1);
        CLEANUP(cleanup_string) char *answer = http_lab_ask(*state, request);
        http_lab_expect(answer, bodies[i].told);
    }
}

static void short_bodies_are_understood_at_once(void **state)
{
    CLEANUP(cleanup_string)
    char *answer = http_lab_ask(*state, "POST /tell%20me HTTP/1.1\r\nHost: a\r\nConnection: close\r\n"
                                        "Content-Length: 3\r\n\r\nabc");

    http_lab_expect(answer, "length=3 thread=loop");
}

/* Both of the ordinary workers are held. */
static void some_work_has_workers_of_its_own(void **state)
{
    struct http_lab *lab = *state;
    const int held[] = {http_lab_connect(lab), http_lab_connect(lab), http_lab_connect(lab)};
    CLEANUP(cleanup_string) char *answer = NULL;

    for (size_t i = 0; i < ARRAY_SIZE(held); i++)
        http_lab_say(held[i], "GET /block HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");
    sem_wait(&lab->entered);
    sem_wait(&lab->entered);
    answer = http_lab_ask(lab, "GET /apart HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");
    http_lab_expect(answer, "GET /apart");
    for (size_t i = 0; i < ARRAY_SIZE(held); i++)
        sem_post(&lab->leave);
    for (size_t i = 0; i < ARRAY_SIZE(held); i++) {
        CLEANUP(cleanup_string) char *late = http_lab_hear(held[i]);
        http_lab_expect(late, "HTTP/1.1 200 ");
        close(held[i]);
    }
}

/* Each byte comes well before the client would count as idle. */
static void heads_have_their_time(void **state)
{
    const int socket = http_lab_connect(*state);
    struct pollfd answered = {.fd = socket, .events = POLLIN};
    CLEANUP(cleanup_string) char *answer = NULL;

    http_lab_say(socket, "GET /empty HTTP/1.1\r\nHost: a\r\nX-Slow: ");
    while (poll(&answered, 1, 50) == 0)
        (void)!send(socket, "x", 1, MSG_NOSIGNAL);
    answer = http_lab_hear(socket);
    close(socket);
    assert_string_equal(answer, "HTTP/1.1 408 Request Timeout\r\nContent-Type: text/plain\r\nConnection: close\r\n"
                                "Content-Length: 51\r\n\r\nThe request's head did not come to its end in time.");
    http_lab_still_serves(*state);
}

/* What is slow is the body. */
static void bodies_may_take_longer(void **state)
{
    struct http_lab *lab = *state;
    const int socket = http_lab_connect(lab), late = http_lab_connect(lab);
    struct pollfd answered = {.fd = late, .events = POLLIN};
    CLEANUP(cleanup_string) char *answer = NULL;
    size_t sent = 0;

    http_lab_say(socket, "POST /echo HTTP/1.1\r\nHost: a\r\nConnection: close\r\nContent-Length: 1000\r\n\r\n");
    http_lab_say(late, "GET /empty HTTP/1.1\r\nX-Slow: "); /* its time passes meanwhile */
    for (; poll(&answered, 1, 50) == 0; sent++) {
        http_lab_say(socket, "x");
        (void)!send(late, "x", 1, MSG_NOSIGNAL);
    }
    for (; sent < 1000; sent++)
        http_lab_say(socket, "x");
    answer = http_lab_hear(socket);
    close(socket);
    close(late);
    assert_true(text_starts(answer, "HTTP/1.1 200 "));
}

#define TEST(function, setup) cmocka_unit_test_setup_teardown(function, setup, http_lab_stop)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(pipelined_requests_wait_for_no_tick, http_lab_start_without_tick),
        TEST(long_bodies_wait_for_no_tick, http_lab_start_without_tick),
        TEST(long_bodies_are_understood_by_workers, http_lab_start_without_tick),
        TEST(short_bodies_are_understood_at_once, http_lab_start),
        TEST(some_work_has_workers_of_its_own, http_lab_start),
        TEST(heads_have_their_time, http_lab_start_impatient),
        TEST(bodies_may_take_longer, http_lab_start_impatient),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
