/* SPDX-License-Identifier: MIT */
/* What comes over a connection to the lab, to its end, and the same to what finds the end of requests. */
#include "base/cleanup.h"
#include "http/request_scanner.h"
#include "input.h"
#include "support/http_lab.h"
#include "target.h"

#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

/* Whether they come at once or one by one is all the same. */
static void scan(const char *bytes, size_t size)
{
    struct request_scanner at_once = {0}, one_by_one = {0};
    unsigned count = 0;

    for (size_t i = 0; i < size; i++)
        count += request_scanner_feed(&one_by_one, bytes + i, 1);
    if (request_scanner_feed(&at_once, bytes, size) != count || at_once.in_body != one_by_one.in_body ||
        at_once.body.part != one_by_one.body.part || at_once.body.left != one_by_one.body.left)
        abort();
}

static void send_all(int socket, const char *bytes, size_t size)
{
    ssize_t sent = 0;

    for (size_t at = 0; at < size && sent >= 0; at += (size_t)sent)
        if ((sent = send(socket, bytes + at, size - at, MSG_NOSIGNAL)) < 0)
            return;
    shutdown(socket, SHUT_WR);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static void *lab;
    CLEANUP(cleanup_string) char *heard = NULL;
    int socket;

    if (!lab)
        http_lab_start_restless(&lab);
    scan((const char *)data, size);
    for (int i = 0; i < 8; i++)
        sem_post(&((struct http_lab *)lab)->leave); /* nobody is to wait */
    socket = http_lab_connect(lab);
    send_all(socket, (const char *)data, size);
    heard = http_lab_hear(socket);
    if (*heard && strncmp(heard, "HTTP/1.", strlen("HTTP/1.")) != 0)
        abort();
    close(socket);
    return 0;
}
