/* SPDX-License-Identifier: MIT */
/* The clients of wire_fixture.h. */
#include "base/cleanup.h"
#include "wire_fixture.h"

#include <arpa/inet.h>
#include <errno.h>
#include <openssl/err.h>
#include <poll.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include <cmocka.h>

/* 0, or why the connection did not come about. */
static int await_connection(int socket, unsigned patience_ms)
{
    struct pollfd end = {.fd = socket, .events = POLLOUT};
    int problem = 0;
    socklen_t length = sizeof problem;

    if (poll(&end, 1, (int)patience_ms) == 0)
        return ETIMEDOUT;
    getsockopt(socket, SOL_SOCKET, SO_ERROR, &problem, &length);
    return problem;
}

static int connect_socket(int socket, const char *source, unsigned port, unsigned patience_ms)
{
    const struct sockaddr_in address = {
        .sin_family = AF_INET, .sin_port = htons((uint16_t)port), .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
    struct sockaddr_in own = {.sin_family = AF_INET};

    if (source && (inet_pton(AF_INET, source, &own.sin_addr) != 1 ||
                   bind(socket, (const struct sockaddr *)&own, sizeof own) != 0))
        return errno;
    if (connect(socket, (const struct sockaddr *)&address, sizeof address) < 0 && errno != EINPROGRESS)
        return errno;
    return await_connection(socket, patience_ms);
}

struct client *client_from(const char *source, unsigned port, unsigned patience_ms, int *problem)
{
    CLEANUP(client_free) struct client *client = calloc(1, sizeof *client);
    const struct timeval patience = {.tv_sec = patience_ms / 1000, .tv_usec = patience_ms % 1000 * 1000};
    const int blocking = 0;

    client->alert = -1;
    client->socket = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
    *problem = connect_socket(client->socket, source, port, patience_ms);
    client->reset = *problem == ECONNRESET;
    if (client->reset)
        *problem = 0;
    if (*problem)
        return NULL;
    ioctl(client->socket, FIONBIO, &blocking);
    setsockopt(client->socket, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
    return TAKE(client);
}

struct client *client_new(unsigned port, unsigned patience_ms)
{
    int problem;
    struct client *client = client_from(NULL, port, patience_ms, &problem);

    if (!client)
        fail_msg("connect: %s", strerror(problem));
    return client;
}

void client_free(struct client **pointer)
{
    struct client *client = TAKE(*pointer);

    if (!client)
        return;
    SSL_free(client->tls);
    SSL_CTX_free(client->context);
    close(client->socket);
    free(client);
}

static enum ending system_ending(void)
{
    return errno == ECONNRESET ? ENDING_RESET : errno == EAGAIN ? ENDING_SILENCE : ENDING_OTHER;
}

static enum ending protocol_ending(struct client *client)
{
    const int reason = ERR_GET_REASON(ERR_peek_last_error());

    if (reason == SSL_R_UNEXPECTED_EOF_WHILE_READING)
        return ENDING_FIN;
    if (reason < SSL_AD_REASON_OFFSET)
        return ENDING_NO_TLS;
    client->alert = reason - SSL_AD_REASON_OFFSET;
    return ENDING_ALERT;
}

static enum ending tls_ending(struct client *client, int result)
{
    switch (SSL_get_error(client->tls, result)) {
    case SSL_ERROR_WANT_READ: return ENDING_SILENCE;
    case SSL_ERROR_ZERO_RETURN: return ENDING_CLOSE_NOTIFY;
    case SSL_ERROR_SYSCALL: return system_ending();
    case SSL_ERROR_SSL: return protocol_ending(client);
    default: return ENDING_OTHER;
    }
}

enum ending client_handshake(struct client *client, const char *name, int minimum, int maximum)
{
    int result;

    if (client->reset)
        return ENDING_RESET;
    client->context = SSL_CTX_new(TLS_client_method());
    SSL_CTX_set_cipher_list(client->context, "DEFAULT:@SECLEVEL=0");
    SSL_CTX_set_min_proto_version(client->context, minimum);
    SSL_CTX_set_max_proto_version(client->context, maximum);
    client->tls = SSL_new(client->context);
    SSL_set_fd(client->tls, client->socket);
    if (name)
        SSL_set_tlsext_host_name(client->tls, name);
    ERR_clear_error();
    errno = 0;
    result = SSL_connect(client->tls);
    return result == 1 ? ENDING_COMPLETE : tls_ending(client, result);
}

void client_say(struct client *client, const char *text)
{
    const int length = (int)strlen(text);

    assert_int_equal(client->tls ? SSL_write(client->tls, text, length)
                                 : send(client->socket, text, (size_t)length, MSG_NOSIGNAL),
                     length);
}

/* Bytes that came, or 0 and how it ended. */
static size_t read_some(struct client *client, enum ending *ending)
{
    const size_t room = sizeof client->text - 1 - client->length;
    char *place = client->text + client->length;
    ssize_t got;

    *ending = ENDING_RESET;
    if (client->reset)
        return 0;
    ERR_clear_error();
    errno = 0;
    got = client->tls ? SSL_read(client->tls, place, (int)room) : recv(client->socket, place, room, 0);
    if (got > 0) {
        client->length += (size_t)got;
        client->text[client->length] = '\0';
        return (size_t)got;
    }
    *ending = client->tls ? tls_ending(client, (int)got) : got == 0 ? ENDING_FIN : system_ending();
    return 0;
}

enum ending client_read(struct client *client)
{
    enum ending ending = ENDING_OTHER;

    while (read_some(client, &ending) > 0)
        if (client->length > sizeof client->text / 2) /* what is long is only counted by its last part */
            client->length = 0;
    return ending;
}

bool client_read_bytes(struct client *client, size_t length)
{
    enum ending ending;

    while (client->length < length)
        if (read_some(client, &ending) == 0)
            return false;
    return true;
}
