/* SPDX-License-Identifier: MIT */
/* Sends bytes to a port and reads all that comes. */
#include "raw_client.h"

#include "base/cleanup.h"
#include "base/text.h"

#include <arpa/inet.h>
#include <openssl/ssl.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cmocka.h>
#include <stdlib.h>

enum { ANSWER_SECONDS = 20 };

static int connect_to(unsigned port)
{
    const struct sockaddr_in address = {
        .sin_family = AF_INET, .sin_port = htons((uint16_t)port), .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
    const struct timeval patience = {.tv_sec = ANSWER_SECONDS};
    const int descriptor = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);

    setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
    setsockopt(descriptor, SOL_SOCKET, SO_SNDTIMEO, &patience, sizeof patience);
    assert_int_equal(connect(descriptor, (const struct sockaddr *)&address, sizeof address), 0);
    return descriptor;
}

/* Is the answer complete by its own Content-Length? */
static bool complete(const char *answer, size_t length)
{
    const char *head = strstr(answer, "\r\n\r\n");
    const char *announced = strcasestr(answer, "\r\nContent-Length:");

    return head && announced && announced < head &&
           length >= (size_t)(head + 4 - answer) + strtoul(announced + 17, NULL, 10);
}

/* One answer, or all there are. */
static char *read_answer(SSL *ssl, bool all)
{
    char *answer = NULL;
    size_t size = 0;
    char block[16384];
    FILE *memory = open_memstream(&answer, &size);
    int got;

    fflush(memory);
    while ((all || !complete(answer, size)) && (got = SSL_read(ssl, block, sizeof block)) > 0) {
        fwrite(block, 1, (size_t)got, memory);
        fflush(memory);
    }
    fclose(memory);
    return answer;
}

static void send_all(SSL *ssl, const char *bytes, size_t length)
{
    size_t sent;

    for (size_t done = 0; done < length; done += sent)
        if (SSL_write_ex(ssl, bytes + done, length - done < 16384 ? length - done : 16384, &sent) != 1)
            return; /* the peer has heard enough; what it answered is still to be read */
}

char *raw_exchange(unsigned port, const char *server_name, const char *bytes, size_t length, enum raw_ending ending)
{
    const int descriptor = connect_to(port);
    SSL_CTX *context = SSL_CTX_new(TLS_client_method());
    SSL *ssl = SSL_new(context);
    char *answer = NULL;

    SSL_set_fd(ssl, descriptor);
    SSL_set_tlsext_host_name(ssl, server_name);
    assert_int_equal(SSL_connect(ssl), 1);
    send_all(ssl, bytes, length);
    if (ending == RAW_HALF_CLOSE) {
        SSL_shutdown(ssl);
        shutdown(descriptor, SHUT_WR);
    }
    answer = ending == RAW_HANG_UP ? text_copy("") : read_answer(ssl, ending == RAW_HALF_CLOSE);
    SSL_free(ssl);
    SSL_CTX_free(context);
    close(descriptor);
    return answer;
}

char *raw_request(const char *method, const char *path, const char *headers, const char *body)
{
    return text_format("%s %s HTTP/1.1\r\nHost: localhost\r\nContent-Type: text/xml; charset=utf-8\r\n"
                       "Content-Length: %zu\r\n%s\r\n%s",
                       method, path, strlen(body), headers, body);
}

int raw_status(const char *answer)
{
    return strncmp(answer, "HTTP/1.1 ", 9) == 0 ? (int)strtol(answer + 9, NULL, 10) : 0;
}
