/* SPDX-License-Identifier: MIT */
/* An HTTP server over socketpairs. A thread plays the owner's loop; the test is the client. */
#ifndef FBLAB_HTTP_LAB_H
#define FBLAB_HTTP_LAB_H

#include "http/http_server.h"
#include "origin/origin.h"

#include <pthread.h>
#include <semaphore.h>
#include <stdatomic.h>

/* What /head answers with, as it is to leave. */
#define HTTP_LAB_HEAD "HTTP/1.0 299  Odd \r\nserver:x\r\nConnection: close\r\n\r\n"

struct http_lab {
    const void *row; /* the test's initial state, which the lab takes the place of */
    struct http_server *server;
    struct origin origin;
    pthread_t loop;
    int orders[2]; /* to the loop: a socket to adopt, or -1: stop */
    int tick_ms;   /* how long the loop waits at most */
    bool stopped;
    sem_t entered, leave; /* of the handler that blocks: /block */
    atomic_uint answered, last_status;
};

/* Fixtures: *state becomes the lab. Bodies up to 2000 bytes, headers up to 4096, two workers. */
int http_lab_start(void **state);
/* The same, and it looks round every millisecond: a connection that ended is let go at once. */
int http_lab_start_restless(void **state);
/* Ordinary limits, but idle clients are closed after a second. */
int http_lab_start_impatient(void **state);
/* Ordinary limits; only a descriptor wakes the loop. */
int http_lab_start_without_tick(void **state);
int http_lab_stop(void **state);
/* The server stays. */
void http_lab_stop_loop(struct http_lab *lab);

/* A client's socket. */
int http_lab_connect(struct http_lab *lab);
/* Lets the loop adopt a socket. */
void http_lab_adopt(struct http_lab *lab, int socket);
void http_lab_say(int socket, const char *text);
/* Up to the end of the connection. The caller frees it. */
char *http_lab_hear(int socket);
/* Until the text ends so; the connection stays open. */
void http_lab_hear_until(int socket, const char *end);
/* One connection, one request. The caller frees the answer. */
char *http_lab_ask(struct http_lab *lab, const char *request);
void http_lab_expect(const char *text, const char *part);
void http_lab_still_serves(struct http_lab *lab);

#endif
