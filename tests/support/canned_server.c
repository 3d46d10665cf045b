/* SPDX-License-Identifier: MIT */
/* Accepts, reads and answers with the given bytes, on a thread. */
#include "canned_server.h"

#include "base/text.h"

#include <arpa/inet.h>
#include <poll.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/socket.h>
#include <unistd.h>

#define REQUEST_LIMIT 65536

struct canned_server {
    int listener, wake[2];
    pthread_t thread;
    const char *const *answers;
    size_t count, asked;
    char *requests[CANNED_LIMIT];
    char *url;
};

static void require(int success)
{
    if (!success) {
        perror("canned server");
        abort();
    }
}

static size_t content_length(const char *request)
{
    const char *at = strcasestr(request, "\r\nContent-Length:");

    return at ? strtoul(at + strlen("\r\nContent-Length:"), NULL, 10) : 0;
}

static char *read_request(int connection)
{
    char *request = calloc(1, REQUEST_LIMIT);
    size_t length = 0;
    ssize_t got = 1;

    require(request != NULL);
    while (got > 0 && length < REQUEST_LIMIT - 1) {
        const char *end = strstr(request, "\r\n\r\n");
        if (end && length >= (size_t)(end + 4 - request) + content_length(request))
            break;
        got = recv(connection, request + length, REQUEST_LIMIT - 1 - length, 0);
        length += got > 0 ? (size_t)got : 0;
    }
    return request;
}

static void answer(struct canned_server *server, int connection)
{
    const char *text = server->answers[server->asked];

    server->requests[server->asked++] = read_request(connection);
    require(send(connection, text, strlen(text), MSG_NOSIGNAL) >= 0);
    close(connection);
}

static void *serve(void *context)
{
    struct canned_server *server = context;
    struct pollfd both[] = {{.fd = server->listener, .events = POLLIN}, {.fd = server->wake[0], .events = POLLIN}};

    while (server->asked < server->count && poll(both, 2, -1) > 0 && both[0].revents)
        answer(server, accept(server->listener, NULL, NULL));
    return NULL;
}

struct canned_server *canned_server_new(const char *const *answers, size_t count)
{
    struct sockaddr_in address = {.sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
    struct canned_server *server = calloc(1, sizeof *server);
    socklen_t size = sizeof address;

    require(server && count <= CANNED_LIMIT);
    server->listener = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    require(bind(server->listener, (struct sockaddr *)&address, sizeof address) == 0);
    require(listen(server->listener, CANNED_LIMIT) == 0 && pipe(server->wake) == 0);
    require(getsockname(server->listener, (struct sockaddr *)&address, &size) == 0);
    server->url = text_format("http://127.0.0.1:%d", ntohs(address.sin_port));
    server->answers = answers;
    server->count = count;
    require(pthread_create(&server->thread, NULL, serve, server) == 0);
    return server;
}

const char *canned_server_url(const struct canned_server *server)
{
    return server->url;
}

void canned_server_join(struct canned_server *server)
{
    require(write(server->wake[1], "", 1) == 1);
    pthread_join(server->thread, NULL);
}

const char *canned_server_request(const struct canned_server *server, size_t index)
{
    return index < server->asked ? server->requests[index] : NULL;
}

void canned_server_free(struct canned_server **server)
{
    if (!*server)
        return;
    for (size_t i = 0; i < (*server)->asked; i++)
        free((*server)->requests[i]);
    close((*server)->listener);
    close((*server)->wake[0]);
    close((*server)->wake[1]);
    free((*server)->url);
    free(*server);
    *server = NULL;
}
