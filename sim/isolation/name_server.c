/* SPDX-License-Identifier: MIT */
/* A thread that answers DNS over UDP and TCP until it is told to stop. */
#include "name_server.h"

#include "base/cleanup.h"
#include "base/memory.h"
#include "name_answer.h"

#include <arpa/inet.h>
#include <errno.h>
#include <netinet/in.h>
#include <poll.h>
#include <pthread.h>
#include <semaphore.h>
#include <string.h>
#include <sys/eventfd.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <unistd.h>

enum { PORT = 53, MOST_QUESTION = 4096, PATIENCE_MS = 500 };

struct name_server {
    char *(*ready)(void *context);
    void *context;
    int datagrams, listener, stop;
    pthread_t thread;
    sem_t begun; /* a child that is forked while the thread begins may wait for a lock of it for ever */
    bool running;
};

static bool answer(const struct name_server *server, const uint8_t *question, size_t length, uint8_t **text,
                   size_t *size)
{
    CLEANUP(cleanup_string) char *ready = server->ready(server->context);
    json_t *json = ready ? json_loads(ready, 0, NULL) : NULL;
    const bool due = name_answer(question, length, json_object_get(json, "hosts"), text, size);

    json_decref(json);
    return due;
}

static void serve_datagram(const struct name_server *server)
{
    uint8_t question[MOST_QUESTION], *text = NULL;
    struct sockaddr_storage peer;
    socklen_t peer_length = sizeof peer;
    size_t size;
    const ssize_t length =
        recvfrom(server->datagrams, question, sizeof question, 0, (struct sockaddr *)&peer, &peer_length);

    if (length > 0 && answer(server, question, (size_t)length, &text, &size))
        sendto(server->datagrams, text, size, 0, (struct sockaddr *)&peer, peer_length);
    free(text);
}

static bool read_all(int connection, uint8_t *bytes, size_t length)
{
    for (size_t read = 0; read < length;) {
        const ssize_t got = recv(connection, bytes + read, length - read, 0);
        if (got <= 0)
            return false;
        read += (size_t)got;
    }
    return true;
}

/* One message after the other, each behind its length. */
static bool serve_message(const struct name_server *server, int connection)
{
    uint8_t question[MOST_QUESTION], head[2], *text = NULL;
    size_t size, length;
    bool sent;

    if (!read_all(connection, head, sizeof head))
        return false;
    length = (size_t)head[0] << 8 | head[1];
    if (length > sizeof question || !read_all(connection, question, length) ||
        !answer(server, question, length, &text, &size))
        return false;
    head[0] = (uint8_t)(size >> 8);
    head[1] = (uint8_t)size;
    sent = send(connection, head, sizeof head, MSG_NOSIGNAL | MSG_MORE) == sizeof head &&
           send(connection, text, size, MSG_NOSIGNAL) == (ssize_t)size;
    free(text);
    return sent;
}

/* Nobody may keep others waiting: a connection has to say what it wants. */
static void serve_connection(const struct name_server *server)
{
    const struct timeval patience = {.tv_usec = PATIENCE_MS * 1000};
    const int connection = accept4(server->listener, NULL, NULL, SOCK_CLOEXEC);

    if (connection < 0)
        return;
    setsockopt(connection, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
    setsockopt(connection, SOL_SOCKET, SO_SNDTIMEO, &patience, sizeof patience);
    while (serve_message(server, connection))
        continue;
    close(connection);
}

static void *serve(void *context)
{
    struct name_server *const server = context;

    sem_post(&server->begun);
    for (;;) {
        struct pollfd ready[] = {
            {server->stop, POLLIN, 0}, {server->datagrams, POLLIN, 0}, {server->listener, POLLIN, 0}};
        if (poll(ready, ARRAY_SIZE(ready), -1) < 0)
            continue;
        if (ready[0].revents)
            return NULL;
        if (ready[1].revents)
            serve_datagram(server);
        if (ready[2].revents)
            serve_connection(server);
    }
}

static int bound(int type)
{
    const struct sockaddr_in address = {
        .sin_family = AF_INET, .sin_port = htons(PORT), .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
    const int descriptor = socket(AF_INET, type | SOCK_CLOEXEC, 0);

    if (descriptor >= 0 && bind(descriptor, (const struct sockaddr *)&address, sizeof address) == 0)
        return descriptor;
    if (descriptor >= 0)
        close(descriptor);
    return -1;
}

struct name_server *name_server_start(char *(*ready)(void *context), void *context, struct error *error)
{
    struct name_server *server = memory_new(sizeof *server);

    *server = (struct name_server){.ready = ready,
                                   .context = context,
                                   .datagrams = bound(SOCK_DGRAM),
                                   .listener = bound(SOCK_STREAM),
                                   .stop = eventfd(0, EFD_CLOEXEC)};
    sem_init(&server->begun, 0, 0);
    server->running = server->datagrams >= 0 && server->listener >= 0 && listen(server->listener, 64) == 0 &&
                      pthread_create(&server->thread, NULL, serve, server) == 0;
    if (!server->running) {
        error_set(error, "the names of the lab cannot be answered at 127.0.0.1 port %d: %s", PORT, strerror(errno));
        name_server_stop(&server);
        return NULL;
    }
    while (sem_wait(&server->begun) != 0)
        continue;
    return server;
}

void name_server_stop(struct name_server **server)
{
    const uint64_t one = 1;

    if (!*server)
        return;
    if ((*server)->running && write((*server)->stop, &one, sizeof one) == sizeof one)
        pthread_join((*server)->thread, NULL);
    close((*server)->datagrams);
    close((*server)->listener);
    close((*server)->stop);
    sem_destroy(&(*server)->begun);
    free(*server);
    *server = NULL;
}
