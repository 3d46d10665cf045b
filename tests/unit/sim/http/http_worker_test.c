/* SPDX-License-Identifier: MIT */
/* Handlers that block, and stopping while they do. */
#include "base/cleanup.h"
#include "support/http_lab.h"

#include <pthread.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

enum { PARALLEL = 200 };

#define BLOCKING "POST /block HTTP/1.1\r\nHost: a\r\nContent-Length: 4\r\nConnection: close\r\n\r\ndone"

static int ask_blocking(struct http_lab *lab)
{
    const int socket = http_lab_connect(lab);

    http_lab_say(socket, BLOCKING);
    return socket;
}

static void serves_others_while_one_blocks(void **state)
{
    struct http_lab *lab = *state;
    const int socket = ask_blocking(lab);
    CLEANUP(cleanup_string) char *answer = NULL;

    sem_wait(&lab->entered);
    http_lab_still_serves(lab);
    sem_post(&lab->leave);
    answer = http_lab_hear(socket);
    http_lab_expect(answer, "\r\n\r\ndone");
    close(socket);
}

static void answers_many_blocking_requests(void **state)
{
    struct http_lab *lab = *state;
    int sockets[PARALLEL];

    for (size_t i = 0; i < PARALLEL; i++)
        sockets[i] = ask_blocking(lab);
    for (size_t i = 0; i < PARALLEL; i++)
        sem_post(&lab->leave);
    for (size_t i = 0; i < PARALLEL; i++) {
        CLEANUP(cleanup_string) char *answer = http_lab_hear(sockets[i]);

        http_lab_expect(answer, "\r\n\r\ndone");
        close(sockets[i]);
    }
    assert_int_equal(lab->answered, PARALLEL);
}

/* A worker's signal may come while the loop is busy with another's: no answer may wait for a tick, which never comes here. */
static void hears_every_worker(void **state)
{
    struct http_lab *lab = *state;
    int sockets[4];

    for (size_t i = 0; i < ARRAY_SIZE(sockets); i++)
        sockets[i] = http_lab_connect(lab);
    for (int round = 0; round < 1000; round++) {
        for (size_t i = 0; i < ARRAY_SIZE(sockets); i++) {
            sem_post(&lab->leave);
            http_lab_say(sockets[i], "POST /block HTTP/1.1\r\nHost: a\r\nContent-Length: 4\r\n\r\ndone");
        }
        for (size_t i = 0; i < ARRAY_SIZE(sockets); i++)
            http_lab_hear_until(sockets[i], "\r\n\r\ndone");
    }
    for (size_t i = 0; i < ARRAY_SIZE(sockets); i++)
        close(sockets[i]);
}

static void survives_a_client_that_leaves_a_worker(void **state)
{
    struct http_lab *lab = *state;
    const int socket = ask_blocking(lab);

    sem_wait(&lab->entered);
    close(socket);
    sem_post(&lab->leave);
    http_lab_still_serves(lab);
}

/* Two workers run, eight requests wait; the loop has ended already. A worker that is done takes the next until it is told. */
static void stops_while_workers_run(void **state)
{
    struct http_lab *lab = *state;
    int sockets[10];

    for (size_t i = 0; i < ARRAY_SIZE(sockets); i++)
        sockets[i] = ask_blocking(lab);
    sem_wait(&lab->entered);
    sem_wait(&lab->entered);
    http_lab_still_serves(lab); /* so all ten have been adopted */
    http_lab_stop_loop(lab);
    for (size_t i = 0; i < ARRAY_SIZE(sockets); i++)
        sem_post(&lab->leave);
    http_server_free(&lab->server);
    for (size_t i = 0; i < ARRAY_SIZE(sockets); i++) {
        CLEANUP(cleanup_string) char *answer = http_lab_hear(sockets[i]);

        assert_string_equal(answer, "");
        close(sockets[i]);
    }
}

static void *stop_workers(void *server)
{
    http_server_stop_workers(server);
    return NULL;
}

static void refuses_what_waits_when_workers_stop(void **state)
{
    struct http_lab *lab = *state;
    int running[2];
    pthread_t stopping;

    for (size_t i = 0; i < ARRAY_SIZE(running); i++)
        running[i] = ask_blocking(lab);
    sem_wait(&lab->entered);
    sem_wait(&lab->entered);
    const int waiting = ask_blocking(lab);
    pthread_create(&stopping, NULL, stop_workers, lab->server);
    CLEANUP(cleanup_string) char *refusal = http_lab_hear(waiting);
    http_lab_expect(refusal, "HTTP/1.1 503 ");
    close(waiting);
    for (size_t i = 0; i < ARRAY_SIZE(running); i++)
        sem_post(&lab->leave);
    for (size_t i = 0; i < ARRAY_SIZE(running); i++) {
        CLEANUP(cleanup_string) char *answer = http_lab_hear(running[i]);

        http_lab_expect(answer, "\r\n\r\ndone");
        close(running[i]);
    }
    pthread_join(stopping, NULL);
    CLEANUP(cleanup_string) char *late = http_lab_ask(lab, BLOCKING);
    http_lab_expect(late, "This server is being stopped.");
    http_lab_still_serves(lab);
}

/* What the first try left is thrown away; the journal hears of one answer. */
static void asks_again_where_one_may_wait(void **state)
{
    struct http_lab *lab = *state;
    CLEANUP(cleanup_string)
    char *answer = http_lab_ask(lab, "GET /postpone HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");

    http_lab_expect(answer, "HTTP/1.1 200 OK\r\n");
    http_lab_expect(answer, "\r\n\r\nin its time");
    assert_null(strstr(answer, "text/plain"));
    assert_int_equal(lab->answered, 1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(serves_others_while_one_blocks, http_lab_start, http_lab_stop),
        cmocka_unit_test_setup_teardown(answers_many_blocking_requests, http_lab_start, http_lab_stop),
        cmocka_unit_test_setup_teardown(asks_again_where_one_may_wait, http_lab_start, http_lab_stop),
        cmocka_unit_test_setup_teardown(hears_every_worker, http_lab_start_without_tick, http_lab_stop),
        cmocka_unit_test_setup_teardown(survives_a_client_that_leaves_a_worker, http_lab_start, http_lab_stop),
        cmocka_unit_test_setup_teardown(stops_while_workers_run, http_lab_start, http_lab_stop),
        cmocka_unit_test_setup_teardown(refuses_what_waits_when_workers_stop, http_lab_start, http_lab_stop),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
